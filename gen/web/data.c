/*
 * The collection as data files: data/{policies,supports,pools,targets,regions,
 * measures,topics,departments,glossary} as JSON, CSV and JSON Schema, and all of them as one
 * workbook. Their columns are in tables.c; here each row gives its values in their order.
 */
#include <string.h>

#include "web/sheet.h"
#include "web/tables.h"
#include "web/web.h"

struct data_run {
	const struct collection *c;
	struct output *out;
	struct arena *arena;
	struct workbook *book;
};

static void begin(const struct data_run *run, struct rows *r, enum table which)
{
	const struct data_table *t = &data_tables[which];

	rows_begin(r, run->book, t->name, arena_printf(run->arena, "%s：%s", t->title, t->about),
	    t->columns, t->columns_n);
}

/* ----------------------------------------------------------------------- supports */

static void put_of(struct rows *r, struct arena *a, const struct support *s)
{
	const char **ids = arena_array(a, const char *, s->of_n + 1);

	for (size_t i = 0; i < s->of_n; i++)
		ids[i] = s->of[i]->id;
	rows_texts(r, ids, s->of_n);
}

static void put_standard(struct rows *r, const struct standard *t)
{
	rows_word(r, support_kind_key(t->kind), support_kind_words(t->kind));
	rows_integer(r, t->amount, t->has_amount);
	rows_integer(r, t->amount_min, t->has_min);
	rows_text(r, t->has_amount ? t->currency : NULL);
	rows_text(r, t->unit);
	rows_thousandths(r, t->ratio, t->has_ratio);
	rows_text(r, t->basis);
	rows_text(r, t->period);
	rows_integer(r, t->years, t->years > 0);
}

/* As written, or the keys of the units: without departments.yml there are none. */
static void put_departments(struct rows *r, struct arena *a, const struct support *s, bool keys)
{
	const char **v = arena_array(a, const char *, s->departments_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s->departments_n; i++) {
		const struct responsible *d = &s->departments[i];

		if (!keys)
			v[n++] = d->written;
		else if (d->department)
			v[n++] = d->department->anchor;
	}
	rows_texts(r, v, n);
}

static void put_recipients(struct rows *r, struct arena *a, const struct support *s)
{
	const char **v = arena_array(a, const char *, s->recipient_kinds_n + 1);

	for (size_t i = 0; i < s->recipient_kinds_n; i++)
		v[i] = s->recipient_kinds[i]->key;
	rows_texts(r, v, s->recipient_kinds_n);
}

static void put_support(struct rows *r, struct arena *a, const struct support *s)
{
	rows_text(r, s->id);
	rows_text(r, s->policy->slug);
	rows_text(r, s->policy->region->key);
	rows_text(r, s->clause.label);
	rows_text(r, s->item);
	rows_text(r, s->recipient);
	rows_text(r, s->measure->key);
	put_standard(r, &s->standard);
	put_of(r, a, s);
	rows_flag(r, s->standard.shared_cap);
	rows_text(r, s->conditions);
	put_departments(r, a, s, false);
	rows_text(r, s->text);
	rows_word(r, status_key(s->policy->status), status_words(s->policy->status));
	put_departments(r, a, s, true);
	put_recipients(r, a, s);
}

static void write_supports(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_SUPPORTS);
	for (size_t i = 0; i < run->c->supports_n; i++)
		put_support(&r, run->arena, run->c->supports[i]);
	rows_end(&r, run->out);
}

/* The rows that the page of a region or a measure shows, for who wants just these. */
static void write_region_part(struct data_run *run, const struct region *g)
{
	const struct data_table *t = &data_tables[TABLE_SUPPORTS];
	struct rows r;

	rows_begin(&r, NULL, t->name, t->about, t->columns, t->columns_n);
	for (size_t i = 0; i < g->all_n; i++)
		for (size_t k = 0; k < g->all[i]->supports_n; k++)
			put_support(&r, run->arena, &g->all[i]->supports[k]);
	rows_end_part(&r, arena_printf(run->arena, "regions/%s", g->key), run->out);
}

static void write_measure_part(struct data_run *run, const struct measure *m)
{
	const struct data_table *t = &data_tables[TABLE_SUPPORTS];
	struct rows r;

	rows_begin(&r, NULL, t->name, t->about, t->columns, t->columns_n);
	for (size_t i = 0; i < m->supports_n; i++)
		put_support(&r, run->arena, m->supports[i]);
	rows_end_part(&r, arena_printf(run->arena, "measures/%s", m->key), run->out);
}

/* Of a facet whose values are no regions and no measures. */
static void write_value_part(struct data_run *run, const struct facet_value *v)
{
	const struct data_table *t = &data_tables[TABLE_SUPPORTS];
	struct rows r;

	rows_begin(&r, NULL, t->name, t->about, t->columns, t->columns_n);
	for (size_t i = 0; i < v->rows_n; i++)
		put_support(&r, run->arena, v->rows[i]);
	rows_end_part(&r, arena_printf(run->arena, "caps/%s/%s", v->facet->key, v->key), run->out);
}

static void write_facet_parts(struct data_run *run)
{
	const struct facets *f = facets_new(run->arena, run->c);

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->facets[i].values_n; k++)
			if (strncmp(f->facets[i].values[k].csv, "data/caps/", 10) == 0)
				write_value_part(run, &f->facets[i].values[k]);
}

static void write_parts(struct data_run *run)
{
	write_facet_parts(run);
	for (size_t i = 0; i < run->c->regions_n; i++)
		write_region_part(run, &run->c->regions[i]);
	for (size_t i = 0; i < run->c->measures_n; i++)
		write_measure_part(run, &run->c->measures[i]);
}

/* -------------------------------------------------------------------------- pools */

static void put_pool(struct rows *r, const struct pool *p)
{
	rows_text(r, p->id);
	rows_text(r, p->policy->slug);
	rows_text(r, p->policy->region->key);
	rows_text(r, p->clause.label);
	rows_text(r, p->name);
	rows_word(r, p->nature == NATURE_FUND ? "fund" : "budget",
	    p->nature == NATURE_FUND ? "基金" : "预算");
	rows_integer(r, p->size.amount, true);
	rows_text(r, p->size.currency);
	rows_text(r, p->size.period);
	rows_text(r, p->size.qualifier);
	rows_text(r, p->note);
	rows_text(r, p->text);
	rows_word(r, status_key(p->policy->status), status_words(p->policy->status));
}

static void write_pools(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_POOLS);
	for (size_t i = 0; i < run->c->pools_n; i++)
		put_pool(&r, run->c->pools[i]);
	rows_end(&r, run->out);
}

/* ------------------------------------------------------------------------ targets */

static void put_target(struct rows *r, const struct goal_row *g)
{
	bool range = g->year_from && g->year_from != g->year;

	rows_text(r, g->id);
	rows_text(r, g->policy->slug);
	rows_text(r, g->policy->region->key);
	rows_text(r, g->clause.label);
	rows_integer(r, g->year, g->year > 0);
	rows_integer(r, g->year_from, range);
	rows_flag(r, g->every_year);
	rows_text(r, g->indicator);
	rows_text(r, g->goal.comparator);
	rows_thousandths(r, g->goal.value, true);
	rows_thousandths(r, g->goal.value_max, g->goal.value_max != g->goal.value);
	rows_text(r, g->goal.unit && *g->goal.unit ? g->goal.unit : NULL);
	rows_text(r, g->note);
	rows_text(r, g->text);
	rows_word(r, status_key(g->policy->status), status_words(g->policy->status));
}

static void write_targets(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_TARGETS);
	for (size_t i = 0; i < run->c->goals_n; i++)
		put_target(&r, run->c->goals[i]);
	rows_end(&r, run->out);
}

/* ----------------------------------------------------------------------- policies */

static void put_slugs(struct rows *r, struct arena *a, const struct policy *const *p, size_t n)
{
	const char **slugs = arena_array(a, const char *, n + 1);

	for (size_t i = 0; i < n; i++)
		slugs[i] = p[i]->slug;
	rows_texts(r, slugs, n);
}

static void put_topics(struct rows *r, struct arena *a, const struct policy *p)
{
	const char **keys = arena_array(a, const char *, p->topics_n + 1);

	for (size_t i = 0; i < p->topics_n; i++)
		keys[i] = p->topics[i]->key;
	rows_texts(r, keys, p->topics_n);
}

static void put_measures(struct rows *r, struct arena *a, const struct policy *p)
{
	const char **keys = arena_array(a, const char *, p->measures_n + 1);

	for (size_t i = 0; i < p->measures_n; i++)
		keys[i] = p->measures[i]->key;
	rows_texts(r, keys, p->measures_n);
}

/* {"a":"x","b":null} from names and values. */
static const char *object(
    struct arena *a, const char *const *names, const char *const *values, size_t n)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		buf_printf(&b, "%s\"%s\":", i ? "," : "{", names[i]);
		json_text(&b, values[i]);
	}
	buf_putc(&b, '}');
	return buf_keep(&b, a);
}

static void put_cites(struct rows *r, struct arena *a, const struct policy *p)
{
	static const char *const names[] = {"title", "number", "policy", "clause"};
	const char **v = arena_array(a, const char *, p->citations_n + 1);

	for (size_t i = 0; i < p->citations_n; i++) {
		const struct citation *c = &p->citations[i];
		const char *values[] = {
		    c->title, c->number, c->policy ? c->policy->slug : NULL, c->clause.label};
		v[i] = object(a, names, values, LEN(names));
	}
	rows_objects(r, v, p->citations_n);
}

static void put_not_supports(struct rows *r, struct arena *a, const struct policy *p)
{
	static const char *const names[] = {"clause", "sum", "why"};
	const char **v = arena_array(a, const char *, p->not_supports_n + 1);

	for (size_t i = 0; i < p->not_supports_n; i++) {
		const struct not_support *n = &p->not_supports[i];
		const char *values[] = {n->clause.label, n->sum, n->why};
		v[i] = object(a, names, values, LEN(names));
	}
	rows_objects(r, v, p->not_supports_n);
}

static void put_source(struct rows *r, struct arena *a, const struct policy *p)
{
	static const char *const names[] = {"file", "sha256", "pages"};
	const char *values[] = {p->source_file, p->source_sha256, p->source_pages};

	rows_object(r, object(a, names, values, LEN(names)));
}

static void put_state(struct rows *r, const struct policy *p, date as_of)
{
	rows_word(r, stage_key(p->stage), stage_words(p->stage));
	rows_word(r, status_key(p->status), status_words(p->status));
	rows_text(r, p->status_reason);
	rows_date(r, as_of);
	rows_date(r, p->start);
	rows_date(r, p->end);
	rows_texts(r, p->issuers, p->issuers_n);
	rows_text(r, p->doc_number);
	rows_date(r, p->issued);
	rows_text(r, p->url);
}

static void put_relations(struct rows *r, struct arena *a, const struct policy *p)
{
	put_topics(r, a, p);
	put_measures(r, a, p);
	put_slugs(r, a, p->implements, p->implements_n);
	put_slugs(r, a, p->implemented_by, p->implemented_by_n);
	put_cites(r, a, p);
	put_slugs(r, a, p->cited_by, p->cited_by_n);
}

static void put_policy(struct rows *r, struct arena *a, const struct policy *p, date as_of)
{
	rows_text(r, p->slug);
	rows_text(r, p->title);
	rows_text(r, p->short_title);
	rows_text(r, p->region->key);
	put_state(r, p, as_of);
	put_relations(r, a, p);
	rows_text(r, p->stacking);
	rows_texts(r, p->aliases, p->aliases_n);
	rows_texts(r, p->defects, p->defects_n);
	rows_texts(r, p->inferred, p->inferred_n);
	put_not_supports(r, a, p);
	put_source(r, a, p);
	rows_date(r, p->updated);
	rows_date(r, p->checked);
	rows_integer(r, (int64_t)p->supports_n, true);
	rows_integer(r, (int64_t)p->pools_n, true);
	rows_integer(r, (int64_t)p->goals_n, true);
	rows_text(r, arena_printf(a, "policies/%s/index.html", p->slug));
}

static void write_policies(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_POLICIES);
	for (size_t i = 0; i < run->c->policies_n; i++)
		put_policy(&r, run->arena, run->c->policies[i], run->c->as_of);
	rows_end(&r, run->out);
}

/* -------------------------------------------------------------------- the lists */

static void write_regions(struct data_run *run)
{
	static const char *const levels[] = {"province", "city", "district", "county"};
	struct rows r;

	begin(run, &r, TABLE_REGIONS);
	for (size_t i = 0; i < run->c->regions_n; i++) {
		const struct region *g = &run->c->regions[i];
		rows_text(&r, g->key);
		rows_text(&r, g->name);
		rows_text(&r, g->code);
		rows_text(&r, levels[g->level]);
		rows_text(&r, g->parent ? g->parent->key : NULL);
		rows_integer(&r, (int64_t)g->policies_n, true);
		rows_text(&r, arena_printf(run->arena, "regions/%s/index.html", g->key));
	}
	rows_end(&r, run->out);
}

static void write_measures(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_MEASURES);
	for (size_t i = 0; i < run->c->measures_n; i++) {
		const struct measure *m = &run->c->measures[i];
		rows_text(&r, m->key);
		rows_text(&r, m->name);
		rows_text(&r, m->note);
		rows_integer(&r, (int64_t)m->supports_n, true);
		rows_integer(&r, (int64_t)m->policies_n, true);
		rows_text(&r, arena_printf(run->arena, "measures/%s/index.html", m->key));
	}
	rows_end(&r, run->out);
}

static void write_topics(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_TOPICS);
	for (size_t i = 0; i < run->c->topics_n; i++) {
		const struct topic *t = &run->c->topics[i];
		rows_text(&r, t->key);
		rows_text(&r, t->name);
		put_slugs(&r, run->arena, t->policies, t->policies_n);
	}
	rows_end(&r, run->out);
}

static void write_departments(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_DEPARTMENTS);
	for (size_t i = 0; i < run->c->departments_n; i++) {
		const struct department *d = &run->c->departments[i];
		rows_text(&r, d->anchor);
		rows_text(&r, d->region->key);
		rows_text(&r, d->name);
		rows_texts(&r, d->aliases, d->aliases_n);
		rows_texts(&r, d->offices, d->offices_n);
		put_slugs(&r, run->arena, d->policies, d->policies_n);
		rows_integer(&r, (int64_t)d->supports_n, true);
		rows_text(&r, arena_printf(run->arena, "departments/index.html#%s", d->anchor));
	}
	rows_end(&r, run->out);
}

static void put_mentions(struct rows *r, struct arena *a, const struct term_entry *t)
{
	const struct policy **v = arena_array(a, const struct policy *, t->mentions_n + 1);

	for (size_t i = 0; i < t->mentions_n; i++)
		v[i] = t->mentions[i]->policy;
	put_slugs(r, a, v, t->mentions_n);
}

static void write_glossary(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_GLOSSARY);
	for (size_t i = 0; i < run->c->terms_n; i++) {
		const struct term_entry *t = &run->c->terms[i];
		rows_text(&r, t->key);
		rows_text(&r, t->name);
		rows_texts(&r, t->aliases, t->aliases_n);
		rows_text(&r, t->pinyin);
		rows_text(&r, t->definition);
		put_mentions(&r, run->arena, t);
		rows_text(&r, arena_printf(run->arena, "glossary/index.html#%s", t->key));
	}
	rows_end(&r, run->out);
}

void data_write(const struct collection *c, struct output *out)
{
	struct data_run run = {.c = c, .out = out, .arena = arena_new()};

	run.book = workbook_begin(run.arena, c);
	write_policies(&run);
	write_supports(&run);
	write_pools(&run);
	write_targets(&run);
	write_regions(&run);
	write_measures(&run);
	write_topics(&run);
	write_departments(&run);
	write_glossary(&run);
	write_parts(&run);
	workbook_put(run.book, out);
	arena_free(run.arena);
}
