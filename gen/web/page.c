/*
 * One page: a template filled for it, to several sinks at once, and how an address
 * becomes a relative link. Links name index.html, so that the site works from a folder
 * as well as from a server, under any path. Only what needs to know its own address is
 * written with base_url alone: canonical links, the sitemap, and root-absolute links in
 * 404.html, which a server shows at any depth.
 */
#include "web/page.h"

#include <string.h>

#include "web/html.h"
#include "web/linked.h"
#include "web/markdown.h"
#include "web/tee.h"

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

const char *page_root(const char *base_url)
{
	const char *host = strstr(base_url, "://"), *path = strchr(host ? host + 3 : base_url, '/');

	return path ? path : "/";
}

void place_move(struct site_run *run, const char *from, const char *to)
{
	map_put(run->places, from, to);
	addresses_add(run->addresses, from); /* where assets/parts.js leads on from */
}

static const char *place_of(const struct site_run *run, const char *address)
{
	const char *moved = strchr(address, '#') ? map_find(run->places, address) : NULL;

	return moved ? moved : address;
}

static const char *link_href(void *ctx, struct arena *scratch, const char *address)
{
	const struct page_links *l = ctx;

	address = place_of(l->run, address);
	const char *end = strrchr(address, '.'), *hash = strchr(address, '#');

	if (end && strcmp(end, ".pdf") == 0 && !map_find(l->run->book_at, address))
		return NULL;
	if (hash && strncmp(address, l->address, (size_t)(hash - address)) == 0 &&
	    l->address[hash - address] == '\0')
		return hash;
	const char *file = file_of(scratch, address);
	if (l->absolute)
		return arena_printf(scratch, "%s%s", page_root(l->run->c->site.base_url), file);
	return relative(scratch, file_of(scratch, l->address), file);
}

/* A place is here when its page is this page. */
static const char *link_id(void *ctx, struct arena *scratch, const char *address)
{
	const struct page_links *l = ctx;
	size_t n = strlen(l->address);

	(void)scratch;
	address = place_of(l->run, address);
	if (strncmp(address, l->address, n) != 0 || address[n] != '#')
		return NULL;
	addresses_add(l->run->addresses, address);
	return address + n + 1;
}

struct linker page_linker(struct page_links *l)
{
	return (struct linker){l, link_href, link_id};
}

/* -------------------------------------------------------------------------- pages */

static void list_in_sitemap(struct site_run *run, const struct page *p)
{
	if (run->c->site.base_url && p->updated != DATE_NONE)
		sitemap_add(&run->sitemap, run->out,
		    arena_printf(run->arena, "%s%s", run->c->site.base_url, p->address),
		    p->updated);
}

/* What a page that has moved says is not searched. */
static struct search_page search_page_of(const struct page *p)
{
	bool moved = p->updated == DATE_NONE;

	return (struct search_page){p->address,
	    p->subject.type == BIND_POLICY ? p->subject.value : NULL,
	    moved ? SEARCH_NOTHING : search_part_of(p->address)};
}

void page_write_as(struct site_run *run, const struct page *p, const char *same)
{
	const char *base = run->c->site.base_url;
	struct page_links l = {run, p->address, base && strcmp(p->address, "404.html") == 0};
	struct linker link = page_linker(&l);
	struct page_head head = head_make(run->arena, run->c, p->address, p->updated, &p->subject);

	if (p->subject.type == BIND_POLICY)
		printed_find(run->arena, run->placed, p->subject.value, &head);
	if (base && same)
		head.canonical = arena_printf(run->arena, "%s%s", base, same);
	struct markdown twin = {.out = &run->markdown, .arena = arena_new()};
	struct html h = {.out = &run->html,
	    .here = link_href(&l, run->arena, p->address),
	    .arena = twin.arena,
	    .words = run->c->site.words};
	struct linked linked = {.arena = twin.arena};
	struct tee tee = {
	    {html_sink(&h), linked_sink(&linked), search_sink(run->search), markdown_sink(&twin)},
	    head.twin ? 4 : 3};
	struct binding b[] = {p->subject, p->also, {"page", BIND_PAGE, &head},
	    {"canonical", BIND_TEXT, head.canonical}, {"books", BIND_BOOK_FILES, &run->books},
	    {"files", BIND_DATA_FILES, &run->files}, {"facets", BIND_FACETS, run->facets},
	    {"book", BIND_BOOK_FILE, map_find(run->book_at, p->address)},
	    {"list", BIND_LIST_PART, p->part}, {"beside", BIND_LIST_PART, p->beside}};
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

void page_write(struct site_run *run, const struct page *p)
{
	page_write_as(run, p, NULL);
}
