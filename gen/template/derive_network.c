/*
 * Who carries out whom, and which documents are cited: chains from the document
 * above to the rules below it, documents by year of their number, and those that
 * several policies cite. The facts are those of digest/document.c.
 */
#include <stdlib.h>

#include "template/reading.h"

/* c->documents come by year, so groups are stretches. */
struct value derive_site_document_years(const void *collection, const struct context *x)
{
	const struct collection *c = collection;
	struct year_documents *v = arena_array(x->arena, struct year_documents, c->documents_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < c->documents_n; i++) {
		const struct document *d = &c->documents[i];

		if (n == 0 || v[n - 1].year != d->year)
			v[n++] = (struct year_documents){d->year, d, 0};
		v[n - 1].documents_n++;
	}
	return (struct value){.items = v, .n = n, .stride = sizeof(*v)};
}

/* The upper ends of chains. */
struct value derive_site_chains(const void *collection, const struct context *x)
{
	const struct collection *c = collection;
	const struct policy **v = arena_array(x->arena, const struct policy *, c->policies_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < c->policies_n; i++)
		if (c->policies[i]->implemented_by_n && !c->policies[i]->implements_n)
			v[n++] = c->policies[i];
	return (struct value){.items = v, .n = n};
}

static int compare(const void *a, const void *b)
{
	const struct document *x = *(const struct document *const *)a;
	const struct document *y = *(const struct document *const *)b;

	if (x->citing_n != y->citing_n)
		return x->citing_n > y->citing_n ? -1 : 1;
	return x < y ? -1 : x > y; /* of one array, in order */
}

const struct document **network_cited(struct arena *a, const struct collection *c, size_t *n)
{
	const struct document **v = arena_array(a, const struct document *, c->documents_n + 1);

	*n = 0;
	for (size_t i = 0; i < c->documents_n; i++)
		if (c->documents[i].citing_n > 1)
			v[(*n)++] = &c->documents[i];
	if (*n)
		qsort(v, *n, sizeof(struct document *), compare);
	return v;
}

struct value derive_site_cited(const void *collection, const struct context *x)
{
	size_t n;
	const struct document **v = network_cited(x->arena, collection, &n);

	return (struct value){.items = v, .n = n};
}

struct value derive_document_called(const void *document, const struct context *x)
{
	const struct document *d = document;

	return (struct value){
	    .text = d->number ? d->number : arena_printf(x->arena, "《%s》", d->title)};
}
