/*
 * markdown.c: the Markdown of one digest into sections, notes and rows.
 *
 * In: the text after the front matter, bounded and valid UTF-8. Out: the
 * sections, footnotes, supports, pools and goals of the policy. cmark-gfm parses
 * (tables, footnotes, and our own bold); its tree is copied and freed at once,
 * since its allocator knows no arena. What a digest may not have is reported
 * here, and so is what cmark drops without a word. cmark keeps tables of its
 * own in static memory, so one digest is parsed at a time.
 */
#include "digest/inline.h"

#include <assert.h>
#include <cmark-gfm-core-extensions.h>
#include <string.h>

struct reader {
	struct arena *a;
	struct lines lines;
	struct sections sections;
	struct node **notes; /* by number - 1 */
	size_t notes_n;
	bool in_note;
	bool *is_code; /* by line: within a block of code */
	bool *is_note; /* by line: where a note begins that is used */
};

static struct place block_place(const struct reader *r, cmark_node *n)
{
	return lines_place(
	    &r->lines, cmark_node_get_start_line(n), cmark_node_get_start_column(n) - 1);
}

/* Bytes before what belongs to a block on one of its lines. */
static int block_lead(const struct reader *r, cmark_node *n, int line)
{
	return line == cmark_node_get_start_line(n) ? cmark_node_get_start_column(n) - 1
						    : line_lead(lines_at(&r->lines, line));
}

static struct inline_block inlines_of(struct reader *r, cmark_node *n, struct place p)
{
	return (struct inline_block){
	    .a = r->a,
	    .lines = &r->lines,
	    .notes = r->notes,
	    .notes_n = r->notes_n,
	    .in_note = r->in_note,
	    .node = n,
	    .place = p,
	};
}

/* ----------------------------------------------------------------- tables */

static bool is_table(cmark_node *n)
{
	return strcmp(cmark_node_get_type_string(n), "table") == 0;
}

/* A paragraph or an indented text that was meant as a table: reported at its first such line. */
static void check_lines(struct reader *r, cmark_node *n)
{
	for (int i = cmark_node_get_start_line(n); i <= cmark_node_get_end_line(n); i++) {
		struct line l = lines_at(&r->lines, i);
		int lead = block_lead(r, n, i);

		if (l.s + lead == l.end || (l.s[lead] != '|' && !line_is_delimiter(l)))
			continue;
		diag(lines_place(&r->lines, i, lead), DIAG_ERROR, "table",
		    "this table did not parse");
		diag_hint(
		    "it is not indented; the second line, | --- | --- |, has as many cells as "
		    "the first");
		section_mark_broken(&r->sections);
		return;
	}
}

/* Text on the line above the header becomes part of the table's place; cmark moves it out of the
 * table. */
static bool check_header(struct reader *r, cmark_node *table)
{
	int first = cmark_node_get_start_line(table), i = first;

	while (i < r->lines.n && !line_is_delimiter(lines_at(&r->lines, i + 1)))
		i++;
	if (i == first)
		return true;
	diag(lines_place(&r->lines, i, 0), DIAG_ERROR, "table-blank",
	    "a table is preceded by a blank line");
	section_mark_broken(&r->sections);
	return false;
}

static bool check_cells(
    const struct reader *r, int line, const struct line *cells, int n, int columns)
{
	struct line l = lines_at(&r->lines, line);
	const char *at = n > columns ? cells[columns].s : l.end - (l.end > l.s);

	if (n == columns)
		return true;
	diag(lines_place(&r->lines, line, (int)(at - l.s)), DIAG_ERROR, "table-cells",
	    "the header of the table has %d cells, this row %d", columns, n);
	if (n > columns)
		diag_hint("a pipe within a cell is written \\|, in code too");
	else if (!memchr(l.s, '|', (size_t)(l.end - l.s)))
		diag_hint("a blank line ends a table");
	return false;
}

/* from: the byte of the line at which the row begins. */
static void copy_row(struct reader *r, cmark_node *row, int from, struct node *to, int columns)
{
	int line = cmark_node_get_start_line(row);
	struct line l = lines_at(&r->lines, line);
	int n = line_cells(l, from, NULL, 0);
	struct line *cells = arena_array(r->a, struct line, n + 1);
	struct tail t = {.parent = to};
	cmark_node *c = cmark_node_first_child(row);

	line_cells(l, from, cells, n);
	if (!check_cells(r, line, cells, n, columns))
		return;
	for (int i = 0; c && i < n; c = cmark_node_next(c), i++) {
		struct place p = lines_place(&r->lines, line, (int)(cells[i].s - l.s));
		struct node *cell = node_add(r->a, &t, NODE_CELL, p);
		struct inline_block b = inlines_of(r, c, p);

		b.is_cell = true;
		b.cell_line = line;
		b.cell = cells[i];
		inline_copy(&b, &(struct tail){.parent = cell});
	}
}

static void copy_table(struct reader *r, cmark_node *n, struct tail *t)
{
	struct node *table;
	struct tail rows;
	int number = 0;

	if (!check_header(r, n))
		return;
	table = node_add(r->a, t, NODE_TABLE, block_place(r, n));
	rows = (struct tail){.parent = table};
	for (cmark_node *row = cmark_node_first_child(n); row; row = cmark_node_next(row)) {
		int line = cmark_node_get_start_line(row), from = block_lead(r, n, line);
		struct node *to =
		    node_add(r->a, &rows, NODE_ROW, lines_place(&r->lines, line, from));

		to->number = number++;
		copy_row(r, row, from, to, cmark_gfm_extensions_get_table_columns(n));
	}
}

/* ----------------------------------------------------------------- blocks */

static void copy_blocks(struct reader *r, cmark_node *parent, struct tail *t, int depth);

static struct node *copy_group(
    struct reader *r, cmark_node *n, struct tail *t, enum node_kind kind, int depth)
{
	struct node *node = node_add(r->a, t, kind, block_place(r, n));

	if (depth == DEPTH_MOST)
		diag(node->place, DIAG_ERROR, "depth", "blocks are nested more than %d deep",
		    DEPTH_MOST);
	else
		copy_blocks(r, n, &(struct tail){.parent = node}, depth + 1);
	if (!cmark_node_first_child(n))
		diag(node->place, DIAG_ERROR, "block-empty", "nothing stands behind this mark");
	return node;
}

static void copy_list(struct reader *r, cmark_node *n, struct tail *t, int depth)
{
	struct node *list = copy_group(r, n, t, NODE_LIST, depth);

	list->ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
	list->number = list->ordered ? cmark_node_get_list_start(n) : 0;
}

static void copy_paragraph(struct reader *r, cmark_node *n, struct tail *t)
{
	struct node *node;
	struct inline_block b;

	if (cmark_node_get_start_line(n) == 0)
		return; /* it stood on a table's first line, see check_header */
	check_lines(r, n);
	node = node_add(r->a, t, NODE_PARAGRAPH, block_place(r, n));
	b = inlines_of(r, n, node->place);
	inline_copy(&b, &(struct tail){.parent = node});
}

/* A fence that nobody closed takes in the rest of the text, tables and all. */
static void check_code(struct reader *r, cmark_node *n)
{
	struct line l = lines_at(&r->lines, cmark_node_get_end_line(n));
	const char *s = l.s + line_lead(l);
	int length, offset;
	char mark;

	if (!cmark_node_get_fenced(n, &length, &offset, &mark)) {
		check_lines(r, n);
		return;
	}
	if (cmark_node_get_end_line(n) > cmark_node_get_start_line(n) && s < l.end && *s == mark)
		return;
	diag(block_place(r, n), DIAG_ERROR, "code-open", "this block of code is not closed");
	section_mark_broken(&r->sections);
}

static void copy_code(struct reader *r, cmark_node *n, struct tail *t)
{
	char *s = arena_dup(r->a, cmark_node_get_literal(n));
	size_t size = strlen(s);

	if (size && s[size - 1] == '\n')
		s[size - 1] = '\0';
	bold_restore(s);
	check_code(r, n);
	node_add(r->a, t, NODE_CODE_BLOCK, block_place(r, n))->text = s;
	for (int i = cmark_node_get_start_line(n);
	     i <= cmark_node_get_end_line(n) && i <= r->lines.n; i++)
		r->is_code[i] = true;
}

static void refuse_block(const struct reader *r, cmark_node *n, const char *code, const char *why)
{
	diag(block_place(r, n), DIAG_ERROR, code, "%s", why);
}

static void copy_block(struct reader *r, cmark_node *n, struct tail *t, int depth)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_PARAGRAPH:
		copy_paragraph(r, n, t);
		break;
	case CMARK_NODE_LIST:
		copy_list(r, n, t, depth);
		break;
	case CMARK_NODE_ITEM:
		copy_group(r, n, t, NODE_ITEM, depth);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		copy_group(r, n, t, NODE_QUOTE, depth);
		break;
	case CMARK_NODE_CODE_BLOCK:
		copy_code(r, n, t);
		break;
	case CMARK_NODE_HTML_BLOCK:
		refuse_block(r, n, "html", "a block of raw HTML is not allowed");
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		refuse_block(r, n, "rule", "a digest has no rules between its paragraphs");
		break;
	case CMARK_NODE_HEADING:
		refuse_block(r, n, "heading-inside", "a heading stands in no list, quote or note");
		break;
	default:
		assert(is_table(n));
		copy_table(r, n, t);
	}
}

static void copy_blocks(struct reader *r, cmark_node *parent, struct tail *t, int depth)
{
	for (cmark_node *n = cmark_node_first_child(parent); n; n = cmark_node_next(n))
		copy_block(r, n, t, depth);
}

static void open_section(struct reader *r, cmark_node *n)
{
	struct place p = block_place(r, n);
	struct node *words = node_add(r->a, &(struct tail){NULL, NULL, NULL}, NODE_PARAGRAPH, p);
	struct inline_block b = inlines_of(r, n, p);

	inline_copy(&b, &(struct tail){.parent = words});
	section_open(&r->sections, node_words(r->a, words), cmark_node_get_heading_level(n), p);
}

/* ------------------------------------------------------------------ notes */

static bool is_definition(cmark_node *n)
{
	return cmark_node_get_type(n) == CMARK_NODE_FOOTNOTE_DEFINITION;
}

static void add_note(struct reader *r, int line)
{
	struct place p = lines_place(&r->lines, line, 0);
	struct node *note = node_add(r->a, &(struct tail){NULL, NULL, NULL}, NODE_NOTE, p);

	r->notes[r->notes_n++] = note;
	note->number = (int)r->notes_n;
	if (line <= r->lines.n)
		r->is_note[line] = true;
}

/* cmark puts the notes that are used last, in the order of their use. */
static void number_notes(struct reader *r, cmark_node *root)
{
	size_t n = 0;

	for (cmark_node *c = cmark_node_first_child(root); c; c = cmark_node_next(c))
		n += is_definition(c);
	r->notes = arena_array(r->a, struct node *, n);
	for (cmark_node *c = cmark_node_first_child(root); c; c = cmark_node_next(c))
		if (is_definition(c))
			add_note(r, cmark_node_get_start_line(c));
}

static void copy_notes(struct reader *r, cmark_node *root)
{
	size_t i = 0;

	r->in_note = true;
	for (cmark_node *n = cmark_node_first_child(root); n; n = cmark_node_next(n)) {
		if (!is_definition(n))
			continue;
		if (!cmark_node_first_child(n))
			diag(r->notes[i]->place, DIAG_ERROR, "note-empty",
			    "the footnote has no text");
		copy_blocks(r, n, &(struct tail){.parent = r->notes[i++]}, 0);
	}
	r->in_note = false;
}

/* Labels are the same in either case, as cmark has it for ASCII. */
static char *fold(struct arena *a, struct line label)
{
	char *s = arena_dupn(a, label.s, (size_t)(label.end - label.s));

	for (char *p = s; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return s;
}

/* A definition that cmark dropped: no mark names it, or an earlier one has the label. */
static void refuse_note(
    const struct reader *r, int line, const char *label, const struct line *first)
{
	struct place p = lines_place(&r->lines, line, line_lead(lines_at(&r->lines, line)));

	if (first) {
		diag(p, DIAG_ERROR, "note-twice", "the footnote [^%s] is defined twice", label);
		diag_hint("the first one is on line %d",
		    r->lines.first + (int)(first - r->lines.line) - 1);
	} else {
		diag(p, DIAG_ERROR, "note-unused", "no text refers to the footnote [^%s]", label);
	}
}

static void check_notes(const struct reader *r)
{
	struct map *seen = map_new(r->a);

	for (int i = 1; i <= r->lines.n; i++) {
		struct line label = line_note(lines_at(&r->lines, i));
		const char *key;

		if (label.s == label.end || r->is_code[i])
			continue;
		key = fold(r->a, label);
		if (!r->is_note[i])
			refuse_note(r, i, arena_dupn(r->a, label.s, (size_t)(label.end - label.s)),
			    map_find(seen, key));
		if (!map_find(seen, key))
			map_put(seen, key, &r->lines.line[i]);
	}
}

/* ------------------------------------------------------------------ the whole */

static void copy_document(struct reader *r, cmark_node *root)
{
	number_notes(r, root);
	for (cmark_node *n = cmark_node_first_child(root); n; n = cmark_node_next(n)) {
		if (cmark_node_get_type(n) == CMARK_NODE_HEADING)
			open_section(r, n);
		else if (!is_definition(n))
			copy_block(r, n, section_tail(&r->sections, block_place(r, n)), 0);
	}
	copy_notes(r, root);
	check_notes(r);
}

static void parse(struct reader *r, struct text_part t)
{
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
	cmark_syntax_extension *bold;
	cmark_node *root;

	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	bold = bold_attach(parser);
	bold_feed(parser, t.s, t.n);
	root = cmark_parser_finish(parser);
	copy_document(r, root);
	cmark_node_free(root);
	cmark_parser_free(parser);
	bold_free(bold);
}

void markdown_read(struct arena *a, struct text_part t, struct policy *p, const struct taxonomy *x)
{
	struct reader r = {.a = a, .lines = lines_new(a, t)};

	r.is_code = arena_array(a, bool, r.lines.n + 1);
	r.sections.v = arena_array(a, struct section, SECTION_KINDS);
	r.is_note = arena_array(a, bool, r.lines.n + 1);
	parse(&r, t);
	section_end(&r.sections, p);
	rows_read(a, &r.sections, p, x);
	for (size_t i = 0; i < p->sections_n; i++)
		number_find(a, p->sections[i].body, &r.lines, p);
	for (size_t i = 0; i < r.notes_n; i++)
		number_find(a, r.notes[i]->child, &r.lines, p);
	p->notes = (const struct node **)r.notes;
	p->notes_n = r.notes_n;
	mentions_find(a, p, x);
}
