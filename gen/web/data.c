/*
 * The collection as data files: data/{policies,supports,pools,targets,regions,
 * measures,topics,departments,glossary} as JSON, CSV and JSON Schema, and all of them as one
 * workbook. Their columns are in tables.c; here, and in data_rows.c, each row gives its values in
 * their order. data_parts.c writes the rows of one page for themselves.
 */
#include <string.h>

#include "web/data_rows.h"
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

static void write_supports(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_SUPPORTS);
	for (size_t i = 0; i < run->c->supports_n; i++)
		data_support_put(&r, run->arena, run->c->supports[i]);
	rows_end(&r, run->out);
}

/* -------------------------------------------------------------------------- pools */

static void write_pools(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_POOLS);
	for (size_t i = 0; i < run->c->pools_n; i++)
		data_pool_put(&r, run->c->pools[i]);
	rows_end(&r, run->out);
}

/* ------------------------------------------------------------------------ targets */

static void write_targets(struct data_run *run)
{
	struct rows r;

	begin(run, &r, TABLE_TARGETS);
	for (size_t i = 0; i < run->c->goals_n; i++)
		data_target_put(&r, run->c->goals[i]);
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
	data_parts_write(c, out);
	csvw_write(c, out);
	workbook_put(run.book, out);
	arena_free(run.arena);
}
