/*
 * Charts as templates see them: tables of typed fields, as view.c has them for
 * the collection. A drawing is one chart in two forms; a chart is lines, bars
 * and words with the places where they stand, in the pixels of its box.
 */
#include "template/view.h"

/* NOLINTBEGIN(bugprone-sizeof-expression): member names */

static const struct field line_fields[] = {
    WORD(chart_line, role, role_list),
    NUMBER(chart_line, x1),
    NUMBER(chart_line, y1),
    NUMBER(chart_line, x2),
    NUMBER(chart_line, y2),
};

static const struct field bar_fields[] = {
    WORD(chart_bar, standing, standing_list),
    TEXT(chart_bar, shape),
    TEXT(chart_bar, hatch),
};

static const struct field words_fields[] = {
    WORD(chart_words, role, role_list),
    WORD(chart_words, side, side_list),
    NUMBER(chart_words, x),
    NUMBER(chart_words, y),
    TEXT(chart_words, words),
};

static const struct record view_line = TABLE("chart-line", line_fields, NO_PLACE);
static const struct record view_bar = TABLE("chart-bar", bar_fields, NO_PLACE);
static const struct record view_words = TABLE("chart-words", words_fields, NO_PLACE);

static const struct field chart_fields[] = {
    TEXT(chart, label),
    TEXT(chart, box),
    NUMBER(chart, width),
    NUMBER(chart, height),
    ROWS_OF(chart, lines, &view_line),
    ROWS_OF(chart, bars, &view_bar),
    ROWS_OF(chart, words, &view_words),
};

static const struct record view_chart = TABLE("chart", chart_fields, NO_PLACE);

static const struct field drawing_fields[] = {
    RECORD_OF(drawing, wide, &view_chart),
    RECORD_OF(drawing, narrow, &view_chart),
    TEXT(drawing, part),
    TEXT(drawing, note),
};

const struct record view_drawing = TABLE("drawing", drawing_fields, NO_PLACE);

/* NOLINTEND(bugprone-sizeof-expression) */

const struct record *const view_chart_records[] = {
    &view_drawing, &view_chart, &view_line, &view_bar, &view_words, NULL};
