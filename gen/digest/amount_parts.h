/* amount_parts.h: what amount.c lends goal.c. */
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

#endif
