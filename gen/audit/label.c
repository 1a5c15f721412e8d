/*
 * label.c: the numbering of clauses, in sources and in digests.
 *
 * In: folded text where a line begins, or the label in a 条款 cell. Out: style
 * and number. Brackets and marks may be doubled, a list mark may stand before
 * (- 1、). Whether a number fits where it stands is known to outline.c.
 */
#include "audit/audit_parts.h"

#include <string.h>

enum { NUMBER_MOST = 999 };

/* ---------------------------------------------------------------- numbers */

/* 1 to 9 for 一 to 九, 10 for 十, 100 for 百, 0 for 零 and 〇, else -1. */
static int han_digit(uint32_t cp)
{
	static const uint32_t digits[] = {
	    0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};

	for (int i = 0; i < (int)LEN(digits); i++)
		if (cp == digits[i])
			return i + 1;
	return cp == 0x767E ? 100 : cp == 0x96F6 || cp == 0x3007 ? 0 : -1;
}

/* 一 to 九百九十九; letters taken, 0 when there is none. */
static size_t read_han(const struct fold *t, size_t from, size_t to, int *number)
{
	int n = 0, digit = 0;
	size_t i = from;

	for (int d; (d = han_digit(fold_letter(t, i, to))) >= 0; i++) {
		if (d < 10) {
			digit = d;
			continue;
		}
		n += (digit ? digit : 1) * d;
		digit = 0;
	}
	*number = n + digit;
	return *number > 0 && *number <= NUMBER_MOST ? i - from : 0;
}

static size_t read_arabic(const struct fold *t, size_t from, size_t to, int *number)
{
	size_t i = from;
	int n = 0;

	for (; letter_is_digit(fold_letter(t, i, to)) && n <= NUMBER_MOST; i++)
		n = n * 10 + (int)(t->at[i].cp - '0');
	*number = n;
	return n > 0 && n <= NUMBER_MOST ? i - from : 0;
}

static size_t read_number(const struct fold *t, size_t from, size_t to, int *number)
{
	size_t n = read_han(t, from, to, number);

	return n ? n : read_arabic(t, from, to, number);
}

/* ------------------------------------------------------------------ labels */

static bool is_mark(uint32_t cp)
{
	return cp == 0x3001 || cp == '.' || cp == ','; /* 、 */
}

static size_t skip_marks(const struct fold *t, size_t i, size_t to)
{
	while (is_mark(fold_letter(t, i, to)))
		i++;
	return i;
}

/* 一、 1. */
static size_t read_plain(const struct fold *t, size_t from, size_t to, struct label *out)
{
	size_t n = read_han(t, from, to, &out->number);

	out->style = n ? STYLE_HAN : STYLE_ARABIC;
	if (!n)
		n = read_arabic(t, from, to, &out->number);
	if (!n || !is_mark(fold_letter(t, from + n, to)))
		return 0;
	n = skip_marks(t, from + n, to) - from;
	/* 1.5, 1,000 and 1、2 are figures */
	return out->style == STYLE_ARABIC && letter_is_digit(fold_letter(t, from + n, to)) &&
		       !t->at[from + n].gap
		   ? 0
		   : n;
}

/* （一） (1), with brackets doubled too */
static size_t read_bracketed(const struct fold *t, size_t from, size_t to, struct label *out)
{
	size_t i = from, n;

	while (fold_letter(t, i, to) == '(')
		i++;
	n = read_han(t, i, to, &out->number);
	out->style = n ? STYLE_BRACKETS : STYLE_ROUND;
	if (!n)
		n = read_arabic(t, i, to, &out->number);
	if (!n || i == from || fold_letter(t, i + n, to) != ')')
		return 0;
	for (i += n; fold_letter(t, i, to) == ')';)
		i++;
	return skip_marks(t, i, to) - from;
}

/* ① to ⑳, ㉑ to ㉟ */
static size_t read_circled(const struct fold *t, size_t from, size_t to, struct label *out)
{
	uint32_t cp = fold_letter(t, from, to);

	out->style = STYLE_CIRCLED;
	out->number = cp >= 0x2460 && cp <= 0x2473   ? (int)(cp - 0x245F)
		      : cp >= 0x3251 && cp <= 0x325F ? (int)(cp - 0x323C)
						     : 0;
	return out->number > 0;
}

static const struct {
	const char *word;
	enum style style;
} divisions[] = {
    {"条", STYLE_ARTICLE}, {"章", STYLE_CHAPTER}, {"节", STYLE_SECTION}, {"部分", STYLE_PART}};

/* 第六条 */
static size_t read_division(const struct fold *t, size_t from, size_t to, struct label *out)
{
	size_t n;

	if (!fold_sees(t, from, to, "第"))
		return 0;
	n = read_number(t, from + 1, to, &out->number);
	for (size_t i = 0; n && i < LEN(divisions); i++) {
		out->style = divisions[i].style;
		if (fold_sees(t, from + 1 + n, to, divisions[i].word))
			return 1 + n + text_length(divisions[i].word);
	}
	return 0;
}

/* 专栏2, 附件1, 附件: */
static size_t read_counted(const struct fold *t, size_t from, size_t to, struct label *out)
{
	bool annex = fold_sees(t, from, to, "附件");
	size_t n;

	if (!annex && !fold_sees(t, from, to, "专栏"))
		return 0;
	out->style = annex ? STYLE_ANNEX : STYLE_BOX;
	n = read_number(t, from + 2, to, &out->number);
	if (!n && (!annex || (from + 2 < to && fold_letter(t, from + 2, to) != ':')))
		return 0;
	return 2 + n;
}

size_t label_read(const struct fold *t, size_t from, size_t to, struct label *out)
{
	static size_t (*const kinds[])(const struct fold *, size_t, size_t, struct label *) = {
	    read_plain, read_bracketed, read_circled, read_division, read_counted};
	size_t i = from;

	while (fold_letter(t, i, to) == '-' || fold_letter(t, i, to) == '*')
		i++;
	for (size_t k = 0; k < LEN(kinds); k++) {
		size_t n;

		*out = (struct label){STYLE_HAN, 0};
		n = kinds[k](t, i, to, out);
		if (n)
			return i + n - from;
	}
	return 0;
}

/* ----------------------------------------------------------------- writing */

/* 1 to 9 */
static void write_digit(int n, struct buf *out)
{
	static const char digits[] = "一二三四五六七八九";

	buf_put(out, digits + 3 * (size_t)(n - 1), 3);
}

static void write_han(int n, struct buf *out)
{
	bool hundreds = n >= 100;

	if (hundreds) {
		write_digit(n / 100, out);
		buf_puts(out, n % 100 && n % 100 < 10 ? "百零" : "百");
		n %= 100;
	}
	if (n >= 20 || (hundreds && n >= 10))
		write_digit(n / 10, out);
	if (n >= 10)
		buf_puts(out, "十");
	if (n % 10)
		write_digit(n % 10, out);
}

void label_write(struct label l, struct buf *out)
{
	static const struct {
		const char *before, *after;
		bool han;
	} forms[STYLES] = {
	    [STYLE_ANNEX] = {"附件", "", false},
	    [STYLE_PART] = {"第", "部分", true},
	    [STYLE_CHAPTER] = {"第", "章", true},
	    [STYLE_SECTION] = {"第", "节", true},
	    [STYLE_ARTICLE] = {"第", "条", true},
	    [STYLE_HAN] = {"", "", true},
	    [STYLE_BRACKETS] = {"（", "）", true},
	    [STYLE_ARABIC] = {"", "", false},
	    [STYLE_ROUND] = {"（", "）", false},
	    [STYLE_BOX] = {"专栏", "", false},
	};
	char bytes[4];

	if (l.style == STYLE_CIRCLED) {
		uint32_t base = l.number <= 20 ? 0x245F : 0x323C;

		buf_put(out, bytes, (size_t)text_encode(base + (uint32_t)l.number, bytes));
		return;
	}
	buf_puts(out, forms[l.style].before);
	if (forms[l.style].han)
		write_han(l.number, out);
	else if (l.number)
		buf_printf(out, "%d", l.number);
	buf_puts(out, forms[l.style].after);
}

/* ---------------------------------------------------------- names of clauses */

/* One part of a 条款 between slashes: what label_read takes, without marks behind. */
static void read_part(const struct fold *t, size_t from, size_t to, struct clause_name *out)
{
	struct label l = {STYLE_HAN, 0};

	if (fold_sees(t, from, to, "¶")) {
		read_arabic(t, from + 1, to, &out->paragraph);
		return;
	}
	if (fold_sees(t, from, to, "前言") || fold_sees(t, from, to, "结尾")) {
		out->kind = fold_sees(t, from, to, "前言") ? CLAUSE_PREFACE : CLAUSE_CLOSING;
		return;
	}
	if (read_han(t, from, to, &l.number) == to - from)
		l.style = STYLE_HAN;
	else if (read_arabic(t, from, to, &l.number) == to - from)
		l.style = STYLE_ARABIC;
	else
		label_read(t, from, to, &l);
	if (out->n < LABEL_PARTS)
		out->parts[out->n++] = l;
}

struct clause_name clause_name_read(struct arena *a, const uint32_t *simple, const char *label)
{
	struct fold t = fold_text(a, simple, (struct place){0}, label, strlen(label));
	struct clause_name out = {.paragraph = 1};

	for (size_t from = 0; from < t.n;) {
		size_t to = from;

		while (to < t.n && t.at[to].cp != '/')
			to++;
		read_part(&t, from, to, &out);
		from = to + 1;
	}
	return out;
}
