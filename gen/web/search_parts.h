/*
 * What the files of search share.
 */
#ifndef WEB_SEARCH_PARTS_H
#define WEB_SEARCH_PARTS_H

#include "web/folding.h"
#include "web/search.h"

/* ---------------------------------------------------------- search_text.c: a page's lines */

enum { SCRIBE_DEPTH = 96 };

/*
 * The text of a page, a line a paragraph, item or row of a table; the cells of
 * a row are separated by tabs. Before it, where it stands:
 *
 *     =ID\tHEADING    a heading or a term; ID, the nearest id, may be empty
 *     #ID\tLABEL      a row: the label of its clause
 *     #ID             below the heading of this place, or the last one
 *
 * A line of text that begins with one of these marks has a space before it. The
 * first heading is the title.
 */
struct scribe {
	struct arena *arena; /* of the page */
	enum search_part part;
	struct buf lines, title;

	int depth, main, skipped; /* the depths at which <main> and what is left out were opened */
	int heading, clause;      /* the level of an open heading; the depth of an open clause */
	bool in_term, in_definition;
	const char *ids[SCRIBE_DEPTH];
	const char *last_id, *last_label; /* where the last line stands */
	const char *term_id;              /* of the <dt> before a <dd> */
	const char *label;                /* of the row: its clause */
	struct buf cell, line;
};

void scribe_begin(struct scribe *s, struct arena *a, enum search_part part);
struct sink scribe_sink(struct scribe *s);
void scribe_free(struct scribe *s);

/* -------------------------------------------------------- search_grams.c: letters to leaves */

struct grams;

struct grams *grams_new(struct arena *a);
/* The letters of a block that stands in a leaf; leaves come in order. */
void grams_put(struct grams *g, const struct letters *l, uint32_t leaf);
/* search/grams-N.js; the first letter of each shard, in order, goes into firsts. */
void grams_write(struct grams *g, struct output *out, struct buf *firsts);

/* ------------------------------------------------------------ search_names.c: names.js */

void names_write(const struct collection *c, struct output *out);

#endif
