/*
 * Areas and lines of type → pixels on ramps of colours. Advances are rounded to
 * whole pixels a glyph; nothing is hinted. Where two glyphs meet, the darker
 * step stays.
 */
#include <string.h>

#include "web/picture.h"

struct picture picture_new(struct arena *a, int width, int height, const struct ramp *ramps)
{
	return (struct picture){
	    width, height, ramps, arena_alloc(a, (size_t)width * (size_t)height), a};
}

void picture_fill(struct picture *c, int x, int y, int width, int height, int ramp)
{
	for (int row = MAX(y, 0); row < MIN(y + height, c->height); row++)
		memset(c->pixels + (size_t)row * (size_t)c->width + MAX(x, 0), ramp * PICTURE_STEPS,
		    (size_t)MAX(0, MIN(x + width, c->width) - MAX(x, 0)));
}

static uint8_t mix(uint32_t from, uint32_t to, int shift, int step)
{
	int a = (int)(from >> shift & 255), b = (int)(to >> shift & 255);

	return (uint8_t)(a + (b - a) * step / (PICTURE_STEPS - 1));
}

void picture_palette(const struct picture *c, uint8_t rgb[3 * PICTURE_COLOURS])
{
	for (int i = 0; i < PICTURE_COLOURS; i++)
		for (int k = 0; k < 3; k++)
			rgb[3 * i + k] = mix(c->ramps[i / PICTURE_STEPS].ground,
			    c->ramps[i / PICTURE_STEPS].ink, 16 - 8 * k, i % PICTURE_STEPS);
}

static int pixels_of(int32_t units, int size)
{
	return (units * size + (units < 0 ? -500 : 500)) / 1000;
}

static void stamp(struct picture *c, const struct bitmap *b, int x, int y, int ramp)
{
	for (int v = 0; v < b->height; v++) {
		for (int u = 0; u < b->width; u++) {
			int px = x + b->left + u, py = y - b->top + v;
			int step = b->coverage[v * b->width + u] * (PICTURE_STEPS - 1) / 255;
			uint8_t *pixel = c->pixels + (size_t)py * (size_t)c->width + px;
			if (px < 0 || px >= c->width || py < 0 || py >= c->height || !step)
				continue;
			if (*pixel / PICTURE_STEPS != ramp || *pixel % PICTURE_STEPS < step)
				*pixel = (uint8_t)(ramp * PICTURE_STEPS + step);
		}
	}
}

static size_t shape(
    struct arena *a, const struct type_line *t, const char *s, size_t n, struct glyph **out)
{
	size_t count = face_shape(t->face, a, s, n, out);

	for (size_t i = 0; i < count; i++)
		if (!(*out)[i].id)
			(*out)[i].id = face_glyph(t->face, 0x3013);
	return count;
}

int picture_measure(struct arena *a, const struct type_line *t, const char *s, size_t n)
{
	struct glyph *glyphs;
	size_t count = shape(a, t, s, n, &glyphs);
	int width = 0;

	for (size_t i = 0; i < count; i++)
		width += pixels_of(glyphs[i].advance, t->size);
	return width;
}

int picture_write(
    struct picture *c, const struct type_line *t, int x, int y, const char *s, size_t n)
{
	struct glyph *glyphs;
	size_t count = shape(c->arena, t, s, n, &glyphs);

	for (size_t i = 0; i < count; i++) {
		struct bitmap b = face_draw(t->face, c->arena, glyphs[i].id, t->size);

		stamp(c, &b, x + pixels_of(glyphs[i].x_offset, t->size),
		    y - pixels_of(glyphs[i].y_offset, t->size), t->ramp);
		x += pixels_of(glyphs[i].advance, t->size);
	}
	return x;
}
