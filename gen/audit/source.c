/*
 * source.c: the source text of a digest, read and made ready.
 *
 * In: what `source` in the front matter says. Out: folded paragraphs, the tree
 * of clauses and all figures. A file that is missing, too large, no UTF-8 or
 * not the one recorded is a finding.
 */
#include "audit/audit_parts.h"

#include <errno.h>
#include <string.h>

enum { SOURCE_MOST = 1 << 20 };

/* The place of a byte. */
static struct place place_of(const char *file, const char *s, const char *at)
{
	struct place p = {file, 1, 1};
	const char *line = s;

	for (const char *c = s; c < at; c++)
		if (*c == '\n') {
			p.line++;
			line = c + 1;
		}
	p.col = (int)text_column(line, (size_t)(at - line));
	return p;
}

/* Sources are as they were found: carriage returns and byte order marks may stay in them. */
static const char *first_bad(const char *s, size_t n)
{
	const char *end = s + n, *bad = s;

	while ((bad = text_check(bad, (size_t)(end - bad)))) {
		int len;
		uint32_t cp = text_decode(bad, end, &len);

		if (cp == TEXT_BAD)
			return bad;
		bad += len;
	}
	return NULL;
}

static char *read_file(struct auditor *x, const struct policy *p, const char *path, size_t *n)
{
	char *s = file_read(x->a, path, n);
	const char *bad;

	if (!s) {
		finding_add(x, p->source_place, (struct place){path, 0, 0}, "audit-source",
		    "the source cannot be read: %s", strerror(errno));
		return NULL;
	}
	if (*n > SOURCE_MOST) {
		finding_add(x, p->source_place, (struct place){path, 0, 0}, "audit-source",
		    "the source has %zu bytes; at most %d are read", *n, SOURCE_MOST);
		return NULL;
	}
	bad = first_bad(s, *n);
	if (!bad)
		return s;
	finding_add(
	    x, p->source_place, place_of(path, s, bad), "audit-source", "the source is not UTF-8");
	return NULL;
}

static void check_hash(
    struct auditor *x, const struct policy *p, const char *path, const char *s, size_t n)
{
	char hex[SHA256_HEX];

	file_sha256(s, n, hex);
	if (strcmp(hex, p->source_sha256) == 0)
		return;
	finding_add(x, p->source_place, (struct place){path, 0, 0}, "audit-hash",
	    "the source is not the file recorded: its SHA-256 differs");
	diag_hint("it is %s now", hex);
}

static void find_figures(struct arena *a, struct source *out)
{
	const struct fold *t = &out->text;

	for (size_t from = 0, to; from < t->n; from = to + 1) {
		struct figures part;

		to = from;
		while (to < t->n && t->at[to].cp != '\n')
			to++;
		part = figures_find(a, t, (struct span){from, to});
		for (size_t i = 0; i < part.n; i++)
			*(struct figure *)VEC_PUSH(
			    a, out->figures.at, out->figures.n, out->figures.cap) = part.at[i];
	}
}

bool source_open(struct auditor *x, const struct policy *p, struct source *out)
{
	const char *path = file_join(x->a, x->folder, p->source_file);
	size_t n;
	char *s = read_file(x, p, path, &n);

	*out = (struct source){0};
	if (!s)
		return false;
	check_hash(x, p, path, s, n);
	out->text = fold_text(x->a, x->simple, (struct place){path, 1, 1}, s, n);
	paragraphs_join(&out->text);
	out->outline = outline_read(x->a, &out->text);
	find_figures(x->a, out);
	return true;
}
