/*
 * tree_parts.h: the state of the sink that turns elements into blocks; shared
 * by tree.c, tree_link.c, tree_list.c and tree_table.c.
 */
#ifndef TREE_PARTS_H
#define TREE_PARTS_H

#include "book/book_parts.h"

/* An element that is open, and what is to be restored when it closes. */
struct frame {
	struct opened opened;
	struct block *here, *text;
	struct link *link;
	struct table *table;
	struct row *row;
	struct note *note;
	int list_count; /* the number of the next item; 0 in an unordered list */
	int list_tag, item_tag;
	struct frame *outer;
};

struct tree {
	struct job *job;
	struct frame *top, *spare;
	struct block
	    *here; /* container that blocks go to; NULL inside a table, outside its cells */
	struct block *text;  /* open text block; NULL */
	struct block *label; /* waits for the text that it labels */
	struct link *link;
	struct table *table;
	struct row *row;
	struct note *note; /* that is open */
	const char *mark;  /* the name of the sup that is open; NULL */
	bool header;       /* in thead */
	int hidden;        /* open elements inside one that is not printed, with it */
	int list_count, list_tag, item_tag;
	struct anchor *pending; /* waits for a block to stand at */
	int counts[5];          /* of numbered headings, by level */
	int chapters, tables, figures;
	struct figure *figure; /* the drawing that is open; NULL */
	struct look plain;     /* scratch */
};

/* A text block with the label and the anchors that waited for it. */
struct block *tree_text_block(
    struct tree *t, struct block *parent, const struct look *look, int tag, struct place p);
/* Something in the open text, with its look, link and tag; words of ours. */
void tree_put_span(struct tree *t, struct span s);
void tree_put_words(struct tree *t, const char *words, struct place p);
/* A number in its pattern, and the em that parts it from words: 第{}章. */
const char *tree_fill_number(struct arena *a, const char *pattern, const char *number);
/* What stands before a heading or under a figure, unless its look says no; tree_number.c. */
void tree_number_text(struct tree *t, const char *pattern, int level, struct place p);
void tree_open_group(struct tree *t, const struct element *e, struct place p);

/* tree_link.c */
/* The place of the element that opens, or of what comes; reports a second one of a name. */
void tree_add_anchor(struct tree *t, const char *name, struct place p);
/* Give the anchors that wait to the block or row that came. */
void tree_settle_anchors(struct tree *t, struct anchor **home);
/* The words of a passage, or of a link in it. */
const char *tree_words(struct arena *a, const struct passage *p, const struct link *link);
void tree_open_link(struct tree *t, const struct attribute *a, size_t n, struct place p);
/* Its words are there: ，见第12页 follows where its look asks for it. */
void tree_close_link(struct tree *t, struct link *l);
/* A link to what this book does not have is plain text; after the last element. */
void tree_resolve_links(struct job *j);

/* figure.c: an svg and what is inside it */
void figure_open(
    struct tree *t, const struct element *e, const struct attribute *a, size_t n, struct place p);
void figure_text(struct tree *t, const char *s, struct place p);
void figure_close(struct tree *t, const struct element *e);

/* Whether an open element's list holds notes, outside of the notes themselves. */
bool tree_in_foot(const struct tree *t);

/* note.c */
void note_open(struct tree *t, const struct element *e, struct place p);

/* tree_list.c */
void tree_open_list(
    struct tree *t, const struct element *e, const struct attribute *a, size_t n, struct place p);
void tree_open_item(struct tree *t, const struct element *e, struct place p);
void tree_open_term(struct tree *t, const struct element *e, struct place p);
/* A term that no detail takes as its label stands on a line of its own. */
void tree_release_term(struct tree *t);
void tree_open_detail(struct tree *t, const struct element *e, struct place p);

/* tree_table.c */
void tree_open_table(struct tree *t, const struct element *e, struct place p);
void tree_open_caption(struct tree *t, const struct element *e, struct place p);
void tree_open_rows(struct tree *t, const struct element *e);
void tree_open_row(struct tree *t, const struct element *e, struct place p);
/* Leave out the columns without content, where the look asks for it. */
void tree_close_table(struct tree *t);
void tree_open_cell(
    struct tree *t, const struct element *e, const struct attribute *a, size_t n, struct place p);

#endif
