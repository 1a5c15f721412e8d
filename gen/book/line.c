/*
 * A shaped text → lines, by total fit: a dynamic programme over all legal
 * breaks with a cost for white that gives or grows. Prefix sums over the items cost a
 * candidate line in constant time; the window closes when a line is too wide
 * even with all its white given, so the work grows with the length of the text.
 *
 * Units, labels and words are whole at first; each level of tears is allowed
 * only when the text cannot be set without it; only phrases of justified text
 * are torn at a price. Forced ends (br) cut the text
 * into sections, each broken for itself. Setting is set.c's work.
 */
#include "book/line_parts.h"

#include <string.h>

enum { OPEN_LIMIT = 250 }; /* thousandths of an em between Han, at most: D4 */

struct breaker *breaker_new(void)
{
	return mem_alloc(sizeof(struct breaker));
}

void breaker_free(struct breaker *b)
{
	if (!b)
		return;
	mem_free(b->sums);
	mem_free(b->ends);
	mem_free(b->costs);
	mem_free(b->froms);
	mem_free(b->counted);
	mem_free(b->counted_froms);
	mem_free(b);
}

void breaker_reserve(struct breaker *b, size_t n)
{
	if (n <= b->sums_cap)
		return;
	b->sums_cap = n + n / 2;
	b->sums = mem_resize(b->sums, b->sums_cap * sizeof(*b->sums));
	b->ends = mem_resize(b->ends, b->sums_cap * sizeof(*b->ends));
	b->costs = mem_resize(b->costs, b->sums_cap * sizeof(*b->costs));
	b->froms = mem_resize(b->froms, b->sums_cap * sizeof(*b->froms));
}

static int count_characters(const struct text *t, uint32_t i, uint32_t j)
{
	int n = 0;

	for (; i < j && n < 2; i++)
		n += t->items[i].class >= CLASS_HAN && t->items[i].class != CLASS_SPACE;
	return n;
}

static bool is_blank(const struct item *it)
{
	return it->class == CLASS_SPACE;
}

void ends_find(struct breaker *b, const struct section_of_text *s, enum tear level)
{
	b->ends_n = 0;
	b->ends[b->ends_n++] = s->from;
	for (uint32_t j = s->from + 1; j < s->to; j++)
		if (s->t->items[j - 1].tear <= level && !is_blank(&s->t->items[j]))
			b->ends[b->ends_n++] = j;
	b->ends[b->ends_n++] = s->to;
}

/* Try the line from candidate a to z. Too long: so are all that begin before it. */
enum fill trial_make(
    struct breaker *b, const struct section_of_text *s, size_t a, size_t z, struct trial *trial)
{
	uint32_t i = b->ends[a], j = b->ends[z];
	bool last = z + 1 == b->ends_n;
	int64_t least;

	*trial = (struct trial){
	    .em = s->em, .last = last, .ragged = s->m.ragged, .balance = s->m.balance};
	trial->sum = line_sum(s->t, b->sums, s->from, i, j);
	trial->width = s->m.width - (a == 0 ? s->m.indent : 0);
	least = trial->sum.natural - (s->m.ragged ? 0 : sum_shrink(&trial->sum));
	if (least > trial->width && line_end(s->t, i, j) > i + 1)
		return least > s->m.width ? FILL_TOO_LONG : FILL_LONG;
	trial->characters = last ? count_characters(s->t, i, j) : 2;
	trial->torn = !last && s->t->items[j - 1].tear == TEAR_PHRASE;
	trial->midway = s->m.balance && !last && !class_trail(s->t->items[j - 1].class);
	return FILL_FITS;
}

/* Find the best predecessor of candidate z. */
static void relax(struct breaker *b, const struct section_of_text *s, size_t z)
{
	b->costs[z] = COST_NONE;
	for (size_t a = z; a-- > 0;) {
		struct trial trial;
		enum fill fill = trial_make(b, s, a, z, &trial);
		int64_t cost;

		if (fill == FILL_TOO_LONG)
			break;
		if (fill == FILL_LONG || b->costs[a] == COST_NONE)
			continue;
		cost = b->costs[a] + trial_cost(&trial);
		if (cost < b->costs[z]) {
			b->costs[z] = cost;
			b->froms[z] = (uint32_t)a;
		}
	}
}

static bool fit(struct breaker *b, const struct section_of_text *s, enum tear level)
{
	ends_find(b, s, level);
	b->costs[0] = 0;
	for (size_t z = 1; z < b->ends_n; z++)
		relax(b, s, z);
	return b->costs[b->ends_n - 1] != COST_NONE;
}

/* Whether some line opens more than the limit between Han. */
static bool is_loose(const struct breaker *b, const struct section_of_text *s)
{
	size_t z = b->froms[b->ends_n - 1];

	if (s->m.ragged)
		return false;
	for (; z > 0; z = b->froms[z]) {
		uint32_t i = b->ends[b->froms[z]];
		struct sum d = line_sum(s->t, b->sums, s->from, i, b->ends[z]);
		int64_t need = s->m.width - (i == s->from ? s->m.indent : 0) - d.natural;

		need -= d.word + d.gap;
		if (need > 0 && need * 1000 > (int64_t)s->em * OPEN_LIMIT * MAX(d.opens, 1))
			return true;
	}
	return false;
}

size_t lines_collect(const struct breaker *b, const struct section_of_text *s, struct line *out)
{
	size_t n = 0, k;

	for (size_t z = b->ends_n - 1; z > 0; z = b->froms[z])
		n++;
	k = n;
	for (size_t z = b->ends_n - 1; z > 0; z = b->froms[z]) {
		uint32_t i = b->ends[b->froms[z]], j = b->ends[z];
		uint8_t tear = s->t->items[j - 1].tear;

		out[--k] = (struct line){.from = i,
		    .to = line_end(s->t, i, j),
		    .last = z + 1 == b->ends_n,
		    .torn = j < s->to ? (enum tear)tear : TEAR_FREE};
	}
	return n;
}

/* Break one section into out; the least level of tears that sets it well wins. */
static size_t break_section(struct breaker *b, const struct section_of_text *s, struct line *out)
{
	size_t n = 0;

	breaker_reserve(b, s->to - s->from + 2);
	sums_fill(s->t, s->from, s->to, b->sums);
	for (enum tear level = s->m.ragged ? TEAR_FREE : TEAR_PHRASE; level <= TEAR_NEVER;
	     level++) {
		bool loose;

		if (!fit(b, s, level))
			continue;
		loose = is_loose(b, s);
		if (!loose || n == 0)
			n = lines_collect(b, s, out);
		if (!loose || level >= TEAR_LABEL)
			break;
	}
	return n;
}

uint32_t section_end_of(const struct text *t, uint32_t from)
{
	uint32_t i = from;

	while (i < t->n && t->items[i].tear != TEAR_FORCED)
		i++;
	return i < t->n ? i + 1 : i;
}

size_t line_break(
    struct breaker *b, struct arena *a, const struct text *t, struct setting m, struct line **out)
{
	size_t n = 0, cap = 0;
	struct line *work;

	*out = NULL;
	if (!t->n)
		return 0;
	work = mem_alloc(t->n * sizeof(*work));
	for (uint32_t from = 0, to; from < t->n; from = to) {
		struct section_of_text s = {t, from, to = section_end_of(t, from), m, 0};

		s.em = t->spans[t->items[from].span].look->size;
		s.m.indent = from ? 0 : m.indent;
		cap = break_section(b, &s, work + n);
		n += cap;
	}
	*out = memcpy(arena_array(a, struct line, n), work, n * sizeof(*work));
	mem_free(work);
	return n;
}
