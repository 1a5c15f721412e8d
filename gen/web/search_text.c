/*
 * The elements of a page → the lines that are searched. Text counts inside
 * <main>; navigation, forms, drawings and scripts in it do not. A block ends at
 * every element that is not one of running text, so that no match reaches from
 * one cell or paragraph into the next. What a line says is kept as it is
 * written: it is folded when it is searched.
 */
#include <assert.h>
#include <string.h>

#include "web/search_parts.h"

static bool is_running(const char *name)
{
	static const char *const names[] = {"a", "abbr", "b", "bdi", "cite", "code", "data", "del",
	    "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub",
	    "sup", "time", "u", "var", "wbr"};

	return text_is_one_of(name, names, LEN(names));
}

static bool is_heading(const char *name)
{
	return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
}

/* Elements without text of their own; .anchor and .back are links to where one is. */
static bool is_left_out(
    const struct scribe *s, const char *name, const struct attribute *a, size_t n)
{
	static const char *const always[] = {
	    "nav", "form", "button", "svg", "script", "noscript", "template"};
	static const char *const lists[] = {"table", "ul", "ol", "dl", "figure"};

	return text_is_one_of(name, always, LEN(always)) ||
	       class_has(attribute_find(a, n, "class"), "anchor") ||
	       class_has(attribute_find(a, n, "class"), "back") ||
	       (s->part == SEARCH_WORDS && text_is_one_of(name, lists, LEN(lists)));
}

/* ------------------------------------------------------------------- where it stands */

/* The nearest id; a definition stands where its term does. */
static const char *place_of(const struct scribe *s)
{
	if (s->in_definition && s->term_id)
		return s->term_id;
	for (int i = s->depth; i >= s->main; i--)
		if (s->ids[i])
			return s->ids[i];
	return "";
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Say where the next line stands, unless it is said already; label NULL: the place's heading. */
static void tell(struct scribe *s, const char *label)
{
	const char *id = place_of(s);

	if (s->last_id && same(id, s->last_id) && same(label, s->last_label))
		return;
	buf_printf(&s->lines, label ? "#%s\t%s\n" : "#%s\n", id, label);
	s->last_id = id;
	s->last_label = label;
}

/* -------------------------------------------------------------------------- blocks */

static const char *trimmed(struct scribe *s, struct buf *b)
{
	const char *t = b->len ? text_trim(s->arena, b->s, b->len) : "";

	buf_clear(b);
	return t;
}

/* The cell's text becomes part of the line. */
static void end_block(struct scribe *s)
{
	const char *t = trimmed(s, &s->cell);

	if (!*t)
		return;
	if (s->clause && !s->label) {
		s->label = t;
		return;
	}
	if (s->line.len)
		buf_putc(&s->line, '\t');
	else if (*t == '#' || *t == '=')
		buf_putc(&s->line, ' ');
	buf_puts(&s->line, t);
}

static void end_heading(struct scribe *s)
{
	const char *t = trimmed(s, &s->line);

	if (s->heading == 1) {
		buf_puts(&s->title, t);
	} else if (*t) {
		s->last_id = place_of(s);
		s->last_label = NULL;
		buf_printf(&s->lines, "=%s\t%s\n", s->last_id, t);
	}
	if (s->in_term)
		s->term_id = s->last_id;
}

static void end_line(struct scribe *s)
{
	end_block(s);
	if (s->heading || s->in_term) {
		end_heading(s);
	} else if (s->line.len || s->label) {
		tell(s, s->label);
		if (s->line.len)
			buf_printf(&s->lines, "%s\n", s->line.s);
	}
	buf_clear(&s->line);
	s->label = NULL;
}

static void end_any(struct scribe *s, const char *name)
{
	if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0 || strcmp(name, "br") == 0)
		end_block(s);
	else
		end_line(s);
}

/* ------------------------------------------------------------------------- the sink */

static void enter(struct scribe *s, const char *name, const struct attribute *a, size_t n)
{
	if (is_left_out(s, name, a, n)) {
		s->skipped = s->depth;
		return;
	}
	if (is_heading(name))
		s->heading = name[1] - '0';
	if (strcmp(name, "td") == 0 && class_has(attribute_find(a, n, "class"), "clause"))
		s->clause = s->depth;
	s->in_term |= strcmp(name, "dt") == 0;
	s->in_definition |= strcmp(name, "dd") == 0;
}

static void take_open(
    void *ctx, const char *name, const struct attribute *a, size_t n, struct place p)
{
	struct scribe *s = ctx;
	const char *id = attribute_find(a, n, "id");

	(void)p;
	s->depth++;
	assert(s->depth < SCRIBE_DEPTH);
	s->ids[s->depth] = NULL;
	if (strcmp(name, "main") == 0)
		s->main = s->depth;
	if (!s->main || s->skipped)
		return;
	if (!is_running(name))
		end_any(s, name);
	if (id && s->depth > s->main)
		s->ids[s->depth] = arena_dup(s->arena, id);
	enter(s, name, a, n);
}

static void take_text(void *ctx, const char *t, struct place p)
{
	struct scribe *s = ctx;

	(void)p;
	if (!s->main || s->skipped)
		return;
	for (; *t; t++)
		buf_putc(&s->cell, (char)(*t == '\n' || *t == '\t' ? ' ' : *t));
}

static void leave(struct scribe *s, const char *name)
{
	if (is_heading(name))
		s->heading = 0;
	if (s->clause == s->depth)
		s->clause = 0;
	if (strcmp(name, "dt") == 0)
		s->in_term = false;
	if (strcmp(name, "dd") == 0)
		s->in_definition = false;
	if (strcmp(name, "dl") == 0)
		s->term_id = NULL;
}

static void take_close(void *ctx, const char *name)
{
	struct scribe *s = ctx;

	if (s->main && !s->skipped) {
		if (!is_running(name))
			end_any(s, name);
		leave(s, name);
	}
	if (s->skipped == s->depth)
		s->skipped = 0;
	if (s->main == s->depth)
		s->main = 0;
	s->depth--;
}

void scribe_begin(struct scribe *s, struct arena *a, enum search_part part)
{
	struct buf lines = s->lines, title = s->title, cell = s->cell, line = s->line;

	*s = (struct scribe){.arena = a, .part = part};
	s->lines = lines, s->title = title, s->cell = cell, s->line = line;
	buf_clear(&s->lines);
	buf_clear(&s->title);
	buf_clear(&s->cell);
	buf_clear(&s->line);
}

void scribe_free(struct scribe *s)
{
	buf_free(&s->lines);
	buf_free(&s->title);
	buf_free(&s->cell);
	buf_free(&s->line);
}

struct sink scribe_sink(struct scribe *s)
{
	return (struct sink){s, take_open, take_text, take_close};
}
