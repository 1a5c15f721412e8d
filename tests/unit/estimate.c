/* Answers, amounts and totals over made-up rows; queries and their faults. */
#include <stdlib.h>

#include "estimate/estimate.h"
#include "unit/unit.h"

enum { ROWS = 8 };

static const struct place here = {"cell", 1, 1};

/* One policy of a city below a province, two measures, a firm, a thing, two bases. */
struct world {
	struct collection c;
	struct region regions[2];
	struct measure measures[2];
	struct recipient_kind kinds[2];
	struct basis bases[2];
	struct policy policy;
	const struct policy *policies[1];
	struct support rows[ROWS];
	const struct support *list[ROWS];
	const struct recipient_kind *firm[1];
	struct arena *arena;
	size_t n;
};

static struct world *world_new(struct arena *a)
{
	struct world *w = arena_new_of(a, struct world);

	w->arena = a;
	w->regions[0] = (struct region){.key = "zhejiang", .name = "浙江省"};
	w->regions[1] =
	    (struct region){.key = "hangzhou", .name = "杭州市", .parent = &w->regions[0]};
	w->measures[0] = (struct measure){.key = "rd", .name = "研发补助"};
	w->measures[1] = (struct measure){.key = "talent", .name = "人才"};
	w->kinds[0] = (struct recipient_kind){.key = "firm", .name = "企业"};
	w->kinds[1] = (struct recipient_kind){.key = "thing", .name = "项目", .open = true};
	w->bases[0] = (struct basis){.key = "spending", .name = "投入"};
	w->bases[1] = (struct basis){.key = "loan", .name = "贷款"};
	w->firm[0] = &w->kinds[0];
	w->policy = (struct policy){.slug = "p",
	    .region = &w->regions[0],
	    .status = STATUS_IN_FORCE,
	    .status_reason = "有效",
	    .supports = w->rows};
	w->policies[0] = &w->policy;
	w->regions[0].policies = w->policies;
	w->regions[0].policies_n = 1;
	w->c = (struct collection){.regions = w->regions,
	    .regions_n = 2,
	    .measures = w->measures,
	    .measures_n = 2,
	    .recipient_kinds = w->kinds,
	    .recipient_kinds_n = 2,
	    .bases = w->bases,
	    .bases_n = 2,
	    .supports = w->list};
	return w;
}

/* A row for firms, of the first measure. */
static struct support *add(struct world *w, const char *text)
{
	struct support *s = &w->rows[w->n];

	*s = (struct support){.policy = &w->policy,
	    .clause = {"一", "a1"},
	    .item = "事项",
	    .text = text,
	    .recipient = "企业",
	    .recipient_kinds = w->firm,
	    .recipient_kinds_n = 1,
	    .measure = &w->measures[0]};
	s->id = arena_printf(w->arena, "p/a1-s%zu", w->n + 1);
	s->anchor = s->id + 2;
	CHECK(standard_parse(w->arena, text, here, &s->standard));
	s->basis = s->standard.basis ? &w->bases[0] : NULL;
	s->counted = s->standard.kind == KIND_RATE;
	w->list[w->n++] = s;
	w->policy.supports_n = w->c.supports_n = w->n;
	return s;
}

static struct estimate *ask(const struct world *w, const char *query)
{
	struct estimate_query q;
	struct estimate_fault fault;
	bool good = estimate_parse(w->arena, &w->c, query, &q, &fault);

	CHECK(good);
	return good ? estimate_make(w->arena, &w->c, &q) : NULL;
}

#define ASKED "region=hangzhou&for=firm&measure=rd"

static void check_amount(
    struct arena *a, const char *text, const char *more, int64_t low, int64_t high)
{
	struct world *w = world_new(a);
	const struct estimate *e;

	add(w, text);
	e = ask(w, arena_printf(a, ASKED "%s", more));
	CHECK(e->rows_n == 1 && e->rows[0].has_amount);
	CHECK(e->rows[0].low == low && e->rows[0].high == high);
	if (e->rows[0].low != low || e->rows[0].high != high)
		printf("    %s %s: %lld to %lld\n", text, more, (long long)e->rows[0].low,
		    (long long)e->rows[0].high);
}

static void amounts_follow_their_rule(struct arena *a)
{
	check_amount(a, "投入×20%，最高500万元", "&spend=12000000", 2400000, 2400000);
	check_amount(a, "投入×20%，最高500万元", "&spend=1000000000000", 5000000, 5000000);
	check_amount(a, "投入×20%，最高500万元", "", 0, 5000000);
	check_amount(a, "投入×20%，最高500万元", "&spend=0", 0, 0);
	check_amount(a, "投入×20%，最高500万元", "&spend=9&basis=loan", 0, 5000000);
	check_amount(a, "投入×不超过20%，最低1万元，最高5万元", "&spend=100000", 10000, 20000);
	check_amount(a, "投入×2‰", "&spend=1499", 2, 2);
	check_amount(a, "投入×33.333%", "&spend=1000000000000", 333330000000, 333330000000);
	check_amount(a, "每证20万元", "&count=3", 600000, 600000);
	check_amount(a, "每证20万元", "", 200000, 200000);
	check_amount(a, "每证3—5万元", "&count=2", 60000, 100000);
	check_amount(a, "30—50万元", "", 300000, 500000);
	check_amount(a, "最高8万元", "", 0, 80000);
	check_amount(a, "定额8万元", "&spend=5", 80000, 80000);
}

static void reasons_decide_the_answer(struct arena *a)
{
	struct world *w = world_new(a);
	struct support *s = add(w, "定额8万元");
	const struct estimate *e = ask(w, ASKED);

	CHECK(e->rows[0].answer == ANSWER_FITS && e->sure.high == 80000);
	CHECK(ask(w, "region=hangzhou")->rows[0].reasons == 1u << REASON_RECIPIENT_UNASKED);
	CHECK(ask(w, "region=hangzhou&for=thing")->rows[0].answer == ANSWER_NOT);
	CHECK(ask(w, "region=zhejiang&for=firm&measure=talent")->rows[0].answer == ANSWER_NOT);
	s->conditions = "经认定";
	CHECK(ask(w, ASKED)->rows[0].reasons == 1u << REASON_CONDITIONS);
	CHECK(ask(w, ASKED "&met=p/a1-s1")->rows[0].answer == ANSWER_FITS);
	w->firm[0] = &w->kinds[1];
	CHECK(ask(w, ASKED)->rows[0].reasons ==
	      (1u << REASON_RECIPIENT_OPEN | 1u << REASON_CONDITIONS));
	w->policy.status = STATUS_UNSTATED;
	CHECK(ask(w, ASKED "&met=p/a1-s1")->rows[0].reasons == 1u << REASON_UNSTATED);
	w->policy.status = STATUS_EXPIRED;
	CHECK(ask(w, ASKED)->rows[0].reasons == 1u << REASON_EXPIRED);
	CHECK(!ask(w, ASKED)->rows[0].has_amount);
	e = ask(w, ASKED "&expired=1");
	CHECK(e->rows[0].answer == ANSWER_NOT && e->rows[0].left == LEFT_NOT);
	CHECK(e->rows[0].worked && e->rows[0].has_amount);
	CHECK_STR(estimate_rule(a, e, &e->rows[0]), "失效前：定额8万元");
	CHECK(e->possible.high == 0 && e->possible.rows == 0);
	e = ask(w, "region=hangzhou&for=firm&measure=talent&expired=1");
	CHECK(e->rows[0].ended == false && !e->rows[0].worked && !e->rows[0].has_amount);
	CHECK(e->rows[0].reasons == (1u << REASON_EXPIRED | 1u << REASON_MEASURE_OTHER));
}

/* What cannot be applied for does not fit; what nobody knows, or is to come, is to be checked. */
static void a_status_decides(struct arena *a)
{
	static const struct {
		enum status status;
		enum answer answer;
		enum left left;
	} cases[] = {
	    {STATUS_IN_FORCE, ANSWER_FITS, LEFT_NONE},
	    {STATUS_EXPIRED, ANSWER_NOT, LEFT_NOT},
	    {STATUS_DRAFT, ANSWER_CHECK, LEFT_DRAFT},
	    {STATUS_NOT_YET, ANSWER_CHECK, LEFT_NOT_YET},
	    {STATUS_UNSTATED, ANSWER_CHECK, LEFT_NONE},
	    {STATUS_UNDETERMINED, ANSWER_CHECK, LEFT_NONE},
	};
	struct world *w = world_new(a);

	add(w, "定额8万元");
	for (size_t i = 0; i < 2 * LEN(cases); i++) {
		const char *query = i % 2 ? ASKED "&expired=1" : ASKED;
		const struct estimate_row *r;

		w->policy.status = cases[i / 2].status;
		r = &ask(w, query)->rows[0];
		CHECK(r->answer == cases[i / 2].answer && r->left == cases[i / 2].left);
		CHECK(r->ended == (w->policy.status == STATUS_EXPIRED));
		CHECK(r->worked == (r->answer != ANSWER_NOT || i % 2));
	}
}

/* Of a bound only a sum of its kind decides, and no word of the asker changes what is certain. */
static void a_bound_is_held(struct arena *a)
{
	struct world *w = world_new(a);
	struct support *s = add(w, "定额8万元");

	s->limit = (struct limit){
	    .text = "投入500万元以上", .basis = &w->bases[0], .least = 5000000, .most = 9000000};
	CHECK(ask(w, ASKED)->rows[0].answer == ANSWER_FITS);
	CHECK(ask(w, ASKED "&spend=5000000")->rows[0].answer == ANSWER_FITS);
	CHECK(ask(w, ASKED "&spend=9000000")->rows[0].answer == ANSWER_FITS);
	CHECK(ask(w, ASKED "&spend=9000001")->rows[0].answer == ANSWER_NOT);
	CHECK(ask(w, ASKED "&spend=1&basis=loan")->rows[0].answer == ANSWER_FITS);
	CHECK(ask(w, ASKED "&spend=4999999")->rows[0].reasons == 1u << REASON_LIMIT_OUT);
	CHECK(ask(w, ASKED "&spend=0&met=p/a1-s1")->rows[0].answer == ANSWER_NOT);
	CHECK_STR(reason_words(a, REASON_LIMIT_OUT, s), "所填数额不符合“投入500万元以上”");
	s->limit.partly = true;
	CHECK(ask(w, ASKED "&spend=4999999")->rows[0].reasons == 1u << REASON_LIMIT_OPEN);
	CHECK(ask(w, ASKED "&spend=0&met=p/a1-s1")->rows[0].answer == ANSWER_FITS);
	s->limit = (struct limit){.text = "投入0元以上", .basis = &w->bases[0]};
	CHECK(ask(w, ASKED "&spend=0")->rows[0].answer == ANSWER_FITS);
}

static void ceilings_lie_over_rows(struct arena *a)
{
	struct world *w = world_new(a);
	struct support *over;
	const struct estimate *e;

	add(w, "每名1000元");
	over = add(w, "对上行：每校最高5万元，每年");
	over->of = arena_array(a, const struct support *, 1);
	over->of[0] = &w->rows[0];
	over->of_n = 1;
	e = ask(w, ASKED "&count=80");
	CHECK(e->rows_n == 1 && e->rows[0].high == 50000 && e->rows[0].ceiling == over);
	CHECK_STR(
	    estimate_rule(a, e, &e->rows[0]), "每名1000元 × 80 = 8万元，事项最高5万元 → 5万元");
	over->partial = true;
	e = ask(w, ASKED "&count=80");
	CHECK(e->rows[0].high == 80000 && e->rows[0].reasons == 1u << REASON_PART_CEILING);
}

static void totals_add_what_may_be_added(struct arena *a)
{
	struct world *w = world_new(a);
	const struct estimate *e;

	add(w, "投入×20%，最高500万元");
	add(w, "定额8万元");
	add(w, "每人2000元，每月")->measure = &w->measures[1];
	add(w, "定额3万元")->measure = &w->measures[1];
	add(w, "最高9万美元")->measure = &w->measures[1];
	CHECK(!ask(w, "region=hangzhou&for=firm")->has_sums);
	e = ask(w, "region=hangzhou&for=firm&measure=rd,talent&spend=1000000");
	CHECK(e->possible.high == 230000 && e->possible.rows == 2);
	CHECK(e->rows[1].left == LEFT_GROUP && e->rows[2].left == LEFT_PERIOD);
	CHECK(e->rows[4].left == LEFT_CURRENCY);
	w->rows[3] = w->rows[0];
	w->rows[3].measure = &w->measures[1];
	e = ask(w, "region=hangzhou&for=firm&measure=rd,talent&spend=1000000");
	CHECK(e->possible.high == 200000 && e->possible.rows == 1);
}

/* Rows that are had together count as one, and only where they are more than another row. */
static void what_is_had_together_is_added(struct arena *a)
{
	struct world *w = world_new(a);
	const struct support *pair[] = {&w->rows[0], &w->rows[2]};
	struct together list = {pair, LEN(pair)};
	const struct estimate *e;

	add(w, "定额5万元");
	add(w, "定额7万元");
	add(w, "定额3万元");
	w->policy.together = &list;
	w->policy.together_n = 1;
	e = ask(w, ASKED);
	CHECK(e->possible.high == 80000 && e->possible.rows == 2 && e->sure.high == 80000);
	CHECK(e->rows[0].left == LEFT_NONE && e->rows[2].left == LEFT_NONE);
	CHECK(e->rows[1].left == LEFT_GROUP);
	w->rows[2].conditions = "经认定";
	e = ask(w, ASKED);
	CHECK(e->sure.high == 70000 && e->possible.high == 80000);
	w->rows[1].standard.amount = 80000;
	e = ask(w, ASKED);
	CHECK(e->possible.high == 80000 && e->possible.rows == 2);
	w->rows[1].standard.amount = 80001;
	CHECK(ask(w, ASKED)->possible.rows == 1);
	w->rows[2].measure = &w->measures[1];
	CHECK(ask(w, ASKED ",talent")->possible.high == 110001);
}

/* A district's applicant has what its city and province give too; a city's not what its districts
 * do. */
static void levels_are_walked_up(struct arena *a)
{
	struct world *w = world_new(a);
	struct region district = {.key = "xihu", .name = "西湖区", .parent = &w->regions[1]};
	struct estimate_query q;
	struct estimate_fault fault;

	add(w, "定额8万元");
	CHECK(estimate_parse(a, &w->c, ASKED, &q, &fault));
	q.region = &district;
	CHECK(estimate_make(a, &w->c, &q)->rows_n == 1);
	w->regions[0].policies_n = 0;
	w->regions[1].policies = w->policies;
	w->regions[1].policies_n = 1;
	CHECK(estimate_make(a, &w->c, &q)->rows_n == 1);
	CHECK(ask(w, "region=zhejiang")->rows_n == 0);
}

static void wrong_queries_are_refused(struct arena *a)
{
	static const char *const wrong[] = {"", "region", "region=", "region=x", "region=hangzhou&",
	    "region=hangzhou&spend=-1", "region=hangzhou&spend=1.5",
	    "region=hangzhou&spend=99999999999999999999", "region=hangzhou&count=0",
	    "region=hangzhou&expired=yes", "region=hangzhou&for=firm,", "region=hangzhou&met=p/x",
	    "region=hangzhou&region=hangzhou", "region=hangzhou&place=x"};
	struct world *w = world_new(a);
	struct estimate_query q;
	struct estimate_fault fault;

	for (size_t i = 0; i < LEN(wrong); i++) {
		fault.text = NULL;
		CHECK(!estimate_parse(a, &w->c, wrong[i], &q, &fault) && fault.text);
	}
	CHECK(!estimate_parse(a, &w->c, "region=hangzou", &q, &fault));
	CHECK_STR(fault.near, "hangzhou");
}

int main(void)
{
	struct arena *a = arena_new();

	amounts_follow_their_rule(a);
	reasons_decide_the_answer(a);
	a_status_decides(a);
	a_bound_is_held(a);
	ceilings_lie_over_rows(a);
	totals_add_what_may_be_added(a);
	what_is_had_together_is_added(a);
	levels_are_walked_up(a);
	wrong_queries_are_refused(a);
	arena_free(a);
	return unit_end();
}
