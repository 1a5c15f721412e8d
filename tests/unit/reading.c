/*
 * Made-up collections: drawings of chains, of citations and of the kinds of
 * support by region stay inside their boxes; policies beside one are others,
 * each once and with a reason, those first that it carries out or that carry it out; the rows of a
 * comparison are all supports of the measure, each in the cell of its region.
 */
#include "unit/random.h"
#include "unit/unit.h"

#include "template/chart.h"
#include "template/reading.h"

enum { REGIONS = 20, POLICIES = 120, MEASURES = 5, SUPPORTS = 300, DOCUMENTS = 14 };

static const char *const names[] = {"北京", "黄埔", "新疆生产建设兵团", "长沙"};
static const char *const titles[] = {"沈阳规划", "盐城“人工智能+”意见",
    "中关村科学城人工智能十五条及其实施细则和补充规定的若干解释"};

struct world {
	struct arena *arena;
	struct collection c;
	struct region regions[REGIONS];
	struct measure measures[MEASURES];
	struct policy policies[POLICIES];
	const struct policy *list[POLICIES];
	struct support supports[SUPPORTS];
	struct document documents[DOCUMENTS];
};

static void push(struct arena *a, const struct policy ***v, size_t *n, const struct policy *p)
{
	if (!*v)
		*v = arena_array(a, const struct policy *, POLICIES);
	if (*n == 0 || (*v)[*n - 1] != p)
		(*v)[(*n)++] = p;
}

static void make_policies(struct world *w, uint64_t *seed)
{
	size_t region = 0;

	for (size_t i = 0; i < POLICIES; i++) {
		struct policy *p = &w->policies[i];

		region = MIN(region + (size_t)(below(seed, 4) == 0), REGIONS - 1);
		*p = (struct policy){.slug = arena_printf(w->arena, "p%zu", i),
		    .title = titles[below(seed, LEN(titles))],
		    .short_title = titles[below(seed, LEN(titles))],
		    .region = &w->regions[region],
		    .status = (enum status)below(seed, STATUS_UNDETERMINED + 1),
		    .start = DATE_NONE,
		    .end = DATE_NONE,
		    .issued = DATE_NONE,
		    .order = i};
		w->list[i] = p;
		push(w->arena, &w->regions[region].policies, &w->regions[region].policies_n, p);
	}
}

/* Each policy has a run of supports, each of a measure. */
static void make_supports(struct world *w, uint64_t *seed)
{
	size_t at = 0;

	for (size_t i = 0; i < POLICIES; i++) {
		size_t n = MIN((size_t)below(seed, 5), SUPPORTS - at);

		w->policies[i].supports = &w->supports[at];
		w->policies[i].supports_n = n;
		for (size_t k = at; k < at + n; k++)
			w->supports[k] = (struct support){.policy = &w->policies[i],
			    .measure = &w->measures[below(seed, MEASURES)],
			    .standard = {.kind = (enum support_kind)below(seed, KIND_RATE + 1),
				.has_amount = true,
				.amount = 1000 * (1 + below(seed, 50)),
				.currency = "CNY",
				.period = below(seed, 3) ? NULL : "每年"}};
		at += n;
	}
	for (size_t m = 0; m < MEASURES; m++) {
		struct measure *of = &w->measures[m];

		of->supports = arena_array(w->arena, const struct support *, SUPPORTS);
		for (size_t i = 0; i < at; i++)
			if (w->supports[i].measure == of) {
				struct policy *p = &w->policies[w->supports[i].policy->order];

				of->supports[of->supports_n++] = &w->supports[i];
				push(w->arena, &of->policies, &of->policies_n, p);
				if (!p->measures)
					p->measures =
					    arena_array(w->arena, const struct measure *, MEASURES);
				if (!p->measures_n || p->measures[p->measures_n - 1] != of)
					p->measures[p->measures_n++] = of;
			}
	}
}

static void make_relations(struct world *w, uint64_t *seed)
{
	for (size_t i = 1; i < POLICIES; i++) {
		struct policy *up = &w->policies[below(seed, (int)i)];

		if (below(seed, 4))
			continue;
		push(w->arena, &w->policies[i].implements, &w->policies[i].implements_n, up);
		push(w->arena, &up->implemented_by, &up->implemented_by_n, &w->policies[i]);
	}
	for (size_t d = 0; d < DOCUMENTS; d++) {
		struct document *of = &w->documents[d];

		*of = (struct document){.title = titles[below(seed, LEN(titles))],
		    .number = below(seed, 2) ? "国发〔2017〕35号" : NULL,
		    .policy = below(seed, 3) ? NULL : &w->policies[below(seed, POLICIES)],
		    .citing = arena_array(w->arena, struct citing, POLICIES)};
		for (size_t i = 0; i < POLICIES; i++)
			if (below(seed, 8) == 0)
				of->citing[of->citing_n++] = (struct citing){&w->policies[i], NULL};
	}
}

static void make(struct world *w, uint64_t seed)
{
	for (size_t i = 0; i < REGIONS; i++)
		w->regions[i] =
		    (struct region){.name = "某地", .short_name = names[i % LEN(names)]};
	for (size_t i = 0; i < MEASURES; i++)
		w->measures[i] = (struct measure){.key = "m", .name = "平台建设"};
	make_policies(w, &seed);
	make_supports(w, &seed);
	make_relations(w, &seed);
	w->c = (struct collection){.regions = w->regions,
	    .regions_n = REGIONS,
	    .measures = w->measures,
	    .measures_n = MEASURES,
	    .policies = w->list,
	    .policies_n = POLICIES,
	    .documents = w->documents,
	    .documents_n = DOCUMENTS};
}

/* ----------------------------------------------------------------------------- checks */

static bool inside(int32_t v, int32_t end)
{
	return v >= 0 && v <= end;
}

static void check_chart(const struct chart *t)
{
	size_t outside = 0;

	for (size_t i = 0; i < t->words_n; i++) {
		const struct chart_words *w = &t->words[i];
		int32_t width = chart_width_of(w->words);
		int32_t left = w->x - (w->side == SIDE_END ? width : 0);

		outside += !inside(left, t->width) || !inside(left + width, t->width) ||
			   !inside(w->y, t->height);
	}
	for (size_t i = 0; i < t->lines_n; i++)
		outside += !inside(t->lines[i].x1, t->width) || !inside(t->lines[i].x2, t->width) ||
			   !inside(t->lines[i].y1, t->height) || !inside(t->lines[i].y2, t->height);
	CHECK(outside == 0);
	CHECK(*t->label);
}

static void check_drawings(struct value v)
{
	const struct drawing *d = v.items;

	CHECK(v.n > 0);
	for (size_t i = 0; i < v.n; i++) {
		check_chart(d[i].wide);
		check_chart(d[i].narrow);
	}
}

static bool carries(const struct policy *p, const struct policy *other)
{
	for (size_t i = 0; i < p->implements_n; i++)
		if (p->implements[i] == other)
			return true;
	for (size_t i = 0; i < p->implemented_by_n; i++)
		if (p->implemented_by[i] == other)
			return true;
	return false;
}

static void check_kin(const struct context *x, const struct policy *p)
{
	struct value v = derive_policy_kin(p, x), again = derive_policy_kin(p, x);
	const struct kin *k = v.items, *second = again.items;
	size_t carried = MIN(p->implements_n + p->implemented_by_n, (size_t)KIN_MOST);

	CHECK(v.n <= KIN_MOST && v.n >= carried && again.n == v.n);
	for (size_t i = 0; i < v.n; i++) {
		CHECK(k[i].policy != p && k[i].reasons_n > 0 && k[i].policy == second[i].policy);
		for (size_t j = 0; j < i; j++)
			CHECK(k[j].policy != k[i].policy);
		CHECK(i >= carried || carries(p, k[i].policy));
	}
}

static void check_compared(const struct measure *m, const struct context *x)
{
	struct value v = derive_measure_compared(m, x);
	const struct compare_row *row = v.items;
	size_t shown = 0;

	for (size_t r = 0; r < v.n; r++) {
		size_t rows = 0;

		shown += row[r].supports_n;
		for (size_t i = 0; i < row[r].supports_n; i++)
			CHECK(row[r].supports[i]->measure == m &&
			      row[r].supports[i]->policy->region == row[r].region);
		for (size_t i = 0; i < row[r].bests_n; i++)
			rows += (size_t)row[r].bests[i].rows;
		CHECK(rows == row[r].supports_n);
		CHECK((row[r].state == COMPARE_GIVEN) == (row[r].supports_n > 0));
		CHECK((row[r].state == COMPARE_UNCOLLECTED) == (row[r].region->policies_n == 0));
	}
	CHECK(shown == m->supports_n);
}

static void test_random(void)
{
	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct arena *a = arena_new();
		struct world *w = arena_new_of(a, struct world);
		struct context x = {a, &w->c};

		printf("# seed %d\n", (int)seed);
		w->arena = a;
		make(w, seed);
		check_drawings(derive_site_region_charts(&w->c, &x));
		check_drawings(derive_site_network(&w->c, &x));
		check_drawings(derive_site_chain_charts(&w->c, &x));
		for (size_t i = 0; i < POLICIES; i += 7)
			check_kin(&x, &w->policies[i]);
		for (size_t m = 0; m < MEASURES; m++)
			check_compared(&w->measures[m], &x);
		arena_free(a);
	}
}

int main(void)
{
	test_random();
	return unit_end();
}
