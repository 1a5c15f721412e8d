/*
 * paragraph.c: lines into paragraphs.
 *
 * In: folded text with every line end. Out: the same with those alone that end
 * a paragraph. The sources are pages: a line may stop in the middle of a word
 * or of a number, with an empty line behind. A line that does not end a
 * sentence goes on with the next one, unless that one is numbered. A heading
 * without a mark at its end is so joined with its text, which is as it should
 * be: both are the first paragraph of the clause.
 */
#include "audit/audit_parts.h"

static size_t line_end(const struct fold *t, size_t i)
{
	while (i < t->n && t->at[i].cp != '\n')
		i++;
	return i;
}

static bool ends_sentence(const struct fold *t, size_t from, size_t to)
{
	if (to > from && t->at[to - 1].cp == '"')
		to--;
	switch (fold_letter(t, to - 1, to)) {
	case 0x3002: /* 。 */
	case ';':
	case ':':
	case '!':
	case '?':
	case ')':
		return to > from;
	default:
		return to == from;
	}
}

static bool has_cells(const struct fold *t, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (t->at[i].cp == '\t')
			return true;
	return false;
}

/* Whether the line from..to goes on with the one from next..end. */
static bool goes_on(const struct fold *t, size_t from, size_t to, size_t next, size_t end)
{
	struct label l;

	return !ends_sentence(t, from, to) && !label_read(t, next, end, &l) &&
	       !has_cells(t, from, to) && !has_cells(t, next, end);
}

static size_t skip_empty(const struct fold *t, size_t i)
{
	while (i < t->n && t->at[i].cp == '\n')
		i++;
	return i;
}

void paragraphs_join(struct fold *t)
{
	size_t n = 0;

	for (size_t from = skip_empty(t, 0); from < t->n;) {
		size_t to = line_end(t, from), next = skip_empty(t, to);
		struct letter stop = t->at[MIN(to, t->n - 1)];
		bool joined = next < t->n && goes_on(t, from, to, next, line_end(t, next));

		for (size_t i = from; i < to; i++)
			t->at[n++] = t->at[i];
		if (!joined) {
			stop.cp = '\n';
			t->at[n++] = stop;
		}
		from = next;
	}
	t->n = n;
}
