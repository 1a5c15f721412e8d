/*
 * bold: ** beside Chinese marks.
 *
 * CommonMark decides by the character beside ** whether it may open or close,
 * and takes ）or 。 for a reason that it may not: **甲（一）**和 stays as it is,
 * or the wrong words come out bold. Here ** opens when no space follows and
 * closes when no space precedes. bold_feed writes each pair as two bytes 0x01,
 * so that columns stay; the extension makes strong text of them; bold_restore
 * turns those back that are not markup (in code, addresses, after a backslash).
 */
#ifndef BOLD_H
#define BOLD_H

#include "base/base.h"

#define CMARK_NO_SHORT_NAMES /* NODE_TEXT and the like are ours */
#include <cmark-gfm-extension_api.h>

#define BOLD_BYTE '\1'
#define BOLD_MARK "\1\1"

void bold_feed(cmark_parser *parser, const char *s, size_t n);
/* Owned by the caller, who frees it after the parser by bold_free. */
cmark_syntax_extension *bold_attach(cmark_parser *parser);
void bold_free(cmark_syntax_extension *e);
void bold_restore(char *s);

#endif
