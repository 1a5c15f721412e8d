/*
 * The addresses of the site as it was rendered: pages, places in them and files that
 * others may link to. Those that last come out as data/addresses.txt: what the content
 * names by a key. What is there by the day, by how much there is or by what other
 * digests say is left out, since nobody could keep it. The list in content/ is the one
 * of the last publication: each of its lines must still be there, or lead somewhere by
 * an alias. Of a page that is gone neither places nor files are reported too.
 */
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

#define POLICIES "policies/"
#define DATA     "data/"

struct addresses {
	struct arena *arena;
	const char **v;
	size_t n, cap;
	struct map *known, *moved; /* moved: from page to page */
	struct map *passing;       /* pages and files */
};

struct addresses *addresses_new(void)
{
	struct arena *a = arena_new();
	struct addresses *x = arena_new_of(a, struct addresses);

	*x = (struct addresses){
	    .arena = a, .known = map_new(a), .moved = map_new(a), .passing = map_new(a)};
	return x;
}

/*
 * Places, by how they begin, that `moved` of a digest could not keep: notes are counted
 * through, terms come and go with words, relations with other digests, a document without
 * a number with the words of its title; rows of tables across digests follow the digests.
 */
static const char *const passing[][2] = {
    {POLICIES, "note-"},
    {POLICIES, "mark-"},
    {POLICIES, "term--"},
    {POLICIES, "terms"},
    {POLICIES, "notes"},
    {POLICIES, "remarks"},
    {POLICIES, "relations"},
    {POLICIES, "kin"},
    {POLICIES, "units"},
    {"numbers/", "t-"},
    {"compare/", ""},
    {"network/", ""},
};

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static const char *page_of(struct arena *a, const char *address)
{
	return arena_dupn(a, address, strcspn(address, "#"));
}

static bool lasts(const struct addresses *x, const char *address)
{
	const char *place = strchr(address, '#');

	for (size_t i = 0; place && i < LEN(passing); i++)
		if (begins(address, passing[i][0]) && begins(place + 1, passing[i][1]))
			return false;
	return *address && *address != '#' && !map_find(x->passing, page_of(x->arena, address));
}

void addresses_pass(struct addresses *x, const char *page)
{
	map_put(x->passing, arena_dup(x->arena, page), x);
}

void addresses_add(struct addresses *x, const char *address)
{
	const char *s;

	if (map_find(x->known, address))
		return;
	s = arena_dup(x->arena, address);
	map_put(x->known, s, s);
	if (lasts(x, s))
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

/* Whether an address leads somewhere, if by way of a page that moved. */
static bool leads(struct addresses *x, const char *address)
{
	const char *place = strchr(address, '#');
	const char *to = place ? map_find(x->moved, page_of(x->arena, address)) : NULL;

	return map_find(x->known, address) ||
	       (to && map_find(x->known, arena_printf(x->arena, "%s%s", to, place)));
}

/* books/x.pdf, data/x.csv: no page, which would end in / or stand at the top. */
static bool is_file(const char *address)
{
	const char *slash = strrchr(address, '/');

	return slash && slash[1] && !strchr(address, '#');
}

/* The page that a place belongs to, or the book or the data of a policy; NULL. */
static const char *home_of(struct addresses *x, const char *address)
{
	if (strchr(address, '#'))
		return page_of(x->arena, address);
	if (begins(address, DATA POLICIES))
		address += strlen(DATA);
	if (begins(address, POLICIES) && is_file(address))
		return arena_dupn(x->arena, address, (size_t)(strrchr(address, '/') - address) + 1);
	return NULL;
}

static void hint(const char *address)
{
	size_t n = strlen(POLICIES);
	const char *place = strchr(address, '#');

	if (is_file(address))
		diag_hint(
		    "a file of data or a book that is no longer made is taken out of the list");
	else if (!begins(address, POLICIES))
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
	const char *home = home_of(x, address);

	if (!lasts(x, address) || leads(x, address))
		return;
	if (home && !map_find(x->known, home))
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
