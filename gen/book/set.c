/*
 * A line → the place of each of its items. White gives and grows in the order
 * of CLREQ: a tier is used up before the next one is touched, and inside a tier
 * each joint takes its share. Shares are running fractions of whole mpt, so the
 * right edge of a justified line is exact.
 */
#include "book/line.h"

#include <string.h>

/* What is asked of each kind of white: less than nothing shrinks. */
struct demand {
	int64_t shrink[TIERS], word, gap, open;
	struct sum sum;
};

static struct sum measure_line(const struct text *t, struct line l)
{
	struct sum d = {0};

	for (uint32_t i = l.from; i < l.to; i++) {
		const struct item *it = &t->items[i];

		d.natural += it->width;
		if (i + 1 == l.to)
			break;
		d.natural += it->gap;
		d.shrink[it->tier] += it->shrink;
		*(it->tier == TIER_WORD ? &d.word : &d.gap) += it->stretch;
		d.opens += it->opens;
	}
	d.natural -= t->items[l.from].lead + t->items[l.to - 1].trail + t->items[l.to - 1].kern;
	return d;
}

static void demand_less(struct demand *d, int64_t need)
{
	for (int k = 0; k < TIERS && need > 0; k++) {
		d->shrink[k] = MIN(need, d->sum.shrink[k]);
		need -= d->shrink[k];
	}
}

/*
 * Han open to a quarter of an em (D4), and words take what is left. A line that
 * would need more, before a long word, stays as it is.
 */
static void demand_more(struct demand *d, int64_t need, mpt em)
{
	int64_t open = (int64_t)em * d->sum.opens / 4;
	int64_t rest = need - d->sum.word - d->sum.gap - open;

	if (rest > 0 && rest > (int64_t)4 * d->sum.word && d->sum.opens)
		return;
	d->word = MIN(need, d->sum.word);
	need -= d->word;
	d->gap = MIN(need, d->sum.gap);
	need -= d->gap;
	d->open = MIN(need, open);
	need -= d->open;
	if (d->sum.word)
		d->word += need;
	else if (d->sum.gap)
		d->gap += need; /* nothing but gaps: they take it all */
}

static int64_t share(int64_t all, int64_t part, int64_t whole)
{
	return whole ? all * part / whole : 0;
}

/* The white that the joints before item i have taken together. */
static int64_t taken(const struct demand *d, const struct sum *s)
{
	int64_t n = share(d->word, s->word, d->sum.word) + share(d->gap, s->gap, d->sum.gap) +
		    share(d->open, s->opens, d->sum.opens);

	for (int k = 0; k < TIERS; k++)
		n -= share(d->shrink[k], s->shrink[k], d->sum.shrink[k]);
	return n;
}

mpt line_set(
    const struct text *t, struct line l, struct setting m, bool first, enum align align, mpt *x)
{
	struct demand d = {.sum = measure_line(t, l)};
	mpt indent = first ? m.indent : 0, start = indent;
	int64_t need = m.width - indent - d.sum.natural, at;
	struct sum s = {0};

	if (need < 0)
		demand_less(&d, -need);
	else if (align == ALIGN_JUSTIFY && !l.last && !m.ragged)
		demand_more(&d, need, t->spans[t->items[l.from].span].look->size);
	else if (align == ALIGN_CENTRE)
		start += (mpt)(need / 2);
	else if (align == ALIGN_RIGHT)
		start += (mpt)need;
	at = start - t->items[l.from].lead;
	for (uint32_t i = l.from; i < l.to; i++) {
		const struct item *it = &t->items[i];

		x[i - l.from] = (mpt)(at + taken(&d, &s));
		at += it->width + it->gap;
		s.shrink[it->tier] += it->shrink;
		*(it->tier == TIER_WORD ? &s.word : &s.gap) += it->stretch;
		s.opens += it->opens;
	}
	return x[l.to - 1 - l.from] + t->items[l.to - 1].width - t->items[l.to - 1].trail -
	       t->items[l.to - 1].kern;
}
