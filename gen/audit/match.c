/*
 * match.c: from the digest to the source.
 *
 * In: the three tables and not_support. Every clause must be in the source, and
 * every figure of a row in that clause, by value. What 标准, 规模 and 目标值
 * say becomes a claim: cover.c asks which sums of the source have one. Years
 * of the calendar need only stand somewhere in the source, since a plan names
 * them once for all. What 条件 and 说明 say may also stand in a clause that
 * not_support names for the same sum. A figure that the source garbles or puts
 * in other words is found when the row quotes these: 原文作“过半”.
 */
#include "audit/audit_parts.h"

#include <string.h>

/* One row at hand. */
struct row {
	struct auditor *x;
	const struct policy *p;
	const struct source *s;
	struct clause clause;
	struct place place; /* of the clause */
	const char *note;   /* 条件 or 说明; NULL */
	enum claim_kind kind;
	struct fold words; /* what the row is about */
	struct scope scope;
	struct claims *claims;
};

/* How the figures of a cell are looked for. */
enum cell_kind {
	CELL_WORDS, /* Arabic figures, the first letter of a unit */
	CELL_SUM,   /* all figures, the first letter of a unit; they are claims */
	CELL_GOAL,  /* all figures, units in full; they are claims */
};

static struct fold fold_cell(const struct row *r, const char *cell, struct place at)
{
	return fold_text(r->x->a, r->x->simple, at, cell, strlen(cell));
}

/* --------------------------------------------------------------- searching */

/* The first figure of the source that equals x, from the i-th on; its number, or n. */
static size_t seek(const struct source *s, const struct fold *cell, const struct figure *x,
    size_t letters, size_t i)
{
	while (i < s->figures.n && !figure_equal(cell, x, &s->text, &s->figures.at[i], letters))
		i++;
	return i;
}

static bool occurs(
    const struct row *r, const struct fold *cell, const struct figure *x, size_t letters)
{
	for (size_t i = 0; (i = seek(r->s, cell, x, letters, i)) < r->s->figures.n; i++)
		if (scope_holds(&r->scope, r->s->figures.at[i].from))
			return true;
	return false;
}

/* Whether letters of a note stand in the clause. */
static bool stands(const struct row *r, const struct fold *note, struct span w)
{
	const struct fold *t = &r->s->text;

	for (size_t k = 0; k < r->scope.n; k++)
		for (size_t i = r->scope.at[k].from; i < r->scope.at[k].to; i++) {
			size_t n = 0;

			while (w.from + n < w.to &&
			       note->at[w.from + n].cp == fold_letter(t, i + n, r->scope.at[k].to))
				n++;
			if (w.from + n == w.to)
				return true;
		}
	return false;
}

static bool has_letter(const struct fold *t, struct span s, uint32_t cp)
{
	for (size_t i = s.from; i < s.to; i++)
		if (t->at[i].cp == cp)
			return true;
	return false;
}

/* Words that a unit in a source is told by. */
static bool is_measure(uint32_t cp)
{
	static const char words[] = "个家项名人位所种类件套台辆条座处支场次批";
	const char *s = words;
	uint32_t word;

	while ((word = text_next(&s)))
		if (word == cp)
			return true;
	return false;
}

/* Whether a quotation has the unit: “5大类” has 类; where it has none (“50+”), 个 or 人 is right.
 */
static bool has_unit(const struct fold *cell, const struct figure *x, const struct fold *note,
    struct span quote, size_t unit)
{
	if (x->kind != FIGURE_COUNT ||
	    has_letter(note, quote, fold_letter(cell, x->unit, x->limit)))
		return true;
	return !is_measure(fold_letter(note, unit, quote.to)) &&
	       (fold_sees(cell, x->unit, x->limit, "个") ||
		   fold_sees(cell, x->unit, x->limit, "人"));
}

/* Whether a quotation has the figure: its value, or at least its digits. */
static bool has_value(const struct row *r, const struct fold *cell, const struct figure *x,
    const struct fold *note, struct span quote)
{
	struct figures f = figures_find(r->x->a, note, quote);
	char *digits = fold_words(r->x->a, cell, (struct span){x->from, x->to});

	for (size_t i = 0; i < f.n; i++)
		if (f.at[i].value == x->value &&
		    has_unit(cell, x, note, quote,
			f.at[i].kind == FIGURE_COUNT ? f.at[i].unit : f.at[i].to))
			return true;
	digits[strspn(digits, "0123456789.")] = '\0';
	return *digits && *digits != '0' && strstr(fold_words(r->x->a, note, quote), digits) &&
	       has_letter(note, quote, fold_letter(cell, x->unit, x->limit));
}

/* Whether the note quotes the clause, and the figure with it: 原文作“1520ms”. */
static bool is_quoted(const struct row *r, const struct fold *cell, const struct figure *x)
{
	struct fold note = fold_cell(r, r->note ? r->note : "", r->place);
	size_t i = 0, open;

	while (i < note.n &&
	       (!fold_sees(&note, i, note.n, "原文") || fold_sees(&note, i, note.n, "原文又")))
		i++;
	for (; i < note.n; i++) {
		if (note.at[i].cp != '"')
			continue;
		for (open = ++i; i < note.n && note.at[i].cp != '"';)
			i++;
		struct span quote = {open, i};

		if (i > open && stands(r, &note, quote) && has_value(r, cell, x, &note, quote))
			return true;
	}
	return false;
}

/* Whether not_support names the same sum, in whatever clause. */
static bool is_excepted(const struct row *r, const struct fold *cell, const struct figure *x)
{
	for (size_t i = 0; i < r->p->not_supports_n; i++) {
		const struct not_support *n = &r->p->not_supports[i];
		struct fold sum = fold_cell(r, n->sum, n->place);
		struct figures f = figures_find(r->x->a, &sum, (struct span){0, sum.n});

		for (size_t k = 0; k < f.n; k++)
			if (figure_equal(cell, x, &sum, &f.at[k], 1))
				return true;
	}
	return false;
}

/* --------------------------------------------------------------- reporting */

static void report(struct row *r, const struct fold *cell, const struct figure *x, size_t letters)
{
	const struct source *s = r->s;
	size_t elsewhere = seek(s, cell, x, letters, 0);

	finding_add(r->x, fold_place(cell, x->from), fold_place(&s->text, r->scope.at[0].from),
	    "audit-figure", "%s does not occur in clause %s of the source",
	    figure_words(r->x->a, cell, x), r->clause.label);
	if (elsewhere < s->figures.n)
		diag_hint("it occurs in %s",
		    outline_label(r->x->a, &s->outline, s->figures.at[elsewhere].from));
}

static void check_year(struct row *r, const struct fold *cell, const struct figure *x)
{
	if (seek(r->s, cell, x, 0, 0) < r->s->figures.n)
		r->x->tally->found++;
	else
		finding_add(r->x, fold_place(cell, x->from), fold_place(&r->s->text, 0),
		    "audit-year", "the year %s does not occur in the source",
		    fold_words(r->x->a, cell, (struct span){x->from, x->to}));
}

static size_t letters_of(enum cell_kind kind)
{
	return kind == CELL_GOAL ? SIZE_MAX : 1;
}

static void check_figure(
    struct row *r, const struct fold *cell, const struct figure *x, enum cell_kind kind)
{
	size_t letters = letters_of(kind);

	r->x->tally->figures++;
	if (figure_is_year(cell, x))
		check_year(r, cell, x);
	else if (occurs(r, cell, x, letters) || is_quoted(r, cell, x) ||
		 (kind == CELL_WORDS && is_excepted(r, cell, x)))
		r->x->tally->found++;
	else
		report(r, cell, x, letters);
}

static void add_claim(
    const struct row *r, const struct fold *cell, const struct figure *x, size_t letters)
{
	struct claim c = {.kind = r->kind,
	    .figure = *x,
	    .cell = *cell,
	    .letters = is_quoted(r, cell, x) ? 0 : letters,
	    .scope = r->scope,
	    .clause = r->clause.label,
	    .place = fold_place(cell, x->from),
	    .words = r->words};

	*(struct claim *)VEC_PUSH(r->x->a, r->claims->at, r->claims->n, r->claims->cap) = c;
}

/* 对上2行: counts rows of the digest, not of the source. */
static size_t skip_over(const struct fold *cell)
{
	size_t i = 0;

	if (!fold_sees(cell, 0, cell->n, "对上"))
		return 0;
	while (i < cell->n && cell->at[i].cp != ':')
		i++;
	return i;
}

/* Numbers that are words (一次性, 两类), and those of clauses (三/（一）/3). */
static bool is_word(const struct fold *cell, const struct figure *x)
{
	uint32_t cp = cell->at[x->from].cp;

	return x->kind == FIGURE_COUNT &&
	       (!letter_is_digit(cp) || (x->from && cell->at[x->from - 1].cp == '/'));
}

static void check_cell(struct row *r, const char *s, struct place at, enum cell_kind kind)
{
	struct fold cell = fold_cell(r, s ? s : "", at);
	struct figures f = figures_find(r->x->a, &cell, (struct span){skip_over(&cell), cell.n});

	for (size_t i = 0; i < f.n; i++) {
		if (kind == CELL_WORDS && is_word(&cell, &f.at[i]))
			continue;
		check_figure(r, &cell, &f.at[i], kind);
		if (kind != CELL_WORDS)
			add_claim(r, &cell, &f.at[i], letters_of(kind));
	}
}

/* Find the clause of a row, or report. */
static bool locate(struct row *r)
{
	struct auditor *x = r->x;
	struct clause_name name = clause_name_read(x->a, x->simple, r->clause.label);
	const char *near;

	x->tally->rows += r->kind != CLAIM_EXCEPTION;
	if (outline_find(x->a, &r->s->outline, &name, &r->scope))
		return true;
	finding_add(x, r->place, (struct place){r->s->text.file, 0, 0}, "audit-clause",
	    "the source has no clause %s", r->clause.label);
	near = outline_nearest(x->a, &r->s->outline, r->clause.label);
	if (near)
		diag_hint("a clause like it is %s", near);
	return false;
}

/* -------------------------------------------------------------------- rows */

enum { S_CLAUSE = 0, S_ITEM, S_RECIPIENT, S_STANDARD, S_CONDITIONS };
enum { T_CLAUSE = 0, T_FIRST, T_SECOND, T_VALUE, T_NOTE }; /* of 资金池 and 目标 */

/* Three cells as one text; NULL is empty. */
static struct fold join(const struct row *r, const char *a, const char *b, const char *c)
{
	return fold_cell(
	    r, arena_printf(r->x->a, "%s\n%s\n%s", a ? a : "", b ? b : "", c ? c : ""), r->place);
}

static void match_support(struct row r, const struct support *s)
{
	r.clause = s->clause;
	r.place = s->places[S_CLAUSE];
	r.note = s->conditions;
	r.words = join(&r, s->item, s->recipient, s->conditions);
	if (!locate(&r))
		return;
	check_cell(&r, s->item, s->places[S_ITEM], CELL_WORDS);
	check_cell(&r, s->recipient, s->places[S_RECIPIENT], CELL_WORDS);
	check_cell(&r, s->written, s->places[S_STANDARD], CELL_SUM);
	check_cell(&r, s->conditions, s->places[S_CONDITIONS], CELL_WORDS);
}

static void match_pool(struct row r, const struct pool *p)
{
	r.clause = p->clause;
	r.place = p->places[T_CLAUSE];
	r.note = p->note;
	r.kind = CLAIM_ONE;
	r.words = join(&r, p->name, p->note, NULL);
	if (!locate(&r))
		return;
	check_cell(&r, p->name, p->places[T_FIRST], CELL_WORDS);
	check_cell(&r, p->text, p->places[T_VALUE], CELL_SUM);
	check_cell(&r, p->note, p->places[T_NOTE], CELL_WORDS);
}

static void match_goal(struct row r, const struct goal_row *g)
{
	r.clause = g->clause;
	r.place = g->places[T_CLAUSE];
	r.note = g->note;
	r.kind = CLAIM_ONE;
	r.words = join(&r, g->indicator, g->note, NULL);
	if (!locate(&r))
		return;
	check_cell(&r, g->year ? g->year_text : NULL, g->places[T_FIRST], CELL_WORDS);
	check_cell(&r, g->indicator, g->places[T_SECOND], CELL_WORDS);
	check_cell(&r, g->text, g->places[T_VALUE], CELL_GOAL);
	check_cell(&r, g->note, g->places[T_NOTE], CELL_WORDS);
}

static void match_exception(struct row r, const struct not_support *n)
{
	r.clause = n->clause;
	r.place = n->place;
	r.kind = CLAIM_EXCEPTION;
	r.words = fold_cell(&r, n->why, n->place);
	if (locate(&r))
		check_cell(&r, n->sum, n->place, CELL_SUM);
}

void rows_match(
    struct auditor *x, const struct policy *p, const struct source *s, struct claims *out)
{
	struct row r = {.x = x, .p = p, .s = s, .claims = out};

	*out = (struct claims){0};
	for (size_t i = 0; i < p->supports_n; i++)
		match_support(r, &p->supports[i]);
	for (size_t i = 0; i < p->pools_n; i++)
		match_pool(r, &p->pools[i]);
	for (size_t i = 0; i < p->goals_n; i++)
		match_goal(r, &p->goals[i]);
	for (size_t i = 0; i < p->not_supports_n; i++)
		match_exception(r, &p->not_supports[i]);
}
