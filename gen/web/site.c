/*
 * The pages of the site: which there are, what each template is given, and how
 * an address becomes a relative link. Links name index.html, so that the site
 * works from a folder as well as from a server, under any path. Only what needs
 * to know its own address is written with base_url alone: canonical links, the
 * sitemap, and root-absolute links in 404.html, which a server shows at any depth.
 */
#include "web/web.h"

#include <string.h>

#include "web/address.h"
#include "web/html.h"
#include "web/linked.h"
#include "web/markdown.h"
#include "web/publish.h"
#include "web/rows.h"
#include "web/search.h"
#include "web/tables.h"
#include "web/tee.h"

struct site_run {
	const struct collection *c;
	const struct template_set *templates;
	struct output *out;
	struct book_files books;
	struct data_files files;
	const struct facets *facets;
	struct arena *arena;
	struct buf html, markdown;
	struct sitemap sitemap;
	struct addresses *addresses;
	struct search *search;
};

struct page {
	const char *address;  /* "policies/SLUG/" */
	const char *template; /* "site/policy" */
	date updated;         /* for the sitemap; DATE_NONE keeps the page out of it */
	struct binding subject;
};

/* What the links of one page need. */
struct page_links {
	const struct site_run *run;
	const char *address;
	bool absolute; /* links begin at the root of the server */
};

/* ---------------------------------------------------------------------- addresses */

/* "policies/x/#a1" → "policies/x/index.html#a1"; "caps/?kind=cap"; "" → "index.html". */
static const char *file_of(struct arena *a, const char *address)
{
	size_t n = strcspn(address, "#?");
	bool folder = n == 0 || address[n - 1] == '/';

	return arena_printf(
	    a, "%.*s%s%s", (int)n, address, folder ? "index.html" : "", address + n);
}

/* From the page's folder: climb out of what the two do not share. */
static const char *relative(struct arena *a, const char *from, const char *to)
{
	size_t shared = 0;
	struct buf b = {0};

	for (size_t i = 0; from[i] && from[i] == to[i]; i++)
		if (from[i] == '/')
			shared = i + 1;
	for (const char *p = from + shared; *p; p++)
		if (*p == '/')
			buf_puts(&b, "../");
	buf_puts(&b, to + shared);
	return buf_keep(&b, a);
}

/* The path of base_url: https://host/policies/ → /policies/ */
static const char *root_of(const char *base_url)
{
	const char *host = strstr(base_url, "://"), *path = strchr(host ? host + 3 : base_url, '/');

	return path ? path : "/";
}

static bool has_book(const struct site_run *run, const char *address)
{
	for (size_t i = 0; i < run->books.n; i++)
		if (strcmp(run->books.files[i].def->address, address) == 0)
			return true;
	return false;
}

static const char *link_href(void *ctx, struct arena *scratch, const char *address)
{
	const struct page_links *l = ctx;
	const char *end = strrchr(address, '.'), *hash = strchr(address, '#');

	if (end && strcmp(end, ".pdf") == 0 && !has_book(l->run, address))
		return NULL;
	if (hash && strncmp(address, l->address, (size_t)(hash - address)) == 0 &&
	    l->address[hash - address] == '\0')
		return hash;
	const char *file = file_of(scratch, address);
	if (l->absolute)
		return arena_printf(scratch, "%s%s", root_of(l->run->c->site.base_url), file);
	return relative(scratch, file_of(scratch, l->address), file);
}

/* A place is here when its page is this page. */
static const char *link_id(void *ctx, struct arena *scratch, const char *address)
{
	const struct page_links *l = ctx;
	size_t n = strlen(l->address);

	(void)scratch;
	if (strncmp(address, l->address, n) != 0 || address[n] != '#')
		return NULL;
	addresses_add(l->run->addresses, address);
	return address + n + 1;
}

/* -------------------------------------------------------------------------- pages */

static void list_in_sitemap(struct site_run *run, const struct page *p)
{
	if (run->c->site.base_url && p->updated != DATE_NONE)
		sitemap_add(&run->sitemap, run->out,
		    arena_printf(run->arena, "%s%s", run->c->site.base_url, p->address),
		    p->updated);
}

/* The book of what a page is about; NULL. */
static const struct book_file *find_book(const struct site_run *run, const void *subject)
{
	for (size_t i = 0; subject && i < run->books.n; i++) {
		const struct book_def *def = run->books.files[i].def;

		if (subject == def->region || subject == def->policy)
			return &run->books.files[i];
	}
	return NULL;
}

/* What a page that has moved says is not searched. */
static struct search_page search_page_of(const struct page *p)
{
	bool moved = p->updated == DATE_NONE;

	return (struct search_page){p->address,
	    p->subject.type == BIND_POLICY ? p->subject.value : NULL,
	    moved ? SEARCH_NOTHING : search_part_of(p->address)};
}

/* same: the page that has the same to say, and is canonical; NULL. */
static void write_page_as(struct site_run *run, const struct page *p, const char *same)
{
	const char *base = run->c->site.base_url;
	struct page_links l = {run, p->address, base && strcmp(p->address, "404.html") == 0};
	struct linker link = {&l, link_href, link_id};
	struct html h = {&run->html, link_href(&l, run->arena, p->address), 0, 0};
	struct page_head head = head_make(run->arena, run->c, p->address, p->updated, &p->subject);

	if (base && same)
		head.canonical = arena_printf(run->arena, "%s%s", base, same);
	struct markdown twin = {.out = &run->markdown, .arena = arena_new()};
	struct linked linked = {.arena = twin.arena};
	struct tee tee = {
	    {html_sink(&h), linked_sink(&linked), search_sink(run->search), markdown_sink(&twin)},
	    head.twin ? 4 : 3};
	struct binding b[] = {p->subject, {"page", BIND_PAGE, &head},
	    {"canonical", BIND_TEXT, head.canonical}, {"books", BIND_BOOK_FILES, &run->books},
	    {"files", BIND_DATA_FILES, &run->files}, {"facets", BIND_FACETS, run->facets},
	    {"book", BIND_BOOK_FILE, find_book(run, p->subject.value)}};
	const char *file = arena_printf(run->arena, "site/%s", file_of(run->arena, p->address));

	buf_clear(&run->html);
	buf_clear(&run->markdown);
	search_begin(run->search, search_page_of(p));
	template_render(run->templates, p->template, run->c, b, LEN(b), link, tee_sink(&tee));
	linked_put(&linked, &(struct linked_page){run->c, &head, &p->subject, &run->files},
	    &run->html, h.head_end);
	output_put(run->out, file, run->html.s, run->html.len);
	if (head.twin)
		output_put(run->out, arena_printf(run->arena, "site/%s", head.twin),
		    run->markdown.s, run->markdown.len);
	linked_free(&linked);
	markdown_free(&twin);
	arena_free(twin.arena);
	if (!same)
		list_in_sitemap(run, p);
	addresses_add(run->addresses, p->address);
}

static void write_page(struct site_run *run, const struct page *p)
{
	write_page_as(run, p, NULL);
}

/* The last change of what a page shows. */
static date updated_of(const struct policy *const *p, size_t n, date none)
{
	date last = DATE_NONE;

	for (size_t i = 0; i < n; i++)
		last = MAX(last, p[i]->updated);
	return last == DATE_NONE ? none : last;
}

static void write_policy(struct site_run *run, const struct policy *p)
{
	struct page page = {arena_printf(run->arena, "policies/%s/", p->slug), "site/policy",
	    p->updated, {"policy", BIND_POLICY, p}};

	write_page(run, &page);
	for (size_t i = 0; i < p->aliases_n; i++) {
		page.address = arena_printf(run->arena, "policies/%s/", p->aliases[i]);
		page.template = "site/moved";
		page.updated = DATE_NONE;
		write_page(run, &page);
		addresses_move(run->addresses, page.address,
		    arena_printf(run->arena, "policies/%s/", p->slug));
	}
}

static void write_region(struct site_run *run, const struct region *r, date none)
{
	struct page page = {arena_printf(run->arena, "regions/%s/", r->key), "site/region",
	    updated_of(r->all, r->all_n, none), {"region", BIND_REGION, r}};

	write_page(run, &page);
	if (!r->departments_n)
		return;
	page.address = arena_printf(run->arena, "departments/%s/", r->key);
	page.template = "site/duties";
	write_page(run, &page);
}

static void write_measure(struct site_run *run, const struct measure *m, date none)
{
	struct page page = {arena_printf(run->arena, "measures/%s/", m->key), "site/measure",
	    updated_of(m->policies, m->policies_n, none), {"measure", BIND_MEASURE, m}};

	write_page(run, &page);
	page.address = arena_printf(run->arena, "compare/%s/", m->key);
	page.template = "site/compare-measure";
	write_page(run, &page);
}

static void write_topic(struct site_run *run, const struct topic *t, date none)
{
	struct page page = {arena_printf(run->arena, "topics/%s/", t->key), "site/topic",
	    updated_of(t->policies, t->policies_n, none), {"topic", BIND_TOPIC, t}};

	write_page(run, &page);
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
		struct page page = {pages[i].address, value ? "site/caps-value" : "site/caps",
		    updated_of_rows(pages[i].rows, pages[i].rows_n, none),
		    {"table", BIND_TABLE_PAGE, &pages[i]}};
		bool own = i > 0 || !value || strcmp(value->canonical, address) == 0;

		write_page_as(run, &page, own ? NULL : value->canonical);
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
	template_render(run->templates, "site/caps-shard", run->c, &b, 1,
	    (struct linker){&l, link_href, link_id}, html_sink(&h));
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
	static const char *const overviews[][2] = {
	    {"", "site/home"},
	    {"policies/", "site/policies"},
	    {"regions/", "site/regions"},
	    {"measures/", "site/measures"},
	    {"topics/", "site/topics"},
	    {"compare/", "site/compare"},
	    {"timeline/", "site/timeline"},
	    {"numbers/", "site/numbers"},
	    {"network/", "site/network"},
	    {"basket/", "site/basket"},
	    {"estimate/", "site/estimate"},
	    {"departments/", "site/departments"},
	    {"glossary/", "site/glossary"},
	    {"books/", "site/books"},
	    {"data/", "site/data"},
	    {"data/dictionary/", "site/dictionary"},
	    {"search/", "site/search"},
	    {"about/", "site/about"},
	};

	for (size_t i = 0; i < LEN(overviews); i++)
		write_page(run, &(struct page){overviews[i][0], overviews[i][1], updated,
				    {"", BIND_TEXT, NULL}});
	write_page(
	    run, &(struct page){"404.html", "site/missing", DATE_NONE, {"", BIND_TEXT, NULL}});
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
		struct page page = {m->from, "site/moved", DATE_NONE, {"to", BIND_TEXT, m->to}};

		if (addresses_have(run->addresses, m->from)) {
			diag(m->place, DIAG_ERROR, "moved-page", "there still is a page %s",
			    m->from);
		} else if (*m->to && !addresses_have(run->addresses, m->to)) {
			diag(m->to_place, DIAG_ERROR, "moved-page", "there is no page %s", m->to);
		} else {
			write_page(run, &page);
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

void site_write(const struct collection *c, const struct template_set *t, const char *assets,
    struct book_files books, struct output *out)
{
	struct site_run run = {
	    .c = c, .templates = t, .out = out, .books = books, .arena = arena_new()};
	date updated = updated_of(c->policies, c->policies_n, c->as_of);

	run.files = dictionary_make(run.arena, c);
	run.addresses = addresses_new();
	for (size_t i = 0; i < c->books_n; i++)
		if (!c->books[i].policy) /* of a policy its page is what lasts */
			addresses_add(run.addresses, c->books[i].address);
	run.search = search_new(c);
	write_overviews(&run, updated);
	for (size_t i = 0; i < c->policies_n; i++)
		write_policy(&run, c->policies[i]);
	for (size_t i = 0; i < c->regions_n; i++)
		write_region(&run, &c->regions[i], updated);
	for (size_t i = 0; i < c->measures_n; i++)
		write_measure(&run, &c->measures[i], updated);
	for (size_t i = 0; i < c->topics_n; i++)
		write_topic(&run, &c->topics[i], updated);
	write_tables(&run, updated);
	write_moved(&run);
	if (c->site.base_url) {
		sitemap_write(&run.sitemap, out, c->site.base_url);
		server_write(root_of(c->site.base_url), out);
	}
	basket_write(c, out);
	search_write(run.search, out);
	feeds_write(c, out);
	calendars_write(c, out);
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
