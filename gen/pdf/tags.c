/*
 * The structure tree (ISO 32000-1, 14.7 and 14.8; ISO 14289-1). In come the
 * tags of the book and the marks that the content streams left, in the order of
 * reading. The kids of a tag are tags and marks, mixed as they were read; a tag
 * without content, such as an empty cell, stands before its next neighbour.
 * A tag with content on several pages is one element.
 *
 * A book has several hundred elements a policy, so each costs a few words here,
 * and is written as bytes at once; attributes that many share are one object.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/parts.h"

/* In a list of kids: the next one, 0 at the end, since kid 0 is not used. */
struct kid {
	uint32_t next;
	int32_t what; /* a mark, or ~ of a tag */
};

struct element {
	int page;    /* of its first content; -1 */
	bool placed; /* it is among its parent's kids */
	uint32_t first_kid, last_kid;
	/* tags in the order of the book; 0 for none, since 0 is the root */
	int child, last, sibling;
};

/* Table attributes as they were written, to be shared. */
struct attributes {
	bool header, row_header;
	int column_span, row_span;
	int number;
};

struct tree {
	struct pdf *pdf;
	const struct tag *tags;
	struct element *elements;
	struct kid *kids;
	size_t kids_n;
	int first, root; /* numbers of the objects of tag 0 and of the tree */
	struct attributes *attributes;
	size_t attributes_n, attributes_cap;
};

static int number_of(const struct tree *t, int tag)
{
	return t->first + tag;
}

static void refer(struct buf *b, const char *key, int number)
{
	buf_puts(b, key);
	reference_put(b, number);
}

/* ----------------------------------------------------------------------- attributes */

static void put_table(struct buf *b, const struct attributes *a)
{
	buf_puts(b, "<</O/Table");
	if (a->header)
		buf_puts(b, a->row_header ? "/Scope/Row" : "/Scope/Column");
	if (a->column_span > 1)
		buf_printf(b, "/ColSpan %d", a->column_span);
	if (a->row_span > 1)
		buf_printf(b, "/RowSpan %d", a->row_span);
	buf_puts(b, ">>");
}

static int share_attributes(struct tree *t, struct attributes a)
{
	struct buf b = {0};

	for (size_t i = 0; i < t->attributes_n; i++) {
		const struct attributes *o = &t->attributes[i];

		if (o->header == a.header && o->row_header == a.row_header &&
		    o->column_span == a.column_span && o->row_span == a.row_span)
			return o->number;
	}
	put_table(&b, &a);
	a.number = object_number(object_from(t->pdf, &b));
	buf_free(&b);
	*(struct attributes *)VEC_PUSH(
	    t->pdf->arena, t->attributes, t->attributes_n, t->attributes_cap) = a;
	return a.number;
}

/* Table attributes (14.8.5.7), for header cells and for cells over several columns or rows. */
static void put_cell(struct tree *t, struct buf *b, const struct tag *tag)
{
	bool header = strcmp(tag->name, "TH") == 0;
	struct attributes a = {
	    header, header && tag->row_header, MAX(tag->column_span, 1), MAX(tag->row_span, 1), 0};

	if (header || a.column_span > 1 || a.row_span > 1)
		refer(b, "/A ", share_attributes(t, a));
}

/* The list attribute (14.8.5.5), for lists whose items have labels. */
static void put_list(struct buf *b, const struct tag *tag)
{
	if (tag->numbering)
		buf_printf(b, "/A<</O/List/ListNumbering/%s>>", tag->numbering);
}

/* Layout attributes (14.8.5.4.3): where a figure is on its page. */
static void put_figure(const struct tree *t, struct buf *b, int i)
{
	const struct tag *tag = &t->tags[i];
	int page = t->elements[i].page;

	if (tag->bbox.w == 0 || page < 0)
		return;
	buf_puts(b, "/A<</O/Layout/Placement/Block/BBox");
	box_put(b, &t->pdf->print->pages[page], tag->bbox);
	buf_puts(b, ">>");
}

/* What an element says besides its content (14.9). */
static void put_words(struct buf *b, const struct tag *tag)
{
	if (tag->alt) {
		buf_puts(b, "/Alt");
		text_put(b, tag->alt);
	}
	if (tag->expansion) {
		buf_puts(b, "/E");
		text_put(b, tag->expansion);
	}
	if (tag->language) {
		buf_puts(b, "/Lang");
		ascii_put(b, tag->language);
	}
	if (tag->id) {
		buf_puts(b, "/ID");
		ascii_put(b, tag->id);
	}
}

/* ------------------------------------------------------------------------------ order */

static void chain_element(struct tree *t, int i)
{
	struct element *parent = &t->elements[t->tags[i].parent];

	assert(t->tags[i].parent >= 0 && t->tags[i].parent < i);
	if (parent->last)
		t->elements[parent->last].sibling = i;
	else
		parent->child = i;
	parent->last = i;
}

static void add_kid(struct tree *t, struct element *e, int32_t what)
{
	uint32_t i = (uint32_t)++t->kids_n;

	t->kids[i] = (struct kid){0, what};
	if (e->last_kid)
		t->kids[e->last_kid].next = i;
	else
		e->first_kid = i;
	e->last_kid = i;
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

		add_kid(t, parent, ~parent->child);
		e->placed = true;
		parent->child = e->sibling;
	}
}

static void place_mark(struct tree *t, int i)
{
	const struct mark *m = &t->pdf->marks[i];
	struct element *e = &t->elements[m->tag];

	place_element(t, m->tag);
	add_kid(t, e, i);
	if (e->page < 0 && m->mcid != ANNOTATION)
		e->page = m->page;
}

static void grow_tree(struct tree *t)
{
	int n = (int)t->pdf->print->tags_n;

	for (int i = 0; i < n; i++)
		t->elements[i].page = -1;
	for (int i = 1; i < n; i++)
		chain_element(t, i);
	for (size_t i = 0; i < t->pdf->marks_n; i++)
		place_mark(t, (int)i);
	for (int i = 0; i < n; i++)
		place_element(t, i);
}

/* --------------------------------------------------------------------------- elements */

static void put_kid(const struct tree *t, struct buf *b, const struct element *e, int32_t what)
{
	const struct pdf *p = t->pdf;
	const struct mark *m = what < 0 ? NULL : &p->marks[what];

	if (!m) {
		reference_put(b, number_of(t, ~what));
	} else if (m->mcid != ANNOTATION && m->page == e->page) {
		decimal_put(b, m->mcid, 1);
	} else {
		buf_puts(b, "<</Type/");
		if (m->mcid == ANNOTATION)
			refer(b, "OBJR/Obj ", m->annotation);
		else
			buf_printf(b, "MCR/MCID %d", m->mcid);
		if (m->page != e->page)
			refer(b, "/Pg ", object_number(p->pages[m->page]));
		buf_puts(b, ">>");
	}
}

static void put_kids(const struct tree *t, struct buf *b, const struct element *e)
{
	bool several = e->first_kid != e->last_kid;

	if (!e->first_kid)
		return;
	buf_puts(b, several ? "/K[" : "/K ");
	for (uint32_t k = e->first_kid; k; k = t->kids[k].next) {
		if (k != e->first_kid)
			buf_putc(b, ' ');
		put_kid(t, b, e, t->kids[k].what);
	}
	if (several)
		buf_putc(b, ']');
}

static void write_element(struct tree *t, struct buf *b, int i)
{
	const struct tag *tag = &t->tags[i];
	const struct element *e = &t->elements[i];

	buf_printf(b, "<</S/%s", tag->name);
	refer(b, "/P ", i == 0 ? t->root : number_of(t, tag->parent));
	if (e->page >= 0)
		refer(b, "/Pg ", object_number(t->pdf->pages[e->page]));
	put_cell(t, b, tag);
	put_list(b, tag);
	put_figure(t, b, i);
	put_words(b, tag);
	put_kids(t, b, e);
	buf_puts(b, ">>");
	object_put(t->pdf, number_of(t, i), b);
	buf_clear(b);
}

/* The numbers of elements follow each other, so that none needs to be kept. */
static void write_elements(struct tree *t)
{
	struct buf b = {0};

	t->first = object_number(object_new(t->pdf));
	for (size_t i = 1; i < t->pdf->print->tags_n; i++)
		object_new(t->pdf);
	for (size_t i = 0; i < t->pdf->print->tags_n; i++)
		write_element(t, &b, (int)i);
	buf_free(&b);
}

/* ------------------------------------------------------------------------ parent tree */

static struct tree_entry entry_of(struct tree *t, int number, int key)
{
	const char *s = arena_printf(t->pdf->arena, "%d 0 R", number);

	return (struct tree_entry){NULL, key, s, strlen(s)};
}

/* The elements of a page's sequences, by MCID; *i is its first mark and becomes the next page's. */
static int write_page_elements(struct tree *t, int page, size_t *i)
{
	const struct pdf *p = t->pdf;
	struct buf b = {0};
	int number;

	buf_putc(&b, '[');
	for (; *i < p->marks_n && p->marks[*i].page == page; ++*i) {
		if (p->marks[*i].mcid == ANNOTATION)
			continue;
		reference_put(&b, number_of(t, p->marks[*i].tag));
		buf_putc(&b, ' ');
	}
	buf_putc(&b, ']');
	number = object_number(object_from(t->pdf, &b));
	buf_free(&b);
	return number;
}

/* For each page the elements of its sequences by MCID, then for each annotation its element. */
static int write_parent_tree(struct tree *t)
{
	struct pdf *p = t->pdf;
	size_t n = p->print->pages_n, at = 0;
	struct tree_entry *e = arena_array(p->arena, struct tree_entry, n + p->annotations_n);

	for (size_t i = 0; i < n; i++)
		e[i] = entry_of(t, write_page_elements(t, (int)i, &at), (int)i);
	for (size_t i = 0; i < p->marks_n; i++)
		if (p->marks[i].mcid == ANNOTATION) {
			e[n] = entry_of(t, number_of(t, p->marks[i].tag), (int)n);
			n++;
		}
	return object_number(tree_new(p, e, n));
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(((const struct tree_entry *)a)->name, ((const struct tree_entry *)b)->name);
}

/* Elements by their identifiers (14.7.2); 0 when none has one. */
static int write_identifiers(struct tree *t)
{
	struct pdf *p = t->pdf;
	struct tree_entry *e;
	size_t n = 0;

	for (size_t i = 0; i < p->print->tags_n; i++)
		n += t->tags[i].id != NULL;
	if (n == 0)
		return 0;
	e = arena_array(p->arena, struct tree_entry, n);
	n = 0;
	for (size_t i = 0; i < p->print->tags_n; i++)
		if (t->tags[i].id) {
			e[n] = entry_of(t, number_of(t, (int)i), 0);
			e[n++].name = t->tags[i].id;
		}
	qsort(e, n, sizeof(*e), compare_names);
	for (size_t i = 1; i < n; i++)
		assert(strcmp(e[i - 1].name, e[i].name) < 0);
	return object_number(tree_new(p, e, n));
}

void tags_write(struct pdf *p)
{
	struct tree t = {.pdf = p, .tags = p->print->tags};
	HPDF_Dict mark_info = dict_new(p);
	void *root = object_new(p);
	struct buf b = {0};
	int identifiers;

	assert(p->print->tags_n > 0);
	t.elements = arena_array(p->arena, struct element, p->print->tags_n);
	t.kids = arena_array(p->arena, struct kid, p->print->tags_n + p->marks_n + 1);
	t.root = object_number(root);
	grow_tree(&t);
	write_elements(&t);
	refer(&b, "<</Type/StructTreeRoot/K ", t.first);
	refer(&b, "/ParentTree ", write_parent_tree(&t));
	identifiers = write_identifiers(&t);
	if (identifiers)
		refer(&b, "/IDTree ", identifiers);
	buf_printf(&b, "/ParentTreeNextKey %zu>>", p->print->pages_n + p->annotations_n);
	object_put(p, t.root, &b);
	buf_free(&b);
	HPDF_Dict_AddBoolean(mark_info, "Marked", HPDF_TRUE);
	HPDF_Dict_Add(p->doc->catalog, "StructTreeRoot", root);
	HPDF_Dict_Add(p->doc->catalog, "MarkInfo", mark_info);
}
