/*
 * Where a policy stands on paper. The books that are there come in; out go, for the head
 * of the policy's page, those of many regions that have its chapter, in the order of the
 * books, with what the page says at its foot and the address that opens the file there
 * (#page=N, RFC 8118).
 */
#include <stdlib.h>

#include "web/page.h"

static int by_order(const void *policy, const void *place)
{
	size_t a = ((const struct policy *)policy)->order;
	size_t b = ((const struct book_place *)place)->policy->order;

	return (a > b) - (a < b);
}

void printed_find(
    struct arena *a, struct book_files placed, const struct policy *p, struct page_head *h)
{
	struct printed *v = arena_array(a, struct printed, placed.n + 1);

	h->printed = v;
	for (size_t i = 0; i < placed.n; i++) {
		const struct book_file *f = &placed.files[i];
		const struct book_place *at =
		    bsearch(p, f->places, f->places_n, sizeof(*f->places), by_order);

		if (at)
			v[h->printed_n++] = (struct printed){f, at->folio,
			    arena_printf(a, "%s#page=%d", f->def->address, at->sheet)};
	}
	h->handbook = h->printed_n ? v : NULL;
}
