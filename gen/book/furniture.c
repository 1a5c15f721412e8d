/*
 * What stands on a page beside its text: the running head (book on even pages,
 * chapter on odd ones), the folio at the outer edge, and a mark of the chapter
 * there for the thumb. Pages that open a chapter have no head, quiet parts (the
 * cover) and blank pages have nothing. All of it is artifact.
 */
#include "book/book_parts.h"

#include <string.h>

static const char *roman(struct arena *a, int n)
{
	static const struct {
		int value;
		const char *digits;
	} parts[] = {
	    {100, "c"},
	    {90, "xc"},
	    {50, "l"},
	    {40, "xl"},
	    {10, "x"},
	    {9, "ix"},
	    {5, "v"},
	    {4, "iv"},
	    {1, "i"},
	};
	char *s = arena_dup(a, "");

	for (size_t i = 0; i < LEN(parts); i++)
		for (; n >= parts[i].value; n -= parts[i].value)
			s = arena_printf(a, "%s%s", s, parts[i].digits);
	return s;
}

const char *folio_words(struct job *j, int page)
{
	if (page < j->covers)
		return "";
	if (page < j->print->front)
		return roman(j->a, page - j->covers + 1);
	return arena_printf(j->a, "%d", page - j->print->front + 1);
}

static bool fits(struct job *j, const struct look *look, const char *words, mpt width)
{
	struct passage p = {0};

	passage_put(j->a, &p, (struct span){.text = words, .look = look, .tag = TAG_ARTIFACT});
	return line_longest(j->breaker, text_shape(j->a, &p, j->folios)) <= width;
}

/* Words that fit, cut after a word, with an ellipsis: E9. */
static const char *shorten(struct job *j, const struct look *look, const char *words, mpt width)
{
	uint32_t *ends;
	size_t n;

	if (fits(j, look, words, width))
		return words;
	n = text_words(j->a, words, &ends);
	for (size_t i = n; i-- > 0;) {
		const char *cut = arena_printf(j->a, "%.*s…", (int)ends[i], words);

		if (fits(j, look, cut, width))
			return cut;
	}
	return "…";
}

/* The texts that the layout makes itself, for left-hand and right-hand pages. */
struct furniture {
	const struct look *head[2], *folio[2], *thumb;
	mpt thumb_step;             /* from one mark to the next */
	size_t headings;            /* how many stand up to the page */
	const char *chapter, *mark; /* that it is in; NULL */
	size_t marks, mark_index;   /* passed; of its own */
};

/* Go on over the headings up to a page; pages come in their order. */
static void pass_headings(const struct job *j, int page, struct furniture *f)
{
	for (; f->headings < j->headings_n && j->headings[f->headings]->page <= page;
	     f->headings++) {
		const struct block *h = j->headings[f->headings];

		if (h->level == 1 && h->words)
			f->chapter = h->words;
		if (h->thumb)
			f->mark_index = f->marks++;
		if (h->thumb || h->look->bookmark == 1)
			f->mark = h->thumb;
	}
}

static void draw_head(struct job *j, int page, const struct furniture *f)
{
	struct page *p = &j->print->pages[page];
	const struct paper *paper = j->paper;
	bool odd = page_is_odd(j, page);
	const char *words = odd ? f->chapter : j->print->title;
	const struct look *look = f->head[odd];
	mpt left = page_left(j, page);

	if (!words || look->hide)
		return;
	draw_words(j, p, look, shorten(j, look, words, paper->measure), left, paper->head,
	    paper->measure, TAG_HEAD);
	if (look->under)
		draw_rule(j, p, left, paper->head + look->size / 2, paper->measure, look->under,
		    look->rule);
}

/* In its pattern, as in — 12 —, at the outer edge. */
static void draw_folio(struct job *j, int page, const struct furniture *f)
{
	struct page *p = &j->print->pages[page];
	const struct look *k = f->folio[page_is_odd(j, page)];
	const char *hole = k->number ? strstr(k->number, "{}") : NULL, *words = p->label;

	if (hole)
		words = arena_printf(
		    j->a, "%.*s%s%s", (int)(hole - k->number), k->number, words, hole + 2);
	draw_words(j, p, k, words, page_left(j, page) + k->left, j->paper->foot,
	    j->paper->measure - k->left - k->right, TAG_FOOT);
}

/* ------------------------------------------------------------------- thumb marks */

static mpt thumb_height(const struct look *k, const char *words)
{
	return (mpt)text_length(words) * k->leading + 2 * k->padding;
}

/* The marks share the height of the type area, and need not part further than they are high. */
static mpt step_thumbs(const struct job *j, const struct look *k)
{
	mpt highest = 0, n = 0;

	for (size_t i = 0; i < j->headings_n; i++) {
		const char *words = j->headings[i]->thumb;

		n += words != NULL;
		highest = MAX(highest, words ? thumb_height(k, words) : 0);
	}
	return n > 1 ? MIN((j->paper->lines * j->paper->pitch - highest) / (n - 1), highest) : 0;
}

/* The words stand upright, one under the other. */
static void stack(
    struct job *j, struct page *p, const struct look *k, const char *words, mpt x, mpt y, mpt width)
{
	for (const char *s = words, *from = s; *s; from = s, y += k->leading) {
		text_next(&s);
		draw_words(j, p, k, arena_dupn(j->a, from, (size_t)(s - from)), x,
		    look_baseline(k, y), width, TAG_ARTIFACT);
	}
}

/* A path and not a rule: it lies over the patterns of a chapter's first page. */
static void draw_tab(struct job *j, struct page *p, struct box b, colour ink)
{
	const struct point corners[] = {
	    {b.x, b.y}, {b.x + b.w, b.y}, {b.x + b.w, b.y + b.h}, {b.x, b.y + b.h}};
	struct segment *s = arena_array(j->a, struct segment, LEN(corners) + 1);

	for (size_t i = 0; i < LEN(corners); i++)
		s[i] = (struct segment){i ? SEGMENT_LINE : SEGMENT_MOVE, corners[i], {{0}}};
	s[LEN(corners)] = (struct segment){.kind = SEGMENT_CLOSE};
	draw_path(j, p,
	    (struct path){.segments = s,
		.n = LEN(corners) + 1,
		.filled = true,
		.fill = ink,
		.tag = TAG_ARTIFACT});
}

/*
 * A tab at the outer edge, that goes on into the bleed. Each chapter's stands
 * lower than the one before.
 */
static void draw_thumb(struct job *j, int page, const struct furniture *f)
{
	const struct look *k = f->thumb;
	const char *words = k->size && !k->hide ? f->mark : NULL;
	const struct paper *paper = j->paper;
	mpt width = 2 * k->size, height, x, y;

	if (!words)
		return;
	height = thumb_height(k, words);
	x = page_is_odd(j, page) ? paper->width - width : 0;
	y = paper->top + f->thumb_step * (mpt)f->mark_index;
	if (k->grounded)
		draw_tab(j, &j->print->pages[page],
		    (struct box){x - (x ? 0 : paper->bleed), y, width + paper->bleed, height},
		    k->ground);
	stack(j, &j->print->pages[page], k, words, x, y + k->padding, width);
}

/* ---------------------------------------------------------------------- the pages */

static const struct look *own(struct job *j, const char *name, enum align align)
{
	struct look k = style_own(j->sheet, j->paper, name);

	k.align = align;
	return look_keep(j, k);
}

static struct furniture furnish(struct job *j)
{
	struct furniture f = {{own(j, "head", ALIGN_LEFT), own(j, "head", ALIGN_RIGHT)},
	    {own(j, "folio", ALIGN_LEFT), own(j, "folio", ALIGN_RIGHT)},
	    .thumb = own(j, "thumb", ALIGN_CENTRE)};

	f.thumb_step = step_thumbs(j, f.thumb);
	return f;
}

void furniture_draw(struct job *j)
{
	struct furniture f = furnish(j);

	for (int i = 0; i < (int)j->print->pages_n; i++) {
		const struct part *part = j->page_parts[i];
		bool opens = part && part->opener && (i == 0 || j->page_parts[i - 1] != part);

		pass_headings(j, i, &f);
		if (!part || part->look->quiet || !j->print->pages[i].runs_n)
			continue;
		if (!opens)
			draw_head(j, i, &f);
		draw_folio(j, i, &f);
		if (i >= j->print->front)
			draw_thumb(j, i, &f);
	}
}
