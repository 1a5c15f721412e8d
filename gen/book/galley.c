/*
 * A part in columns → sheets, one a column: each is filled as far as it goes,
 * down to where a break is allowed; those of the last page end at one height.
 * The part may begin below what stands on a page already: its first columns are
 * shorter then.
 *
 * Columns are for lists of short lines, such as an index: they hold text, no
 * tables, no drawings, and no marks of notes.
 */
#include "book/book_parts.h"

enum { LEAST = 5 /* lines of the first columns, below what is above them */ };

struct filling {
	struct job *j;
	const struct part *p;
	struct sheet *v;
	size_t n, cap;
};

static mpt room_of(const struct filling *f, size_t column)
{
	mpt height = part_height(f->j, f->p);

	return column < (size_t)f->p->columns ? height - f->p->top : height;
}

/* Where a column of this height that begins with a slip ends. */
static size_t fill_column(const struct filling *f, size_t from, mpt height)
{
	struct cursor c = cursor_begin(f->j, f->p, from);
	size_t end = from;

	for (size_t i = from; i < f->p->n; i++) {
		cursor_take(&c, &f->p->slips[i]);
		if (c.content > height)
			break;
		if (i + 1 == f->p->n || (!c.top && f->p->slips[i].keep != KEEP_NEVER))
			end = i + 1;
	}
	return MAX(end, from + 1);
}

static void put(struct filling *f, size_t from, size_t to)
{
	*VEC_PUSH(f->j->a, f->v, f->n, f->cap) = (struct sheet){.from = from, .to = to};
}

static void fill_all(struct filling *f)
{
	for (size_t from = 0, to; from < f->p->n; from = to) {
		to = fill_column(f, from, room_of(f, f->n));
		put(f, from, to);
	}
}

/* Columns of this height that the rest takes, up to one more than a page has. */
static int count_columns(const struct filling *f, size_t from, mpt height)
{
	int n = 0;

	for (; from < f->p->n && n <= f->p->columns; n++)
		from = fill_column(f, from, height);
	return n;
}

/* Those of the last page are made as short as they can be. */
static void balance(struct filling *f)
{
	size_t first = (f->n - 1) / (size_t)f->p->columns * (size_t)f->p->columns;
	size_t from = f->v[first].from;
	mpt pitch = f->j->paper->pitch, height = pitch;

	while (height < room_of(f, first) && count_columns(f, from, height) > f->p->columns)
		height += pitch;
	f->n = first;
	for (size_t to; from < f->p->n; from = to) {
		to = fill_column(f, from, height);
		put(f, from, to);
	}
}

size_t galley_break(struct job *j, struct part *p, struct sheet **out)
{
	struct filling f = {.j = j, .p = p};

	if (p->n) {
		fill_all(&f);
		balance(&f);
	}
	*out = f.v;
	return f.n;
}

/* Below the last page of the part before, where that leaves room. */
void galley_place(const struct job *j, struct part *p, const struct part *above, struct sheet last)
{
	struct cursor c = cursor_begin(j, above, last.from);
	mpt pitch = j->paper->pitch;

	for (size_t i = last.from; i < last.to; i++)
		cursor_take(&c, &above->slips[i]);
	p->top = (c.y + pitch - 1) / pitch * pitch;
	if (last.notes || p->top > part_height(j, p) - LEAST * pitch)
		p->top = 0;
}

mpt galley_width(const struct look *k, mpt measure)
{
	enum { NARROWEST = 18, GAP = 2 }; /* em */
	mpt em = k->size, width = (measure - (k->columns - 1) * GAP * em) / MAX(k->columns, 1);

	return k->columns > 1 && width >= NARROWEST * em ? width / em * em : 0;
}
