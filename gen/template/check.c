/*
 * Marks → parts: what each element and directive of a template means, checked
 * so that rendering cannot fail. First the needs of every template are read
 * (need.c), then every body, then no template may use itself. Paths and fields are
 * path.c's; unknown names of directives, partials and parameters are found here.
 */
#include <stdlib.h>
#include <string.h>

#include "template/parts.h"

struct check {
	struct arena *arena;
	struct template_set *set;
	struct template *template;
};

static const char *const directives[] = {
    "each", "between", "if", "unless", "href", "src", "action", "id", "deeper"};
static const char *const elements[] = {"template", "group", "use", "body", "content"};

static struct span span_of(const struct check *c, const struct mark_attribute *a)
{
	return (struct span){&c->template->source, a->value, a->value + strlen(a->value), a->raw};
}

/* An attribute that a directive cannot do without. */
static const struct mark_attribute *require(const struct mark *m, const char *name)
{
	const struct mark_attribute *a = mark_attribute_find(m, false, name);

	if (!a)
		diag(m->place, DIAG_ERROR, "template-directive", "d:%s lacks the attribute %s",
		    m->name, name);
	return a;
}

/* --------------------------------------------------------------------- directives */

static void read_each(struct check *c, const struct mark_attribute *a, struct part *part,
    struct variable *variable, const struct variable **scope)
{
	static const struct type unknown = {.kind = VALUE_RECORD};
	struct span s = span_of(c, a);
	const char *name, *in;
	size_t n = span_word(&s, &name);

	s.raw += name + n - s.p;
	s.p = name + n;
	size_t in_n = span_word(&s, &in);
	if (n == 0 || in_n != 2 || strncmp(in, "in", 2) != 0) {
		diag(span_place(&s), DIAG_ERROR, "template-directive", "expected \"name in list\"");
		return;
	}
	s.raw += 2;
	s.p += 2;
	*variable =
	    (struct variable){.name = arena_dupn(c->arena, name, n), .type = unknown, .up = *scope};
	bool right = path_read(c->arena, *scope, s, &part->each);
	*scope = variable;
	if (!right)
		return;
	if (part->each.type.kind != VALUE_LIST) {
		span_word(&s, &in);
		diag(span_place(&s), DIAG_ERROR, "template-type",
		    "d:each needs a list, and this is a %s",
		    type_words(c->arena, &part->each.type));
		return;
	}
	variable->type = (struct type){.kind = VALUE_TEXT};
	if (part->each.type.record)
		variable->type =
		    (struct type){.kind = VALUE_RECORD, .record = part->each.type.record};
	variable->slot = part->each_slot = c->template->slots++;
	part->repeats = true;
}

static void read_condition(struct check *c, const struct variable *scope,
    const struct mark_attribute *a, struct part *part)
{
	struct condition *k;

	if (!a)
		return;
	k = &part->conditions[part->conditions_n];
	k->negated = strcmp(a->name, "unless") == 0;
	if (condition_read(c->arena, scope, span_of(c, a), k))
		part->conditions_n++;
}

static void read_deeper(const struct mark_attribute *a, struct part *part)
{
	if (!a)
		return;
	part->deeper = (int)strtol(a->value, NULL, 10);
	if (part->deeper < 1 || part->deeper > 4)
		diag(
		    a->place, DIAG_ERROR, "template-directive", "d:deeper is a number from 1 to 4");
}

static void check_names(const struct mark *m)
{
	for (size_t i = 0; i < m->attributes_n; i++) {
		const struct mark_attribute *a = &m->attributes[i];
		if (a->own && !text_is_one_of(a->name, directives, LEN(directives))) {
			diag(a->place, DIAG_ERROR, "template-directive",
			    "there is no directive d:%s", a->name);
			path_hint(a->name, directives, LEN(directives));
		} else if (!a->own && !m->own && /* what a template is given is no attribute */
			   (strcmp(a->name, "style") == 0 || strncmp(a->name, "on", 2) == 0)) {
			diag(a->place, DIAG_ERROR, "template-inline",
			    "the attribute %s is inline style or script, which the site forbids",
			    a->name);
		}
	}
}

/* The directives that every element may carry. They see what is around the element. */
static void read_directives(struct check *c, const struct mark *m, struct part *part,
    struct variable *variable, const struct variable **scope)
{
	const struct mark_attribute *each = mark_attribute_find(m, true, "each");
	const struct mark_attribute *between = mark_attribute_find(m, true, "between");

	check_names(m);
	if (each)
		read_each(c, each, part, variable, scope);
	else if (between)
		diag(between->place, DIAG_ERROR, "template-directive",
		    "d:between stands beside d:each only");
	part->between = between ? between->value : NULL;
	part->conditions = arena_array(c->arena, struct condition, 2);
	read_condition(c, *scope, mark_attribute_find(m, true, "if"), part);
	read_condition(c, *scope, mark_attribute_find(m, true, "unless"), part);
	read_deeper(mark_attribute_find(m, true, "deeper"), part);
}

/* d:href and its like: their value is an address of the site. */
static bool is_address(const char *name)
{
	return strcmp(name, "href") == 0 || strcmp(name, "src") == 0 || strcmp(name, "action") == 0;
}

/* ---------------------------------------------------------------- kinds of parts */

static void read_attributes(
    struct check *c, const struct variable *scope, const struct mark *m, struct part *part)
{
	part->attributes = arena_array(c->arena, struct part_attribute, m->attributes_n);
	for (size_t i = 0; i < m->attributes_n; i++) {
		const struct mark_attribute *a = &m->attributes[i];
		struct part_attribute out = {ATTRIBUTE_PLAIN, a->name, {0}};
		if (a->own && is_address(a->name))
			out.kind = ATTRIBUTE_HREF;
		else if (a->own && strcmp(a->name, "id") == 0)
			out.kind = ATTRIBUTE_ID;
		else if (a->own)
			continue;
		pieces_read(c->arena, scope, span_of(c, a), &out.value);
		part->attributes[part->attributes_n++] = out;
	}
}

/* A need whose type there is not was reported once. */
static bool is_known(const struct type *t)
{
	return t->kind != VALUE_RECORD || t->record;
}

static void read_argument(struct check *c, const struct variable *scope,
    const struct mark_attribute *a, const struct template *callee, struct part *part)
{
	const char **names = arena_array(c->arena, const char *, callee->needs_n + 1);
	struct argument g = {.slot = 0};

	while ((size_t)g.slot < callee->needs_n && strcmp(callee->needs[g.slot].name, a->name) != 0)
		g.slot++;
	if ((size_t)g.slot == callee->needs_n) {
		for (size_t i = 0; i < callee->needs_n; i++)
			names[i] = callee->needs[i].name;
		diag(a->place, DIAG_ERROR, "template-needs", "%s does not need \"%s\"",
		    callee->name, a->name);
		path_hint(a->name, names, callee->needs_n);
		return;
	}
	const struct type *type = &callee->needs[g.slot].type;
	g.is_path = type->kind != VALUE_TEXT;
	if (!g.is_path) {
		pieces_read(c->arena, scope, span_of(c, a), &g.text);
	} else if (path_read(c->arena, scope, span_of(c, a), &g.path) && is_known(type) &&
		   is_known(&g.path.type) && !type_equal(type, &g.path.type)) {
		diag(a->place, DIAG_ERROR, "template-type", "%s needs a %s here, and this is a %s",
		    callee->name, type_words(c->arena, type), type_words(c->arena, &g.path.type));
	}
	part->arguments[part->arguments_n++] = g;
}

static void check_arguments(const struct mark *m, const struct template *callee)
{
	for (size_t i = 0; i < callee->needs_n; i++)
		if (!callee->needs[i].optional &&
		    !mark_attribute_find(m, false, callee->needs[i].name))
			diag(m->place, DIAG_ERROR, "template-needs", "%s needs \"%s\"",
			    callee->name, callee->needs[i].name);
}

static void report_partial(struct check *c, const struct mark_attribute *a)
{
	const char **names = arena_array(c->arena, const char *, c->set->n);

	for (size_t i = 0; i < c->set->n; i++)
		names[i] = c->set->templates[i].name;
	diag(span_place(&(struct span){&c->template->source, NULL, NULL, a->raw}), DIAG_ERROR,
	    "template-part", "there is no template \"%s\"", a->value);
	path_hint(a->value, names, c->set->n);
}

static void read_use(
    struct check *c, const struct variable *scope, const struct mark *m, struct part *part)
{
	const struct mark_attribute *name = require(m, "part");

	part->kind = PART_USE;
	if (!name)
		return;
	part->callee = template_find(c->set, name->value);
	if (!part->callee) {
		report_partial(c, name);
		return;
	}
	part->arguments = arena_array(c->arena, struct argument, m->attributes_n);
	for (size_t i = 0; i < m->attributes_n; i++)
		if (!m->attributes[i].own && &m->attributes[i] != name)
			read_argument(c, scope, &m->attributes[i], part->callee, part);
	check_arguments(m, part->callee);
}

/* terms="here": terms lead to the list on the page itself, which says what they mean. */
static void read_terms(const struct mark *m, struct part *part)
{
	for (size_t i = 0; i < m->attributes_n; i++) {
		const struct mark_attribute *a = &m->attributes[i];

		if (a->own || strcmp(a->name, "terms") != 0)
			continue;
		part->terms_here = strcmp(a->value, "here") == 0;
		if (!part->terms_here)
			diag(a->place, DIAG_ERROR, "template-terms",
			    "terms are explained here or in the glossary: terms=\"here\", or none");
	}
}

static void read_body(
    struct check *c, const struct variable *scope, const struct mark *m, struct part *part)
{
	const struct mark_attribute *of = require(m, "of"), *policy = require(m, "policy");
	struct type wanted = {.kind = VALUE_RECORD, .record = view_record("policy")};

	part->kind = PART_BODY;
	read_terms(m, part);
	if (of && path_read(c->arena, scope, span_of(c, of), &part->body) &&
	    part->body.type.kind != VALUE_BODY)
		diag(span_place(&(struct span){&c->template->source, NULL, NULL, of->raw}),
		    DIAG_ERROR, "template-type", "d:body shows a body, and this is a %s",
		    type_words(c->arena, &part->body.type));
	if (policy && path_read(c->arena, scope, span_of(c, policy), &part->body_policy) &&
	    !type_equal(&wanted, &part->body_policy.type))
		diag(span_place(&(struct span){&c->template->source, NULL, NULL, policy->raw}),
		    DIAG_ERROR, "template-type", "d:body belongs to a policy, and this is a %s",
		    type_words(c->arena, &part->body_policy.type));
}

/* d:group, d:body and d:content are no elements of the output: attributes would be lost. */
static void check_bare(const struct mark *m)
{
	for (size_t i = 0; i < m->attributes_n; i++) {
		const char *name = m->attributes[i].name;
		bool known = strcmp(m->name, "body") == 0 &&
			     (strcmp(name, "of") == 0 || strcmp(name, "policy") == 0 ||
				 strcmp(name, "terms") == 0);
		bool general = m->attributes[i].own && !is_address(name) && strcmp(name, "id") != 0;
		if (!known && !general)
			diag(m->attributes[i].place, DIAG_ERROR, "template-directive",
			    "d:%s takes no attribute %s", m->name, name);
	}
}

static void read_own(
    struct check *c, const struct variable *scope, const struct mark *m, struct part *part)
{
	if (strcmp(m->name, "use") != 0)
		check_bare(m);
	if (strcmp(m->name, "group") == 0) {
		part->kind = PART_GROUP;
	} else if (strcmp(m->name, "use") == 0) {
		read_use(c, scope, m, part);
	} else if (strcmp(m->name, "body") == 0) {
		read_body(c, scope, m, part);
	} else if (strcmp(m->name, "content") == 0) {
		part->kind = PART_CONTENT;
	} else {
		diag(m->place, DIAG_ERROR, "template-directive", "there is no element d:%s here",
		    m->name);
		path_hint(m->name, elements + 1, LEN(elements) - 1);
	}
}

static struct part *read_parts(struct check *c, const struct variable *scope, const struct mark *m);

static struct part *read_element(
    struct check *c, const struct variable *scope, const struct mark *m)
{
	struct part *part = arena_new_of(c->arena, struct part);
	struct variable variable;

	part->place = m->place;
	part->name = m->name;
	read_directives(c, m, part, &variable, &scope);
	if (m->own) {
		read_own(c, scope, m, part);
	} else {
		part->kind = PART_ELEMENT;
		read_attributes(c, scope, m, part);
	}
	part->child = read_parts(c, scope, m->child);
	return part;
}

static struct part *read_text(struct check *c, const struct variable *scope, const struct mark *m)
{
	const char *text = parse_spaces(c->arena, m);
	struct part *part;

	if (!text)
		return NULL;
	part = arena_new_of(c->arena, struct part);
	part->kind = PART_TEXT;
	part->place = m->place;
	pieces_read(c->arena, scope,
	    (struct span){&c->template->source, text, text + strlen(text), m->raw}, &part->text);
	return part;
}

static struct part *read_parts(struct check *c, const struct variable *scope, const struct mark *m)
{
	struct part *first = NULL, **end = &first;

	for (; m; m = m->next) {
		*end = m->name ? read_element(c, scope, m) : read_text(c, scope, m);
		if (*end)
			end = &(*end)->next;
	}
	return first;
}

static void read_template(struct check *c)
{
	struct variable *scope = NULL;

	for (size_t i = 0; i < c->template->needs_n; i++) {
		struct variable *v = arena_new_of(c->arena, struct variable);
		*v = (struct variable){
		    c->template->needs[i].name, c->template->needs[i].type, (int)i, scope};
		scope = v;
	}
	c->template->parts = read_parts(c, scope, c->template->root->child);
}

/* ---------------------------------------------------------------------- recursion */

static void follow(struct template *t, const struct part *p);

static void follow_use(struct template *callee, struct place p)
{
	if (callee->seen == 1)
		diag(p, DIAG_ERROR, "template-loop", "%s would use itself without end",
		    callee->name);
	else if (callee->seen == 0)
		follow(callee, callee->parts);
}

static void follow_parts(const struct part *p)
{
	for (; p; p = p->next) {
		if (p->callee)
			follow_use(p->callee, p->place);
		follow_parts(p->child);
	}
}

static void follow(struct template *t, const struct part *p)
{
	t->seen = 1;
	follow_parts(p);
	t->seen = 2;
}

/* ----------------------------------------------------------------------- the set */

struct template *template_find(const struct template_set *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->templates[i].name, name) == 0)
			return &t->templates[i];
	return NULL;
}

void check_templates(struct template_set *set)
{
	struct check c = {.arena = set->arena, .set = set};

	for (size_t i = 0; i < set->n; i++) {
		c.template = &set->templates[i];
		if (c.template->root)
			needs_read(set->arena, c.template);
	}
	for (size_t i = 0; i < set->n; i++) {
		c.template = &set->templates[i];
		if (c.template->root)
			read_template(&c);
	}
	for (size_t i = 0; i < set->n; i++)
		if (set->templates[i].seen == 0)
			follow(&set->templates[i], set->templates[i].parts);
}
