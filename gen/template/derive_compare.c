/*
 * The same measure in all regions. A region that says nothing of a measure and a
 * region of which nothing was collected are told apart. Within a cell ceilings,
 * fixed sums, sums for each piece and ratios stand apart, the largest first; sums
 * that are paid each year, and those in foreign money, come after the others of
 * their kind, since they do not compare. The best of what compares is the first
 * that can still be had, else the first. Facts are those of the standard: nothing
 * is worked out from the text.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "template/chart.h"
#include "template/reading.h"

/* -------------------------------------------------------------------- one standard */

/* 500万元, 30—50万元; the unit and the period are fields of their own. */
struct value derive_support_amount(const void *support, const struct context *x)
{
	const struct support *s = support;
	char high[48], low[48];

	if (!s->standard.has_amount)
		return (struct value){0};
	amount_words(s->standard.amount, s->standard.currency, high);
	if (!s->standard.has_min)
		return (struct value){.text = arena_dup(x->arena, high)};
	amount_words(s->standard.amount_min, s->standard.currency, low);
	return (struct value){.text = arena_printf(x->arena, "%s—%s", low, high)};
}

struct value derive_support_yuan(const void *support, const struct context *x)
{
	const struct support *s = support;

	if (!s->standard.has_amount)
		return (struct value){0};
	return (struct value){.text = arena_printf(x->arena, "%" PRId64, s->standard.amount)};
}

/* 20%, 不超过20%, 1:1配套 as 100% */
struct value derive_support_ratio(const void *support, const struct context *x)
{
	const struct support *s = support;
	char ratio[24];

	if (!s->standard.has_ratio)
		return (struct value){0};
	ratio_words(s->standard.ratio, ratio);
	return (struct value){.text = arena_printf(x->arena, "%s%s",
				  s->standard.ratio_at_most ? "不超过" : "", ratio)};
}

/* 每证 */
struct value derive_support_per(const void *support, const struct context *x)
{
	const struct support *s = support;

	if (!s->standard.unit)
		return (struct value){0};
	return (struct value){.text = arena_printf(x->arena, "每%s", s->standard.unit)};
}

struct value derive_support_years(const void *support, const struct context *x)
{
	static const char *const words[] = {
	    [SPAN_NONE] = "", [SPAN_RUNNING] = "连续", [SPAN_PARTS] = "分", [SPAN_MOST] = "最长"};
	const struct support *s = support;

	if (!s->standard.years)
		return (struct value){0};
	return (struct value){
	    .text = arena_printf(x->arena, "%s%d年", words[s->standard.span], s->standard.years)};
}

/* 每证20万元，每年; 项目总投资的30% */
struct value derive_support_brief(const void *support, const struct context *x)
{
	const struct support *s = support;
	const struct standard *d = &s->standard;
	const char *sum, *per = derive_support_per(s, x).text;

	if (d->has_amount)
		sum = derive_support_amount(s, x).text;
	else
		sum = arena_printf(x->arena, "%s%s%s", d->basis ? d->basis : "",
		    d->basis ? "的" : "", derive_support_ratio(s, x).text);
	return (struct value){.text = arena_printf(x->arena, "%s%s%s%s", per ? per : "", sum,
				  d->period ? "，" : "", d->period ? d->period : "")};
}

/* --------------------------------------------------------------------------- cells */

static bool is_foreign(const struct support *s)
{
	return s->standard.has_amount && strcmp(s->standard.currency, "CNY") != 0;
}

static int64_t size_of(const struct support *s)
{
	return s->standard.has_amount ? s->standard.amount : s->standard.ratio;
}

static bool is_repeated(const struct support *s)
{
	return s->standard.period && strcmp(s->standard.period, "一次性") != 0;
}

static int compare(const void *a, const void *b)
{
	const struct support *x = *(const struct support *const *)a;
	const struct support *y = *(const struct support *const *)b;

	if (x->standard.kind != y->standard.kind)
		return (int)x->standard.kind - (int)y->standard.kind;
	if (is_foreign(x) != is_foreign(y))
		return is_foreign(x) - is_foreign(y);
	if (is_repeated(x) != is_repeated(y))
		return is_repeated(x) - is_repeated(y);
	if (size_of(x) != size_of(y))
		return size_of(x) > size_of(y) ? -1 : 1;
	if (x->policy != y->policy)
		return x->policy->order < y->policy->order ? -1 : 1;
	return x < y ? -1 : x > y; /* of one array, in order */
}

/* Drafts, and what is over or has not begun, cannot be had. */
static bool is_open(const struct support *s)
{
	enum standing standing = chart_standing(s->policy);

	return standing == STANDING_IN_FORCE || standing == STANDING_OPEN;
}

/* Whether the larger of two is the better one. */
static bool compares(const struct support *x, const struct support *y)
{
	return x->standard.kind == y->standard.kind && is_foreign(x) == is_foreign(y) &&
	       is_repeated(x) == is_repeated(y);
}

static void find_bests(struct arena *a, struct compare_row *row)
{
	row->bests = arena_array(a, struct best, row->supports_n);
	for (size_t i = 0; i < row->supports_n; i++) {
		const struct support *s = row->supports[i];
		struct best *last = row->bests_n ? &row->bests[row->bests_n - 1] : NULL;

		if (!last || !compares(last->support, s))
			row->bests[row->bests_n++] = (struct best){s, 1};
		else if (last->rows++, is_open(s) && !is_open(last->support))
			last->support = s;
	}
}

/* Supports of one measure and one region come in a stretch, as policies are ordered by region. */
static struct compare_row row_of(struct arena *a, const struct measure *m, const struct region *r,
    const struct support *const *v, size_t n)
{
	struct compare_row row = {.measure = m,
	    .region = r,
	    .state = n               ? COMPARE_GIVEN
		     : r->policies_n ? COMPARE_NONE
				     : COMPARE_UNCOLLECTED};

	row.supports = arena_array(a, const struct support *, n + 1);
	row.supports_n = n;
	if (n) {
		memcpy(row.supports, v, sizeof(struct support *) * n);
		qsort(row.supports, n, sizeof(struct support *), compare);
	}
	find_bests(a, &row);
	return row;
}

/* How many of a measure's supports from i on belong to the region of the i-th. */
static size_t stretch_of(const struct measure *m, size_t i)
{
	size_t n = 0;

	while (i + n < m->supports_n &&
	       m->supports[i + n]->policy->region == m->supports[i]->policy->region)
		n++;
	return n;
}

/* The rows of a measure, one a region, in the order of regions. */
static struct compare_row *compare_regions(
    struct arena *a, const struct collection *c, const struct measure *m)
{
	struct compare_row *v = arena_array(a, struct compare_row, c->regions_n + 1);
	size_t i = 0;

	for (size_t r = 0; r < c->regions_n; r++) {
		const struct region *region = &c->regions[r];
		bool has = i < m->supports_n && m->supports[i]->policy->region == region;
		size_t n = has ? stretch_of(m, i) : 0;

		v[r] = row_of(a, m, region, n ? m->supports + i : NULL, n);
		i += n;
	}
	return v;
}

struct value derive_measure_compared(const void *measure, const struct context *x)
{
	const struct collection *c = x->collection;

	return (struct value){.items = compare_regions(x->arena, c, measure),
	    .n = c->regions_n,
	    .stride = sizeof(struct compare_row)};
}

/* The supports of one region by measure: measures_n cells. */
static struct compare_row *compare_measures(
    struct arena *a, const struct collection *c, const struct region *r)
{
	struct compare_row *v = arena_array(a, struct compare_row, c->measures_n + 1);
	const struct support ***of = arena_array(a, const struct support **, c->measures_n + 1);
	size_t *n = arena_array(a, size_t, c->measures_n + 1);
	size_t *cap = arena_array(a, size_t, c->measures_n + 1);

	for (size_t i = 0; i < r->policies_n; i++)
		for (size_t k = 0; k < r->policies[i]->supports_n; k++) {
			const struct support *s = &r->policies[i]->supports[k];
			size_t m = (size_t)(s->measure - c->measures);

			/* NOLINTNEXTLINE(bugprone-sizeof-expression): an array of pointers */
			*(const struct support **)VEC_PUSH(a, of[m], n[m], cap[m]) = s;
		}
	for (size_t m = 0; m < c->measures_n; m++)
		v[m] = row_of(a, &c->measures[m], r, of[m], n[m]);
	return v;
}

static struct compare_line line_of(
    struct arena *a, const struct collection *c, const struct region *r)
{
	return (struct compare_line){
	    r, r->policies_n > 0, compare_measures(a, c, r), c->measures_n};
}

struct value derive_site_compared(const void *collection, const struct context *x)
{
	const struct collection *c = collection;
	struct compare_line *v = arena_array(x->arena, struct compare_line, c->regions_n + 1);

	for (size_t r = 0; r < c->regions_n; r++)
		v[r] = line_of(x->arena, c, &c->regions[r]);
	return (struct value){.items = v, .n = c->regions_n, .stride = sizeof(*v)};
}

struct value derive_part_compared(const void *part, const struct context *x)
{
	const struct list_part *p = part;
	struct compare_line *v = arena_array(x->arena, struct compare_line, p->entries_n + 1);

	if (p->kind != ENTRY_REGION)
		return (struct value){0};
	for (size_t i = 0; i < p->entries_n; i++)
		v[i] = line_of(x->arena, x->collection, p->entries[i]);
	return (struct value){.items = v, .n = p->entries_n, .stride = sizeof(*v)};
}
