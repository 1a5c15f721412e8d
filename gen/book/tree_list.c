/*
 * Lists → groups with labels: ul, ol, li, dl, dt, dd. A label waits in the tree
 * for the first text of its item and stands beside it.
 */
#include "book/tree_parts.h"

#include <stdlib.h>
#include <string.h>

void tree_open_list(
    struct tree *t, const struct element *e, const struct attribute *a, size_t n, struct place p)
{
	const char *start = attribute_find(a, n, "start");

	tree_open_group(t, e, p);
	t->list_tag = t->here->tag;
	t->list_count = strcmp(e->name, "ol") == 0 ? (start ? (int)strtol(start, NULL, 10) : 1) : 0;
}

void tree_release_term(struct tree *t)
{
	struct block *b = t->label, *parent = t->here ? t->here : t->job->root;
	struct look look;

	if (!b || !b->element)
		return;
	t->label = NULL;
	look = *b->look;
	look.keep = true;
	b->look = look_keep(t->job, look);
	b->parent = parent;
	b->left += parent->left;
	b->inset += parent->inset;
	block_append(parent, b);
}

/* The label of an item: its number, or a dot; none where its look has no room for one. */
static void label_item(struct tree *t, struct place p)
{
	struct job *j = t->job;
	struct frame *list = t->top->outer;
	const char *words = "•";
	struct look look = style_own(j->sheet, j->paper, "label");
	struct block *b;
	int tag;

	if (t->top->opened.look->label)
		tree_release_term(t);
	if (t->list_count > 0)
		words = arena_printf(j->a, "%d.", t->list_count);
	if (t->list_count > 0 && list)
		t->list_count++;
	if (!t->top->opened.look->label)
		return;
	look.leading = t->top->opened.look->leading;
	tag = tag_new(j, "Lbl", t->item_tag);
	j->print->tags[t->list_tag].numbering = t->list_count > 0 ? "Decimal" : "Disc";
	b = block_new(j, NULL, BLOCK_TEXT, look_keep(j, look), tag);
	b->place = p;
	passage_put(j->a, &b->passage,
	    (struct span){.text = words, .look = b->look, .tag = tag, .place = p});
	t->label = b;
}

void tree_open_item(struct tree *t, const struct element *e, struct place p)
{
	int parent = t->list_tag;

	if (tree_in_foot(t)) {
		note_open(t, e, p);
		return;
	}
	t->item_tag = tag_new(t->job, e->tag, parent);
	label_item(t, p);
	tree_open_group(t, &(struct element){.name = "li", .kind = ELEMENT_ITEM}, p);
	t->here->element = e;
	t->here->tag = tag_new(t->job, "LBody", t->item_tag);
}

/* dt: a label that waits for its dd. */
void tree_open_term(struct tree *t, const struct element *e, struct place p)
{
	int tag;

	t->item_tag = tag_new(t->job, "LI", t->list_tag);
	tag = tag_new(t->job, e->tag, t->item_tag);
	t->job->print->tags[t->list_tag].numbering = "None";
	tree_release_term(t);
	t->label = NULL;
	t->text = tree_text_block(t, NULL, t->top->opened.look, tag, p);
	t->text->element = e;
	t->label = t->text;
}

void tree_open_detail(struct tree *t, const struct element *e, struct place p)
{
	tree_open_group(t, &(struct element){.name = "dd", .kind = ELEMENT_DETAIL}, p);
	t->here->element = e;
	t->here->tag = tag_new(t->job, e->tag, t->item_tag ? t->item_tag : t->list_tag);
}
