/*
 * lines.c: the source text of a digest by line.
 *
 * cmark says on which line and at which byte a node begins; here that becomes a
 * place in the file, in characters. And what cmark drops in silence (surplus
 * cells, tables that did not parse, notes that nobody uses) is found by looking
 * at the lines themselves. Nothing is reported here.
 */
#include "digest/markdown_parts.h"

#include <string.h>

struct lines lines_new(struct arena *a, struct text_part t)
{
	struct lines l = {t.file, t.line, NULL, 0};
	const char *s = t.s, *end = t.s + t.n;
	int n = 1;

	for (const char *p = s; p < end; p++)
		n += *p == '\n';
	l.line = arena_array(a, struct line, n + 1);
	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));

		stop = stop ? stop : end;
		l.line[++l.n] = (struct line){s, stop};
		s = stop + 1;
	}
	return l;
}

struct line lines_at(const struct lines *l, int number)
{
	static const char none[] = "";

	return number >= 1 && number <= l->n ? l->line[number] : (struct line){none, none};
}

struct place lines_place(const struct lines *l, int number, int byte)
{
	struct line line = lines_at(l, number);
	int at = MAX(0, MIN(byte, (int)(line.end - line.s)));

	return (struct place){
	    l->file, l->first + MAX(number, 1) - 1, (int)text_column(line.s, (size_t)at)};
}

int line_lead(struct line l)
{
	const char *s = l.s;

	while (s < l.end && strchr(" \t>", *s))
		s++;
	return (int)(s - l.s);
}

bool line_is_delimiter(struct line l)
{
	const char *s = l.s + line_lead(l);
	bool pipe = false, dash = false;

	for (; s < l.end; s++) {
		if (!strchr("|:- \t", *s))
			return false;
		pipe = pipe || *s == '|';
		dash = dash || *s == '-';
	}
	return pipe && dash;
}

static struct line trim(const char *s, const char *end)
{
	while (s < end && strchr(" \t\v\f", *s))
		s++;
	while (s < end && strchr(" \t\v\f", end[-1]))
		end--;
	return (struct line){s, end};
}

static const char *next_pipe(const char *s, const char *end)
{
	const char *from = s;

	for (; s < end; s++)
		if (*s == '|' && (s == from || s[-1] != '\\'))
			return s;
	return end;
}

int line_cells(struct line l, int from, struct line *cells, int max)
{
	struct line row = trim(l.s + MIN(from, (int)(l.end - l.s)), l.end);
	int n = 0;

	if (row.s < row.end && *row.s == '|')
		row.s++;
	while (row.s < row.end) {
		const char *pipe = next_pipe(row.s, row.end);

		if (cells && n < max)
			cells[n] = trim(row.s, pipe);
		n++;
		row.s = pipe + 1;
	}
	return n;
}

struct line line_note(struct line l)
{
	const char *s = l.s + line_lead(l), *from;

	if (l.end - s < 5 || s[0] != '[' || s[1] != '^')
		return (struct line){s, s};
	from = s + 2;
	for (s = from; s < l.end && !strchr("] \t", *s); s++)
		;
	if (l.end - s < 2 || s[0] != ']' || s[1] != ':')
		return (struct line){from, from};
	return (struct line){from, s};
}
