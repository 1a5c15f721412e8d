/* amount_parts.h: what amount.c lends standard.c, goal.c and limit.c. */
#ifndef AMOUNT_PARTS_H
#define AMOUNT_PARTS_H

#include "digest/scan.h"

struct sum {
	bool has_low; /* a range */
	int64_t low, amount;
	const char *currency; /* ISO 4217 */
};

/* 数[—数]货币单位 at the cursor. Reports amount-*. */
bool amount_sum(struct scan *c, struct sum *out);
/* A whole sum of yuan at the cursor, without a report: 1.5亿元. */
bool amount_yuan(struct scan *c, int64_t *yuan);
/* Where such a sum begins that reaches the end of the text; else its last run of figures, else
 * NULL. */
const char *amount_find(const struct scan *c);

#endif
