/*
 * The pages of the site: which there are and what each is about. How one is written is
 * in page.c.
 */
#include "web/web.h"

#include <string.h>

#include "web/lists.h"
#include "web/page.h"
#include "web/rows.h"
#include "web/tables.h"
#include "web/html.h"

/* The last change of what a page shows. */
static date updated_of(const struct policy *const *p, size_t n, date none)
{
	date last = DATE_NONE;

	for (size_t i = 0; i < n; i++)
		last = MAX(last, p[i]->updated);
	return last == DATE_NONE ? none : last;
}

static struct page page_of(
    const char *address, const char *template, date updated, struct binding subject)
{
	return (struct page){.address = address,
	    .template = template,
	    .updated = updated,
	    .subject = subject,
	    .also.name = ""};
}

/* A page that only a long list has: it comes with the number of its entries, and changes as they
 * do. */
static void write_list(struct site_run *run, const struct list_part *list, struct page page)
{
	page.updated = list_updated(list, page.updated);
	addresses_pass(run->addresses, page.address);
	list_write(run, list, page, page.template);
}

/* Those that carry out one policy, where its own page has no room for them. */
static void write_carriers(struct site_run *run, const struct policy *p)
{
	const struct list_part *list;

	if (p->implemented_by_n <= LIST_FIRST)
		return;
	list = listing_carriers(run->arena, p);
	struct page page = page_of(
	    list->address, "site/carriers", p->updated, (struct binding){"", BIND_TEXT, NULL});
	page.also = (struct binding){"policy", BIND_POLICY, p};
	write_list(run, list, page);
}

static void write_policy(struct site_run *run, const struct policy *p)
{
	struct page page = page_of(arena_printf(run->arena, "policies/%s/", p->slug), "site/policy",
	    p->updated, (struct binding){"policy", BIND_POLICY, p});

	page_write(run, &page);
	write_carriers(run, p);
	for (size_t i = 0; i < p->aliases_n; i++) {
		page.address = arena_printf(run->arena, "policies/%s/", p->aliases[i]);
		page.template = "site/moved";
		page.updated = DATE_NONE;
		page_write(run, &page);
		addresses_move(run->addresses, page.address,
		    arena_printf(run->arena, "policies/%s/", p->slug));
	}
}

/* Two lists share a page: each has its own template for its parts. */
static void write_region(struct site_run *run, const struct region *r, date none)
{
	const struct list_part *policies = listing_region_policies(run->arena, r);
	struct page page = page_of(arena_printf(run->arena, "regions/%s/", r->key), "site/region",
	    updated_of(r->all, r->all_n, none), (struct binding){"region", BIND_REGION, r});

	page.beside = policies;
	list_write(
	    run, listing_region_supports(run->arena, run->c, r), page, "site/region-supports");
	page.beside = NULL;
	list_write_parts(run, policies, page, "site/region-policies");
	if (!r->departments_n)
		return;
	page.address = arena_printf(run->arena, "departments/%s/", r->key);
	page.template = "site/duties";
	page_write(run, &page);
}

static void write_measure(struct site_run *run, const struct measure *m, date none)
{
	struct page page = page_of(arena_printf(run->arena, "measures/%s/", m->key), "site/measure",
	    updated_of(m->policies, m->policies_n, none),
	    (struct binding){"measure", BIND_MEASURE, m});

	list_write(run, listing_measure(run->arena, m), page, page.template);
	page.address = arena_printf(run->arena, "compare/%s/", m->key);
	page.template = "site/compare-measure";
	list_write(run, listing_compare(run->arena, run->c, m), page, page.template);
}

static void write_topic(struct site_run *run, const struct topic *t, date none)
{
	struct page page = page_of(arena_printf(run->arena, "topics/%s/", t->key), "site/topic",
	    updated_of(t->policies, t->policies_n, none), (struct binding){"topic", BIND_TOPIC, t});

	list_write(run, listing_topic(run->arena, t), page, page.template);
}

/* Who cites a document, where a row has no room for all. */
static void write_document(struct site_run *run, const struct document *d, date none)
{
	if (d->citing_n <= LIST_FIRST)
		return;
	struct page page = page_of(arena_printf(run->arena, "numbers/%s/", d->anchor),
	    "site/document", none, (struct binding){"document", BIND_DOCUMENT, d});
	write_list(run, listing_citing(run->arena, d), page);
}

static void write_term(struct site_run *run, const struct term_entry *t, date none)
{
	if (t->mentions_n <= LIST_FIRST)
		return;
	struct page page = page_of(arena_printf(run->arena, "glossary/%s/", t->key), "site/term",
	    none, (struct binding){"term", BIND_TERM, t});
	write_list(run, listing_mentions(run->arena, t), page);
}

static date updated_of_rows(const struct support *const *rows, size_t n, date none)
{
	date last = DATE_NONE;

	for (size_t i = 0; i < n; i++)
		last = MAX(last, rows[i]->policy->updated);
	return last == DATE_NONE ? none : last;
}

/* The pages of a table. value NULL: of all supports. */
static void write_table(struct site_run *run, const struct facet_value *value, date none)
{
	const char *address = value ? value->address : "caps/";
	size_t n;
	struct table_page *pages =
	    table_pages(run->arena, value, address, value ? value->rows : run->facets->rows,
		value ? value->rows_n : run->facets->rows_n, &n);

	for (size_t i = 0; i < n; i++) {
		struct page page =
		    page_of(pages[i].address, value ? "site/caps-value" : "site/caps",
			updated_of_rows(pages[i].rows, pages[i].rows_n, none),
			(struct binding){"table", BIND_TABLE_PAGE, &pages[i]});
		bool own = i > 0 || !value || strcmp(value->canonical, address) == 0;

		if (i > 0 || (value && facet_daily(value->facet)))
			addresses_pass(run->addresses, page.address);
		page_write_as(run, &page, own ? NULL : value->canonical);
	}
}

/*
 * caps/rows/REGION.js: the rows of a region, where the table itself has more pages than one.
 * They are the same elements as those of the pages, with links from caps/.
 */
static void write_shard(struct site_run *run, const struct facet_value *region)
{
	struct page_links l = {run, "caps/", false};
	struct html h = {.out = &run->html};
	struct table_page table = {.value = region, .rows = region->rows, .rows_n = region->rows_n};
	struct binding b = {"table", BIND_TABLE_PAGE, &table};
	struct buf js = {0};

	buf_clear(&run->html);
	template_render(
	    run->templates, "site/caps-shard", run->c, &b, 1, page_linker(&l), html_sink(&h));
	buf_printf(&js, "digestpress.rows(\"%s\", ", region->key);
	json_text(&js, run->html.s);
	buf_puts(&js, ");\n");
	output_put(
	    run->out, arena_printf(run->arena, "site/caps/rows/%s.js", region->key), js.s, js.len);
	buf_free(&js);
}

static void write_tables(struct site_run *run, date none)
{
	run->facets = facets_new(run->arena, run->c);
	write_table(run, NULL, none);
	if (run->facets->rows_n > TABLE_ROWS)
		for (size_t i = 0; i < run->facets->facets[0].values_n; i++)
			write_shard(run, &run->facets->facets[0].values[i]);
	for (size_t i = 0; i < run->facets->n; i++)
		for (size_t j = 0; j < run->facets->facets[i].values_n; j++)
			write_table(run, &run->facets->facets[i].values[j], none);
}

static void write_overviews(struct site_run *run, date updated)
{
	static const struct {
		const char *address, *template;
		const struct list_part *(*list)(struct arena *a, const struct collection *c);
		bool alone; /* its parts are pages that there are anyway */
	} overviews[] = {
	    {"", "site/home", NULL, true},
	    {"policies/", "site/policies", listing_policies, false},
	    {"regions/", "site/regions", NULL, true},
	    {"measures/", "site/measures", NULL, true},
	    {"topics/", "site/topics", NULL, true},
	    {"compare/", "site/compare", listing_regions, false},
	    {"timeline/", "site/timeline", listing_events, false},
	    {"numbers/", "site/numbers", listing_documents, false},
	    {"network/", "site/network", listing_chains, false},
	    {"basket/", "site/basket", NULL, true},
	    {"estimate/", "site/estimate", NULL, true},
	    {"departments/", "site/departments", listing_units, true},
	    {"glossary/", "site/glossary", listing_terms, false},
	    {"books/", "site/books", listing_policies, true},
	    {"data/", "site/data", NULL, true},
	    {"data/dictionary/", "site/dictionary", NULL, true},
	    {"search/", "site/search", NULL, true},
	    {"about/", "site/about", NULL, true},
	};
	struct binding nothing = {"", BIND_TEXT, NULL};

	for (size_t i = 0; i < LEN(overviews); i++) {
		struct page page =
		    page_of(overviews[i].address, overviews[i].template, updated, nothing);

		page.part = overviews[i].list ? overviews[i].list(run->arena, run->c) : NULL;
		page_write(run, &page);
		if (!overviews[i].alone)
			list_write_parts(run, page.part, page, page.template);
	}
	struct page missing = page_of("404.html", "site/missing", DATE_NONE, nothing);
	page_write(run, &missing);
}

static void copy_assets(struct site_run *run, const char *folder)
{
	size_t n = 0;
	char **names = file_list(run->arena, folder, "", &n);

	if (!names)
		die("there is no folder of assets at %s", folder);
	for (size_t i = 0; i < n; i++) {
		const char *path = file_join(run->arena, folder, names[i]);
		size_t size = 0;
		const char *bytes = file_read(run->arena, path, &size);
		if (!bytes)
			die("cannot copy %s", path);
		output_put(
		    run->out, arena_printf(run->arena, "site/assets/%s", names[i]), bytes, size);
	}
}

/* Pages that stood elsewhere; those of digests are written with them. */
static void write_moved(struct site_run *run)
{
	const struct site *s = &run->c->site;

	for (size_t i = 0; i < s->moved_n; i++) {
		const struct moved_page *m = &s->moved[i];
		struct page page = page_of(
		    m->from, "site/moved", DATE_NONE, (struct binding){"to", BIND_TEXT, m->to});

		if (addresses_have(run->addresses, m->from)) {
			diag(m->place, DIAG_ERROR, "moved-page", "there still is a page %s",
			    m->from);
		} else if (*m->to && !addresses_have(run->addresses, m->to)) {
			diag(m->to_place, DIAG_ERROR, "moved-page", "there is no page %s", m->to);
		} else {
			page_write(run, &page);
			addresses_move(run->addresses, m->from, m->to);
		}
	}
}

static void copy_logo(struct site_run *run)
{
	const struct site *s = &run->c->site;
	size_t size = 0;
	const char *bytes = s->logo ? file_read(run->arena, s->logo_path, &size) : NULL;

	if (s->logo && !bytes)
		die("cannot copy the logo %s", s->logo_path);
	if (bytes)
		output_put(
		    run->out, arena_printf(run->arena, "site/assets/%s", s->logo), bytes, size);
}

/* That of a policy is at the addresses of its former pages too. */
static void list_book(struct site_run *run, const struct book_def *def)
{
	addresses_add(run->addresses, def->address);
	for (size_t i = 0; def->policy && i < def->policy->aliases_n; i++)
		addresses_add(
		    run->addresses, policy_book_address(run->arena, def->policy->aliases[i]));
}

static void put_book(struct site_run *run, const char *address, const struct book_file *f)
{
	if (!map_find(run->book_at, address))
		map_put(run->book_at, address, f);
}

/* Which books there are is asked by every page, so that it is looked up. */
static void index_books(struct site_run *run)
{
	struct book_file *placed = NULL;
	size_t cap = 0;

	run->book_at = map_new(run->arena);
	for (size_t i = 0; i < run->books.n; i++) {
		const struct book_file *f = &run->books.files[i];
		const struct book_def *def = f->def;

		put_book(run, def->address, f);
		if (def->policy)
			put_book(
			    run, arena_printf(run->arena, "policies/%s/", def->policy->slug), f);
		if (def->region)
			put_book(run, arena_printf(run->arena, "regions/%s/", def->region->key), f);
		if (f->places_n)
			*VEC_PUSH(run->arena, placed, run->placed.n, cap) = *f;
	}
	run->placed.files = placed;
}

void site_write(const struct collection *c, const struct template_set *t, const char *assets,
    struct book_files books, struct output *out)
{
	struct site_run run = {
	    .c = c, .templates = t, .out = out, .books = books, .arena = arena_new()};
	date updated = updated_of(c->policies, c->policies_n, c->as_of);

	index_books(&run);
	run.files = dictionary_make(run.arena, c);
	run.addresses = addresses_new();
	for (size_t i = 0; i < c->books_n; i++)
		list_book(&run, &c->books[i]);
	run.search = search_new(c);
	run.places = map_new(run.arena);
	list_settle(&run, listing_documents(run.arena, c));
	list_settle(&run, listing_terms(run.arena, c));
	list_settle(&run, listing_units(run.arena, c));
	list_settle(&run, listing_regions(run.arena, c));
	write_overviews(&run, updated);
	for (size_t i = 0; i < c->policies_n; i++)
		write_policy(&run, c->policies[i]);
	for (size_t i = 0; i < c->regions_n; i++)
		write_region(&run, &c->regions[i], updated);
	for (size_t i = 0; i < c->measures_n; i++)
		write_measure(&run, &c->measures[i], updated);
	for (size_t i = 0; i < c->topics_n; i++)
		write_topic(&run, &c->topics[i], updated);
	for (size_t i = 0; i < c->documents_n; i++)
		write_document(&run, &c->documents[i], updated);
	for (size_t i = 0; i < c->terms_n; i++)
		write_term(&run, &c->terms[i], updated);
	write_tables(&run, updated);
	write_moved(&run);
	if (c->site.base_url) {
		sitemap_write(&run.sitemap, out, c->site.base_url);
		server_write(page_root(c->site.base_url), out);
	}
	basket_write(c, out);
	search_write(run.search, out);
	feeds_write(c, run.addresses, out);
	calendars_write(c, run.addresses, out);
	data_list(c, run.facets, run.addresses);
	rows_script_write(c, out);
	copy_assets(&run, assets);
	copy_logo(&run);
	llms_write(c, run.addresses, out);
	addresses_end(run.addresses, &c->site, out);
	buf_free(&run.html);
	buf_free(&run.markdown);
	search_free(run.search);
	arena_free(run.arena);
}
