/*
 * The pages of a long list: one for the whole and one for each part that it is divided
 * into, all with the same subject. What stood as a place on the page of the whole is on that
 * of a part.
 */
#include "web/lists.h"

#include <string.h>

/* -------------------------------------------------------------------------- places */

static const char *anchor_of(const struct list_part *p, const void *entry)
{
	const struct document *document = entry;
	const struct term_entry *term = entry;
	const struct department *unit = entry;
	const struct region *region = entry;

	return p->kind == ENTRY_UNIT       ? unit->anchor
	       : p->kind == ENTRY_REGION   ? region->key
	       : p->kind == ENTRY_DOCUMENT ? document->anchor
	       : p->kind == ENTRY_TERM     ? term->key
					   : NULL;
}

static void settle(struct site_run *run, const char *whole, const struct list_part *p)
{
	for (size_t i = 0; i < p->parts_n; i++)
		settle(run, whole, &p->parts[i]);
	for (size_t i = 0; !p->parts_n && i < p->entries_n; i++) {
		const char *anchor = anchor_of(p, p->entries[i]);

		if (anchor)
			place_move(run, arena_printf(run->arena, "%s#%s", whole, anchor),
			    arena_printf(run->arena, "%s#%s", p->address, anchor));
	}
}

void list_settle(struct site_run *run, const struct list_part *whole)
{
	for (size_t i = 0; i < whole->parts_n; i++)
		settle(run, whole->address, &whole->parts[i]);
}

/* --------------------------------------------------------------------------- pages */

date list_updated(const struct list_part *p, date none)
{
	date last = DATE_NONE;

	for (size_t i = 0; i < p->entries_n; i++) {
		const struct policy *policy = entry_policy(p->kind, p->entries[i]);

		if (policy)
			last = MAX(last, policy->updated);
	}
	return last == DATE_NONE ? none : last;
}

void list_write_parts(
    struct site_run *run, const struct list_part *whole, struct page page, const char *parts)
{
	page.template = parts;
	page.beside = NULL;
	for (size_t i = 0; i < whole->parts_n; i++) {
		page.address = whole->parts[i].address;
		page.updated = list_updated(&whole->parts[i], page.updated);
		addresses_pass(
		    run->addresses, page.address); /* they follow the number of entries */
		list_write(run, &whole->parts[i], page, parts);
	}
}

void list_write(
    struct site_run *run, const struct list_part *whole, struct page page, const char *parts)
{
	page.part = whole;
	page_write(run, &page);
	list_write_parts(run, whole, page, parts);
}
