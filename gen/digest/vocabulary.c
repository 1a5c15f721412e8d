/*
 * A vocabulary: words that stand for kinds, of which a text names some. A text
 * is read from the left: at each character the longest word that stands there
 * is taken. Comes out: the kinds of its words, a bit each, and whether it says
 * more than its kinds, by a word that is only some of one or by characters that
 * no word covers. Nothing is guessed.
 */
#include "digest/digest_parts.h"

#include <string.h>

struct vocabulary_word {
	const char *s;
	size_t n;
	uint32_t kinds;
	bool narrow;
	struct vocabulary_word *next; /* shorter or as long, with the same first character */
};

static void first_character(const char *s, char key[8])
{
	const char *end = s;

	text_next(&end);
	memset(key, 0, 8);
	memcpy(key, s, (size_t)(end - s));
}

static struct vocabulary_word *find_word(const struct map *v, const char *s)
{
	char key[8];
	struct vocabulary_word *w;

	first_character(s, key);
	for (w = map_find(v, key); w; w = w->next)
		if (strncmp(s, w->s, w->n) == 0)
			return w;
	return NULL;
}

static void add_word(struct arena *a, struct map *v, const char *s, uint32_t kinds, bool narrow)
{
	char key[8];
	struct vocabulary_word *first, **at = &first, *w;
	size_t n = strlen(s);

	first_character(s, key);
	first = map_find(v, key);
	while (*at && ((*at)->n > n || ((*at)->n == n && strcmp((*at)->s, s) != 0)))
		at = &(*at)->next;
	w = *at;
	if (!w || strcmp(w->s, s) != 0) {
		w = arena_new_of(a, struct vocabulary_word);
		*w = (struct vocabulary_word){.s = s, .n = n, .next = *at};
		*at = w;
	}
	w->kinds |= kinds;
	w->narrow |= narrow;
	map_put(v, arena_printf(a, "%s", key), first);
}

void vocabulary_add(struct arena *a, struct map *v, struct yaml *list, uint32_t kinds, bool narrow)
{
	size_t n = 0;
	const char **words = yaml_entries(a, list, &n);

	for (size_t i = 0; i < n; i++)
		add_word(a, v, words[i], kinds, narrow);
}

static bool fits(const struct yaml *kinds)
{
	if (list_count(kinds) <= VOCABULARY_KINDS)
		return true;
	diag(
	    kinds->place, DIAG_ERROR, "kinds-many", "there are at most %d kinds", VOCABULARY_KINDS);
	return false;
}

bool vocabulary_knows(const struct map *v, const char *s)
{
	const struct vocabulary_word *w = NULL;

	while (*s && (w = find_word(v, s)))
		s += w->n;
	return !*s && w;
}

void vocabulary_read(struct arena *a, struct taxonomy *x, struct map *v, struct yaml *kinds,
    void (*add)(struct taxonomy *x, struct yaml *entry, const char *name))
{
	struct list_names names = list_names_new(a, "name");
	uint32_t bit = 1;

	if (!fits(kinds))
		return;
	for (struct yaml *i = kinds ? kinds->items : NULL; i; i = i->next) {
		const char *name;

		if (!list_is_entry(i))
			continue;
		name = list_text(i, "name");
		vocabulary_add(a, v, yaml_list(i, "words", false), bit, false);
		vocabulary_add(a, v, yaml_list(i, "narrow", false), bit, true);
		add(x, i, name);
		list_name_once(names, name, yaml_find(i, "name"));
		bit <<= 1;
	}
}

uint32_t vocabulary_scan(const struct map *v, const char *s, bool *narrowed)
{
	uint32_t kinds = 0;

	*narrowed = false;
	while (*s) {
		const struct vocabulary_word *w = find_word(v, s);

		if (w) {
			kinds |= w->kinds;
			s += w->n;
		} else {
			text_next(&s);
		}
		*narrowed |= !w || w->narrow;
	}
	return kinds;
}
