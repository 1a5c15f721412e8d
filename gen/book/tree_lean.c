/*
 * Columns that say nothing: in a table whose look is lean, a column whose cells
 * are all empty or — is left out, header and all. In: a table that has just been
 * closed. Out: the same without these columns, and without their tags: those of
 * a table are the last of the book as long as it is the last thing in it.
 */
#include "book/tree_parts.h"

#include <string.h>

enum { COLUMNS_LOOKED_AT = 64 };

static bool says_nothing(const struct block *b)
{
	for (size_t i = 0; i < b->passage.n; i++) {
		const struct span *s = &b->passage.spans[i];

		if (s->text && *s->text && strcmp(s->text, "—") != 0)
			return false;
	}
	for (const struct block *child = b->child; child; child = child->next)
		if (child->kind == BLOCK_TABLE || child->kind == BLOCK_FIGURE ||
		    !says_nothing(child))
			return false;
	return true;
}

/* A bit for each column that can go. Tables with spans stay as they are. */
static uint64_t find_columns(const struct table *t)
{
	size_t n = t->n ? t->rows[0].n : 0;
	uint64_t all = n < COLUMNS_LOOKED_AT ? ((uint64_t)1 << n) - 1 : 0, out = all;

	for (size_t i = 0; i < t->n; i++) {
		const struct row *r = &t->rows[i];

		if (r->n != n)
			return 0;
		for (size_t k = 0; k < n; k++) {
			if (r->cells[k].span > 1 || r->cells[k].rows > 1)
				return 0;
			if (!r->header && !says_nothing(r->cells[k].block))
				out &= ~((uint64_t)1 << k);
		}
	}
	return t->n == t->head_n || out == all ? 0 : out;
}

/* ------------------------------------------------------------------------- tags */

/* New numbers for the tags from `base` on; 0 for those that go. */
static int *renumber(struct job *j, const struct table *t, uint64_t columns, int base)
{
	struct print *p = j->print;
	int n = (int)p->tags_n, *map = arena_array(j->a, int, n), kept = base;
	bool *gone = arena_array(j->a, bool, n);

	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < t->rows[i].n; k++)
			gone[t->rows[i].cells[k].block->tag] = columns >> k & 1;
	for (int i = base; i < n; i++) {
		gone[i] |= gone[p->tags[i].parent];
		if (gone[i])
			continue;
		map[i] = kept;
		p->tags[kept] = p->tags[i];
		if (p->tags[kept].parent >= base)
			p->tags[kept].parent = map[p->tags[kept].parent];
		kept++;
	}
	p->tags_n = (size_t)kept;
	return map;
}

static void renumber_block(struct block *b, const int *map, int base)
{
	if (b->tag >= base)
		b->tag = map[b->tag];
	for (size_t i = 0; i < b->passage.n; i++)
		if (b->passage.spans[i].tag >= base)
			b->passage.spans[i].tag = map[b->passage.spans[i].tag];
	if (b->label)
		renumber_block(b->label, map, base);
	for (struct block *child = b->child; child; child = child->next)
		renumber_block(child, map, base);
}

static void renumber_links(struct job *j, const int *map, int base)
{
	for (size_t i = j->links_n; i-- > 0 && j->links[i]->tag >= base;)
		j->links[i]->tag = map[j->links[i]->tag];
}

/* ------------------------------------------------------------------------ cells */

static void drop_cells(struct row *r, uint64_t columns)
{
	size_t kept = 0;

	for (size_t k = 0; k < r->n; k++)
		if (!(columns >> k & 1))
			r->cells[kept++] = r->cells[k];
	r->n = kept;
}

void tree_close_table(struct tree *t)
{
	struct table *table = t->table;
	uint64_t columns = table && table->block->look->lean ? find_columns(table) : 0;
	int *map, base;

	if (!columns)
		return;
	base = table->block->tag + 1;
	map = renumber(t->job, table, columns, base);
	for (size_t i = 0; i < table->n; i++) {
		drop_cells(&table->rows[i], columns);
		for (size_t k = 0; k < table->rows[i].n; k++)
			renumber_block(table->rows[i].cells[k].block, map, base);
	}
	if (table->caption)
		renumber_block(table->caption, map, base);
	renumber_links(t->job, map, base);
}
