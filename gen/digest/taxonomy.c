/*
 * The lists that documents refer to: regions.yml, measures.yml and topics.yml,
 * each a map from key to what is said of it. Comes out: arrays, the regions
 * sorted by code and linked to parents and children, keys, names and codes
 * each used once. Units and terms are read by department.c and glossary.c.
 * Which policies belong to an entry is filled in by collection.c.
 */
#include "digest/digest_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *const levels[] = {"province", "city", "district", "county"};

/* ---------------------------------------------------------------- regions */

static const char *read_code(struct yaml *entry)
{
	const char *code = list_text(entry, "code");

	if (*code && (strlen(code) != 6 || strspn(code, "0123456789") != 6))
		diag(yaml_find(entry, "code")->place, DIAG_ERROR, "region-code",
		    "a code of GB/T 2260 has 6 digits");
	return code;
}

static enum region_level read_level(struct yaml *entry)
{
	int choice = 0;

	if (*list_text(entry, "level"))
		choice = yaml_choice(yaml_find(entry, "level"), "level", levels, LEN(levels));
	return choice < 0 ? LEVEL_PROVINCE : (enum region_level)choice;
}

static void read_region(struct yaml *entry, struct region *r)
{
	static const char *const known[] = {"name", "short", "code", "parent", "level", "pinyin"};

	r->key = entry->key;
	r->place = entry->key_place;
	r->name = list_text(entry, "name");
	r->short_name = list_text(entry, "short");
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

/* 朝阳 in Beijing and 朝阳 in Liaoning: those that share a short name go by their full ones. */
static void tell_apart(struct arena *a, struct taxonomy *x)
{
	struct map *first = map_new(a);

	for (size_t i = 0; i < x->regions_n; i++) {
		struct region *r = &x->regions[i], *other = map_find(first, r->short_name);

		if (!other) {
			map_put(first, r->short_name, r);
			continue;
		}
		other->short_name = other->name;
		r->short_name = r->name;
	}
}

static void read_regions(struct arena *a, const char *content, struct taxonomy *x)
{
	struct yaml *map = list_read(a, content, "regions.yml");
	struct list_names names = list_names_new(a, "name"), codes = list_names_new(a, "code");

	x->regions = arena_array(a, struct region, list_count(map) + 1);
	for (struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		struct region *r = &x->regions[x->regions_n];

		if (!list_is_entry(i))
			continue;
		read_region(i, r);
		list_name_once(names, r->name, yaml_find(i, "name"));
		list_name_once(codes, r->code, yaml_find(i, "code"));
		x->regions_n++;
	}
	qsort(x->regions, x->regions_n, sizeof(*x->regions), by_code);
	for (struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		struct region *r = region_find(x, i->key);

		if (r && i->kind == YAML_MAP)
			link_parent(x, r, i);
	}
	link_children(a, x);
	tell_apart(a, x);
}

/* ----------------------------------------------------- measures and topics */

static void read_measures(struct arena *a, const char *content, struct taxonomy *x)
{
	static const char *const known[] = {"name", "note"};
	struct yaml *map = list_read(a, content, "measures.yml");
	struct list_names names = list_names_new(a, "name");

	x->measures = arena_array(a, struct measure, list_count(map) + 1);
	for (struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		struct measure *m = &x->measures[x->measures_n];

		if (!list_is_entry(i))
			continue;
		*m = (struct measure){.key = i->key, .place = i->key_place};
		m->name = list_text(i, "name");
		m->note = yaml_string(i, "note", false);
		yaml_unused(i, known, LEN(known));
		list_name_once(names, m->name, yaml_find(i, "name"));
		x->measures_n++;
	}
}

static void read_topics(struct arena *a, const char *content, struct taxonomy *x)
{
	static const char *const known[] = {"name"};
	struct yaml *map = list_read(a, content, "topics.yml");
	struct list_names names = list_names_new(a, "name");

	x->topics = arena_array(a, struct topic, list_count(map) + 1);
	for (struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		struct topic *t = &x->topics[x->topics_n];

		if (!list_is_entry(i))
			continue;
		*t = (struct topic){.key = i->key, .place = i->key_place};
		t->name = list_text(i, "name");
		yaml_unused(i, known, LEN(known));
		list_name_once(names, t->name, yaml_find(i, "name"));
		x->topics_n++;
	}
}

void taxonomy_read(struct arena *a, const char *content, struct taxonomy *x)
{
	*x = (struct taxonomy){0};
	read_regions(a, content, x);
	read_measures(a, content, x);
	read_topics(a, content, x);
	recipients_read(a, content, x);
	bases_read(a, content, x);
	departments_read(a, content, x);
	glossary_read(a, content, x);
}
