/*
 * A book from its definition: the template print/book is rendered into blocks,
 * these are strung into parts and broken into pages, again when page references
 * need another room (folio.c), at most three times; then drawn. Parts that
 * begin on odd pages leave blank ones behind, which have neither head nor folio
 * but are counted. The templates decide what a book contains, style.yml how it
 * looks.
 */
#include "book/book_parts.h"

#include <string.h>

enum { PASSES = 3 };

/* How the parts lie on the pages of the book. */
struct pages {
	struct sheet **sheets; /* of each part, */
	size_t *counts;        /* how many, */
	int *firsts;           /* and the page that it begins on */
	int all;
};

/* ------------------------------------------------------------------------- passes */

/* The first page of the body is odd, whatever came before; chapters may want an odd one too. */
static int page_after(const struct job *j, const struct flow *f, size_t i, int page)
{
	bool opens = i == 0 || f->parts[i].opener || f->parts[i - 1].matter != f->parts[i].matter;

	return page + (j->paper->recto && opens ? page % 2 : 0);
}

/* Where the cover and the front matter end. */
static void mark_matter(struct job *j, const struct part *p, int page)
{
	if (p->matter == MATTER_COVER)
		return;
	if (j->covers < 0)
		j->covers = page;
	if (p->matter == MATTER_BODY && j->print->front < 0)
		j->print->front = page;
}

/* Folios are odd on odd pages. */
static bool is_odd(const struct job *j, int page)
{
	if (j->print->front >= 0)
		page -= j->print->front;
	else if (j->covers >= 0)
		page -= j->covers;
	return page % 2 == 0;
}

static int up_to(int n, int step)
{
	return step > 1 ? (n + step - 1) / step * step : n;
}

/* How many pages a part takes. */
static int count_pages(const struct part *p, size_t sheets)
{
	return p->columns ? ((int)sheets + p->columns - 1) / p->columns : (int)sheets;
}

/* In columns, which may begin below the part before; the page after it. */
static int deal_columns(struct job *j, const struct flow *f, struct pages *p, size_t i, int page)
{
	struct part *part = &f->parts[i];

	part->top = 0;
	if (i > 0 && p->counts[i - 1] && !part[-1].columns && part[-1].matter == part->matter)
		galley_place(j, part, &part[-1], p->sheets[i - 1][p->counts[i - 1] - 1]);
	p->firsts[i] = part->top ? page - 1 : page;
	p->counts[i] = galley_break(j, part, &p->sheets[i]);
	return p->firsts[i] + count_pages(part, p->counts[i]);
}

static void deal(struct job *j, const struct flow *f, struct pages *p)
{
	int page = 0;

	j->covers = j->print->front = -1;
	for (size_t i = 0; i < f->n; i++) {
		page = page_after(j, f, i, page);
		mark_matter(j, &f->parts[i], page);
		if (f->parts[i].columns) {
			page = deal_columns(j, f, p, i, page);
			continue;
		}
		p->firsts[i] = page;
		p->counts[i] = page_break(j, &f->parts[i], is_odd(j, page), &p->sheets[i]);
		page += (int)p->counts[i];
	}
	p->all = up_to(page, j->paper->fill);
	if (j->covers < 0)
		j->covers = p->all;
	if (j->print->front < 0)
		j->print->front = p->all;
}

static void walk(struct job *j, const struct flow *f, const struct pages *p, bool ink)
{
	for (size_t i = 0; i < f->n; i++)
		draw_part(j, &f->parts[i], p->sheets[i], p->counts[i], p->firsts[i], ink);
}

static void settle(struct job *j, struct flow *f, struct pages *p)
{
	bool settled = false;

	for (int pass = 0; pass < PASSES && !settled; pass++) {
		flow_make(j, f);
		*p = (struct pages){arena_array(j->a, struct sheet *, f->n),
		    arena_array(j->a, size_t, f->n), arena_array(j->a, int, f->n), 0};
		deal(j, f, p);
		index_forget(j);
		walk(j, f, p, false);
		settled = folios_settle(j, p->all);
		settled = !index_settle(j) && settled;
	}
}

static void finish(struct job *j, struct flow *f, const struct pages *p)
{
	folios_fill(j);
	index_finish(j);
	draw_begin(j, (size_t)p->all);
	j->page_parts = arena_array(j->a, struct part *, p->all);
	for (size_t i = 0; i < f->n; i++)
		for (int k = f->parts[i].top > 0; k < count_pages(&f->parts[i], p->counts[i]); k++)
			j->page_parts[p->firsts[i] + k] = &f->parts[i];
	walk(j, f, p, true);
	furniture_draw(j);
	refs_end(j);
	trim_make(j);
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
	j.linked = map_new(a);
	folios_begin(&j);
	t = tree_begin(&j);
	source.emit(source.ctx, tree_sink(t));
	tree_end(t);
	contents_fill(&j);
	index_begin(&j);
	j.breaker = breaker_new();
	settle(&j, &f, &p);
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

/* A chart has its caption and white below it. */
static struct chart_room chart_room(const struct paper *p)
{
	enum { PIXEL = 750, CAPTION = 3 };
	int first = p->lines - p->opening - CAPTION, rest = p->lines - CAPTION;

	return (struct chart_room){
	    p->measure / PIXEL, MAX(first, 0) * p->pitch / PIXEL, MAX(rest, 0) * p->pitch / PIXEL};
}

struct print *book_lay_out(struct arena *a, const struct collection *c,
    const struct template_set *t, const struct style_sheet *s, struct font_set *fonts,
    const struct book_def *def)
{
	struct book_def fitted = *def;
	struct rendering r = {c, t, &fitted};
	struct print about = {.slug = def->slug,
	    .title = def->title,
	    .author = c->site.publisher,
	    .subject = def->subtitle,
	    .language = "zh-CN"};
	const struct paper *p = style_paper(s, def->paper);
	const char *near;

	(void)fonts;
	if (p)
		fitted.charts = chart_room(p);
	if (p)
		return book_print(a, s, def->paper, about, (struct book_source){&r, render});
	diag(def->paper_place, DIAG_ERROR, "book-paper", "style.yml has no paper %s", def->paper);
	near = style_paper_nearest(s, def->paper);
	if (near)
		diag_hint("perhaps %s", near);
	return memcpy(arena_new_of(a, struct print), &about, sizeof(about));
}
