/*
 * markdown_parts: what the files of the Markdown twin share.
 */
#ifndef WEB_MARKDOWN_PARTS_H
#define WEB_MARKDOWN_PARTS_H

#include "web/markdown.h"

/* Within the text of the open block; href NULL: a link to nowhere, whose words stay. */
void markdown_open_strong(struct markdown *m);
void markdown_close_strong(struct markdown *m);
void markdown_open_code(struct markdown *m);
void markdown_close_code(struct markdown *m);
void markdown_open_link(struct markdown *m, const char *href);
void markdown_close_link(struct markdown *m);

/* Begin a block: the blank line before it, its prefix, the marker of its item. */
void markdown_start(struct markdown *m);
void markdown_paragraph(struct markdown *m, const char *s);

void markdown_open_table(struct markdown *m);
void markdown_open_cell(struct markdown *m, const struct attribute *a, size_t n);
void markdown_close_cell(struct markdown *m);
void markdown_close_row(struct markdown *m);
void markdown_close_table(struct markdown *m);

#endif
