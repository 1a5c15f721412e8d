/*
 * markdown: a template (a file) is put into a folder of its own as `main`, rendered
 * from the sample collection as the page policies/old/, and printed as the Markdown of its twin.
 */
#include "drive/alone.h"
#include "web/markdown.h"

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct buf out = {0};
	struct markdown m = {.out = &out, .arena = a};

	if (argc != 2)
		return EXIT_USAGE;
	struct collection *c = sample_collection(a);
	struct template_set *t = alone_load(a, argv[1]);
	diag_flush();
	if (!diag_errors()) {
		alone_render(t, c, markdown_sink(&m));
		fputs(out.s ? out.s : "", stdout);
	}
	bool wrong = diag_errors() > 0;
	markdown_free(&m);
	buf_free(&out);
	template_free(t);
	arena_free(a);
	return wrong ? EXIT_CONTENT : EXIT_DONE;
}
