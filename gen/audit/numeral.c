/*
 * numeral.c: numbers in text, Arabic and Chinese.
 *
 * In: folded text where a number may begin. Out: its value in thousandths, what
 * the 万 and 亿 behind Arabic digits make of it, and where it ends. 5,000, 0.5,
 * 3千万, 三百五十万, 一亿二千万, 二〇二五 and 百亿 are numbers. What is too large
 * is VALUE_MAX. What a number counts is known to figure.c.
 */
#include "audit/audit_parts.h"

#define MILLE     INT64_C(1000)
#define VALUE_MAX INT64_C(1000000000000000000)

/* 0 to 9, or -1. */
static int han_digit(uint32_t cp)
{
	static const uint32_t digits[] = {
	    0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};

	for (int i = 0; i < (int)LEN(digits); i++)
		if (cp == digits[i])
			return i;
	return cp == 0x3007 ? 0 : cp == 0x4E24 ? 2 : -1; /* 〇 两 */
}

/* 十 百 千 万 亿, or 0. */
int64_t numeral_power(uint32_t cp)
{
	switch (cp) {
	case 0x5341:
		return 10;
	case 0x767E:
		return 100;
	case 0x5343:
		return 1000;
	case 0x4E07:
		return 10000;
	case 0x4EBF:
		return 100000000;
	default:
		return 0;
	}
}

int64_t numeral_times(int64_t n, int64_t by)
{
	return n > VALUE_MAX / by ? VALUE_MAX : n * by;
}

/* 万, 千万, 万亿 behind a number. */
size_t numeral_scale(const struct fold *t, size_t i, size_t to, int64_t *scale)
{
	for (int64_t p; (p = numeral_power(fold_letter(t, i, to))) != 0; i++)
		*scale = numeral_times(*scale, p);
	return i;
}

/* Whether the digit at i goes on with the one before: a line end may part them, a space not. */
static bool goes_on(const struct fold *t, size_t from, size_t i, size_t to)
{
	return letter_is_digit(fold_letter(t, i, to)) &&
	       (i == from || !t->at[i].gap || t->at[i].line != t->at[i - 1].line);
}

/* Whether a comma at i parts thousands: 1,000. */
static bool parts_thousands(const struct fold *t, size_t from, size_t i, size_t to)
{
	size_t n = 0;

	if (fold_letter(t, i, to) != ',' || i - from > 3)
		return false;
	while (letter_is_digit(fold_letter(t, i + 1 + n, to)))
		n++;
	return n == 3;
}

/* 12, 1,000, 0.5 */
static size_t read_arabic(const struct fold *t, size_t from, size_t to, int64_t *value)
{
	int64_t n = 0, unit = MILLE;
	size_t i = from;

	for (; goes_on(t, from, i, to) || parts_thousands(t, from, i, to); i++)
		if (t->at[i].cp != ',')
			n = numeral_times(n, 10) + (t->at[i].cp - '0');
	n = numeral_times(n, MILLE);
	if (fold_letter(t, i, to) == '.' && letter_is_digit(fold_letter(t, i + 1, to)))
		for (i++; letter_is_digit(fold_letter(t, i, to)); i++)
			n += (unit /= 10) * (t->at[i].cp - '0');
	*value = n;
	return i;
}

/* 二〇二五 */
static size_t read_digits(const struct fold *t, size_t from, size_t to, int64_t *value)
{
	size_t i = from;

	*value = 0;
	for (int d; (d = han_digit(fold_letter(t, i, to))) >= 0; i++)
		*value = numeral_times(*value, 10) + d;
	return i;
}

/* 万 or 亿 behind what came before: 一亿二千|万 adds, 一万二千|亿 multiplies all. */
static int64_t raise(int64_t whole, int64_t part, int64_t power)
{
	if (whole == 0)
		return numeral_times(part ? part : 1, power);
	return whole >= power ? whole + numeral_times(part, power)
			      : numeral_times(whole + part, power);
}

/* 三百五十万, and 百亿 as 100 亿 */
static size_t read_powers(const struct fold *t, size_t from, size_t to, int64_t *value)
{
	int64_t whole = 0, part = 0, digit = -1;
	size_t i = from;

	for (;; i++) {
		int d = han_digit(fold_letter(t, i, to));
		int64_t p = numeral_power(fold_letter(t, i, to));

		if (d >= 0) {
			digit = d;
		} else if (p >= 10000) {
			whole = raise(whole, part + MAX(digit, 0), p);
			part = 0;
			digit = -1;
		} else if (p) {
			part += numeral_times(digit < 0 ? 1 : digit, p);
			digit = -1;
		} else {
			break;
		}
	}
	*value = whole + part + MAX(digit, 0);
	return i;
}

bool numeral_read(const struct fold *t, size_t i, size_t to, struct numeral *n)
{
	uint32_t cp = fold_letter(t, i, to);

	*n = (struct numeral){.scale = 1, .spelled = true};
	if (letter_is_digit(cp)) {
		n->to = numeral_scale(t, read_arabic(t, i, to, &n->value), to, &n->scale);
		return true;
	}
	if (han_digit(cp) < 0 && !numeral_power(cp))
		return false;
	n->spelled = han_digit(cp) >= 0;
	n->to = read_digits(t, i, to, &n->value);
	if (n->to - i < 2 || numeral_power(fold_letter(t, n->to, to)))
		n->to = read_powers(t, i, to, &n->value);
	n->value = numeral_times(n->value, MILLE);
	return true;
}
