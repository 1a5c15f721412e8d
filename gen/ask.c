/*
 * `digestpress estimate`: options, or with --batch the lines of standard input,
 * → queries → answers on standard output, as text or a line of JSON each. A line
 * is what stands after ? in the address of the site's page. Empty lines and
 * those that begin with # are passed over.
 */
#include "ask.h"

#include <stdio.h>
#include <string.h>

#include "estimate/estimate.h"

static void put_part(struct buf *b, const char *name, const char *value)
{
	if (value && *value)
		buf_printf(b, "%s%s=%s", b->len ? "&" : "", name, value);
}

static const char *compose(struct arena *a, const struct options *o)
{
	struct buf b = {0};

	put_part(&b, "region", o->region);
	put_part(&b, "for", o->recipients.s);
	put_part(&b, "measure", o->measures.s);
	put_part(&b, "spend", o->spend);
	put_part(&b, "basis", o->basis);
	put_part(&b, "count", o->count);
	put_part(&b, "expired", o->expired ? "1" : NULL);
	put_part(&b, "met", o->met.s);
	return buf_keep(&b, a);
}

static void say(const struct options *o, const struct estimate *e, bool first)
{
	struct buf b = {0};

	if (!first && !o->json)
		buf_putc(&b, '\n');
	if (o->json) {
		estimate_json(e, &b);
		buf_putc(&b, '\n');
	} else {
		estimate_report(e, &b);
	}
	fwrite(b.s, 1, b.len, stdout);
	buf_free(&b);
}

/* line 0: the command line. An arena a query: a batch may be long. */
static void answer(
    const struct options *o, const struct collection *c, const char *query, int line, bool first)
{
	struct arena *a = arena_new();
	struct estimate_query q;
	struct estimate_fault fault;

	if (!estimate_parse(a, c, query, &q, &fault)) {
		fflush(stdout);
		if (line)
			usage_fail(fault.near, "standard input, line %d: %s", line, fault.text);
		usage_fail(fault.near, "%s", fault.text);
	}
	say(o, estimate_make(a, c, &q), first);
	arena_free(a);
}

static char *read_input(struct arena *a)
{
	char part[4096];
	struct buf b = {0};
	size_t n;

	while ((n = fread(part, 1, sizeof part, stdin)))
		buf_put(&b, part, n);
	if (ferror(stdin))
		die("standard input cannot be read");
	return buf_keep(&b, a);
}

static void answer_lines(struct arena *a, const struct options *o, const struct collection *c)
{
	char *s = read_input(a);
	bool first = true;

	for (int line = 1; s && *s; line++) {
		char *end = strchr(s, '\n');

		if (end)
			*end++ = '\0';
		if (*s && *s != '#') {
			answer(o, c, s, line, first);
			first = false;
		}
		s = end;
	}
}

void ask_run(struct arena *a, const struct options *o, const struct collection *c)
{
	if (o->batch)
		answer_lines(a, o, c);
	else
		answer(o, c, compose(a, o), 0, true);
}
