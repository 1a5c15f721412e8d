/* font/: faces of fonts/fonts.yml, their metrics, and what shaping must give for Chinese. */
#include "unit/unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "font/face.h"

static struct arena *arena;

static size_t shape(struct face *f, const char *text, struct glyph **g)
{
	return face_shape(f, arena, text, strlen(text), g);
}

/* The sum of the advances of a text, in thousandths of an em. */
static int measure(struct face *f, const char *text)
{
	struct glyph *g;
	size_t n = shape(f, text, &g);
	int sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += g[i].advance;
	return sum;
}

static void test_roles(struct font_set *set)
{
	CHECK(font_set_has(set, "body"));
	CHECK(!font_set_has(set, "bodies"));
	CHECK_STR(face_name(font_set_face(set, "body")), "NotoSerifCJKsc-Regular");
	CHECK_STR(face_name(font_set_face(set, "body-bold")), "NotoSerifCJKsc-Bold");
	CHECK_STR(face_name(font_set_face(set, "sans")), "NotoSansCJKsc-Regular");
	CHECK_STR(face_name(font_set_face(set, "sans-bold")), "NotoSansCJKsc-Bold");
	CHECK(font_set_face(set, "body") == font_set_face(set, "body"));
	CHECK(font_set_face(set, "nobody") == NULL);
	CHECK(diag_errors() == 0 && diag_warnings() == 0);
}

static void test_metrics(struct font_set *set)
{
	struct face_metrics serif = face_metrics(font_set_face(set, "body"));
	struct face_metrics bold = face_metrics(font_set_face(set, "body-bold"));
	struct face_metrics sans = face_metrics(font_set_face(set, "sans"));

	CHECK(serif.ascent == 880 && serif.descent == -120);
	CHECK(serif.cap_height > 650 && serif.cap_height < 800);
	CHECK(serif.x_height > 450 && serif.x_height < serif.cap_height);
	CHECK(
	    serif.box[0] < 0 && serif.box[1] < -120 && serif.box[2] >= 2000 && serif.box[3] > 880);
	CHECK(serif.weight == 400 && bold.weight == 700);
	CHECK(serif.serif && bold.serif && !sans.serif);
	CHECK(serif.stem > 50 && bold.stem > serif.stem * 5 / 4);
	CHECK(sans.stem > 50 && sans.stem < 150);
}

static void test_single_glyphs(struct face *f)
{
	uint16_t han = face_glyph(f, 0x4e00);

	CHECK(han != 0 && face_advance(f, han) == 1000);
	CHECK(face_glyph(f, 0xe123) == 0);  /* private use: the face has nothing there */
	CHECK(face_glyph(f, 0x20bb7) != 0); /* 𠮷, beyond the 16-bit plane */
}

static void test_han(struct face *f)
{
	struct glyph *g;
	size_t n = shape(f, "国发〔2019〕35号", &g);

	CHECK(n == 11);
	CHECK(g[0].id == face_glyph(f, 0x56fd) && g[0].advance == 1000 && g[0].cluster == 0);
	CHECK(g[2].id == face_glyph(f, 0x3014) && g[2].cluster == 6);
	CHECK(g[3].id == face_glyph(f, '2') && g[3].cluster == 9);
	CHECK(g[10].cluster == strlen("国发〔2019〕35"));
	n = shape(f, "𠮷野", &g);
	CHECK(n == 2 && g[0].id == face_glyph(f, 0x20bb7) && g[1].cluster == 4);
	CHECK(measure(f, "，。（《】、：；！？") == 10000);
	CHECK(shape(f, "", &g) == 0);
	CHECK(shape(f, "\xee\x84\xa3", &g) == 1 && g[0].id == 0);
}

/* GB/T 15834 5.1.5: the dash of two characters is one stroke of two em. */
static void test_dash(struct face *f)
{
	struct glyph *g;
	size_t n = shape(f, "甲——乙", &g);

	CHECK(n == 3);
	CHECK(g[1].advance == 2000 && g[1].cluster == 3 && g[2].cluster == 9);
	CHECK(g[1].id != face_glyph(f, 0x2014));
	CHECK(measure(f, "甲……乙") == 4000);
}

/* The mainland marks stand in the lower left: `locl` took the SC forms, not the face's first ones.
 */
static void test_regional_forms(struct face *sc, struct face *jp)
{
	static const char *const marks[] = {"：", "；", "！", "？"};
	struct glyph *a, *b;

	for (size_t i = 0; i < LEN(marks); i++) {
		const char *s = marks[i];

		shape(sc, s, &a);
		CHECK(a[0].id == face_glyph(sc, text_next(&s)));
		shape(jp, marks[i], &b);
		CHECK(a[0].id == b[0].id);
		s = marks[i];
		CHECK(face_glyph(jp, text_next(&s)) != b[0].id);
	}
}

static void test_digits(struct face *f)
{
	struct glyph *g;
	size_t n = shape(f, "1,000.50万元", &g);

	CHECK(n == 10);
	CHECK(g[0].id == face_glyph(f, '1') && g[0].advance > 400 && g[0].advance < 650);
	CHECK(g[2].advance == g[3].advance && g[3].advance == g[7].advance); /* three zeros */
	CHECK(g[8].cluster == 8 && g[9].cluster == 11);
}

static void test_kerning_leaves_han_alone(struct face *f)
{
	CHECK(measure(f, "。（“”、《》）") == 8000);
	CHECK(measure(f, "一个人工智能产业园区") == 10000);
}

/* What pdf/ relies on is looked at, not assumed: each break of the table is found. */
static void test_identity(const struct face *f)
{
	hb_blob_t *blob = hb_face_reference_table(f->face, HB_TAG('C', 'F', 'F', ' '));
	unsigned size;
	const char *p = hb_blob_get_data(blob, &size);
	struct buf copy = {0};

	buf_put(&copy, p, 4096);
	CHECK(cff_is_identity((const uint8_t *)p, size));
	CHECK(!cff_is_identity((const uint8_t *)p, 4));
	CHECK(!cff_is_identity((const uint8_t *)p, 64));
	CHECK(
	    !cff_is_identity((const uint8_t *)copy.s, copy.len)); /* the charset lies further on */
	copy.s[2] = (char)0xff;
	CHECK(!cff_is_identity((const uint8_t *)copy.s, copy.len));
	buf_free(&copy);
	hb_blob_destroy(blob);
}

/* A CFF table of three glyphs: Top DICT with or without ROS, then charset, then an empty
 * CharStrings. */
static size_t make_cff(uint8_t *out, bool cid_keyed, const char *charset, size_t n)
{
	static const uint8_t start[] = {1, 0, 4, 1, 0, 1, 1, 1, 2, 'x'};
	uint8_t *p = out;
	uint8_t dict[16], *d = dict;
	size_t at;

	memcpy(p, start, sizeof start);
	p += sizeof start;
	if (cid_keyed)
		memcpy(d, (uint8_t[]){139, 139, 139, 12, 30}, 5), d += 5;
	at = sizeof start + 5 + (size_t)(d - dict) +
	     8; /* both offsets take three bytes and an operator */
	memcpy(d, (uint8_t[]){28, 0, (uint8_t)at, 15, 28, 0, (uint8_t)(at + n), 17}, 8);
	d += 8;
	memcpy(p, (uint8_t[]){0, 1, 1, 1, (uint8_t)(d - dict + 1)}, 5);
	memcpy(p + 5, dict, (size_t)(d - dict));
	p += 5 + (d - dict);
	memcpy(p, charset, n);
	memcpy(p + n, (uint8_t[]){0, 3, 1, 1, 1, 1, 1}, 7);
	return (size_t)(p - out) + n + 7;
}

static bool is_identity(bool cid_keyed, const char *charset, size_t n)
{
	uint8_t cff[64];

	return cff_is_identity(cff, make_cff(cff, cid_keyed, charset, n));
}

static void test_charsets(void)
{
	uint8_t cff[64];
	size_t n = make_cff(cff, true, "\2\0\1\0\1", 5);

	CHECK(is_identity(true, "\0\0\1\0\2", 5));
	CHECK(is_identity(true, "\1\0\1\1", 4));
	CHECK(is_identity(true, "\2\0\1\0\1", 5));
	CHECK(is_identity(true, "\1\0\1\0\0\2\0", 7));
	CHECK(!is_identity(false, "\2\0\1\0\1", 5));
	CHECK(!is_identity(true, "\0\0\2\0\1", 5));
	CHECK(!is_identity(true, "\1\0\1\0\0\3\0", 7));
	CHECK(!is_identity(true, "\3\0\1\0\1", 5));
	for (size_t cut = 0; cut < n - 5;
	     cut++) /* the count of CharStrings is the last thing read */
		CHECK(!cff_is_identity(cff, cut));
}

/* The charset as cff_number leaves it, or "no room". */
static const char *numbered(const char *charset, size_t n, uint16_t first)
{
	uint8_t cff[64];
	size_t size = make_cff(cff, true, charset, n);
	struct buf b = {0};
	char *s;

	if (!cff_number(cff, size, first))
		return "no";
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%02x", cff[size - 7 - n + i]);
	s = arena_dup(arena, b.s);
	buf_free(&b);
	return s;
}

static void test_numbering(void)
{
	uint8_t cff[64];
	size_t n = make_cff(cff, true, "\0\0\5\0\3", 5);

	CHECK_STR(numbered("\0\0\5\0\3", 5, 256), "0201000001");
	CHECK_STR(numbered("\1\0\5\1", 4, 258), "01010201");
	CHECK_STR(numbered("\1\0\1\0\0\3\0", 7, 1), "02000100010000");
	CHECK(cff_number(cff, n, 1) && cff_is_identity(cff, n));
	n = make_cff(cff, false, "\0\0\5\0\3", 5);
	CHECK(!cff_number(cff, n, 1));
	n = make_cff(cff, true, "\0\0\5\0\3", 5);
	for (size_t cut = 0; cut < n - 7; cut++)
		CHECK(!cff_number(cff, cut, 1));
}

/* A font file of two tables, written to a folder of its own and opened. */
static const char *open_made(const char *path, bool identity, uint16_t fs_type)
{
	uint8_t cff[64], os2[96] = {0};
	size_t n = make_cff(cff, true, identity ? "\0\0\1\0\2" : "\0\0\2\0\1", 5);
	hb_face_t *made = hb_face_builder_create();
	const void *tables[] = {cff, os2};
	const size_t sizes[] = {n, sizeof os2};
	const char *bytes, *why;
	unsigned size;

	os2[8] = (uint8_t)(fs_type >> 8);
	os2[9] = (uint8_t)fs_type;
	for (size_t i = 0; i < 2; i++) {
		hb_blob_t *b = hb_blob_create(
		    tables[i], (unsigned)sizes[i], HB_MEMORY_MODE_DUPLICATE, NULL, NULL);

		hb_face_builder_add_table(
		    made, i == 0 ? HB_TAG('C', 'F', 'F', ' ') : HB_TAG('O', 'S', '/', '2'), b);
		hb_blob_destroy(b);
	}
	hb_blob_t *file = hb_face_reference_blob(made);
	bytes = hb_blob_get_data(file, &size);
	FILE *f = fopen(path, "wb");
	CHECK(f && fwrite(bytes, 1, size, f) == size && fclose(f) == 0);
	hb_blob_destroy(file);
	hb_face_destroy(made);
	struct face *face = face_open(arena, path, 0, &why);
	if (face)
		face_close(face);
	return face ? "fit" : why;
}

/* A copy that ended early: its directory is there, its tables are not. */
static void test_cut_short(const struct face *body)
{
	char path[] = "/tmp/cut-XXXXXX";
	const char *why = NULL;
	int fd = mkstemp(path);

	CHECK(write(fd, body->file.p, 100000) == 100000);
	close(fd);
	CHECK(face_open(arena, path, body->index, &why) == NULL);
	CHECK_STR(why, "is cut short");
	unlink(path);
}

static void test_unfit_files(struct face *f)
{
	char path[] = "/tmp/digestpress-font-XXXXXX", hex[SHA256_HEX];
	const char *why;
	int fd = mkstemp(path);

	CHECK(fd >= 0 && close(fd) == 0);
	CHECK(face_open(arena, "fonts/absent.ttc", 0, &why) == NULL);
	CHECK_STR(why, "cannot be read");
	CHECK(face_open(arena, "fonts/fonts.yml", 0, &why) == NULL);
	CHECK_STR(why, "has no such face");
	CHECK_STR(open_made(path, true, 0), "fit");
	CHECK_STR(open_made(path, true, 8), "fit");
	CHECK_STR(open_made(path, true, 2), "forbids embedding");
	CHECK_STR(open_made(path, true, 0x200), "forbids embedding");
	CHECK_STR(open_made(path, false, 0), "does not number its characters as its glyphs");
	CHECK(unlink(path) == 0);
	face_fingerprint(f, hex);
	CHECK(strlen(hex) == 64);
}

/* The Japanese face of the same collection, for comparison. */
static struct face *open_japanese(const struct face *f)
{
	struct face *jp = arena_new_of(arena, struct face);

	*jp = *f;
	jp->index = 0;
	jp->file = (struct file_map){0};
	hb_blob_t *blob =
	    hb_blob_create(f->file.p, (unsigned)f->file.size, HB_MEMORY_MODE_READONLY, NULL, NULL);
	jp->face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	jp->font = hb_font_create(jp->face);
	hb_font_set_scale(jp->font, 1000, 1000);
	jp->buffer = hb_buffer_create();
	return jp;
}

int main(void)
{
	struct font_set *set;
	struct face *body, *jp;

	arena = arena_new();
	set = font_set_open(arena, "fonts");
	test_roles(set);
	body = font_set_face(set, "body");
	jp = open_japanese(body);
	test_metrics(set);
	test_single_glyphs(body);
	test_han(body);
	test_han(font_set_face(set, "sans"));
	test_dash(body);
	test_dash(font_set_face(set, "sans-bold"));
	test_regional_forms(body, jp);
	test_digits(body);
	test_digits(font_set_face(set, "sans"));
	CHECK(measure(font_set_face(set, "sans"), "0123456789") ==
	      10 * measure(font_set_face(set, "sans"), "1"));
	test_kerning_leaves_han_alone(body);
	test_kerning_leaves_han_alone(font_set_face(set, "sans"));
	test_identity(body);
	test_charsets();
	test_numbering();
	test_unfit_files(body);
	test_cut_short(body);
	face_close(jp);
	font_set_close(set);
	diag_flush();
	arena_free(arena);
	return unit_end();
}
