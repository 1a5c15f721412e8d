/*
 * Policies worth reading beside one, and why: those that it carries out or that
 * carry it out, that cite it or that it cites, of the same region, and with the
 * same kinds of support elsewhere. Each reason has points; the KIN_MOST with the
 * most stand first, equals in the order of the collection. Of a region or kind
 * with very many policies the nearest in that order are looked at, so that the
 * work for a page does not grow with the collection.
 */
#include <stdlib.h>
#include <string.h>

#include "template/reading.h"

enum {
	NEAR = 32, /* at each side of a policy in a list */
	REASONS = 6,
	NAMED = 3,           /* kinds that a reason names */
	FOR_CARRYING = 4000, /* more than all that may be shared */
	FOR_CITING = 2000,
	FOR_TERM = 100,
	FOR_REGION = 40,
	FOR_LEVEL = 25, /* the region above or below */
	FOR_SOURCE = 12,
	FOR_MEASURE = 6,
	FOR_RARE = 60, /* divided by how many have the kind */
	FOR_TOPIC = 2,
	FOR_FORCE = 9,
};

struct candidate {
	const struct policy *policy;
	int points;
	const char *reasons[REASONS];
	size_t reasons_n;
	size_t measures, topics; /* shared */
};

struct search {
	const struct context *x;
	const struct policy *own;
	size_t *at; /* by order of a policy: its candidate, from 1 */
	struct candidate *v;
	size_t n, cap;
};

static struct candidate *find(struct search *s, const struct policy *p)
{
	size_t *at = &s->at[p->order];

	if (*at == 0) {
		*VEC_PUSH(s->x->arena, s->v, s->n, s->cap) = (struct candidate){.policy = p};
		*at = s->n;
	}
	return &s->v[*at - 1];
}

static void note(struct search *s, const struct policy *p, int points, const char *reason)
{
	struct candidate *c;

	if (p == s->own)
		return;
	c = find(s, p);
	c->points += points;
	if (reason && c->reasons_n < REASONS)
		c->reasons[c->reasons_n++] = reason;
}

static void note_all(
    struct search *s, const struct policy *const *v, size_t n, int points, const char *reason)
{
	for (size_t i = 0; i < n; i++)
		note(s, v[i], points, reason);
}

/* ------------------------------------------------------------------------ relations */

static void look_at_relations(struct search *s)
{
	const struct policy *p = s->own;

	note_all(s, p->implements, p->implements_n, FOR_CARRYING, "本文件贯彻落实它");
	note_all(s, p->implemented_by, p->implemented_by_n, FOR_CARRYING, "它贯彻落实本文件");
	for (size_t i = 0; i < p->citations_n; i++)
		if (p->citations[i].policy)
			note(s, p->citations[i].policy, FOR_CITING, "本文件引用它");
	note_all(s, p->cited_by, p->cited_by_n, FOR_CITING, "它引用本文件");
	if (p->term.same)
		note(s, p->term.same, FOR_TERM, "有效期与它相同");
}

/* ----------------------------------------------------------------- what they share */

/* The first of a list in the order of the collection that is not before `order`. */
static size_t place_in(const struct policy *const *v, size_t n, size_t order)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (v[middle]->order < order)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct stretch {
	const struct policy *const *v;
	size_t n;
};

static struct stretch nearest(const struct search *s, const struct policy *const *v, size_t n)
{
	size_t at = place_in(v, n, s->own->order), from = at > NEAR ? at - NEAR : 0;

	return (struct stretch){v + from, MIN(at + NEAR + 1, n) - from};
}

static void look_at_region(struct search *s, const struct region *r, int points, const char *reason)
{
	struct stretch near = nearest(s, r->policies, r->policies_n);

	note_all(s, near.v, near.n, points, reason);
}

static void look_at_regions(struct search *s)
{
	struct arena *a = s->x->arena;
	const struct region *r = s->own->region;

	look_at_region(s, r, FOR_REGION, arena_printf(a, "同属%s", r->name));
	if (r->parent)
		look_at_region(
		    s, r->parent, FOR_LEVEL, arena_printf(a, "上级%s的政策", r->parent->name));
	for (size_t i = 0; i < MIN(r->children_n, (size_t)NEAR); i++)
		look_at_region(s, r->children[i], FOR_LEVEL,
		    arena_printf(a, "下级%s的政策", r->children[i]->name));
}

/* The document of a policy's citation i; NULL when an earlier one names it too. */
static const struct document *first_of(const struct policy *p, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (p->citations[k].document == p->citations[i].document)
			return NULL;
	return p->citations[i].document;
}

static void look_at_sources(struct search *s)
{
	for (size_t i = 0; i < s->own->citations_n; i++) {
		const struct document *d = first_of(s->own, i);
		size_t n = d ? MIN(d->citing_n, (size_t)2 * NEAR) : 0;

		for (size_t k = 0; k < n && n > 1; k++)
			note(s, d->citing[k].policy, FOR_SOURCE / (int)n + 1,
			    d->number ? arena_printf(s->x->arena, "同引%s", d->number) : NULL);
	}
}

static void look_at_measures(struct search *s)
{
	for (size_t m = 0; m < s->own->measures_n; m++) {
		const struct measure *of = s->own->measures[m];
		struct stretch near = nearest(s, of->policies, of->policies_n);

		for (size_t i = 0; i < near.n; i++) {
			if (near.v[i] == s->own)
				continue;
			note(s, near.v[i], FOR_MEASURE + FOR_RARE / (int)MIN(of->policies_n, 1000),
			    NULL);
			find(s, near.v[i])->measures++;
		}
	}
}

static void look_at_topics(struct search *s)
{
	for (size_t t = 0; t < s->own->topics_n; t++) {
		const struct topic *of = s->own->topics[t];
		struct stretch near = nearest(s, of->policies, of->policies_n);

		for (size_t i = 0; i < near.n; i++) {
			if (near.v[i] == s->own)
				continue;
			note(s, near.v[i], FOR_TOPIC, NULL);
			find(s, near.v[i])->topics++;
		}
	}
}

/* -------------------------------------------------------------------------- the list */

static bool has_measure(const struct policy *p, const struct measure *m)
{
	for (size_t i = 0; i < p->measures_n; i++)
		if (p->measures[i] == m)
			return true;
	return false;
}

static bool has_topic(const struct policy *p, const struct topic *t)
{
	for (size_t i = 0; i < p->topics_n; i++)
		if (p->topics[i] == t)
			return true;
	return false;
}

/* 同为算力、人才等5类支持 */
static const char *measures_words(
    struct arena *a, const struct policy *own, const struct candidate *c)
{
	const char *s = "";
	size_t named = 0;

	for (size_t i = 0; i < own->measures_n && named < NAMED; i++) {
		if (!has_measure(c->policy, own->measures[i]))
			continue;
		s = arena_printf(a, "%s%s%s", s, named ? "、" : "", own->measures[i]->name);
		named++;
	}
	if (c->measures > named)
		return arena_printf(a, "同有%s等%zu类支持", s, c->measures);
	return arena_printf(a, "同有%s支持", s);
}

static const char *topics_words(
    struct arena *a, const struct policy *own, const struct candidate *c)
{
	const char *s = "";
	size_t named = 0;

	for (size_t i = 0; i < own->topics_n && named < NAMED; i++) {
		if (!has_topic(c->policy, own->topics[i]))
			continue;
		s = arena_printf(a, "%s%s%s", s, named ? "、" : "", own->topics[i]->name);
		named++;
	}
	return arena_printf(a, "主题同为%s", s);
}

static int compare(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->points != y->points)
		return y->points - x->points;
	return x->policy->order < y->policy->order ? -1 : 1;
}

static struct kin kin_of(struct arena *a, const struct policy *own, const struct candidate *c)
{
	struct kin k = {.policy = c->policy, .reasons = arena_array(a, const char *, REASONS + 1)};

	for (size_t i = 0; i < c->reasons_n; i++)
		k.reasons[k.reasons_n++] = c->reasons[i];
	if (c->measures)
		k.reasons[k.reasons_n++] = measures_words(a, own, c);
	else if (c->topics && k.reasons_n == 0)
		k.reasons[k.reasons_n++] = topics_words(a, own, c);
	return k;
}

struct value derive_policy_kin(const void *policy, const struct context *x)
{
	struct search s = {.x = x, .own = policy};
	struct kin *v = arena_array(x->arena, struct kin, KIN_MOST);
	size_t n;

	s.at = arena_array(x->arena, size_t, x->collection->policies_n + 1);
	look_at_relations(&s);
	look_at_regions(&s);
	look_at_sources(&s);
	look_at_measures(&s);
	look_at_topics(&s);
	for (size_t i = 0; i < s.n; i++)
		if (s.v[i].policy->status == STATUS_IN_FORCE)
			s.v[i].points += FOR_FORCE;
	if (s.n)
		qsort(s.v, s.n, sizeof(*s.v), compare);
	n = MIN(s.n, (size_t)KIN_MOST);
	for (size_t i = 0; i < n; i++)
		v[i] = kin_of(x->arena, policy, &s.v[i]);
	return (struct value){.items = v, .n = n, .stride = sizeof(*v)};
}
