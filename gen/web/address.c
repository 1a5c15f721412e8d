/*
 * The addresses of the site as it was rendered: pages, and the places in them that
 * others may link to. They come out as data/addresses.txt. The list in content/ is
 * the one of the last publication: each of its lines must still be there, or lead
 * somewhere by an alias. Of a page that is gone its places are not reported too.
 */
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

struct addresses {
	struct arena *arena;
	const char **v;
	size_t n, cap;
	struct map *known, *moved; /* moved: from page to page */
};

struct addresses *addresses_new(void)
{
	struct arena *a = arena_new();
	struct addresses *x = arena_new_of(a, struct addresses);

	*x = (struct addresses){.arena = a, .known = map_new(a), .moved = map_new(a)};
	return x;
}

/* Notes are counted through, so that their places move. */
static bool is_permanent(const char *address)
{
	const char *place = strchr(address, '#');

	return *address && *address != '#' &&
	       !(place && (strncmp(place, "#note-", 6) == 0 || strncmp(place, "#mark-", 6) == 0));
}

void addresses_add(struct addresses *x, const char *address)
{
	const char *s;

	if (!is_permanent(address) || map_find(x->known, address))
		return;
	s = arena_dup(x->arena, address);
	map_put(x->known, s, s);
	*VEC_PUSH(x->arena, x->v, x->n, x->cap) = s;
}

bool addresses_have(const struct addresses *x, const char *address)
{
	return map_find(x->known, address) != NULL;
}

void addresses_move(struct addresses *x, const char *from, const char *to)
{
	map_put(x->moved, arena_dup(x->arena, from), arena_dup(x->arena, to));
}

/* ------------------------------------------------------------------ what is lost */

static const char *page_of(struct arena *a, const char *address)
{
	return arena_dupn(a, address, strcspn(address, "#"));
}

/* Whether an address leads somewhere, if by way of a page that moved. */
static bool leads(struct addresses *x, const char *address)
{
	const char *place = strchr(address, '#');
	const char *to = place ? map_find(x->moved, page_of(x->arena, address)) : NULL;

	return map_find(x->known, address) ||
	       (to && map_find(x->known, arena_printf(x->arena, "%s%s", to, place)));
}

static void hint(const char *address)
{
	static const char policies[] = "policies/";
	size_t n = strlen(policies);
	const char *place = strchr(address, '#');

	if (strncmp(address, policies, n) != 0)
		diag_hint("moved.yml may say where it is now; else it is taken out of the list");
	else if (place)
		diag_hint("the digest may say `moved: {%s: NEW}`, NEW being what it is called now",
		    place + 1);
	else
		diag_hint("the digest that takes its place may say `aliases: [%.*s]`",
		    (int)strcspn(address + n, "/"), address + n);
}

static void check_line(struct addresses *x, const char *address, struct place p)
{
	const char *place = strchr(address, '#');

	if (*address == '\0' || leads(x, address))
		return;
	if (place && !map_find(x->known, page_of(x->arena, address)))
		return;
	diag(p, DIAG_ERROR, "address-lost", "the site no longer has %s", address);
	hint(address);
}

static void check_list(struct addresses *x, const struct site *site)
{
	int line = 1;

	for (const char *s = site->addresses; s && *s; line++) {
		size_t n = strcspn(s, "\n");
		struct place p = {site->addresses_file, line, 1};

		check_line(x, arena_dupn(x->arena, s, n), p);
		s += n + (s[n] == '\n');
	}
}

/* ------------------------------------------------------------------------- the list */

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void addresses_end(struct addresses *x, const struct site *site, struct output *out)
{
	struct buf b = {0};

	if (x->n)
		qsort(x->v, x->n, sizeof(*x->v), by_bytes);
	for (size_t i = 0; i < x->n; i++)
		buf_printf(&b, "%s\n", x->v[i]);
	output_put(out, "site/data/addresses.txt", b.s, b.len);
	buf_free(&b);
	check_list(x, site);
	arena_free(x->arena);
}
