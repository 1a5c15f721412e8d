/*
 * The text of one block → items and lines, once for each width that is asked; a
 * text with page references is shaped again when these get other room. Lines that
 * had to end where none should are reported.
 */
#include "book/book_parts.h"

#include <assert.h>

static struct setting setting_of(const struct block *b, bool ragged)
{
	return (struct setting){b->width, b->look->indent, ragged, b->look->balance};
}

/* The item some way before or after one, inside the text. */
static const struct item *item_near(const struct text *t, uint32_t i, int by)
{
	int64_t k = (int64_t)i + by;

	return &t->items[MAX(MIN(k, (int64_t)t->n - 1), 0)];
}

/*
 * A line that ends where none should: show what stands around its end. In a narrow
 * column a label has to be divided now and then (D6): that is only noted.
 */
static void report_torn(const struct text *t, const struct line *l, struct place p)
{
	assert(t);
	uint32_t from = item_near(t, l->to, -6)->from, at = t->items[l->to - 1].to;
	uint32_t to = item_near(t, l->to, 4)->to;
	const struct span *span = &t->spans[t->items[l->to - 1].span];

	diag(span->place.file ? span->place : p, l->torn == TEAR_LABEL ? DIAG_NOTE : DIAG_WARNING,
	    "line-torn", "a line had to end inside “%.*s|%.*s”", (int)(at - from), t->s + from,
	    (int)(to - at), t->s + at);
}

void block_shape(struct job *j, struct block *b)
{
	if (b->text && (!b->passage.refers || b->room == j->room))
		return;
	if (b->passage.refers && !b->room)
		*VEC_PUSH(j->a, j->referring, j->referring_n, j->referring_cap) = b;
	b->room = j->room;
	b->text = text_shape(j->a, &b->passage, j->folios);
	b->lines = NULL;
}

void block_break(struct job *j, struct block *b, mpt width, bool ragged)
{
	block_shape(j, b);
	if (b->lines && b->width == width) {
		block_set(b, &b->fall);
		return;
	}
	b->width = width;
	b->ragged = ragged || b->look->align != ALIGN_JUSTIFY || width < NARROW * b->look->size;
	b->lines_n = line_break(j->breaker, j->a, b->text, setting_of(b, b->ragged), &b->lines);
	b->fall = (struct fit){b->lines, b->lines_n};
	b->near = NULL;
	for (size_t i = 0; i < b->lines_n; i++)
		if (b->lines[i].torn > TEAR_PHRASE)
			report_torn(b->text, &b->lines[i], b->place);
}
