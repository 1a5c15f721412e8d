/*
 * Lists of the site that grow with the collection. Each becomes a listing: its entries in
 * the order of its page, its address, and by what it is divided when it is long.
 */
#include <string.h>

#include "template/reading.h"

/* ------------------------------------------------------------------------- entries */

static const void **point(struct arena *a, const void *records, size_t n, size_t size)
{
	const void **v = arena_array(a, const void *, n + 1);

	for (size_t i = 0; i < n; i++)
		v[i] = (const char *)records + i * size;
	return v;
}

static const void **copy(struct arena *a, const void *pointers, size_t n)
{
	const void **v = arena_array(a, const void *, n + 1);

	if (n)
		memcpy(v, pointers, n * sizeof(*v));
	return v;
}

static const struct list_part *divide(struct arena *a, struct listing l)
{
	struct listing *kept = arena_new_of(a, struct listing);

	*kept = l;
	return listing_divide(a, kept);
}

/* What templates ask of a collection. */
static struct value ask(struct arena *a, const struct collection *c,
    struct value (*of)(const void *, const struct context *), const void *record)
{
	struct context *x = arena_new_of(a, struct context);

	*x = (struct context){a, c};
	return of(record, x);
}

/* ------------------------------------------------------------------------ policies */

/* In the order of their statuses: parts are those of statuses/. */
const struct list_part *listing_policies(struct arena *a, const struct collection *c)
{
	return divide(a, (struct listing){.kind = ENTRY_POLICY,
			     .entries = copy(a, c->policies, c->policies_n),
			     .n = c->policies_n,
			     .address = "policies/",
			     .stem = "statuses/",
			     .name = "政策",
			     .ways = {BY_STATUS, BY_PROVINCE, BY_REGION, BY_YEAR}});
}

const struct list_part *listing_topic(struct arena *a, const struct topic *t)
{
	return divide(a, (struct listing){.kind = ENTRY_POLICY,
			     .entries = copy(a, t->policies, t->policies_n),
			     .n = t->policies_n,
			     .address = arena_printf(a, "topics/%s/", t->key),
			     .name = t->name,
			     .ways = {BY_PROVINCE, BY_REGION, BY_YEAR}});
}

bool region_crowded(const struct region *r)
{
	return r->all_n > LIST_MOST && r->children_n;
}

const struct list_part *listing_region_policies(struct arena *a, const struct region *r)
{
	bool own = region_crowded(r);

	return divide(
	    a, (struct listing){.kind = ENTRY_POLICY,
		   .entries = copy(a, own ? r->policies : r->all, own ? r->policies_n : r->all_n),
		   .n = own ? r->policies_n : r->all_n,
		   .address = arena_printf(a, "regions/%s/", r->key),
		   .name = r->name,
		   .ways = {BY_YEAR}});
}

/* The upper ends of what carries out what. */
const struct list_part *listing_chains(struct arena *a, const struct collection *c)
{
	struct value v = ask(a, c, derive_site_chains, c);

	return divide(a, (struct listing){.kind = ENTRY_POLICY,
			     .entries = copy(a, v.items, v.n),
			     .n = v.n,
			     .address = "network/",
			     .name = "引用关系",
			     .ways = {BY_PROVINCE, BY_REGION, BY_YEAR}});
}

const struct list_part *listing_carriers(struct arena *a, const struct policy *p)
{
	return divide(a, (struct listing){.kind = ENTRY_POLICY,
			     .entries = copy(a, p->implemented_by, p->implemented_by_n),
			     .n = p->implemented_by_n,
			     .address = arena_printf(a, "network/under/%s/", p->slug),
			     .name = p->short_title,
			     .ways = {BY_PROVINCE, BY_REGION, BY_YEAR}});
}

/* ------------------------------------------------------------------------ supports */

const struct list_part *listing_measure(struct arena *a, const struct measure *m)
{
	return divide(a, (struct listing){.kind = ENTRY_SUPPORT,
			     .entries = copy(a, m->supports, m->supports_n),
			     .n = m->supports_n,
			     .address = arena_printf(a, "measures/%s/", m->key),
			     .name = m->name,
			     .ways = {BY_REGION, BY_YEAR}});
}

/* As the comparison has them: by region, within it by kind and size. */
const struct list_part *listing_compare(
    struct arena *a, const struct collection *c, const struct measure *m)
{
	struct value rows = ask(a, c, derive_measure_compared, m);
	const struct compare_row *row = rows.items;
	const void **v = arena_array(a, const void *, m->supports_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < rows.n; i++)
		for (size_t k = 0; k < row[i].supports_n; k++)
			v[n++] = row[i].supports[k];
	return divide(a, (struct listing){.kind = ENTRY_SUPPORT,
			     .entries = v,
			     .n = n,
			     .address = arena_printf(a, "compare/%s/", m->key),
			     .name = m->name,
			     .ways = {BY_REGION, BY_YEAR}});
}

const struct list_part *listing_region_supports(
    struct arena *a, const struct collection *c, const struct region *r)
{
	struct value v = ask(a, c, derive_region_supports, r);

	return divide(a, (struct listing){.kind = ENTRY_SUPPORT,
			     .entries = copy(a, v.items, v.n),
			     .n = v.n,
			     .address = arena_printf(a, "regions/%s/", r->key),
			     .name = r->name,
			     .ways = {BY_MEASURE, BY_REGION, BY_YEAR}});
}

/* ------------------------------------------------------------------ days, documents, terms */

const struct list_part *listing_events(struct arena *a, const struct collection *c)
{
	struct value years = ask(a, c, derive_site_years, c);
	const struct year_events *y = years.items;
	size_t n = 0;

	for (size_t i = 0; i < years.n; i++)
		n += y[i].events_n;
	return divide(a, (struct listing){.kind = ENTRY_EVENT,
			     .entries = point(a, n ? y[0].events : NULL, n,
				 sizeof(struct event)), /* years are stretches of one array */
			     .n = n,
			     .address = "timeline/",
			     .name = "时间线",
			     .ways = {BY_YEAR, BY_MONTH}});
}

const struct list_part *listing_documents(struct arena *a, const struct collection *c)
{
	return divide(
	    a, (struct listing){.kind = ENTRY_DOCUMENT,
		   .entries = point(a, c->documents, c->documents_n, sizeof(*c->documents)),
		   .n = c->documents_n,
		   .address = "numbers/",
		   .name = "文号",
		   .ways = {BY_NUMBER_YEAR, BY_NUMBER}});
}

const struct list_part *listing_citing(struct arena *a, const struct document *d)
{
	return divide(a, (struct listing){.kind = ENTRY_CITING,
			     .entries = point(a, d->citing, d->citing_n, sizeof(*d->citing)),
			     .n = d->citing_n,
			     .address = arena_printf(a, "numbers/%s/", d->anchor),
			     .name = d->number ? d->number : d->title,
			     .ways = {BY_PROVINCE, BY_REGION, BY_YEAR}});
}

const struct list_part *listing_terms(struct arena *a, const struct collection *c)
{
	return divide(a, (struct listing){.kind = ENTRY_TERM,
			     .entries = point(a, c->terms, c->terms_n, sizeof(*c->terms)),
			     .n = c->terms_n,
			     .address = "glossary/",
			     .name = "术语",
			     .ways = {BY_LETTER}});
}

/* The lines of the comparison of all measures. */
const struct list_part *listing_regions(struct arena *a, const struct collection *c)
{
	return divide(a, (struct listing){.kind = ENTRY_REGION,
			     .entries = point(a, c->regions, c->regions_n, sizeof(*c->regions)),
			     .n = c->regions_n,
			     .address = "compare/",
			     .stem = "compare/in/",
			     .name = "各地对比",
			     .ways = {BY_PROVINCE}});
}

/* The parts are the pages of regions that there are anyway. */
const struct list_part *listing_units(struct arena *a, const struct collection *c)
{
	return divide(
	    a, (struct listing){.kind = ENTRY_UNIT,
		   .entries = point(a, c->departments, c->departments_n, sizeof(*c->departments)),
		   .n = c->departments_n,
		   .address = "departments/",
		   .name = "责任单位",
		   .ways = {BY_REGION}});
}

const struct list_part *listing_mentions(struct arena *a, const struct term_entry *t)
{
	return divide(a, (struct listing){.kind = ENTRY_MENTION,
			     .entries = copy(a, t->mentions, t->mentions_n),
			     .n = t->mentions_n,
			     .address = arena_printf(a, "glossary/%s/", t->key),
			     .name = t->name,
			     .ways = {BY_PROVINCE, BY_REGION, BY_YEAR}});
}
