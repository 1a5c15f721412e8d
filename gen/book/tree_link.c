/*
 * Places of a book and the links to them, while elements become blocks. A name is the
 * place of the open row or text, or waits for the block that comes. A link knows its own
 * words; one to a place that the book does not have becomes plain text at the end.
 */
#include "book/tree_parts.h"

#include <string.h>

/* --------------------------------------------------------------------- anchors */

static void place_anchor(struct anchor **list, struct anchor *a)
{
	while (*list)
		list = &(*list)->next;
	*list = a;
}

/* Where a name inside the open row or text goes; NULL: it must wait. */
static struct anchor **anchor_home(struct tree *t)
{
	if (t->row)
		return &t->row->anchors;
	return t->text ? &t->text->anchors : NULL;
}

void tree_settle_anchors(struct tree *t, struct anchor **home)
{
	place_anchor(home, t->pending);
	t->pending = NULL;
}

void tree_add_anchor(struct tree *t, const char *name, struct place p)
{
	struct job *j = t->job;
	struct anchor *a;

	if (map_find(j->anchors, name)) {
		diag(p, DIAG_ERROR, "book-anchor", "the book has two places named %s", name);
		return;
	}
	a = arena_new_of(j->a, struct anchor);
	*a = (struct anchor){.name = arena_dup(j->a, name), .place = p, .page = -1};
	map_put(j->anchors, a->name, a);
	*VEC_PUSH(j->a, j->anchor_list, j->anchors_n, j->anchors_cap) = a;
	place_anchor(anchor_home(t) ? anchor_home(t) : &t->pending, a);
}

/* ----------------------------------------------------------------------- links */

const char *tree_words(struct arena *a, const struct passage *p, const struct link *link)
{
	struct buf b = {0};
	char *s;

	for (size_t i = 0; i < p->n; i++)
		if (p->spans[i].text && (!link || p->spans[i].link == link))
			buf_puts(&b, p->spans[i].text);
	s = text_trim(a, b.s ? b.s : "", b.len);
	buf_free(&b);
	return s;
}

static bool is_address(const char *href)
{
	return strstr(href, "://") || strncmp(href, "mailto:", 7) == 0 ||
	       strncmp(href, "tel:", 4) == 0;
}

void tree_open_link(struct tree *t, const struct attribute *a, size_t n, struct place p)
{
	struct job *j = t->job;
	const char *href = attribute_find(a, n, "href");
	const struct element *around = t->top->opened.outer->element;
	bool mark = around && strcmp(around->name, "sup") == 0;
	int parent = t->text->tag;
	struct link *l;

	if (!href)
		return;
	if (t->top->opened.look->locate) {
		index_add(j, t->text, arena_dup(j->a, href));
		return;
	}
	l = arena_new_of(j->a, struct link);
	l->home = t->text;
	l->from = mark ? t->mark : NULL;
	l->words = arena_dup(j->a, attribute_find(a, n, "aria-label"));
	*(is_address(href) ? &l->url : &l->dest) = arena_dup(j->a, href);
	l->target = l->dest;
	l->page = -1;
	if (mark)
		parent = tag_new(j, "Reference", parent);
	l->tag = tag_new(j, "Link", parent);
	l->place = p;
	if (l->dest && !map_find(j->linked, l->dest))
		map_put(j->linked, l->dest, l);
	*VEC_PUSH(j->a, j->links, j->links_n, j->links_cap) = l;
	t->link = l;
}

/* ，见第12页: after the words of a link whose look asks for it. */
void tree_close_link(struct tree *t, struct link *l)
{
	struct place p = l->place;

	l->shown = tree_words(t->job->a, &t->text->passage, l);
	if (!l->words)
		l->words = l->shown;
	if (!l->dest || !t->top->opened.look->folio)
		return;
	l->passage = &t->text->passage;
	l->folio_at = l->passage->n;
	tree_put_words(t, "，见第", p);
	tree_put_span(t, (struct span){.page_of = l->dest, .place = p});
	tree_put_words(t, "页", p);
}

void tree_resolve_links(struct job *j)
{
	for (size_t i = 0; i < j->links_n; i++) {
		struct link *l = j->links[i];

		if (!l->dest || map_find(j->anchors, l->dest))
			continue;
		j->print->tags[l->tag].name = "Span";
		l->dest = NULL;
		for (size_t k = 0; l->passage && k < 3; k++)
			l->passage->spans[l->folio_at + k] = (struct span){
			    .text = "", .look = l->passage->spans[l->folio_at].look, .tag = l->tag};
	}
}
