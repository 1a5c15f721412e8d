/*
 * The sums of one measure by region, as horizontal bars on one scale. A bar is
 * the largest sum that a region grants; ceilings, fixed sums and sums for each
 * piece stand apart under their names, and what is counted or paid each year
 * says so, since such sums do not compare. Ratios and foreign money have no
 * bar: they are counted in a note. Comes in two forms, wide and narrow.
 */
#include <string.h>

#include "template/chart.h"

enum {
	ROW = 22,
	HEAD = 26,
	CAPS_MOST = 96, /* of all drawings; more are for the tables */
	ROWS_MOST = 12, /* of one drawing, NEAR more at each end: it must fit on a small page */
	ROWS_LEAST = 2, /* one bar says nothing that its number does not */
	NEAR = 4,       /* a division moves so far to stand between two kinds */
	GAP = 8,
	LEAST = 5, /* so that full, tinted, empty and hatched are told apart */
};

struct cap {
	const struct support *of;
	enum standing standing;
};

struct caps {
	struct arena *arena;
	struct cap *v;
	size_t n, left_out;
	const char *name; /* of the measure */
	int64_t most;
};

static bool same_words(const char *a, const char *b)
{
	return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static bool compares(const struct cap *a, const struct cap *b)
{
	const struct standard *x = &a->of->standard, *y = &b->of->standard;

	return a->of->policy->region == b->of->policy->region && a->standing == b->standing &&
	       x->kind == y->kind && same_words(x->unit, y->unit) &&
	       same_words(x->period, y->period);
}

static bool comes_before(const struct cap *a, const struct cap *b)
{
	const struct standard *x = &a->of->standard, *y = &b->of->standard;

	if (x->kind != y->kind)
		return x->kind < y->kind;
	return x->amount > y->amount;
}

/* Keep the largest of what compares. */
static void take(struct caps *c, const struct support *s)
{
	struct cap new = {s, chart_standing(s->policy)};

	if (!s->standard.has_amount || strcmp(s->standard.currency, "CNY") != 0) {
		c->left_out++;
		return;
	}
	c->most = MAX(c->most, s->standard.amount);
	for (size_t i = 0; i < c->n; i++) {
		if (!compares(&c->v[i], &new))
			continue;
		if (s->standard.amount > c->v[i].of->standard.amount)
			c->v[i] = new;
		return;
	}
	c->v[c->n++] = new;
}

/* By insertion: few, and equals stay in the order of the collection. */
static void sort(struct caps *c)
{
	for (size_t i = 1; i < c->n; i++) {
		struct cap one = c->v[i];
		size_t k = i;

		for (; k > 0 && comes_before(&one, &c->v[k - 1]); k--)
			c->v[k] = c->v[k - 1];
		c->v[k] = one;
	}
}

/* 每证20万元, 500万元，每年 */
static const char *sum_words(struct arena *a, const struct support *s)
{
	const struct standard *d = &s->standard;
	char sum[48];

	amount_words(d->amount, d->currency, sum);
	return arena_printf(a, "%s%s%s%s%s", d->unit ? "每" : "", d->unit ? d->unit : "", sum,
	    d->period ? "，" : "", d->period ? d->period : "");
}

static const char *kind_title(enum support_kind k)
{
	static const char *const titles[] = {"上限", "定额", "按量", "比例"};

	return titles[k];
}

/* All of it in words. */
static const char *label(const struct caps *c, const struct cap *v, size_t n)
{
	struct buf b = {0};

	buf_printf(&b, "%s各地最高标准。", c->name);
	for (size_t i = 0; i < n; i++) {
		enum support_kind kind = v[i].of->standard.kind;
		bool begins = i == 0 || v[i - 1].of->standard.kind != kind;
		bool ends = i + 1 == n || v[i + 1].of->standard.kind != kind;

		if (begins)
			buf_printf(&b, "%s：", kind_title(kind));
		buf_printf(&b, "%s%s（%s）%s", v[i].of->policy->region->short_name,
		    sum_words(c->arena, v[i].of), chart_standing_words(v[i].standing),
		    ends ? "。" : "；");
	}
	return buf_keep(&b, c->arena);
}

/* -------------------------------------------------------------------------- drawing */

struct columns {
	int32_t names, sums; /* widths of the texts at both sides */
};

static struct columns measure(const struct caps *c)
{
	struct columns w = {0, 0};

	for (size_t i = 0; i < c->n; i++) {
		const char *name = c->v[i].of->policy->region->short_name;

		w.names = MAX(w.names, chart_width_of(name) + GAP);
		w.sums = MAX(w.sums, chart_width_of(sum_words(c->arena, c->v[i].of)) + GAP);
	}
	return w;
}

static void put_bar(struct plot *plot, const struct caps *c, const struct cap *v, struct columns w)
{
	int32_t room = plot->chart->width - w.names - w.sums;
	int32_t length = (int32_t)(v->of->standard.amount * room / MAX(c->most, 1));

	length = MAX(length, LEAST);
	plot_words(plot, ROLE_NAME, w.names - GAP, plot->y + 15, SIDE_END,
	    v->of->policy->region->short_name);
	plot_bar(plot, v->standing, w.names, plot->y + 5, length, false, false);
	plot_words(plot, ROLE_SUM, w.names + length + GAP, plot->y + 15, SIDE_START,
	    sum_words(plot->arena, v->of));
	plot->y += ROW;
}

static struct chart *draw(
    const struct caps *c, const struct cap *v, size_t n, int32_t width, struct columns w)
{
	struct plot plot = plot_new(c->arena, width);
	int32_t top = 0;

	for (size_t i = 0; i < n; i++) {
		enum support_kind kind = v[i].of->standard.kind;

		if (i == 0 || v[i - 1].of->standard.kind != kind) {
			plot_words(&plot, ROLE_HEAD, 0, plot.y + 17, SIDE_START, kind_title(kind));
			plot.y += HEAD;
			top = plot.y;
		}
		put_bar(&plot, c, &v[i], w);
		if (i + 1 == n || v[i + 1].of->standard.kind != kind)
			plot_line(&plot, ROLE_AXIS, w.names, top, w.names, plot.y);
	}
	plot.y += GAP;
	plot_end(&plot, label(c, v, n));
	return plot.chart;
}

/* Where the i-th of some drawings begins: an equal share, or between two kinds beside it. */
static size_t cut(const struct caps *c, size_t i, size_t parts)
{
	size_t even = c->n * i / parts;

	for (size_t by = 0; by <= NEAR && i > 0 && i < parts; by++) {
		size_t near[] = {even - MIN(by, even), MIN(even + by, c->n - 1)};

		for (size_t k = 0; k < LEN(near); k++)
			if (near[k] > 0 &&
			    c->v[near[k]].of->standard.kind != c->v[near[k] - 1].of->standard.kind)
				return near[k];
	}
	return even;
}

static struct value chart_caps(
    struct arena *a, const char *name, const struct support *const *supports, size_t n)
{
	struct caps c = {.arena = a, .name = name, .v = arena_array(a, struct cap, n + 1)};
	struct drawing *d;
	size_t parts;

	for (size_t i = 0; i < n; i++)
		take(&c, supports[i]);
	if (c.n < ROWS_LEAST || c.n > CAPS_MOST)
		return (struct value){0};
	sort(&c);
	parts = (c.n + ROWS_MOST - 1) / ROWS_MOST;
	d = arena_array(a, struct drawing, parts);
	for (size_t i = 0; i < parts; i++) {
		size_t from = cut(&c, i, parts), to = cut(&c, i + 1, parts);

		d[i].wide = draw(&c, c.v + from, to - from, CHART_WIDE, measure(&c));
		d[i].narrow = draw(&c, c.v + from, to - from, CHART_NARROW, measure(&c));
		d[i].part = chart_part(a, i, parts);
	}
	if (c.left_out)
		d[parts - 1].note =
		    arena_printf(a, "另有%zu项只写比例或以外币计，没有画出。", c.left_out);
	return (struct value){.items = d, .n = parts, .stride = sizeof(*d)};
}

struct value derive_measure_charts(const void *measure, const struct context *x)
{
	const struct measure *m = measure;

	return chart_caps(x->arena, m->name, m->supports, m->supports_n);
}

struct value derive_group_charts(const void *group, const struct context *x)
{
	const struct measure_group *g = group;

	return chart_caps(x->arena, g->measure->name, g->supports, g->supports_n);
}
