/*
 * The front-matter key `together`: lists of rows of 资金支持, by their anchors, of which the
 * source says that one is granted beside the other (另行给予, 分别给予), so that an estimate
 * may add them. A row stands in one list at most; what lies under one ceiling is not
 * listed, since that sum is not the sum of the rows.
 */
#include <string.h>

#include "digest/digest_parts.h"

size_t support_together(const struct support *s)
{
	const struct policy *p = s->policy;

	for (size_t i = 0; i < p->together_n; i++)
		for (size_t k = 0; k < p->together[i].n; k++)
			if (p->together[i].rows[k] == s)
				return i + 1;
	return 0;
}

bool support_is_with(const struct support *s, const struct support *other)
{
	return s != other && s->policy == other->policy && support_together(s) &&
	       support_together(s) == support_together(other);
}

static void report(struct place p, const char *text)
{
	diag(p, DIAG_ERROR, "together", "%s", text);
}

static const struct support *find_row(struct arena *a, const struct policy *p, const struct yaml *v)
{
	const char **names = arena_array(a, const char *, p->supports_n + 1), *near;

	if (!yaml_entry(v))
		return NULL;
	for (size_t i = 0; i < p->supports_n; i++) {
		names[i] = p->supports[i].anchor;
		if (strcmp(names[i], v->text) == 0)
			return &p->supports[i];
	}
	diag(v->place, DIAG_ERROR, "together", "the digest has no row of 资金支持 %s", v->text);
	near = text_nearest(v->text, names, p->supports_n);
	if (near)
		diag_hint("did you mean %s?", near);
	return NULL;
}

static bool is_capped(const struct policy *p, const struct support *s)
{
	bool capped = s->of_n || s->standard.shared_cap;

	for (size_t i = 0; i < p->supports_n; i++)
		for (size_t k = 0; k < p->supports[i].of_n; k++)
			capped |= p->supports[i].of[k] == s;
	return capped;
}

static bool add_row(
    struct arena *a, const struct policy *p, const struct yaml *v, struct together *t, size_t *cap)
{
	const struct support *s = find_row(a, p, v);

	if (!s)
		return false;
	for (size_t k = 0; k < t->n; k++)
		if (t->rows[k] == s)
			s = NULL;
	if (!s || support_together(s)) {
		report(v->place, "this row is already listed");
		return false;
	}
	if (is_capped(p, s)) {
		report(v->place, "this row is a ceiling, or under one with others");
		return false;
	}
	*VEC_PUSH(a, t->rows, t->n, *cap) = s;
	return true;
}

static void read_rows(struct arena *a, const struct yaml *list, struct policy *p, size_t *cap)
{
	struct together t = {0};
	size_t rows = 0;
	bool good = true;

	for (const struct yaml *i = list->kind == YAML_LIST ? list->items : NULL; i; i = i->next)
		good &= add_row(a, p, i, &t, &rows);
	if (good && t.n < 2)
		report(list->place, "name two rows or more in a list of their own");
	else if (good)
		*VEC_PUSH(a, p->together, p->together_n, *cap) = t;
}

void together_read(struct arena *a, struct yaml *front, struct policy *p)
{
	const struct yaml *list = yaml_list(front, "together", false);
	size_t cap = 0;

	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next)
		read_rows(a, i, p, &cap);
}
