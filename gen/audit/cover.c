/*
 * cover.c: from the source to the digest.
 *
 * In: the figures of the source and what the digest claims. Every sum, and
 * every percentage in a sentence that speaks of money, needs a claim of its
 * own: equal by value, in a clause that holds it. Two equal sums need two
 * claims, so that a grant is not hidden by another of the same height; claims
 * are given out by augmenting paths. What is left is reported, at the row that
 * seems to be meant if there is one.
 */
#include "audit/audit_parts.h"

#include <string.h>

struct cover {
	struct auditor *x;
	const struct policy *p;
	const struct source *s;
	struct claims *claims;
	size_t *owner; /* of each claim: the figure it covers, or NONE */
	bool *tried;
};

#define NONE SIZE_MAX

/* ----------------------------------------------------------- what needs one */

static bool ends_sentence(uint32_t cp)
{
	return cp == 0x3002 || cp == ';' || cp == '\n'; /* 。 */
}

static struct span sentence_of(const struct fold *t, const struct figure *f)
{
	struct span s = {f->from, f->to};

	while (s.from > 0 && !ends_sentence(t->at[s.from - 1].cp))
		s.from--;
	while (s.to < t->n && !ends_sentence(t->at[s.to].cp))
		s.to++;
	return s;
}

/* Whether a sentence speaks of money. */
static bool is_of_money(const struct fold *t, struct span s)
{
	static const char *const words[] = {"资金", "投入", "补贴", "补助", "贡献", "利息", "贴息",
	    "利率", "投资", "收入", "奖励", "资助", "经费", "贷款", "融资", "租金", "费用", "支出",
	    "成本", "总额", "金额", "配套", "购买价"};

	for (size_t i = s.from; i < s.to; i++)
		for (size_t k = 0; k < LEN(words); k++)
			if (fold_sees(t, i, s.to, words[k]))
				return true;
	return false;
}

static bool needs_claim(const struct fold *t, const struct figure *f)
{
	switch (f->kind) {
	case FIGURE_SUM:
		return !f->vague || (is_of_money(t, sentence_of(t, f)) && !fold_sees(t, f->to, t->n, "级"));
	case FIGURE_RATIO:
	case FIGURE_PAIR:
		return is_of_money(t, sentence_of(t, f));
	case FIGURE_COUNT:
		break;
	}
	return false;
}

/* ---------------------------------------------------------------- matching */

static bool covers(const struct cover *c, size_t claim, size_t figure)
{
	const struct claim *m = &c->claims->at[claim];
	const struct figure *f = &c->s->figures.at[figure];

	return figure_equal(&m->cell, &m->figure, &c->s->text, f, 1) &&
	       scope_holds(&m->scope, f->from);
}

/* Give a figure a claim, moving others to theirs if need be. */
static bool assign(struct cover *c, size_t figure)
{
	for (size_t k = 0; k < c->claims->n; k++) {
		if (c->tried[k] || !covers(c, k, figure))
			continue;
		c->tried[k] = true;
		if (c->owner[k] == NONE || assign(c, c->owner[k])) {
			c->owner[k] = figure;
			c->claims->at[k].matched = true;
			return true;
		}
	}
	return false;
}

/* --------------------------------------------------------------- reporting */

/* How well an idle claim explains why a figure is left: the clause or the figure may be wrong. */
static int fit(const struct cover *c, size_t claim, const struct figure *f)
{
	const struct claim *m = &c->claims->at[claim];
	bool here = scope_holds(&m->scope, f->from);

	if (m->matched || m->figure.kind != f->kind)
		return here && m->is_row ? 1 : 0;
	if (figure_equal(&m->cell, &m->figure, &c->s->text, f, 1))
		return 3;
	return here ? 2 : 0;
}

static struct place row_meant(const struct cover *c, const struct figure *f)
{
	struct place at = c->p->place;
	int best = 0;

	for (size_t k = 0; k < c->claims->n; k++) {
		int n = fit(c, k, f);

		if (n <= best)
			continue;
		best = n;
		at = c->claims->at[k].place;
	}
	return at;
}

static void report(struct cover *c, const struct figure *f)
{
	struct arena *a = c->x->a;
	const struct fold *t = &c->s->text;

	c->x->tally->uncovered++;
	finding_add(c->x, row_meant(c, f), fold_place(t, f->from), "audit-uncovered",
	    "%s of clause %s is in no row and not in not_support", figure_words(a, t, f),
	    outline_label(a, &c->s->outline, f->from));
}

void sums_cover(
    struct auditor *x, const struct policy *p, const struct source *s, struct claims *claims)
{
	struct cover c = {x, p, s, claims, arena_array(x->a, size_t, claims->n + 1),
	    arena_array(x->a, bool, claims->n + 1)};
	bool *left = arena_array(x->a, bool, s->figures.n + 1);

	for (size_t k = 0; k < claims->n; k++)
		c.owner[k] = NONE;
	for (size_t i = 0; i < s->figures.n; i++) {
		if (!needs_claim(&s->text, &s->figures.at[i]))
			continue;
		memset(c.tried, 0, claims->n * sizeof(*c.tried));
		left[i] = !assign(&c, i);
	}
	for (size_t i = 0; i < s->figures.n; i++)
		if (left[i])
			report(&c, &s->figures.at[i]);
}
