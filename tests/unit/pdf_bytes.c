/*
 * pdf/: the bytes themselves. Numbers, strings and drawn shapes as they stand in
 * a file; object streams and the cross-reference stream, read here byte by byte
 * and by qpdf; the identifier.
 */
#include "unit/unit.h"

#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "pdf/parts.h"

static struct arena *arena;
static struct font_set *fonts;
static char folder[64];

/* --------------------------------------------------------------------------- values */

static char *written(struct buf *b)
{
	char *s = arena_dupn(arena, b->s ? b->s : "", b->len);

	buf_free(b);
	return s;
}

static char *decimal(int64_t v, int64_t scale)
{
	struct buf b = {0};

	decimal_put(&b, v, scale);
	return written(&b);
}

static void test_decimals(void)
{
	CHECK_STR(decimal(0, 1000), "0");
	CHECK_STR(decimal(1500, 1000), "1.5");
	CHECK_STR(decimal(-1050, 1000), "-1.05");
	CHECK_STR(decimal(-7, 1000), "-0.007");
	CHECK_STR(decimal(100, 1), "100");
	CHECK_STR(decimal(100000, 1000), "100");
}

static void test_strings(void)
{
	static const char odd[] = "a(b)\\c\r\n";
	struct buf b = {0};

	ascii_put(&b, odd);
	CHECK_STR(written(&b), "(a\\(b\\)\\\\c\\r\n)");
	/* U+5C28 has a parenthesis for its second byte, U+5C5C two backslashes */
	text_put(&b, "\u5c28\u5c5c\U00020bb7");
	CHECK(b.len == 1 + 2 + 4 + 4 + 4 + 1);
	CHECK(b.len == 16 && memcmp(b.s, "(\xfe\xff\\\\\\(\\\\\\\\\xd8\x42\xdf\xb7)", b.len) == 0);
	buf_free(&b);
	reference_put(&b, 120);
	CHECK_STR(written(&b), "120 0 R");
}

/* --------------------------------------------------------------------------- shapes */

static void test_shapes(void)
{
	static struct segment triangle[] = {
	    {SEGMENT_MOVE, {10000, 90000}, {{0, 0}, {0, 0}}},
	    {SEGMENT_LINE, {20000, 90000}, {{0, 0}, {0, 0}}},
	    {SEGMENT_CURVE, {10500, 80000}, {{20000, 85000}, {15000, 80000}}},
	    {SEGMENT_CLOSE, {0, 0}, {{0, 0}, {0, 0}}},
	};
	static const struct rule rules[] = {
	    {0, 0, 5000, 1000, 0}, {0, 50000, 5000, 1000, 0}, {0, 99000, 5000, 1000, 0xff8000}};
	struct path p = {
	    .segments = triangle, .n = LEN(triangle), .filled = true, .fill = 0x808080};
	struct buf b = {0};
	struct canvas c = canvas_new(&b, 100000);

	rules_put(&c, rules, LEN(rules));
	CHECK_STR(b.s, "0 99 5 1 re\n0 49 5 1 re\nf\n1 0.502 0 rg\n0 0 5 1 re\nf\n");
	buf_clear(&b);
	path_put(&c, &p);
	CHECK_STR(b.s, "0.502 g\n10 10 m\n20 10 l\n20 15 15 20 10.5 20 c\nh\nf\n");
	buf_clear(&b);
	p.stroke = 500;
	p.ink = 0xff0000;
	path_put(&c, &p); /* the grey is still there */
	CHECK_STR(b.s, "1 0 0 RG\n0.5 w\n10 10 m\n20 10 l\n20 15 15 20 10.5 20 c\nh\nB\n");
	buf_clear(&b);
	p.filled = false;
	p.n = 2;
	path_put(&c, &p);
	CHECK_STR(b.s, "10 10 m\n20 10 l\nS\n");
	buf_clear(&b);
	p.stroke = 0; /* neither filled nor stroked */
	path_put(&c, &p);
	CHECK_STR(b.s, "");
	buf_free(&b);
}

/* ----------------------------------------------------------------------- the packer */

/* A page and n tags without content. */
static struct buf write_book(int n)
{
	static struct page page = {.width = 200000, .height = 300000, .label = "1"};
	struct print p = {.title = "书",
	    .author = "",
	    .language = "zh-CN",
	    .pages = &page,
	    .pages_n = 1,
	    .tags_n = (size_t)n};
	struct buf b = {0};

	p.tags = arena_array(arena, struct tag, n);
	for (int i = 0; i < n; i++)
		p.tags[i] = (struct tag){.name = i ? "P" : "Document", .parent = i ? 0 : -1};
	pdf_write(&p, DATE_NONE, font_set_profile(fonts), &b);
	return b;
}

static int number_after(const char *s, const char *key)
{
	const char *at = strstr(s, key);

	return at ? atoi(at + strlen(key)) : -1;
}

/* n bytes from out of a deflated stream whose dictionary begins at s. */
static unsigned char *inflate_at(const char *s, uLongf *n)
{
	const char *from = strstr(s, ">>stream\n");
	unsigned char *out;

	*n = 1 << 20;
	out = arena_alloc(arena, *n);
	CHECK(from && uncompress(out, n, (const Bytef *)from + 9,
			  (uLong)number_after(s, "/Length ")) == Z_OK);
	return out;
}

enum { PACKED = 1000 }; /* objects of a stream, at most */

/* A row of the cross-reference stream; undoes the differences. */
static void check_rows(const struct buf *b, int at, int *plain, int *packed)
{
	uLongf n = 0;
	unsigned char *rows = inflate_at(b->s + at, &n);
	int columns = number_after(b->s + at, "/Columns "),
	    size = number_after(b->s + at, "/Size ");

	CHECK(n == (uLongf)(size * (columns + 1)));
	for (int i = 0; i < size; i++) {
		unsigned char *row = rows + i * (columns + 1);
		unsigned where = 0;
		char head[32];

		CHECK(row[0] == 0 || row[0] == 2);
		for (int k = 1; i > 0 && row[0] == 2 && k <= columns; k++)
			row[k] = (unsigned char)(row[k] + row[k - columns - 1]);
		for (int k = 2; k < columns - 1; k++)
			where = where << 8 | row[k];
		*plain += row[1] == 1;
		*packed += row[1] == 2;
		snprintf(head, sizeof head, "%d 0 obj\n", i);
		CHECK((i > 0) == (row[1] > 0));
		CHECK(row[1] != 1 || strncmp(b->s + where, head, strlen(head)) == 0);
		CHECK(row[1] != 2 || (row[columns - 1] << 8 | row[columns]) < PACKED);
	}
}

/* The file hashed with blank identifiers gives both. */
static void check_id(const struct buf *b, int at)
{
	char *s = arena_dupn(arena, b->s, b->len), *id = strstr(s + at, "/ID[<"), first[33] = {0};
	char hex[SHA256_HEX];

	CHECK(id && memcmp(id + 5, id + 5 + 34, 32) == 0);
	memcpy(first, id + 5, 32);
	memset(id + 5, '0', 32);
	memset(id + 5 + 34, '0', 32);
	file_sha256(s, b->len, hex);
	CHECK(strncmp(hex, first, 32) == 0);
}

static const char *ask(const char *command)
{
	FILE *f = popen(arena_printf(arena, "cd %s && %s 2>&1", folder, command), "r");
	char *s = arena_alloc(arena, 1 << 16);

	CHECK(f && fread(s, 1, (1 << 16) - 1, f) > 0);
	if (f)
		pclose(f);
	return s;
}

static void check_qpdf(const struct buf *b)
{
	FILE *f = fopen(arena_printf(arena, "%s/pack.pdf", folder), "wb");

	CHECK(f && fwrite(b->s, 1, b->len, f) == b->len);
	if (f)
		fclose(f);
	CHECK(strstr(ask("qpdf --check pack.pdf"), "No syntax or stream encoding errors found"));
}

/* Full streams, a last one that is just full, and one with a single object. */
static void test_pack(int tags)
{
	struct buf b = write_book(tags);
	const char *end = strstr(b.s + b.len - 40, "startxref\n");
	int at = end ? atoi(end + 10) : 0, plain = 0, packed = 0, streamed = 0;

	CHECK(strncmp(b.s, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", 15) == 0);
	CHECK(strcmp(b.s + b.len - 6, "%%EOF\n") == 0);
	CHECK(end && strstr(b.s + at, "/Type/XRef"));
	check_rows(&b, at, &plain, &packed);
	for (const char *s = b.s; s < b.s + at;) { /* there are zeros in streams */
		const char *k = memmem(s, (size_t)(b.s + at - s), "/Type/ObjStm/N ", 15);

		if (!k)
			break;
		CHECK(atoi(k + 15) <= PACKED && atoi(k + 15) > 0);
		streamed += atoi(k + 15);
		plain--;
		s = k + 15;
	}
	CHECK(streamed == packed && packed > tags);
	CHECK(plain == 3); /* the metadata, the colours, the cross-references */
	check_id(&b, at);
	check_qpdf(&b);
	buf_free(&b);
}

static void test_same_bytes(void)
{
	struct buf a = write_book(700), b = write_book(700), c = write_book(701);

	CHECK(a.len == b.len && memcmp(a.s, b.s, a.len) == 0);
	CHECK(a.len != c.len || memcmp(a.s, c.s, a.len) != 0);
	CHECK(a.len < 12000); /* an element takes a few bytes */
	buf_free(&a);
	buf_free(&b);
	buf_free(&c);
}

int main(void)
{
	arena = arena_new();
	snprintf(folder, sizeof folder, "/tmp/digestpress-bytes-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
	fonts = font_set_open(arena, "fonts");
	test_decimals();
	test_strings();
	test_shapes();
	for (int i = PACKED - 15; i < PACKED; i++)
		test_pack(i);
	test_pack(3 * PACKED);
	test_same_bytes();
	unlink(arena_printf(arena, "%s/pack.pdf", folder));
	CHECK(rmdir(folder) == 0);
	font_set_close(fonts);
	arena_free(arena);
	return unit_end();
}
