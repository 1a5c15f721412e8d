/*
 * inline: what runs within a block, from cmark's nodes to ours.
 */
#ifndef INLINE_H
#define INLINE_H

#include "digest/bold.h"
#include "digest/markdown_parts.h"

/* A block whose inlines are copied, and where its text lies in the source. */
struct inline_block {
	struct arena *a;
	const struct lines *lines;
	struct node *const *notes; /* by number - 1 */
	size_t notes_n;
	bool in_note; /* a note's body: no marks in it */
	cmark_node *node;
	struct place place; /* of the block */
	bool is_cell;       /* then: */
	int cell_line;
	struct line cell; /* its content in the source */
	/* while copying */
	uint32_t last;     /* character before, through markup; 0 at the start */
	struct node *soft; /* a line break that waits for the next character */
	int at_line;       /* where the last node with a place was */
	const char *at;
};

/* Copy the children of b->node behind t. Reports what is not allowed or was not resolved. */
void inline_copy(struct inline_block *b, struct tail *t);

#endif
