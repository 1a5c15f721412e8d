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
#include "book/line.h"

#include <string.h>

enum {
	ONE_CHARACTER = 250000, /* a last line of one character: D7 */
	SHORT_LAST = 2500,      /* a last line under two em */
	RAGGED_LINE = 100000,   /* each further line of a ragged text */
	MIDWAY = 4000,          /* a line of a title that ends without a mark: A10 */
	TORN_PHRASE = 10000,    /* as much as opening a line by a twentieth of an em */
	OPEN_LIMIT = 250,       /* thousandths of an em between Han, at most: D4 */
	OPEN_EVEN = 50,         /* the same where a line more or less was asked for */
};

#define COST_NONE INT64_MAX

struct breaker {
	struct sum *sums;
	size_t sums_cap;
	uint32_t *ends; /* candidates: a line may begin at item ends[k] */
	int64_t *costs;
	uint32_t *froms; /* best predecessor of a candidate */
	size_t ends_n, ends_cap;
	int64_t *counted; /* costs by candidate and number of lines, and predecessors */
	uint32_t *counted_froms;
	size_t counted_cap;
};

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

static void reserve(struct breaker *b, size_t n)
{
	if (n <= b->sums_cap)
		return;
	b->sums_cap = n + n / 2;
	b->sums = mem_resize(b->sums, b->sums_cap * sizeof(*b->sums));
	b->ends = mem_resize(b->ends, b->sums_cap * sizeof(*b->ends));
	b->costs = mem_resize(b->costs, b->sums_cap * sizeof(*b->costs));
	b->froms = mem_resize(b->froms, b->sums_cap * sizeof(*b->froms));
}

void sums_fill(const struct text *t, uint32_t from, uint32_t to, struct sum *s)
{
	memset(s, 0, sizeof(*s));
	for (uint32_t i = from; i < to; i++, s++) {
		const struct item *it = &t->items[i];

		s[1] = s[0];
		s[1].natural += it->width + it->gap;
		s[1].shrink[it->tier] += it->shrink;
		if (it->tier == TIER_WORD)
			s[1].word += it->stretch;
		else
			s[1].gap += it->stretch;
		s[1].opens += it->opens;
	}
}

static bool is_blank(const struct item *it)
{
	return it->class == CLASS_SPACE;
}

uint32_t line_end(const struct text *t, uint32_t i, uint32_t j)
{
	while (j > i + 1 && is_blank(&t->items[j - 1]))
		j--;
	return j;
}

/* Only the width: for the many lines that are tried and are far too long. */
static int64_t line_natural(
    const struct text *t, const struct sum *s, uint32_t base, uint32_t i, uint32_t j)
{
	uint32_t end = line_end(t, i, j);
	const struct item *last = &t->items[end - 1];

	return s[end - 1 - base].natural - s[i - base].natural + last->width - t->items[i].lead -
	       last->trail - last->kern;
}

struct sum line_sum(
    const struct text *t, const struct sum *s, uint32_t base, uint32_t i, uint32_t j)
{
	uint32_t end = line_end(t, i, j);
	const struct sum *a = &s[i - base], *z = &s[end - 1 - base];
	struct sum d = {
	    .natural = line_natural(t, s, base, i, j),
	    .word = z->word - a->word,
	    .gap = z->gap - a->gap,
	    .opens = z->opens - a->opens,
	};

	for (int k = 0; k < TIERS; k++)
		d.shrink[k] = z->shrink[k] - a->shrink[k];
	return d;
}

static int64_t shrink_all(const struct sum *s)
{
	int64_t n = 0;

	for (int k = 0; k < TIERS; k++)
		n += s->shrink[k];
	return n;
}

/* base × (part / whole)³, in tenths. */
static int64_t cube(int64_t base, int64_t part, int64_t whole)
{
	int64_t r = whole ? part * 1000 / whole : 0;

	r = MIN(r, 100000);
	return base * r / 1000 * r / 1000 * r / 100;
}

static int64_t badness_shrink(const struct sum *s, int64_t need)
{
	static const int bases[TIERS] = {10, 20, 60, 60, 150}, fixed[TIERS] = {[TIER_STOP] = 300};
	int64_t b = 0;

	for (int k = 0; k < TIERS && need > 0; k++) {
		int64_t part = MIN(need, s->shrink[k]);

		if (part)
			b += cube(bases[k], part, s->shrink[k]) + fixed[k];
		need -= part;
	}
	return b;
}

static int64_t badness_stretch(const struct sum *s, int64_t need, mpt em)
{
	int64_t part = MIN(need, s->word), b = cube(5, part, s->word), each;

	need -= part;
	part = MIN(need, s->gap);
	b += cube(10, part, s->gap);
	need -= part;
	if (need <= 0)
		return b;
	if (!s->opens && s->word) /* Latin alone: its words stand further apart */
		return b + cube(100, need, s->word) + 1000;
	each = need / MAX(s->opens, 1);
	return b + cube(100, each, em / 20) + (s->opens ? 0 : 1000);
}

/* What a line is filled with, for its cost. */
struct trial {
	struct sum sum;
	int64_t width;
	mpt em;
	bool last, ragged, balance;
	bool midway;    /* of a title: does not end with a mark */
	bool torn;      /* of a justified text: ends inside a phrase */
	int characters; /* of a last line, counted up to two */
};

static int64_t trial_cost(const struct trial *t)
{
	int64_t need = t->width - t->sum.natural, b = 0, extra = 0;

	if (t->last && t->characters < 2)
		extra = t->ragged ? RAGGED_LINE / 2 : ONE_CHARACTER;
	else if (t->last && t->sum.natural < (int64_t)2 * t->em)
		extra = SHORT_LAST;
	if (t->ragged) {
		b = t->last && !t->balance ? 0 : need * 10 / t->em;
		return RAGGED_LINE + b * b + extra + (t->midway ? MIDWAY : 0);
	}
	if (t->torn)
		extra += TORN_PHRASE;
	if (need < 0)
		b = badness_shrink(&t->sum, -need);
	else if (!t->last)
		b = badness_stretch(&t->sum, need, t->em);
	return (10 + b) * (10 + b) / 100 + extra;
}

static int count_characters(const struct text *t, uint32_t i, uint32_t j)
{
	int n = 0;

	for (; i < j && n < 2; i++)
		n += t->items[i].class >= CLASS_HAN && t->items[i].class != CLASS_SPACE;
	return n;
}

/* A section of a text between forced ends, and how it is to be filled. */
struct section_of_text {
	const struct text *t;
	uint32_t from, to;
	struct setting m; /* indent only in the first section */
	mpt em;
};

static void find_ends(struct breaker *b, const struct section_of_text *s, enum tear level)
{
	b->ends_n = 0;
	b->ends[b->ends_n++] = s->from;
	for (uint32_t j = s->from + 1; j < s->to; j++)
		if (s->t->items[j - 1].tear <= level && !is_blank(&s->t->items[j]))
			b->ends[b->ends_n++] = j;
	b->ends[b->ends_n++] = s->to;
}

enum fill { FILL_FITS, FILL_LONG, FILL_TOO_LONG };

/* Try the line from candidate a to z. Too long: so are all that begin before it. */
static enum fill try_line(
    struct breaker *b, const struct section_of_text *s, size_t a, size_t z, struct trial *trial)
{
	uint32_t i = b->ends[a], j = b->ends[z];
	bool last = z + 1 == b->ends_n;
	int64_t least;

	*trial = (struct trial){
	    .em = s->em, .last = last, .ragged = s->m.ragged, .balance = s->m.balance};
	trial->sum = line_sum(s->t, b->sums, s->from, i, j);
	trial->width = s->m.width - (a == 0 ? s->m.indent : 0);
	least = trial->sum.natural - (s->m.ragged ? 0 : shrink_all(&trial->sum));
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
		enum fill fill = try_line(b, s, a, z, &trial);
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
	find_ends(b, s, level);
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

static size_t collect(const struct breaker *b, const struct section_of_text *s, struct line *out)
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

	reserve(b, s->to - s->from + 2);
	sums_fill(s->t, s->from, s->to, b->sums);
	for (enum tear level = s->m.ragged ? TEAR_FREE : TEAR_PHRASE; level <= TEAR_NEVER;
	     level++) {
		bool loose;

		if (!fit(b, s, level))
			continue;
		loose = is_loose(b, s);
		if (!loose || n == 0)
			n = collect(b, s, out);
		if (!loose || level >= TEAR_LABEL)
			break;
	}
	return n;
}

static uint32_t section_end(const struct text *t, uint32_t from)
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
		struct section_of_text s = {t, from, to = section_end(t, from), m, 0};

		s.em = t->spans[t->items[from].span].look->size;
		s.m.indent = from ? 0 : m.indent;
		cap = break_section(b, &s, work + n);
		n += cap;
	}
	*out = memcpy(arena_array(a, struct line, n), work, n * sizeof(*work));
	mem_free(work);
	return n;
}

/* ------------------------------------------------------- a given number of lines */

/* Neither wide gaps nor squeezed full stops, and two characters at the end: D4, D7. */
static bool is_even(const struct trial *t)
{
	int64_t need = t->width - t->sum.natural;

	if (need < 0)
		return -need <= shrink_all(&t->sum) - t->sum.shrink[TIER_STOP];
	if (t->last)
		return t->characters >= 2;
	need -= t->sum.word + t->sum.gap;
	return need * 1000 <= (int64_t)t->em * OPEN_EVEN * t->sum.opens;
}

/* Whether n lines could be right, by the whole text: most paragraphs end here. */
static bool could_fill(const struct breaker *b, const struct section_of_text *s, size_t n)
{
	struct sum all = line_sum(s->t, b->sums, s->from, s->from, s->to);
	int64_t room = (int64_t)n * s->m.width - s->m.indent;
	int64_t least = all.natural - shrink_all(&all) - (int64_t)n * s->em;
	int64_t most =
	    all.natural + all.word + all.gap + (int64_t)all.opens * s->em * OPEN_EVEN / 1000;

	return least <= room && most >= room - s->m.width + s->em;
}

/* As relax, for each number of lines up to n. */
static void relax_counted(struct breaker *b, const struct section_of_text *s, size_t z, size_t n)
{
	int64_t *costs = b->counted + z * (n + 1);

	for (size_t k = 0; k <= n; k++)
		costs[k] = COST_NONE;
	for (size_t a = z; a-- > 0;) {
		const int64_t *before = b->counted + a * (n + 1);
		struct trial trial;
		enum fill fill = try_line(b, s, a, z, &trial);
		int64_t cost;

		if (fill == FILL_TOO_LONG)
			break;
		if (fill == FILL_LONG || !is_even(&trial))
			continue;
		cost = trial_cost(&trial);
		for (size_t k = 0; k < n; k++) {
			if (before[k] == COST_NONE || before[k] + cost >= costs[k + 1])
				continue;
			costs[k + 1] = before[k] + cost;
			b->counted_froms[z * (n + 1) + k + 1] = (uint32_t)a;
		}
	}
}

static void reserve_counted(struct breaker *b, size_t n)
{
	if (n <= b->counted_cap)
		return;
	b->counted_cap = n + n / 2;
	b->counted = mem_resize(b->counted, b->counted_cap * sizeof(*b->counted));
	b->counted_froms = mem_resize(b->counted_froms, b->counted_cap * sizeof(*b->counted_froms));
}

/* The predecessors of the way with n lines, as fit() leaves them. */
static bool fit_counted(struct breaker *b, const struct section_of_text *s, size_t n)
{
	size_t last;

	find_ends(b, s, TEAR_FREE);
	reserve_counted(b, b->ends_n * (n + 1));
	for (size_t k = 0; k <= n; k++)
		b->counted[k] = k ? COST_NONE : 0;
	for (size_t z = 1; z < b->ends_n; z++)
		relax_counted(b, s, z, n);
	last = b->ends_n - 1;
	if (b->counted[last * (n + 1) + n] == COST_NONE)
		return false;
	for (size_t z = last, k = n; z > 0; k--) {
		b->froms[z] = b->counted_froms[z * (n + 1) + k];
		z = b->froms[z];
	}
	return true;
}

size_t line_break_count(struct breaker *b, struct arena *a, const struct text *t, struct setting m,
    size_t n, struct line **out)
{
	struct section_of_text s = {t, 0, (uint32_t)t->n, m, 0};

	*out = NULL;
	if (!t->n || !n || m.ragged || section_end(t, 0) < t->n)
		return 0;
	s.em = t->spans[t->items[0].span].look->size;
	reserve(b, t->n + 2);
	sums_fill(t, 0, (uint32_t)t->n, b->sums);
	if (!could_fill(b, &s, n) || !fit_counted(b, &s, n))
		return 0;
	*out = arena_array(a, struct line, n);
	return collect(b, &s, *out);
}

/* ----------------------------------------------------------------------- measures */

/* The end of the longest ragged line that begins at i, torn as little as may be. */
static uint32_t greedy_end(const struct breaker *b, const struct text *t, uint32_t i, mpt width)
{
	uint32_t best[TEAR_FORCED + 1] = {0};
	mpt em = t->spans[t->items[i].span].look->size;

	for (uint32_t j = i + 1; j <= t->n; j++) {
		int64_t natural = line_natural(t, b->sums, 0, i, j);

		if (natural > width + em)
			break;
		if (natural <= width)
			best[j < t->n ? t->items[j - 1].tear : TEAR_FORCED] = j;
		if (t->items[j - 1].tear == TEAR_FORCED)
			break;
	}
	if (best[TEAR_FORCED])
		return best[TEAR_FORCED];
	for (int k = 0; k < TEAR_FORCED; k++)
		if (best[k])
			return best[k];
	return i + 1;
}

void line_counts(
    struct breaker *b, const struct text *t, mpt step, int first, int n, uint16_t *counts)
{
	uint32_t lines = 0;

	reserve(b, t->n + 2);
	sums_fill(t, 0, (uint32_t)t->n, b->sums);
	for (int k = first; k < n; k++) {
		if (lines != 1) {
			lines = 0;
			for (uint32_t i = 0; i < t->n; lines++)
				i = greedy_end(b, t, i, step * k);
		}
		counts[k] = (uint16_t)MIN(lines, UINT16_MAX);
	}
}

/* The widest stretch between breaks of a level. */
static mpt widest(struct breaker *b, const struct text *t, bool forced)
{
	int64_t most = 0;
	uint32_t from = 0;

	reserve(b, t->n + 2);
	sums_fill(t, 0, (uint32_t)t->n, b->sums);
	for (uint32_t j = 1; j <= t->n; j++) {
		uint8_t tear = t->items[j - 1].tear;

		if (j < t->n && tear != TEAR_FORCED && (forced || tear != TEAR_FREE))
			continue;
		most = MAX(most, line_natural(t, b->sums, 0, from, j));
		from = j;
	}
	return (mpt)most;
}

mpt line_least(struct breaker *b, const struct text *t)
{
	return widest(b, t, false);
}

mpt line_longest(struct breaker *b, const struct text *t)
{
	return widest(b, t, true);
}
