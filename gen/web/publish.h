/*
 * publish: what the site tells machines beside its pages: heads, Atom feeds,
 * calendars, the sitemap, the list of its addresses. All dates come from the
 * content. Addresses are those of the site (template.h); what must be absolute
 * is written with base_url alone.
 */
#ifndef WEB_PUBLISH_H
#define WEB_PUBLISH_H

#include "base/base.h"
#include "digest/digest.h"
#include "template/template.h"
#include "web/address.h"

/* ----------------------------------------------------------------- best.c */

/*
 * The supports that say most about what a policy gives: the highest ceilings and
 * fixed sums in yuan, the highest first, at most `max`; without one, the highest sums paid
 * for each of something. Ceilings over other rows are left out. Returns their number.
 * Cards, previews, feeds and llms.txt all say these.
 */
size_t best_supports(const struct policy *p, const struct support **out, size_t max);
/* The first by the same rule; of several policies what can be had comes first. NULL: none. */
const struct support *best_of(const struct support *const *rows, size_t n);
const struct support *best_of_policies(const struct policy *const *p, size_t n);
/* 技术攻关：最高500万元（上限） */
const char *best_words(struct arena *a, const struct support *s);
/* 已失效：有效期至2023年12月31日 */
const char *best_status(struct arena *a, const struct policy *p);
/* The status, the number of supports and the best sums, in one paragraph. */
const char *best_summary(struct arena *a, const struct policy *p);

/* ----------------------------------------------------------------- head.c */

/*
 * The head of the page at an address that is about `subject` (a policy, a region, a measure, or
 * something else); updated DATE_NONE: a page that nobody should find.
 */
struct page_head head_make(struct arena *a, const struct collection *c, const char *address,
    date updated, const struct binding *subject);

/* The i-th part of the site: caps/ 资助总表. False: there are no more. */
bool head_column(size_t i, const char **address, const char **name);

/* ----------------------------------------------------------------- llms.c */

/* llms.txt; pages: those that the site has. */
void llms_write(const struct collection *c, const struct addresses *pages, struct output *out);

/* --------------------------------------------------------------- server.c */

/* .htaccess and _headers; root: the path of base_url, / at least. */
void server_write(const char *root, struct output *out);

/* ----------------------------------------------------------------- feed.c */

/*
 * feed.xml, feeds/regions/KEY.xml and feeds/measures/KEY.xml; nothing without base_url. What is
 * written, here and below, is put into the list of addresses.
 */
void feeds_write(const struct collection *c, struct addresses *list, struct output *out);
/* The day on which a policy last became what it is now: of its text or of its status. */
date feed_day(const struct policy *p, date as_of);

/* ------------------------------------------------------------- calendar.c */

/* calendar.ics and calendars/regions/KEY.ics: the terms that end on a known day. */
void calendars_write(const struct collection *c, struct addresses *list, struct output *out);
bool calendar_holds(const struct policy *const *p, size_t n); /* whether one of them ends */

/* -------------------------------------------------------------- sitemap.c */

/* Pages with the day of their last change; {0} is an empty one. */
struct sitemap {
	struct buf urls;
	size_t n, files;
};

void sitemap_add(struct sitemap *s, struct output *out, const char *url, date updated);
/* sitemap.xml, or that as a list of sitemap-1.xml and so on, and robots.txt; frees the buffer. */
void sitemap_write(struct sitemap *s, struct output *out, const char *base_url);

#endif
