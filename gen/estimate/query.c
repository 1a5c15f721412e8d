/*
 * A query as it stands in the address of the page → struct estimate_query. Keys
 * are looked up in the collection; the first thing wrong is told with the
 * nearest right word. Nothing here decides what is answered.
 */
#include "estimate/estimate.h"

#include <string.h>

struct parsing {
	struct arena *a;
	const struct collection *c;
	struct estimate_query *q;
	struct estimate_fault *fault;
};

static bool refuse(struct parsing *p, const char *near, const char *fmt, ...) PRINTF_LIKE(3, 4);

static bool refuse(struct parsing *p, const char *near, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	*p->fault = (struct estimate_fault){buf_keep(&b, p->a), near};
	return false;
}

/* The next part of a list, up to the mark; NULL at its end. */
static char *next_part(struct arena *a, const char **s, char mark)
{
	const char *from = *s, *end;

	if (!from)
		return NULL;
	end = strchr(from, mark);
	*s = end ? end + 1 : NULL;
	return arena_dupn(a, from, end ? (size_t)(end - from) : strlen(from));
}

/* ------------------------------------------------------------------- keys */

/*
 * Entries of every list begin with their key: at is the first of n, a step
 * apart. Returns the one with this key, or refuses and returns NULL.
 */
static const void *find_key(
    struct parsing *p, const char *what, const char *key, const void *at, size_t n, size_t step)
{
	const char **keys = arena_array(p->a, const char *, n + 1);

	for (size_t i = 0; i < n; i++) {
		const char *entry = (const char *)at + i * step;

		memcpy(&keys[i], entry, sizeof(keys[i]));
		if (strcmp(keys[i], key) == 0)
			return entry;
	}
	refuse(p, text_nearest(key, keys, n), "no %s is called %s", what, key);
	return NULL;
}

static bool set_region(struct parsing *p, const char *v)
{
	p->q->region =
	    find_key(p, "region", v, p->c->regions, p->c->regions_n, sizeof(*p->c->regions));
	return p->q->region != NULL;
}

static bool set_recipients(struct parsing *p, const char *v)
{
	size_t cap = 0;
	const char *key;

	while ((key = next_part(p->a, &v, ','))) {
		const struct recipient_kind *k = find_key(p, "kind of recipient", key,
		    p->c->recipient_kinds, p->c->recipient_kinds_n, sizeof(*p->c->recipient_kinds));

		if (!k)
			return false;
		*VEC_PUSH(p->a, p->q->recipients, p->q->recipients_n, cap) = k;
	}
	return true;
}

static bool set_measures(struct parsing *p, const char *v)
{
	size_t cap = 0;
	const char *key;

	while ((key = next_part(p->a, &v, ','))) {
		const struct measure *m = find_key(
		    p, "measure", key, p->c->measures, p->c->measures_n, sizeof(*p->c->measures));

		if (!m)
			return false;
		*VEC_PUSH(p->a, p->q->measures, p->q->measures_n, cap) = m;
	}
	return true;
}

static bool set_basis(struct parsing *p, const char *v)
{
	p->q->basis = find_key(p, "basis", v, p->c->bases, p->c->bases_n, sizeof(*p->c->bases));
	return p->q->basis != NULL;
}

/* ---------------------------------------------------------------- numbers */

static bool read_number(
    struct parsing *p, const char *name, const char *v, int64_t least, int64_t most, int64_t *out)
{
	int64_t n = 0;
	size_t digits = strspn(v, "0123456789");

	for (size_t i = 0; i < digits && n <= most; i++)
		n = n * 10 + (v[i] - '0');
	if (!digits || v[digits] || n < least || n > most)
		return refuse(p, NULL, "%s needs a whole number from %lld to %lld, not %s", name,
		    (long long)least, (long long)most, v);
	*out = n;
	return true;
}

static bool set_spend(struct parsing *p, const char *v)
{
	return read_number(p, "spend", v, 0, ESTIMATE_SPEND_MOST, &p->q->spend);
}

static bool set_count(struct parsing *p, const char *v)
{
	return read_number(p, "count", v, 1, ESTIMATE_COUNT_MOST, &p->q->count);
}

static bool set_expired(struct parsing *p, const char *v)
{
	p->q->expired = strcmp(v, "1") == 0;
	return p->q->expired || refuse(p, NULL, "expired is 1 or left out, not %s", v);
}

static bool has_row(const struct collection *c, const char *id)
{
	for (size_t i = 0; i < c->supports_n; i++)
		if (strcmp(c->supports[i]->id, id) == 0)
			return true;
	return false;
}

static bool set_met(struct parsing *p, const char *v)
{
	size_t cap = 0;
	const char *id;

	while ((id = next_part(p->a, &v, ','))) {
		if (!has_row(p->c, id))
			return refuse(p, NULL, "no row has the id %s", id);
		*VEC_PUSH(p->a, p->q->met, p->q->met_n, cap) = id;
	}
	return true;
}

/* -------------------------------------------------------------- the whole */

static const struct part {
	const char *name;
	bool (*set)(struct parsing *p, const char *value);
} parts[] = {
    {"region", set_region},
    {"for", set_recipients},
    {"measure", set_measures},
    {"spend", set_spend},
    {"basis", set_basis},
    {"count", set_count},
    {"expired", set_expired},
    {"met", set_met},
};

static int find_part(struct parsing *p, const char *name)
{
	const char *names[LEN(parts)];

	for (size_t i = 0; i < LEN(parts); i++) {
		names[i] = parts[i].name;
		if (strcmp(names[i], name) == 0)
			return (int)i;
	}
	refuse(p, text_nearest(name, names, LEN(parts)), "a query has no part %s", name);
	return -1;
}

static bool set_part(struct parsing *p, char *part, uint32_t *seen)
{
	char *value = strchr(part, '=');
	int i;

	if (!value || !value[1])
		return refuse(p, NULL, "%s has no value", part);
	*value++ = '\0';
	i = find_part(p, part);
	if (i < 0)
		return false;
	if (*seen & 1u << i)
		return refuse(p, NULL, "%s is given twice", part);
	*seen |= 1u << i;
	return parts[i].set(p, value);
}

bool estimate_parse(struct arena *a, const struct collection *c, const char *s,
    struct estimate_query *q, struct estimate_fault *fault)
{
	struct parsing p = {a, c, q, fault};
	uint32_t seen = 0;
	char *part;

	*q = (struct estimate_query){
	    .written = s, .spend = -1, .basis = c->bases_n ? &c->bases[0] : NULL};
	while ((part = next_part(a, &s, '&')))
		if (!set_part(&p, part, &seen))
			return false;
	return q->region || refuse(&p, NULL, "a query names a region: region=KEY");
}

void estimate_check_examples(const struct collection *c)
{
	struct arena *a = arena_new();

	for (size_t i = 0; i < c->examples_n; i++) {
		struct estimate_query q;
		struct estimate_fault fault;

		if (estimate_parse(a, c, c->examples[i].query, &q, &fault))
			continue;
		diag(c->examples[i].place, DIAG_ERROR, "estimate-query",
		    "the example cannot be worked out: %s", fault.text);
		if (fault.near)
			diag_hint("did you mean %s?", fault.near);
	}
	arena_free(a);
}
