/*
 * The shapes of a page's ground, as style.yml names them → rectangles and
 * paths. A pattern is rows of tiles, one character each: the character shows
 * what it prints. What touches the edge of the page goes on into the bleed.
 * Resolved for a paper when a look is made; draw.c draws them.
 */
#include "book/style_parts.h"

#include <string.h>

enum { NEAR = 10 };   /* of the edge: what a third of a width loses by rounding */
enum { ROUND = 552 }; /* thousandths of a radius: where a quarter circle has its control points */

/* A tile's corners in order, as fractions of its side; a curve has two control points. */
struct stroke {
	enum segment_kind kind;
	int x, y, x1, y1, x2, y2; /* thousandths */
};

enum { STROKES = 6 };

static const struct tile {
	const char *name;
	struct stroke strokes[STROKES];
	size_t n;
} tiles[] = {
    {"■",
	{{SEGMENT_MOVE, 0, 0, 0, 0, 0, 0}, {SEGMENT_LINE, 1000, 0, 0, 0, 0, 0},
	    {SEGMENT_LINE, 1000, 1000, 0, 0, 0, 0}, {SEGMENT_LINE, 0, 1000, 0, 0, 0, 0}},
	4},
    {"◤",
	{{SEGMENT_MOVE, 0, 0, 0, 0, 0, 0}, {SEGMENT_LINE, 1000, 0, 0, 0, 0, 0},
	    {SEGMENT_LINE, 0, 1000, 0, 0, 0, 0}},
	3},
    {"◥",
	{{SEGMENT_MOVE, 0, 0, 0, 0, 0, 0}, {SEGMENT_LINE, 1000, 0, 0, 0, 0, 0},
	    {SEGMENT_LINE, 1000, 1000, 0, 0, 0, 0}},
	3},
    {"◢",
	{{SEGMENT_MOVE, 1000, 0, 0, 0, 0, 0}, {SEGMENT_LINE, 1000, 1000, 0, 0, 0, 0},
	    {SEGMENT_LINE, 0, 1000, 0, 0, 0, 0}},
	3},
    {"◣",
	{{SEGMENT_MOVE, 0, 0, 0, 0, 0, 0}, {SEGMENT_LINE, 1000, 1000, 0, 0, 0, 0},
	    {SEGMENT_LINE, 0, 1000, 0, 0, 0, 0}},
	3},
    {"◜",
	{{SEGMENT_MOVE, 0, 1000, 0, 0, 0, 0},
	    {SEGMENT_CURVE, 1000, 0, 0, 1000 - ROUND, 1000 - ROUND, 0},
	    {SEGMENT_LINE, 1000, 1000, 0, 0, 0, 0}},
	3},
    {"◝",
	{{SEGMENT_MOVE, 0, 0, 0, 0, 0, 0},
	    {SEGMENT_CURVE, 1000, 1000, ROUND, 0, 1000, 1000 - ROUND},
	    {SEGMENT_LINE, 0, 1000, 0, 0, 0, 0}},
	3},
    {"◞",
	{{SEGMENT_MOVE, 1000, 0, 0, 0, 0, 0}, {SEGMENT_CURVE, 0, 1000, 1000, ROUND, ROUND, 1000},
	    {SEGMENT_LINE, 0, 0, 0, 0, 0, 0}},
	3},
    {"◟",
	{{SEGMENT_MOVE, 1000, 1000, 0, 0, 0, 0},
	    {SEGMENT_CURVE, 0, 0, 1000 - ROUND, 1000, 0, ROUND},
	    {SEGMENT_LINE, 1000, 0, 0, 0, 0, 0}},
	3},
    {"●",
	{{SEGMENT_MOVE, 500, 0, 0, 0, 0, 0},
	    {SEGMENT_CURVE, 1000, 500, 500 + ROUND / 2, 0, 1000, 500 - ROUND / 2},
	    {SEGMENT_CURVE, 500, 1000, 1000, 500 + ROUND / 2, 500 + ROUND / 2, 1000},
	    {SEGMENT_CURVE, 0, 500, 500 - ROUND / 2, 1000, 0, 500 + ROUND / 2},
	    {SEGMENT_CURVE, 500, 0, 0, 500 - ROUND / 2, 500 - ROUND / 2, 0}},
	5},
};

/* The tile that a row begins with; *s moves past it. NULL: the row has a gap there. */
static const struct tile *tile_next(const char **s)
{
	for (size_t i = 0; i < LEN(tiles); i++) {
		size_t n = strlen(tiles[i].name);

		if (strncmp(*s, tiles[i].name, n) == 0) {
			*s += n;
			return &tiles[i];
		}
	}
	text_next(s);
	return NULL;
}

const char *tile_unknown(const char *row)
{
	while (*row) {
		const char *at = row;

		if (!tile_next(&row) && *at != '.')
			return at;
	}
	return NULL;
}

/* Lines of a grid: where column x begins, and row y counted from the foot of the pattern. */
struct grid {
	const struct raw_shape *raw;
	const struct paper *paper;
	mpt foot;
	size_t rows;
};

static mpt side(const struct grid *g, size_t n)
{
	struct length l = {g->raw->box[2].value * (int64_t)n, g->raw->box[2].unit};

	return length_resolve(l, 0, g->paper, true);
}

/* On the edge of the page: on the edge of the bleed instead. */
static mpt bled(mpt at, mpt edge, mpt bleed)
{
	if (at <= NEAR)
		return MIN(at, 0) - bleed;
	return at >= edge - NEAR ? MAX(at, edge) + bleed : at;
}

static struct point place(const struct grid *g, size_t column, size_t row, int x, int y)
{
	mpt left = length_resolve(g->raw->box[0], 0, g->paper, true) + side(g, column);
	mpt top = g->foot - side(g, g->rows - row), em = side(g, 1);

	/* A side ends where its neighbour begins, whatever was rounded. */
	left += x == 1000 ? side(g, column + 1) - side(g, column) : (mpt)((int64_t)em * x / 1000);
	top += y == 1000 ? side(g, g->rows - row) - side(g, g->rows - row - 1)
			 : (mpt)((int64_t)em * y / 1000);
	return (struct point){bled(left, g->paper->width, g->paper->bleed),
	    bled(top, g->paper->height, g->paper->bleed)};
}

static void put_tile(struct arena *a, struct shape *s, size_t *cap, const struct grid *g,
    const struct tile *t, size_t column, size_t row)
{
	for (const struct stroke *k = t->strokes; k < t->strokes + t->n; k++)
		*VEC_PUSH(a, s->segments, s->segments_n, *cap) =
		    (struct segment){k->kind, place(g, column, row, k->x, k->y),
			{place(g, column, row, k->x1, k->y1), place(g, column, row, k->x2, k->y2)}};
	*VEC_PUSH(a, s->segments, s->segments_n, *cap) = (struct segment){.kind = SEGMENT_CLOSE};
}

static struct shape pattern_resolve(
    struct arena *a, const struct raw_shape *raw, const struct paper *p)
{
	struct grid g = {raw, p, length_resolve(raw->box[1], 0, p, false), raw->rows_n};
	struct shape s = {.ink = raw->ink};
	size_t cap = 0;

	for (size_t row = 0; row < raw->rows_n; row++) {
		const char *at = raw->rows[row];

		for (size_t column = 0; *at; column++) {
			const struct tile *t = tile_next(&at);

			if (t)
				put_tile(a, &s, &cap, &g, t, column, row);
		}
	}
	return s;
}

struct shape shape_resolve(struct arena *a, const struct raw_shape *raw, const struct paper *p)
{
	mpt x, y, right, foot;

	if (raw->rows_n)
		return pattern_resolve(a, raw, p);
	x = length_resolve(raw->box[0], 0, p, true);
	y = length_resolve(raw->box[1], 0, p, false);
	right = bled(x + length_resolve(raw->box[2], 0, p, true), p->width, p->bleed);
	foot = bled(y + length_resolve(raw->box[3], 0, p, false), p->height, p->bleed);
	x = bled(x, p->width, p->bleed);
	y = bled(y, p->height, p->bleed);
	return (struct shape){.x = x, .y = y, .w = right - x, .h = foot - y, .ink = raw->ink};
}
