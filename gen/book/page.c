/*
 * A part → pages, by a dynamic programme over its legal breaks: the cost of a
 * page is what it leaves empty, squared, with surcharges for a page that is
 * poor, a table that goes on, a note that runs over. Facing pages end at the
 * same height but for a line. Where the natural lines give no good pages, whole
 * paragraphs of a page may run a line short or long (fit.c).
 *
 * A state is a break and what the next page needs to know: whether it is an odd
 * one and how far down its neighbour reaches, and the lines of a note that are
 * still to come. States far above the best one at their break are dropped, so the
 * work grows with the length of the part.
 *
 * Pages that go on with a table begin with its caption and header again, and
 * these count. White at the top of a page is dropped by whole line pitches, so
 * that the grid holds.
 */
#include "book/book_parts.h"

#include <limits.h>
#include <stdlib.h>

enum {
	EMPTY = 10,         /* times the square of the empty lines */
	POOR = 20000,       /* a page under two thirds full */
	POOR_LAST = 4000,   /* a last page of three lines or less */
	FACING = 300,       /* times the square of the lines that facing pages differ by, but one */
	FACING_MOST = 6000, /* and not more */
	AGAIN = 30,         /* each line that a table repeats on the next page */
	ADJUSTED = 150,     /* a paragraph that runs short or long */
	NOTE_OVER = 3000,   /* a note that runs over to the next page */
	FORCED = 100000000, /* a break where none is allowed */
	FLAW = 300,         /* a page that costs so much is worth another try */
	BY_MOST = 2,        /* paragraphs of a page that run short or long */
	NOTE_LEAST = 2,     /* lines of a note on either page */
	LAST_LEAST = 4,     /* lines of a last page */
	LAST_LIKED = 3,     /* a last page that is less than this part of one full */
	LAST = 40,          /* costs the square of what is missing times this */
};

/* What stands beside the next page. */
enum { BESIDE_NEXT = -1, BESIDE_NONE = 1 << 20 }; /* it is even; it is odd, and alone */

bool slip_continues(const struct part *p, size_t i)
{
	const struct slip *s = &p->slips[i];

	return s->kind == SLIP_ROW && (s->row > s->table->head_n || s->from > 0);
}

mpt table_repeated(const struct table *t)
{
	mpt h = 0;

	if (t->again)
		h += (mpt)t->again->lines_n * t->again->look->leading + t->again->look->after;
	for (size_t i = 0; i < t->head_n; i++)
		h += t->rows[i].height;
	return h;
}

mpt part_height(const struct job *j, const struct part *p)
{
	return p->turned ? j->paper->measure : j->paper->lines * j->paper->pitch;
}

struct cursor cursor_begin(const struct job *j, const struct part *p, size_t i)
{
	struct cursor c = {.job = j, .top = true, .first = i == 0 && !p->columns};

	if (i < p->n && slip_continues(p, i))
		c.y = table_repeated(p->slips[i].table);
	return c;
}

mpt cursor_take(struct cursor *c, const struct slip *s)
{
	mpt pitch = c->job->paper->pitch, at = c->y;

	if (s->kind == SLIP_WHITE) {
		c->y += c->top && !c->first ? s->height % pitch : s->height;
	} else if (s->kind == SLIP_PLACE) {
		c->y = MAX(c->y, s->height);
	} else if (s->kind == SLIP_PAD) {
		if (!c->top)
			c->y = (c->y + s->height + pitch - 1) / pitch * pitch;
	} else {
		c->y += s->height;
		c->content = c->y;
		c->top = false;
	}
	return at;
}

/* ------------------------------------------------------------------------ states */

struct state {
	size_t from;   /* the page before the break: where it begins, */
	int by, notes; /* what its paragraphs give or take, lines of notes at its foot */
	int beside, carry;
	int64_t cost;
	uint32_t before, next; /* of the same break; 0: none */
};

struct search {
	struct job *j;
	struct part *p;
	mpt height;
	int lines; /* that these are */
	bool flexible;
	struct state *states; /* [0] is none */
	size_t n, cap;
	uint32_t *heads; /* of each break */
	int64_t *bests;
};

static struct state *state_at(const struct search *s, size_t at, int beside, int carry)
{
	for (uint32_t i = s->heads[at]; i; i = s->states[i].next)
		if (s->states[i].beside == beside && s->states[i].carry == carry)
			return &s->states[i];
	return NULL;
}

static void keep_state(struct search *s, size_t at, struct state state)
{
	struct state *old = state_at(s, at, state.beside, state.carry);

	if (state.cost > s->bests[at] + FACING_MOST || (old && old->cost <= state.cost))
		return;
	s->bests[at] = MIN(s->bests[at], state.cost);
	if (old) {
		state.next = old->next;
		*old = state;
		return;
	}
	if (s->n >= s->cap) {
		s->cap = 2 * s->cap + 64;
		s->states = mem_resize(s->states, s->cap * sizeof(*s->states));
	}
	state.next = s->heads[at];
	s->heads[at] = (uint32_t)s->n;
	s->states[s->n++] = state;
}

/* ------------------------------------------------------------------------- pages */

/* A page that begins at `from`, as far as it has been filled. */
struct fill {
	struct cursor c;
	size_t from, to;
	int carry;        /* lines of a note that the page before left over */
	int notes, tail;  /* lines of notes that belong here; the last ones, which may run over */
	int tight, loose; /* paragraphs that may run a line short, long */
};

/* One way to end it. */
struct ending {
	int by, notes, carry;
	mpt content;
};

static int lines_of(const struct search *s, mpt height)
{
	return (height + s->j->paper->pitch - 1) / s->j->paper->pitch;
}

/* Fill the foot with notes; the last ones may run over, also beyond the part's last slip. */
static bool end_notes(const struct search *s, const struct fill *f, struct ending *e)
{
	int room = notes_room(s->j, s->height - e->content), over;

	e->notes = f->notes;
	e->carry = 0;
	if (f->notes <= room)
		return true;
	over = MAX(f->notes - room, NOTE_LEAST);
	if (f->tail - over < NOTE_LEAST)
		return false;
	e->notes = f->notes - over;
	e->carry = over;
	return true;
}

/* Lines of a page without what it repeats. */
static int own_lines(const struct search *s, const struct fill *f, const struct ending *e)
{
	mpt repeated = 0;

	if (slip_continues(s->p, f->from))
		repeated = table_repeated(s->p->slips[f->from].table);
	return lines_of(s, e->content - repeated);
}

static int64_t cost_last(const struct search *s, int lines)
{
	int missing = MAX(s->lines / LAST_LIKED - lines, 0);

	return missing * missing * LAST + (lines < LAST_LEAST ? POOR_LAST : 0);
}

static int64_t cost_page(const struct search *s, const struct fill *f, const struct ending *e)
{
	mpt filled = e->content + (e->notes ? notes_height(s->j, e->notes) : 0);
	int empty = s->lines - lines_of(s, filled);
	const struct slip *next = &s->p->slips[f->to];
	int64_t cost = abs(e->by) * ADJUSTED + (e->carry ? NOTE_OVER : 0);

	if (f->to == s->p->n && e->carry)
		return cost + POOR;
	if (f->to == s->p->n)
		return cost + (f->from ? cost_last(s, own_lines(s, f, e)) : 0);
	cost += (int64_t)empty * empty * EMPTY + next[-1].keep;
	if (slip_continues(s->p, f->to))
		cost += (int64_t)lines_of(s, table_repeated(next->table)) * AGAIN;
	return cost + (filled < s->height * 2 / 3 ? POOR : 0);
}

/* Where a page ends for the eye: notes stand at its foot. */
static int depth_of(const struct search *s, const struct ending *e)
{
	return e->notes ? s->lines : lines_of(s, e->content);
}

static int64_t cost_facing(const struct search *s, const struct fill *f, int beside, int depth)
{
	int64_t differ = abs(beside - depth) - 1;

	if (beside < 0 || beside == BESIDE_NONE || f->to == s->p->n || differ <= 0)
		return 0;
	return MIN(differ * differ * FACING, FACING_MOST);
}

/* Go on from each state at the page's beginning. */
static void offer(struct search *s, const struct fill *f, const struct ending *e, int64_t cost)
{
	int depth = depth_of(s, e);

	for (uint32_t i = s->heads[f->from]; i; i = s->states[i].next) {
		const struct state before = s->states[i]; /* they move when one more is kept */
		struct state state = {.from = f->from,
		    .by = e->by,
		    .notes = e->notes,
		    .carry = e->carry,
		    .before = i};

		if (before.carry != f->carry)
			continue;
		state.beside = before.beside == BESIDE_NEXT ? depth : BESIDE_NEXT;
		state.cost = before.cost + cost + cost_facing(s, f, before.beside, depth);
		keep_state(s, f->to, state);
	}
}

/* Whether slip k ends a paragraph that began on this page. */
static bool ends_paragraph(const struct fill *f, const struct slip *slip)
{
	return slip->kind == SLIP_LINE && slip->from + 1 == slip->block->lines_n &&
	       f->to - slip->from >= f->from + 1;
}

static int note_lines(const struct slip *slip)
{
	int lines = 0;

	for (const struct note *n = slip->notes; n; n = n->next)
		lines += (int)n->lines_n;
	return lines;
}

static void take(struct search *s, struct fill *f)
{
	const struct slip *slip = &s->p->slips[f->to++];

	cursor_take(&f->c, slip);
	f->notes += note_lines(slip);
	if (slip->notes) /* behind a note that goes on, they wait until it is done */
		f->tail = f->carry ? f->notes : note_lines(slip);
	if (!s->flexible || !ends_paragraph(f, slip))
		return;
	f->tight += block_fits(s->j, slip->block, -1);
	f->loose += block_fits(s->j, slip->block, 1);
}

/* Try every way to end the page here; false when nothing fits. */
static bool try_ends(struct search *s, const struct fill *f)
{
	bool found = false;

	for (int by = -MIN(f->tight, BY_MOST); by <= MIN(f->loose, BY_MOST); by++) {
		struct ending e = {.by = by, .content = f->c.content + by * s->j->paper->pitch};

		if (e.content > s->height || !end_notes(s, f, &e))
			continue;
		found = true;
		offer(s, f, &e, cost_page(s, f, &e));
	}
	return found;
}

/* Try every page that begins with slip i. */
static void try_from(struct search *s, size_t i, int carry)
{
	struct fill f = {.c = cursor_begin(s->j, s->p, i),
	    .from = i,
	    .to = i,
	    .carry = carry,
	    .notes = carry,
	    .tail = carry};
	size_t fits = i + 1;
	bool legal = false;

	while (f.to < s->p->n) {
		take(s, &f);
		if (f.c.content > s->height + BY_MOST * s->j->paper->pitch)
			break;
		if (f.c.content <= s->height)
			fits = f.to;
		if (f.c.top || (s->p->slips[f.to - 1].keep == KEEP_NEVER && f.to < s->p->n))
			continue;
		legal |= try_ends(s, &f);
	}
	if (legal)
		return;
	f.to = fits;
	for (size_t k = i; k < fits; k++)
		carry += note_lines(&s->p->slips[k]);
	offer(s, &f, &(struct ending){.carry = carry}, FORCED);
}

/* A page after the last slip, for notes alone. */
static void try_notes(struct search *s, int carry)
{
	struct fill f = {.from = s->p->n, .to = s->p->n, .carry = carry};
	int put = MIN(carry, MAX(notes_room(s->j, s->height), NOTE_LEAST));

	if (put + 1 == carry)
		put--;
	offer(s, &f, &(struct ending){.notes = put, .carry = carry - put}, 0);
}

/* The most lines that notes still have after the last slip, but less than `below`; 0: none. */
static int carry_below(const struct search *s, int below)
{
	int most = 0;

	for (uint32_t i = s->heads[s->p->n]; i; i = s->states[i].next)
		if (s->states[i].carry < below)
			most = MAX(most, s->states[i].carry);
	return most;
}

/* --------------------------------------------------------------------- the result */

static void search_states(struct search *s, bool odd)
{
	struct state first = {.beside = odd ? BESIDE_NONE : BESIDE_NEXT};

	s->n = 1;
	for (size_t i = 0; i <= s->p->n; i++) {
		s->heads[i] = 0;
		s->bests[i] = INT64_MAX - FACING_MOST;
	}
	keep_state(s, 0, first);
	for (size_t i = 0; i < s->p->n; i++) {
		int carries[16];
		size_t n = 0;

		for (uint32_t k = s->heads[i]; k && n < LEN(carries); k = s->states[k].next) {
			bool known = false;

			for (size_t c = 0; c < n; c++)
				known |= carries[c] == s->states[k].carry;
			if (!known)
				carries[n++] = s->states[k].carry;
		}
		for (size_t c = 0; c < n; c++)
			try_from(s, i, carries[c]);
	}
	for (int carry = INT_MAX; (carry = carry_below(s, carry));)
		try_notes(s, carry);
}

static const struct state *best_end(const struct search *s)
{
	const struct state *best = NULL;

	for (uint32_t i = s->heads[s->p->n]; i; i = s->states[i].next)
		if (!s->states[i].carry && (!best || s->states[i].cost < best->cost))
			best = &s->states[i];
	return best;
}

/* Whether some page is so bad that paragraphs should run short or long for it. */
static bool is_flawed(const struct search *s)
{
	for (const struct state *e = best_end(s); e->before; e = &s->states[e->before])
		if (e->cost - s->states[e->before].cost >= FLAW)
			return true;
	return false;
}

/* Where the last thing before a break was written. */
static struct place place_before(const struct part *p, size_t to)
{
	for (size_t i = to; i-- > 0;) {
		const struct slip *slip = &p->slips[i];

		if (slip->block)
			return slip->block->place;
		if (slip->table)
			return slip->table->rows[slip->row].place;
	}
	return (struct place){0};
}

static void report_forced(const struct search *s)
{
	size_t to = s->p->n;

	for (const struct state *e = best_end(s); e->before; e = &s->states[e->before]) {
		if (e->cost - s->states[e->before].cost >= FORCED) {
			diag(place_before(s->p, to), DIAG_WARNING, "page-forced",
			    "a page had to end after this, where none should");
			diag_hint("what stays together with it is higher than a page");
		}
		to = e->from;
	}
}

static size_t collect(const struct search *s, struct arena *a, struct sheet **out)
{
	size_t n = 0, to = s->p->n;

	for (const struct state *e = best_end(s); e->before; e = &s->states[e->before])
		n++;
	*out = arena_array(a, struct sheet, n);
	for (const struct state *e = best_end(s); e->before; e = &s->states[e->before]) {
		(*out)[--n] = (struct sheet){e->from, to, e->by, e->notes};
		to = e->from;
	}
	for (const struct state *e = best_end(s); e->before; e = &s->states[e->before])
		n++;
	return n;
}

size_t page_break(struct job *j, struct part *p, bool odd, struct sheet **out)
{
	struct search s = {.j = j, .p = p, .height = part_height(j, p)};
	size_t n;

	*out = NULL;
	if (!p->n)
		return 0;
	if (p->look->quiet) /* no folio to keep clear of */
		s.height = j->paper->height - j->paper->top;
	s.lines = p->look->quiet ? j->paper->lines : s.height / j->paper->pitch;
	s.heads = mem_alloc((p->n + 1) * sizeof(*s.heads));
	s.bests = mem_alloc((p->n + 1) * sizeof(*s.bests));
	search_states(&s, odd);
	if (is_flawed(&s) && !p->look->quiet) {
		s.flexible = true;
		search_states(&s, odd);
	}
	if (!diag_errors()) /* they may be its cause */
		report_forced(&s);
	n = collect(&s, j->a, out);
	fit_paragraphs(j, p, *out, n);
	mem_free(s.heads);
	mem_free(s.bests);
	mem_free(s.states);
	return n;
}
