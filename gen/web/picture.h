/*
 * picture: a picture of pixels in few colours, for link cards. A pixel is a step
 * on a ramp from one colour to another, so that the edges of letters are smooth
 * and the picture has a palette. Lengths are pixels, from the left and the top.
 */
#ifndef WEB_PICTURE_H
#define WEB_PICTURE_H

#include "font/font.h"

enum { PICTURE_STEPS = 32, PICTURE_RAMPS = 7, PICTURE_COLOURS = PICTURE_STEPS * PICTURE_RAMPS };

/* Letters of one colour on a ground of another: 0xrrggbb. Areas are filled with grounds. */
struct ramp {
	uint32_t ground, ink;
};

struct picture {
	int width, height;
	const struct ramp *ramps; /* PICTURE_RAMPS of them */
	uint8_t *pixels;          /* step on a ramp, rows from the top */
	struct arena *arena;      /* of the pixels */
};

struct picture picture_new(struct arena *a, int width, int height, const struct ramp *ramps);
void picture_fill(struct picture *c, int x, int y, int width, int height, int ramp);
/* The colours by step: red, green, blue. */
void picture_palette(const struct picture *c, uint8_t rgb[3 * PICTURE_COLOURS]);

/* A line of type: a face at a size in pixels an em, on the ground of a ramp, in its ink. */
struct type_line {
	struct face *face;
	int size, ramp;
};

int picture_measure(struct arena *a, const struct type_line *t, const char *s, size_t n);
/* Draw with the baseline at y; returns where the pen stops. A character without a glyph is 〓. */
int picture_write(
    struct picture *c, const struct type_line *t, int x, int y, const char *s, size_t n);

#endif
