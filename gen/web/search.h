/*
 * search: what the search page needs, as script files, so that it works from a
 * folder. The text of each page's <main> is taken while the page is rendered.
 *
 * search/head.js         what there is: shards, characters, words of status
 * search/grams-N.js      pairs of folded letters → the leaves that hold them
 * search/leaf-N.js       the texts of a few pages, by line, with their anchors
 * search/names.js        names of terms, measures, regions, topics, units; readings
 *
 * A leaf is what is loaded at once, so that a query costs what it finds, however
 * many pages there are. search_parts.h says what a text is like, search_grams.c what a list.
 */
#ifndef WEB_SEARCH_H
#define WEB_SEARCH_H

#include "base/base.h"
#include "digest/digest.h"
#include "template/template.h"

/* How much of a page is searched. */
enum search_part {
	SEARCH_NOTHING,
	SEARCH_WORDS, /* headings and paragraphs: its tables and lists repeat other pages */
	SEARCH_ALL,
};

/*
 * What is searched of the page of an address: all of it, but for views, which show rows of
 * policies in another order. A match in them would be the policy's once more.
 */
enum search_part search_part_of(const char *address);

/* A page that is searched. */
struct search_page {
	const char *address;         /* policies/SLUG/ */
	const struct policy *policy; /* NULL: the page is about no policy */
	enum search_part part;
};

struct search;

struct search *search_new(const struct collection *c);
void search_free(struct search *s);

/* Begin a page; its elements then come to the sink; the page ends with the next one. */
void search_begin(struct search *s, struct search_page page);
struct sink search_sink(struct search *s);
void search_write(struct search *s, struct output *out);

#endif
