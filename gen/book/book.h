/*
 * book: elements → lines → pages. Above struct page nobody knows PDF; below it
 * nobody knows paragraphs.
 *
 * Lengths on paper are mpt, thousandths of a point; x grows right, y grows down
 * from the top left corner of the page. There is no floating point in book/, so
 * that a layout is the same on every machine.
 */
#ifndef BOOK_H
#define BOOK_H

#include "base/base.h"
#include "digest/digest.h"
#include "font/font.h"
#include "template/template.h"

typedef int32_t mpt;

/* 0xRRGGBB */
typedef uint32_t colour;

/*
 * One glyph in place. text[from..to) of its run is what it stands for: several
 * bytes, or none (from == to) for the later glyphs of one cluster.
 */
struct placed {
	uint16_t glyph;
	mpt x; /* of the glyph's origin, from the left edge of the page */
	uint32_t from, to;
};

/* Glyphs of one face and size on one baseline; shown in one text object. */
struct run {
	struct face *face;
	mpt size, y; /* y of the baseline */
	colour colour;
	const char *text; /* UTF-8, all that the run says, for ToUnicode and ActualText */
	struct placed *glyphs;
	size_t glyphs_n;
	bool gap;    /* an opened space of 0.11 em or more inside: needs ActualText (ISO
		      * 32000-1, 14.9.4)
		      */
	bool turned; /* a quarter to the left: x is the way up from the foot of the page, y that
		      * from its left edge
		      */
	int tag; /* index into print.tags; TAG_ARTIFACT and the others below 0 for heads, folios,
		  * repeats
		  */
};

struct rule { /* a filled rectangle; never part of the text: an artifact */
	mpt x, y, w, h;
	colour colour;
};

struct box {
	mpt x, y, w, h;
};

struct point {
	mpt x, y;
};

enum segment_kind { SEGMENT_MOVE, SEGMENT_LINE, SEGMENT_CURVE, SEGMENT_CLOSE };

struct segment {
	enum segment_kind kind;
	struct point to;         /* where it ends; unused for CLOSE */
	struct point control[2]; /* CURVE: a cubic Bezier's */
};

/* A drawn shape. Paths lie over the rules of their page and under its runs, in their order. */
struct path {
	struct segment *segments; /* each part begins with a MOVE */
	size_t n;
	bool filled; /* with `fill`, by the non-zero rule */
	colour fill;
	mpt stroke; /* width of its line in `ink`; 0 for none */
	colour ink;
	int tag; /* a Figure's, or TAG_ARTIFACT */
};

struct area_link {
	mpt x, y, w, h;
	const char *dest;  /* a destination's name, or NULL */
	const char *url;   /* or an address */
	const char *words; /* what the link says, for Contents */
	int tag;
};

/* What is not in the structure tree (ISO 32000-1, 14.8.2.2): repeated or laid out; head; foot. */
#define TAG_ARTIFACT (-1)
#define TAG_HEAD     (-2)
#define TAG_FOOT     (-3)

struct page {
	mpt width, height; /* of the sheet, with what is trimmed off */
	struct box trim;   /* the finished page on it; w 0: the whole sheet */
	mpt bleed;         /* how far ink goes over the trim */
	struct run *runs;
	size_t runs_n;
	struct rule *rules;
	size_t rules_n;
	struct path *paths;
	size_t paths_n;
	struct area_link *links;
	size_t links_n;
	const char *label; /* what the folio says: 12, iv; "" on the cover */
};

/*
 * The logical structure, in reading order: names are PDF structure types (H1,
 * P, L, LI, Lbl, LBody, Table, THead, TBody, TR, TH, TD, TOC, TOCI, Link ...).
 * tags[0] is the Document; a tag's parent has a smaller index. One tag may have
 * content on several pages (a paragraph over a page break is one P).
 */
struct tag {
	const char *name;
	int parent;
	const char *alt;           /* what a Figure shows, in words; NULL */
	const char *expansion;     /* of an abbreviation; NULL */
	const char *language;      /* where it is not the book's: en; NULL */
	const char *id;            /* a Note's, unique in the book; NULL */
	const char *numbering;     /* an L's, as its labels are: Decimal, Disc, None; NULL */
	struct box bbox;           /* a Figure's, on the page of its content; w 0 for none */
	int column_span, row_span; /* TH, TD: 0 means 1 */
	bool row_header;           /* TH: Scope Row instead of Column */
};

struct destination {
	const char *name; /* policies/SLUG#a3-b2: page part and anchor of the site */
	int page;         /* 0-based */
	mpt y;
};

struct bookmark {
	const char *title;
	int level; /* 1.. */
	int page;
	mpt y;
};

/* A finished book: placed glyphs, rules, links and tags only. */
struct print {
	const char *slug, *title, *author, *subject, *language; /* zh-CN */
	struct page *pages;
	size_t pages_n;
	struct tag *tags;
	size_t tags_n;
	struct destination *destinations; /* sorted by name */
	size_t destinations_n;
	struct bookmark *bookmarks;
	size_t bookmarks_n;
	int front; /* number of pages before page 1: cover and front matter, labelled in roman or
		      not at all */
};

/* templates/print/style.yml: selector → font role, size, leading, indents, keeps; paper profiles.
 */
struct style_sheet;

struct style_sheet *style_read(
    struct arena *a, const char *path, const char *shown, struct font_set *fonts);

/*
 * Lay one book out: render the template print/book for the definition, break
 * lines, tables and pages, and again until contents and references settle.
 * Missing glyphs and lines that do not fit are reported with their place in
 * content/; ask diag_errors().
 */
struct print *book_lay_out(struct arena *a, const struct collection *c,
    const struct template_set *t, const struct style_sheet *s, struct font_set *fonts,
    const struct book_def *def);

/* The layout as text, for golden tests: a line a run with its position and words. */
void book_dump(const struct print *p, struct buf *out);

#endif
