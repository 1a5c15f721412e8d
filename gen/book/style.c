/*
 * templates/print/style.yml: papers, colours and looks. A look is written under
 * a selector, as in `td p.lead`: elements (with a class each, if wanted), outer
 * ones first. Of the rules that match an element a later one goes over an
 * earlier one; font, size, leading, ink and align come down from the element
 * around it. A rule may hold for some papers only. Lengths are resolved for a paper when an element
 * opens: pt, mm, em (of the element), ln (line pitches), % (of the page).
 */
#include "book/style_parts.h"

#include <ctype.h>
#include <string.h>

/*
 * The sizes of Chinese type, from 初号 to 八号; 15.75 is the 三号 of official
 * documents, of which 28 fit their type area (GB/T 9704, 5.2).
 */
static const mpt sizes[] = {42000, 36000, 26000, 24000, 22000, 18000, 16000, 15750, 15000, 14000,
    12000, 10500, 9000, 7875, 7500, 6500, 5500, 5000};

mpt length_resolve(struct length l, mpt em, const struct paper *p, bool across)
{
	switch (l.unit) {
	case UNIT_PT:
		return (mpt)l.value;
	case UNIT_MM:
		return (mpt)(l.value * 7200 / 2540);
	case UNIT_EM:
		return (mpt)(l.value * em / 1000);
	case UNIT_LN:
		return (mpt)(l.value * p->pitch / 1000);
	default:
		return (mpt)(l.value * (across ? p->width : p->height) / 100000);
	}
}

static struct shape *resolve_shapes(struct arena *a, const struct value *v, const struct paper *p)
{
	struct shape *s = arena_array(a, struct shape, v->shapes_n);

	for (size_t i = 0; i < v->shapes_n; i++)
		s[i] = shape_resolve(a, &v->shapes[i], p);
	return s;
}

static void apply_value(
    const struct style_sheet *s, struct look *k, const struct value *v, const struct paper *p)
{
	const struct property *q = v->property;
	void *field = (char *)k + q->offset;

	switch (q->kind) {
	case PROPERTY_LENGTH:
	case PROPERTY_SHIFT:
	case PROPERTY_EXTENT:
		*(mpt *)field = length_resolve(v->length, k->size, p, false);
		break;
	case PROPERTY_COLOUR:
		*(colour *)field = v->ink;
		break;
	case PROPERTY_GROUND:
		k->ground = v->ink;
		k->grounded = !v->number;
		break;
	case PROPERTY_FLAG:
		*(bool *)field = v->number;
		break;
	case PROPERTY_CHOICE:
	case PROPERTY_INTEGER:
		*(int *)field = v->number;
		break;
	case PROPERTY_WORDS:
		*(const char **)field = v->words;
		break;
	case PROPERTY_FACE:
		k->face = font_set_face(s->fonts, v->words); /* opened when a book first uses it */
		break;
	case PROPERTY_SHAPES:
		k->shapes = resolve_shapes(s->arena, v, p);
		k->shapes_n = v->shapes_n;
		break;
	case PROPERTY_SIZE:
		break; /* done before the others: they count in its em */
	}
}

static bool has_word(const char *names, const char *name)
{
	size_t n = strlen(name);

	for (const char *s = names; s && (s = strstr(s, name)); s += n)
		if ((s == names || isspace((unsigned char)s[-1])) &&
		    (!s[n] || isspace((unsigned char)s[n])))
			return true;
	return false;
}

static bool step_matches(const struct step *step, const struct opened *o)
{
	return step->element == o->element &&
	       (!step->class_name || has_word(o->class_names, step->class_name));
}

static bool rule_matches(const struct look_rule *r, const struct paper *p, const struct opened *o)
{
	size_t n = r->steps_n - 1;

	if (!step_matches(&r->steps[n], o) || (r->papers && !has_word(r->papers, p->name)))
		return false;
	for (o = o->outer; n > 0 && o; o = o->outer)
		if (step_matches(&r->steps[n - 1], o))
			n--;
	return n == 0;
}

/* The size comes first: the other lengths count in its em. */
static void apply_rule(struct look *k, const struct style_sheet *s, const struct look_rule *r,
    const struct paper *p, bool size)
{
	for (const struct value *v = r->values; v < r->values + r->values_n; v++) {
		if (!size)
			apply_value(s, k, v, p);
		else if (v->property->kind == PROPERTY_SIZE)
			k->size = length_resolve(v->length, 0, p, false);
	}
}

static struct look inherit(const struct look *outer)
{
	if (!outer)
		return (struct look){0};
	return (struct look){.face = outer->face,
	    .size = outer->size,
	    .leading = outer->leading,
	    .ink = outer->ink,
	    .align = outer->align,
	    .raise = outer->raise,
	    .rule = outer->rule};
}

static const struct look_rule *first_rule(
    const struct style_sheet *s, const struct element *element)
{
	for (size_t i = 0; i < s->lists_n; i++)
		if (s->lists[i].element == element)
			return s->lists[i].first;
	return NULL;
}

struct look style_look(const struct style_sheet *s, const struct paper *p, const struct opened *o)
{
	struct look k = inherit(o->outer ? o->outer->look : NULL);

	for (int pass = 0; pass < 2; pass++)
		for (const struct look_rule *r = first_rule(s, o->element); r; r = r->next)
			if (rule_matches(r, p, o))
				apply_rule(&k, s, r, p, pass == 0);
	k.words = k.balance ? s->words : NULL;
	return k;
}

struct look style_own(const struct style_sheet *s, const struct paper *p, const char *class_name)
{
	struct look root = style_look(s, p, &(struct opened){0});
	struct opened book = {.look = &root};

	return style_look(s, p, &(struct opened){.class_names = class_name, .outer = &book});
}

const struct paper *style_paper(const struct style_sheet *s, const char *name)
{
	for (size_t i = 0; i < s->papers_n; i++)
		if (strcmp(s->papers[i].name, name) == 0)
			return &s->papers[i];
	return NULL;
}

const char *style_paper_nearest(const struct style_sheet *s, const char *name)
{
	const char *names[16];
	size_t n = MIN(s->papers_n, LEN(names));

	for (size_t i = 0; i < n; i++)
		names[i] = s->papers[i].name;
	return text_nearest(name, names, n);
}

bool size_is_known(mpt size)
{
	for (size_t i = 0; i < LEN(sizes); i++)
		if (sizes[i] == size)
			return true;
	return false;
}
