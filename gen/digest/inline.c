/*
 * inline.c: text, bold, links, code, note marks and line breaks of one block.
 *
 * In: the children of a cmark block and the lines that it came from. Out:
 * struct nodes with places. cmark gives bytes in the text of the block, which
 * for a continued line lacks what leads it and in a cell has each \| as one
 * byte; both are added again here. Text in which something was left unresolved
 * ([^x], [x][y], **) is held against the source, where a backslash before it
 * says that it was meant. A line break between two Han characters or Chinese
 * marks leaves nothing, any other a space (CLREQ 3.2.1).
 */
#include "digest/inline.h"

#include <assert.h>
#include <cmark-gfm/node.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------- places */

/* Bytes of a label up to its ], or 0 when there is none; blanks are allowed in those of links. */
static size_t label_size(const char *s, bool blanks)
{
	size_t n = strcspn(s, blanks ? "[]" : "[] ");

	return s[n] == ']' ? n + 1 : 0;
}

/* A place in the source that moves with a literal. */
struct origin {
	int line;
	const char *s, *end;
};

static struct origin origin_at(const struct inline_block *b, int line, int byte)
{
	struct line l = lines_at(b->lines, line);

	return (struct origin){line, l.s + MAX(0, MIN(byte, (int)(l.end - l.s))), l.end};
}

static const char *line_end(const struct inline_block *b, int line)
{
	return b->is_cell ? b->cell.end : lines_at(b->lines, line).end;
}

/* In a cell, byte k of cmark's text is further right by each \| before it. */
static struct origin origin_in_cell(const struct inline_block *b, int k)
{
	const char *s = b->cell.s;

	for (; k > 0 && s < b->cell.end; k--, s++)
		if (s[0] == '\\' && s + 1 < b->cell.end && s[1] == '|')
			s++;
	return (struct origin){b->cell_line, s, b->cell.end};
}

static struct place place_of(const struct inline_block *b, struct origin o)
{
	return lines_place(b->lines, o.line, (int)(o.s - lines_at(b->lines, o.line).s));
}

/* Where cmark says that a node begins; line 0, as of a failed note, is where the last one ended. */
static struct origin origin_told(const struct inline_block *b, const cmark_node *n)
{
	const cmark_node *block = b->node;

	if (n->start_line == 0 || n->start_column == 0)
		return (struct origin){b->at_line, b->at, line_end(b, b->at_line)};
	if (b->is_cell)
		return origin_in_cell(
		    b, n->start_column - block->start_column - block->internal_offset);
	if (n->start_line == block->start_line)
		return origin_at(b, n->start_line, n->start_column - 1);
	return origin_at(b, n->start_line,
	    line_lead(lines_at(b->lines, n->start_line)) + n->start_column - block->start_column);
}

static bool begins(struct origin o, const char *key, size_t n)
{
	return (size_t)(o.end - o.s) >= n && memcmp(o.s, key, n) == 0;
}

/* The next place of the key behind what came last, in this line of the block or a later one. */
static struct origin origin_search(
    const struct inline_block *b, struct origin told, const char *key, size_t n)
{
	int last = b->is_cell ? b->cell_line : b->node->end_line;
	const char *from = b->at;

	for (int line = b->at_line; line <= last; line++) {
		const char *end = line_end(b, line), *found;

		if (line > b->at_line)
			from = lines_at(b->lines, line).s;
		found = from < end ? memmem(from, (size_t)(end - from), key, n) : NULL;
		if (found)
			return (struct origin){line, found, end};
	}
	return told;
}

/*
 * Where a node begins. cmark miscounts behind a \ at the end of a line, in
 * lines that continue a quote without its >, and for lone backquotes: when the
 * key, n bytes with which the node's source begins, is not there, it is searched.
 */
static struct origin origin_of(
    struct inline_block *b, const cmark_node *n, const char *key, size_t size)
{
	struct origin o = origin_told(b, n);

	if (!begins(o, key, size))
		o = origin_search(b, o, key, size);
	b->at_line = o.line;
	b->at = MIN(o.s + 1, o.end);
	return o;
}

/* Bytes of the entity at s that stands for one character other than itself; 0 for a lone &. */
static size_t entity_size(struct origin o, const char *literal, const char *end)
{
	const char *semicolon =
	    o.s < o.end && *o.s == '&' ? memchr(o.s, ';', (size_t)(o.end - o.s)) : NULL;

	if (!semicolon || (*literal == '&' && literal + 1 < end && literal[1] == o.s[1]))
		return 0;
	return (size_t)(semicolon + 1 - o.s);
}

/* Move over n bytes of a literal: the source may have a backslash or an entity for a character. */
static struct origin origin_walk(struct origin o, const char *literal, size_t n)
{
	const char *end = literal + n;

	while (literal < end && o.s < o.end) {
		size_t entity = entity_size(o, literal, end);
		int len = 1;

		if (entity)
			text_decode(literal, end, &len);
		else if (*o.s == '\\' && (*literal != '\\' || o.s + 1 == o.end || o.s[1] == '\\'))
			o.s++;
		o.s += entity ? entity : 1;
		literal += len;
	}
	o.s = MIN(o.s, o.end);
	return o;
}

struct place inline_walk(const struct lines *lines, struct place p, const char *text, size_t n)
{
	int line = p.line - lines->first + 1;
	struct line l = lines_at(lines, line);
	struct origin o = {line, l.s, l.end};

	for (int col = 1; col < p.col && o.s < o.end; col++)
		text_next(&o.s);
	return lines_place(lines, line, (int)(origin_walk(o, text, n).s - l.s));
}

/* ------------------------------------------------------------ what cmark left */

static bool source_has(struct origin o, const char *s)
{
	size_t n = strlen(s);

	return (size_t)(o.end - o.s) >= n && memcmp(o.s, s, n) == 0;
}

static size_t check_bold(const struct inline_block *b, struct origin o, const char *s)
{
	size_t run = strspn(s, "*\1");

	if (run == 0 || !source_has(o, "*"))
		return 0;
	diag(place_of(b, o), DIAG_ERROR, "bold", "this %s has no partner", run > 1 ? "**" : "*");
	if (run == 1)
		diag_hint("write ** around text that ends in a mark, or \\* for an asterisk");
	else
		diag_hint("** opens where no space follows and closes where none precedes");
	return run;
}

static size_t check_note(const struct inline_block *b, struct origin o, const char *s)
{
	size_t n = strncmp(s, "[^", 2) == 0 ? label_size(s + 2, false) : 0;

	if (n < 2 || !source_has(o, "[^"))
		return 0;
	diag(place_of(b, o), DIAG_ERROR, "note-unknown", "no footnote %.*s is defined", (int)n + 2,
	    s);
	diag_hint("define it in a line that begins with %.*s:", (int)n + 2, s);
	return n + 2;
}

static size_t check_reference(const struct inline_block *b, struct origin o, const char *s)
{
	size_t n = strncmp(s, "][", 2) == 0 && s[2] != '^' ? label_size(s + 2, true) : 0;

	if (n == 0 || !source_has(o, "]["))
		return 0;
	o.s++;
	diag(place_of(b, o), DIAG_ERROR, "link-unknown", "no address is defined for %.*s",
	    (int)n + 1, s + 1);
	diag_hint("write [text](address), or \\[ for a bracket");
	return n + 1;
}

/* An entity for a character that content may not hold; the source itself has none. */
static size_t check_entity(const struct inline_block *b, struct origin o, const char *s)
{
	const char *end = s;

	text_next(&end);
	if (!source_has(o, "&") || !source_fault(s, end))
		return 0;
	diag(place_of(b, o), DIAG_ERROR, "entity",
	    "this entity stands for a character that content may not hold");
	return (size_t)(end - s);
}

/* The next character that is a mark left over, or one that content may not hold. */
static const char *next_mark(const char *s)
{
	const char *end = s + strlen(s), *bad = source_fault(s, end);

	end = s + strcspn(s, "*\1[]");
	return bad && bad < end ? bad : end;
}

/* Report what should have become markup but is still text. Returns where the text ends. */
static struct origin check_text(const struct inline_block *b, struct origin o, const char *s)
{
	const char *from = s;

	while (*(s = next_mark(s))) {
		size_t n;

		o = origin_walk(o, from, (size_t)(s - from));
		from = s;
		n = check_entity(b, o, s);
		n = n ? n : check_bold(b, o, s);
		n = n ? n : check_note(b, o, s);
		n = n ? n : check_reference(b, o, s);
		s += n ? n : 1;
	}
	return origin_walk(o, from, (size_t)(s - from));
}

/* ------------------------------------------------------------------ copying */

static bool joins(uint32_t cp)
{
	return text_is_han(cp) || text_is_cjk_mark(cp);
}

/* Text follows: a line break before it is decided now. */
static void follow(struct inline_block *b, const char *s)
{
	const char *p = s;
	uint32_t first = text_next(&p);

	if (!first)
		return;
	if (b->soft)
		b->soft->text = joins(b->last) && joins(first) ? "" : " ";
	b->soft = NULL;
	b->last = text_before(s, s + strlen(s));
}

/* Text that begins with what markup is made of: as it is, after a backslash, or an entity. */
static struct origin origin_of_mark(struct inline_block *b, cmark_node *n, const char *s)
{
	const char *mark = *s == BOLD_BYTE ? "*" : s;
	struct origin told = origin_told(b, n);
	char escaped[2] = {'\\', *mark};

	if (!*s)
		return origin_of(b, n, s, 0);
	if (begins(told, escaped, 2))
		return origin_of(b, n, escaped, 2);
	if (begins(told, mark, 1) || !begins(origin_search(b, told, "&", 1), "&", 1))
		return origin_of(b, n, mark, 1);
	return origin_of(b, n, begins(origin_search(b, told, mark, 1), mark, 1) ? mark : "&", 1);
}

static struct origin origin_of_text(struct inline_block *b, cmark_node *n, const char *s)
{
	size_t blanks = strspn(s, " "), size = strcspn(s + blanks, "\\&*_[]<>|`\"'!#~\1 ");
	size_t note = strncmp(s, "[^", 2) == 0 ? label_size(s + 2, false) : 0; /* one that failed */
	struct origin told = origin_told(b, n), o;
	const char *from;

	if (blanks + size > 0 && begins(told, s, blanks + MIN(size, 12)))
		return origin_of(b, n, s, blanks + MIN(size, 12));
	if (note > 0)
		return origin_of(b, n, s, 2 + note);
	if (size == 0 && blanks > 0)
		return origin_of(b, n, s, blanks);
	if (size == 0)
		return origin_of_mark(b, n, s);
	o = origin_of(b, n, s + blanks, MIN(size, 12));
	for (from = b->is_cell ? b->cell.s : lines_at(b->lines, o.line).s; blanks > 0; blanks--)
		if (o.s > from && o.s[-1] == ' ')
			o.s--;
	return o;
}

static void copy_text(struct inline_block *b, cmark_node *n, struct tail *t)
{
	char *s = arena_dup(b->a, cmark_node_get_literal(n));
	struct origin o = origin_of_text(b, n, s);
	struct node *node = node_add(b->a, t, NODE_TEXT, place_of(b, o));

	b->at = check_text(b, o, s).s;
	bold_restore(s);
	follow(b, s);
	node->text = s;
}

static void copy_code(struct inline_block *b, cmark_node *n, struct tail *t)
{
	char *s = arena_dup(b->a, cmark_node_get_literal(n));
	struct origin o;

	bold_restore(s);
	o = origin_of(b, n, s, strcspn(s, " "));
	node_add(b->a, t, NODE_CODE, place_of(b, o))->text = s;
	follow(b, s);
}

static void copy_break(struct inline_block *b, struct tail *t)
{
	struct node *node =
	    node_add(b->a, t, NODE_TEXT, lines_place(b->lines, b->at_line, 1 << 30));

	node->text = "";
	if (b->last)
		b->soft = node;
}

static void copy_hard_break(struct inline_block *b, struct tail *t)
{
	node_add(b->a, t, NODE_BREAK, lines_place(b->lines, b->at_line, 1 << 30));
	b->soft = NULL;
	b->last = 0;
}

static void copy_children(struct inline_block *b, cmark_node *parent, struct tail *t, int depth);

/* mark: what its source begins with. */
static struct node *copy_span(struct inline_block *b, cmark_node *n, struct tail *t,
    enum node_kind kind, const char *mark, int depth)
{
	struct origin told = origin_told(b, n);
	bool other = told.s < told.end && strchr("_<", *told.s); /* __x__, <https://a.cn> */
	struct origin o = origin_of(b, n, other ? told.s : mark, other ? 1 : strlen(mark));
	struct node *node = node_add(b->a, t, kind, place_of(b, o));

	if (depth == DEPTH_MOST) {
		diag(node->place, DIAG_ERROR, "depth", "text is nested more than %d deep",
		    DEPTH_MOST);
		return node;
	}
	if (!cmark_node_first_child(n))
		diag(node->place, DIAG_ERROR, "span-empty", "there is no text between these marks");
	copy_children(b, n, &(struct tail){.parent = node}, depth + 1);
	return node;
}

/* cmark gives a link the line of its ]; when its text began on a line before, that is the better
 * one. */
static void copy_link(struct inline_block *b, cmark_node *n, struct tail *t, int depth)
{
	struct node *node = copy_span(b, n, t, NODE_LINK, "[", depth);
	char *written = arena_dup(b->a, cmark_node_get_url(n));

	if (node->child && node->child->place.line < node->place.line) {
		node->place = node->child->place;
		node->place.col = MAX(1, node->place.col - 1);
	}
	bold_restore(written);
	node->target = arena_new_of(b->a, struct target);
	node->target->written = written;
	if (*cmark_node_get_title(n))
		diag(node->place, DIAG_ERROR, "link-title", "a title of a link is shown nowhere");
}

static void copy_mark(struct inline_block *b, cmark_node *n, struct tail *t)
{
	struct node *node =
	    node_add(b->a, t, NODE_NOTE_MARK, place_of(b, origin_of(b, n, "[^", 2)));
	long number = strtol(cmark_node_get_literal(n), NULL, 10);

	if (b->in_note) {
		diag(node->place, DIAG_ERROR, "note-nested", "a footnote has no footnotes");
		return;
	}
	if (number < 1 || (size_t)number > b->notes_n)
		return;
	node->number = (int)number;
	node->note = b->notes[number - 1];
}

static void refuse_html(struct inline_block *b, cmark_node *n)
{
	diag(place_of(b, origin_of(b, n, "<", 1)), DIAG_ERROR, "html", "raw HTML is not allowed");
	diag_hint("write \\< for the character itself");
}

static void copy_one(struct inline_block *b, cmark_node *n, struct tail *t, int depth)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
		copy_text(b, n, t);
		break;
	case CMARK_NODE_CODE:
		copy_code(b, n, t);
		break;
	case CMARK_NODE_SOFTBREAK:
		copy_break(b, t);
		break;
	case CMARK_NODE_LINEBREAK:
		copy_hard_break(b, t);
		break;
	case CMARK_NODE_STRONG:
		copy_span(b, n, t, NODE_STRONG, "**", depth);
		break;
	case CMARK_NODE_EMPH:
		copy_span(b, n, t, NODE_EMPHASIS, "*", depth);
		break;
	case CMARK_NODE_LINK:
		copy_link(b, n, t, depth);
		break;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		copy_mark(b, n, t);
		break;
	case CMARK_NODE_HTML_INLINE:
		refuse_html(b, n);
		break;
	case CMARK_NODE_IMAGE:
		diag(place_of(b, origin_of(b, n, "![", 2)), DIAG_ERROR, "image",
		    "a digest has no images");
		break;
	default:
		assert(!"an inline of cmark that no option asked for");
	}
}

static void copy_children(struct inline_block *b, cmark_node *parent, struct tail *t, int depth)
{
	for (cmark_node *n = cmark_node_first_child(parent); n; n = cmark_node_next(n))
		copy_one(b, n, t, depth);
}

/* Line breaks that left nothing. */
static struct node *prune(struct node *first)
{
	while (first && first->kind == NODE_TEXT && !*first->text)
		first = first->next;
	for (struct node *n = first; n; n = n->next) {
		n->child = prune(n->child);
		while (n->next && n->next->kind == NODE_TEXT && !*n->next->text)
			n->next = n->next->next;
	}
	return first;
}

void inline_copy(struct inline_block *b, struct tail *t)
{
	b->last = 0;
	b->soft = NULL;
	b->at_line = b->is_cell ? b->cell_line : b->node->start_line;
	b->at = b->is_cell ? b->cell.s : origin_at(b, b->at_line, b->node->start_column - 1).s;
	copy_children(b, b->node, t, 0);
	if (t->parent)
		t->parent->child = prune(t->parent->child);
}
