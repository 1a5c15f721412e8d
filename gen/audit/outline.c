/*
 * outline.c: the tree of clauses of a source, by its own numbering.
 *
 * In: folded text in paragraphs. Out: branches in the order of the text, each
 * with its label and paragraphs. Three steps: cut the text into pieces that
 * begin with a label or have none; find the numbers that were lost, where what
 * stands around leaves one possibility; hang each numbered piece below the
 * piece it belongs to. Labels within a line count when their number is due.
 */
#include "audit/audit_parts.h"

enum piece_kind {
	PIECE_PLAIN,
	PIECE_NUMBERED,
	PIECE_GARBLED, /* begins with a mark that can only end a sentence */
	PIECE_HEADING, /* a short line without marks */
};

struct piece {
	enum piece_kind kind;
	struct label label;
	struct span text;
	size_t body; /* behind the label */
};

struct pieces {
	struct arena *a;
	const struct fold *t;
	struct piece *at;
	size_t n, cap;
	int last[STYLES]; /* the number seen last of each style */
};

/* ----------------------------------------------------------------- cutting */

enum { TITLE_LETTERS = 30, HEADING_LETTERS = 20 };

static bool ends_sentence(uint32_t cp)
{
	return cp == 0x3002 || cp == ';' || cp == ':'; /* 。 */
}

static bool is_closing(uint32_t cp)
{
	return ends_sentence(cp) || cp == ',' || cp == 0x3001 || cp == ')';
}

static void add(struct pieces *p, enum piece_kind kind, struct label l, struct span s, size_t body)
{
	*(struct piece *)VEC_PUSH(p->a, p->at, p->n, p->cap) = (struct piece){kind, l, s, body};
}

static bool is_heading(const struct fold *t, struct span s)
{
	if (s.to - s.from > HEADING_LETTERS)
		return false;
	for (size_t i = s.from; i < s.to; i++)
		if (!text_is_han(t->at[i].cp))
			return false;
	return s.to > s.from;
}

static enum piece_kind kind_of(const struct fold *t, struct span s)
{
	if (is_closing(fold_letter(t, s.from, s.to)))
		return PIECE_GARBLED;
	return is_heading(t, s) ? PIECE_HEADING : PIECE_PLAIN;
}

/* Whether the label with the next number follows within the paragraph. */
static bool is_continued(const struct fold *t, struct label l, size_t from, size_t to)
{
	struct label next;

	for (size_t i = from; i < to; i++)
		if (label_read(t, i, to, &next) && next.style == l.style &&
		    next.number == l.number + 1)
			return true;
	return false;
}

/* A label within a line: at the beginning of a sentence, and its number is the next of its style.
 */
static size_t read_inner(const struct pieces *p, size_t i, size_t to, struct label *l)
{
	const struct fold *t = p->t;
	size_t n;

	if (!t->at[i].gap && !ends_sentence(t->at[i - 1].cp))
		return 0;
	n = label_read(t, i, to, l);
	if (!n || l->style < STYLE_BRACKETS || l->style == STYLE_BOX)
		return 0;
	if (l->number == 1)
		return is_continued(t, *l, i + n, to) || t->at[i].gap ? n : 0;
	return l->number == p->last[l->style] + 1 ? n : 0;
}

/* Cut a paragraph before each label in it. */
static void cut(struct pieces *p, struct span s)
{
	struct label l = {STYLE_HAN, 0}, next;
	size_t n = label_read(p->t, s.from, s.to, &l), body = s.from + n;
	enum piece_kind kind = n ? PIECE_NUMBERED : kind_of(p->t, s);

	if (n)
		p->last[l.style] = l.number;
	for (size_t i = MAX(body, s.from + 1); i < s.to; i++) {
		n = read_inner(p, i, s.to, &next);
		if (!n)
			continue;
		add(p, kind, l, (struct span){s.from, i}, body);
		kind = PIECE_NUMBERED;
		p->last[next.style] = next.number;
		l = next;
		s.from = i;
		body = i + n;
	}
	add(p, kind, l, s, body);
}

static struct pieces cut_all(struct arena *a, const struct fold *t)
{
	struct pieces p = {.a = a, .t = t};

	for (size_t from = 0, to; from < t->n; from = to + 1) {
		to = from;
		while (to < t->n && t->at[to].cp != '\n')
			to++;
		if (to > from)
			cut(&p, (struct span){from, to});
	}
	return p;
}

/* ------------------------------------------------------------ lost numbers */

static size_t next_numbered(const struct pieces *p, size_t i)
{
	while (i < p->n && p->at[i].kind != PIECE_NUMBERED)
		i++;
	return i;
}

static const struct piece *before(const struct pieces *p, size_t i)
{
	while (i-- > 0)
		if (p->at[i].kind == PIECE_NUMBERED)
			return &p->at[i];
	return NULL;
}

static void number(struct piece *piece, enum style style, int n)
{
	piece->kind = PIECE_NUMBERED;
	piece->label = (struct label){style, n};
}

/*
 * Garbled headings between two labels take the numbers between, if there are
 * as many; before a coarser label, or the end, they go on counting.
 */
static void number_garbled(struct pieces *p, size_t i)
{
	size_t end = next_numbered(p, i);
	const struct piece *prior = before(p, i);
	struct label first = prior ? prior->label : (struct label){STYLE_HAN, 0};
	int n = 0;

	for (size_t k = i; k < end; k++)
		n += p->at[k].kind == PIECE_GARBLED;
	if (!prior)
		return;
	if (end < p->n && p->at[end].label.style >= first.style) {
		struct label l = p->at[end].label;

		if (l.style > first.style)
			first = (struct label){l.style, 0};
		if (l.number != first.number + n + 1)
			return;
	}
	for (size_t k = i; k < end; k++)
		if (p->at[k].kind == PIECE_GARBLED)
			number(&p->at[k], first.style, ++first.number);
}

static const struct piece *coarser_before(const struct pieces *p, size_t i, enum style style)
{
	while (i-- > 0)
		if (p->at[i].kind == PIECE_NUMBERED && p->at[i].label.style < style)
			return &p->at[i];
	return NULL;
}

/* Whether number n of a style stands anywhere. */
static bool is_taken(const struct pieces *p, enum style style, int n)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->at[i].kind == PIECE_NUMBERED && p->at[i].label.style == style &&
		    p->at[i].label.number == n)
			return true;
	return false;
}

/*
 * A heading that lost its number: below it and below the heading before it one
 * count runs on ((八) 五、 (九) … (十二) HEADING (十三)), and its number is free.
 */
static void number_heading(struct pieces *p, size_t i)
{
	const struct piece *next = &p->at[i + 1], *prior = before(p, i), *above, *first;
	enum style style;

	if (i + 1 >= p->n || next->kind != PIECE_NUMBERED || !prior ||
	    prior->label.style != next->label.style ||
	    prior->label.number + 1 != next->label.number)
		return;
	above = coarser_before(p, i, next->label.style);
	if (!above)
		return;
	for (first = above + 1;
	     first->kind != PIECE_NUMBERED || first->label.style != next->label.style;)
		first++;
	style = above->label.style;
	if (first->label.number > 1 && !is_taken(p, style, above->label.number + 1))
		number(&p->at[i], style, above->label.number + 1);
}

static void number_lost(struct pieces *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->at[i].kind == PIECE_GARBLED)
			number_garbled(p, i);
		else if (p->at[i].kind == PIECE_HEADING)
			number_heading(p, i);
	}
}

/* -------------------------------------------------------------------- tree */

/* The nearest branch from i upward in a style, or 0. */
static size_t upward(const struct outline *o, size_t i, enum style style)
{
	while (i && o->at[i].label.style != style)
		i = o->at[i].parent;
	return i;
}

/* The branch whose number is one less, from i upward, or 0. */
static size_t elder(const struct outline *o, size_t i, struct label l)
{
	for (; i; i = o->at[i].parent)
		if (o->at[i].label.style == l.style && o->at[i].label.number + 1 == l.number)
			return i;
	return 0;
}

/* Where a new label belongs, given the branch before it. */
static size_t parent_of(const struct outline *o, size_t i, struct label l)
{
	size_t box = upward(o, i, STYLE_BOX), same = upward(o, i, l.style), e = elder(o, i, l);

	if (l.style == STYLE_BOX)
		return box ? o->at[box].parent : i;
	if (e)
		return o->at[e].parent;
	if (box && l.number == 1 && l.style > STYLE_BRACKETS && same < box) {
		while (o->at[i].label.style > l.style && i != box)
			i = o->at[i].parent;
		return i;
	}
	while (i && o->at[i].label.style >= l.style)
		i = o->at[i].parent;
	return i;
}

static void add_paragraph(struct arena *a, struct branch *b, struct span s)
{
	*(struct span *)VEC_PUSH(a, b->paragraphs, b->paragraphs_n, b->paragraphs_cap) = s;
}

/* Whether a branch is a member of a list: what stands before it ends in ： or ；. */
static bool is_listed(const struct fold *t, const struct branch *b)
{
	size_t i = b->from;

	while (i > 0 && t->at[i - 1].cp == '\n')
		i--;
	return i > 0 && (t->at[i - 1].cp == ':' || t->at[i - 1].cp == ';');
}

/* Whether the first paragraph of a branch is but its title: （一）加强组织领导。 */
static bool is_title(const struct fold *t, const struct branch *b)
{
	const struct span *s = b->paragraphs;

	if (b->paragraphs_n != 1 || s->to - s->from > TITLE_LETTERS ||
	    t->at[s->from].line != t->at[s->to - 1].line || is_listed(t, b))
		return false;
	for (size_t i = s->from; i + 1 < s->to; i++)
		if (t->at[i].cp == ',' || ends_sentence(t->at[i].cp))
			return false;
	return true;
}

static bool has_cells(const struct fold *t, struct span s)
{
	for (size_t i = s.from; i < s.to; i++)
		if (t->at[i].cp == '\t')
			return true;
	return false;
}

/* Whether a piece goes on with the last paragraph: lines of a table do, also with its caption. */
static bool is_table(const struct fold *t, const struct branch *b, struct span s)
{
	return has_cells(t, s) &&
	       !ends_sentence(t->at[b->paragraphs[b->paragraphs_n - 1].to - 1].cp);
}

static void grow(struct arena *a, struct outline *o, const struct piece *p)
{
	size_t last = o->n - 1;
	struct branch *b = &o->at[last];

	if (p->kind == PIECE_NUMBERED) {
		struct branch new = {.label = p->label, .parent = parent_of(o, last, p->label)};

		new.from = p->text.from;
		*(struct branch *)VEC_PUSH(a, o->at, o->n, o->cap) = new;
		add_paragraph(a, &o->at[o->n - 1], p->text);
	} else if (b->paragraphs &&
		   (is_table(o->text, b, p->text) || (last && is_title(o->text, b)))) {
		b->paragraphs[b->paragraphs_n - 1].to = p->text.to;
	} else {
		add_paragraph(a, b, p->text);
	}
}

static void close_branches(struct outline *o)
{
	for (size_t i = o->n; i-- > 0;) {
		struct branch *b = &o->at[i], *above = &o->at[b->parent];

		b->end = MAX(b->end, i + 1);
		b->to = b->end < o->n ? o->at[b->end].from : o->text->n;
		above->end = MAX(above->end, b->end);
	}
}

struct outline outline_read(struct arena *a, const struct fold *t)
{
	struct outline o = {.text = t};
	struct pieces p = cut_all(a, t);

	number_lost(&p);
	*(struct branch *)VEC_PUSH(a, o.at, o.n, o.cap) = (struct branch){0};
	for (size_t i = 0; i < p.n; i++)
		grow(a, &o, &p.at[i]);
	close_branches(&o);
	return o;
}
