/*
 * departments.yml → the units that are responsible for support: by region, a
 * map from key to name, aliases and offices. A name that a digest writes is
 * looked up in its region, then in those above it; 市科技局高新处 is an office
 * of the unit that is written 市科技局.
 */
#include "digest/digest_parts.h"

#include <string.h>

/* The list may be left out. */
static struct yaml *read_list(struct arena *a, const char *content)
{
	static const char name[] = "departments.yml";

	return file_exists(file_join(a, content, name)) ? list_read(a, content, name) : NULL;
}

/* ---------------------------------------------------------------- reading */

static void check_names(struct list_names names, struct yaml *entry)
{
	const struct yaml *aliases = yaml_find(entry, "aliases");
	const char *name = list_text(entry, "name");

	list_name_once(names, name, yaml_find(entry, "name"));
	for (const struct yaml *i = aliases ? aliases->items : NULL; i; i = i->next)
		if (i->kind == YAML_SCALAR)
			list_name_once(names, i->text, i);
}

static void read_unit(
    struct arena *a, struct yaml *entry, const struct region *r, struct department *d)
{
	static const char *const known[] = {"name", "pinyin", "aliases", "offices"};

	*d = (struct department){.key = entry->key, .region = r, .place = entry->key_place};
	d->anchor = arena_printf(a, "%s--%s", r->key, d->key);
	d->name = yaml_string(entry, "name", true);
	d->name = d->name ? d->name : "";
	d->pinyin = pinyin_read(entry, false);
	d->aliases = yaml_entries(a, yaml_list(entry, "aliases", false), &d->aliases_n);
	d->offices = yaml_entries(a, yaml_list(entry, "offices", false), &d->offices_n);
	yaml_unused(entry, known, LEN(known));
}

static void read_units(struct arena *a, struct taxonomy *x, struct yaml *units, struct region *r)
{
	struct list_names names = list_names_new(a, "unit");

	r->departments = &x->departments[x->departments_n];
	for (struct yaml *i = units->items; i; i = i->next) {
		if (!list_is_entry(i))
			continue;
		read_unit(a, i, r, &r->departments[r->departments_n++]);
		check_names(names, i);
	}
	x->departments_n += r->departments_n;
}

/* Those of a list that stand under no region are reported. */
static size_t check_regions(const struct taxonomy *x, const struct yaml *map)
{
	size_t n = 0;

	for (const struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		if (!region_find(x, i->key) && x->regions_n)
			unknown_report(i->key_place, "region", i->key, region_nearest(x, i->key));
		else if (yaml_is_map(i))
			n += list_count(i);
	}
	return n;
}

void departments_read(struct arena *a, const char *content, struct taxonomy *x)
{
	struct yaml *map = read_list(a, content);

	x->departments = arena_array(a, struct department, check_regions(x, map) + 1);
	for (size_t i = 0; map && i < x->regions_n; i++) {
		struct yaml *units = yaml_find(map, x->regions[i].key);

		if (units && units->kind == YAML_MAP)
			read_units(a, x, units, &x->regions[i]);
	}
}

/* ---------------------------------------------------------------- finding */

/* Whether the rest of a written name, after that of the unit, is nothing or an office. */
static bool is_whole(const struct department *d, const char *rest)
{
	bool whole = !*rest;

	for (size_t i = 0; i < d->offices_n && !whole; i++)
		whole = strcmp(d->offices[i], rest) == 0;
	return whole;
}

static bool is_called(const struct department *d, const char *name, const char *written)
{
	size_t n = strlen(name);

	return n && strncmp(written, name, n) == 0 && is_whole(d, written + n);
}

static bool is_meant(const struct department *d, const char *written)
{
	bool meant = is_called(d, d->name, written);

	for (size_t i = 0; i < d->aliases_n && !meant; i++)
		meant = is_called(d, d->aliases[i], written);
	return meant;
}

struct department *department_find(const struct region *r, const char *written)
{
	for (; r; r = r->parent)
		for (size_t i = 0; i < r->departments_n; i++)
			if (is_meant(&r->departments[i], written))
				return &r->departments[i];
	return NULL;
}

/* The nearest of best and the names of a unit. */
static const char *nearest_of(
    struct arena *a, const struct department *d, const char *written, const char *best)
{
	const char **names = arena_array(a, const char *, d->aliases_n + 2);
	size_t n = 0;

	if (best)
		names[n++] = best;
	if (*d->name)
		names[n++] = d->name;
	for (size_t i = 0; i < d->aliases_n; i++)
		names[n++] = d->aliases[i];
	return text_nearest(written, names, n);
}

const char *department_nearest(struct arena *a, const struct region *r, const char *written)
{
	const char *best = NULL;

	for (; r; r = r->parent)
		for (size_t i = 0; i < r->departments_n; i++)
			best = nearest_of(a, &r->departments[i], written, best);
	return best;
}
