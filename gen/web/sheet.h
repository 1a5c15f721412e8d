/*
 * sheet: the tables of facts as one workbook for spreadsheet programs (ISO/IEC
 * 29500, .xlsx): a sheet a table, numbers and dates as such, the header frozen,
 * a filter on every column, rows of documents that are not in force greyed.
 */
#ifndef WEB_SHEET_H
#define WEB_SHEET_H

#include "digest/digest.h"

struct column;
struct workbook;

/* Begins with a sheet that says what the workbook is. Uses a file of TMPDIR until it is put. */
struct workbook *workbook_begin(struct arena *a, const struct collection *c);
/* The next table; its name is what stands before the first ： or ， of `about`. */
void sheet_begin(struct workbook *w, const char *about, const struct column *columns, size_t n);
/* The next cell; after the last column the next row. NULL is an empty cell. */
void sheet_text(struct workbook *w, const char *s);
void sheet_thousandths(struct workbook *w, int64_t v, bool known);
void sheet_date(struct workbook *w, date d); /* DATE_NONE: an empty cell */
void sheet_end(struct workbook *w);
/* data/digestpress.xlsx; same facts, same bytes. Ends the program with status 4 when it fails. */
void workbook_put(struct workbook *w, struct output *out);

#endif
