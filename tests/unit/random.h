/*
 * Numbers for generated input: the same from the same state on every machine,
 * so that a printed seed brings a failure back (SplitMix64).
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

static inline uint64_t random_next(uint64_t *state)
{
	uint64_t x = *state += UINT64_C(0x9E3779B97F4A7C15);

	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return x ^ x >> 31;
}

/* 0 to n - 1 */
static inline int below(uint64_t *state, int n)
{
	return (int)(random_next(state) % (uint64_t)n);
}

#endif
