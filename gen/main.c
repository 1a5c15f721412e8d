/*
 * digestpress: one run from a content folder to the site, the books and the
 * data. The phases follow each other here; each reports its own faults, and
 * nothing is written while there is one. `check` goes the same way but for the
 * writing. `audit` reads the content only, and holds it against its sources;
 * `estimate` answers queries from it.
 */
#include "ask.h"
#include "audit/audit.h"
#include "estimate/estimate.h"
#include "options.h"
#include "press.h"
#include "progress.h"
#include "web/web.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct build {
	struct options options;
	struct progress *progress;
	struct arena *arena;
	struct collection *collection;
	struct template_set *templates;
	struct press *press; /* NULL before the books are chosen */
};

static void make_books(struct build *b, struct output *out)
{
	progress_step(b->progress, "laying out the books");
	press_run(b->press, out);
}

static void make_site(struct build *b, struct output *out)
{
	const char *assets = file_join(b->arena, b->options.templates, "assets");

	progress_step(b->progress, "making the pages of the site");
	site_write(b->collection, b->templates, assets, press_files(b->press), out);
}

static void write_parts(struct build *b, struct output *out)
{
	if (b->options.parts & PART_SITE) {
		make_site(b, out);
		if (b->collection->site.base_url)
			cards_write(
			    b->arena, b->collection, b->options.fonts, b->options.jobs, out);
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
	int books = press_books(b->press);

	buf_printf(&s, "%zu digests", b->collection->policies_n);
	if (books)
		buf_printf(
		    &s, ", %d book%s with %d pages", books, plural(books), press_pages(b->press));
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
	estimate_check_examples(b->collection);
	progress_step(b->progress, "reading the templates");
	b->templates = template_load(b->arena, b->options.templates);
	if (!diag_errors())
		b->press = press_new(b->arena, &b->options, b->collection, b->templates);
}

/* What only the finished pages show: addresses that were published and are gone. */
static void check_site(struct build *b)
{
	struct output *nowhere = output_nowhere();

	make_site(b, nowhere);
	output_abandon(nowhere);
}

static int check(struct build *b)
{
	int status;

	read_all(b);
	if (!diag_errors())
		make_books(b, NULL);
	if (!diag_errors())
		check_site(b);
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
	make_books(b, out);
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

static int estimate(struct build *b)
{
	int status;

	progress_step(b->progress, "reading the content");
	b->collection = collection_read(b->options.content, b->options.as_of);
	status = conclude(b);
	if (status != EXIT_CONTENT)
		ask_run(b->arena, &b->options, b->collection);
	return status;
}

static void release(struct build *b)
{
	if (b->press)
		press_close(b->press);
	template_free(b->templates);
	collection_free(b->collection);
	arena_free(b->arena);
	progress_end(b->progress);
	buf_free(&b->options.recipients);
	buf_free(&b->options.measures);
	buf_free(&b->options.met);
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

	if (b.options.quiet)
		diag_hide_notes();
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
	case COMMAND_ESTIMATE:
		status = estimate(&b);
		break;
	}
	if (b.options.timings)
		progress_timings(b.progress);
	release(&b);
	return status;
}
