/*
 * The books of a run. The definitions that are asked for come in, PDFs in the
 * output tree go out. Each thread opens the fonts and reads the style sheet
 * once and makes one book after the other with them, the longest books first,
 * so that no thread is left with a long one at the end. Page counts, and where
 * policies stand in the books of many regions, are kept in a list beside the
 * manifest: a run that makes no books can still link them.
 */
#include "press.h"

#include <stdlib.h>
#include <string.h>

#include "book/book.h"
#include "pdf/pdf.h"

#define LIST ".digestpress.books"

/* What one thread works with: faces and style sheets serve one at a time. */
struct desk {
	struct arena *arena; /* kept to the end: reports show lines of the files read into it */
	struct font_set *fonts;
	struct colour_profile profile;
	struct style_sheet *sheet;
};

struct work {
	const struct book_def *def;
	int pages;
	int64_t bytes;
	struct book_place *places;
	size_t places_n;
};

struct press {
	struct arena *arena;
	const struct options *options;
	const struct collection *collection;
	const struct template_set *templates;
	struct output *out; /* NULL: nothing is kept */
	struct work *works; /* the longest first */
	int works_n;
	struct desk *desks;
};

/* ----------------------------------------------------------------- choosing */

/* The definition a book is made from: regions of regions/beijing. */
static const char *family(struct arena *a, const char *slug)
{
	return arena_dupn(a, slug, strcspn(slug, "/"));
}

static bool is_asked(struct press *p, const struct book_def *def)
{
	const char *asked = p->options->book;

	return !asked || strcmp(asked, def->slug) == 0 ||
	       strcmp(asked, family(p->arena, def->slug)) == 0;
}

NORETURN static void refuse(const struct press *p)
{
	const struct collection *c = p->collection;
	const char **names = arena_array(p->arena, const char *, 2 * c->books_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < c->books_n; i++) {
		names[n++] = c->books[i].slug;
		names[n++] = family(p->arena, c->books[i].slug);
	}
	usage_fail(text_nearest(p->options->book, names, n), "the content has no book %s",
	    p->options->book);
}

static int by_length(const void *x, const void *y)
{
	const struct book_def *a = ((const struct work *)x)->def,
			      *b = ((const struct work *)y)->def;

	if (a->policies_n != b->policies_n)
		return a->policies_n < b->policies_n ? 1 : -1;
	return (a > b) - (a < b);
}

struct press *press_new(struct arena *a, const struct options *o, const struct collection *c,
    const struct template_set *t)
{
	struct press *p = arena_new_of(a, struct press);

	*p = (struct press){.arena = a, .options = o, .collection = c, .templates = t};
	p->works = arena_array(a, struct work, c->books_n + 1);
	p->desks = arena_array(a, struct desk, o->jobs);
	if (!(o->parts & PART_BOOKS))
		return p;
	for (size_t i = 0; i < c->books_n; i++)
		if (is_asked(p, &c->books[i]))
			p->works[p->works_n++].def = &c->books[i];
	if (o->book && !p->works_n)
		refuse(p);
	qsort(p->works, (size_t)p->works_n, sizeof(*p->works), by_length);
	return p;
}

/* ------------------------------------------------------------------- making */

static void open_desk(const struct press *p, struct desk *d)
{
	const char *style;

	d->arena = arena_new();
	style = file_join(d->arena, p->options->templates, "print/style.yml");
	d->fonts = font_set_open(d->arena, p->options->fonts);
	d->profile = font_set_profile(d->fonts);
	d->sheet = style_read(d->arena, style, style, d->fonts);
}

/* A policy that was published under other names has its book there too. */
static void put(struct press *p, struct arena *a, const struct book_def *def, const struct buf *pdf)
{
	output_put(p->out, arena_printf(a, "site/%s", def->address), pdf->s, pdf->len);
	for (size_t i = 0; def->policy && i < def->policy->aliases_n; i++)
		output_put(p->out,
		    arena_printf(a, "site/%s", policy_book_address(a, def->policy->aliases[i])),
		    pdf->s, pdf->len);
}

static int by_name(const void *name, const void *d)
{
	return strcmp(name, ((const struct destination *)d)->name);
}

/* Where each policy begins; the arena outlives the book. A book that failed has no places. */
static void note_places(struct work *w, struct arena *a, const struct print *print)
{
	if (w->def->each != EACH_ONE || !print->destinations_n)
		return;
	w->places = arena_array(a, struct book_place, w->def->policies_n + 1);
	for (size_t i = 0; i < w->def->policies_n; i++) {
		const struct policy *p = w->def->policies[i];
		const char *name = arena_printf(a, "policies/%s", p->slug);
		const struct destination *d = bsearch(name, print->destinations,
		    print->destinations_n, sizeof(*print->destinations), by_name);

		if (d && *print->pages[d->page].label)
			w->places[w->places_n++] = (struct book_place){
			    p, d->page + 1, arena_dup(a, print->pages[d->page].label)};
	}
}

/*
 * Lay a book out and write it. All books are laid out, so that all that is wrong
 * with them is found; once something is, no bytes are needed.
 */
static void make(void *ctx, int i, int thread)
{
	struct press *p = ctx;
	struct work *w = &p->works[i];
	struct desk *d = &p->desks[thread];
	struct arena *a = arena_new();
	struct buf pdf = {0};
	struct print *print;

	if (!d->sheet)
		open_desk(p, d);
	print = book_lay_out(a, p->collection, p->templates, d->sheet, d->fonts, w->def);
	w->pages = (int)print->pages_n;
	note_places(w, d->arena, print);
	if (!diag_errors()) {
		pdf_write(print, p->collection->as_of, d->profile, &pdf);
		w->bytes = (int64_t)pdf.len;
		if (p->out)
			put(p, a, w->def, &pdf);
	}
	buf_free(&pdf);
	arena_free(a);
}

/* ------------------------------------------------------ the books of the output */

static const struct work *find_work(const struct press *p, const struct book_def *def)
{
	for (int i = 0; i < p->works_n; i++)
		if (p->works[i].def == def)
			return &p->works[i];
	return NULL;
}

/* A line of the list: "PAGES BYTES ADDRESS". */
static bool read_line(char *line, struct book_file *f, const char **address)
{
	char *end;

	f->pages = (int)strtol(line, &end, 10);
	f->bytes = strtoll(end, &end, 10);
	*address = *end == ' ' ? end + 1 : NULL;
	return *address && f->pages > 0 && f->bytes > 0;
}

/* A line below its book's: "@SHEET FOLIO SLUG". */
static bool read_place(const struct press *p, char *line, struct book_place *to)
{
	char *folio, *slug;

	to->sheet = (int)strtol(line + 1, &folio, 10);
	if (to->sheet < 1 || *folio != ' ' || !(slug = strchr(++folio, ' ')))
		return false;
	*slug++ = '\0';
	to->folio = folio;
	to->policy = collection_policy(p->collection, slug);
	return to->policy;
}

static void add_place(const struct press *p, struct book_file *f, char *line)
{
	struct book_place place, *places = (struct book_place *)f->places;

	if (!places)
		f->places = places =
		    arena_array(p->arena, struct book_place, p->collection->policies_n + 1);
	if (f->places_n < p->collection->policies_n && read_place(p, line, &place))
		places[f->places_n++] = place;
}

/* The books of earlier runs by address; empty where the output is made anew. */
static struct map *read_list(const struct press *p)
{
	struct map *old = map_new(p->arena);
	bool whole = p->options->parts == PART_ALL && !p->options->book;
	struct book_file *last = NULL;
	size_t n;
	char *s =
	    whole ? NULL : file_read(p->arena, file_join(p->arena, p->options->out, LIST), &n);

	while (s && *s) {
		struct book_file *f = arena_new_of(p->arena, struct book_file);
		char *end = s + strcspn(s, "\n");
		bool more = *end;
		const char *address;

		*end = '\0';
		if (*s == '@' && last)
			add_place(p, last, s);
		else if (read_line(s, f, &address))
			map_put(old, address, last = f);
		s = more ? end + 1 : NULL;
	}
	return old;
}

/* Those of policies stand by region: the first of each says so. */
static void mark_regions(struct book_file *files, size_t n)
{
	const struct region *last = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct policy *p = files[i].def->policy;
		const struct region *region = p ? p->region : NULL;

		if (region && region != last)
			files[i].begins = region;
		last = region;
	}
}

struct book_files press_files(const struct press *p)
{
	const struct collection *c = p->collection;
	struct book_file *files = arena_array(p->arena, struct book_file, c->books_n + 1);
	struct map *old = read_list(p);
	size_t n = 0;

	for (size_t i = 0; i < c->books_n; i++) {
		const struct book_def *def = &c->books[i];
		const struct work *w = find_work(p, def);
		const struct book_file *kept = map_find(old, def->address);

		if (w)
			files[n++] = (struct book_file){.def = def,
			    .bytes = w->bytes,
			    .pages = w->pages,
			    .places = w->places,
			    .places_n = w->places_n};
		else if (kept) {
			files[n] = *kept;
			files[n++].def = def;
		}
	}
	mark_regions(files, n);
	return (struct book_files){files, n};
}

static void put_list(const struct press *p, struct output *out)
{
	struct book_files files = press_files(p);
	struct buf b = {0};

	for (size_t i = 0; i < files.n; i++) {
		const struct book_file *f = &files.files[i];

		buf_printf(&b, "%d %lld %s\n", f->pages, (long long)f->bytes, f->def->address);
		for (size_t k = 0; k < f->places_n; k++)
			buf_printf(&b, "@%d %s %s\n", f->places[k].sheet, f->places[k].folio,
			    f->places[k].policy->slug);
	}
	output_put(out, LIST, b.s, b.len);
	buf_free(&b);
}

/* ---------------------------------------------------------------------- the run */

/* The books lie in the site, so that its pages can link them; out/books leads there. */
void press_run(struct press *p, struct output *out)
{
	if (!p->works_n)
		return;
	p->out = out;
	open_desk(p, &p->desks[0]);
	if (diag_errors())
		return;
	pool_run(p->options->jobs, p->works_n, make, p);
	if (!out || diag_errors())
		return;
	put_list(p, out);
	output_link(out, "books", "site/books");
}

int press_books(const struct press *p)
{
	return p->works_n;
}

int press_pages(const struct press *p)
{
	int pages = 0;

	for (int i = 0; i < p->works_n; i++)
		pages += p->works[i].pages;
	return pages;
}

void press_close(struct press *p)
{
	for (int i = 0; i < p->options->jobs; i++) {
		if (p->desks[i].fonts)
			font_set_close(p->desks[i].fonts);
		arena_free(p->desks[i].arena);
	}
}
