/*
 * The index of terms and units: every name in the order of pinyin, then
 * strokes, as ICU's collation has it. A name that it reads wrongly is put
 * right from the content: the `pinyin` of a term or unit is the reading of its
 * whole name; that of a region holds for its short name within any other.
 * An alias sees its term; a term sees also the terms that its definition uses.
 *
 * In: the lists of a collection. Out: its index. Which entries a book has, and
 * on which pages they stand, is not known here.
 */
#include "digest/digest_parts.h"

#include <stdlib.h>
#include <string.h>

struct indexer {
	struct collection *c;
	struct pinyin *readings;
	size_t cap;
};

/* s with one part of it in other characters. */
static char *replace(
    struct arena *a, const char *s, const char *part, size_t n, const char *instead)
{
	return arena_printf(a, "%.*s%s%s", (int)(part - s), s, instead, part + n);
}

/* The places within a name are read as their regions say. */
static char *read_regions(struct indexer *x, char *name)
{
	struct arena *a = x->c->arena;

	for (size_t i = 0; i < x->c->regions_n; i++) {
		const struct region *r = &x->c->regions[i];
		const char *at = *r->short_name ? strstr(name, r->short_name) : NULL;
		char *right;

		if (at && r->pinyin &&
		    pinyin_correct(x->readings, a, r->short_name, r->pinyin, &right))
			name = replace(a, name, at, strlen(r->short_name), right);
	}
	return name;
}

/* “专精特新”企业 is sorted by 专. */
static const char *first_word(const char *name)
{
	const char *s = name;

	while (text_is_cjk_mark(text_next(&s)))
		name = s;
	return name;
}

/* The text to sort a name by. */
static const char *sorted_by(struct indexer *x, const char *name, const char *reading)
{
	struct arena *a = x->c->arena;
	char *right;

	name = first_word(name);
	if (reading && *reading && pinyin_correct(x->readings, a, name, reading, &right))
		return right;
	return read_regions(x, arena_dup(a, name));
}

/* The n bytes of a character, or what stands for it in the term's text to sort by. */
static void put_as(struct buf *b, const char *one, size_t n, const struct index_entry *term)
{
	const char *name = first_word(term->name), *right = term->sorted;

	while (*name && *right) {
		const char *from = right;
		bool same = strncmp(name, one, n) == 0;

		text_next(&name);
		text_next(&right);
		if (same) {
			buf_put(b, from, (size_t)(right - from));
			return;
		}
	}
	buf_put(b, one, n);
}

/* Another name of a term: what both have is read alike. */
static const char *sorted_as(struct indexer *x, const char *other, const struct index_entry *term)
{
	struct buf b = {0};

	for (const char *s = first_word(other), *end = s; *s; s = end) {
		text_next(&end);
		put_as(&b, s, (size_t)(end - s), term);
	}
	return buf_keep(&b, x->c->arena);
}

static struct index_entry *add(struct indexer *x, const char *name, const char *sorted)
{
	struct index_entry *e = arena_new_of(x->c->arena, struct index_entry);

	e->name = name;
	e->sorted = sorted;
	e->letter = arena_printf(x->c->arena, "%c", pinyin_letter(x->readings, e->sorted));
	*VEC_PUSH(x->c->arena, x->c->index, x->c->index_n, x->cap) = e;
	return e;
}

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* An alias that stands beside its term anyway needs no entry. */
static void add_term(struct indexer *x, const struct term_entry *t)
{
	struct index_entry *e;

	if (!*t->name)
		return;
	e = add(x, t->name, sorted_by(x, t->name, t->pinyin));
	e->key = t->key;
	e->term = t;
	for (size_t i = 0; i < t->aliases_n; i++) {
		struct index_entry *other;

		if (begins(t->name, t->aliases[i]) || begins(t->aliases[i], t->name))
			continue;
		other = add(x, t->aliases[i], sorted_as(x, t->aliases[i], e));
		other->key = arena_printf(x->c->arena, "%s--%zu", t->key, i + 1);
		other->term = t;
		other->see = e;
	}
}

static int compare(const void *x, const void *y, void *readings)
{
	const struct index_entry *a = *(struct index_entry *const *)x;
	const struct index_entry *b = *(struct index_entry *const *)y;
	int d = strcmp(a->letter, b->letter);

	d = d ? d : pinyin_compare(readings, a->sorted, b->sorted);
	return d ? d : strcmp(a->key, b->key);
}

static bool speaks_of(const struct term_entry *t, const struct term_entry *other)
{
	bool found = t != other && strstr(t->definition, other->name);

	for (size_t i = 0; i < other->aliases_n && t != other; i++)
		found |= strstr(t->definition, other->aliases[i]) != NULL;
	return found;
}

/* 参见: in the order of the index. */
static void relate(struct collection *c, struct index_entry *e)
{
	size_t cap = 0;

	if (!e->term || e->see || !e->term->definition)
		return;
	for (size_t i = 0; i < c->index_n; i++) {
		const struct index_entry *other = c->index[i];

		if (other->term && !other->see && *other->name && speaks_of(e->term, other->term))
			*VEC_PUSH(c->arena, e->also, e->also_n, cap) = other;
	}
}

void index_make(struct collection *c)
{
	struct indexer x = {.c = c, .readings = pinyin_new(c->arena)};

	for (size_t i = 0; i < c->terms_n; i++)
		add_term(&x, &c->terms[i]);
	for (size_t i = 0; i < c->departments_n; i++) {
		const struct department *d = &c->departments[i];
		struct index_entry *e;

		if (!*d->name)
			continue;
		e = add(&x, d->name, sorted_by(&x, d->name, d->pinyin));
		e->key = d->anchor;
		e->department = d;
	}
	if (c->index_n)
		qsort_r(c->index, c->index_n, sizeof(struct index_entry *), compare, x.readings);
	for (size_t i = 0; i < c->index_n; i++)
		relate(c, c->index[i]);
	pinyin_free(x.readings);
}
