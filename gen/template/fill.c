/*
 * Parts + a collection → elements for a sink. Everything was checked when the
 * set was loaded; nothing here can fail but by the caller's own mistake. Values
 * reach the sink as text: whatever a digest says, it cannot become markup.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "template/parts.h"

/* The values of one template while it is rendered, and what it was given between its tags. */
struct frame {
	struct value *slots;
	const struct part *content;
	struct frame *outer; /* whose slots the content sees */
};

static void emit_parts(struct render *r, struct frame *f, const struct part *p);

/* ------------------------------------------------------------------------- values */

static struct value begin(const struct render *r, const struct frame *f, int slot)
{
	if (slot == SLOT_SITE)
		return (struct value){.record = r->context.collection};
	if (slot == SLOT_PAGE)
		return (struct value){.record = r->page};
	return f->slots[slot];
}

static struct value follow(struct render *r, const struct frame *f, const struct path *p)
{
	struct value v = begin(r, f, p->slot);

	for (size_t i = 0; i < p->steps_n; i++)
		v = view_read(&p->steps[i], &v, &r->context);
	return v;
}

/* The text of a piece; NULL when absent. */
static const char *say(
    struct render *r, const struct frame *f, const struct piece *p, struct place *at)
{
	const char *s = p->text;

	*at = p->place;
	if (s)
		return s;
	struct value v = follow(r, f, &p->path);
	if (!v.absent)
		s = p->format->say(r->context.arena, &p->path.type, &v);
	if (v.place.file)
		*at = v.place;
	return s ? s : p->instead;
}

/* All pieces as one string; NULL when a field among them is absent. */
static const char *join(struct render *r, const struct frame *f, const struct pieces *pieces)
{
	struct buf b = {0};
	struct place at;
	const char *s = "";

	if (pieces->n == 1)
		return say(r, f, &pieces->v[0], &at);
	for (size_t i = 0; i < pieces->n && s; i++) {
		s = say(r, f, &pieces->v[i], &at);
		if (s)
			buf_puts(&b, s);
	}
	if (s)
		return buf_keep(&b, r->context.arena);
	buf_free(&b);
	return NULL;
}

static bool holds(struct render *r, const struct frame *f, const struct condition *c)
{
	struct value v = follow(r, f, &c->path);
	bool yes;

	if (c->is)
		yes = v.text && strcmp(v.text, c->is) == 0;
	else if (c->path.type.kind == VALUE_WORD)
		yes = !v.absent && v.number == c->word;
	else
		yes = view_present(&c->path.type, &v);
	return yes != c->negated;
}

/* ------------------------------------------------------------------------ the sink */

/* h2 under d:deeper="1" is h3. */
static const char *deepen(struct render *r, const char *name)
{
	static const char *const levels[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
	int level = name[1] - '0' + r->deeper;

	if (r->deeper == 0 || name[0] != 'h' || name[1] < '1' || name[1] > '6' || name[2])
		return name;
	return levels[MIN(level, 6) - 1];
}

void render_open(
    struct render *r, const char *name, const struct attribute *a, size_t n, struct place p)
{
	r->sink.open(r->sink.ctx, deepen(r, name), a, n, p);
}

void render_close(struct render *r, const char *name)
{
	r->sink.close(r->sink.ctx, deepen(r, name));
}

void render_text(struct render *r, const char *s, struct place p)
{
	if (s && *s)
		r->sink.text(r->sink.ctx, s, p);
}

/* -------------------------------------------------------------------------- parts */

/* The attributes that are there; false when the element is a link to nowhere. */
static bool fill_attributes(
    struct render *r, const struct frame *f, const struct part *p, struct attribute *out, size_t *n)
{
	for (size_t i = 0; i < p->attributes_n; i++) {
		const struct part_attribute *a = &p->attributes[i];
		const char *s = a->value.n ? join(r, f, &a->value) : "", *name = a->name;
		if (a->kind == ATTRIBUTE_HREF) {
			s = s ? r->link.href(r->link.ctx, r->context.arena, s) : NULL;
			if (!s)
				return false;
		} else if (a->kind == ATTRIBUTE_ID) {
			s = s ? r->link.id(r->link.ctx, r->context.arena, s) : NULL;
		}
		if (s)
			out[(*n)++] = (struct attribute){name, s};
	}
	return true;
}

static void emit_element(struct render *r, struct frame *f, const struct part *p)
{
	struct attribute *a = arena_array(r->context.arena, struct attribute, p->attributes_n + 1);
	size_t n = 0;

	if (!fill_attributes(r, f, p, a, &n)) {
		emit_parts(r, f, p->child);
		return;
	}
	render_open(r, p->name, a, n, p->place);
	emit_parts(r, f, p->child);
	render_close(r, p->name);
}

static void emit_text(struct render *r, const struct frame *f, const struct pieces *pieces)
{
	for (size_t i = 0; i < pieces->n; i++) {
		struct place at;
		const char *s = say(r, f, &pieces->v[i], &at);
		render_text(r, s, at);
	}
}

static void emit_use(struct render *r, struct frame *f, const struct part *p)
{
	struct frame inner = {.content = p->child, .outer = f};

	inner.slots = arena_array(r->context.arena, struct value, p->callee->slots + 1);
	for (size_t i = 0; i < p->callee->needs_n; i++)
		inner.slots[i] = (struct value){.absent = true, .number = DATE_NONE};
	for (size_t i = 0; i < p->arguments_n; i++) {
		const struct argument *g = &p->arguments[i];
		if (g->is_path)
			inner.slots[g->slot] = follow(r, f, &g->path);
		else
			inner.slots[g->slot] =
			    (struct value){.text = g->text.n ? join(r, f, &g->text) : NULL};
	}
	emit_parts(r, &inner, p->callee->parts);
}

static void emit_one(struct render *r, struct frame *f, const struct part *p)
{
	for (size_t i = 0; i < p->conditions_n; i++)
		if (!holds(r, f, &p->conditions[i]))
			return;
	r->deeper += p->deeper;
	switch (p->kind) {
	case PART_ELEMENT:
		emit_element(r, f, p);
		break;
	case PART_TEXT:
		emit_text(r, f, &p->text);
		break;
	case PART_GROUP:
		emit_parts(r, f, p->child);
		break;
	case PART_USE:
		emit_use(r, f, p);
		break;
	case PART_BODY:
		r->terms_here = p->terms_here;
		body_emit(r, follow(r, f, &p->body).record, follow(r, f, &p->body_policy).record);
		break;
	case PART_CONTENT:
		if (f->outer)
			emit_parts(r, f->outer, f->content);
		break;
	}
	r->deeper -= p->deeper;
}

/* What is between two items belongs to the items that are shown. */
static void emit_each(struct render *r, struct frame *f, const struct part *p)
{
	struct value list = follow(r, f, &p->each);

	for (size_t i = 0; i < list.n; i++) {
		f->slots[p->each_slot] = view_item(&p->each.type, &list, i);
		if (i && p->between)
			render_text(r, p->between, p->place);
		emit_one(r, f, p);
	}
}

static void emit_parts(struct render *r, struct frame *f, const struct part *p)
{
	for (; p; p = p->next) {
		if (p->repeats)
			emit_each(r, f, p);
		else
			emit_one(r, f, p);
	}
}

/* ------------------------------------------------------------------ loading, rendering */

/* Templates lie in the folder itself or in a folder of it. */
static void load_folder(struct template_set *t, const char *folder, const char *prefix, size_t *cap)
{
	struct arena *a = t->arena;
	size_t n = 0;
	char **names = file_list(a, folder, "", &n);

	for (size_t i = 0; names && i < n; i++) {
		char *path = file_join(a, folder, names[i]);
		size_t length = strlen(names[i]);
		if (file_is_folder(path)) {
			load_folder(t, path, arena_printf(a, "%s%s/", prefix, names[i]), cap);
		} else if (length > 6 && strcmp(names[i] + length - 6, ".xhtml") == 0) {
			struct template new = {.source.shown = path};
			new.name = arena_printf(a, "%s%.*s", prefix, (int)length - 6, names[i]);
			*(struct template *)VEC_PUSH(a, t->templates, t->n, *cap) = new;
		}
	}
}

static void load_file(struct template_set *t, struct template *one)
{
	struct source *s = &one->source;

	s->text = file_read(t->arena, s->shown, &s->size);
	if (!s->text)
		die("cannot read %s", s->shown);
	diag_source(s->shown, s->text, s->size);
	one->root = parse_template(t->arena, s);
}

struct template_set *template_load(struct arena *a, const char *folder)
{
	struct template_set *t = arena_new_of(a, struct template_set);
	size_t cap = 0;

	t->arena = a;
	if (!file_is_folder(folder))
		die("there is no folder of templates at %s", folder);
	load_folder(t, folder, "", &cap);
	for (size_t i = 0; i < t->n; i++)
		load_file(t, &t->templates[i]);
	check_templates(t);
	return t;
}

static void bind(
    struct frame *f, const struct need *need, size_t slot, const struct binding *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(b[i].name, need->name) != 0)
			continue;
		struct type t = view_type_of(b[i].type);
		assert(type_equal(&t, &need->type));
		f->slots[slot] = view_value_of(b[i].type, b[i].value);
		return;
	}
	assert(need->optional);
	f->slots[slot] = (struct value){.absent = true, .number = DATE_NONE};
}

static const struct page_head *find_page(const struct binding *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (b[i].type == BIND_PAGE)
			return b[i].value;
	return NULL;
}

void template_render(const struct template_set *t, const char *name, const struct collection *c,
    const struct binding *b, size_t n, struct linker link, struct sink sink)
{
	const struct template *one = template_find(t, name);
	struct render r = {
	    .context = {arena_new(), c}, .page = find_page(b, n), .link = link, .sink = sink};
	struct frame f = {0};

	assert(one);
	f.slots = arena_array(r.context.arena, struct value, one->slots + 1);
	for (size_t i = 0; i < one->needs_n; i++)
		bind(&f, &one->needs[i], i, b, n);
	emit_parts(&r, &f, one->parts);
	arena_free(r.context.arena);
}

/* The set itself is in the caller's arena. */
void template_free(struct template_set *t)
{
	if (t)
		parse_end();
}
