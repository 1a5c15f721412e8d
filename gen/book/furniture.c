/*
 * What stands on a page beside its text: the running head (book on even pages,
 * chapter on odd ones), the folio at the outer edge. Pages that open a chapter
 * have no head, quiet parts (the cover) have neither. All of it is artifact.
 */
#include "book/book_parts.h"

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

/* The chapter that a page is in: the last heading of level 1 up to it. */
static const char *chapter_at(const struct job *j, int page)
{
	const char *words = NULL;

	for (size_t i = 0; i < j->headings_n && j->headings[i]->page <= page; i++)
		if (j->headings[i]->level == 1 && j->headings[i]->words)
			words = j->headings[i]->words;
	return words;
}

/* Words that fit, cut with an ellipsis. */
static const char *shorten(struct job *j, const struct look *look, const char *words, mpt width)
{
	size_t most = (size_t)(width / look->size), n = text_length(words);
	const char *s = words;

	if (n <= most || most < 2)
		return words;
	for (size_t i = 0; i + 1 < most; i++)
		text_next(&s);
	return arena_printf(j->a, "%.*s…", (int)(s - words), words);
}

static void draw_head(struct job *j, int page, const struct look *left, const struct look *right)
{
	struct page *p = &j->print->pages[page];
	const struct paper *paper = j->paper;
	bool odd = (page - j->print->front) % 2 == 0;
	const char *words = odd ? chapter_at(j, page) : j->print->title;
	const struct look *look = odd ? right : left;
	mpt left_edge = page_left(j, page);

	if (!words)
		return;
	draw_words(j, p, look, shorten(j, look, words, paper->measure), left_edge, paper->head,
	    paper->measure, TAG_ARTIFACT);
	if (look->under)
		draw_rule(j, p, left_edge, paper->head + look->size / 2, paper->measure,
		    look->under, look->rule);
}

static const struct look *own(struct job *j, const char *name, enum align align)
{
	struct look k = style_own(j->sheet, j->paper, name);

	k.align = align;
	return look_keep(j, k);
}

void furniture_draw(struct job *j)
{
	const struct look *head[] = {own(j, "head", ALIGN_LEFT), own(j, "head", ALIGN_RIGHT)};
	const struct look *folio[] = {own(j, "folio", ALIGN_LEFT), own(j, "folio", ALIGN_RIGHT)};

	for (int i = 0; i < (int)j->print->pages_n; i++) {
		struct page *p = &j->print->pages[i];
		const struct part *part = j->page_parts[i];
		bool opens = part && part->opener && (i == 0 || j->page_parts[i - 1] != part);

		if (!part || part->look->quiet || !p->runs_n)
			continue;
		if (i >= j->print->front && !opens)
			draw_head(j, i, head[0], head[1]);
		draw_words(j, p, folio[(i - j->print->front) % 2 == 0], p->label, page_left(j, i),
		    j->paper->foot, j->paper->measure, TAG_ARTIFACT);
	}
}
