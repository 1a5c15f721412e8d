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

static struct tree_entry entry_of(
    const struct pdf *p, const struct buf *b, const char *name, int number)
{
	return (struct tree_entry){name, number, arena_dupn(p->arena, b->s, b->len), b->len};
}

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

static void put_label(struct buf *b, struct label l)
{
	buf_puts(b, "<<");
	if (l.style)
		buf_printf(b, "/S/%c/St %d", l.style, l.number);
	else if (*l.words) {
		buf_puts(b, "/P");
		text_put(b, l.words);
	}
	buf_puts(b, ">>");
}

static void write_labels(struct pdf *p)
{
	size_t n = 0, pages = p->print->pages_n;
	struct tree_entry *e = arena_array(p->arena, struct tree_entry, pages);
	struct label last = {0};
	struct buf b = {0};

	for (size_t i = 0; i < pages; i++) {
		struct label l = read_label(p->print->pages[i].label);

		if (i == 0 || !continues(last, l)) {
			buf_clear(&b);
			put_label(&b, l);
			e[n++] = entry_of(p, &b, NULL, (int)i);
		}
		last = l;
	}
	buf_free(&b);
	HPDF_Dict_Add(p->doc->catalog, "PageLabels", tree_new(p, e, n));
}

/* ---------------------------------------------------------------------- bookmarks */

/* A node of the outline; 0 is its root, and bookmark i is node i + 1. */
struct outline {
	int number; /* of its object */
	int parent, first, last, before, next, level;
	int seen; /* descendants that show when it is open */
};

static void chain_outline(struct outline *o, int i)
{
	int parent = i - 1;

	while (o[parent].level >= o[i].level)
		parent = o[parent].parent;
	o[i].parent = parent;
	o[i].before = o[parent].last;
	if (o[parent].last)
		o[o[parent].last].next = i;
	else
		o[parent].first = i;
	o[parent].last = i;
}

static bool is_open(const struct outline *o)
{
	return o->level <= 1;
}

static void put_relation(struct buf *b, const char *key, const struct outline *o)
{
	buf_puts(b, key);
	reference_put(b, o->number);
}

static void put_outline(struct pdf *p, struct outline *o, int i)
{
	const struct bookmark *mark = i > 0 ? &p->print->bookmarks[i - 1] : NULL;
	struct buf b = {0};

	buf_puts(&b, "<<");
	if (mark) {
		buf_puts(&b, "/Title");
		text_put(&b, mark->title);
		buf_puts(&b, "/Dest");
		target_put(&b, p, mark->page, mark->y);
		put_relation(&b, "/Parent ", &o[o[i].parent]);
	}
	if (o[i].before)
		put_relation(&b, "/Prev ", &o[o[i].before]);
	if (o[i].next)
		put_relation(&b, "/Next ", &o[o[i].next]);
	if (o[i].first) {
		put_relation(&b, "/First ", &o[o[i].first]);
		put_relation(&b, "/Last ", &o[o[i].last]);
		buf_printf(&b, "/Count %d", is_open(&o[i]) ? o[i].seen : -o[i].seen);
	}
	buf_puts(&b, ">>");
	object_put(p, o[i].number, &b);
	buf_free(&b);
}

static void write_bookmarks(struct pdf *p)
{
	int n = (int)p->print->bookmarks_n;
	struct outline *o = arena_array(p->arena, struct outline, n + 1);
	void *root = NULL;

	if (n == 0)
		return;
	root = object_new(p);
	o[0].number = object_number(root);
	for (int i = 1; i <= n; i++) {
		o[i].number = object_number(object_new(p));
		o[i].level = p->print->bookmarks[i - 1].level;
		assert(o[i].level >= 1);
		chain_outline(o, i);
	}
	for (int i = n; i > 0; i--)
		o[o[i].parent].seen += 1 + (is_open(&o[i]) ? o[i].seen : 0);
	for (int i = 0; i <= n; i++)
		put_outline(p, o, i);
	HPDF_Dict_Add(p->doc->catalog, "Outlines", root);
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
	struct buf b = {0};
	HPDF_Dict names;

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		assert(i == 0 || strcmp(d[i - 1].name, d[i].name) < 0);
		buf_clear(&b);
		target_put(&b, p, d[i].page, d[i].y);
		e[i] = entry_of(p, &b, d[i].name, 0);
	}
	buf_free(&b);
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

	for (; *url; url++) {
		unsigned char c = (unsigned char)*url;

		if (c <= ' ' || c >= 0x7f || strchr("\"<>\\^`{|}", c))
			buf_printf(&b, "%%%02X", c);
		else
			buf_putc(&b, (char)c);
	}
	return buf_keep(&b, a);
}

static void put_goal(struct buf *b, const struct pdf *p, const struct area_link *l)
{
	if (l->dest) {
		assert(has_destination(p->print, l->dest));
		buf_puts(b, "/Dest");
		ascii_put(b, l->dest);
		return;
	}
	assert(l->url);
	buf_puts(b, "/A<</S/URI/URI");
	ascii_put(b, encode_address(p->arena, l->url));
	buf_puts(b, ">>");
}

/* Outwards to a tenth of a point: nobody points more exactly, and a book has thousands. */
static struct box round_box(struct box b)
{
	mpt x = b.x / 100 * 100, y = b.y / 100 * 100;

	return (struct box){
	    x, y, (b.x + b.w - x + 99) / 100 * 100, (b.y + b.h - y + 99) / 100 * 100};
}

/* F says that it is printed: PDF/A wants it, though a link shows nothing. */
static void put_link(
    struct pdf *p, struct buf *b, const struct page *page, const struct area_link *l, size_t key)
{
	buf_puts(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect");
	box_put(b, page, round_box((struct box){l->x, l->y, l->w, l->h}));
	buf_puts(b, "/Contents");
	text_put(b, l->words ? l->words : l->url ? l->url : l->dest);
	if (l->tag >= 0)
		buf_printf(b, "/StructParent %zu", key);
	put_goal(b, p, l);
	buf_puts(b, ">>");
}

/* The keys of annotations in the parent tree follow those of the pages. */
static void *write_link(struct pdf *p, int page, const struct area_link *l)
{
	struct buf b = {0};
	void *object;

	put_link(p, &b, &p->print->pages[page], l, p->print->pages_n + p->annotations_n);
	object = object_from(p, &b);
	buf_free(&b);
	if (l->tag < 0)
		return object;
	p->annotations_n++;
	*(struct mark *)VEC_PUSH(p->arena, p->marks, p->marks_n, p->marks_cap) =
	    (struct mark){l->tag, page, ANNOTATION, object_number(object)};
	return object;
}

void links_write(struct pdf *p, int page)
{
	const struct page *from = &p->print->pages[page];
	HPDF_Array annotations;

	if (from->links_n == 0)
		return;
	annotations = array_new(p);
	for (size_t i = 0; i < from->links_n; i++)
		HPDF_Array_Add(annotations, write_link(p, page, &from->links[i]));
	HPDF_Dict_Add(p->pages[page], "Annots", annotations);
}
