/*
 * The numbers that stand before headings and under figures: 第三章, 1., 图3-1.
 * A look has the pattern; chapters count in Han numerals, figures and tables
 * within their chapter.
 */
#include "book/tree_parts.h"

#include <string.h>

/* 一, 十二, 二十 */
static const char *han_number(struct arena *a, int n)
{
	static const char *const ones[] = {
	    "", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	if (n <= 0 || n > 99)
		return arena_printf(a, "%d", n);
	return arena_printf(
	    a, "%s%s%s", n < 20 ? "" : ones[n / 10], n < 10 ? "" : "十", ones[n % 10]);
}

/* 、 and ） and a full stop part a number from the words by themselves. */
static bool ends_in_mark(const char *pattern)
{
	static const char *const marks[] = {"、", "）", ".", "．"};
	size_t n = strlen(pattern);

	for (size_t i = 0; i < LEN(marks); i++)
		if (n >= strlen(marks[i]) && strcmp(pattern + n - strlen(marks[i]), marks[i]) == 0)
			return true;
	return false;
}

const char *tree_fill_number(struct arena *a, const char *pattern, const char *number)
{
	const char *hole = strchr(pattern, '{'), *rest = hole ? strchr(hole, '}') : NULL;

	if (!rest)
		return pattern;
	return arena_printf(a, "%.*s%s%s%s", (int)(hole - pattern), pattern, number, rest + 1,
	    ends_in_mark(pattern) ? "" : "　");
}

/* On a line of its own, in a look of its own, above the words. */
static void stack_number(struct tree *t, const char *words, struct place p)
{
	struct look k = style_own(t->job->sheet, t->job->paper, "number");
	struct span s = {
	    .text = words, .look = look_keep(t->job, k), .tag = t->text->tag, .place = p};

	passage_put(t->job->a, &t->text->passage, s);
	s = (struct span){
	    .forced = true, .look = t->top->opened.look, .tag = t->text->tag, .place = p};
	passage_put(t->job->a, &t->text->passage, s);
}

/* 第{}章 takes 一, {1}. takes 1. */
static void number_heading(struct tree *t, const char *pattern, int level, struct place p)
{
	struct arena *a = t->job->a;
	int n = ++t->counts[level];
	const char *number = strstr(pattern, "{1}") ? arena_printf(a, "%d", n) : han_number(a, n);
	const char *words = tree_fill_number(a, pattern, number);

	if (level == 1) {
		t->chapters++;
		t->tables = t->figures = 0;
	}
	if (t->top->opened.look->stack)
		stack_number(t, words, p);
	else
		tree_put_words(t, words, p);
}

/* 图3-1, counted as tables are. */
static void number_figure(struct tree *t, const char *pattern, struct place p)
{
	struct arena *a = t->job->a;

	t->figures++;
	tree_put_words(t,
	    tree_fill_number(a, pattern,
		t->chapters ? arena_printf(a, "%d-%d", t->chapters, t->figures)
			    : arena_printf(a, "%d", t->figures)),
	    p);
}

void tree_number_text(struct tree *t, const char *pattern, int level, struct place p)
{
	if (!pattern || strcmp(pattern, "no") == 0)
		return;
	if (level)
		number_heading(t, pattern, level, p);
	else
		number_figure(t, pattern, p);
}
