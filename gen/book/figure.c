/*
 * Elements of inline SVG → a drawing: shapes and texts with their looks. The
 * part of SVG 1.1 that templates use and a screen shows alike: g with
 * translate, rect, line, path, circle, text and title; fill is the look's ink,
 * its outline the rule. Anything else is reported at its place, since it would
 * be seen on the site and be missing on paper. Of several drawings in one
 * `figure` that one is printed which suits the measure. data-qr makes a QR code
 * (ISO/IEC 18004) of an address. Nothing is measured here.
 */
#include "book/figure_parts.h"
#include "book/tree_parts.h"

#include <assert.h>
#include <qrencode.h>
#include <string.h>

enum { UNIT = 1000, PIXEL = 750 }; /* a CSS pixel in mpt */

struct wanted {
	const char *element, *attributes;
};

static const struct wanted wanted[] = {
    {"svg", "viewBox width height role aria-label class id data-qr"},
    {"g", "transform class"},
    {"rect", "x y width height class"},
    {"line", "x1 y1 x2 y2 class"},
    {"path", "d class"},
    {"circle", "cx cy r class"},
    {"text", "x y text-anchor font-size class"},
    {"title", ""},
};

/* An element of a drawing while it is read. */
struct reading {
	struct tree *tree;
	const char *name;
	const struct attribute *attributes;
	size_t n;
	struct place place;
};

/* --------------------------------------------------------------------- attributes */

static bool is_listed(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (const char *s = list; *s; s += strspn(s, " ")) {
		size_t word = strcspn(s, " ");

		if (word == n && memcmp(s, name, n) == 0)
			return true;
		s += word;
	}
	return false;
}

static void check_attributes(const struct reading *r)
{
	const struct wanted *w = wanted;

	while (strcmp(w->element, r->name) != 0)
		w++;
	for (size_t i = 0; i < r->n; i++) {
		if (is_listed(w->attributes, r->attributes[i].name))
			continue;
		diag(r->place, DIAG_ERROR, "figure-attribute",
		    "a drawing cannot have the attribute %s of %s", r->attributes[i].name, r->name);
		if (*w->attributes)
			diag_hint("%s has %s", r->name, w->attributes);
	}
}

static const char *value_of(const struct reading *r, const char *name)
{
	return attribute_find(r->attributes, r->n, name);
}

/* An attribute as a number; 0 when it is absent. */
static int64_t number(const struct reading *r, const char *name)
{
	const char *s = value_of(r, name), *at = s;
	int64_t v = 0;

	if (!s || (contour_number(&at, &v) && !*at))
		return v;
	diag(r->place, DIAG_ERROR, "figure-number", "%s of %s is not a number of at most 2000: %s",
	    name, r->name, s);
	return 0;
}

static int64_t positive(const struct reading *r, const char *name)
{
	int64_t v = number(r, name);

	if (v < 0)
		diag(r->place, DIAG_ERROR, "figure-negative", "%s of %s is below 0", name, r->name);
	return MAX(v, 0);
}

static void read_view(const struct reading *r, struct figure *f)
{
	const char *s = value_of(r, "viewBox"), *at = s ? s : "";

	for (size_t i = 0; i < 4; i++)
		if (!contour_number(&at, &f->view[i]))
			f->view[2] = 0, at = "!";
	if (!*at && f->view[2] > 0 && f->view[3] > 0)
		return;
	diag(r->place, DIAG_ERROR, "figure-view",
	    "the viewBox of a drawing has four numbers, the last two over 0");
	f->view[2] = f->view[3] = UNIT;
}

/* translate(x y), translate(x) */
static void read_transform(const struct reading *r, struct shift *shift)
{
	const char *s = value_of(r, "transform"), *at = s;
	int64_t x = 0, y = 0;

	if (!s)
		return;
	if (strncmp(s, "translate(", 10) == 0) {
		at = s + 10;
		if (contour_number(&at, &x) && (*at == ')' || contour_number(&at, &y)) &&
		    strcmp(at, ")") == 0) {
			shift->x += x;
			shift->y += y;
			return;
		}
	}
	diag(r->place, DIAG_ERROR, "figure-transform",
	    "a drawing in print is moved only, by translate(x y): %s", s);
}

/* --------------------------------------------------------------------- a QR code */

/* The dark modules of a row as boxes, the white zone of 4 modules (6.3.8) around all. */
static void put_modules(struct arena *a, struct contour *o, const QRcode *q)
{
	enum { QUIET = 4 };
	int n = q->width;

	for (int y = 0; y < n; y++) {
		const unsigned char *row = q->data + (size_t)y * (size_t)n;

		for (int x = 0, to; x < n; x = to + 1) {
			for (to = x; to < n && (row[to] & 1); to++)
				;
			if (to > x)
				contour_box(a, o, (int64_t)(x + QUIET) * UNIT,
				    (int64_t)(y + QUIET) * UNIT, (int64_t)(to - x) * UNIT, UNIT);
		}
	}
}

static void encode(const struct reading *r, struct figure *f, const char *address)
{
	enum { ZONES = 8 };
	QRcode *q = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);
	struct arena *a = r->tree->job->a;
	struct drawn *d;

	f->coded = true;
	f->view[2] = f->view[3] = f->natural = UNIT;
	if (!q) {
		diag(r->place, DIAG_ERROR, "figure-qr", "no QR code holds the %zu bytes of %.40s",
		    strlen(address), address);
		return;
	}
	d = arena_new_of(a, struct drawn);
	d->look = r->tree->top->opened.look;
	d->place = r->place;
	put_modules(a, &d->contour, q);
	*f->end = d;
	f->end = &d->next;
	f->view[2] = f->view[3] = f->natural = (int64_t)(q->width + ZONES) * UNIT;
	QRcode_free(q);
}

/* ------------------------------------------------------------------------- shapes */

static struct drawn *add(const struct reading *r)
{
	struct figure *f = r->tree->figure;
	struct drawn *d = arena_new_of(r->tree->job->a, struct drawn);

	d->look = r->tree->top->opened.look;
	d->place = r->place;
	*f->end = d;
	f->end = &d->next;
	return d;
}

static void open_rect(const struct reading *r)
{
	const struct shift *s = r->tree->figure->shift;

	contour_box(r->tree->job->a, &add(r)->contour, s->x + number(r, "x"), s->y + number(r, "y"),
	    positive(r, "width"), positive(r, "height"));
}

static void open_line(const struct reading *r)
{
	const struct shift *s = r->tree->figure->shift;
	struct contour *o = &add(r)->contour;

	contour_move(r->tree->job->a, o, s->x + number(r, "x1"), s->y + number(r, "y1"));
	contour_line(r->tree->job->a, o, s->x + number(r, "x2"), s->y + number(r, "y2"));
}

static void open_circle(const struct reading *r)
{
	const struct shift *s = r->tree->figure->shift;

	contour_circle(r->tree->job->a, &add(r)->contour, s->x + number(r, "cx"),
	    s->y + number(r, "cy"), positive(r, "r"));
}

static void open_path(const struct reading *r)
{
	const struct shift *s = r->tree->figure->shift;
	const char *d = value_of(r, "d"), *end;

	end = contour_read(r->tree->job->a, &add(r)->contour, d ? d : "", s->x, s->y);
	if (!*end)
		return;
	diag(r->place, DIAG_ERROR, "figure-path",
	    "the path cannot be read from its character %zu on: %.16s",
	    text_length(d) - text_length(end) + 1, end);
	diag_hint("a drawing knows M L H V C Q and Z, large and small, with plain numbers");
}

static enum anchor_side read_side(const struct reading *r)
{
	static const char *const sides[] = {"start", "middle", "end"};
	const char *s = value_of(r, "text-anchor");

	for (size_t i = 0; s && i < LEN(sides); i++)
		if (strcmp(sides[i], s) == 0)
			return (enum anchor_side)i;
	if (s)
		diag(r->place, DIAG_ERROR, "figure-anchor",
		    "the text-anchor is start, middle or end, not %s", s);
	return ANCHOR_START;
}

static void open_words(const struct reading *r)
{
	struct figure *f = r->tree->figure;
	struct drawn *d = f->words = add(r);
	struct look look = *d->look;

	look.align = ALIGN_LEFT;
	look.indent = 0;
	d->look = look_keep(r->tree->job, look);
	d->side = read_side(r);
	d->size = positive(r, "font-size");
	d->at.x = (mpt)(f->shift->x + number(r, "x"));
	d->at.y = (mpt)(f->shift->y + number(r, "y"));
}

static void open_group(const struct reading *r)
{
	struct figure *f = r->tree->figure;
	struct shift *s = arena_new_of(r->tree->job->a, struct shift);

	*s = (struct shift){f->shift->x, f->shift->y, f->shift};
	read_transform(r, s);
	f->shift = s;
}

/* ------------------------------------------------------------------- the drawing */

static bool in_figure(const struct block *parent)
{
	return parent->element && strcmp(parent->element->name, "figure") == 0;
}

static const char *read_alt(const struct reading *r)
{
	const char *alt = value_of(r, "aria-label"), *role = value_of(r, "role");

	if (alt && *alt && role && strcmp(role, "img") == 0)
		return arena_dup(r->tree->job->a, alt);
	diag(r->place, DIAG_ERROR, "figure-alt",
	    "a drawing needs role=\"img\" and an aria-label that says what it shows");
	return "";
}

/* The text that ends what was read of a block, or stands before it while it is empty; NULL. */
static struct block *title_before(struct block *parent)
{
	struct block *b = parent->last;

	if (!b && parent->parent && parent->parent->child != parent)
		for (b = parent->parent->child; b->next && b->next != parent;)
			b = b->next;
	return b && b->kind == BLOCK_TEXT ? b : NULL;
}

/* Where a drawing stands: the block of the one before it, of which it is another form, or a new
 * one. */
static struct block *block_for(struct tree *t, struct place p)
{
	struct job *j = t->job;
	struct block *parent = t->here ? t->here : j->root, *b = parent->last;

	if (b && b->kind == BLOCK_FIGURE && in_figure(parent))
		return b;
	b = block_new(
	    j, parent, BLOCK_FIGURE, t->top->opened.look, tag_new(j, "Figure", parent->tag));
	b->element = t->top->opened.element;
	b->place = p;
	b->beside = b->look->beside ? title_before(parent) : NULL;
	tree_settle_anchors(t, &b->anchors);
	block_append(parent, b);
	return b;
}

static void open_svg(const struct reading *r)
{
	struct tree *t = r->tree;
	struct figure *f;
	const char *address = value_of(r, "data-qr");

	if (t->table && !t->here)
		diag(r->place, DIAG_ERROR, "figure-table",
		    "a drawing cannot stand between the rows of a table");
	f = t->figure = arena_new_of(t->job->a, struct figure);
	f->end = &f->first;
	f->shift = arena_new_of(t->job->a, struct shift);
	f->alt = read_alt(r);
	f->block = block_for(t, r->place);
	if (address) {
		encode(r, f, address);
		return;
	}
	read_view(r, f);
	f->natural = value_of(r, "width") ? positive(r, "width") : f->view[2];
}

/* Whether a is better for a measure than b: the largest that fits, else the smallest. */
static bool suits(const struct figure *a, const struct figure *b, mpt measure)
{
	int64_t most = (int64_t)measure * UNIT / PIXEL;
	bool fits = a->natural <= most;

	if (fits != (b->natural <= most))
		return fits;
	return fits ? a->natural > b->natural : a->natural < b->natural;
}

/* The text beside leaves the drawing its width and an em. */
static void make_room(struct job *j, struct block *b)
{
	mpt measure = j->paper->measure - b->inset;

	figure_size(j, b, measure);
	b->beside->inset += figure_width(b) + b->beside->look->size;
}

static void close_svg(struct tree *t)
{
	struct figure *f = t->figure;
	struct block *b = f->block;

	t->figure = NULL;
	if (b->figure && !suits(f, b->figure, t->job->paper->measure - b->inset))
		return;
	b->figure = f;
	t->job->print->tags[b->tag].alt = f->alt;
	if (b->beside)
		make_room(t->job, b);
}

void figure_open(
    struct tree *t, const struct element *e, const struct attribute *a, size_t n, struct place p)
{
	static const struct {
		const char *name;
		void (*open)(const struct reading *r);
	} openers[] = {{"svg", open_svg}, {"g", open_group}, {"rect", open_rect},
	    {"line", open_line}, {"path", open_path}, {"circle", open_circle},
	    {"text", open_words}};
	struct reading r = {t, e->name, a, n, p};

	if (!*e->name)
		return; /* reported as unknown */
	if (e->kind != ELEMENT_DRAWN && (e->kind != ELEMENT_DRAWING || t->figure)) {
		diag(p, DIAG_ERROR, "figure-element", "a drawing cannot hold the element %s",
		    e->name);
		return;
	}
	if (!t->figure && e->kind == ELEMENT_DRAWN) {
		diag(p, DIAG_ERROR, "figure-outside", "%s stands only inside svg", e->name);
		return;
	}
	check_attributes(&r);
	for (size_t i = 0; i < LEN(openers); i++)
		if (strcmp(openers[i].name, e->name) == 0)
			openers[i].open(&r);
	if (strcmp(e->name, "title") == 0)
		t->figure->silent++;
}

void figure_text(struct tree *t, const char *s, struct place p)
{
	struct figure *f = t->figure;
	struct span span = {.text = s, .place = p, .tag = f->block->tag};

	if (f->silent || !s[strspn(s, " \t\r\n")])
		return;
	if (!f->words) {
		diag(p, DIAG_ERROR, "figure-words", "words in a drawing stand in a text");
		return;
	}
	span.text = arena_dup(t->job->a, s);
	span.look = f->words->look;
	passage_put(t->job->a, &f->words->passage, span);
}

void figure_close(struct tree *t, const struct element *e)
{
	struct figure *f = t->figure;

	if (!f)
		return;
	if (e->kind == ELEMENT_DRAWING)
		close_svg(t);
	else if (strcmp(e->name, "g") == 0)
		f->shift = f->shift->outer;
	else if (strcmp(e->name, "text") == 0)
		f->words = NULL;
	else if (strcmp(e->name, "title") == 0)
		f->silent--;
}
