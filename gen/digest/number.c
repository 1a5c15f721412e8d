/*
 * number.c: document numbers such as 国发〔2017〕35号 in running text.
 *
 * In: a tree of nodes. Out: the same, with NODE_NUMBER for each number found.
 * A number is 2 to 8 Han characters, a year in 〔〕, figures and 号 (GB/T 9704,
 * 7.2.5). No mark parts it from the words before, so these are cut: at the last
 * word that no issuing body's sign contains, or where the number is one that
 * the front matter names. Text of links is left alone.
 */
#include "digest/markdown_parts.h"

#include <string.h>

enum { SIGN_LEAST = 2, SIGN_MOST = 8, FIGURES_MOST = 5 };

/* Words before a number that end no sooner than its sign begins. */
static const char *const leads[] = {
    "根据",
    "依据",
    "依照",
    "按照",
    "参照",
    "遵照",
    "对照",
    "落实",
    "贯彻",
    "执行",
    "印发",
    "转发",
    "发布",
    "公布",
    "下发",
    "文号",
    "文件",
    "通知",
    "意见",
    "办法",
    "规定",
    "细则",
    "详见",
    "参见",
    "以及",
    "代替",
    "替代",
    "废止",
    "修订",
    "国务院",
    "办公厅",
    "办公室",
    "政府",
    "委员会",
    "依",
    "按",
    "照",
    "据",
    "见",
    "为",
    "即",
    "是",
    "的",
    "与",
    "和",
    "及",
    "或",
    "由",
    "从",
    "在",
    "对",
    "将",
    "被",
    "把",
    "了",
    "于",
    "至",
    "到",
    "号",
    "以",
    "如",
    "系",
    "指",
    "原",
    "附",
    "替",
};

/* End of 〔2017〕35号 at s, or NULL. */
static const char *skip_figures(const char *s)
{
	size_t n;

	s += strlen("〔");
	if (strspn(s, "0123456789") != 4 || (strncmp(s, "19", 2) != 0 && strncmp(s, "20", 2) != 0))
		return NULL;
	s += 4;
	if (strncmp(s, "〕", strlen("〕")) != 0)
		return NULL;
	s += strlen("〕");
	n = strspn(s, "0123456789");
	if (n == 0 || n > FIGURES_MOST || strncmp(s + n, "号", strlen("号")) != 0)
		return NULL;
	return s + n + strlen("号");
}

static const char *han_before(const char *start, const char *s)
{
	char one[4];

	while (s > start) {
		uint32_t cp = text_before(start, s);

		if (!text_is_han(cp))
			break;
		s -= text_encode(cp, one);
	}
	return s;
}

/* The end of the last word of `leads` in the run. */
static const char *cut_leads(const char *from, const char *to)
{
	const char *cut = from;

	for (size_t i = 0; i < LEN(leads); i++) {
		size_t n = strlen(leads[i]);

		for (const char *s = from; s + n <= to; s++)
			if (memcmp(s, leads[i], n) == 0 && s + n > cut && s + n < to)
				cut = s + n;
	}
	return cut;
}

/* Where a known number begins that ends at `end`, or NULL. */
static const char *known_start(const char *start, const char *end, const char *number)
{
	size_t n = number ? strlen(number) : 0;

	if (n == 0 || (size_t)(end - start) < n || memcmp(end - n, number, n) != 0)
		return NULL;
	return end - n;
}

static const char *find_known(const char *start, const char *end, const struct policy *p)
{
	const char *at = p ? known_start(start, end, p->doc_number) : NULL;

	for (size_t i = 0; !at && p && i < p->citations_n; i++)
		at = known_start(start, end, p->citations[i].number);
	return at;
}

/* Where the number begins whose 〔 is at `bracket` and that ends at `end`; NULL when it is none. */
static const char *find_start(
    const char *start, const char *bracket, const char *end, const struct policy *p)
{
	const char *known = find_known(start, end, p), *from;
	size_t length = 0;

	if (known)
		return known;
	from = cut_leads(han_before(start, bracket), bracket);
	for (const char *s = from; s < bracket; length++)
		text_next(&s);
	return length >= SIGN_LEAST && length <= SIGN_MOST ? from : NULL;
}

const char *number_next(const char *s, const struct policy *p, size_t *n)
{
	const char *bracket = s, *start = s;

	while ((bracket = strstr(bracket, "〔"))) {
		const char *end = skip_figures(bracket);
		const char *from = end ? find_start(start, bracket, end, p) : NULL;

		bracket += strlen("〔");
		if (!end)
			continue;
		if (from) {
			*n = (size_t)(end - from);
			return from;
		}
		start = end;
	}
	return NULL;
}

/* Cut the text of t at the number: before, number, after. Returns the node after, or NULL. */
static struct node *split(
    struct arena *a, const struct lines *l, struct node *t, const char *at, size_t n)
{
	const char *text = t->text;
	struct node *number = t, *rest;

	if (at > text) {
		number = arena_new_of(a, struct node);
		*number = *t;
		number->place = inline_walk(l, t->place, text, (size_t)(at - text));
		t->text = arena_dupn(a, text, (size_t)(at - text));
		t->next = number;
	}
	number->kind = NODE_NUMBER;
	number->text = arena_dupn(a, at, n);
	if (!at[n])
		return NULL;
	rest = arena_new_of(a, struct node);
	*rest = *number;
	rest->kind = NODE_TEXT;
	rest->text = at + n;
	rest->place = inline_walk(l, number->place, at, n);
	number->next = rest;
	return rest;
}

/* A line break that left nothing may lie within a number: then all of it goes to the first text. */
static bool mend_break(
    struct arena *a, const struct lines *l, struct node *t, const struct policy *p)
{
	struct node *next = t->next;
	const char *both, *at, *seam;
	size_t n = 0, taken;

	if (!next || next->kind != NODE_TEXT)
		return false;
	at = both = arena_printf(a, "%s%s", t->text, next->text);
	seam = both + strlen(t->text);
	do
		at = number_next(at + n, p, &n);
	while (at && at + n <= seam);
	if (!at || at >= seam)
		return false;
	taken = (size_t)(at + n - seam);
	t->text = arena_dupn(a, both, (size_t)(at + n - both));
	next->place = inline_walk(l, next->place, next->text, taken);
	next->text += taken;
	if (!*next->text)
		t->next = next->next;
	return true;
}

void number_find(struct arena *a, struct node *first, const struct lines *l, const struct policy *p)
{
	for (struct node *t = first; t; t = t->next) {
		const char *at;
		size_t n;

		if (t->kind == NODE_LINK)
			continue;
		number_find(a, t->child, l, p);
		if (t->kind != NODE_TEXT)
			continue;
		at = number_next(t->text, p, &n);
		if (!at && mend_break(a, l, t, p))
			at = number_next(t->text, p, &n);
		if (!at)
			continue;
		if (!split(a, l, t, at, n) && t->kind == NODE_TEXT)
			t = t->next;
	}
}
