/*
 * A content folder → struct collection. The taxonomies are read first, then
 * each digest, then what points from one document to another is resolved
 * (reference.c, term.c), then the lists that readers browse are filled in
 * collection order: region code, then title by pinyin. Every fault is
 * reported; with faults the collection is safe to free but not to use.
 */
#include "digest/digest_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---------------------------------------------------------------- reading */

struct reader {
	struct collection *c;
	struct taxonomy x;
	struct reading *readings;
	size_t n;
};

/* An editor that saves under another name would miss the digest without a word. */
static void check_strangers(struct arena *a, const char *folder)
{
	size_t n = 0;
	char **names = file_list(a, folder, "", &n);

	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(names[i]);

		if (len > 3 && strcmp(names[i] + len - 3, ".md") == 0)
			continue;
		diag((struct place){file_join(a, folder, names[i]), 0, 0}, DIAG_WARNING,
		    "not-digest", "not read: a digest is a file SLUG.md");
	}
}

static void read_policies(struct reader *r, const char *content)
{
	struct arena *a = r->c->arena;
	const char *folder = file_join(a, content, "policies");
	size_t n = 0;
	char **names = file_list(a, folder, ".md", &n);

	if (!n)
		diag((struct place){folder, 0, 0}, DIAG_ERROR, "content-empty",
		    "there is no digest here");
	r->readings = arena_array(a, struct reading, n + 1);
	r->n = n;
	for (size_t i = 0; i < n; i++)
		r->readings[i] = policy_read(a, file_join(a, folder, names[i]), &r->x);
	if (names)
		check_strangers(a, folder);
}

/* ---------------------------------------------------------------- sorting */

static void sort_policies(struct reader *r)
{
	struct collection *c = r->c;

	readings_sort(c->arena, r->readings, r->n);
	c->policies = arena_array(c->arena, const struct policy *, r->n + 1);
	c->policies_n = r->n;
	for (size_t i = 0; i < r->n; i++)
		c->policies[i] = r->readings[i].policy;
	for (size_t i = 0; i < r->n; i++) {
		r->readings[i].policy->order = i;
		r->readings[i].policy->previous = i ? c->policies[i - 1] : NULL;
		r->readings[i].policy->next = i + 1 < r->n ? c->policies[i + 1] : NULL;
	}
}

/* ------------------------------------------------------------------ lists */

/* Measures of a policy's supports in taxonomy order; and the policy in each measure's list. */
static void list_measures(struct reader *r, struct policy *p)
{
	struct arena *a = r->c->arena;
	size_t cap = 0;

	for (size_t m = 0; m < r->x.measures_n; m++) {
		const struct measure *measure = &r->x.measures[m];
		bool has = false;

		for (size_t i = 0; i < p->supports_n && !has; i++)
			has = p->supports[i].measure == measure;
		if (has)
			*VEC_PUSH(a, p->measures, p->measures_n, cap) = measure;
	}
}

static void fill_measures(struct reader *r)
{
	struct arena *a = r->c->arena;

	for (size_t m = 0; m < r->x.measures_n; m++) {
		struct measure *measure = &r->x.measures[m];
		size_t rows = 0, policies = 0;

		for (size_t i = 0; i < r->c->supports_n; i++) {
			const struct support *s = r->c->supports[i];

			if (s->measure != measure)
				continue;
			*VEC_PUSH(a, measure->supports, measure->supports_n, rows) = s;
			if (!measure->policies_n ||
			    measure->policies[measure->policies_n - 1] != s->policy)
				*VEC_PUSH(a, measure->policies, measure->policies_n, policies) =
				    s->policy;
		}
	}
}

static void fill_regions(struct reader *r)
{
	struct arena *a = r->c->arena;

	for (size_t i = 0; i < r->x.regions_n; i++) {
		struct region *region = &r->x.regions[i];
		size_t own = 0, all = 0;

		for (size_t k = 0; k < r->c->policies_n; k++) {
			const struct policy *p = r->c->policies[k];

			if (p->region == region)
				*VEC_PUSH(a, region->policies, region->policies_n, own) = p;
			if (region_within(p->region, region))
				*VEC_PUSH(a, region->all, region->all_n, all) = p;
		}
	}
}

static bool has_topic(const struct policy *p, const struct topic *t)
{
	for (size_t i = 0; i < p->topics_n; i++)
		if (p->topics[i] == t)
			return true;
	return false;
}

static void fill_topics(struct reader *r)
{
	for (size_t i = 0; i < r->x.topics_n; i++) {
		struct topic *t = &r->x.topics[i];
		size_t cap = 0;

		for (size_t k = 0; k < r->c->policies_n; k++)
			if (has_topic(r->c->policies[k], t))
				*VEC_PUSH(r->c->arena, t->policies, t->policies_n, cap) =
				    r->c->policies[k];
	}
}

static bool names_kind(const struct support *s, const struct recipient_kind *k)
{
	for (size_t i = 0; i < s->recipient_kinds_n; i++)
		if (s->recipient_kinds[i] == k)
			return true;
	return false;
}

static void fill_recipients(struct reader *r, struct recipient_kind *k)
{
	struct arena *a = r->c->arena;
	size_t rows = 0, policies = 0;

	for (size_t i = 0; i < r->c->supports_n; i++) {
		const struct support *s = r->c->supports[i];

		if (!names_kind(s, k))
			continue;
		*VEC_PUSH(a, k->supports, k->supports_n, rows) = s;
		if (!k->policies_n || k->policies[k->policies_n - 1] != s->policy)
			*VEC_PUSH(a, k->policies, k->policies_n, policies) = s->policy;
	}
}

static bool names_unit(const struct support *s, const struct department *d)
{
	for (size_t i = 0; i < s->departments_n; i++)
		if (s->departments[i].department == d)
			return true;
	return false;
}

/* A row that names a unit twice, or it and its office, counts once. */
static void fill_department(struct reader *r, struct department *d)
{
	struct arena *a = r->c->arena;
	size_t rows = 0, policies = 0;

	for (size_t i = 0; i < r->c->supports_n; i++) {
		const struct support *s = r->c->supports[i];

		if (!names_unit(s, d))
			continue;
		*VEC_PUSH(a, d->supports, d->supports_n, rows) = s;
		if (!d->policies_n || d->policies[d->policies_n - 1] != s->policy)
			*VEC_PUSH(a, d->policies, d->policies_n, policies) = s->policy;
	}
}

static void fill_terms(struct reader *r)
{
	size_t *caps = arena_array(r->c->arena, size_t, r->x.terms_n + 1);

	for (size_t i = 0; i < r->c->policies_n; i++) {
		const struct policy *p = r->c->policies[i];

		for (size_t k = 0; k < p->mentions_n; k++) {
			size_t t = (size_t)(p->mentions[k].term - r->x.terms);
			struct term_entry *e = &r->x.terms[t];

			*VEC_PUSH(r->c->arena, e->mentions, e->mentions_n, caps[t]) =
			    &p->mentions[k];
		}
	}
}

/* What nothing leads to is left over, or written otherwise in the digests. */
static void check_used(const struct reader *r)
{
	bool whole = !diag_errors(); /* else a table may be missing */

	for (size_t i = 0; i < r->x.departments_n && whole; i++)
		if (!r->x.departments[i].supports_n)
			diag(r->x.departments[i].place, DIAG_WARNING, "unit-unused",
			    "no digest names this unit");
	for (size_t i = 0; i < r->x.terms_n && whole; i++)
		if (!r->x.terms[i].mentions_n)
			diag(r->x.terms[i].place, DIAG_WARNING, "term-unused",
			    "no digest uses this term");
}

/* The rows of all policies, one after the other. */
static void fill_rows(struct reader *r)
{
	struct collection *c = r->c;
	size_t supports = 0, pools = 0, goals = 0;

	for (size_t i = 0; i < c->policies_n; i++) {
		const struct policy *p = c->policies[i];

		for (size_t k = 0; k < p->supports_n; k++)
			*VEC_PUSH(c->arena, c->supports, c->supports_n, supports) = &p->supports[k];
		for (size_t k = 0; k < p->pools_n; k++)
			*VEC_PUSH(c->arena, c->pools, c->pools_n, pools) = &p->pools[k];
		for (size_t k = 0; k < p->goals_n; k++)
			*VEC_PUSH(c->arena, c->goals, c->goals_n, goals) = &p->goals[k];
	}
}

static void fill_lists(struct reader *r)
{
	for (size_t i = 0; i < r->n; i++)
		list_measures(r, r->readings[i].policy);
	fill_rows(r);
	fill_measures(r);
	fill_regions(r);
	fill_topics(r);
	for (size_t i = 0; i < r->x.recipient_kinds_n; i++)
		fill_recipients(r, &r->x.recipient_kinds[i]);
	for (size_t i = 0; i < r->x.departments_n; i++)
		fill_department(r, &r->x.departments[i]);
	fill_terms(r);
	check_used(r);
	r->c->regions = r->x.regions;
	r->c->regions_n = r->x.regions_n;
	r->c->measures = r->x.measures;
	r->c->measures_n = r->x.measures_n;
	r->c->topics = r->x.topics;
	r->c->topics_n = r->x.topics_n;
	r->c->recipient_kinds = r->x.recipient_kinds;
	r->c->recipient_kinds_n = r->x.recipient_kinds_n;
	r->c->bases = r->x.bases;
	r->c->bases_n = r->x.bases_n;
	r->c->examples = r->x.examples;
	r->c->examples_n = r->x.examples_n;
	r->c->departments = r->x.departments;
	r->c->departments_n = r->x.departments_n;
	r->c->terms = r->x.terms;
	r->c->terms_n = r->x.terms_n;
	index_make(r->c);
}

/* ------------------------------------------------------------------- date */

enum { DAY_SECONDS = 86400, CHINA_SECONDS = 8 * 3600 };

static date day_of(long long seconds)
{
	return (date)((seconds + CHINA_SECONDS) / DAY_SECONDS);
}

/* The date at which terms are judged: given, of the site, of the build, or today in UTC+8. */
static date choose_as_of(date given, const struct site *s)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long seconds;

	if (given != DATE_NONE)
		return given;
	if (s->as_of != DATE_NONE)
		return s->as_of;
	if (!epoch || !*epoch)
		return day_of((long long)time(NULL));
	errno = 0;
	seconds = strtoll(epoch, &end, 10);
	if (*end || errno || strspn(epoch, "0123456789") != strlen(epoch) || seconds > 253402000000)
		die("SOURCE_DATE_EPOCH is not a number of seconds: %s", epoch);
	return day_of(seconds);
}

/* ------------------------------------------------------------- the public */

struct collection *collection_read(const char *content, date as_of)
{
	struct arena *a = arena_new();
	struct reader r = {.c = arena_new_of(a, struct collection)};

	r.c->arena = a;
	r.c->as_of = as_of;
	if (!file_is_folder(content)) {
		diag((struct place){content, 0, 0}, DIAG_ERROR, "content-missing",
		    "there is no such folder");
		return r.c;
	}
	site_read(a, content, &r.c->site);
	r.c->as_of = choose_as_of(as_of, &r.c->site);
	taxonomy_read(a, content, &r.x);
	read_policies(&r, content);
	sort_policies(&r);
	references_resolve(a, r.c, &r.x, r.readings, r.n);
	documents_make(r.c, r.readings, r.n);
	for (size_t i = 0; i < r.n; i++)
		term_check_chain(r.readings[i].policy);
	for (size_t i = 0; i < r.n; i++)
		term_resolve(a, r.readings[i].policy, r.c->as_of);
	fill_lists(&r);
	books_read(a, content, &r.x, r.c);
	return r.c;
}

void collection_free(struct collection *c)
{
	if (c)
		arena_free(c->arena);
}

const struct policy *collection_policy(const struct collection *c, const char *slug)
{
	for (size_t i = 0; i < c->policies_n; i++)
		if (strcmp(c->policies[i]->slug, slug) == 0)
			return c->policies[i];
	return NULL;
}

const char *policy_nearest(const struct collection *c, const char *slug)
{
	const char **slugs = mem_alloc(sizeof(*slugs) * (c->policies_n + 1)), *best;

	for (size_t i = 0; i < c->policies_n; i++)
		slugs[i] = c->policies[i]->slug;
	best = text_nearest(slug, slugs, c->policies_n);
	mem_free(slugs);
	return best;
}
