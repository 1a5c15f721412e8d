/*
 * view.h: how the tables of view.c and view_chart.c say what a field is and
 * where it lies in its struct.
 */
#ifndef VIEW_H
#define VIEW_H

#include "template/parts.h"

/* The records of view.c, by place in its table. */
enum {
	SITE,
	POLICY,
	REGION,
	MEASURE,
	TOPIC,
	RECIPIENT_KIND,
	DEPARTMENT,
	TERM,
	MENTION,
	SUPPORT,
	RESPONSIBLE,
	POOL,
	GOAL,
	SECTION,
	CITATION,
	NOT_SUPPORT,
	NOTE,
	BOOK,
	BOOK_FILE,
	PRINTED,
	STATUS_GROUP,
	REGION_GROUP,
	MEASURE_GROUP,
	LETTER_GROUP,
	INDEX_ENTRY,
	INDEX_GROUP,
	PAGE,
	DATA_FILE,
	DATA_FIELD,
	MOVED,
	VIEW_RECORDS
};

extern const struct record view_records[VIEW_RECORDS];

/* Those that other records name: view_reading.c, view_table.c, view_chart.c. */
extern const struct record view_kin, view_duty, view_document, view_year_documents, view_due,
    view_year_events, view_compare_row, view_compare_line, view_citing, view_event;
extern const struct record view_facet, view_facet_value, view_table_page, view_list_part;
extern const struct record view_drawing;

/* All of each file, up to NULL. */
extern const struct record *const view_reading_records[],
    *const view_table_records[], *const view_worked_records[], *const view_chart_records[],
								   *const view_division_records[];

/* NOLINTBEGIN(bugprone-macro-parentheses,bugprone-sizeof-expression): member names */

#define SIZE(s, m)   sizeof(((struct s *)0)->m)
#define MEMBER(s, m) .at = offsetof(struct s, m), .size = SIZE(s, m)
#define TEXT(s, m)                                                     \
	{                                                              \
		.name = #m, .type = {.kind = VALUE_TEXT}, MEMBER(s, m) \
	}
#define TEXT_AS(n, s, m)                                              \
	{                                                             \
		.name = n, .type = {.kind = VALUE_TEXT}, MEMBER(s, m) \
	}
#define CELL(n, s, m, i)                                               \
	{                                                              \
		.name = n, .type = {.kind = VALUE_TEXT}, MEMBER(s, m), \
		.place_at = offsetof(struct s, places[i])              \
	}
#define NUMBER(s, m)                                                     \
	{                                                                \
		.name = #m, .type = {.kind = VALUE_NUMBER}, MEMBER(s, m) \
	}
#define DATE(s, m)                                                     \
	{                                                              \
		.name = #m, .type = {.kind = VALUE_DATE}, MEMBER(s, m) \
	}
#define FLAG_AS(n, s, m)                                              \
	{                                                             \
		.name = n, .type = {.kind = VALUE_FLAG}, MEMBER(s, m) \
	}
#define WORD(s, m, list)                                                                 \
	{                                                                                \
		.name = #m, .type = {.kind = VALUE_WORD, .words = &(list)}, MEMBER(s, m) \
	}
#define WORD_AS(n, s, m, list)                                                          \
	{                                                                               \
		.name = n, .type = {.kind = VALUE_WORD, .words = &(list)}, MEMBER(s, m) \
	}
#define RECORD_OF(s, m, r)                                                              \
	{                                                                               \
		.name = #m, .type = {.kind = VALUE_RECORD, .record = (r)}, MEMBER(s, m) \
	}
#define TEXTS(s, m)                                                     \
	{                                                               \
		.name = #m, .type = {.kind = VALUE_LIST}, MEMBER(s, m), \
		.count_at = offsetof(struct s, m##_n)                   \
	}
/* A list of pointers to records, and a list of the records themselves. */
#define LIST_OF(s, m, r)                                                               \
	{                                                                              \
		.name = #m, .type = {.kind = VALUE_LIST, .record = (r)}, MEMBER(s, m), \
		.count_at = offsetof(struct s, m##_n)                                  \
	}
#define ROWS_OF(s, m, r)                                                                     \
	{                                                                                    \
		.name = #m, .type = {.kind = VALUE_LIST, .record = (r)}, MEMBER(s, m),       \
		.count_at = offsetof(struct s, m##_n), .stride = sizeof(*((struct s *)0)->m) \
	}
#define MADE_TEXT(n, f)                                            \
	{                                                          \
		.name = n, .type = {.kind = VALUE_TEXT}, .make = f \
	}
#define MADE_TEXTS(n, f)                                           \
	{                                                          \
		.name = n, .type = {.kind = VALUE_LIST}, .make = f \
	}
#define MADE_NUMBER(n, f)                                            \
	{                                                            \
		.name = n, .type = {.kind = VALUE_NUMBER}, .make = f \
	}
#define MADE_FLAG(n, f)                                            \
	{                                                          \
		.name = n, .type = {.kind = VALUE_FLAG}, .make = f \
	}
#define MADE_RECORD_OF(n, f, r)                                                     \
	{                                                                           \
		.name = n, .type = {.kind = VALUE_RECORD, .record = (r)}, .make = f \
	}
#define MADE_LIST_OF(n, f, r)                                                     \
	{                                                                         \
		.name = n, .type = {.kind = VALUE_LIST, .record = (r)}, .make = f \
	}
#define BODY(n, s, m)                                                 \
	{                                                             \
		.name = n, .type = {.kind = VALUE_BODY}, MEMBER(s, m) \
	}

/* Records of view.c by their place in its table. */
#define RECORD(s, m, r)      RECORD_OF(s, m, &view_records[r])
#define LIST(s, m, r)        LIST_OF(s, m, &view_records[r])
#define ROWS(s, m, r)        ROWS_OF(s, m, &view_records[r])
#define MADE_RECORD(n, f, r) MADE_RECORD_OF(n, f, &view_records[r])
#define MADE_LIST(n, f, r)   MADE_LIST_OF(n, f, &view_records[r])
#define DRAWINGS(n, f)       MADE_LIST_OF(n, f, &view_drawing)

#define TABLE(n, fields, place)               \
	{                                     \
		n, fields, LEN(fields), place \
	}

/* NOLINTEND(bugprone-macro-parentheses,bugprone-sizeof-expression) */

#endif
