/*
 * The index: behind each entry the pages of the body where links to its target
 * stand, found while the slips are dealt to pages. Three and more pages in a row
 * are joined (12–14); the page of the target itself, the definition, is in bold;
 * each number is a link to what it stands for (GB/T 22466; ISO 32000-1, 14.8.4.2).
 *
 * The entries and their order come from the template. An index stands behind
 * what it lists, so what it says never moves that.
 */
#include "book/book_parts.h"

#include <stdlib.h>
#include <string.h>

/* One page of an entry, or several in a row. */
struct place_in_book {
	int page, last;
	mpt y;
	bool main; /* of the definition */
};

struct index_number {
	struct link *link;
	struct place_in_book at;
	size_t span; /* in the entry's passage */
};

struct index_entry_line {
	struct block *block;
	const char *target;
	size_t words; /* spans of its own; the numbers come after */
	struct link **links;
	size_t links_n, links_cap;
	struct place_in_book *places; /* as the line says them now */
	size_t places_n;
	struct index_number *numbers;
	size_t numbers_n, numbers_cap;
};

void index_add(struct job *j, struct block *line, const char *target)
{
	struct index_entry_line *e = arena_new_of(j->a, struct index_entry_line);

	e->block = line;
	e->target = target;
	*VEC_PUSH(j->a, j->index, j->index_n, j->index_cap) = e;
}

void index_begin(struct job *j)
{
	struct map *targets = map_new(j->a);

	for (size_t i = 0; i < j->index_n; i++) {
		j->index[i]->words = j->index[i]->block->passage.n;
		map_put(targets, j->index[i]->target, j->index[i]);
	}
	for (size_t i = 0; i < j->links_n; i++) {
		struct link *l = j->links[i];
		struct index_entry_line *e = l->target ? map_find(targets, l->target) : NULL;

		if (e)
			*VEC_PUSH(j->a, e->links, e->links_n, e->links_cap) = l;
	}
}

/* --------------------------------------------------------------------- where links stand */

void index_forget(struct job *j)
{
	for (size_t i = 0; i < j->links_n; i++)
		j->links[i]->page = -1;
}

void index_see_line(const struct block *b, size_t line, int page, mpt y)
{
	if (!b->passage.linked)
		return;
	for (uint32_t i = b->lines[line].from; i < b->lines[line].to; i++) {
		struct link *l = b->text->spans[b->text->items[i].span].link;

		if (l && l->page < 0) {
			l->page = page;
			l->y = y;
		}
	}
}

void index_see_row(const struct row *r, size_t from, size_t to, int page, mpt y)
{
	for (const struct cell *c = r->cells; c < r->cells + r->n; c++) {
		size_t k = 0;

		for (size_t i = 0; i < c->texts_n; i++)
			for (size_t line = 0; line < c->texts[i]->lines_n; line++, k++)
				if (k >= from && (k < to || c->rows > 1))
					index_see_line(c->texts[i], line, page, y);
	}
}

/* ---------------------------------------------------------------------- pages of an entry */

static int by_page(const void *x, const void *y)
{
	const struct place_in_book *a = x, *b = y;

	if (a->page != b->page)
		return a->page < b->page ? -1 : 1;
	if (a->main != b->main)
		return a->main ? -1 : 1;
	return a->y < b->y ? -1 : a->y > b->y;
}

/* Every page once, in order; the definition's page is only that. */
static size_t find_places(struct job *j, const struct index_entry_line *e, struct place_in_book *v)
{
	const struct anchor *target = map_find(j->anchors, e->target);
	size_t n = 0, kept = 0;

	if (target && target->page >= j->print->front)
		v[n++] = (struct place_in_book){target->page, target->page, target->y, true};
	for (size_t i = 0; i < e->links_n; i++)
		if (e->links[i]->page >= j->print->front)
			v[n++] = (struct place_in_book){
			    e->links[i]->page, e->links[i]->page, e->links[i]->y, false};
	qsort(v, n, sizeof(*v), by_page);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || v[kept - 1].page != v[i].page)
			v[kept++] = v[i];
	return kept;
}

/* Three pages in a row, and those after them, become one. */
static size_t join_places(struct place_in_book *v, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1;
		     k < n && !v[i].main && !v[k].main && v[k].page == v[i].page + (int)(k - i);)
			k++;
		if (k - i < 3)
			k = i + 1;
		v[kept] = v[i];
		v[kept++].last = v[k - 1].page;
	}
	return kept;
}

static bool same_places(
    const struct place_in_book *a, size_t an, const struct place_in_book *b, size_t bn)
{
	bool same = an == bn;

	for (size_t i = 0; i < an && same; i++)
		same = a[i].page == b[i].page && a[i].last == b[i].last && a[i].main == b[i].main;
	return same;
}

/* ------------------------------------------------------------------------ the entry's line */

static void put_number(struct job *j, struct index_entry_line *e, const struct place_in_book *at)
{
	struct block *b = e->block;
	struct look look = *b->look;
	struct link *l = arena_new_of(j->a, struct link);
	const char *words = folio_words(j, at->page);

	if (at->last > at->page)
		words = arena_printf(j->a, "%s–%s", words, folio_words(j, at->last));
	if (at->main)
		look.face = style_own(j->sheet, j->paper, "main").face;
	*l = (struct link){.words = words, .tag = b->tag, .page = -1};
	passage_put(j->a, &b->passage,
	    (struct span){.text = e->numbers_n ? "，" : "　",
		.look = b->look,
		.tag = b->tag,
		.place = b->place});
	*VEC_PUSH(j->a, e->numbers, e->numbers_n, e->numbers_cap) =
	    (struct index_number){l, *at, b->passage.n};
	passage_put(j->a, &b->passage,
	    (struct span){.text = words,
		.look = look_keep(j, look),
		.link = l,
		.tag = b->tag,
		.place = b->place});
}

/* The old spans stay as they are: the text made of them may still be asked for its links. */
static void write_line(struct job *j, struct index_entry_line *e)
{
	struct passage *p = &e->block->passage;
	struct span *spans = p->spans;

	p->n = p->cap = 0;
	p->spans = NULL;
	for (size_t i = 0; i < e->words; i++)
		passage_put(j->a, p, spans[i]);
	e->numbers_n = 0;
	for (size_t i = 0; i < e->places_n; i++)
		put_number(j, e, &e->places[i]);
	e->block->text = NULL;
}

bool index_settle(struct job *j)
{
	bool changed = false;

	for (size_t i = 0; i < j->index_n; i++) {
		struct index_entry_line *e = j->index[i];
		struct place_in_book *v = arena_array(j->a, struct place_in_book, e->links_n + 1);
		size_t n = join_places(v, find_places(j, e, v));

		if (same_places(v, n, e->places, e->places_n)) {
			e->places = v; /* it may stand lower on its page */
			continue;
		}
		e->places = v;
		e->places_n = n;
		write_line(j, e);
		changed = true;
	}
	return changed;
}

/* ----------------------------------------------------------------------- the finished book */

/* Reference > Link, and a place for the link to lead to. */
static void finish_number(struct job *j, struct index_entry_line *e, size_t entry, size_t i)
{
	const struct index_number *n = &e->numbers[i];
	struct span *span = &e->block->passage.spans[n->span];
	struct anchor *a = arena_new_of(j->a, struct anchor);

	*a = (struct anchor){.name = arena_printf(j->a, "index-%zu-%zu", entry + 1, i + 1),
	    .page = n->at.page,
	    .y = e->places[i].y};
	*VEC_PUSH(j->a, j->anchor_list, j->anchors_n, j->anchors_cap) = a;
	n->link->dest = a->name;
	n->link->tag = tag_new(j, "Link", tag_new(j, "Reference", e->block->tag));
	span->tag = n->link->tag;
}

static void check_entry(const struct index_entry_line *e)
{
	const char *words = e->words ? e->block->passage.spans[0].text : "";

	if (!e->places_n)
		diag(e->block->place, DIAG_WARNING, "book-index-nowhere",
		    "nothing in the book leads to the index entry “%s”", words);
	else if (e->places[e->places_n - 1].last > e->block->page)
		diag(e->block->place, DIAG_ERROR, "book-index-early",
		    "the index entry “%s” stands before what it leads to", words);
}

void index_finish(struct job *j)
{
	for (size_t i = 0; i < j->index_n; i++) {
		struct index_entry_line *e = j->index[i];

		check_entry(e);
		for (size_t k = 0; k < e->numbers_n; k++)
			finish_number(j, e, i, k);
	}
}
