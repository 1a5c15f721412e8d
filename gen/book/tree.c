/*
 * Elements, as the template engine emits them → blocks with their looks, tags
 * and texts. A sink: tree_begin, then the elements, then tree_end.
 *
 * Text directly inside a container becomes a text block of its own without
 * further tag. Chapters get their numbers. Links, lists and tables are in files of their own.
 * Nothing is measured here.
 */
#include "book/tree_parts.h"

#include <string.h>

/* ------------------------------------------------------------------ text blocks */

/* The part of a container's look that its own text takes. */
static const struct look *look_inside(struct tree *t, const struct look *k)
{
	memset(&t->plain, 0, sizeof(t->plain));
	t->plain.face = k->face;
	t->plain.size = k->size;
	t->plain.leading = k->leading;
	t->plain.ink = k->ink;
	t->plain.align = k->align;
	t->plain.indent = k->indent;
	t->plain.keep = k->keep;
	t->plain.nowrap = k->nowrap;
	return look_keep(t->job, t->plain);
}

struct block *tree_text_block(
    struct tree *t, struct block *parent, const struct look *look, int tag, struct place p)
{
	struct block *b = block_new(t->job, parent, BLOCK_TEXT, look, tag);

	b->place = p;
	b->label = t->label;
	t->label = NULL;
	if (t->row)
		tree_settle_anchors(t, &t->row->anchors);
	else
		tree_settle_anchors(t, &b->anchors);
	return b;
}

static bool ensure_text(struct tree *t, struct place p)
{
	if (t->text)
		return true;
	if (!t->here) {
		diag(p, DIAG_ERROR, "book-stray", "text in a table stands in a cell or a caption");
		return false;
	}
	t->text = tree_text_block(t, t->here, look_inside(t, t->top->opened.look), t->here->tag, p);
	block_append(t->here, t->text);
	return true;
}

void tree_put_span(struct tree *t, struct span s)
{
	s.look = t->top->opened.look;
	s.link = t->link;
	s.tag = t->link ? t->link->tag : t->text->tag;
	passage_put(t->job->a, &t->text->passage, s);
}

void tree_put_words(struct tree *t, const char *words, struct place p)
{
	tree_put_span(t, (struct span){.text = words, .place = p});
}

static void open_text(struct tree *t, const struct element *e, struct place p)
{
	const struct look *look = t->top->opened.look;
	struct block *parent = t->here ? t->here : t->job->root;
	int tag = e->tag ? tag_new(t->job, e->tag, parent->tag) : parent->tag;

	t->text = tree_text_block(t, parent, look, tag, p);
	t->text->element = e;
	t->text->level = e->level;
	t->text->passage.verbatim = strcmp(e->name, "pre") == 0;
	block_append(parent, t->text);
	for (int level = e->level + 1; e->level && level < (int)LEN(t->counts); level++)
		t->counts[level] = 0;
	tree_number_text(t, look->number, e->level, p);
	if (look->bookmark)
		*VEC_PUSH(t->job->a, t->job->headings, t->job->headings_n, t->job->headings_cap) =
		    t->text;
}

/* ------------------------------------------------------------------------ groups */

void tree_open_group(struct tree *t, const struct element *e, struct place p)
{
	const struct look *look = t->top->opened.look;
	struct block *parent = t->here ? t->here : t->job->root;
	bool contents = class_has(t->top->opened.class_names, "toc");
	bool nav = strcmp(e->name, "nav") == 0;
	bool tables = nav && class_has(t->top->opened.class_names, "tables");
	bool index = nav && class_has(t->top->opened.class_names, "index");
	const char *own = tree_in_foot(t) ? NULL : e->tag;
	const char *name = contents || tables ? "TOC" : index ? "Index" : own;
	int tag = name ? tag_new(t->job, name, parent->tag) : parent->tag;
	struct block *b =
	    block_new(t->job, parent, contents || tables ? BLOCK_CONTENTS : BLOCK_GROUP, look, tag);

	b->element = e;
	b->place = p;
	b->column = galley_width(look, t->job->paper->measure - b->inset);
	if (b->column)
		b->inset = t->job->paper->measure - b->column;
	block_append(parent, b);
	t->here = b;
	if (contents)
		*VEC_PUSH(t->job->a, t->job->contents, t->job->contents_n, t->job->contents_cap) =
		    b;
	if (tables)
		*VEC_PUSH(t->job->a, t->job->table_lists, t->job->table_lists_n,
		    t->job->table_lists_cap) = b;
}

bool tree_in_foot(const struct tree *t)
{
	for (const struct opened *o = &t->top->opened; o && !t->note; o = o->outer)
		if (o->look && o->look->foot)
			return true;
	return false;
}

static void open_rule(struct tree *t, struct place p)
{
	struct block *parent = t->here ? t->here : t->job->root;
	struct block *b = block_new(t->job, parent, BLOCK_LINE, t->top->opened.look, parent->tag);

	b->place = p;
	block_append(parent, b);
}

/* ------------------------------------------------------------------------ inlines */

static void open_inline(
    struct tree *t, const struct element *e, const struct attribute *a, size_t n, struct place p)
{
	if (e->kind == ELEMENT_BREAK)
		tree_put_span(t, (struct span){.forced = true, .place = p});
	else if (strcmp(e->name, "a") == 0)
		tree_open_link(t, a, n, p);
}

/* ----------------------------------------------------------------------- the sink */

static const struct element unknown = {"", ELEMENT_SILENT, NULL, 0};

static const struct element *known(const char *name, struct place p)
{
	const struct element *e = element_find(name);
	const char *near;

	if (e)
		return e;
	diag(p, DIAG_ERROR, "book-element", "a handbook cannot print the element %s", name);
	near = element_nearest(name);
	if (near)
		diag_hint("perhaps %s", near);
	return &unknown;
}

static struct look look_of(struct tree *t, const struct element *e, const char *class_names)
{
	struct opened o = {e, class_names, NULL, t->top ? &t->top->opened : NULL};

	return style_look(t->job->sheet, t->job->paper, &o);
}

static void push(struct tree *t, const struct element *e, const char *class_names, struct look look)
{
	struct frame *f = t->spare;

	if (f)
		t->spare = f->outer;
	else
		f = arena_new_of(t->job->a, struct frame);
	*f = (struct frame){
	    .opened = {e, class_names ? arena_dup(t->job->a, class_names) : NULL, NULL, NULL},
	    .here = t->here,
	    .text = t->text,
	    .link = t->link,
	    .table = t->table,
	    .row = t->row,
	    .note = t->note,
	    .list_count = t->list_count,
	    .list_tag = t->list_tag,
	    .item_tag = t->item_tag,
	    .outer = t->top,
	};
	f->opened.outer = t->top ? &t->top->opened : NULL;
	f->opened.look = look_keep(t->job, look);
	t->top = f;
}

static void open_block(
    struct tree *t, const struct element *e, const struct attribute *a, size_t n, struct place p)
{
	switch (e->kind) {
	case ELEMENT_GROUP:
		tree_open_group(t, e, p);
		break;
	case ELEMENT_TEXT:
		open_text(t, e, p);
		break;
	case ELEMENT_TABLE:
		tree_release_term(t);
		tree_open_table(t, e, p);
		break;
	case ELEMENT_CAPTION:
		tree_open_caption(t, e, p);
		break;
	case ELEMENT_ROWS:
		tree_open_rows(t, e);
		break;
	case ELEMENT_ROW:
		tree_open_row(t, e, p);
		break;
	case ELEMENT_CELL:
		tree_open_cell(t, e, a, n, p);
		break;
	case ELEMENT_LIST:
		tree_open_list(t, e, a, n, p);
		break;
	case ELEMENT_ITEM:
		tree_open_item(t, e, p);
		break;
	case ELEMENT_TERM:
		tree_open_term(t, e, p);
		break;
	case ELEMENT_DETAIL:
		tree_open_detail(t, e, p);
		break;
	case ELEMENT_LINE:
		open_rule(t, p);
		break;
	case ELEMENT_DRAWING:
	case ELEMENT_DRAWN:
		figure_open(t, e, a, n, p);
		break;
	default:
		break;
	}
}

static bool is_inline(const struct element *e)
{
	return e->kind == ELEMENT_INLINE || e->kind == ELEMENT_BREAK;
}

static bool takes_text_only(const struct tree *t)
{
	return t->text && t->text->element;
}

static void tree_open(
    void *ctx, const char *name, const struct attribute *a, size_t n, struct place p)
{
	struct tree *t = ctx;
	const struct element *e = known(name, p);
	const char *id = attribute_find(a, n, "id"), *names = attribute_find(a, n, "class");
	bool in_line = is_inline(e);
	struct look look = {.hide = true};

	if (!t->hidden)
		look = look_of(t, e, names);
	if (look.hide) {
		t->hidden++;
		return;
	}
	if (t->figure)
		in_line = false;
	else if (in_line)
		in_line = ensure_text(t, p);
	else if (takes_text_only(t) && e->kind != ELEMENT_SILENT)
		diag(p, DIAG_ERROR, "book-nesting", "%s cannot stand inside %s", name,
		    t->text->element->name);
	else if (e->kind != ELEMENT_SILENT)
		t->text = NULL;
	push(t, e, names, look);
	if (id && (in_line || e->kind != ELEMENT_ROW))
		tree_add_anchor(t, id, p);
	if (strcmp(name, "sup") == 0)
		t->mark = arena_dup(t->job->a, id);
	if (t->figure)
		figure_open(t, e, a, n, p);
	else if (in_line)
		open_inline(t, e, a, n, p);
	else if (!is_inline(e))
		open_block(t, e, a, n, p);
	if (!in_line && t->text && t->text->level && attribute_find(a, n, "data-thumb"))
		t->text->thumb = arena_dup(t->job->a, attribute_find(a, n, "data-thumb"));
	if (id && e->kind == ELEMENT_ROW)
		tree_add_anchor(t, id, p);
}

static bool is_blank(const char *s)
{
	return !s[strspn(s, " \t\r\n")];
}

static void tree_text(void *ctx, const char *s, struct place p)
{
	struct tree *t = ctx;

	if (t->hidden || (!t->text && !t->figure && is_blank(s)))
		return;
	if (t->figure) {
		figure_text(t, s, p);
		return;
	}
	if (ensure_text(t, p))
		tree_put_words(t, arena_dup(t->job->a, s), p);
}

static void tree_close(void *ctx, const char *name)
{
	struct tree *t = ctx;
	struct frame *f = t->top;
	enum element_kind kind = f->opened.element ? f->opened.element->kind : ELEMENT_GROUP;

	(void)name;
	if (t->hidden) {
		t->hidden--;
		return;
	}
	if (t->figure)
		figure_close(t, f->opened.element);
	if (t->link && t->link != f->link)
		tree_close_link(t, t->link);
	if (t->text && (t->text->level || kind == ELEMENT_CAPTION))
		t->text->words = tree_words(t->job->a, &t->text->passage, NULL);
	if (kind == ELEMENT_DETAIL || kind == ELEMENT_LIST)
		tree_release_term(t);
	if (kind == ELEMENT_TABLE)
		tree_close_table(t);
	t->here = f->here;
	t->link = f->link;
	t->table = f->table;
	t->row = f->row;
	t->note = f->note;
	if (kind == ELEMENT_INLINE || kind == ELEMENT_BREAK || kind == ELEMENT_SILENT)
		t->text = f->text;
	else
		t->text = NULL;
	if (kind == ELEMENT_LIST)
		t->list_count = f->list_count;
	if (kind != ELEMENT_TERM && kind != ELEMENT_ITEM)
		t->item_tag = f->item_tag;
	t->list_tag = f->list_tag;
	if (kind == ELEMENT_ROWS)
		t->header = false;
	t->top = f->outer;
	f->outer = t->spare;
	t->spare = f;
}

struct tree *tree_begin(struct job *j)
{
	struct tree *t = arena_new_of(j->a, struct tree);

	t->job = j;
	push(t, NULL, NULL, look_of(t, NULL, NULL));
	tag_new(j, "Document", -1);
	j->root = block_new(j, NULL, BLOCK_GROUP, t->top->opened.look, 0);
	t->here = j->root;
	return t;
}

struct sink tree_sink(struct tree *t)
{
	return (struct sink){.ctx = t, .open = tree_open, .text = tree_text, .close = tree_close};
}

static struct block *last_text(struct block *b)
{
	struct block *found = b->kind == BLOCK_TEXT ? b : NULL;

	for (struct block *c = b->child; c; c = c->next) {
		struct block *inner = last_text(c);

		found = inner ? inner : found;
	}
	return found;
}

void tree_end(struct tree *t)
{
	struct block *last = last_text(t->job->root);

	if (t->pending && last)
		tree_settle_anchors(t, &last->anchors);
	tree_resolve_links(t->job);
}
