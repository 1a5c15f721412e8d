/*
 * What leads through a book: lists of contents and of tables, destinations,
 * bookmarks. A line of contents keeps a column for its folio, whatever that will say, and the
 * front matter has folios of its own, so contents never move the body.
 */
#include "book/book_parts.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH = 2 }; /* levels in a list of contents */

static bool is_in_body(const struct block *b)
{
	for (; b; b = b->parent)
		if (b->look->matter != MATTER_SAME)
			return b->look->matter == MATTER_BODY;
	return true;
}

/* The destination of a heading or caption; made up when the template gives it no id. */
static const char *name_of(struct job *j, struct block *h, const char *what, size_t i)
{
	struct anchor *a = h->anchors;

	if (a)
		return a->name;
	a = arena_new_of(j->a, struct anchor);
	*a = (struct anchor){.name = arena_printf(j->a, "%s-%zu", what, i + 1), .page = -1};
	h->anchors = a;
	map_put(j->anchors, a->name, a);
	*VEC_PUSH(j->a, j->anchor_list, j->anchors_n, j->anchors_cap) = a;
	return a->name;
}

/* What a list says of a heading or caption: all but what is for those who have it before them. */
static const char *listed_words(struct arena *a, const struct block *h)
{
	const struct passage *p = &h->passage;
	struct buf b = {0};
	const char *s;

	for (size_t i = 0; i < p->n; i++)
		if (p->spans[i].text && !p->spans[i].look->unlisted)
			buf_puts(&b, p->spans[i].text);
	s = text_trim(a, b.s ? b.s : "", b.len);
	buf_free(&b);
	return s;
}

/* TOC > TOCI > Reference > Link. */
static void add_entry(
    struct job *j, struct block *list, struct block *h, const char *own, const char *dest)
{
	const struct look *look = look_keep(j, style_own(j->sheet, j->paper, own));
	int item = tag_new(j, "TOCI", list->tag);
	struct link *l = arena_new_of(j->a, struct link);
	const char *words = listed_words(j->a, h);
	struct block *b;

	*l = (struct link){
	    .dest = dest, .words = words, .tag = tag_new(j, "Link", tag_new(j, "Reference", item))};
	b = block_new(j, list, BLOCK_TEXT, look, l->tag);
	b->entry = h;
	b->place = h->place;
	passage_put(j->a, &b->passage,
	    (struct span){
		.text = words, .look = look, .link = l, .tag = l->tag, .place = h->place});
	block_append(list, b);
}

static void add_heading(struct job *j, struct block *list, size_t i, bool flat)
{
	struct block *h = j->headings[i];
	const char *own = flat ? "toc" : arena_printf(j->a, "toc%d", h->look->bookmark);

	add_entry(j, list, h, own, name_of(j, h, "heading", i));
}

static void add_table(struct job *j, struct block *list, size_t i)
{
	struct block *caption = j->numbered[i]->caption;

	add_entry(j, list, caption, "tables", name_of(j, caption, "table", i));
}

static bool is_listed(const struct block *h)
{
	return h->look->bookmark <= DEPTH && is_in_body(h);
}

void contents_fill(struct job *j)
{
	bool flat = true;

	for (size_t i = 0; i < j->headings_n; i++)
		flat &= !is_listed(j->headings[i]) || j->headings[i]->look->bookmark == 1;
	for (size_t c = 0; c < j->contents_n; c++)
		for (size_t i = 0; i < j->headings_n; i++)
			if (is_listed(j->headings[i]))
				add_heading(j, j->contents[c], i, flat);
	for (size_t c = 0; c < j->table_lists_n; c++)
		for (size_t i = 0; i < j->numbered_n; i++)
			if (is_in_body(j->numbered[i]->block) &&
			    !j->numbered[i]->caption->look->unlisted)
				add_table(j, j->table_lists[c], i);
}

/* Dots on one raster for all lines, so that they stand in columns: E10. */
static void draw_leader(
    struct job *j, struct page *p, const struct look *look, mpt from, mpt to, mpt y)
{
	mpt step = look->size / 2, first = (from + step - 1) / step * step;
	int n = to > first ? (to - first) / step : 0;
	uint16_t dot = face_glyph(look->face, '.');
	struct run r = {.face = look->face,
	    .size = look->size,
	    .y = y,
	    .colour = look->ink,
	    .tag = TAG_ARTIFACT};
	char *text;

	if (n < 2 || !dot)
		return;
	text = arena_alloc(j->a, (size_t)n + 1);
	memset(text, '.', (size_t)n);
	r.text = text;
	r.glyphs = arena_array(j->a, struct placed, n);
	for (int i = 0; i < n; i++)
		r.glyphs[r.glyphs_n++] =
		    (struct placed){dot, first + i * step, (uint32_t)i, (uint32_t)i + 1};
	draw_put(j, p, r);
}

void contents_draw(struct job *j, struct page *p, const struct block *b, mpt x, mpt y)
{
	const struct look *look = b->look;
	struct look number = *look, dots = style_own(j->sheet, j->paper, "leader");
	mpt edge = x + b->width + look->right, end = x;
	const char *words = folio_words(j, b->entry->page);
	struct line l = b->lines[b->lines_n - 1];
	struct setting m = {.width = b->width, .indent = look->indent, .ragged = true};
	mpt *at = arena_array(j->a, mpt, l.to - l.from);

	end += line_set(b->text, l, m, b->lines_n == 1, look->align, at);
	draw_leader(j, p, &dots, end + look->size / 2, edge - 5 * look->size / 2, y);
	number.align = ALIGN_RIGHT;
	draw_words(
	    j, p, look_keep(j, number), words, edge - 3 * look->size, y, 3 * look->size, b->tag);
}

/* --------------------------------------------------------------- the finished book */

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct destination *)a)->name, ((const struct destination *)b)->name);
}

static void put_destinations(struct job *j)
{
	struct print *p = j->print;

	p->destinations = arena_array(j->a, struct destination, j->anchors_n + 1);
	for (size_t i = 0; i < j->anchors_n; i++)
		if (j->anchor_list[i]->page >= 0)
			p->destinations[p->destinations_n++] = (struct destination){
			    j->anchor_list[i]->name, j->anchor_list[i]->page, j->anchor_list[i]->y};
	qsort(p->destinations, p->destinations_n, sizeof(*p->destinations), by_name);
}

static void put_bookmarks(struct job *j)
{
	struct print *p = j->print;

	p->bookmarks = arena_array(j->a, struct bookmark, j->headings_n + 1);
	for (size_t i = 0; i < j->headings_n; i++) {
		const struct block *h = j->headings[i];

		if (h->page >= 0)
			p->bookmarks[p->bookmarks_n++] = (struct bookmark){
			    h->words ? h->words : "", h->look->bookmark, h->page, h->y};
	}
}

void refs_end(struct job *j)
{
	put_destinations(j);
	put_bookmarks(j);
}
