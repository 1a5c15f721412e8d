/*
 * Which rows are asked about, and what of their amounts may be added. Groups
 * are classes of measures, joined (union-find) where a ratio of the one
 * spending goes to both, or one ceiling is over both; of each group only the
 * highest row counts, or the rows that may be had together, where they are more.
 */
#include "estimate/estimate_parts.h"

#include <string.h>

/* ----------------------------------------------------------------- groups */

/* A node for each measure, and the last for the spending. */
struct groups {
	const struct collection *c;
	size_t *up, n;
};

static size_t root_of(const struct groups *g, size_t i)
{
	while (g->up[i] != i)
		i = g->up[i];
	return i;
}

/* The smaller stays the root, whatever the order of joining. */
static void join(struct groups *g, size_t i, size_t j)
{
	size_t a = root_of(g, i), b = root_of(g, j);

	g->up[MAX(a, b)] = MIN(a, b);
}

static size_t node_of(const struct groups *g, const struct support *s)
{
	return (size_t)(s->measure - g->c->measures);
}

static bool share_ceiling(const struct support *s, const struct support *t)
{
	return s->standard.shared_cap && t->standard.shared_cap &&
	       strcmp(s->clause.anchor, t->clause.anchor) == 0;
}

static void join_policy(struct groups *g, const struct policy *p)
{
	for (size_t i = 0; i < p->supports_n; i++) {
		const struct support *s = &p->supports[i];

		for (size_t k = 0; k < s->of_n; k++)
			join(g, node_of(g, s), node_of(g, s->of[k]));
		if (i && share_ceiling(s, s - 1))
			join(g, node_of(g, s), node_of(g, s - 1));
	}
}

static struct groups make_groups(struct arena *a, const struct estimate *e)
{
	struct groups g = {e->collection, NULL, e->collection->measures_n + 1};

	g.up = arena_array(a, size_t, g.n);
	for (size_t i = 0; i < g.n; i++)
		g.up[i] = i;
	for (const struct region *r = e->query.region; r; r = r->parent)
		for (size_t i = 0; i < r->policies_n; i++)
			join_policy(&g, r->policies[i]);
	for (size_t i = 0; i < e->rows_n; i++)
		if (e->rows[i].of_spend && e->rows[i].answer != ANSWER_NOT)
			join(&g, node_of(&g, e->rows[i].support), g.n - 1);
	return g;
}

/* ------------------------------------------------------------------ total */

static bool is_yearly(const char *period)
{
	return !period || strcmp(period, "一次性") == 0 || strcmp(period, "每年") == 0;
}

/* What keeps a row out by itself. */
static enum left left_of(const struct estimate *e, const struct estimate_row *r)
{
	const struct standard *o = &r->support->standard;
	enum status status = r->support->policy->status;

	if (r->answer == ANSWER_NOT)
		return LEFT_NOT;
	if (status == STATUS_DRAFT)
		return LEFT_DRAFT;
	if (status == STATUS_NOT_YET)
		return LEFT_NOT_YET;
	if (!r->has_amount)
		return LEFT_AMOUNT;
	if (strcmp(o->currency, "CNY") != 0)
		return LEFT_CURRENCY;
	if (!is_yearly(o->period))
		return LEFT_PERIOD;
	return e->has_sums ? LEFT_NONE : LEFT_UNASKED;
}

static bool counts(const struct estimate_row *r, bool sure)
{
	return r->left == LEFT_NONE && (!sure || r->answer == ANSWER_FITS);
}

/* The place of the first row of each set that is the highest of its group, from 1 on. */
static size_t *choose_sets(struct arena *a, const struct estimate *e, size_t groups, bool sure)
{
	int64_t *high = arena_array(a, int64_t, e->rows_n);
	size_t *best = arena_array(a, size_t, groups);

	for (size_t i = 0; i < e->rows_n; i++)
		if (counts(&e->rows[i], sure))
			high[e->rows[i].set] += e->rows[i].high;
	for (size_t i = 0; i < e->rows_n; i++) {
		const struct estimate_row *r = &e->rows[i];
		size_t *b = &best[r->group];

		if (counts(r, sure) && (!*b || high[r->set] > high[*b - 1]))
			*b = r->set + 1;
	}
	return best;
}

/* Add the rows of the highest set of each group. */
static struct estimate_sum add(struct arena *a, struct estimate *e, size_t groups, bool sure)
{
	const size_t *best = choose_sets(a, e, groups, sure);
	struct estimate_sum sum = {0};

	for (size_t i = 0; i < e->rows_n; i++) {
		struct estimate_row *r = &e->rows[i];

		if (!counts(r, sure))
			continue;
		if (best[r->group] == r->set + 1) {
			sum.low += r->low;
			sum.high += r->high;
			sum.rows++;
			r->sure |= sure;
		} else if (!sure) {
			r->left = LEFT_GROUP;
		}
	}
	return sum;
}

/* Rows of a policy follow each other. */
static size_t find_set(const struct estimate *e, size_t at)
{
	const struct estimate_row *r = &e->rows[at];
	size_t list = support_together(r->support), first = at;

	for (size_t i = at; list && i--;) {
		const struct estimate_row *s = &e->rows[i];

		if (s->support->policy != r->support->policy)
			break;
		if (s->group == r->group && support_together(s->support) == list)
			first = i;
	}
	return first;
}

/* Fill group and left of the rows, and the sums. */
static void total(struct arena *a, struct estimate *e)
{
	struct groups g = make_groups(a, e);

	e->has_sums = e->query.measures_n > 0;
	for (size_t i = 0; i < e->rows_n; i++) {
		e->rows[i].group = root_of(&g, node_of(&g, e->rows[i].support));
		e->rows[i].set = find_set(e, i);
		e->rows[i].left = left_of(e, &e->rows[i]);
	}
	if (!e->has_sums)
		return;
	e->sure = add(a, e, g.n, true);
	e->possible = add(a, e, g.n, false);
}

/* --------------------------------------------------------------- the rows */

static void add_policy(struct arena *a, struct estimate *e, const struct policy *p, size_t *cap)
{
	for (size_t i = 0; i < p->supports_n; i++)
		if (!p->supports[i].of_n)
			*VEC_PUSH(a, e->rows, e->rows_n, *cap) =
			    row_answer(&e->query, &p->supports[i]);
}

struct estimate *estimate_make(
    struct arena *a, const struct collection *c, const struct estimate_query *q)
{
	struct estimate *e = arena_new_of(a, struct estimate);
	size_t cap = 0;

	e->collection = c;
	e->query = *q;
	for (const struct region *r = q->region; r; r = r->parent)
		for (size_t i = 0; i < r->policies_n; i++)
			add_policy(a, e, r->policies[i], &cap);
	total(a, e);
	return e;
}
