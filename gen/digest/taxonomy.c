/*
 * The lists that documents refer to: regions.yml, measures.yml and topics.yml,
 * each a map from key to what is said of it. Comes out: arrays, the regions
 * sorted by code and linked to parents and children, keys, names and codes
 * each used once. Which policies belong to an entry is filled in by
 * collection.c.
 */
#include "digest/digest_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *const levels[] = {"province", "city", "district", "county"};

/* What has been given so far under one heading (name, code), to find doubles. */
struct names {
	struct map *seen;
	const char *what;
};

static struct names names_new(struct arena *a, const char *what)
{
	return (struct names){map_new(a), what};
}

/* name is "" when it is missing. */
static void note(struct names n, const char *name, struct yaml *entry, const char *key)
{
	const struct yaml *value = yaml_find(entry, key), *first;

	if (!*name)
		return;
	first = map_find(n.seen, name);
	if (!first) {
		map_put(n.seen, name, value);
		return;
	}
	diag(value->place, DIAG_ERROR, "twice", "the %s %s is given twice", n.what, name);
	diag_hint("first at line %d", first->place.line);
}

static struct yaml *read_file(struct arena *a, const char *content, const char *name)
{
	const char *path = file_join(a, content, name);
	struct yaml *map = yaml_read(a, path, path);

	if (!map || !yaml_is_map(map))
		return NULL;
	if (!map->items)
		diag(map->place, DIAG_ERROR, "list-empty", "there is no entry in this list");
	return map;
}

/* A value that must be there. What is wrong is read on as "", so that digests still find the entry.
 */
static const char *required(struct yaml *entry, const char *key)
{
	const char *s = yaml_string(entry, key, true);

	return s ? s : "";
}

static size_t count(const struct yaml *map)
{
	size_t n = 0;

	for (const struct yaml *i = map ? map->items : NULL; i; i = i->next)
		n++;
	return n;
}

/* An entry must be a map, and its key fit for an address. */
static bool check_entry(const struct yaml *entry)
{
	if (!slug_valid(entry->key)) {
		diag(entry->key_place, DIAG_ERROR, "key-letters",
		    "a key has only lower-case letters, digits and single hyphens");
		return false;
	}
	return yaml_is_map(entry);
}

/* ---------------------------------------------------------------- regions */

static const char *read_code(struct yaml *entry)
{
	const char *code = required(entry, "code");

	if (*code && (strlen(code) != 6 || strspn(code, "0123456789") != 6))
		diag(yaml_find(entry, "code")->place, DIAG_ERROR, "region-code",
		    "a code of GB/T 2260 has 6 digits");
	return code;
}

static enum region_level read_level(struct yaml *entry)
{
	int choice = 0;

	if (*required(entry, "level"))
		choice = yaml_choice(yaml_find(entry, "level"), "level", levels, LEN(levels));
	return choice < 0 ? LEVEL_PROVINCE : (enum region_level)choice;
}

static void read_region(struct yaml *entry, struct region *r)
{
	static const char *const known[] = {"name", "short", "code", "parent", "level", "pinyin"};

	r->key = entry->key;
	r->place = entry->key_place;
	r->name = required(entry, "name");
	r->short_name = required(entry, "short");
	r->code = read_code(entry);
	r->level = read_level(entry);
	r->pinyin = pinyin_read(entry, true);
	yaml_string(entry, "parent", false); /* resolved when all are read */
	yaml_unused(entry, known, LEN(known));
}

static int by_code(const void *x, const void *y)
{
	return strcmp(((const struct region *)x)->code, ((const struct region *)y)->code);
}

/* Districts and counties are on the same step. */
static int step(enum region_level l)
{
	return l == LEVEL_COUNTY ? LEVEL_DISTRICT : (int)l;
}

/* The code of a region begins with that of its parent but for trailing 00 (GB/T 2260). */
static bool code_within(const char *code, const char *parent)
{
	size_t n = 6;

	while (n >= 2 && memcmp(parent + n - 2, "00", 2) == 0)
		n -= 2;
	return strncmp(code, parent, n) == 0;
}

static void link_parent(const struct taxonomy *x, struct region *r, struct yaml *entry)
{
	const struct yaml *v = yaml_find(entry, "parent");

	if (v && (v->kind != YAML_SCALAR || !*v->text))
		return; /* reported when it was read */
	if (!v) {
		if (r->level != LEVEL_PROVINCE)
			diag(r->place, DIAG_ERROR, "region-orphan",
			    "only a province has no region above it");
		return;
	}
	r->parent = region_find(x, v->text);
	if (!r->parent)
		unknown_report(v->place, "region", v->text, region_nearest(x, v->text));
	else if (step(r->parent->level) >= step(r->level))
		diag(v->place, DIAG_ERROR, "region-level", "%s is a %s and cannot lie above a %s",
		    v->text, levels[r->parent->level], levels[r->level]);
	else if (strlen(r->code) == 6 && strlen(r->parent->code) == 6 &&
		 !code_within(r->code, r->parent->code))
		diag(v->place, DIAG_ERROR, "region-within",
		    "the code %s does not lie within %s, that of %s", r->code, r->parent->code,
		    v->text);
	else
		return;
	r->parent = NULL; /* so that no walk upwards can run in a circle */
}

static void link_children(struct arena *a, struct taxonomy *x)
{
	for (size_t i = 0; i < x->regions_n; i++) {
		struct region *r = &x->regions[i];
		size_t cap = 0;

		for (size_t k = 0; k < x->regions_n; k++)
			if (x->regions[k].parent == r)
				*VEC_PUSH(a, r->children, r->children_n, cap) = &x->regions[k];
	}
}

static void read_regions(struct arena *a, const char *content, struct taxonomy *x)
{
	struct yaml *map = read_file(a, content, "regions.yml");
	struct names names = names_new(a, "name"), codes = names_new(a, "code");

	x->regions = arena_array(a, struct region, count(map) + 1);
	for (struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		struct region *r = &x->regions[x->regions_n];

		if (!check_entry(i))
			continue;
		read_region(i, r);
		note(names, r->name, i, "name");
		note(codes, r->code, i, "code");
		x->regions_n++;
	}
	qsort(x->regions, x->regions_n, sizeof(*x->regions), by_code);
	for (struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		struct region *r = region_find(x, i->key);

		if (r && i->kind == YAML_MAP)
			link_parent(x, r, i);
	}
	link_children(a, x);
}

/* ----------------------------------------------------- measures and topics */

static void read_measures(struct arena *a, const char *content, struct taxonomy *x)
{
	static const char *const known[] = {"name", "note"};
	struct yaml *map = read_file(a, content, "measures.yml");
	struct names names = names_new(a, "name");

	x->measures = arena_array(a, struct measure, count(map) + 1);
	for (struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		struct measure *m = &x->measures[x->measures_n];

		if (!check_entry(i))
			continue;
		*m = (struct measure){.key = i->key, .place = i->key_place};
		m->name = required(i, "name");
		m->note = yaml_string(i, "note", false);
		yaml_unused(i, known, LEN(known));
		note(names, m->name, i, "name");
		x->measures_n++;
	}
}

static void read_topics(struct arena *a, const char *content, struct taxonomy *x)
{
	static const char *const known[] = {"name"};
	struct yaml *map = read_file(a, content, "topics.yml");
	struct names names = names_new(a, "name");

	x->topics = arena_array(a, struct topic, count(map) + 1);
	for (struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		struct topic *t = &x->topics[x->topics_n];

		if (!check_entry(i))
			continue;
		*t = (struct topic){.key = i->key, .place = i->key_place};
		t->name = required(i, "name");
		yaml_unused(i, known, LEN(known));
		note(names, t->name, i, "name");
		x->topics_n++;
	}
}

void taxonomy_read(struct arena *a, const char *content, struct taxonomy *x)
{
	*x = (struct taxonomy){0};
	read_regions(a, content, x);
	read_measures(a, content, x);
	read_topics(a, content, x);
}
