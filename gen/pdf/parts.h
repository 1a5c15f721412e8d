/*
 * What the files of pdf/ share. libharu is used as a keeper of objects only
 * (dictionaries, arrays, the table of their numbers); what a book has by the
 * ten thousand, such as structure elements, is written as bytes at once. Memory
 * that does not suffice ends the program, so that nothing here returns NULL.
 * Objects belong to the document and are freed with it.
 *
 * Lengths come in mpt from the top of the page and leave in points from its
 * bottom (ISO 32000-1, 8.3.2.3).
 */
#ifndef PARTS_H
#define PARTS_H

#include <hpdf.h>
#include <hpdf_conf.h>
#include <hpdf_objects.h>
#include <hpdf_doc.h>

#include "pdf/pdf.h"

/*
 * Content of a tag, in the order in which it is shown: marked content of a
 * page, or an annotation.
 */
struct mark {
	int tag, page;
	int mcid;       /* ANNOTATION for one */
	int annotation; /* its object's number */
};

enum { ANNOTATION = -1 };

struct pdf {
	HPDF_Doc doc;
	HPDF_MMgr memory;
	HPDF_Xref xref;
	struct arena *arena;
	const struct print *print;
	struct pack *pack;
	HPDF_Dict *pages;
	struct type_case *types;
	struct mark *marks;
	size_t marks_n, marks_cap, annotations_n;
};

/* ------------------------------------------------------------------ value.c */

/* v / scale, exactly, without trailing zeros; scale is a power of ten. */
void decimal_put(struct buf *out, int64_t v, int64_t scale);
void length_put(struct buf *out, mpt length); /* in points, and a space */
/* The bytes of a string (7.3.4.2), without its parentheses. */
void bytes_put(struct buf *out, const char *s, size_t n);
void ascii_put(struct buf *out, const char *s); /* (s) */
/* A text string (7.9.2.2): UTF-16BE with its mark. */
void text_put(struct buf *out, const char *utf8);
/* UTF-8 as UTF-16, big end first. */
void utf16_put(struct buf *out, const char *s, size_t n);
void reference_put(struct buf *out, int number); /* 12 0 R */
/* [page /XYZ 0 y null]: never a null for the left edge, which Apple Preview does not follow. */
void target_put(struct buf *out, const struct pdf *p, int page, mpt y);
/* A rectangle (7.9.5) on a page. */
void box_put(struct buf *out, const struct page *page, struct box b);

/* ------------------------------------------------------------------- pack.c */

/*
 * The file as it grows. Every object has its number from libharu's table, so
 * that both kinds may name each other: dictionaries and arrays, which libharu
 * holds to the end, and those whose bytes are put once and not held at all.
 */
struct pack;

struct pack *pack_open(struct pdf *p, struct buf *out); /* writes the header */
/* An object whose bytes are put later, once; add it to libharu's dictionaries like their own. */
void *object_new(struct pdf *p);
int object_number(const void *object); /* of any indirect object */
/* A value that is no stream: it goes into an object stream (7.5.7). */
void object_put(struct pdf *p, int number, const struct buf *value);
/* A stream; keys are further entries of its dictionary. Deflated ones are read back as given. */
void stream_put(struct pdf *p, int number, const char *keys, const void *s, size_t n, bool deflate);
/* What libharu holds, the cross-reference stream (7.5.8) and the end; the ID is from the bytes. */
void pack_close(struct pdf *p);

/* ----------------------------------------------------------------- object.c */

HPDF_Dict dict_new(struct pdf *p);
HPDF_Dict dict_new_indirect(struct pdf *p);
HPDF_Array array_new(struct pdf *p);
HPDF_String ascii_new(struct pdf *p, const char *s);
HPDF_Binary text_new(struct pdf *p, const char *utf8);
void *stream_new(struct pdf *p, const char *keys, const void *s, size_t n, bool deflate);
void array_add_number(HPDF_Array a, int32_t n);
void array_add_length(struct pdf *p, HPDF_Array a, mpt length);
/* Put the value and empty the buffer; the object, to be named. */
void *object_from(struct pdf *p, struct buf *value);

/* ------------------------------------------------------------------- tree.c */

/* An entry of a name tree (7.9.6), or of a number tree (7.9.7) when name is NULL. */
struct tree_entry {
	const char *name;
	int32_t number;
	const char *value; /* as it stands in the file */
	size_t n;
};
/* The root; e in ascending order. */
void *tree_new(struct pdf *p, const struct tree_entry *e, size_t n);

/* ----------------------------------------------------------------- subset.c */

/*
 * The bare CFF table of a face, reduced to n glyphs in ascending order, the
 * first of them with CID CODE_FIRST; appended to out. Glyph 0 comes by itself.
 */
enum { CODE_FIRST = 256 }; /* poppler takes a smaller code that says nothing for a letter */

void face_subset(const struct face *f, const uint16_t *glyphs, size_t n, struct buf *out);

/* ------------------------------------------------------------------- type.c */

/*
 * The faces of a document with every glyph shown. A font is a face with one
 * meaning for each glyph; a second meaning goes to another font of the face.
 * First all glyphs are collected, then shown.
 */
struct type_case;

struct type_case *type_case_new(struct pdf *p);
void type_collect(struct type_case *t, const struct run *r);
/* The code of a collected glyph, its CID (9.7.4.2). */
uint16_t type_code(struct type_case *t, struct face *f, uint16_t glyph);
/* The font that shows this glyph for these n bytes of text; n 0 for a glyph that says nothing. */
int type_font(struct type_case *t, struct face *f, uint16_t glyph, const char *text, size_t n);
HPDF_Dict type_resources(struct type_case *t); /* the dictionary of fonts: F0, F1, ... */
void type_write(struct type_case *t);          /* when all text has been shown */

/* ---------------------------------------------------------------- unicode.c */

struct meaning {
	uint16_t glyph; /* or its code */
	const char *text;
	size_t n;
};

/* A ToUnicode CMap (9.10.3) for codes in ascending order. */
void to_unicode_put(struct buf *out, const struct meaning *m, size_t n);

/* ------------------------------------------------------------------- path.c */

/* Where operators go, and the graphics state as it stands there. */
struct canvas {
	struct buf *out;
	mpt height; /* of the page */
	colour fill, ink;
	mpt stroke;
};

struct canvas canvas_new(struct buf *out, mpt height); /* as a page begins (8.4.1) */
void canvas_fill(struct canvas *c, colour fill);
void rules_put(struct canvas *c, const struct rule *r, size_t n);
void path_put(struct canvas *c, const struct path *p);

/* ---------------------------------------------------------------- content.c */

/* The operators of page i; its marked content is added to p->marks. */
void content_write(struct pdf *p, int i, struct buf *out);

/* ------------------------------------------------------------------- tags.c */

/* The structure tree, from p->marks; adds it to the catalogue. */
void tags_write(struct pdf *p);

/* ------------------------------------------------------------- navigation.c */

void links_write(struct pdf *p, int page); /* annotations of a page, with their marks */
void navigation_write(struct pdf *p);      /* page labels, bookmarks, destinations */

/* --------------------------------------------------------------- document.c */

/* Information dictionary, XMP metadata, language, viewer preferences. */
void document_describe(struct pdf *p, date as_of);
void document_colours(struct pdf *p, struct colour_profile profile); /* the output intent */

#endif
