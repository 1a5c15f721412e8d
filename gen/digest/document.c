/*
 * Documents by their numbers. In: policies with their citations resolved. Out:
 * c->documents, each document that has a number or is cited once, with the
 * policies that cite it; and the place on its page where each policy does.
 * Documents are one when the collection has them as one policy, when their
 * numbers are equal, or when neither has another number and their titles are
 * equal to the letter: a title that merely resembles another makes no edge.
 */
#include "digest/digest_parts.h"

#include <stdlib.h>
#include <string.h>

/* A document while it is put together. */
struct draft {
	struct document d;
	size_t cap; /* of citing */
};

struct maker {
	struct arena *arena;
	struct map *policies, *numbers, *titles; /* to struct draft, by slug, number, title */
	struct draft **v;
	size_t n, cap;
	struct draft none; /* what a title stands for that several have */
};

/* ------------------------------------------------------------------- documents */

/* 国发〔2017〕35号: the year and the number after it; both 0 for another form. */
static void read_number(struct document *d)
{
	const char *bracket = d->number ? strstr(d->number, "〔") : NULL, *close;

	if (!bracket)
		return;
	d->year = (int)strtol(bracket + strlen("〔"), NULL, 10);
	close = strstr(bracket, "〕");
	d->serial = close ? (int)strtol(close + strlen("〕"), NULL, 10) : 0;
}

/* Of what it is called, in ASCII: it stays whatever else is cited. */
static const char *make_anchor(struct arena *a, const struct document *d)
{
	const char *name = d->number ? d->number : d->title;
	char hex[SHA256_HEX];

	if (!d->year) {
		file_sha256(name, strlen(name), hex);
		return arena_printf(a, "t-%.12s", hex);
	}
	file_sha256(name, (size_t)(strstr(name, "〔") - name), hex);
	return arena_printf(a, "d%d-%d-%.8s", d->year, d->serial, hex);
}

static struct draft *add(struct maker *m, struct document new)
{
	struct draft *d = arena_new_of(m->arena, struct draft);

	*d = (struct draft){.d = new};
	read_number(&d->d);
	*VEC_PUSH(m->arena, m->v, m->n, m->cap) = d;
	if (new.policy)
		map_put(m->policies, new.policy->slug, d);
	if (new.number)
		map_put(m->numbers, new.number, d);
	return d;
}

static struct draft *find(const struct maker *m, const struct citation *c)
{
	struct draft *d;

	if (c->policy)
		return map_find(m->policies, c->policy->slug);
	d = map_find(c->number ? m->numbers : m->titles, c->number ? c->number : c->title);
	return d == &m->none ? NULL : d;
}

/* A title that two documents have stands for neither. */
static void note_title(struct maker *m, const char *title, struct draft *d)
{
	const struct draft *known = title ? map_find(m->titles, title) : NULL;

	if (title)
		map_put(m->titles, title, !known || known == d ? d : &m->none);
}

static void cite(struct maker *m, const struct policy *p, struct citation *c)
{
	struct draft *d = find(m, c);
	struct document new = {.number = c->number, .title = c->title};

	if (c->policy)
		new = (struct document){.number = c->policy->doc_number,
		    .title = c->policy->title,
		    .policy = c->policy};
	if (!d)
		d = add(m, new);
	if (!d->d.title)
		d->d.title = c->title;
	note_title(m, c->title, d);
	c->document = &d->d;
	*VEC_PUSH(m->arena, d->d.citing, d->d.citing_n, d->cap) = (struct citing){p, c};
}

/* Numbers first: a title alone may be that of a document whose number another policy gives. */
static void cite_all(struct maker *m, struct reading *r, size_t n, bool numbered)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < r[i].policy->citations_n; k++) {
			struct citation *c = &r[i].policy->citations[k];

			if ((c->number || c->policy) == numbered)
				cite(m, r[i].policy, c);
		}
}

/* ---------------------------------------------------------------------- places */

/* What a citation looks like in text. */
struct wanted {
	const char *number, *title; /* title in 《》; either may be NULL */
};

static bool has(const struct wanted *w, const char *s)
{
	return s && ((w->number && strstr(s, w->number)) || (w->title && strstr(s, w->title)));
}

static bool has_within(const struct wanted *w, const struct node *n)
{
	for (; n; n = n->next)
		if (has(w, n->text) || has_within(w, n->child))
			return true;
	return false;
}

static const char *find_row(const struct policy *p, const struct wanted *w)
{
	for (size_t i = 0; i < p->supports_n; i++)
		if (has(w, p->supports[i].item) || has(w, p->supports[i].conditions))
			return p->supports[i].anchor;
	for (size_t i = 0; i < p->pools_n; i++)
		if (has(w, p->pools[i].note))
			return p->pools[i].anchor;
	for (size_t i = 0; i < p->goals_n; i++)
		if (has(w, p->goals[i].note))
			return p->goals[i].anchor;
	return NULL;
}

/* The anchor of a clause where the page of p has rows of it. */
static const char *find_clause(const struct policy *p, const char *anchor)
{
	for (size_t i = 0; anchor && i < p->supports_n; i++)
		if (strcmp(p->supports[i].clause.anchor, anchor) == 0)
			return anchor;
	for (size_t i = 0; anchor && i < p->pools_n; i++)
		if (strcmp(p->pools[i].clause.anchor, anchor) == 0)
			return anchor;
	for (size_t i = 0; anchor && i < p->goals_n; i++)
		if (strcmp(p->goals[i].clause.anchor, anchor) == 0)
			return anchor;
	return NULL;
}

static const char *find_place(struct arena *a, const struct policy *p, const struct citation *c)
{
	struct wanted w = {c->number, c->title ? arena_printf(a, "《%s》", c->title) : NULL};
	const char *anchor = find_clause(p, c->clause.anchor);

	if (!anchor)
		anchor = find_row(p, &w);
	for (size_t i = 0; !anchor && i < p->sections_n; i++)
		if (has_within(&w, p->sections[i].body))
			anchor = p->sections[i].anchor;
	for (size_t i = 0; !anchor && i < p->notes_n; i++)
		if (has_within(&w, p->notes[i]->child))
			anchor = "notes";
	return anchor;
}

/* ----------------------------------------------------------------------- order */

static int compare_citing(const void *a, const void *b)
{
	const struct citing *x = a, *y = b;

	return x->policy->order < y->policy->order ? -1 : x->policy->order > y->policy->order;
}

static int compare(const void *a, const void *b)
{
	const struct document *x = a, *y = b;
	int by = !x->year - !y->year;

	if (!by)
		by = y->year - x->year;
	if (!by)
		by = strcmp(x->number ? x->number : x->title, y->number ? y->number : y->title);
	return by;
}

/* In order, and each policy once: it may cite by a number and elsewhere by the title. */
static void order_citing(struct document *d)
{
	size_t kept = 0;

	if (d->citing_n)
		qsort(d->citing, d->citing_n, sizeof(*d->citing), compare_citing);
	for (size_t i = 0; i < d->citing_n; i++)
		if (kept == 0 || d->citing[kept - 1].policy != d->citing[i].policy)
			d->citing[kept++] = d->citing[i];
	d->citing_n = kept;
}

/* Into one array; what points to a document follows it there. */
static void settle(struct maker *m, struct collection *c, struct reading *r, size_t n)
{
	struct map *settled = map_new(m->arena);

	c->documents = arena_array(m->arena, struct document, m->n + 1);
	c->documents_n = m->n;
	for (size_t i = 0; i < m->n; i++) {
		m->v[i]->d.anchor = make_anchor(m->arena, &m->v[i]->d);
		c->documents[i] = m->v[i]->d;
		order_citing(&c->documents[i]);
	}
	qsort(c->documents, m->n, sizeof(*c->documents), compare);
	for (size_t i = 0; i < m->n; i++)
		map_put(settled, c->documents[i].anchor, &c->documents[i]);
	for (size_t i = 0; i < n; i++) {
		struct policy *p = r[i].policy;
		const struct draft *own = map_find(m->policies, p->slug);

		p->document = own ? map_find(settled, own->d.anchor) : NULL;
		for (size_t k = 0; k < p->citations_n; k++)
			p->citations[k].document =
			    map_find(settled, p->citations[k].document->anchor);
	}
}

void documents_make(struct collection *c, struct reading *r, size_t n)
{
	struct arena *a = c->arena;
	struct maker m = {
	    .arena = a, .policies = map_new(a), .numbers = map_new(a), .titles = map_new(a)};

	for (size_t i = 0; i < n; i++)
		if (r[i].policy->doc_number)
			add(&m, (struct document){.number = r[i].policy->doc_number,
				    .title = r[i].policy->title,
				    .policy = r[i].policy});
	cite_all(&m, r, n, true);
	cite_all(&m, r, n, false);
	settle(&m, c, r, n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < r[i].policy->citations_n; k++)
			r[i].policy->citations[k].anchor =
			    find_place(a, r[i].policy, &r[i].policy->citations[k]);
}
