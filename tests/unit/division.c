/*
 * Made-up lists, divided: each entry is on one page, a page has no more than it may unless no
 * way divides it, addresses are unlike, and when entries are added every part keeps its
 * address and its entries. What a part is called, by hand.
 */
#include "unit/random.h"
#include "unit/unit.h"

#include "template/template.h"

enum { REGIONS = 24, POLICIES = 3000, DOCUMENTS = 4000, EARLY = 300 };

struct world {
	struct arena *arena;
	struct region regions[REGIONS];
	struct policy policies[POLICIES];
	struct document documents[DOCUMENTS];
	const void *entries[MAX(POLICIES, DOCUMENTS)];
};

/* Four provinces with five cities each. */
static void make_regions(struct world *w)
{
	for (size_t i = 0; i < REGIONS; i++)
		w->regions[i] = (struct region){.key = arena_printf(w->arena, "r%zu", i),
		    .name = arena_printf(w->arena, "地区%zu", i),
		    .parent = i % 6 ? &w->regions[i - i % 6] : NULL,
		    .children_n = i % 6 ? 0 : 5};
}

/* One region has half of all, half have no day; of two provinces nothing is there at first. */
static void make_policies(struct world *w, uint64_t *seed)
{
	for (size_t i = 0; i < POLICIES; i++)
		w->policies[i] = (struct policy){.slug = arena_printf(w->arena, "p%zu", i),
		    .region = &w->regions[i < EARLY        ? 12 + below(seed, 12)
					  : below(seed, 2) ? 7
							   : below(seed, REGIONS)],
		    .status = (enum status)below(seed, STATUS_UNDETERMINED + 1),
		    .issued = below(seed, 2) ? DATE_NONE : 5479 + below(seed, 4300),
		    .start = DATE_NONE,
		    .end = DATE_NONE,
		    .order = i};
}

static void make_documents(struct world *w, uint64_t *seed)
{
	static const char *const titles[] = {
	    "国家规划", "关于加快发展的意见", "实施方案", "“人工智能+”"};

	for (size_t i = 0; i < DOCUMENTS; i++) {
		struct document *d = &w->documents[i];

		*d = (struct document){.title = titles[below(seed, LEN(titles))],
		    .anchor = arena_printf(w->arena, "d%zu", i)};
		if (below(seed, 4)) {
			d->number = "x";
			d->year = 2000 + below(seed, i < EARLY ? 10 : 26);
			d->serial = below(seed, 3) ? below(seed, 100) : below(seed, 2000);
		}
	}
}

/* ------------------------------------------------------------------------- properties */

struct tally {
	struct map *addresses;
	size_t entries, long_pages;
	bool unlike, above;
};

/* Pages of entries; a page that is too long has no way left. */
static void walk(struct tally *t, const struct list_part *p, size_t ways)
{
	t->unlike &= !map_find(t->addresses, p->address);
	map_put(t->addresses, p->address, p);
	if (!p->parts_n) {
		t->entries += p->entries_n;
		t->long_pages += p->entries_n > LIST_MOST && ways > 0;
		return;
	}
	t->above &= p->entries_n > LIST_MOST;
	for (size_t i = 0; i < p->parts_n; i++) {
		t->above &= p->parts[i].above == p && p->parts[i].entries_n > 0;
		walk(t, &p->parts[i], ways - 1);
	}
}

static struct tally tally_of(struct world *w, const struct list_part *p, size_t ways)
{
	struct tally t = {.addresses = map_new(w->arena), .unlike = true, .above = true};

	walk(&t, p, ways);
	return t;
}

/* Every part of the smaller list is there, and has the entries that it had. */
static bool keeps(const struct tally *after, const struct list_part *before)
{
	const struct list_part *now = map_find(after->addresses, before->address);
	size_t k = 0;
	bool kept = now != NULL;

	for (size_t i = 0; now && i < now->entries_n && k < before->entries_n; i++)
		k += now->entries[i] == before->entries[k];
	kept = kept && k == before->entries_n;
	for (size_t i = 0; i < before->parts_n; i++)
		kept = keeps(after, &before->parts[i]) && kept;
	return kept;
}

static void check_list(struct world *w, struct listing l, size_t ways)
{
	struct listing *kept = arena_array(w->arena, struct listing, 7);
	static const size_t sizes[] = {0, 1, LIST_MOST, LIST_MOST + 1, 700, 1500};
	const struct list_part *before = NULL;

	for (size_t i = 0; i <= LEN(sizes); i++) {
		kept[i] = l;
		kept[i].n = i < LEN(sizes) ? sizes[i] : l.n;
		const struct list_part *p = listing_divide(w->arena, &kept[i]);
		struct tally t = tally_of(w, p, ways);

		CHECK(t.entries == kept[i].n);
		CHECK(t.long_pages == 0);
		CHECK(t.unlike);
		CHECK(t.above);
		CHECK((p->parts_n > 0) == (kept[i].n > LIST_MOST));
		CHECK(!before || keeps(&t, before));
		before = p;
	}
}

static void check_policies(struct world *w)
{
	for (size_t i = 0; i < POLICIES; i++)
		w->entries[i] = &w->policies[i];
	check_list(w,
	    (struct listing){.kind = ENTRY_POLICY,
		.entries = w->entries,
		.n = POLICIES,
		.address = "topics/x/",
		.name = "x",
		.ways = {BY_PROVINCE, BY_REGION, BY_YEAR, BY_MONTH}},
	    4);
	check_list(w,
	    (struct listing){.kind = ENTRY_POLICY,
		.entries = w->entries,
		.n = POLICIES,
		.address = "policies/",
		.stem = "statuses/",
		.name = "x",
		.ways = {BY_STATUS, BY_YEAR}},
	    2);
}

/* --------------------------------------------------------------------------- by hand */

static const struct list_part *find(const struct list_part *p, const char *address)
{
	const struct list_part *found = strcmp(p->address, address) == 0 ? p : NULL;

	for (size_t i = 0; !found && i < p->parts_n; i++)
		found = find(&p->parts[i], address);
	return found;
}

static void check_documents(struct world *w)
{
	struct listing l = {.kind = ENTRY_DOCUMENT,
	    .entries = w->entries,
	    .n = DOCUMENTS,
	    .address = "numbers/",
	    .name = "文号",
	    .ways = {BY_NUMBER_YEAR, BY_NUMBER}};

	for (size_t i = 0; i < DOCUMENTS; i++)
		w->entries[i] = &w->documents[i];
	check_list(w, l, 2);
	/* a year with all numbers up to 399 */
	for (size_t i = 0; i < 400; i++)
		w->documents[i] = (struct document){.number = "x", .year = 2017, .serial = (int)i};
	l.n = 400;
	const struct list_part *p = listing_divide(w->arena, &l);
	const struct list_part *tens = find(p, "numbers/y2017/n30/");
	const struct list_part *hundreds = find(p, "numbers/y2017/n200/");

	CHECK(tens && hundreds && tens->entries_n == 10 && hundreds->entries_n == 100);
	CHECK_STR(tens ? tens->name : NULL, "30—39号");
	CHECK_STR(tens ? tens->places : NULL, "d2017-3[0-9]-");
	CHECK_STR(hundreds ? hundreds->places : NULL, "d2017-2[0-9][0-9]-");
	CHECK_STR(hundreds ? hundreds->previous->key : NULL, "n100");
	CHECK_STR(p->parts ? p->parts[0].places : NULL, "d2017-");
	CHECK_STR(p->parts ? p->parts[0].parts[0].name : NULL, "1—9号");
}

int main(void)
{
	struct arena *a = arena_new();
	struct world *w = arena_new_of(a, struct world);
	uint64_t seed = 20261122;

	w->arena = a;
	make_regions(w);
	make_policies(w, &seed);
	make_documents(w, &seed);
	check_policies(w);
	check_documents(w);
	arena_free(a);
	return unit_end();
}
