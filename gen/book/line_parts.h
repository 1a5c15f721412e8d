/*
 * line_parts.h: what the files that break lines share: line.c, line_cost.c,
 * line_count.c and line_measure.c.
 */
#ifndef LINE_PARTS_H
#define LINE_PARTS_H

#include "book/line.h"

#define COST_NONE INT64_MAX

struct breaker {
	struct sum *sums;
	size_t sums_cap;
	uint32_t *ends; /* candidates: a line may begin at item ends[k] */
	int64_t *costs;
	uint32_t *froms; /* best predecessor of a candidate */
	size_t ends_n;
	int64_t *counted; /* costs by candidate and number of lines, and predecessors */
	uint32_t *counted_froms;
	size_t counted_cap;
};

/* A section of a text between forced ends, and how it is to be filled. */
struct section_of_text {
	const struct text *t;
	uint32_t from, to;
	struct setting m; /* indent only in the first section */
	mpt em;
};

/* What a line is filled with, for its cost. */
struct trial {
	struct sum sum;
	int64_t width;
	mpt em;
	bool last, ragged, balance;
	bool midway;    /* of a title: does not end with a mark */
	bool torn;      /* of a justified text: ends inside a phrase */
	int characters; /* of a last line, counted up to two */
};

enum fill { FILL_FITS, FILL_LONG, FILL_TOO_LONG };

/* ------------------------------------------------------------- line_cost.c */

/* Only the width: for the many lines that are tried and are far too long. */
int64_t line_natural(
    const struct text *t, const struct sum *s, uint32_t base, uint32_t i, uint32_t j);
/* All the white that can be given. */
int64_t sum_shrink(const struct sum *s);
int64_t trial_cost(const struct trial *t);

/* ------------------------------------------------------------------ line.c */

/* Room for so many items. */
void breaker_reserve(struct breaker *b, size_t n);
/* Where lines may end, tears up to a level. */
void ends_find(struct breaker *b, const struct section_of_text *s, enum tear level);
/* Try the line from candidate a to z. Too long: so are all that begin before it. */
enum fill trial_make(
    struct breaker *b, const struct section_of_text *s, size_t a, size_t z, struct trial *trial);
/* The lines that the predecessors give. */
size_t lines_collect(const struct breaker *b, const struct section_of_text *s, struct line *out);
/* The next forced end. */
uint32_t section_end_of(const struct text *t, uint32_t from);

#endif
