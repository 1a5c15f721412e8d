/*
 * A text in a given number of lines: the programme of line.c for each number up to
 * it, over lines that are as even as a line of the book should be.
 */
#include "book/line_parts.h"

enum {
	OPEN_EVEN = 50
}; /* thousandths of an em between Han, where a line more or less was asked for */

/* Neither wide gaps nor squeezed full stops, and two characters at the end: D4, D7. */
static bool is_even(const struct trial *t)
{
	int64_t need = t->width - t->sum.natural;

	if (need < 0)
		return -need <= sum_shrink(&t->sum) - t->sum.shrink[TIER_STOP];
	if (t->last)
		return t->characters >= 2;
	need -= t->sum.word + t->sum.gap;
	return need * 1000 <= (int64_t)t->em * OPEN_EVEN * t->sum.opens;
}

/* Whether n lines could be right, by the whole text: most paragraphs end here. */
static bool could_fill(const struct breaker *b, const struct section_of_text *s, size_t n)
{
	struct sum all = line_sum(s->t, b->sums, s->from, s->from, s->to);
	int64_t room = (int64_t)n * s->m.width - s->m.indent;
	int64_t least = all.natural - sum_shrink(&all) - (int64_t)n * s->em;
	int64_t most =
	    all.natural + all.word + all.gap + (int64_t)all.opens * s->em * OPEN_EVEN / 1000;

	return least <= room && most >= room - s->m.width + s->em;
}

/* As relax, for each number of lines up to n. */
static void relax_counted(struct breaker *b, const struct section_of_text *s, size_t z, size_t n)
{
	int64_t *costs = b->counted + z * (n + 1);

	for (size_t k = 0; k <= n; k++)
		costs[k] = COST_NONE;
	for (size_t a = z; a-- > 0;) {
		const int64_t *before = b->counted + a * (n + 1);
		struct trial trial;
		enum fill fill = trial_make(b, s, a, z, &trial);
		int64_t cost;

		if (fill == FILL_TOO_LONG)
			break;
		if (fill == FILL_LONG || !is_even(&trial))
			continue;
		cost = trial_cost(&trial);
		for (size_t k = 0; k < n; k++) {
			if (before[k] == COST_NONE || before[k] + cost >= costs[k + 1])
				continue;
			costs[k + 1] = before[k] + cost;
			b->counted_froms[z * (n + 1) + k + 1] = (uint32_t)a;
		}
	}
}

static void reserve_counted(struct breaker *b, size_t n)
{
	if (n <= b->counted_cap)
		return;
	b->counted_cap = n + n / 2;
	b->counted = mem_resize(b->counted, b->counted_cap * sizeof(*b->counted));
	b->counted_froms = mem_resize(b->counted_froms, b->counted_cap * sizeof(*b->counted_froms));
}

/* The predecessors of the way with n lines, as fit() leaves them. */
static bool fit_counted(struct breaker *b, const struct section_of_text *s, size_t n)
{
	size_t last;

	ends_find(b, s, TEAR_FREE);
	reserve_counted(b, b->ends_n * (n + 1));
	for (size_t k = 0; k <= n; k++)
		b->counted[k] = k ? COST_NONE : 0;
	for (size_t z = 1; z < b->ends_n; z++)
		relax_counted(b, s, z, n);
	last = b->ends_n - 1;
	if (b->counted[last * (n + 1) + n] == COST_NONE)
		return false;
	for (size_t z = last, k = n; z > 0; k--) {
		b->froms[z] = b->counted_froms[z * (n + 1) + k];
		z = b->froms[z];
	}
	return true;
}

size_t line_break_count(struct breaker *b, struct arena *a, const struct text *t, struct setting m,
    size_t n, struct line **out)
{
	struct section_of_text s = {t, 0, (uint32_t)t->n, m, 0};

	*out = NULL;
	if (!t->n || !n || m.ragged || section_end_of(t, 0) < t->n)
		return 0;
	s.em = t->spans[t->items[0].span].look->size;
	breaker_reserve(b, t->n + 2);
	sums_fill(t, 0, (uint32_t)t->n, b->sums);
	if (!could_fill(b, &s, n) || !fit_counted(b, &s, n))
		return 0;
	*out = arena_array(a, struct line, n);
	return lines_collect(b, &s, *out);
}
