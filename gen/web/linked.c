/*
 * A page → JSON-LD in its head. The way to it is read from the crumbs that it shows, so
 * that both say the same; what it is about comes from the collection: a policy is
 * a Legislation with a MonetaryGrant for each sum, the page of the data a Dataset, home a
 * WebSite. Nothing is said that the digest does not: no force without a term, no date
 * that is a guess. A sum carries the status of its policy. The script is allowed
 * by its hash (CSP level 3), so that no other inline script is.
 */
#include "web/linked.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/base.h"
#include "web/publish.h"
#include "web/rows.h"

/* ------------------------------------------------------------------------- crumbs */

static bool is_crumbs(const char *name, const struct attribute *a, size_t n)
{
	return strcmp(name, "nav") == 0 && class_has(attribute_find(a, n, "class"), "crumbs");
}

static void watch_open(
    void *ctx, const char *name, const struct attribute *a, size_t n, struct place p)
{
	struct linked *l = ctx;

	(void)p;
	if (!l->inside && !is_crumbs(name, a, n))
		return;
	l->inside++;
	if (strcmp(name, "a") == 0)
		l->href = arena_dup(l->arena, attribute_find(a, n, "href"));
}

static void watch_text(void *ctx, const char *s, struct place p)
{
	struct linked *l = ctx;

	(void)p;
	if (l->inside)
		buf_puts(&l->text, s);
}

static void watch_close(void *ctx, const char *name)
{
	struct linked *l = ctx;

	if (!l->inside)
		return;
	l->inside--;
	if (strcmp(name, "li") != 0 || !l->text.len)
		return;
	if (l->crumbs_n < CRUMBS_MOST)
		l->crumbs[l->crumbs_n++] = (struct crumb){l->href, arena_dup(l->arena, l->text.s)};
	l->href = NULL;
	buf_clear(&l->text);
}

struct sink linked_sink(struct linked *l)
{
	return (struct sink){l, watch_open, watch_text, watch_close};
}

void linked_free(struct linked *l)
{
	buf_free(&l->text);
}

/* --------------------------------------------------------------------- writing JSON */

static void put_text(struct buf *b, const char *name, const char *s)
{
	if (!s)
		return;
	buf_printf(b, ",\"%s\":", name);
	json_text(b, s);
}

static void put_day(struct buf *b, const char *name, date d)
{
	char s[11];

	if (d == DATE_NONE)
		return;
	date_format(d, s);
	buf_printf(b, ",\"%s\":\"%s\"", name, s);
}

static void put_named(struct buf *b, const char *name, const char *type, const char *s)
{
	if (!s)
		return;
	buf_printf(b, ",\"%s\":{\"@type\":\"%s\"", name, type);
	put_text(b, "name", s);
	buf_putc(b, '}');
}

/* An address of the site as a URL: absolute where that is known, else as links are. */
static const char *url_of(struct arena *a, const struct linked_page *p, const char *address)
{
	return p->c->site.base_url ? arena_printf(a, "%s%s", p->c->site.base_url, address) : NULL;
}

/* ../x/index.html as seen from a page → the address x/. */
static const char *resolve(struct arena *a, const char *from, const char *href)
{
	static const char file[] = "index.html";
	size_t keep = strlen(from), n = strlen(href), k = strlen(file);

	while (keep && from[keep - 1] != '/')
		keep--;
	for (; strncmp(href, "../", 3) == 0; href += 3, n -= 3)
		for (keep -= keep > 0; keep && from[keep - 1] != '/';)
			keep--;
	if (n >= k && strcmp(href + n - k, file) == 0)
		n -= k;
	return arena_printf(a, "%.*s%.*s", (int)keep, from, (int)n, href);
}

static void put_crumbs(struct buf *b, struct linked *l, const struct linked_page *p)
{
	buf_puts(b, ",{\"@type\":\"BreadcrumbList\",\"itemListElement\":[");
	for (size_t i = 0; i < l->crumbs_n; i++) {
		const struct crumb *c = &l->crumbs[i];
		const char *to =
		    c->href ? resolve(l->arena, p->head->address, c->href) : p->head->address;
		const char *url = url_of(l->arena, p, to);

		buf_printf(b, "%s{\"@type\":\"ListItem\",\"position\":%zu", i ? "," : "", i + 1);
		put_text(b, "name", c->name);
		put_text(b, "item", url ? url : c->href);
		buf_putc(b, '}');
	}
	buf_puts(b, "]}");
}

/* ------------------------------------------------------------------------ a policy */

/* NULL where the term does not tell. */
static const char *force_of(const struct policy *p)
{
	if (p->status == STATUS_IN_FORCE)
		return "https://schema.org/InForce";
	if (p->status == STATUS_EXPIRED || p->status == STATUS_DRAFT || p->status == STATUS_NOT_YET)
		return "https://schema.org/NotInForce";
	return NULL;
}

/* ISO 8601: 2020-01-13/2023-12-31, with .. for an end that is open. */
static const char *coverage_of(struct arena *a, const struct policy *p)
{
	char from[11] = "..", to[11] = "..";

	if (p->start == DATE_NONE && p->end == DATE_NONE)
		return NULL;
	if (p->start != DATE_NONE)
		date_format(p->start, from);
	if (p->end != DATE_NONE)
		date_format(p->end, to);
	return arena_printf(a, "%s/%s", from, to);
}

static void put_issuers(struct buf *b, const struct policy *p)
{
	for (size_t i = 0; i < p->issuers_n; i++) {
		buf_puts(b, i ? ",{" : ",\"legislationPassedBy\":[{");
		buf_puts(b, "\"@type\":\"GovernmentOrganization\"");
		put_text(b, "name", p->issuers[i]);
		buf_putc(b, '}');
	}
	buf_puts(b, p->issuers_n ? "]" : "");
}

/* Documents that a policy carries out or names. */
static void put_relations(
    struct buf *b, struct arena *a, const struct linked_page *page, const struct policy *p)
{
	for (size_t i = 0; i < p->implements_n; i++) {
		const char *address = arena_printf(a, "policies/%s/", p->implements[i]->slug);

		buf_puts(b, i ? ",{" : ",\"legislationApplies\":[{");
		buf_puts(b, "\"@type\":\"Legislation\"");
		put_text(b, "name", p->implements[i]->title);
		put_text(b, "url", url_of(a, page, address));
		buf_putc(b, '}');
	}
	buf_puts(b, p->implements_n ? "]" : "");
	for (size_t i = 0; i < p->citations_n; i++) {
		const struct citation *c = &p->citations[i];

		buf_puts(b, i ? ",{" : ",\"citation\":[{");
		buf_puts(b, "\"@type\":\"Legislation\"");
		put_text(b, "name", c->title ? c->title : c->number);
		put_text(b, "legislationIdentifier", c->number);
		buf_putc(b, '}');
	}
	buf_puts(b, p->citations_n ? "]" : "");
}

static void put_legislation(
    struct buf *b, struct arena *a, const struct linked_page *page, const struct policy *p)
{
	buf_puts(b, ",{\"@type\":\"Legislation\",\"@id\":\"#legislation\"");
	put_text(b, "name", p->title);
	put_text(b, "alternateName", p->short_title);
	put_text(b, "legislationIdentifier", p->doc_number);
	put_day(b, "legislationDate", p->issued);
	put_text(b, "legislationLegalForce", force_of(p));
	put_text(b, "temporalCoverage", coverage_of(a, p));
	put_text(b, "creativeWorkStatus", status_words(p->status));
	put_text(b, "abstract", best_status(a, p));
	put_named(b, "legislationJurisdiction", "AdministrativeArea", p->region->name);
	put_issuers(b, p);
	put_relations(b, a, page, p);
	put_text(b, "inLanguage", "zh-Hans-CN");
	put_text(b, "sameAs", p->url);
	buf_putc(b, '}');
}

/* A ceiling is the most, a range has both ends, anything else is what is paid. */
static void put_amount(struct buf *b, const struct policy *p, const struct standard *t)
{
	bool range = t->has_min || t->kind == KIND_CAP;

	buf_puts(b, ",\"amount\":{\"@type\":\"MonetaryAmount\"");
	put_text(b, "currency", t->currency);
	if (t->has_min)
		buf_printf(b, ",\"minValue\":%" PRId64, t->amount_min);
	buf_printf(b, ",\"%s\":%" PRId64, range ? "maxValue" : "value", t->amount);
	if (!term_is_planned(p)) {
		put_day(b, "validFrom", p->start);
		put_day(b, "validThrough", p->end);
	}
	buf_putc(b, '}');
}

static void put_grant(
    struct buf *b, struct arena *a, const struct linked_page *page, const struct support *s)
{
	const struct policy *p = s->policy;

	buf_puts(b, ",{\"@type\":\"MonetaryGrant\"");
	put_text(b, "name", s->item);
	put_text(b, "description",
	    arena_printf(a, "%s（%s，%s）", s->text, support_kind_words(s->standard.kind),
		status_words(p->status)));
	put_text(b, "identifier", s->id);
	put_text(b, "url", url_of(a, page, arena_printf(a, "policies/%s/#%s", p->slug, s->anchor)));
	put_amount(b, p, &s->standard);
	buf_puts(b, ",\"subjectOf\":{\"@id\":\"#legislation\"}}");
}

static void put_policy(
    struct buf *b, struct arena *a, const struct linked_page *page, const struct policy *p)
{
	put_legislation(b, a, page, p);
	for (size_t i = 0; i < p->supports_n; i++)
		if (p->supports[i].standard.has_amount)
			put_grant(b, a, page, &p->supports[i]);
}

/* ------------------------------------------------------------------ the site itself */

static void put_download(struct buf *b, struct arena *a, const struct linked_page *p,
    const char *name, const char *suffix, const char *type)
{
	const char *file = arena_printf(a, "%s%s", name, suffix);
	const char *url = url_of(a, p, arena_printf(a, "data/%s", file));

	buf_puts(b, b->s[b->len - 1] == '[' ? "{" : ",{");
	buf_puts(b, "\"@type\":\"DataDownload\"");
	put_text(b, "name", file);
	put_text(b, "encodingFormat", type);
	put_text(b, "contentUrl", url ? url : file);
	buf_putc(b, '}');
}

static void put_dataset(struct buf *b, struct arena *a, const struct linked_page *p)
{
	const struct site *s = &p->c->site;
	char day[32];

	date_words(p->c->as_of, day);
	buf_puts(b, ",{\"@type\":\"Dataset\"");
	put_text(b, "name", s->title);
	put_text(b, "description",
	    arena_printf(
		a, "%s状态截至%s。%s", s->description ? s->description : "", day, s->disclaimer));
	put_text(b, "url", url_of(a, p, "data/"));
	put_text(b, "license", s->licence_url);
	put_named(b, "creator", "Organization", s->publisher);
	put_day(b, "dateModified", p->head->updated);
	put_text(b, "inLanguage", "zh-Hans-CN");
	buf_puts(b, ",\"isAccessibleForFree\":true,\"distribution\":[");
	for (size_t i = 0; i < p->files->n; i++) {
		put_download(b, a, p, p->files->files[i].name, ".csv", "text/csv");
		put_download(b, a, p, p->files->files[i].name, ".json", "application/json");
	}
	put_download(b, a, p, "digestpress", ".xlsx",
	    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	buf_puts(b, "]}");
}

static void put_website(struct buf *b, struct arena *a, const struct linked_page *p)
{
	const struct site *s = &p->c->site;

	buf_puts(b, ",{\"@type\":\"WebSite\"");
	put_text(b, "name", s->title);
	put_text(b, "description", s->description);
	put_text(b, "url", url_of(a, p, ""));
	put_named(b, "publisher", "Organization", s->publisher);
	put_day(b, "dateModified", p->head->updated);
	put_text(b, "license", s->licence_url);
	put_text(b, "inLanguage", "zh-Hans-CN");
	buf_putc(b, '}');
}

/* ------------------------------------------------------------------- into the page */

static void describe(struct buf *b, struct linked *l, const struct linked_page *p)
{
	const char *address = p->head->address;

	if (p->head->updated == DATE_NONE)
		return;
	if (p->subject->type == BIND_POLICY)
		put_policy(b, l->arena, p, p->subject->value);
	else if (strcmp(address, "data/") == 0)
		put_dataset(b, l->arena, p);
	else if (*address == '\0')
		put_website(b, l->arena, p);
	if (l->crumbs_n)
		put_crumbs(b, l, p);
}

/* Nothing in it can end the script: < is written by its number. One line, as checkers hash it. */
static void put_script(struct buf *b, const struct buf *objects)
{
	buf_puts(b, "{\"@context\":\"https://schema.org\",\"@graph\":[");
	for (const char *s = objects->s + 1; *s; s++)
		buf_puts(b, *s == '<' ? "\\u003c" : (char[]){*s, '\0'});
	buf_puts(b, "]}");
}

static int digit_of(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* The SHA-256 of the script in base64, as the policy wants it. */
static const char *hash_of(struct arena *a, const struct buf *script)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char hex[SHA256_HEX], out[45];
	unsigned bytes[33] = {0};

	file_sha256(script->s, script->len, hex);
	for (size_t i = 0; i < 32; i++)
		bytes[i] = (unsigned)(digit_of(hex[2 * i]) << 4 | digit_of(hex[2 * i + 1]));
	for (size_t i = 0, k = 0; i < 33; i += 3) {
		unsigned v = bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2];
		for (int shift = 18; shift >= 0; shift -= 6)
			out[k++] = letters[v >> shift & 63];
	}
	out[43] = '=';
	out[44] = '\0';
	return arena_dup(a, out);
}

void linked_put(struct linked *l, const struct linked_page *p, struct buf *html, size_t head_end)
{
	static const char allowed[] = "script-src 'self'",
			  open[] = "<script type=\"application/ld+json\">";
	struct buf objects = {0}, script = {0}, element = {0};

	describe(&objects, l, p);
	if (objects.len) {
		put_script(&script, &objects);
		buf_printf(&element, "%s%s</script>\n", open, script.s);
		buf_insert(html, head_end, element.s);
		/* The first thing in a page that comes from a template is its policy. */
		const char *policy = strstr(html->s, allowed);
		assert(policy && policy < html->s + head_end);
		const char *source =
		    arena_printf(l->arena, " 'sha256-%s'", hash_of(l->arena, &script));
		buf_insert(html, (size_t)(policy - html->s) + strlen(allowed), source);
	}
	buf_free(&objects);
	buf_free(&script);
	buf_free(&element);
}
