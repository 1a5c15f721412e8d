/*
 * chart.h: a chart while it is worked out; shared by chart.c, chart_caps.c and
 * chart_terms.c. Lengths are whole CSS pixels of the chart's own viewBox. A
 * text of 12 pixels is taken to be 12 wide a Han character and 7 any other, with 3 between them:
 * what draws it has its own fonts.
 */
#ifndef CHART_H
#define CHART_H

#include "template/parts.h"

enum {
	CHART_WIDE = 560,   /* 420 pt on paper */
	CHART_NARROW = 336, /* 252 pt, and a phone */
	CHART_BAR = 12,     /* height of a bar */
	CHART_SIDE = 16,    /* half a year's number, which stands out of the axis */
};

struct plot {
	struct arena *arena;
	struct chart *chart;
	size_t lines_cap, bars_cap, words_cap;
	int32_t y; /* below what was put */
	bool standings[STANDINGS];
};

struct plot plot_new(struct arena *a, int32_t width);
void plot_line(
    struct plot *c, enum chart_role role, int32_t x1, int32_t y1, int32_t x2, int32_t y2);
void plot_words(struct plot *c, enum chart_role role, int32_t x, int32_t y, enum chart_side side,
    const char *words);
/* A bar; a tip at the left or the right says that it has no end there. */
void plot_bar(
    struct plot *c, enum standing s, int32_t x, int32_t y, int32_t w, bool left, bool right);
/* What the looks of the bars mean, below all; and the size of the chart. */
void plot_end(struct plot *c, const char *label);

int32_t chart_width_of(const char *words);
enum standing chart_standing(const struct policy *p);
const char *chart_standing_words(enum standing s);
/* （一）, for the i-th of n drawings; NULL for a single one. */
const char *chart_part(struct arena *a, size_t i, size_t n);

#endif
