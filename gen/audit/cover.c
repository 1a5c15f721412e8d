/*
 * cover.c: from the source to the digest.
 *
 * In: the figures of the source and what the digest claims. Every sum, and
 * every percentage in a sentence that speaks of money, needs a claim of its
 * own: equal by value, in a clause that holds it. Two equal sums need two
 * claims, so that a grant is not hidden by another of the same height; claims
 * are given out by augmenting paths. A threshold of not_support stands for each
 * time it is named, and a sentence that the source has twice is read once. What
 * is left is reported, at the row that seems to be meant if there is one.
 */
#include "audit/audit_parts.h"

#include <string.h>

struct cover {
	struct auditor *x;
	const struct policy *p;
	const struct source *s;
	struct claims *claims;
};

/* ----------------------------------------------------------- what needs one */

static bool ends_sentence(uint32_t cp)
{
	return cp == 0x3002 || cp == ';' || cp == '\n'; /* 。 */
}

struct span sentence_of(const struct fold *t, const struct figure *f)
{
	struct span s = {f->from, f->to};

	while (s.from > 0 && !ends_sentence(t->at[s.from - 1].cp))
		s.from--;
	while (s.to < t->n && !ends_sentence(t->at[s.to].cp))
		s.to++;
	return s;
}

static bool has_word(const struct fold *t, struct span s, const char *const *words, size_t n)
{
	for (size_t i = s.from; i < s.to; i++)
		for (size_t k = 0; k < n; k++)
			if (fold_sees(t, i, s.to, words[k]))
				return true;
	return false;
}

/* Whether a sentence speaks of money. */
static bool is_of_money(const struct fold *t, struct span s)
{
	static const char *const words[] = {"资金", "投入", "补贴", "补助", "贡献", "利息", "贴息",
	    "利率", "投资", "收入", "奖励", "资助", "经费", "贷款", "融资", "租金", "费用", "支出",
	    "成本", "总额", "金额", "配套", "购买价"};

	return has_word(t, s, words, LEN(words));
}

/* Whether 1:1 in a sentence is a proportion, and not a time of day. */
static bool is_shared(const struct fold *t, struct span s)
{
	static const char *const words[] = {"比例", "配套"};

	return has_word(t, s, words, LEN(words));
}

static bool needs_claim(const struct fold *t, const struct figure *f)
{
	switch (f->kind) {
	case FIGURE_SUM:
		return !f->vague ||
		       (is_of_money(t, sentence_of(t, f)) && !fold_sees(t, f->to, t->n, "级"));
	case FIGURE_RATIO:
		return !f->vague && is_of_money(t, sentence_of(t, f));
	case FIGURE_PAIR:
		return is_of_money(t, sentence_of(t, f)) && is_shared(t, sentence_of(t, f));
	case FIGURE_COUNT:
		break;
	}
	return false;
}

/* ------------------------------------------------------------ needs no other */

/* Whether a figure is said to be a bound of what qualifies: 1500万元及以下, （含50万元）. */
static bool is_threshold(const struct fold *t, const struct figure *f)
{
	static const char *const words[] = {"以上", "以下", "及以上", "及以下", "(含"};

	for (size_t k = 0; k < LEN(words); k++)
		if (fold_sees(t, f->to, t->n, words[k]))
			return true;
	return f->from >= 2 && fold_sees(t, f->from - 2, t->n, "(含");
}

/* Whether not_support names the threshold, though for another time that it is named. */
static bool is_excepted(const struct cover *c, size_t figure)
{
	if (!is_threshold(&c->s->text, &c->s->figures.at[figure]))
		return false;
	for (size_t k = 0; k < c->claims->n; k++)
		if (c->claims->at[k].kind == CLAIM_EXCEPTION &&
		    claim_covers(c->s, &c->claims->at[k], figure))
			return true;
	return false;
}

enum { CONTEXT = 24 };

/* Whether what leads to two figures is the same, letter by letter. */
static bool is_repeated(const struct fold *t, const struct figure *f, const struct figure *g)
{
	if (f->from < CONTEXT || g->from < CONTEXT)
		return false;
	for (size_t i = 1; i <= CONTEXT; i++)
		if (t->at[f->from - i].cp != t->at[g->from - i].cp)
			return false;
	return figure_equal(t, f, t, g, 1);
}

/* Whether the sentence of a figure stands elsewhere too, and there it is claimed. */
static bool is_said_twice(const struct cover *c, size_t figure)
{
	const struct figure *at = c->s->figures.at;

	for (size_t k = 0; k < c->claims->n; k++) {
		size_t other = c->claims->at[k].covered;

		if (other != NO_FIGURE && other != figure &&
		    is_repeated(&c->s->text, &at[figure], &at[other]))
			return true;
	}
	return false;
}

/* --------------------------------------------------------------- reporting */

/* How well a claim explains why a figure is left: its clause or its figure may be wrong. */
static int fit(const struct cover *c, const struct claim *m, const struct figure *f)
{
	bool here = scope_holds(&m->scope, f->from);

	if (m->covered != NO_FIGURE || m->figure.kind != f->kind)
		return here && m->kind != CLAIM_EXCEPTION;
	if (figure_equal(&m->cell, &m->figure, &c->s->text, f, 1))
		return 3;
	return here ? 2 : 0;
}

/* The figure that a claim could stand for and is most like, or NO_FIGURE. */
static size_t wanted(const struct cover *c, const struct claim *m)
{
	size_t best = NO_FIGURE;
	int most = -1;

	for (size_t i = 0; i < c->s->figures.n; i++) {
		int n = claim_covers(c->s, m, i) ? claim_likeness(c->s, m, i) : -1;

		if (n > most) {
			most = n;
			best = i;
		}
	}
	return best;
}

/*
 * Two rows want one figure, and figure `left` has no row: the wrong one is that
 * whose words are the more like those around `left`; if there is no telling,
 * rows are taken to be in the order of the source.
 */
static const struct claim *wrong_one(
    const struct cover *c, const struct claim *idle, size_t want, size_t left)
{
	for (size_t k = 0; want != NO_FIGURE && k < c->claims->n; k++) {
		const struct claim *m = &c->claims->at[k];
		int d;

		if (m->covered != want || m == idle)
			continue;
		d = claim_likeness(c->s, m, left) - claim_likeness(c->s, m, want) -
		    claim_likeness(c->s, idle, left) + claim_likeness(c->s, idle, want);
		return d > 0 || (d == 0 && (left < want) == (m < idle)) ? m : idle;
	}
	return idle;
}

static struct place row_meant(const struct cover *c, size_t figure)
{
	const struct claim *found = NULL;
	int best = 0;

	for (size_t k = 0; k < c->claims->n; k++) {
		const struct claim *m = &c->claims->at[k];
		int n = fit(c, m, &c->s->figures.at[figure]);

		if (n <= best)
			continue;
		best = n;
		found = m;
	}
	if (best > 1)
		found = wrong_one(c, found, wanted(c, found), figure);
	return found ? found->place : c->p->place;
}

static void report_figure(struct cover *c, size_t figure)
{
	const struct figure *f = &c->s->figures.at[figure];
	const struct fold *t = &c->s->text;

	c->x->tally->uncovered++;
	finding_add(c->x, row_meant(c, figure), fold_place(t, f->from), "audit-uncovered",
	    "%s of clause %s is in no row and not in not_support", figure_words(c->x->a, t, f),
	    outline_label(c->x->a, &c->s->outline, f->from));
}

/* ------------------------------------------------------------ rows too many */

static bool is_covered(const struct cover *c, size_t figure)
{
	for (size_t k = 0; k < c->claims->n; k++)
		if (c->claims->at[k].covered == figure)
			return true;
	return false;
}

/* The figure that no row stands for, and that a claim might be meant for. */
static size_t left_over(const struct cover *c, const struct claim *m)
{
	const struct fold *t = &c->s->text;
	size_t other = NO_FIGURE;

	for (size_t i = 0; i < c->s->figures.n; i++) {
		struct figure f = c->s->figures.at[i];

		if (is_covered(c, i) || is_said_twice(c, i))
			continue;
		if (figure_equal(&m->cell, &m->figure, t, &f, m->letters))
			return i;
		f.value = m->figure.value;
		if (other == NO_FIGURE && scope_holds(&m->scope, f.from) &&
		    figure_equal(&m->cell, &m->figure, t, &f, m->letters))
			other = i;
	}
	return other;
}

/* A goal or pool whose figure the source has, but not for this row. */
static void check_claim(struct cover *c, const struct claim *m)
{
	size_t want = wanted(c, m), left;

	if (m->kind != CLAIM_ONE || m->covered != NO_FIGURE || want == NO_FIGURE)
		return;
	left = left_over(c, m);
	if (left != NO_FIGURE)
		m = wrong_one(c, m, want, left);
	finding_add(c->x, m->place, fold_place(&c->s->text, c->s->figures.at[want].from),
	    "audit-shared", "another row stands for the %s of clause %s",
	    figure_words(c->x->a, &m->cell, &m->figure), m->clause);
}

void sums_cover(
    struct auditor *x, const struct policy *p, const struct source *s, struct claims *claims)
{
	struct cover c = {x, p, s, claims};
	bool *needed = arena_array(x->a, bool, s->figures.n + 1);

	for (size_t i = 0; i < s->figures.n; i++)
		needed[i] = needs_claim(&s->text, &s->figures.at[i]);
	claims_assign(x->a, s, claims, needed);
	for (size_t k = 0; k < claims->n; k++)
		check_claim(&c, &claims->at[k]);
	for (size_t i = 0; i < s->figures.n; i++)
		if (needed[i] && !is_covered(&c, i) && !is_excepted(&c, i) && !is_said_twice(&c, i))
			report_figure(&c, i);
}
