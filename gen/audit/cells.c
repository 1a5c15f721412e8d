/*
 * cells.c: lines of tabs, as the tables of a source are.
 *
 * In: a line with its lines before. Out: the cell that names the unit of its
 * numbers, which is the one below the head 单位.
 */
#include "audit/audit_parts.h"

/* The cell of a line that begins at from. */
static struct span cell_at(const struct fold *t, size_t from)
{
	struct span s = {from, from};

	while (s.to < t->n && t->at[s.to].cp != '\t' && t->at[s.to].cp != '\n')
		s.to++;
	return s;
}

/* Cell k of a line, empty when it has not so many. */
static struct span nth_cell(const struct fold *t, size_t from, size_t k)
{
	struct span s = cell_at(t, from);

	for (; k > 0; k--)
		s = s.to < t->n && t->at[s.to].cp == '\t' ? cell_at(t, s.to + 1)
							  : (struct span){s.to, s.to};
	return s;
}

enum { COLUMNS_MOST = 16 };

/* The column that a line heads 单位, or COLUMNS_MOST. */
static size_t unit_column(const struct fold *t, size_t from)
{
	size_t k = 0;

	while (k < COLUMNS_MOST) {
		struct span s = nth_cell(t, from, k);

		if (s.to - s.from == 2 && fold_sees(t, s.from, s.to, "单位"))
			return k;
		k++;
	}
	return k;
}

static size_t line_before(const struct fold *t, size_t from)
{
	size_t i = from ? from - 1 : 0;

	while (i > 0 && t->at[i - 1].cp != '\n')
		i--;
	return i;
}

/* The cell of a line of tabs that has the unit, by the head of the table; empty without one. */
struct span cell_of_unit(const struct fold *t, struct span s)
{
	size_t head = s.from, column;

	while ((column = unit_column(t, head)) == COLUMNS_MOST && head > 0 &&
	       cell_at(t, line_before(t, head)).to + 1 < head)
		head = line_before(t, head);
	if (column == COLUMNS_MOST)
		return (struct span){s.to, s.to};
	s = nth_cell(t, s.from, column);
	return fold_sees(t, s.from, s.to, "-") ? (struct span){s.to, s.to} : s;
}
