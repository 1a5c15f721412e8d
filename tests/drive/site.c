/*
 * site: a small content folder (see case.h) becomes the pages of a site, which go
 * nowhere; what is reported on the way is printed. Templates are those of the project.
 */
#include "drive/case.h"

#include <limits.h>

#include "template/template.h"
#include "web/web.h"

static void make(const struct collection *all, const char *templates, struct arena *a)
{
	struct template_set *set = template_load(a, templates);
	struct output *nowhere = output_nowhere();

	site_write(all, set, file_join(a, templates, "assets"), (struct book_files){0}, nowhere);
	output_abandon(nowhere);
	template_free(set);
}

int main(int argc, char **argv)
{
	char here[PATH_MAX];
	const char *top = getcwd(here, sizeof(here));
	struct drive_case c = case_open(argc, argv);
	struct collection *all = collection_read("content", DATE_NONE);

	if (!diag_errors())
		make(all, file_join(c.arena, top ? top : ".", "templates"), c.arena);
	diag_flush();
	collection_free(all);
	case_close(&c);
	return diag_errors() != 0;
}
