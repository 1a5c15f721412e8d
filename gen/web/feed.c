/*
 * The collection as Atom feeds (RFC 4287): all policies, those of each region with
 * the regions below it, those of each measure. An entry is a policy; its id is its
 * permanent address, its day the last on which its digest or its status changed, so
 * that a policy comes up anew when it takes effect or expires. Each says its status and
 * its best sums. A feed holds the newest MOST entries.
 */
#include <stdlib.h>

#include "web/publish.h"

enum { MOST = 60, SUMS = 5 };

struct item {
	const struct policy *policy;
	date day;
	size_t order;
};

struct feed {
	struct arena *arena;
	const struct collection *c;
	const char *address, *title, *page; /* page: what it is the feed of */
	struct item *items;
	size_t n;
};

/* ------------------------------------------------------------------------- days */

static date latest(date a, date b, date as_of)
{
	return b != DATE_NONE && b <= as_of && b > a ? b : a;
}

date feed_day(const struct policy *p, date as_of)
{
	date day = p->updated;

	if (p->stage == STAGE_DRAFT)
		return day;
	day = latest(day, p->start, as_of);
	return p->end == DATE_NONE ? day : latest(day, date_add_days(p->end, 1), as_of);
}

static int newest_first(const void *x, const void *y)
{
	const struct item *a = x, *b = y;

	if (a->day != b->day)
		return a->day < b->day ? 1 : -1;
	return (a->order > b->order) - (a->order < b->order);
}

static void collect(struct feed *f, const struct policy *const *p, size_t n)
{
	f->items = arena_array(f->arena, struct item, n + 1);
	for (size_t i = 0; i < n; i++)
		f->items[i] = (struct item){p[i], feed_day(p[i], f->c->as_of), i};
	qsort(f->items, n, sizeof(*f->items), newest_first);
	f->n = MIN(n, (size_t)MOST);
}

/* ---------------------------------------------------------------------- elements */

static void put(struct buf *b, const char *name, const char *text)
{
	buf_printf(b, "<%s>", name);
	xml_text(b, text);
	buf_printf(b, "</%s>\n", name);
}

static void put_day(struct buf *b, date day)
{
	char s[11];

	date_format(day, s);
	buf_printf(b, "<updated>%sT00:00:00+08:00</updated>\n", s);
}

static void put_link(
    struct buf *b, const char *rel, const char *type, const char *base, const char *address)
{
	buf_printf(b, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
	xml_text(b, base);
	xml_text(b, address);
	buf_puts(b, "\"/>\n");
}

static void put_category(struct buf *b, const char *kind, const char *term, const char *label)
{
	buf_printf(b, "<category scheme=\"urn:digestpress:%s\" term=\"%s\" label=\"", kind, term);
	xml_text(b, label);
	buf_puts(b, "\"/>\n");
}

/* -------------------------------------------------------------------------- entry */

static void put_sums(struct buf *b, struct arena *a, const char *base, const struct policy *p)
{
	const struct support *best[SUMS];
	size_t n = best_supports(p, best, SUMS);

	if (!n)
		return;
	buf_printf(b, "<p>较高的资助标准（%s）：</p>\n<ul>\n", status_words(p->status));
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, "<li><a href=\"");
		xml_text(b, base);
		buf_printf(b, "policies/%s/#%s\">", p->slug, best[i]->anchor);
		xml_text(b, best_words(a, best[i]));
		buf_puts(b, "</a></li>\n");
	}
	buf_puts(b, "</ul>\n");
}

static void put_content(struct feed *f, struct buf *b, const struct policy *p)
{
	buf_puts(b, "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\n<p>");
	xml_text(b, best_status(f->arena, p));
	buf_printf(b, "。资金支持%zu项。</p>\n", p->supports_n);
	put_sums(b, f->arena, f->c->site.base_url, p);
	buf_puts(b, "<p>");
	xml_text(b, f->c->site.disclaimer);
	buf_puts(b, "</p>\n</div></content>\n");
}

static void put_entry(struct feed *f, struct buf *b, const struct item *item)
{
	const struct policy *p = item->policy;
	const char *base = f->c->site.base_url;
	const char *address = arena_printf(f->arena, "policies/%s/", p->slug);

	buf_puts(b, "<entry>\n");
	put(b, "id", arena_printf(f->arena, "%s%s", base, address));
	put(b, "title", arena_printf(f->arena, "%s（%s）", p->title, status_words(p->status)));
	put_day(b, item->day);
	put_link(b, "alternate", "text/html", base, address);
	put_link(
	    b, "alternate", "text/markdown", base, arena_printf(f->arena, "%sindex.md", address));
	put_category(b, "status", status_key(p->status), status_words(p->status));
	put_category(b, "region", p->region->key, p->region->name);
	for (size_t i = 0; i < p->measures_n; i++)
		put_category(b, "measure", p->measures[i]->key, p->measures[i]->name);
	put(b, "summary", best_summary(f->arena, p));
	put_content(f, b, p);
	buf_puts(b, "</entry>\n");
}

/* --------------------------------------------------------------------------- feed */

static void put_head(struct feed *f, struct buf *b)
{
	const struct site *s = &f->c->site;

	buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-Hans-CN\">\n");
	put(b, "id", arena_printf(f->arena, "%s%s", s->base_url, f->address));
	put(b, "title", f->title);
	if (s->description)
		put(b, "subtitle", s->description);
	put_day(b, f->items[0].day);
	put_link(b, "self", "application/atom+xml", s->base_url, f->address);
	put_link(b, "alternate", "text/html", s->base_url, f->page);
	buf_puts(b, "<author>\n");
	put(b, "name", s->publisher);
	buf_puts(b, "</author>\n");
	if (s->licence_name)
		put(b, "rights", s->licence_name);
	buf_puts(b, "<generator>digestpress</generator>\n");
}

static void write(struct feed f, const struct policy *const *p, size_t n, struct addresses *list,
    struct output *out)
{
	struct buf b = {0};

	if (!n)
		return;
	if (!f.c->site.base_url) /* there is none, nor is it missed */
		addresses_pass(list, f.address);
	addresses_add(list, f.address);
	if (!f.c->site.base_url)
		return;
	f.arena = arena_new();
	collect(&f, p, n);
	put_head(&f, &b);
	for (size_t i = 0; i < f.n; i++)
		put_entry(&f, &b, &f.items[i]);
	buf_puts(&b, "</feed>\n");
	output_put(out, arena_printf(f.arena, "site/%s", f.address), b.s, b.len);
	buf_free(&b);
	arena_free(f.arena);
}

void feeds_write(const struct collection *c, struct addresses *list, struct output *out)
{
	struct arena *a = arena_new();
	const char *title = c->site.title;

	write((struct feed){.c = c, .address = "feed.xml", .title = title, .page = ""}, c->policies,
	    c->policies_n, list, out);
	for (size_t i = 0; i < c->regions_n; i++) {
		const struct region *r = &c->regions[i];
		write((struct feed){.c = c,
			  .address = arena_printf(a, "feeds/regions/%s.xml", r->key),
			  .title = arena_printf(a, "%s的政策 · %s", r->name, title),
			  .page = arena_printf(a, "regions/%s/", r->key)},
		    r->all, r->all_n, list, out);
	}
	for (size_t i = 0; i < c->measures_n; i++) {
		const struct measure *m = &c->measures[i];
		write((struct feed){.c = c,
			  .address = arena_printf(a, "feeds/measures/%s.xml", m->key),
			  .title = arena_printf(a, "%s：各地政策 · %s", m->name, title),
			  .page = arena_printf(a, "measures/%s/", m->key)},
		    m->policies, m->policies_n, list, out);
	}
	arena_free(a);
}
