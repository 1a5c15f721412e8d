/*
 * goal.c: the cells 规模, 目标值 and 年份.
 *
 * In: 首期200亿元; ≥20个; 2023—2025. Out: struct size_of_pool, struct goal, years.
 * Grammar in content/README.md. Values of goals are exact thousandths in the
 * unit as written; 300亿元 is 300 of 亿元, since indicators are not all money.
 */
#include "digest/amount_parts.h"
#include "digest/digest.h"
#include "digest/scan.h"

#include <stdio.h>
#include <string.h>

enum { YEAR_FIRST = 1949, YEAR_LAST = 2100 };

/* ------------------------------------------------------------------- 规模 */

static const char *take_one(struct scan *c, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (scan_take(c, words[i]))
			return words[i];
	return "";
}

bool pool_size_parse(struct arena *a, const char *s, struct place p, struct size_of_pool *out)
{
	static const char *const stages[] = {"首期", "总规模"};
	static const char *const nearness[] = {"约", "超过", "不低于", "最高"};
	struct scan c = scan_new(s, p);
	struct sum sum = {0};
	const char *stage = take_one(&c, stages, LEN(stages));

	memset(out, 0, sizeof *out);
	out->period = scan_take(&c, "每年") ? "每年" : NULL;
	const char *near = take_one(&c, nearness, LEN(nearness));
	if (*stage || *near)
		out->qualifier = arena_printf(a, "%s%s", stage, near);
	if (!scan_sees_digit(&c)) {
		scan_refuse(&c, c.s, "pool-size", "the size of a pool is a sum");
		diag_hint("[首期|总规模][每年][约|超过|不低于|最高]200亿元");
		return false;
	}
	const char *from = c.s;
	if (!amount_sum(&c, &sum))
		return false;
	if (sum.has_low)
		return scan_refuse(
		    &c, from, "pool-size", "the size of a pool is one sum, not a range");
	if (!scan_done(&c))
		return scan_refuse(&c, c.s, "pool-size", "nothing follows the size of a pool");
	out->amount = sum.amount;
	snprintf(out->currency, sizeof out->currency, "%s", sum.currency);
	return true;
}

/* ----------------------------------------------------------------- 目标值 */

static const struct {
	const char *written, *comparator;
} comparators[] = {{"≥", ">="}, {">", ">"}, {"≤", "<="}, {"<", "<"}, {"约", "~"}, {"前", "<="}};

static bool take_value(struct scan *c, int64_t *value)
{
	const char *from = c->s;
	struct decimal d;

	if (!scan_decimal(c, "goal-number", &d))
		return false;
	if (decimal_scale(d, 1000, value) == EXACT)
		return true;
	return scan_refuse(
	    c, from, "goal-number", "the value has more than three decimals or is too large");
}

static bool take_unit(struct arena *a, struct scan *c, const char **unit)
{
	const char *from = c->s;

	if (scan_done(c))
		return scan_refuse(c, from, "goal-unit", "the unit of the goal is missing");
	for (; !scan_done(c); c->s += scan_char_bytes(c->s, c->end)) {
		int len;
		uint32_t cp = text_decode(c->s, c->end, &len);

		if (text_is_space(cp) || text_is_cjk_mark(cp) || scan_sees(c, ",") ||
		    scan_sees(c, "-"))
			return scan_refuse(c, c->s, "goal-unit", "a unit has no spaces and marks");
	}
	*unit = arena_dupn(a, from, (size_t)(c->s - from));
	return true;
}

static void hint_comparator(const struct scan *c)
{
	if (scan_sees(c, "＞") || scan_sees(c, "＜") || scan_sees(c, ">=") || scan_sees(c, "<="))
		diag_hint("comparators are ≥, >, ≤, < and 约");
}

bool goal_parse(struct arena *a, const char *s, struct place p, struct goal *out)
{
	struct scan c = scan_new(s, p);

	*out = (struct goal){.comparator = "="};
	for (size_t i = 0; i < LEN(comparators); i++) {
		if (!scan_take(&c, comparators[i].written))
			continue;
		out->comparator = comparators[i].comparator;
		break;
	}
	if (!take_value(&c, &out->value)) {
		c.s = s;
		hint_comparator(&c);
		return false;
	}
	out->value_max = out->value;
	if (scan_take(&c, "—")) {
		const char *from = c.s;

		if (!take_value(&c, &out->value_max))
			return false;
		if (out->value_max <= out->value)
			return scan_refuse(
			    &c, from, "goal-number", "the second value of a range is the larger");
	}
	return take_unit(a, &c, &out->unit);
}

/* ------------------------------------------------------------------- 年份 */

static bool take_year(struct scan *c, int *year)
{
	const char *from = c->s;
	int n = 0, digits = 0;

	for (; scan_sees_digit(c) && digits < 5; c->s++, digits++)
		n = n * 10 + (*c->s - '0');
	if (digits == 4 && n >= YEAR_FIRST && n <= YEAR_LAST) {
		*year = n;
		return true;
	}
	scan_refuse(c, from, "goal-year", "a year of four digits is expected here");
	diag_hint("2025, 2023—2025, 每年 or —");
	return false;
}

bool goal_year_parse(const char *s, struct place p, int *from, int *year, bool *every)
{
	struct scan c = scan_new(s, p);

	*from = *year = 0;
	*every = strcmp(s, "每年") == 0;
	if (*every || strcmp(s, "—") == 0)
		return true;
	if (!take_year(&c, year))
		return false;
	*from = *year;
	if (scan_take(&c, "—")) {
		const char *second = c.s;

		if (!take_year(&c, year))
			return false;
		if (*year <= *from)
			return scan_refuse(&c, second, "goal-year", "the second year is the later");
	}
	return scan_done(&c) || scan_refuse(&c, c.s, "goal-year", "nothing follows the year");
}
