/*
 * script_array.h: an array of a data script under way. What is absent, null or 0, is held
 * back until something follows, so that it is left out at the end.
 */
#ifndef SCRIPT_ARRAY_H
#define SCRIPT_ARRAY_H

#include "base/base.h"

struct script_array {
	struct buf *b;
	const char *comma;
	size_t held;
};

struct script_array script_array_open(struct buf *b);
void script_array_text(struct script_array *x, const char *s); /* NULL is absent */
void script_array_number(struct script_array *x, int64_t n);   /* 0 is absent */
void script_array_skip(struct script_array *x);
/* Make room for a value that the caller puts into the buffer himself. */
void script_array_next(struct script_array *x);
void script_array_close(struct script_array *x);

#endif
