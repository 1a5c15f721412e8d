/*
 * The worked examples as templates see them: tables of typed fields, as view.c
 * has them for the collection.
 */
#include "template/view.h"
#include "template/worked.h"

/* NOLINTBEGIN(bugprone-sizeof-expression): member names */

static const struct field line_fields[] = {
    RECORD(worked_line, support, SUPPORT),
    WORD(worked_line, answer, answer_list),
    TEXT(worked_line, rule),
    TEXT(worked_line, with),
    TEXT(worked_line, left),
    TEXTS(worked_line, reasons),
};

static const struct record view_line = TABLE("worked-line", line_fields, NO_PLACE);

static const struct field worked_fields[] = {
    TEXT(worked, title),
    TEXT(worked, query),
    TEXT(worked, asked),
    ROWS_OF(worked, lines, &view_line),
    NUMBER(worked, rest),
    TEXT(worked, sure),
    TEXT(worked, possible),
};

const struct record view_worked = TABLE("worked", worked_fields, NO_PLACE);

static const struct field basis_fields[] = {
    TEXT(basis, key),
    TEXT(basis, name),
};

const struct record view_basis = TABLE("basis", basis_fields, offsetof(struct basis, place));

/* NOLINTEND(bugprone-sizeof-expression) */

const struct record *const view_worked_records[] = {&view_worked, &view_line, &view_basis, NULL};
