/*
 * book_parts.h: what the files of book/ share and nobody else sees.
 *
 * The way of a book: elements (tree.c) get their looks (style.c) and become
 * blocks; the text of a block is shaped once into items (text.c, class.c,
 * unit.c), broken into lines (line.c), tables find their widths (table.c); all
 * becomes slips, pieces of a column that no page break divides (flow.c); slips
 * are dealt to pages (page.c) and drawn as runs and rules (draw.c); folio.c
 * settles page references, refs.c makes contents, destinations and bookmarks.
 *
 * Lengths are mpt. Widths inside a face are thousandths of an em.
 */
#ifndef BOOK_PARTS_H
#define BOOK_PARTS_H

#include "book/book.h"
#include "book/class.h"
#include "book/element.h"
#include "book/text.h"

/* ------------------------------------------------------------------ style.c */

/* Which part of the book a block opens; a new part begins on a new page. */
enum matter { MATTER_SAME, MATTER_COVER, MATTER_FRONT, MATTER_BODY };

/* A part of a page's ground: a filled rectangle from its top left corner, or a path. */
struct shape {
	mpt x, y, w, h;
	struct segment *segments; /* a path; n 0: the rectangle */
	size_t segments_n;
	colour ink;
};

/* The look of one element, after the cascade. */
struct look {
	struct face *face;
	mpt size, leading; /* leading: from baseline to baseline */
	mpt raise;         /* of the baseline, for note marks */
	colour ink;
	enum align align;
	mpt indent;        /* of the first line */
	mpt left, right;   /* from the edges of what is around it */
	mpt label;         /* width kept for a label at the left: li, dd */
	mpt before, after; /* white above and below */
	mpt at;            /* stands at least so far down the page; 0 anywhere */
	mpt over, under;   /* thickness of a rule above and below; 0 none */
	mpt bar;           /* thickness of a rule at the left */
	colour rule;
	colour ground; /* behind a text, a cell or a row, where it is grounded */
	bool grounded;
	bool foot;   /* its list holds notes for the foot of the page */
	mpt padding; /* cells: above and below; left and right are half an em */
	mpt stroke;  /* drawings: thickness of an outline, in `rule`; 0 none */
	mpt height;  /* drawings: scaled to it instead of the measure; 0 not */
	bool hollow; /* drawings: not filled with `ink` */
	bool beside; /* drawings: at the right of the text before, its top `before` above */
	bool keep;   /* with what follows */
	bool fresh;  /* on a new page */
	bool whole;  /* on a new page when it would run over this one, or what is before it would */
	bool quiet;  /* no running head and folio on its pages */
	bool nowrap; /* one piece */
	bool lean;   /* tables: without columns that say nothing */
	const char *const *words; /* that a title keeps whole, beside the dictionary's; NULL */
	bool balance;             /* lines of equal length: titles */
	bool code;                /* its place on the web stands at the end of its last line */
	bool hide;                /* not printed at all */
	bool folio;               /* links: the page that they lead to, after their words */
	bool unlisted;            /* captions, words of them: not in the list of tables */
	bool locate;              /* links: the pages where others lead there, after the text */
	enum matter matter;
	int columns;        /* its lines stand in so many, where there is room; 0, 1: one */
	int bookmark;       /* level in the outline; 0 none */
	const char *number; /* 第{}章 before a heading; NULL */
	bool stack;         /* the number stands on a line of its own */
	const struct shape *shapes;
	size_t shapes_n;
};

struct paper {
	const char *name;
	mpt width, height;
	mpt left, top; /* of the type area */
	mpt measure, pitch;
	int lines;
	int opening;    /* of them: taken by the heading of a chapter and its first words */
	mpt head, foot; /* baselines of running head and folio, from the top */
	mpt inner;  /* the margin at the binding: left of odd pages, right of even ones; 0: left */
	bool recto; /* chapters begin on odd pages */
	int fill;   /* the number of pages is a multiple of it; 0, 1 any */
	mpt bleed;  /* how far ink goes over the trim */
	bool crop;  /* marks show where to trim */
	bool black; /* but for the cover, black ink only */
	struct place place;
};

/* An element that is open: what selectors look at. */
struct opened {
	const struct element *element;
	const char *class_names; /* separated by spaces; NULL */
	const struct look *look;
	struct opened *outer; /* NULL for the root */
};

const struct paper *style_paper(const struct style_sheet *s, const char *name); /* NULL */
const char *style_paper_nearest(const struct style_sheet *s, const char *name);
/* The look of an element, from its outer one and the rules that match. */
struct look style_look(const struct style_sheet *s, const struct paper *p, const struct opened *o);
/* The look of the book's own texts: `book.head`, `book.folio` and so on. */
struct look style_own(const struct style_sheet *s, const struct paper *p, const char *class_name);

/* ------------------------------------------------------------------- tree.c */

struct table;

/* A named place of the book. */
struct anchor {
	const char *name;
	struct anchor *next; /* of the same block or row */
	struct place place;
	int page; /* 0-based, -1 before it is laid out */
	mpt y;
	bool cited; /* some text says the page */
	bool front; /* in the front matter, as far as it is known */
};

/* One way to break a text; n 0: it cannot be. */
struct fit {
	struct line *lines;
	size_t n;
};

enum block_kind { BLOCK_GROUP, BLOCK_TEXT, BLOCK_TABLE, BLOCK_CONTENTS, BLOCK_LINE, BLOCK_FIGURE };

struct block {
	enum block_kind kind;
	const struct element *element;
	const struct look *look;
	struct block *parent, *child, *last, *next;
	int tag;
	struct passage passage; /* TEXT */
	struct block *label;    /* TEXT: set at the left of its first line; NULL */
	struct block *entry;    /* TEXT: a line of contents for this heading; NULL */
	struct table *table;    /* TABLE */
	struct figure *figure;  /* FIGURE */
	struct block *beside;   /* FIGURE: the text at whose right it stands; NULL */
	struct block *code;     /* TEXT: the code at the right edge; NULL */
	mpt code_room;          /* with the white before it */
	struct anchor *anchors;
	mpt column; /* GROUP, CONTENTS: the width of one of its columns; 0: it is not in columns */
	mpt left;   /* from the measure's left edge, all insets added up */
	mpt inset;  /* both sides, all added up */
	struct place place;

	/* what flow.c made of it; kept between passes while references keep this room */
	int room;
	struct text *text;
	struct line *lines;
	size_t lines_n;
	mpt width;
	bool ragged;
	bool stiff;       /* something beside it counts on its lines */
	struct fit fall;  /* its lines as they fall */
	struct fit *near; /* [0] one line less, [1] one more; NULL: never asked for */

	/* headings */
	int level;
	const char *words;
	const char *thumb; /* what the edge of its pages says; NULL */
	int page;
	mpt y;
};

/* A cell holds blocks; its lines are those of its texts in order. */
struct cell {
	struct block *block;
	int span; /* columns */
	bool header;
	bool number;          /* of a column of numbers */
	struct block **texts; /* the blocks of kind TEXT in it, in order */
	size_t texts_n, texts_cap;
	uint16_t *counts; /* lines at each width, filled by table.c */
	size_t lines_n;
	int column;
	size_t row, rows;    /* its first row; how many it spans */
	struct block *again; /* its label on a page that goes on with it; NULL */
};

struct row {
	struct cell *cells;
	size_t n, cap;
	bool header;
	const struct look *look;
	struct anchor *anchors;
	int section;    /* which of the table's thead and tbody, by its tag */
	size_t lines_n; /* of its tallest cell */
	mpt height;
	struct place place;
};

struct table {
	struct block *block, *caption; /* caption NULL */
	struct row *rows;
	size_t n, cap, head_n; /* the first head_n rows repeat */
	size_t columns;
	struct cell **over; /* for each row and column the cell that comes down from above */
	mpt *widths;
	const char *number;  /* 3-1; NULL without a caption */
	struct block *again; /* 续表3-1, the caption of later parts; NULL */
	mpt left, width;
	mpt asked;    /* what it may take of the measure */
	bool turned;  /* it takes the length of the page instead */
	bool refers;  /* some cell has a page reference */
	int room;     /* that they kept when it was fitted */
	bool aligned; /* its columns of numbers are */
};

/* A book while it is laid out. */
struct job {
	struct arena *a;
	const struct style_sheet *sheet;
	const struct paper *paper;
	struct breaker *breaker;
	struct print *print;
	struct block *root;
	struct block **headings; /* with a bookmark level, in order */
	size_t headings_n, headings_cap;
	struct block **contents; /* blocks that a list of headings fills */
	size_t contents_n, contents_cap;
	struct block **table_lists; /* that a list of tables fills */
	size_t table_lists_n, table_lists_cap;
	struct table **numbered; /* tables, in order */
	size_t numbered_n, numbered_cap;
	struct map *anchors; /* name → struct anchor */
	struct map *linked;  /* name of a place → the first link to it */
	struct link **links;
	size_t links_n, links_cap;
	struct index_entry_line **index; /* lines of the index, see index.c */
	size_t index_n, index_cap;
	const struct look **looks; /* each look once */
	size_t looks_n, looks_cap;
	struct anchor **anchor_list;
	size_t anchors_n, anchors_cap;
	struct folios folios;
	int digits;   /* of the widest folio: the room that page references keep */
	int room;     /* counts how often that room was given */
	bool settled; /* page references say what they will say in print */
	size_t notes_n;
	const struct look *note_look;
	struct block **referring; /* texts with page references */
	size_t referring_n, referring_cap;
	size_t tags_cap;
	bool turned;              /* what is drawn now is */
	struct point column;      /* where what is drawn now begins in the type area */
	struct page_caps *caps;   /* of the pages' arrays */
	int covers;               /* pages of the cover; they have no folio */
	struct part **page_parts; /* which part a page belongs to; NULL: a blank one */
};

/* A sink that builds job->root; call tree_end after the last element. */
struct tree;
struct tree *tree_begin(struct job *j);
struct sink tree_sink(struct tree *t);
void tree_end(struct tree *t);

/* ------------------------------------------------------------------ block.c */

const struct look *look_keep(struct job *j, struct look look); /* one copy of each */
int tag_new(struct job *j, const char *name, int parent);
/* A block of the book's own making; text goes to block->passage. */
struct block *block_new(
    struct job *j, struct block *parent, enum block_kind kind, const struct look *look, int tag);
void passage_put(struct arena *a, struct passage *p, struct span s);
void block_append(struct block *parent, struct block *b);
/* From a text's left edge back to where its label begins. */
mpt label_room(const struct block *b);

/* ------------------------------------------------------------------- code.c */

/* Give a heading that has a place on a page of the web its code, and keep room for it. */
void code_make(struct job *j, struct block *b);
/* At the right edge of a text whose left one is x. */
void code_draw(struct job *j, struct page *p, const struct block *b, mpt x, mpt y);

/* ------------------------------------------------------------------ table.c */

/* Find the widths of the columns, break all cells, and set the heights of the rows. */
void table_fit(struct job *j, struct table *t);

/* ------------------------------------------------------------- table_span.c */

void spans_place(struct job *j, struct table *t); /* the columns of all cells */
void spans_heighten(struct table *t);             /* rows that cells over several need higher */
struct cell *span_over(const struct table *t, size_t row, int column); /* NULL */
/* Whether a cell over several rows keeps a row on a page with the next one. */
bool span_holds(struct job *j, const struct table *t, size_t row, mpt page);

/* ------------------------------------------------------------- table_size.c */

/* Set all of a table in another size. */
void table_scale(struct job *j, struct table *t, mpt size);

/* ----------------------------------------------------------------- column.c */

/* Set the columns of numbers flush right, their decimal points below each other. */
void columns_align(struct job *j, struct table *t);

/* ------------------------------------------------------------------- flow.c */

enum slip_kind {
	SLIP_WHITE,
	SLIP_LINE,
	SLIP_CAPTION,
	SLIP_HEAD,
	SLIP_ROW,
	SLIP_PAD,
	SLIP_PLACE,
	SLIP_RULE,
	SLIP_FIGURE
};

enum { KEEP_FREE = 0, KEEP_NEVER = INT32_MAX };

/* A piece of the column: a line, a row, white. */
struct slip {
	enum slip_kind kind;
	mpt height;
	int32_t keep; /* cost of a page break after it */
	struct block *block;
	struct table *table;
	struct note *notes;     /* whose marks it holds */
	uint32_t row, from, to; /* LINE: from is the line; ROW: lines from..to of the row's cells */
};

/* What begins on a new page and is broken into pages for itself. */
struct part {
	struct slip *slips;
	size_t n, cap;
	enum matter matter;
	const struct look *look; /* of the block that began it: shapes, quiet */
	bool opener;             /* begins with a chapter heading */
	bool turned;             /* a wide table, from the foot of its pages to their head */
	int columns;             /* it has a sheet a column, so many a page; 0: a sheet a page */
	mpt step;                /* from one column to the next */
	mpt top; /* its first columns begin so far down the last page of the part before; 0: on a
		    page of their own */
};

struct flow {
	struct part *parts;
	size_t n, cap;
};

/* Break lines and tables of all blocks and string them into parts. */
void flow_make(struct job *j, struct flow *f);
/* Shape a text block; again when its references get another width. */
void block_shape(struct job *j, struct block *b);
/* Shape and break it. */
enum { NARROW = 20 }; /* em: under this lines are set left, since they would open too wide */
void block_break(struct job *j, struct block *b, mpt width, bool ragged);

/* ------------------------------------------------------------------- page.c */

/* One page of a part: slips from..to. */
struct sheet {
	size_t from, to;
	int by;    /* lines that its paragraphs give (more) or take (less) */
	int notes; /* lines of notes at its foot */
};

/*
 * Break a part into pages by the least cost; the result is in the arena. odd:
 * the first page is. Paragraphs may be set anew, and the slips with them.
 */
size_t page_break(struct job *j, struct part *p, bool odd, struct sheet **out);

/* The way down a page, slip by slip. */
struct cursor {
	const struct job *job;
	mpt y;       /* below the last slip, from the top of the type area */
	mpt content; /* below the last slip that is not white */
	bool top;    /* nothing but white so far */
	bool first;  /* the part's first page: its white counts in full */
};

/* How much of a part a page takes. */
mpt part_height(const struct job *j, const struct part *p);
/* Begin a page with slip i: what it repeats of its table comes first. */
struct cursor cursor_begin(const struct job *j, const struct part *p, size_t i);
/* Where the slip stands; the cursor moves below it. */
mpt cursor_take(struct cursor *c, const struct slip *s);
/* The height of what a page that goes on with a table begins with: its caption and header. */
mpt table_repeated(const struct table *t);
/* Whether slip i goes on with a table that a page before began. */
bool slip_continues(const struct part *p, size_t i);

/* ----------------------------------------------------------------- galley.c */

/* The width of a column of a look in a measure; 0: it has one, or more would be too narrow. */
mpt galley_width(const struct look *k, mpt measure);
/* Find where a part in columns begins, below the last page of the part before it. */
void galley_place(const struct job *j, struct part *p, const struct part *above, struct sheet last);
/* Break it into columns. */
size_t galley_break(struct job *j, struct part *p, struct sheet **out);

/* -------------------------------------------------------------------- fit.c */

/* Whether a paragraph can run a line short (by -1) or long (1), and stay even. */
bool block_fits(struct job *j, struct block *b, int by);
void block_set(struct block *b, const struct fit *f);
/* Let the paragraphs of pages give and take what their sheets say. */
void fit_paragraphs(struct job *j, struct part *p, struct sheet *s, size_t n);

/* ------------------------------------------------------------------- note.c */

/* A note at the foot of a page. */
struct note {
	struct block *block;
	struct link *mark; /* the first one; NULL */
	int tag;
	struct block **texts; /* its lines are those of its texts in order */
	size_t texts_n, texts_cap;
	size_t lines_n;
	struct note *next; /* of the same slip */
};

/* The notes that the next page takes over, the first one from `line` on. */
struct rest {
	const struct note **notes;
	size_t n, cap, line;
};

mpt notes_height(struct job *j, int lines); /* with the white above */
int notes_room(struct job *j, mpt height);  /* how many lines have room */
/* Find the notes whose marks a slip holds, and break them; turned: on its side. */
void notes_hang(struct job *j, struct slip *s, bool turned);
/* The foot of a page: what the pages before left over, then its own notes. */
void notes_draw(
    struct job *j, const struct part *p, struct sheet s, int page, bool ink, struct rest *r);

/* ------------------------------------------------------------------- draw.c */

/*
 * Go over the pages of a part, the first one being page `page` of the book.
 * Anchors and headings learn where they are; with ink, the pages are drawn.
 */
void draw_part(
    struct job *j, const struct part *p, const struct sheet *s, size_t n, int page, bool ink);
/* Anchors learn where they are. */
void anchors_place(struct anchor *a, int page, mpt y);
/* A line of a block at x and with its baseline at y. artifact: the tags do not count. */
void draw_line(
    struct job *j, struct page *p, const struct block *b, size_t line, mpt x, mpt y, bool artifact);
/* Words of the book's own, in a box from x to x + width. */
void draw_words(struct job *j, struct page *p, const struct look *look, const char *words, mpt x,
    mpt y, mpt width, int tag);
/* Empty pages with their folios' words, before anything is drawn. */
void draw_begin(struct job *j, size_t pages);
void draw_put(struct job *j, struct page *p, struct run r);
void draw_rule(struct job *j, struct page *p, mpt x, mpt y, mpt w, mpt h, colour ink);
void draw_path(struct job *j, struct page *p, struct path path);
/* Odd pages are right-hand ones; the cover, the front matter and the body count for themselves. */
bool page_is_odd(const struct job *j, int page);
/* The left edge of the type area: facing pages mirror each other where a paper has an inner margin.
 */
mpt page_left(const struct job *j, int page);
/* The same for what is drawn now, which may lie on its side. */
mpt draw_left(const struct job *j, int page);
/* The baseline of a line whose top is y. */
mpt look_baseline(const struct look *k, mpt y);

/* -------------------------------------------------------------- furniture.c */

/* What the folio of a page says: 12, iv, or nothing. */
const char *folio_words(struct job *j, int page);
/* Running heads and folios of the body and the front matter. */
void furniture_draw(struct job *j);

/* ------------------------------------------------------------------ folio.c */

/* Before the first pass: page references keep room for the folios of a usual book. */
void folios_begin(struct job *j);
/*
 * After a pass: whether every reference has the room that it needs; else give
 * it for the next pass.
 */
bool folios_settle(struct job *j, int pages);
/* Put the folios into the settled lines; nothing moves. */
void folios_fill(struct job *j);

/* ------------------------------------------------------------------- trim.c */

/* The finished book as a printing house wants it: its inks, its sheet, the marks. */
void trim_make(struct job *j);

/* ------------------------------------------------------------------- refs.c */

/* Fill the lists of contents from the headings of the body. */
void contents_fill(struct job *j);
/* The leader and the folio of a line of contents. */
void contents_draw(struct job *j, struct page *p, const struct block *b, mpt x, mpt y);
/* Destinations and bookmarks of the finished pages. */
void refs_end(struct job *j);

/* ------------------------------------------------------------------ index.c */

/* A line of the index: the pages where links to the target stand come after its words. */
void index_add(struct job *j, struct block *line, const char *target);
void index_begin(struct job *j);  /* when all links are there */
void index_forget(struct job *j); /* before the slips are dealt to pages again */
/* The links of a line, of lines from..to of a row, stand on this page. */
void index_see_line(const struct block *b, size_t line, int page, mpt y);
void index_see_row(const struct row *r, size_t from, size_t to, int page, mpt y);
bool index_settle(struct job *j); /* true: some line says other pages than before */
void index_finish(struct job *j); /* before the pages are drawn */

/* ------------------------------------------------------------------- book.c */

/* What emits the elements of a book. */
struct book_source {
	void *ctx;
	void (*emit)(void *ctx, struct sink sink);
};

/* Lay out what the source emits; about has slug, title and so on. */
struct print *book_print(struct arena *a, const struct style_sheet *s, const char *paper,
    struct print about, struct book_source source);

#endif
