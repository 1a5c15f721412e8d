/*
 * The structure tree (ISO 32000-1, 14.7 and 14.8; ISO 14289-1). In come the
 * tags of the book and the marks that the content streams left, in the order of
 * reading. The kids of a tag are tags and marks, mixed as they were read; a tag
 * without content, such as an empty cell, stands before its next neighbour.
 * A tag with content on several pages is one element.
 */
#include <assert.h>
#include <string.h>

#include "pdf/parts.h"

struct element {
	HPDF_Dict dict;
	HPDF_Array kids; /* NULL as long as there is none */
	int page;        /* of its first content; -1 */
	bool placed;     /* it is among its parent's kids */
	/* tags in the order of the book; 0 for none, since 0 is the root */
	int child, last, sibling;
};

struct tree {
	struct pdf *pdf;
	const struct tag *tags;
	struct element *elements;
};

/* ----------------------------------------------------------------------- attributes */

static void add_spans(HPDF_Dict a, const struct tag *t)
{
	if (t->column_span > 1)
		HPDF_Dict_AddNumber(a, "ColSpan", t->column_span);
	if (t->row_span > 1)
		HPDF_Dict_AddNumber(a, "RowSpan", t->row_span);
}

/* Table attributes (14.8.5.7), for header cells and for cells over several columns or rows. */
static void add_attributes(struct pdf *p, HPDF_Dict element, const struct tag *t)
{
	bool header = strcmp(t->name, "TH") == 0;
	HPDF_Dict a;

	if (!header && t->column_span <= 1 && t->row_span <= 1)
		return;
	a = dict_new(p);
	HPDF_Dict_AddName(a, "O", "Table");
	if (header)
		HPDF_Dict_AddName(a, "Scope", t->row_header ? "Row" : "Column");
	add_spans(a, t);
	HPDF_Dict_Add(element, "A", a);
}

/* What an element says besides its content (14.9). */
static void add_words(struct pdf *p, HPDF_Dict element, const struct tag *t)
{
	if (t->alt)
		HPDF_Dict_Add(element, "Alt", text_new(p, t->alt));
	if (t->expansion)
		HPDF_Dict_Add(element, "E", text_new(p, t->expansion));
	if (t->language)
		HPDF_Dict_Add(element, "Lang", ascii_new(p, t->language));
	if (t->id)
		HPDF_Dict_Add(element, "ID", ascii_new(p, t->id));
}

/* --------------------------------------------------------------------------- elements */

static void create_element(struct tree *t, int i)
{
	const struct tag *tag = &t->tags[i];
	struct element *e = &t->elements[i];

	assert(i == 0 || (tag->parent >= 0 && tag->parent < i));
	e->dict = dict_new_indirect(t->pdf);
	e->page = -1;
	HPDF_Dict_AddName(e->dict, "S", tag->name);
	add_words(t->pdf, e->dict, tag);
	add_attributes(t->pdf, e->dict, tag);
	if (i == 0)
		return;
	HPDF_Dict_Add(e->dict, "P", t->elements[tag->parent].dict);
}

static void chain_element(struct tree *t, int i)
{
	struct element *parent = &t->elements[t->tags[i].parent];

	if (parent->last)
		t->elements[parent->last].sibling = i;
	else
		parent->child = i;
	parent->last = i;
}

static HPDF_Array kids_of(struct tree *t, struct element *e)
{
	if (!e->kids)
		e->kids = array_new(t->pdf);
	return e->kids;
}

/* Put a tag among its parent's kids, its elder siblings and its ancestors before it. */
static void place_element(struct tree *t, int i)
{
	struct element *parent;

	if (i == 0 || t->elements[i].placed)
		return;
	place_element(t, t->tags[i].parent);
	parent = &t->elements[t->tags[i].parent];
	/* `child` moves on, so that each sibling is passed once. */
	while (parent->child && parent->child <= i) {
		struct element *e = &t->elements[parent->child];

		HPDF_Array_Add(kids_of(t, parent), e->dict);
		e->placed = true;
		parent->child = e->sibling;
	}
}

/* ------------------------------------------------------------------------------ marks */

static HPDF_Dict refer_to_annotation(struct tree *t, const struct mark *m)
{
	HPDF_Dict d = dict_new(t->pdf);

	HPDF_Dict_AddName(d, "Type", "OBJR");
	HPDF_Dict_Add(d, "Obj", m->annotation);
	HPDF_Dict_Add(d, "Pg", t->pdf->pages[m->page]);
	return d;
}

static HPDF_Dict refer_to_content(struct tree *t, const struct mark *m)
{
	HPDF_Dict d = dict_new(t->pdf);

	HPDF_Dict_AddName(d, "Type", "MCR");
	HPDF_Dict_AddNumber(d, "MCID", m->mcid);
	HPDF_Dict_Add(d, "Pg", t->pdf->pages[m->page]);
	return d;
}

static void place_mark(struct tree *t, const struct mark *m)
{
	struct element *e = &t->elements[m->tag];
	HPDF_Array kids;

	place_element(t, m->tag);
	kids = kids_of(t, e);
	if (m->annotation) {
		HPDF_Array_Add(kids, refer_to_annotation(t, m));
		return;
	}
	if (e->page < 0) {
		e->page = m->page;
		HPDF_Dict_Add(e->dict, "Pg", t->pdf->pages[m->page]);
	}
	if (m->page == e->page)
		array_add_number(kids, m->mcid);
	else
		HPDF_Array_Add(kids, refer_to_content(t, m));
}

/* ------------------------------------------------------------------------ parent tree */

/* For each page the elements of its sequences by MCID, then for each annotation its element. */
static HPDF_Dict write_parent_tree(struct tree *t, size_t *keys)
{
	struct pdf *p = t->pdf;
	size_t n = p->print->pages_n;
	struct tree_entry *e = arena_array(p->arena, struct tree_entry, n + p->marks_n);

	for (size_t i = 0; i < n; i++)
		e[i] = (struct tree_entry){.number = (int)i, .value = array_new_indirect(p)};
	for (size_t i = 0; i < p->marks_n; i++) {
		const struct mark *m = &p->marks[i];
		HPDF_Dict element = t->elements[m->tag].dict;

		if (!m->annotation) {
			HPDF_Array_Add(e[m->page].value, element);
			continue;
		}
		HPDF_Dict_AddNumber(m->annotation, "StructParent", (int)n);
		e[n] = (struct tree_entry){.number = (int)n, .value = element};
		n++;
	}
	*keys = n;
	return tree_new(p, e, n);
}

static void grow_tree(struct tree *t)
{
	const struct pdf *p = t->pdf;
	size_t n = p->print->tags_n;

	for (size_t i = 0; i < n; i++)
		create_element(t, (int)i);
	for (size_t i = 1; i < n; i++)
		chain_element(t, (int)i);
	for (size_t i = 0; i < p->marks_n; i++)
		place_mark(t, &p->marks[i]);
	for (size_t i = 0; i < n; i++)
		place_element(t, (int)i);
	for (size_t i = 0; i < n; i++)
		if (t->elements[i].kids)
			HPDF_Dict_Add(t->elements[i].dict, "K", t->elements[i].kids);
}

void tags_write(struct pdf *p)
{
	struct tree t = {.pdf = p, .tags = p->print->tags};
	HPDF_Dict root = dict_new_indirect(p), mark_info = dict_new(p);
	size_t keys;

	assert(p->print->tags_n > 0);
	t.elements = arena_array(p->arena, struct element, p->print->tags_n);
	grow_tree(&t);
	HPDF_Dict_AddName(root, "Type", "StructTreeRoot");
	HPDF_Dict_Add(root, "K", t.elements[0].dict);
	HPDF_Dict_Add(root, "ParentTree", write_parent_tree(&t, &keys));
	HPDF_Dict_AddNumber(root, "ParentTreeNextKey", (int)keys);
	HPDF_Dict_Add(t.elements[0].dict, "P", root);
	HPDF_Dict_AddBoolean(mark_info, "Marked", HPDF_TRUE);
	HPDF_Dict_Add(p->doc->catalog, "StructTreeRoot", root);
	HPDF_Dict_Add(p->doc->catalog, "MarkInfo", mark_info);
}
