/*
 * Elements → HTML5 bytes. Void elements have no end tag and nothing is
 * self-closed; every text and attribute value is escaped here and nowhere else.
 * A newline follows each block, so that the files can be read and compared.
 * Names are trusted: they come from templates, never from content.
 */
#include <string.h>

#include "web/html.h"

static bool is_void(const char *name)
{
	static const char *const names[] = {"area", "base", "br", "col", "embed", "hr", "img",
	    "input", "link", "meta", "source", "track", "wbr"};

	return text_is_one_of(name, names, LEN(names));
}

/* Elements that hold blocks: a newline follows their start tag too. */
static bool is_container(const char *name)
{
	static const char *const names[] = {
	    "html",
	    "head",
	    "body",
	    "header",
	    "footer",
	    "main",
	    "nav",
	    "section",
	    "article",
	    "aside",
	    "div",
	    "ul",
	    "ol",
	    "dl",
	    "table",
	    "thead",
	    "tbody",
	    "tfoot",
	    "tr",
	    "blockquote",
	    "figure",
	    "form",
	    "svg",
	    "g",
	};

	return text_is_one_of(name, names, LEN(names));
}

static bool is_block(const char *name)
{
	static const char *const names[] = {
	    "h1",
	    "h2",
	    "h3",
	    "h4",
	    "h5",
	    "h6",
	    "p",
	    "li",
	    "dt",
	    "dd",
	    "td",
	    "th",
	    "caption",
	    "pre",
	    "figcaption",
	    "line",
	    "rect",
	    "path",
	    "circle",
	    "text",
	    "title",
	    "meta",
	    "link",
	    "hr",
	    "script",
	};

	return is_container(name) || text_is_one_of(name, names, LEN(names));
}

static void escape(struct buf *b, const char *s, size_t n, bool attribute)
{
	for (const char *end = s + n; s < end; s++) {
		if (*s == '&')
			buf_puts(b, "&amp;");
		else if (*s == '"' && attribute)
			buf_puts(b, "&quot;");
		else if (*s == '<' && !attribute)
			buf_puts(b, "&lt;");
		else if (*s == '>' && !attribute)
			buf_puts(b, "&gt;");
		else
			buf_putc(b, *s);
	}
}

static const char *skip_one_of(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(s, words[i], strlen(words[i])) == 0)
			return s + strlen(words[i]);
	return s;
}

/* The length of a sum that begins at a digit, 500万元 or 30—50万美元; 0 when it is none. */
static size_t sum_length(const char *s)
{
	static const char *const scales[] = {"万", "亿"}, *const dash[] = {"—"};
	static const char *const money[] = {"元", "美元", "港元", "欧元", "日元", "英镑"};
	const char *p = s + strspn(s, "0123456789.");
	const char *range = skip_one_of(p, dash, LEN(dash));

	p = range + strspn(range, "0123456789.");
	p = skip_one_of(p, scales, LEN(scales));
	const char *end = skip_one_of(p, money, LEN(money));
	return end == p ? 0 : (size_t)(end - s);
}

/* Elements that hold no elements of HTML. */
static int is_plain(const char *name)
{
	return strcmp(name, "title") == 0 || strcmp(name, "svg") == 0;
}

static void write_open(
    void *ctx, const char *name, const struct attribute *a, size_t n, struct place p)
{
	struct html *h = ctx;
	bool current = false;

	(void)p;
	if (strcmp(name, "html") == 0)
		buf_puts(h->out, "<!DOCTYPE html>\n");
	buf_printf(h->out, "<%s", name);
	for (size_t i = 0; i < n; i++) {
		buf_printf(h->out, " %s=\"", a[i].name);
		escape(h->out, a[i].value, strlen(a[i].value), true);
		buf_putc(h->out, '"');
		current |=
		    strcmp(a[i].name, "href") == 0 && h->here && strcmp(a[i].value, h->here) == 0;
	}
	if (current && strcmp(name, "a") == 0)
		buf_puts(h->out, " aria-current=\"page\"");
	buf_putc(h->out, '>');
	h->plain += is_plain(name);
	h->title += strcmp(name, "h1") == 0;
	if (is_container(name))
		buf_putc(h->out, '\n');
}

/* Places to break where words end; the style sheet allows no others but at marks. */
static void write_title(struct html *h, const char *s)
{
	uint32_t *ends;
	size_t n = text_phrases(h->arena, s, h->words, &ends), from = 0;

	for (size_t i = 0; i < n; i++) {
		escape(h->out, s + from, ends[i] - from, false);
		from = ends[i];
		if (s[from])
			buf_puts(h->out, "<wbr>");
	}
}

static void write_text(void *ctx, const char *s, struct place p)
{
	struct html *h = ctx;

	(void)p;
	if (h->title && text_length(s) > ONE_LINE) {
		write_title(h, s);
		return;
	}
	while (*s && !h->plain) {
		size_t n = strcspn(s, "0123456789"), sum = sum_length(s + n);
		escape(h->out, s, n, false);
		s += n;
		if (sum) {
			buf_puts(h->out, "<span class=\"sum\">");
			buf_put(h->out, s, sum);
			buf_puts(h->out, "</span>");
			s += sum;
		} else {
			n = strspn(s, "0123456789.");
			buf_put(h->out, s, n);
			s += n;
		}
	}
	escape(h->out, s, strlen(s), false);
}

static void write_close(void *ctx, const char *name)
{
	struct html *h = ctx;

	h->plain -= is_plain(name);
	h->title -= strcmp(name, "h1") == 0;
	if (strcmp(name, "head") == 0)
		h->head_end = h->out->len;
	if (!is_void(name))
		buf_printf(h->out, "</%s>", name);
	if (is_block(name))
		buf_putc(h->out, '\n');
}

struct sink html_sink(struct html *h)
{
	return (struct sink){h, write_open, write_text, write_close};
}
