/*
 * What points from one document to another: policies carried out, documents
 * cited in the front matter or by their number in the text, terms that are
 * those of another document, links to policies, regions and measures. Each
 * name is looked up in an index of slugs, numbers and titles; a slug or anchor
 * that does not exist is an error, a document outside the collection is not.
 */
#include "digest/digest_parts.h"

#include <string.h>

struct index {
	struct arena *arena;
	const struct collection *c;
	const struct taxonomy *x;
	struct reading *readings;
	size_t n;
	struct map *slugs, *aliases, *numbers, *titles; /* to struct reading */
};

static struct place key_place(const struct reading *r, const char *key)
{
	return yaml_find(r->front, key)->place;
}

/* ------------------------------------------------------------------ index */

/* Put what a reading is called into a map; doubles are reported at the later file. */
static void note(struct map *seen, struct reading *r, const char *key, const char *name)
{
	const struct reading *first = name ? map_find(seen, name) : NULL;

	if (!name)
		return;
	if (!first) {
		map_put(seen, name, r);
		return;
	}
	diag(key_place(r, key), DIAG_ERROR, "policy-twice", "the %s %s is that of another digest",
	    key, name);
	diag_hint("of %s", first->policy->file);
}

static void note_aliases(struct index *ix, struct reading *r)
{
	const struct yaml *list = r->front ? yaml_find(r->front, "aliases") : NULL;

	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		if (i->kind != YAML_SCALAR)
			continue;
		if (map_find(ix->slugs, i->text) || map_find(ix->aliases, i->text))
			diag(i->place, DIAG_ERROR, "alias-taken", "the slug %s is in use", i->text);
		else
			map_put(ix->aliases, i->text, r);
	}
}

static void build(struct index *ix)
{
	ix->slugs = map_new(ix->arena);
	ix->aliases = map_new(ix->arena);
	ix->numbers = map_new(ix->arena);
	ix->titles = map_new(ix->arena);
	for (size_t i = 0; i < ix->n; i++)
		map_put(ix->slugs, ix->readings[i].policy->slug, &ix->readings[i]);
	for (size_t i = 0; i < ix->n; i++) {
		struct reading *r = &ix->readings[i];

		note_aliases(ix, r);
		note(ix->numbers, r, "doc_number", r->policy->doc_number);
		note(ix->titles, r, "title", r->policy->title);
	}
}

/* The reading of a slug, or NULL after a report. */
static const struct reading *find_slug(const struct index *ix, const char *slug, struct place p)
{
	const struct reading *r = map_find(ix->slugs, slug), *now;

	if (r)
		return r;
	now = map_find(ix->aliases, slug);
	unknown_report(p, "policy", slug, now ? now->policy->slug : policy_nearest(ix->c, slug));
	return NULL;
}

/* ------------------------------------------------------------- front matter */

static bool among(const struct policy *const *list, size_t n, const struct policy *p)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == p)
			return true;
	return false;
}

static void append(struct arena *a, const struct policy ***list, size_t *n, const struct policy *p)
{
	const struct policy **longer = arena_array(a, const struct policy *, *n + 1);

	for (size_t i = 0; i < *n; i++)
		longer[i] = (*list)[i];
	longer[(*n)++] = p;
	*list = longer;
}

static void resolve_implements(const struct index *ix, struct reading *r)
{
	const struct yaml *list = r->front ? yaml_find(r->front, "implements") : NULL;
	struct policy *p = r->policy;

	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		const char *slug = yaml_entry(i);
		const struct reading *other = slug ? find_slug(ix, slug, i->place) : NULL;

		if (!other)
			continue;
		if (other->policy == p || among(p->implements, p->implements_n, other->policy)) {
			diag(i->place, DIAG_ERROR, "implements",
			    "a digest carries out each other digest once, and not itself");
			continue;
		}
		append(ix->arena, &p->implements, &p->implements_n, other->policy);
		append(
		    ix->arena, &other->policy->implemented_by, &other->policy->implemented_by_n, p);
	}
}

/* By slug or document number; a number may be that of a document outside the collection. */
static void resolve_term(const struct index *ix, struct policy *p)
{
	struct term *t = &p->term;
	const struct reading *r;

	if (t->kind != TERM_SAME)
		return;
	r = map_find(ix->numbers, t->same_as);
	if (!r && slug_valid(t->same_as))
		r = find_slug(ix, t->same_as, t->place);
	t->same = r ? r->policy : NULL;
}

/* The collected document that a citation means: by number, else by exact title. */
static const struct reading *find_cited(const struct index *ix, const struct citation *c)
{
	const struct reading *r = c->number ? map_find(ix->numbers, c->number) : NULL;

	if (r || !c->title)
		return r;
	r = map_find(ix->titles, c->title);
	return r && c->number && r->policy->doc_number ? NULL : r; /* another number: another one */
}

static bool same_document(const struct citation *a, const struct citation *b)
{
	if (a->number && b->number && strcmp(a->number, b->number) == 0)
		return true;
	if (a->policy || b->policy)
		return a->policy == b->policy;
	return !(a->number && b->number) && a->title && b->title && strcmp(a->title, b->title) == 0;
}

/* Which of the first n citations of p is of the same document, or NULL. */
static const struct citation *cited(const struct policy *p, size_t n, const struct citation *c)
{
	for (size_t i = 0; i < n; i++)
		if (same_document(&p->citations[i], c))
			return &p->citations[i];
	return NULL;
}

static void link_back(const struct index *ix, const struct citation *c, const struct policy *from)
{
	const struct reading *r = c->policy ? map_find(ix->slugs, c->policy->slug) : NULL;

	if (r && !among(r->policy->cited_by, r->policy->cited_by_n, from))
		append(ix->arena, &r->policy->cited_by, &r->policy->cited_by_n, from);
}

static void resolve_cites(const struct index *ix, struct policy *p)
{
	for (size_t i = 0; i < p->citations_n; i++) {
		struct citation *c = &p->citations[i];
		const struct reading *r = find_cited(ix, c);

		c->policy = r ? r->policy : NULL;
		if (c->policy == p || cited(p, i, c))
			diag(c->place, DIAG_ERROR, "cites",
			    "a digest cites each document once, and not itself");
		else
			link_back(ix, c, p);
	}
}

/* ----------------------------------------------------------------- text */

static void add_citation(struct arena *a, struct policy *p, const struct citation *c)
{
	struct citation *longer = arena_array(a, struct citation, p->citations_n + 1);

	if (p->citations)
		memcpy(longer, p->citations, sizeof(*longer) * p->citations_n);
	longer[p->citations_n++] = *c;
	p->citations = longer;
}

static void cite_number(const struct index *ix, struct policy *p, struct node *n)
{
	const struct reading *r = map_find(ix->numbers, n->text);
	struct citation c = {.number = n->text, .policy = r ? r->policy : NULL, .place = n->place};
	const struct citation *known = cited(p, p->citations_n, &c);

	if (c.policy == p)
		return; /* its own number leads nowhere */
	n->policy = known ? known->policy : c.policy;
	if (known)
		return;
	add_citation(ix->arena, p, &c);
	link_back(ix, &c, p);
}

/* Whether the page of a policy has an anchor; near is the nearest that it has. */
static bool has_anchor(const struct policy *p, const char *anchor, const char **near)
{
	size_t n = 0, most = p->sections_n + p->supports_n + p->pools_n + p->goals_n;
	const char **all = mem_alloc(sizeof(*all) * (most + 1));
	bool has = false;

	for (size_t i = 0; i < p->sections_n; i++)
		all[n++] = p->sections[i].anchor;
	for (size_t i = 0; i < p->supports_n; i++)
		all[n++] = p->supports[i].anchor;
	for (size_t i = 0; i < p->pools_n; i++)
		all[n++] = p->pools[i].anchor;
	for (size_t i = 0; i < p->goals_n; i++)
		all[n++] = p->goals[i].anchor;
	for (size_t i = 0; i < n && !has; i++)
		has = strcmp(all[i], anchor) == 0;
	*near = has ? NULL : text_nearest(anchor, all, n);
	mem_free(all);
	return has;
}

static void check_anchor(const struct reading *r, const struct target *t, struct place p)
{
	const char *near;

	if (r->whole && !has_anchor(r->policy, t->anchor, &near))
		unknown_report(p, "anchor", t->anchor, near);
}

/* [text](other-slug.md#anchor), [text](#anchor) */
static void resolve_policy(
    const struct index *ix, const struct reading *own, struct target *t, struct place p)
{
	const char *hash = strchr(t->written, '#');
	size_t n = hash ? (size_t)(hash - t->written) : strlen(t->written);
	const struct reading *r = own;

	t->kind = TARGET_POLICY;
	t->anchor = hash ? hash + 1 : NULL;
	if (n)
		r = find_slug(ix, arena_dupn(ix->arena, t->written, n - strlen(".md")), p);
	t->policy = r ? r->policy : NULL;
	if (r && t->anchor)
		check_anchor(r, t, p);
}

static void resolve_region(
    const struct index *ix, struct target *t, const char *key, struct place p)
{
	t->kind = TARGET_REGION;
	t->region = region_find(ix->x, key);
	if (!t->region && ix->x->regions_n)
		unknown_report(p, "region", key, region_nearest(ix->x, key));
}

static void resolve_measure(
    const struct index *ix, struct target *t, const char *key, struct place p)
{
	t->kind = TARGET_MEASURE;
	t->measure = measure_find(ix->x, key);
	if (!t->measure && ix->x->measures_n)
		unknown_report(p, "measure", key, measure_nearest(ix->x, key));
}

static bool begins(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* SLUG.md, SLUG.md#anchor or #anchor, without folders. */
static bool is_digest_address(const char *s)
{
	size_t n = strcspn(s, "#");

	return (n == 0 && *s) || (n > 3 && memcmp(s + n - 3, ".md", 3) == 0 && !memchr(s, '/', n));
}

static void resolve_link(const struct index *ix, const struct reading *own, struct node *n)
{
	struct target *t = n->target;

	if (t->kind == TARGET_TERM)
		return; /* made by mention.c */
	if (begins(t->written, "region:")) {
		resolve_region(ix, t, t->written + strlen("region:"), n->place);
	} else if (begins(t->written, "measure:")) {
		resolve_measure(ix, t, t->written + strlen("measure:"), n->place);
	} else if (url_valid(t->written) || begins(t->written, "mailto:")) {
		t->kind = TARGET_URL;
		t->url = t->written;
	} else if (is_digest_address(t->written)) {
		resolve_policy(ix, own, t, n->place);
	} else {
		diag(n->place, DIAG_ERROR, "link", "the link leads to nothing that is known: %s",
		    *t->written ? t->written : "(nothing)");
		diag_hint(
		    "other-slug.md, #anchor, region:KEY, measure:KEY or an address with https://");
	}
}

static void resolve_nodes(const struct index *ix, const struct reading *own, struct node *n)
{
	for (; n; n = n->next) {
		if (n->kind == NODE_LINK)
			resolve_link(ix, own, n);
		else if (n->kind == NODE_NUMBER)
			cite_number(ix, own->policy, n);
		resolve_nodes(ix, own, n->child);
	}
}

static void resolve_text(const struct index *ix, const struct reading *r)
{
	const struct policy *p = r->policy;

	for (size_t i = 0; i < p->sections_n; i++)
		resolve_nodes(ix, r, p->sections[i].body);
	for (size_t i = 0; i < p->notes_n; i++) /* ours until the collection is complete */
		resolve_nodes(ix, r, ((struct node *)(uintptr_t)p->notes[i])->child);
}

void references_resolve(struct arena *a, const struct collection *c, const struct taxonomy *x,
    struct reading *r, size_t n)
{
	struct index ix = {.arena = a, .c = c, .x = x, .readings = r, .n = n};

	build(&ix);
	for (size_t i = 0; i < n; i++) {
		resolve_implements(&ix, &r[i]);
		resolve_term(&ix, r[i].policy);
		resolve_cites(&ix, r[i].policy);
		resolve_text(&ix, &r[i]);
	}
}
