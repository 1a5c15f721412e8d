/*
 * A bound in 条件 on the sum that an applicant names: 实际投入500万元以上 → at least 5,000,000
 * yuan of the kind of basis that the words before it name. Only what is clear is read: a
 * part of the cell, from comma to comma, that is words of estimate.yml, a sum of yuan and
 * the words for at least or at most, and nothing else. A cell with a word of `unclear`
 * (或, 除外) has no bound. All else is left to the reader.
 */
#include <string.h>

#include "digest/amount_parts.h"
#include "digest/digest_parts.h"

/* A word before or behind a sum; by: what is added to it, so that it is within. */
struct bound_word {
	const char *s;
	bool most;
	int by;
};

static const struct bound_word before[] = {{"不低于", false, 0}, {"不少于", false, 0},
    {"不超过", true, 0}, {"不高于", true, 0}, {"达到", false, 0}, {"超过", false, 1},
    {"低于", true, -1}, {"少于", true, -1}};
static const struct bound_word behind[] = {{"（含）以上", false, 0}, {"及以上", false, 0},
    {"以上", false, 0}, {"（含）以下", true, 0}, {"及以下", true, 0}, {"以下", true, 0}};

/* The word that the subject ends in, which is cut off; longer words stand first. */
static const struct bound_word *cut_word(struct scan *subject)
{
	for (size_t i = 0; i < LEN(before); i++)
		if (scan_ends(subject, before[i].s)) {
			subject->end -= strlen(before[i].s);
			return &before[i];
		}
	return NULL;
}

static const struct bound_word *take_word(struct scan *c)
{
	for (size_t i = 0; i < LEN(behind); i++)
		if (scan_take(c, behind[i].s))
			return &behind[i];
	return NULL;
}

/* The one kind of basis that is meant, or NULL. */
static const struct basis *find_basis(const struct taxonomy *x, const char *subject, bool *narrowed)
{
	uint32_t kinds = vocabulary_scan(x->basis_words, subject, narrowed);

	if (!vocabulary_knows(x->basis_words, subject))
		return NULL;
	for (size_t i = 0; i < x->bases_n; i++)
		if (kinds == 1u << i)
			return &x->bases[i];
	return NULL;
}

/*
 * The sum named may be a part of what is meant, where the row's own basis is one, and
 * what is meant a part of the sum named; or they are different things of one kind, as
 * revenue and a prize. Then it does not decide.
 */
static void set(struct support *s, int64_t yuan, const struct bound_word *w, bool narrowed)
{
	if (w->most)
		s->limit.most = yuan + w->by;
	else
		s->limit.least = yuan + w->by;
	s->limit.partly = !s->limit.basis->whole || (w->most ? narrowed : s->basis_narrowed);
}

static bool read_part(
    struct arena *a, const struct taxonomy *x, struct scan part, struct support *s)
{
	struct scan subject = part;
	const struct bound_word *first, *last;
	const char *text = arena_dupn(a, part.s, (size_t)(part.end - part.s));
	int64_t yuan;
	bool narrowed;

	while (!scan_done(&part) && !scan_sees_digit(&part))
		part.s++;
	subject.end = part.s;
	first = cut_word(&subject);
	if (!amount_yuan(&part, &yuan))
		return false;
	last = take_word(&part);
	if (!scan_done(&part) || (!first && !last) || (first && last && first->most != last->most))
		return false;
	s->limit.basis =
	    find_basis(x, arena_dupn(a, subject.s, (size_t)(subject.end - subject.s)), &narrowed);
	if (!s->limit.basis)
		return false;
	s->limit.text = text;
	set(s, yuan, first ? first : last, narrowed);
	return true;
}

static const char *part_end(const struct scan *c)
{
	const char *comma = scan_find(c, "，"), *stop = scan_find(c, "；");

	comma = comma ? comma : c->end;
	stop = stop ? stop : c->end;
	return MIN(comma, stop);
}

void limit_find(struct arena *a, const struct taxonomy *x, struct place at, struct support *s)
{
	struct scan c;

	if (!s->conditions)
		return;
	for (size_t i = 0; i < x->unclear_n; i++)
		if (strstr(s->conditions, x->unclear[i]))
			return;
	c = scan_new(s->conditions, at);
	while (!scan_done(&c)) {
		const char *end = part_end(&c);

		if (read_part(a, x, scan_part(&c, c.s, end), s))
			return;
		c.s = end < c.end ? end + strlen("，") : c.end;
	}
}
