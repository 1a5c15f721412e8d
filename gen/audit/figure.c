/*
 * figure.c: figures in text, by value.
 *
 * In: folded text, of a source or of a cell. Out: sums of money (5000万元, 0.5亿元,
 * 一亿元, 500万), percentages, pairs (1:1) and counts with whatever unit follows
 * (三个, 3000P, 100万平方米). Both ends of 10—15家 and of 30、50万元 have the
 * unit behind. In a table of tabs the unit is a cell of its own. Values are
 * exact: thousandths in int64_t, as far as 15 digits go.
 */
#include "audit/audit_parts.h"

#include <string.h>

#define MILLE     INT64_C(1000)
#define VALUE_MAX INT64_C(1000000000000000000)

/* A number with its 万, before it is known what it counts. */
struct numeral {
	int64_t value, scale; /* thousandths, without scale; */
	bool spelled;         /* there is a digit: 三万, not 万 */
	size_t to;
};

/* --------------------------------------------------------------- numerals */

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

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
static int64_t han_power(uint32_t cp)
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

static int64_t times(int64_t n, int64_t by)
{
	return n > VALUE_MAX / by ? VALUE_MAX : n * by;
}

/* 万, 千万, 万亿 behind a number. */
static size_t read_scale(const struct fold *t, size_t i, size_t to, int64_t *scale)
{
	for (int64_t p; (p = han_power(fold_letter(t, i, to))) != 0; i++)
		*scale = times(*scale, p);
	return i;
}

/* Whether the digit at i goes on with the one before: a line end may part them, a space not. */
static bool goes_on(const struct fold *t, size_t from, size_t i, size_t to)
{
	return is_digit(fold_letter(t, i, to)) &&
	       (i == from || !t->at[i].gap || t->at[i].line != t->at[i - 1].line);
}

/* Whether a comma at i parts thousands: 1,000. */
static bool parts_thousands(const struct fold *t, size_t from, size_t i, size_t to)
{
	size_t n = 0;

	if (fold_letter(t, i, to) != ',' || i - from > 3)
		return false;
	while (is_digit(fold_letter(t, i + 1 + n, to)))
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
			n = times(n, 10) + (t->at[i].cp - '0');
	n = times(n, MILLE);
	if (fold_letter(t, i, to) == '.' && is_digit(fold_letter(t, i + 1, to)))
		for (i++; is_digit(fold_letter(t, i, to)); i++)
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
		*value = times(*value, 10) + d;
	return i;
}

/* 万 or 亿 behind what came before: 一亿二千|万 adds, 一万二千|亿 multiplies all. */
static int64_t raise(int64_t whole, int64_t part, int64_t power)
{
	if (whole == 0)
		return times(part ? part : 1, power);
	return whole >= power ? whole + times(part, power) : times(whole + part, power);
}

/* 三百五十万, and 百亿 as 100 亿 */
static size_t read_powers(const struct fold *t, size_t from, size_t to, int64_t *value)
{
	int64_t whole = 0, part = 0, digit = -1;
	size_t i = from;

	for (;; i++) {
		int d = han_digit(fold_letter(t, i, to));
		int64_t p = han_power(fold_letter(t, i, to));

		if (d >= 0) {
			digit = d;
		} else if (p >= 10000) {
			whole = raise(whole, part + MAX(digit, 0), p);
			part = 0;
			digit = -1;
		} else if (p) {
			part += times(digit < 0 ? 1 : digit, p);
			digit = -1;
		} else {
			break;
		}
	}
	*value = whole + part + MAX(digit, 0);
	return i;
}

static bool read_numeral(const struct fold *t, size_t i, size_t to, struct numeral *n)
{
	uint32_t cp = fold_letter(t, i, to);

	*n = (struct numeral){.scale = 1, .spelled = true};
	if (is_digit(cp)) {
		n->to = read_scale(t, read_arabic(t, i, to, &n->value), to, &n->scale);
		return true;
	}
	if (han_digit(cp) < 0 && !han_power(cp))
		return false;
	n->spelled = han_digit(cp) >= 0;
	n->to = read_digits(t, i, to, &n->value);
	if (n->to - i < 2 || han_power(fold_letter(t, n->to, to)))
		n->to = read_powers(t, i, to, &n->value);
	n->value = times(n->value, MILLE);
	return true;
}

/* ------------------------------------------------------------------- units */

static const char *const currencies[] = {
    "元", "美元", "港元", "港币", "欧元", "英镑", "日元", "韩元", "新加坡元"};

static size_t read_currency(const struct fold *t, size_t i, size_t to, int *currency)
{
	for (size_t k = 0; k < LEN(currencies); k++)
		if (fold_sees(t, i, to, currencies[k])) {
			*currency = (int)k;
			return text_length(currencies[k]);
		}
	return 0;
}

/* What follows 500万 when it is money whose 元 was left out. */
static bool leaves_out_yuan(const struct fold *t, size_t i, size_t to)
{
	static const char *const words[] = {
	    "的", "以上", "以下", "级", "经费", "资金", "基金", "规模", "产业"};

	for (size_t k = 0; k < LEN(words); k++)
		if (fold_sees(t, i, to, words[k]))
			return true;
	return i >= to || t->at[i].cp == ',' || t->at[i].cp == 0x3002;
}

/* 百分之 before a number that has just been read. */
static bool is_hundredth(const struct fold *t, size_t i)
{
	return i >= 3 && fold_sees(t, i - 3, i, "百分之");
}

/* The second number of 1:1. */
static bool read_pair(const struct fold *t, size_t i, size_t to, struct figure *f)
{
	struct numeral second;

	if (fold_letter(t, i, to) != ':' || !is_digit(fold_letter(t, i + 1, to)) ||
	    (f->from && t->at[f->from - 1].cp == ':'))
		return false;
	read_numeral(t, i + 1, to, &second);
	if (fold_letter(t, second.to, to) == ':')
		return false;
	f->kind = FIGURE_PAIR;
	f->second = second.value;
	f->to = second.to;
	return true;
}

/* 三元 of a 三元锂电池 is no sum: in Chinese numerals sums are of 万 at least. */
static bool is_word(const struct fold *t, const struct figure *f)
{
	return !is_digit(t->at[f->from].cp) && f->value < 10000 * MILLE;
}

/* The member of a chain such as 4:3:3 has no unit. */
static bool is_chained(const struct fold *t, size_t from, size_t unit, size_t to)
{
	return fold_letter(t, unit, to) == ':' ||
	       (from >= 2 && t->at[from - 1].cp == ':' && is_digit(t->at[from - 2].cp));
}

/* Decide by what follows the number at `unit`, which may lie in another cell. */
static void classify(const struct fold *t, size_t unit, size_t to, bool spelled, struct figure *f)
{
	uint32_t cp = fold_letter(t, unit, to);
	bool here = unit == f->to;
	size_t n;

	if (cp == '%' || cp == 0x2030 || is_hundredth(t, f->from)) {
		f->kind = FIGURE_RATIO;
		if (cp == 0x2030)
			f->value /= 10;
		f->to += here && (cp == '%' || cp == 0x2030);
	} else if ((n = read_currency(t, unit, to, &f->currency)) && !is_word(t, f)) {
		f->kind = FIGURE_SUM;
		f->vague = !spelled && f->to - f->from == 1;
		f->to += here ? n : 0;
	} else if (here && han_power(t->at[unit - 1].cp) >= 10000 && leaves_out_yuan(t, unit, to)) {
		f->kind = FIGURE_SUM;
		f->vague = true;
	} else if (!read_pair(t, unit, to, f)) {
		f->kind = FIGURE_COUNT;
		unit += cp == '"'; /* “1-5-20”ms */
		f->unit = unit;
		f->limit = is_chained(t, f->from, unit, to) ? unit : to;
	}
}

/* ------------------------------------------------------------------ tables */

/* The cell of a line that begins at from. */
static struct span cell_at(const struct fold *t, size_t from)
{
	struct span s = {from, from};

	while (s.to < t->n && t->at[s.to].cp != '\t' && t->at[s.to].cp != '\n')
		s.to++;
	return s;
}

/* Cell k of a line, empty when it has not so many. */
static struct span nth_cell(const struct fold *t, size_t from, size_t k)
{
	struct span s = cell_at(t, from);

	for (; k > 0; k--)
		s = s.to < t->n && t->at[s.to].cp == '\t' ? cell_at(t, s.to + 1)
							  : (struct span){s.to, s.to};
	return s;
}

enum { COLUMNS_MOST = 16 };

/* The column that a line heads 单位, or COLUMNS_MOST. */
static size_t unit_column(const struct fold *t, size_t from)
{
	size_t k = 0;

	while (k < COLUMNS_MOST) {
		struct span s = nth_cell(t, from, k);

		if (s.to - s.from == 2 && fold_sees(t, s.from, s.to, "单位"))
			return k;
		k++;
	}
	return k;
}

static size_t line_before(const struct fold *t, size_t from)
{
	size_t i = from ? from - 1 : 0;

	while (i > 0 && t->at[i - 1].cp != '\n')
		i--;
	return i;
}

/* The cell of a line of tabs that has the unit, by the head of the table; empty without one. */
static struct span unit_cell(const struct fold *t, struct span s)
{
	size_t head = s.from, column;

	while ((column = unit_column(t, head)) == COLUMNS_MOST && head > 0 &&
	       cell_at(t, line_before(t, head)).to + 1 < head)
		head = line_before(t, head);
	if (column == COLUMNS_MOST)
		return (struct span){s.to, s.to};
	s = nth_cell(t, s.from, column);
	return fold_sees(t, s.from, s.to, "-") ? (struct span){s.to, s.to} : s;
}

/* Whether a number fills its cell, but for 以上. */
static bool fills_cell(const struct fold *t, struct span s, const struct figure *f)
{
	size_t to = f->to + (fold_sees(t, f->to, s.to, "以上") ? 2 : 0);

	return f->from > s.from && t->at[f->from - 1].cp == '\t' &&
	       (to == s.to || t->at[to].cp == '\t');
}

/* 亿元 in the cell of the unit: its scale, and where the rest is. */
static size_t take_unit(const struct fold *t, struct span cell, struct figure *f)
{
	size_t i = read_scale(t, cell.from, cell.to, &f->scale);

	f->value = times(f->value, f->scale);
	return i;
}

/* ------------------------------------------------------------------- words */

/* Ratios that are no numbers: 全额奖励 is 100 %. */
static bool read_word(const struct fold *t, size_t i, size_t to, struct figure *f)
{
	static const struct {
		const char *word;
		int64_t percent;
	} words[] = {{"全额", 100}, {"过半", 50}, {"半数", 50}};

	for (size_t k = 0; k < LEN(words); k++) {
		if (!fold_sees(t, i, to, words[k].word))
			continue;
		*f = (struct figure){.kind = FIGURE_RATIO,
		    .value = words[k].percent * MILLE,
		    .vague = true,
		    .scale = 1,
		    .from = i,
		    .to = i + text_length(words[k].word)};
		return true;
	}
	return false;
}

/* ----------------------------------------------------------------- finding */

static struct figure read_figure(const struct fold *t, struct span s, size_t i, struct numeral n)
{
	struct figure f = {
	    .value = times(n.value, n.scale), .scale = n.scale, .from = i, .to = n.to};

	if (fills_cell(t, s, &f)) {
		struct span cell = unit_cell(t, s);

		classify(t, take_unit(t, cell, &f), cell.to, true, &f);
	} else {
		classify(t, n.to, s.to, n.spelled, &f);
	}
	return f;
}

/* Whether a number is one end of what the next figure is the other of. */
static bool is_joined(const struct fold *t, const struct figure *f, const struct figure *next)
{
	uint32_t cp = fold_letter(t, f->to, t->n);

	if (f->kind != FIGURE_COUNT || f->to + 1 != next->from || f->scale != 1)
		return false;
	if (cp == 0x3001) /* 、 */
		return next->kind != FIGURE_COUNT;
	return cp == '-' || cp == '~' || cp == 0x81F3 || cp == 0x5230; /* 至 到 */
}

/* Give the first number the unit behind the second. */
static void join(struct figure *f, const struct figure *next)
{
	f->kind = next->kind == FIGURE_PAIR ? FIGURE_COUNT : next->kind;
	f->currency = next->currency;
	f->scale = next->scale;
	f->value = times(f->value, next->scale);
	f->unit = next->unit;
	f->limit = next->limit;
}

struct figures figures_find(struct arena *a, const struct fold *t, struct span s)
{
	struct figures out = {0};
	struct figure f;
	struct numeral n;

	for (size_t i = s.from; i < s.to; i++) {
		if (read_numeral(t, i, s.to, &n))
			f = read_figure(t, s, i, n);
		else if (!read_word(t, i, s.to, &f))
			continue;
		*(struct figure *)VEC_PUSH(a, out.at, out.n, out.cap) = f;
		i = f.to - 1;
	}
	for (size_t k = out.n; k-- > 1;)
		if (is_joined(t, &out.at[k - 1], &out.at[k]))
			join(&out.at[k - 1], &out.at[k]);
	return out;
}

/* -------------------------------------------------------------- comparing */

/* 20余家, 20个以上 and 20以上 count the same as 20家 and 20个. */
static size_t skip_nearness(const struct fold *t, size_t i, size_t to)
{
	static const char *const words[] = {"余", "多", "以上", "左右"};

	for (size_t k = 0; k < LEN(words); k++)
		if (fold_sees(t, i, to, words[k]))
			return i + text_length(words[k]);
	return i;
}

static bool is_unit(uint32_t cp)
{
	return text_is_han(cp) || is_digit(cp) || (cp >= 'A' && cp <= 'Z') ||
	       (cp >= 'a' && cp <= 'z');
}

static bool same_unit(const struct fold *digest, const struct figure *x, const struct fold *source,
    const struct figure *y, size_t letters)
{
	size_t from = skip_nearness(source, y->unit, y->limit);

	if (y->unit == y->limit && fold_sees(digest, x->unit, x->limit, "点"))
		return true; /* an index has no unit, but a goal must name one */
	for (size_t i = 0; i < letters && x->unit + i < x->limit; i++)
		if (digest->at[x->unit + i].cp != fold_letter(source, from + i, y->limit))
			return false;
	return true;
}

bool figure_equal(const struct fold *digest, const struct figure *x, const struct fold *source,
    const struct figure *y, size_t letters)
{
	if (x->kind == FIGURE_COUNT && !is_unit(fold_letter(digest, x->unit, x->limit)))
		return x->value == y->value || x->value == y->value / y->scale; /* 2016年为100.7 */
	if (x->kind != y->kind || x->value != y->value)
		return false;
	switch (x->kind) {
	case FIGURE_SUM:
		return x->currency == y->currency;
	case FIGURE_PAIR:
		return x->second == y->second;
	case FIGURE_RATIO:
		return true;
	case FIGURE_COUNT:
		break;
	}
	return same_unit(digest, x, source, y, letters);
}

bool figure_is_year(const struct fold *t, const struct figure *x)
{
	uint32_t cp = fold_letter(t, x->to, x->limit);

	return x->kind == FIGURE_COUNT && x->to - x->from == 4 && x->value >= 1949 * MILLE &&
	       x->value <= 2100 * MILLE && (!text_is_han(cp) || cp == 0x5E74) && /* 年 */
	       !(cp >= 'A' && cp <= 'z');
}

char *figure_words(struct arena *a, const struct fold *t, const struct figure *x)
{
	size_t to = x->to, most = x->to + 4;

	if (x->kind == FIGURE_COUNT && x->unit == x->to)
		while (to < MIN(x->limit, most) && is_unit(t->at[to].cp))
			to++;
	return fold_words(a, t, (struct span){x->from, to});
}
