/*
 * A page → its content stream (ISO 32000-1, 7.8.2, 9.4 and 14.6). Rules come
 * first, as one artifact, so that a background lies under its text. Then the
 * runs, in their order: neighbours with one tag share a marked-content sequence
 * and a text object. A run whose text cannot be read back from its glyphs (an
 * opened gap, a glyph that says nothing) gets a sequence of its own that names
 * it as ActualText; two sequences are never nested: poppler loses what follows an inner one.
 *
 * Inside a run the pen is followed in thousandths of an em, as the reader
 * follows it, and only the difference is written: rounding does not add up.
 */
#include <assert.h>
#include <string.h>

#include "pdf/parts.h"

enum { NO_FONT = -1, NO_TAG = -2 };
enum { SPACE = 100 }; /* thousandths of an em that a reader takes for a space */

struct content {
	struct pdf *pdf;
	struct buf *out;
	const struct page *page;
	int page_n, mcids;
	/* the graphics state, as it stands in the stream */
	colour fill;
	int font;
	mpt size;
	/* the open sequence: its tag, NO_TAG when none is; whether it may take another run */
	int tag;
	bool sealed;
	mpt line_x, line_y; /* where the text line began (9.4.2, Td) */
};

/* ------------------------------------------------------------------------ operands */

/* v / scale, exactly, without trailing zeros; scale is a power of ten. */
static void put_decimal(struct buf *out, int64_t v, int64_t scale)
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

/* A length in points and a space. */
static void put_length(struct buf *out, mpt length)
{
	put_decimal(out, length, 1000);
	buf_putc(out, ' ');
}

/* The bytes of a literal string (7.3.4.2); a bare CR would be read as LF. */
static void put_literal(struct buf *out, const char *s, size_t n)
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

static void set_fill(struct content *c, colour fill)
{
	colour part[] = {fill >> 16 & 255, fill >> 8 & 255, fill & 255};
	bool grey = part[0] == part[1] && part[1] == part[2];

	if (c->fill == fill)
		return;
	c->fill = fill;
	for (size_t i = 0; i < (grey ? 1 : LEN(part)); i++) {
		put_decimal(c->out, ((int64_t)part[i] * 1000 + 127) / 255, 1000);
		buf_putc(c->out, ' ');
	}
	buf_puts(c->out, grey ? "g\n" : "rg\n");
}

/* --------------------------------------------------------------------------- rules */

static void put_rules(struct content *c)
{
	bool open = false;

	if (c->page->rules_n == 0)
		return;
	buf_puts(c->out, "/Artifact<</Type/Layout>>BDC\n");
	for (size_t i = 0; i < c->page->rules_n; i++) {
		const struct rule *r = &c->page->rules[i];

		if (open && r->colour != c->fill)
			buf_puts(c->out, "f\n");
		set_fill(c, r->colour);
		put_length(c->out, r->x);
		put_length(c->out, c->page->height - r->y - r->h);
		put_length(c->out, r->w);
		put_length(c->out, r->h);
		buf_puts(c->out, "re\n");
		open = true;
	}
	buf_puts(c->out, "f\nEMC\n");
}

/* ------------------------------------------------------------------------ sequences */

static void close_sequence(struct content *c)
{
	if (c->tag != NO_TAG)
		buf_puts(c->out, "ET\nEMC\n");
	c->tag = NO_TAG;
}

static void put_actual_text(struct buf *out, const char *text)
{
	struct buf utf16 = {0};

	utf16_put(&utf16, text, strlen(text));
	buf_puts(out, "/ActualText(\xfe\xff");
	put_literal(out, utf16.s, utf16.len);
	buf_putc(out, ')');
	buf_free(&utf16);
}

static void open_sequence(struct content *c, int tag, const char *actual)
{
	struct pdf *p = c->pdf;

	if (c->tag == tag && !c->sealed && !actual)
		return;
	close_sequence(c);
	if (tag == TAG_ARTIFACT) {
		buf_puts(c->out, "/Artifact<</Type/Pagination>>BDC\nBT\n");
	} else {
		assert(tag >= 0 && (size_t)tag < p->print->tags_n);
		/* poppler looks for ActualText in a Span only; the tree has the right type. */
		const char *name = actual ? "Span" : p->print->tags[tag].name;

		buf_printf(c->out, "/%s<</MCID %d", name, c->mcids);
		if (actual)
			put_actual_text(c->out, actual);
		buf_puts(c->out, ">>BDC\nBT\n");
		*(struct mark *)VEC_PUSH(p->arena, p->marks, p->marks_n, p->marks_cap) =
		    (struct mark){.tag = tag, .page = c->page_n, .mcid = c->mcids++};
	}
	c->tag = tag;
	c->sealed = actual != NULL;
	c->line_x = c->line_y = 0;
}

/* ----------------------------------------------------------------------------- text */

static void set_font(struct content *c, int font, mpt size)
{
	if (c->font == font && c->size == size)
		return;
	c->font = font;
	c->size = size;
	buf_printf(c->out, "/F%d ", font);
	put_length(c->out, size);
	buf_puts(c->out, "Tf\n");
}

static int font_of(const struct content *c, const struct run *r, const struct placed *g)
{
	return type_font(c->pdf->types, r->face, g->glyph, r->text + g->from, g->to - g->from);
}

/* A distance in thousandths of an em of the run, to the nearest. */
static int32_t in_em(const struct run *r, mpt distance)
{
	int64_t v = (int64_t)distance * 2000 + (distance < 0 ? -r->size : r->size);

	return (int32_t)(v / (2 * (int64_t)r->size));
}

/*
 * One TJ for the glyphs from i on that have the same font; returns where it
 * stopped. pen is where the reader stands, from the run's first glyph.
 */
static size_t put_glyphs(struct content *c, const struct run *r, size_t i, int32_t *pen)
{
	int font = font_of(c, r, &r->glyphs[i]);
	bool open = false;

	set_font(c, font, r->size);
	buf_putc(c->out, '[');
	for (; i < r->glyphs_n; i++) {
		const struct placed *g = &r->glyphs[i];
		const char code[2] = {(char)(g->glyph >> 8), (char)g->glyph};
		int32_t at = in_em(r, g->x - r->glyphs[0].x);

		if (font_of(c, r, g) != font)
			break;
		if (at != *pen) {
			buf_puts(c->out, open ? ")" : "");
			put_decimal(c->out, *pen - at, 1);
			open = false;
		}
		if (!open)
			buf_putc(c->out, '(');
		open = true;
		put_literal(c->out, code, 2);
		*pen = at + face_advance(r->face, g->glyph);
	}
	buf_puts(c->out, ")]TJ\n");
	return i;
}

/*
 * Would the text be read wrongly from the glyphs alone? A glyph says nothing
 * when the one before it tells the text of both; and an opening is taken for a
 * space by poppler from 0.1 em, by others from an eighth.
 */
static bool needs_actual_text(const struct run *r)
{
	int32_t pen = 0;

	if (r->tag == TAG_ARTIFACT)
		return false;
	for (size_t i = 0; i < r->glyphs_n; i++) {
		const struct placed *g = &r->glyphs[i];
		int32_t at = in_em(r, g->x - r->glyphs[0].x);

		if (g->from == g->to || at - pen >= SPACE)
			return true;
		pen = at + face_advance(r->face, g->glyph);
	}
	return r->gap;
}

static void put_run(struct content *c, const struct run *r)
{
	mpt x, y = c->page->height - r->y;
	int32_t pen = 0;

	if (r->glyphs_n == 0)
		return;
	open_sequence(c, r->tag, needs_actual_text(r) ? r->text : NULL);
	set_fill(c, r->colour);
	x = r->glyphs[0].x;
	put_length(c->out, x - c->line_x);
	put_length(c->out, y - c->line_y);
	buf_puts(c->out, "Td\n");
	c->line_x = x;
	c->line_y = y;
	for (size_t i = 0; i < r->glyphs_n;)
		i = put_glyphs(c, r, i, &pen);
}

void content_write(struct pdf *p, int i, struct buf *out)
{
	struct content c = {
	    .pdf = p,
	    .out = out,
	    .page = &p->print->pages[i],
	    .page_n = i,
	    .font = NO_FONT,
	    .tag = NO_TAG,
	};

	put_rules(&c);
	for (size_t k = 0; k < c.page->runs_n; k++)
		put_run(&c, &c.page->runs[k]);
	close_sequence(&c);
}
