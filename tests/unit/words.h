/* Words that a test puts together in a buffer, kept in its arena. */
#ifndef UNIT_WORDS_H
#define UNIT_WORDS_H

#include "base/base.h"

static inline const char *words_keep(struct arena *a, struct buf *b)
{
	const char *out = arena_dup(a, b->s ? b->s : "");

	buf_free(b);
	return out;
}

#endif
