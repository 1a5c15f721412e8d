/*
 * Glyphs → coverage in pixels, by FreeType: for pictures, not for paper. The
 * outlines are not hinted, so that a size differs from another in scale only and
 * every machine draws the same. FreeType is known to this file alone; its face
 * reads the same bytes as HarfBuzz's, and is opened when it is first asked for.
 */
#include <ft2build.h>
#include FT_FREETYPE_H

#include <string.h>

#include "font/face.h"

struct raster {
	FT_Library library;
	FT_Face face;
	int pixels;
};

static struct raster *open_raster(const struct face *f)
{
	struct raster *r = mem_alloc(sizeof *r);

	if (FT_Init_FreeType(&r->library) ||
	    FT_New_Memory_Face(r->library, (const FT_Byte *)f->file.p, (FT_Long)f->file.size,
		(FT_Long)f->index, &r->face))
		die("FreeType cannot read the face %s", f->name);
	return r;
}

void raster_close(struct raster *r)
{
	if (!r)
		return;
	FT_Done_Face(r->face);
	FT_Done_FreeType(r->library);
	mem_free(r);
}

/* Rows of the slot may be wider than the glyph; ours are not. */
static struct bitmap copy(struct arena *a, const struct FT_GlyphSlotRec_ *slot)
{
	const FT_Bitmap *from = &slot->bitmap;
	struct bitmap to = {
	    slot->bitmap_left, slot->bitmap_top, (int)from->width, (int)from->rows, NULL};
	uint8_t *rows = arena_alloc(a, (size_t)from->width * from->rows + 1);

	for (unsigned y = 0; y < from->rows; y++)
		memcpy(rows + (size_t)y * from->width, from->buffer + (ptrdiff_t)y * from->pitch,
		    from->width);
	to.coverage = rows;
	return to;
}

struct bitmap face_draw(struct face *f, struct arena *a, uint16_t glyph, int pixels)
{
	struct raster *r = f->raster ? f->raster : (f->raster = open_raster(f));

	if (r->pixels != pixels && FT_Set_Pixel_Sizes(r->face, 0, (FT_UInt)pixels))
		die("FreeType cannot set %s at %d pixels", f->name, pixels);
	r->pixels = pixels;
	if (FT_Load_Glyph(r->face, glyph, FT_LOAD_RENDER | FT_LOAD_NO_HINTING))
		die("FreeType cannot draw glyph %u of %s", (unsigned)glyph, f->name);
	return copy(a, r->face->glyph);
}
