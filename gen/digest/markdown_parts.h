/*
 * markdown_parts.h: what the files that read the Markdown of a digest share.
 *
 * markdown.c drives: cmark's tree becomes struct nodes (inline.c for what runs
 * within a line), headings cut them into sections (section.c), and the tables
 * of three sections become rows (rows.c). lines.c knows the source text, for
 * places and for what cmark loses without a word. cmark is known to
 * markdown.c, inline.c and bold.c only.
 */
#ifndef MARKDOWN_PARTS_H
#define MARKDOWN_PARTS_H

#include "digest/digest_parts.h"

/* Deeper lists and quotes than this are refused: nobody reads them, and the stack is finite. */
enum { DEPTH_MOST = 16 };

/* ---------------------------------------------------------------- lines.c */

struct line {
	const char *s, *end; /* without the line feed */
};

/* The source by line; number 1 is the first line of the Markdown, not of the file. */
struct lines {
	const char *file;
	int first;         /* line of the file on which line 1 is */
	struct line *line; /* [0] is unused */
	int n;
};

struct lines lines_new(struct arena *a, struct text_part t);
/* The empty line when there is no such. */
struct line lines_at(const struct lines *l, int number);
/* byte: 0-based offset in the line; a negative one gives column 1. */
struct place lines_place(const struct lines *l, int number, int byte);
/* Bytes before the content of a continued line: blanks and the > of quotes. */
int line_lead(struct line l);
/* A delimiter row of a table: | --- | :-: |, with at least one pipe. */
bool line_is_delimiter(struct line l);
/*
 * Cut a row of a table that begins at a byte of the line at its pipes, as cmark
 * does: \| is none, one in a code span is. cells may be NULL with max 0. A cell
 * is its content without blanks around.
 */
int line_cells(struct line l, int from, struct line *cells, int max);
/* The label of a footnote that the line defines: [^x]: ; empty when it defines none. */
struct line line_note(struct line l);

/* --------------------------------------------------------------- inline.c */

/* The place n bytes into a text that begins at p; escapes and entities in the source are passed. */
struct place inline_walk(const struct lines *l, struct place p, const char *text, size_t n);

/* ---------------------------------------------------------------- nodes */

/* The end of a list of children that is being built. */
struct tail {
	struct node *parent, *last; /* parent NULL: a list of its own */
	struct node *first;
};

struct node *node_add(struct arena *a, struct tail *t, enum node_kind kind, struct place p);
/* All the text in a node and below it, in the arena. */
char *node_words(struct arena *a, const struct node *n);

/* -------------------------------------------------------------- section.c */

/* Sections in the making. */
struct sections {
	struct section *v; /* room for SECTION_KINDS: none stands twice */
	size_t n;
	struct tail body;
	bool open;  /* a heading was seen */
	bool lost;  /* below a heading that was refused, or before the first: nothing is kept */
	bool begun; /* text before the first heading was reported */
	bool broken[SECTION_KINDS]; /* a table in it did not parse, which was reported */
};

void section_open(struct sections *s, const char *title, int level, struct place p);
/* Where a block at the top goes; reports text before the first heading. */
struct tail *section_tail(struct sections *s, struct place p);
void section_mark_broken(struct sections *s);
/* Check the last section and give the whole to the policy. */
void section_end(struct sections *s, struct policy *p);

/* ----------------------------------------------------------------- rows.c */

/* Take the tables of 资金支持, 资金池 and 目标 out of the sections and read them. */
void rows_read(struct arena *a, struct sections *s, struct policy *p, const struct taxonomy *x);

/* --------------------------------------------------------------- number.c */

/* Turn document numbers in running text below a list of nodes into NODE_NUMBER. */
void number_find(
    struct arena *a, struct node *first, const struct lines *l, const struct policy *p);
/* Where the first document number in s begins, and its bytes; NULL when there is none. */
const char *number_next(const char *s, const struct policy *p, size_t *n);

#endif
