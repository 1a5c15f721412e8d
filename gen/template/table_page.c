/*
 * The pages that a table of supports is divided into, and what templates ask of
 * facets and pages besides their members: groups by kind, the values that fit
 * into a list. A page has a bounded number of rows, however many there are.
 */
#include <stdlib.h>

#include "template/parts.h"

static const char *page_address(struct arena *a, const char *first, size_t i, size_t n)
{
	if (i >= n)
		return NULL;
	return i == 0 ? first : arena_printf(a, "%s%zu/", first, i + 1);
}

struct table_page *table_pages(struct arena *a, const struct facet_value *value,
    const char *address, const struct support **rows, size_t rows_n, size_t *n)
{
	size_t most = value ? VALUE_ROWS : TABLE_ROWS;
	size_t pages = MAX((rows_n + most - 1) / most, 1), ended = 0;
	struct table_page *v = arena_array(a, struct table_page, pages);

	for (size_t i = 0; i < rows_n; i++)
		ended += facet_ended(rows[i]->policy->status);
	for (size_t i = 0; i < pages; i++) {
		size_t from = i * most, to = MIN(from + most, rows_n);

		v[i] = (struct table_page){.value = value,
		    .address = page_address(a, address, i, pages),
		    .previous = i ? page_address(a, address, i - 1, pages) : NULL,
		    .next = page_address(a, address, i + 1, pages),
		    .number = (int32_t)i + 1,
		    .count = (int32_t)pages,
		    .several = pages > 1,
		    .first = (int32_t)from + 1,
		    .last = (int32_t)to,
		    .total = (int32_t)rows_n,
		    .ended = (int32_t)ended,
		    .rows = rows + from,
		    .rows_n = to - from};
	}
	*n = pages;
	return v;
}

/* ---------------------------------------------------------------- fields of templates */

/*
 * The rows of a page by kind, which they are sorted by. Where a script adds the rows of
 * other pages, kinds without rows on this one are there too.
 */
struct value derive_page_groups(const void *page, const struct context *x)
{
	const struct table_page *p = page;
	struct kind_group *v = arena_array(x->arena, struct kind_group, KIND_RATIO + 2);
	size_t n = 0;

	for (size_t i = 0; i < p->rows_n; i++) {
		enum support_kind kind = p->rows[i]->standard.kind;

		if (!v[kind].supports_n)
			v[kind].supports = p->rows + i;
		v[kind].supports_n++;
	}
	for (int k = 0; k <= KIND_RATIO; k++)
		if (v[k].supports_n || (p->several && !p->value)) {
			v[n] = v[k];
			v[n++].kind = (enum support_kind)k;
		}
	return (struct value){.items = v, .n = n, .stride = sizeof(*v)};
}

/* The pages that one links to: the ends, those beside it, some farther off; they lie side by side.
 */
struct value derive_page_near(const void *page, const struct context *x)
{
	static const int32_t steps[] = {-100, -10, -2, -1, 0, 1, 2, 10, 100, INT32_MAX};
	const struct table_page *p = page, *first = p - (p->number - 1);
	const struct table_page **v =
	    arena_array(x->arena, const struct table_page *, LEN(steps) + 1);
	size_t n = 0;

	v[n++] = first;
	for (size_t i = 0; i < LEN(steps); i++) {
		int32_t number = steps[i] < p->count ? p->number + steps[i] : p->count;

		if (number > v[n - 1]->number && number <= p->count)
			v[n++] = &first[number - 1];
	}
	return (struct value){.items = v, .n = n};
}

/* 地区：北京市，第2页: unlike the title of any other page. */
struct value derive_page_title(const void *page, const struct context *x)
{
	const struct table_page *p = page;
	const char *s = "资助总表";

	if (p->value)
		s = arena_printf(x->arena, "%s：%s", p->value->facet->name, p->value->name);
	if (p->number > 1)
		s = arena_printf(x->arena, "%s，第%d页", s, p->number);
	return (struct value){.text = s};
}

struct value derive_facet_few(const void *facet, const struct context *x)
{
	const struct facet *f = facet;

	(void)x;
	return (struct value){.number = f->values_n <= FACET_FEW};
}

/* How many values are not listed. */
struct value derive_facet_more(const void *facet, const struct context *x)
{
	const struct facet *f = facet;

	(void)x;
	return (struct value){
	    .number = f->values_n > FACET_LISTED ? (int64_t)f->values_n - FACET_LISTED : 0};
}

static int compare_sizes(const void *x, const void *y)
{
	const struct facet_value *a = *(const struct facet_value *const *)x,
				 *b = *(const struct facet_value *const *)y;

	if (a->rows_n != b->rows_n)
		return a->rows_n > b->rows_n ? -1 : 1;
	return a < b ? -1 : 1;
}

static int compare_places(const void *x, const void *y)
{
	const struct facet_value *a = *(const struct facet_value *const *)x,
				 *b = *(const struct facet_value *const *)y;

	return a < b ? -1 : 1;
}

/* All values, or those with the most rows, in their order. */
struct value derive_facet_listed(const void *facet, const struct context *x)
{
	const struct facet *f = facet;
	const struct facet_value **v =
	    arena_array(x->arena, const struct facet_value *, f->values_n + 1);
	size_t n = MIN(f->values_n, (size_t)FACET_LISTED);

	for (size_t i = 0; i < f->values_n; i++)
		v[i] = &f->values[i];
	if (n < f->values_n) {
		qsort(v, f->values_n, sizeof(*v), compare_sizes);
		qsort(v, n, sizeof(*v), compare_places);
	}
	return (struct value){.items = v, .n = n};
}
