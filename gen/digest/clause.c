/*
 * clause.c: a clause label, 三/（二）/¶2, into its web anchor, a3-b2-p2.
 *
 * In: what stands in a 条款 cell. Out: the label and an ASCII anchor. Each part
 * between slashes is one of the kinds of content/README.md; its letter tells
 * numbering styles apart (一 a, （一） b, 1 c, （1） d, ① e), so that 一/1 and
 * 一/（1） never share an anchor. The order of styles is the source's business
 * and not checked, but that the same style comes twice, which is a slip.
 */
#include "digest/digest.h"
#include "digest/scan.h"

#include <string.h>

enum { NUMBER_MOST = 999, PARTS_MOST = 8 };

/* A whole word of its own. */
static const struct {
	const char *word, *anchor;
} words[] = {{"前言", "pre"}, {"结尾", "end"}, {"附件", "annex"}};

/* Words before a figure. */
static const struct {
	const char *word, *anchor;
} counted[] = {{"附件", "annex"}, {"专栏", "box"}, {"¶", "p"}};

/* What may follow 第 and a number. */
static const struct {
	const char *word, *anchor;
} divisions[] = {{"条", "art"}, {"章", "ch"}, {"节", "sec"}, {"部分", "part"}};

struct part {
	const char *kind; /* of the anchor */
	int number;       /* 0 when it has none */
};

/* 一 to 九百九十九; moves the cursor. 0 when there is none. */
static int take_han(struct scan *c)
{
	static const char figures[] = "一二三四五六七八九十百零〇";
	const char *from = c->s, *hundred;
	int n = 0;

	while (!scan_done(c)) {
		int len = scan_char_bytes(c->s, c->end);
		char one[5] = {0};

		memcpy(one, c->s, (size_t)len);
		if (!strstr(figures, one))
			break;
		c->s += len;
	}
	hundred = memmem(from, (size_t)(c->s - from), "百", 3);
	if (hundred) {
		n = 100 * text_han_number(from, (size_t)(hundred - from));
		if (n == 0 || n > 900)
			return 0;
		from = hundred + 3;
		if (from == c->s)
			return n;
		if (c->s - from > 3 && (memcmp(from, "零", 3) == 0 || memcmp(from, "〇", 3) == 0))
			from += 3;
	}
	int rest = text_han_number(from, (size_t)(c->s - from));
	return rest ? n + rest : 0;
}

static int take_figures(struct scan *c)
{
	int n = 0;

	if (scan_sees(c, "0"))
		return 0;
	for (; scan_sees_digit(c) && n <= NUMBER_MOST; c->s++)
		n = n * 10 + (*c->s - '0');
	return n <= NUMBER_MOST ? n : 0;
}

/* ① to ⑳, ㉑ to ㉟. */
static int take_circled(struct scan *c)
{
	int len = 0;
	uint32_t cp = scan_done(c) ? 0 : text_decode(c->s, c->end, &len);
	int n = cp >= 0x2460 && cp <= 0x2473   ? (int)(cp - 0x245F)
		: cp >= 0x3251 && cp <= 0x325F ? (int)(cp - 0x323C)
					       : 0;

	if (n)
		c->s += len;
	return n;
}

static bool take_bracketed(struct scan *c, struct part *part)
{
	if (scan_sees_digit(c)) {
		part->kind = "d";
		part->number = take_figures(c);
	} else {
		part->kind = "b";
		part->number = take_han(c);
	}
	return part->number > 0 && scan_take(c, "）");
}

static bool take_division(struct scan *c, struct part *part)
{
	part->number = scan_sees_digit(c) ? take_figures(c) : take_han(c);
	if (part->number == 0)
		return false;
	for (size_t i = 0; i < LEN(divisions); i++) {
		part->kind = divisions[i].anchor;
		if (scan_take(c, divisions[i].word))
			return true;
	}
	return false;
}

static bool take_counted(struct scan *c, struct part *part)
{
	for (size_t i = 0; i < LEN(counted); i++) {
		struct scan try = *c;

		part->kind = counted[i].anchor;
		if (!scan_take(&try, counted[i].word) || !scan_sees_digit(&try))
			continue;
		*c = try; /* a refusal points at the figures */
		part->number = take_figures(&try);
		if (part->number <= (strcmp(part->kind, "p") == 0 ? 1 : 0))
			return false;
		*c = try;
		return true;
	}
	return false;
}

static bool take_word(struct scan *c, struct part *part)
{
	for (size_t i = 0; i < LEN(words); i++) {
		part->kind = words[i].anchor;
		if (scan_take(c, words[i].word))
			return true;
	}
	return false;
}

/* The cursor stops at the offending character when this fails. */
static bool take_part(struct scan *c, struct part *part)
{
	*part = (struct part){"", 0};
	if (scan_take(c, "（"))
		return take_bracketed(c, part);
	if (scan_take(c, "第"))
		return take_division(c, part);
	if (scan_sees_digit(c)) {
		part->kind = "c";
		return (part->number = take_figures(c)) > 0;
	}
	if ((part->number = take_circled(c)) > 0) {
		part->kind = "e";
		return true;
	}
	if (scan_sees(c, "¶") || scan_sees(c, "附") || scan_sees(c, "专") || scan_sees(c, "前") ||
	    scan_sees(c, "结"))
		return take_counted(c, part) || (part->number == 0 && take_word(c, part));
	part->kind = "a";
	return (part->number = take_han(c)) > 0;
}

static void hint_label(const struct scan *c)
{
	if (scan_sees(c, "(") || scan_sees(c, ")"))
		diag_hint("brackets in labels are full-width: （一）");
	else if (scan_sees(c, "、") || scan_sees(c, ".") || scan_sees(c, "．"))
		diag_hint("leave out the mark that follows a number");
	else if (scan_sees(c, " "))
		diag_hint("labels have no spaces");
	else
		diag_hint("parts look like 一, （一）, 1, （1）, ①, 第十九条, ¶2, 前言, 结尾, "
			  "附件1, 专栏2");
}

static bool refuse(const struct scan *c, const char *why)
{
	diag(scan_place(c, c->s), DIAG_ERROR, "clause-label", "%s", why);
	return false;
}

static bool refuse_part(const struct scan *c)
{
	refuse(c, scan_done(c) ? "the label of a clause ends too early"
			       : "this is no part of a clause's label");
	hint_label(c);
	return false;
}

static bool is_repeated(const struct part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(parts[i].kind, parts[n].kind) == 0)
			return true;
	return false;
}

static char *anchor_of(struct arena *a, const struct part *parts, size_t n)
{
	char *s = arena_dup(a, "");

	for (size_t i = 0; i < n; i++) {
		s = arena_printf(a, i ? "%s-%s" : "%s%s", s, parts[i].kind);
		if (parts[i].number)
			s = arena_printf(a, "%s%d", s, parts[i].number);
	}
	return s;
}

bool clause_parse(struct arena *a, const char *s, struct place p, struct clause *out)
{
	struct scan c = scan_new(s, p);
	struct part parts[PARTS_MOST];
	size_t n = 0;

	do {
		struct scan from = c;

		if (n == PARTS_MOST)
			return refuse(&c, "a label has at most 8 parts");
		if (!take_part(&c, &parts[n]) || (!scan_done(&c) && !scan_sees(&c, "/")))
			return refuse_part(&c);
		if (is_repeated(parts, n))
			return refuse(&from, "two parts of a label are numbered in the same style");
		if (n > 0 && strcmp(parts[n - 1].kind, "p") == 0)
			return refuse(&from, "nothing follows the paragraph in a label");
		n++;
	} while (scan_take(&c, "/"));
	out->label = arena_dup(a, s);
	out->anchor = anchor_of(a, parts, n);
	return true;
}
