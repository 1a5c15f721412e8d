/*
 * What a policy gives, in a few words: its status and its highest sums, as feeds,
 * link previews, their cards and llms.txt show them. Sums are ranked by whether they
 * can be had, then ceilings and fixed sums before what is paid for each of something,
 * then by yuan; each is shown with its own words and kind, and nothing is added up.
 */
#include <string.h>

#include "web/publish.h"

enum { SHOWN = 3 };

/* 0: not compared. Other currencies are not, nor ceilings over other rows. */
static int rank(const struct support *s)
{
	const struct standard *t = &s->standard;
	bool open = !facet_ended(s->policy->status), whole = t->kind != KIND_RATE;

	if (!t->has_amount || strcmp(t->currency, "CNY") != 0 || s->of_n)
		return 0;
	return 1 + 2 * open + whole;
}

/* Of equal ones the first that was asked about stays. */
static bool is_better(const struct support *a, const struct support *b)
{
	if (rank(a) != rank(b))
		return rank(a) > rank(b);
	return a->standard.amount > b->standard.amount;
}

/* Sorted by insertion: `max` is small. */
static size_t insert(const struct support **out, size_t n, size_t max, const struct support *s)
{
	size_t at = n;

	while (at > 0 && is_better(s, out[at - 1]))
		at--;
	if (at == max || !rank(s))
		return n;
	n = MIN(n + 1, max);
	memmove(&out[at + 1], &out[at], (n - at - 1) * sizeof(struct support *));
	out[at] = s;
	return n;
}

size_t best_supports(const struct policy *p, const struct support **out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < p->supports_n; i++)
		n = insert(out, n, max, &p->supports[i]);
	while (n && rank(out[n - 1]) != rank(out[0]))
		n--;
	return n;
}

const struct support *best_of(const struct support *const *rows, size_t n)
{
	const struct support *best = NULL;
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found = insert(&best, found, 1, rows[i]);
	return best;
}

const struct support *best_of_policies(const struct policy *const *p, size_t n)
{
	const struct support *best = NULL, *own;
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		if (best_supports(p[i], &own, 1))
			found = insert(&best, found, 1, own);
	return best;
}

const char *best_words(struct arena *a, const struct support *s)
{
	return arena_printf(
	    a, "%s：%s（%s）", s->item, s->text, support_kind_words(s->standard.kind));
}

const char *best_status(struct arena *a, const struct policy *p)
{
	return arena_printf(a, "%s：%s", status_words(p->status), p->status_reason);
}

const char *best_summary(struct arena *a, const struct policy *p)
{
	const struct support *best[SHOWN];
	size_t n = best_supports(p, best, SHOWN);
	struct buf b = {0};

	buf_printf(&b, "%s。", best_status(a, p));
	if (p->supports_n)
		buf_printf(&b, "资金支持%zu项%s", p->supports_n, n ? "，较高的有：" : "。");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%s", best_words(a, best[i]), i + 1 < n ? "；" : "。");
	return buf_keep(&b, a);
}
