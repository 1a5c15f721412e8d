/*
 * html: a template (a file) is put into a folder of its own as `main`, rendered
 * from the sample collection as the page policies/old/, and printed as HTML.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "drive/sample.h"
#include "template/template.h"
#include "web/html.h"

/* As from a page two folders deep. */
static const char *href(void *ctx, struct arena *scratch, const char *address)
{
	(void)ctx;
	return arena_printf(scratch, "../../%s", address);
}

static char *copy_alone(struct arena *a, const char *path)
{
	char *folder = arena_dup(a, "/tmp/digestpress-html-XXXXXX"), *file;
	size_t n = 0;
	const char *text = file_read(a, path, &n);

	if (!text || !mkdtemp(folder))
		die("cannot copy %s", path);
	file = file_join(a, folder, "main.xhtml");
	FILE *f = fopen(file, "w");
	if (!f || fwrite(text, 1, n, f) != n || fclose(f) != 0)
		die("cannot write %s", file);
	return folder;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct buf out = {0};
	struct html h = {&out, "../../policies/old/", 0, 0};

	if (argc != 2)
		return EXIT_USAGE;
	char *folder = copy_alone(a, argv[1]);
	struct collection *c = sample_collection(a);
	struct template_set *t = template_load(a, folder);
	unlink(file_join(a, folder, "main.xhtml"));
	rmdir(folder);
	diag_flush();
	if (!diag_errors()) {
		struct binding b[] = {
		    {"policy", BIND_POLICY, c->policies[1]}, {"words", BIND_TEXT, "词<句>\"&\""}};
		template_render(
		    t, "main", c, b, LEN(b), (struct linker){NULL, href, sample_id}, html_sink(&h));
		fputs(out.s ? out.s : "", stdout);
	}
	bool wrong = diag_errors() > 0;
	buf_free(&out);
	template_free(t);
	arena_free(a);
	return wrong ? EXIT_CONTENT : EXIT_DONE;
}
