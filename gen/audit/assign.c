/*
 * assign.c: which row stands for which figure of the source.
 *
 * In: figures that need a claim, and claims. Out: a figure for each claim, or
 * none. A claim may stand for an equal figure in its clause, for one at a time.
 * First every needed figure gets one, by augmenting paths; then goals and pools
 * that have none get one in the same way, for each must have its own. Then
 * claims are exchanged as long as their words become more like those around
 * their figures; that decides what is reported when one is left.
 */
#include "audit/audit_parts.h"

#include <string.h>

struct assign {
	const struct source *s;
	struct claims *claims;
	size_t *owner; /* of each figure: its claim, or NO_CLAIM */
	bool *tried;
};

#define NO_CLAIM SIZE_MAX

/* ---------------------------------------------------------------- likeness */

static bool stands(const struct fold *t, struct span s, uint32_t first, uint32_t second)
{
	for (size_t i = s.from; i + 1 < s.to; i++)
		if (t->at[i].cp == first && t->at[i + 1].cp == second)
			return true;
	return false;
}

/* Pairs of Han characters that both have. */
static int overlap(const struct fold *words, const struct fold *t, struct span s)
{
	int n = 0;

	for (size_t i = 0; i + 1 < words->n; i++)
		n += text_is_han(words->at[i].cp) && text_is_han(words->at[i + 1].cp) &&
		     stands(t, s, words->at[i].cp, words->at[i + 1].cp);
	return n;
}

static bool parts(uint32_t cp)
{
	return cp == ',' || cp == 0x3001 || cp == '\t'; /* 、 */
}

/* What stands around a figure up to the next commas. */
static struct span phrase_of(const struct fold *t, const struct figure *f, struct span sentence)
{
	struct span s = {f->from, f->to};

	while (s.from > sentence.from && !parts(t->at[s.from - 1].cp))
		s.from--;
	while (s.to < sentence.to && !parts(t->at[s.to].cp))
		s.to++;
	return s;
}

int claim_likeness(const struct source *s, const struct claim *c, size_t figure)
{
	const struct figure *f = &s->figures.at[figure];
	struct span sentence = sentence_of(&s->text, f);

	return overlap(&c->words, &s->text, sentence) +
	       2 * overlap(&c->words, &s->text, phrase_of(&s->text, f, sentence));
}

/* ---------------------------------------------------------------- matching */

bool claim_covers(const struct source *s, const struct claim *c, size_t figure)
{
	const struct figure *f = &s->figures.at[figure];

	return scope_holds(&c->scope, f->from) &&
	       figure_equal(&c->cell, &c->figure, &s->text, f, c->letters);
}

/* The claim not tried yet that is most like a figure. */
static size_t best_claim(const struct assign *m, size_t figure)
{
	size_t best = NO_CLAIM;
	int most = -1;

	for (size_t k = 0; k < m->claims->n; k++) {
		int n;

		if (m->tried[k] || !claim_covers(m->s, &m->claims->at[k], figure))
			continue;
		n = claim_likeness(m->s, &m->claims->at[k], figure);
		if (n > most) {
			most = n;
			best = k;
		}
	}
	return best;
}

/* Give a figure a claim, moving others to theirs if need be. */
static bool serve_figure(struct assign *m, size_t figure)
{
	size_t k;

	while ((k = best_claim(m, figure)) != NO_CLAIM) {
		struct claim *c = &m->claims->at[k];

		m->tried[k] = true;
		if (c->covered == NO_FIGURE || serve_figure(m, c->covered)) {
			c->covered = figure;
			m->owner[figure] = k;
			return true;
		}
	}
	return false;
}

/* Give a claim a figure, moving other claims to theirs if need be; tried is by figure here. */
static bool serve_claim(struct assign *m, size_t claim)
{
	for (size_t i = 0; i < m->s->figures.n; i++) {
		if (m->tried[i] || !claim_covers(m->s, &m->claims->at[claim], i))
			continue;
		m->tried[i] = true;
		if (m->owner[i] == NO_CLAIM || serve_claim(m, m->owner[i])) {
			m->owner[i] = claim;
			m->claims->at[claim].covered = i;
			return true;
		}
	}
	return false;
}

/* The claim of a goal or pool without a figure whose words fit best, and not seen yet. */
static size_t next_claim(const struct assign *m, const bool *seen)
{
	size_t best = NO_CLAIM;
	int most = -1;

	for (size_t k = 0; k < m->claims->n; k++) {
		const struct claim *c = &m->claims->at[k];

		if (seen[k] || c->kind != CLAIM_ONE || c->covered != NO_FIGURE)
			continue;
		for (size_t i = 0; i < m->s->figures.n; i++) {
			int n = claim_covers(m->s, c, i) ? claim_likeness(m->s, c, i) : -1;

			if (n > most) {
				most = n;
				best = k;
			}
		}
	}
	return best;
}

/* Let claim k have figure i instead of its own, if that makes words more alike. */
static bool exchange(struct assign *m, const bool *needed, size_t k, size_t i)
{
	struct claim *c = &m->claims->at[k], *other;
	size_t own = c->covered, holder = m->owner[i];
	int d;

	if (own == i || !claim_covers(m->s, c, i))
		return false;
	d = claim_likeness(m->s, c, i) - claim_likeness(m->s, c, own);
	if (holder == NO_CLAIM) {
		if (d <= 0 || needed[own] > needed[i])
			return false;
	} else {
		other = &m->claims->at[holder];
		if (!claim_covers(m->s, other, own) ||
		    d + claim_likeness(m->s, other, own) - claim_likeness(m->s, other, i) <= 0)
			return false;
		other->covered = own;
	}
	m->owner[own] = holder;
	m->owner[i] = k;
	c->covered = i;
	return true;
}

/* Every exchange adds to the sum of likeness, so that this ends. */
static void exchange_all(struct assign *m, const bool *needed)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t k = 0; k < m->claims->n; k++)
			for (size_t i = 0; i < m->s->figures.n; i++)
				if (m->claims->at[k].covered != NO_FIGURE)
					changed |= exchange(m, needed, k, i);
	}
}

void claims_assign(
    struct arena *a, const struct source *s, struct claims *claims, const bool *needed)
{
	size_t n = MAX(s->figures.n, claims->n) + 1, k;
	struct assign m = {s, claims, arena_array(a, size_t, n), arena_array(a, bool, n)};
	bool *seen = arena_array(a, bool, n);

	for (size_t i = 0; i < s->figures.n; i++)
		m.owner[i] = NO_CLAIM;
	for (k = 0; k < claims->n; k++)
		claims->at[k].covered = NO_FIGURE;
	for (size_t i = 0; i < s->figures.n; i++)
		if (needed[i]) {
			memset(m.tried, 0, n * sizeof(*m.tried));
			serve_figure(&m, i);
		}
	while ((k = next_claim(&m, seen)) != NO_CLAIM) {
		seen[k] = true;
		memset(m.tried, 0, n * sizeof(*m.tried));
		serve_claim(&m, k);
	}
	exchange_all(&m, needed);
}
