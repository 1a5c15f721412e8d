/*
 * Facets: a made-up collection whose rows are drawn by a seed. Each value of each facet must have
 * the rows that a plain reading of the rule gives it, in the order of tables; bands are tried at
 * their edges; the pages of a table join and lead to each other.
 */
#include <stdlib.h>
#include <time.h>

#include "template/facet.h"
#include "unit/random.h"
#include "unit/unit.h"

enum { REGIONS = 4, MEASURES = 3, KINDS = 3, UNITS = 3, POLICIES = 12, EACH = 25 };

struct world {
	struct collection c;
	struct region regions[REGIONS];
	struct measure measures[MEASURES];
	struct recipient_kind kinds[KINDS];
	struct department units[UNITS];
	struct policy policies[POLICIES];
	struct support rows[POLICIES * EACH];
	const struct support *list[POLICIES * EACH];
};

static const int64_t edges[] = {0, 1, 99999, 100000, 499999, 500000, 999999, 1000000, 4999999,
    5000000, 9999999, 10000000, 49999999, 50000000, INT64_C(900000000000)};

/* A province with a city and a district below it, and a province without any. */
static void make_lists(struct world *w)
{
	static const char *const names[] = {"a", "b", "c", "d"};

	for (int i = 0; i < REGIONS; i++)
		w->regions[i] = (struct region){
		    .key = names[i], .name = names[i], .level = (enum region_level)(i % 3)};
	w->regions[1].parent = &w->regions[0];
	w->regions[2].parent = &w->regions[1];
	for (int i = 0; i < MEASURES; i++)
		w->measures[i] = (struct measure){.key = names[i], .name = names[i]};
	for (int i = 0; i < KINDS; i++)
		w->kinds[i] = (struct recipient_kind){.key = names[i], .name = names[i]};
	for (int i = 0; i < UNITS; i++)
		w->units[i] = (struct department){.anchor = names[i], .name = names[i]};
	w->c = (struct collection){.regions = w->regions,
	    .regions_n = REGIONS,
	    .measures = w->measures,
	    .measures_n = MEASURES,
	    .recipient_kinds = w->kinds,
	    .recipient_kinds_n = KINDS,
	    .departments = w->units,
	    .departments_n = UNITS,
	    .supports = w->list};
}

/* No row is of the last measure, and none names the last unit. */
static struct support draw_row(struct arena *a, struct world *w, uint64_t *state)
{
	struct support s = {.measure = &w->measures[below(state, MEASURES - 1)]};
	struct responsible *units = arena_array(a, struct responsible, 3);

	s.standard = (struct standard){.kind = (enum support_kind)below(state, 4),
	    .has_amount = below(state, 4) > 0,
	    .amount = edges[below(state, LEN(edges))],
	    .currency = "CNY",
	    .has_ratio = below(state, 3) == 0,
	    .ratio = 5000 * below(state, 21)};
	if (below(state, 8) == 0)
		strcpy(s.standard.currency, below(state, 2) ? "USD" : "EUR");
	s.recipient_kinds = arena_array(a, const struct recipient_kind *, KINDS);
	for (int i = 0; i < KINDS; i++)
		if (below(state, 2))
			s.recipient_kinds[s.recipient_kinds_n++] = &w->kinds[i];
	for (int i = 0; i < 3; i++)
		units[i].department = below(state, 3) ? &w->units[below(state, UNITS - 1)] : NULL;
	s.departments = units;
	s.departments_n = (size_t)below(state, 4);
	return s;
}

static struct world *world_new(struct arena *a, uint64_t *state)
{
	struct world *w = arena_new_of(a, struct world);

	make_lists(w);
	for (int i = 0; i < POLICIES * EACH; i++) {
		struct policy *p = &w->policies[i / EACH];

		if (i % EACH == 0)
			*p = (struct policy){.region = &w->regions[below(state, REGIONS)],
			    .status = (enum status)below(state, STATUS_UNDETERMINED + 1)};
		w->rows[i] = draw_row(a, w, state);
		w->rows[i].policy = p;
		w->rows[i].id = arena_printf(a, "p%d/s%d", i / EACH, i % EACH);
		w->list[i] = &w->rows[i];
	}
	w->c.supports_n = POLICIES * EACH;
	return w;
}

/* ---------------------------------------------------------------- the rule, read plainly */

/* 10-50 holds from 10 and not 50; 50-up has no end. */
static bool in_band(const char *key, int64_t n, int64_t unit)
{
	int64_t from = atoi(key), to = atoi(strchr(key, '-') + 1);

	return n >= from * unit && (strcmp(strchr(key, '-'), "-up") == 0 || n < to * unit);
}

static bool is_below(const struct region *r, const char *key)
{
	return r && (strcmp(r->key, key) == 0 || is_below(r->parent, key));
}

static bool names_kind(const struct support *s, const char *key)
{
	for (size_t i = 0; i < s->recipient_kinds_n; i++)
		if (strcmp(s->recipient_kinds[i]->key, key) == 0)
			return true;
	return false;
}

static bool names_unit(const struct support *s, const char *key)
{
	for (size_t i = 0; i < s->departments_n; i++)
		if (s->departments[i].department &&
		    strcmp(s->departments[i].department->anchor, key) == 0)
			return true;
	return false;
}

static bool is_status(enum status s, const char *key)
{
	static const char *const keys[] = {
	    "draft", "not-yet", "in-force", "expired", "unstated", "undetermined"};

	return strcmp(keys[s], key) == 0;
}

static bool belongs(const struct support *s, const char *facet, const char *key)
{
	const struct standard *t = &s->standard;
	bool yuan = t->has_amount && strcmp(t->currency, "CNY") == 0;

	if (strcmp(facet, "region") == 0)
		return is_below(s->policy->region, key);
	if (strcmp(facet, "level") == 0)
		return strcmp(level_list.key((int)s->policy->region->level), key) == 0;
	if (strcmp(facet, "measure") == 0)
		return strcmp(s->measure->key, key) == 0;
	if (strcmp(facet, "kind") == 0)
		return strcmp(support_kind_key(t->kind), key) == 0;
	if (strcmp(facet, "recipient") == 0)
		return names_kind(s, key);
	if (strcmp(facet, "status") == 0)
		return is_status(s->policy->status, key);
	if (strcmp(facet, "amount") == 0)
		return yuan && in_band(key, t->amount, 10000);
	if (strcmp(facet, "ratio") == 0)
		return t->has_ratio && in_band(key, t->ratio, 1000);
	return names_unit(s, key);
}

/* Numbers that rise in the order of tables. */
static void rank(const struct support *s, int64_t out[5])
{
	const struct standard *t = &s->standard;
	int money = !t->has_amount                    ? 3
		    : strcmp(t->currency, "CNY") == 0 ? 0
		    : t->currency[0] == 'E'           ? 1
						      : 2;

	out[0] = t->kind;
	out[1] = s->policy->status == STATUS_EXPIRED || s->policy->status == STATUS_DRAFT;
	out[2] = money;
	out[3] = t->has_amount ? -t->amount : 0;
	out[4] = t->has_ratio ? -t->ratio : 1;
}

static bool before(const struct support *x, const struct support *y)
{
	int64_t a[5], b[5];

	rank(x, a);
	rank(y, b);
	for (int i = 0; i < 5; i++)
		if (a[i] != b[i])
			return a[i] < b[i];
	return x < y; /* the rows of the made-up collection lie in its order */
}

/* ------------------------------------------------------------------------------- checks */

static void rows_are_ordered(const struct support *const *rows, size_t n)
{
	size_t wrong = 0;

	for (size_t i = 1; i < n; i++)
		wrong += !before(rows[i - 1], rows[i]);
	CHECK(wrong == 0);
}

static size_t count_of(const struct world *w, const char *facet, const char *key)
{
	size_t n = 0;

	for (size_t i = 0; i < w->c.supports_n; i++)
		n += belongs(&w->rows[i], facet, key);
	return n;
}

static void check_value(const struct world *w, const struct facet *f, const struct facet_value *v)
{
	size_t wrong = 0;

	CHECK(v->rows_n > 0 && v->rows_n == count_of(w, f->key, v->key));
	for (size_t i = 0; i < v->rows_n; i++)
		wrong += !belongs(v->rows[i], f->key, v->key);
	CHECK(wrong == 0);
	rows_are_ordered(v->rows, v->rows_n);
	CHECK(v->facet == f);
	CHECK(v == f->values ? !v->previous : v->previous == v - 1);
	CHECK(v == f->values + f->values_n - 1 ? !v->next : v->next == v + 1);
}

static bool same_rows(const struct facet_value *v, const struct facet_value *w)
{
	return v->rows_n == w->rows_n &&
	       memcmp(v->rows, w->rows, v->rows_n * sizeof(*(v->rows))) == 0;
}

/* Of pages with the same rows one is canonical. */
static void check_canonical(const struct facets *all)
{
	size_t wrong = 0;

	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; j < all->n; j++)
			for (size_t k = 0; k < all->facets[i].values_n; k++)
				for (size_t l = 0; l < all->facets[j].values_n; l++) {
					const struct facet_value *v = &all->facets[i].values[k],
								 *u = &all->facets[j].values[l];

					wrong += same_rows(v, u) !=
						 (strcmp(v->canonical, u->canonical) == 0);
				}
	CHECK(wrong == 0);
}

static void test_drawn(struct arena *a, uint64_t *state)
{
	struct world *w = world_new(a, state);
	const struct facets *all = facets_new(a, &w->c);

	CHECK(all->n == FACETS && all->rows_n == w->c.supports_n);
	rows_are_ordered(all->rows, all->rows_n);
	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; j < all->facets[i].values_n; j++)
			check_value(w, &all->facets[i], &all->facets[i].values[j]);
	CHECK(all->facets[FACET_MEASURE].values_n == MEASURES - 1);
	CHECK(all->facets[FACET_DEPARTMENT].values_n == UNITS - 1);
	CHECK_STR(all->facets[FACET_KIND].values[0].address, "caps/kind/cap/");
	CHECK_STR(all->facets[FACET_KIND].values[0].csv, "data/caps/kind/cap.csv");
	CHECK_STR(all->facets[FACET_MEASURE].values[0].csv, "data/measures/a.csv");
	check_canonical(all);
}

/* What a script filters by is what the pages say. */
static void test_words(struct arena *a)
{
	uint64_t state = 7;
	struct world *w = world_new(a, &state);
	struct context x = {.arena = a, .collection = &w->c};
	struct responsible unit = {"某局", &w->units[1]};
	const struct recipient_kind *kinds[] = {&w->kinds[2], &w->kinds[0]};
	struct policy p = {.region = &w->regions[1], .status = STATUS_NOT_YET};
	struct support s = {.policy = &p,
	    .measure = &w->measures[1],
	    .standard = {.kind = KIND_RATE,
		.has_amount = true,
		.amount = 100000,
		.currency = "CNY",
		.has_ratio = true,
		.ratio = 20000},
	    .recipient_kinds = kinds,
	    .recipient_kinds_n = 2,
	    .departments = &unit,
	    .departments_n = 1};

	CHECK_STR(derive_support_facets(&s, &x).text,
	    "region=b region=a level=city measure=b kind=rate recipient=c recipient=a "
	    "status=not-yet amount=10-50 ratio=20-30 department=b");
	CHECK_STR(derive_support_renminbi(&s, &x).text, "100000");
	strcpy(s.standard.currency, "USD");
	CHECK(derive_support_renminbi(&s, &x).text == NULL);
	CHECK(strstr(derive_support_facets(&s, &x).text, "amount=") == NULL);
}

/* Nothing at all: no facet, one page without rows. */
static void test_nothing(struct arena *a)
{
	struct collection c = {.supports_n = 0};
	const struct facets *all = facets_new(a, &c);
	size_t n;
	const struct table_page *page = table_pages(a, NULL, "caps/", all->rows, 0, &n);

	CHECK(all->n == 0 && all->rows_n == 0);
	CHECK(n == 1 && page->rows_n == 0 && page->total == 0 && !page->several && !page->next);
}

/* Each page leads to the ends and to its neighbours, upwards and once. */
static void check_near(struct arena *a, const struct table_page *p)
{
	const struct context x = {.arena = a};
	struct value near = derive_page_near(p, &x);
	const struct table_page *const *v = near.items;
	unsigned seen = 0;

	CHECK(v[0]->number == 1 && v[near.n - 1]->number == p->count);
	for (size_t i = 0; i < near.n; i++) {
		CHECK(i == 0 || v[i - 1]->number < v[i]->number);
		seen |= (unsigned)(v[i]->number == p->number - 1) | (unsigned)(v[i] == p) << 1 |
			(unsigned)(v[i]->number == p->number + 1) << 2;
	}
	CHECK(seen == ((p->previous ? 1U : 0U) | 2U | (p->next ? 4U : 0U)));
	CHECK(near.n <= 11);
}

static void test_pages(struct arena *a, size_t rows, const struct facet_value *value, size_t most)
{
	static const struct policy policy = {.status = STATUS_IN_FORCE},
				   over = {.status = STATUS_EXPIRED};
	static const struct support sound = {.policy = &policy}, ended = {.policy = &over};
	const struct support **v = arena_array(a, const struct support *, rows);
	size_t n, sum = 0;

	for (size_t i = 0; i < rows; i++)
		v[i] = i % 10 ? &sound : &ended;
	struct table_page *pages = table_pages(a, value, "caps/x/", v, rows, &n);
	CHECK(n == (rows + most - 1) / most);
	for (size_t i = 0; i < n; i++) {
		CHECK(pages[i].rows == v + sum && pages[i].first == (int32_t)sum + 1);
		sum += pages[i].rows_n;
		CHECK(pages[i].rows_n <= most && pages[i].last == (int32_t)sum);
		CHECK(pages[i].several == (n > 1) && pages[i].total == (int32_t)rows);
		CHECK(pages[i].ended == (int32_t)((rows + 9) / 10));
		check_near(a, &pages[i]);
	}
	CHECK(sum == rows);
	CHECK_STR(pages[0].address, "caps/x/");
	CHECK_STR(n > 2 ? pages[1].previous : "caps/x/", "caps/x/");
	CHECK_STR(n > 2 ? pages[1].next : "caps/x/3/", "caps/x/3/");
}

int main(void)
{
	struct arena *a = arena_new();
	uint64_t seed = (uint64_t)time(NULL), state = seed;
	static const struct facet_value value;

	printf("# seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < 20; i++)
		test_drawn(a, &state);
	test_words(a);
	test_nothing(a);
	test_pages(a, 1, NULL, TABLE_ROWS);
	test_pages(a, TABLE_ROWS, NULL, TABLE_ROWS);
	test_pages(a, TABLE_ROWS + 1, NULL, TABLE_ROWS);
	test_pages(a, 3 * VALUE_ROWS + 1, &value, VALUE_ROWS);
	test_pages(a, 450 * VALUE_ROWS, &value, VALUE_ROWS);
	arena_free(a);
	return unit_end();
}
