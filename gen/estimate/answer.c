/*
 * One row against a query: its answer with the reasons, and its amount. What
 * rows have to do with each other, but for a ceiling over a row, is total.c's.
 */
#include "estimate/estimate_parts.h"

#include <string.h>

/* Wide enough for every sum of a digest, and exact in a script's numbers. */
#define AMOUNT_MOST INT64_C(9000000000000000)

#define BIT(reason) (1u << (reason))

static const uint32_t certain = BIT(REASONS_CERTAIN) - 1, meetable = ~(BIT(REASONS_MEETABLE) - 1);

/* ---------------------------------------------------------------- reasons */

static bool asks_measure(const struct estimate_query *q, const struct measure *m)
{
	for (size_t i = 0; i < q->measures_n; i++)
		if (q->measures[i] == m)
			return true;
	return q->measures_n == 0;
}

static bool asks_recipient(const struct estimate_query *q, const struct recipient_kind *k)
{
	for (size_t i = 0; i < q->recipients_n; i++)
		if (q->recipients[i] == k)
			return true;
	return false;
}

static uint32_t weigh_recipient(const struct estimate_query *q, const struct support *s)
{
	bool named = false, open = false;

	for (size_t i = 0; i < s->recipient_kinds_n; i++) {
		named |= asks_recipient(q, s->recipient_kinds[i]);
		open |= s->recipient_kinds[i]->open;
	}
	if (!q->recipients_n)
		return BIT(REASON_RECIPIENT_UNASKED);
	if (!s->recipient_kinds_n)
		return BIT(REASON_RECIPIENT_UNSAID);
	if (named)
		return s->recipient_narrowed ? BIT(REASON_RECIPIENT_NARROWED) : 0;
	return open ? BIT(REASON_RECIPIENT_OPEN) : BIT(REASON_RECIPIENT_OTHER);
}

static uint32_t weigh_status(const struct support *s)
{
	switch (s->policy->status) {
	case STATUS_EXPIRED:
		return BIT(REASON_EXPIRED);
	case STATUS_DRAFT:
		return BIT(REASON_DRAFT);
	case STATUS_NOT_YET:
		return BIT(REASON_NOT_YET);
	case STATUS_UNSTATED:
		return BIT(REASON_UNSTATED);
	case STATUS_UNDETERMINED:
		return BIT(REASON_UNDETERMINED);
	case STATUS_IN_FORCE:
		break;
	}
	return 0;
}

static uint32_t weigh_limit(const struct estimate_query *q, const struct support *s)
{
	const struct limit *l = &s->limit;

	if (!l->basis || l->basis != q->basis || q->spend < 0)
		return 0;
	if (q->spend >= l->least && (!l->most || q->spend <= l->most))
		return 0;
	return l->partly ? BIT(REASON_LIMIT_OPEN) : BIT(REASON_LIMIT_OUT);
}

static bool is_met(const struct estimate_query *q, const struct support *s)
{
	for (size_t i = 0; i < q->met_n; i++)
		if (strcmp(q->met[i], s->id) == 0)
			return true;
	return false;
}

/* ---------------------------------------------------------------- amounts */

int64_t ratio_of(int64_t basis, int32_t ratio)
{
	return basis / 100000 * ratio + basis % 100000 * ratio / 100000;
}

static uint32_t work_out_ratio(
    const struct estimate_query *q, const struct support *s, struct estimate_row *r)
{
	const struct standard *o = &s->standard;
	int64_t product = ratio_of(q->spend, o->ratio);

	r->has_amount = r->of_spend = true;
	r->high = o->has_amount ? MIN(product, o->amount) : product;
	r->low = !o->ratio_at_most ? r->high : o->has_min ? MIN(o->amount_min, r->high) : 0;
	return (s->basis_narrowed ? BIT(REASON_BASIS_NARROWED) : 0) |
	       (o->has_min && r->high < o->amount_min ? BIT(REASON_UNDER_LEAST) : 0);
}

int64_t rate_of(int64_t amount, int64_t times)
{
	return MIN(amount, AMOUNT_MOST / times) * times;
}

static void work_out_sum(
    const struct estimate_query *q, const struct support *s, struct estimate_row *r)
{
	const struct standard *o = &s->standard;
	int64_t times = s->counted && q->count ? q->count : 1;

	r->has_amount = o->has_amount;
	r->high = rate_of(o->amount, times);
	r->low = o->has_min ? rate_of(o->amount_min, times) : o->kind == KIND_CAP ? 0 : r->high;
}

static bool is_over(const struct support *ceiling, const struct support *s)
{
	for (size_t i = 0; i < ceiling->of_n; i++)
		if (ceiling->of[i] == s)
			return true;
	return false;
}

static void lower(struct estimate_row *r, const struct support *ceiling)
{
	if (!r->has_amount || r->high <= ceiling->standard.amount)
		return;
	r->high = ceiling->standard.amount;
	r->low = MIN(r->low, r->high);
	r->ceiling = ceiling;
}

/* A ceiling over a part (其中担保费) cannot be taken of the whole. */
static uint32_t apply_ceilings(const struct support *s, struct estimate_row *r)
{
	const struct policy *p = s->policy;
	uint32_t reasons = 0;

	for (size_t i = 0; i < p->supports_n; i++) {
		const struct support *c = &p->supports[i];

		if (!is_over(c, s))
			continue;
		if (c->partial)
			reasons |= BIT(REASON_PART_CEILING);
		else if (strcmp(c->standard.currency, s->standard.currency) == 0)
			lower(r, c);
	}
	return reasons;
}

static uint32_t work_out(
    const struct estimate_query *q, const struct support *s, struct estimate_row *r)
{
	bool asked = s->standard.has_ratio && q->spend >= 0;
	uint32_t reasons = 0;

	r->other_basis = asked && (!s->basis || s->basis != q->basis ||
				      strcmp(s->standard.currency, "CNY") != 0);
	if (asked && !r->other_basis)
		reasons = work_out_ratio(q, s, r);
	else
		work_out_sum(q, s, r);
	return reasons | apply_ceilings(s, r);
}

/* --------------------------------------------------------------- the rows */

static void decide(const struct estimate_query *q, struct estimate_row *r)
{
	uint32_t never = r->reasons & certain;

	r->answer = never ? ANSWER_NOT : r->reasons ? ANSWER_CHECK : ANSWER_FITS;
	r->ended = never == BIT(REASON_EXPIRED);
	r->worked = !never || (r->ended && q->expired);
	if (r->worked)
		return;
	r->reasons = never;
	r->has_amount = r->of_spend = r->other_basis = false;
}

struct estimate_row row_answer(const struct estimate_query *q, const struct support *s)
{
	struct estimate_row r = {.support = s};

	r.reasons = weigh_status(s) | weigh_recipient(q, s) | weigh_limit(q, s);
	if (!asks_measure(q, s->measure))
		r.reasons |= BIT(REASON_MEASURE_OTHER);
	if (s->conditions)
		r.reasons |= BIT(REASON_CONDITIONS);
	r.reasons |= work_out(q, s, &r);
	if (is_met(q, s))
		r.reasons &= ~meetable;
	decide(q, &r);
	return r;
}
