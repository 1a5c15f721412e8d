/*
 * line.h: sums over the items of a text, shared by the breaking and the setting
 * of lines.
 */
#ifndef LINE_H
#define LINE_H

#include "book/book_parts.h"

/* Over all items (and the joints after them) before one; of a line, over its inside. */
struct sum {
	int64_t natural;
	int32_t shrink[TIERS];
	int32_t word, gap; /* how far word spaces and Han-Latin gaps may grow */
	int32_t opens;     /* joints that share what is still needed */
};

/* s[k] becomes the sum over items from..from + k; to - from + 1 of them. */
void sums_fill(const struct text *t, uint32_t from, uint32_t to, struct sum *s);
/* A line of items i..j, trimmed at both ends; base is the item of s[0]. */
struct sum line_sum(
    const struct text *t, const struct sum *s, uint32_t base, uint32_t i, uint32_t j);
/* j without the spaces before it. */
uint32_t line_end(const struct text *t, uint32_t i, uint32_t j);

#endif
