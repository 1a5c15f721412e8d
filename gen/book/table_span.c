/*
 * Cells over several rows. Their columns are kept free in the rows below; what
 * they need more than their rows have is given to the last one. Pages break
 * between their rows only when these are higher than a page, and what goes on
 * says so again: 天津市（续） (typography F2, F3).
 */
#include "book/book_parts.h"

#include <string.h>

/* The last row, and one, of the head or body that a row belongs to. */
static size_t section_end(const struct table *t, size_t row)
{
	size_t end = row;

	while (end < t->n && t->rows[end].section == t->rows[row].section)
		end++;
	return end;
}

static struct cell **over_at(const struct table *t, size_t row, int column)
{
	return &t->over[row * t->columns + (size_t)column];
}

static bool is_free(const struct table *t, const struct cell *c, int column)
{
	for (int k = column; k < column + c->span; k++)
		if (k < (int)t->columns && *over_at(t, c->row, k))
			return false;
	return true;
}

static void cover(struct table *t, struct cell *c)
{
	for (size_t i = c->row + 1; i < c->row + c->rows; i++)
		for (int k = c->column; k < c->column + c->span && k < (int)t->columns; k++)
			if (!*over_at(t, i, k))
				*over_at(t, i, k) = c;
}

static size_t count_columns(const struct table *t)
{
	size_t most = 0;

	for (size_t i = 0; i < t->n; i++) {
		size_t n = 0;

		for (size_t k = 0; k < t->rows[i].n; k++)
			n += (size_t)t->rows[i].cells[k].span;
		most = MAX(most, n);
	}
	return most;
}

void spans_place(struct job *j, struct table *t)
{
	size_t used = 0;

	t->columns = 2 * count_columns(t); /* room for what is pushed aside */
	t->over = arena_array(j->a, struct cell *, t->n * t->columns);
	for (size_t i = 0; i < t->n; i++) {
		int column = 0;

		for (size_t k = 0; k < t->rows[i].n; k++) {
			struct cell *c = &t->rows[i].cells[k];

			c->row = i;
			if (c->rows > section_end(t, i) - i) {
				c->rows = section_end(t, i) - i;
				j->print->tags[c->block->tag].row_span = (int)c->rows;
			}
			c->rows = MAX(c->rows, 1);
			while (!is_free(t, c, column))
				column++;
			c->column = column;
			column += c->span;
			cover(t, c);
			used = MAX(used, (size_t)column);
		}
	}
	for (size_t i = 0; used < t->columns && i < t->n; i++)
		memmove(&t->over[i * used], &t->over[i * t->columns], used * sizeof(*t->over));
	t->columns = used;
}

struct cell *span_over(const struct table *t, size_t row, int column)
{
	return row < t->n ? *over_at(t, row, column) : NULL;
}

/* ---------------------------------------------------------------------- heights */

static mpt height_between(const struct table *t, size_t from, size_t to)
{
	mpt h = 0;

	for (size_t i = from; i < to; i++)
		h += t->rows[i].height;
	return h;
}

void spans_heighten(struct table *t)
{
	mpt leading = t->block->look->leading;

	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < t->rows[i].n; k++) {
			const struct cell *c = &t->rows[i].cells[k];
			struct row *last = &t->rows[c->row + c->rows - 1];
			mpt missing = (mpt)c->lines_n * leading + 2 * c->block->look->padding -
				      height_between(t, i, i + c->rows);
			size_t lines =
			    missing > 0 ? (size_t)((missing + leading - 1) / leading) : 0;

			if (c->rows < 2)
				continue;
			last->lines_n += lines;
			last->height += (mpt)lines * leading;
		}
}

/* ------------------------------------------------------------------------ pages */

/* The label of a cell once more, on a page that goes on with it. */
static struct block *label_again(struct job *j, const struct cell *c)
{
	const struct block *label = c->texts_n ? c->texts[0] : c->block;
	struct block *b = block_new(j, NULL, BLOCK_TEXT, label->look, TAG_ARTIFACT);

	for (size_t i = 0; i < label->passage.n; i++) {
		struct span s = label->passage.spans[i];

		s.tag = TAG_ARTIFACT;
		s.link = NULL;
		passage_put(j->a, &b->passage, s);
	}
	passage_put(j->a, &b->passage,
	    (struct span){
		.text = "（续）", .look = label->look, .tag = TAG_ARTIFACT, .place = label->place});
	block_break(j, b, c->texts_n ? label->width : j->paper->measure, true);
	return b;
}

static mpt text_height(const struct table *t, const struct cell *c, size_t lines)
{
	return (mpt)lines * t->block->look->leading + 2 * c->block->look->padding;
}

/* Whether the cell's rows are to stay on one page after this one. */
static bool holds(struct job *j, const struct table *t, struct cell *c, size_t row, mpt page)
{
	size_t end = c->row + c->rows;

	if (height_between(t, c->row, end) <= page)
		return true;
	if (!c->again)
		c->again = label_again(j, c);
	return height_between(t, c->row, row + 1) < text_height(t, c, c->lines_n) ||
	       height_between(t, row + 1, end) < text_height(t, c, c->again->lines_n);
}

bool span_holds(struct job *j, const struct table *t, size_t row, mpt page)
{
	for (int k = 0; k < (int)t->columns; k++) {
		struct cell *c = span_over(t, row + 1, k);

		if (c && holds(j, t, c, row, page))
			return true;
	}
	return false;
}
