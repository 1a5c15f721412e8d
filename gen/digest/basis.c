/*
 * estimate.yml → what an estimate needs besides the digests: kinds of basis, so
 * that a ratio of a loan is not taken of a spending; the words that show that a
 * ceiling is over a part only, or that a condition is not clear; worked examples. And of each row:
 * what kind its basis is, when that is clear (vocabulary.c). The file may be left out: then no
 * ratio is estimated.
 */
#include "digest/digest_parts.h"

#include <string.h>

/* ---------------------------------------------------------------- reading */

static void add_basis(struct taxonomy *x, struct yaml *entry, const char *name)
{
	static const char *const known[] = {"name", "whole", "words", "narrow"};

	x->bases[x->bases_n++] = (struct basis){.key = entry->key,
	    .name = name,
	    .whole = yaml_is_true(entry, "whole"),
	    .place = entry->key_place};
	yaml_unused(entry, known, LEN(known));
}

static void read_examples(struct arena *a, struct taxonomy *x, struct yaml *list)
{
	static const char *const known[] = {"title", "query"};

	x->examples = arena_array(a, struct example, list_count(list) + 1);
	for (struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		struct example *e = &x->examples[x->examples_n];

		if (!yaml_is_map(i))
			continue;
		e->title = list_text(i, "title");
		e->query = list_text(i, "query");
		e->place = i->place;
		if (*e->query)
			e->place = yaml_find(i, "query")->place;
		x->examples_n += *e->query != '\0';
		yaml_unused(i, known, LEN(known));
	}
}

void bases_read(struct arena *a, const char *content, struct taxonomy *x)
{
	static const char name[] = "estimate.yml";
	static const char *const known[] = {
	    "bases", "beside", "narrow", "partial", "unclear", "examples"};
	struct yaml *map, *bases;

	x->basis_words = map_new(a);
	map = file_exists(file_join(a, content, name)) ? list_read(a, content, name) : NULL;
	if (!map)
		return;
	bases = yaml_map(map, "bases", true);
	x->bases = arena_array(a, struct basis, list_count(bases) + 1);
	vocabulary_read(a, x, x->basis_words, bases, add_basis);
	vocabulary_add(a, x->basis_words, yaml_list(map, "beside", false), 0, false);
	vocabulary_add(a, x->basis_words, yaml_list(map, "narrow", false), 0, true);
	x->unclear = yaml_entries(a, yaml_list(map, "unclear", false), &x->unclear_n);
	x->partial = yaml_entries(a, yaml_list(map, "partial", false), &x->partial_n);
	read_examples(a, x, yaml_list(map, "examples", false));
	yaml_unused(map, known, LEN(known));
}

/* ---------------------------------------------------------------- finding */

static bool is_partial(const struct taxonomy *x, const struct support *s)
{
	for (size_t i = 0; i < x->partial_n && s->conditions; i++)
		if (strstr(s->conditions, x->partial[i]))
			return true;
	return false;
}

/* A basis that names two kinds is clear of none. */
void basis_find(const struct taxonomy *x, struct support *s)
{
	uint32_t kinds;

	s->partial = is_partial(x, s);
	if (!s->standard.basis)
		return;
	kinds = vocabulary_scan(x->basis_words, s->standard.basis, &s->basis_narrowed);
	for (size_t i = 0; i < x->bases_n; i++)
		if (kinds == 1u << i)
			s->basis = &x->bases[i];
}
