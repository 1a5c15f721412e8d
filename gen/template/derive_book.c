/*
 * Fields of books: the selection of one by region and by measure, its sections,
 * and what of the collection's terms and index it has. Terms stand in its
 * glossary, units in the tables of its policies.
 */
#include "template/parts.h"

/* The selection by region: policies come in the order of regions, so groups are stretches. */
struct value derive_book_regions(const void *book, const struct context *x)
{
	const struct book_def *b = book;
	struct region_group *v = arena_array(x->arena, struct region_group, b->policies_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < b->policies_n; i++) {
		if (n == 0 || v[n - 1].region != b->policies[i]->region)
			v[n++] = (struct region_group){b->policies[i]->region, &b->policies[i], 0};
		v[n - 1].policies_n++;
	}
	return (struct value){.items = v, .n = n, .stride = sizeof(*v)};
}

struct value derive_book_measures(const void *book, const struct context *x)
{
	const struct book_def *b = book;

	return derive_measures_of(b->policies, b->policies_n, x);
}

struct value derive_book_supports(const void *book, const struct context *x)
{
	const struct book_def *b = book;

	return derive_supports_of(b->policies, b->policies_n, x);
}

static struct value collect_goals(const struct policy *const *p, size_t n, const struct context *x)
{
	const struct goal_row **v;
	size_t total = 0, kept = 0;

	for (size_t i = 0; i < n; i++)
		total += p[i]->goals_n;
	v = arena_array(x->arena, const struct goal_row *, total + 1);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < p[i]->goals_n; j++)
			v[kept++] = &p[i]->goals[j];
	return (struct value){.items = v, .n = kept};
}

struct value derive_book_goals(const void *book, const struct context *x)
{
	const struct book_def *b = book;

	return collect_goals(b->policies, b->policies_n, x);
}

struct value derive_group_goals(const void *group, const struct context *x)
{
	const struct region_group *g = group;

	return collect_goals(g->policies, g->policies_n, x);
}

static bool has_section(const struct book_def *b, enum book_section s)
{
	for (size_t i = 0; i < b->sections_n; i++)
		if (b->sections[i] == s)
			return true;
	return false;
}

/* One function a section: what a field is made by knows the record alone. */
#define HAS_SECTION(name, section)                                                     \
	struct value derive_book_has_##name(const void *book, const struct context *x) \
	{                                                                              \
		(void)x;                                                               \
		return (struct value){.number = has_section(book, section)};           \
	}

HAS_SECTION(cover, BOOK_COVER)
HAS_SECTION(imprint, BOOK_IMPRINT)
HAS_SECTION(reading, BOOK_READING)
HAS_SECTION(contents, BOOK_CONTENTS)
HAS_SECTION(tables, BOOK_TABLES)
HAS_SECTION(policies, BOOK_POLICY)
HAS_SECTION(caps, BOOK_CAPS)
HAS_SECTION(targets, BOOK_TARGETS)
HAS_SECTION(glossary, BOOK_GLOSSARY)
HAS_SECTION(index, BOOK_INDEX)

/* ------------------------------------------------------------- terms and the index */

/* What the selection of a book names, by the collection's order. */
struct named {
	const struct collection *c;
	bool *terms, *departments;
};

/* Of sections that the book has: what else it names cannot be found in it. */
static struct named gather_names(const struct book_def *b, const struct context *x)
{
	const struct collection *c = x->collection;
	struct named v = {c, arena_array(x->arena, bool, c->terms_n + 1),
	    arena_array(x->arena, bool, c->departments_n + 1)};
	bool terms = has_section(b, BOOK_GLOSSARY), units = has_section(b, BOOK_POLICY);

	for (size_t i = 0; i < b->policies_n; i++) {
		const struct policy *p = b->policies[i];

		for (size_t k = 0; terms && k < p->mentions_n; k++)
			v.terms[p->mentions[k].term - c->terms] = true;
		for (size_t k = 0; units && k < p->supports_n; k++)
			for (size_t d = 0; d < p->supports[k].departments_n; d++)
				if (p->supports[k].departments[d].department)
					v.departments[p->supports[k].departments[d].department -
						      c->departments] = true;
	}
	return v;
}

static bool has_term(const struct named *v, const struct term_entry *t)
{
	return v->terms[t - v->c->terms];
}

/* The terms that the selection uses, for a book that has a glossary. */
struct value derive_book_terms(const void *book, const struct context *x)
{
	const struct collection *c = x->collection;
	const struct term_entry **v =
	    arena_array(x->arena, const struct term_entry *, c->terms_n + 1);
	struct named named = gather_names(book, x);
	size_t n = 0;

	for (size_t i = 0; i < c->terms_n; i++)
		if (named.terms[i])
			v[n++] = &c->terms[i];
	return (struct value){.items = v, .n = n};
}

/* The entry as the book has it: of what it is related to, that which the book has too. */
static const struct index_entry *entry_in(
    struct arena *a, const struct named *named, const struct index_entry *e)
{
	struct index_entry *own;
	size_t cap = 0;

	if (!e->also_n)
		return e;
	own = arena_new_of(a, struct index_entry);
	*own = *e;
	own->also = NULL;
	own->also_n = 0;
	for (size_t i = 0; i < e->also_n; i++)
		if (has_term(named, e->also[i]->term))
			*VEC_PUSH(a, own->also, own->also_n, cap) = e->also[i];
	return own;
}

struct value derive_book_index(const void *book, const struct context *x)
{
	const struct collection *c = x->collection;
	const struct index_entry **all =
	    arena_array(x->arena, const struct index_entry *, c->index_n + 1);
	struct index_group *v = arena_array(x->arena, struct index_group, c->index_n + 1);
	struct named named = gather_names(book, x);
	size_t n = 0, groups = 0;

	for (size_t i = 0; i < c->index_n && has_section(book, BOOK_INDEX); i++) {
		const struct index_entry *e = c->index[i];

		if (e->term ? !has_term(&named, e->term)
			    : !named.departments[e->department - c->departments])
			continue;
		if (n == 0 || v[groups - 1].letter[0] != e->letter[0])
			v[groups++] = (struct index_group){e->letter, &all[n], 0};
		all[n++] = entry_in(x->arena, &named, e);
		v[groups - 1].entries_n++;
	}
	return (struct value){.items = v, .n = groups, .stride = sizeof(*v)};
}
