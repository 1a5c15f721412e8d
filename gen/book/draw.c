/*
 * Slips on pages → runs, rules and links in place. Each line is set once, here.
 * What a page repeats (caption and header of a table that goes on) is drawn
 * without tags; everything else carries the tag of its element. The same walk
 * without ink tells anchors and headings their pages.
 */
#include "book/draw_parts.h"
#include "book/figure_parts.h"

#include <assert.h>
#include <string.h>

struct page_caps {
	size_t runs, rules, links, paths;
};

mpt look_baseline(const struct look *k, mpt y)
{
	return y + (k->leading - k->size) / 2 + (mpt)((int64_t)k->size * 88 / 100);
}

bool page_is_odd(const struct job *j, int page)
{
	if (page >= j->print->front)
		page -= j->print->front;
	else if (page >= j->covers)
		page -= j->covers;
	return page % 2 == 0;
}

mpt page_left(const struct job *j, int page)
{
	const struct paper *p = j->paper;

	if (!p->inner)
		return p->left;
	return page_is_odd(j, page) ? p->inner : p->width - p->inner - p->measure;
}

/* A turned table begins at the foot of the type area, and its head is at the left. */
mpt draw_left(const struct job *j, int page)
{
	if (j->turned)
		return j->paper->height - j->paper->top - j->paper->lines * j->paper->pitch;
	return page_left(j, page) + j->column.x;
}

mpt draw_edge(const struct job *j, const struct page *p)
{
	return draw_left(j, (int)(p - j->print->pages));
}

mpt draw_top(const struct job *j, int page)
{
	return j->turned ? page_left(j, page) : j->paper->top + j->column.y;
}

static struct page_caps *caps_of(struct job *j, const struct page *p)
{
	return &j->caps[p - j->print->pages];
}

void draw_rule(struct job *j, struct page *p, mpt x, mpt y, mpt w, mpt h, colour ink)
{
	*VEC_PUSH(j->a, p->rules, p->rules_n, caps_of(j, p)->rules) =
	    (struct rule){x, y, w, h, ink};
}

void draw_path(struct job *j, struct page *p, struct path path)
{
	*VEC_PUSH(j->a, p->paths, p->paths_n, caps_of(j, p)->paths) = path;
}

void draw_put(struct job *j, struct page *p, struct run r)
{
	*VEC_PUSH(j->a, p->runs, p->runs_n, caps_of(j, p)->runs) = r;
}

void draw_area(struct job *j, struct page *p, struct area_link l)
{
	*VEC_PUSH(j->a, p->links, p->links_n, caps_of(j, p)->links) = l;
}

/* ------------------------------------------------------------------------ blocks */

static void draw_text(struct job *j, struct page *p, const struct block *b, size_t line, mpt y)
{
	const struct look *k = b->look;
	mpt x = draw_edge(j, p) + b->left, base = look_baseline(k, y);
	mpt width = b->width + b->code_room;

	if (k->grounded)
		draw_rule(j, p, x - k->left, y, width + k->left + k->right, k->leading, k->ground);
	if (k->bar)
		draw_rule(j, p, x - k->size, y, k->bar, k->leading, k->rule);
	if (k->over && line == 0)
		draw_rule(j, p, x, y - k->over, width, k->over, k->rule);
	if (k->under && line + 1 == b->lines_n)
		draw_rule(j, p, x, y + k->leading, width, k->under, k->rule);
	if (b->label && line == 0 && b->label->lines_n)
		draw_line(j, p, b->label, 0, x - label_room(b), base, false);
	draw_line(j, p, b, line, x, base, false);
	if (line + 1 == b->lines_n)
		code_draw(j, p, b, x, base);
	if (b->entry && line + 1 == b->lines_n)
		contents_draw(j, p, b, x, base);
}

/* ------------------------------------------------------------------------- pages */

void anchors_place(struct anchor *a, int page, mpt y)
{
	for (; a; a = a->next) {
		a->page = page;
		a->y = y;
	}
}

static void place_slip(const struct slip *s, int page, mpt y)
{
	if (s->kind == SLIP_LINE)
		index_see_line(s->block, s->from, page, y);
	else if (s->kind == SLIP_ROW)
		index_see_row(&s->table->rows[s->row], s->from, s->to, page, y);
	if ((s->kind == SLIP_LINE && s->from == 0) || s->kind == SLIP_FIGURE) {
		anchors_place(s->block->anchors, page, y);
		if (s->block->label)
			anchors_place(s->block->label->anchors, page, y);
		s->block->page = page;
		s->block->y = y;
	} else if (s->kind == SLIP_ROW && s->from == 0) {
		anchors_place(s->table->rows[s->row].anchors, page, y);
	} else if (s->kind == SLIP_HEAD) {
		for (size_t i = 0; i < s->table->head_n; i++)
			anchors_place(s->table->rows[i].anchors, page, y);
	}
}

/* Beside the text before it, at the right edge; else in its place. */
static void draw_figure(struct job *j, struct page *p, const struct block *b, mpt y)
{
	mpt x = draw_edge(j, p) + b->left;

	assert(b);
	if (b->beside) {
		x = draw_edge(j, p) + j->paper->measure - figure_width(b);
		y = b->beside->y - b->look->before;
	}
	figure_draw(j, p, b, x, y);
}

static void draw_slip(struct job *j, struct page *p, const struct slip *s, bool ends, mpt y)
{
	switch (s->kind) {
	case SLIP_LINE:
		assert(s->block);
		draw_text(j, p, s->block, s->from, y);
		break;
	case SLIP_HEAD:
		draw_table_head(j, p, s->table, y, false);
		break;
	case SLIP_ROW:
		draw_table_slice(j, p, s, ends, y);
		break;
	case SLIP_RULE:
		assert(s->block);
		draw_rule(j, p, draw_edge(j, p) + s->block->left, y + s->height / 2,
		    j->paper->measure - s->block->inset, MAX(s->block->look->under, 250),
		    s->block->look->rule);
		break;
	case SLIP_FIGURE:
		draw_figure(j, p, s->block, y);
		break;
	default:
		break;
	}
}

static void draw_shape(struct job *j, struct page *p, const struct shape *s)
{
	struct segment *segments;

	if (!s->segments_n) {
		draw_rule(j, p, s->x, s->y, s->w, s->h, s->ink);
		return;
	}
	segments = arena_array(j->a, struct segment, s->segments_n);
	memcpy(segments, s->segments, s->segments_n * sizeof(*segments));
	draw_path(j, p,
	    (struct path){.segments = segments,
		.n = s->segments_n,
		.filled = true,
		.fill = s->ink,
		.tag = TAG_ARTIFACT});
}

static void draw_page(struct job *j, const struct part *p, struct sheet s, int page, bool ink)
{
	struct cursor c = cursor_begin(j, p, s.from);
	struct page *out = ink ? &j->print->pages[page] : NULL;

	for (size_t i = 0; ink && s.from == 0 && i < p->look->shapes_n; i++)
		draw_shape(j, out, &p->look->shapes[i]);
	if (ink && s.from < s.to && slip_continues(p, s.from))
		draw_table_again(j, out, &p->slips[s.from]);
	for (size_t i = s.from; i < s.to; i++) {
		const struct slip *slip = &p->slips[i];
		bool ends =
		    i + 1 == s.to || slip[1].kind != SLIP_ROW || slip[1].table != slip->table;
		mpt y = draw_top(j, page) + cursor_take(&c, slip);

		place_slip(slip, page, j->turned ? j->paper->top : y);
		if (ink)
			draw_slip(j, out, slip, ends, y);
	}
}

static void turn_box(const struct page *p, mpt *x, mpt *y, mpt *w, mpt *h)
{
	mpt left = *y, width = *h;

	*y = p->height - *x - *w;
	*h = *w;
	*x = left;
	*w = width;
}

/* What was drawn on a page that lies on its side stands up. */
static void turn_page(struct page *p)
{
	for (size_t i = 0; i < p->runs_n; i++)
		p->runs[i].turned = true;
	for (size_t i = 0; i < p->rules_n; i++)
		turn_box(p, &p->rules[i].x, &p->rules[i].y, &p->rules[i].w, &p->rules[i].h);
	for (size_t i = 0; i < p->links_n; i++)
		turn_box(p, &p->links[i].x, &p->links[i].y, &p->links[i].w, &p->links[i].h);
}

/* A sheet is a page, or a column of one. */
static void draw_columns(
    struct job *j, const struct part *p, const struct sheet *s, size_t n, int page, bool ink)
{
	for (size_t i = 0; i < n; i++) {
		int on = (int)i / p->columns, column = (int)i % p->columns;

		j->column = (struct point){column * p->step, on == 0 ? p->top : 0};
		draw_page(j, p, s[i], page + on, ink);
	}
	j->column = (struct point){0};
}

void draw_part(
    struct job *j, const struct part *p, const struct sheet *s, size_t n, int page, bool ink)
{
	struct rest rest = {0};

	if (p->columns) {
		draw_columns(j, p, s, n, page, ink);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		j->turned = p->turned;
		draw_page(j, p, s[i], page + (int)i, ink);
		notes_draw(j, p, s[i], page + (int)i, ink, &rest);
		if (ink && p->turned)
			turn_page(&j->print->pages[page + (int)i]);
		j->turned = false;
	}
}

void draw_begin(struct job *j, size_t pages)
{
	struct print *p = j->print;

	p->pages = arena_array(j->a, struct page, pages);
	j->caps = arena_array(j->a, struct page_caps, pages);
	p->pages_n = pages;
	for (size_t i = 0; i < pages; i++) {
		p->pages[i].width = j->paper->width;
		p->pages[i].height = j->paper->height;
		p->pages[i].label = folio_words(j, (int)i);
	}
}
