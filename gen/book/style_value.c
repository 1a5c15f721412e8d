/*
 * The properties of a look and their values: numbers with units, colours,
 * choices, faces, shapes. A value that its property does not take is reported
 * at its place.
 */
#include "book/style_parts.h"

#include <stdlib.h>
#include <string.h>

enum { LEVEL_MOST = 6 };

static const char *const aligns[] = {"justify", "left", "centre", "right", NULL};
static const char *const matters[] = {"same", "cover", "front", "body", NULL};

#define LOOK(name, kind, field)                                \
	{                                                      \
		name, kind, offsetof(struct look, field), NULL \
	}
#define LOOK_LENGTH(name) LOOK(#name, PROPERTY_LENGTH, name)
#define LOOK_SHIFT(name)  LOOK(#name, PROPERTY_SHIFT, name)
#define LOOK_EXTENT(name) LOOK(#name, PROPERTY_EXTENT, name)
#define LOOK_FLAG(name)   LOOK(#name, PROPERTY_FLAG, name)

static const struct property properties[] = {
    {"font", PROPERTY_FACE, 0, NULL},
    {"size", PROPERTY_SIZE, 0, NULL},
    {"align", PROPERTY_CHOICE, offsetof(struct look, align), aligns},
    {"matter", PROPERTY_CHOICE, offsetof(struct look, matter), matters},
    {"shapes", PROPERTY_SHAPES, 0, NULL},
    LOOK("ink", PROPERTY_COLOUR, ink),
    {"ground", PROPERTY_GROUND, 0, NULL},
    LOOK("rule", PROPERTY_COLOUR, rule),
    LOOK("bookmark", PROPERTY_INTEGER, bookmark),
    LOOK("columns", PROPERTY_INTEGER, columns),
    LOOK("number", PROPERTY_WORDS, number),
    LOOK_EXTENT(leading),
    LOOK_SHIFT(raise),
    LOOK_SHIFT(indent),
    LOOK_SHIFT(left),
    LOOK_SHIFT(right),
    LOOK_LENGTH(label),
    LOOK_LENGTH(before),
    LOOK_LENGTH(after),
    LOOK_LENGTH(at),
    LOOK_LENGTH(over),
    LOOK_LENGTH(under),
    LOOK_LENGTH(bar),
    LOOK_LENGTH(padding),
    LOOK_LENGTH(stroke),
    LOOK_LENGTH(height),
    LOOK_FLAG(hollow),
    LOOK_FLAG(beside),
    LOOK_FLAG(keep),
    LOOK_FLAG(fresh),
    LOOK_FLAG(whole),
    LOOK_FLAG(quiet),
    LOOK_FLAG(nowrap),
    LOOK_FLAG(lean),
    LOOK_FLAG(balance),
    LOOK_FLAG(code),
    LOOK_FLAG(stack),
    LOOK_FLAG(hide),
    LOOK_FLAG(foot),
    LOOK_FLAG(folio),
    LOOK_FLAG(locate),
    LOOK_FLAG(unlisted),
};

/* ------------------------------------------------------------------ values */

/* A decimal number as thousandths; the rest of s, or NULL. */
static const char *read_thousandths(const char *s, int64_t *value)
{
	bool negative = *s == '-';
	int64_t whole = 0, part = 0;
	int places = 0;

	s += negative;
	if (*s < '0' || *s > '9')
		return NULL;
	for (; *s >= '0' && *s <= '9' && whole < 1000000; s++)
		whole = whole * 10 + (*s - '0');
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9' && places < 3; s++, places++)
			part = part * 10 + (*s - '0');
	for (; places < 3; places++)
		part *= 10;
	*value = (whole * 1000 + part) * (negative ? -1 : 1);
	return s;
}

bool range_report(const struct yaml *y, const char *range)
{
	diag(y->place, DIAG_ERROR, "style-range", "%s is out of the range of %s", y->text, y->key);
	diag_hint("it takes %s", range);
	return false;
}

/* What is larger than any page, or negative where nothing can be, is a slip. */
static bool check_length(const struct yaml *y, struct length l, enum property_kind kind)
{
	static const int64_t mosts[] = {
	    [UNIT_PT] = 2000000,
	    [UNIT_MM] = 700000,
	    [UNIT_EM] = 60000,
	    [UNIT_LN] = 60000,
	    [UNIT_PERCENT] = 100000,
	};
	int64_t least = kind == PROPERTY_SHIFT ? -mosts[l.unit] : 0;

	if (l.value >= least + (kind == PROPERTY_EXTENT) && l.value <= mosts[l.unit])
		return true;
	return range_report(y, kind == PROPERTY_SHIFT ? "-60em to 60em"
			       : kind == PROPERTY_EXTENT
				   ? "more than 0, and 60em, 60ln or 100% at most"
				   : "0 to 60em, 60ln or 100%");
}

bool length_read(const struct yaml *y, struct length *l)
{
	static const char *const units[] = {"pt", "mm", "em", "ln", "%"};
	const char *rest = y->kind == YAML_SCALAR ? read_thousandths(y->text, &l->value) : NULL;

	for (size_t i = 0; rest && i < LEN(units); i++) {
		if (strcmp(rest, units[i]) == 0) {
			l->unit = (enum length_unit)i;
			return true;
		}
	}
	if (rest && !*rest && l->value == 0)
		return true;
	diag(y->place, DIAG_ERROR, "style-length", "%s is not a length",
	    y->kind == YAML_SCALAR ? y->text : "this");
	diag_hint("write a number with pt, mm, em, ln (lines) or %%, such as 1.5ln");
	return false;
}

static bool read_colour(const struct style_sheet *s, const struct yaml *y, colour *out)
{
	const char *t = y->kind == YAML_SCALAR ? y->text : "";
	const struct yaml *named = s->colours ? yaml_find(s->colours, t) : NULL;
	char *end = NULL;

	if (named && named->kind == YAML_SCALAR)
		t = named->text;
	if (t[0] == '#' && strlen(t) == 7)
		*out = (colour)strtoul(t + 1, &end, 16);
	if (end && !*end)
		return true;
	diag(y->place, DIAG_ERROR, "style-colour",
	    "%s is neither a colour of this sheet nor #rrggbb", t);
	return false;
}

/* A colour, or none. */
static bool read_ground(const struct style_sheet *s, const struct yaml *y, struct value *v)
{
	v->number = y->kind == YAML_SCALAR && strcmp(y->text, "none") == 0;
	return v->number || read_colour(s, y, &v->ink);
}

static bool read_choice(const struct yaml *y, const char *const *choices, int *out)
{
	size_t n = 0;
	const char *near;

	for (; choices[n]; n++) {
		if (y->kind == YAML_SCALAR && strcmp(choices[n], y->text) == 0) {
			*out = (int)n;
			return true;
		}
	}
	diag(y->place, DIAG_ERROR, "style-choice", "%s is not a value of %s",
	    y->kind == YAML_SCALAR ? y->text : "this", y->key);
	near = y->kind == YAML_SCALAR ? text_nearest(y->text, choices, n) : NULL;
	if (near)
		diag_hint("perhaps %s", near);
	return false;
}

bool flag_read(const struct yaml *y, int *out)
{
	static const char *const flags[] = {"no", "yes", NULL};

	return read_choice(y, flags, out);
}

static bool read_role(const struct style_sheet *s, const struct yaml *y, const char **out)
{
	*out = y->text;
	if (y->kind == YAML_SCALAR && font_set_has(s->fonts, y->text))
		return true;
	diag(y->place, DIAG_ERROR, "style-font", "%s is not a role of fonts.yml",
	    y->kind == YAML_SCALAR ? y->text : "this");
	return false;
}

static bool read_size(const struct yaml *y, struct length *l)
{
	if (!length_read(y, l))
		return false;
	if (l->unit == UNIT_PT && size_is_known((mpt)l->value))
		return true;
	diag(y->place, DIAG_ERROR, "style-size", "%s is not one of the sizes of Chinese type",
	    y->text);
	diag_hint(
	    "42, 36, 26, 24, 22, 18, 16, 15.75, 15, 14, 12, 10.5, 9, 7.875, 7.5, 6.5, 5.5 or 5pt");
	return false;
}

/* A place may lie off the page, a side is longer than 0. */
static bool read_side(const struct yaml *y, const char *key, struct length *l)
{
	bool side = strcmp(key, "side") == 0 || strcmp(key, "w") == 0 || strcmp(key, "h") == 0;

	return length_read(y, l) && check_length(y, *l, side ? PROPERTY_EXTENT : PROPERTY_SHIFT);
}

/* The keys of a shape, all of them needed; lengths first. */
static bool read_box(const struct style_sheet *s, struct yaml *y, const char *const *keys, size_t n,
    struct raw_shape *out)
{
	for (size_t i = 0; i < n; i++) {
		struct yaml *v = yaml_find(y, keys[i]);

		if (!v) {
			diag(y->place, DIAG_ERROR, "style-shape", "a shape needs %s",
			    n == 5 ? "x, y, w, h and ink" : "x, foot, side, ink and tiles");
			return false;
		}
		if (i + 1 < n ? !read_side(v, keys[i], &out->box[i])
			      : !read_colour(s, v, &out->ink))
			return false;
	}
	return true;
}

static bool read_tiles(const struct style_sheet *s, const struct yaml *y, struct raw_shape *out)
{
	if (y->kind != YAML_LIST || !y->items) {
		diag(y->place, DIAG_ERROR, "style-tiles", "tiles takes a list of rows");
		return false;
	}
	for (struct yaml *row = y->items; row; row = row->next) {
		if (row->kind != YAML_SCALAR || tile_unknown(row->text)) {
			diag(row->place, DIAG_ERROR, "style-tile", "this row has what is no tile");
			diag_hint("the tiles are ■ ● ◤ ◥ ◢ ◣ ◜ ◝ ◞ ◟, and . for none");
			return false;
		}
		*VEC_PUSH(s->arena, out->rows, out->rows_n, out->rows_cap) = row->text;
	}
	return true;
}

static bool read_shape(const struct style_sheet *s, struct yaml *y, struct raw_shape *out)
{
	static const char *const box[] = {"x", "y", "w", "h", "ink"};
	static const char *const pattern[] = {"x", "foot", "side", "ink", "tiles"};
	struct yaml *rows = y->kind == YAML_MAP ? yaml_find(y, "tiles") : NULL;

	if (y->kind != YAML_MAP) {
		diag(y->place, DIAG_ERROR, "style-shape-map", "a shape is a map");
		return false;
	}
	if (rows ? !read_box(s, y, pattern, 4, out) || !read_tiles(s, rows, out)
		 : !read_box(s, y, box, 5, out))
		return false;
	yaml_unused(y, rows ? pattern : box, 5);
	return true;
}

static bool read_shapes(const struct style_sheet *s, struct yaml *y, struct value *v)
{
	size_t cap = 0;

	if (y->kind != YAML_LIST) {
		diag(y->place, DIAG_ERROR, "style-shapes", "%s takes a list of shapes", y->key);
		return false;
	}
	for (struct yaml *item = y->items; item; item = item->next) {
		struct raw_shape shape = {0};

		if (!read_shape(s, item, &shape))
			return false;
		*VEC_PUSH(s->arena, v->shapes, v->shapes_n, cap) = shape;
	}
	return true;
}

static bool read_integer(const struct yaml *y, int *out)
{
	int64_t value = 0;
	const char *rest = y->kind == YAML_SCALAR ? read_thousandths(y->text, &value) : NULL;

	*out = (int)(value / 1000);
	if (!rest || *rest || value % 1000 != 0) {
		diag(y->place, DIAG_ERROR, "style-integer", "%s takes a whole number", y->key);
		return false;
	}
	return (*out >= 0 && *out <= LEVEL_MOST) || range_report(y, "0 to 6");
}

static bool read_phrase(const struct yaml *y, const char **out)
{
	*out = y->text;
	if (y->kind == YAML_SCALAR && *y->text)
		return true;
	diag(y->place, DIAG_ERROR, "style-words", "%s takes words", y->key);
	return false;
}

static bool read_of_kind(const struct style_sheet *s, struct yaml *y, struct value *v)
{
	switch (v->property->kind) {
	case PROPERTY_LENGTH:
	case PROPERTY_SHIFT:
	case PROPERTY_EXTENT:
		return length_read(y, &v->length) && check_length(y, v->length, v->property->kind);
	case PROPERTY_SIZE:
		return read_size(y, &v->length);
	case PROPERTY_COLOUR:
		return read_colour(s, y, &v->ink);
	case PROPERTY_GROUND:
		return read_ground(s, y, v);
	case PROPERTY_FLAG:
		return flag_read(y, &v->number);
	case PROPERTY_CHOICE:
		return read_choice(y, v->property->choices, &v->number);
	case PROPERTY_INTEGER:
		return read_integer(y, &v->number);
	case PROPERTY_WORDS:
		return read_phrase(y, &v->words);
	case PROPERTY_FACE:
		return read_role(s, y, &v->words);
	default:
		return read_shapes(s, y, v);
	}
}

static const struct property *property_find(const struct yaml *y)
{
	const char *names[LEN(properties)], *near;

	for (size_t i = 0; i < LEN(properties); i++) {
		if (strcmp(properties[i].name, y->key) == 0)
			return &properties[i];
		names[i] = properties[i].name;
	}
	diag(y->key_place, DIAG_ERROR, "style-property", "%s is not a property of a look", y->key);
	near = text_nearest(y->key, names, LEN(names));
	if (near)
		diag_hint("perhaps %s", near);
	return NULL;
}

bool value_read(const struct style_sheet *s, struct yaml *y, struct value *v)
{
	*v = (struct value){.property = property_find(y)};
	return v->property && read_of_kind(s, y, v);
}
