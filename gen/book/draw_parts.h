/*
 * draw_parts.h: what the files that draw pages share: draw.c, draw_line.c and
 * draw_table.c.
 */
#ifndef DRAW_PARTS_H
#define DRAW_PARTS_H

#include "book/book_parts.h"

/* Where what is drawn now begins: its left edge on a page, its top. */
mpt draw_edge(const struct job *j, const struct page *p);
mpt draw_top(const struct job *j, int page);
/* An area of a page that is a link. */
void draw_area(struct job *j, struct page *p, struct area_link l);

/* ------------------------------------------------------------- draw_table.c */

/* The header rows, with the rule above them; returns where they end. */
mpt draw_table_head(struct job *j, struct page *p, const struct table *t, mpt y, bool artifact);
/* What a page that goes on with a table begins with. */
void draw_table_again(struct job *j, struct page *p, const struct slip *s);
/* A row and the rule under it: the table's own when the page or the table ends here. */
void draw_table_slice(struct job *j, struct page *p, const struct slip *s, bool ends, mpt y);

#endif
