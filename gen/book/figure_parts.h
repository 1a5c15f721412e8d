/*
 * figure_parts.h: a drawing between its elements and the page; shared by
 * figure.c, which reads the elements, contour.c, which reads and makes their
 * shapes, and figure_draw.c. Lengths in a drawing are thousandths of its own
 * unit, the CSS pixel.
 */
#ifndef FIGURE_PARTS_H
#define FIGURE_PARTS_H

#include "book/book_parts.h"

/* Segments of one shape. */
struct contour {
	struct segment *segments;
	size_t n, cap;
};

void contour_move(struct arena *a, struct contour *o, int64_t x, int64_t y);
void contour_line(struct arena *a, struct contour *o, int64_t x, int64_t y);
void contour_close(struct arena *a, struct contour *o);
void contour_box(struct arena *a, struct contour *o, int64_t x, int64_t y, int64_t w, int64_t h);
void contour_circle(struct arena *a, struct contour *o, int64_t x, int64_t y, int64_t r);
/*
 * The path data of SVG 1.1, 8.3, as far as M L H V C Q Z go, absolute and
 * relative. Returns where it could not be read further; at the end of d when
 * all is well.
 */
const char *contour_read(
    struct arena *a, struct contour *o, const char *d, int64_t x_shift, int64_t y_shift);
/* A number with white space and a comma before it; moves *s on. */
bool contour_number(const char **s, int64_t *value);

enum anchor_side { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* One shape or one text, in the order of the drawing. */
struct drawn {
	const struct look *look;
	struct contour contour; /* empty for a text */
	struct passage passage; /* of a text */
	struct point at;
	enum anchor_side side;
	int64_t size; /* font-size; 0: the look's */
	struct text *text;
	mpt width;
	struct place place;
	struct drawn *next;
};

struct shift {
	int64_t x, y;
	struct shift *outer;
};

struct figure {
	int64_t view[4]; /* x, y, width, height of what is shown */
	int64_t natural; /* its width on a screen */
	bool coded;      /* a QR code: black whatever the look */
	const char *alt;
	struct drawn *first, **end;
	struct drawn *words; /* the text that is open; NULL */
	struct shift *shift;
	int silent;          /* open titles */
	struct block *block; /* where it goes when it closes */
	/* what figure_fit found */
	mpt width, height;
};

/* ------------------------------------------------------------ figure_draw.c */

/* Find the size of a drawing in a column of this width. */
void figure_size(struct job *j, struct block *b, mpt measure);
/* The same with so much above it on its page, and shape its texts. */
void figure_fit(struct job *j, struct block *b, mpt measure, mpt above);
mpt figure_height(const struct block *b);
mpt figure_width(const struct block *b);
/* Draw it with its left top corner at x, y. */
void figure_draw(struct job *j, struct page *page, const struct block *b, mpt x, mpt y);

#endif
