/*
 * The front-matter key `moved`: anchors under which rows and sections of a digest were
 * published before, each with what it is called now. The former ones stay places of
 * the page, so that links from elsewhere keep leading to what they meant. moved.yml does
 * the same for whole pages that are no digests.
 */
#include "digest/digest_parts.h"

#include <string.h>

static void add(const char **names, size_t *n, const char *anchor)
{
	if (anchor)
		names[(*n)++] = anchor;
}

/* Everything on the page that a link may lead to. */
static const char **list_anchors(struct arena *a, const struct policy *p, size_t *n)
{
	size_t most = p->sections_n + 2 * (p->supports_n + p->pools_n + p->goals_n);
	const char **names = arena_array(a, const char *, most + 1);

	for (size_t i = 0; i < p->sections_n; i++)
		add(names, n, p->sections[i].anchor);
	for (size_t i = 0; i < p->supports_n; i++) {
		add(names, n, p->supports[i].anchor);
		add(names, n, p->supports[i].clause.anchor);
	}
	for (size_t i = 0; i < p->pools_n; i++) {
		add(names, n, p->pools[i].anchor);
		add(names, n, p->pools[i].clause.anchor);
	}
	for (size_t i = 0; i < p->goals_n; i++) {
		add(names, n, p->goals[i].anchor);
		add(names, n, p->goals[i].clause.anchor);
	}
	return names;
}

static void report(struct place p, const char *text)
{
	diag(p, DIAG_ERROR, "moved", "%s", text);
}

static bool check(const struct yaml *i, const char *to, const char *const *names, size_t n)
{
	const char *nearest;

	if (!slug_valid(i->key)) {
		report(i->key_place, "an anchor has only lower-case letters, digits and hyphens");
		return false;
	}
	if (text_is_one_of(i->key, names, n)) {
		report(i->key_place, "this anchor is still in use");
		return false;
	}
	if (text_is_one_of(to, names, n))
		return true;
	diag(i->place, DIAG_ERROR, "moved", "the digest has no row and no section %s", to);
	nearest = text_nearest(to, names, n);
	if (nearest)
		diag_hint("did you mean %s?", nearest);
	return false;
}

void moved_read(struct arena *a, struct yaml *front, struct policy *p)
{
	struct yaml *map = yaml_map(front, "moved", false);
	size_t n = 0, cap = 0;
	const char **names = map ? list_anchors(a, p, &n) : NULL;

	for (const struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		const char *to = yaml_string(map, i->key, true);

		if (to && check(i, to, names, n))
			*VEC_PUSH(a, p->moved, p->moved_n, cap) = (struct moved){i->key, to};
	}
}

/* ------------------------------------------------------------------------- pages */

/* regions/KEY/: words as slugs are, each with a slash behind it. */
static bool is_page(struct arena *a, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, "/");

		if (s[n] != '/' || !slug_valid(arena_dupn(a, s, n)))
			return false;
		s += n + 1;
	}
	return true;
}

void moved_pages_read(struct arena *a, const char *content, struct site *s)
{
	static const char name[] = "moved.yml";
	struct yaml *map =
	    file_exists(file_join(a, content, name)) ? list_read(a, content, name) : NULL;
	size_t cap = 0;

	for (const struct yaml *i = map ? map->items : NULL; i; i = i->next) {
		const char *to = yaml_string(map, i->key, true);

		if (!to)
			continue;
		if (!*i->key || !is_page(a, i->key) || !is_page(a, to))
			diag(i->key_place, DIAG_ERROR, "moved-page",
			    "write the page of former days and that of today, each as "
			    "regions/KEY/");
		else
			*VEC_PUSH(a, s->moved, s->moved_n, cap) =
			    (struct moved_page){i->key, to, i->key_place, i->place};
	}
}
