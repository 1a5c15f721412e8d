/* Read a case that is wrong and print what is reported; see case.h. */
#include "drive/case.h"
#include "estimate/estimate.h"

int main(int argc, char **argv)
{
	struct drive_case c = case_open(argc, argv);
	struct collection *all = collection_read("content", DATE_NONE);

	estimate_check_examples(all);
	diag_flush();
	collection_free(all);
	case_close(&c);
	return diag_errors() != 0;
}
