/*
 * Widths of columns: the sum of the row heights is made as small as it gets
 * under the least width of each column (its longest piece that may not be
 * torn; for a column of text some em at least, in smaller type or along the page
 * rather than less). Start from what CSS would do, then move whole and half ems between
 * pairs of columns while the total falls; among equals the rows of least variance
 * win. Columns of numbers are as wide as their widest one. Lines at a width come
 * from a table per cell that is filled once.
 *
 * In: a table whose cells hold blocks, and its width. Out: widths (with the
 * padding of half an em at both sides), broken cells, heights of rows.
 */
#include "book/book_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 32, FLOOR = 3, ROWS_TURNED = 4 };

/* Widths without padding, in steps of half an em. */
struct columns {
	struct table *t;
	mpt step;
	int n, all; /* columns; steps to give away */
	int widths[COLUMNS_MOST], least[COLUMNS_MOST], most[COLUMNS_MOST];
	int longest[COLUMNS_MOST]; /* text under the header */
	bool number[COLUMNS_MOST];
	bool spans;     /* some cell spans rows */
	int64_t *lines; /* of each row */
};

/* What is to be small, in this order. */
struct cost {
	int64_t lines;   /* of all rows: the height of the table */
	int64_t squares; /* of these: with the same sum, their variance */
	int64_t cells;   /* squares of the cells' lines: leads on where two of a row are equal */
};

/* ----------------------------------------------------------------------- cells */

static void gather(struct job *j, struct table *t, struct cell *c, struct block *b)
{
	assert(b && (c->texts || !c->texts_cap));
	t->refers |= b->passage.refers;
	if (b->kind == BLOCK_TEXT)
		*VEC_PUSH(j->a, c->texts, c->texts_n, c->texts_cap) = b;
	else if (b->kind != BLOCK_GROUP)
		diag(b->place, DIAG_ERROR, "book-cell",
		    "a cell of a handbook holds text and lists only");
	for (struct block *child = b->child; child; child = child->next)
		gather(j, t, c, child);
}

static void prepare_row(struct job *j, struct table *t, struct row *r)
{
	for (size_t k = 0; k < r->n; k++) {
		struct cell *c = &r->cells[k];

		if (!c->texts)
			gather(j, t, c, c->block);
		assert(c->texts || !c->texts_n);
		for (size_t i = 0; i < c->texts_n; i++)
			block_shape(j, c->texts[i]);
	}
}

/* Half an em, and not a thousandth less: five characters fit into ten. */
static mpt step_of(mpt em)
{
	return (em + 1) / 2;
}

static int steps_up(mpt length, mpt step)
{
	return (length + step - 1) / step;
}

/* -------------------------------------------------------------- limits and counts */

static void limit_cell(struct job *j, struct columns *w, const struct cell *c)
{
	for (size_t i = 0; i < c->texts_n; i++) {
		const struct block *b = c->texts[i];
		int most = steps_up(line_longest(j->breaker, b->text) + b->inset, w->step);
		int least = steps_up(line_least(j->breaker, b->text) + b->inset, w->step);

		if (b->look->nowrap || (c->number && !c->header))
			least = most;
		w->number[c->column] |= c->number;
		w->most[c->column] = MAX(w->most[c->column], most);
		if (!c->header)
			w->longest[c->column] = MAX(w->longest[c->column], most);
		w->least[c->column] = MAX(w->least[c->column], least);
	}
}

static void find_limits(struct job *j, struct columns *w)
{
	for (const struct row *r = w->t->rows; r < w->t->rows + w->t->n; r++)
		for (const struct cell *c = r->cells; c < r->cells + r->n; c++) {
			w->spans |= c->rows > 1;
			if (c->span == 1)
				limit_cell(j, w, c);
		}
	for (int k = 0; k < w->n; k++) {
		w->most[k] = MAX(w->most[k], 1);
		w->least[k] = MAX(w->least[k], MIN(w->most[k], 2 * FLOOR));
	}
}

/* A column of text is so many em wide, or as wide as its longest text. */
static int least_at(const struct columns *w, int column, int lowest)
{
	return MAX(w->least[column], MIN(w->longest[column], 2 * lowest));
}

static void count_cell(struct job *j, const struct columns *w, struct cell *c, uint16_t *one)
{
	int first = c->span == 1 ? w->least[c->column] : 1;

	c->counts = arena_array(j->a, uint16_t, w->all + 1);
	for (size_t i = 0; i < c->texts_n; i++) {
		int inset = steps_up(c->texts[i]->inset, w->step);

		line_counts(
		    j->breaker, c->texts[i]->text, w->step, MAX(first - inset, 1), w->all + 1, one);
		for (int k = MAX(first, inset + 1); k <= w->all; k++)
			c->counts[k] = (uint16_t)(c->counts[k] + one[k - inset]);
	}
}

static void count_lines(struct job *j, const struct columns *w)
{
	uint16_t *one = arena_array(j->a, uint16_t, w->all + 1);

	for (struct row *r = w->t->rows; r < w->t->rows + w->t->n; r++)
		for (struct cell *c = r->cells; c < r->cells + r->n; c++)
			count_cell(j, w, c, one);
}

static int cell_steps(const struct columns *w, const struct cell *c)
{
	int steps = 2 * (c->span - 1); /* the padding between spanned columns */

	for (int k = c->column; k < c->column + c->span && k < w->n; k++)
		steps += w->widths[k];
	return MIN(steps, w->all);
}

/* What a cell over several rows needs more than these have. */
static int64_t missing_lines(const struct columns *w, const struct cell *c)
{
	int64_t lines = c->counts[cell_steps(w, c)];

	for (size_t i = c->row; i < c->row + c->rows; i++)
		lines -= w->lines[i];
	return lines;
}

static struct cost total(const struct columns *w)
{
	struct cost cost = {0};
	const struct table *t = w->t;

	for (size_t i = 0; i < t->n; i++) {
		w->lines[i] = 1;
		for (const struct cell *c = t->rows[i].cells; c < t->rows[i].cells + t->rows[i].n;
		     c++) {
			int64_t lines = c->counts[cell_steps(w, c)];

			if (c->rows == 1)
				w->lines[i] = MAX(w->lines[i], lines);
			cost.cells += lines * lines;
		}
	}
	for (size_t i = 0; i < t->n; i++) {
		for (size_t k = 0; w->spans && k < t->rows[i].n; k++)
			cost.lines += MAX(missing_lines(w, &t->rows[i].cells[k]), 0);
		cost.lines += w->lines[i];
		cost.squares += w->lines[i] * w->lines[i];
	}
	return cost;
}

static bool is_less(struct cost a, struct cost b)
{
	if (a.lines != b.lines)
		return a.lines < b.lines;
	return a.squares != b.squares ? a.squares < b.squares : a.cells < b.cells;
}

/* ---------------------------------------------------------------------- searching */

static int sum_of(const int *v, int n)
{
	int sum = 0;

	for (int k = 0; k < n; k++)
		sum += v[k];
	return sum;
}

/* Give `rest` steps away in proportion to weights; what rounding leaves goes to the first ones. */
static void spread(struct columns *w, int rest, const int *weights)
{
	int whole = sum_of(weights, w->n), given = 0;

	for (int k = 0; k < w->n && whole > 0; k++) {
		int part = (int)((int64_t)rest * weights[k] / whole);

		w->widths[k] += part;
		given += part;
	}
	for (int k = 0; given < rest; k = (k + 1) % w->n, given++)
		w->widths[k]++;
}

/* As CSS: between least and most in proportion to their difference. */
static void start(struct columns *w)
{
	int room[COLUMNS_MOST], least = sum_of(w->least, w->n), most = sum_of(w->most, w->n);
	int words[COLUMNS_MOST];

	for (int k = 0; k < w->n; k++) {
		room[k] = w->most[k] - w->least[k];
		words[k] = w->number[k] ? 0 : w->most[k];
		w->widths[k] = most <= w->all ? w->most[k] : w->least[k];
	}
	if (most <= w->all)
		spread(w, w->all - most, sum_of(words, w->n) ? words : w->most);
	else if (least <= w->all)
		spread(w, w->all - least, room);
}

/* Try to move `by` steps from column a to b; keep it when the total falls. */
static bool move(struct columns *w, int a, int b, int by, struct cost *best)
{
	struct cost now;

	if (a == b || w->widths[a] - by < w->least[a] || w->number[b])
		return false;
	w->widths[a] -= by;
	w->widths[b] += by;
	now = total(w);
	if (is_less(now, *best)) {
		*best = now;
		return true;
	}
	w->widths[a] += by;
	w->widths[b] -= by;
	return false;
}

static void descend(struct columns *w)
{
	static const int sizes[] = {4, 2, 1};
	struct cost best = total(w);

	for (size_t s = 0; s < LEN(sizes); s++) {
		bool moved = true;

		while (moved) {
			moved = false;
			for (int a = 0; a < w->n; a++)
				for (int b = 0; b < w->n; b++)
					moved |= move(w, a, b, sizes[s], &best);
		}
	}
}

/* --------------------------------------------------------------------- the result */

static void break_cell(struct job *j, struct cell *c, mpt inner, mpt em)
{
	c->lines_n = 0;
	for (size_t i = 0; i < c->texts_n; i++) {
		struct block *b = c->texts[i];

		block_break(j, b, inner - b->inset, inner < NARROW * em);
		if (b->label)
			block_break(j, b->label, label_room(b), true);
		c->lines_n += b->lines_n;
	}
}

static void set_rows(struct job *j, struct table *t, mpt em)
{
	for (struct row *r = t->rows; r < t->rows + t->n; r++) {
		mpt leading = t->block->look->leading, padding = 0;

		r->lines_n = 1;
		for (struct cell *c = r->cells; c < r->cells + r->n; c++) {
			mpt inner = -em;

			for (int k = c->column; k < c->column + c->span && k < (int)t->columns; k++)
				inner += t->widths[k];
			break_cell(j, c, inner, em);
			if (c->rows == 1)
				r->lines_n = MAX(r->lines_n, c->lines_n);
			padding = MAX(padding, c->block->look->padding);
		}
		r->height = (mpt)r->lines_n * leading + 2 * padding;
	}
	spans_heighten(t);
}

static void set_widths(struct job *j, struct table *t, const struct columns *w, mpt em)
{
	mpt used = 0;

	t->widths = arena_array(j->a, mpt, t->columns);
	for (int k = 0; k < w->n; k++)
		used += t->widths[k] = w->widths[k] * w->step + em;
	if (w->n)
		t->widths[w->n - 1] += t->width - used; /* less than a step */
}

/*
 * Too much is asked: cut the widest demands down until all fit. What is torn
 * then is reported line by line. False when not even the lowest fits.
 */
static bool relax(struct columns *w)
{
	int cap = w->all;

	while (cap > 2 * FLOOR && sum_of(w->least, w->n) > w->all) {
		cap--;
		for (int k = 0; k < w->n; k++)
			w->least[k] = MIN(w->least[k], cap);
	}
	return sum_of(w->least, w->n) <= w->all;
}

/* The size below, down to the smallest that can be read: 0 when there is none (E5). */
static mpt size_below(mpt size)
{
	static const mpt sizes[] = {12000, 10500, 9000, 7875};

	for (size_t i = 0; i < LEN(sizes); i++)
		if (sizes[i] < size)
			return sizes[i];
	return 0;
}

static mpt width_needed(const struct columns *w, mpt size, int lowest)
{
	int steps = 0;

	for (int k = 0; k < w->n; k++)
		steps += least_at(w, k, lowest);
	return w->n * size + steps * step_of(size);
}

static bool is_possible(const struct columns *w)
{
	return w->n <= COLUMNS_MOST && w->all >= w->n;
}

/* Shape the cells and find what their columns need. */
static void measure(struct job *j, struct table *t, struct columns *w)
{
	mpt em = t->block->look->size;

	*w = (struct columns){.t = t, .step = step_of(em)};
	w->lines = arena_array(j->a, int64_t, t->n);
	spans_place(j, t);
	for (size_t i = 0; i < t->n; i++)
		prepare_row(j, t, &t->rows[i]);
	if (!t->aligned)
		columns_align(j, t);
	t->aligned = true;
	w->n = (int)t->columns;
	w->all = w->n <= COLUMNS_MOST ? (t->width - w->n * em) / w->step : 0;
	if (is_possible(w))
		find_limits(j, w);
}

/* The largest size in which the columns fit a width; 0: in none. */
static mpt size_for(const struct columns *w, mpt size, mpt width, int lowest)
{
	while (w->n <= COLUMNS_MOST && size && width_needed(w, size, lowest) > width)
		size = size_below(size);
	return size;
}

/* How wide columns of text are at least, in em, and whether the table may lie on its side for it.
 */
static const struct stance {
	int lowest;
	bool turned;
} stances[] = {
    {6, false}, {5, false}, {6, true}, {5, true}, {4, false}, {FLOOR, false}, {FLOOR, true}};

/* Whether a table may be set so: a few rows are not worth pages of their own. */
static bool may_stand(const struct table *t, struct stance s, mpt length)
{
	if (!s.turned)
		return true;
	return length > t->width && (s.lowest == FLOOR || t->n - t->head_n >= ROWS_TURNED);
}

/*
 * What does not fit the measure is set in a smaller size, if it fits in that;
 * else along the page, in its own size or a smaller one (F10). The result is the
 * least width of columns of text.
 */
static int choose_size(struct job *j, struct table *t, struct columns *w)
{
	mpt own = t->block->look->size, size = 0;
	mpt length = j->paper->lines * j->paper->pitch;
	int lowest = FLOOR;

	for (size_t i = 0; i < LEN(stances) && !size; i++) {
		if (!may_stand(t, stances[i], length))
			continue;
		lowest = stances[i].lowest;
		size = size_for(w, own, stances[i].turned ? length : t->width, lowest);
		t->turned = size && stances[i].turned;
	}
	if (t->turned) {
		t->left = 0;
		t->width = length;
	}
	if (size && size != own)
		table_scale(j, t, size);
	if (t->turned || (size && size != own))
		measure(j, t, w);
	return lowest;
}

void table_fit(struct job *j, struct table *t)
{
	struct columns w;
	int lowest;

	t->turned = false;
	measure(j, t, &w);
	if (!t->columns) { /* nothing to print, caption and all */
		t->n = t->head_n = 0;
		return;
	}
	lowest = choose_size(j, t, &w);
	for (int k = 0; k < MIN(w.n, COLUMNS_MOST); k++)
		w.least[k] = least_at(&w, k, lowest);
	if (!is_possible(&w) || !relax(&w)) {
		diag(t->block->place, DIAG_ERROR, "book-table",
		    "a table of %d columns is too wide to print", w.n);
		diag_hint("use a smaller size or a wider paper in style.yml");
		t->n = t->head_n = 0;
		return;
	}
	count_lines(j, &w);
	start(&w);
	if (sum_of(w.most, w.n) > w.all)
		descend(&w);
	set_widths(j, t, &w, t->block->look->size);
	set_rows(j, t, t->block->look->size);
}
