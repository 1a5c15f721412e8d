/*
 * How many kinds of support each region has, as horizontal bars on one scale: a
 * kind is counted once a region, by the best standing of its supports, and the
 * standings of a region stand end to end. Only what the region's own policies
 * say counts, so that nothing is counted twice. Comes in two forms.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "template/chart.h"
#include "template/reading.h"

enum {
	ROW = 22,
	ROWS_MOST = 16, /* of one drawing */
	REGIONS_LEAST = 2,
	REGIONS_MOST = 96, /* more are for the table */
	GAP = 8,
	TOP = 4,
};

struct count {
	const struct region *region;
	int kinds[STANDINGS]; /* by best standing */
	int all;
	size_t rows;
};

struct counts {
	struct arena *arena;
	struct count *v;
	size_t n;
	int most;
};

/* The best standing of a measure in some policies, or STANDINGS. */
static enum standing best_of(
    const struct measure *m, const struct policy *const *p, size_t n, size_t *rows)
{
	enum standing best = STANDINGS;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < p[i]->supports_n; k++) {
			if (p[i]->supports[k].measure != m)
				continue;
			best = MIN(best, chart_standing(p[i]));
			(*rows)++;
		}
	return best;
}

static struct count count_region(const struct collection *c, const struct region *r)
{
	struct count v = {.region = r};

	for (size_t m = 0; m < c->measures_n; m++) {
		enum standing s = best_of(&c->measures[m], r->policies, r->policies_n, &v.rows);

		if (s == STANDINGS)
			continue;
		v.kinds[s]++;
		v.all++;
	}
	return v;
}

static int compare(const void *a, const void *b)
{
	const struct count *x = a, *y = b;

	if (x->all != y->all)
		return y->all - x->all;
	if (x->rows != y->rows)
		return x->rows > y->rows ? -1 : 1;
	return x->region < y->region ? -1 : 1; /* of one array, by code */
}

/* -------------------------------------------------------------------------- drawing */

static const char *count_words(struct arena *a, const struct count *v)
{
	return arena_printf(a, "%d类，%zu项", v->all, v->rows);
}

static const char *label(const struct counts *c, const struct count *v, size_t n)
{
	struct buf b = {0};

	buf_puts(&b, "各地支持类别的数量。");
	for (size_t i = 0; i < n; i++) {
		buf_printf(&b, "%s%s（", v[i].region->short_name, count_words(c->arena, &v[i]));
		for (int s = 0, said = 0; s < STANDINGS; s++)
			if (v[i].kinds[s])
				buf_printf(&b, "%s%s%d类", said++ ? "、" : "",
				    chart_standing_words((enum standing)s), v[i].kinds[s]);
		buf_puts(&b, i + 1 < n ? "）；" : "）。");
	}
	return buf_keep(&b, c->arena);
}

struct columns {
	int32_t names, words;
};

static struct columns measure(const struct counts *c)
{
	struct columns w = {0, 0};

	for (size_t i = 0; i < c->n; i++) {
		w.names = MAX(w.names, chart_width_of(c->v[i].region->short_name) + GAP);
		w.words = MAX(w.words, chart_width_of(count_words(c->arena, &c->v[i])) + GAP);
	}
	return w;
}

static void put_row(
    struct plot *plot, const struct counts *c, const struct count *v, struct columns w)
{
	int32_t room = plot->chart->width - w.names - w.words, x = w.names;

	plot_words(plot, ROLE_NAME, w.names - GAP, plot->y + 15, SIDE_END, v->region->short_name);
	for (int s = 0, before = 0; s < STANDINGS; s++) {
		int32_t from = room * before / c->most, to;

		before += v->kinds[s];
		to = room * before / c->most;
		if (v->kinds[s])
			plot_bar(plot, (enum standing)s, w.names + from, plot->y + 5, to - from,
			    false, false);
		x = w.names + to;
	}
	plot_words(plot, ROLE_SUM, x + GAP, plot->y + 15, SIDE_START, count_words(plot->arena, v));
	plot->y += ROW;
}

static struct chart *draw(const struct counts *c, const struct count *v, size_t n, int32_t width)
{
	struct plot plot = plot_new(c->arena, width);
	struct columns w = measure(c);

	plot.y = TOP;
	for (size_t i = 0; i < n; i++)
		put_row(&plot, c, &v[i], w);
	plot_line(&plot, ROLE_AXIS, w.names, TOP, w.names, plot.y);
	plot.y += GAP;
	plot_end(&plot, label(c, v, n));
	return plot.chart;
}

static struct counts count_all(struct arena *a, const struct collection *c)
{
	struct counts all = {.arena = a, .v = arena_array(a, struct count, c->regions_n + 1)};

	for (size_t i = 0; i < c->regions_n; i++) {
		struct count one = count_region(c, &c->regions[i]);

		if (one.all == 0)
			continue;
		all.v[all.n++] = one;
		all.most = MAX(all.most, one.all);
	}
	if (all.n)
		qsort(all.v, all.n, sizeof(*all.v), compare);
	return all;
}

struct value derive_site_region_charts(const void *collection, const struct context *x)
{
	struct counts c = count_all(x->arena, collection);
	size_t parts = (c.n + ROWS_MOST - 1) / ROWS_MOST;
	struct drawing *d = arena_array(x->arena, struct drawing, parts + 1);

	if (c.n < REGIONS_LEAST || c.n > REGIONS_MOST)
		return (struct value){0};
	for (size_t i = 0; i < parts; i++) {
		size_t from = c.n * i / parts, to = c.n * (i + 1) / parts;

		d[i].wide = draw(&c, c.v + from, to - from, CHART_WIDE);
		d[i].narrow = draw(&c, c.v + from, to - from, CHART_NARROW);
		d[i].part = chart_part(x->arena, i, parts);
	}
	return (struct value){.items = d, .n = parts, .stride = sizeof(*d)};
}

/* --------------------------------------------------------------------- in the table */

struct value derive_region_kinds(const void *region, const struct context *x)
{
	return (struct value){.number = count_region(x->collection, region).all};
}

struct value derive_region_rows(const void *region, const struct context *x)
{
	return (struct value){.number = (int64_t)count_region(x->collection, region).rows};
}

/* Kinds of which something can be had. */
struct value derive_region_current_kinds(const void *region, const struct context *x)
{
	struct count v = count_region(x->collection, region);

	return (struct value){.number = v.kinds[STANDING_IN_FORCE] + v.kinds[STANDING_OPEN]};
}
