/*
 * A table → slips: caption, header, rows, and the slices of rows that are higher
 * than a page has room for. No part of a table has one row only where another
 * can be given (typography F2 to F4). A wide table begins a part of its own, on
 * its side.
 */
#include "book/flow_parts.h"

enum {
	KEEP_LONE = 60000, /* a table's first or last row alone on its page */
	KEEP_FEW = 1500,   /* the same in a table of two or three rows, which has no row to give */
	KEEP_STUB = 1000,  /* two rows there: rather ten lines empty */
};

/* The caption of later parts: 续表3-1 and the same words. */
static struct block *caption_again(struct job *j, const struct table *t)
{
	struct block *b;

	if (!t->caption)
		return NULL;
	b = block_new(j, NULL, BLOCK_TEXT, t->caption->look, TAG_ARTIFACT);
	b->left = t->caption->left;
	b->inset = t->caption->inset;
	for (size_t i = 0; i < t->caption->passage.n; i++) {
		struct span s = t->caption->passage.spans[i];

		if (i == 0 && t->number)
			s.text = arena_printf(j->a, "续%s", s.text);
		s.tag = TAG_ARTIFACT;
		s.link = NULL;
		passage_put(j->a, &b->passage, s);
	}
	return b;
}

static void put_caption(struct maker *m, struct table *t)
{
	struct job *j = m->j;
	mpt width = t->width;

	if (!t->caption)
		return;
	if (!t->again)
		t->again = caption_again(j, t);
	block_break(j, t->caption, width, true);
	block_break(j, t->again, width, true);
	for (size_t i = 0; i < t->caption->lines_n; i++) {
		struct slip *s = slip_put(m, SLIP_LINE, t->caption->look->leading, KEEP_NEVER);

		s->block = t->caption;
		s->from = (uint32_t)i;
		notes_hang(m->j, s, flow_part(m)->turned);
	}
	white_put(m, t->caption->look->after);
}

static void put_head(struct maker *m, struct table *t)
{
	struct slip *s;
	mpt height = 0;

	for (size_t i = 0; i < t->head_n; i++)
		height += t->rows[i].height;
	if (!t->head_n)
		return;
	s = slip_put(m, SLIP_HEAD, height, KEEP_NEVER);
	s->table = t;
	notes_hang(m->j, s, flow_part(m)->turned);
}

/* F4: no part with one row only, and better none with two. */
static int32_t row_keep(const struct table *t, size_t i)
{
	size_t n = t->n - t->head_n, above = i - t->head_n + 1, below = n - above;
	size_t few = MIN(above, below);

	if (below == 0 || few > 2)
		return KEEP_FREE;
	if (few == 2)
		return n >= 6 ? KEEP_STUB : KEEP_FREE;
	return n >= 4 ? KEEP_LONE : KEEP_FEW;
}

static void put_slice(
    struct maker *m, struct table *t, size_t row, size_t from, size_t to, int32_t keep)
{
	const struct row *r = &t->rows[row];
	mpt leading = t->block->look->leading,
	    padding = (r->height - (mpt)r->lines_n * leading) / 2;
	mpt height = (mpt)(to - from) * leading + (from == 0 ? padding : 0) +
		     (to == r->lines_n ? padding : 0);
	struct slip *s = slip_put(m, SLIP_ROW, height, keep);

	s->table = t;
	s->row = (uint32_t)row;
	s->from = (uint32_t)from;
	s->to = (uint32_t)to;
	notes_hang(m->j, s, flow_part(m)->turned);
}

static mpt page_height(struct maker *m)
{
	return part_height(m->j, flow_part(m));
}

/*
 * A wide table has pages of its own, on their side; headings that stay with it
 * go there too, but for a chapter's, which has its page.
 */
static void turn_page(struct maker *m, const struct block *b)
{
	struct part *p = flow_part(m);
	size_t from = p->n, end = p->n, index = m->f->n - 1;

	while (from > 0 && p->slips[from - 1].keep == KEEP_NEVER)
		from--;
	for (size_t i = from; i < end; i++)
		if (p->slips[i].kind == SLIP_LINE && p->slips[i].block->level == 1)
			from = end;
	while (from < end && (p->slips[from].kind == SLIP_WHITE || p->slips[from].kind == SLIP_PAD))
		from++;
	slips_move(m, b->look, index, from);
	p = flow_part(m);
	p->turned = true;
	for (size_t i = 0; i < p->n; i++)
		notes_hang(m->j, &p->slips[i], true);
}

/* A row is divided only when it is taller than two thirds of a page, or than what the table's
 * header leaves of one, two lines at least on each side. */
static void put_row(struct maker *m, struct table *t, size_t row)
{
	const struct row *r = &t->rows[row];
	mpt page = page_height(m);
	int32_t keep = flow_held(m, row_keep(t, row), 2);

	if (span_holds(m->j, t, row, page - table_repeated(t)))
		keep = KEEP_NEVER;

	if (r->height <= MIN(page * 2 / 3, page - table_repeated(t))) {
		put_slice(m, t, row, 0, r->lines_n, keep);
		return;
	}
	for (size_t i = 0; i < r->lines_n; i++) {
		bool edge = i == 0 || i + 2 == r->lines_n;

		put_slice(m, t, row, i, i + 1,
		    i + 1 == r->lines_n ? keep
		    : edge              ? KEEP_NEVER
					: KEEP_INSIDE * 10);
	}
}

/* What is repeated must leave room for rows, or they would run out of the page. */
static void check_head(struct maker *m, const struct table *t)
{
	if (table_repeated(t) <= page_height(m) / 2)
		return;
	diag(t->block->place, DIAG_ERROR, "book-header",
	    "the caption and header of a table take more than half a page");
	diag_hint("shorten them, or make the column wider");
}

void flow_table(struct maker *m, struct block *b)
{
	struct table *t = b->table;
	struct job *j = m->j;
	mpt width = j->paper->measure - b->inset;

	if (t->asked != width || (t->refers && t->room != j->room)) {
		t->left = b->left;
		t->width = t->asked = width;
		t->room = j->room;
		table_fit(j, t);
	}
	if (!t->n)
		return;
	columns_check(m, b->place);
	if (t->turned)
		turn_page(m, b);
	white_put(m, b->look->before);
	put_caption(m, t);
	check_head(m, t);
	put_head(m, t);
	for (size_t i = t->head_n; i < t->n; i++)
		put_row(m, t, i);
	pad_put(m, b->look->after);
	m->heading = false;
}
