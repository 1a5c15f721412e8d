/*
 * A long list → parts, each on a page of its own. A list of at most LIST_MOST entries is
 * one page; one of more is divided by the first of its ways, each part of it by the
 * next, as long as it is too long. A part is called by what its entries have in
 * common (a region, a year, a letter), never by a count, so that its address stays and
 * keeps its meaning when entries are added: a list only grows, and what is divided
 * stays divided. What no way divides any more is one page, however long.
 */
#include <stdlib.h>
#include <string.h>

#include "template/reading.h"

/* What the entries of a part share: their place in the order of parts, and whose name it is. */
struct label {
	int64_t order;
	const void *entry;
};

struct divider {
	struct arena *arena;
	const struct listing *of;
	struct pinyin *readings; /* made when a way asks for it */
};

/* Parts without a day, or without a number, come last. */
#define LAST INT64_MAX

/* ------------------------------------------------------------------------- entries */

const struct policy *entry_policy(enum entry_kind kind, const void *entry)
{
	const struct support *support = entry;
	const struct citing *citing = entry;
	const struct mention *mention = entry;
	const struct event *event = entry;
	const struct document *document = entry;

	switch (kind) {
	case ENTRY_POLICY:
		return entry;
	case ENTRY_SUPPORT:
		return support->policy;
	case ENTRY_CITING:
		return citing->policy;
	case ENTRY_MENTION:
		return mention->policy;
	case ENTRY_EVENT:
		return event->policy;
	case ENTRY_DOCUMENT:
		return document->policy;
	case ENTRY_TERM:
	case ENTRY_UNIT:
	case ENTRY_REGION:
		break;
	}
	return NULL;
}

static const struct region *region_of(const struct divider *d, const void *entry)
{
	const struct department *unit = entry;

	if (d->of->kind == ENTRY_UNIT)
		return unit->region;
	if (d->of->kind == ENTRY_REGION)
		return entry;
	return entry_policy(d->of->kind, entry)->region;
}

static const struct region *province_of(const struct divider *d, const void *entry)
{
	const struct region *r = region_of(d, entry);

	while (r->parent)
		r = r->parent;
	return r;
}

/* The day of an event; of a policy that of its issue, else its first in force. */
static date day_of(const struct divider *d, const void *entry)
{
	const struct event *event = entry;
	const struct policy *p = entry_policy(d->of->kind, entry);

	if (d->of->kind == ENTRY_EVENT)
		return event->day;
	return p->issued != DATE_NONE ? p->issued : p->start;
}

static int year_of(date day)
{
	int year, month, rest;

	date_split(day, &year, &month, &rest);
	return year;
}

static int month_of(date day)
{
	int year, month, rest;

	date_split(day, &year, &month, &rest);
	return month;
}

/* The tens of a number up to 99, the hundreds above: their first number. */
static int serial_of(const struct document *d)
{
	return d->serial < 100 ? d->serial / 10 * 10 : d->serial / 100 * 100;
}

static char letter_of(struct divider *d, const char *s)
{
	if (!d->readings)
		d->readings = pinyin_new(d->arena);
	return pinyin_letter(d->readings, s);
}

/* -------------------------------------------------------------------------- orders */

/* Where the part of an entry stands; entries of one part have the same. Lists of regions and
 * of measures are arrays in their order. */
static int64_t order_of(struct divider *d, enum division_way way, const void *entry)
{
	const struct document *document = entry;
	const struct support *support = entry;
	const struct term_entry *term = entry;
	date day;

	switch (way) {
	case BY_STATUS:
		return status_rank(entry_policy(d->of->kind, entry)->status);
	case BY_PROVINCE:
		return (int64_t)(intptr_t)province_of(d, entry);
	case BY_REGION:
		return (int64_t)(intptr_t)region_of(d, entry);
	case BY_MEASURE:
		return (int64_t)(intptr_t)support->measure;
	case BY_YEAR:
		day = day_of(d, entry);
		return day == DATE_NONE ? LAST : -year_of(day);
	case BY_MONTH:
		day = day_of(d, entry);
		return day == DATE_NONE ? LAST : -month_of(day);
	case BY_NUMBER_YEAR:
		return document->year ? -document->year : LAST;
	case BY_NUMBER:
		return document->year ? serial_of(document) : letter_of(d, document->title);
	case BY_LETTER:
		return term->pinyin[0];
	case BY_NOTHING:
		break;
	}
	return 0;
}

/* --------------------------------------------------------------------------- names */

static void name_region(
    struct arena *a, const struct region *r, bool own, const char **key, const char **name)
{
	*key = r->key;
	*name = own && r->children_n ? arena_printf(a, "%s本级", r->name) : r->name;
}

static void name_number(struct divider *d, const struct document *x, struct list_part *p)
{
	struct arena *a = d->arena;
	int from = serial_of(x);

	if (!x->year) {
		char letter = letter_of(d, x->title);

		p->key =
		    letter == '#' ? "other" : arena_printf(a, "letter--%c", letter - 'A' + 'a');
		p->name = letter == '#' ? "其他" : arena_printf(a, "%c", letter);
		return;
	}
	p->key = arena_printf(a, "n%d", from);
	p->name = arena_printf(a, "%d—%d号", MAX(from, 1), from < 100 ? from + 9 : from + 99);
	if (from < 10)
		p->places = arena_printf(a, "d%d-[0-9]-", x->year);
	else
		p->places = arena_printf(a, "d%d-%d%s-", x->year,
		    from < 100 ? from / 10 : from / 100, from < 100 ? "[0-9]" : "[0-9][0-9]");
}

/* The key and name of the part that an entry is the first of. */
static void name_part(
    struct divider *d, enum division_way way, const void *entry, struct list_part *p)
{
	const struct support *support = entry;
	const struct document *document = entry;
	const struct term_entry *term = entry;
	struct arena *a = d->arena;
	int64_t order = order_of(d, way, entry);

	switch (way) {
	case BY_STATUS:
		p->key = text_hyphened(a, status_key(entry_policy(d->of->kind, entry)->status));
		p->name = status_words(entry_policy(d->of->kind, entry)->status);
		break;
	case BY_PROVINCE:
		name_region(a, province_of(d, entry), false, &p->key, &p->name);
		break;
	case BY_REGION:
		name_region(a, region_of(d, entry), d->of->kind != ENTRY_UNIT, &p->key, &p->name);
		break;
	case BY_MEASURE:
		p->key = support->measure->key;
		p->name = support->measure->name;
		break;
	case BY_YEAR:
		p->key = order == LAST ? "undated" : arena_printf(a, "y%d", (int)-order);
		p->name = order == LAST ? "没有日期的" : arena_printf(a, "%d年", (int)-order);
		break;
	case BY_MONTH:
		p->key = order == LAST ? "undated" : arena_printf(a, "m%02d", (int)-order);
		p->name = order == LAST ? "没有日期的" : arena_printf(a, "%d月", (int)-order);
		break;
	case BY_NUMBER_YEAR:
		p->key = order == LAST ? "unnumbered" : arena_printf(a, "y%d", (int)-order);
		p->name = order == LAST ? "没有年份的" : arena_printf(a, "%d年", (int)-order);
		p->places = order == LAST ? "t-" : arena_printf(a, "d%d-", (int)-order);
		break;
	case BY_NUMBER:
		name_number(d, document, p);
		break;
	case BY_LETTER:
		p->key = arena_printf(a, "letter--%c", term->pinyin[0]);
		p->name = arena_printf(a, "%c", term->pinyin[0] - 'a' + 'A');
		break;
	case BY_NOTHING:
		break;
	}
}

/* ----------------------------------------------------------------------- dividing */

static int compare_orders(const void *x, const void *y)
{
	const struct list_part *a = x, *b = y;

	return (a->order > b->order) - (a->order < b->order);
}

/* The part of an order; entries mostly come in stretches of one. */
static struct list_part *find_part(struct list_part *v, size_t n, size_t last, int64_t order)
{
	if (n && v[last].order == order)
		return &v[last];
	for (size_t i = 0; i < n; i++)
		if (v[i].order == order)
			return &v[i];
	return NULL;
}

/* The parts of a list, sorted, with the number of their entries. */
static void count_parts(struct divider *d, struct list_part *whole, enum division_way way)
{
	struct list_part *v = NULL;
	size_t n = 0, cap = 0, last = 0;

	for (size_t i = 0; i < whole->entries_n; i++) {
		int64_t order = order_of(d, way, whole->entries[i]);
		struct list_part *p = find_part(v, n, last, order);

		if (!p) {
			p = VEC_PUSH(d->arena, v, n, cap);
			*p =
			    (struct list_part){.kind = whole->kind, .above = whole, .order = order};
			name_part(d, way, whole->entries[i], p);
		}
		p->entries_n++;
		last = (size_t)(p - v);
	}
	if (n)
		qsort(v, n, sizeof(*v), compare_orders);
	whole->parts = v;
	whole->parts_n = n;
}

/* Each entry to its part, in the order of the list. */
static void deal(struct divider *d, struct list_part *whole, enum division_way way)
{
	size_t last = 0;

	for (size_t i = 0; i < whole->parts_n; i++) {
		struct list_part *p = &whole->parts[i];

		p->entries = arena_array(d->arena, const void *, p->entries_n);
		p->entries_n = 0;
		p->previous = i ? p - 1 : NULL;
		p->next = i + 1 < whole->parts_n ? p + 1 : NULL;
		p->address = arena_printf(d->arena, "%s%s/",
		    whole->above  ? whole->address
		    : d->of->stem ? d->of->stem
				  : d->of->address,
		    p->key);
	}
	for (size_t i = 0; i < whole->entries_n; i++) {
		struct list_part *p = find_part(
		    whole->parts, whole->parts_n, last, order_of(d, way, whole->entries[i]));

		p->entries[p->entries_n++] = whole->entries[i];
		last = (size_t)(p - whole->parts);
	}
}

static void divide(struct divider *d, struct list_part *whole, size_t way)
{
	if (whole->entries_n <= LIST_MOST || way == LISTING_WAYS || d->of->ways[way] == BY_NOTHING)
		return;
	count_parts(d, whole, d->of->ways[way]);
	deal(d, whole, d->of->ways[way]);
	for (size_t i = 0; i < whole->parts_n; i++)
		divide(d, &whole->parts[i], way + 1);
}

struct list_part *listing_divide(struct arena *a, const struct listing *l)
{
	struct divider d = {.arena = a, .of = l};
	struct list_part *whole = arena_new_of(a, struct list_part);

	*whole = (struct list_part){.kind = l->kind,
	    .address = l->address,
	    .key = "",
	    .name = l->name,
	    .entries = l->entries,
	    .entries_n = l->n};
	divide(&d, whole, 0);
	if (d.readings)
		pinyin_free(d.readings);
	return whole;
}
