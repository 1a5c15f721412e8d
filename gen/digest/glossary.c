/*
 * glossary.yml → the terms of the field, by pinyin: a map from key to term,
 * aliases, pinyin and definition; and their names by first character, longer
 * ones first, for mention.c, which finds them in the digests.
 */
#include "digest/digest_parts.h"

#include <stdlib.h>
#include <string.h>

/* A single character would be found within every other word. */
enum { NAME_LEAST = 2 };

/* The list may be left out. */
static struct yaml *read_list(struct arena *a, const char *content)
{
	static const char name[] = "glossary.yml";

	return file_exists(file_join(a, content, name)) ? list_read(a, content, name) : NULL;
}

static void check_name(struct list_names names, const struct yaml *v)
{
	if (!v || v->kind != YAML_SCALAR || !*v->text)
		return; /* reported when it was read */
	if (list_name_once(names, v->text, v) && text_length(v->text) < NAME_LEAST)
		diag(v->place, DIAG_ERROR, "term-short", "a term has at least %d characters",
		    NAME_LEAST);
}

static void check_names(struct list_names names, struct yaml *entry)
{
	const struct yaml *aliases = yaml_find(entry, "aliases");

	check_name(names, yaml_find(entry, "term"));
	if (aliases && aliases->kind == YAML_LIST)
		for (const struct yaml *i = aliases->items; i; i = i->next)
			check_name(names, i);
}

static void read_term(struct arena *a, struct yaml *entry, struct term_entry *t)
{
	static const char *const known[] = {"term", "aliases", "pinyin", "definition"};
	const char *pinyin = pinyin_read(entry, true);

	*t = (struct term_entry){.key = entry->key, .place = entry->key_place};
	t->name = list_text(entry, "term");
	t->pinyin = pinyin ? pinyin : "";
	t->definition = list_text(entry, "definition");
	t->aliases = yaml_entries(a, yaml_list(entry, "aliases", false), &t->aliases_n);
	yaml_unused(entry, known, LEN(known));
}

/* By syllables, as a blank sorts before letters; terms that sound the same by their bytes. */
static int by_pinyin(const void *x, const void *y)
{
	const struct term_entry *a = x, *b = y;
	int d = strcmp(a->pinyin, b->pinyin);

	return d ? d : strcmp(a->name, b->name);
}

/* ------------------------------------------------------------------ words */

static char *first_character(struct arena *a, const char *s)
{
	const char *end = s;

	text_next(&end);
	return arena_dupn(a, s, (size_t)(end - s));
}

static void add_word(struct arena *a, struct taxonomy *x, const char *s, struct term_entry *t)
{
	const char *key = first_character(a, s);
	struct word *first = map_find(x->words, key), **at = &first, *w;

	if (!*s)
		return;
	w = arena_new_of(a, struct word);
	*w = (struct word){.s = s, .n = strlen(s), .term = t};
	while (*at && (*at)->n > w->n)
		at = &(*at)->next;
	w->next = *at;
	*at = w;
	map_put(x->words, key, first);
}

const struct word *glossary_word(const struct taxonomy *x, const char *s)
{
	const char *end = s;
	char key[8] = "";
	const struct word *w;

	text_next(&end);
	memcpy(key, s, (size_t)(end - s));
	for (w = map_find(x->words, key); w; w = w->next)
		if (strncmp(s, w->s, w->n) == 0)
			return w;
	return NULL;
}

void glossary_read(struct arena *a, const char *content, struct taxonomy *x)
{
	struct yaml *map = read_list(a, content);
	struct list_names names = list_names_new(a, "term");

	x->words = map_new(a);
	x->terms = arena_array(a, struct term_entry, list_count(map) + 1);
	for (struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		if (!list_is_entry(i))
			continue;
		read_term(a, i, &x->terms[x->terms_n++]);
		check_names(names, i);
	}
	qsort(x->terms, x->terms_n, sizeof(*x->terms), by_pinyin);
	for (size_t i = 0; i < x->terms_n; i++) {
		struct term_entry *t = &x->terms[i];

		add_word(a, x, t->name, t);
		for (size_t k = 0; k < t->aliases_n; k++)
			add_word(a, x, t->aliases[k], t);
	}
}
