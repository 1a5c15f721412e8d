/*
 * recipients.yml → kinds of recipients, and which of them a 对象 names. A cell
 * is read from the left: at each character the longest word of the list that
 * stands there is taken. A word gives the kinds that list it; what no word
 * covers narrows the cell, as does a word that is only some of its kind. The
 * list may be left out: then no cell has a kind. Nothing is guessed from items,
 * conditions or names.
 */
#include "digest/digest_parts.h"

#include <string.h>

enum { KINDS_MOST = 32 };

struct recipient_word {
	const char *s;
	size_t n;
	uint32_t kinds; /* a bit each */
	bool narrow;
	struct recipient_word *next; /* shorter, with the same first character */
};

static const char *first_of(struct arena *a, const char *s)
{
	const char *end = s;

	text_next(&end);
	return arena_dupn(a, s, (size_t)(end - s));
}

static struct recipient_word *find_word(const struct map *words, const char *s)
{
	const char *end = s;
	char key[8] = "";
	struct recipient_word *w;

	text_next(&end);
	memcpy(key, s, (size_t)(end - s));
	for (w = map_find(words, key); w; w = w->next)
		if (strncmp(s, w->s, w->n) == 0)
			return w;
	return NULL;
}

/* ---------------------------------------------------------------- reading */

static void add_word(struct arena *a, struct map *words, const char *s, uint32_t kinds, bool narrow)
{
	const char *key = first_of(a, s);
	struct recipient_word *first = map_find(words, key), **at = &first;
	size_t n = strlen(s);

	while (*at && ((*at)->n > n || ((*at)->n == n && strcmp((*at)->s, s) != 0)))
		at = &(*at)->next;
	if (!*at || strcmp((*at)->s, s) != 0) {
		struct recipient_word *w = arena_new_of(a, struct recipient_word);

		*w = (struct recipient_word){.s = s, .n = n, .next = *at};
		*at = w;
	}
	(*at)->kinds |= kinds;
	(*at)->narrow |= narrow;
	map_put(words, key, first);
}

static void add_words(
    struct arena *a, struct taxonomy *x, struct yaml *list, uint32_t kinds, bool narrow)
{
	size_t n = 0;
	const char **words = yaml_entries(a, list, &n);

	for (size_t i = 0; i < n; i++)
		add_word(a, x->recipient_words, words[i], kinds, narrow);
}

static bool read_open(struct yaml *entry)
{
	static const char *const words[] = {"false", "true"};
	const struct yaml *v = yaml_find(entry, "open");

	return v && yaml_choice(v, "value of open", words, LEN(words)) == 1;
}

static void read_kind(struct arena *a, struct taxonomy *x, struct yaml *entry)
{
	static const char *const known[] = {"name", "open", "words", "narrow"};
	struct recipient_kind *k = &x->recipient_kinds[x->recipient_kinds_n];
	uint32_t bit = 1u << x->recipient_kinds_n++;

	*k = (struct recipient_kind){.key = entry->key, .place = entry->key_place};
	k->name = list_text(entry, "name");
	k->open = read_open(entry);
	add_words(a, x, yaml_list(entry, "words", false), bit, false);
	add_words(a, x, yaml_list(entry, "narrow", false), bit, true);
	yaml_unused(entry, known, LEN(known));
}

static void read_kinds(struct arena *a, struct taxonomy *x, struct yaml *kinds)
{
	struct list_names names = list_names_new(a, "name");
	size_t n = list_count(kinds);

	if (n > KINDS_MOST) {
		diag(kinds->place, DIAG_ERROR, "recipient-many",
		    "there are at most %d kinds of recipients", KINDS_MOST);
		return;
	}
	x->recipient_kinds = arena_array(a, struct recipient_kind, n + 1);
	for (struct yaml *i = kinds ? kinds->items : NULL; i; i = i->next) {
		if (!list_is_entry(i))
			continue;
		read_kind(a, x, i);
		list_name_once(
		    names, x->recipient_kinds[x->recipient_kinds_n - 1].name, yaml_find(i, "name"));
	}
}

void recipients_read(struct arena *a, const char *content, struct taxonomy *x)
{
	static const char name[] = "recipients.yml";
	static const char *const known[] = {"kinds", "beside"};
	struct yaml *map;

	x->recipient_words = map_new(a);
	map = file_exists(file_join(a, content, name)) ? list_read(a, content, name) : NULL;
	if (!map)
		return;
	read_kinds(a, x, yaml_map(map, "kinds", true));
	add_words(a, x, yaml_list(map, "beside", false), 0, false);
	yaml_unused(map, known, LEN(known));
}

/* ---------------------------------------------------------------- finding */

/* The kinds that a text names, a bit each; narrowed: it names only some of them. */
static uint32_t scan(const struct taxonomy *x, const char *s, bool *narrowed)
{
	uint32_t kinds = 0;

	*narrowed = false;
	while (*s) {
		const struct recipient_word *w = find_word(x->recipient_words, s);

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

static void list_kinds(struct arena *a, const struct taxonomy *x, uint32_t kinds, struct support *s)
{
	size_t cap = 0;

	for (size_t i = 0; i < x->recipient_kinds_n; i++)
		if (kinds & 1u << i)
			*VEC_PUSH(a, s->recipient_kinds, s->recipient_kinds_n, cap) =
			    &x->recipient_kinds[i];
}

void recipient_find(struct arena *a, const struct taxonomy *x, struct place at, struct support *s)
{
	uint32_t kinds;

	if (!s->recipient)
		return;
	kinds = scan(x, s->recipient, &s->recipient_narrowed);
	list_kinds(a, x, kinds, s);
	if (!kinds && x->recipient_kinds_n) {
		diag(at, DIAG_WARNING, "recipient-kind",
		    "no word of recipients.yml says what kind of recipient this is");
		diag_hint("add a word to the list; until then the row is one to be checked");
	}
}

/* Things are no recipients: 每个基站 is paid for each also where 对象 is 5G基站. */
bool recipient_is_unit(const struct taxonomy *x, const struct support *s, const char *unit)
{
	bool narrowed;
	uint32_t kinds = scan(x, unit, &narrowed);

	for (size_t i = 0; i < s->recipient_kinds_n; i++) {
		const struct recipient_kind *k = s->recipient_kinds[i];

		if (!k->open && kinds & 1u << (k - x->recipient_kinds))
			return true;
	}
	return false;
}
