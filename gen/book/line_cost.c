/*
 * What a line costs: prefix sums over the items give its width and its white in
 * constant time; white that gives or grows has a price by its kind, in the order
 * of CLREQ's line adjustment (typography B5, D5).
 */
#include "book/line_parts.h"

#include <string.h>

enum {
	ONE_CHARACTER = 250000, /* a last line of one character: D7 */
	SHORT_LAST = 2500,      /* a last line under two em */
	RAGGED_LINE = 100000,   /* each further line of a ragged text */
	MIDWAY = 4000,          /* a line of a title that ends without a mark: A10 */
	TORN_PHRASE = 10000,    /* as much as opening a line by a twentieth of an em */
};

void sums_fill(const struct text *t, uint32_t from, uint32_t to, struct sum *s)
{
	memset(s, 0, sizeof(*s));
	for (uint32_t i = from; i < to; i++, s++) {
		const struct item *it = &t->items[i];

		s[1] = s[0];
		s[1].natural += it->width + it->gap;
		s[1].shrink[it->tier] += it->shrink;
		if (it->tier == TIER_WORD)
			s[1].word += it->stretch;
		else
			s[1].gap += it->stretch;
		s[1].opens += it->opens;
	}
}

static bool is_blank(const struct item *it)
{
	return it->class == CLASS_SPACE;
}

uint32_t line_end(const struct text *t, uint32_t i, uint32_t j)
{
	while (j > i + 1 && is_blank(&t->items[j - 1]))
		j--;
	return j;
}

/* Only the width: for the many lines that are tried and are far too long. */
int64_t line_natural(
    const struct text *t, const struct sum *s, uint32_t base, uint32_t i, uint32_t j)
{
	uint32_t end = line_end(t, i, j);
	const struct item *last = &t->items[end - 1];

	return s[end - 1 - base].natural - s[i - base].natural + last->width - t->items[i].lead -
	       last->trail - last->kern;
}

struct sum line_sum(
    const struct text *t, const struct sum *s, uint32_t base, uint32_t i, uint32_t j)
{
	uint32_t end = line_end(t, i, j);
	const struct sum *a = &s[i - base], *z = &s[end - 1 - base];
	struct sum d = {
	    .natural = line_natural(t, s, base, i, j),
	    .word = z->word - a->word,
	    .gap = z->gap - a->gap,
	    .opens = z->opens - a->opens,
	};

	for (int k = 0; k < TIERS; k++)
		d.shrink[k] = z->shrink[k] - a->shrink[k];
	return d;
}

int64_t sum_shrink(const struct sum *s)
{
	int64_t n = 0;

	for (int k = 0; k < TIERS; k++)
		n += s->shrink[k];
	return n;
}

/* base × (part / whole)³, in tenths. */
static int64_t cube(int64_t base, int64_t part, int64_t whole)
{
	int64_t r = whole ? part * 1000 / whole : 0;

	r = MIN(r, 100000);
	return base * r / 1000 * r / 1000 * r / 100;
}

static int64_t badness_shrink(const struct sum *s, int64_t need)
{
	static const int bases[TIERS] = {10, 20, 60, 60, 150}, fixed[TIERS] = {[TIER_STOP] = 300};
	int64_t b = 0;

	for (int k = 0; k < TIERS && need > 0; k++) {
		int64_t part = MIN(need, s->shrink[k]);

		if (part)
			b += cube(bases[k], part, s->shrink[k]) + fixed[k];
		need -= part;
	}
	return b;
}

static int64_t badness_stretch(const struct sum *s, int64_t need, mpt em)
{
	int64_t part = MIN(need, s->word), b = cube(5, part, s->word), each;

	need -= part;
	part = MIN(need, s->gap);
	b += cube(10, part, s->gap);
	need -= part;
	if (need <= 0)
		return b;
	if (!s->opens && s->word) /* Latin alone: its words stand further apart */
		return b + cube(100, need, s->word) + 1000;
	each = need / MAX(s->opens, 1);
	return b + cube(100, each, em / 20) + (s->opens ? 0 : 1000);
}

int64_t trial_cost(const struct trial *t)
{
	int64_t need = t->width - t->sum.natural, b = 0, extra = 0;

	if (t->last && t->characters < 2)
		extra = t->ragged ? RAGGED_LINE / 2 : ONE_CHARACTER;
	else if (t->last && t->sum.natural < (int64_t)2 * t->em)
		extra = SHORT_LAST;
	if (t->ragged) {
		b = t->last && !t->balance ? 0 : need * 10 / t->em;
		return RAGGED_LINE + b * b + extra + (t->midway ? MIDWAY : 0);
	}
	if (t->torn)
		extra += TORN_PHRASE;
	if (need < 0)
		b = badness_shrink(&t->sum, -need);
	else if (!t->last)
		b = badness_stretch(&t->sum, need, t->em);
	return (10 + b) * (10 + b) / 100 + extra;
}
