/*
 * The bytes of a template → a tree of elements and texts that know where they
 * were written (struct mark).
 *
 * libxml2 decides what is well-formed and decodes the text; its nodes carry no
 * column and its attributes no place at all. So the tree is walked once more
 * beside the raw text: every start tag, attribute and text of a well-formed
 * file stands there in the same order. What the names mean is not known here.
 */
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "template/parts.h"

#define DIGESTPRESS "urn:digestpress"
#define XHTML       "http://www.w3.org/1999/xhtml"

struct walk {
	struct arena *arena;
	const struct source *source;
	const char *at; /* how far the raw text was walked */
	bool failed;
};

/* ------------------------------------------------------------------- places */

static void find_lines(struct arena *a, struct source *s)
{
	size_t cap = 0;

	s->lines = NULL;
	s->lines_n = 0;
	*(size_t *)VEC_PUSH(a, s->lines, s->lines_n, cap) = 0;
	for (size_t i = 0; i < s->size; i++)
		if (s->text[i] == '\n')
			*(size_t *)VEC_PUSH(a, s->lines, s->lines_n, cap) = i + 1;
}

struct place source_place(const struct source *s, const char *at)
{
	size_t offset = (size_t)(at - s->text), low = 0, high = s->lines_n;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (s->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	const char *line = s->text + s->lines[low];
	return (struct place){
	    s->shown, (int)low + 1, (int)text_column(line, offset - s->lines[low])};
}

const char *source_brace(const char *raw, size_t raw_n, int nth)
{
	for (size_t i = 0; i < raw_n; i++)
		if (raw[i] == '{' && nth-- == 0)
			return raw + i;
	return raw;
}

/* ------------------------------------------------------------- the raw text */

/* Past whatever is neither an element's tag nor text: comments, instructions, the doctype. */
static const char *skip_other(const char *p)
{
	const char *end;

	if (strncmp(p, "<!--", 4) == 0)
		end = strstr(p + 4, "-->");
	else if (strncmp(p, "<?", 2) == 0)
		end = strstr(p, "?>");
	else
		end = strchr(p, '>');
	while (end && *end != '>')
		end++;
	return end ? end + 1 : p + strlen(p);
}

static bool is_other(const char *p)
{
	return p[0] == '<' && (p[1] == '!' || p[1] == '?');
}

static const char *skip_space(const char *p)
{
	return p + strspn(p, " \t\r\n");
}

/* The start tag that begins at w->at: places of its attributes; leaves w->at after it. */
static void walk_tag(struct walk *w, struct mark *m)
{
	const char *p = w->at + 1;

	p += strcspn(p, " \t\r\n/>");
	for (size_t i = 0;; i++) {
		p = skip_space(p);
		if (*p == '/' || *p == '>' || *p == '\0')
			break;
		const char *name = p;
		p = skip_space(p + strcspn(p, " \t\r\n="));
		p = skip_space(p + 1);
		const char *value = p + 1, *end = strchr(value, *p);
		if (strncmp(name, "xmlns", 5) == 0) {
			i--;
		} else {
			m->attributes[i].place = source_place(w->source, name);
			m->attributes[i].raw = value;
			m->attributes[i].raw_n = (size_t)(end - value);
		}
		p = end + 1;
	}
	w->at = strchr(p, '>') + 1;
}

/* ------------------------------------------------------------------ the tree */

static bool is_own(struct walk *w, const xmlNs *ns, struct place p)
{
	if (!ns || strcmp((const char *)ns->href, XHTML) == 0)
		return false;
	if (strcmp((const char *)ns->href, DIGESTPRESS) == 0)
		return true;
	diag(p, DIAG_ERROR, "template-namespace", "namespace %s is neither XHTML nor %s",
	    (const char *)ns->href, DIGESTPRESS);
	w->failed = true;
	return false;
}

static size_t count_attributes(const xmlNode *n)
{
	size_t count = 0;

	for (const xmlAttr *a = n->properties; a; a = a->next)
		count++;
	return count;
}

static void take_attributes(struct walk *w, const xmlNode *n, struct mark *m)
{
	size_t i = 0;

	m->attributes_n = count_attributes(n);
	m->attributes = arena_array(w->arena, struct mark_attribute, m->attributes_n);
	walk_tag(w, m);
	for (xmlAttr *a = n->properties; a; a = a->next, i++) {
		xmlChar *value = xmlNodeListGetString(n->doc, a->children, 1);
		m->attributes[i].name = arena_dup(w->arena, (const char *)a->name);
		m->attributes[i].value = arena_dup(w->arena, value ? (const char *)value : "");
		m->attributes[i].own = is_own(w, a->ns, m->attributes[i].place);
		xmlFree(value);
	}
}

static struct mark *take_nodes(struct walk *w, const xmlNode *n, struct mark *parent);

static struct mark *take_element(struct walk *w, const xmlNode *n)
{
	struct mark *m = arena_new_of(w->arena, struct mark);

	m->name = arena_dup(w->arena, (const char *)n->name);
	m->place = source_place(w->source, w->at + 1);
	m->own = is_own(w, n->ns, m->place);
	take_attributes(w, n, m);
	if (w->at[-2] == '/')
		return m;
	m->child = take_nodes(w, n->children, m);
	while (is_other(w->at))
		w->at = skip_other(w->at);
	w->at = strchr(w->at, '>') + 1;
	return m;
}

static struct mark *take_text(struct walk *w, const xmlNode *n)
{
	struct mark *m = arena_new_of(w->arena, struct mark);

	m->text = arena_dup(w->arena, (const char *)n->content);
	m->raw = w->at;
	m->place = source_place(w->source, w->at);
	w->at += strcspn(w->at, "<");
	m->raw_n = (size_t)(w->at - m->raw);
	return m;
}

static struct mark *take_nodes(struct walk *w, const xmlNode *n, struct mark *parent)
{
	struct mark *first = NULL, *last = NULL;

	for (; n; n = n->next) {
		struct mark *m;
		if (n->type == XML_ELEMENT_NODE) {
			m = take_element(w, n);
		} else if (n->type == XML_TEXT_NODE) {
			m = take_text(w, n);
		} else if (n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE) {
			w->at = skip_other(w->at);
			continue;
		} else {
			diag(source_place(w->source, w->at), DIAG_ERROR, "template-xml",
			    "a template holds elements, text and comments only");
			w->failed = true;
			break;
		}
		m->parent = parent;
		m->before = last;
		if (last)
			last->next = m;
		else
			first = m;
		last = m;
	}
	return first;
}

/* -------------------------------------------------------------------- libxml2 */

struct complaint {
	const struct source *source;
	bool seen;
};

/* Later errors of a file mostly follow from its first one. */
static void report(void *user, xmlErrorPtr e)
{
	const xmlParserCtxt *parser = user;
	struct complaint *c = parser->_private;
	size_t n = strcspn(e->message, "\n");

	if (c->seen)
		return;
	c->seen = true;
	diag((struct place){c->source->shown, e->line, e->int2}, DIAG_ERROR, "template-xml",
	    "not well-formed: %.*s", (int)n, e->message);
}

static xmlDoc *read_xml(const struct source *s)
{
	struct complaint c = {s, false};
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc;

	if (!parser)
		die("libxml2 cannot make a parser");
	parser->_private = &c;
	parser->sax->serror = (xmlStructuredErrorFunc)report;
	doc = xmlCtxtReadMemory(parser, s->text, (int)s->size, s->shown, "UTF-8", XML_PARSE_NONET);
	if (doc && c.seen) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	if (!doc && !c.seen)
		die("libxml2 cannot read %s", s->shown);
	xmlFreeParserCtxt(parser);
	return doc;
}

struct mark *parse_template(struct arena *a, struct source *s)
{
	struct walk w = {.arena = a, .source = s, .at = s->text};
	const char *bad = text_check(s->text, s->size);

	find_lines(a, s);
	if (bad) {
		diag(source_place(s, bad), DIAG_ERROR, "template-utf8", "this is not UTF-8 text");
		return NULL;
	}
	xmlDoc *doc = read_xml(s);
	if (!doc)
		return NULL;
	if (doc->intSubset) {
		diag((struct place){s->shown, 1, 1}, DIAG_ERROR, "template-xml",
		    "a template has no document type");
		w.failed = true;
	}
	while (!w.failed && (is_other(w.at) || *w.at != '<'))
		w.at = is_other(w.at) ? skip_other(w.at) : w.at + 1;
	struct mark *root = w.failed ? NULL : take_element(&w, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	return w.failed ? NULL : root;
}

void parse_end(void)
{
	xmlCleanupParser();
}

/* ---------------------------------------------------------------- white space */

static const char *const inlines[] = {
    "a",
    "abbr",
    "b",
    "bdi",
    "br",
    "cite",
    "code",
    "data",
    "dfn",
    "em",
    "i",
    "img",
    "kbd",
    "mark",
    "q",
    "rb",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
    "var",
    "wbr",
    "group",
    "use",
    "body",
    "content",
};

static bool is_inline(const struct mark *m)
{
	if (!m->name)
		return true;
	for (size_t i = 0; i < LEN(inlines); i++)
		if (strcmp(m->name, inlines[i]) == 0)
			return true;
	return false;
}

/* Whether what stands beside a text is in its line. At the edge of an element: whether that is. */
static bool joins(const struct mark *m, const struct mark *beside)
{
	return is_inline(beside ? beside : m->parent);
}

/* A line break beside Han, a full-width mark, or a field leaves no space. */
static bool is_tight(uint32_t cp)
{
	return cp == 0 || cp == '{' || cp == '}' || text_is_han(cp) || text_is_cjk_mark(cp);
}

/* What a stretch of white space between two characters (0: none) comes to. */
static bool leaves_space(uint32_t left, uint32_t right, bool newline, const struct mark *m)
{
	if (!left && (!joins(m, m->before) || newline))
		return joins(m, m->before) && !is_tight(right);
	if (!right && (!joins(m, m->next) || newline))
		return joins(m, m->next) && !is_tight(left);
	return !newline || !(is_tight(left) || is_tight(right));
}

const char *parse_spaces(struct arena *a, const struct mark *m)
{
	const char *p = m->text;
	char *out = arena_alloc(a, strlen(p) + 1);
	size_t n = 0;
	uint32_t left = 0;

	while (*p) {
		size_t space = strspn(p, " \t\r\n");
		if (space) {
			const char *after = p + space, *q = after;
			bool newline = memchr(p, '\n', space) != NULL;
			uint32_t right = text_next(&q);
			bool alone = !left && !right && newline;
			if (!alone && leaves_space(left, right, newline, m))
				out[n++] = ' ';
			p = after;
			continue;
		}
		const char *q = p;
		left = text_next(&q);
		memcpy(out + n, p, (size_t)(q - p));
		n += (size_t)(q - p);
		p = q;
	}
	return n ? out : NULL;
}
