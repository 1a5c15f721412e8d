/*
 * Elements → GitHub Flavored Markdown. Text collects in one buffer until a block begins
 * or ends; then it is written with the prefix of the lists and quotes that are open.
 * Tables are kept until they end, since their first row decides the columns. Running text
 * is markdown_text.c's.
 */
#include "web/markdown_parts.h"

#include <stdlib.h>
#include <string.h>

enum kind {
	INLINE,
	BLOCK,
	SKIP,
	HEADING,
	LIST,
	ITEM,
	QUOTE,
	PRE,
	TABLE,
	CELL,
	CAPTION,
	STRONG,
	CODE,
	LINK,
	BREAK,
	IMAGE,
	NAV
};

static enum kind kind_of(const char *name)
{
	static const struct {
		const char *name;
		enum kind kind;
	} kinds[] = {
	    {"a", LINK},
	    {"article", BLOCK},
	    {"aside", BLOCK},
	    {"b", STRONG},
	    {"blockquote", QUOTE},
	    {"br", BREAK},
	    {"button", SKIP},
	    {"caption", CAPTION},
	    {"code", CODE},
	    {"datalist", SKIP},
	    {"dd", BLOCK},
	    {"details", BLOCK},
	    {"dialog", SKIP},
	    {"div", BLOCK},
	    {"dl", BLOCK},
	    {"dt", BLOCK},
	    {"em", STRONG},
	    {"fieldset", BLOCK},
	    {"figcaption", BLOCK},
	    {"figure", BLOCK},
	    {"footer", BLOCK},
	    {"form", BLOCK},
	    {"h1", HEADING},
	    {"h2", HEADING},
	    {"h3", HEADING},
	    {"h4", HEADING},
	    {"h5", HEADING},
	    {"h6", HEADING},
	    {"header", BLOCK},
	    {"hr", BLOCK},
	    {"img", IMAGE},
	    {"legend", BLOCK},
	    {"li", ITEM},
	    {"main", BLOCK},
	    {"nav", NAV},
	    {"noscript", BLOCK},
	    {"ol", LIST},
	    {"p", BLOCK},
	    {"pre", PRE},
	    {"script", SKIP},
	    {"section", BLOCK},
	    {"select", SKIP},
	    {"strong", STRONG},
	    {"style", SKIP},
	    {"summary", BLOCK},
	    {"svg", SKIP},
	    {"table", TABLE},
	    {"tbody", BLOCK},
	    {"td", CELL},
	    {"template", SKIP},
	    {"textarea", SKIP},
	    {"tfoot", BLOCK},
	    {"th", CELL},
	    {"thead", BLOCK},
	    {"tr", BLOCK},
	    {"ul", LIST},
	};

	for (size_t i = 0; i < LEN(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].kind;
	return INLINE;
}

/* ----------------------------------------------------------------------- blocks */

/* What a line must not begin with lest it be a list or a heading. */
static size_t marker_length(const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (n && n < 10 && (s[n] == '.' || s[n] == ')') && (s[n + 1] == ' ' || !s[n + 1]))
		return n + 1;
	return strchr("#+-=", *s) && *s ? 1 : 0;
}

static void put_blank(struct markdown *m)
{
	size_t n = m->marker.len ? m->marker_at : m->prefix.len;

	n = MIN(n, m->behind);
	while (n && m->prefix.s[n - 1] == ' ')
		n--;
	buf_put(m->out, n ? m->prefix.s : "", n);
	buf_putc(m->out, '\n');
}

/* The first line of a block: the marker of its item, if that has no text yet. */
void markdown_start(struct markdown *m)
{
	bool item = m->marker.len > 0;

	if (m->out->len && !(item && m->after_item))
		put_blank(m);
	buf_put(m->out, m->prefix.len ? m->prefix.s : "", item ? m->marker_at : m->prefix.len);
	if (item)
		buf_puts(m->out, m->marker.s);
	buf_clear(&m->marker);
	m->after_item = m->lists_n > 0;
	m->behind = m->prefix.len;
}

void markdown_paragraph(struct markdown *m, const char *s)
{
	size_t n = marker_length(s);

	markdown_start(m);
	for (int i = 0; i < m->heading; i++)
		buf_putc(m->out, '#');
	if (m->heading)
		buf_putc(m->out, ' ');
	if (n)
		buf_printf(m->out, "%.*s\\%s", (int)n - 1, s, s + n - 1);
	else
		buf_puts(m->out, s);
	buf_putc(m->out, '\n');
}

static void trim_end(struct buf *b)
{
	while (b->len && b->s[b->len - 1] == ' ')
		b->s[--b->len] = '\0';
}

/* End the block that is open; in a cell it is a part of the cell. */
static void flush(struct markdown *m)
{
	const char *s;

	if (m->links_n || m->text.len == 0)
		return;
	trim_end(&m->text);
	s = m->text.s + strspn(m->text.s, " ");
	if (*s && m->in_caption)
		m->caption = arena_dup(m->arena, s);
	else if (*s && m->tables)
		buf_printf(&m->cell, "%s%s", m->cell.len ? "<br>" : "", s);
	else if (*s)
		markdown_paragraph(m, s);
	buf_clear(&m->text);
}

static void put_verbatim(struct markdown *m)
{
	markdown_start(m);
	buf_puts(m->out, "```\n");
	for (const char *s = m->text.len ? m->text.s : ""; *s;) {
		size_t n = strcspn(s, "\n");
		buf_printf(m->out, "%s%.*s\n", m->prefix.len ? m->prefix.s : "", (int)n, s);
		s += n + (s[n] == '\n');
	}
	buf_printf(m->out, "%s```\n", m->prefix.len ? m->prefix.s : "");
	buf_clear(&m->text);
}

/* ------------------------------------------------------------------------ lists */

static void open_list(struct markdown *m, bool ordered, const char *start)
{
	if (m->nav) {
		m->ordered_nav = ordered;
		return;
	}
	if (m->lists_n == 0)
		m->after_item = false;
	if (m->lists_n < MARKDOWN_LISTS)
		m->lists[m->lists_n] = (struct markdown_list){
		    ordered, start ? (int)strtol(start, NULL, 10) - 1 : 0, 0};
	m->lists_n++;
}

static void close_list(struct markdown *m)
{
	if (m->nav)
		return;
	m->lists_n--;
	if (m->lists_n == 0)
		m->after_item = false;
}

static struct markdown_list *this_list(struct markdown *m)
{
	return m->lists_n && m->lists_n <= MARKDOWN_LISTS ? &m->lists[m->lists_n - 1] : NULL;
}

static void open_item(struct markdown *m)
{
	struct markdown_list *l = this_list(m);
	size_t before = m->marker.len;

	if (!l || m->tables)
		return;
	l->prefix = m->prefix.len;
	if (before == 0)
		m->marker_at = m->prefix.len;
	if (l->ordered)
		buf_printf(&m->marker, "%d. ", ++l->number);
	else
		buf_puts(&m->marker, "- ");
	for (size_t i = before; i < m->marker.len; i++)
		buf_putc(&m->prefix, ' ');
}

static void cut_prefix(struct markdown *m, size_t n)
{
	m->prefix.len = n;
	if (m->prefix.s)
		m->prefix.s[n] = '\0';
}

static void close_item(struct markdown *m)
{
	const struct markdown_list *l = this_list(m);

	if (!l || m->tables)
		return;
	cut_prefix(m, l->prefix);
	buf_clear(&m->marker); /* an item without text */
}

/* --------------------------------------------------------------------- elements */

static bool is_boundary(enum kind k)
{
	return k != INLINE && k != STRONG && k != CODE && k != LINK && k != BREAK && k != IMAGE;
}

/* Whether what an element holds is of this page's text. */
static bool enter(struct markdown *m, const char *name, const struct attribute *a, size_t n)
{
	bool root = strcmp(name, "main") == 0 || strcmp(name, "footer") == 0;

	if (m->skipped ||
	    (m->inside && (kind_of(name) == SKIP || attribute_find(a, n, "hidden")))) {
		m->skipped++;
		return false;
	}
	if (!m->inside && !root)
		return false;
	if (m->inside++ == 0 && *name == 'f')
		buf_puts(m->out, "\n---\n");
	return true;
}

static void open_inline(struct markdown *m, enum kind kind, const struct attribute *a, size_t n)
{
	const char *alt;

	if (kind == LINK)
		markdown_open_link(m, attribute_find(a, n, "href"));
	else if (kind == STRONG)
		markdown_open_strong(m);
	else if (kind == CODE)
		markdown_open_code(m);
	else if (kind == BREAK)
		buf_puts(&m->text, m->tables ? "<br>" : " ");
	else if (kind == IMAGE && (alt = attribute_find(a, n, "alt")) != NULL)
		markdown_text(&m->text, alt);
}

static void open_block(
    struct markdown *m, enum kind kind, const char *name, const struct attribute *a, size_t n)
{
	if (kind == HEADING)
		m->heading = name[1] - '0';
	else if (kind == LIST)
		open_list(m, *name == 'o', attribute_find(a, n, "start"));
	else if (kind == ITEM)
		open_item(m);
	else if (kind == QUOTE)
		buf_puts(&m->prefix, "> ");
	else if (kind == PRE)
		m->verbatim = true;
	else if (kind == TABLE)
		markdown_open_table(m);
	else if (kind == CELL)
		markdown_open_cell(m, a, n);
	else if (kind == CAPTION)
		m->in_caption = true;
	else if (kind == NAV)
		m->nav++;
	else if (strcmp(name, "thead") == 0)
		m->in_head = true;
}

static void take_open(
    void *ctx, const char *name, const struct attribute *a, size_t n, struct place p)
{
	struct markdown *m = ctx;
	enum kind kind = kind_of(name);

	(void)p;
	if (!enter(m, name, a, n))
		return;
	if (kind == ITEM && m->nav) {
		if (m->text.len)
			buf_puts(&m->text, m->ordered_nav ? " › " : " · ");
	} else if (!is_boundary(kind)) {
		open_inline(m, kind, a, n);
	} else {
		flush(m);
		open_block(m, kind, name, a, n);
	}
}

static void take_text(void *ctx, const char *s, struct place p)
{
	struct markdown *m = ctx;

	(void)p;
	if (!m->inside || m->skipped)
		return;
	if (m->verbatim || m->code)
		buf_puts(&m->text, s);
	else
		markdown_text(&m->text, s);
}

static void close_block(struct markdown *m, enum kind kind, const char *name)
{
	if (kind == HEADING)
		m->heading = 0;
	else if (kind == LIST)
		close_list(m);
	else if (kind == ITEM)
		close_item(m);
	else if (kind == QUOTE)
		cut_prefix(m, m->prefix.len - 2);
	else if (kind == PRE)
		m->verbatim = false;
	else if (kind == TABLE)
		markdown_close_table(m);
	else if (kind == CELL)
		markdown_close_cell(m);
	else if (kind == CAPTION)
		m->in_caption = false;
	else if (kind == NAV)
		m->nav--;
	else if (strcmp(name, "thead") == 0)
		m->in_head = false;
	else if (strcmp(name, "tr") == 0)
		markdown_close_row(m);
}

static void take_close(void *ctx, const char *name)
{
	struct markdown *m = ctx;
	enum kind kind = kind_of(name);

	if (m->skipped) {
		m->skipped--;
		return;
	}
	if (!m->inside)
		return;
	m->inside--;
	if (kind == LINK) {
		markdown_close_link(m);
	} else if (kind == STRONG) {
		markdown_close_strong(m);
	} else if (kind == CODE && m->code) {
		markdown_close_code(m);
	} else if (kind == PRE) {
		put_verbatim(m);
		m->verbatim = false;
	} else if (is_boundary(kind) && !(kind == ITEM && m->nav)) {
		flush(m);
		close_block(m, kind, name);
	}
}

struct sink markdown_sink(struct markdown *m)
{
	return (struct sink){m, take_open, take_text, take_close};
}

void markdown_free(struct markdown *m)
{
	buf_free(&m->text);
	buf_free(&m->prefix);
	buf_free(&m->marker);
	buf_free(&m->cell);
}
