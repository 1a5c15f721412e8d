/*
 * What the lists of content/ have in common: a map from keys that are fit for
 * an address to maps, and names of which each is given once.
 */
#include "digest/digest_parts.h"

struct yaml *list_read(struct arena *a, const char *content, const char *name)
{
	const char *path = file_join(a, content, name);
	struct yaml *map = yaml_read(a, path, path);

	if (!map || !yaml_is_map(map))
		return NULL;
	if (!map->items)
		diag(map->place, DIAG_ERROR, "list-empty", "there is no entry in this list");
	return map;
}

size_t list_count(const struct yaml *map)
{
	size_t n = 0;

	for (const struct yaml *i = map ? map->items : NULL; i; i = i->next)
		n++;
	return n;
}

bool list_is_entry(const struct yaml *entry)
{
	if (!slug_valid(entry->key)) {
		diag(entry->key_place, DIAG_ERROR, "key-letters",
		    "a key has only lower-case letters, digits and single hyphens");
		return false;
	}
	return yaml_is_map(entry);
}

const char *list_text(struct yaml *entry, const char *key)
{
	const char *s = yaml_string(entry, key, true);

	return s ? s : "";
}

struct list_names list_names_new(struct arena *a, const char *what)
{
	return (struct list_names){map_new(a), what};
}

bool list_name_once(struct list_names n, const char *name, const struct yaml *value)
{
	const struct yaml *first;

	if (!*name)
		return true;
	first = map_find(n.seen, name);
	if (!first) {
		map_put(n.seen, name, value);
		return true;
	}
	diag(value->place, DIAG_ERROR, "twice", "the %s %s is given twice", n.what, name);
	diag_hint("first at line %d", first->place.line);
	return false;
}
