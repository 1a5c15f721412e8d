/*
 * Numbers, strings, references and targets as they stand in the bytes of a PDF
 * (ISO 32000-1, 7.3 and 7.9), without a libharu object for each.
 */
#include <assert.h>
#include <string.h>

#include "pdf/parts.h"

void decimal_put(struct buf *out, int64_t v, int64_t scale)
{
	char s[32];
	size_t at = sizeof s;
	bool negative = v < 0, fraction = false;

	v = negative ? -v : v;
	for (; scale > 1; scale /= 10, v /= 10) {
		fraction = fraction || v % 10 != 0;
		if (fraction)
			s[--at] = (char)('0' + v % 10);
	}
	if (fraction)
		s[--at] = '.';
	do
		s[--at] = (char)('0' + v % 10);
	while ((v /= 10) > 0);
	if (negative)
		s[--at] = '-';
	buf_put(out, s + at, sizeof s - at);
}

void length_put(struct buf *out, mpt length)
{
	decimal_put(out, length, 1000);
	buf_putc(out, ' ');
}

/* A bare CR would be read as LF. */
void bytes_put(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\r') {
			buf_puts(out, "\\r");
			continue;
		}
		if (s[i] == '(' || s[i] == ')' || s[i] == '\\')
			buf_putc(out, '\\');
		buf_putc(out, s[i]);
	}
}

void ascii_put(struct buf *out, const char *s)
{
	buf_putc(out, '(');
	bytes_put(out, s, strlen(s));
	buf_putc(out, ')');
}

void utf16_put(struct buf *out, const char *s, size_t n)
{
	for (const char *end = s + n; s < end;) {
		int len;
		uint32_t cp = text_decode(s, end, &len);

		s += len;
		if (cp >= 0x10000) {
			uint32_t high = 0xd800 + ((cp - 0x10000) >> 10);

			buf_putc(out, (char)(high >> 8));
			buf_putc(out, (char)high);
			cp = 0xdc00 + ((cp - 0x10000) & 0x3ff);
		}
		buf_putc(out, (char)(cp >> 8));
		buf_putc(out, (char)cp);
	}
}

void text_put(struct buf *out, const char *utf8)
{
	struct buf utf16 = {0};

	buf_put(&utf16, "\xfe\xff", 2);
	utf16_put(&utf16, utf8, strlen(utf8));
	buf_putc(out, '(');
	bytes_put(out, utf16.s, utf16.len);
	buf_putc(out, ')');
	buf_free(&utf16);
}

void reference_put(struct buf *out, int number)
{
	decimal_put(out, number, 1);
	buf_puts(out, " 0 R");
}

void target_put(struct buf *out, const struct pdf *p, int page, mpt y)
{
	assert(page >= 0 && (size_t)page < p->print->pages_n);
	buf_putc(out, '[');
	reference_put(out, object_number(p->pages[page]));
	buf_puts(out, "/XYZ 0 ");
	length_put(out, p->print->pages[page].height - y);
	buf_puts(out, "null]");
}

void box_put(struct buf *out, const struct page *page, struct box b)
{
	buf_putc(out, '[');
	length_put(out, b.x);
	length_put(out, page->height - b.y - b.h);
	length_put(out, b.x + b.w);
	decimal_put(out, page->height - b.y, 1000);
	buf_putc(out, ']');
}
