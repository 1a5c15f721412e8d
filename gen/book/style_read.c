/*
 * Reads and checks templates/print/style.yml into a style sheet: selectors,
 * papers, looks of some papers only. Unknown keys, elements and papers are
 * reported at their places; style_value.c reads the values.
 */
#include "book/style_parts.h"

#include <string.h>

/* ------------------------------------------------------------------- looks */

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
		struct value v;

		if (value_read(s, item, &v))
			*VEC_PUSH(s->arena, r.values, r.values_n, r.values_cap) = v;
	}
	*VEC_PUSH(s->arena, s->rules, s->rules_n, s->rules_cap) = r;
}

/* ------------------------------------------------------------------ papers */

/* What the length of a paper may be, in pt; others from 0. */
static const struct bounds {
	const char *key;
	int least, most;
	const char *range;
} bounds[] = {
    {"width", 72, 4000, "72pt to 4000pt"},
    {"height", 72, 4000, "72pt to 4000pt"},
    {"measure", 42, 4000, "42pt to 4000pt"},
    {"pitch", 5, 200, "5pt to 200pt"},
    {"bleed", 0, 30, "0 to 30pt"},
    {NULL, 0, 4000, "0 to 4000pt"},
};

static void check_bounds(const struct yaml *y, mpt length)
{
	const struct bounds *b = bounds;

	while (b->key && strcmp(b->key, y->key) != 0)
		b++;
	if (length < b->least * 1000 || length > b->most * 1000)
		range_report(y, b->range);
}

static mpt paper_length(struct yaml *y, const char *key, mpt otherwise)
{
	struct yaml *v = yaml_find(y, key);
	struct length l = {0};

	if (!v && otherwise < 0)
		diag(y->place, DIAG_ERROR, "style-paper", "a paper needs its %s", key);
	if (!v || !length_read(v, &l))
		return MAX(otherwise, 1);
	if (l.unit != UNIT_PT && l.unit != UNIT_MM)
		diag(v->place, DIAG_ERROR, "style-paper-length",
		    "lengths of a paper are in pt or mm");
	else
		check_bounds(v, length_resolve(l, 0, &(struct paper){0}, false));
	return length_resolve(l, 0, &(struct paper){0}, false);
}

static bool paper_flag(struct yaml *y, const char *key)
{
	struct yaml *v = yaml_find(y, key);
	int flag = 0;

	return v && flag_read(v, &flag) && flag;
}

static void read_paper(struct style_sheet *s, struct yaml *y)
{
	static const char *const keys[] = {"width", "height", "measure", "pitch", "lines", "top",
	    "left", "inner", "head", "foot", "opening", "recto", "fill", "bleed", "crop", "black"};
	struct paper p = {.name = y->key, .place = y->key_place};
	int64_t lines = 1, fill = 1, opening = 0;

	yaml_integer(y, "lines", true, 4, 200, &lines);
	p.width = paper_length(y, "width", -1);
	p.height = paper_length(y, "height", -1);
	p.measure = paper_length(y, "measure", -1);
	p.pitch = paper_length(y, "pitch", -1);
	p.lines = (int)lines;
	yaml_integer(y, "opening", false, 0, 200, &opening);
	p.opening = (int)opening;
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
	s->words = yaml_words(a, y, "words");
	yaml_unused(y, keys, LEN(keys));
	return s;
}
