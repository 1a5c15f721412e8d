/*
 * markdown: the sink that writes the plain twin of a page, GitHub Flavored Markdown.
 */
#ifndef WEB_MARKDOWN_H
#define WEB_MARKDOWN_H

#include "template/template.h"

enum { MARKDOWN_LISTS = 16, MARKDOWN_LINKS = 4, MARKDOWN_COLUMNS = 64 };

struct markdown_list {
	bool ordered;
	int number;    /* of the item that is open */
	size_t prefix; /* how long the prefix was before the item */
};

struct markdown_cell {
	const char *text;
	bool heads; /* of thead */
	bool last;  /* of its row */
};

/*
 * What is in <main> becomes headings, paragraphs, lists and pipe tables; the footer of
 * the page follows below a rule. Left out: pictures and what only script can use. A
 * link to a page leads to its twin, one to a place of a page to the place itself. The
 * caller gives `out` and `arena`, and begins with all else zero.
 */
struct markdown {
	struct buf *out;
	struct arena *arena;
	int inside, skipped, nav; /* open elements: main or footer; not shown; nav */
	bool ordered_nav;
	struct buf text; /* of the block that is open */
	int heading;     /* its level */
	bool verbatim;   /* pre */
	size_t code;     /* where the code began in it, from 1 */
	size_t strong[MARKDOWN_LINKS];
	size_t strong_n;
	struct {
		size_t at;
		const char *href;
	} links[MARKDOWN_LINKS];
	size_t links_n;
	struct buf prefix, marker; /* of continued lines; of the item that has no text yet */
	size_t marker_at;
	size_t behind; /* how long the prefix of the block before was */
	bool after_item;
	struct markdown_list lists[MARKDOWN_LISTS];
	size_t lists_n;
	int tables;
	bool in_head, in_caption;
	const char *caption;
	struct markdown_cell *cells;
	size_t cells_n, cells_cap, column;
	struct buf cell;
	size_t span, rows;           /* of the cell that is open */
	int below[MARKDOWN_COLUMNS]; /* rows that a cell above still covers */
};

/* Text in a line, so that nothing of it is read as markup. */
void markdown_text(struct buf *b, const char *s);

struct sink markdown_sink(struct markdown *m);
void markdown_free(struct markdown *m); /* after the last element */

#endif
