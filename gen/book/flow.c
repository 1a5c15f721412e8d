/*
 * Blocks → slips, the pieces of a column that no page break divides: lines,
 * rows, white. Each says what a page break after it costs: never after a
 * heading and the first of what follows it, never after the first line of a
 * paragraph or before its last one, never between a table's caption, header and
 * first rows (CLREQ, orphans and widows; JLREQ 4.4). What begins on a new page starts a
 * new part.
 *
 * Every block fills whole line pitches, so that all pages stay on one grid:
 * headings take what is missing above, other blocks below (SLIP_PAD).
 */
#include "book/book_parts.h"
#include "book/figure_parts.h"

#include <assert.h>
#include <string.h>

enum {
	KEEP_INSIDE = 60,  /* a break inside a paragraph, against one after it */
	KEEP_LONE = 60000, /* a table's first or last row alone on its page */
	KEEP_FEW = 1500,   /* the same in a table of two or three rows, which has no row to give */
	KEEP_STUB = 1000,  /* two rows there: rather ten lines empty */
};

struct maker {
	struct job *j;
	struct flow *f;
	enum matter matter;
	bool heading; /* the last block was one that stays with what follows */
	int hold;     /* lines that must still follow a heading on its page */
	bool over;    /* columns have ended: what comes begins a page */
};

/* ----------------------------------------------------------------------- lines */

static struct setting setting_of(const struct block *b, bool ragged)
{
	return (struct setting){b->width, b->look->indent, ragged, b->look->balance};
}

/* The item some way before or after one, inside the text. */
static const struct item *item_near(const struct text *t, uint32_t i, int by)
{
	int64_t k = (int64_t)i + by;

	return &t->items[MAX(MIN(k, (int64_t)t->n - 1), 0)];
}

/*
 * A line that ends where none should: show what stands around its end. In a narrow
 * column a label has to be divided now and then (D6): that is only noted.
 */
static void report_torn(const struct text *t, const struct line *l, struct place p)
{
	assert(t);
	uint32_t from = item_near(t, l->to, -6)->from, at = t->items[l->to - 1].to;
	uint32_t to = item_near(t, l->to, 4)->to;
	const struct span *span = &t->spans[t->items[l->to - 1].span];

	diag(span->place.file ? span->place : p, l->torn == TEAR_LABEL ? DIAG_NOTE : DIAG_WARNING,
	    "line-torn", "a line had to end inside “%.*s|%.*s”", (int)(at - from), t->s + from,
	    (int)(to - at), t->s + at);
}

void block_shape(struct job *j, struct block *b)
{
	if (b->text && (!b->passage.refers || b->room == j->room))
		return;
	if (b->passage.refers && !b->room)
		*VEC_PUSH(j->a, j->referring, j->referring_n, j->referring_cap) = b;
	b->room = j->room;
	b->text = text_shape(j->a, &b->passage, j->folios);
	b->lines = NULL;
}

void block_break(struct job *j, struct block *b, mpt width, bool ragged)
{
	block_shape(j, b);
	if (b->lines && b->width == width) {
		block_set(b, &b->fall);
		return;
	}
	b->width = width;
	b->ragged = ragged || b->look->align != ALIGN_JUSTIFY || width < NARROW * b->look->size;
	b->lines_n = line_break(j->breaker, j->a, b->text, setting_of(b, b->ragged), &b->lines);
	b->fall = (struct fit){b->lines, b->lines_n};
	b->near = NULL;
	for (size_t i = 0; i < b->lines_n; i++)
		if (b->lines[i].torn > TEAR_PHRASE)
			report_torn(b->text, &b->lines[i], b->place);
}

/* ----------------------------------------------------------------------- parts */

static struct part *part_now(struct maker *m)
{
	return m->f->n ? &m->f->parts[m->f->n - 1] : NULL;
}

static void part_begin(struct maker *m, const struct look *look)
{
	struct part *p = part_now(m);

	if (!p || p->n) {
		p = VEC_PUSH(m->j->a, m->f->parts, m->f->n, m->f->cap);
		*p = (struct part){0};
	}
	m->heading = false;
	p->matter = m->matter;
	if (!p->look || look->shapes_n || look->quiet)
		p->look = look;
	m->hold = 0;
}

static struct slip *slip_put(struct maker *m, enum slip_kind kind, mpt height, int32_t keep)
{
	struct part *p = part_now(m);
	struct slip *s;

	s = VEC_PUSH(m->j->a, p->slips, p->n, p->cap);
	*s = (struct slip){.kind = kind, .height = height, .keep = keep};
	return s;
}

static mpt up_to_grid(mpt h, mpt pitch)
{
	return (h + pitch - 1) / pitch * pitch;
}

static void enter(struct maker *m, const struct block *b)
{
	bool other = b->look->matter != MATTER_SAME && b->look->matter != m->matter;
	bool turned = m->f->n && part_now(m)->turned; /* upright again */

	if (other)
		m->matter = b->look->matter;
	if (other || turned || m->over || !m->f->n || (b->look->fresh && !m->heading))
		part_begin(m, b->look);
	m->over = false;
}

/* A slip after a heading stays with it until enough lines follow. */
static int32_t held(struct maker *m, int32_t keep, int lines)
{
	if (m->hold > 0)
		m->hold -= lines;
	return m->hold > 0 ? KEEP_NEVER : keep;
}

/* ---------------------------------------------------------------------- blocks */

static void put_white(struct maker *m, mpt height)
{
	if (height > 0)
		slip_put(m, SLIP_WHITE, height, KEEP_NEVER);
}

static void put_pad(struct maker *m, mpt height)
{
	struct part *p = part_now(m);
	int32_t keep = p->n ? p->slips[p->n - 1].keep : KEEP_NEVER;

	if (p->n)
		p->slips[p->n - 1].keep = KEEP_NEVER;
	slip_put(m, SLIP_PAD, height, keep);
}

/* Columns hold text only. */
static void check_columns(struct maker *m, struct place p)
{
	if (part_now(m)->columns)
		diag(p, DIAG_ERROR, "book-columns",
		    "a table, a drawing or the mark of a note stands in columns");
}

static int32_t line_keep(const struct block *b, size_t i)
{
	if (i + 1 == b->lines_n)
		return b->look->keep ? KEEP_NEVER : KEEP_FREE;
	return i == 0 || i + 2 == b->lines_n ? KEEP_NEVER : KEEP_INSIDE;
}

static void put_text(struct maker *m, struct block *b)
{
	const struct look *k = b->look;
	mpt pitch = m->j->paper->pitch, before = k->before, height, odd;

	code_make(m->j, b);
	block_break(m->j, b, m->j->paper->measure - b->inset - b->code_room, false);
	if (b->label)
		block_break(m->j, b->label, label_room(b), true);
	height = before + (mpt)b->lines_n * k->leading + k->after;
	odd = up_to_grid(height, pitch) - height;
	if (k->keep)
		before += odd;
	if (k->at)
		slip_put(m, SLIP_PLACE, k->at - m->j->paper->top, KEEP_NEVER);
	put_white(m, before);
	for (size_t i = 0; i < b->lines_n; i++) {
		int32_t keep = line_keep(b, i);
		struct slip *s =
		    slip_put(m, SLIP_LINE, k->leading, k->keep ? KEEP_NEVER : held(m, keep, 1));

		s->block = b;
		s->from = (uint32_t)i;
		notes_hang(m->j, s, part_now(m)->turned);
		if (s->notes)
			check_columns(m, b->place);
	}
	if (k->after > 0 || (odd > 0 && !k->keep))
		put_pad(m, k->after);
	if (k->keep)
		m->hold = 2;
	m->heading = k->keep && !b->entry; /* what is fresh may not begin below a list */
}

static void put_rule(struct maker *m, struct block *b)
{
	put_white(m, b->look->before);
	slip_put(m, SLIP_RULE, m->j->paper->pitch, KEEP_FREE)->block = b;
	if (b->look->after)
		put_pad(m, b->look->after);
	m->heading = false;
}

/* ---------------------------------------------------------------------- tables */

/* The caption of later parts: 续表3-1 and the same words. */
static struct block *caption_again(struct job *j, const struct table *t)
{
	struct block *b;

	if (!t->caption)
		return NULL;
	b = block_new(j, NULL, BLOCK_TEXT, t->caption->look, TAG_ARTIFACT);
	b->left = t->caption->left;
	b->inset = t->caption->inset;
	for (size_t i = 0; i < t->caption->passage.n; i++) {
		struct span s = t->caption->passage.spans[i];

		if (i == 0 && t->number)
			s.text = arena_printf(j->a, "续%s", s.text);
		s.tag = TAG_ARTIFACT;
		s.link = NULL;
		passage_put(j->a, &b->passage, s);
	}
	return b;
}

static void put_caption(struct maker *m, struct table *t)
{
	struct job *j = m->j;
	mpt width = t->width;

	if (!t->caption)
		return;
	if (!t->again)
		t->again = caption_again(j, t);
	block_break(j, t->caption, width, true);
	block_break(j, t->again, width, true);
	for (size_t i = 0; i < t->caption->lines_n; i++) {
		struct slip *s = slip_put(m, SLIP_LINE, t->caption->look->leading, KEEP_NEVER);

		s->block = t->caption;
		s->from = (uint32_t)i;
		notes_hang(m->j, s, part_now(m)->turned);
	}
	put_white(m, t->caption->look->after);
}

static void put_head(struct maker *m, struct table *t)
{
	struct slip *s;
	mpt height = 0;

	for (size_t i = 0; i < t->head_n; i++)
		height += t->rows[i].height;
	if (!t->head_n)
		return;
	s = slip_put(m, SLIP_HEAD, height, KEEP_NEVER);
	s->table = t;
	notes_hang(m->j, s, part_now(m)->turned);
}

/* F4: no part with one row only, and better none with two. */
static int32_t row_keep(const struct table *t, size_t i)
{
	size_t n = t->n - t->head_n, above = i - t->head_n + 1, below = n - above;
	size_t few = MIN(above, below);

	if (below == 0 || few > 2)
		return KEEP_FREE;
	if (few == 2)
		return n >= 6 ? KEEP_STUB : KEEP_FREE;
	return n >= 4 ? KEEP_LONE : KEEP_FEW;
}

static void put_slice(
    struct maker *m, struct table *t, size_t row, size_t from, size_t to, int32_t keep)
{
	const struct row *r = &t->rows[row];
	mpt leading = t->block->look->leading,
	    padding = (r->height - (mpt)r->lines_n * leading) / 2;
	mpt height = (mpt)(to - from) * leading + (from == 0 ? padding : 0) +
		     (to == r->lines_n ? padding : 0);
	struct slip *s = slip_put(m, SLIP_ROW, height, keep);

	s->table = t;
	s->row = (uint32_t)row;
	s->from = (uint32_t)from;
	s->to = (uint32_t)to;
	notes_hang(m->j, s, part_now(m)->turned);
}

static mpt page_height(struct maker *m)
{
	return part_height(m->j, part_now(m));
}

/* Whether nothing stands before slip `to`. */
static bool is_blank(const struct part *p, size_t to)
{
	for (size_t i = 0; i < to; i++)
		if (p->slips[i].kind != SLIP_WHITE && p->slips[i].kind != SLIP_PAD)
			return false;
	return true;
}

/* What a part has from a slip on begins a new one. */
static void move_slips(struct maker *m, const struct look *look, size_t part, size_t from)
{
	size_t end = m->f->parts[part].n;

	part_begin(m, look);
	for (size_t i = from; i < end && m->f->n - 1 != part; i++) {
		struct slip s = m->f->parts[part].slips[i];

		*slip_put(m, s.kind, s.height, s.keep) = s;
	}
	if (m->f->n - 1 != part)
		m->f->parts[part].n = is_blank(&m->f->parts[part], from) ? 0 : from;
}

/*
 * A wide table has pages of its own, on their side; headings that stay with it
 * go there too, but for a chapter's, which has its page.
 */
static void turn_page(struct maker *m, const struct block *b)
{
	struct part *p = part_now(m);
	size_t from = p->n, end = p->n, index = m->f->n - 1;

	while (from > 0 && p->slips[from - 1].keep == KEEP_NEVER)
		from--;
	for (size_t i = from; i < end; i++)
		if (p->slips[i].kind == SLIP_LINE && p->slips[i].block->level == 1)
			from = end;
	while (from < end && (p->slips[from].kind == SLIP_WHITE || p->slips[from].kind == SLIP_PAD))
		from++;
	move_slips(m, b->look, index, from);
	p = part_now(m);
	p->turned = true;
	for (size_t i = 0; i < p->n; i++)
		notes_hang(m->j, &p->slips[i], true);
}

/* A row is divided only when it is taller than two thirds of a page, or than what the table's
 * header leaves of one, two lines at least on each side. */
static void put_row(struct maker *m, struct table *t, size_t row)
{
	const struct row *r = &t->rows[row];
	mpt page = page_height(m);
	int32_t keep = held(m, row_keep(t, row), 2);

	if (span_holds(m->j, t, row, page - table_repeated(t)))
		keep = KEEP_NEVER;

	if (r->height <= MIN(page * 2 / 3, page - table_repeated(t))) {
		put_slice(m, t, row, 0, r->lines_n, keep);
		return;
	}
	for (size_t i = 0; i < r->lines_n; i++) {
		bool edge = i == 0 || i + 2 == r->lines_n;

		put_slice(m, t, row, i, i + 1,
		    i + 1 == r->lines_n ? keep
		    : edge              ? KEEP_NEVER
					: KEEP_INSIDE * 10);
	}
}

/* What is repeated must leave room for rows, or they would run out of the page. */
static void check_head(struct maker *m, const struct table *t)
{
	if (table_repeated(t) <= page_height(m) / 2)
		return;
	diag(t->block->place, DIAG_ERROR, "book-header",
	    "the caption and header of a table take more than half a page");
	diag_hint("shorten them, or make the column wider");
}

static void put_table(struct maker *m, struct block *b)
{
	struct table *t = b->table;
	struct job *j = m->j;
	mpt width = j->paper->measure - b->inset;

	if (t->asked != width || (t->refers && t->room != j->room)) {
		t->left = b->left;
		t->width = t->asked = width;
		t->room = j->room;
		table_fit(j, t);
	}
	if (!t->n)
		return;
	check_columns(m, b->place);
	if (t->turned)
		turn_page(m, b);
	put_white(m, b->look->before);
	put_caption(m, t);
	check_head(m, t);
	put_head(m, t);
	for (size_t i = t->head_n; i < t->n; i++)
		put_row(m, t, i);
	put_pad(m, b->look->after);
	m->heading = false;
}

/* --------------------------------------------------------------------- drawings */

/* What the text beside a drawing has taken of the column, from the drawing's top on. */
static mpt taken_beside(const struct part *p, const struct block *b)
{
	mpt taken = b->look->before;

	for (size_t i = p->n; i-- > 0;) {
		taken += p->slips[i].height;
		if (p->slips[i].block == b->beside && p->slips[i].from == 0)
			return taken;
	}
	return 0;
}

static void put_beside(struct maker *m, struct block *b)
{
	mpt over = figure_height(b) - taken_beside(part_now(m), b);
	struct slip *s = slip_put(
	    m, SLIP_FIGURE, over > 0 ? up_to_grid(over, m->j->paper->pitch) : 0, KEEP_NEVER);

	s->block = b;
	for (size_t i = part_now(m)->n; i-- > 0;) {
		struct block *text = part_now(m)->slips[i].block;

		if (text)
			text->stiff = true;
		if (text == b->beside)
			break;
	}
}

static bool is_captioned(const struct block *b)
{
	return b->next && b->next->element && strcmp(b->next->element->name, "figcaption") == 0;
}

/* The height of what stays with the drawing that comes next: a heading, and a line of text. */
static mpt held_above(const struct maker *m)
{
	const struct part *p = &m->f->parts[m->f->n - 1];
	mpt height = 0;

	for (size_t i = p->n; i-- > 0 && p->slips[i].keep == KEEP_NEVER;)
		height += p->slips[i].height;
	return height;
}

/* A drawing is never divided, and stays with its caption. */
static void put_figure(struct maker *m, struct block *b)
{
	int32_t keep = is_captioned(b) ? KEEP_NEVER : KEEP_FREE;

	check_columns(m, b->place);
	figure_fit(m->j, b, m->j->paper->measure - b->inset, held_above(m) + b->look->before);
	if (b->beside) {
		put_beside(m, b);
		return;
	}
	put_white(m, b->look->before);
	slip_put(m, SLIP_FIGURE, figure_height(b), held(m, keep, 2))->block = b;
	put_pad(m, b->look->after);
	m->heading = false;
}

/* --------------------------------------------------------------------- walking */

static void put_block(struct maker *m, struct block *b);

/* A term that is wider than the column for it stands on lines of its own, before the detail. */
static struct block *lift_label(struct maker *m, struct block *b)
{
	struct block *label = b->label;
	mpt room = label_room(b);
	struct look k;

	if (!label || !label->element)
		return NULL;
	block_break(m->j, label, MAX(room, label->look->size), true);
	if (room && label->lines_n == 1 && label->lines[0].torn == TEAR_FREE)
		return NULL;
	k = *label->look;
	k.keep = true;
	label->look = look_keep(m->j, k);
	label->parent = b->parent;
	label->left = b->left - room;
	label->inset = b->inset - room;
	label->next = b;
	b->label = NULL;
	return label;
}

/* What is in columns is a part for itself, below what stands on its page. */
static void begin_columns(struct maker *m, const struct block *b)
{
	struct part *p;

	part_begin(m, b->look);
	p = part_now(m);
	p->columns = b->look->columns;
	p->step = b->column + 2 * b->look->size;
}

/* A group that is not whole below what was there begins a page. */
static void keep_whole(struct maker *m, const struct look *look, size_t part, size_t from)
{
	const struct part *p = &m->f->parts[part];
	struct cursor c = cursor_begin(m->j, p, 0);

	for (size_t i = 0; i < p->n; i++)
		cursor_take(&c, &p->slips[i]);
	if (m->f->n - 1 == part && c.content > part_height(m->j, p))
		move_slips(m, look, part, from);
}

static void put_group(struct maker *m, struct block *b)
{
	mpt pitch = m->j->paper->pitch;
	size_t part = m->f->n - 1, from = part_now(m)->n;

	put_white(m, up_to_grid(b->look->before, pitch));
	if (b->column)
		begin_columns(m, b);
	for (struct block **at = &b->child; *at; at = &(*at)->next) {
		struct block *label = lift_label(m, *at);

		if (label)
			*at = label;
		put_block(m, *at);
	}
	if (b->look->after && part_now(m)->n)
		put_pad(m, b->look->after);
	m->over |= b->column > 0;
	if (b->look->whole && from > 0)
		keep_whole(m, b->look, part, from);
}

static void put_block(struct maker *m, struct block *b)
{
	enter(m, b);
	switch (b->kind) {
	case BLOCK_TEXT:
		put_text(m, b);
		break;
	case BLOCK_TABLE:
		put_table(m, b);
		break;
	case BLOCK_LINE:
		put_rule(m, b);
		break;
	case BLOCK_FIGURE:
		put_figure(m, b);
		break;
	default:
		put_group(m, b);
		break;
	}
}

/* With a heading of the first level; a line that stays with it may stand above. */
static bool begins_chapter(const struct part *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct block *b = p->slips[i].block;

		if (p->slips[i].kind == SLIP_LINE && (b->level || !b->look->keep))
			return b->level == 1;
	}
	return false;
}

void flow_make(struct job *j, struct flow *f)
{
	struct maker m = {.j = j, .f = f, .matter = MATTER_BODY};

	f->n = 0;
	put_block(&m, j->root);
	for (size_t i = 0; i < f->n; i++)
		f->parts[i].opener = begins_chapter(&f->parts[i]);
}
