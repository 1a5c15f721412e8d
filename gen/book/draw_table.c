/*
 * Rows of tables on a page: their cells, grounds and rules; what a page that goes
 * on with a table repeats: caption, header, the labels of cells over several rows.
 */
#include "book/draw_parts.h"

static void draw_cell(struct job *j, struct page *p, const struct cell *c, mpt x, mpt y,
    size_t from, size_t to, bool artifact)
{
	size_t k = 0;

	for (size_t i = 0; i < c->texts_n; i++) {
		const struct block *b = c->texts[i];

		for (size_t line = 0; line < b->lines_n; line++, k++) {
			mpt base = look_baseline(b->look, y + (mpt)(k - from) * b->look->leading);

			if (k < from || k >= to)
				continue;
			if (b->label && line == 0 && b->label->lines_n)
				draw_line(
				    j, p, b->label, 0, x + b->left - label_room(b), base, artifact);
			draw_line(j, p, b, line, x + b->left, base, artifact);
		}
	}
}

static void draw_row(struct job *j, struct page *p, const struct table *t, const struct row *r,
    mpt y, size_t from, size_t to, bool artifact)
{
	mpt em = t->block->look->size, left = draw_edge(j, p) + t->left;
	mpt leading = t->block->look->leading;
	mpt padding = from == 0 ? (r->height - (mpt)r->lines_n * leading) / 2 : 0;

	if (r->look->grounded)
		draw_rule(j, p, left, y, t->width,
		    to - from == r->lines_n ? r->height : (mpt)(to - from) * leading + padding,
		    r->look->ground);
	for (const struct cell *c = r->cells; c < r->cells + r->n; c++) {
		mpt x = left + em / 2;

		for (int k = 0; k < c->column; k++)
			x += t->widths[k];
		if (c->rows == 1 || from == 0)
			draw_cell(j, p, c, x, y + padding, from, c->rows == 1 ? to : c->lines_n,
			    artifact);
	}
}

/* What cells over several rows say again where a page goes on with them. */
static void draw_labels(struct job *j, struct page *p, const struct table *t, size_t row, mpt y)
{
	const struct cell *before = NULL;
	mpt x = draw_edge(j, p) + t->left + t->block->look->size / 2;

	for (int k = 0; k < (int)t->columns; x += t->widths[k++]) {
		const struct cell *c = span_over(t, row, k);

		for (size_t i = 0; c && c != before && c->again && i < c->again->lines_n; i++)
			draw_line(j, p, c->again, i, x,
			    look_baseline(c->again->look,
				y + c->block->look->padding + (mpt)i * c->again->look->leading),
			    true);
		before = c;
	}
}

/* The rule under a row, but for columns where a cell goes on below. */
static void row_rule(struct job *j, struct page *p, const struct table *t, size_t row, mpt y)
{
	const struct look *k = t->rows[row].look;
	mpt x = draw_edge(j, p) + t->left;

	for (int from = 0, to; from < (int)t->columns && k->under; from = to) {
		mpt width = t->widths[from];
		bool open = span_over(t, row + 1, from);

		for (to = from + 1; to < (int)t->columns && !span_over(t, row + 1, to) == !open;
		     to++)
			width += t->widths[to];
		if (!open)
			draw_rule(j, p, x, y - k->under / 2, width, k->under, k->rule);
		x += width;
	}
}

static void table_rule(
    struct job *j, struct page *p, const struct table *t, mpt y, mpt h, colour ink)
{
	if (h)
		draw_rule(j, p, draw_edge(j, p) + t->left, y - h / 2, t->width, h, ink);
}

/* The header rows, with the rule above them. */
mpt draw_table_head(struct job *j, struct page *p, const struct table *t, mpt y, bool artifact)
{
	const struct look *k = t->block->look;
	mpt top = y;

	for (size_t i = 0; i < t->head_n; i++) {
		draw_row(j, p, t, &t->rows[i], y, 0, t->rows[i].lines_n, artifact);
		y += t->rows[i].height;
	}
	table_rule(j, p, t, top, k->over, k->rule); /* over the ground of the header */
	if (t->head_n)
		table_rule(j, p, t, y, t->rows[t->head_n - 1].look->under,
		    t->rows[t->head_n - 1].look->rule);
	return y;
}

/* What a page that goes on with a table begins with. */
void draw_table_again(struct job *j, struct page *p, const struct slip *s)
{
	const struct table *t = s->table;
	mpt y = draw_top(j, (int)(p - j->print->pages));

	for (size_t i = 0; t->again && i < t->again->lines_n; i++, y += t->again->look->leading)
		draw_line(j, p, t->again, i, draw_edge(j, p) + t->again->left,
		    look_baseline(t->again->look, y), true);
	if (t->again)
		y += t->again->look->after;
	y = draw_table_head(j, p, t, y, true);
	draw_labels(j, p, t, s->row, y);
}

/* A row and the rule under it: the table's own when the page or the table ends here. */
void draw_table_slice(struct job *j, struct page *p, const struct slip *s, bool ends, mpt y)
{
	const struct table *t = s->table;
	const struct row *r = &t->rows[s->row];

	draw_row(j, p, t, r, y, s->from, s->to, false);
	if (!t->head_n && s->row == 0 && s->from == 0)
		table_rule(j, p, t, y, t->block->look->over, t->block->look->rule);
	if (ends)
		table_rule(j, p, t, y + s->height, t->block->look->under, t->block->look->rule);
	else if (s->to == r->lines_n)
		row_rule(j, p, t, s->row, y + s->height);
}
