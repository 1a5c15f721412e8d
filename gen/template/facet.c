/*
 * The supports of a collection, divided by everything that readers filter them
 * by. In: the collection. Out: for each facet its values with their rows in the
 * order of tables, and for each row the words by which a script filters it. All
 * rows are sorted once; each is then put to the values that it has, so that the
 * cost grows with rows and not with values.
 */
#include <stdlib.h>
#include <string.h>

#include "template/parts.h"

/* The values of a facet that one row has, by their place in the list of all. */
struct places {
	struct arena *arena;
	size_t *v;
	size_t n, cap;
};

struct band {
	const char *key, *name;
	int64_t from; /* up to that of the next one, which is not in it */
};

/* In yuan. The keys are in 万元, as readers type them. */
static const struct band amount_bands[] = {
    {"0-10", "不到10万元", 0},
    {"10-50", "10万—50万元", 100000},
    {"50-100", "50万—100万元", 500000},
    {"100-500", "100万—500万元", 1000000},
    {"500-1000", "500万—1000万元", 5000000},
    {"1000-5000", "1000万—5000万元", 10000000},
    {"5000-up", "5000万元以上", 50000000},
};

/* In thousandths of a percent. */
static const struct band ratio_bands[] = {
    {"0-10", "不到10%", 0},
    {"10-20", "10%—20%", 10000},
    {"20-30", "20%—30%", 20000},
    {"30-50", "30%—50%", 30000},
    {"50-up", "50%以上", 50000},
};

/* What a reader can use comes first. */
static const enum status statuses[] = {STATUS_IN_FORCE, STATUS_NOT_YET, STATUS_UNSTATED,
    STATUS_UNDETERMINED, STATUS_DRAFT, STATUS_EXPIRED};

static const struct facet heads[FACETS] = {
    [FACET_REGION] = {"region", "地区", "包括下级地区", NULL, 0},
    [FACET_LEVEL] = {"level", "层级", NULL, NULL, 0},
    [FACET_MEASURE] = {"measure", "支持类别", NULL, NULL, 0},
    [FACET_KIND] = {"kind", "金额性质", NULL, NULL, 0},
    [FACET_RECIPIENT] = {"recipient", "对象", NULL, NULL, 0},
    [FACET_STATUS] = {"status", "状态", NULL, NULL, 0},
    [FACET_AMOUNT] = {"amount", "金额", "含下限、不含上限，有区间的按上端，不含外币", NULL, 0},
    [FACET_RATIO] = {"ratio", "比例", "含下限、不含上限", NULL, 0},
    [FACET_DEPARTMENT] = {"department", "责任单位", NULL, NULL, 0},
};

static bool has_yuan(const struct standard *t)
{
	return t->has_amount && strcmp(t->currency, "CNY") == 0;
}

bool facet_ended(enum status s)
{
	return s == STATUS_EXPIRED || s == STATUS_DRAFT;
}

bool facet_daily(const struct facet *f)
{
	return f->key == heads[FACET_STATUS].key;
}

/* ------------------------------------------------------------------ values of a row */

static void place_add(struct places *p, size_t i)
{
	for (size_t j = 0; j < p->n; j++)
		if (p->v[j] == i)
			return;
	*(size_t *)VEC_PUSH(p->arena, p->v, p->n, p->cap) = i;
}

static void place_band(struct places *p, const struct band *bands, size_t n, int64_t value)
{
	size_t i = n;

	while (i > 0 && bands[i - 1].from > value)
		i--;
	if (i > 0)
		place_add(p, i - 1);
}

static void place_region(struct places *p, const struct collection *c, const struct region *r)
{
	for (; r; r = r->parent)
		place_add(p, (size_t)(r - c->regions));
}

static void place_status(struct places *p, enum status s)
{
	for (size_t i = 0; i < LEN(statuses); i++)
		if (statuses[i] == s)
			place_add(p, i);
}

static void place_recipients(struct places *p, const struct collection *c, const struct support *s)
{
	for (size_t i = 0; i < s->recipient_kinds_n; i++)
		place_add(p, (size_t)(s->recipient_kinds[i] - c->recipient_kinds));
}

static void place_departments(struct places *p, const struct collection *c, const struct support *s)
{
	for (size_t i = 0; i < s->departments_n; i++)
		if (s->departments[i].department)
			place_add(p, (size_t)(s->departments[i].department - c->departments));
}

static void find_places(
    struct places *p, const struct collection *c, enum facet_kind k, const struct support *s)
{
	const struct standard *t = &s->standard;

	p->n = 0;
	switch (k) {
	case FACET_REGION:
		place_region(p, c, s->policy->region);
		break;
	case FACET_LEVEL:
		place_add(p, (size_t)s->policy->region->level);
		break;
	case FACET_MEASURE:
		place_add(p, (size_t)(s->measure - c->measures));
		break;
	case FACET_KIND:
		place_add(p, (size_t)t->kind);
		break;
	case FACET_RECIPIENT:
		place_recipients(p, c, s);
		break;
	case FACET_STATUS:
		place_status(p, s->policy->status);
		break;
	case FACET_AMOUNT:
		if (has_yuan(t))
			place_band(p, amount_bands, LEN(amount_bands), t->amount);
		break;
	case FACET_RATIO:
		if (t->has_ratio)
			place_band(p, ratio_bands, LEN(ratio_bands), t->ratio);
		break;
	case FACET_DEPARTMENT:
		place_departments(p, c, s);
		break;
	case FACETS:
		break;
	}
}

/* ------------------------------------------------------------------------- all values */

static struct facet_value region_value(const struct region *r)
{
	struct facet_value v = {.key = r->key, .name = r->name};

	for (const struct region *up = r->parent; up; up = up->parent)
		v.depth++;
	return v;
}

static struct facet_value value_at(
    struct arena *a, const struct collection *c, enum facet_kind k, size_t i)
{
	switch (k) {
	case FACET_REGION:
		return region_value(&c->regions[i]);
	case FACET_LEVEL:
		return (struct facet_value){
		    .key = level_list.key((int)i), .name = level_list.say((int)i)};
	case FACET_MEASURE:
		return (struct facet_value){.key = c->measures[i].key, .name = c->measures[i].name};
	case FACET_KIND:
		return (struct facet_value){.key = support_kind_key((enum support_kind)i),
		    .name = support_kind_words((enum support_kind)i)};
	case FACET_RECIPIENT:
		return (struct facet_value){
		    .key = c->recipient_kinds[i].key, .name = c->recipient_kinds[i].name};
	case FACET_STATUS:
		return (struct facet_value){.key = text_hyphened(a, status_key(statuses[i])),
		    .name = status_words(statuses[i])};
	case FACET_AMOUNT:
		return (struct facet_value){
		    .key = amount_bands[i].key, .name = amount_bands[i].name};
	case FACET_RATIO:
		return (struct facet_value){.key = ratio_bands[i].key, .name = ratio_bands[i].name};
	case FACET_DEPARTMENT:
	case FACETS:
		break;
	}
	return (struct facet_value){
	    .key = c->departments[i].anchor, .name = c->departments[i].name};
}

static size_t values_of(const struct collection *c, enum facet_kind k)
{
	const size_t n[FACETS] = {
	    [FACET_REGION] = c->regions_n,
	    [FACET_LEVEL] = (size_t)level_list.n,
	    [FACET_MEASURE] = c->measures_n,
	    [FACET_KIND] = KIND_RATIO + 1,
	    [FACET_RECIPIENT] = c->recipient_kinds_n,
	    [FACET_STATUS] = LEN(statuses),
	    [FACET_AMOUNT] = LEN(amount_bands),
	    [FACET_RATIO] = LEN(ratio_bands),
	    [FACET_DEPARTMENT] = c->departments_n,
	};

	return n[k];
}

/* ----------------------------------------------------------------- the order of tables */

struct sorted {
	const struct support *row;
	size_t at; /* in the collection */
};

static int compare_sums(const struct standard *a, const struct standard *b)
{
	int currency;

	if (a->has_amount != b->has_amount)
		return a->has_amount ? -1 : 1;
	if (a->has_amount && has_yuan(a) != has_yuan(b))
		return has_yuan(a) ? -1 : 1;
	currency = a->has_amount ? strcmp(a->currency, b->currency) : 0;
	if (currency)
		return currency;
	if (a->has_amount && a->amount != b->amount)
		return a->amount > b->amount ? -1 : 1;
	if (a->has_ratio != b->has_ratio)
		return a->has_ratio ? -1 : 1;
	if (a->has_ratio && a->ratio != b->ratio)
		return a->ratio > b->ratio ? -1 : 1;
	return 0;
}

static int compare_rows(const void *x, const void *y)
{
	const struct sorted *a = x, *b = y;
	bool a_ended = facet_ended(a->row->policy->status),
	     b_ended = facet_ended(b->row->policy->status);
	int sums;

	if (a->row->standard.kind != b->row->standard.kind)
		return a->row->standard.kind < b->row->standard.kind ? -1 : 1;
	if (a_ended != b_ended)
		return a_ended ? 1 : -1;
	sums = compare_sums(&a->row->standard, &b->row->standard);
	if (sums)
		return sums;
	return a->at < b->at ? -1 : 1;
}

static const struct support **sort_rows(struct arena *a, const struct collection *c)
{
	const struct support **rows = arena_array(a, const struct support *, c->supports_n + 1);
	struct sorted *v = arena_array(a, struct sorted, c->supports_n + 1);

	for (size_t i = 0; i < c->supports_n; i++)
		v[i] = (struct sorted){c->supports[i], i};
	qsort(v, c->supports_n, sizeof(*v), compare_rows);
	for (size_t i = 0; i < c->supports_n; i++)
		rows[i] = v[i].row;
	return rows;
}

/* -------------------------------------------------------------------------- the facets */

static void fill_rows(struct arena *a, const struct collection *c, const struct facets *all,
    enum facet_kind k, struct facet_value *values)
{
	size_t *caps = arena_array(a, size_t, values_of(c, k) + 1);
	struct places p = {.arena = a};

	for (size_t i = 0; i < all->rows_n; i++) {
		find_places(&p, c, k, all->rows[i]);
		for (size_t j = 0; j < p.n; j++) {
			struct facet_value *v = &values[p.v[j]];

			*(const struct support **)VEC_PUSH(a, v->rows, v->rows_n, caps[p.v[j]]) =
			    all->rows[i];
		}
	}
}

/* Regions and measures have pages and files of their own: regions/; NULL. */
static const char *own_folder(const struct facet *f)
{
	if (f->key == heads[FACET_REGION].key)
		return "regions";
	return f->key == heads[FACET_MEASURE].key ? "measures" : NULL;
}

/* Leaves out what has no rows, and joins the neighbours. */
static void join_values(struct arena *a, struct facet *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (f->values[i].rows_n)
			f->values[f->values_n++] = f->values[i];
	for (size_t i = 0; i < f->values_n; i++) {
		struct facet_value *v = &f->values[i];

		v->facet = f;
		v->address = arena_printf(a, "caps/%s/%s/", f->key, v->key);
		v->csv = own_folder(f) ? arena_printf(a, "data/%s/%s.csv", own_folder(f), v->key)
				       : arena_printf(a, "data/caps/%s/%s.csv", f->key, v->key);
		v->previous = i ? v - 1 : NULL;
		v->next = i + 1 < f->values_n ? v + 1 : NULL;
	}
}

static void make_facet(
    struct arena *a, const struct collection *c, struct facets *all, enum facet_kind k)
{
	size_t n = values_of(c, k);
	struct facet *f = &all->facets[all->n];

	*f = heads[k];
	f->values = arena_array(a, struct facet_value, n + 1);
	for (size_t i = 0; i < n; i++)
		f->values[i] = value_at(a, c, k, i);
	fill_rows(a, c, all, k, f->values);
	join_values(a, f, n);
	all->n += f->values_n > 0;
}

/* What the rows of a page are, as a key of a map. */
static const char *rows_key(struct arena *a, const struct facet_value *v)
{
	char hex[SHA256_HEX];
	struct buf b = {0};

	for (size_t i = 0; i < v->rows_n; i++)
		buf_printf(&b, "%s\n", v->rows[i]->id);
	file_sha256(b.s, b.len, hex);
	buf_free(&b);
	return arena_dup(a, hex);
}

static void find_canonical(struct arena *a, struct facets *all)
{
	struct map *seen = map_new(a);

	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; j < all->facets[i].values_n; j++) {
			struct facet_value *v = &all->facets[i].values[j];
			const char *key = rows_key(a, v);

			v->canonical = map_find(seen, key);
			if (v->canonical)
				continue;
			v->canonical = own_folder(v->facet)
					   ? arena_printf(a, "%s/%s/", own_folder(v->facet), v->key)
					   : v->address;
			map_put(seen, key, v->canonical);
		}
}

struct facets *facets_new(struct arena *a, const struct collection *c)
{
	struct facets *all = arena_new_of(a, struct facets);

	all->rows = sort_rows(a, c);
	all->rows_n = c->supports_n;
	for (int k = 0; k < FACETS; k++)
		make_facet(a, c, all, (enum facet_kind)k);
	find_canonical(a, all);
	return all;
}

/* ------------------------------------------------------------- a row, for templates */

/* region=zhejiang region=hangzhou level=city ...: what a script filters a row by. */
struct value derive_support_facets(const void *support, const struct context *x)
{
	const struct support *s = support;
	struct places p = {.arena = x->arena};
	struct buf b = {0};

	for (int k = 0; k < FACETS; k++) {
		find_places(&p, x->collection, (enum facet_kind)k, s);
		for (size_t i = 0; i < p.n; i++)
			buf_printf(&b, "%s%s=%s", b.len ? " " : "", heads[k].key,
			    value_at(x->arena, x->collection, (enum facet_kind)k, p.v[i]).key);
	}
	return (struct value){.text = buf_keep(&b, x->arena)};
}

/* In yuan; absent for other money. */
struct value derive_support_renminbi(const void *support, const struct context *x)
{
	const struct support *s = support;

	if (!has_yuan(&s->standard))
		return (struct value){.text = NULL};
	return (struct value){
	    .text = arena_printf(x->arena, "%lld", (long long)s->standard.amount)};
}
