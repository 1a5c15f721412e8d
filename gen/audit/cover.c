/*
 * cover.c: from the source to the digest.
 *
 * In: the figures of the source and what the digest claims. Every sum, and
 * every percentage in a sentence that speaks of money, needs a claim of its
 * own: equal by value, in a clause that holds it. Two equal sums need two
 * claims, so that a grant is not hidden by another of the same height; claims
 * are given out by augmenting paths. A threshold of not_support stands for each
 * time it is named, and a sentence that the source has twice is read once. What
 * is left is reported, at the row that seems to be meant if there is one. Goals
 * and pools need a figure of their own, in a sentence that has a word of theirs.
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

/* How much more a claim is like figure `left` than like the one it wants. */
static int gain(const struct cover *c, const struct claim *m, size_t left)
{
	size_t want = wanted(c, m);

	if (want == NO_FIGURE)
		return 0;
	return claim_likeness(c->s, m, left) - claim_likeness(c->s, m, want);
}

/*
 * Two claims want one figure, and figure `left` has none. Of a row and an
 * exception the row is wrong. Of two rows it is the one whose words are the more
 * like those around `left`; if there is no telling, rows are in the order of the
 * source.
 */
static const struct claim *wrong_one(const struct cover *c, const struct claim *idle, size_t left)
{
	size_t want = wanted(c, idle);

	for (size_t k = 0; want != NO_FIGURE && k < c->claims->n; k++) {
		const struct claim *m = &c->claims->at[k];
		int d;

		if (m->covered != want || m == idle)
			continue;
		if ((m->kind == CLAIM_EXCEPTION) != (idle->kind == CLAIM_EXCEPTION))
			return m->kind == CLAIM_EXCEPTION ? idle : m;
		d = claim_likeness(c->s, m, left) - claim_likeness(c->s, m, want) -
		    gain(c, idle, left);
		return d > 0 || (d == 0 && (left < want) == (m < idle)) ? m : idle;
	}
	return idle;
}

enum fit { FIT_NOT, FIT_CLAUSE, FIT_VALUE, FIT_IDLE, FIT_WORDS };

/*
 * How well a claim explains why a figure is left. One that stands for nothing
 * may have the wrong clause, if value and words fit, or the wrong value.
 */
static enum fit fit_of(const struct cover *c, const struct claim *m, size_t left)
{
	const struct figure *f = &c->s->figures.at[left];
	bool here = scope_holds(&m->scope, f->from), equal;

	if (m->covered != NO_FIGURE || m->figure.kind != f->kind)
		return here && m->kind != CLAIM_EXCEPTION ? FIT_CLAUSE : FIT_NOT;
	equal = figure_equal(&m->cell, &m->figure, &c->s->text, f, 1);
	if (equal && gain(c, m, left) > 0)
		return FIT_WORDS;
	return here ? FIT_IDLE : equal ? FIT_VALUE : FIT_NOT;
}

/* The row that seems to be meant, or the digest as a whole. */
static struct place row_meant(const struct cover *c, size_t figure)
{
	const struct claim *found = NULL;
	enum fit best = FIT_NOT;

	for (size_t k = 0; k < c->claims->n; k++) {
		const struct claim *m = &c->claims->at[k];
		enum fit fit = fit_of(c, m, figure);

		if (fit < best || fit == FIT_NOT)
			continue;
		if (fit > best || gain(c, m, figure) > gain(c, found, figure))
			found = m;
		best = fit;
	}
	if (best > FIT_CLAUSE)
		found = wrong_one(c, found, figure);
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

/*
 * How likely a claim is meant for a figure that no row stands for: an equal
 * one elsewhere, or in its clause one of equal value or of equal unit. What is
 * only said twice comes last.
 */
static int meaning(const struct cover *c, const struct claim *m, size_t figure)
{
	const struct fold *t = &c->s->text;
	struct figure f = c->s->figures.at[figure];
	bool here = scope_holds(&m->scope, f.from);

	if (is_covered(c, figure))
		return 0;
	if (figure_equal(&m->cell, &m->figure, t, &f, m->letters))
		return is_said_twice(c, figure) ? 1 : 4;
	if (here && figure_equal(&m->cell, &m->figure, t, &f, 0))
		return 3;
	f.value = m->figure.value;
	return here && figure_equal(&m->cell, &m->figure, t, &f, m->letters) ? 2 : 0;
}

static size_t left_over(const struct cover *c, const struct claim *m)
{
	size_t found = NO_FIGURE;
	int best = 0;

	for (size_t i = 0; i < c->s->figures.n; i++) {
		int n = meaning(c, m, i);

		if (n > best) {
			best = n;
			found = i;
		}
	}
	return found;
}

/* A goal or pool whose figure the source has, but for another row. */
static void report_shared(struct cover *c, const struct claim *m)
{
	size_t want = wanted(c, m), left = left_over(c, m);

	if (want == NO_FIGURE)
		return;
	if (left != NO_FIGURE)
		m = wrong_one(c, m, left);
	finding_add(c->x, m->place, fold_place(&c->s->text, c->s->figures.at[want].from),
	    "audit-shared", "another row stands for the %s of clause %s",
	    figure_words(c->x->a, &m->cell, &m->figure), m->clause);
}

static bool has_words(const struct claim *m)
{
	for (size_t i = 0; i + 1 < m->words.n; i++)
		if (text_is_han(m->words.at[i].cp) && text_is_han(m->words.at[i + 1].cp))
			return true;
	return false;
}

/* A goal or pool whose figure stands in its clause, but for something else. */
static void check_claim(struct cover *c, const struct claim *m)
{
	if (m->kind != CLAIM_ONE)
		return;
	if (m->covered == NO_FIGURE)
		report_shared(c, m);
	else if (has_words(m) && claim_likeness(c->s, m, m->covered) == 0)
		finding_add(c->x, m->place,
		    fold_place(&c->s->text, c->s->figures.at[m->covered].from), "audit-words",
		    "no word of the row stands beside the %s of clause %s",
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
