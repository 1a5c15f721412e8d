/*
 * A face and the glyphs shown → the bare `CFF ` table to embed. hb-subset drops
 * the hints and unfolds the subroutines, which makes the deflated table smaller
 * by a quarter. The charset is numbered anew: the codes in the text are the
 * places of the glyphs in the subset, small numbers that deflate better.
 *
 * The subsetter is shown a face of five tables only: with all of them it would
 * read the whole `cmap` and close over the layout, in twice the time.
 */
#include <hb-subset.h>

#include "pdf/parts.h"

static hb_face_t *open_bare(const struct face *f)
{
	static const char tables[][5] = {"CFF ", "head", "hhea", "hmtx", "maxp"};
	size_t size;
	unsigned index;
	const void *bytes = face_blob(f, &size, &index);
	hb_blob_t *blob =
	    hb_blob_create(bytes, (unsigned)size, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *whole = hb_face_create(blob, index), *bare = hb_face_builder_create();

	for (size_t i = 0; i < LEN(tables); i++) {
		hb_tag_t tag = HB_TAG(tables[i][0], tables[i][1], tables[i][2], tables[i][3]);
		hb_blob_t *table = hb_face_reference_table(whole, tag);

		hb_face_builder_add_table(bare, tag, table);
		hb_blob_destroy(table);
	}
	hb_face_destroy(whole);
	hb_blob_destroy(blob);
	return bare;
}

static bool put_table(hb_face_t *face, struct buf *out)
{
	hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
	unsigned size;
	const char *bytes = hb_blob_get_data(cff, &size);

	buf_put(out, bytes, size);
	hb_blob_destroy(cff);
	return cff_number((uint8_t *)out->s + out->len - size, size, CODE_FIRST);
}

void face_subset(const struct face *f, const uint16_t *glyphs, size_t n, struct buf *out)
{
	hb_face_t *bare = open_bare(f), *subset;
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	if (!input)
		die("font %s: no memory for a subset", face_name(f));
	for (size_t i = 0; i < n; i++)
		hb_set_add(hb_subset_input_glyph_set(input), glyphs[i]);
	hb_subset_input_set_flags(
	    input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
	subset = hb_subset_or_fail(bare, input);
	if (!subset || !put_table(subset, out) || hb_face_get_glyph_count(subset) != n + 1)
		die("font %s: its outlines cannot be subset", face_name(f));
	hb_face_destroy(subset);
	hb_subset_input_destroy(input);
	hb_face_destroy(bare);
}
