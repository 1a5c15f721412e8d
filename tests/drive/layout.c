/*
 * layout: the template `main` of a folder, laid out on a small page; or, where
 * there is one, its print/book for a book of the sample collection. The style is
 * the folder's style.yml, or layout.yml beside this file. Prints the pages; with
 * errors, nothing.
 */
#include <stdio.h>

#include "book/book_parts.h"
#include "drive/sample.h"

struct rendering {
	struct template_set *templates;
	struct collection *collection;
};

static const char *address(void *ctx, struct arena *scratch, const char *s)
{
	(void)ctx;
	return arena_dup(scratch, s);
}

static void emit(void *ctx, struct sink sink)
{
	struct rendering *r = ctx;
	struct linker link = {NULL, address, address};

	template_render(r->templates, "main", r->collection, NULL, 0, link, sink);
}

static struct print *print_book(
    struct arena *a, struct rendering *r, struct style_sheet *sheet, struct font_set *fonts)
{
	static const struct book_def def = {.slug = "case",
	    .title = "样书",
	    .paper = "card",
	    .paper_place = {"content/books/case.yml", 4, 8}};

	return book_lay_out(a, r->collection, r->templates, sheet, fonts, &def);
}

static struct print *print_main(struct arena *a, struct rendering *r, struct style_sheet *sheet)
{
	struct print about = {.slug = "case", .title = "样书"};

	return book_print(a, sheet, "card", about, (struct book_source){r, emit});
}

static void lay_out(struct arena *a, const char *folder, const char *style, struct buf *out)
{
	struct font_set *fonts = font_set_open(a, "fonts");
	struct style_sheet *sheet = style_read(a, style, style, fonts);
	struct rendering r = {template_load(a, folder), sample_collection(a)};
	bool whole = file_exists(file_join(a, folder, "print/book.xhtml"));

	if (!diag_errors()) {
		struct print *p =
		    whole ? print_book(a, &r, sheet, fonts) : print_main(a, &r, sheet);

		if (!diag_errors())
			book_dump(p, out);
	}
	template_free(r.templates);
	font_set_close(fonts);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct buf out = {0};
	const char *style;

	if (argc != 2)
		return EXIT_USAGE;
	style = file_join(a, argv[1], "style.yml");
	lay_out(a, argv[1], file_exists(style) ? style : "tests/drive/layout.yml", &out);
	fputs(out.s ? out.s : "", stdout);
	diag_flush();
	buf_free(&out);
	arena_free(a);
	return diag_errors() ? EXIT_CONTENT : EXIT_DONE;
}
