/*
 * The type case: every face with the glyphs that were taken from it. Each face
 * becomes one subset, one descriptor and one CIDFont (ISO 32000-1, 9.7); above
 * it stands a Type 0 font with a ToUnicode map, and a second one where a glyph
 * was shown for two texts. Codes are CIDs, and these number the glyphs of a
 * subset in the order of their ids.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/parts.h"

enum { GLYPHS = 65536 };

/* One glyph with one meaning. The entries of a glyph are chained by `next`. */
struct entry {
	struct meaning meaning;
	int variant;   /* the how-manieth meaning of its glyph */
	uint32_t next; /* 0 at the end: entry 0 is not used */
};

struct case_face {
	struct face *face;
	uint16_t *codes; /* by glyph id: 1 as long as they are collected, then the code */
	bool numbered;
	uint32_t *first; /* by glyph id */
	struct entry *entries;
	size_t entries_n, entries_cap;
	int *fonts; /* by variant */
	size_t fonts_n, fonts_cap;
};

struct type0 {
	HPDF_Dict dict;
};

struct type_case {
	struct pdf *pdf;
	struct case_face *faces;
	size_t faces_n, faces_cap;
	HPDF_Dict resources;
	struct type0 *fonts;
	size_t fonts_n, fonts_cap;
};

struct type_case *type_case_new(struct pdf *p)
{
	struct type_case *t = arena_new_of(p->arena, struct type_case);

	t->pdf = p;
	t->resources = dict_new_indirect(p);
	return t;
}

HPDF_Dict type_resources(struct type_case *t)
{
	return t->resources;
}

/* ------------------------------------------------------------------- collecting */

static struct case_face *find_face(struct type_case *t, struct face *face)
{
	struct arena *a = t->pdf->arena;
	struct case_face *f;

	for (size_t i = 0; i < t->faces_n; i++)
		if (t->faces[i].face == face)
			return &t->faces[i];
	f = VEC_PUSH(a, t->faces, t->faces_n, t->faces_cap);
	*f = (struct case_face){.face = face,
	    .codes = arena_array(a, uint16_t, GLYPHS),
	    .first = arena_array(a, uint32_t, GLYPHS)};
	*(struct entry *)VEC_PUSH(a, f->entries, f->entries_n, f->entries_cap) = (struct entry){0};
	return f;
}

void type_collect(struct type_case *t, const struct run *r)
{
	struct case_face *f = r->glyphs_n ? find_face(t, r->face) : NULL;

	for (size_t i = 0; i < r->glyphs_n; i++)
		f->codes[r->glyphs[i].glyph] = 1;
}

static void number_glyphs(struct case_face *f)
{
	uint16_t n = CODE_FIRST;

	for (size_t g = 1; g < GLYPHS; g++)
		if (f->codes[g])
			f->codes[g] = n++;
	f->numbered = true;
}

uint16_t type_code(struct type_case *t, struct face *face, uint16_t glyph)
{
	struct case_face *f = find_face(t, face);

	if (!f->numbered)
		number_glyphs(f);
	assert(f->codes[glyph]);
	return f->codes[glyph];
}

static int font_new(struct type_case *t)
{
	char name[16];
	int n = (int)t->fonts_n;
	HPDF_Dict font = dict_new_indirect(t->pdf);

	*(struct type0 *)VEC_PUSH(t->pdf->arena, t->fonts, t->fonts_n, t->fonts_cap) =
	    (struct type0){font};
	snprintf(name, sizeof name, "F%d", n);
	HPDF_Dict_Add(t->resources, name, font);
	return n;
}

static void add_entry(struct type_case *t, struct case_face *f, struct meaning m, int variant)
{
	struct arena *a = t->pdf->arena;
	uint32_t *link = &f->first[m.glyph];

	*(struct entry *)VEC_PUSH(a, f->entries, f->entries_n, f->entries_cap) =
	    (struct entry){.meaning = m, .variant = variant};
	while (*link)
		link = &f->entries[*link].next;
	*link = (uint32_t)f->entries_n - 1;
	if ((size_t)variant == f->fonts_n)
		*(int *)VEC_PUSH(a, f->fonts, f->fonts_n, f->fonts_cap) = font_new(t);
}

int type_font(struct type_case *t, struct face *face, uint16_t glyph, const char *text, size_t n)
{
	struct case_face *f = find_face(t, face);
	int variant = 0;

	for (uint32_t i = f->first[glyph]; i; i = f->entries[i].next) {
		struct entry *e = &f->entries[i];

		if (e->meaning.n == 0)
			e->meaning = (struct meaning){glyph, text, n};
		if (n == 0 || (e->meaning.n == n && memcmp(e->meaning.text, text, n) == 0))
			return f->fonts[e->variant];
		variant = e->variant + 1;
	}
	add_entry(t, f, (struct meaning){glyph, text, n}, variant);
	return f->fonts[variant];
}

/* ---------------------------------------------------------------------- writing */

static size_t list_glyphs(const struct case_face *f, uint16_t *out)
{
	size_t n = 0;

	for (size_t g = 1; g < GLYPHS; g++)
		if (f->codes[g])
			out[n++] = (uint16_t)g;
	return n;
}

/* Six letters that name the subset (9.6.4), the same for the same glyphs. */
static char *name_subset(struct pdf *p, const struct face *f, const uint16_t *glyphs, size_t n)
{
	char hex[SHA256_HEX], tag[7] = {0};

	file_sha256(glyphs, n * sizeof *glyphs, hex);
	for (size_t i = 0; i < 6; i++) {
		char pair[3] = {hex[2 * i], hex[2 * i + 1], 0};

		tag[i] = (char)('A' + strtol(pair, NULL, 16) % 26);
	}
	return arena_printf(p->arena, "%s+%s", tag, face_name(f));
}

static void *write_outlines(struct pdf *p, const struct face *f, const uint16_t *glyphs, size_t n)
{
	struct buf cff = {0};
	void *stream;

	face_subset(f, glyphs, n, &cff);
	stream = stream_new(p, "/Subtype/CIDFontType0C", cff.s, cff.len, true);
	buf_free(&cff);
	return stream;
}

/* Table 122 and 123: bit 2 says serif, bit 3 that the characters are not only Latin. */
static HPDF_Dict write_descriptor(struct pdf *p, const struct face *f, const char *name)
{
	struct face_metrics m = face_metrics(f);
	HPDF_Dict d = dict_new_indirect(p);
	HPDF_Array box = array_new(p);

	for (size_t i = 0; i < LEN(m.box); i++)
		array_add_number(box, m.box[i]);
	HPDF_Dict_AddName(d, "Type", "FontDescriptor");
	HPDF_Dict_AddName(d, "FontName", name);
	HPDF_Dict_AddNumber(d, "Flags", 4 | (m.serif ? 2 : 0));
	HPDF_Dict_Add(d, "FontBBox", box);
	HPDF_Dict_AddNumber(d, "ItalicAngle", 0);
	HPDF_Dict_AddNumber(d, "Ascent", m.ascent);
	HPDF_Dict_AddNumber(d, "Descent", m.descent);
	HPDF_Dict_AddNumber(d, "CapHeight", m.cap_height);
	HPDF_Dict_AddNumber(d, "XHeight", m.x_height);
	HPDF_Dict_AddNumber(d, "StemV", m.stem);
	HPDF_Dict_AddNumber(d, "FontWeight", m.weight);
	return d;
}

/* W (9.7.4.3): a list of widths for each stretch of neighbouring codes that are not 1 em wide. */
static HPDF_Array write_widths(
    struct pdf *p, const struct face *f, const uint16_t *glyphs, size_t n)
{
	HPDF_Array w = array_new(p), stretch = NULL;

	for (size_t i = 0; i < n; i++) {
		int32_t advance = face_advance(f, glyphs[i]);

		if (advance != 1000 && !stretch) {
			stretch = array_new(p);
			array_add_number(w, (int32_t)i + CODE_FIRST);
			HPDF_Array_Add(w, stretch);
		}
		if (advance == 1000)
			stretch = NULL;
		else
			array_add_number(stretch, advance);
	}
	return w;
}

static HPDF_Dict write_cid_font(
    struct pdf *p, const struct face *f, const char *name, const uint16_t *glyphs, size_t n)
{
	HPDF_Dict font = dict_new_indirect(p), system = dict_new(p);
	HPDF_Dict descriptor = write_descriptor(p, f, name);

	HPDF_Dict_Add(descriptor, "FontFile3", write_outlines(p, f, glyphs, n));
	HPDF_Dict_Add(system, "Registry", ascii_new(p, "Adobe"));
	HPDF_Dict_Add(system, "Ordering", ascii_new(p, "Identity"));
	HPDF_Dict_AddNumber(system, "Supplement", 0);
	HPDF_Dict_AddName(font, "Type", "Font");
	HPDF_Dict_AddName(font, "Subtype", "CIDFontType0");
	HPDF_Dict_AddName(font, "BaseFont", name);
	HPDF_Dict_Add(font, "CIDSystemInfo", system);
	HPDF_Dict_Add(font, "FontDescriptor", descriptor);
	HPDF_Dict_AddNumber(font, "DW", 1000);
	HPDF_Dict_Add(font, "W", write_widths(p, f, glyphs, n));
	return font;
}

/*
 * A glyph that was never shown for text of its own, such as the second half of a
 * letter, must say something all the same (ISO 14289-1, 7.21.7): a space without
 * width. ActualText tells what the two are together.
 */
static struct meaning shown_as(const struct entry *e, uint16_t code)
{
	static const char nothing[] = "\u200b";

	if (e->meaning.n == 0)
		return (struct meaning){code, nothing, sizeof nothing - 1};
	return (struct meaning){code, e->meaning.text, e->meaning.n};
}

static void *write_to_unicode(struct pdf *p, const struct case_face *f, int variant)
{
	struct meaning *m = arena_array(p->arena, struct meaning, f->entries_n);
	struct buf b = {0};
	void *stream;
	size_t n = 0;

	for (size_t g = 0; g < GLYPHS; g++)
		for (uint32_t i = f->first[g]; i; i = f->entries[i].next)
			if (f->entries[i].variant == variant)
				m[n++] = shown_as(&f->entries[i], f->codes[g]);
	to_unicode_put(&b, m, n);
	stream = stream_new(p, "", b.s, b.len, true);
	buf_free(&b);
	return stream;
}

static void write_face(struct type_case *t, const struct case_face *f)
{
	struct pdf *p = t->pdf;
	uint16_t *glyphs = arena_array(p->arena, uint16_t, GLYPHS);
	size_t n = list_glyphs(f, glyphs);
	const char *name = name_subset(p, f->face, glyphs, n);
	HPDF_Dict cid_font = write_cid_font(p, f->face, name, glyphs, n);

	for (size_t i = 0; i < f->fonts_n; i++) {
		HPDF_Dict font = t->fonts[f->fonts[i]].dict;
		HPDF_Array descendants = array_new(p);

		HPDF_Array_Add(descendants, cid_font);
		HPDF_Dict_AddName(font, "Type", "Font");
		HPDF_Dict_AddName(font, "Subtype", "Type0");
		HPDF_Dict_AddName(font, "BaseFont", arena_printf(p->arena, "%s-Identity-H", name));
		HPDF_Dict_AddName(font, "Encoding", "Identity-H");
		HPDF_Dict_Add(font, "DescendantFonts", descendants);
		HPDF_Dict_Add(font, "ToUnicode", write_to_unicode(p, f, (int)i));
	}
}

void type_write(struct type_case *t)
{
	for (size_t i = 0; i < t->faces_n; i++)
		write_face(t, &t->faces[i]);
}
