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
#include "book/figure_parts.h"
#include "book/flow_parts.h"

#include <assert.h>
#include <string.h>

/* ----------------------------------------------------------------------- parts */

struct part *flow_part(struct maker *m)
{
	return m->f->n ? &m->f->parts[m->f->n - 1] : NULL;
}

static void part_begin(struct maker *m, const struct look *look)
{
	struct part *p = flow_part(m);

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

struct slip *slip_put(struct maker *m, enum slip_kind kind, mpt height, int32_t keep)
{
	struct part *p = flow_part(m);
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
	bool turned = m->f->n && flow_part(m)->turned; /* upright again */

	if (other)
		m->matter = b->look->matter;
	if (other || turned || m->over || !m->f->n || (b->look->fresh && !m->heading))
		part_begin(m, b->look);
	m->over = false;
}

/* A slip after a heading stays with it until enough lines follow. */
int32_t flow_held(struct maker *m, int32_t keep, int lines)
{
	if (m->hold > 0)
		m->hold -= lines;
	return m->hold > 0 ? KEEP_NEVER : keep;
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
void slips_move(struct maker *m, const struct look *look, size_t part, size_t from)
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

/* ---------------------------------------------------------------------- blocks */

void white_put(struct maker *m, mpt height)
{
	if (height > 0)
		slip_put(m, SLIP_WHITE, height, KEEP_NEVER);
}

void pad_put(struct maker *m, mpt height)
{
	struct part *p = flow_part(m);
	int32_t keep = p->n ? p->slips[p->n - 1].keep : KEEP_NEVER;

	if (p->n)
		p->slips[p->n - 1].keep = KEEP_NEVER;
	slip_put(m, SLIP_PAD, height, keep);
}

/* Columns hold text only. */
void columns_check(struct maker *m, struct place p)
{
	if (flow_part(m)->columns)
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
	white_put(m, before);
	for (size_t i = 0; i < b->lines_n; i++) {
		int32_t keep = line_keep(b, i);
		struct slip *s = slip_put(
		    m, SLIP_LINE, k->leading, k->keep ? KEEP_NEVER : flow_held(m, keep, 1));

		s->block = b;
		s->from = (uint32_t)i;
		notes_hang(m->j, s, flow_part(m)->turned);
		if (s->notes)
			columns_check(m, b->place);
	}
	if (k->after > 0 || (odd > 0 && !k->keep))
		pad_put(m, k->after);
	if (k->keep)
		m->hold = 2;
	m->heading = k->keep && !b->entry; /* what is fresh may not begin below a list */
}

static void put_rule(struct maker *m, struct block *b)
{
	white_put(m, b->look->before);
	slip_put(m, SLIP_RULE, m->j->paper->pitch, KEEP_FREE)->block = b;
	if (b->look->after)
		pad_put(m, b->look->after);
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
	mpt over = figure_height(b) - taken_beside(flow_part(m), b);
	struct slip *s = slip_put(
	    m, SLIP_FIGURE, over > 0 ? up_to_grid(over, m->j->paper->pitch) : 0, KEEP_NEVER);

	s->block = b;
	for (size_t i = flow_part(m)->n; i-- > 0;) {
		struct block *text = flow_part(m)->slips[i].block;

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

	columns_check(m, b->place);
	figure_fit(m->j, b, m->j->paper->measure - b->inset, held_above(m) + b->look->before);
	if (b->beside) {
		put_beside(m, b);
		return;
	}
	white_put(m, b->look->before);
	slip_put(m, SLIP_FIGURE, figure_height(b), flow_held(m, keep, 2))->block = b;
	pad_put(m, b->look->after);
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
	p = flow_part(m);
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
		slips_move(m, look, part, from);
}

static void put_group(struct maker *m, struct block *b)
{
	mpt pitch = m->j->paper->pitch;
	size_t part = m->f->n - 1, from = flow_part(m)->n;

	white_put(m, up_to_grid(b->look->before, pitch));
	if (b->column)
		begin_columns(m, b);
	for (struct block **at = &b->child; *at; at = &(*at)->next) {
		struct block *label = lift_label(m, *at);

		if (label)
			*at = label;
		put_block(m, *at);
	}
	if (b->look->after && flow_part(m)->n)
		pad_put(m, b->look->after);
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
		flow_table(m, b);
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
