/*
 * What stands between braces and in directives → checked ways into the
 * collection: paths (policy.region.name), pieces (text with {path|format}) and
 * conditions (policy.status is expired). Every name is looked up and every type
 * compared here, so that rendering asks nothing. Errors point at the very name.
 */
#include <string.h>

#include "template/parts.h"

#define NAMES_MAX 128

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

struct place span_place(const struct span *s)
{
	return source_place(s->source, s->raw);
}

static void move(struct span *s, size_t n)
{
	s->p += n;
	s->raw += n;
}

static void skip_spaces(struct span *s)
{
	while (s->p < s->end && text_is_space((unsigned char)*s->p))
		move(s, 1);
}

size_t span_word(struct span *s, const char **word)
{
	size_t n = 0;

	skip_spaces(s);
	*word = s->p;
	while (s->p + n < s->end && is_name(s->p[n]))
		n++;
	return n;
}

static char *word_copy(struct arena *a, const char *word, size_t n)
{
	return arena_dupn(a, word, n);
}

void path_hint(const char *word, const char *const *names, size_t n)
{
	const char *nearest = text_nearest(word, names, n);

	if (nearest)
		diag_hint("did you mean %s?", nearest);
}

/* -------------------------------------------------------------------------- paths */

/* What every template sees. */
static bool find_common(const char *word, struct path *out)
{
	bool site = strcmp(word, "site") == 0;

	if (!site && strcmp(word, "page") != 0)
		return false;
	out->slot = site ? SLOT_SITE : SLOT_PAGE;
	out->type = (struct type){.kind = VALUE_RECORD, .record = site ? view_site() : view_page()};
	return true;
}

static bool find_variable(
    struct arena *a, const struct variable *scope, const struct span *s, size_t n, struct path *out)
{
	const char *names[NAMES_MAX] = {"site", "page"}, *word = word_copy(a, s->p, n);
	size_t names_n = 2;

	if (find_common(word, out))
		return true;
	for (const struct variable *v = scope; v; v = v->up) {
		if (strcmp(v->name, word) == 0) {
			out->slot = v->slot;
			out->type = v->type;
			return true;
		}
		if (names_n < NAMES_MAX)
			names[names_n++] = v->name;
	}
	diag(span_place(s), DIAG_ERROR, "template-field", "nothing here is called \"%s\"", word);
	path_hint(word, names, names_n);
	return false;
}

static void report_field(struct arena *a, const struct record *r, const struct span *s, size_t n)
{
	const char *names[NAMES_MAX], *word = word_copy(a, s->p, n);
	size_t names_n = 0;

	for (size_t i = 0; i < r->fields_n && names_n < NAMES_MAX; i++)
		names[names_n++] = r->fields[i].name;
	diag(span_place(s), DIAG_ERROR, "template-field", "%s has no field \"%s\"", r->name, word);
	path_hint(word, names, names_n);
}

/* A field that every list has; the first of its entries are a list as it is. */
static bool step_list(struct arena *a, struct path *out, const char *name, size_t n, size_t *cap)
{
	static const struct field *const of_lists[] = {&view_count, &view_first, &view_more};

	for (size_t i = 0; i < LEN(of_lists); i++) {
		const struct field *f = of_lists[i];

		if (strlen(f->name) != n || strncmp(f->name, name, n) != 0)
			continue;
		*VEC_PUSH(a, out->steps, out->steps_n, *cap) = (struct step){f, NULL};
		if (f != &view_first)
			out->type = f->type;
		return true;
	}
	return false;
}

static bool step(struct arena *a, struct path *out, const struct span *s, size_t n, size_t *cap)
{
	const struct field *f = NULL;

	if (out->type.kind == VALUE_LIST && step_list(a, out, s->p, n, cap))
		return true;
	if (out->type.kind == VALUE_RECORD && !out->type.record) {
		return false; /* the variable of a d:each that was reported */
	} else if (out->type.kind != VALUE_RECORD) {
		diag(span_place(s), DIAG_ERROR, "template-field", "a %s has no fields",
		    type_words(a, &out->type));
		return false;
	} else if ((f = view_field(out->type.record, s->p, n)) == NULL) {
		report_field(a, out->type.record, s, n);
		return false;
	}
	*VEC_PUSH(a, out->steps, out->steps_n, *cap) = (struct step){f, out->type.record};
	out->type = f->type;
	return true;
}

/* Read a path from the beginning of s and move s behind it. */
static bool take_path(
    struct arena *a, const struct variable *scope, struct span *s, struct path *out)
{
	const char *word;
	size_t cap = 0, n = span_word(s, &word);

	*out = (struct path){0};
	if (n == 0) {
		diag(span_place(s), DIAG_ERROR, "template-path", "expected the name of a value");
		return false;
	}
	if (!find_variable(a, scope, s, n, out))
		return false;
	move(s, n);
	while (s->p < s->end && *s->p == '.') {
		move(s, 1);
		n = 0;
		while (s->p + n < s->end && is_name(s->p[n]))
			n++;
		if (!step(a, out, s, n, &cap))
			return false;
		move(s, n);
	}
	return true;
}

static bool at_end(struct span *s)
{
	skip_spaces(s);
	if (s->p == s->end)
		return true;
	diag(span_place(s), DIAG_ERROR, "template-path", "this should end here");
	return false;
}

bool path_read(struct arena *a, const struct variable *scope, struct span s, struct path *out)
{
	return take_path(a, scope, &s, out) && at_end(&s);
}

/* ------------------------------------------------------------------------- pieces */

static bool take_format(struct arena *a, struct span *s, struct piece *p)
{
	const char *word, *names[NAMES_MAX];
	size_t n = span_word(s, &word);
	const char *name = word_copy(a, word, n);

	if (strcmp(name, "dash") == 0) {
		p->instead = "—";
	} else if (strcmp(name, "maybe") == 0) {
		p->instead = "";
	} else if ((p->format = format_find(name, &p->path.type)) == NULL) {
		diag(span_place(s), DIAG_ERROR, "template-format", "\"%s\" is no format of a %s",
		    name, type_words(a, &p->path.type));
		path_hint(name, names, format_names(&p->path.type, names, NAMES_MAX));
		return false;
	}
	move(s, n);
	skip_spaces(s);
	return true;
}

/* s covers what is between the braces. */
static bool take_field(
    struct arena *a, const struct variable *scope, struct span s, struct piece *p)
{
	struct span start = s;

	p->place = span_place(&s);
	if (!take_path(a, scope, &s, &p->path))
		return false;
	skip_spaces(&s);
	while (s.p < s.end && *s.p == '|') {
		move(&s, 1);
		if (!take_format(a, &s, p))
			return false;
	}
	if (!at_end(&s))
		return false;
	if (!p->format)
		p->format = format_find(NULL, &p->path.type);
	if (p->format)
		return true;
	diag(span_place(&start), DIAG_ERROR, "template-type", "a %s cannot be shown as text",
	    type_words(a, &p->path.type));
	return false;
}

static void add_text(
    struct arena *a, struct pieces *out, size_t *cap, struct buf *b, struct place at)
{
	if (b->len)
		*(struct piece *)VEC_PUSH(a, out->v, out->n, *cap) =
		    (struct piece){.text = arena_dupn(a, b->s, b->len), .place = at};
	buf_clear(b);
}

/*
 * s.raw .. is the raw text of the whole; white space may have been taken out of
 * s.p, so each field is found in the raw text by counting braces.
 */
bool pieces_read(struct arena *a, const struct variable *scope, struct span s, struct pieces *out)
{
	struct buf b = {0};
	size_t cap = 0, raw_n = strlen(s.raw);
	struct place place = span_place(&s);
	bool right = true;
	int braces = 0;

	*out = (struct pieces){0};
	for (const char *p = s.p; p < s.end; p++) {
		if (*p != '{' || p[1] == '{') {
			buf_putc(&b, *p);
			if (*p == '{')
				p++, braces += 2;
			continue;
		}
		const char *close = memchr(p, '}', (size_t)(s.end - p));
		struct span field = {
		    s.source, p + 1, close, source_brace(s.raw, raw_n, braces++) + 1};
		if (!close) {
			diag(source_place(s.source, field.raw - 1), DIAG_ERROR, "template-path",
			    "this brace is never closed");
			diag_hint("write {{ for a brace that is meant as text");
			right = false;
			break;
		}
		struct piece piece = {0};
		add_text(a, out, &cap, &b, place);
		right &= take_field(a, scope, field, &piece);
		*(struct piece *)VEC_PUSH(a, out->v, out->n, cap) = piece;
		p = close;
	}
	add_text(a, out, &cap, &b, place);
	buf_free(&b);
	return right;
}

/* --------------------------------------------------------------------- conditions */

static bool find_word(
    struct arena *a, const struct words *w, const struct span *s, size_t n, struct condition *out)
{
	const char *names[NAMES_MAX], *word = word_copy(a, s->p, n);

	for (out->word = 0; out->word < w->n; out->word++)
		if (strcmp(w->key(out->word), word) == 0)
			return true;
	for (int i = 0; i < w->n; i++)
		names[i] = w->key(i);
	diag(span_place(s), DIAG_ERROR, "template-type", "it is never \"%s\"", word);
	path_hint(word, names, (size_t)w->n);
	return false;
}

static bool take_comparison(struct arena *a, struct span *s, struct condition *out)
{
	const struct type *t = &out->path.type;
	const char *word;
	size_t n = span_word(s, &word);

	if (t->kind == VALUE_WORD) {
		if (!find_word(a, t->words, s, n, out))
			return false;
	} else if (t->kind == VALUE_TEXT) {
		out->is = word_copy(a, word, n);
	} else {
		diag(span_place(s), DIAG_ERROR, "template-type",
		    "a %s cannot be compared with a word", type_words(a, t));
		return false;
	}
	move(s, n);
	return at_end(s);
}

bool condition_read(
    struct arena *a, const struct variable *scope, struct span s, struct condition *out)
{
	const char *word;
	struct span start = s;

	if (!take_path(a, scope, &s, &out->path))
		return false;
	size_t n = span_word(&s, &word);
	if (n == 2 && strncmp(word, "is", 2) == 0) {
		move(&s, n);
		return take_comparison(a, &s, out);
	}
	if (out->path.type.kind != VALUE_WORD)
		return at_end(&s);
	diag(span_place(&start), DIAG_ERROR, "template-type",
	    "a word is always there; compare it, as in \"policy.status is expired\"");
	return false;
}
