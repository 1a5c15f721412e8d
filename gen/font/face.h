/*
 * What the files of font/ share: the inside of a face, and the two tests that a
 * font file has to pass before it becomes one.
 */
#ifndef FACE_H
#define FACE_H

#include <hb-ot.h>
#include <hb.h>

#include "font/font.h"

struct raster;

struct face {
	const char *name; /* PostScript name */
	struct file_map file;
	unsigned index;
	hb_face_t *face;
	hb_font_t *font; /* scaled to 1000 units an em */
	hb_buffer_t *buffer;
	hb_language_t language;
	struct raster *raster; /* NULL until a glyph is drawn */
};

/* What raster.c keeps with a face; NULL is fine. */
void raster_close(struct raster *r);

/*
 * Open face `index` of the file at path. On failure NULL, and *why tells what
 * is wrong with the file, in words that follow its name.
 */
struct face *face_open(struct arena *a, const char *path, unsigned index, const char **why);
void face_close(struct face *f);

/* SHA-256 over the face's table directory and its `head` table; fonts/README.md defines it. */
void face_fingerprint(const struct face *f, char hex[SHA256_HEX]);

/* A CFF table that is CID-keyed and whose charset maps each glyph to the CID of the same number. */
bool cff_is_identity(const uint8_t *cff, size_t size);

static inline unsigned be16(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static inline uint32_t be32(const uint8_t *p)
{
	return (uint32_t)be16(p) << 16 | be16(p + 2);
}

#endif
