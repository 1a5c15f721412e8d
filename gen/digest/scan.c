/*
 * scan.c: a cursor over the text of one cell. See scan.h.
 *
 * Places are counted from the place of the first character, one column a
 * character. Numbers are kept as digits and a decimal exponent: whether they
 * come out whole is asked only when the unit is known.
 */
#include "digest/scan.h"

#include <string.h>

enum { DIGITS_MOST = 15 };
#define SCALED_MOST INT64_C(100000000000000000)

struct scan scan_new(const char *s, struct place p)
{
	return (struct scan){s, s, s + strlen(s), p};
}

struct scan scan_part(const struct scan *c, const char *from, const char *to)
{
	return (struct scan){from, from, to, scan_place(c, from)};
}

struct place scan_place(const struct scan *c, const char *at)
{
	struct place p = c->p;

	if (p.col > 0)
		p.col += (int)text_column(c->start, (size_t)(at - c->start)) - 1;
	return p;
}

bool scan_done(const struct scan *c)
{
	return c->s >= c->end;
}

bool scan_sees(const struct scan *c, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(c->end - c->s) >= n && memcmp(c->s, word, n) == 0;
}

bool scan_take(struct scan *c, const char *word)
{
	if (!scan_sees(c, word))
		return false;
	c->s += strlen(word);
	return true;
}

bool scan_sees_digit(const struct scan *c)
{
	return c->s < c->end && *c->s >= '0' && *c->s <= '9';
}

bool scan_ends(const struct scan *c, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(c->end - c->s) >= n && memcmp(c->end - n, word, n) == 0;
}

const char *scan_find(const struct scan *c, const char *word)
{
	return memmem(c->s, (size_t)(c->end - c->s), word, strlen(word));
}

int scan_char_bytes(const char *s, const char *end)
{
	int len = 0;

	if (s < end)
		text_decode(s, end, &len);
	return len;
}

bool scan_refuse(const struct scan *c, const char *at, const char *code, const char *why)
{
	diag(scan_place(c, at), DIAG_ERROR, code, "%s", why);
	return false;
}

/* Hints for figures that are written in another way than ours. */
static void hint_number(const struct scan *c)
{
	int len = 0;
	uint32_t cp = scan_done(c) ? 0 : text_decode(c->s, c->end, &len);

	if (cp >= 0xFF10 && cp <= 0xFF19)
		diag_hint("write full-width figures as 0-9");
	else if (text_is_han(cp) && text_han_number(c->s, (size_t)len) > 0)
		diag_hint("write numbers in figures");
}

static bool refuse_number(struct scan *c, const char *code)
{
	diag(scan_place(c, c->s), DIAG_ERROR, code, "a number is expected here");
	hint_number(c);
	return false;
}

static bool refuse_digits(struct scan *c, const char *at, const char *code, const char *why)
{
	diag(scan_place(c, at), DIAG_ERROR, code, "the number %s", why);
	return false;
}

static int take_digits(struct scan *c, int64_t *value)
{
	int n = 0;

	for (; scan_sees_digit(c); c->s++, n++)
		if (n < DIGITS_MOST)
			*value = *value * 10 + (*c->s - '0');
	return n;
}

bool scan_decimal(struct scan *c, const char *code, struct decimal *d)
{
	const char *from = c->s;
	struct decimal r = {0, 0};
	int whole = take_digits(c, &r.digits);

	if (whole == 0)
		return refuse_number(c, code);
	if (whole > 1 && *from == '0')
		return refuse_digits(c, from, code, "begins with a needless zero");
	if (scan_take(c, ".")) {
		int64_t fraction = 0;
		r.places = take_digits(c, &fraction);
		if (r.places == 0)
			return refuse_number(c, code);
		for (int i = 0; whole + r.places <= DIGITS_MOST && i < r.places; i++)
			r.digits *= 10;
		r.digits += fraction;
	}
	if (whole + r.places > DIGITS_MOST)
		return refuse_digits(c, from, code, "has more than 15 digits");
	if (scan_sees(c, ","))
		return refuse_digits(c, c->s, code, "is written without commas");
	*d = r;
	return true;
}

bool scan_count(struct scan *c, const char *code, int max, int *n)
{
	const char *from = c->s;
	struct decimal d;

	if (!scan_decimal(c, code, &d))
		return false;
	if (d.places == 0 && d.digits >= 1 && d.digits <= max) {
		*n = (int)d.digits;
		return true;
	}
	diag(scan_place(c, from), DIAG_ERROR, code, "a whole number from 1 to %d is expected here",
	    max);
	return false;
}

enum exactness decimal_scale(struct decimal d, int64_t factor, int64_t *out)
{
	int64_t n = d.digits;

	for (; d.places > 0 && n % 10 == 0; d.places--)
		n /= 10;
	for (; d.places > 0 && factor % 10 == 0; d.places--)
		factor /= 10;
	if (d.places > 0)
		return TOO_FINE;
	if (__builtin_mul_overflow(n, factor, &n) || n >= SCALED_MOST)
		return TOO_LARGE;
	*out = n;
	return EXACT;
}
