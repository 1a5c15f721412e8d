/*
 * text.h: the text of a block, from spans as they came in to items with their
 * glyphs (text.c, unit.c), and its lines (line.c, set.c).
 */
#ifndef BOOK_TEXT_H
#define BOOK_TEXT_H

#include "book/book.h"
#include "book/class.h"

struct look;

enum align { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/* ------------------------------------------------------------------- text.c */

/* A link of the text: internal, by destination, or external. */
struct link {
	const char *dest, *url;
	const char *words; /* filled while its text is read */
	int tag;
	struct place place;
	struct passage *passage; /* with a folio after the words: its three spans there; NULL */
	size_t folio_at;
	const char *target; /* dest, also when the book has no such place */
	int page;           /* that it begins on, 0-based; -1 before it is laid out */
	mpt y;
	struct block *home; /* the text that it stands in; NULL in one of the book's own */
	/* of the first mark of a note */
	struct note *note;
	const char *from, *shown; /* its own place, NULL; its number as it is printed */
};

/* A stretch of text as it came in, with one look. */
struct span {
	const char *text;
	const struct look *look;
	struct link *link;   /* NULL */
	const char *page_of; /* a reference: the folio of this destination; NULL */
	int tag;
	bool forced; /* a br, no text */
	struct place place;
};

/* The text of one block. */
struct passage {
	struct span *spans;
	size_t n, cap;
	bool verbatim; /* pre: newlines and spaces stay */
	bool refers;   /* has a page reference */
	bool linked;   /* has a link */
	bool noted;    /* has the mark of a note */
};

/* One cluster in a line, and the joint to the next one. */
struct item {
	uint32_t from, to; /* bytes of text.s */
	uint32_t glyph;    /* its first in text.glyphs */
	uint32_t span;
	uint16_t glyphs_n;
	uint8_t class, tier, tear;
	bool opens;
	mpt width, lead, trail; /* lead, trail: lost at a line's start, end */
	mpt kern;               /* what the next item added to the width; not at a line's end */
	mpt gap, shrink, stretch;
};

/* A passage, shaped. */
struct text {
	const char *s;
	size_t length;
	const struct span *spans;
	struct item *items;
	size_t n;
	struct glyph *glyphs;
	size_t glyphs_n, glyphs_cap;
};

/* The folio that a destination is on, as far as it is known: "12"; never NULL. */
struct folios {
	void *ctx;
	const char *(*folio)(void *ctx, const char *dest, struct place p);
};

/* Shape a passage. Missing glyphs are reported. */
struct text *text_shape(struct arena *a, const struct passage *p, struct folios f);
/* unit.c, before the joints are made: numbers and their counters. */
void unit_classes(struct text *t);
/* unit.c, after: the joints inside amounts, numbers of documents, labels and addresses. */
void unit_mark(struct arena *a, struct text *t);

/* ------------------------------------------------------------------- line.c */

struct line {
	uint32_t from, to; /* items; a space at the end is left out */
	bool last;         /* of its paragraph, or before a br */
	enum tear torn;    /* what its end cost; TEAR_FREE mostly */
};

/* How lines are to be filled. */
struct setting {
	mpt width, indent; /* indent: of the first line */
	bool ragged, balance;
};

/* Working memory of the line breaker, kept between paragraphs. */
struct breaker;
struct breaker *breaker_new(void);
void breaker_free(struct breaker *b);

/*
 * Break a text by total fit: a dynamic programme over all legal breaks.
 * Returns the number of lines; *out is in the arena.
 */
size_t line_break(
    struct breaker *b, struct arena *a, const struct text *t, struct setting m, struct line **out);
/*
 * The same in n lines, where that is as even as a line of the book should be:
 * for pages that lack a line or have one too many. 0 when it is not possible.
 */
size_t line_break_count(struct breaker *b, struct arena *a, const struct text *t, struct setting m,
    size_t n, struct line **out);
/* counts[k] becomes the lines of a ragged setting at width k steps, for k from first to n - 1. */
void line_counts(
    struct breaker *b, const struct text *t, mpt step, int first, int n, uint16_t *counts);
mpt line_least(struct breaker *b, const struct text *t);   /* widest piece without a free break */
mpt line_longest(struct breaker *b, const struct text *t); /* all on one line */
/*
 * Place the items of a line: x[k] is where item from + k begins, measured from
 * the left edge. Returns the right end. Exact when justified.
 */
mpt line_set(
    const struct text *t, struct line l, struct setting m, bool first, enum align align, mpt *x);

#endif
