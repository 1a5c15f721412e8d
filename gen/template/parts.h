/*
 * What the files of template/ share: the element tree of a template as read
 * (mark), typed values and the tables that describe them (view), and the
 * checked form that is rendered (part). Known to template/ only.
 *
 *     parse.c  bytes → marks       libxml2 is known there alone
 *     view.c   the collection as typed fields, read by view_read.c; derive.c and its
 *              neighbours: those worked out;
 *              chart.c and its neighbours: charts
 *     words.c  closed lists of words
 *     value.c  what holds for a value of any type
 *     path.c   paths, {fields} and conditions, checked against the types
 *     check.c  marks → parts       every mistake of a template is found here, and by need.c
 *     fill.c   parts → elements    cannot fail
 *     body.c   Markdown nodes → elements
 *     sink.c   what sinks ask of elements
 *     format.c values → text
 */
#ifndef TEMPLATE_PARTS_H
#define TEMPLATE_PARTS_H

#include "template/template.h"

/* ------------------------------------------------------------------ marks, parse.c */

/* The text of a template file; its bytes tell where anything in it was written. */
struct source {
	const char *shown;
	const char *text;
	size_t size;
	size_t *lines; /* byte offset of each line's start */
	size_t lines_n;
};

struct mark_attribute {
	bool own; /* of the namespace urn:digestpress */
	const char *name, *value;
	const char *raw; /* the value in the source's text, between the quotes */
	size_t raw_n;
	struct place place; /* of the name */
};

struct mark {
	bool own;
	const char *name; /* NULL: text */
	const char *text;
	const char *raw; /* text: where it begins in the source */
	size_t raw_n;
	struct mark_attribute *attributes;
	size_t attributes_n;
	struct mark *child, *next, *parent, *before;
	struct place place;
};

/* Read one file. NULL after a report. */
struct mark *parse_template(struct arena *a, struct source *source);
void parse_end(void); /* let libxml2 go; after the last template */
struct place source_place(const struct source *s, const char *at);
/* Where the nth `{` (from 0) of a raw text stands; raw itself when there is none. */
const char *source_brace(const char *raw, size_t raw_n, int nth);
/* White space as a reader sees it: see README.md, "White space". NULL when nothing is left. */
const char *parse_spaces(struct arena *a, const struct mark *text);

/* ------------------------------------------------------------------ values, view.c */

enum value_kind {
	VALUE_TEXT,
	VALUE_NUMBER,
	VALUE_DATE,
	VALUE_FLAG,
	VALUE_WORD, /* one of a closed list, such as a status */
	VALUE_RECORD,
	VALUE_LIST,
	VALUE_BODY, /* Markdown nodes */
};

/* A closed list of words: what templates compare with, and what readers see. */
struct words {
	int n;
	const char *(*key)(int i);
	const char *(*say)(int i);
};

/* words.c */
extern const struct words status_list, stage_list, support_kind_list, nature_list, level_list,
    group_list, each_list, standing_list, role_list, side_list;

struct record;

struct type {
	enum value_kind kind;
	const struct record *record; /* RECORD; LIST: NULL for a list of texts */
	const struct words *words;   /* WORD */
};

/* Absent: text, record or body NULL, DATE_NONE, an empty list, any field of an absent record. */
struct value {
	bool absent;
	const char *text;
	int64_t number;     /* NUMBER, DATE, FLAG, WORD */
	const void *record; /* RECORD, BODY */
	const void *items;  /* LIST: n records, `stride` bytes apart, or pointers when 0 */
	size_t n, stride;
	struct place place; /* of the text in content/, when it has one there */
};

struct context {
	struct arena *arena; /* of this rendering */
	const struct collection *collection;
};

struct field {
	const char *name;
	struct type type;
	size_t at, size; /* offset and size of the member */
	size_t count_at; /* LIST: offset of its length */
	size_t stride;   /* LIST */
	size_t place_at; /* offset of a nearer place, or 0 for the record's */
	struct value (*make)(
	    const void *record, const struct context *c); /* or NULL: read the member */
};

/* A field on the way to a value, and the record that has it; NULL for the length of a list. */
struct step {
	const struct field *field;
	const struct record *of;
};

struct record {
	const char *name;
	const struct field *fields;
	size_t fields_n;
	size_t place_at; /* offset of the record's place, or NO_PLACE */
};

#define NO_PLACE SIZE_MAX

const struct record *view_record(const char *name); /* NULL: unknown */
const struct record *view_site(void);
const struct record *view_page(void);
size_t view_names(const char **names, size_t max); /* of all records */
const struct field *view_field(const struct record *r, const char *name, size_t n);
/* Fields of every list: its length, its first entries (LIST_FIRST), how many others there are. */
extern const struct field view_count, view_first, view_more;

/* The supports of some policies; by measure, in the measures' order, without empty groups. */
struct value derive_supports_of(const struct policy *const *p, size_t n, const struct context *c);
struct value derive_measures_of(const struct policy *const *p, size_t n, const struct context *c);
/* Fields that are worked out, derive.c, derive_book.c. */
struct value derive_provinces(const void *collection, const struct context *c);
struct value derive_statuses(const void *collection, const struct context *c);
struct value derive_texts(const void *policy, const struct context *c);
struct value derive_supports_section(const void *policy, const struct context *c);
struct value derive_pools_section(const void *policy, const struct context *c);
struct value derive_goals_section(const void *policy, const struct context *c);
struct value derive_term(const void *policy, const struct context *c);
struct value derive_inferred(const void *policy, const struct context *c);
struct value derive_pages(const void *policy, const struct context *c);
struct value derive_related(const void *policy, const struct context *c);
struct value derive_remarked(const void *policy, const struct context *c);
struct value derive_assigned(const void *policy, const struct context *c);
struct value derive_section_priced(const void *section, const struct context *c);
struct value derive_planned(const void *policy, const struct context *c);
struct value derive_notes(const void *policy, const struct context *c);
struct value derive_groups(const void *collection, const struct context *c);
struct value derive_letters(const void *collection, const struct context *c);
struct value derive_support_place(const void *support, const struct context *c);
struct value derive_support_facets(const void *support, const struct context *c);
struct value derive_support_renminbi(const void *support, const struct context *c);
struct value derive_facet_few(const void *facet, const struct context *c);
struct value derive_facet_more(const void *facet, const struct context *c);
struct value derive_facet_listed(const void *facet, const struct context *c);
struct value derive_page_title(const void *table_page, const struct context *c);
struct value derive_page_near(const void *table_page, const struct context *c);
struct value derive_page_groups(const void *table_page, const struct context *c);
struct value derive_pool_place(const void *pool, const struct context *c);
struct value derive_goal_place(const void *goal, const struct context *c);
struct value derive_region_path(const void *region, const struct context *c);
struct value derive_region_measures(const void *region, const struct context *c);
struct value derive_region_supports(const void *region, const struct context *c);
struct value derive_measure_regions(const void *measure, const struct context *c);
struct value derive_book_regions(const void *book, const struct context *c);
struct value derive_book_measures(const void *book, const struct context *c);
struct value derive_book_supports(const void *book, const struct context *c);
struct value derive_book_goals(const void *book, const struct context *c);
struct value derive_book_has_cover(const void *book, const struct context *c);
struct value derive_book_has_imprint(const void *book, const struct context *c);
struct value derive_book_has_reading(const void *book, const struct context *c);
struct value derive_book_has_contents(const void *book, const struct context *c);
struct value derive_book_has_tables(const void *book, const struct context *c);
struct value derive_book_has_policies(const void *book, const struct context *c);
struct value derive_book_has_caps(const void *book, const struct context *c);
struct value derive_book_has_targets(const void *book, const struct context *c);
struct value derive_book_has_glossary(const void *book, const struct context *c);
struct value derive_book_has_index(const void *book, const struct context *c);
struct value derive_group_goals(const void *group, const struct context *c);
struct value derive_book_terms(const void *book, const struct context *c);
struct value derive_book_index(const void *book, const struct context *c);
/* Drawings, chart_caps.c and chart_terms.c. */
struct value derive_measure_charts(const void *measure, const struct context *c);
struct value derive_group_charts(const void *measure_group, const struct context *c);
struct value derive_site_timeline(const void *collection, const struct context *c);
struct value derive_region_timeline(const void *region, const struct context *c);
struct value derive_book_timeline(const void *book, const struct context *c);

/* Records that exist only for templates. */
struct status_group {
	enum status status;
	const struct policy **policies;
	size_t policies_n;
};

struct region_group {
	const struct region *region;
	const struct policy **policies;
	size_t policies_n;
};

struct measure_group {
	const struct measure *measure;
	const struct support **supports;
	size_t supports_n;
	const struct policy **policies; /* that the supports come from, each once */
	size_t policies_n;
};

/* Rows of a table that are of one kind. */
struct kind_group {
	enum support_kind kind;
	const struct support **supports;
	size_t supports_n;
};

/* Terms whose pinyin begins with one letter. */
struct letter_group {
	const char *letter, *key; /* B, b */
	const struct term_entry *terms;
	size_t terms_n;
};

/* What a book's index has under one letter. */
struct index_group {
	const char *letter;
	const struct index_entry **entries;
	size_t entries_n;
};

/* What charts are drawn of; places are whole pixels of the chart's box. */
enum chart_role {
	ROLE_AXIS,
	ROLE_GRID,
	ROLE_NOW,
	ROLE_HEAD,
	ROLE_NAME,
	ROLE_REGION,
	ROLE_SUM,
	ROLE_YEAR,
	ROLE_NOTE,
	ROLE_KEY
};
enum chart_side { SIDE_START, SIDE_MIDDLE, SIDE_END };

/* What a bar is worth: the six statuses, as far as a drawing tells them apart. */
enum standing { STANDING_IN_FORCE, STANDING_OPEN, STANDING_PENDING, STANDING_EXPIRED, STANDINGS };

struct chart_line {
	enum chart_role role;
	int32_t x1, y1, x2, y2;
};

struct chart_bar {
	enum standing standing;
	const char *shape, *hatch; /* path data; hatch NULL but for the expired */
};

struct chart_words {
	enum chart_role role;
	enum chart_side side; /* of the words that x is */
	int32_t x, y;         /* of the baseline */
	const char *words;
};

struct chart {
	const char *label, *box; /* all that it shows in words; the viewBox */
	int32_t width, height;
	struct chart_line *lines;
	size_t lines_n;
	struct chart_bar *bars;
	size_t bars_n;
	struct chart_words *words;
	size_t words_n;
};

/* One figure: a chart for wide and one for narrow columns. */
struct drawing {
	const struct chart *wide, *narrow;
	const char *part, *note; /* （一）; what it leaves out. NULL */
};

struct value view_read(const struct step *s, const struct value *of, const struct context *c);
struct value view_item(const struct type *list, const struct value *v, size_t i);
struct value view_value_of(enum binding_type type, const void *value);
struct type view_type_of(enum binding_type type);
bool view_present(const struct type *t, const struct value *v);
const char *type_words(struct arena *a, const struct type *t); /* "list of support", for messages */
bool type_equal(const struct type *a, const struct type *b);

/* ---------------------------------------------------------------- formats, format.c */

struct format {
	const char *name; /* NULL: the kind's own */
	enum value_kind kind;
	const char *(*say)(struct arena *a, const struct type *t, const struct value *v);
};

/* The format of a name for a type; name NULL asks for the plain one. NULL: there is none. */
const struct format *format_find(const char *name, const struct type *t);
size_t format_names(const struct type *t, const char **names, size_t max);

/* ------------------------------------------------------------------- parts, check.c */

/* A way from a variable (slot), the collection (SLOT_SITE) or the page (SLOT_PAGE) through fields.
 */
struct path {
	int slot;
	struct step *steps;
	size_t steps_n;
	struct type type;
};

#define SLOT_SITE (-1)
#define SLOT_PAGE (-2)

/* Literal text or a field of a text or an attribute's value. */
struct piece {
	const char *text; /* NULL: a field */
	struct path path;
	const struct format *format;
	const char *instead; /* what an absent value shows; NULL: it stays absent */
	struct place place;
};

struct pieces {
	struct piece *v;
	size_t n;
};

struct condition {
	bool negated;
	struct path path;
	const char *is; /* TEXT compared with; NULL */
	int word;       /* WORD compared with */
};

enum attribute_kind { ATTRIBUTE_PLAIN, ATTRIBUTE_HREF, ATTRIBUTE_ID };

struct part_attribute {
	enum attribute_kind kind;
	const char *name;
	struct pieces value;
};

/* What a template needs: its first slots, in this order. */
struct need {
	const char *name;
	struct type type;
	bool optional;
	struct place place;
};

struct argument {
	int slot;
	bool is_path;
	struct path path;
	struct pieces text;
};

enum part_kind { PART_ELEMENT, PART_TEXT, PART_GROUP, PART_USE, PART_BODY, PART_CONTENT };

struct part {
	enum part_kind kind;
	struct place place;
	struct part *child, *next;

	bool repeats; /* d:each */
	struct path each;
	int each_slot;
	const char *between; /* d:between; NULL */
	struct condition *conditions;
	size_t conditions_n;
	int deeper; /* d:deeper */

	const char *name; /* ELEMENT */
	struct part_attribute *attributes;
	size_t attributes_n;
	struct pieces text;      /* TEXT */
	struct template *callee; /* USE; NULL only after a report */
	struct argument *arguments;
	size_t arguments_n;
	struct path body, body_policy; /* BODY; body_policy for the addresses of notes */
	bool terms_here;               /* BODY: the page itself explains its terms */
};

struct template
{
	const char *name; /* site/policy */
	struct source source;
	struct mark *root;
	struct need *needs;
	size_t needs_n;
	int slots;
	struct part *parts;
	int seen; /* while looking for recursion: 0 new, 1 on the way, 2 done */
};

struct template_set {
	struct arena *arena;
	struct template *templates; /* by name */
	size_t n;
};

/* A stretch of text that was written in a template, and where. */
struct span {
	const struct source *source;
	const char *p, *end;
	const char *raw; /* where p stands in the source */
};

/* A name and what it holds, at one place of a template; the inner ones first. */
struct variable {
	const char *name;
	struct type type;
	int slot;
	const struct variable *up;
};

/* path.c: each reports and returns false when what is written is wrong. */
bool path_read(struct arena *a, const struct variable *scope, struct span s, struct path *out);
bool pieces_read(struct arena *a, const struct variable *scope, struct span s, struct pieces *out);
bool condition_read(
    struct arena *a, const struct variable *scope, struct span s, struct condition *out);
struct place span_place(const struct span *s);
void path_hint(const char *word, const char *const *names, size_t n); /* did you mean ...? */
size_t span_word(
    struct span *s, const char **word); /* the next name, white space before it skipped */

/* need.c: the needs of a template, and its first slots. Reports. */
void needs_read(struct arena *a, struct template *t);
/* own: of the namespace urn:digestpress. NULL */
const struct mark_attribute *mark_attribute_find(const struct mark *m, bool own, const char *name);
struct template *template_find(const struct template_set *t, const char *name);
/* Turn the marks of every template into parts. Reports. */
void check_templates(struct template_set *t);

/* ------------------------------------------------------------------ rendering, fill.c */

struct note_use {
	const struct node *note;
	int marks;
	struct note_use *next;
};

struct render {
	struct context context;
	const struct page_head *page; /* NULL in a book */
	struct linker link;
	struct sink sink;
	int deeper;
	bool terms_here; /* of the body that is emitted */
	struct note_use *notes;
};

/* Emit the nodes after and including `first` as elements; policy is whose they are, for addresses.
 */
void body_emit(struct render *r, const struct node *first, const struct policy *policy);
void render_open(
    struct render *r, const char *name, const struct attribute *a, size_t n, struct place p);
void render_close(struct render *r, const char *name);
void render_text(struct render *r, const char *s, struct place p);

#endif
