/*
 * digestpress: one run from a content folder to the site, the books and the
 * data. The phases follow each other here; each reports its own faults, and
 * nothing is written while there is one. `check` goes the same way but for the
 * writing. `audit` reads the content only, and holds it against its sources.
 */
#include "audit/audit.h"
#include "book/book.h"
#include "options.h"
#include "pdf/pdf.h"
#include "progress.h"
#include "web/web.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One book, laid out in a memory of its own: books may be made at the same time. */
struct book {
	const struct book_def *def;
	struct arena *arena; /* kept to the end: reports show lines of the files read into it */
	struct font_set *fonts;
	struct colour_profile profile;
	struct style_sheet *sheet;
	struct print *print;
	int pages;
	struct buf pdf;
};

struct build {
	struct options options;
	struct progress *progress;
	struct arena *arena;
	struct collection *collection;
	struct template_set *templates;
	struct book *books;
	int books_n;
	int pages;
};

/* ------------------------------------------------------------------ books */

static void choose_books(struct build *b)
{
	const struct collection *c = b->collection;
	const char **slugs = arena_array(b->arena, const char *, c->books_n + 1);

	b->books = arena_array(b->arena, struct book, c->books_n + 1);
	if (!(b->options.parts & PART_BOOKS))
		return;
	for (size_t i = 0; i < c->books_n; i++) {
		slugs[i] = c->books[i].slug;
		if (!b->options.book || strcmp(b->options.book, c->books[i].slug) == 0)
			b->books[b->books_n++].def = &c->books[i];
	}
	if (b->options.book && !b->books_n)
		usage_fail(text_nearest(b->options.book, slugs, c->books_n),
		    "the content has no book %s", b->options.book);
}

/* Faces and style sheets serve one thread at a time, so each book opens its own. */
static void open_book(void *ctx, int i)
{
	struct build *b = ctx;
	struct book *book = &b->books[i];
	const char *style;

	book->arena = arena_new();
	style = file_join(book->arena, b->options.templates, "print/style.yml");
	book->fonts = font_set_open(book->arena, b->options.fonts);
	book->profile = font_set_profile(book->fonts);
	book->sheet = style_read(book->arena, style, style, book->fonts);
}

static void lay_out_book(void *ctx, int i)
{
	struct build *b = ctx;
	struct book *book = &b->books[i];

	book->print = book_lay_out(
	    book->arena, b->collection, b->templates, book->sheet, book->fonts, book->def);
}

static void write_book(void *ctx, int i)
{
	struct build *b = ctx;
	struct book *book = &b->books[i];

	pdf_write(book->print, b->collection->as_of, book->profile, &book->pdf);
	book->pages = (int)book->print->pages_n;
}

/*
 * Each step is done for all books before the next begins: what one book has
 * wrong must not decide whether the faults of another are seen.
 */
static void make_books(struct build *b)
{
	static void (*const steps[])(void *ctx, int i) = {open_book, lay_out_book, write_book};

	progress_step(b->progress, "laying out the books");
	for (size_t i = 0; i < LEN(steps) && !diag_errors(); i++)
		pool_run(b->options.jobs, b->books_n, steps[i], b);
	for (int i = 0; i < b->books_n; i++) {
		b->pages += b->books[i].pages;
		if (b->books[i].fonts)
			font_set_close(b->books[i].fonts);
	}
}

/* ---------------------------------------------------------------- writing */

/* The books lie in the site, so that its pages can link them; out/books leads there. */
static void put_books(struct build *b, struct output *out)
{
	for (int i = 0; i < b->books_n; i++) {
		const struct book *book = &b->books[i];

		output_put(out, arena_printf(b->arena, "site/books/%s.pdf", book->def->slug),
		    book->pdf.s, book->pdf.len);
	}
	if (b->books_n)
		output_link(out, "books", "site/books");
}

static void write_parts(struct build *b, struct output *out)
{
	const char *assets = file_join(b->arena, b->options.templates, "assets");
	struct book_file *files = arena_array(b->arena, struct book_file, b->books_n + 1);

	for (int i = 0; i < b->books_n; i++)
		files[i] = (struct book_file){
		    b->books[i].def, (int64_t)b->books[i].pdf.len, b->books[i].pages};
	put_books(b, out);
	if (b->options.parts & PART_SITE) {
		progress_step(b->progress, "making the pages of the site");
		site_write(b->collection, b->templates, assets, files, (size_t)b->books_n, out);
	}
	if (b->options.parts & PART_DATA) {
		progress_step(b->progress, "making the data files");
		data_write(b->collection, out);
	}
}

/* ----------------------------------------------------------------- report */

static const char *plural(int n)
{
	return n == 1 ? "" : "s";
}

static void put_size(struct buf *b, int64_t bytes)
{
	if (bytes < 1000000)
		buf_printf(b, "%lld kB", (long long)(bytes + 500) / 1000);
	else
		buf_printf(b, "%.1f MB", (double)bytes / 1e6);
}

/* The last line of a run that went well. */
static void say_done(struct build *b, const char *out, int files, int64_t bytes, bool changed)
{
	struct buf s = {0};

	buf_printf(&s, "%zu digests", b->collection->policies_n);
	if (b->books_n)
		buf_printf(
		    &s, ", %d book%s with %d pages", b->books_n, plural(b->books_n), b->pages);
	if (out) {
		buf_printf(&s, ", %d files with ", files);
		put_size(&s, bytes);
		buf_printf(&s, " in %s%s", out, changed ? "" : " (unchanged)");
	}
	printf("%s, %.2f s\n", s.s, progress_seconds(b->progress));
	buf_free(&s);
}

/* Print what was reported; the exit status it stands for. */
static int conclude(struct build *b)
{
	int errors, warnings;

	progress_hide(b->progress);
	diag_flush();
	errors = diag_errors();
	warnings = diag_warnings();
	if (errors)
		fprintf(stderr, "digestpress: %d error%s, %d warning%s\n", errors, plural(errors),
		    warnings, plural(warnings));
	else if (warnings && !b->options.quiet)
		fprintf(stderr, "digestpress: %d warning%s\n", warnings, plural(warnings));
	if (errors)
		return EXIT_CONTENT;
	return warnings && b->options.strict ? EXIT_WARNED : EXIT_DONE;
}

/* ----------------------------------------------------------------- phases */

/* Everything that can be wrong because of what somebody wrote, but for what only a font can tell.
 */
static void read_all(struct build *b)
{
	progress_step(b->progress, "reading the content");
	b->collection = collection_read(b->options.content, b->options.as_of);
	progress_step(b->progress, "reading the templates");
	b->templates = template_load(b->arena, b->options.templates);
	if (!diag_errors())
		choose_books(b);
}

static int check(struct build *b)
{
	int status;

	read_all(b);
	if (!diag_errors())
		make_books(b);
	status = conclude(b);
	if (!diag_errors() && !b->options.quiet)
		say_done(b, NULL, 0, 0, false);
	return status;
}

static int write_all(struct build *b)
{
	struct output *out = output_open(b->options.out);
	int64_t bytes = 0;
	int status, files = 0;
	bool changed;

	if (b->options.parts != PART_ALL || b->options.book)
		output_keep(out);
	make_books(b);
	if (!diag_errors())
		write_parts(b, out);
	status = conclude(b);
	if (status != EXIT_DONE) {
		output_abandon(out);
		return status;
	}
	progress_step(b->progress, "writing");
	changed = output_commit(out, &files, &bytes);
	if (!b->options.quiet)
		say_done(b, b->options.out, files, bytes, changed);
	return status;
}

static int build(struct build *b)
{
	int status;

	read_all(b);
	if (diag_errors())
		return conclude(b);
	status = write_all(b);
	if (status == EXIT_DONE && b->options.parts & PART_SITE && !b->options.quiet &&
	    !b->collection->site.base_url)
		fputs("digestpress: site.yml has no base_url: no sitemap, feeds or canonical "
		      "addresses are written\n",
		    stderr);
	return status;
}

static void say_audit(const struct build *b, const struct audit *x)
{
	struct buf s = {0};

	if (b->options.json)
		audit_json(x, &s);
	else if (!b->options.quiet)
		audit_table(x, &s);
	if (s.len)
		fwrite(s.s, 1, s.len, stdout);
	buf_free(&s);
}

static int audit(struct build *b)
{
	struct audit *x = NULL;
	int status;

	progress_step(b->progress, "reading the content");
	b->collection = collection_read(b->options.content, b->options.as_of);
	if (!diag_errors()) {
		progress_step(b->progress, "reading the sources");
		x = audit_run(b->arena, b->collection, b->options.sources);
	}
	status = conclude(b);
	if (x)
		say_audit(b, x);
	return status;
}

static void release(struct build *b)
{
	for (int i = 0; i < b->books_n; i++) {
		buf_free(&b->books[i].pdf);
		arena_free(b->books[i].arena);
	}
	template_free(b->templates);
	collection_free(b->collection);
	arena_free(b->arena);
	progress_end(b->progress);
}

/* What was said may be the work itself, as of audit --json. */
static void close_output(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return;
	fputs("digestpress: standard output cannot be written\n", stderr);
	_exit(EXIT_MACHINE);
}

int main(int argc, char **argv)
{
	struct build b = {0};
	int status = EXIT_DONE;

	atexit(close_output);
	b.options = options_read(argc, argv);

	b.progress = progress_start(!b.options.quiet);
	b.arena = arena_new();
	switch (b.options.command) {
	case COMMAND_BUILD:
		status = build(&b);
		break;
	case COMMAND_CHECK:
		status = check(&b);
		break;
	case COMMAND_AUDIT:
		status = audit(&b);
		break;
	}
	if (b.options.timings)
		progress_timings(b.progress);
	release(&b);
	return status;
}
