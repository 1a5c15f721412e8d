/*
 * Pairs of letters → the leaves that hold them. A block's last letter is paired
 * with END, so that the pairs that begin with a letter are in all the leaves
 * where it occurs: queries of one letter need no index of their own.
 *
 * A line of a shard is a letter, then groups: a list of leaves, and the letters
 * that follow the first one in just these leaves. Lists are steps between
 * numbers, four bits a sign, the last sign from the lower half of the alphabet.
 * No sign of a list can be a letter, because folding leaves none of them.
 */
#include <stdlib.h>
#include <string.h>

#include "web/search_parts.h"

enum { END = '~', SHARD_BYTES = 24000, SLOTS_FIRST = 1 << 14 };

/* Lower half: last signs; upper half: more follow. */
static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ[]{}` ";

struct gram {
	uint32_t first, second;
	uint32_t last; /* leaf, plus 1 */
	char *list;
	size_t n, cap;
};

struct grams {
	struct arena *arena;
	struct gram **slots; /* open addressing; a power of 2 */
	size_t slots_n, n;
};

struct grams *grams_new(struct arena *a)
{
	struct grams *g = arena_new_of(a, struct grams);

	g->arena = a;
	g->slots_n = SLOTS_FIRST;
	g->slots = arena_array(a, struct gram *, g->slots_n);
	return g;
}

static struct gram **find_slot(const struct grams *g, uint32_t first, uint32_t second)
{
	uint64_t hash = ((uint64_t)first << 32 | second) * 0x9E3779B97F4A7C15u;
	size_t i = (size_t)(hash >> 32) & (g->slots_n - 1);

	while (g->slots[i] && (g->slots[i]->first != first || g->slots[i]->second != second))
		i = (i + 1) & (g->slots_n - 1);
	return &g->slots[i];
}

static void grow(struct grams *g)
{
	struct gram **old = g->slots;
	size_t old_n = g->slots_n;

	g->slots_n *= 2;
	g->slots = arena_array(g->arena, struct gram *, g->slots_n);
	for (size_t i = 0; i < old_n; i++)
		if (old[i])
			*find_slot(g, old[i]->first, old[i]->second) = old[i];
}

static void put_step(struct grams *g, struct gram *m, uint32_t step)
{
	while (step > 15) {
		*VEC_PUSH(g->arena, m->list, m->n, m->cap) = signs[16 + (step & 15)];
		step >>= 4;
	}
	*VEC_PUSH(g->arena, m->list, m->n, m->cap) = signs[step];
}

static void put(struct grams *g, uint32_t first, uint32_t second, uint32_t leaf)
{
	struct gram **slot = find_slot(g, first, second), *m = *slot;

	if (!m) {
		m = *slot = arena_new_of(g->arena, struct gram);
		m->first = first;
		m->second = second;
		g->n++;
	}
	if (m->last == leaf + 1)
		return;
	put_step(g, m, leaf - m->last);
	m->last = leaf + 1;
	if (2 * g->n > g->slots_n)
		grow(g);
}

void grams_put(struct grams *g, const struct letters *l, uint32_t leaf)
{
	for (size_t i = 0; i < l->n; i++)
		put(g, l->at[i], i + 1 < l->n ? l->at[i + 1] : END, leaf);
}

/* ---------------------------------------------------------------------------- shards */

/* By first letter, list, second letter. */
static int compare(const void *x, const void *y)
{
	const struct gram *a = *(struct gram *const *)x, *b = *(struct gram *const *)y;
	int d = (a->first > b->first) - (a->first < b->first);

	d = d ? d : memcmp(a->list, b->list, MIN(a->n, b->n));
	d = d ? d : (a->n > b->n) - (a->n < b->n);
	return d ? d : (a->second > b->second) - (a->second < b->second);
}

static struct gram **sorted(struct grams *g)
{
	struct gram **all = arena_array(g->arena, struct gram *, g->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < g->slots_n; i++)
		if (g->slots[i])
			all[n++] = g->slots[i];
	if (n)
		qsort(all, n, sizeof(struct gram *), compare);
	return all;
}

static void put_letter(struct buf *b, uint32_t cp)
{
	char s[4];

	buf_put(b, s, (size_t)text_encode(cp, s));
}

/* The line of the first letter of m[0]; how many grams it took. */
static size_t put_line(struct buf *b, struct gram *const *m, size_t n)
{
	size_t i = 0;

	put_letter(b, m[0]->first);
	for (; i < n && m[i]->first == m[0]->first; i++) {
		if (i == 0 || m[i]->n != m[i - 1]->n ||
		    memcmp(m[i]->list, m[i - 1]->list, m[i]->n) != 0)
			buf_put(b, m[i]->list, m[i]->n);
		put_letter(b, m[i]->second);
	}
	buf_putc(b, '\n');
	return i;
}

static void write_shard(struct output *out, struct arena *a, int number, struct buf *lines)
{
	struct buf b = {0};

	buf_printf(&b, "digestpress.search.grams(%d, ", number);
	json_text(&b, lines->s);
	buf_puts(&b, ");\n");
	output_put(out, arena_printf(a, "site/search/grams-%d.js", number), b.s, b.len);
	buf_free(&b);
	buf_clear(lines);
}

void grams_write(struct grams *g, struct output *out, struct buf *firsts)
{
	struct gram **all = sorted(g);
	struct buf lines = {0};
	int shards = 0;

	for (size_t i = 0; i < g->n;) {
		if (lines.len > SHARD_BYTES)
			write_shard(out, g->arena, shards++, &lines);
		if (lines.len == 0)
			put_letter(firsts, all[i]->first);
		i += put_line(&lines, all + i, g->n - i);
	}
	if (lines.len)
		write_shard(out, g->arena, shards, &lines);
	buf_free(&lines);
}
