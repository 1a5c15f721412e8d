/*
 * The worked examples: each query of estimate.yml, which was checked before, is
 * worked out as the command and the page do it. What does not fit is counted.
 */
#include "template/worked.h"

static struct worked_line line_of(
    struct arena *a, const struct estimate *e, const struct estimate_row *r)
{
	struct worked_line l = {.support = r->support,
	    .answer = r->answer,
	    .rule = estimate_rule(a, e, r),
	    .with = estimate_with(a, r->support)};
	size_t cap = 0;

	for (int i = 0; i < REASONS; i++)
		if (r->reasons & 1u << i)
			*VEC_PUSH(a, l.reasons, l.reasons_n, cap) =
			    reason_words(a, (enum reason)i, r->support);
	if (left_is_told(r))
		l.left = left_words(r->left);
	return l;
}

/* What fits first; of what does not, only what would but has expired, where that is asked for. */
static void add_lines(
    struct arena *a, const struct estimate *e, enum answer of, struct worked *w, size_t *cap)
{
	for (size_t i = 0; i < e->rows_n; i++)
		if (e->rows[i].answer == of && e->rows[i].worked)
			*VEC_PUSH(a, w->lines, w->lines_n, *cap) = line_of(a, e, &e->rows[i]);
}

static struct worked work(struct arena *a, const struct collection *c, const struct example *x)
{
	struct worked w = {.title = x->title, .query = x->query};
	struct estimate_query q;
	struct estimate_fault fault;
	size_t cap = 0;

	if (!estimate_parse(a, c, x->query, &q, &fault))
		return w;
	const struct estimate *e = estimate_make(a, c, &q);
	w.asked = estimate_asked(a, &q);
	add_lines(a, e, ANSWER_FITS, &w, &cap);
	add_lines(a, e, ANSWER_CHECK, &w, &cap);
	add_lines(a, e, ANSWER_NOT, &w, &cap);
	w.rest = (int32_t)(e->rows_n - w.lines_n);
	if (e->has_sums) {
		w.sure = estimate_sum_words(a, &e->sure);
		w.possible = estimate_sum_words(a, &e->possible);
	}
	return w;
}

struct value derive_site_worked(const void *collection, const struct context *x)
{
	const struct collection *c = collection;
	struct worked *v = arena_array(x->arena, struct worked, c->examples_n + 1);

	for (size_t i = 0; i < c->examples_n; i++)
		v[i] = work(x->arena, c, &c->examples[i]);
	return (struct value){.items = v, .n = c->examples_n, .stride = sizeof(*v)};
}
