/*
 * The order of policies: code of the region, then title by pinyin as ICU's
 * collation has it, then slug. ICU cannot know that 长 is read chang in 长沙: a
 * policy with a `pinyin` key puts its whole region in order by letters, given
 * or found by ICU.
 */
#include "digest/digest_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *code_of(const struct policy *p)
{
	return p->region ? p->region->code : "";
}

/* A title that begins with 《 or “ is sorted by its first word. */
static const char *first_word(const char *title)
{
	const char *s = title;

	while (text_is_cjk_mark(text_next(&s)))
		title = s;
	return title;
}

static int compare(const void *x, const void *y, void *collator)
{
	const struct reading *a = x, *b = y;
	int d = strcmp(code_of(a->policy), code_of(b->policy));

	if (!d && a->letters && b->letters)
		d = strcmp(a->letters, b->letters);
	if (!d && a->policy->title && b->policy->title)
		d = collator_compare(
		    collator, first_word(a->policy->title), first_word(b->policy->title));
	return d ? d : strcmp(a->policy->slug, b->policy->slug);
}

static char *letters_of(struct arena *a, const struct policy *p)
{
	char *s, *end;

	if (!p->pinyin)
		return text_pinyin(a, p->title);
	s = end = arena_dup(a, p->pinyin);
	for (const char *c = s; *c; c++)
		if (*c != ' ')
			*end++ = *c;
	*end = '\0';
	return s;
}

static bool needs_letters(const struct reading *r, size_t n, const struct region *region)
{
	for (size_t i = 0; i < n; i++)
		if (r[i].policy->region == region && r[i].policy->pinyin)
			return true;
	return false;
}

void readings_sort(struct arena *a, struct reading *r, size_t n)
{
	struct collator *collator = collator_new();

	for (size_t i = 0; i < n; i++)
		if (r[i].policy->title && needs_letters(r, n, r[i].policy->region))
			r[i].letters = letters_of(a, r[i].policy);
	qsort_r(r, n, sizeof(*r), compare, collator);
	collator_free(collator);
}
