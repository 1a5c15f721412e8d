/*
 * recipients.yml → kinds of recipients, and which of them a 对象 names, by the
 * words that the list gives each kind (vocabulary.c). The list may be left out:
 * then no cell has a kind. Items, conditions and names are not looked at.
 */
#include "digest/digest_parts.h"

#include <string.h>

/* ---------------------------------------------------------------- reading */

static void add_kind(struct taxonomy *x, struct yaml *entry, const char *name)
{
	static const char *const known[] = {"name", "open", "words", "narrow"};

	x->recipient_kinds[x->recipient_kinds_n++] = (struct recipient_kind){.key = entry->key,
	    .name = name,
	    .open = yaml_is_true(entry, "open"),
	    .place = entry->key_place};
	yaml_unused(entry, known, LEN(known));
}

void recipients_read(struct arena *a, const char *content, struct taxonomy *x)
{
	static const char name[] = "recipients.yml";
	static const char *const known[] = {"kinds", "beside"};
	struct yaml *map, *kinds;

	x->recipient_words = map_new(a);
	map = file_exists(file_join(a, content, name)) ? list_read(a, content, name) : NULL;
	if (!map)
		return;
	kinds = yaml_map(map, "kinds", true);
	x->recipient_kinds = arena_array(a, struct recipient_kind, list_count(kinds) + 1);
	vocabulary_read(a, x, x->recipient_words, kinds, add_kind);
	vocabulary_add(a, x->recipient_words, yaml_list(map, "beside", false), 0, false);
	yaml_unused(map, known, LEN(known));
}

/* ---------------------------------------------------------------- finding */

void recipient_find(struct arena *a, const struct taxonomy *x, struct place at, struct support *s)
{
	uint32_t kinds;
	size_t cap = 0;

	if (!s->recipient)
		return;
	kinds = vocabulary_scan(x->recipient_words, s->recipient, &s->recipient_narrowed);
	for (size_t i = 0; i < x->recipient_kinds_n; i++)
		if (kinds & 1u << i)
			*VEC_PUSH(a, s->recipient_kinds, s->recipient_kinds_n, cap) =
			    &x->recipient_kinds[i];
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
	uint32_t kinds = vocabulary_scan(x->recipient_words, unit, &narrowed);

	for (size_t i = 0; i < s->recipient_kinds_n; i++) {
		const struct recipient_kind *k = s->recipient_kinds[i];

		if (!k->open && kinds & 1u << (k - x->recipient_kinds))
			return true;
	}
	return false;
}
