/*
 * What a policy gives, in a few words: its status and its highest sums, as feeds,
 * link previews and llms.txt show them. Only ceilings and fixed sums in yuan are
 * compared; each is shown with its own words and kind, and nothing is added up.
 */
#include <string.h>

#include "web/publish.h"

enum { SHOWN = 3 };

static bool is_compared(const struct support *s)
{
	const struct standard *t = &s->standard;

	return t->has_amount && strcmp(t->currency, "CNY") == 0 && s->of_n == 0 &&
	       (t->kind == KIND_CAP || t->kind == KIND_FIXED);
}

/* Sorted by insertion: `max` is small. Of equal sums the first written comes first. */
static size_t insert(const struct support **out, size_t n, size_t max, const struct support *s)
{
	size_t at = n;

	while (at > 0 && out[at - 1]->standard.amount < s->standard.amount)
		at--;
	if (at == max)
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
		if (is_compared(&p->supports[i]))
			n = insert(out, n, max, &p->supports[i]);
	return n;
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
