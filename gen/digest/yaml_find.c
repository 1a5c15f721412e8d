/*
 * Asking a YAML map for its values: required or not, of one type each, and
 * reporting the keys that nobody asked for. Faults are reported at the value,
 * or at the map when a key is missing.
 */
#include "digest/digest_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct yaml *yaml_find(struct yaml *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (struct yaml *i = map->items; i; i = i->next)
		if (strcmp(i->key, key) == 0) {
			i->used = true;
			return i;
		}
	return NULL;
}

/* The value of a key in a form, or NULL: absent, or after a report. */
static struct yaml *find_kind(struct yaml *map, const char *key, bool required, enum yaml_kind kind)
{
	static const char *const names[] = {"one value", "a list", "a map"};
	struct yaml *v = yaml_find(map, key);

	if (!v) {
		if (required)
			diag(map->place, DIAG_ERROR, "key-missing", "the key %s is missing", key);
		return NULL;
	}
	if (v->kind == kind)
		return v;
	diag(v->place, DIAG_ERROR, "key-type", "%s must be %s, not %s", key, names[kind],
	    names[v->kind]);
	return NULL;
}

/* What readers see on one line is written on one. */
static const char *one_line(const struct yaml *v)
{
	if (!strpbrk(v->text, "\n\t"))
		return v->text;
	diag(v->place, DIAG_ERROR, "value-lines", "a value is one line, without tabs");
	return NULL;
}

const char *yaml_string(struct yaml *map, const char *key, bool required)
{
	struct yaml *v = find_kind(map, key, required, YAML_SCALAR);

	if (!v)
		return NULL;
	if (v->text[strspn(v->text, " \t\n")])
		return one_line(v);
	diag(v->place, DIAG_ERROR, "key-empty", "%s has no value", key);
	diag_hint("leave the key out when there is nothing to say");
	return NULL;
}

bool yaml_date(struct yaml *map, const char *key, bool required, date *d)
{
	const char *s = yaml_string(map, key, required);

	if (!s)
		return false;
	if (date_parse(s, d))
		return true;
	diag(yaml_find(map, key)->place, DIAG_ERROR, "date", "%s is not a day of the calendar", s);
	diag_hint("write a date as 2026-11-21");
	return false;
}

bool yaml_integer(
    struct yaml *map, const char *key, bool required, int64_t min, int64_t max, int64_t *out)
{
	const char *s = yaml_string(map, key, required);
	char *end;
	long long value;

	if (!s)
		return false;
	errno = 0;
	value = strtoll(s, &end, 10);
	if (!*end && !errno && !strchr(" \t\n+", s[0]) && value >= min && value <= max) {
		*out = value;
		return true;
	}
	diag(yaml_find(map, key)->place, DIAG_ERROR, "integer",
	    "%s must be a whole number from %lld to %lld", key, (long long)min, (long long)max);
	return false;
}

struct yaml *yaml_list(struct yaml *map, const char *key, bool required)
{
	return find_kind(map, key, required, YAML_LIST);
}

const char *const *yaml_words(struct arena *a, struct yaml *map, const char *key)
{
	struct yaml *list = yaml_list(map, key, false);
	const char **words = NULL;
	size_t n = 0, cap = 0;

	for (struct yaml *item = list ? list->items : NULL; item; item = item->next)
		if (item->kind == YAML_SCALAR && *item->text)
			*VEC_PUSH(a, words, n, cap) = item->text;
	*VEC_PUSH(a, words, n, cap) = NULL;
	return words;
}

struct yaml *yaml_map(struct yaml *map, const char *key, bool required)
{
	return find_kind(map, key, required, YAML_MAP);
}

bool yaml_is_map(const struct yaml *v)
{
	if (v->kind == YAML_MAP)
		return true;
	diag(v->place, DIAG_ERROR, "entry-map", "this must be a map, such as {key: value}");
	return false;
}

const char *yaml_entry(const struct yaml *v)
{
	if (v->kind == YAML_SCALAR && v->text[strspn(v->text, " \t\n")])
		return one_line(v);
	diag(v->place, DIAG_ERROR, "entry-type", "this must be a single value, and not empty");
	return NULL;
}

const char **yaml_entries(struct arena *a, const struct yaml *list, size_t *n)
{
	const char **texts = NULL;
	size_t cap = 0;

	*n = 0;
	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		const char *text = yaml_entry(i);

		if (text)
			*VEC_PUSH(a, texts, *n, cap) = text;
	}
	return texts;
}

static void suggest(const char *near)
{
	if (near)
		diag_hint("did you mean %s?", near);
}

void unknown_report(struct place p, const char *what, const char *name, const char *near)
{
	diag(p, DIAG_ERROR, "unknown", "no %s is called %s", what, name);
	suggest(near);
}

int yaml_choice(const struct yaml *v, const char *what, const char *const *names, size_t n)
{
	const char *text = yaml_entry(v);

	for (size_t i = 0; text && i < n; i++)
		if (strcmp(text, names[i]) == 0)
			return (int)i;
	if (text)
		unknown_report(v->place, what, text, text_nearest(text, names, n));
	return -1;
}

bool yaml_is_true(struct yaml *map, const char *key)
{
	static const char *const words[] = {"false", "true"};
	const struct yaml *v = yaml_find(map, key);

	return v && yaml_choice(v, "truth value", words, LEN(words)) == 1;
}

void yaml_unused(const struct yaml *map, const char *const *known, size_t n)
{
	if (!map || map->kind != YAML_MAP)
		return;
	for (const struct yaml *i = map->items; i; i = i->next) {
		if (i->used)
			continue;
		diag(i->key_place, DIAG_ERROR, "key-unknown", "the key %s is not known here",
		    i->key);
		suggest(text_nearest(i->key, known, n));
	}
}
