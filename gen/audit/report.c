/*
 * report.c: what an audit found, as reports, as a table and as JSON.
 *
 * In: findings, in any order; diag() sorts what it shows, and they are sorted
 * here in the same way for the JSON. The table is aligned for a terminal: slugs are ASCII.
 */
#include "audit/audit_parts.h"

#include <stdlib.h>
#include <string.h>

void finding_add(
    struct auditor *x, struct place at, struct place source, const char *code, const char *fmt, ...)
{
	struct audit *audit = x->audit;
	struct buf text = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	*(struct finding *)VEC_PUSH(x->a, audit->findings, audit->findings_n, audit->findings_cap) =
	    (struct finding){at, source, code, arena_dup(x->a, text.s)};
	x->tally->findings++;
	diag(at, DIAG_ERROR, code, "%s", text.s);
	if (source.line)
		diag_hint("source: %s:%d:%d", source.file, source.line, source.col);
	else
		diag_hint("source: %s", source.file);
	buf_free(&text);
}

/* ------------------------------------------------------------------- table */

static void put_line(struct buf *out, int width, const struct tally *t)
{
	buf_printf(out, "%-*s %7d %8d %7d %10d %9d\n", width, t->slug, t->rows, t->figures,
	    t->found, t->uncovered, t->findings);
}

void audit_table(const struct audit *x, struct buf *out)
{
	struct tally sum = {.slug = "all"};
	int width = 8;

	for (size_t i = 0; i < x->tallies_n; i++)
		width = MAX(width, (int)strlen(x->tallies[i].slug));
	buf_printf(out, "%-*s %7s %8s %7s %10s %9s\n", width, "policy", "rows", "figures", "found",
	    "uncovered", "findings");
	for (size_t i = 0; i < x->tallies_n; i++) {
		const struct tally *t = &x->tallies[i];

		put_line(out, width, t);
		sum.rows += t->rows;
		sum.figures += t->figures;
		sum.found += t->found;
		sum.uncovered += t->uncovered;
		sum.findings += t->findings;
	}
	put_line(out, width, &sum);
}

/* -------------------------------------------------------------------- JSON */

static void put_place(struct buf *out, const char *name, struct place p)
{
	buf_printf(out, "\"%s\": {\"file\": ", name);
	json_text(out, p.file ? p.file : "");
	if (p.line)
		buf_printf(out, ", \"line\": %d, \"col\": %d", p.line, p.col);
	buf_puts(out, "}");
}

static void put_finding(struct buf *out, const struct finding *f)
{
	buf_printf(out, "    {\"code\": \"%s\", ", f->code);
	put_place(out, "digest", f->place);
	buf_puts(out, ", ");
	put_place(out, "source", f->source);
	buf_puts(out, ", \"text\": ");
	json_text(out, f->text);
	buf_puts(out, "}");
}

static void put_tally(struct buf *out, const struct tally *t)
{
	buf_printf(out,
	    "    {\"policy\": \"%s\", \"rows\": %d, \"figures\": %d, \"found\": %d, "
	    "\"uncovered\": %d, \"findings\": %d}",
	    t->slug, t->rows, t->figures, t->found, t->uncovered, t->findings);
}

static int by_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int d = strcmp(x->place.file, y->place.file);

	if (d == 0)
		d = x->place.line - y->place.line;
	if (d == 0)
		d = x->place.col - y->place.col;
	if (d == 0)
		d = strcmp(x->code, y->code);
	return d ? d : strcmp(x->text, y->text);
}

void findings_sort(struct audit *x)
{
	if (x->findings_n)
		qsort(x->findings, x->findings_n, sizeof(*x->findings), by_place);
}

void audit_json(const struct audit *x, struct buf *out)
{
	buf_puts(out, "{\n  \"policies\": [");
	for (size_t i = 0; i < x->tallies_n; i++) {
		buf_puts(out, i ? ",\n" : "\n");
		put_tally(out, &x->tallies[i]);
	}
	buf_puts(out, "\n  ],\n  \"findings\": [");
	for (size_t i = 0; i < x->findings_n; i++) {
		buf_puts(out, i ? ",\n" : "\n");
		put_finding(out, &x->findings[i]);
	}
	buf_puts(out, x->findings_n ? "\n  ]\n}\n" : "]\n}\n");
}
