/*
 * A book from its definition: the template print/book is rendered into blocks,
 * these are strung into parts and broken into pages until every page reference
 * says what it did in the pass before (three passes mostly; a page that shifts
 * others past 9, 99 or 999 takes one more), then drawn. The templates decide
 * what a book contains, style.yml how it looks.
 */
#include "book/book_parts.h"

#include <string.h>

enum { PASSES = 8 };

/* --------------------------------------------------------------------- references */

static const char *folio_of(void *ctx, const char *dest, struct place p)
{
	struct job *j = ctx;
	const struct anchor *a = map_find(j->anchors, dest);

	(void)p;
	if (a && a->page >= 0)
		return folio_words(j, a->page);
	j->changed = true;
	return "00";
}

/* ------------------------------------------------------------------------- passes */

struct pages {
	struct sheet **sheets;
	size_t *counts;
	size_t all;
};

static void number_pages(struct job *j, const struct flow *f, const struct pages *p)
{
	j->covers = 0;
	j->print->front = 0;
	for (size_t i = 0; i < f->n; i++) {
		if (f->parts[i].matter == MATTER_COVER)
			j->covers += (int)p->counts[i];
		if (f->parts[i].matter != MATTER_BODY)
			j->print->front += (int)p->counts[i];
	}
}

static void walk(struct job *j, const struct flow *f, const struct pages *p, bool ink)
{
	int page = 0;

	for (size_t i = 0; i < f->n; i++) {
		draw_part(j, &f->parts[i], p->sheets[i], p->counts[i], page, ink);
		page += (int)p->counts[i];
	}
}

static void deal(struct job *j, const struct flow *f, struct pages *p)
{
	p->sheets = arena_array(j->a, struct sheet *, f->n);
	p->counts = arena_array(j->a, size_t, f->n);
	p->all = 0;
	for (size_t i = 0; i < f->n; i++) {
		p->counts[i] = page_break(j, &f->parts[i], &p->sheets[i]);
		p->all += p->counts[i];
	}
	number_pages(j, f, p);
	walk(j, f, p, false);
}

static void settle(struct job *j, struct flow *f, struct pages *p, struct place place)
{
	for (int pass = 0; pass < PASSES; pass++) {
		flow_make(j, f);
		deal(j, f, p);
		if (!j->changed)
			return;
	}
	diag(place, DIAG_ERROR, "book-unsettled",
	    "the page references of %s do not settle in %d passes", j->print->slug, PASSES);
}

static void finish(struct job *j, struct flow *f, const struct pages *p)
{
	size_t page = 0;

	draw_begin(j, p->all);
	j->page_parts = arena_array(j->a, struct part *, p->all);
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < p->counts[i]; k++)
			j->page_parts[page++] = &f->parts[i];
	walk(j, f, p, true);
	furniture_draw(j);
	refs_end(j);
}

/* ----------------------------------------------------------------------- the work */

struct print *book_print(struct arena *a, const struct style_sheet *s, const char *paper,
    struct print about, struct book_source source)
{
	struct job j = {.a = a, .sheet = s, .paper = style_paper(s, paper)};
	struct flow f = {0};
	struct pages p;
	struct tree *t;

	j.print = arena_new_of(a, struct print);
	*j.print = about;
	j.anchors = map_new(a);
	j.folios = (struct folios){&j, folio_of};
	t = tree_begin(&j);
	source.emit(source.ctx, tree_sink(t));
	tree_end(t);
	contents_fill(&j);
	j.breaker = breaker_new();
	settle(&j, &f, &p, source.place);
	if (!diag_errors())
		finish(&j, &f, &p);
	breaker_free(j.breaker);
	return j.print;
}

/* ----------------------------------------------------------------------- addresses */

/* "policies/SLUG/#a3" is the place policies/SLUG#a3 of a book. */
static const char *place_name(struct arena *a, const char *address)
{
	const char *hash = strchr(address, '#');
	size_t n = hash ? (size_t)(hash - address) : strlen(address);

	while (n > 0 && address[n - 1] == '/')
		n--;
	return arena_printf(a, "%.*s%s", (int)n, address, hash ? hash : "");
}

static const char *link_to(void *ctx, struct arena *scratch, const char *address)
{
	(void)ctx;
	return *address ? place_name(scratch, address) : NULL;
}

struct rendering {
	const struct collection *c;
	const struct template_set *t;
	const struct book_def *def;
};

static void render(void *ctx, struct sink sink)
{
	struct rendering *r = ctx;
	struct binding b = {"book", BIND_BOOK, r->def};
	struct linker link = {NULL, link_to, link_to};

	template_render(r->t, "print/book", r->c, &b, 1, link, sink);
}

struct print *book_lay_out(struct arena *a, const struct collection *c,
    const struct template_set *t, const struct style_sheet *s, struct font_set *fonts,
    const struct book_def *def)
{
	struct rendering r = {c, t, def};
	struct print about = {.slug = def->slug,
	    .title = def->title,
	    .author = c->site.publisher,
	    .subject = def->subtitle,
	    .language = "zh-CN"};
	const char *near;

	(void)fonts;
	if (style_paper(s, def->paper))
		return book_print(
		    a, s, def->paper, about, (struct book_source){&r, render, def->place});
	diag(def->place, DIAG_ERROR, "book-paper", "style.yml has no paper %s", def->paper);
	near = style_paper_nearest(s, def->paper);
	if (near)
		diag_hint("perhaps %s", near);
	return memcpy(arena_new_of(a, struct print), &about, sizeof(about));
}
