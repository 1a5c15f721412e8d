/*
 * amount.c: sums of money, in and out.
 *
 * In: 数[—数]货币单位 at a cursor, for standard.c, goal.c and limit.c. Out: whole units of
 * the currency, scaled with exact integers; a sum that is no whole yuan is an
 * error, never rounded. And the other way: sums and ratios in the words that
 * policies use.
 */
#include "digest/amount_parts.h"
#include "digest/digest.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define WAN INT64_C(10000)
#define YI  INT64_C(100000000)

static const struct {
	const char *name, *code;
} currencies[] = {
    {"元", "CNY"},
    {"美元", "USD"},
    {"港元", "HKD"},
    {"欧元", "EUR"},
    {"英镑", "GBP"},
    {"日元", "JPY"},
    {"韩元", "KRW"},
    {"新加坡元", "SGD"},
};

static bool take_currency(struct scan *c, int64_t *factor, const char **code)
{
	struct scan try = *c;
	const char *from;

	*factor = scan_take(&try, "万") ? WAN : scan_take(&try, "亿") ? YI : 1;
	from = try.s;
	for (size_t i = 0; i < LEN(currencies); i++) {
		try.s = from;
		if (!scan_take(&try, currencies[i].name))
			continue;
		*code = currencies[i].code;
		c->s = try.s;
		return true;
	}
	return false;
}

static bool refuse_currency(const struct scan *c)
{
	scan_refuse(c, c->s, "amount-unit", "a unit of money is expected here");
	if (scan_sees(c, "百万") || scan_sees(c, "千万") || scan_sees(c, "千元") ||
	    scan_sees(c, "百元"))
		diag_hint("sums are in 元, 万元 or 亿元: 1千万元 is 1000万元");
	else if (scan_find(c, "—"))
		diag_hint("both ends of a range share one unit: 500—1000万元");
	else
		diag_hint("such as 元, 万元, 亿元, 万美元");
	return false;
}

static bool scale_sum(
    const struct scan *c, const char *at, struct decimal d, int64_t factor, int64_t *out)
{
	switch (decimal_scale(d, factor, out)) {
	case TOO_FINE:
		return scan_refuse(c, at, "amount-fraction", "the sum is no whole number of yuan");
	case TOO_LARGE:
		return scan_refuse(c, at, "amount-number", "the sum is too large");
	case EXACT:
		break;
	}
	return *out > 0 || scan_refuse(c, at, "amount-number", "a sum is more than zero");
}

bool amount_sum(struct scan *c, struct sum *out)
{
	const char *low = c->s, *high = NULL;
	struct decimal from = {0, 0}, to = {0, 0};
	int64_t factor;

	if (!scan_decimal(c, "amount-number", &from))
		return false;
	out->has_low = scan_take(c, "—");
	high = c->s;
	if (out->has_low && !scan_decimal(c, "amount-number", &to))
		return false;
	if (!take_currency(c, &factor, &out->currency))
		return refuse_currency(c);
	if (!out->has_low)
		return scale_sum(c, low, from, factor, &out->amount);
	if (!scale_sum(c, low, from, factor, &out->low) ||
	    !scale_sum(c, high, to, factor, &out->amount))
		return false;
	return out->low < out->amount ||
	       scan_refuse(c, high, "amount-order", "the second end of a range is the larger");
}

bool amount_yuan(struct scan *c, int64_t *yuan)
{
	enum { DIGITS_MOST = 12 };
	struct decimal d = {0, 0};
	bool point = false;
	int digits = 0;
	int64_t factor;
	const char *code;

	for (; scan_sees_digit(c) || (digits && !point && scan_sees(c, ".")); c->s++) {
		if (*c->s == '.') {
			point = true;
			continue;
		}
		if (++digits > DIGITS_MOST)
			return false;
		d.digits = d.digits * 10 + (*c->s - '0');
		d.places += point;
	}
	return digits && take_currency(c, &factor, &code) && strcmp(code, "CNY") == 0 &&
	       decimal_scale(d, factor, yuan) == EXACT;
}

const char *amount_find(const struct scan *c)
{
	const char *last = NULL;
	struct scan try = *c;

	for (; !scan_done(&try); try.s += scan_char_bytes(try.s, try.end)) {
		struct scan sum = try;
		const char *code;
		int64_t factor;

		if (!scan_sees_digit(&try) || (try.s > c->s && strchr("0123456789.", try.s[-1])))
			continue;
		last = try.s;
		while (scan_sees_digit(&sum) || scan_sees(&sum, "."))
			sum.s++;
		if (scan_take(&sum, "—"))
			while (scan_sees_digit(&sum) || scan_sees(&sum, "."))
				sum.s++;
		if (take_currency(&sum, &factor, &code) && scan_done(&sum))
			return try.s;
	}
	return last;
}

/* ------------------------------------------------------------------ in words */

static const char *currency_name(const char *code)
{
	for (size_t i = 0; i < LEN(currencies); i++)
		if (strcmp(currencies[i].code, code) == 0)
			return currencies[i].name;
	return code;
}

/* n / 10^places without trailing zeros. */
static void write_decimal(int64_t n, int64_t unit, char *s, size_t size)
{
	int64_t rest = n % unit;
	int places = 0;

	for (int64_t u = unit; u > 1; u /= 10)
		places++;
	if (rest == 0) {
		snprintf(s, size, "%" PRId64, n / unit);
		return;
	}
	for (; rest % 10 == 0; rest /= 10)
		places--;
	snprintf(s, size, "%" PRId64 ".%0*" PRId64, n / unit, places, rest);
}

/* As policies write it: 亿 or 万 with at most two decimals, else the next smaller unit. */
void amount_words(int64_t amount, const char *currency, char s[48])
{
	int64_t unit = amount >= YI && amount % (YI / 100) == 0     ? YI
		       : amount >= WAN && amount % (WAN / 100) == 0 ? WAN
								    : 1;
	char number[24];

	write_decimal(amount, unit, number, sizeof number);
	snprintf(s, 48, "%s%s%s", number,
	    unit == YI    ? "亿"
	    : unit == WAN ? "万"
			  : "",
	    currency_name(currency));
}

void ratio_words(int32_t ratio, char s[24])
{
	char number[20];

	write_decimal(ratio, 1000, number, sizeof number);
	snprintf(s, 24, "%s%%", number);
}
