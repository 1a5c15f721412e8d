/*
 * Text → glyphs, by HarfBuzz. One face, one run: script Hani and language
 * zh-Hans always, because without them the marks take their Japanese places and
 * a dash of two characters does not join. The caller splits
 * lines and chooses faces; nothing is cached here, since HarfBuzz keeps the plan
 * with the face and a run costs about a tenth of a microsecond a character.
 */
#include "font/face.h"

static void load(const struct face *f, const char *text, size_t n)
{
	hb_buffer_clear_contents(f->buffer);
	hb_buffer_set_direction(f->buffer, HB_DIRECTION_LTR);
	hb_buffer_set_script(f->buffer, HB_SCRIPT_HAN);
	hb_buffer_set_language(f->buffer, f->language);
	hb_buffer_add_utf8(f->buffer, text, (int)n, 0, (int)n);
}

size_t face_shape(struct face *f, struct arena *a, const char *text, size_t n, struct glyph **out)
{
	const hb_glyph_info_t *glyph;
	const hb_glyph_position_t *at;
	unsigned count;

	load(f, text, n);
	hb_shape(f->font, f->buffer, NULL, 0);
	glyph = hb_buffer_get_glyph_infos(f->buffer, &count);
	at = hb_buffer_get_glyph_positions(f->buffer, &count);
	*out = arena_array(a, struct glyph, count);
	for (unsigned i = 0; i < count; i++) {
		(*out)[i] = (struct glyph){
		    .id = (uint16_t)glyph[i].codepoint,
		    .x_offset = (int16_t)at[i].x_offset,
		    .y_offset = (int16_t)at[i].y_offset,
		    .advance = at[i].x_advance,
		    .cluster = glyph[i].cluster,
		};
	}
	return count;
}
