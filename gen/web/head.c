/*
 * A page's address and subject → what its head says to browsers, readers of
 * feeds and crawlers: canonical address, Markdown twin, feed, calendar, the words of
 * a link preview, and what the tags of government websites ask for. The frame
 * (templates/site/frame.xhtml) makes elements of it; nothing is written here.
 */
#include <string.h>

#include "web/publish.h"

/* The parts of the site, as its navigation and its crumbs call them. */
static const char *const columns[][2] = {
    {"policies/", "政策"},
    {"statuses/", "政策"},
    {"regions/", "地区"},
    {"measures/", "支持类别"},
    {"topics/", "主题"},
    {"caps/", "资助总表"},
    {"compare/", "对比"},
    {"search/", "搜索"},
    {"estimate/", "我能得到什么"},
    {"basket/", "比较夹"},
    {"timeline/", "时间线"},
    {"numbers/", "文号"},
    {"network/", "引用关系"},
    {"departments/", "责任单位"},
    {"glossary/", "术语"},
    {"books/", "手册"},
    {"data/", "数据"},
    {"about/", "说明"},
};

bool head_column(size_t i, const char **address, const char **name)
{
	if (i >= LEN(columns))
		return false;
	*address = columns[i][0];
	*name = columns[i][1];
	return true;
}

static const char *column_of(const struct collection *c, const char *address)
{
	for (size_t i = 0; i < LEN(columns); i++)
		if (strncmp(address, columns[i][0], strlen(columns[i][0])) == 0)
			return columns[i][1];
	return c->site.title;
}

/* A list of words, joined; NULL when there is none. */
static const char *join(struct arena *a, const char *const *words, size_t n, const char *between)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%s", i ? between : "", words[i]);
	return n ? buf_keep(&b, a) : NULL;
}

static const char *keywords_of(struct arena *a, const struct policy *p)
{
	const char **words = arena_array(a, const char *, p->topics_n + p->measures_n + 1);
	size_t n = 0;

	words[n++] = p->region->name;
	for (size_t i = 0; i < p->topics_n; i++)
		words[n++] = p->topics[i]->name;
	for (size_t i = 0; i < p->measures_n; i++)
		words[n++] = p->measures[i]->name;
	return join(a, words, n, ",");
}

static void describe_policy(
    struct arena *a, const struct collection *c, const struct policy *p, struct page_head *h)
{
	h->summary = best_summary(a, p);
	h->official = p->url;
	h->keywords = keywords_of(a, p);
	if (p->issuers_n)
		h->source = join(a, p->issuers, p->issuers_n, "、");
	if (c->site.base_url) {
		h->feed = arena_printf(a, "feeds/regions/%s.xml", p->region->key);
		h->feed_title = arena_printf(a, "%s的政策", p->region->name);
	}
}

static void describe_region(
    struct arena *a, const struct collection *c, const struct region *r, struct page_head *h)
{
	if (calendar_holds(r->all, r->all_n))
		h->calendar = arena_printf(a, "calendars/regions/%s.ics", r->key);
	if (c->site.base_url && r->all_n) {
		h->feed = arena_printf(a, "feeds/regions/%s.xml", r->key);
		h->feed_title = arena_printf(a, "%s的政策", r->name);
	}
}

static void describe_measure(
    struct arena *a, const struct collection *c, const struct measure *m, struct page_head *h)
{
	if (!c->site.base_url || !m->policies_n)
		return;
	h->feed = arena_printf(a, "feeds/measures/%s.xml", m->key);
	h->feed_title = arena_printf(a, "%s：各地政策", m->name);
}

/* What a card of several policies shows, beside their name: whose its sum is, and in which state.
 */
static const char *overview_words(struct arena *a, const char *name, const struct support *best)
{
	if (!best)
		return name;
	return arena_printf(a, "%s。%s（%s）：%s", name, best->policy->short_title,
	    status_words(best->policy->status), best_words(a, best));
}

static const char *policy_words(struct arena *a, const struct policy *p)
{
	const struct support *best = best_of_policies(&p, 1);
	const char *words = arena_printf(a, "%s（%s）", p->title, status_words(p->status));

	return best ? arena_printf(a, "%s。%s", words, best_words(a, best)) : words;
}

/* card.c draws one for each of these; the others show that of the site. */
static void describe_card(
    struct arena *a, const struct collection *c, const struct binding *subject, struct page_head *h)
{
	const struct policy *p = subject->value;
	const struct region *r = subject->value;
	const struct measure *m = subject->value;

	h->card = "card.png";
	h->card_words = c->site.title;
	if (subject->type == BIND_POLICY) {
		h->card = arena_printf(a, "policies/%s/card.png", p->slug);
		h->card_words = policy_words(a, p);
	} else if (subject->type == BIND_REGION) {
		h->card = arena_printf(a, "regions/%s/card.png", r->key);
		h->card_words = overview_words(a, r->name, best_of_policies(r->all, r->all_n));
	} else if (subject->type == BIND_MEASURE) {
		h->card = arena_printf(a, "measures/%s/card.png", m->key);
		h->card_words = overview_words(a, m->name, best_of(m->supports, m->supports_n));
	}
}

/* The pages on which all terms are shown. */
static bool shows_all_terms(const char *address)
{
	return strcmp(address, "timeline/") == 0 || strcmp(address, "policies/") == 0 ||
	       strcmp(address, "data/") == 0;
}

struct page_head head_make(struct arena *a, const struct collection *c, const char *address,
    date updated, const struct binding *subject)
{
	size_t n = strlen(address);
	bool hidden = updated == DATE_NONE, folder = n == 0 || address[n - 1] == '/';
	struct page_head h = {.address = address, .updated = updated, .published = updated};

	h.column = column_of(c, address);
	h.source = c->site.publisher;
	if (c->site.base_url && !hidden)
		h.canonical = arena_printf(a, "%s%s", c->site.base_url, address);
	if (folder)
		h.twin = arena_printf(a, "%sindex.md", address);
	if (shows_all_terms(address) && calendar_holds(c->policies, c->policies_n))
		h.calendar = "calendar.ics";
	if (h.canonical)
		describe_card(a, c, subject, &h);
	if (hidden)
		return h;
	if (subject->type == BIND_POLICY)
		describe_policy(a, c, subject->value, &h);
	else if (subject->type == BIND_REGION)
		describe_region(a, c, subject->value, &h);
	else if (subject->type == BIND_MEASURE)
		describe_measure(a, c, subject->value, &h);
	return h;
}
