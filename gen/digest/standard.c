/*
 * standard.c: the small language of the 标准 column.
 *
 * In: one cell such as 研发投入×20%，最高500万元，每年. Out: struct standard. The
 * grammar is in content/README.md. The cell is cut at ， into parts; what a
 * part is shows at its ends (%, 配套, 年, or a unit of money), and each kind has
 * its own small parser. Whether the rows that a ceiling is over exist is for
 * rows.c to say.
 */
#include "digest/amount_parts.h"
#include "digest/digest.h"
#include "digest/scan.h"

#include <stdio.h>
#include <string.h>

enum { YEARS_MOST = 99, OVER_MOST = 20, RATIO_MOST = 1000 * 1000 };

static const char *const periods[] = {"每年", "每半年", "每季度", "每月", "一次性"};

/* Words between 每… and the number; whether they make the sum an upper bound. */
enum bound { BOUND_NONE, BOUND_UPPER, BOUND_LOWER, BOUND_FIXED };

static const struct {
	const char *word;
	enum bound bound;
} bounds[] = {{"最高", BOUND_UPPER}, {"不超过", BOUND_UPPER}, {"封顶", BOUND_UPPER},
    {"最低", BOUND_LOWER}, {"定额", BOUND_FIXED}};

/* What is gathered of a 标准 while its parts are read. */
struct reading {
	struct arena *a;
	struct standard *out;
	bool is_cap;
};

static bool refuse_shared(const struct scan *c, const char *at)
{
	return scan_refuse(c, at, "amount-shared", "共 is followed by 最高");
}

static bool refuse_twice(const struct scan *c, const char *what)
{
	diag(scan_place(c, c->s), DIAG_ERROR, "amount-twice", "%s is given twice", what);
	return false;
}

static bool sees_bound(const struct scan *c)
{
	for (size_t i = 0; i < LEN(bounds); i++)
		if (scan_sees(c, bounds[i].word))
			return true;
	return false;
}

static bool sees_shared_bound(const struct scan *c)
{
	struct scan try = *c;

	return scan_take(&try, "共") && sees_bound(&try);
}

static bool is_period(const char *s, size_t n)
{
	for (size_t i = 0; i < LEN(periods); i++)
		if (strlen(periods[i]) == n && memcmp(periods[i], s, n) == 0)
			return true;
	return false;
}

/*
 * What is counted, behind its measure word, so that 每个企业 and 每家企业 are one
 * unit: 个 before anything, 家, 项 and 所 before a noun of two characters or
 * more that they do not begin themselves.
 */
static const char *noun(const char *s, const char *end)
{
	static const char *const words[] = {"家", "项", "所"}, *const begun[] = {"家庭", "项目"};
	size_t n = (size_t)(end - s);

	if (n > 3 && memcmp(s, "个", 3) == 0)
		return s + 3;
	for (size_t i = 0; i < LEN(begun); i++)
		if (n >= 6 && memcmp(s, begun[i], 6) == 0)
			return s;
	for (size_t i = 0; i < LEN(words); i++)
		if (n >= 9 && memcmp(s, words[i], 3) == 0)
			return s + 3;
	return s;
}

/* One 每… up to the next of them, a word of bounds, or the sum. */
static bool take_unit(struct reading *r, struct scan *c, const char *sum)
{
	const char *word = c->s, *from;

	scan_take(c, "每");
	from = c->s;
	while (c->s < sum && !sees_bound(c) && !sees_shared_bound(c) && !scan_sees(c, "每"))
		c->s += scan_char_bytes(c->s, c->end);
	if (is_period(word, (size_t)(c->s - word))) {
		scan_refuse(c, word, "amount-period", "a period is a part of its own");
		diag_hint("write it after the sum: 10万元，每年");
		return false;
	}
	from = noun(from, c->s);
	if (c->s == from)
		return scan_refuse(c, from, "amount-each", "每 is followed by what is counted");
	if (c->s - from > 3 && memcmp(c->s - 3, "共", 3) == 0)
		return refuse_shared(c, c->s - strlen("共"));
	r->out->unit = arena_printf(r->a, r->out->unit ? "%s/%.*s" : "%s%.*s",
	    r->out->unit ? r->out->unit : "", (int)(c->s - from), from);
	return true;
}

static enum bound take_bound(struct scan *c)
{
	for (size_t i = 0; i < LEN(bounds); i++)
		if (scan_take(c, bounds[i].word))
			return bounds[i].bound;
	return BOUND_NONE;
}

static bool set_currency(struct reading *r, const struct scan *c, const struct sum *sum)
{
	struct standard *o = r->out;

	if ((o->has_amount || o->has_min) && strcmp(o->currency, sum->currency) != 0)
		return scan_refuse(
		    c, c->s, "amount-unit", "the sums of one row are in one currency");
	snprintf(o->currency, sizeof o->currency, "%s", sum->currency);
	return true;
}

static bool set_floor(struct reading *r, const struct scan *c, const struct sum *sum)
{
	struct standard *o = r->out;

	if (sum->has_low)
		return scan_refuse(
		    c, c->s, "amount-order", "最低 is followed by one sum, not a range");
	if (o->has_min)
		return refuse_twice(c, "the lower end");
	if (!set_currency(r, c, sum))
		return false;
	o->has_min = true;
	o->amount_min = sum->amount;
	return true;
}

static bool set_sum(struct reading *r, const struct scan *c, const struct sum *sum)
{
	struct standard *o = r->out;

	if (o->has_amount) {
		refuse_twice(c, "the sum");
		diag_hint(
		    "one row a sum; a ceiling over another sum is a row that begins with 对上行：");
		return false;
	}
	if (sum->has_low && o->has_min)
		return refuse_twice(c, "the lower end");
	if (!set_currency(r, c, sum))
		return false;
	o->has_amount = true;
	o->amount = sum->amount;
	if (sum->has_low) {
		o->has_min = true;
		o->amount_min = sum->low;
	}
	return true;
}

/* Left to scan_decimal, which has a hint for them. */
static bool sees_wide_digit(const struct scan *c)
{
	int len;
	uint32_t cp = scan_done(c) ? 0 : text_decode(c->s, c->end, &len);

	return cp >= 0xFF10 && cp <= 0xFF19;
}

static bool refuse_words(const struct scan *c)
{
	scan_refuse(c, c->s, "amount-words", "these words cannot stand before a sum");
	if (scan_sees(c, " "))
		diag_hint("there are no spaces in a sum");
	else
		diag_hint("only 每…, 共, 最高, 不超过, 封顶, 最低, 定额 can, in this order");
	return false;
}

static bool read_sum(struct reading *r, struct scan c)
{
	const struct scan part = c;
	const char *at = amount_find(&c);
	struct sum sum = {0};
	enum bound bound;

	if (!at && !scan_sees(&c, "每") && !sees_bound(&c)) {
		scan_refuse(
		    &c, c.s, "amount-part", "this is no sum, ratio, period or number of years");
		diag_hint("conditions belong in 条件");
		return false;
	}
	while (scan_sees(&c, "每"))
		if (!take_unit(r, &c, at ? at : c.end))
			return false;
	bool shared = scan_take(&c, "共");
	bound = take_bound(&c);
	if (shared && bound != BOUND_UPPER)
		return refuse_shared(&c, c.s);
	if (at && c.s < at && !scan_sees_digit(&c) && !sees_wide_digit(&c))
		return refuse_words(&c);
	if (!amount_sum(&c, &sum))
		return false;
	if (!scan_done(&c))
		return scan_refuse(
		    &c, c.s, "amount-rest", "nothing follows the unit of a sum but ，");
	r->is_cap = r->is_cap || bound == BOUND_UPPER;
	r->out->shared_cap = r->out->shared_cap || shared;
	return bound == BOUND_LOWER ? set_floor(r, &part, &sum) : set_sum(r, &part, &sum);
}

/* ----------------------------------------------------------------- ratios */

static bool set_ratio(
    struct reading *r, const struct scan *c, const char *at, struct decimal d, int64_t factor)
{
	int64_t ratio = 0;
	enum exactness e = decimal_scale(d, factor, &ratio);

	if (e == TOO_FINE)
		return scan_refuse(
		    c, at, "amount-ratio", "the ratio is finer than a thousandth of a percent");
	if (e == TOO_LARGE || ratio <= 0 || ratio > RATIO_MOST)
		return scan_refuse(
		    c, at, "amount-ratio", "a ratio is more than 0% and at most 1000%");
	r->out->has_ratio = true;
	r->out->ratio = (int32_t)ratio;
	return true;
}

/* 基数× at the cursor; what stands before a number without × is no basis. */
static bool take_basis(struct reading *r, struct scan *c)
{
	const char *from = c->s, *times = NULL, *t;

	for (struct scan find = *c; (t = scan_find(&find, "×")); find.s = times + strlen("×"))
		times = t;
	if (times == from)
		return scan_refuse(c, from, "amount-basis", "the basis before × is missing");
	if (times) {
		r->out->basis = text_trim(r->a, from, (size_t)(times - from));
		c->s = times + strlen("×");
		return true;
	}
	if (scan_sees_digit(c) || scan_sees(c, "不超过"))
		return true;
	scan_refuse(c, from, "amount-basis", "the basis of a ratio is followed by ×");
	diag_hint("研发投入×20%%");
	return false;
}

static bool read_ratio(struct reading *r, struct scan c)
{
	const char *at;
	struct decimal d;

	if (r->out->has_ratio)
		return refuse_twice(&c, "the ratio");
	if (!take_basis(r, &c))
		return false;
	r->out->ratio_at_most = scan_take(&c, "不超过");
	at = c.s;
	if (!scan_decimal(&c, "amount-ratio", &d))
		return false;
	int64_t factor = scan_take(&c, "%") ? 1000 : scan_take(&c, "‰") ? 100 : 0;
	if (factor == 0 || !scan_done(&c)) {
		scan_refuse(&c, c.s, "amount-ratio", "a ratio is one number and % or ‰");
		if (scan_sees(&c, "％"))
			diag_hint("write the half-width %%");
		return false;
	}
	return set_ratio(r, &c, at, d, factor);
}

/* 1:0.5配套 means 0.5 of ours for 1 of theirs: 50 %. */
static bool read_matching(struct reading *r, struct scan c)
{
	struct decimal theirs, ours;
	const char *at;
	int64_t up, down;

	if (r->out->has_ratio)
		return refuse_twice(&c, "the ratio");
	if (!scan_decimal(&c, "amount-ratio", &theirs))
		return false;
	if (!scan_take(&c, ":")) {
		scan_refuse(
		    &c, c.s, "amount-ratio", "matching is written as two numbers with a colon");
		diag_hint("1:1配套, with a half-width colon");
		return false;
	}
	at = c.s;
	if (!scan_decimal(&c, "amount-ratio", &ours))
		return false;
	if (!scan_take(&c, "配套"))
		return scan_refuse(
		    &c, c.s, "amount-ratio", "the numbers of a matching are followed by 配套");
	if (decimal_scale(theirs, 1000, &down) != EXACT ||
	    decimal_scale(ours, 1000, &up) != EXACT || down <= 0 || down > 1000000 ||
	    up > 1000000 || up * 100000 % down != 0)
		return scan_refuse(
		    &c, at, "amount-ratio", "the two numbers make no exact percentage");
	r->out->basis = "上级资金";
	return set_ratio(r, &c, at, (struct decimal){up * 100000 / down, 0}, 1);
}

/* -------------------------------------------------------- periods and years */

static bool read_period(struct reading *r, const struct scan *c)
{
	if (r->out->period)
		return refuse_twice(c, "the period");
	r->out->period = arena_dupn(r->a, c->s, (size_t)(c->end - c->s));
	return true;
}

static enum span_kind take_span(struct scan *c)
{
	return scan_take(c, "连续")   ? SPAN_RUNNING
	       : scan_take(c, "最长") ? SPAN_MOST
	       : scan_take(c, "分")   ? SPAN_PARTS
				      : SPAN_NONE;
}

static bool is_span(struct scan c)
{
	return take_span(&c) != SPAN_NONE && scan_sees_digit(&c);
}

static bool read_span(struct reading *r, struct scan c)
{
	if (r->out->years)
		return refuse_twice(&c, "the number of years");
	r->out->span = take_span(&c);
	if (!scan_count(&c, "amount-years", YEARS_MOST, &r->out->years))
		return false;
	if (!scan_take(&c, "年") || !scan_done(&c))
		return scan_refuse(
		    &c, c.s, "amount-years", "the number of years is followed by 年");
	return true;
}

/* -------------------------------------------------------------- the whole */

/* 对上行：, 对上2行： */
static bool read_over(struct reading *r, struct scan *c)
{
	if (!scan_take(c, "对上"))
		return true;
	r->out->over = 1;
	if (!scan_sees(c, "行") && !scan_count(c, "amount-over", OVER_MOST, &r->out->over))
		return false;
	if (scan_take(c, "行："))
		return true;
	scan_refuse(c, c->s, "amount-over", "rows before are named by 对上行： or 对上2行：");
	diag_hint("the colon is full-width");
	return false;
}

static bool read_part(struct reading *r, struct scan c)
{
	if (scan_done(&c))
		return scan_refuse(&c, c.s, "amount-part", "a part between ， is empty");
	if (is_period(c.s, (size_t)(c.end - c.s)))
		return read_period(r, &c);
	if (is_span(c))
		return read_span(r, c);
	if (scan_ends(&c, "配套") && scan_sees_digit(&c))
		return read_matching(r, c);
	if (scan_ends(&c, "%") || scan_ends(&c, "‰") || scan_ends(&c, "％") || scan_find(&c, "×"))
		return read_ratio(r, c);
	return read_sum(r, c);
}

static bool read_parts(struct reading *r, struct scan *c)
{
	for (;;) {
		const char *comma = scan_find(c, "，");

		if (!read_part(r, scan_part(c, c->s, comma ? comma : c->end)))
			return false;
		if (!comma)
			return true;
		c->s = comma + strlen("，");
	}
}

/* Without a sum that is paid, a floor alone decides nothing. */
static enum support_kind kind_of(const struct reading *r)
{
	const struct standard *o = r->out;

	if (r->is_cap)
		return KIND_CAP;
	if (!o->has_amount && o->has_ratio)
		return KIND_RATIO;
	return o->unit ? KIND_RATE : KIND_FIXED;
}

static bool check_whole(const struct reading *r, const struct scan *c)
{
	const struct standard *o = r->out;

	if (!o->has_amount && !o->has_min && !o->has_ratio)
		return scan_refuse(
		    c, c->start, "amount-missing", "there is neither a sum nor a ratio");
	if (o->has_amount && o->has_min && o->amount_min >= o->amount)
		return scan_refuse(
		    c, c->start, "amount-order", "the lower end is not below the upper end");
	if (o->over && o->kind != KIND_CAP)
		return scan_refuse(
		    c, c->start, "amount-over", "a row over others is a ceiling: 最高");
	return true;
}

bool standard_parse(struct arena *a, const char *s, struct place p, struct standard *out)
{
	struct scan c = scan_new(s, p);
	struct reading r = {a, out, false};

	memset(out, 0, sizeof *out);
	memcpy(out->currency, "CNY", 4);
	if (!read_over(&r, &c) || !read_parts(&r, &c))
		return false;
	out->kind = kind_of(&r);
	return check_whole(&r, &c);
}

const char *support_kind_key(enum support_kind k)
{
	static const char *const keys[] = {"cap", "fixed", "rate", "ratio"};

	return keys[k];
}

const char *support_kind_words(enum support_kind k)
{
	static const char *const names[] = {"上限", "定额", "按量", "比例"};

	return names[k];
}
