/*
 * A sink that writes elements as indented text, a line each, for golden tests:
 *     <td class="amount">
 *         "最高500万元"
 */
#include <string.h>

#include "template/template.h"

static int depth_of(const struct buf *b)
{
	int depth = 0;

	for (const char *p = b->s; p && *p; p++) {
		bool start = p == b->s || p[-1] == '\n';
		const char *tag = p + strspn(p, "\t");
		if (start && *tag == '<')
			depth += tag[1] == '/' ? -1 : 1;
	}
	return depth;
}

static void indent(struct buf *b, int depth)
{
	while (depth-- > 0)
		buf_putc(b, '\t');
}

static void dump_open(
    void *ctx, const char *name, const struct attribute *a, size_t n, struct place p)
{
	struct buf *b = ctx;

	(void)p;
	indent(b, depth_of(b));
	buf_printf(b, "<%s", name);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, " %s=\"%s\"", a[i].name, a[i].value);
	buf_puts(b, ">\n");
}

static void dump_text(void *ctx, const char *s, struct place p)
{
	struct buf *b = ctx;

	(void)p;
	indent(b, depth_of(b));
	buf_putc(b, '"');
	for (; *s; s++)
		buf_puts(b, *s == '\n' ? "\\n" : (char[]){*s, '\0'});
	buf_puts(b, "\"\n");
}

static void dump_close(void *ctx, const char *name)
{
	struct buf *b = ctx;

	indent(b, depth_of(b) - 1);
	buf_printf(b, "</%s>\n", name);
}

struct sink template_dump_sink(struct buf *out)
{
	return (struct sink){out, dump_open, dump_text, dump_close};
}
