/*
 * What a text needs: its lines at each width, filled one after another, and its
 * widest piece; for the columns of tables.
 */
#include "book/line_parts.h"

/* The end of the longest ragged line that begins at i, torn as little as may be. */
static uint32_t greedy_end(const struct breaker *b, const struct text *t, uint32_t i, mpt width)
{
	uint32_t best[TEAR_FORCED + 1] = {0};
	mpt em = t->spans[t->items[i].span].look->size;

	for (uint32_t j = i + 1; j <= t->n; j++) {
		int64_t natural = line_natural(t, b->sums, 0, i, j);

		if (natural > width + em)
			break;
		if (natural <= width)
			best[j < t->n ? t->items[j - 1].tear : TEAR_FORCED] = j;
		if (t->items[j - 1].tear == TEAR_FORCED)
			break;
	}
	if (best[TEAR_FORCED])
		return best[TEAR_FORCED];
	for (int k = 0; k < TEAR_FORCED; k++)
		if (best[k])
			return best[k];
	return i + 1;
}

void line_counts(
    struct breaker *b, const struct text *t, mpt step, int first, int n, uint16_t *counts)
{
	uint32_t lines = 0;

	breaker_reserve(b, t->n + 2);
	sums_fill(t, 0, (uint32_t)t->n, b->sums);
	for (int k = first; k < n; k++) {
		if (lines != 1) {
			lines = 0;
			for (uint32_t i = 0; i < t->n; lines++)
				i = greedy_end(b, t, i, step * k);
		}
		counts[k] = (uint16_t)MIN(lines, UINT16_MAX);
	}
}

/* The widest stretch between breaks of a level. */
static mpt widest(struct breaker *b, const struct text *t, bool forced)
{
	int64_t most = 0;
	uint32_t from = 0;

	breaker_reserve(b, t->n + 2);
	sums_fill(t, 0, (uint32_t)t->n, b->sums);
	for (uint32_t j = 1; j <= t->n; j++) {
		uint8_t tear = t->items[j - 1].tear;

		if (j < t->n && tear != TEAR_FORCED && (forced || tear != TEAR_FREE))
			continue;
		most = MAX(most, line_natural(t, b->sums, 0, from, j));
		from = j;
	}
	return (mpt)most;
}

mpt line_least(struct breaker *b, const struct text *t)
{
	return widest(b, t, false);
}

mpt line_longest(struct breaker *b, const struct text *t)
{
	return widest(b, t, true);
}
