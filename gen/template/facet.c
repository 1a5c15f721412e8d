/*
 * The supports of a collection, divided by everything that readers filter them
 * by. In: the collection. Out: for each facet its values with their rows in the
 * order of tables. All rows are sorted once (table_order.c); each is then put to
 * the values that it has (facet_row.c), so that the cost grows with rows and not
 * with values.
 */
#include <stdlib.h>
#include <string.h>

#include "template/facet.h"

static void fill_rows(struct arena *a, const struct collection *c, const struct facets *all,
    enum facet_kind k, struct facet_value *values)
{
	size_t *caps = arena_array(a, size_t, facet_values(c, k) + 1);
	struct facet_places p = {.arena = a};

	for (size_t i = 0; i < all->rows_n; i++) {
		facet_find(&p, c, k, all->rows[i]);
		for (size_t j = 0; j < p.n; j++) {
			struct facet_value *v = &values[p.v[j]];

			*(const struct support **)VEC_PUSH(a, v->rows, v->rows_n, caps[p.v[j]]) =
			    all->rows[i];
		}
	}
}

/* Regions and measures have pages and files of their own: regions/; NULL. */
static const char *own_folder(const struct facet *f)
{
	if (f->key == facet_heads[FACET_REGION].key)
		return "regions";
	return f->key == facet_heads[FACET_MEASURE].key ? "measures" : NULL;
}

/* Leaves out what has no rows, and joins the neighbours. */
static void join_values(struct arena *a, struct facet *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (f->values[i].rows_n)
			f->values[f->values_n++] = f->values[i];
	for (size_t i = 0; i < f->values_n; i++) {
		struct facet_value *v = &f->values[i];

		v->facet = f;
		v->address = arena_printf(a, "caps/%s/%s/", f->key, v->key);
		v->csv = own_folder(f) ? arena_printf(a, "data/%s/%s.csv", own_folder(f), v->key)
				       : arena_printf(a, "data/caps/%s/%s.csv", f->key, v->key);
		v->previous = i ? v - 1 : NULL;
		v->next = i + 1 < f->values_n ? v + 1 : NULL;
	}
}

static void make_facet(
    struct arena *a, const struct collection *c, struct facets *all, enum facet_kind k)
{
	size_t n = facet_values(c, k);
	struct facet *f = &all->facets[all->n];

	*f = facet_heads[k];
	f->values = arena_array(a, struct facet_value, n + 1);
	for (size_t i = 0; i < n; i++)
		f->values[i] = facet_value_at(a, c, k, i);
	fill_rows(a, c, all, k, f->values);
	join_values(a, f, n);
	all->n += f->values_n > 0;
}

/* What the rows of a page are, as a key of a map. */
static const char *rows_key(struct arena *a, const struct facet_value *v)
{
	char hex[SHA256_HEX];
	struct buf b = {0};

	for (size_t i = 0; i < v->rows_n; i++)
		buf_printf(&b, "%s\n", v->rows[i]->id);
	file_sha256(b.s, b.len, hex);
	buf_free(&b);
	return arena_dup(a, hex);
}

static void find_canonical(struct arena *a, struct facets *all)
{
	struct map *seen = map_new(a);

	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; j < all->facets[i].values_n; j++) {
			struct facet_value *v = &all->facets[i].values[j];
			const char *key = rows_key(a, v);

			v->canonical = map_find(seen, key);
			if (v->canonical)
				continue;
			v->canonical = own_folder(v->facet)
					   ? arena_printf(a, "%s/%s/", own_folder(v->facet), v->key)
					   : v->address;
			map_put(seen, key, v->canonical);
		}
}

struct facets *facets_new(struct arena *a, const struct collection *c)
{
	struct facets *all = arena_new_of(a, struct facets);

	all->rows = table_sort(a, c);
	all->rows_n = c->supports_n;
	for (int k = 0; k < FACETS; k++)
		make_facet(a, c, all, (enum facet_kind)k);
	find_canonical(a, all);
	return all;
}
