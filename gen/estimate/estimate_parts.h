/*
 * estimate_parts.h: what the files of estimate/ share and nobody else sees.
 */
#ifndef ESTIMATE_PARTS_H
#define ESTIMATE_PARTS_H

#include "estimate/estimate.h"

/* answer.c: basis × ratio, rounded down; a ratio is thousandths of a percent. */
int64_t ratio_of(int64_t basis, int32_t ratio);

/* answer.c: amount × times, times from 1 on. */
int64_t rate_of(int64_t amount, int64_t times);

/* answer.c: the answer to one row; group and left are total.c's. */
struct estimate_row row_answer(const struct estimate_query *q, const struct support *s);

#endif
