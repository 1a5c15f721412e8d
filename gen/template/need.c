/*
 * What a template needs: "name: type, name: type?" of d:template. Types are those of
 * view.c; a need of a type that is unknown stays, without fields, so that what uses
 * it is not reported too.
 */
#include <string.h>

#include "template/parts.h"

const struct mark_attribute *mark_attribute_find(const struct mark *m, bool own, const char *name)
{
	for (size_t i = 0; i < m->attributes_n; i++)
		if (m->attributes[i].own == own && strcmp(m->attributes[i].name, name) == 0)
			return &m->attributes[i];
	return NULL;
}

/* text, list of support, policy ... */
static bool find_type(struct arena *a, const char *words, struct type *t)
{
	static const struct {
		const char *name;
		enum value_kind kind;
	} plain[] = {
	    {"text", VALUE_TEXT},
	    {"number", VALUE_NUMBER},
	    {"date", VALUE_DATE},
	    {"flag", VALUE_FLAG},
	};

	*t = (struct type){.kind = VALUE_RECORD};
	if (strncmp(words, "list of ", 8) == 0) {
		t->kind = VALUE_LIST;
		words = text_trim(a, words + 8, strlen(words + 8));
		if (strcmp(words, "text") == 0)
			return true;
	}
	t->record = view_record(words);
	if (t->record)
		return true;
	for (size_t i = 0; i < LEN(plain) && t->kind == VALUE_RECORD; i++)
		if (strcmp(plain[i].name, words) == 0) {
			t->kind = plain[i].kind;
			return true;
		}
	return false;
}

static void report_type(struct place p, const char *words)
{
	const char *names[128] = {"text", "number", "date", "flag"};
	size_t n = 4 + view_names(names + 4, LEN(names) - 4);

	diag(p, DIAG_ERROR, "template-needs", "there is no type \"%s\"", words);
	path_hint(words, names, n);
}

/* One "name: type" or "name: type?"; s ends at the comma. */
static void read_need(struct arena *a, struct template *t, struct span s, size_t *cap)
{
	struct need need = {0};
	const char *name;
	size_t n = span_word(&s, &name);

	need.place = span_place(&s);
	need.name = arena_dupn(a, name, n);
	if (n == 0 || name + n == s.end || name[n] != ':') {
		diag(need.place, DIAG_ERROR, "template-needs", "expected \"name: type\"");
		return;
	}
	s.raw += name + n + 1 - s.p;
	s.p = name + n + 1;
	span_word(&s, &name);
	char *words = text_trim(a, s.p, (size_t)(s.end - s.p));
	size_t length = strlen(words);
	if (length && words[length - 1] == '?') {
		need.optional = true;
		words[length - 1] = '\0';
	}
	if (!find_type(a, words, &need.type)) {
		report_type(span_place(&s), words);
		need.type = (struct type){.kind = VALUE_RECORD};
	}
	*(struct need *)VEC_PUSH(a, t->needs, t->needs_n, *cap) = need;
}

void needs_read(struct arena *a, struct template *t)
{
	const struct mark *root = t->root;
	size_t cap = 0;

	if (!root->own || strcmp(root->name, "template") != 0) {
		diag(root->place, DIAG_ERROR, "template-directive",
		    "a template begins with d:template");
		return;
	}
	const struct mark_attribute *needs = mark_attribute_find(root, false, "needs");
	for (const char *p = needs ? needs->value : NULL; p;) {
		const char *comma = strchr(p, ',');
		struct span s = {
		    &t->source, p, comma ? comma : p + strlen(p), needs->raw + (p - needs->value)};

		read_need(a, t, s, &cap);
		p = comma ? comma + 1 : NULL;
	}
	t->slots = (int)t->needs_n;
}
