/*
 * Blocks and what hangs on them: their looks (one copy of each), the tags of the
 * structure tree, the spans of a passage. Everything is in the book's arena.
 */
#include "book/book_parts.h"

#include <string.h>

const struct look *look_keep(struct job *j, struct look look)
{
	struct look *copy;

	for (size_t i = j->looks_n; i-- > 0;)
		/* A difference in padding would only cost a copy. */
		/* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison) */
		if (memcmp(j->looks[i], &look, sizeof(look)) == 0)
			return j->looks[i];
	copy = arena_new_of(j->a, struct look);
	memcpy(copy, &look, sizeof(look));
	*VEC_PUSH(j->a, j->looks, j->looks_n, j->looks_cap) = copy;
	return copy;
}

int tag_new(struct job *j, const char *name, int parent)
{
	struct print *p = j->print;

	*VEC_PUSH(j->a, p->tags, p->tags_n, j->tags_cap) =
	    (struct tag){.name = name, .parent = parent};
	return (int)p->tags_n - 1;
}

/* Most texts are one span, few are more than four. */
static void passage_grow(struct arena *a, struct passage *p)
{
	struct span *old = p->spans;

	p->cap = p->cap ? 4 * p->cap : 1;
	p->spans = arena_array(a, struct span, p->cap);
	if (p->n)
		memcpy(p->spans, old, p->n * sizeof(*old));
}

void passage_put(struct arena *a, struct passage *p, struct span s)
{
	if (p->n == p->cap)
		passage_grow(a, p);
	p->spans[p->n++] = s;
	p->refers |= s.page_of != NULL;
	p->linked |= s.link != NULL;
}

struct block *block_new(
    struct job *j, struct block *parent, enum block_kind kind, const struct look *look, int tag)
{
	struct block *b = arena_new_of(j->a, struct block);

	*b = (struct block){.kind = kind, .look = look, .tag = tag, .parent = parent, .page = -1};
	if (parent) {
		b->left = parent->left;
		b->inset = parent->inset;
	}
	b->left += look->left + look->label;
	b->inset += look->left + look->label + look->right;
	return b;
}

mpt label_room(const struct block *b)
{
	for (const struct block *p = b->parent; p; p = p->parent)
		if (p->look->label)
			return b->left - p->left + p->look->label;
	return 0;
}

void block_append(struct block *parent, struct block *b)
{
	if (parent->last)
		parent->last->next = b;
	else
		parent->child = b;
	parent->last = b;
}
