/*
 * A line on a page → runs of one look and tag each, and the areas of its links.
 * Where a gap may be read as a space, or a space at the end is not drawn, the run
 * says what its text is (ActualText).
 */
#include "book/draw_parts.h"

enum { GAP_SEEN = 110 }; /* thousandths of an em that extractors may read as a space: G10 */

/* A line of a text that is being drawn. */
struct pen {
	struct job *j;
	struct page *page;
	const struct text *text;
	mpt *at;           /* of each item of the line, from x */
	uint32_t from, to; /* its items */
	mpt x, y;
	bool artifact;
};

static const struct span *span_of(const struct pen *p, uint32_t i)
{
	return &p->text->spans[p->text->items[i].span];
}

static void draw_cluster(const struct pen *p, struct run *r, uint32_t i, uint32_t base)
{
	const struct item *it = &p->text->items[i];
	mpt at = p->x + p->at[i - p->from];

	for (uint32_t k = 0; k < it->glyphs_n; k++) {
		const struct glyph *g = &p->text->glyphs[it->glyph + k];

		r->glyphs[r->glyphs_n++] = (struct placed){
		    .glyph = g->id,
		    .x = at + (mpt)((int64_t)g->x_offset * r->size / 1000),
		    .from = (k ? it->to : it->from) - base,
		    .to = it->to - base,
		};
		at += (mpt)((int64_t)g->advance * r->size / 1000);
	}
}

static bool has_gap(const struct pen *p, uint32_t i)
{
	const struct item *it = &p->text->items[i], *next = it + 1;
	mpt white = p->at[i + 1 - p->from] - p->at[i - p->from] - it->width;

	return it->class != CLASS_SPACE && next->class != CLASS_SPACE &&
	       (int64_t)white * 1000 > (int64_t)span_of(p, i)->look->size * GAP_SEEN;
}

/* A space where the line ends is not drawn, but said: the words on both sides are two (G2). */
static bool ends_in_space(const struct pen *p, uint32_t to)
{
	return to == p->to && to + 1 < p->text->n && !p->artifact &&
	       p->text->items[to].class == CLASS_SPACE && p->text->items[to].tear != TEAR_FORCED;
}

/* Items from..to have one look and one tag. */
static void draw_run(const struct pen *p, uint32_t from, uint32_t to)
{
	const struct item *items = p->text->items;
	const struct look *k = span_of(p, from)->look;
	uint32_t base = items[from].from, glyphs = 0;
	struct run r = {.face = k->face, .size = k->size, .y = p->y - k->raise, .colour = k->ink};

	for (uint32_t i = from; i < to; i++)
		glyphs += items[i].glyphs_n;
	r.text = arena_dupn(p->j->a, p->text->s + base, items[to - 1].to - base);
	r.glyphs = arena_array(p->j->a, struct placed, glyphs);
	r.tag = p->artifact ? TAG_ARTIFACT : span_of(p, from)->tag;
	for (uint32_t i = from; i < to; i++) {
		draw_cluster(p, &r, i, base);
		r.gap |= i + 1 < to && has_gap(p, i);
	}
	if (ends_in_space(p, to)) {
		r.text = arena_printf(p->j->a, "%s ", r.text);
		r.gap = true;
	}
	if (r.glyphs_n)
		draw_put(p->j, p->page, r);
}

static bool joins(const struct span *a, const struct span *b)
{
	return a == b || (a->look->face == b->look->face && a->look->size == b->look->size &&
			     a->look->ink == b->look->ink && a->look->raise == b->look->raise &&
			     a->tag == b->tag);
}

/* A link that goes on right below, as in a cell, is one area: fewer stops for who tabs through. */
static bool draw_link_on(const struct pen *p, const struct link *l, mpt left, mpt width, mpt bottom)
{
	struct area_link *last = NULL;

	if (p->page->links_n)
		last = &p->page->links[p->page->links_n - 1];
	if (!last || last->tag != l->tag || last->x != left ||
	    bottom - last->y - last->h > 2 * last->h)
		return false;
	last->w = MAX(last->w, width);
	last->h = bottom - last->y;
	return true;
}

static void draw_link(const struct pen *p, const struct link *l, uint32_t from, uint32_t to)
{
	const struct item *last = &p->text->items[to - 1];
	mpt size = span_of(p, from)->look->size, left = p->x + p->at[from - p->from];
	mpt right = p->x + p->at[to - 1 - p->from] + last->width;
	mpt top = p->y - span_of(p, from)->look->raise - size;

	if (p->artifact || (!l->dest && !l->url) ||
	    draw_link_on(p, l, left, right - left, top + size * 5 / 4))
		return;
	draw_area(p->j, p->page,
	    (struct area_link){
		left, top, right - left, size * 5 / 4, l->dest, l->url, l->words, l->tag});
}

static void draw_items(const struct pen *p, uint32_t from, uint32_t to)
{
	for (uint32_t i = from, k; i < to; i = k) {
		for (k = i + 1; k < to && joins(span_of(p, i), span_of(p, k));)
			k++;
		draw_run(p, i, k);
	}
	for (uint32_t i = from, k; i < to; i = k) {
		for (k = i + 1; k < to && span_of(p, k)->link == span_of(p, i)->link;)
			k++;
		if (span_of(p, i)->link)
			draw_link(p, span_of(p, i)->link, i, k);
	}
}

static void check_width(const struct block *b, struct line l, mpt right)
{
	if (right > b->width + b->look->size / 50)
		diag(b->place, DIAG_ERROR, "line-overfull", "“%.*s” is wider than its column",
		    (int)MIN(b->text->items[l.to - 1].to - b->text->items[l.from].from, 48),
		    b->text->s + b->text->items[l.from].from);
}

void draw_line(struct job *j, struct page *page, const struct block *b, size_t line, mpt x, mpt y,
    bool artifact)
{
	struct line l = b->lines[line];
	struct setting m = {b->width, b->look->indent, b->ragged, false};
	struct pen p = {j, page, b->text, NULL, l.from, l.to, x, y, artifact};

	p.at = arena_array(j->a, mpt, l.to - l.from);
	check_width(b, l, line_set(b->text, l, m, line == 0, b->look->align, p.at));
	draw_items(&p, l.from, l.to);
}

void draw_words(struct job *j, struct page *page, const struct look *look, const char *words, mpt x,
    mpt y, mpt width, int tag)
{
	struct block b = {.look = look, .width = width, .ragged = true};

	passage_put(j->a, &b.passage, (struct span){.text = words, .look = look, .tag = tag});
	b.text = text_shape(j->a, &b.passage, j->folios);
	b.lines_n = line_break(
	    j->breaker, j->a, b.text, (struct setting){.width = width, .ragged = true}, &b.lines);
	if (b.lines_n)
		draw_line(j, page, &b, 0, x, y, tag == TAG_ARTIFACT);
}
