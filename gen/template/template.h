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

/* The value of an attribute of an element, as its sink receives them; NULL. */
const char *attribute_find(const struct attribute *a, size_t n, const char *name);
/* Whether the value of a class attribute (NULL: none) has this name. */
bool class_has(const char *classes, const char *name);

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
/* Where a book has the chapter of a policy. */
struct book_place {
	const struct policy *policy;
	int sheet;         /* from 1 */
	const char *folio; /* what it says at its foot: 12 */
};

struct book_file {
	const struct book_def *def;
	int64_t bytes;
	int pages;
	const struct book_place *places; /* of a book of many regions, in collection order */
	size_t places_n;
	const struct region
	    *begins; /* the first of several that are of policies of a region; NULL */
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

/* Where a policy stands on paper. */
struct printed {
	const struct book_file *file;
	const char *folio, *address; /* books/handbook.pdf#page=95 */
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
	const struct printed *printed; /* of a policy: the books that have it */
	size_t printed_n;
	const struct printed *handbook; /* the first of them; NULL */
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
	BIND_FACETS,     /* struct facets: a list of facet */
	BIND_TABLE_PAGE, /* struct table_page */
	BIND_LIST_PART,  /* struct list_part */
	BIND_DOCUMENT,   /* pointers to the structs of digest.h */
	BIND_TERM,
	BIND_TEXT, /* const char *; NULL is an absent one */
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

/* --------------------------------------------- tables of supports, facet.c, table_page.c */

/*
 * The supports of a collection by each thing that readers filter them by, and the
 * pages of tables made of them. A facet is a way to divide (region, kind, ...), a
 * value one of its parts. A region's rows include those of the regions below it; a
 * row may have several values of a facet, or none. Values without rows are left out.
 * All is in the caller's arena and read-only.
 */
enum facet_kind {
	FACET_REGION,
	FACET_LEVEL,
	FACET_MEASURE,
	FACET_KIND,
	FACET_RECIPIENT,
	FACET_STATUS,
	FACET_AMOUNT,
	FACET_RATIO,
	FACET_DEPARTMENT,
	FACETS
};

/* A facet with more values than this is not listed on the page of each value. */
#define FACET_FEW 60
/* And of one with more than this, only so many, those with the most rows, where all are listed. */
#define FACET_LISTED 400
/* The most rows of a page: of the big table, which is one to filter, and of a value, to read. */
#define TABLE_ROWS 300
#define VALUE_ROWS 100

struct facet_value {
	const struct facet *facet;
	const char *key, *name, *address; /* beijing, 北京市, caps/region/beijing/ */
	const char *csv;                  /* the same rows: data/regions/beijing.csv */
	int32_t depth;                    /* of a region: 0 for a province */
	const struct support **rows;      /* as tables have them */
	size_t rows_n;
	const struct facet_value *previous, *next;
	/* The page that search engines are told of: the first one with the same rows. Regions and
	 * measures have pages of their own. */
	const char *canonical;
};

struct facet {
	const char *key, *name, *note; /* region, 地区; note: how a value is meant, NULL */
	struct facet_value *values;
	size_t values_n;
};

struct facets {
	struct facet facets[FACETS]; /* those with values */
	size_t n;
	const struct support **rows; /* all */
	size_t rows_n;
};

/*
 * Rows come by kind; within it what can be had before what has expired or is a
 * draft, then the higher sum first (yuan before other currencies), then the
 * higher ratio, then in collection order.
 */
struct facets *facets_new(struct arena *a, const struct collection *c);

/* Whether the day decides which values it has, and so which of their pages there are. */
bool facet_daily(const struct facet *f);

/* What can no longer or not yet be had: expired, draft. */
bool facet_ended(enum status s);

/* One page of the table of a value, or of all supports. */
struct table_page {
	const struct facet_value *value; /* NULL: all supports */
	const char *address, *previous, *next;
	int32_t number, count;       /* of the pages of this table */
	bool several;                /* count is more than one */
	int32_t first, last, total;  /* rows, from 1 */
	int32_t ended;               /* how many of all its rows have expired or are drafts */
	const struct support **rows; /* of this page */
	size_t rows_n;
};

/* The pages of a table; address is that of the first. */
struct table_page *table_pages(struct arena *a, const struct facet_value *value,
    const char *address, const struct support **rows, size_t rows_n, size_t *n);

/* ------------------------------------------ long lists in parts, division.c, listing.c */

/* The most entries of a page, where a way is left to divide its list. */
#define LIST_MOST 200
/* The most entries where many lists share a page: those that fields of lists call first. */
#define LIST_FIRST 40

enum entry_kind {
	ENTRY_POLICY,
	ENTRY_SUPPORT,
	ENTRY_CITING,
	ENTRY_MENTION,
	ENTRY_EVENT,
	ENTRY_DOCUMENT,
	ENTRY_TERM,
	ENTRY_UNIT,
	ENTRY_REGION
};

/* Those of regions, statuses, years and months are for what has a policy; the others for one
 * kind of entry. */
enum division_way {
	BY_NOTHING, /* the end of ways */
	BY_STATUS,
	BY_PROVINCE,
	BY_REGION,
	BY_YEAR, /* of an event; of a policy's issue, else of its first day in force */
	BY_MONTH,
	BY_MEASURE,     /* supports */
	BY_NUMBER_YEAR, /* documents */
	BY_NUMBER,      /* documents of one year: by tens and hundreds; without one: by letter */
	BY_LETTER       /* terms */
};

#define LISTING_WAYS 4

/* The policies of a region with those below are too many for its page, which has its own then. */
bool region_crowded(const struct region *r);

struct listing {
	enum entry_kind kind;
	const void **entries; /* pointers to the records, in the order of the list */
	size_t n;
	const char *address; /* of the page of the whole: topics/scene/ */
	const char *stem;    /* what the addresses of parts begin with; NULL: address */
	const char *name;    /* what crumbs call the whole */
	enum division_way ways[LISTING_WAYS];
};

/* The whole list, or a part. */
struct list_part {
	enum entry_kind kind;
	const char *address, *key, *name; /* topics/scene/sichuan/, sichuan, 四川省 */
	const char *places;               /* which places of the whole's page are here; NULL */
	const struct list_part *above;    /* NULL: the whole */
	const struct list_part *previous, *next; /* beside it */
	struct list_part *parts;                 /* none: its entries are on its own page */
	size_t parts_n;
	const void **entries;
	size_t entries_n;
	int64_t order; /* among the parts beside it */
};

/* All is in the arena; the listing must last as long. */
struct list_part *listing_divide(struct arena *a, const struct listing *l);

/* The policy that an entry is about; NULL. */
const struct policy *entry_policy(enum entry_kind kind, const void *entry);

/* The lists of the site, divided. Those without a subject are of the whole collection. */
const struct list_part *listing_policies(struct arena *a, const struct collection *c);
const struct list_part *listing_topic(struct arena *a, const struct topic *t);
const struct list_part *listing_measure(struct arena *a, const struct measure *m);
const struct list_part *listing_compare(
    struct arena *a, const struct collection *c, const struct measure *m);
const struct list_part *listing_region_supports(
    struct arena *a, const struct collection *c, const struct region *r);
const struct list_part *listing_region_policies(struct arena *a, const struct region *r);
const struct list_part *listing_events(struct arena *a, const struct collection *c);
const struct list_part *listing_chains(struct arena *a, const struct collection *c);
const struct list_part *listing_carriers(struct arena *a, const struct policy *p);
const struct list_part *listing_documents(struct arena *a, const struct collection *c);
const struct list_part *listing_citing(struct arena *a, const struct document *d);
const struct list_part *listing_terms(struct arena *a, const struct collection *c);
const struct list_part *listing_regions(struct arena *a, const struct collection *c);
const struct list_part *listing_units(struct arena *a, const struct collection *c);
const struct list_part *listing_mentions(struct arena *a, const struct term_entry *t);

#endif
