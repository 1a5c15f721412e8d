/*
 * Tables → struct table: caption, rows, cells and their tags. A table's number
 * is that of its chapter and its place in it. Widths are table.c's business.
 */
#include "book/tree_parts.h"

#include <stdlib.h>
#include <string.h>

enum { CELL_SPAN_MOST = 1000 };

void tree_open_table(struct tree *t, const struct element *e, struct place p)
{
	struct job *j = t->job;
	struct block *parent = t->here ? t->here : j->root;
	struct block *b =
	    block_new(j, parent, BLOCK_TABLE, t->top->opened.look, tag_new(j, e->tag, parent->tag));

	b->element = e;
	b->place = p;
	b->table = arena_new_of(j->a, struct table);
	b->table->block = b;
	block_append(parent, b);
	t->table = b->table;
	t->here = NULL;
	t->item_tag = b->tag; /* the parent of rows outside thead and tbody */
}

static const char *table_number(struct tree *t)
{
	t->tables++;
	if (!t->chapters)
		return arena_printf(t->job->a, "%d", t->tables);
	return arena_printf(t->job->a, "%d-%d", t->chapters, t->tables);
}

/* 表3-1 and the words of the template, one em between them (CY/T 170-2019). */
void tree_open_caption(struct tree *t, const struct element *e, struct place p)
{
	struct job *j = t->job;
	int tag;

	if (!t->table)
		return;
	tag = tag_new(j, e->tag, t->table->block->tag);
	t->table->caption = t->text = tree_text_block(t, NULL, t->top->opened.look, tag, p);
	t->text->left += t->table->block->left;
	t->text->inset += t->table->block->inset;
	t->text->element = e;
	if (!t->text->look->number)
		return;
	t->table->number = table_number(t);
	*VEC_PUSH(j->a, j->numbered, j->numbered_n, j->numbered_cap) = t->table;
	tree_put_words(t, tree_fill_number(j->a, t->text->look->number, t->table->number), p);
}

void tree_open_rows(struct tree *t, const struct element *e)
{
	if (!t->table)
		return;
	t->header = strcmp(e->name, "thead") == 0;
	t->item_tag = tag_new(t->job, e->tag, t->table->block->tag);
}

void tree_open_row(struct tree *t, const struct element *e, struct place p)
{
	struct table *table = t->table;
	struct row *r;

	if (!table)
		return;
	r = VEC_PUSH(t->job->a, table->rows, table->n, table->cap);
	*r = (struct row){
	    .header = t->header, .section = t->item_tag, .look = t->top->opened.look, .place = p};
	if (t->header && table->head_n + 1 == table->n)
		table->head_n++;
	t->row = r;
	tree_settle_anchors(t, &r->anchors);
	t->list_tag = tag_new(t->job, e->tag, t->item_tag);
}

/* Far more columns than a page takes are as wrong as too many. */
static int read_span(const char *s)
{
	long n = strtol(s, NULL, 10);

	return (int)MIN(MAX(n, 1), CELL_SPAN_MOST);
}

void tree_open_cell(
    struct tree *t, const struct element *e, const struct attribute *a, size_t n, struct place p)
{
	struct job *j = t->job;
	const char *span = attribute_find(a, n, "colspan"), *scope = attribute_find(a, n, "scope");
	const char *rows = attribute_find(a, n, "rowspan");
	struct cell c = {.span = span ? read_span(span) : 1,
	    .rows = rows ? (size_t)read_span(rows) : 1,
	    .header = strcmp(e->name, "th") == 0};
	int tag;

	if (!t->row)
		return;
	tag = tag_new(j, e->tag, t->list_tag);
	j->print->tags[tag].column_span = c.span > 1 ? c.span : 0;
	j->print->tags[tag].row_span = c.rows > 1 ? (int)c.rows : 0;
	j->print->tags[tag].row_header = c.header && scope && strcmp(scope, "row") == 0;
	c.block = block_new(j, NULL, BLOCK_GROUP, t->top->opened.look, tag);
	c.block->element = e;
	c.block->place = p;
	*VEC_PUSH(j->a, t->row->cells, t->row->n, t->row->cap) = c;
	t->here = c.block;
}
