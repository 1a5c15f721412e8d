/*
 * Fields of the view that no struct holds: what is grouped, filtered or put
 * into words for a page. Each function takes the record and gives one value;
 * lists live in the rendering's arena. Nothing here decides facts: those are
 * the collection's.
 */
#include <string.h>

#include "template/parts.h"

static struct value list_of(const void *items, size_t n)
{
	return (struct value){.items = items, .n = n};
}

/* -------------------------------------------------------------------------- site */

struct value derive_provinces(const void *collection, const struct context *x)
{
	const struct collection *c = collection;
	const struct region **v = arena_array(x->arena, const struct region *, c->regions_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < c->regions_n; i++)
		if (!c->regions[i].parent)
			v[n++] = &c->regions[i];
	return list_of(v, n);
}

static struct status_group group_status(const struct collection *c, enum status s, struct arena *a)
{
	struct status_group g = {.status = s};

	g.policies = arena_array(a, const struct policy *, c->policies_n + 1);
	for (size_t i = 0; i < c->policies_n; i++)
		if (c->policies[i]->status == s)
			g.policies[g.policies_n++] = c->policies[i];
	return g;
}

/* In force first: what a reader can use stands at the top. */
struct value derive_statuses(const void *collection, const struct context *x)
{
	struct status_group *v = arena_array(x->arena, struct status_group, STATUSES);
	size_t n = 0;

	for (size_t i = 0; i < STATUSES; i++) {
		v[n] = group_status(collection, status_order[i], x->arena);
		n += v[n].policies_n > 0;
	}
	return (struct value){.items = v, .n = n, .stride = sizeof(*v)};
}

/* ------------------------------------------------------------------------ policy */

static bool is_table(const struct section *s)
{
	return s->kind == SECTION_SUPPORTS || s->kind == SECTION_POOLS ||
	       s->kind == SECTION_TARGETS;
}

struct value derive_texts(const void *policy, const struct context *x)
{
	const struct policy *p = policy;
	const struct section **v = arena_array(x->arena, const struct section *, p->sections_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < p->sections_n; i++)
		if (!is_table(&p->sections[i]))
			v[n++] = &p->sections[i];
	return list_of(v, n);
}

static struct value find_section(const struct policy *p, enum section_kind kind)
{
	for (size_t i = 0; i < p->sections_n; i++)
		if (p->sections[i].kind == kind)
			return (struct value){.record = &p->sections[i]};
	return (struct value){0};
}

struct value derive_supports_section(const void *policy, const struct context *x)
{
	(void)x;
	return find_section(policy, SECTION_SUPPORTS);
}

struct value derive_pools_section(const void *policy, const struct context *x)
{
	(void)x;
	return find_section(policy, SECTION_POOLS);
}

struct value derive_goals_section(const void *policy, const struct context *x)
{
	(void)x;
	return find_section(policy, SECTION_TARGETS);
}

static const char *words_after(struct arena *a, const struct term *t)
{
	const char *s = t->delay_days ? arena_printf(a, "自%s起%d日后施行", t->after, t->delay_days)
				      : arena_printf(a, "自%s起施行", t->after);
	char to[32];

	if (t->years)
		s = arena_printf(a, "%s，有效期%d年", s, t->years);
	if (t->to == DATE_NONE)
		return s;
	date_words(t->to, to);
	return arena_printf(a, "%s，有效期至%s", s, to);
}

/* The term as the source states it, where it is more than two dates. */
struct value derive_term(const void *policy, const struct context *x)
{
	const struct policy *p = policy;
	const struct term *t = &p->term;
	const char *s = NULL;

	if (t->kind == TERM_AFTER)
		s = words_after(x->arena, t);
	else if (t->kind == TERM_SAME)
		s = arena_printf(x->arena, t->same ? "与《%s》相同" : "与%s相同",
		    t->same ? t->same->short_title : t->same_as);
	return (struct value){.text = s, .place = t->place};
}

static const char *name_key(const char *key)
{
	static const char *const names[][2] = {
	    {"title", "标题"},
	    {"region", "地区"},
	    {"stage", "文件性质"},
	    {"term", "有效期"},
	    {"issuer", "发文机关"},
	    {"doc_number", "文号"},
	    {"issued", "印发日期"},
	    {"url", "原文地址"},
	    {"implements", "贯彻的文件"},
	    {"cites", "引用的文件"},
	    {"stacking", "叠加规则"},
	    {"topics", "主题"},
	    {"short_title", "简称"},
	};

	for (size_t i = 0; i < LEN(names); i++)
		if (strcmp(names[i][0], key) == 0)
			return names[i][1];
	return key;
}

struct value derive_inferred(const void *policy, const struct context *x)
{
	const struct policy *p = policy;
	const char **v = arena_array(x->arena, const char *, p->inferred_n + 1);

	for (size_t i = 0; i < p->inferred_n; i++)
		v[i] = name_key(p->inferred[i]);
	return list_of(v, p->inferred_n);
}

struct value derive_notes(const void *policy, const struct context *x)
{
	const struct policy *p = policy;

	(void)x;
	return list_of(p->notes, p->notes_n);
}

/* 82-86 as Chinese text has it: 82—86. */
struct value derive_pages(const void *policy, const struct context *x)
{
	const struct policy *p = policy;
	const char *dash = p->source_pages ? strchr(p->source_pages, '-') : NULL;

	if (!dash)
		return (struct value){.text = p->source_pages};
	return (struct value){.text = arena_printf(x->arena, "%.*s—%s",
				  (int)(dash - p->source_pages), p->source_pages, dash + 1)};
}

/* Whether there is anything to say about other documents. */
struct value derive_related(const void *policy, const struct context *x)
{
	const struct policy *p = policy;

	(void)x;
	return (struct value){
	    .number = p->implements_n + p->implemented_by_n + p->citations_n + p->cited_by_n > 0};
}

/* Whether the digest had to judge: what was inferred, broken, or left out. */
struct value derive_remarked(const void *policy, const struct context *x)
{
	const struct policy *p = policy;

	(void)x;
	return (struct value){.number = p->inferred_n + p->defects_n + p->not_supports_n > 0};
}

/* Whether any of its supports names who is responsible. */
struct value derive_assigned(const void *policy, const struct context *x)
{
	const struct policy *p = policy;
	size_t n = 0;

	(void)x;
	for (size_t i = 0; i < p->supports_n; i++)
		n += p->supports[i].departments_n;
	return (struct value){.number = n > 0};
}

/* Whether its first and last day are those of a plan, not of validity. */
struct value derive_planned(const void *policy, const struct context *x)
{
	(void)x;
	return (struct value){.number = term_is_planned(policy)};
}

/* ----------------------------------------------------------- regions and measures */

/* From the province down to the region itself. */
struct value derive_region_path(const void *region, const struct context *x)
{
	const struct region **v;
	size_t depth = 0;

	for (const struct region *r = region; r; r = r->parent)
		depth++;
	v = arena_array(x->arena, const struct region *, depth + 1);
	size_t i = depth;
	for (const struct region *r = region; r; r = r->parent)
		v[--i] = r;
	return list_of(v, depth);
}

/* Supports come policy by policy, so a policy that the group has is its last one. */
static void group_add(struct measure_group *g, const struct support *s)
{
	g->supports[g->supports_n++] = s;
	if (g->policies_n == 0 || g->policies[g->policies_n - 1] != s->policy)
		g->policies[g->policies_n++] = s->policy;
}

/* A group for each measure, in the measures' order, with room for what it will have. */
static struct measure_group *open_groups(
    const struct policy *const *p, size_t n, const struct context *x)
{
	const struct collection *c = x->collection;
	struct measure_group *v = arena_array(x->arena, struct measure_group, c->measures_n + 1);
	size_t *counts = arena_array(x->arena, size_t, c->measures_n + 1);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < p[i]->supports_n; k++)
			counts[p[i]->supports[k].measure - c->measures]++;
	for (size_t m = 0; m < c->measures_n; m++)
		v[m] = (struct measure_group){.measure = &c->measures[m],
		    .supports = arena_array(x->arena, const struct support *, counts[m]),
		    .policies = arena_array(x->arena, const struct policy *, MIN(counts[m], n))};
	return v;
}

struct value derive_measures_of(const struct policy *const *p, size_t n, const struct context *x)
{
	const struct collection *c = x->collection;
	struct measure_group *v = open_groups(p, n, x);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < p[i]->supports_n; k++) {
			const struct support *s = &p[i]->supports[k];

			group_add(&v[s->measure - c->measures], s);
		}
	for (size_t m = 0; m < c->measures_n; m++)
		if (v[m].supports_n)
			v[kept++] = v[m];
	return (struct value){.items = v, .n = kept, .stride = sizeof(*v)};
}

struct value derive_supports_of(const struct policy *const *p, size_t n, const struct context *x)
{
	const struct support **v;
	size_t total = 0, kept = 0;

	for (size_t i = 0; i < n; i++)
		total += p[i]->supports_n;
	v = arena_array(x->arena, const struct support *, total + 1);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < p[i]->supports_n; j++)
			v[kept++] = &p[i]->supports[j];
	return list_of(v, kept);
}

struct value derive_region_measures(const void *region, const struct context *x)
{
	const struct region *r = region;

	return derive_measures_of(r->all, r->all_n, x);
}

struct value derive_region_supports(const void *region, const struct context *x)
{
	const struct region *r = region;

	return derive_supports_of(r->all, r->all_n, x);
}

/* Policies come in the order of regions, so those of a region stand together. */
struct value derive_measure_regions(const void *measure, const struct context *x)
{
	const struct measure *m = measure;
	const struct region **v = arena_array(x->arena, const struct region *, m->policies_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < m->policies_n; i++)
		if (n == 0 || v[n - 1] != m->policies[i]->region)
			v[n++] = m->policies[i]->region;
	return list_of(v, n);
}

/* All supports by measure. */
struct value derive_groups(const void *collection, const struct context *x)
{
	const struct collection *c = collection;

	return derive_measures_of(c->policies, c->policies_n, x);
}

/* The terms by first letter: they come by pinyin, so groups are stretches. */
struct value derive_letters(const void *collection, const struct context *x)
{
	const struct collection *c = collection;
	struct letter_group *v = arena_array(x->arena, struct letter_group, c->terms_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < c->terms_n; i++) {
		char small = c->terms[i].pinyin[0];

		if (n == 0 || v[n - 1].key[0] != small)
			v[n++] =
			    (struct letter_group){arena_printf(x->arena, "%c", small - 'a' + 'A'),
				arena_printf(x->arena, "%c", small), &c->terms[i], 0};
		v[n - 1].terms_n++;
	}
	return (struct value){.items = v, .n = n, .stride = sizeof(*v)};
}

/* ------------------------------------------------------------------ rows and clauses */

/*
 * The anchor of a clause belongs to the first row of the page that comes from
 * it, with supports before pools before goals, as the page shows them.
 */
static bool is_first(const struct policy *p, const void *row, const char *anchor)
{
	for (size_t i = 0; i < p->supports_n; i++)
		if (&p->supports[i] == row || strcmp(p->supports[i].clause.anchor, anchor) == 0)
			return &p->supports[i] == row;
	for (size_t i = 0; i < p->pools_n; i++)
		if (&p->pools[i] == row || strcmp(p->pools[i].clause.anchor, anchor) == 0)
			return &p->pools[i] == row;
	for (size_t i = 0; i < p->goals_n; i++)
		if (&p->goals[i] == row || strcmp(p->goals[i].clause.anchor, anchor) == 0)
			return &p->goals[i] == row;
	return false;
}

static struct value place_of(const struct policy *p, const void *row, const struct clause *c)
{
	return (struct value){.text = is_first(p, row, c->anchor) ? c->anchor : NULL};
}

struct value derive_support_place(const void *support, const struct context *x)
{
	const struct support *s = support;

	(void)x;
	return place_of(s->policy, s, &s->clause);
}

struct value derive_pool_place(const void *pool, const struct context *x)
{
	const struct pool *p = pool;

	(void)x;
	return place_of(p->policy, p, &p->clause);
}

struct value derive_goal_place(const void *goal, const struct context *x)
{
	const struct goal_row *g = goal;

	(void)x;
	return place_of(g->policy, g, &g->clause);
}
