/*
 * A part → pages, by a dynamic programme over its legal breaks: the cost of a
 * page is what it leaves empty, squared, with a surcharge under two thirds
 * after Knuth and Plass. Pages that go on with a table begin with its caption and
 * header again, and these count. White at the top of a page is dropped by whole
 * line pitches, so that the grid holds.
 */
#include "book/book_parts.h"

enum {
	EMPTY = 10,         /* times the square of the empty lines */
	POOR = 20000,       /* a page under two thirds full */
	POOR_LAST = 4000,   /* a last page of less than three lines */
	FORCED = 100000000, /* a break where none is allowed */
};

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

struct cursor cursor_begin(const struct job *j, const struct part *p, size_t i)
{
	struct cursor c = {.job = j, .top = true, .first = i == 0};

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

struct search {
	const struct job *j;
	const struct part *p;
	mpt height;
	int64_t *costs;
	size_t *froms;
};

static int64_t cost_page(const struct search *s, const struct cursor *c, size_t end)
{
	int64_t lines = c->content / s->j->paper->pitch, empty = s->j->paper->lines - lines, cost;

	if (end == s->p->n)
		return lines < 3 ? POOR_LAST : 0;
	cost = empty * empty * EMPTY + s->p->slips[end - 1].keep;
	return cost + (c->content < s->height * 2 / 3 ? POOR : 0);
}

static void relax(struct search *s, size_t from, size_t to, int64_t cost)
{
	cost += s->costs[from];
	if (cost < s->costs[to]) {
		s->costs[to] = cost;
		s->froms[to] = from;
	}
}

/* Try every page that begins with slip i. */
static void try_from(struct search *s, size_t i)
{
	struct cursor c = cursor_begin(s->j, s->p, i);
	size_t fits = i;
	bool legal = false;

	for (size_t k = i; k < s->p->n; k++) {
		cursor_take(&c, &s->p->slips[k]);
		if (c.content > s->height)
			break;
		fits = k;
		if (c.top || (s->p->slips[k].keep == KEEP_NEVER && k + 1 < s->p->n))
			continue;
		legal = true;
		relax(s, i, k + 1, cost_page(s, &c, k + 1));
	}
	if (!legal)
		relax(s, i, fits + 1, FORCED);
}

size_t page_break(struct job *j, const struct part *p, struct sheet **out)
{
	struct search s = {.j = j, .p = p, .height = j->paper->lines * j->paper->pitch};
	size_t n = 0, k;

	*out = NULL;
	if (!p->n)
		return 0;
	if (p->look->quiet) /* no folio to keep clear of */
		s.height = j->paper->height - j->paper->top;
	s.costs = mem_alloc((p->n + 1) * sizeof(*s.costs));
	s.froms = mem_alloc((p->n + 1) * sizeof(*s.froms));
	for (size_t i = 1; i <= p->n; i++)
		s.costs[i] = INT64_MAX;
	for (size_t i = 0; i < p->n; i++)
		if (s.costs[i] != INT64_MAX)
			try_from(&s, i);
	for (size_t to = p->n; to > 0; to = s.froms[to])
		n++;
	*out = arena_array(j->a, struct sheet, n);
	k = n;
	for (size_t to = p->n; to > 0; to = s.froms[to])
		(*out)[--k] = (struct sheet){s.froms[to], to};
	mem_free(s.costs);
	mem_free(s.froms);
	return n;
}
