/*
 * YAML → struct yaml, a tree of maps, lists and scalars with their places.
 * libyaml is known here only. Its events are taken one by one, so that depth,
 * aliases, anchors, tags, further documents and keys given twice are refused
 * where they stand, which libyaml itself does not do. Its marks are 0-based,
 * columns in characters. Bytes are checked before (source.c). How values are
 * asked for and typed is in yaml_find.c.
 */
#include "digest/digest_parts.h"

#include <string.h>
#include <yaml.h>

enum { DEPTH_MOST = 32 };

static const struct source_limits limits = {.line = 10000};

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	const char *file, *text;
	int line; /* of the first line of the text */
	int depth;
};

static struct place place_of(const struct reader *r, yaml_mark_t m)
{
	return (struct place){r->file, r->line + (int)m.line, (int)m.column + 1};
}

static void report(struct reader *r, yaml_mark_t m, const char *code, const char *text)
{
	diag(place_of(r, m), DIAG_ERROR, code, "%s", text);
}

/* The next event, or false after a report of what libyaml found wrong. */
static bool next(struct reader *r, yaml_event_t *e)
{
	const yaml_parser_t *y = &r->parser;

	if (yaml_parser_parse(&r->parser, e))
		return true;
	if (y->error == YAML_MEMORY_ERROR)
		die("out of memory while reading %s", r->file);
	diag(place_of(r, y->problem_mark), DIAG_ERROR, "yaml-syntax", "not valid YAML: %s%s%s",
	    y->context ? y->context : "", y->context ? ", " : "", y->problem);
	if (y->context && y->context_mark.line != y->problem_mark.line)
		diag_hint("it begins at line %d, column %d", place_of(r, y->context_mark).line,
		    place_of(r, y->context_mark).col);
	return false;
}

/* What stands before a value and is refused: &anchor and !tag. */
static bool check_marks(
    struct reader *r, const yaml_event_t *e, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		report(r, e->start_mark, "yaml-anchor", "anchors are not read");
	else if (tag)
		report(r, e->start_mark, "yaml-tag", "tags are not read");
	return !anchor && !tag;
}

/* Where a line of a value ends between two Han characters or marks, no space is meant. */
static bool han_sides(const char *start, const char *stop, const char *after, const char *end)
{
	uint32_t a = text_before(start, stop);
	int len;
	uint32_t b = after < end ? text_decode(after, end, &len) : 0;

	return (text_is_han(a) || text_is_cjk_mark(a)) && (text_is_han(b) || text_is_cjk_mark(b));
}

static const char *skip_blanks(const char *s, const char *end)
{
	while (s < end && strchr(" \t\n", *s))
		s++;
	return s;
}

/* The bytes of the text from a mark: its index counts characters. */
static const char *at_mark(const char *s, size_t index)
{
	while (index--)
		text_next(&s);
	return s;
}

/*
 * The value of a scalar over several lines as libyaml folds it, but without
 * the space it puts between two Chinese lines. NULL after a report: inside
 * quotes that space cannot be told from one that was written.
 */
static const char *refold(struct reader *r, const yaml_event_t *e)
{
	const char *s = at_mark(r->text, e->start_mark.index);
	const char *end = at_mark(s, e->end_mark.index - e->start_mark.index);
	bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	const char *whole = s, *stop, *after;
	struct buf b = {0};

	for (; (stop = memchr(s, '\n', (size_t)(end - s))); s = after) {
		after = skip_blanks(stop + 1, end);
		while (stop > s && (stop[-1] == ' ' || stop[-1] == '\t'))
			stop--;
		buf_put(&b, s, (size_t)(stop - s));
		if (!han_sides(whole, stop, after, end))
			buf_putc(&b, ' ');
		else if (!plain)
			break;
	}
	buf_put(&b, s, stop ? 0 : (size_t)(end - s));
	s = stop ? NULL : arena_dup(r->arena, plain ? b.s : (const char *)e->data.scalar.value);
	buf_free(&b);
	if (!s)
		report(r, e->start_mark, "yaml-fold",
		    "a quoted or folded value is broken between two "
		    "Chinese characters, where YAML puts a space");
	return s;
}

static bool read_scalar(struct reader *r, const yaml_event_t *e, struct yaml *out)
{
	yaml_scalar_style_t style = e->data.scalar.style;
	const char *value = (const char *)e->data.scalar.value;
	size_t n = e->data.scalar.length;

	out->kind = YAML_SCALAR;
	out->quoted = style != YAML_PLAIN_SCALAR_STYLE;
	if (strlen(value) != n || source_fault(value, value + n)) {
		report(r, e->start_mark, "yaml-escape",
		    "an escape stands for a character that content "
		    "may not hold");
		return false;
	}
	if (style != YAML_LITERAL_SCALAR_STYLE && e->end_mark.line > e->start_mark.line) {
		out->text = refold(r, e);
		return out->text != NULL;
	}
	while (n && value[n - 1] == '\n') /* of a literal block */
		n--;
	out->text = arena_dupn(r->arena, value, n);
	return true;
}

static bool read_value(struct reader *r, yaml_event_t *e, struct yaml *out);

/* Read the value that an event begins, give the event back, link the value. */
static struct yaml *read_item(struct reader *r, yaml_event_t *e, struct yaml ***tail)
{
	struct yaml *item = arena_new_of(r->arena, struct yaml);
	bool good = read_value(r, e, item);

	yaml_event_delete(e);
	if (!good)
		return NULL;
	**tail = item;
	*tail = &item->next;
	return item;
}

static bool read_list(struct reader *r, struct yaml *out)
{
	struct yaml **tail = &out->items;
	yaml_event_t e;

	out->kind = YAML_LIST;
	while (next(r, &e)) {
		if (e.type == YAML_SEQUENCE_END_EVENT) {
			yaml_event_delete(&e);
			return true;
		}
		if (!read_item(r, &e, &tail))
			return false;
	}
	return false;
}

/* The key that an event gives, or NULL after a report. */
static const char *read_key(struct reader *r, const yaml_event_t *e)
{
	if (e->type != YAML_SCALAR_EVENT) {
		report(r, e->start_mark, "yaml-key", "a key must be a word");
		return NULL;
	}
	if (!check_marks(r, e, e->data.scalar.anchor, e->data.scalar.tag))
		return NULL;
	return arena_dup(r->arena, (const char *)e->data.scalar.value);
}

/*
 * The keys of a map seen so far. A key given twice is reported and counts as
 * used, so that it is not called unknown as well.
 */
static void note_key(struct map *keys, struct yaml *item)
{
	const struct yaml *first = map_find(keys, item->key);

	if (!first) {
		map_put(keys, item->key, item);
		return;
	}
	diag(item->key_place, DIAG_ERROR, "yaml-twice", "the key %s is given twice", item->key);
	diag_hint("first at line %d", first->key_place.line);
	item->used = true;
}

static bool read_map(struct reader *r, struct yaml *out)
{
	struct map *keys = map_new(r->arena);
	struct yaml **tail = &out->items;
	yaml_event_t e;

	out->kind = YAML_MAP;
	while (next(r, &e)) {
		bool last = e.type == YAML_MAPPING_END_EVENT;
		const char *key = last ? NULL : read_key(r, &e);
		struct place p = place_of(r, e.start_mark);
		struct yaml *item;

		yaml_event_delete(&e);
		if (last)
			return true;
		if (!key || !next(r, &e))
			return false;
		item = read_item(r, &e, &tail);
		if (!item)
			return false;
		item->key = key;
		item->key_place = p;
		note_key(keys, item);
	}
	return false;
}

static bool read_inside(struct reader *r, const yaml_event_t *e, struct yaml *out)
{
	bool good;

	if (r->depth == DEPTH_MOST) {
		diag(place_of(r, e->start_mark), DIAG_ERROR, "yaml-depth",
		    "values are nested deeper than %d", DEPTH_MOST);
		return false;
	}
	r->depth++;
	good = e->type == YAML_MAPPING_START_EVENT ? read_map(r, out) : read_list(r, out);
	r->depth--;
	return good;
}

static bool read_value(struct reader *r, yaml_event_t *e, struct yaml *out)
{
	out->place = place_of(r, e->start_mark);
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return check_marks(r, e, e->data.scalar.anchor, e->data.scalar.tag) &&
		       read_scalar(r, e, out);
	case YAML_SEQUENCE_START_EVENT:
		return check_marks(
			   r, e, e->data.sequence_start.anchor, e->data.sequence_start.tag) &&
		       read_inside(r, e, out);
	case YAML_MAPPING_START_EVENT:
		return check_marks(r, e, e->data.mapping_start.anchor, e->data.mapping_start.tag) &&
		       read_inside(r, e, out);
	default:
		report(r, e->start_mark, "yaml-alias", "aliases are not read");
		return false;
	}
}

/* One event that must be of this type; false after a report. */
static bool expect(struct reader *r, yaml_event_type_t type, const char *code, const char *text)
{
	yaml_event_t e;
	bool good;

	if (!next(r, &e))
		return false;
	good = e.type == type;
	if (!good)
		report(r, e.start_mark, code, text);
	yaml_event_delete(&e);
	return good;
}

static bool read_stream(struct reader *r, struct yaml *out)
{
	yaml_event_t e;
	bool good;

	if (!expect(r, YAML_STREAM_START_EVENT, "", "") ||
	    !expect(r, YAML_DOCUMENT_START_EVENT, "yaml-empty", "there is no value"))
		return false;
	if (!next(r, &e))
		return false;
	good = read_value(r, &e, out);
	yaml_event_delete(&e);
	return good && expect(r, YAML_DOCUMENT_END_EVENT, "", "") &&
	       expect(r, YAML_STREAM_END_EVENT, "yaml-documents", "a second document begins here");
}

struct yaml *yaml_parse(struct arena *a, const char *file, int line, const char *s, size_t n)
{
	struct reader r = {.arena = a, .file = file, .line = line};
	struct yaml *out = arena_new_of(a, struct yaml);
	bool good;

	if (!source_check(file, line, s, n, limits))
		return NULL;
	r.text = arena_dupn(a, s, n); /* a NUL after it, for text_next */
	if (!yaml_parser_initialize(&r.parser))
		die("out of memory while reading %s", file);
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)r.text, n);
	good = read_stream(&r, out);
	yaml_parser_delete(&r.parser);
	return good ? out : NULL;
}

struct yaml *yaml_read(struct arena *a, const char *path, const char *shown)
{
	size_t n = 0;
	const char *s = source_read(a, path, shown, limits, &n);

	return s ? yaml_parse(a, shown, 1, s, n) : NULL;
}
