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

	int status = argc == 2 ? alone_run(a, argv[1], html_sink(&h), &out) : EXIT_USAGE;
	buf_free(&out);
	arena_free(a);
	return status;
}
