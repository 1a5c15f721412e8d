/*
 * alone.h: one template in a folder of its own, for drivers that render just that. Each
 * driver is one translation unit: the functions are here.
 */
#ifndef ALONE_H
#define ALONE_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "drive/sample.h"
#include "template/template.h"

/* As from a page two folders deep. */
static inline const char *alone_href(void *ctx, struct arena *scratch, const char *address)
{
	(void)ctx;
	return arena_printf(scratch, "../../%s", address);
}

/* The template of a file as `main`; its folder is gone when it is loaded. */
static inline struct template_set *alone_load(struct arena *a, const char *path)
{
	char *folder = arena_dup(a, "/tmp/digestpress-alone-XXXXXX"), *file;
	size_t n = 0;
	const char *text = file_read(a, path, &n);

	if (!text || !mkdtemp(folder))
		die("cannot copy %s", path);
	file = file_join(a, folder, "main.xhtml");
	FILE *f = fopen(file, "w");
	if (!f || fwrite(text, 1, n, f) != n || fclose(f) != 0)
		die("cannot write %s", file);
	struct template_set *t = template_load(a, folder);
	unlink(file);
	rmdir(folder);
	return t;
}

/*
 * Render the template of a file from the sample collection, as the page of the policy
 * `old`, and print what the sink has put into `out`. The exit status of the driver.
 */
static inline int alone_run(struct arena *a, const char *path, struct sink sink, struct buf *out)
{
	struct collection *c = sample_collection(a);
	struct template_set *t = alone_load(a, path);
	struct binding b[] = {
	    {"policy", BIND_POLICY, c->policies[1]}, {"words", BIND_TEXT, "词<句>\"&\""}};

	diag_flush();
	if (!diag_errors()) {
		template_render(
		    t, "main", c, b, LEN(b), (struct linker){NULL, alone_href, sample_id}, sink);
		fputs(out->s ? out->s : "", stdout);
	}
	template_free(t);
	return diag_errors() ? EXIT_CONTENT : EXIT_DONE;
}

#endif
