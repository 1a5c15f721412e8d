/*
 * The order of the rows of every table of supports: by kind, since sums of
 * different kinds are not compared; then what can be had, the higher sum, the
 * higher ratio. In: the collection. Out: its rows, sorted once for all tables.
 */
#include <stdlib.h>
#include <string.h>

#include "template/facet.h"

struct sorted {
	const struct support *row;
	size_t at; /* in the collection */
};

bool facet_ended(enum status s)
{
	return s == STATUS_EXPIRED || s == STATUS_DRAFT;
}

static int compare_sums(const struct standard *a, const struct standard *b)
{
	int currency;

	if (a->has_amount != b->has_amount)
		return a->has_amount ? -1 : 1;
	if (a->has_amount && facet_has_yuan(a) != facet_has_yuan(b))
		return facet_has_yuan(a) ? -1 : 1;
	currency = a->has_amount ? strcmp(a->currency, b->currency) : 0;
	if (currency)
		return currency;
	if (a->has_amount && a->amount != b->amount)
		return a->amount > b->amount ? -1 : 1;
	if (a->has_ratio != b->has_ratio)
		return a->has_ratio ? -1 : 1;
	if (a->has_ratio && a->ratio != b->ratio)
		return a->ratio > b->ratio ? -1 : 1;
	return 0;
}

static int compare_rows(const void *x, const void *y)
{
	const struct sorted *a = x, *b = y;
	bool a_ended = facet_ended(a->row->policy->status),
	     b_ended = facet_ended(b->row->policy->status);
	int sums;

	if (a->row->standard.kind != b->row->standard.kind)
		return a->row->standard.kind < b->row->standard.kind ? -1 : 1;
	if (a_ended != b_ended)
		return a_ended ? 1 : -1;
	sums = compare_sums(&a->row->standard, &b->row->standard);
	if (sums)
		return sums;
	return a->at < b->at ? -1 : 1;
}

const struct support **table_sort(struct arena *a, const struct collection *c)
{
	const struct support **rows = arena_array(a, const struct support *, c->supports_n + 1);
	struct sorted *v = arena_array(a, struct sorted, c->supports_n + 1);

	for (size_t i = 0; i < c->supports_n; i++)
		v[i] = (struct sorted){c->supports[i], i};
	qsort(v, c->supports_n, sizeof(*v), compare_rows);
	for (size_t i = 0; i < c->supports_n; i++)
		rows[i] = v[i].row;
	return rows;
}
