/*
 * Memory: arenas that grow in blocks, buffers that double, a string map.
 * This is the only file that calls malloc and free. Out of memory ends the
 * program here, so that nobody else needs an error exit for it. Arenas are not
 * locked: one thread uses one arena at a time.
 */
#include "base/base.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, ALIGN = 16, FIRST = 64 };

struct block {
	struct block *next;
	size_t used, size;
};

struct arena {
	struct block *blocks; /* the first one is being filled */
};

static const size_t block_head = (sizeof(struct block) + ALIGN - 1) / ALIGN * ALIGN;

void *mem_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		die("out of memory (%zu bytes)", size);
	return p;
}

void *mem_resize(void *p, size_t size)
{
	void *q = realloc(p, size ? size : 1);

	if (!q)
		die("out of memory growing to %zu bytes", size);
	return q;
}

void mem_free(void *p)
{
	free(p);
}

struct arena *arena_new(void)
{
	return mem_alloc(sizeof(struct arena));
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	while (a->blocks) {
		struct block *b = a->blocks;

		a->blocks = b->next;
		mem_free(b);
	}
	mem_free(a);
}

static size_t align(size_t size)
{
	return (size + ALIGN - 1) / ALIGN * ALIGN;
}

static struct block *block_new(size_t size)
{
	struct block *b = mem_alloc(block_head + size);

	b->size = size;
	return b;
}

/* A large piece gets a block of its own behind the one being filled. */
static void *alloc_large(struct arena *a, size_t size)
{
	struct block *b = block_new(size);

	b->used = size;
	if (a->blocks) {
		b->next = a->blocks->next;
		a->blocks->next = b;
	} else {
		a->blocks = b;
	}
	return (char *)b + block_head;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct block *b = a->blocks;
	void *p;

	if (size > SIZE_MAX - ALIGN)
		die("out of memory (%zu bytes)", size);
	size = align(size);
	if (size > BLOCK / 4)
		return alloc_large(a, size);
	if (!b || b->size - b->used < size) {
		b = block_new(BLOCK);
		b->next = a->blocks;
		a->blocks = b;
	}
	p = (char *)b + block_head + b->used;
	b->used += size;
	return p;
}

char *arena_dupn(struct arena *a, const char *s, size_t n)
{
	char *t = arena_alloc(a, n + 1);

	if (n)
		memcpy(t, s, n);
	return t;
}

char *arena_dup(struct arena *a, const char *s)
{
	return s ? arena_dupn(a, s, strlen(s)) : NULL;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	int n;
	char *s;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	assert(n >= 0);
	s = arena_alloc(a, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, fmt, again);
	va_end(again);
	return s;
}

/* Whether a piece at the end of the block being filled could be made larger where it is. */
static bool extend(struct arena *a, const void *p, size_t size, size_t more)
{
	struct block *b = a->blocks;

	if (!b || !p || (const char *)p + align(size) != (char *)b + block_head + b->used)
		return false;
	if (more > BLOCK || align(more) - align(size) > b->size - b->used)
		return false;
	b->used += align(more) - align(size);
	return true;
}

/* Most arrays stay short, so large elements begin with one. */
void *vec_grow(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap * 2 : MIN(MAX(FIRST / size, 1), 8);
	void *w;

	if (more < *cap || more > SIZE_MAX / size)
		die("out of memory (%zu elements)", more);
	if (extend(a, v, *cap * size, more * size)) {
		*cap = more;
		return v;
	}
	w = arena_alloc(a, more * size);
	if (n)
		memcpy(w, v, n * size);
	*cap = more;
	return w;
}

static void buf_reserve(struct buf *b, size_t n)
{
	size_t need = b->len + n + 1;

	if (need < n)
		die("out of memory (%zu bytes)", n);
	if (need <= b->cap)
		return;
	b->cap = MAX(need, b->cap * 2);
	b->s = mem_resize(b->s, b->cap);
}

void buf_put(struct buf *b, const void *p, size_t n)
{
	buf_reserve(b, n);
	if (n)
		memcpy(b->s + b->len, p, n);
	b->len += n;
	b->s[b->len] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void buf_putc(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	assert(n >= 0);
	buf_reserve(b, (size_t)n);
	vsnprintf(b->s + b->len, (size_t)n + 1, fmt, ap);
	b->len += (size_t)n;
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void buf_insert(struct buf *b, size_t at, const char *s)
{
	size_t n = strlen(s), rest = b->len - at;

	buf_put(b, s, n);
	memmove(b->s + at + n, b->s + at, rest);
	memcpy(b->s + at, s, n);
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->s)
		b->s[0] = '\0';
}

void buf_free(struct buf *b)
{
	mem_free(b->s);
	*b = (struct buf){0};
}

char *buf_keep(struct buf *b, struct arena *a)
{
	char *s = arena_dupn(a, b->s, b->len);

	buf_free(b);
	return s;
}

struct entry {
	const char *key;
	void *value;
};

/* Open addressing, at most half full; nothing is ever removed. */
struct map {
	struct arena *arena;
	struct entry *entries;
	size_t size, used;
};

static uint64_t hash(const char *s)
{
	uint64_t h = 1469598103934665603u; /* FNV-1a */

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

static struct entry *slot(const struct map *m, const char *key)
{
	size_t i = (size_t)hash(key) & (m->size - 1);

	while (m->entries[i].key && strcmp(m->entries[i].key, key) != 0)
		i = (i + 1) & (m->size - 1);
	return &m->entries[i];
}

struct map *map_new(struct arena *a)
{
	struct map *m = arena_new_of(a, struct map);

	m->arena = a;
	m->size = 16;
	m->entries = arena_array(a, struct entry, m->size);
	return m;
}

static void map_grow(struct map *m)
{
	struct map old = *m;

	m->size *= 2;
	m->entries = arena_array(m->arena, struct entry, m->size);
	for (size_t i = 0; i < old.size; i++)
		if (old.entries[i].key)
			*slot(m, old.entries[i].key) = old.entries[i];
}

void map_put(struct map *m, const char *key, const void *value)
{
	struct entry *e = slot(m, key);

	if (!e->key) {
		if (++m->used * 2 > m->size) {
			map_grow(m);
			e = slot(m, key);
		}
		e->key = key;
	}
	e->value = (void *)(uintptr_t)value;
}

void *map_find(const struct map *m, const char *key)
{
	return slot(m, key)->value;
}
