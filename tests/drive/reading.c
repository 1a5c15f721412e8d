/* Read a case and print the collection, or of NAME.md that digest alone; see case.h. */
#include "drive/case.h"

/* The lines of a dump that belong to one policy. */
static void print_policy(const struct drive_case *c, char *dump)
{
	char *start = strstr(dump, arena_printf(c->arena, "\npolicy %s\n", c->slug)), *end;

	if (!start)
		return;
	for (end = strchr(++start, '\n'); end && end[1] == ' ';)
		end = strchr(end + 1, '\n');
	fwrite(start, 1, (size_t)(end + 1 - start), stdout);
}

int main(int argc, char **argv)
{
	struct drive_case c = case_open(argc, argv);
	struct collection *all = collection_read("content", DATE_NONE);
	struct buf out = {0};

	diag_flush();
	if (!diag_errors()) {
		collection_dump(all, &out);
		if (c.slug)
			print_policy(&c, out.s);
		else
			fputs(out.s, stdout);
	}
	buf_free(&out);
	collection_free(all);
	case_close(&c);
	return diag_errors() != 0;
}
