/*
 * Ways through the document: page labels, bookmarks, named destinations and
 * links (ISO 32000-1, 12.3, 12.4.2 and 12.5.6.5). Labels are read from what the
 * folios say. Bookmarks are open at the first level only. A link names its
 * destination, so that an address outside can name the same one.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/parts.h"

/* ------------------------------------------------------------------------- labels */

/* What a folio says, as a page label dictionary says it: style D or r, or words. */
struct label {
	char style; /* 0 for none */
	int number;
	const char *words;
};

static int roman_digit(char c)
{
	static const char digits[] = "ivxlc";
	static const int values[] = {1, 5, 10, 50, 100};
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? values[at - digits] : 0;
}

/* 0 when the text is no lower-case roman number. */
static int read_roman(const char *s)
{
	int sum = 0;

	for (; *s; s++) {
		int v = roman_digit(*s);

		if (v == 0)
			return 0;
		sum += v < roman_digit(s[1]) ? -v : v;
	}
	return sum;
}

static int read_decimal(const char *s)
{
	int n = 0;

	for (; *s >= '0' && *s <= '9' && n < 100000; s++)
		n = n * 10 + (*s - '0');
	return *s ? 0 : n;
}

static struct label read_label(const char *s)
{
	int decimal = read_decimal(s), roman = read_roman(s);

	if (decimal > 0)
		return (struct label){.style = 'D', .number = decimal};
	if (roman > 0)
		return (struct label){.style = 'r', .number = roman};
	return (struct label){.words = s};
}

static bool continues(struct label a, struct label b)
{
	if (a.style != b.style)
		return false;
	return a.style ? b.number == a.number + 1 : strcmp(a.words, b.words) == 0 && !*a.words;
}

static HPDF_Dict write_label(struct pdf *p, struct label l)
{
	HPDF_Dict d = dict_new(p);

	if (l.style) {
		HPDF_Dict_AddName(d, "S", (char[]){l.style, 0});
		HPDF_Dict_AddNumber(d, "St", l.number);
	} else if (*l.words) {
		HPDF_Dict_Add(d, "P", text_new(p, l.words));
	}
	return d;
}

static void write_labels(struct pdf *p)
{
	size_t n = 0, pages = p->print->pages_n;
	struct tree_entry *e = arena_array(p->arena, struct tree_entry, pages);
	struct label last = {0};

	for (size_t i = 0; i < pages; i++) {
		struct label l = read_label(p->print->pages[i].label);

		if (i == 0 || !continues(last, l))
			e[n++] = (struct tree_entry){.number = (int)i, .value = write_label(p, l)};
		last = l;
	}
	HPDF_Dict_Add(p->doc->catalog, "PageLabels", tree_new(p, e, n));
}

/* ---------------------------------------------------------------------- bookmarks */

/* A node of the outline; 0 is its root, and bookmark i is node i + 1. */
struct outline {
	HPDF_Dict dict;
	int parent, first, last, level;
	int seen; /* descendants that show when it is open */
};

static void chain_outline(struct outline *o, int i)
{
	int parent = i - 1;

	while (o[parent].level >= o[i].level)
		parent = o[parent].parent;
	o[i].parent = parent;
	HPDF_Dict_Add(o[i].dict, "Parent", o[parent].dict);
	if (o[parent].last) {
		HPDF_Dict_Add(o[i].dict, "Prev", o[o[parent].last].dict);
		HPDF_Dict_Add(o[o[parent].last].dict, "Next", o[i].dict);
	} else {
		o[parent].first = i;
	}
	o[parent].last = i;
}

static bool is_open(const struct outline *o)
{
	return o->level <= 1;
}

static void close_outline(struct outline *o, int i)
{
	if (o[i].first) {
		HPDF_Dict_Add(o[i].dict, "First", o[o[i].first].dict);
		HPDF_Dict_Add(o[i].dict, "Last", o[o[i].last].dict);
		HPDF_Dict_AddNumber(o[i].dict, "Count", is_open(&o[i]) ? o[i].seen : -o[i].seen);
	}
	if (i > 0)
		o[o[i].parent].seen += 1 + (is_open(&o[i]) ? o[i].seen : 0);
}

static void write_bookmarks(struct pdf *p)
{
	int n = (int)p->print->bookmarks_n;
	struct outline *o = arena_array(p->arena, struct outline, n + 1);

	if (n == 0)
		return;
	o[0].dict = dict_new_indirect(p);
	HPDF_Dict_AddName(o[0].dict, "Type", "Outlines");
	for (int i = 1; i <= n; i++) {
		const struct bookmark *b = &p->print->bookmarks[i - 1];

		assert(b->level >= 1);
		o[i].dict = dict_new_indirect(p);
		o[i].level = b->level;
		HPDF_Dict_Add(o[i].dict, "Title", text_new(p, b->title));
		HPDF_Dict_Add(o[i].dict, "Dest", target_new(p, b->page, b->y));
		chain_outline(o, i);
	}
	for (int i = n; i >= 0; i--)
		close_outline(o, i);
	HPDF_Dict_Add(p->doc->catalog, "Outlines", o[0].dict);
	HPDF_Dict_AddName(p->doc->catalog, "PageMode", "UseOutlines");
}

/* ------------------------------------------------------------------- destinations */

static int compare_destinations(const void *a, const void *b)
{
	return strcmp(((const struct destination *)a)->name, ((const struct destination *)b)->name);
}

static bool has_destination(const struct print *p, const char *name)
{
	struct destination key = {.name = name};

	return bsearch(&key, p->destinations, p->destinations_n, sizeof key, compare_destinations);
}

static void write_destinations(struct pdf *p)
{
	const struct destination *d = p->print->destinations;
	size_t n = p->print->destinations_n;
	struct tree_entry *e = arena_array(p->arena, struct tree_entry, n);
	HPDF_Dict names;

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		assert(i == 0 || strcmp(d[i - 1].name, d[i].name) < 0);
		e[i] = (struct tree_entry){
		    .name = d[i].name, .value = target_new(p, d[i].page, d[i].y)};
	}
	names = dict_new(p);
	HPDF_Dict_Add(names, "Dests", tree_new(p, e, n));
	HPDF_Dict_Add(p->doc->catalog, "Names", names);
}

void navigation_write(struct pdf *p)
{
	write_labels(p);
	write_bookmarks(p);
	write_destinations(p);
}

/* -------------------------------------------------------------------------- links */

/* RFC 3986, 2.1: what is not ASCII, or not allowed in an address, as %XX. */
static char *encode_address(struct arena *a, const char *url)
{
	struct buf b = {0};
	char *s;

	for (; *url; url++) {
		unsigned char c = (unsigned char)*url;

		if (c <= ' ' || c >= 0x7f || strchr("\"<>\\^`{|}", c))
			buf_printf(&b, "%%%02X", c);
		else
			buf_putc(&b, (char)c);
	}
	s = arena_dupn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

static HPDF_Array write_box(struct pdf *p, const struct page *page, const struct area_link *l)
{
	HPDF_Array box = array_new(p);

	array_add_length(p, box, l->x);
	array_add_length(p, box, page->height - l->y - l->h);
	array_add_length(p, box, l->x + l->w);
	array_add_length(p, box, page->height - l->y);
	return box;
}

static void add_goal(struct pdf *p, HPDF_Dict annotation, const struct area_link *l)
{
	HPDF_Dict action;

	if (l->dest) {
		assert(has_destination(p->print, l->dest));
		HPDF_Dict_Add(annotation, "Dest", ascii_new(p, l->dest));
		return;
	}
	assert(l->url);
	action = dict_new(p);
	HPDF_Dict_AddName(action, "S", "URI");
	HPDF_Dict_Add(action, "URI", ascii_new(p, encode_address(p->arena, l->url)));
	HPDF_Dict_Add(annotation, "A", action);
}

static HPDF_Dict write_link(struct pdf *p, const struct page *page, const struct area_link *l)
{
	HPDF_Dict a = dict_new_indirect(p);
	HPDF_Array border = array_new(p);

	for (int i = 0; i < 3; i++)
		array_add_number(border, 0);
	HPDF_Dict_AddName(a, "Type", "Annot");
	HPDF_Dict_AddName(a, "Subtype", "Link");
	HPDF_Dict_Add(a, "Rect", write_box(p, page, l));
	HPDF_Dict_Add(a, "Border", border);
	HPDF_Dict_AddNumber(a, "F", 4); /* print: PDF/A wants it, though a link shows nothing */
	HPDF_Dict_Add(a, "Contents", text_new(p, l->words ? l->words : l->url ? l->url : l->dest));
	add_goal(p, a, l);
	return a;
}

void links_write(struct pdf *p, int page)
{
	const struct page *from = &p->print->pages[page];
	HPDF_Array annotations;

	if (from->links_n == 0)
		return;
	annotations = array_new(p);
	for (size_t i = 0; i < from->links_n; i++) {
		const struct area_link *l = &from->links[i];
		HPDF_Dict a = write_link(p, from, l);

		HPDF_Array_Add(annotations, a);
		if (l->tag != TAG_ARTIFACT)
			*(struct mark *)VEC_PUSH(p->arena, p->marks, p->marks_n, p->marks_cap) =
			    (struct mark){.tag = l->tag, .page = page, .annotation = a};
	}
	HPDF_Dict_Add(p->pages[page], "Annots", annotations);
}
