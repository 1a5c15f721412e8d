/*
 * page: one page of the site, written once, with all that is made of it: HTML,
 * its Markdown twin, what search knows of it, its lines in the sitemap and in the list of
 * addresses. Known to site.c and its neighbours.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/publish.h"
#include "web/search.h"

/* What the pages of one run share. */
struct site_run {
	const struct collection *c;
	const struct template_set *templates;
	struct output *out;
	struct book_files books;
	struct book_files placed; /* those that say where policies stand in them */
	struct map *book_at; /* struct book_file, by its address and that of the page it is of */
	struct data_files files;
	const struct facets *facets;
	struct arena *arena;
	struct buf html, markdown;
	struct sitemap sitemap;
	struct addresses *addresses;
	struct search *search;
	struct map
	    *places; /* those that are on the page of a part: numbers/#x → numbers/y2017/#x */
};

struct page {
	const char *address;  /* "policies/SLUG/" */
	const char *template; /* "site/policy" */
	date updated;         /* for the sitemap; DATE_NONE keeps the page out of it */
	struct binding subject;
	struct binding also;                   /* what its template is given besides */
	const struct list_part *part, *beside; /* of the list that it shows, and of another; NULL */
};

/* What the links of one page need. */
struct page_links {
	const struct site_run *run;
	const char *address;
	bool absolute; /* links begin at the root of the server */
};

/* Links from a page name files, relative to its folder. */
struct linker page_linker(struct page_links *l);
/* The path of base_url: https://host/policies/ → /policies/ */
const char *page_root(const char *base_url);

/* printed.c: into the head of a policy's page, where it stands in the books that have places. */
void printed_find(
    struct arena *a, struct book_files placed, const struct policy *p, struct page_head *h);

/* A place is on another page than its address says, from now on. */
void place_move(struct site_run *run, const char *from, const char *to);

void page_write(struct site_run *run, const struct page *p);
/* same: the page that has the same to say, and is canonical; NULL. */
void page_write_as(struct site_run *run, const struct page *p, const char *same);

#endif
