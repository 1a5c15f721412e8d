/*
 * Paragraphs that run one line short or long, so that a page is neither a line
 * too short nor too long (typography.md 3.5). The breaker is asked once for each,
 * and only where a page is in want. When the pages are chosen, the longest
 * paragraphs of a page give or take its lines, and the slips of the part are
 * strung again.
 *
 * Only whole paragraphs of a page in the pitch of the grid are asked; not those
 * with a drawing at their side.
 */
#include "book/book_parts.h"

enum { LINES_LEAST = 2 };

static bool is_flexible(const struct job *j, const struct block *b)
{
	return !b->stiff && !b->ragged && !b->look->keep && b->look->leading == j->paper->pitch;
}

static struct fit find_fit(struct job *j, const struct block *b, int by)
{
	struct setting m = {.width = b->width, .indent = b->look->indent};
	struct fit f = {0};
	int n = (int)b->fall.n + by;

	if (is_flexible(j, b) && n >= LINES_LEAST)
		f.n = line_break_count(j->breaker, j->a, b->text, m, (size_t)n, &f.lines);
	return f;
}

bool block_fits(struct job *j, struct block *b, int by)
{
	if (!b->near) {
		b->near = arena_array(j->a, struct fit, 2);
		b->near[0] = find_fit(j, b, -1);
		b->near[1] = find_fit(j, b, 1);
	}
	return b->near[by > 0].n > 0;
}

void block_set(struct block *b, const struct fit *f)
{
	b->lines = f->lines;
	b->lines_n = f->n;
}

/* The longest paragraph within a page that can still run by this; NULL. */
static struct block *longest(struct job *j, const struct part *p, const struct sheet *s, int by)
{
	struct block *best = NULL;

	for (size_t i = s->from; i < s->to; i++) {
		const struct slip *slip = &p->slips[i];
		struct block *b = slip->block;

		if (slip->kind != SLIP_LINE || slip->from || i + b->fall.n > s->to)
			continue;
		if (b->lines == b->fall.lines && (!best || b->fall.n > best->fall.n) &&
		    block_fits(j, b, by))
			best = b;
	}
	return best;
}

static void adjust(struct job *j, const struct part *p, const struct sheet *s)
{
	int by = s->by < 0 ? -1 : 1;

	for (int k = s->by; k; k -= by) {
		struct block *b = longest(j, p, s, by);

		if (b)
			block_set(b, &b->near[by > 0]);
	}
}

static void put_slip(struct job *j, struct part *out, const struct slip *s)
{
	*VEC_PUSH(j->a, out->slips, out->n, out->cap) = *s;
}

/* The lines of a block as they are now, in the place of those that were. */
static void put_lines(struct job *j, struct part *out, const struct slip *first)
{
	for (size_t i = 0; i < first->block->lines_n; i++) {
		struct slip s = *first;

		s.from = (uint32_t)i;
		s.notes = NULL;
		put_slip(j, out, &s);
		notes_hang(j, &out->slips[out->n - 1], out->turned);
	}
}

static void string_page(struct job *j, const struct part *p, struct part *out, struct sheet *s)
{
	size_t from = out->n;

	for (size_t i = s->from; i < s->to; i++) {
		const struct slip *slip = &p->slips[i];
		bool changed =
		    slip->kind == SLIP_LINE && slip->block->lines != slip->block->fall.lines;

		if (!changed)
			put_slip(j, out, slip);
		else if (slip->from == 0)
			put_lines(j, out, slip);
	}
	s->from = from;
	s->to = out->n;
}

void fit_paragraphs(struct job *j, struct part *p, struct sheet *s, size_t n)
{
	struct part out = *p;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (s[i].by)
			adjust(j, p, &s[i]);
		any |= s[i].by != 0;
	}
	if (!any)
		return;
	out.slips = NULL;
	out.n = out.cap = 0;
	for (size_t i = 0; i < n; i++)
		string_page(j, p, &out, &s[i]);
	*p = out;
}
