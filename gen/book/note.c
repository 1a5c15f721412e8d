/*
 * Notes at the foot of the page where their marks stand (CLREQ). A list inside
 * an element whose look says `foot` is not printed in its place: each item is a
 * note, and the link that leads to it is its mark. Its lines take height from
 * the page of the line, or the row of a table, that has the mark; the last ones
 * of a page may run over to the next pages (page.c). Notes of a turned table lie
 * on their side below it.
 *
 * In the structure a Note stands in the element of its mark, with a Lbl that
 * leads back (ISO 14289-1, 7.9).
 */
#include "book/tree_parts.h"

#include <assert.h>
#include <string.h>

/* ----------------------------------------------------------------------- opening */

/* book.note: of a note's number, and the rule above the notes. */
static const struct look *note_look(struct job *j)
{
	if (!j->note_look)
		j->note_look = look_keep(j, style_own(j->sheet, j->paper, "note"));
	return j->note_look;
}

static const char *last_name(const struct anchor *a)
{
	while (a && a->next)
		a = a->next;
	return a ? a->name : NULL;
}

/* The first link to a place: links come before their notes. */
static struct link *find_mark(const struct job *j, const char *name)
{
	return name ? map_find(j->linked, name) : NULL;
}

/* The number before a note, a link back to its mark. */
static struct block *label_note(struct tree *t, const struct note *n, struct place p)
{
	struct job *j = t->job;
	int tag = tag_new(j, "Lbl", n->tag);
	struct link *l = arena_new_of(j->a, struct link);
	struct block *b = block_new(j, NULL, BLOCK_TEXT, note_look(j), tag);

	*l = (struct link){.dest = n->mark->from, .words = n->mark->shown, .place = p};
	if (l->dest)
		l->tag = tag = tag_new(j, "Link", tag_new(j, "Reference", tag));
	b->place = p;
	passage_put(j->a, &b->passage,
	    (struct span){.text = n->mark->shown,
		.look = b->look,
		.link = l->dest ? l : NULL,
		.tag = tag,
		.place = p});
	return b;
}

void note_open(struct tree *t, const struct element *e, struct place p)
{
	struct job *j = t->job;
	struct note *n = arena_new_of(j->a, struct note);

	n->mark = find_mark(j, last_name(t->pending));
	n->tag = tag_new(j, "Note", n->mark ? n->mark->home->tag : 0);
	j->notes_n++;
	j->print->tags[n->tag].id = arena_printf(j->a, "note-%zu", j->notes_n);
	n->block = block_new(j, NULL, BLOCK_GROUP, t->top->opened.look, n->tag);
	n->block->element = e;
	n->block->place = p;
	t->note = n;
	t->here = n->block;
	t->label = NULL;
	if (!n->mark) {
		diag(p, DIAG_WARNING, "book-note", "no mark leads to this note");
		diag_hint("it is not printed");
		return;
	}
	n->mark->note = n;
	n->mark->home->passage.noted = true;
	t->label = label_note(t, n, p);
}

/* ----------------------------------------------------------------------- measuring */

mpt notes_height(struct job *j, int lines)
{
	return j->paper->pitch + lines * note_look(j)->leading;
}

int notes_room(struct job *j, mpt height)
{
	height -= j->paper->pitch;
	return height > 0 ? height / note_look(j)->leading : 0;
}

static void gather(struct job *j, struct note *n, struct block *b)
{
	if (b->kind == BLOCK_TEXT)
		*VEC_PUSH(j->a, n->texts, n->texts_n, n->texts_cap) = b;
	else if (b->kind != BLOCK_GROUP)
		diag(b->place, DIAG_ERROR, "book-note-block", "a note holds text and lists only");
	for (struct block *c = b->child; c; c = c->next)
		gather(j, n, c);
}

static void break_note(struct job *j, struct note *n, mpt width)
{
	if (!n->texts_n)
		gather(j, n, n->block);
	n->lines_n = 0;
	for (size_t i = 0; i < n->texts_n; i++) {
		struct block *b = n->texts[i];

		block_break(j, b, width - b->inset, false);
		if (b->label)
			block_break(j, b->label, b->parent->look->label, true);
		n->lines_n += b->lines_n;
	}
}

/* --------------------------------------------------------------------------- marks */

/* A slip while its marks are looked for. */
struct hook {
	struct job *j;
	struct slip *slip;
	mpt width; /* of its notes */
};

static void hang(const struct hook *h, struct note *n)
{
	struct note **end = &h->slip->notes;

	while (*end)
		end = &(*end)->next;
	n->next = NULL;
	*end = n;
	break_note(h->j, n, h->width);
}

static void hang_line(const struct hook *h, const struct block *b, size_t line)
{
	const struct link *before = NULL;

	if (!b->passage.noted)
		return;
	for (uint32_t i = b->lines[line].from; i < b->lines[line].to; i++) {
		const struct link *l = b->text->spans[b->text->items[i].span].link;

		if (l && l != before && l->note)
			hang(h, l->note);
		before = l;
	}
}

/* Lines from..to of the cells of a row. */
static void hang_row(const struct hook *h, const struct row *r, size_t from, size_t to)
{
	for (const struct cell *c = r->cells; c < r->cells + r->n; c++) {
		size_t k = 0;

		for (size_t i = 0; i < c->texts_n; i++)
			for (size_t line = 0; line < c->texts[i]->lines_n; line++, k++)
				if (k >= from && k < to)
					hang_line(h, c->texts[i], line);
	}
}

void notes_hang(struct job *j, struct slip *s, bool turned)
{
	struct hook h = {j, s, turned ? j->paper->lines * j->paper->pitch : j->paper->measure};

	s->notes = NULL;
	if (!j->notes_n)
		return;
	if (s->kind == SLIP_LINE)
		hang_line(&h, s->block, s->from);
	else if (s->kind == SLIP_ROW)
		hang_row(&h, &s->table->rows[s->row], s->from, s->to);
	else if (s->kind == SLIP_HEAD)
		for (size_t i = 0; i < s->table->head_n; i++)
			hang_row(&h, &s->table->rows[i], 0, s->table->rows[i].lines_n);
}

/* ------------------------------------------------------------------------- drawing */

/* The foot of a page while it is filled. */
struct foot {
	struct job *j;
	struct page *page; /* NULL: nothing is drawn */
	int number;        /* of the page */
	mpt y;
	int left; /* lines */
};

static void put_line(const struct foot *f, struct block *b, size_t line)
{
	mpt x = draw_left(f->j, f->number) + b->left, base = look_baseline(b->look, f->y);
	mpt y = f->j->turned ? f->j->paper->top : f->y;

	if (line == 0) {
		anchors_place(b->anchors, f->number, y);
		b->page = f->number;
		b->y = y;
	}
	if (!f->page) {
		index_see_line(b, line, f->number, y);
		return;
	}
	if (b->label && line == 0 && b->label->lines_n)
		draw_line(f->j, f->page, b->label, 0, x - b->parent->look->label, base, false);
	draw_line(f->j, f->page, b, line, x, base, false);
}

/* Lines of a note from `from` on, as many as have room; which one is next. */
static size_t put_note(struct foot *f, const struct note *n, size_t from)
{
	size_t k = 0;

	for (size_t i = 0; i < n->texts_n; i++) {
		for (size_t line = 0; line < n->texts[i]->lines_n; line++, k++) {
			if (k < from)
				continue;
			if (!f->left)
				return k;
			put_line(f, n->texts[i], line);
			f->y += note_look(f->j)->leading;
			f->left--;
		}
	}
	return k;
}

/* As many lines of the notes that are still to come as have room. */
static void put_notes(struct foot *f, struct rest *r)
{
	size_t k = 0;

	while (k < r->n && f->left) {
		r->line = put_note(f, r->notes[k], r->line);
		if (r->line < r->notes[k]->lines_n)
			break;
		r->line = 0;
		k++;
	}
	r->n -= k;
	memmove(r->notes, r->notes + k, r->n * sizeof(*r->notes));
}

/* Where the notes of a page end. */
static mpt foot_of(const struct job *j, int page)
{
	return j->turned ? page_left(j, page) + j->paper->measure
			 : j->paper->top + j->paper->lines * j->paper->pitch;
}

void notes_draw(
    struct job *j, const struct part *p, struct sheet s, int page, bool ink, struct rest *r)
{
	const struct look *k = note_look(j);
	struct foot f = {.j = j, .page = ink ? &j->print->pages[page] : NULL, .number = page};

	for (size_t i = s.from; i < s.to; i++)
		for (const struct note *n = p->slips[i].notes; n; n = n->next)
			*VEC_PUSH(j->a, r->notes, r->n, r->cap) = n;
	if (!s.notes || !r->n)
		return;
	f.left = s.notes;
	f.y = foot_of(j, page) - s.notes * k->leading;
	if (ink && k->over)
		draw_rule(j, f.page, draw_left(j, page), f.y - j->paper->pitch / 2,
		    j->paper->measure / 4, k->over, k->rule);
	put_notes(&f, r);
}
