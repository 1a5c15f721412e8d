/*
 * Slips on pages → runs, rules and links in place. Each line is set once, here.
 * What a page repeats (caption and header of a table that goes on) is drawn
 * without tags; everything else carries the tag of its element. The same walk
 * without ink tells anchors and headings their pages.
 */
#include "book/book_parts.h"
#include "book/figure_parts.h"

#include <assert.h>
#include <string.h>

struct page_caps {
	size_t runs, rules, links, paths;
};

enum { GAP_SEEN = 110 }; /* thousandths of an em that extractors may read as a space: G10 */

mpt look_baseline(const struct look *k, mpt y)
{
	return y + (k->leading - k->size) / 2 + (mpt)((int64_t)k->size * 88 / 100);
}

bool page_is_odd(const struct job *j, int page)
{
	if (page >= j->print->front)
		page -= j->print->front;
	else if (page >= j->covers)
		page -= j->covers;
	return page % 2 == 0;
}

mpt page_left(const struct job *j, int page)
{
	const struct paper *p = j->paper;

	if (!p->inner)
		return p->left;
	return page_is_odd(j, page) ? p->inner : p->width - p->inner - p->measure;
}

/* A turned table begins at the foot of the type area, and its head is at the left. */
mpt draw_left(const struct job *j, int page)
{
	if (j->turned)
		return j->paper->height - j->paper->top - j->paper->lines * j->paper->pitch;
	return page_left(j, page) + j->column.x;
}

static mpt left_of(const struct job *j, const struct page *p)
{
	return draw_left(j, (int)(p - j->print->pages));
}

static mpt top_of(const struct job *j, int page)
{
	return j->turned ? page_left(j, page) : j->paper->top + j->column.y;
}

static struct page_caps *caps_of(struct job *j, const struct page *p)
{
	return &j->caps[p - j->print->pages];
}

void draw_rule(struct job *j, struct page *p, mpt x, mpt y, mpt w, mpt h, colour ink)
{
	*VEC_PUSH(j->a, p->rules, p->rules_n, caps_of(j, p)->rules) =
	    (struct rule){x, y, w, h, ink};
}

void draw_path(struct job *j, struct page *p, struct path path)
{
	*VEC_PUSH(j->a, p->paths, p->paths_n, caps_of(j, p)->paths) = path;
}

void draw_put(struct job *j, struct page *p, struct run r)
{
	*VEC_PUSH(j->a, p->runs, p->runs_n, caps_of(j, p)->runs) = r;
}

/* ------------------------------------------------------------------------- lines */

/* A line of a text that is being drawn. */
struct pen {
	struct job *j;
	struct page *page;
	const struct text *text;
	mpt *at;           /* of each item of the line, from x */
	uint32_t from, to; /* its items */
	mpt x, y;
	bool artifact;
};

static const struct span *span_of(const struct pen *p, uint32_t i)
{
	return &p->text->spans[p->text->items[i].span];
}

static void draw_cluster(const struct pen *p, struct run *r, uint32_t i, uint32_t base)
{
	const struct item *it = &p->text->items[i];
	mpt at = p->x + p->at[i - p->from];

	for (uint32_t k = 0; k < it->glyphs_n; k++) {
		const struct glyph *g = &p->text->glyphs[it->glyph + k];

		r->glyphs[r->glyphs_n++] = (struct placed){
		    .glyph = g->id,
		    .x = at + (mpt)((int64_t)g->x_offset * r->size / 1000),
		    .from = (k ? it->to : it->from) - base,
		    .to = it->to - base,
		};
		at += (mpt)((int64_t)g->advance * r->size / 1000);
	}
}

static bool has_gap(const struct pen *p, uint32_t i)
{
	const struct item *it = &p->text->items[i], *next = it + 1;
	mpt white = p->at[i + 1 - p->from] - p->at[i - p->from] - it->width;

	return it->class != CLASS_SPACE && next->class != CLASS_SPACE &&
	       (int64_t)white * 1000 > (int64_t)span_of(p, i)->look->size * GAP_SEEN;
}

/* A space where the line ends is not drawn, but said: the words on both sides are two (G2). */
static bool ends_in_space(const struct pen *p, uint32_t to)
{
	return to == p->to && to + 1 < p->text->n && !p->artifact &&
	       p->text->items[to].class == CLASS_SPACE && p->text->items[to].tear != TEAR_FORCED;
}

/* Items from..to have one look and one tag. */
static void draw_run(const struct pen *p, uint32_t from, uint32_t to)
{
	const struct item *items = p->text->items;
	const struct look *k = span_of(p, from)->look;
	uint32_t base = items[from].from, glyphs = 0;
	struct run r = {.face = k->face, .size = k->size, .y = p->y - k->raise, .colour = k->ink};

	for (uint32_t i = from; i < to; i++)
		glyphs += items[i].glyphs_n;
	r.text = arena_dupn(p->j->a, p->text->s + base, items[to - 1].to - base);
	r.glyphs = arena_array(p->j->a, struct placed, glyphs);
	r.tag = p->artifact ? TAG_ARTIFACT : span_of(p, from)->tag;
	for (uint32_t i = from; i < to; i++) {
		draw_cluster(p, &r, i, base);
		r.gap |= i + 1 < to && has_gap(p, i);
	}
	if (ends_in_space(p, to)) {
		r.text = arena_printf(p->j->a, "%s ", r.text);
		r.gap = true;
	}
	if (r.glyphs_n)
		draw_put(p->j, p->page, r);
}

static bool joins(const struct span *a, const struct span *b)
{
	return a == b || (a->look->face == b->look->face && a->look->size == b->look->size &&
			     a->look->ink == b->look->ink && a->look->raise == b->look->raise &&
			     a->tag == b->tag);
}

/* A link that goes on right below, as in a cell, is one area: fewer stops for who tabs through. */
static bool draw_link_on(const struct pen *p, const struct link *l, mpt left, mpt width, mpt bottom)
{
	struct area_link *last = NULL;

	if (p->page->links_n)
		last = &p->page->links[p->page->links_n - 1];
	if (!last || last->tag != l->tag || last->x != left ||
	    bottom - last->y - last->h > 2 * last->h)
		return false;
	last->w = MAX(last->w, width);
	last->h = bottom - last->y;
	return true;
}

static void draw_link(const struct pen *p, const struct link *l, uint32_t from, uint32_t to)
{
	const struct item *last = &p->text->items[to - 1];
	mpt size = span_of(p, from)->look->size, left = p->x + p->at[from - p->from];
	mpt right = p->x + p->at[to - 1 - p->from] + last->width;
	mpt top = p->y - span_of(p, from)->look->raise - size;

	if (p->artifact || (!l->dest && !l->url) ||
	    draw_link_on(p, l, left, right - left, top + size * 5 / 4))
		return;
	*VEC_PUSH(p->j->a, p->page->links, p->page->links_n, caps_of(p->j, p->page)->links) =
	    (struct area_link){
		left, top, right - left, size * 5 / 4, l->dest, l->url, l->words, l->tag};
}

static void draw_items(const struct pen *p, uint32_t from, uint32_t to)
{
	for (uint32_t i = from, k; i < to; i = k) {
		for (k = i + 1; k < to && joins(span_of(p, i), span_of(p, k));)
			k++;
		draw_run(p, i, k);
	}
	for (uint32_t i = from, k; i < to; i = k) {
		for (k = i + 1; k < to && span_of(p, k)->link == span_of(p, i)->link;)
			k++;
		if (span_of(p, i)->link)
			draw_link(p, span_of(p, i)->link, i, k);
	}
}

static void check_width(const struct block *b, struct line l, mpt right)
{
	if (right > b->width + b->look->size / 50)
		diag(b->place, DIAG_ERROR, "line-overfull", "“%.*s” is wider than its column",
		    (int)MIN(b->text->items[l.to - 1].to - b->text->items[l.from].from, 48),
		    b->text->s + b->text->items[l.from].from);
}

void draw_line(struct job *j, struct page *page, const struct block *b, size_t line, mpt x, mpt y,
    bool artifact)
{
	struct line l = b->lines[line];
	struct setting m = {b->width, b->look->indent, b->ragged, false};
	struct pen p = {j, page, b->text, NULL, l.from, l.to, x, y, artifact};

	p.at = arena_array(j->a, mpt, l.to - l.from);
	check_width(b, l, line_set(b->text, l, m, line == 0, b->look->align, p.at));
	draw_items(&p, l.from, l.to);
}

void draw_words(struct job *j, struct page *page, const struct look *look, const char *words, mpt x,
    mpt y, mpt width, int tag)
{
	struct block b = {.look = look, .width = width, .ragged = true};

	passage_put(j->a, &b.passage, (struct span){.text = words, .look = look, .tag = tag});
	b.text = text_shape(j->a, &b.passage, j->folios);
	b.lines_n = line_break(
	    j->breaker, j->a, b.text, (struct setting){.width = width, .ragged = true}, &b.lines);
	if (b.lines_n)
		draw_line(j, page, &b, 0, x, y, tag == TAG_ARTIFACT);
}

/* ------------------------------------------------------------------------ blocks */

static void draw_text(struct job *j, struct page *p, const struct block *b, size_t line, mpt y)
{
	const struct look *k = b->look;
	mpt x = left_of(j, p) + b->left, base = look_baseline(k, y);
	mpt width = b->width + b->code_room;

	if (k->grounded)
		draw_rule(j, p, x - k->left, y, width + k->left + k->right, k->leading, k->ground);
	if (k->bar)
		draw_rule(j, p, x - k->size, y, k->bar, k->leading, k->rule);
	if (k->over && line == 0)
		draw_rule(j, p, x, y - k->over, width, k->over, k->rule);
	if (k->under && line + 1 == b->lines_n)
		draw_rule(j, p, x, y + k->leading, width, k->under, k->rule);
	if (b->label && line == 0 && b->label->lines_n)
		draw_line(j, p, b->label, 0, x - label_room(b), base, false);
	draw_line(j, p, b, line, x, base, false);
	if (line + 1 == b->lines_n)
		code_draw(j, p, b, x, base);
	if (b->entry && line + 1 == b->lines_n)
		contents_draw(j, p, b, x, base);
}

/* ------------------------------------------------------------------------ tables */

static void draw_cell(struct job *j, struct page *p, const struct cell *c, mpt x, mpt y,
    size_t from, size_t to, bool artifact)
{
	size_t k = 0;

	for (size_t i = 0; i < c->texts_n; i++) {
		const struct block *b = c->texts[i];

		for (size_t line = 0; line < b->lines_n; line++, k++) {
			mpt base = look_baseline(b->look, y + (mpt)(k - from) * b->look->leading);

			if (k < from || k >= to)
				continue;
			if (b->label && line == 0 && b->label->lines_n)
				draw_line(
				    j, p, b->label, 0, x + b->left - label_room(b), base, artifact);
			draw_line(j, p, b, line, x + b->left, base, artifact);
		}
	}
}

static void draw_row(struct job *j, struct page *p, const struct table *t, const struct row *r,
    mpt y, size_t from, size_t to, bool artifact)
{
	mpt em = t->block->look->size, left = left_of(j, p) + t->left;
	mpt leading = t->block->look->leading;
	mpt padding = from == 0 ? (r->height - (mpt)r->lines_n * leading) / 2 : 0;

	if (r->look->grounded)
		draw_rule(j, p, left, y, t->width,
		    to - from == r->lines_n ? r->height : (mpt)(to - from) * leading + padding,
		    r->look->ground);
	for (const struct cell *c = r->cells; c < r->cells + r->n; c++) {
		mpt x = left + em / 2;

		for (int k = 0; k < c->column; k++)
			x += t->widths[k];
		if (c->rows == 1 || from == 0)
			draw_cell(j, p, c, x, y + padding, from, c->rows == 1 ? to : c->lines_n,
			    artifact);
	}
}

/* What cells over several rows say again where a page goes on with them. */
static void draw_labels(struct job *j, struct page *p, const struct table *t, size_t row, mpt y)
{
	const struct cell *before = NULL;
	mpt x = left_of(j, p) + t->left + t->block->look->size / 2;

	for (int k = 0; k < (int)t->columns; x += t->widths[k++]) {
		const struct cell *c = span_over(t, row, k);

		for (size_t i = 0; c && c != before && c->again && i < c->again->lines_n; i++)
			draw_line(j, p, c->again, i, x,
			    look_baseline(c->again->look,
				y + c->block->look->padding + (mpt)i * c->again->look->leading),
			    true);
		before = c;
	}
}

/* The rule under a row, but for columns where a cell goes on below. */
static void row_rule(struct job *j, struct page *p, const struct table *t, size_t row, mpt y)
{
	const struct look *k = t->rows[row].look;
	mpt x = left_of(j, p) + t->left;

	for (int from = 0, to; from < (int)t->columns && k->under; from = to) {
		mpt width = t->widths[from];
		bool open = span_over(t, row + 1, from);

		for (to = from + 1; to < (int)t->columns && !span_over(t, row + 1, to) == !open;
		     to++)
			width += t->widths[to];
		if (!open)
			draw_rule(j, p, x, y - k->under / 2, width, k->under, k->rule);
		x += width;
	}
}

static void table_rule(
    struct job *j, struct page *p, const struct table *t, mpt y, mpt h, colour ink)
{
	if (h)
		draw_rule(j, p, left_of(j, p) + t->left, y - h / 2, t->width, h, ink);
}

/* The header rows, with the rule above them. */
static mpt draw_head(struct job *j, struct page *p, const struct table *t, mpt y, bool artifact)
{
	const struct look *k = t->block->look;
	mpt top = y;

	for (size_t i = 0; i < t->head_n; i++) {
		draw_row(j, p, t, &t->rows[i], y, 0, t->rows[i].lines_n, artifact);
		y += t->rows[i].height;
	}
	table_rule(j, p, t, top, k->over, k->rule); /* over the ground of the header */
	if (t->head_n)
		table_rule(j, p, t, y, t->rows[t->head_n - 1].look->under,
		    t->rows[t->head_n - 1].look->rule);
	return y;
}

/* What a page that goes on with a table begins with. */
static void draw_again(struct job *j, struct page *p, const struct slip *s)
{
	const struct table *t = s->table;
	mpt y = top_of(j, (int)(p - j->print->pages));

	for (size_t i = 0; t->again && i < t->again->lines_n; i++, y += t->again->look->leading)
		draw_line(j, p, t->again, i, left_of(j, p) + t->again->left,
		    look_baseline(t->again->look, y), true);
	if (t->again)
		y += t->again->look->after;
	y = draw_head(j, p, t, y, true);
	draw_labels(j, p, t, s->row, y);
}

/* A row and the rule under it: the table's own when the page or the table ends here. */
static void draw_slice(struct job *j, struct page *p, const struct slip *s, bool ends, mpt y)
{
	const struct table *t = s->table;
	const struct row *r = &t->rows[s->row];

	draw_row(j, p, t, r, y, s->from, s->to, false);
	if (!t->head_n && s->row == 0 && s->from == 0)
		table_rule(j, p, t, y, t->block->look->over, t->block->look->rule);
	if (ends)
		table_rule(j, p, t, y + s->height, t->block->look->under, t->block->look->rule);
	else if (s->to == r->lines_n)
		row_rule(j, p, t, s->row, y + s->height);
}

/* ------------------------------------------------------------------------- pages */

void anchors_place(struct anchor *a, int page, mpt y)
{
	for (; a; a = a->next) {
		a->page = page;
		a->y = y;
	}
}

static void place_slip(const struct slip *s, int page, mpt y)
{
	if (s->kind == SLIP_LINE)
		index_see_line(s->block, s->from, page, y);
	else if (s->kind == SLIP_ROW)
		index_see_row(&s->table->rows[s->row], s->from, s->to, page, y);
	if ((s->kind == SLIP_LINE && s->from == 0) || s->kind == SLIP_FIGURE) {
		anchors_place(s->block->anchors, page, y);
		if (s->block->label)
			anchors_place(s->block->label->anchors, page, y);
		s->block->page = page;
		s->block->y = y;
	} else if (s->kind == SLIP_ROW && s->from == 0) {
		anchors_place(s->table->rows[s->row].anchors, page, y);
	} else if (s->kind == SLIP_HEAD) {
		for (size_t i = 0; i < s->table->head_n; i++)
			anchors_place(s->table->rows[i].anchors, page, y);
	}
}

/* Beside the text before it, at the right edge; else in its place. */
static void draw_figure(struct job *j, struct page *p, const struct block *b, mpt y)
{
	mpt x = left_of(j, p) + b->left;

	assert(b);
	if (b->beside) {
		x = left_of(j, p) + j->paper->measure - figure_width(b);
		y = b->beside->y - b->look->before;
	}
	figure_draw(j, p, b, x, y);
}

static void draw_slip(struct job *j, struct page *p, const struct slip *s, bool ends, mpt y)
{
	switch (s->kind) {
	case SLIP_LINE:
		assert(s->block);
		draw_text(j, p, s->block, s->from, y);
		break;
	case SLIP_HEAD:
		draw_head(j, p, s->table, y, false);
		break;
	case SLIP_ROW:
		draw_slice(j, p, s, ends, y);
		break;
	case SLIP_RULE:
		assert(s->block);
		draw_rule(j, p, left_of(j, p) + s->block->left, y + s->height / 2,
		    j->paper->measure - s->block->inset, MAX(s->block->look->under, 250),
		    s->block->look->rule);
		break;
	case SLIP_FIGURE:
		draw_figure(j, p, s->block, y);
		break;
	default:
		break;
	}
}

static void draw_shape(struct job *j, struct page *p, const struct shape *s)
{
	struct segment *segments;

	if (!s->segments_n) {
		draw_rule(j, p, s->x, s->y, s->w, s->h, s->ink);
		return;
	}
	segments = arena_array(j->a, struct segment, s->segments_n);
	memcpy(segments, s->segments, s->segments_n * sizeof(*segments));
	draw_path(j, p,
	    (struct path){.segments = segments,
		.n = s->segments_n,
		.filled = true,
		.fill = s->ink,
		.tag = TAG_ARTIFACT});
}

static void draw_page(struct job *j, const struct part *p, struct sheet s, int page, bool ink)
{
	struct cursor c = cursor_begin(j, p, s.from);
	struct page *out = ink ? &j->print->pages[page] : NULL;

	for (size_t i = 0; ink && s.from == 0 && i < p->look->shapes_n; i++)
		draw_shape(j, out, &p->look->shapes[i]);
	if (ink && s.from < s.to && slip_continues(p, s.from))
		draw_again(j, out, &p->slips[s.from]);
	for (size_t i = s.from; i < s.to; i++) {
		const struct slip *slip = &p->slips[i];
		bool ends =
		    i + 1 == s.to || slip[1].kind != SLIP_ROW || slip[1].table != slip->table;
		mpt y = top_of(j, page) + cursor_take(&c, slip);

		place_slip(slip, page, j->turned ? j->paper->top : y);
		if (ink)
			draw_slip(j, out, slip, ends, y);
	}
}

static void turn_box(const struct page *p, mpt *x, mpt *y, mpt *w, mpt *h)
{
	mpt left = *y, width = *h;

	*y = p->height - *x - *w;
	*h = *w;
	*x = left;
	*w = width;
}

/* What was drawn on a page that lies on its side stands up. */
static void turn_page(struct page *p)
{
	for (size_t i = 0; i < p->runs_n; i++)
		p->runs[i].turned = true;
	for (size_t i = 0; i < p->rules_n; i++)
		turn_box(p, &p->rules[i].x, &p->rules[i].y, &p->rules[i].w, &p->rules[i].h);
	for (size_t i = 0; i < p->links_n; i++)
		turn_box(p, &p->links[i].x, &p->links[i].y, &p->links[i].w, &p->links[i].h);
}

/* A sheet is a page, or a column of one. */
static void draw_columns(
    struct job *j, const struct part *p, const struct sheet *s, size_t n, int page, bool ink)
{
	for (size_t i = 0; i < n; i++) {
		int on = (int)i / p->columns, column = (int)i % p->columns;

		j->column = (struct point){column * p->step, on == 0 ? p->top : 0};
		draw_page(j, p, s[i], page + on, ink);
	}
	j->column = (struct point){0};
}

void draw_part(
    struct job *j, const struct part *p, const struct sheet *s, size_t n, int page, bool ink)
{
	struct rest rest = {0};

	if (p->columns) {
		draw_columns(j, p, s, n, page, ink);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		j->turned = p->turned;
		draw_page(j, p, s[i], page + (int)i, ink);
		notes_draw(j, p, s[i], page + (int)i, ink, &rest);
		if (ink && p->turned)
			turn_page(&j->print->pages[page + (int)i]);
		j->turned = false;
	}
}

void draw_begin(struct job *j, size_t pages)
{
	struct print *p = j->print;

	p->pages = arena_array(j->a, struct page, pages);
	j->caps = arena_array(j->a, struct page_caps, pages);
	p->pages_n = pages;
	for (size_t i = 0; i < pages; i++) {
		p->pages[i].width = j->paper->width;
		p->pages[i].height = j->paper->height;
		p->pages[i].label = folio_words(j, (int)i);
	}
}
