/*
 * element.h: the elements that a handbook can print (element.c).
 */
#ifndef BOOK_ELEMENT_H
#define BOOK_ELEMENT_H

enum element_kind {
	ELEMENT_GROUP,  /* holds blocks, or text of its own: section, div, li */
	ELEMENT_TEXT,   /* holds text only: p, h1, caption */
	ELEMENT_INLINE, /* inside text: strong, a */
	ELEMENT_TABLE,
	ELEMENT_ROWS,
	ELEMENT_ROW,
	ELEMENT_CELL,
	ELEMENT_CAPTION,
	ELEMENT_LIST,
	ELEMENT_ITEM,
	ELEMENT_TERM,
	ELEMENT_DETAIL,  /* ul ol dl; li; dt; dd */
	ELEMENT_BREAK,   /* br */
	ELEMENT_LINE,    /* hr */
	ELEMENT_DRAWING, /* svg */
	ELEMENT_DRAWN,   /* inside it: rect, text */
	ELEMENT_SILENT,  /* known, and without effect: col, wbr */
};

struct element {
	const char *name;
	enum element_kind kind;
	const char *tag; /* PDF structure type; NULL: its content belongs to the parent's */
	int level;       /* h1..h4: 1..4 */
};

const struct element *element_find(const char *name); /* NULL */
const char *element_nearest(const char *name);        /* for a hint; NULL */

#endif
