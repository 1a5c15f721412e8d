/*
 * template: a folder of templates is loaded and its `main` rendered from the
 * sample collection, with the policy `old` bound to `policy` and a text to
 * `words`. Prints the elements; with errors, nothing.
 */
#include <stdio.h>

#include "drive/sample.h"
#include "template/template.h"

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct buf out = {0};

	if (argc != 2)
		return EXIT_USAGE;
	struct collection *c = sample_collection(a);
	struct template_set *t = template_load(a, argv[1]);
	diag_flush();
	if (!diag_errors()) {
		struct binding b[] = {
		    {"policy", BIND_POLICY, c->policies[1]}, {"words", BIND_TEXT, "词<句>"}};
		struct linker link = {NULL, sample_href, sample_id};
		template_render(t, "main", c, b, LEN(b), link, template_dump_sink(&out));
		fputs(out.s ? out.s : "", stdout);
	}
	bool wrong = diag_errors() > 0;
	buf_free(&out);
	template_free(t);
	arena_free(a);
	return wrong ? EXIT_CONTENT : EXIT_DONE;
}
