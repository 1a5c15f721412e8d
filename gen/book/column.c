/*
 * Columns of numbers: where all cells of a column hold a number with the same
 * unit, or nothing, they are set flush right, with the decimal points below each
 * other (CY/T 170; JLREQ 4.4). Sans digits are of one width. The unit of such a
 * column goes to its header: 目标值（家）. A sum keeps its own, whatever stands
 * above it: 500万元 is what readers search for and quote. So does %, a sign.
 *
 * In: a table whose cells are shaped. Out: their looks, and room behind numbers
 * with fewer decimals.
 */
#include "book/book_parts.h"

#include <string.h>

enum { UNIT_MOST = 6 }; /* characters; what is longer is no unit */

/* A cell's text as a number. */
struct number {
	bool empty; /* nothing, or — */
	const char *unit;
	mpt tail; /* from the decimal point on, unit left out */
};

/* What may stand before the digits. */
static size_t count_sign(const char *s)
{
	static const char *const signs[] = {
	    "≥", "≤", "＞", "＜", ">", "<", "=", "约", "+", "-", "−", "±"};

	for (size_t i = 0; i < LEN(signs); i++)
		if (strncmp(s, signs[i], strlen(signs[i])) == 0)
			return strlen(signs[i]);
	return 0;
}

static mpt width_between(const struct text *t, size_t from, size_t to)
{
	mpt width = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->items[i].from >= from && t->items[i].to <= to)
			width += t->items[i].width;
	return width;
}

static bool read_number(const struct text *t, struct number *out)
{
	size_t at = count_sign(t->s), whole = strspn(t->s + at, "0123456789,"), end;

	*out = (struct number){.unit = "", .empty = !*t->s || strcmp(t->s, "—") == 0};
	if (out->empty)
		return true;
	if (!whole)
		return false;
	end = at + whole;
	if (t->s[end] == '.')
		end += 1 + strspn(t->s + end + 1, "0123456789");
	out->tail = width_between(t, at + whole, end);
	out->unit = t->s + end;
	return !strpbrk(out->unit, "0123456789");
}

static bool read_cell(const struct cell *c, struct number *out)
{
	*out = (struct number){.empty = true, .unit = ""};
	return c->span == 1 && c->texts_n <= 1 &&
	       (!c->texts_n || read_number(c->texts[0]->text, out));
}

static const struct cell *cell_at(const struct row *r, int column)
{
	for (size_t k = 0; k < r->n; k++)
		if (r->cells[k].column == column)
			return &r->cells[k];
	return NULL;
}

/* A column of numbers: what they have in common. */
struct numbers {
	const char *unit;
	mpt tail; /* the longest after a decimal point */
};

/* Two numbers at least. */
static bool is_numeric(const struct table *t, int column, struct numbers *out)
{
	const char *unit = NULL;
	int numbers = 0;

	*out = (struct numbers){.unit = ""};
	for (size_t i = t->head_n; i < t->n; i++) {
		const struct cell *c = cell_at(&t->rows[i], column);
		struct number n;

		if (!c || c->header || !read_cell(c, &n))
			return false;
		if (n.empty)
			continue;
		if (unit && strcmp(unit, n.unit) != 0)
			return false;
		unit = out->unit = n.unit;
		out->tail = MAX(out->tail, n.tail);
		numbers++;
	}
	return numbers >= 2;
}

static void set_right(struct job *j, struct cell *c, mpt room)
{
	for (size_t i = 0; i < c->texts_n; i++) {
		struct look look = *c->texts[i]->look;

		look.align = ALIGN_RIGHT;
		look.indent = 0;
		c->texts[i]->look = look_keep(j, look);
		c->texts[i]->inset += room;
	}
	c->number = true;
}

/* The last stretch of a cell's only text, where that ends in the unit; NULL. */
static struct span *span_with(const struct cell *c, const char *unit)
{
	struct passage *p = c->texts_n == 1 ? &c->texts[0]->passage : NULL;
	struct span *last = p && p->n ? &p->spans[p->n - 1] : NULL;
	size_t n = strlen(unit), length;

	if (!last || !last->text)
		return NULL;
	length = strlen(last->text);
	return length >= n && strcmp(last->text + length - n, unit) == 0 ? last : NULL;
}

static struct cell *header_of(const struct table *t, int column)
{
	struct cell *c = t->head_n == 1 ? (struct cell *)cell_at(&t->rows[0], column) : NULL;

	return c && c->span == 1 && c->texts_n == 1 && c->texts[0]->passage.n ? c : NULL;
}

static bool may_move(const struct table *t, int column, const char *unit)
{
	const struct cell *head = header_of(t, column);

	if (!*unit || strcmp(unit, "%") == 0 || strstr(unit, "元") ||
	    text_length(unit) > UNIT_MOST || !head || strstr(head->texts[0]->text->s, "（"))
		return false;
	for (size_t i = t->head_n; i < t->n; i++) {
		const struct cell *c = cell_at(&t->rows[i], column);
		struct number n;

		if (read_cell(c, &n) && !n.empty && !span_with(c, unit))
			return false;
	}
	return true;
}

static void reshape(struct job *j, struct cell *c)
{
	c->texts[0]->text = NULL;
	block_shape(j, c->texts[0]);
}

/* From the cells of a column to its header. */
static void move_unit(struct job *j, struct table *t, int column, const char *unit)
{
	struct cell *head = header_of(t, column);
	struct passage *title = &head->texts[0]->passage;
	struct span more = title->spans[title->n - 1];

	for (size_t i = t->head_n; i < t->n; i++) {
		struct cell *c = (struct cell *)cell_at(&t->rows[i], column);
		struct span *last = span_with(c, unit);

		if (!last)
			continue;
		last->text = arena_dupn(j->a, last->text, strlen(last->text) - strlen(unit));
		reshape(j, c);
	}
	more.text = arena_printf(j->a, "（%s）", unit);
	passage_put(j->a, title, more);
	reshape(j, head);
}

void columns_align(struct job *j, struct table *t)
{
	for (int column = 0; column < (int)t->columns; column++) {
		struct numbers found;

		if (!is_numeric(t, column, &found))
			continue;
		if (may_move(t, column, found.unit))
			move_unit(j, t, column, arena_dup(j->a, found.unit));
		for (size_t i = 0; i < t->n; i++) {
			struct cell *c = (struct cell *)cell_at(&t->rows[i], column);
			struct number n;

			if (c && c->span == 1 && t->rows[i].header)
				c->number = true;
			else if (c && c->span == 1)
				set_right(j, c,
				    !t->rows[i].header && read_cell(c, &n) && !n.empty
					? found.tail - n.tail
					: 0);
		}
	}
}
