/*
 * Finding regions, measures and topics by key or name, and the nearest known
 * one for a hint. The lists are short (tens of entries): they are walked.
 */
#include "digest/digest_parts.h"

#include <string.h>

struct region *region_find(const struct taxonomy *x, const char *key)
{
	for (size_t i = 0; i < x->regions_n; i++)
		if (strcmp(x->regions[i].key, key) == 0)
			return &x->regions[i];
	return NULL;
}

struct measure *measure_find(const struct taxonomy *x, const char *key)
{
	for (size_t i = 0; i < x->measures_n; i++)
		if (strcmp(x->measures[i].key, key) == 0)
			return &x->measures[i];
	return NULL;
}

struct measure *measure_find_name(const struct taxonomy *x, const char *name)
{
	for (size_t i = 0; i < x->measures_n; i++)
		if (strcmp(x->measures[i].name, name) == 0)
			return &x->measures[i];
	return NULL;
}

struct topic *topic_find(const struct taxonomy *x, const char *key)
{
	for (size_t i = 0; i < x->topics_n; i++)
		if (strcmp(x->topics[i].key, key) == 0)
			return &x->topics[i];
	return NULL;
}

/* The name nearer to s of two; best may be NULL. */
static const char *nearer(const char *s, const char *best, const char *name)
{
	const char *both[] = {name, best};

	return text_nearest(s, both, best ? 2 : 1);
}

const char *region_nearest(const struct taxonomy *x, const char *key)
{
	const char *best = NULL, *near;

	for (size_t i = 0; i < x->regions_n; i++)
		if ((near = nearer(key, best, x->regions[i].key)))
			best = near;
	return best;
}

const char *measure_nearest(const struct taxonomy *x, const char *key)
{
	const char *best = NULL, *near;

	for (size_t i = 0; i < x->measures_n; i++)
		if ((near = nearer(key, best, x->measures[i].key)))
			best = near;
	return best;
}

const char *measure_nearest_name(const struct taxonomy *x, const char *name)
{
	const char *best = NULL, *near;

	for (size_t i = 0; i < x->measures_n; i++)
		if ((near = nearer(name, best, x->measures[i].name)))
			best = near;
	return best;
}

const char *topic_nearest(const struct taxonomy *x, const char *key)
{
	const char *best = NULL, *near;

	for (size_t i = 0; i < x->topics_n; i++)
		if ((near = nearer(key, best, x->topics[i].key)))
			best = near;
	return best;
}

bool region_within(const struct region *r, const struct region *top)
{
	for (; r; r = r->parent)
		if (r == top)
			return true;
	return false;
}
