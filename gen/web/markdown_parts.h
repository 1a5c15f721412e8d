/*
 * markdown_parts: what markdown.c and markdown_table.c share.
 */
#ifndef WEB_MARKDOWN_PARTS_H
#define WEB_MARKDOWN_PARTS_H

#include "web/markdown.h"

/* Begin a block: the blank line before it, its prefix, the marker of its item. */
void markdown_start(struct markdown *m);
void markdown_paragraph(struct markdown *m, const char *s);

void markdown_open_table(struct markdown *m);
void markdown_open_cell(struct markdown *m, const struct attribute *a, size_t n);
void markdown_close_cell(struct markdown *m);
void markdown_close_row(struct markdown *m);
void markdown_close_table(struct markdown *m);

#endif
