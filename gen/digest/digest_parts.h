/*
 * digest_parts.h: what the files of digest/ share and nobody else sees.
 *
 * Reading goes in this order: taxonomies, then each policy (front matter by
 * policy.c, text by markdown.c), then collection.c resolves what points from
 * one document to another. Everything is in the arena given.
 */
#ifndef DIGEST_PARTS_H
#define DIGEST_PARTS_H

#include "digest/digest.h"

/* -------------------------------------------------------------- source.c */

/* What a text must keep to before a library sees it. */
struct source_limits {
	size_t line;  /* bytes in a line */
	size_t pipes; /* `|` in a line; 0: any number */
};

enum { SOURCE_BYTES = 1 << 20 };

/*
 * Read a file of content/ and give its text to diag_source. NULL after a
 * report: it cannot be read, has no or too many bytes, is not UTF-8 or breaks
 * a limit.
 */
char *source_read(
    struct arena *a, const char *path, const char *shown, struct source_limits limits, size_t *n);
/* The same checks on bytes at hand; line is the number of their first line. */
bool source_check(const char *file, int line, const char *s, size_t n, struct source_limits limits);

/* Whether s is lower-case ASCII letters and digits in words joined by single hyphens. */
bool slug_valid(const char *s);
/* An address with https:// or http:// and a host, without characters that an address may not hold.
 */
bool url_valid(const char *s);
/* The first character that content may not hold, or NULL. */
const char *source_fault(const char *s, const char *end);
/* Report a file whose name does not make a slug. */
void slug_check(const char *slug, const char *shown);

/* --------------------------------------------------------------- moved.c */

/* The key `moved`, once the rows and sections of the digest are known. */
void moved_read(struct arena *a, struct yaml *front, struct policy *p);
/* moved.yml; no such file is fine. Whether the pages are there is known when the site is made. */
void moved_pages_read(struct arena *a, const char *content, struct site *s);

/* ------------------------------------------------------------ together.c */

/* The key `together`, once the rows of the digest are known. */
void together_read(struct arena *a, struct yaml *front, struct policy *p);

/* ---------------------------------------------------------------- list.c */

/* Read a list of content/: a map. NULL after a report; an empty one is reported too. */
struct yaml *list_read(struct arena *a, const char *content, const char *name);
size_t list_count(const struct yaml *map); /* NULL: 0 */
/* Whether an entry is a map and its key fit for an address; reports when not. */
bool list_is_entry(const struct yaml *entry);
/* A value that must be there. What is wrong is read on as "", so that digests still find the entry.
 */
const char *list_text(struct yaml *entry, const char *key);

/* What has been given so far under one heading (name, code), to find doubles. */
struct list_names {
	struct map *seen;
	const char *what;
};

struct list_names list_names_new(struct arena *a, const char *what);
/* Whether a name is new; reports at its value when not. "" is a missing one. */
bool list_name_once(struct list_names n, const char *name, const struct yaml *value);

/* ------------------------------------------------------------ taxonomy.c */

/*
 * The lists that documents refer to by key or name. One that is empty could not
 * be read: that is reported, and what refers to it is not. Units and terms may
 * be left out: then no cell is held against units, and no text leads to terms.
 */
struct taxonomy {
	struct region *regions; /* by code */
	size_t regions_n;
	struct measure *measures; /* as the file has them */
	size_t measures_n;
	struct topic *topics; /* as the file has them */
	size_t topics_n;
	struct department *departments; /* by region, within it as the file has them */
	size_t departments_n;
	struct term_entry *terms; /* by pinyin */
	size_t terms_n;
	struct map *words; /* by the first character of a name of a term: struct word */
	struct recipient_kind *recipient_kinds; /* as the file has them */
	size_t recipient_kinds_n;
	struct map *recipient_words; /* a vocabulary */
	struct basis *bases;         /* as the file has them */
	size_t bases_n;
	struct map *basis_words; /* a vocabulary */
	const char **partial;    /* words of a condition: the ceiling is over a part */
	const char **unclear;    /* words of a condition: it sets no bound that is clear */
	size_t partial_n, unclear_n;
	struct example *examples;
	size_t examples_n;
};

/* Read the lists of a content folder. */
void taxonomy_read(struct arena *a, const char *content, struct taxonomy *x);
/* NULL when absent. 类别 names a measure; links, books and front matter use keys. */
struct region *region_find(const struct taxonomy *x, const char *key);
struct measure *measure_find(const struct taxonomy *x, const char *key);
struct measure *measure_find_name(const struct taxonomy *x, const char *name);
struct topic *topic_find(const struct taxonomy *x, const char *key);
/* The nearest known one, for a hint; NULL when none is near. */
const char *region_nearest(const struct taxonomy *x, const char *key);
const char *measure_nearest(const struct taxonomy *x, const char *key);
const char *measure_nearest_name(const struct taxonomy *x, const char *name);
const char *topic_nearest(const struct taxonomy *x, const char *key);
/* Whether r is top or lies below it. */
bool region_within(const struct region *r, const struct region *top);

/* ---------------------------------------------------------- department.c */

/* Read departments.yml; regions are there. */
void departments_read(struct arena *a, const char *content, struct taxonomy *x);
/* The unit that a name means in a region or those above it: by a name, or a name and an office. */
struct department *department_find(const struct region *r, const char *written);
const char *department_nearest(struct arena *a, const struct region *r, const char *written);

/* ---------------------------------------------------------- vocabulary.c */

enum { VOCABULARY_KINDS = 32 };

/*
 * Read a list of kinds (NULL: none), which is reported when it is too long: each has a name that
 * no other has, and words that go into the vocabulary. `add` is called for each in turn.
 */
void vocabulary_read(struct arena *a, struct taxonomy *x, struct map *v, struct yaml *kinds,
    void (*add)(struct taxonomy *x, struct yaml *entry, const char *name));
/* Add the words of a list (NULL: none), which stand for these kinds, 0 for none. */
void vocabulary_add(struct arena *a, struct map *v, struct yaml *list, uint32_t kinds, bool narrow);
/* The kinds that a text names; narrowed: it says more. */
uint32_t vocabulary_scan(const struct map *v, const char *s, bool *narrowed);
/* Whether a text is words of it from end to end. */
bool vocabulary_knows(const struct map *v, const char *s);

/* --------------------------------------------------------------- basis.c */

/* Read estimate.yml. */
void bases_read(struct arena *a, const char *content, struct taxonomy *x);
/* Fill what a row says of its basis. */
void basis_find(const struct taxonomy *x, struct support *s);

/* --------------------------------------------------------------- limit.c */

/* Fill the bound that a row's 条件 sets, once its basis is known; at is the cell. */
void limit_find(struct arena *a, const struct taxonomy *x, struct place at, struct support *s);

/* ----------------------------------------------------------- recipient.c */

/* Read recipients.yml. */
void recipients_read(struct arena *a, const char *content, struct taxonomy *x);
/* Fill the recipient's kinds of a row; at is its cell. Warns when a recipient has none. */
void recipient_find(struct arena *a, const struct taxonomy *x, struct place at, struct support *s);
/* Whether a unit (每家企业) is the recipient itself, so that the rate is paid once. */
bool recipient_is_unit(const struct taxonomy *x, const struct support *s, const char *unit);

/* ------------------------------------------------------------ glossary.c */

/* One name of a term; the others with the same first character follow, longer ones first. */
struct word {
	const char *s;
	size_t n;
	struct term_entry *term;
	struct word *next;
};

/* Read glossary.yml. */
void glossary_read(struct arena *a, const char *content, struct taxonomy *x);
/* The longest name of a term that s begins with, or NULL. */
const struct word *glossary_word(const struct taxonomy *x, const char *s);

/* ----------------------------------------------------------- yaml_find.c */

/* Whether v is a map; reports when not. */
bool yaml_is_map(const struct yaml *v);
/* The text of an entry of a list; NULL after a report when it is none. */
const char *yaml_entry(const struct yaml *v);
/* Those of a whole list (NULL: none); what is wrong is reported and left out. */
const char **yaml_entries(struct arena *a, const struct yaml *list, size_t *n);
/* The index of a value among n names, or -1 after a report. what: stage, level, group. */
int yaml_choice(const struct yaml *v, const char *what, const char *const *names, size_t n);
/* Whether a key is there and true; reports when it is neither true nor false. */
bool yaml_is_true(struct yaml *map, const char *key);
/* Report that no `what` is called name, with the nearest known one (or NULL) as a hint. */
void unknown_report(struct place p, const char *what, const char *name, const char *near);

/* ---------------------------------------------------------------- term.c */

/* Read the value of `term`. Reports; what is wrong is left out. */
void term_read(struct yaml *v, struct term *out);
/* Report a chain of same_as that comes back to p, and cut it there. */
void term_check_chain(struct policy *p);
/* Fill start, end, status and status_reason at a date; term.same is linked, chains are checked. */
void term_resolve(struct arena *a, struct policy *p, date as_of);

/* -------------------------------------------------------------- policy.c */

/* A policy as read from one file, before what points to other documents is resolved. */
struct reading {
	struct policy *policy; /* slug, file and place are always there; the rest as far as right */
	struct yaml *front;    /* the front matter; NULL when it could not be read */
	bool whole;            /* the text was read: its anchors are known */
	const char *letters;   /* of the title in pinyin, where order.c needs them; else NULL */
};

/* The key `pinyin` of a map. */
const char *pinyin_read(struct yaml *map, bool required);
/* Read one digest; everything wrong with it is reported. */
struct reading policy_read(struct arena *a, const char *path, const struct taxonomy *x);

/* -------------------------------------------------------- site.c, books.c */

void site_read(struct arena *a, const char *content, struct site *s);
/* What `sections` of a definition may name. */
extern const char *const book_sections[BOOK_SECTIONS];
/* Fill c->books; the policies of c are there and sorted. */
void books_read(
    struct arena *a, const char *content, const struct taxonomy *x, struct collection *c);

/* --------------------------------------------- order.c, reference.c */

/* Sort by region code, then title by pinyin. */
void readings_sort(struct arena *a, struct reading *r, size_t n);
/*
 * Resolve what points from one document to another: implements, cites,
 * same_as, links, document numbers in the text; and hold slugs, former slugs,
 * titles and document numbers to be each used once. Readings are sorted.
 */
void references_resolve(struct arena *a, const struct collection *c, const struct taxonomy *x,
    struct reading *r, size_t n);

/* ------------------------------------------------------------ document.c */

/* Fill c->documents, and where on its page each policy cites; citations are resolved. */
void documents_make(struct collection *c, struct reading *r, size_t n);

/* --------------------------------------------------------------- index.c */

/* Fill c->index from its terms, units and regions. */
void index_make(struct collection *c);

/* ---------------------------------------------------------- collection.c */

/* The nearest slug, for a hint, or NULL. */
const char *policy_nearest(const struct collection *c, const char *slug);

/* ----------------------------------------------------------- mention.c */

/*
 * List where p first uses each term, and turn the first use of each in its text
 * into a link. Rows, sections and notes are read. Links, code and document
 * numbers stay as they are.
 */
void mentions_find(struct arena *a, struct policy *p, const struct taxonomy *x);

/* ------------------------------------------------------------ markdown.c */

/* The Markdown after the front matter. */
struct text_part {
	const char *file; /* as shown */
	int line;         /* number of its first line */
	const char *s;
	size_t n;
};

/*
 * Parse the Markdown into p->sections, notes, supports, pools, goals; the
 * taxonomy resolves 类别. p->slug, file and place are set before. Reports all
 * errors. Bytes, line length, pipes a line and UTF-8 are checked by policy.c
 * before. Of a link only target.written is set; of a NODE_NUMBER only text:
 * reference.c resolves both.
 */
void markdown_read(struct arena *a, struct text_part t, struct policy *p, const struct taxonomy *x);

#endif
