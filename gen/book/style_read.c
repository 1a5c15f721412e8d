/*
 * Reads and checks templates/print/style.yml into a style sheet. Every unknown
 * key, element, role, colour and size is reported at its place.
 */
#include "book/style_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *const aligns[] = {"justify", "left", "centre", "right", NULL};
static const char *const matters[] = {"same", "cover", "front", "body", NULL};

#define LOOK(name, kind, field)                                \
	{                                                      \
		name, kind, offsetof(struct look, field), NULL \
	}
#define LOOK_LENGTH(name) LOOK(#name, PROPERTY_LENGTH, name)
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
    LOOK("number", PROPERTY_WORDS, number),
    LOOK_LENGTH(leading),
    LOOK_LENGTH(raise),
    LOOK_LENGTH(indent),
    LOOK_LENGTH(left),
    LOOK_LENGTH(right),
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
    LOOK_FLAG(quiet),
    LOOK_FLAG(nowrap),
    LOOK_FLAG(lean),
    LOOK_FLAG(balance),
    LOOK_FLAG(stack),
    LOOK_FLAG(hide),
    LOOK_FLAG(foot),
    LOOK_FLAG(folio),
    LOOK_FLAG(locate),
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

static bool read_length(const struct yaml *y, struct length *l)
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

static bool read_flag(const struct yaml *y, int *out)
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
	if (!read_length(y, l))
		return false;
	if (l->unit == UNIT_PT && size_is_known((mpt)l->value))
		return true;
	diag(y->place, DIAG_ERROR, "style-size", "%s is not one of the sizes of Chinese type",
	    y->text);
	diag_hint(
	    "42, 36, 26, 24, 22, 18, 16, 15.75, 15, 14, 12, 10.5, 9, 7.875, 7.5, 6.5, 5.5 or 5pt");
	return false;
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
		if (i + 1 < n ? !read_length(v, &out->box[i]) : !read_colour(s, v, &out->ink))
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
	if (rest && !*rest && value % 1000 == 0)
		return true;
	diag(y->place, DIAG_ERROR, "style-integer", "%s takes a whole number", y->key);
	return false;
}

static bool read_phrase(const struct yaml *y, const char **out)
{
	*out = y->text;
	if (y->kind == YAML_SCALAR && *y->text)
		return true;
	diag(y->place, DIAG_ERROR, "style-words", "%s takes words", y->key);
	return false;
}

static bool read_value(const struct style_sheet *s, struct yaml *y, struct value *v)
{
	switch (v->property->kind) {
	case PROPERTY_LENGTH:
		return read_length(y, &v->length);
	case PROPERTY_SIZE:
		return read_size(y, &v->length);
	case PROPERTY_COLOUR:
		return read_colour(s, y, &v->ink);
	case PROPERTY_GROUND:
		return read_ground(s, y, v);
	case PROPERTY_FLAG:
		return read_flag(y, &v->number);
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

/* ------------------------------------------------------------------- looks */

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

/* One step of a selector: element, or element.class. */
static bool read_step(
    struct arena *a, const struct yaml *y, const char *s, size_t n, struct step *out)
{
	const char *dot = memchr(s, '.', n), *near;
	char *name = arena_dupn(a, s, dot ? (size_t)(dot - s) : n);

	out->class_name = dot ? arena_dupn(a, dot + 1, n - (size_t)(dot + 1 - s)) : NULL;
	out->element = element_find(name);
	if (out->element || strcmp(name, "book") == 0)
		return true;
	diag(y->key_place, DIAG_ERROR, "style-element", "a handbook knows no element %s", name);
	near = element_nearest(name);
	if (near)
		diag_hint("perhaps %s", near);
	return false;
}

static bool read_selector(struct arena *a, const struct yaml *y, struct look_rule *r)
{
	for (const char *s = y->key; *s;) {
		size_t n = strcspn(s, " ");

		if (r->steps_n == STEPS_MOST) {
			diag(y->key_place, DIAG_ERROR, "style-selector",
			    "a selector has at most %d steps", STEPS_MOST);
			return false;
		}
		if (!read_step(a, y, s, n, &r->steps[r->steps_n++]))
			return false;
		s += n;
		s += strspn(s, " ");
	}
	return r->steps_n > 0;
}

static void read_look(struct style_sheet *s, struct yaml *y, const char *papers)
{
	struct look_rule r = {.papers = papers};

	if (!read_selector(s->arena, y, &r))
		return;
	for (struct yaml *item = y->items; item; item = item->next) {
		struct value v = {.property = property_find(item)};

		if (v.property && read_value(s, item, &v))
			*VEC_PUSH(s->arena, r.values, r.values_n, r.values_cap) = v;
	}
	*VEC_PUSH(s->arena, s->rules, s->rules_n, s->rules_cap) = r;
}

/* ------------------------------------------------------------------ papers */

static mpt paper_length(struct yaml *y, const char *key, mpt otherwise)
{
	struct yaml *v = yaml_find(y, key);
	struct length l = {0};

	if (!v && otherwise < 0)
		diag(y->place, DIAG_ERROR, "style-paper", "a paper needs its %s", key);
	if (!v || !read_length(v, &l))
		return MAX(otherwise, 1);
	if (l.unit != UNIT_PT && l.unit != UNIT_MM)
		diag(v->place, DIAG_ERROR, "style-paper-length",
		    "lengths of a paper are in pt or mm");
	return length_resolve(l, 0, &(struct paper){0}, false);
}

static bool paper_flag(struct yaml *y, const char *key)
{
	struct yaml *v = yaml_find(y, key);
	int flag = 0;

	return v && read_flag(v, &flag) && flag;
}

static void read_paper(struct style_sheet *s, struct yaml *y)
{
	static const char *const keys[] = {"width", "height", "measure", "pitch", "lines", "top",
	    "left", "inner", "head", "foot", "recto", "fill", "bleed", "crop", "black"};
	struct paper p = {.name = y->key, .place = y->key_place};
	int64_t lines = 1, fill = 1;

	yaml_integer(y, "lines", true, 4, 200, &lines);
	p.width = paper_length(y, "width", -1);
	p.height = paper_length(y, "height", -1);
	p.measure = paper_length(y, "measure", -1);
	p.pitch = paper_length(y, "pitch", -1);
	p.lines = (int)lines;
	p.top = paper_length(y, "top", -1);
	p.left = paper_length(y, "left", MAX((p.width - p.measure) / 2, 0));
	p.head = paper_length(y, "head", MAX(p.top - 2 * p.pitch, 0));
	p.foot = paper_length(y, "foot", p.top + (p.lines + 2) * p.pitch);
	p.inner = yaml_find(y, "inner") ? paper_length(y, "inner", 0) : 0;
	p.bleed = yaml_find(y, "bleed") ? paper_length(y, "bleed", 0) : 0;
	yaml_integer(y, "fill", false, 1, 64, &fill);
	p.fill = (int)fill;
	p.recto = paper_flag(y, "recto");
	p.crop = paper_flag(y, "crop");
	p.black = paper_flag(y, "black");
	yaml_unused(y, keys, LEN(keys));
	if (MAX(p.left, p.inner) + p.measure > p.width || p.top + p.lines * p.pitch > p.height)
		diag(y->key_place, DIAG_ERROR, "style-area",
		    "the type area of %s is larger than the page", p.name);
	*VEC_PUSH(s->arena, s->papers, s->papers_n, s->papers_cap) = p;
}

static struct yaml *child_map(struct yaml *y, const char *key)
{
	struct yaml *v = yaml_find(y, key);

	if (v && v->kind == YAML_MAP)
		return v;
	diag(v ? v->place : y->place, DIAG_ERROR, "style-map", "the style sheet needs a map %s",
	    key);
	return NULL;
}

static void read_looks(struct style_sheet *s, struct yaml *map, const char *papers)
{
	for (struct yaml *item = map ? map->items : NULL; item; item = item->next)
		read_look(s, item, papers);
}

/* One name of a list of papers; the rest of the list. */
static const char *check_paper(struct style_sheet *s, const struct yaml *y, const char *names)
{
	size_t n = strcspn(names, " ");
	const char *name = arena_dupn(s->arena, names, n), *near;

	if (!style_paper(s, name)) {
		diag(y->key_place, DIAG_ERROR, "style-only", "there is no paper %s", name);
		near = style_paper_nearest(s, name);
		if (near)
			diag_hint("perhaps %s", near);
	}
	return names + n + strspn(names + n, " ");
}

/* Looks of some papers only: the names of the papers, and looks under them. */
static void read_only(struct style_sheet *s, struct yaml *y)
{
	for (const char *names = y->key; *names;)
		names = check_paper(s, y, names);
	if (y->kind == YAML_MAP)
		read_looks(s, y, y->key);
	else
		diag(y->place, DIAG_ERROR, "style-only", "%s takes a map of looks", y->key);
}

static struct rule_list *list_of(struct style_sheet *s, const struct element *element)
{
	for (size_t i = 0; i < s->lists_n; i++)
		if (s->lists[i].element == element)
			return &s->lists[i];
	*VEC_PUSH(s->arena, s->lists, s->lists_n, s->lists_cap) =
	    (struct rule_list){.element = element};
	return &s->lists[s->lists_n - 1];
}

/* Most elements match few rules: each finds its own by the last step. */
static void list_rules(struct style_sheet *s)
{
	for (size_t i = 0; i < s->rules_n; i++) {
		struct look_rule *r = &s->rules[i];
		struct rule_list *l = list_of(s, r->steps[r->steps_n - 1].element);

		if (l->last)
			l->last->next = r;
		else
			l->first = r;
		l->last = r;
	}
}

/* Words that titles keep whole. */
static const char *const *read_words(struct arena *a, struct yaml *y)
{
	struct yaml *list = yaml_list(y, "words", false);
	const char **words = NULL;
	size_t n = 0, cap = 0;

	for (struct yaml *item = list ? list->items : NULL; item; item = item->next)
		if (item->kind == YAML_SCALAR && *item->text)
			*VEC_PUSH(a, words, n, cap) = item->text;
	*VEC_PUSH(a, words, n, cap) = NULL;
	return words;
}

struct style_sheet *style_read(
    struct arena *a, const char *path, const char *shown, struct font_set *fonts)
{
	static const char *const keys[] = {"colours", "papers", "looks", "words", "only"};
	struct style_sheet *s = arena_new_of(a, struct style_sheet);
	struct yaml *y = yaml_read(a, path, shown), *map;

	*s = (struct style_sheet){.arena = a, .fonts = fonts};
	if (!y)
		return s;
	s->colours = child_map(y, keys[0]);
	map = child_map(y, keys[1]);
	for (struct yaml *item = map ? map->items : NULL; item; item = item->next)
		read_paper(s, item);
	read_looks(s, child_map(y, keys[2]), NULL);
	map = yaml_find(y, keys[4]) ? child_map(y, keys[4]) : NULL;
	for (struct yaml *item = map ? map->items : NULL; item; item = item->next)
		read_only(s, item);
	list_rules(s);
	s->words = read_words(a, y);
	yaml_unused(y, keys, LEN(keys));
	return s;
}
