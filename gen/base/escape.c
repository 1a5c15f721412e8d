/*
 * Text as other languages write it. In: valid UTF-8; out: the same text, so that
 * what has a meaning in XML or JSON has none. HTML is not written here: the
 * sink of web/html.c knows where which character must give way.
 */
#include "base/base.h"

#include <string.h>

void xml_text(struct buf *b, const char *s)
{
	for (; *s; s++) {
		if (*s == '&')
			buf_puts(b, "&amp;");
		else if (*s == '<')
			buf_puts(b, "&lt;");
		else if (*s == '>')
			buf_puts(b, "&gt;");
		else if (*s == '"')
			buf_puts(b, "&quot;");
		else
			buf_putc(b, *s);
	}
}

/* U+2028 and U+2029 end a line of a script in older browsers. */
static bool is_separator(const char *s)
{
	return strncmp(s, "\xE2\x80\xA8", 3) == 0 || strncmp(s, "\xE2\x80\xA9", 3) == 0;
}

void json_text(struct buf *b, const char *s)
{
	if (!s) {
		buf_puts(b, "null");
		return;
	}
	buf_putc(b, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			buf_printf(b, "\\%c", *s);
		else if (*s == '\n' || *s == '\t')
			buf_puts(b, *s == '\n' ? "\\n" : "\\t");
		else if ((unsigned char)*s < 0x20)
			buf_printf(b, "\\u%04x", *s);
		else if (is_separator(s))
			buf_puts(b, s[2] == '\xA8' ? "\\u2028" : "\\u2029"), s += 2;
		else
			buf_putc(b, *s);
	}
	buf_putc(b, '"');
}
