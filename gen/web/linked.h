/*
 * linked: what a page is about, as JSON-LD with the vocabulary of schema.org.
 */
#ifndef WEB_LINKED_H
#define WEB_LINKED_H

#include "digest/digest.h"
#include "template/template.h"

enum { CRUMBS_MOST = 8 };

struct crumb {
	const char *href, *name; /* href NULL: the page itself */
};

/* Watches a page while it is rendered; begins with arena and all else zero. */
struct linked {
	struct arena *arena;
	struct crumb crumbs[CRUMBS_MOST];
	size_t crumbs_n;
	int inside; /* elements open in the nav of crumbs, with it */
	const char *href;
	struct buf text; /* of the crumb that is open */
};

struct sink linked_sink(struct linked *l);

/* What the page of an address says. */
struct linked_page {
	const struct collection *c;
	const struct page_head *head;
	const struct binding *subject;
	const struct data_files *files;
};

/*
 * Put the JSON-LD of a page into its HTML, whose head ends at head_end, and its hash
 * into the page's Content-Security-Policy. Nothing to say changes nothing.
 */
void linked_put(struct linked *l, const struct linked_page *p, struct buf *html, size_t head_end);
void linked_free(struct linked *l);

#endif
