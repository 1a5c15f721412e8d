/*
 * pdf/: a small book made by hand, written, and read back with poppler, MuPDF
 * and qpdf. What was shown must come out again: every character, every tag,
 * every link; and two renderers must draw the same page.
 */
#include "unit/unit.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "pdf/parts.h"

enum { WIDTH = 420945, HEIGHT = 595276, LEFT = 60000, SIZE = 10500 };

/* The tags of the book, in reading order. */
enum {
	DOCUMENT,
	HEADING,
	PARAGRAPH,
	LINK,
	LIST,
	ITEM,
	ITEM_BODY,
	TABLE,
	HEAD_ROW,
	HEAD_1,
	HEAD_2,
	ROW,
	CELL_1,
	CELL_2,
	LAST,
	LAST_LINK,
	FIGURE,
	NOTE,
	TAGS
};

static struct tag tags[TAGS] = {
    [DOCUMENT] = {.name = "Document", .parent = -1},
    [HEADING] = {.name = "H1", .parent = DOCUMENT},
    [PARAGRAPH] = {.name = "P", .parent = DOCUMENT},
    [LINK] = {.name = "Link", .parent = PARAGRAPH},
    [LIST] = {.name = "L", .parent = DOCUMENT},
    [ITEM] = {.name = "LI", .parent = LIST},
    [ITEM_BODY] = {.name = "LBody", .parent = ITEM},
    [TABLE] = {.name = "Table", .parent = DOCUMENT},
    [HEAD_ROW] = {.name = "TR", .parent = TABLE},
    [HEAD_1] = {.name = "TH", .parent = HEAD_ROW},
    [HEAD_2] = {.name = "TH", .parent = HEAD_ROW, .column_span = 2, .row_header = true},
    [ROW] = {.name = "TR", .parent = TABLE},
    [CELL_1] = {.name = "TD", .parent = ROW},
    [CELL_2] = {.name = "TD", .parent = ROW, .column_span = 2},
    [LAST] = {.name = "P", .parent = DOCUMENT},
    [LAST_LINK] = {.name = "Link", .parent = LAST},
    [FIGURE] = {.name = "Figure",
	.parent = DOCUMENT,
	.alt = "一（二）角",
	.bbox = {LEFT, 300000, 80000, 60000}},
    [NOTE] = {.name = "Note",
	.parent = DOCUMENT,
	.id = "n1",
	.language = "en",
	.expansion = "artificial intelligence"},
};

static struct arena *arena;
static struct font_set *fonts;
static char folder[64];

/* ------------------------------------------------------------------ setting a book */

/* Where the text of glyph i begins or ends: a cluster's text belongs to its first glyph. */
static uint32_t end_of(const struct glyph *g, size_t n, size_t i, const char *text)
{
	size_t next = i + 1;

	while (next < n && g[next].cluster == g[i].cluster)
		next++;
	return next < n ? g[next].cluster : (uint32_t)strlen(text);
}

static struct run *set(struct page *p, const char *role, mpt x, mpt y, const char *text, int tag)
{
	struct run *r = &p->runs[p->runs_n++];
	struct glyph *g;
	size_t n;

	*r = (struct run){
	    .face = font_set_face(fonts, role), .size = SIZE, .y = y, .text = text, .tag = tag};
	n = face_shape(r->face, arena, text, strlen(text), &g);
	r->glyphs = arena_array(arena, struct placed, n);
	r->glyphs_n = n;
	for (size_t i = 0; i < n; i++) {
		uint32_t end = end_of(g, n, i, text);
		bool later = i > 0 && g[i - 1].cluster == g[i].cluster;

		r->glyphs[i] = (struct placed){g[i].id, x, later ? end : g[i].cluster, end};
		x += g[i].advance * SIZE / 1000;
	}
	return r;
}

/* Opens space before the character at a byte. */
static void open_run(struct run *r, uint32_t at, mpt space)
{
	for (size_t i = 0; i < r->glyphs_n; i++)
		if (r->glyphs[i].from >= at)
			r->glyphs[i].x += space;
	r->gap = r->gap || space >= SIZE * 11 / 100;
}

static void set_first_page(struct page *p)
{
	struct run *r;

	set(p, "sans", LEFT, 40000, "惠企政策汇编", TAG_HEAD);
	r = set(p, "sans-bold", LEFT, 80000, "一、资金支持", HEADING);
	r->colour = 0x1f3864;
	r = set(p, "body", LEFT, 110000, "按国发〔2019〕35号，给予最高500万元", PARAGRAPH);
	open_run(r, (uint32_t)strlen("按国发〔2019〕35号，给予最高500"), SIZE / 10);
	open_run(r, (uint32_t)strlen("按国发〔2019〕35号，给予最高"), SIZE / 10);
	r = set(p, "body", LEFT, 127500, "的补助，对AI企业再奖20%——见", PARAGRAPH);
	open_run(r, (uint32_t)strlen("的补助，对"), SIZE / 4);
	open_run(r, (uint32_t)strlen("的补助，对AI"), SIZE / 4);
	set(p, "body-bold", LEFT + 200000, 127500, "第2页", LINK)->colour = 0x0b57d0;
	set(p, "body", LEFT + 232000, 127500, "；𠮷野", PARAGRAPH);
	set(p, "sans", LEFT, 162500, "中·点", ITEM_BODY);
	set(p, "sans", LEFT, 180000, "中•点", ITEM_BODY);
	set(p, "sans", LEFT, 197500, "中·点(\\)\r", ITEM_BODY)->glyphs_n--;
	set(p, "sans", LEFT, 560000, "1", TAG_FOOT);
}

static void set_second_page(struct page *p)
{
	set(p, "body", LEFT, 80000, "段落跨页，仍是一段。", PARAGRAPH);
	set(p, "sans-bold", LEFT, 110000, "事项", HEAD_1);
	set(p, "sans-bold", LEFT + 120000, 110000, "标准", HEAD_2);
	set(p, "body", LEFT + 120000, 130000, "1:1配套", CELL_2);
	set(p, "body", LEFT, 170000, "官网", LAST_LINK);
	/* a letter and its accent: two glyphs, one cluster */
	CHECK(set(p, "sans", LEFT + 40000, 170000, "x\xcc\x8b、y", LAST)->glyphs_n == 4);
	set(p, "body", LEFT, 400000, "AI", NOTE);
	set(p, "sans", LEFT, 560000, "2", TAG_ARTIFACT);
}

static struct page pages[3] = {
    {.width = WIDTH, .height = HEIGHT, .label = ""},
    {.width = WIDTH, .height = HEIGHT, .label = "1"},
    {.width = WIDTH,
	.height = HEIGHT,
	.label = "2",
	.trim = {20000, 30000, WIDTH - 40000, HEIGHT - 60000},
	.bleed = 8504},
};
static struct run runs[3][16];
static struct rule rules[] = {
    {LEFT, 98000, 300000, 500, 0x000000},
    {LEFT, 100000, 300000, 16000, 0xdce6f2},
    {LEFT, 136000, 300000, 500, 0x808080},
};
static struct segment triangle[] = {
    {SEGMENT_MOVE, {LEFT, 360000}, {{0, 0}, {0, 0}}},
    {SEGMENT_LINE, {LEFT + 80000, 360000}, {{0, 0}, {0, 0}}},
    {SEGMENT_CURVE, {LEFT, 300000}, {{LEFT + 80000, 320000}, {LEFT + 40000, 300000}}},
    {SEGMENT_CLOSE, {0, 0}, {{0, 0}, {0, 0}}},
};
static struct path paths[] = {
    {triangle, 2, false, 0, 2000, 0x404040, TAG_ARTIFACT},
    {triangle, LEN(triangle), true, 0x0b5a6b, 0, 0, FIGURE},
    {triangle, LEN(triangle), false, 0, 1500, 0xff0000, FIGURE},
};
static struct area_link links[][1] = {
    {{LEFT + 200000, 117000, 31500, 14000, "policies/a#s1", NULL, "第2页", LINK}},
    {{LEFT, 160000, 21000, 14000, NULL, "https://example.cn/政策?a=1&b=(2)", "官网", LAST_LINK}},
};
static struct destination destinations[200];
static struct bookmark bookmarks[] = {
    {"一、资金支持", 1, 1, 70000},
    {"（一）补助 & “奖励”", 2, 1, 100000},
    {"1. 深", 3, 2, 70000},
    {"二、𠮷", 1, 2, 100000},
};

static struct print make_print(void)
{
	struct print p = {
	    .slug = "test",
	    .title = "惠企<政策> & 汇编",
	    .author = "示例市",
	    .subject = "测试",
	    .language = "zh-CN",
	    .pages = pages,
	    .pages_n = LEN(pages),
	    .tags = tags,
	    .tags_n = TAGS,
	    .destinations = destinations,
	    .destinations_n = LEN(destinations),
	    .bookmarks = bookmarks,
	    .bookmarks_n = LEN(bookmarks),
	    .front = 1,
	};

	for (size_t i = 0; i < LEN(pages); i++) {
		pages[i].runs = runs[i];
		pages[i].runs_n = 0;
	}
	for (size_t i = 0; i < LEN(destinations); i++)
		destinations[i] =
		    (struct destination){arena_printf(arena, "policies/a#s%03zu", i), 1, 60000};
	destinations[0] = (struct destination){"policies/a#s", 1, 60000};
	destinations[1] = (struct destination){"policies/a#s1", 2, 104000};
	for (size_t i = 2; i < LEN(destinations); i++)
		destinations[i].name = arena_printf(arena, "policies/a#s1%03zu", i);
	set_first_page(&pages[1]);
	set_second_page(&pages[2]);
	pages[2].rules = rules;
	pages[2].rules_n = LEN(rules);
	pages[2].paths = paths;
	pages[2].paths_n = LEN(paths);
	for (size_t i = 1; i < LEN(pages); i++) {
		pages[i].links = links[i - 1];
		pages[i].links_n = 1;
	}
	return p;
}

/* ---------------------------------------------------------------------- reading back */

static char *path_of(const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

static void write_file(const char *name, const struct buf *b)
{
	FILE *f = fopen(path_of(name), "wb");

	CHECK(f && fwrite(b->s, 1, b->len, f) == b->len);
	if (f)
		fclose(f);
}

/* What a command prints on both channels; the command is run in the folder of the file. */
static char *ask(const char *command)
{
	FILE *f = popen(arena_printf(arena, "cd %s && %s 2>&1", folder, command), "r");
	struct buf b = {0};
	char part[4096], *s;
	size_t n;

	while (f && (n = fread(part, 1, sizeof part, f)) > 0)
		buf_put(&b, part, n);
	if (f && pclose(f) != 0)
		buf_printf(&b, "(%s: failed)\n", command);
	s = arena_dupn(arena, b.s ? b.s : "", b.len);
	buf_free(&b);
	return s;
}

static bool has(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

static int count(const char *text, const char *part)
{
	int n = 0;

	for (; (text = strstr(text, part)) != NULL; text += strlen(part))
		n++;
	return n;
}

static void test_text(void)
{
	const char *text = ask("pdftotext -raw book.pdf -");

	CHECK(has(text, "按国发〔2019〕35号，给予最高500万元"));
	CHECK(has(text, "的补助，对AI企业再奖20%——见"));
	CHECK(has(text, "；𠮷野"));
	CHECK(count(text, "中·点") == 2 && count(text, "中•点") == 1);
	CHECK(has(text, "中·点(\\)"));
	CHECK(has(text, "1:1配套"));
	CHECK(has(text, "x\xcc\x8b、y"));
	text = ask("mutool draw -q -F text book.pdf");
	CHECK(has(text, "按国发〔2019〕35号，给予最高500万元"));
	CHECK(count(text, "中·点") == 2 && count(text, "中•点") == 1);
	text = ask("mutool trace book.pdf 3 2>&-"); /* each of the two glyphs says its character */
	CHECK(has(text, "unicode=\"x\"") && has(text, "unicode=\"\xcc\x8b\""));
}

static void test_fonts(void)
{
	const char *text = ask("pdffonts book.pdf | tail -n +3");

	CHECK(count(text, "CID Type 0C") == count(text, "\n"));
	CHECK(count(text, "Identity-H       yes yes yes ") == count(text, "\n"));
	CHECK(count(text, "\n") == 5); /* four faces; the sans twice, since · and • are one glyph */
	CHECK(count(text, "+NotoSansCJKsc-Regular") == 2);
	CHECK(count(text, "+NotoSerifCJKsc-Regular") == 1);
}

static void test_structure(void)
{
	CHECK_STR(ask("qpdf --check book.pdf | tail -n 2"),
	    "No syntax or stream encoding errors found; the file may still contain\n"
	    "errors that qpdf cannot detect\n");
	CHECK_STR(ask("pdfinfo -struct-text book.pdf | sed 's/Object [0-9]* 0/Object/'"),
	    "Document\n"
	    "  H1 (block)\n    \"一、资金支持\"\n"
	    "  P (block)\n"
	    "    \"按国发〔2019〕35号，给予最高500万元\"\n"
	    "    \"的补助，对AI企业再奖20%——见\"\n"
	    "    Link (inline)\n      \"第2页\"\n      Object\n"
	    "    \"；𠮷野\"\n    \"段落跨页，仍是一段。\"\n"
	    "  L (block)\n    LI (block)\n      LBody (block)\n"
	    "        \"中·点中•点中·点(\\)\"\n"
	    "  Table (block)\n    TR\n"
	    "      TH:\n         /Scope /Column\n        \"事项\"\n"
	    "      TH:\n         /Scope /Row\n         /ColSpan 2\n        \"标准\"\n"
	    "    TR\n"
	    "      TD\n"
	    "      TD:\n         /ColSpan 2\n        \"1:1配套\"\n"
	    "  P (block)\n    Link (inline)\n      \"官网\"\n      Object\n"
	    "    \"x\xcc\x8b、y\"\n"
	    "  Figure:\n     /Placement /Block\n     /BBox [60 235.276 140 295.276]\n    \"\"\n"
	    "  Note <n1> (inline)\n    \"AI\"\n");
}

/* What the structure tree says in words, and what its artifacts are. */
static void test_elements(void)
{
	const char *text = ask("mutool show -g book.pdf grep 2>&-");

	CHECK(has(text, "/Alt<FEFF4E00FF084E8CFF0989D2>"));
	CHECK(has(text, "/E<FEFF006100720074006900660069006300690061006C0020"));
	CHECK(has(text, "/ID(n1)/") && has(text, "<</Names[(n1)"));
	CHECK(has(text, "/Lang(en)/"));
	text = ask("qpdf --qdf --object-streams=disable book.pdf - | grep -a BDC");
	CHECK(count(text, "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC") == 1);
	CHECK(
	    count(text, "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC") == 1);
	CHECK(count(text, "/Artifact<</Type/Pagination>>BDC") == 1);
	CHECK(count(text, "/Artifact<</Type/Layout>>BDC") == 1); /* rules and the path after them */
	CHECK(count(text, "/Figure<</MCID 0>>BDC") == 1);
}

/* 14.11.2 */
static void test_boxes(void)
{
	const char *text = ask("pdfinfo -box -f 2 -l 3 book.pdf | tr -s ' '");

	CHECK(has(text, "Page 2 TrimBox: 0.00 0.00 420.95 595.28\n"));
	CHECK(has(text, "Page 3 MediaBox: 0.00 0.00 420.95 595.28\n"));
	CHECK(has(text, "Page 3 TrimBox: 20.00 30.00 400.95 565.28\n"));
	CHECK(has(text, "Page 3 BleedBox: 11.50 21.50 409.45 573.78\n"));
}

static void test_navigation(void)
{
	const char *text = ask("pdfinfo -dests book.pdf");

	CHECK(count(text, "\"policies/a#s") == (int)LEN(destinations));
	CHECK(has(text, "   3 [ XYZ    0  491 null      ] \"policies/a#s1\"\n"));
	CHECK_STR(ask("mutool show book.pdf outline 2>&- | cut -d'#' -f1"),
	    "-\t\"一、资金支持\"\t\n+\t\t\"（一）补助 & “奖励”\"\t\n|\t\t\t\"1. 深\"\t\n"
	    "|\t\"二、𠮷\"\t\n");
	CHECK(has(ask("pdfinfo -url book.pdf"),
	    "   3  Annotation    https://example.cn/%E6%94%BF%E7%AD%96?a=1&b=(2)\n"));
	text = ask("mutool show -g book.pdf grep 2>&- | grep Subtype/Link");
	CHECK(has(text,
	    "/Contents<FEFF7B2C00329875>/Dest(policies/a#s1)/F 4/Rect[260 464.276 291.5 478.276]"));
	text = ask("qpdf --json --json-key=pagelabels book.pdf | tr -d ' \\n'");
	CHECK(has(text, "{\"index\":0,\"label\":{\"/St\":1}},{\"index\":1,\"label\":{\"/S\":\"/"
			"D\",\"/St\":1}}]"));
}

/* Folios as printed, and as a viewer counts them; a bookmark that leaves a level out. */
static void test_labels(void)
{
	static const char *const labels[] = {
	    "", "", "iii", "iv", "v", "", "1", "2", "A-1", "A-2", "9"};
	struct page blank[LEN(labels)];
	struct tag root = {.name = "Document", .parent = -1};
	struct bookmark deep[] = {
	    {"甲", 2, 0, 0}, {"乙", 4, 1, 0}, {"丙", 3, 2, 0}, {"丁", 1, 3, 0}};
	struct print p = {.title = "",
	    .author = "",
	    .language = "zh-CN",
	    .pages = blank,
	    .pages_n = LEN(blank),
	    .tags = &root,
	    .tags_n = 1,
	    .bookmarks = deep,
	    .bookmarks_n = LEN(deep)};
	struct buf b = {0};

	for (size_t i = 0; i < LEN(labels); i++)
		blank[i] = (struct page){.width = WIDTH, .height = HEIGHT, .label = labels[i]};
	pdf_write(&p, DATE_NONE, font_set_profile(fonts), &b);
	write_file("labels.pdf", &b);
	buf_free(&b);
	CHECK(has(ask("qpdf --check labels.pdf"), "No syntax or stream encoding errors"));
	CHECK_STR(ask("qpdf --json --json-key=pagelabels labels.pdf | tr -d ' \\n' | sed "
		      "'s/.*pagelabels.://'"),
	    "[{\"index\":0,\"label\":{\"/St\":1}},"
	    "{\"index\":2,\"label\":{\"/S\":\"/r\",\"/St\":3}},"
	    "{\"index\":5,\"label\":{\"/St\":1}},"
	    "{\"index\":6,\"label\":{\"/S\":\"/D\",\"/St\":1}},"
	    "{\"index\":8,\"label\":{\"/P\":\"u:A-1\",\"/St\":1}},"
	    "{\"index\":9,\"label\":{\"/P\":\"u:A-2\",\"/St\":1}},"
	    "{\"index\":10,\"label\":{\"/S\":\"/D\",\"/St\":9}}]}");
	CHECK_STR(ask("mutool show labels.pdf outline 2>&- | cut -d'#' -f1"),
	    "+\t\"甲\"\t\n|\t\t\"乙\"\t\n|\t\t\"丙\"\t\n|\t\"丁\"\t\n");
	CHECK(has(ask("pdfinfo labels.pdf"), "Pages:           11\n"));
	CHECK(!has(ask("pdfinfo labels.pdf"), "Date"));
}

/* -------------------------------------------------------------------------- pictures */

enum { BLOCK = 8, DOTS = 100 };

struct picture {
	int width, height;
	const unsigned char *grey;
};

static struct picture read_picture(const char *name)
{
	struct picture p = {0};
	size_t size = 0;
	int start = 0;
	const char *s = file_read(arena, path_of(name), &size);

	CHECK(s && sscanf(s, "P5 %d %d 255%n", &p.width, &p.height, &start) == 2);
	CHECK(s && size == (size_t)start + 1 + (size_t)p.width * (size_t)p.height);
	p.grey = (const unsigned char *)s + start + 1;
	return p;
}

/* The mean grey of a block of the picture. */
static int block(const struct picture *p, int x, int y)
{
	int sum = 0;

	for (int i = 0; i < BLOCK * BLOCK; i++)
		sum += p->grey[(y + i / BLOCK) * p->width + x + i % BLOCK];
	return sum / (BLOCK * BLOCK);
}

/* Antialiasing differs from dot to dot, a misplaced or wrong glyph changes whole blocks. */
static void compare_pictures(const char *a, const char *b, int *worst, int *darkest)
{
	struct picture p = read_picture(a), q = read_picture(b);

	CHECK(p.width == q.width && p.height == q.height);
	*worst = 0;
	*darkest = 255;
	for (int y = 0; y + BLOCK <= MIN(p.height, q.height); y += BLOCK)
		for (int x = 0; x + BLOCK <= MIN(p.width, q.width); x += BLOCK) {
			*worst = MAX(*worst, abs(block(&p, x, y) - block(&q, x, y)));
			*darkest = MIN(*darkest, block(&p, x, y));
		}
}

static void test_pictures(void)
{
	int worst, darkest;

	CHECK_STR(ask(arena_printf(arena, "pdftoppm -gray -r %d book.pdf poppler", DOTS)), "");
	ask(arena_printf(
	    arena, "mutool draw -q -c gray -r %d -F pgm -o mupdf-%%d.pgm book.pdf", DOTS));
	compare_pictures("poppler-2.pgm", "mupdf-2.pgm", &worst, &darkest);
	CHECK(worst <= 40 && darkest < 180);
	compare_pictures("poppler-3.pgm", "mupdf-3.pgm", &worst, &darkest);
	CHECK(worst <= 40 && darkest < 180);
	compare_pictures("poppler-2.pgm", "poppler-3.pgm", &worst, &darkest);
	CHECK(worst > 60); /* the measure tells pages apart */
	compare_pictures("poppler-1.pgm", "mupdf-1.pgm", &worst, &darkest);
	CHECK(worst == 0 && darkest == 255); /* the empty page */
}

/* The pen is quantised to a thousandth of an em: the last glyph of a line is still where it was
 * put. */
static void test_positions(void)
{
	const struct run *r = &runs[1][2];
	const char *text = ask("mutool trace book.pdf 2 2>&-");
	double x = 0;
	const char *last = NULL;

	for (const char *at = text; (at = strstr(at, "unicode=\"元\"")) != NULL; at++)
		last = at;
	last = last ? strstr(last, " x=\"") : NULL;
	CHECK(last && sscanf(last, " x=\"%lf\"", &x) == 1);
	CHECK(fabs(x * 1000 - r->glyphs[r->glyphs_n - 1].x) < 6);
}

static void test_document(void)
{
	const char *text = ask("pdfinfo book.pdf");

	CHECK(has(text, "Title:           惠企<政策> & 汇编\n"));
	CHECK(has(text, "Author:          示例市\n"));
	CHECK(has(text, "Metadata Stream: yes\n"));
	CHECK(has(text, "Tagged:          yes\n"));
	CHECK(has(text, "Pages:           3\n"));
	CHECK(has(text, "Page size:       420.945 x 595.276 pts (A5)\n"));
	CHECK(has(text, "PDF version:     1.7\n"));
	text = ask("TZ=UTC0 pdfinfo -rawdates book.pdf");
	CHECK(count(text, "D:20261121000000+08'00'") == 2);
	text = ask("pdfinfo -meta book.pdf");
	CHECK(has(text, "惠企&lt;政策&gt; &amp; 汇编</rdf:li>"));
	CHECK(has(text, "<xmp:ModifyDate>2026-11-21T00:00:00+08:00<"));
	CHECK(
	    has(text, "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>"));
	CHECK(has(text, "<pdfuaid:part>1</pdfuaid:part>"));
	CHECK(has(text, "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"));
	text = ask("qpdf --json book.pdf | tr -d ' \\n'");
	CHECK(has(
	    text, "\"/OutputConditionIdentifier\":\"u:sRGBIEC61966-2.1\",\"/S\":\"/GTS_PDFA1\""));
}

int main(void)
{
	struct print p;
	struct buf a = {0}, b = {0};

	arena = arena_new();
	snprintf(folder, sizeof folder, "/tmp/digestpress-pdf-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
	fonts = font_set_open(arena, "fonts");
	p = make_print();
	pdf_write(&p, date_of(2026, 11, 21), font_set_profile(fonts), &a);
	pdf_write(&p, date_of(2026, 11, 21), font_set_profile(fonts), &b);
	CHECK(a.len == b.len && memcmp(a.s, b.s, a.len) == 0);
	write_file("book.pdf", &a);
	test_text();
	test_fonts();
	test_structure();
	test_elements();
	test_boxes();
	test_navigation();
	test_labels();
	test_pictures();
	test_positions();
	test_document();
	ask("rm -f *.pdf *.pgm");
	CHECK(rmdir(folder) == 0);
	buf_free(&a);
	buf_free(&b);
	font_set_close(fonts);
	arena_free(arena);
	return unit_end();
}
