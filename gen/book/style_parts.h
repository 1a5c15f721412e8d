/*
 * style_parts.h: the style sheet as it was read; shared by style.c, which
 * applies it, style_read.c and style_value.c, which read and check it, and shape.c.
 */
#ifndef STYLE_PARTS_H
#define STYLE_PARTS_H

#include "book/book_parts.h"

enum length_unit { UNIT_PT, UNIT_MM, UNIT_EM, UNIT_LN, UNIT_PERCENT };

struct length {
	int64_t value; /* thousandths of the unit */
	enum length_unit unit;
};

enum property_kind {
	PROPERTY_LENGTH,
	PROPERTY_SHIFT,  /* may be negative */
	PROPERTY_EXTENT, /* is more than 0 */
	PROPERTY_SIZE,
	PROPERTY_COLOUR,
	PROPERTY_GROUND,
	PROPERTY_FLAG,
	PROPERTY_CHOICE,
	PROPERTY_INTEGER,
	PROPERTY_WORDS,
	PROPERTY_FACE,
	PROPERTY_SHAPES,
};

struct property {
	const char *name;
	enum property_kind kind;
	size_t offset;              /* of its field in struct look */
	const char *const *choices; /* CHOICE: in the order of the enum, NULL at the end */
};

/* A rectangle: x, y, w, h. A pattern of tiles: x, foot, side, in rows from the top. */
struct raw_shape {
	struct length box[4];
	colour ink;
	const char **rows;
	size_t rows_n, rows_cap;
};

struct value {
	const struct property *property;
	struct length length;
	colour ink;
	int number;
	const char *words; /* FACE: its role */
	struct raw_shape *shapes;
	size_t shapes_n;
};

struct step {
	const struct element *element; /* NULL: the book itself */
	const char *class_name;        /* NULL: any */
};

enum { STEPS_MOST = 4 };

struct look_rule {
	const struct look_rule *next; /* that ends in the same element; NULL */
	const char *papers; /* the only ones that it holds for, separated by spaces; NULL: all */
	struct step steps[STEPS_MOST];
	size_t steps_n;
	struct value *values;
	size_t values_n, values_cap;
};

/* The rules that end in one element, in order. */
struct rule_list {
	const struct element *element;
	struct look_rule *first, *last;
};

struct style_sheet {
	struct arena *arena;
	struct paper *papers;
	size_t papers_n, papers_cap;
	struct look_rule *rules;
	size_t rules_n, rules_cap;
	struct rule_list *lists;
	size_t lists_n, lists_cap;
	struct yaml *colours;
	const char *const *words;
	struct font_set *fonts;
};

mpt length_resolve(struct length l, mpt em, const struct paper *p, bool across);
bool size_is_known(mpt size);

/* style_value.c: false when it was reported. */
bool length_read(const struct yaml *y, struct length *l);
/* A value that its property takes, but not so small or large; returns false. */
bool range_report(const struct yaml *y, const char *range);
bool flag_read(const struct yaml *y, int *out);
/* A property of a look, by its key, and its value. */
bool value_read(const struct style_sheet *s, struct yaml *y, struct value *v);

/* shape.c */
struct shape shape_resolve(struct arena *a, const struct raw_shape *raw, const struct paper *p);
const char *tile_unknown(const char *row); /* the first character that is no tile; NULL */

#endif
