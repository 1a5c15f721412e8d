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

	int status = argc == 2 ? alone_run(a, argv[1], markdown_sink(&m), &out) : EXIT_USAGE;
	markdown_free(&m);
	buf_free(&out);
	arena_free(a);
	return status;
}
