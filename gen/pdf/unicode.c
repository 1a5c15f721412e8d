/*
 * Glyphs and what they say → a ToUnicode CMap. The text is that of the place
 * where the glyph was shown, never a reading of the font's cmap backwards: one
 * glyph of Noto serves an ideograph and its radical.
 */
#include "pdf/parts.h"

enum { BLOCK = 100 }; /* the most that Adobe's CMap operators take at once */

static void put_hex(struct buf *out, const char *s, size_t n)
{
	static const char digit[] = "0123456789ABCDEF";

	buf_putc(out, '<');
	for (size_t i = 0; i < n; i++) {
		buf_putc(out, digit[(unsigned char)s[i] >> 4]);
		buf_putc(out, digit[(unsigned char)s[i] & 15]);
	}
	buf_putc(out, '>');
}

static void put_line(struct buf *out, struct buf *utf16, const struct meaning *m)
{
	const char code[2] = {(char)(m->glyph >> 8), (char)m->glyph};

	buf_clear(utf16);
	utf16_put(utf16, m->text, m->n);
	put_hex(out, code, 2);
	put_hex(out, utf16->s, utf16->len);
	buf_putc(out, '\n');
}

void to_unicode_put(struct buf *out, const struct meaning *m, size_t n)
{
	struct buf utf16 = {0};

	buf_puts(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
		      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
		      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < n; i++) {
		if (i % BLOCK == 0)
			buf_printf(out, "%zu beginbfchar\n", MIN(BLOCK, n - i));
		put_line(out, &utf16, &m[i]);
		if (i % BLOCK == BLOCK - 1 || i == n - 1)
			buf_puts(out, "endbfchar\n");
	}
	buf_puts(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	buf_free(&utf16);
}
