/*
 * Answers, reasons and amounts in words, as readers of the site and of the
 * command see them. The script of the site has the patterns of reasons from
 * here, through data/rows; how a rule is put together it does itself.
 */
#include "estimate/estimate_parts.h"

#include <assert.h>
#include <string.h>

const char *answer_key(enum answer a)
{
	static const char *const keys[] = {"fits", "check", "not"};

	return keys[a];
}

const char *answer_words(enum answer a)
{
	static const char *const words[] = {"符合", "需核实", "不符合"};

	return words[a];
}

static const struct {
	const char *pattern, *key;
} reasons[REASONS] = {
    [REASON_EXPIRED] = {"政策已失效（{status}），不能再申请", "expired"},
    [REASON_RECIPIENT_OTHER] = {"对象是{recipient}", "recipient-other"},
    [REASON_MEASURE_OTHER] = {"用途是{measure}", "measure-other"},
    [REASON_LIMIT_OUT] = {"所填数额不符合“{limit}”", "limit-out"},
    [REASON_DRAFT] = {"征求意见稿，尚未定案", "draft"},
    [REASON_NOT_YET] = {"尚未施行（{status}）", "not-yet"},
    [REASON_UNSTATED] = {"没有写明有效期，请核实是否仍在执行", "unstated"},
    [REASON_UNDETERMINED] = {"是否有效无法确定（{status}）", "undetermined"},
    [REASON_RECIPIENT_UNASKED] = {"没有选择申报身份", "recipient-unasked"},
    [REASON_UNDER_LEAST] = {"按比例算出的数低于最低额，请核实是否给予", "under-least"},
    [REASON_RECIPIENT_UNSAID] = {"对象不明确", "recipient-unsaid"},
    [REASON_RECIPIENT_OPEN] = {"对象写作“{recipient}”，请核实由谁申报", "recipient-open"},
    [REASON_RECIPIENT_NARROWED] = {"对象限于“{recipient}”", "recipient-narrowed"},
    [REASON_LIMIT_OPEN] = {"所填数额不符合“{limit}”，请核实是否按它计算", "limit-open"},
    [REASON_CONDITIONS] = {"条件：{conditions}", "conditions"},
    [REASON_BASIS_NARROWED] = {"比例按“{basis}”计算，请核实所填数额是否都属于它", "basis-narrowed"},
    [REASON_PART_CEILING] = {"其中一部分另有较低的上限", "part-ceiling"},
};

const char *reason_key(enum reason r)
{
	return reasons[r].key;
}

const char *reason_pattern(enum reason r)
{
	return reasons[r].pattern;
}

static const struct {
	const char *words, *key;
} lefts[] = {
    [LEFT_NONE] = {NULL, NULL},
    [LEFT_NOT] = {"不符合", "not"},
    [LEFT_DRAFT] = {"征求意见稿的数额可能改变", "draft"},
    [LEFT_NOT_YET] = {"政策尚未施行", "not-yet"},
    [LEFT_AMOUNT] = {"没有可以测算的金额", "amount"},
    [LEFT_CURRENCY] = {"外币不折算", "currency"},
    [LEFT_PERIOD] = {"不是按年或一次性发放", "period"},
    [LEFT_GROUP] = {"同类支持或同一笔支出只计最高一项", "group"},
    [LEFT_UNASKED] = {"没有选择用途，不作合计", "unasked"},
};

const char *left_key(enum left l)
{
	return lefts[l].key;
}

const char *left_words(enum left l)
{
	return lefts[l].words;
}

static const struct {
	const char *words, *key;
} phrases[PHRASES] = {
    [PHRASE_ENDED] = {"失效前：", "ended"},
    [PHRASE_BASIS] = {"（所填数额不是比例的基数）", "basis"},
    [PHRASE_NONE] = {"未测算", "none"},
    [PHRASE_WITH] = {"可同时享受、相加的：", "with"},
    [PHRASE_LEFT] = {"未计入合计：", "left"},
    [PHRASE_GONE] = {"，其中只因政策已失效的", "gone"},
    [PHRASE_SURE] = {"符合的合计", "sure"},
    [PHRASE_POSSIBLE] = {"；连同需核实的，合计", "possible"},
    [PHRASE_EMPTY] = {"这个地区和上级地区的摘编没有资金支持。", "empty"},
    [PHRASE_STACKING] = {"叠加规则：", "stacking"},
    [PHRASE_STANDARD] = {"标准：", "standard"},
    [PHRASE_MET] = {"对象、条件等都符合", "met"},
};

const char *phrase_key(enum phrase p)
{
	return phrases[p].key;
}

const char *phrase_words(enum phrase p)
{
	return phrases[p].words;
}

bool left_is_told(const struct estimate_row *r)
{
	return r->left == LEFT_DRAFT || r->left == LEFT_NOT_YET || r->left == LEFT_CURRENCY ||
	       r->left == LEFT_PERIOD || (r->left == LEFT_GROUP && !r->sure);
}

/* ---------------------------------------------------------------- reasons */

static const char *fill(const char *name, size_t n, const struct support *s)
{
	const struct {
		const char *name, *value;
	} values[] = {{"recipient", s->recipient}, {"conditions", s->conditions},
	    {"basis", s->standard.basis}, {"limit", s->limit.text},
	    {"status", s->policy->status_reason}, {"measure", s->measure->name}};

	for (size_t i = 0; i < LEN(values); i++)
		if (strlen(values[i].name) == n && memcmp(values[i].name, name, n) == 0)
			return values[i].value;
	assert(!"a pattern names only what a row has");
	return "";
}

const char *reason_words(struct arena *a, enum reason r, const struct support *s)
{
	const char *at = reasons[r].pattern, *open;
	struct buf b = {0};

	for (; (open = strchr(at, '{')); at = strchr(open, '}') + 1) {
		buf_put(&b, at, (size_t)(open - at));
		buf_puts(&b, fill(open + 1, strcspn(open + 1, "}"), s));
	}
	buf_puts(&b, at);
	return buf_keep(&b, a);
}

/* ---------------------------------------------------------------- amounts */

static void put_amount(struct buf *b, int64_t amount, const char *currency)
{
	char words[48];

	amount_words(amount, currency, words);
	buf_puts(b, words);
}

static void put_range(struct buf *b, int64_t low, int64_t high, const char *currency)
{
	if (low == 0 && high > 0)
		buf_puts(b, "最高");
	else if (low < high) {
		put_amount(b, low, currency);
		buf_puts(b, "至");
	}
	put_amount(b, high, currency);
}

static bool is_multiplied(const struct estimate *e, const struct estimate_row *r)
{
	return r->support->counted && e->query.count > 0;
}

static void put_result(struct buf *b, const struct estimate *e, const struct estimate_row *r)
{
	const struct standard *o = &r->support->standard;

	if (!r->has_amount) {
		buf_puts(b, phrase_words(PHRASE_NONE));
		return;
	}
	put_range(b, r->low, r->high, o->currency);
	if (o->unit && !is_multiplied(e, r))
		buf_printf(b, "（每%s）", o->unit);
	if (o->period)
		buf_printf(b, "，%s", o->period);
}

const char *estimate_sum_words(struct arena *a, const struct estimate_sum *s)
{
	struct buf b = {0};

	put_range(&b, s->low, s->high, "CNY");
	return buf_keep(&b, a);
}

const char *estimate_with(struct arena *a, const struct support *s)
{
	const struct policy *p = s->policy;
	struct buf b = {0};

	for (size_t i = 0; i < p->supports_n; i++)
		if (support_is_with(s, &p->supports[i]))
			buf_printf(&b, "%s%s", b.len ? "、" : phrase_words(PHRASE_WITH),
			    p->supports[i].item);
	return b.len ? buf_keep(&b, a) : NULL;
}

/* ------------------------------------------------------------------ asked */

const char *estimate_asked(struct arena *a, const struct estimate_query *q)
{
	struct buf b = {0};

	for (const struct region *r = q->region; r; r = r->parent)
		buf_printf(&b, "%s%s", r == q->region ? "" : "、", r->name);
	buf_puts(&b, "；身份：");
	for (size_t i = 0; i < q->recipients_n; i++)
		buf_printf(&b, "%s%s", i ? "、" : "", q->recipients[i]->name);
	buf_printf(&b, "%s；用途：", q->recipients_n ? "" : "未选");
	for (size_t i = 0; i < q->measures_n; i++)
		buf_printf(&b, "%s%s", i ? "、" : "", q->measures[i]->name);
	buf_puts(&b, q->measures_n ? "" : "全部");
	if (q->spend >= 0 && q->basis) {
		buf_printf(&b, "；%s", q->basis->name);
		put_amount(&b, q->spend, "CNY");
	}
	if (q->count)
		buf_printf(&b, "；数量%lld", (long long)q->count);
	if (q->expired)
		buf_puts(&b, "；已失效的也测算");
	return buf_keep(&b, a);
}

/* ------------------------------------------------------------------ rules */

static void put_ratio_rule(struct buf *b, const struct estimate *e, const struct estimate_row *r)
{
	const struct standard *o = &r->support->standard;
	char ratio[24];

	ratio_words(o->ratio, ratio);
	buf_puts(b, o->basis);
	put_amount(b, e->query.spend, o->currency);
	buf_printf(b, " × %s%s = ", o->ratio_at_most ? "不超过" : "", ratio);
	put_amount(b, ratio_of(e->query.spend, o->ratio), o->currency);
	if (o->has_min) {
		buf_puts(b, "，最低");
		put_amount(b, o->amount_min, o->currency);
	}
	if (o->has_amount) {
		buf_puts(b, "，最高");
		put_amount(b, o->amount, o->currency);
	}
}

static void put_rate_rule(struct buf *b, const struct estimate *e, const struct estimate_row *r)
{
	const struct standard *o = &r->support->standard;

	int64_t least = o->has_min ? o->amount_min : o->amount, times = e->query.count;

	buf_printf(b, "每%s", o->unit);
	put_range(b, least, o->amount, o->currency);
	buf_printf(b, " × %lld = ", (long long)times);
	put_range(b, rate_of(least, times), rate_of(o->amount, times), o->currency);
}

/* Whether a rule ends where it began: 最高20万元, 定额20万元. */
static bool is_result(const char *rule, const char *result)
{
	static const char fixed[] = "定额";
	size_t n = strlen(fixed);

	return strcmp(strncmp(rule, fixed, n) == 0 ? rule + n : rule, result) == 0;
}

const char *estimate_rule(struct arena *a, const struct estimate *e, const struct estimate_row *r)
{
	struct buf b = {0}, result = {0};

	if (r->of_spend)
		put_ratio_rule(&b, e, r);
	else if (is_multiplied(e, r))
		put_rate_rule(&b, e, r);
	else
		buf_puts(&b, r->support->text);
	if (r->other_basis)
		buf_puts(&b, phrase_words(PHRASE_BASIS));
	if (r->ceiling) {
		buf_printf(&b, "，%s最高", r->ceiling->item);
		put_amount(&b, r->ceiling->standard.amount, r->ceiling->standard.currency);
	}
	put_result(&result, e, r);
	if (!is_result(b.s, result.s))
		buf_printf(&b, " → %s", result.s);
	buf_free(&result);
	return arena_printf(a, "%s%s", r->ended ? phrase_words(PHRASE_ENDED) : "", buf_keep(&b, a));
}
