/*
 * press: the books of a run, from their definitions to bytes in the output.
 * Books are made at the same time, each in a memory of its own that is let go
 * when its bytes exist; whatever the number of threads, the bytes and the
 * reports are the same.
 */
#ifndef PRESS_H
#define PRESS_H

#include "options.h"
#include "template/template.h"

struct press;

/*
 * Choose the books: all of the collection, those of one definition (regions),
 * or one (regions/beijing); none where the options ask for no books. A name
 * that is none of these ends the program with status 2 and a hint.
 */
struct press *press_new(struct arena *a, const struct options *o, const struct collection *c,
    const struct template_set *t);
/* Make them; with out NULL they are only tried. Reports: ask diag_errors(). */
void press_run(struct press *p, struct output *out);
/* How many were made, and their pages. */
int press_books(const struct press *p);
int press_pages(const struct press *p);
/*
 * What the site can link to: the books made, and those that lie in the output
 * already and stay there, in the order of the definitions.
 */
struct book_files press_files(const struct press *p);
void press_close(struct press *p);

#endif
