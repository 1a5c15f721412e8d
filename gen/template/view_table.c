/*
 * The fields of tables of supports: facets with their values, and the pages that
 * a table is divided into. Made by facet.c and table_page.c.
 */
#include "template/view.h"

/* NOLINTBEGIN(bugprone-sizeof-expression): lists of pointers */

static const struct field facet_fields[] = {
    TEXT(facet, key),
    TEXT(facet, name),
    TEXT(facet, note),
    ROWS_OF(facet, values, &view_facet_value),
    MADE_LIST_OF("listed", derive_facet_listed, &view_facet_value),
    MADE_NUMBER("more", derive_facet_more),
    MADE_FLAG("few", derive_facet_few),
};

static const struct field facet_value_fields[] = {
    RECORD_OF(facet_value, facet, &view_facet),
    TEXT(facet_value, key),
    TEXT(facet_value, name),
    TEXT(facet_value, address),
    TEXT(facet_value, csv),
    NUMBER(facet_value, depth),
    LIST(facet_value, rows, SUPPORT),
    RECORD_OF(facet_value, previous, &view_facet_value),
    RECORD_OF(facet_value, next, &view_facet_value),
};

static const struct field kind_group_fields[] = {
    WORD(kind_group, kind, support_kind_list),
    LIST(kind_group, supports, SUPPORT),
};

static const struct record view_kind_group = TABLE("kind-group", kind_group_fields, NO_PLACE);

static const struct field table_page_fields[] = {
    MADE_TEXT("title", derive_page_title),
    RECORD_OF(table_page, value, &view_facet_value),
    TEXT(table_page, address),
    TEXT(table_page, previous),
    TEXT(table_page, next),
    NUMBER(table_page, number),
    NUMBER(table_page, count),
    NUMBER(table_page, first),
    NUMBER(table_page, last),
    NUMBER(table_page, total),
    NUMBER(table_page, ended),
    FLAG_AS("several", table_page, several),
    LIST(table_page, rows, SUPPORT),
    MADE_LIST_OF("near", derive_page_near, &view_table_page),
    MADE_LIST_OF("groups", derive_page_groups, &view_kind_group),
};

/* NOLINTEND(bugprone-sizeof-expression) */

const struct record view_facet = TABLE("facet", facet_fields, NO_PLACE);
const struct record view_facet_value = TABLE("facet-value", facet_value_fields, NO_PLACE);
const struct record view_table_page = TABLE("table-page", table_page_fields, NO_PLACE);

const struct record *const view_table_records[] = {
    &view_facet, &view_facet_value, &view_kind_group, &view_table_page, NULL};
