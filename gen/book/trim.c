/*
 * A finished book → what a printing house takes: black ink only but for the
 * cover, a sheet larger than the page by its bleed, and marks that show where to
 * cut. Everything on a page moves with it. Papers without these are left alone.
 */
#include "book/book_parts.h"

enum {
	MARK_GAP = 4252,     /* from the trim to a mark, beyond the usual bleed: 1.5 mm */
	MARK_LENGTH = 14173, /* 5 mm */
	MARK_WIDTH = 250,
	PALE = 170, /* from this brightness text is paper rather than ink */
};

/* --------------------------------------------------------------------------- inks */

static int brightness(colour c)
{
	return (int)(((c >> 16 & 255) * 299 + (c >> 8 & 255) * 587 + (c & 255) * 114) / 1000);
}

static colour grey(colour c)
{
	return (colour)brightness(c) * 0x010101;
}

static void blacken(struct page *p)
{
	for (size_t i = 0; i < p->runs_n; i++)
		p->runs[i].colour = brightness(p->runs[i].colour) < PALE ? 0 : 0xFFFFFF;
	for (size_t i = 0; i < p->rules_n; i++)
		p->rules[i].colour = grey(p->rules[i].colour);
	for (size_t i = 0; i < p->paths_n; i++) {
		p->paths[i].fill = grey(p->paths[i].fill);
		p->paths[i].ink = grey(p->paths[i].ink);
	}
}

/* -------------------------------------------------------------------------- moving */

static void move_point(struct point *p, mpt by)
{
	p->x += by;
	p->y += by;
}

static void move_runs(struct page *p, mpt by)
{
	for (size_t i = 0; i < p->runs_n; i++) {
		p->runs[i].y += by;
		for (size_t k = 0; k < p->runs[i].glyphs_n; k++)
			p->runs[i].glyphs[k].x += by;
	}
}

static void move_paths(struct page *p, mpt by)
{
	for (size_t i = 0; i < p->paths_n; i++) {
		for (size_t k = 0; k < p->paths[i].n; k++) {
			struct segment *s = &p->paths[i].segments[k];

			move_point(&s->to, by);
			move_point(&s->control[0], by);
			move_point(&s->control[1], by);
		}
	}
}

static void move_page(struct page *p, mpt by)
{
	move_runs(p, by);
	move_paths(p, by);
	for (size_t i = 0; i < p->rules_n; i++) {
		p->rules[i].x += by;
		p->rules[i].y += by;
	}
	for (size_t i = 0; i < p->links_n; i++) {
		p->links[i].x += by;
		p->links[i].y += by;
	}
}

static void move_places(struct print *p, mpt by)
{
	for (size_t i = 0; i < p->destinations_n; i++)
		p->destinations[i].y += by;
	for (size_t i = 0; i < p->bookmarks_n; i++)
		p->bookmarks[i].y += by;
	for (size_t i = 0; i < p->tags_n; i++) {
		p->tags[i].bbox.x += by;
		p->tags[i].bbox.y += by;
	}
}

/* -------------------------------------------------------------------------- marks */

/* Two marks at each corner, outside the bleed. */
static void draw_marks(struct job *j, struct page *p)
{
	mpt gap = MAX(p->bleed, MARK_GAP), half = MARK_WIDTH / 2;
	mpt x[] = {p->trim.x, p->trim.x + p->trim.w}, y[] = {p->trim.y, p->trim.y + p->trim.h};
	mpt out[] = {-gap - MARK_LENGTH, gap};

	for (int i = 0; i < 4; i++) {
		mpt cx = x[i & 1], cy = y[i >> 1];

		draw_rule(j, p, cx + out[i & 1], cy - half, MARK_LENGTH, MARK_WIDTH, 0);
		draw_rule(j, p, cx - half, cy + out[i >> 1], MARK_WIDTH, MARK_LENGTH, 0);
	}
}

static void trim_page(struct job *j, struct page *p, mpt by)
{
	move_page(p, by);
	p->trim = (struct box){by, by, p->width, p->height};
	p->bleed = j->paper->bleed;
	p->width += 2 * by;
	p->height += 2 * by;
	if (j->paper->crop)
		draw_marks(j, p);
}

void trim_make(struct job *j)
{
	const struct paper *p = j->paper;
	mpt by = p->crop ? MAX(p->bleed, MARK_GAP) + MARK_LENGTH : p->bleed;

	for (size_t i = 0; p->black && i < j->print->pages_n; i++)
		if ((int)i >= j->covers)
			blacken(&j->print->pages[i]);
	for (size_t i = 0; by && i < j->print->pages_n; i++)
		trim_page(j, &j->print->pages[i], by);
	if (by)
		move_places(j->print, by);
}
