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

#define MILLE INT64_C(1000)

/* ------------------------------------------------------------------- units */

static const struct {
	const char *word;
	int currency;
} currencies[] = {{"元", 0}, {"美元", 1}, {"港元", 2}, {"港币", 2}, {"欧元", 3}, {"英镑", 4},
    {"日元", 5}, {"韩元", 6}, {"新加坡元", 7}};

static size_t read_currency(const struct fold *t, size_t i, size_t to, int *currency)
{
	for (size_t k = 0; k < LEN(currencies); k++)
		if (fold_sees(t, i, to, currencies[k].word)) {
			*currency = currencies[k].currency;
			return text_length(currencies[k].word);
		}
	return 0;
}

static bool sees_any(const struct fold *t, size_t i, size_t to, const char *const *words, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (fold_sees(t, i, to, words[k]))
			return true;
	return false;
}

enum { NAME_LETTERS = 12 };

/* 设立百亿人工智能专项基金 */
static bool names_fund(const struct fold *t, size_t i, size_t to)
{
	static const char *const words[] = {"基金", "资金"};

	for (size_t n = 0; n < NAME_LETTERS && text_is_han(fold_letter(t, i + n, to)); n++)
		if (sees_any(t, i + n, to, words, LEN(words)))
			return true;
	return false;
}

/* What follows 500万 when it is money whose 元 was left out. */
static bool leaves_out_yuan(const struct fold *t, size_t i, size_t to, bool spelled)
{
	static const char *const words[] = {
	    "的", "以上", "以下", "级", "经费", "资金", "基金", "规模", "产业"};

	return i >= to || t->at[i].cp == ',' || t->at[i].cp == 0x3002 || /* 。 */
	       sees_any(t, i, to, words, LEN(words)) || (!spelled && names_fund(t, i, to));
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

	if (fold_letter(t, i, to) != ':' || !letter_is_digit(fold_letter(t, i + 1, to)) ||
	    (f->from && t->at[f->from - 1].cp == ':'))
		return false;
	numeral_read(t, i + 1, to, &second);
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
	return !letter_is_digit(t->at[f->from].cp) && f->value < 10000 * MILLE;
}

/* The member of a chain such as 4:3:3 has no unit. */
static bool is_chained(const struct fold *t, size_t from, size_t unit, size_t to)
{
	return fold_letter(t, unit, to) == ':' ||
	       (from >= 2 && t->at[from - 1].cp == ':' && letter_is_digit(t->at[from - 2].cp));
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
	} else if (here && numeral_power(t->at[unit - 1].cp) >= 10000 &&
		   leaves_out_yuan(t, unit, to, spelled)) {
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
	size_t i = numeral_scale(t, cell.from, cell.to, &f->scale);

	f->value = numeral_times(f->value, f->scale);
	return i;
}

/* ------------------------------------------------------------------- words */

/* Ratios that are no numbers: 全额奖励 is 100 %. They are vague but where they are granted. */
static bool read_word(const struct fold *t, size_t i, size_t to, struct figure *f)
{
	static const struct {
		const char *word;
		int64_t percent;
	} words[] = {{"全额", 100}, {"过半", 50}, {"半数", 50}};
	static const char *const grants[] = {"奖励", "补贴", "补助", "资助"};

	for (size_t k = 0; k < LEN(words); k++) {
		if (!fold_sees(t, i, to, words[k].word))
			continue;
		*f = (struct figure){.kind = FIGURE_RATIO,
		    .value = words[k].percent * MILLE,
		    .scale = 1,
		    .from = i,
		    .to = i + text_length(words[k].word)};
		f->vague = !sees_any(t, f->to, to, grants, LEN(grants));
		return true;
	}
	return false;
}

/* ----------------------------------------------------------------- finding */

static struct figure read_figure(const struct fold *t, struct span s, size_t i, struct numeral n)
{
	struct figure f = {
	    .value = numeral_times(n.value, n.scale), .scale = n.scale, .from = i, .to = n.to};

	if (fills_cell(t, s, &f)) {
		struct span cell = cell_of_unit(t, s);

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
	f->value = numeral_times(f->value, next->scale);
	f->unit = next->unit;
	f->limit = next->limit;
}

struct figures figures_find(struct arena *a, const struct fold *t, struct span s)
{
	struct figures out = {0};
	struct figure f;
	struct numeral n;

	for (size_t i = s.from; i < s.to; i++) {
		if (numeral_read(t, i, s.to, &n))
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
	return text_is_han(cp) || letter_is_digit(cp) || (cp >= 'A' && cp <= 'Z') ||
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
