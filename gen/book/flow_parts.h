/*
 * flow_parts.h: what the files that string slips share: flow.c and flow_table.c.
 */
#ifndef FLOW_PARTS_H
#define FLOW_PARTS_H

#include "book/book_parts.h"

enum { KEEP_INSIDE = 60 }; /* a break inside a paragraph, against one after it */

struct maker {
	struct job *j;
	struct flow *f;
	enum matter matter;
	bool heading; /* the last block was one that stays with what follows */
	int hold;     /* lines that must still follow a heading on its page */
	bool over;    /* columns have ended: what comes begins a page */
};

/* The part that is being filled. */
struct part *flow_part(struct maker *m);
/* One more slip of it. */
struct slip *slip_put(struct maker *m, enum slip_kind kind, mpt height, int32_t keep);
void white_put(struct maker *m, mpt height);
/* White up to the grid. */
void pad_put(struct maker *m, mpt height);
/* A slip after a heading stays with it until enough lines follow. */
int32_t flow_held(struct maker *m, int32_t keep, int lines);
/* What a part has from a slip on begins a new one. */
void slips_move(struct maker *m, const struct look *look, size_t part, size_t from);
void columns_check(struct maker *m, struct place p);
/* flow_table.c */
void flow_table(struct maker *m, struct block *b);

#endif
