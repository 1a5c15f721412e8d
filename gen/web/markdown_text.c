/*
 * Running text of the Markdown twin: what Markdown would read as markup is escaped;
 * emphasis, code and links begin where they are opened in the text of the open block and
 * get their marks when they end, so that what is empty leaves none. Emphasis that Markdown
 * could not see beside Chinese marks is written as an element.
 */
#include "web/markdown_parts.h"

#include <string.h>

void markdown_text(struct buf *b, const char *s)
{
	for (; *s; s++) {
		if (*s == '\n' || *s == '\t') {
			buf_putc(b, ' ');
			continue;
		}
		if (strchr("\\`*_[]<>|~&!", *s))
			buf_putc(b, '\\');
		buf_putc(b, *s);
	}
}

/* Whether emphasis is seen whatever stands around it: letters at both of its ends. */
static bool is_plain(const char *start, const char *end)
{
	const char *p = start;
	uint32_t first = text_next(&p), last = text_before(start, end);

	return (text_is_han(first) ||
		   (first < 0x80 && strchr("*_`[<\\", (int)first) == NULL && first > '/')) &&
	       (text_is_han(last) || (last >= '0' && last <= '9') || (last >= 'A' && last <= 'z'));
}

void markdown_open_strong(struct markdown *m)
{
	if (m->strong_n < MARKDOWN_LINKS)
		m->strong[m->strong_n] = m->text.len;
	m->strong_n++;
}

void markdown_close_strong(struct markdown *m)
{
	size_t at;
	bool plain;

	if (m->strong_n == 0 || m->strong_n-- > MARKDOWN_LINKS)
		return;
	at = m->strong[m->strong_n];
	if (at >= m->text.len)
		return;
	plain = is_plain(m->text.s + at, m->text.s + m->text.len);
	buf_insert(&m->text, at, plain ? "**" : "<strong>");
	buf_puts(&m->text, plain ? "**" : "</strong>");
}

void markdown_open_code(struct markdown *m)
{
	m->code = m->text.len + 1;
}

/* A code with backticks in it is fenced by two. */
void markdown_close_code(struct markdown *m)
{
	size_t at = m->code - 1;
	bool twice = at < m->text.len && strchr(m->text.s + at, '`') != NULL;

	m->code = 0;
	if (at >= m->text.len)
		return;
	buf_insert(&m->text, at, twice ? "`` " : "`");
	buf_puts(&m->text, twice ? " ``" : "`");
}

/* ../x/index.html → ../x/index.md; with a place, the page itself. */
static void put_target(struct buf *b, const char *href)
{
	static const char page[] = "index.html";
	size_t n = strlen(href), k = sizeof(page) - 1;
	bool odd = strpbrk(href, " ()<>") != NULL;

	if (*href == '#')
		buf_puts(b, page);
	if (odd)
		buf_putc(b, '<');
	if (n >= k && strcmp(href + n - k, page) == 0 && !strstr(href, "://"))
		buf_printf(b, "%.*sindex.md", (int)(n - k), href);
	else
		buf_puts(b, href);
	if (odd)
		buf_putc(b, '>');
}

void markdown_open_link(struct markdown *m, const char *href)
{
	if (m->links_n < MARKDOWN_LINKS) {
		m->links[m->links_n].at = m->text.len;
		m->links[m->links_n].href = arena_dup(m->arena, href);
	}
	m->links_n++;
}

void markdown_close_link(struct markdown *m)
{
	size_t at;

	if (m->links_n == 0 || m->links_n-- > MARKDOWN_LINKS)
		return;
	at = m->links[m->links_n].at;
	if (!m->links[m->links_n].href || at >= m->text.len)
		return;
	buf_insert(&m->text, at, "[");
	buf_puts(&m->text, "](");
	put_target(&m->text, m->links[m->links_n].href);
	buf_putc(&m->text, ')');
}
