/*
 * html: a template (a file) is put into a folder of its own as `main`, rendered
 * from the sample collection as the page policies/old/, and printed as HTML.
 */
#include "drive/alone.h"
#include "web/html.h"

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct buf out = {0};
	static const char *const words[] = {"人工智能", NULL};
	struct html h = {.out = &out, .here = "../../policies/old/", .arena = a, .words = words};

	if (argc != 2)
		return EXIT_USAGE;
	struct collection *c = sample_collection(a);
	struct template_set *t = alone_load(a, argv[1]);
	diag_flush();
	if (!diag_errors()) {
		alone_render(t, c, html_sink(&h));
		fputs(out.s ? out.s : "", stdout);
	}
	bool wrong = diag_errors() > 0;
	buf_free(&out);
	template_free(t);
	arena_free(a);
	return wrong ? EXIT_CONTENT : EXIT_DONE;
}
