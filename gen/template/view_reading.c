/*
 * What pages of the site are made of besides the collection, as templates see
 * it: tables of typed fields, as view.c has them. How each is worked out is said
 * in reading.h.
 */
#include "template/reading.h"
#include "template/view.h"

/* NOLINTBEGIN(bugprone-sizeof-expression): member names */

static const struct field kin_fields[] = {
    RECORD(kin, policy, POLICY),
    TEXTS(kin, reasons),
};

static const struct field duty_fields[] = {
    TEXT(duty, written),
    RECORD(duty, department, DEPARTMENT),
    LIST(duty, supports, SUPPORT),
};

static const struct field citing_fields[] = {
    RECORD(citing, policy, POLICY),
    RECORD(citing, citation, CITATION),
};

const struct record view_citing = TABLE("citing", citing_fields, NO_PLACE);

static const struct field document_fields[] = {
    TEXT(document, number),
    TEXT(document, title),
    TEXT(document, anchor),
    MADE_TEXT("called", derive_document_called),
    RECORD(document, policy, POLICY),
    ROWS_OF(document, citing, &view_citing),
};

static const struct field year_documents_fields[] = {
    NUMBER(year_documents, year),
    ROWS_OF(year_documents, documents, &view_document),
};

static const struct field due_fields[] = {
    RECORD(due, policy, POLICY),
    NUMBER(due, days),
    FLAG_AS("soon", due, soon),
};

static const struct field event_fields[] = {
    DATE(event, day),
    WORD(event, what, event_list),
    RECORD(event, policy, POLICY),
};

const struct record view_event = TABLE("event", event_fields, NO_PLACE);

static const struct field year_events_fields[] = {
    NUMBER(year_events, year),
    FLAG_AS("ahead", year_events, ahead),
    ROWS_OF(year_events, events, &view_event),
};

static const struct field best_fields[] = {
    RECORD(best, support, SUPPORT),
    NUMBER(best, rows),
};

static const struct record view_best = TABLE("best", best_fields, NO_PLACE);

static const struct field compare_row_fields[] = {
    RECORD(compare_row, measure, MEASURE),
    RECORD(compare_row, region, REGION),
    WORD(compare_row, state, compare_list),
    LIST(compare_row, supports, SUPPORT),
    ROWS_OF(compare_row, bests, &view_best),
};

static const struct field compare_line_fields[] = {
    RECORD(compare_line, region, REGION),
    FLAG_AS("collected", compare_line, collected),
    ROWS_OF(compare_line, cells, &view_compare_row),
};

const struct record view_kin = TABLE("kin", kin_fields, NO_PLACE);
const struct record view_duty = TABLE("duty", duty_fields, NO_PLACE);
const struct record view_document = TABLE("document", document_fields, NO_PLACE);
const struct record view_year_documents = TABLE("year-documents", year_documents_fields, NO_PLACE);
const struct record view_due = TABLE("due", due_fields, NO_PLACE);
const struct record view_year_events = TABLE("year-events", year_events_fields, NO_PLACE);
const struct record view_compare_row = TABLE("compare-row", compare_row_fields, NO_PLACE);
const struct record view_compare_line = TABLE("compare-line", compare_line_fields, NO_PLACE);

/* NOLINTEND(bugprone-sizeof-expression) */

const struct record *const view_reading_records[] = {&view_kin, &view_duty, &view_citing,
    &view_document, &view_year_documents, &view_due, &view_event, &view_year_events, &view_best,
    &view_compare_row, &view_compare_line, NULL};
