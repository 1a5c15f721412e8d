/*
 * Two drawings of what points where. Chains: a document and what carries it out,
 * as a tree. Citations: the documents that several policies cite at the left,
 * these policies at the right, a line for each citation; both sides stand in an
 * order that keeps lines short (each policy at the mean place of what it cites).
 * A document outside the collection has no bar before its name. Whole pixels;
 * what has no room is counted in a note and stands in the lists of the page.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "template/chart.h"
#include "template/reading.h"

enum {
	ROW = 22,
	GAP = 8,
	MARK = 12, /* the bar before a name */
	INDENT = 20,
	DEEPEST = 4,
	TREE_ROWS = 40,
	LEFT_MOST = 10,
	RIGHT_MOST = 36,
	TOP = 4,
};

/* A name as far as it has room. */
static const char *shorten(struct arena *a, const char *name, int32_t room)
{
	const char *end = name;

	if (chart_width_of(name) <= room)
		return name;
	for (const char *s = name; *s;) {
		text_next(&s);
		if (chart_width_of(arena_printf(a, "%.*s…", (int)(s - name), name)) > room)
			break;
		end = s;
	}
	return arena_printf(a, "%.*s…", (int)(end - name), name);
}

static void put_policy(struct plot *c, const struct policy *p, int32_t x, int32_t y, int32_t room)
{
	plot_bar(c, chart_standing(p), x, y - MARK / 2, MARK, false, false);
	plot_words(c, ROLE_NAME, x + MARK + GAP / 2, y + 4, SIDE_START,
	    shorten(c->arena, p->short_title, room - MARK - GAP / 2));
}

/* ----------------------------------------------------------------------------- chains */

struct tree {
	struct plot plot;
	struct buf label;
	int32_t y; /* of the middle of the next row */
	size_t rows, left_out;
};

/* A policy, and below it what carries it out, each at the end of a line from its mark. */
static void put_tree(struct tree *t, const struct policy *p, int depth)
{
	int32_t x = depth * INDENT, own = t->y, last = own;

	if (t->rows == TREE_ROWS || depth == DEEPEST) {
		t->left_out++;
		return;
	}
	put_policy(&t->plot, p, x, own, t->plot.chart->width - x);
	buf_printf(&t->label, "%s%s（%s）", depth ? "，由此落实的有" : "", p->short_title,
	    chart_standing_words(chart_standing(p)));
	t->y += ROW;
	t->rows++;
	for (size_t i = 0; i < p->implemented_by_n; i++) {
		last = t->y;
		put_tree(t, p->implemented_by[i], depth + 1);
		if (t->y > last)
			plot_line(&t->plot, ROLE_AXIS, x + MARK / 2, last, x + INDENT, last);
		else
			last = own;
	}
	if (last > own)
		plot_line(&t->plot, ROLE_AXIS, x + MARK / 2, own + MARK / 2, x + MARK / 2, last);
}

static struct chart *draw_chains(
    struct arena *a, const struct policy *const *roots, size_t n, int32_t width, size_t *left_out)
{
	struct tree t = {.plot = plot_new(a, width), .y = TOP + ROW / 2};

	buf_puts(&t.label, "落实关系。");
	for (size_t i = 0; i < n; i++) {
		size_t rows = t.rows;

		put_tree(&t, roots[i], 0);
		if (t.rows > rows)
			buf_puts(&t.label, "。");
	}
	t.plot.y = t.y;
	plot_end(&t.plot, buf_keep(&t.label, a));
	*left_out = t.left_out;
	return t.plot.chart;
}

struct value derive_site_chain_charts(const void *collection, const struct context *x)
{
	struct value roots = derive_site_chains(collection, x);
	const struct policy *const *v = roots.items;
	struct drawing *d = arena_new_of(x->arena, struct drawing);
	size_t left_out;

	if (roots.n == 0)
		return (struct value){0};
	d->wide = draw_chains(x->arena, v, roots.n, CHART_WIDE, &left_out);
	d->narrow = draw_chains(x->arena, v, roots.n, CHART_NARROW, &left_out);
	if (left_out)
		d->note = arena_printf(x->arena, "另有%zu件没有画出，见下。", left_out);
	return (struct value){.items = d, .n = 1, .stride = sizeof(*d)};
}

/* -------------------------------------------------------------------------- citations */

struct right {
	const struct policy *policy;
	int32_t sum, n; /* of the places of what it cites */
};

struct network {
	struct arena *arena;
	const struct document **left;
	size_t left_n;
	struct right *right;
	size_t right_n;
	size_t cited_n, citing_n; /* with those that have no room */
};

static int compare_ties(const void *a, const void *b)
{
	const struct right *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return x->policy->order < y->policy->order ? -1 : 1;
}

static int compare(const void *a, const void *b)
{
	const struct right *x = a, *y = b;
	int64_t by = (int64_t)x->sum * y->n - (int64_t)y->sum * x->n;

	if (by)
		return by < 0 ? -1 : 1;
	return x->policy->order < y->policy->order ? -1 : 1;
}

/* All policies that cite one of the documents at the left, with how many and which. */
static void find_citing(struct network *w, const struct collection *c)
{
	size_t *place = arena_array(w->arena, size_t, c->policies_n + 1); /* from 1; 0: not there */

	w->right = arena_array(w->arena, struct right, c->policies_n + 1);
	for (size_t i = 0; i < w->left_n; i++)
		for (size_t k = 0; k < w->left[i]->citing_n; k++) {
			const struct policy *p = w->left[i]->citing[k].policy;

			if (!place[p->order]) {
				w->right[w->right_n] = (struct right){.policy = p};
				place[p->order] = ++w->right_n;
			}
			struct right *r = &w->right[place[p->order] - 1];
			r->sum += (int32_t)i;
			r->n++;
		}
}

/* The documents most cited; of the policies that cite them those with the most ties, as many as
 * have room. */
static struct network gather(struct arena *a, const struct collection *c)
{
	struct network w = {.arena = a};

	w.left = network_cited(a, c, &w.cited_n);
	w.left_n = MIN(w.cited_n, (size_t)LEFT_MOST);
	find_citing(&w, c);
	w.citing_n = w.right_n;
	if (w.right_n)
		qsort(w.right, w.right_n, sizeof(*w.right), compare_ties);
	w.right_n = MIN(w.right_n, (size_t)RIGHT_MOST);
	if (w.right_n)
		qsort(w.right, w.right_n, sizeof(*w.right), compare);
	return w;
}

/* The middle of the i-th of n rows that share the height of `rows`. */
static int32_t middle(size_t i, size_t n, size_t rows)
{
	return TOP + (int32_t)((2 * i + 1) * rows * ROW / (2 * n));
}

static void put_left(struct plot *c, const struct network *w, size_t i, int32_t room)
{
	const struct document *d = w->left[i];
	int32_t y = middle(i, w->left_n, w->right_n);
	const char *name = d->number ? d->number : d->title;

	if (d->policy) {
		put_policy(c, d->policy, 0, y, room);
		return;
	}
	plot_words(c, ROLE_HEAD, 0, y + 4, SIDE_START, shorten(c->arena, name, room));
}

static void put_edges(struct plot *c, struct network *w, size_t i, int32_t from, int32_t to)
{
	const struct document *d = w->left[i];

	for (size_t k = 0; k < d->citing_n; k++)
		for (size_t r = 0; r < w->right_n; r++)
			if (w->right[r].policy == d->citing[k].policy)
				plot_line(c, ROLE_AXIS, from, middle(i, w->left_n, w->right_n), to,
				    middle(r, w->right_n, w->right_n));
}

/* What is drawn of it: 甲、乙等40件引用 where others have no room. */
static void put_citing(struct buf *b, const struct network *w, const struct document *d)
{
	size_t n = 0;

	for (size_t k = 0; k < d->citing_n; k++)
		for (size_t r = 0; r < w->right_n; r++)
			if (w->right[r].policy == d->citing[k].policy)
				buf_printf(
				    b, "%s%s", n++ ? "、" : "", d->citing[k].policy->short_title);
	if (n < d->citing_n)
		buf_printf(b, "%s%zu件", n ? "等" : "", d->citing_n);
}

static const char *label(const struct network *w)
{
	struct buf b = {0};

	buf_puts(&b, "引用关系。");
	for (size_t i = 0; i < w->left_n; i++) {
		const struct document *d = w->left[i];

		buf_printf(
		    &b, "%s%s被", d->number ? d->number : d->title, d->policy ? "" : "（未收录）");
		put_citing(&b, w, d);
		buf_puts(&b, "引用。");
	}
	return buf_keep(&b, w->arena);
}

static struct chart *draw(struct network *w, int32_t width)
{
	struct plot c = plot_new(w->arena, width);
	int32_t from = width * 2 / 5, to = width * 11 / 20, left = 0;

	for (size_t i = 0; i < w->left_n; i++) {
		const struct document *d = w->left[i];
		const char *name = d->policy   ? d->policy->short_title
				   : d->number ? d->number
					       : d->title;

		left = MAX(left, chart_width_of(name) + (d->policy ? MARK + GAP : GAP));
	}
	from = MIN(from, left);
	for (size_t i = 0; i < w->left_n; i++) {
		put_left(&c, w, i, from - GAP);
		put_edges(&c, w, i, from, to - GAP / 2);
	}
	for (size_t i = 0; i < w->right_n; i++)
		put_policy(
		    &c, w->right[i].policy, to, middle(i, w->right_n, w->right_n), width - to);
	c.y = TOP + (int32_t)w->right_n * ROW + GAP;
	plot_end(&c, label(w));
	return c.chart;
}

/* 另有3件被多次引用的文件和20件引用它们的政策没有画出，见下。 */
static const char *note(const struct network *w)
{
	size_t cited = w->cited_n - w->left_n, citing = w->citing_n - w->right_n;
	const char *left = arena_printf(w->arena, "%zu件被多次引用的文件", cited);
	const char *right = arena_printf(w->arena, "%zu件引用它们的政策", citing);

	if (!cited && !citing)
		return NULL;
	return arena_printf(w->arena, "另有%s%s%s没有画出，见下。", cited ? left : "",
	    cited && citing ? "和" : "", citing ? right : "");
}

struct value derive_site_network(const void *collection, const struct context *x)
{
	struct network w = gather(x->arena, collection);
	struct drawing *d = arena_new_of(x->arena, struct drawing);

	if (w.left_n == 0)
		return (struct value){0};
	d->wide = draw(&w, CHART_WIDE);
	d->narrow = draw(&w, CHART_NARROW);
	d->note = note(&w);
	return (struct value){.items = d, .n = 1, .stride = sizeof(*d)};
}
