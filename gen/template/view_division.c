/*
 * The fields of parts of long lists, which division.c makes: a part knows where it
 * stands, what it is divided into, and its entries under the name of their kind.
 */
#include "template/reading.h"
#include "template/view.h"

/* From the whole down to the part above. */
static struct value derive_above(const void *part, const struct context *x)
{
	const struct list_part *p = part, **v;
	size_t n = 0, i;

	for (const struct list_part *a = p->above; a; a = a->above)
		n++;
	v = arena_array(x->arena, const struct list_part *, n + 1);
	i = n;
	for (const struct list_part *a = p->above; a; a = a->above)
		v[--i] = a;
	return (struct value){.items = v, .n = n};
}

/* Behind a title: （四川省，2023年）; of the whole nothing. */
static struct value derive_within(const void *part, const struct context *x)
{
	const struct list_part *p = part;
	const char *s = NULL;

	for (; p->above; p = p->above)
		s = s ? arena_printf(x->arena, "%s，%s", p->name, s) : p->name;
	return (struct value){.text = s ? arena_printf(x->arena, "（%s）", s) : NULL};
}

static struct value entries_of(const struct list_part *p, enum entry_kind kind)
{
	if (p->kind != kind)
		return (struct value){0};
	return (struct value){.items = p->entries, .n = p->entries_n};
}

struct value derive_region_crowded(const void *region, const struct context *x)
{
	(void)x;
	return (struct value){.number = region_crowded(region)};
}

/* One function a kind: what a field is made by knows the record alone. */
#define ENTRIES(name, kind)                                                          \
	static struct value derive_##name(const void *part, const struct context *x) \
	{                                                                            \
		(void)x;                                                             \
		return entries_of(part, kind);                                       \
	}

ENTRIES(policies, ENTRY_POLICY)
ENTRIES(supports, ENTRY_SUPPORT)
ENTRIES(citing, ENTRY_CITING)
ENTRIES(mentions, ENTRY_MENTION)
ENTRIES(events, ENTRY_EVENT)
ENTRIES(documents, ENTRY_DOCUMENT)
ENTRIES(terms, ENTRY_TERM)
ENTRIES(units, ENTRY_UNIT)
ENTRIES(regions, ENTRY_REGION)

/* NOLINTBEGIN(bugprone-sizeof-expression): lists of pointers */

static const struct field list_part_fields[] = {
    TEXT(list_part, address),
    TEXT(list_part, key),
    TEXT(list_part, name),
    TEXT(list_part, places),
    MADE_TEXT("within", derive_within),
    MADE_LIST_OF("above", derive_above, &view_list_part),
    ROWS_OF(list_part, parts, &view_list_part),
    RECORD_OF(list_part, previous, &view_list_part),
    RECORD_OF(list_part, next, &view_list_part),
    {.name = "count", .type = {.kind = VALUE_NUMBER}, MEMBER(list_part, entries_n)},
    MADE_LIST("policies", derive_policies, POLICY),
    MADE_LIST("supports", derive_supports, SUPPORT),
    MADE_LIST_OF("citing", derive_citing, &view_citing),
    MADE_LIST("mentions", derive_mentions, MENTION),
    MADE_LIST_OF("events", derive_events, &view_event),
    MADE_LIST_OF("documents", derive_documents, &view_document),
    MADE_LIST("terms", derive_terms, TERM),
    MADE_LIST("units", derive_units, DEPARTMENT),
    MADE_LIST("regions", derive_regions, REGION),
    MADE_LIST_OF("compared", derive_part_compared, &view_compare_line),
};

/* NOLINTEND(bugprone-sizeof-expression) */

const struct record view_list_part = TABLE("list-part", list_part_fields, NO_PLACE);

const struct record *const view_division_records[] = {&view_list_part, NULL};
