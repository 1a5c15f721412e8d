/*
 * Faces: opening one, what its tables say, single glyphs. A file is mapped, not
 * read; HarfBuzz looks tables up as they are needed, so that opening costs next
 * to nothing. Metrics come from `OS/2` and `head`; the stem is measured on the
 * outline of the letter l. Shaping is in shape.c, the choice of files in set.c.
 */
#include <string.h>

#include "font/face.h"

enum { MAX_CROSSINGS = 16 };

/* Where an outline crosses a horizontal line, for StemV. */
struct crossings {
	float y, x[MAX_CROSSINGS];
	size_t n;
};

/* The sfnt header of the face within the file; NULL when the file is too short. */
static const uint8_t *find_directory(const struct file_map *m, unsigned index, size_t *size)
{
	const uint8_t *p = m->p;
	size_t at = 0;

	if (m->size < 12)
		return NULL;
	if (memcmp(p, "ttcf", 4) == 0) {
		if (index >= be32(p + 8) || m->size < 16 + 4 * (size_t)index)
			return NULL;
		at = be32(p + 12 + 4 * (size_t)index);
	} else if (index != 0) {
		return NULL;
	}
	if (at > m->size - 12)
		return NULL;
	*size = 12 + 16 * (size_t)be16(p + at + 4);
	return *size <= m->size - at ? p + at : NULL;
}

/* Whether every table ends within the file; the directory is that of find_directory(). */
static bool is_whole(const struct file_map *m, const uint8_t *directory, size_t size)
{
	for (size_t at = 12; at < size; at += 16) {
		size_t from = be32(directory + at + 8), length = be32(directory + at + 12);

		if (from > m->size || length > m->size - from)
			return false;
	}
	return true;
}

/* A table's bytes, within the mapped file; size 0 when it is absent. */
static const uint8_t *table(const struct face *f, const char *tag, size_t *size)
{
	hb_tag_t t = HB_TAG(tag[0], tag[1], tag[2], tag[3]);
	hb_blob_t *blob = hb_face_reference_table(f->face, t);
	unsigned n;
	const char *p = hb_blob_get_data(blob, &n);

	/* The blob is a view of the file; what it points at outlives it. */
	hb_blob_destroy(blob);
	*size = n;
	return (const uint8_t *)p;
}

/* A signed field of a table, in font units; 0 when the table is too short. */
static int field(const struct face *f, const char *tag, size_t at)
{
	size_t size;
	const uint8_t *p = table(f, tag, &size);

	return size >= at + 2 ? (int16_t)be16(p + at) : 0;
}

static int per_mille(const struct face *f, int units)
{
	int em = (int)hb_face_get_upem(f->face);

	return (units * 1000 + (units < 0 ? -em : em) / 2) / em;
}

static char *read_name(struct arena *a, hb_face_t *face)
{
	char name[128];
	unsigned size = sizeof name;

	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
	return arena_dupn(a, name, MIN(size, sizeof name - 1));
}

/* What keeps the face from being embedded, or NULL. OS/2 fsType: bit 1 forbids it, bit 9 allows
 * bitmaps only. */
static const char *find_fault(const struct face *f)
{
	size_t size;
	const uint8_t *cff = table(f, "CFF ", &size);

	if (size == 0)
		return "has no CFF outlines";
	if (!cff_is_identity(cff, size))
		return "does not number its characters as its glyphs";
	if (field(f, "OS/2", 8) & 0x0202)
		return "forbids embedding";
	return NULL;
}

struct face *face_open(struct arena *a, const char *path, unsigned index, const char **why)
{
	struct face *f = arena_new_of(a, struct face);
	hb_blob_t *blob;
	const uint8_t *directory;
	size_t size;

	*why = "cannot be read";
	if (!file_map_open(&f->file, path))
		return NULL;
	directory = find_directory(&f->file, index, &size);
	if (!directory || !is_whole(&f->file, directory, size)) {
		*why = directory ? "is cut short" : "has no such face";
		file_map_close(&f->file);
		return NULL;
	}
	f->index = index;
	blob =
	    hb_blob_create(f->file.p, (unsigned)f->file.size, HB_MEMORY_MODE_READONLY, NULL, NULL);
	f->face = hb_face_create(blob, index);
	hb_blob_destroy(blob);
	f->font = hb_font_create(f->face);
	hb_font_set_scale(f->font, 1000, 1000);
	f->buffer = hb_buffer_create();
	f->language = hb_language_from_string("zh-Hans", -1);
	f->name = read_name(a, f->face);
	*why = find_fault(f);
	if (!*why)
		return f;
	face_close(f);
	return NULL;
}

void face_close(struct face *f)
{
	raster_close(f->raster);
	hb_buffer_destroy(f->buffer);
	hb_font_destroy(f->font);
	hb_face_destroy(f->face);
	file_map_close(&f->file);
}

void face_fingerprint(const struct face *f, char hex[SHA256_HEX])
{
	struct buf b = {0};
	size_t size = 0;
	const uint8_t *p = find_directory(&f->file, f->index, &size);

	buf_put(&b, p, size);
	p = table(f, "head", &size);
	buf_put(&b, p, size);
	file_sha256(b.s, b.len, hex);
	buf_free(&b);
}

const char *face_name(const struct face *f)
{
	return f->name;
}

const void *face_blob(const struct face *f, size_t *size, unsigned *index)
{
	*size = f->file.size;
	*index = f->index;
	return f->file.p;
}

uint16_t face_glyph(const struct face *f, uint32_t cp)
{
	hb_codepoint_t g;

	return hb_font_get_nominal_glyph(f->font, cp, &g) ? (uint16_t)g : 0;
}

int32_t face_advance(const struct face *f, uint16_t glyph)
{
	return hb_font_get_glyph_h_advance(f->font, glyph);
}

/* --------------------------------------------------------------------- metrics */

/* A curve counts as its chord: stems are straight where they are measured. */
static void cross(struct crossings *c, float x0, float y0, float x1, float y1)
{
	if ((y0 < c->y) == (y1 < c->y) || c->n == MAX_CROSSINGS)
		return;
	c->x[c->n++] = x0 + (x1 - x0) * (c->y - y0) / (y1 - y0);
}

static void draw_line(
    hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *st, float x, float y, void *user)
{
	(void)funcs, (void)user;
	cross(to, st->current_x, st->current_y, x, y);
}

static void draw_curve(hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *st, float x1, float y1,
    float x2, float y2, float x, float y, void *user)
{
	(void)funcs, (void)user, (void)x1, (void)y1, (void)x2, (void)y2;
	cross(to, st->current_x, st->current_y, x, y);
}

/* The narrowest distance between two crossings of the letter l at half its height. */
static int measure_stem(const struct face *f, int height)
{
	struct crossings c = {.y = (float)height / 2};
	hb_draw_funcs_t *draw = hb_draw_funcs_create();
	float stem = 0;

	hb_draw_funcs_set_line_to_func(draw, draw_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(draw, draw_curve, NULL, NULL);
	hb_font_get_glyph_shape(f->font, face_glyph(f, 'l'), draw, &c);
	hb_draw_funcs_destroy(draw);
	for (size_t i = 0; i < c.n; i++)
		for (size_t j = 0; j < c.n; j++)
			if (c.x[j] > c.x[i] && (stem == 0 || c.x[j] - c.x[i] < stem))
				stem = c.x[j] - c.x[i];
	return (int)(stem + 0.5f);
}

/* Offsets are those of the OpenType specification; PANOSE serif styles 11 to 15 are sans serif. */
struct face_metrics face_metrics(const struct face *f)
{
	int serif = field(f, "OS/2", 32) & 0xff;
	struct face_metrics m = {
	    .ascent = per_mille(f, field(f, "OS/2", 68)),
	    .descent = per_mille(f, field(f, "OS/2", 70)),
	    .x_height = per_mille(f, field(f, "OS/2", 86)),
	    .cap_height = per_mille(f, field(f, "OS/2", 88)),
	    .weight = field(f, "OS/2", 4),
	    .serif = serif >= 2 && serif <= 10,
	};

	for (size_t i = 0; i < LEN(m.box); i++)
		m.box[i] = per_mille(f, field(f, "head", 36 + 2 * i));
	m.stem = measure_stem(f, m.cap_height);
	return m;
}
