/*
 * copy.c: sentences of the source in the digest.
 *
 * In: the Han characters of the source, and those of each block and cell of the
 * digest, marks left out, so that another comma does not hide a copy. Windows
 * of 25 characters are hashed as they roll over the source into a table, then
 * over the digest; a window found is compared and drawn out to the whole run:
 * linear in both. Titles in 《》 and those in the front matter are left out,
 * and so are lists of names.
 */
#include "audit/audit_parts.h"

#include <string.h>

enum { RUN = 25, NAME_MOST = 15 };

#define BASE 1000003u

/* Han characters in order, with the letter of each. */
struct han {
	uint32_t *cp;
	size_t *at;
	size_t n;
};

struct windows {
	size_t *start; /* by hash: 1 + first character; 0 is empty */
	size_t mask;
	struct han han;
};

struct search {
	struct auditor *x;
	const struct policy *p;
	const struct source *s;
	struct windows w;
};

/* ----------------------------------------------------------------- hashing */

static struct han pick(struct arena *a, const struct fold *t, size_t from, size_t to)
{
	struct han h = {
	    arena_array(a, uint32_t, to - from + 1), arena_array(a, size_t, to - from + 1), 0};

	for (size_t i = from; i < to; i++)
		if (text_is_han(t->at[i].cp)) {
			h.cp[h.n] = t->at[i].cp;
			h.at[h.n++] = i;
		}
	return h;
}

/* BASE to the power of RUN - 1 */
static uint32_t leading(void)
{
	uint32_t n = 1;

	for (int i = 1; i < RUN; i++)
		n *= BASE;
	return n;
}

/* The hash of the window that ends with character i, from the one before it. */
static uint32_t roll(const struct han *h, size_t i, uint32_t hash, uint32_t lead)
{
	if (i >= RUN)
		hash -= h->cp[i - RUN] * lead;
	return hash * BASE + h->cp[i];
}

/* The slot of a window: the one that holds an equal window, or an empty one. */
static size_t slot(const struct windows *w, const struct han *h, size_t start, uint32_t hash)
{
	size_t i = hash & w->mask;

	while (w->start[i] &&
	       memcmp(w->han.cp + w->start[i] - 1, h->cp + start, RUN * sizeof(*h->cp)) != 0)
		i = (i + 1) & w->mask;
	return i;
}

static struct windows index_windows(struct arena *a, struct han h)
{
	struct windows w = {.han = h, .mask = 1};
	uint32_t hash = 0, lead = leading();

	while (w.mask < 2 * h.n)
		w.mask *= 2;
	w.start = arena_array(a, size_t, w.mask);
	w.mask--;
	for (size_t i = 0; i < h.n; i++) {
		hash = roll(&h, i, hash, lead);
		if (i + 1 < RUN)
			continue;
		size_t k = slot(&w, &h, i + 1 - RUN, hash * 2654435761u >> 7);

		if (!w.start[k])
			w.start[k] = i + 2 - RUN;
	}
	return w;
}

/* ----------------------------------------------------------------- judging */

/* Names in a row, parted by 、: none of them is long enough for a sentence. */
static bool is_list(const struct fold *t, size_t from, size_t to)
{
	size_t names = 0, letters = 0;

	for (size_t i = from; i < to; i++) {
		uint32_t cp = t->at[i].cp;

		if (cp == 0x3001 || cp == '(' || cp == ')' || cp == '"') { /* 、 */
			names += cp == 0x3001;
			letters = 0;
		} else if (cp == ',' || cp == ';' || cp == 0x3002 || ++letters > NAME_MOST) {
			return false;
		}
	}
	return names >= 2;
}

/* Whether the characters from i on are part of a title. */
static bool is_in_title(
    struct search *c, const struct han *h, size_t i, size_t n, const char *title)
{
	struct fold t = fold_text(c->x->a, c->x->simple, (struct place){0}, title ? title : "",
	    title ? strlen(title) : 0);
	struct han name = pick(c->x->a, &t, 0, t.n);

	for (size_t k = 0; k + n <= name.n; k++)
		if (memcmp(name.cp + k, h->cp + i, n * sizeof(*h->cp)) == 0)
			return true;
	return false;
}

/* Whether they are an official name that a title has, too. */
static bool is_name(struct search *c, const struct han *h, size_t i, size_t n)
{
	for (size_t k = 0; k < c->p->citations_n; k++)
		if (is_in_title(c, h, i, n, c->p->citations[k].title))
			return true;
	return is_in_title(c, h, i, n, c->p->title);
}

/* Report the run that begins with character i of the digest; where it ends. */
static size_t judge(
    struct search *c, const struct fold *t, const struct han *h, size_t i, size_t at)
{
	const struct han *source = &c->w.han;
	size_t n = RUN;

	while (i + n < h->n && at + n < source->n && h->cp[i + n] == source->cp[at + n])
		n++;
	if (!is_list(t, h->at[i], h->at[i + n - 1] + 1) && !is_name(c, h, i, n))
		finding_add(c->x, fold_place(t, h->at[i]), fold_place(&c->s->text, source->at[at]),
		    "audit-copied", "%zu Han characters in a row are those of the source", n);
	return i + n;
}

static void search_part(struct search *c, const struct fold *t, size_t from, size_t to)
{
	struct han h = pick(c->x->a, t, from, to);
	uint32_t hash = 0, lead = leading();
	size_t done = 0;

	for (size_t i = 0; i < h.n; i++) {
		hash = roll(&h, i, hash, lead);
		if (i + 1 < done + RUN)
			continue;
		size_t start = i + 1 - RUN, k = slot(&c->w, &h, start, hash * 2654435761u >> 7);

		if (c->w.start[k])
			done = judge(c, t, &h, start, c->w.start[k] - 1);
	}
}

/* ------------------------------------------------------------------ titles */

/* Letters at i that are this title, or 0. */
static size_t sees_title(struct search *c, const struct fold *t, size_t i, const char *title)
{
	struct fold f = fold_text(c->x->a, c->x->simple, (struct place){0}, title ? title : "",
	    title ? strlen(title) : 0);
	size_t n = 0;

	while (n < f.n && i + n < t->n && t->at[i + n].cp == f.at[n].cp)
		n++;
	return n == f.n ? n : 0;
}

/* Letters at i that belong to a title. */
static size_t title_at(struct search *c, const struct fold *t, size_t i)
{
	size_t n = sees_title(c, t, i, c->p->title);

	if (t->at[i].cp == 0x300A) { /* 《 */
		for (n = 1; i + n < t->n && t->at[i + n].cp != 0x300B;)
			n++;
		return n;
	}
	for (size_t k = 0; n == 0 && k < c->p->citations_n; k++)
		n = sees_title(c, t, i, c->p->citations[k].title);
	return n;
}

/* Search folded text of the digest between its titles. */
static void search_fold(struct search *c, const struct fold *t)
{
	size_t from = 0;

	for (size_t i = 0; i < t->n;) {
		size_t n = t->n >= RUN ? title_at(c, t, i) : 0;

		if (n) {
			search_part(c, t, from, i);
			from = i + n;
		}
		i += n ? n : 1;
	}
	search_part(c, t, from, t->n);
}

static void search_text(struct search *c, const char *s, struct place at)
{
	struct fold t = fold_text(c->x->a, c->x->simple, at, s ? s : "", s ? strlen(s) : 0);

	search_fold(c, &t);
}

/* ------------------------------------------------------------- the digest */

static bool is_block(const struct node *n)
{
	return n->kind <= NODE_CELL || n->kind == NODE_NOTE;
}

/* Add what a node and those below it say, each letter with its own place. */
static void join(struct search *c, const struct node *n, struct fold *out, size_t *cap)
{
	struct fold t = fold_text(
	    c->x->a, c->x->simple, n->place, n->text ? n->text : "", n->text ? strlen(n->text) : 0);

	for (size_t i = 0; i < t.n; i++)
		*(struct letter *)VEC_PUSH(c->x->a, out->at, out->n, *cap) = t.at[i];
	for (n = n->child; n; n = n->next)
		join(c, n, out, cap);
}

/* The text of each innermost block, as one. */
static void search_blocks(struct search *c, const struct node *n)
{
	for (; n; n = n->next) {
		struct fold t = {.file = n->place.file};
		size_t cap = 0;

		if (n->child && is_block(n->child)) {
			search_blocks(c, n->child);
			continue;
		}
		join(c, n, &t, &cap);
		search_fold(c, &t);
	}
}

static void search_tables(struct search *c)
{
	const struct policy *p = c->p;

	for (size_t i = 0; i < p->supports_n; i++) {
		search_text(c, p->supports[i].item, p->supports[i].places[1]);
		search_text(c, p->supports[i].recipient, p->supports[i].places[2]);
		search_text(c, p->supports[i].written, p->supports[i].places[3]);
		search_text(c, p->supports[i].conditions, p->supports[i].places[4]);
	}
	for (size_t i = 0; i < p->pools_n; i++) {
		search_text(c, p->pools[i].name, p->pools[i].places[1]);
		search_text(c, p->pools[i].note, p->pools[i].places[4]);
	}
	for (size_t i = 0; i < p->goals_n; i++) {
		search_text(c, p->goals[i].indicator, p->goals[i].places[2]);
		search_text(c, p->goals[i].note, p->goals[i].places[4]);
	}
}

void copies_find(struct auditor *x, const struct policy *p, const struct source *s)
{
	struct search c = {x, p, s, index_windows(x->a, pick(x->a, &s->text, 0, s->text.n))};

	for (size_t i = 0; i < p->sections_n; i++)
		search_blocks(&c, p->sections[i].body);
	for (size_t i = 0; i < p->notes_n; i++)
		search_blocks(&c, p->notes[i]);
	search_tables(&c);
	for (size_t i = 0; i < p->not_supports_n; i++)
		search_text(&c, p->not_supports[i].why, p->not_supports[i].place);
}
