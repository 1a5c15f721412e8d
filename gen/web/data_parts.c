/*
 * Parts of the tables of data/: the rows that one page shows, as CSV, with the columns of
 * the whole. Supports of a region with those below it, of a measure, of the other facets of
 * the big table; supports, pools and targets of a policy, where it has any.
 */
#include <string.h>

#include "web/data_rows.h"
#include "web/tables.h"

struct parts {
	const struct collection *c;
	struct output *out;
	struct arena *arena;
};

static struct rows begin(enum table which)
{
	const struct data_table *t = &data_tables[which];
	struct rows r;

	rows_begin(&r, NULL, t->name, t->about, t->columns, t->columns_n);
	return r;
}

static void write_region(struct parts *p, const struct region *g)
{
	struct rows r = begin(TABLE_SUPPORTS);

	for (size_t i = 0; i < g->all_n; i++)
		for (size_t k = 0; k < g->all[i]->supports_n; k++)
			data_support_put(&r, p->arena, &g->all[i]->supports[k]);
	rows_end_part(&r, arena_printf(p->arena, "regions/%s", g->key), p->out);
}

static void write_measure(struct parts *p, const struct measure *m)
{
	struct rows r = begin(TABLE_SUPPORTS);

	for (size_t i = 0; i < m->supports_n; i++)
		data_support_put(&r, p->arena, m->supports[i]);
	rows_end_part(&r, arena_printf(p->arena, "measures/%s", m->key), p->out);
}

static void write_value(struct parts *p, const struct facet_value *v)
{
	struct rows r = begin(TABLE_SUPPORTS);

	for (size_t i = 0; i < v->rows_n; i++)
		data_support_put(&r, p->arena, v->rows[i]);
	rows_end_part(&r, arena_printf(p->arena, "caps/%s/%s", v->facet->key, v->key), p->out);
}

/* Of facets whose values are no regions and no measures. */
static void write_facets(struct parts *p)
{
	const struct facets *f = facets_new(p->arena, p->c);

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->facets[i].values_n; k++)
			if (strncmp(f->facets[i].values[k].csv, "data/caps/", 10) == 0)
				write_value(p, &f->facets[i].values[k]);
}

static void write_supports_of(struct parts *p, const struct policy *of, const char *slug)
{
	struct rows r = begin(TABLE_SUPPORTS);

	for (size_t i = 0; i < of->supports_n; i++)
		data_support_put(&r, p->arena, &of->supports[i]);
	rows_end_part(&r, arena_printf(p->arena, "policies/%s/supports", slug), p->out);
}

static void write_pools_of(struct parts *p, const struct policy *of, const char *slug)
{
	struct rows r = begin(TABLE_POOLS);

	for (size_t i = 0; i < of->pools_n; i++)
		data_pool_put(&r, &of->pools[i]);
	rows_end_part(&r, arena_printf(p->arena, "policies/%s/pools", slug), p->out);
}

static void write_targets_of(struct parts *p, const struct policy *of, const char *slug)
{
	struct rows r = begin(TABLE_TARGETS);

	for (size_t i = 0; i < of->goals_n; i++)
		data_target_put(&r, &of->goals[i]);
	rows_end_part(&r, arena_printf(p->arena, "policies/%s/targets", slug), p->out);
}

static void write_policy(struct parts *p, const struct policy *of, const char *slug)
{
	if (of->supports_n)
		write_supports_of(p, of, slug);
	if (of->pools_n)
		write_pools_of(p, of, slug);
	if (of->goals_n)
		write_targets_of(p, of, slug);
}

/* Under its former names too, so that no address is lost. */
static void write_policies(struct parts *p)
{
	for (size_t i = 0; i < p->c->policies_n; i++) {
		const struct policy *of = p->c->policies[i];

		write_policy(p, of, of->slug);
		for (size_t k = 0; k < of->aliases_n; k++)
			write_policy(p, of, of->aliases[k]);
	}
}

void data_parts_write(const struct collection *c, struct output *out)
{
	struct parts p = {c, out, arena_new()};

	write_facets(&p);
	for (size_t i = 0; i < c->regions_n; i++)
		write_region(&p, &c->regions[i]);
	for (size_t i = 0; i < c->measures_n; i++)
		write_measure(&p, &c->measures[i]);
	write_policies(&p);
	arena_free(p.arena);
}
