/*
 * Where titles may break: text in, the ends of its words out, as ICU's dictionary
 * divides Chinese, in whatever order they come. A phrase is words that stay on one
 * line: a word that the content keeps whole (人工智能), a number with its unit, a
 * mark or a word of one letter with what it belongs to. Lines are not filled here.
 */
#include "base/base.h"

#include <ctype.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* The byte after each word. */
static size_t find_words(UBreakIterator *words, uint32_t *ends)
{
	size_t n = 0;

	for (int32_t end = ubrk_next(words); end != UBRK_DONE; end = ubrk_next(words))
		ends[n++] = (uint32_t)end;
	return n;
}

size_t text_words(struct arena *a, const char *s, uint32_t **ends)
{
	UErrorCode e = U_ZERO_ERROR;
	UText *text = utext_openUTF8(NULL, s, -1, &e);
	UBreakIterator *words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &e);
	size_t n;

	ubrk_setUText(words, text, &e);
	if (U_FAILURE(e))
		die("ICU cannot divide words: %s", u_errorName(e));
	*ends = arena_array(a, uint32_t, text_length(s) + 1);
	n = find_words(words, *ends);
	ubrk_close(words);
	utext_close(text);
	return n;
}

static bool opens(uint32_t cp)
{
	return cp == 0xFF08 || cp == 0x300A || cp == 0x3008 || cp == 0x201C || cp == 0x2018 ||
	       cp == 0x3014;
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* No line begins with a mark other than one that opens, nor ends with that; a number keeps its
 * unit. */
static bool may_break(uint32_t before, uint32_t after)
{
	if (opens(before) || is_digit(before))
		return false;
	if (is_digit(after))
		return before != '-' && before != 0x2014;
	return opens(after) || text_is_han(after) || (after < 0x80 && isalpha((int)after));
}

/* Whether a word of `kept` reaches over the place. */
static bool is_inside(const char *s, uint32_t at, const char *const *kept)
{
	for (; kept && *kept; kept++) {
		size_t n = strlen(*kept);

		for (size_t back = 1; back < n && back <= at; back++)
			if (strncmp(s + at - back, *kept, n) == 0)
				return true;
	}
	return false;
}

/* A word of one letter, such as 市, 的 or 和, leans on what is before it. */
static bool leans(const char *s, uint32_t from, uint32_t to, const char *const *kept)
{
	const char *p = s + from;

	return text_is_han(text_next(&p)) && p == s + to && !is_inside(s, to, kept);
}

size_t text_phrases(struct arena *a, const char *s, const char *const *kept, uint32_t **ends)
{
	size_t n = text_words(a, s, ends), left = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		uint32_t end = (*ends)[i], before = text_before(s, s + end);
		const char *p = s + end;

		if (may_break(before, text_next(&p)) && !is_inside(s, end, kept) &&
		    !leans(s, end, (*ends)[i + 1], kept))
			(*ends)[left++] = end;
	}
	if (n)
		(*ends)[left++] = (*ends)[n - 1];
	return left;
}
