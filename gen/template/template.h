/*
 * template: the templates of a folder, filled from the collection, emitted as elements.
 *
 * A template is an XHTML file read by libxml2. Its text and attribute values
 * may hold {paths} into the collection, typed by the tables of view.c; its
 * elements may carry directives of the namespace urn:digestpress. Everything is
 * checked when the set is loaded, against the types, so that rendering cannot
 * fail: an unknown field, directive or partial is reported once, at its line
 * and column. Values are text and are never parsed again: escaping is the
 * sink's duty alone. templates/README.md describes the language.
 *
 * The site and the handbooks are two sinks of the same engine.
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include "base/base.h"
#include "digest/digest.h"

struct attribute {
	const char *name, *value;
};

/*
 * Receives elements in document order. Names and attribute names are those of
 * HTML, lower case. place says where the text was written: in content/ when it
 * came from there, else in the template. Pointers are valid during the call,
 * but for text that came from the collection.
 */
struct sink {
	void *ctx;
	void (*open)(
	    void *ctx, const char *name, const struct attribute *a, size_t n, struct place p);
	void (*text)(void *ctx, const char *s, struct place p);
	void (*close)(void *ctx, const char *name);
};

/*
 * Turns internal addresses into what the output calls them. Addresses are the
 * canonical paths of the site: "" (home), "policies/SLUG/",
 * "policies/SLUG/#a3-b2-s1", "regions/KEY/", "measures/KEY/", "caps/",
 * "books/SLUG.pdf", "data/x.json".
 *
 * href: what a link to the address says. NULL: the output has no such place;
 * the link's content is emitted without it.
 * id: the id of an element that is the place of this address. NULL: it is not
 * the place here (a row of another page's table); the element gets no id.
 */
struct linker {
	void *ctx;
	const char *(*href)(void *ctx, struct arena *scratch, const char *address);
	const char *(*id)(void *ctx, struct arena *scratch, const char *address);
};

/* What the site tells of each book that it links to. */
struct book_file {
	const struct book_def *def;
	int64_t bytes;
	int pages;
};

struct book_files {
	const struct book_file *files;
	size_t n;
};

/* What the pages of data/ tell of a table, and of a column of it. */
struct data_field {
	const char *name, *type, *unit, *about; /* unit NULL: none */
	const char *words;                      /* the only values; NULL */
	bool nullable;
};

struct data_file {
	const char *name, *title, *about;
	int64_t rows;
	const struct data_field *fields;
	size_t fields_n;
};

struct data_files {
	const struct data_file *files;
	size_t n;
};

/*
 * What a page of the site says of itself in its head. Addresses are those of the
 * site; what is NULL is not there. A book has none of it.
 */
struct page_head {
	const char *address;           /* policies/SLUG/ */
	const char *canonical;         /* absolute; only with base_url */
	const char *twin;              /* its Markdown twin: policies/SLUG/index.md */
	const char *feed, *feed_title; /* of what it is about */
	const char *calendar;          /* of the terms that it shows */
	const char *summary;           /* of a policy: its status and its best sums, in words */
	const char *card, *card_words; /* a picture for link previews, and what it shows */
	const char *column;            /* the part of the site that it belongs to */
	const char *source;            /* where its content comes from */
	const char *official;          /* the official text of a policy; an absolute address */
	const char *keywords;          /* of a policy: its topics, measures and region */
	date updated, published;
};

enum binding_type {
	BIND_POLICY,
	BIND_REGION,
	BIND_MEASURE,
	BIND_TOPIC,
	BIND_BOOK,       /* pointers to the structs of digest.h */
	BIND_BOOK_FILE,  /* struct book_file */
	BIND_BOOK_FILES, /* struct book_files: a list of book-file */
	BIND_DATA_FILES, /* struct data_files: a list of data-file */
	BIND_PAGE,       /* struct page_head, called page: it needs no declaration */
	BIND_TEXT,       /* const char *; NULL is an absent one */
};

/* A value that the caller gives a template by name; the template declares what it needs. */
struct binding {
	const char *name;
	enum binding_type type;
	const void *value;
};

struct template_set;

/*
 * Load every .xhtml file below a folder; partials are found by their file name
 * ("partials/policy-body"). Reports through diag(); ask diag_errors(). The set
 * is read-only afterwards and may be used from several threads.
 */
struct template_set *template_load(struct arena *a, const char *folder);
void template_free(struct template_set *t);

/*
 * Render the template `name` ("site/policy"). Every template also sees `site`
 * (with the whole collection) and `page`. Each need that it declares must be bound, with its
 * type; bindings that it does not declare are left aside.
 */
void template_render(const struct template_set *t, const char *name, const struct collection *c,
    const struct binding *b, size_t n, struct linker link, struct sink sink);

/* The elements as indented text, for golden tests. */
struct sink template_dump_sink(struct buf *out);

#endif
