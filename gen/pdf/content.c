/*
 * A page → its content stream (ISO 32000-1, 7.8.2, 9.4 and 14.6). Rules come
 * first, as one artifact, so that a background lies under its text; then paths,
 * within the sequence of their Figure; then the runs, in their order: neighbours with one tag share
 * a marked-content sequence and a text object. A run whose text cannot be read back from its glyphs
 * (an opened gap, a glyph that says nothing) gets a sequence of its own that names it as
 * ActualText; two sequences are never nested: poppler loses what follows an inner one.
 *
 * Inside a run the pen is followed in thousandths of an em, as the reader
 * follows it, and only the difference is written: rounding does not add up.
 */
#include <assert.h>
#include <string.h>

#include "pdf/parts.h"

enum { NO_FONT = -1 };
/* Besides the artifacts of book.h; LAYOUT is shapes. */
enum { NO_TAG = TAG_FOOT - 1, LAYOUT = NO_TAG - 1 };
enum { SPACE = 100 }; /* thousandths of an em that a reader takes for a space */

struct content {
	struct pdf *pdf;
	struct canvas canvas;
	const struct page *page;
	int page_n, mcids;
	/* the text state, as it stands in the stream */
	int font;
	mpt size;
	/* the open sequence: its tag, NO_TAG when none is; whether it may take another run */
	int tag;
	bool sealed, text;  /* `text`: within a text object */
	mpt line_x, line_y; /* where the text line began (9.4.2, Td) */
	bool turned;        /* and whether it runs up the page */
};

/* ------------------------------------------------------------------------ sequences */

static void close_text(struct content *c)
{
	if (c->text)
		buf_puts(c->canvas.out, "ET\n");
	c->text = false;
}

static void close_sequence(struct content *c)
{
	if (c->tag != NO_TAG)
		buf_puts(c->canvas.out, "EMC\n");
	c->tag = NO_TAG;
}

/* All text of a page is one text object, with the sequences inside it (14.6.1). */
static void open_text(struct content *c)
{
	if (c->text)
		return;
	close_sequence(c);
	buf_puts(c->canvas.out, "BT\n");
	c->text = true;
	c->line_x = c->line_y = 0;
	c->turned = false;
}

/* What a page says of its artifacts (14.8.2.2.2, table 330). */
static const char *artifact_of(int tag)
{
	switch (tag) {
	case TAG_HEAD:
		return "/Type/Pagination/Subtype/Header/Attached[/Top]";
	case TAG_FOOT:
		return "/Type/Pagination/Subtype/Footer/Attached[/Bottom]";
	case LAYOUT:
		return "/Type/Layout";
	default:
		return "/Type/Pagination";
	}
}

static void begin_marked(struct content *c, int tag, const char *actual)
{
	struct pdf *p = c->pdf;
	const char *name;

	assert(tag >= 0 && (size_t)tag < p->print->tags_n);
	/* poppler looks for ActualText in a Span only; the tree has the right type. */
	name = actual ? "Span" : p->print->tags[tag].name;
	buf_printf(c->canvas.out, "/%s<</MCID %d", name, c->mcids);
	if (actual) {
		buf_puts(c->canvas.out, "/ActualText");
		text_put(c->canvas.out, actual);
	}
	buf_puts(c->canvas.out, ">>BDC\n");
	*(struct mark *)VEC_PUSH(p->arena, p->marks, p->marks_n, p->marks_cap) =
	    (struct mark){.tag = tag, .page = c->page_n, .mcid = c->mcids++};
}

static void open_sequence(struct content *c, int tag, const char *actual)
{
	if (c->tag == tag && !c->sealed && !actual)
		return;
	close_sequence(c);
	if (tag < 0)
		buf_printf(c->canvas.out, "/Artifact<<%s>>BDC\n", artifact_of(tag));
	else
		begin_marked(c, tag, actual);
	c->tag = tag;
	c->sealed = actual != NULL;
}

/* -------------------------------------------------------------------------- shapes */

/* Rules, and paths that nobody names, are one sort of artifact. */
static void put_shapes(struct content *c)
{
	const struct page *page = c->page;

	if (page->rules_n > 0) {
		open_sequence(c, LAYOUT, NULL);
		rules_put(&c->canvas, page->rules, page->rules_n);
	}
	for (size_t i = 0; i < page->paths_n; i++) {
		int tag = page->paths[i].tag;

		open_sequence(c, tag < 0 ? LAYOUT : tag, NULL);
		path_put(&c->canvas, &page->paths[i]);
	}
}

/* ----------------------------------------------------------------------------- text */

static void set_font(struct content *c, int font, mpt size)
{
	if (c->font == font && c->size == size)
		return;
	c->font = font;
	c->size = size;
	buf_printf(c->canvas.out, "/F%d ", font);
	length_put(c->canvas.out, size);
	buf_puts(c->canvas.out, "Tf\n");
}

/* The first glyph of a cluster has its text, the later ones have none. */
static bool follows(const struct run *r, size_t i)
{
	return i > 0 && i < r->glyphs_n && r->glyphs[i].from == r->glyphs[i].to;
}

/*
 * What a glyph says: of the text of its cluster one character each, and the last
 * glyph what is left. Nothing where there are more glyphs than characters.
 */
static struct meaning meaning_of(const struct run *r, size_t i)
{
	size_t first = i;
	const char *s, *end;
	int length;

	while (follows(r, first))
		first--;
	s = r->text + r->glyphs[first].from;
	end = r->text + r->glyphs[first].to;
	for (; first < i && s < end; first++) {
		text_decode(s, end, &length);
		s += length;
	}
	if (follows(r, i + 1) && s < end) {
		text_decode(s, end, &length);
		end = s + length;
	}
	return (struct meaning){r->glyphs[i].glyph, s, (size_t)(end - s)};
}

static int font_of(const struct content *c, const struct run *r, const struct placed *g)
{
	struct meaning m = meaning_of(r, (size_t)(g - r->glyphs));

	return type_font(c->pdf->types, r->face, m.glyph, m.text, m.n);
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
	buf_putc(c->canvas.out, '[');
	for (; i < r->glyphs_n; i++) {
		const struct placed *g = &r->glyphs[i];
		uint16_t cid = type_code(c->pdf->types, r->face, g->glyph);
		const char code[2] = {(char)(cid >> 8), (char)cid};
		int32_t at = in_em(r, g->x - r->glyphs[0].x);

		if (font_of(c, r, g) != font)
			break;
		if (at != *pen) {
			buf_puts(c->canvas.out, open ? ")" : "");
			decimal_put(c->canvas.out, *pen - at, 1);
			open = false;
		}
		if (!open)
			buf_putc(c->canvas.out, '(');
		open = true;
		bytes_put(c->canvas.out, code, 2);
		*pen = at + face_advance(r->face, g->glyph);
	}
	buf_puts(c->canvas.out, ")]TJ\n");
	return i;
}

/*
 * Would the text be read wrongly from the glyphs alone? A glyph says nothing
 * when those before it tell all of their text; and an opening is taken for a
 * space by poppler from 0.1 em, by others from an eighth.
 */
static bool needs_actual_text(const struct run *r)
{
	int32_t pen = 0;

	if (r->tag < 0)
		return false;
	for (size_t i = 0; i < r->glyphs_n; i++) {
		const struct placed *g = &r->glyphs[i];
		int32_t at = in_em(r, g->x - r->glyphs[0].x);

		if (meaning_of(r, i).n == 0 || at - pen >= SPACE)
			return true;
		pen = at + face_advance(r->face, g->glyph);
	}
	return r->gap;
}

/* Where the run begins: from where the one before it began, unless either is turned (9.4.2). */
static void move_to(struct content *c, const struct run *r)
{
	mpt x = r->glyphs[0].x, y = c->page->height - r->y;
	bool anew = r->turned || c->turned;

	if (r->turned)
		buf_puts(c->canvas.out, "0 1 -1 0 ");
	else if (anew)
		buf_puts(c->canvas.out, "1 0 0 1 ");
	length_put(c->canvas.out, r->turned ? r->y : anew ? x : x - c->line_x);
	length_put(c->canvas.out, r->turned ? x : anew ? y : y - c->line_y);
	buf_puts(c->canvas.out, anew ? "Tm\n" : "Td\n");
	c->line_x = x;
	c->line_y = y;
	c->turned = r->turned;
}

static void put_run(struct content *c, const struct run *r)
{
	int32_t pen = 0;

	if (r->glyphs_n == 0)
		return;
	open_text(c);
	open_sequence(c, r->tag, needs_actual_text(r) ? r->text : NULL);
	canvas_fill(&c->canvas, r->colour);
	move_to(c, r);
	for (size_t i = 0; i < r->glyphs_n;)
		i = put_glyphs(c, r, i, &pen);
}

void content_write(struct pdf *p, int i, struct buf *out)
{
	struct content c = {
	    .pdf = p,
	    .canvas = canvas_new(out, p->print->pages[i].height),
	    .page = &p->print->pages[i],
	    .page_n = i,
	    .font = NO_FONT,
	    .tag = NO_TAG,
	};

	put_shapes(&c);
	for (size_t k = 0; k < c.page->runs_n; k++)
		put_run(&c, &c.page->runs[k]);
	close_sequence(&c);
	close_text(&c);
}
