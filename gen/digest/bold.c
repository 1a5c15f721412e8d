/*
 * bold.c: the syntax extension for ** beside Chinese marks. See bold.h.
 *
 * cmark matches the delimiters that are pushed here by its own rule of nearest
 * opener; only whether one may open or close is decided differently. Runs of an
 * odd number of asterisks other than one are left to cmark.
 */
#include "digest/bold.h"

#include <cmark-gfm/node.h>
#include <ctype.h>
#include <string.h>

void bold_feed(cmark_parser *parser, const char *s, size_t n)
{
	struct buf b = {0};

	buf_put(&b, s, n);
	for (size_t i = 0; i < n; i++) {
		size_t run = strspn(b.s + i, "*");

		if (run > 0 && run % 2 == 0)
			memset(b.s + i, BOLD_BYTE, run);
		i += run;
	}
	cmark_parser_feed(parser, b.s, n);
	buf_free(&b);
}

void bold_restore(char *s)
{
	for (; (s = strchr(s, BOLD_BYTE)); s++)
		*s = '*';
}

static cmark_node *text_node(const char *s, cmark_inline_parser *in, int bytes)
{
	cmark_node *n = cmark_node_new_with_mem(CMARK_NODE_TEXT, cmark_get_default_mem_allocator());

	cmark_node_set_literal(n, s);
	n->start_line = n->end_line = cmark_inline_parser_get_line(in);
	n->start_column = cmark_inline_parser_get_column(in) - bytes;
	n->end_column = n->start_column + bytes - 1;
	return n;
}

static bool space_before(const cmark_chunk *text, int at)
{
	char head[8] = {0};
	int n = MIN(at, 4);

	memcpy(head, text->data + at - n, (size_t)n);
	return n == 0 || text_is_space(text_before(head, head + n));
}

static bool space_after(const cmark_chunk *text, int at)
{
	const char *s = (const char *)text->data;
	int len;

	return at >= text->len || text_is_space(text_decode(s + at, s + text->len, &len));
}

static cmark_node *match(cmark_syntax_extension *self, cmark_parser *parser, cmark_node *parent,
    unsigned char character, cmark_inline_parser *in)
{
	const cmark_chunk *text = cmark_inline_parser_get_chunk(in);
	int at = cmark_inline_parser_get_offset(in);
	cmark_node *n;

	(void)self, (void)parser, (void)parent;
	if (character != BOLD_BYTE)
		return NULL;
	if (at + 1 >= text->len || text->data[at + 1] != BOLD_BYTE) {
		cmark_inline_parser_set_offset(in, at + 1);
		return text_node("\1", in, 1);
	}
	cmark_inline_parser_set_offset(in, at + 2);
	n = text_node(BOLD_MARK, in, 2);
	cmark_inline_parser_push_delimiter(
	    in, character, !space_after(text, at + 2), !space_before(text, at), n);
	return n;
}

/* The opener becomes the strong node, and takes in what lies before the closer. */
static delimiter *insert(cmark_syntax_extension *self, cmark_parser *parser,
    cmark_inline_parser *in, delimiter *opener, delimiter *closer)
{
	cmark_node *strong = opener->inl_text, *end = closer->inl_text, *n, *next_node;
	delimiter *after = closer->next, *d, *before;

	(void)self, (void)parser;
	if (!cmark_node_set_type(strong, CMARK_NODE_STRONG))
		return after;
	for (n = cmark_node_next(strong); n && n != end; n = next_node) {
		next_node = cmark_node_next(n);
		cmark_node_append_child(strong, n);
	}
	cmark_node_free(end);
	for (d = closer; d && d != opener; d = before) {
		before = d->previous;
		cmark_inline_parser_remove_delimiter(in, d);
	}
	cmark_inline_parser_remove_delimiter(in, opener);
	return after;
}

/* A backslash before ** takes its meaning away, as before any mark. */
static int is_mark(char c)
{
	return c == BOLD_BYTE || ispunct((unsigned char)c);
}

cmark_syntax_extension *bold_attach(cmark_parser *parser)
{
	cmark_mem *mem = cmark_get_default_mem_allocator();
	cmark_syntax_extension *e = cmark_syntax_extension_new("bold");

	cmark_syntax_extension_set_match_inline_func(e, match);
	cmark_syntax_extension_set_inline_from_delim_func(e, insert);
	cmark_syntax_extension_set_special_inline_chars(
	    e, cmark_llist_append(mem, NULL, (void *)(intptr_t)BOLD_BYTE));
	cmark_parser_set_backslash_ispunct_func(parser, is_mark);
	cmark_parser_attach_syntax_extension(parser, e);
	return e;
}

void bold_free(cmark_syntax_extension *e)
{
	cmark_syntax_extension_free(cmark_get_default_mem_allocator(), e);
}
