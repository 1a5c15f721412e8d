/*
 * audit.c: one run, digest by digest.
 *
 * In: the collection and the folder of sources. For each digest: read its
 * source, hold the rows against it, then the source against the rows, then
 * look for what was carried over. Findings go to report.c as they come.
 */
#include "audit/audit_parts.h"

#include <errno.h>
#include <string.h>

static void audit_policy(struct auditor *x, const struct policy *p)
{
	struct source s;
	struct claims claims;

	x->tally->slug = p->slug;
	if (!source_open(x, p, &s))
		return;
	rows_match(x, p, &s, &claims);
	sums_cover(x, p, &s, &claims);
	copies_find(x, p, &s);
}

struct audit *audit_run(struct arena *a, const struct collection *c, const char *sources)
{
	struct audit *out = arena_new_of(a, struct audit);
	struct auditor x = {.a = a, .folder = sources, .audit = out};
	size_t n;

	if (!file_list(a, sources, "", &n))
		die("the folder of sources cannot be read: %s: %s", sources, strerror(errno));
	x.simple = text_simplified(a);
	out->tallies = arena_array(a, struct tally, c->policies_n + 1);
	for (size_t i = 0; i < c->policies_n; i++) {
		x.tally = &out->tallies[out->tallies_n++];
		audit_policy(&x, c->policies[i]);
	}
	findings_sort(out);
	return out;
}
