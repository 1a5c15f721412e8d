/* Audit a case and print the table of figures; see case.h. Sources are in content/sources. */
#include "audit/audit.h"
#include "drive/case.h"

int main(int argc, char **argv)
{
	struct drive_case c = case_open(argc, argv);
	struct collection *all = collection_read("content", DATE_NONE);
	struct buf out = {0};

	case_put(&c, "sources/base.txt", "", 0); /* what base.md of every case is made from */
	if (!diag_errors())
		audit_table(audit_run(c.arena, all, "content/sources"), &out);
	diag_flush();
	fwrite(out.s, 1, out.len, stdout);
	buf_free(&out);
	collection_free(all);
	case_close(&c);
	return diag_errors() != 0;
}
