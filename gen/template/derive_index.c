/*
 * The index of one book: of the collection's entries those that the book has
 * somewhere, by letter. Terms stand in its glossary, units in the tables of its
 * policies.
 */
#include "template/parts.h"

static bool has_section(const struct book_def *b, enum book_section s)
{
	for (size_t i = 0; i < b->sections_n; i++)
		if (b->sections[i] == s)
			return true;
	return false;
}

static bool has_policy(const struct book_def *b, const struct policy *p)
{
	for (size_t i = 0; i < b->policies_n; i++)
		if (b->policies[i] == p)
			return true;
	return false;
}

static bool has_term(const struct book_def *b, const struct term_entry *t)
{
	for (size_t i = 0; i < t->mentions_n; i++)
		if (has_policy(b, t->mentions[i]->policy))
			return has_section(b, BOOK_GLOSSARY);
	return false;
}

static bool has_department(const struct book_def *b, const struct department *d)
{
	for (size_t i = 0; i < d->policies_n; i++)
		if (has_policy(b, d->policies[i]))
			return has_section(b, BOOK_POLICY);
	return false;
}

/* The entry as the book has it: of what it is related to, that which the book has too. */
static const struct index_entry *entry_in(
    struct arena *a, const struct book_def *b, const struct index_entry *e)
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
		if (has_term(b, e->also[i]->term))
			*VEC_PUSH(a, own->also, own->also_n, cap) = e->also[i];
	return own;
}

struct value derive_book_index(const void *book, const struct context *x)
{
	const struct collection *c = x->collection;
	const struct index_entry **all =
	    arena_array(x->arena, const struct index_entry *, c->index_n + 1);
	struct index_group *v = arena_array(x->arena, struct index_group, c->index_n + 1);
	size_t n = 0, groups = 0;

	for (size_t i = 0; i < c->index_n && has_section(book, BOOK_INDEX); i++) {
		const struct index_entry *e = c->index[i];

		if (e->term ? !has_term(book, e->term) : !has_department(book, e->department))
			continue;
		if (n == 0 || v[groups - 1].letter[0] != e->letter[0])
			v[groups++] = (struct index_group){e->letter, &all[n], 0};
		all[n++] = entry_in(x->arena, book, e);
		v[groups - 1].entries_n++;
	}
	return (struct value){.items = v, .n = groups, .stride = sizeof(*v)};
}
