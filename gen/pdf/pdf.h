/*
 * pdf: pages → libharu objects → bytes. Only placed glyphs, rules, links and
 * tags come in. Text is shown as glyph ids of fonts subset by hb-subset and
 * embedded as CIDFontType0C with a ToUnicode map made from the text shown.
 * Same input, same bytes: no clock, no random numbers.
 */
#ifndef PDF_H
#define PDF_H

#include "base/base.h"
#include "book/book.h"

/*
 * Write a book as a PDF file into out (appended), as PDF/A-2a (ISO 19005-2) and
 * PDF/UA-1 (ISO 14289-1) at once. The date is for the document information, the
 * profile says what its colours are.
 */
void pdf_write(const struct print *p, date as_of, struct colour_profile profile, struct buf *out);

#endif
