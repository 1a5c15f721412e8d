/*
 * Laws of the Markdown reader over generated text: every node has a place, at
 * which its text stands in the source; nothing of the bold marks is left; and
 * what is hostile is read in good time. The seed is printed; another may be given:
 * for one in ten, a place is off where code or an entity runs into a mark (see origin_of).
 */
#include "unit/random.h"
#include "unit/unit.h"

#include "digest/digest_parts.h"
#include "digest/markdown_parts.h"

#include <stdlib.h>
#include <time.h>

static struct policy read(struct arena *a, const char *s, size_t n)
{
	static const struct taxonomy none;
	struct policy p = {.slug = "x", .file = "x.md"};

	diag_reset();
	markdown_read(a, (struct text_part){"x.md", 1, s, n}, &p, &none);
	return p;
}

/* ------------------------------------------------------------------ places */

static const char *source_at(const char *s, struct place p)
{
	for (int line = 1; line < p.line; line++) {
		s = strchr(s, '\n');
		if (!s)
			return NULL;
		s++;
	}
	for (int col = 1; col < p.col; col++)
		if (!*s || *s == '\n' || !text_next(&s))
			return NULL;
	return s;
}

/* Whether cmark counts right in all of it: see origin_of in inline.c. */
static bool counts(const char *bit)
{
	return !strchr(bit, '>') && !strstr(bit, "1.") && strcmp(bit, "\\") != 0 &&
	       strcmp(bit, "`") != 0; /* nor after code over two lines */
}

/* The source at a text's place: the same, or an escape or entity of it, or the end of a line. */
static bool stands_at(const struct node *n, const char *at)
{
	const char *text = n->text;
	uint32_t first = text_next(&text), there;

	if (n->kind == NODE_TEXT && strcmp(n->text, " ") == 0 && (!*at || *at == '\n'))
		return true;
	there = text_next(&at);
	return there == first || there == '\\' || there == '&';
}

static bool is_text(const struct node *n)
{
	return n->kind == NODE_TEXT || n->kind == NODE_NUMBER;
}

static void check_nodes(
    const struct node *n, const struct node *parent, const char *source, bool exact)
{
	for (; n; n = n->next) {
		const char *at = source_at(source, n->place);

		CHECK(n->parent == parent);
		CHECK(n->place.line > 0 && n->place.col > 0 && at);
		if (is_text(n)) {
			CHECK(n->text && *n->text);
			CHECK(!exact || (at && stands_at(n, at)));
		}
		CHECK(!n->text || !strchr(n->text, '\1'));
		CHECK(n->kind != NODE_NOTE_MARK || diag_errors() ||
		      (n->note && n->number == n->note->number));
		check_nodes(n->child, n, source, exact);
	}
}

static void check_policy(const struct policy *p, const char *source, bool exact)
{
	for (size_t i = 0; i < p->sections_n; i++)
		check_nodes(p->sections[i].body, NULL, source, exact);
	for (size_t i = 0; i < p->notes_n; i++) {
		CHECK(p->notes[i]->number == (int)i + 1);
		check_nodes(p->notes[i]->child, p->notes[i], source, exact);
	}
}

static void generated_text_keeps_its_places(uint64_t r)
{
	static const char *const bits[] = {
	    "汉字",
	    "（一）",
	    "，",
	    "。",
	    "word",
	    " ",
	    "**",
	    "**",
	    "*",
	    "`",
	    "[",
	    "](https://a.cn/)",
	    "][",
	    "[^a]",
	    "[^b]",
	    "\n",
	    "\n",
	    "\n\n",
	    "\n[^a]: ",
	    "\n[^b]: ",
	    "\n- ",
	    "\n  ",
	    "\n> ",
	    "\n1. ",
	    "\n## 政策目的\n",
	    "\n\n## 资金支持\n\n",
	    "\n\n| 甲 | 乙 |\n| --- | --- |\n| ",
	    " | ",
	    "\\|",
	    "\n| ",
	    "\\",
	    "&lt;",
	    "<b>",
	    "国发〔2017〕35号",
	    "〔2017〕",
	    "35号",
	    "\n```\n",
	    "\\*\\*",
	    "  \n",
	    "𠮷",
	    "_",
	    "!",
	};

	for (int i = 0; i < 1000; i++) {
		struct arena *a = arena_new();
		struct buf b = {0};
		struct policy p;
		int failed = unit_failed;

		buf_puts(&b, "## 适用对象\n\n");
		for (int n = below(&r, 30); n > 0; n--) {
			const char *bit = bits[below(&r, (int)LEN(bits))];

			if (i % 2 || counts(bit))
				buf_puts(&b, bit);
		}
		buf_puts(&b, "\n");
		p = read(a, b.s, b.len);
		check_policy(&p, b.s, i % 2 == 0);
		if (unit_failed > failed)
			printf("# in <<<%s>>>\n", b.s);
		buf_free(&b);
		arena_free(a);
		if (unit_failed > 5)
			break;
	}
	diag_reset();
}

/* ----------------------------------------------------------------- hostile text */

/* Both fit the bounds that policy.c sets: 1 MiB, 20,000 bytes and 200 pipes a line. */
static void repeated_text_is_read_in_time(void)
{
	static const char *const parts[] = {"**a", "*a ", "**a** ", "[", "[a](", "](", "`", "> ",
	    "[^a]", "\\*", "&lt;", "国发〔2017〕35号，", "_a*", "<", "![", "[a][", "a**b`", "- "};
	enum { SIZE = 60000, LINE = 19000 };

	for (size_t i = 0; i < LEN(parts); i++) {
		struct arena *a = arena_new();
		struct buf b = {0};
		size_t line = 0;
		clock_t start = clock();

		buf_puts(&b, "## 政策目的\n\n");
		while (b.len < SIZE) {
			buf_puts(&b, parts[i]);
			if ((line += strlen(parts[i])) > LINE) {
				buf_puts(&b, "\n");
				line = 0;
			}
		}
		read(a, b.s, b.len);
		CHECK(clock() - start < 5 * CLOCKS_PER_SEC);
		printf("# %-12s %.2f s\n", parts[i], (double)(clock() - start) / CLOCKS_PER_SEC);
		buf_free(&b);
		arena_free(a);
		diag_reset();
	}
}

static void many_notes_are_read_in_time(void)
{
	struct arena *a = arena_new();
	struct buf b = {0};
	clock_t start = clock();

	buf_puts(&b, "## 政策目的\n\n");
	for (int i = 0; i < 20000; i++)
		buf_printf(&b, "[^%d]: x\n", i);
	read(a, b.s, b.len);
	CHECK(diag_errors() == 20001); /* and the section is empty */
	CHECK(clock() - start < 5 * CLOCKS_PER_SEC);
	buf_free(&b);
	arena_free(a);
	diag_reset();
}

/* ----------------------------------------------------------------------- lines */

static int cells(const char *s)
{
	return line_cells((struct line){s, s + strlen(s)}, 0, NULL, 0);
}

static void rows_are_cut_at_their_pipes(void)
{
	CHECK(cells("| a | b |") == 2);
	CHECK(cells("a | b") == 2);
	CHECK(cells("| a | b") == 2);
	CHECK(cells("| a \\| b | c |") == 2);
	CHECK(cells("| `a|b` | c |") == 3);
	CHECK(cells("| | |") == 2);
	CHECK(cells("|") == 0);
	CHECK(cells("a") == 1);
	CHECK(cells("| a \\\\| b |") == 1);
}

static void document_numbers_are_cut_out(void)
{
	static const struct {
		const char *text, *number;
	} cases[] = {
	    {"国发〔2017〕35号", "国发〔2017〕35号"},
	    {"根据国发〔2017〕35号", "国发〔2017〕35号"},
	    {"详见成办函〔2019〕15号文", "成办函〔2019〕15号"},
	    {"（粤府办规〔2021〕3号）", "粤府办规〔2021〕3号"},
	    {"国务院国发〔2017〕35号", "国发〔2017〕35号"},
	    {"〔2017〕35号", NULL},
	    {"发〔2017〕35号", NULL},
	    {"国发〔17〕35号", NULL},
	    {"国发〔2017〕号", NULL},
	    {"国发〔2017〕353535号", NULL},
	    {"国发(2017)35号", NULL},
	    {"〔2017〕1号国发〔2017〕35号", "国发〔2017〕35号"},
	    {"甲乙丙丁戊己庚辛壬〔2017〕35号", NULL},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		size_t n = 0;
		const char *at = number_next(cases[i].text, NULL, &n);
		char s[64];

		snprintf(s, sizeof s, "%.*s", (int)n, at ? at : "");
		CHECK_STR(at ? s : NULL, cases[i].number);
	}
}

static void the_front_matter_knows_its_numbers(void)
{
	struct policy p = {.doc_number = "在政发〔2017〕35号"};
	size_t n;
	const char *text = "看在政发〔2017〕35号", *at = number_next(text, &p, &n);

	CHECK(at == text + strlen("看"));
	CHECK(n == strlen(p.doc_number));
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 20261121;

	printf("# seed %llu\n", (unsigned long long)seed);
	rows_are_cut_at_their_pipes();
	document_numbers_are_cut_out();
	the_front_matter_knows_its_numbers();
	generated_text_keeps_its_places(seed);
	repeated_text_is_read_in_time();
	many_notes_are_read_in_time();
	return unit_end();
}
