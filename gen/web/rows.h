/*
 * rows: one table of facts, written as JSON, as CSV, as a JSON Schema and
 * as a sheet of a workbook at once, so that the four cannot differ. Columns are declared; a row
 * then gives its values in their order.
 */
#ifndef WEB_ROWS_H
#define WEB_ROWS_H

#include "digest/digest.h"

enum column_type {
	COLUMN_TEXT,
	COLUMN_DATE, /* a text in JSON: YYYY-MM-DD */
	COLUMN_INTEGER,
	COLUMN_NUMBER,
	COLUMN_FLAG,
	COLUMN_TEXTS,
	COLUMN_OBJECT,
	COLUMN_OBJECTS, /* compact JSON that the caller writes */
};

struct column {
	const char *name;
	enum column_type type;
	bool nullable;
	const char *about; /* what it says, for the schema; Chinese */
	const char *words; /* TEXT: the only values, separated by spaces; or NULL */
};

struct workbook;

struct rows {
	const char *name, *about;
	const struct column *columns;
	size_t columns_n, at; /* at: the column that the next value is for */
	struct buf json, csv;
	size_t n;
	struct workbook *book; /* that has the rows too; or NULL */
};

void rows_begin(struct rows *r, struct workbook *book, const char *name, const char *about,
    const struct column *c, size_t n);
/* NULL is null. Each ends a row by itself when the last column is written. */
void rows_text(struct rows *r, const char *s);
void rows_word(struct rows *r, const char *key, const char *words); /* words: in the workbook */
void rows_date(struct rows *r, date d);                             /* DATE_NONE is null */
void rows_integer(struct rows *r, int64_t v, bool known);
void rows_thousandths(struct rows *r, int64_t v, bool known); /* 1500 is 1.5 */
void rows_flag(struct rows *r, bool v);
void rows_texts(struct rows *r, const char *const *v, size_t n);
/* json: a compact object or null; objects: n of them, one after another in v. */
void rows_object(struct rows *r, const char *json);
void rows_objects(struct rows *r, const char *const *v, size_t n);
/* data/NAME.json, .csv and .schema.json */
void rows_end(struct rows *r, struct output *out);

/* data/NAME.csv alone: for a part of a table that has its other files already. */
void rows_end_part(struct rows *r, const char *name, struct output *out);

#endif
