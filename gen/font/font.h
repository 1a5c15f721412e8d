/*
 * font: faces, metrics, shaping and glyphs in pixels. HarfBuzz is known here and
 * in pdf/subset.c only, FreeType in raster.c.
 *
 * Advances and offsets are in thousandths of an em. A face is a CFF font whose
 * charset is the identity (CID = glyph id), as Noto CJK's are: face_open checks
 * it, because pdf/ numbers the CIDs of its subsets anew (Adobe Technical Note 5176).
 */
#ifndef FONT_H
#define FONT_H

#include "base/base.h"

struct face; /* immutable after opening, but for face_shape's caches; one thread at a time */

/* One glyph as shaped. cluster is the byte offset of its first character in the text given. */
struct glyph {
	uint16_t id;
	int16_t x_offset, y_offset;
	int32_t advance;
	uint32_t cluster;
};

/* For the font descriptor and the style (ISO 32000-1 table 122), in 1/1000 em. */
struct face_metrics {
	int ascent, descent, cap_height, x_height; /* descent is negative */
	int box[4];                                /* left, bottom, right, top */
	int stem, weight;                          /* StemV; 100..900 */
	bool serif;
};

/*
 * The roles of fonts/fonts.yml: role → face, file, index, substitutes, sha256.
 * Missing files are tried under the substitutes, each with a warning; without
 * any the program ends with status 4. Another hash than the one named is a
 * warning, since pages may then differ.
 */
struct font_set;

struct font_set *font_set_open(struct arena *a, const char *folder);
void font_set_close(struct font_set *f);
struct face *font_set_face(struct font_set *f, const char *role); /* NULL for an unknown role */
bool font_set_has(const struct font_set *f, const char *role);    /* opens nothing */

/* What red, green and blue are (ISO 15076-1): the bytes of an ICC profile, and its usual name. */
struct colour_profile {
	const char *name;
	const void *bytes;
	size_t size;
};
/* The one that fonts.yml names; without its file the program ends with status 4. */
struct colour_profile font_set_profile(struct font_set *f);

/* The PostScript name, for BaseFont: NotoSerifCJKsc-Regular. */
const char *face_name(const struct face *f);
struct face_metrics face_metrics(const struct face *f);
/* The bytes of the file and the index within the collection, for the subsetter. */
const void *face_blob(const struct face *f, size_t *size, unsigned *index);
/* Glyph of one character, 0 when the face lacks it. */
uint16_t face_glyph(const struct face *f, uint32_t cp);
int32_t face_advance(const struct face *f, uint16_t glyph);

/*
 * Number the glyphs of a bare CFF table by their order, from `first` on, in the
 * place of its charset. False when the table is not one of CIDs.
 */
bool cff_number(uint8_t *cff, size_t size, uint16_t first);

/*
 * Shape n bytes of text as one run (script Hani, language zh-Hans, LTR; GB/T
 * 15834 forms of the marks come from `locl`). Glyphs are appended in the arena;
 * returns their number. A character without a glyph gives id 0: the caller
 * reports it with its place.
 */
size_t face_shape(struct face *f, struct arena *a, const char *text, size_t n, struct glyph **out);

/*
 * A glyph in pixels: rows from the top, a byte each, 0 to 255 covered. left and
 * top are from the pen on the baseline, top upwards.
 */
struct bitmap {
	int left, top, width, height;
	const uint8_t *coverage;
};
/* Drawn at so many pixels an em, not hinted; the rows are the arena's. */
struct bitmap face_draw(struct face *f, struct arena *a, uint16_t glyph, int pixels);

#endif
