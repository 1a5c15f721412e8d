/*
 * A passage (spans of text with their looks) → one string of characters, shaped
 * once, cut into items with a joint after each. Everything later (breaking,
 * setting) is arithmetic on the items.
 *
 * White space is folded here: none beside Chinese marks and none between Han
 * and Latin, where the layout makes its own gap (CSS Text 4, text-autospace: replace), so that text
 * with and without typed spaces is the same. Faces change with spans; classes,
 * gaps and trims see the whole passage, so they hold across markup (B11, C3).
 */
#include "book/book_parts.h"

#include <string.h>

enum { EM = 1000, HALF = 500, WORD_LEAST = 250, WORD_MOST = 500 };

struct composer {
	char *s;
	size_t n;
	uint32_t before; /* the last character put; 0 at the start of a line */
	bool white, newline;
};

static bool is_white(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r';
}

/* Marks that Chinese and Western text share. */
static bool is_shared(uint32_t cp)
{
	return cp == 0x201C || cp == 0x201D || cp == 0x2018 || cp == 0x2019 || cp == 0x2014 ||
	       cp == 0x2026 || cp == 0xB7;
}

static bool is_wide(uint32_t cp)
{
	return text_is_han(cp) || text_is_cjk_mark(cp);
}

/* Neither Han nor Western: ›, ■. The layout opens no gap beside it. */
static bool is_symbol(uint32_t cp)
{
	return !is_wide(cp) && class_of(cp) == CLASS_HAN;
}

/* Whether white between two characters stays as a space. */
static bool keeps_white(uint32_t a, uint32_t b, bool newline)
{
	if (!a)
		return false;
	if (text_is_han(a) && text_is_han(b))
		return !newline;
	if (is_symbol(a) || is_symbol(b))
		return !newline;
	if ((is_shared(a) && !is_wide(b)) || (is_shared(b) && !is_wide(a)))
		return true;
	return !is_wide(a) && !is_wide(b);
}

static void put(struct composer *c, uint32_t cp)
{
	c->n += (size_t)text_encode(cp, c->s + c->n);
}

static void compose_char(struct composer *c, uint32_t cp, bool verbatim)
{
	if (verbatim) {
		put(c, cp == '\t' || cp == '\r' ? ' ' : cp);
		return;
	}
	if (is_white(cp)) {
		c->white = true;
		c->newline |= cp == '\n';
		return;
	}
	if (c->white && keeps_white(c->before, cp, c->newline))
		put(c, ' ');
	put(c, cp);
	c->before = cp;
	c->white = c->newline = false;
}

static const char *span_text(const struct span *s, struct folios f)
{
	if (s->forced)
		return "";
	return s->page_of ? f.folio(f.ctx, s->page_of, s->place) : s->text;
}

/* The string of a passage; starts[k] is where span k begins in it. */
static char *compose(struct arena *a, const struct passage *p, struct folios f, uint32_t *starts)
{
	struct composer c = {0};
	size_t size = 1;

	for (size_t i = 0; i < p->n; i++)
		size += strlen(span_text(&p->spans[i], f)) + 2;
	c.s = arena_alloc(a, size);
	for (size_t i = 0; i < p->n; i++) {
		const char *s = span_text(&p->spans[i], f);

		starts[i] = (uint32_t)c.n;
		while (*s)
			compose_char(&c, text_next(&s), p->verbatim);
		if (p->spans[i].forced) {
			c.s[c.n++] = '\n';
			c.before = 0;
			c.white = c.newline = false;
		}
	}
	starts[p->n] = (uint32_t)c.n;
	c.s[c.n] = 0;
	return c.s;
}

static void report_missing(const struct text *t, const struct item *it)
{
	const struct span *span = &t->spans[it->span];
	const char *at = t->s + it->from, *s = span->text ? span->text : "";
	uint32_t missing = text_next(&at), cp;
	struct place p = span->place;
	char shown[5] = {0};

	text_encode(missing, shown);
	while ((cp = text_next(&s)) && cp != missing && p.col)
		p.col++;
	diag(p, DIAG_ERROR, "glyph-missing", "%s has no glyph for %s (U+%04X)",
	    face_name(span->look->face), shown, (unsigned)missing);
	diag_hint("use a character that the font has, or name another face in fonts.yml");
}

static uint32_t item_cp(const struct text *t, const struct item *it)
{
	const char *s = t->s + it->from;

	return text_next(&s);
}

/* The width of a cluster in thousandths of its em, marks on their full cells. */
static int natural_width(struct text *t, const struct item *it)
{
	struct glyph *g = &t->glyphs[it->glyph];
	int sum = 0;

	for (size_t k = 0; k < it->glyphs_n; k++)
		sum += g[k].advance;
	if (it->class == CLASS_DOT) { /* half an em whatever the font says: B10 */
		g->x_offset = (int16_t)(g->x_offset + (HALF - sum) / 2);
		return HALF;
	}
	if (it->class == CLASS_SPACE)
		return MAX(sum, WORD_LEAST);
	if ((is_wide(item_cp(t, it)) || is_shared(item_cp(t, it))) && sum > 800 && sum < 1200)
		return EM; /* no kerning inside Chinese */
	return sum;
}

/* Quotation marks inside Western text take half a cell and the manners of its marks: B9. */
static void narrow_quote(struct text *t, size_t i)
{
	struct item *it = &t->items[i];
	enum char_class before = i ? t->items[i - 1].class : CLASS_HAN;
	enum char_class after = i + 1 < t->n ? t->items[i + 1].class : CLASS_HAN;
	bool western = (before >= CLASS_LATIN && before != CLASS_UNIT) &&
		       (after >= CLASS_LATIN && after != CLASS_UNIT);

	if (!western || !is_shared(item_cp(t, it)))
		return;
	if (it->class == CLASS_OPENER) {
		t->glyphs[it->glyph].x_offset = (int16_t)(t->glyphs[it->glyph].x_offset - HALF);
		it->class = CLASS_PREFIX;
		it->width /= 2;
	} else if (it->class == CLASS_CLOSER) {
		it->class = CLASS_SUFFIX;
		it->width /= 2;
	}
}

/* What the kerning with the next letter adds to a Western one, in thousandths. */
static int kerning(const struct text *t, const struct item *it)
{
	const struct glyph *g = &t->glyphs[it->glyph];

	if (it->glyphs_n != 1 || it->class < CLASS_CONNECTOR || it->class == CLASS_SPACE ||
	    is_wide(item_cp(t, it)))
		return 0;
	return g->advance - face_advance(t->spans[it->span].look->face, g->id);
}

static mpt size_of(const struct text *t, const struct item *it)
{
	return t->spans[it->span].look->size;
}

static mpt scale(int thousandths, mpt size)
{
	return (mpt)((int64_t)thousandths * size / EM);
}

static bool is_exclaimed(const struct text *t, const struct item *it)
{
	uint32_t cp = item_cp(t, it);

	return cp == 0xFF01 || cp == 0xFF1F;
}

/* Items of one shaped run: text [base..end), one span after another. */
static void cut(struct text *t, struct glyph *g, size_t n, uint32_t base, uint32_t end,
    const uint32_t *starts, uint32_t *span)
{
	for (size_t k = 0; k < n;) {
		struct item *it = &t->items[t->n];
		size_t first = k;

		it->from = base + g[k].cluster;
		while (k < n && g[k].cluster == g[first].cluster)
			k++;
		it->to = k < n ? base + g[k].cluster : end;
		while (starts[*span + 1] <= it->from)
			++*span;
		it->span = *span;
		it->glyph = (uint32_t)(t->glyphs_n + first);
		it->glyphs_n = (uint16_t)(k - first);
		it->class = (uint8_t)class_of(item_cp(t, it));
		if (g[first].id == 0)
			report_missing(t, it);
		t->n++;
	}
}

/* The end of what is shaped together from `from`: one face, up to a forced break. */
static uint32_t run_end(
    const struct text *t, uint32_t from, const uint32_t *starts, uint32_t span, size_t spans_n)
{
	const struct face *face = t->spans[span].look->face;
	const char *newline = memchr(t->s + from, '\n', t->length - from);
	uint32_t end = newline ? (uint32_t)(newline - t->s) : (uint32_t)t->length;

	while (span < spans_n && (t->spans[span].look->face == face || starts[span + 1] <= from))
		span++;
	return MIN(end, starts[span]);
}

static void break_here(struct text *t, uint32_t at, uint32_t span)
{
	struct item *it = &t->items[t->n++];

	*it = (struct item){
	    .from = at, .to = at + 1, .span = span, .class = CLASS_SPACE, .tear = TEAR_FORCED};
}

/* A text of one run takes its glyphs as they are; most texts are. */
static void keep_glyphs(struct arena *a, struct text *t, struct glyph *g, size_t n, bool all)
{
	if (all) {
		t->glyphs = g;
		t->glyphs_n = t->glyphs_cap = n;
		return;
	}
	if (!t->glyphs) {
		t->glyphs_cap = text_length(t->s) + 1;
		t->glyphs = arena_array(a, struct glyph, t->glyphs_cap);
	}
	for (size_t k = 0; k < n; k++)
		*VEC_PUSH(a, t->glyphs, t->glyphs_n, t->glyphs_cap) = g[k];
}

static void shape_runs(struct arena *a, struct text *t, const uint32_t *starts, size_t spans_n)
{
	uint32_t span = 0, at = 0;

	while (at < t->length) {
		struct glyph *g;
		uint32_t end;
		size_t n;

		while (starts[span + 1] <= at)
			span++;
		if (t->s[at] == '\n') {
			break_here(t, at++, span);
			continue;
		}
		end = run_end(t, at, starts, span, spans_n);
		n = face_shape(t->spans[span].look->face, a, t->s + at, end - at, &g);
		cut(t, g, n, at, end, starts, &span);
		keep_glyphs(a, t, g, n, at == 0 && end == t->length);
		at = end;
	}
}

/* ？！, ！！: two take one em together, each its inked half (GB/T 15834 5.1.12): B8. */
static void pair_stops(struct text *t)
{
	for (size_t i = 0; i + 1 < t->n; i++) {
		struct item *a = &t->items[i], *b = a + 1;

		if (!is_exclaimed(t, a) || !is_exclaimed(t, b) || size_of(t, a) != size_of(t, b))
			continue;
		a->width = b->width = scale(HALF, size_of(t, a));
		i++;
	}
}

static void widen(struct text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct item *it = &t->items[i];

		if (!it->glyphs_n)
			continue;
		it->width = scale(natural_width(t, it), size_of(t, it));
		it->kern = scale(kerning(t, it), size_of(t, it));
	}
	pair_stops(t);
	for (size_t i = 0; i < t->n; i++) {
		struct item *it = &t->items[i];

		if (it->class <= CLASS_CLOSER)
			narrow_quote(t, i);
		if (it->width >= scale(900, size_of(t, it))) {
			it->lead = scale(class_lead(it->class), size_of(t, it));
			it->trail = scale(class_trail(it->class), size_of(t, it));
		}
	}
}

/* White between words: from the font's own down to a quarter, up to half an em. */
static void join_space(const struct text *t, struct item *it)
{
	mpt size = size_of(t, it);

	if (it->width >= scale(WORD_MOST, size))
		return;
	it->shrink = it->width - scale(WORD_LEAST, size);
	it->stretch = scale(WORD_MOST, size) - it->width;
	it->tier = TIER_WORD;
}

static bool is_raised(const struct text *t, const struct item *it)
{
	return t->spans[it->span].look->raise > 0;
}

static void join(struct text *t, size_t i)
{
	struct item *it = &t->items[i], *next = it + 1;
	struct joint j = class_joint(it->class, next->class);
	mpt size = MIN(size_of(t, it), size_of(t, next));

	if (it->tear == TEAR_FORCED)
		return;
	it->tear = (uint8_t)j.tear;
	it->tier = (uint8_t)j.tier;
	it->opens = j.opens;
	if (it->class == CLASS_SPACE)
		join_space(t, it);
	if (next->tear == TEAR_FORCED && !next->glyphs_n) {
		it->tear = TEAR_NEVER;
		return;
	}
	if ((j.gap < 0 && !(it->trail || next->lead)) || is_raised(t, it) || is_raised(t, next))
		return;
	it->gap = scale(j.gap, size);
	it->stretch += scale(j.stretch, size);
	if (j.tier == TIER_GAP || it->trail || next->lead)
		it->shrink += scale(j.shrink, it->trail ? size_of(t, it) : size_of(t, next));
}

struct text *text_shape(struct arena *a, const struct passage *p, struct folios f)
{
	struct text *t = arena_new_of(a, struct text);
	uint32_t *starts = arena_array(a, uint32_t, p->n + 1);

	t->s = compose(a, p, f, starts);
	t->length = strlen(t->s);
	t->spans = p->spans;
	t->items = arena_array(a, struct item, text_length(t->s) + 1);
	shape_runs(a, t, starts, p->n);
	unit_classes(t);
	widen(t);
	for (size_t i = 0; i + 1 < t->n; i++)
		join(t, i);
	unit_mark(a, t);
	return t;
}
