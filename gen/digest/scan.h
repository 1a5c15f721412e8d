/*
 * scan: a cursor over the text of one cell, for clause.c, amount.c and goal.c.
 *
 * It knows where the text was written, so that a report points at a character,
 * and reads decimal numbers exactly. Nothing is allocated.
 */
#ifndef SCAN_H
#define SCAN_H

#include "base/base.h"

struct scan {
	const char *start, *s, *end; /* start ≤ s ≤ end */
	struct place p;              /* of start */
};

/* digits × 10^-places; at most 15 digits in all, so that it fits with room to spare. */
struct decimal {
	int64_t digits;
	int places;
};

struct scan scan_new(const char *s, struct place p);
/* The same place and text, between two pointers into it. */
struct scan scan_part(const struct scan *c, const char *from, const char *to);
struct place scan_place(const struct scan *c, const char *at);
bool scan_done(const struct scan *c);
bool scan_sees(const struct scan *c, const char *word);
bool scan_take(struct scan *c, const char *word);
bool scan_sees_digit(const struct scan *c);
bool scan_ends(const struct scan *c, const char *word); /* whether the text ends in word */
/* First occurrence of word at or after the cursor; NULL. */
const char *scan_find(const struct scan *c, const char *word);
int scan_char_bytes(const char *s, const char *end);

/* Report what is wrong at a character of the text. Always false. */
bool scan_refuse(const struct scan *c, const char *at, const char *code, const char *why);

/* 12, 0.5; reports under `code` what is none, has a leading zero or too many digits. */
bool scan_decimal(struct scan *c, const char *code, struct decimal *d);
/* 1..max without sign or leading zero; reports under `code`. */
bool scan_count(struct scan *c, const char *code, int max, int *n);

enum exactness { EXACT, TOO_FINE, TOO_LARGE };
/* d × factor as a whole number below 10^17. */
enum exactness decimal_scale(struct decimal d, int64_t factor, int64_t *out);

#endif
