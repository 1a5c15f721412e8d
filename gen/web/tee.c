/*
 * Elements → several sinks at once: the HTML of a page, its Markdown twin, the
 * text that is searched. Nothing is kept or changed on the way.
 */
#include "web/tee.h"

static void pass_open(
    void *ctx, const char *name, const struct attribute *a, size_t n, struct place p)
{
	const struct tee *t = ctx;

	for (size_t i = 0; i < t->n; i++)
		t->sinks[i].open(t->sinks[i].ctx, name, a, n, p);
}

static void pass_text(void *ctx, const char *s, struct place p)
{
	const struct tee *t = ctx;

	for (size_t i = 0; i < t->n; i++)
		t->sinks[i].text(t->sinks[i].ctx, s, p);
}

static void pass_close(void *ctx, const char *name)
{
	const struct tee *t = ctx;

	for (size_t i = 0; i < t->n; i++)
		t->sinks[i].close(t->sinks[i].ctx, name);
}

struct sink tee_sink(struct tee *t)
{
	return (struct sink){t, pass_open, pass_text, pass_close};
}
