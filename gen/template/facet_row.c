/*
 * What a row of support is filtered by: which values of a facet it has, and what
 * each value is called. In: a row of the collection. Out: places in the list of a
 * facet's values, which stands for the words and the addresses of caps/FACET/VALUE/.
 * A new facet is a case here; facet.c makes its pages of it.
 */
#include <string.h>

#include "template/facet.h"

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

const struct facet facet_heads[FACETS] = {
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

bool facet_daily(const struct facet *f)
{
	return f->key == facet_heads[FACET_STATUS].key;
}

bool facet_has_yuan(const struct standard *t)
{
	return t->has_amount && strcmp(t->currency, "CNY") == 0;
}

/* ------------------------------------------------------------------ values of a row */

static void place_add(struct facet_places *p, size_t i)
{
	for (size_t j = 0; j < p->n; j++)
		if (p->v[j] == i)
			return;
	*(size_t *)VEC_PUSH(p->arena, p->v, p->n, p->cap) = i;
}

static void place_band(struct facet_places *p, const struct band *bands, size_t n, int64_t value)
{
	size_t i = n;

	while (i > 0 && bands[i - 1].from > value)
		i--;
	if (i > 0)
		place_add(p, i - 1);
}

static void place_region(struct facet_places *p, const struct collection *c, const struct region *r)
{
	for (; r; r = r->parent)
		place_add(p, (size_t)(r - c->regions));
}

static void place_recipients(
    struct facet_places *p, const struct collection *c, const struct support *s)
{
	for (size_t i = 0; i < s->recipient_kinds_n; i++)
		place_add(p, (size_t)(s->recipient_kinds[i] - c->recipient_kinds));
}

static void place_departments(
    struct facet_places *p, const struct collection *c, const struct support *s)
{
	for (size_t i = 0; i < s->departments_n; i++)
		if (s->departments[i].department)
			place_add(p, (size_t)(s->departments[i].department - c->departments));
}

void facet_find(
    struct facet_places *p, const struct collection *c, enum facet_kind k, const struct support *s)
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
		place_add(p, (size_t)status_rank(s->policy->status));
		break;
	case FACET_AMOUNT:
		if (facet_has_yuan(t))
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

struct facet_value facet_value_at(
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
		return (struct facet_value){.key = text_hyphened(a, status_key(status_order[i])),
		    .name = status_words(status_order[i])};
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

size_t facet_values(const struct collection *c, enum facet_kind k)
{
	const size_t n[FACETS] = {
	    [FACET_REGION] = c->regions_n,
	    [FACET_LEVEL] = (size_t)level_list.n,
	    [FACET_MEASURE] = c->measures_n,
	    [FACET_KIND] = KIND_RATIO + 1,
	    [FACET_RECIPIENT] = c->recipient_kinds_n,
	    [FACET_STATUS] = STATUSES,
	    [FACET_AMOUNT] = LEN(amount_bands),
	    [FACET_RATIO] = LEN(ratio_bands),
	    [FACET_DEPARTMENT] = c->departments_n,
	};

	return n[k];
}

/* ------------------------------------------------------------- a row, for templates */

/* region=zhejiang region=hangzhou level=city ...: what a script filters a row by. */
struct value derive_support_facets(const void *support, const struct context *x)
{
	const struct support *s = support;
	struct facet_places p = {.arena = x->arena};
	struct buf b = {0};

	for (int k = 0; k < FACETS; k++) {
		facet_find(&p, x->collection, (enum facet_kind)k, s);
		for (size_t i = 0; i < p.n; i++)
			buf_printf(&b, "%s%s=%s", b.len ? " " : "", facet_heads[k].key,
			    facet_value_at(x->arena, x->collection, (enum facet_kind)k, p.v[i])
				.key);
	}
	return (struct value){.text = buf_keep(&b, x->arena)};
}

/* In yuan; absent for other money. */
struct value derive_support_renminbi(const void *support, const struct context *x)
{
	const struct support *s = support;

	if (!facet_has_yuan(&s->standard))
		return (struct value){.text = NULL};
	return (struct value){
	    .text = arena_printf(x->arena, "%lld", (long long)s->standard.amount)};
}
