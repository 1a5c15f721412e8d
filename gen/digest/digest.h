/*
 * digest: front matter + Markdown → documents → one checked collection.
 *
 * collection_read reads a content folder, reports everything that is wrong with
 * it through diag(), and returns the collection. The caller asks diag_errors();
 * with none, the collection is complete, checked and read-only from there on:
 * every reference is resolved to a pointer, every list is sorted. All of it
 * lives in the collection's arena, freed by collection_free.
 *
 * Money is whole yuan (or whole units of `currency`) in int64_t. Ratios are
 * thousandths of a percent. Dates are days since 1970-01-01.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "base/base.h"

/* ------------------------------------------------------- dates, date.c; terms, term.c */

typedef int32_t date;
#define DATE_NONE INT32_MIN

bool date_parse(const char *s, date *d); /* YYYY-MM-DD, a real day of the Gregorian calendar */
void date_format(date d, char s[11]);    /* YYYY-MM-DD */
void date_words(date d, char s[32]);     /* 2026年11月21日 */
date date_of(int year, int month, int day);
void date_split(date d, int *year, int *month, int *day);
date date_add_years(date d, int years); /* 29 February → 28 February */
date date_add_days(date d, int days);

enum term_kind { TERM_UNSTATED, TERM_FIXED, TERM_AFTER, TERM_SAME };

/* The term of validity as the source states it. */
struct term {
	enum term_kind kind;
	date from, to;             /* FIXED; `to` also with AFTER; DATE_NONE when absent */
	const char *after;         /* AFTER: the event, 印发之日 */
	int delay_days, years;     /* AFTER; 0 when absent */
	const char *same_as;       /* SAME: slug or document number as written */
	const struct policy *same; /* SAME: the policy, NULL when it is not in the collection */
	struct place place;
};

enum status {
	STATUS_DRAFT,        /* 征求意见稿 */
	STATUS_NOT_YET,      /* 尚未施行 */
	STATUS_IN_FORCE,     /* 有效 */
	STATUS_EXPIRED,      /* 已失效 */
	STATUS_UNSTATED,     /* 未载明期限 */
	STATUS_UNDETERMINED, /* 无法确定 */
};
enum { STATUSES = STATUS_UNDETERMINED + 1 };

const char *status_key(enum status s);   /* in_force */
const char *status_words(enum status s); /* 有效期内, in Chinese */
/* As readers want them: what can be had comes first. */
extern const enum status status_order[STATUSES];
int status_rank(enum status s); /* its place there */

/* Whether the term is that of a plan's years, taken from them by the editor (`inferred`). */
struct policy;
bool term_is_planned(const struct policy *p);

/* --------------------------------------------------------------- text of a digest, markdown.c */

enum node_kind {
	/* blocks */
	NODE_PARAGRAPH,
	NODE_LIST,
	NODE_ITEM,
	NODE_QUOTE,
	NODE_CODE_BLOCK,
	NODE_TABLE,
	NODE_ROW,
	NODE_CELL,
	/* inlines */
	NODE_TEXT, /* text */
	NODE_STRONG,
	NODE_EMPHASIS,
	NODE_CODE,
	NODE_BREAK,
	NODE_LINK,   /* target, children */
	NODE_NUMBER, /* a document number in running text: text; policy when it is in the collection
		      */
	NODE_NOTE_MARK, /* number, note */
	/* notes of a section's policy */
	NODE_NOTE, /* number, children are blocks */
};

enum target_kind { TARGET_URL, TARGET_POLICY, TARGET_REGION, TARGET_MEASURE, TARGET_TERM };

/* Where a link leads; resolved by reference.c, NULL pointers before that; a TERM by mention.c. */
struct target {
	enum target_kind kind;
	const char *written; /* as it stands in the Markdown; NULL with TERM: nobody wrote a link */
	const char *url;     /* URL */
	const char *anchor;  /* POLICY: without #, or NULL */
	const struct policy *policy;
	const struct region *region;
	const struct measure *measure;
	const struct term_entry *term;
};

struct node {
	enum node_kind kind;
	struct node *next, *child, *parent;
	const char *text; /* TEXT, CODE, CODE_BLOCK, NUMBER; a soft break between Han is nothing,
			     else a space */
	struct target *target;
	const struct policy *policy; /* NUMBER */
	const struct node *note;     /* NOTE_MARK */
	int number;   /* NOTE, NOTE_MARK: 1.. ; ordered LIST: its start; ROW: 0 is the header */
	bool ordered; /* LIST */
	struct place place;
};

/* Level-2 headings with a meaning; the anchor of each is fixed. */
enum section_kind {
	SECTION_PURPOSE,
	SECTION_RECIPIENTS,
	SECTION_POINTS,
	SECTION_TASKS,
	SECTION_APPLY,
	SECTION_TERM,
	SECTION_SUPPORTS,
	SECTION_POOLS,
	SECTION_TARGETS,
	SECTION_KINDS
};

struct section {
	enum section_kind kind;
	const char *title;  /* 政策目的 */
	const char *anchor; /* purpose */
	struct node *body;  /* blocks, the recognised table taken out; may be NULL */
	struct place place;
};

/* -------------------------------------------------------------- clauses and amounts */

/* A clause label: 三/（二）/¶2 and its anchor a3-b2-p2 (clause.c). */
struct clause {
	const char *label;
	const char *anchor;
};

/* Parse a label. Reports clause-label at the offending character and returns false. */
bool clause_parse(struct arena *a, const char *s, struct place p, struct clause *out);

enum support_kind { KIND_CAP, KIND_FIXED, KIND_RATE, KIND_RATIO };

const char *support_kind_key(enum support_kind k);   /* cap */
const char *support_kind_words(enum support_kind k); /* 上限 */

enum span_kind { SPAN_NONE, SPAN_RUNNING /* 连续 */, SPAN_PARTS /* 分 */, SPAN_MOST /* 最长 */ };

/* What a 标准 says; the grammar is in content/README.md. */
struct standard {
	enum support_kind kind;
	bool has_amount, has_min;
	int64_t amount, amount_min;    /* whole units of currency; amount is the upper end */
	char currency[4];              /* CNY, USD, ... */
	bool has_ratio, ratio_at_most; /* ratio_at_most: 不超过 */
	int32_t ratio;                 /* thousandths of a percent: 30 % is 30000, 2 ‰ is 200 */
	const char *basis;             /* 研发投入; NULL when not said */
	const char *unit;              /* 证, 名, 平台; NULL */
	const char *period;            /* 每年, 每月, 一次性; NULL */
	int years;                     /* 0 when not said */
	enum span_kind span;
	int over;        /* 对上n行: ceiling over that many rows before; 0 when none */
	bool shared_cap; /* 共最高 */
};

/* Parse a 标准. Reports amount-* at the offending character and returns false. p is where s begins.
 */
bool standard_parse(struct arena *a, const char *s, struct place p, struct standard *out);

/* A 规模: 首期200亿元, 每年5亿元. */
struct size_of_pool {
	int64_t amount;
	char currency[4];
	const char *period;    /* 每年; NULL */
	const char *qualifier; /* 首期, 总规模, 超过; NULL */
};
bool pool_size_parse(struct arena *a, const char *s, struct place p, struct size_of_pool *out);

/* A 目标值: ≥20个. Values are thousandths, so that 3.5 is exact. */
struct goal {
	const char *comparator;   /* "=", ">=", ">", "<=", "<", "~" */
	int64_t value, value_max; /* thousandths; equal unless a range */
	const char *unit;
};
bool goal_parse(struct arena *a, const char *s, struct place p, struct goal *out);
/* 年份: 2025, 2023—2025, 每年, —. year is the last one, 0 when none. */
bool goal_year_parse(const char *s, struct place p, int *from, int *year, bool *every);

/* 5000万元, 1.5亿元, 1000元: the shortest exact form, with the currency's name. */
void amount_words(int64_t amount, const char *currency, char s[48]);
void ratio_words(int32_t ratio, char s[24]); /* 30%, 1.5%, 2‰ as 0.2% */

/* ---------------------------------------------------------------- the tables of a digest */

/* A unit that a 责任单位 cell names. */
struct responsible {
	const char *written;                 /* 市科技局高新处 */
	const struct department *department; /* 武汉市科技局; NULL only without departments.yml */
};

/* What 条件 asks of a sum, limit.c: 实际投入500万元以上. */
struct limit {
	const char *text;          /* as written; NULL: nothing that is clear */
	const struct basis *basis; /* the kind of the sum */
	int64_t least, most;       /* whole yuan, within the bound; 0: no such end */
	bool partly; /* a sum that is a part, or of which only a part counts, does not decide */
};

struct support {
	const char *id;     /* slug/a3-b2-s1 */
	const char *anchor; /* a3-b2-s1 */
	const struct policy *policy;
	struct clause clause;
	const char *item, *recipient, *conditions; /* recipient, conditions NULL for — */
	const char *written,
	    *text; /* the 标准 as written, and as it is shown: 合计 for 对上2行： */
	struct standard standard;
	const struct support **of; /* ceilings: the rows they are over */
	size_t of_n;
	const struct recipient_kind **recipient_kinds; /* that 对象 names; may be none */
	size_t recipient_kinds_n;
	const struct basis *basis; /* the kind of standard.basis; NULL when that is not clear */
	bool recipient_narrowed, basis_narrowed; /* more is said: 龙头企业, 硬件投入 */
	bool counted, partial; /* a rate for each (每证), not for the recipient (每家企业); a
				  ceiling over a part of what its rows pay */
	struct limit limit;
	const struct measure *measure;
	struct responsible *departments; /* in the order written */
	size_t departments_n;
	struct place place;
	struct place places[7]; /* of each cell, for errors found in print */
};

enum nature { NATURE_FUND, NATURE_BUDGET };

struct pool {
	const char *id, *anchor; /* slug/a2-f1 */
	const struct policy *policy;
	struct clause clause;
	const char *name, *text, *note; /* note NULL for — */
	enum nature nature;
	struct size_of_pool size;
	struct place place;
	struct place places[5]; /* of each cell */
};

struct goal_row {
	const char *id, *anchor; /* slug/pre-g1 */
	const struct policy *policy;
	struct clause clause;
	const char *year_text, *indicator, *text, *note;
	int year_from, year; /* 0 when none */
	bool every_year;
	struct goal goal;
	struct place place;
	struct place places[5]; /* of each cell */
};

/* -------------------------------------------------------------------- taxonomies */

enum region_level { LEVEL_PROVINCE, LEVEL_CITY, LEVEL_DISTRICT, LEVEL_COUNTY };

struct region {
	const char *key, *name, *short_name, *code, *pinyin;
	enum region_level level;
	const struct region *parent;    /* NULL for a province */
	const struct region **children; /* by code */
	size_t children_n;
	const struct policy **policies; /* of this region itself, in collection order */
	size_t policies_n;
	const struct policy **all; /* with those of regions below */
	size_t all_n;
	struct department *departments; /* of this region itself, as departments.yml has them */
	size_t departments_n;
	struct place place;
};

struct measure {
	const char *key, *name, *note;
	const struct support **supports; /* in collection order */
	size_t supports_n;
	const struct policy **policies; /* that have such a support, each once */
	size_t policies_n;
	struct place place;
};

/* A kind of recipient, recipient.c. */
struct recipient_kind {
	const char *key, *name;
	bool open; /* what the support is for (项目), or anyone (单位): who applies is not said */
	const struct support **supports; /* in collection order */
	size_t supports_n;
	const struct policy **policies; /* of these, each once */
	size_t policies_n;
	struct place place;
};

struct basis {
	const char *key, *name; /* of what a ratio is taken: spending, loans */
	bool whole; /* a sum of the kind is all that there is of it, and the others are parts of it
		     */
	struct place place;
};

struct example {
	const char *title, *query; /* query: as estimate/estimate.h has it, not yet checked */
	struct place place;        /* of the query */
};

struct topic {
	const char *key, *name;
	const struct policy **policies;
	size_t policies_n;
	struct place place;
};

/* A unit that is responsible for support, of one region. */
struct department {
	const char *key;    /* within its region: science */
	const char *anchor; /* hangzhou--science: no key holds two hyphens */
	const char *name;   /* 杭州市科技局 */
	const char *pinyin; /* of the whole name, where it is read otherwise than sorted; NULL */
	const struct region *region;
	const char **aliases,
	    **offices; /* as digests write it: 市科技局; what is part of it: 高新处 */
	size_t aliases_n, offices_n;
	const struct support **supports; /* that name it, in collection order */
	size_t supports_n;
	const struct policy **policies; /* of these, each once */
	size_t policies_n;
	struct place place;
};

/* Where a policy first uses a term: a section of its text, or a row of its tables. */
struct mention {
	const struct policy *policy;
	const struct term_entry *term;
	const char *anchor;
};

/* A term of the glossary. */
struct term_entry {
	const char *key, *name, *pinyin, *definition;
	const char **aliases;
	size_t aliases_n;
	const struct mention **mentions; /* one a policy, in collection order */
	size_t mentions_n;
	struct place place;
};

/* A name of the index: a term, another name of one, a unit. */
struct index_entry {
	const char *name;
	const char *key;    /* unlike all others: a term's, a unit's anchor, KEY--1 for an alias */
	const char *letter; /* A to Z, or # */
	const char *sorted; /* what it is sorted by */
	const struct term_entry *term;
	const struct department *department;
	const struct index_entry *see;   /* of an alias: the entry of its term */
	const struct index_entry **also; /* of terms that the definition speaks of */
	size_t also_n;
};

/* ---------------------------------------------------------------------- policies */

enum stage { STAGE_FINAL, STAGE_DRAFT, STAGE_REVISED };
const char *stage_key(enum stage s);
const char *stage_words(enum stage s); /* 正式文件, 征求意见稿, 修订稿 */

/* A document that a policy names: in `cites`, or by its number in the text. */
struct citation {
	const char *title;           /* NULL when only a number is known */
	const char *number;          /* NULL when only a title is known */
	const struct policy *policy; /* NULL: cited, not collected */
	struct clause clause;        /* of the source, that cites it; label NULL when not said */
	const char *anchor; /* of the page, where it is cited: a row or a section; NULL: nowhere */
	const struct document *document;
	struct place place;
};

struct citing {
	const struct policy *policy;
	const struct citation *citation;
};

/* A document that has a number or is cited: each once, whatever it is called (document.c). */
struct document {
	const char *number, *title;  /* either may be NULL */
	const struct policy *policy; /* NULL: not collected */
	const char *anchor; /* d2017-35-56fd53d1: year, number, sign; t-…: of the title alone */
	int year, serial;   /* of its number; 0 without one */
	struct citing *citing; /* in collection order, each policy once */
	size_t citing_n;
};

/* A place of a digest's page that was called otherwise. */
struct moved {
	const char *from, *to; /* anchors: a3-b2-s1 */
};

struct not_support {
	struct clause clause;
	const char *sum, *why;
	struct place place;
};

/* Rows of support of which the source grants one beside the other, together.c. */
struct together {
	const struct support **rows;
	size_t n;
};
/* Which list of its policy a row is in, from 1 on; 0 for none. */
size_t support_together(const struct support *s);
/* Whether two rows are in one list. */
bool support_is_with(const struct support *s, const struct support *other);

struct policy {
	const char *slug, *title, *short_title, *pinyin, *doc_number, *url, *stacking;
	const struct region *region;
	enum stage stage;
	struct term term;
	enum status status;
	const char *status_reason; /* one clause of Chinese, without a final stop */
	date start, end;           /* as far as they are known; DATE_NONE */
	date issued, updated, checked;
	const char **issuers, **aliases, **defects, **inferred;
	size_t issuers_n, aliases_n, defects_n, inferred_n;
	const struct topic **topics;
	size_t topics_n;
	const char *source_file, *source_sha256, *source_pages; /* pages NULL when unknown */
	struct place source_place;
	struct not_support *not_supports;
	size_t not_supports_n;
	struct moved *moved; /* in the order written */
	size_t moved_n;
	struct together *together; /* in the order written */
	size_t together_n;

	struct section *sections; /* in the order written */
	size_t sections_n;
	const struct node **notes; /* footnotes by number */
	size_t notes_n;
	const struct support *supports; /* in the order written */
	size_t supports_n;
	const struct pool *pools;
	size_t pools_n;
	const struct goal_row *goals;
	size_t goals_n;
	const struct measure **measures; /* of its supports, each once, in taxonomy order */
	size_t measures_n;

	const struct policy **implements, **implemented_by, **cited_by;
	size_t implements_n, implemented_by_n, cited_by_n;
	struct mention *mentions; /* terms in the order of their first use */
	size_t mentions_n;
	struct citation
	    *citations; /* front matter first, then numbers found in the text; each once */
	size_t citations_n;

	const struct document *document; /* itself, when it has a number or is cited; NULL */

	const char *file; /* content/policies/slug.md, as shown */
	struct place place;
	const struct policy *previous, *next; /* in collection order */
	size_t order;                         /* its place there, from 0 */
};

/* ------------------------------------------------------------------ site and books */

/* A page that stood elsewhere, from moved.yml: regions/old/ now at regions/new/. */
struct moved_page {
	const char *from, *to;
	struct place place, to_place;
};

struct site {
	const char *title, *subtitle, *description, *publisher, *contact, *disclaimer;
	const char *base_url;                          /* ends in /; NULL */
	const char *domain;                            /* the host of base_url; NULL */
	const char *icp, *security_record, *site_code; /* ICP备案号, 公安备案号, 网站标识码; NULL */
	const char *licence_name, *licence_url;
	const char *logo, *logo_path;           /* logo.svg, and where it lies; NULL */
	bool government_tags;                   /* pages carry the tags of government websites */
	const char *const *words;               /* that titles keep on one line; ends with NULL */
	const char *addresses, *addresses_file; /* content/addresses.txt, a line each; NULL */
	struct moved_page *moved;               /* as moved.yml has them */
	size_t moved_n;
	date as_of; /* DATE_NONE when not given */
	struct place place;
};

enum book_group { GROUP_REGION, GROUP_MEASURE };
/* The parts of a book, in the order in which they stand in it. */
enum book_section {
	BOOK_COVER,
	BOOK_IMPRINT,
	BOOK_READING, /* how to read this book */
	BOOK_CONTENTS,
	BOOK_TABLES, /* the list of tables */
	BOOK_POLICY,
	BOOK_CAPS,
	BOOK_TARGETS,
	BOOK_GLOSSARY,
	BOOK_INDEX,
	BOOK_SECTIONS
};
/* One definition may stand for a book a region or a policy. */
enum book_each { EACH_ONE, EACH_REGION, EACH_POLICY };

/* How much of a book's pages a chart may take, in pixels of 0.75 pt. */
struct chart_room {
	int32_t width;       /* 0: not known */
	int32_t first, rest; /* heights: below a chapter's opening, and on the pages after it */
};

struct book_def {
	const char *slug; /* handbook; regions/beijing: of the definition, and of what it is for */
	const char *address; /* in the site: books/handbook.pdf, policies/SLUG/SLUG.pdf */
	const char *title, *subtitle,
	    *paper; /* paper: a profile named in templates/print/style.yml */
	enum book_each each;
	const struct region *region; /* that it is for; NULL */
	const struct policy *policy;
	enum book_group group;
	int64_t order; /* among the books: small ones first; those without one come last */
	enum book_section *sections;
	size_t sections_n;
	const struct policy **policies; /* the selection, in collection order */
	size_t policies_n;
	struct chart_room charts; /* given when the book is laid out */
	struct place place, paper_place;
};

/* Of the book of one policy, by its slug: policies/SLUG/SLUG.pdf */
const char *policy_book_address(struct arena *a, const char *slug);

/* -------------------------------------------------------------------- the collection */

/* Complete, checked, read-only. Order of policies: region code, then title by pinyin. */
struct collection {
	struct arena *arena;
	struct site site;
	date as_of;
	struct region *regions; /* by code; those without policies in or below them too */
	size_t regions_n;
	struct measure *measures; /* as measures.yml has them */
	size_t measures_n;
	struct topic *topics;
	size_t topics_n;
	struct recipient_kind *recipient_kinds; /* as recipients.yml has them; may be none */
	size_t recipient_kinds_n;
	struct basis *bases; /* as estimate.yml has them; may be none */
	size_t bases_n;
	struct example *examples; /* as estimate.yml has them */
	size_t examples_n;
	struct department *departments; /* by region, within it as departments.yml has them */
	size_t departments_n;
	struct term_entry *terms; /* by pinyin */
	size_t terms_n;
	struct index_entry **index; /* by letter, pinyin, strokes */
	size_t index_n;
	const struct policy **policies;
	size_t policies_n;
	const struct support **supports; /* all, in collection order */
	size_t supports_n;
	const struct pool **pools;
	size_t pools_n;
	const struct goal_row **goals;
	size_t goals_n;
	struct document *documents; /* latest year of a number first; those without a year last */
	size_t documents_n;
	struct book_def
	    *books; /* by their order, then their files; those of one by region and policy */
	size_t books_n;
};

/*
 * Read a content folder. as_of DATE_NONE: site.yml, else SOURCE_DATE_EPOCH,
 * else today in UTC+8. Never NULL; ask diag_errors() before using it.
 */
struct collection *collection_read(const char *content, date as_of);
void collection_free(struct collection *c);
const struct policy *collection_policy(const struct collection *c, const char *slug); /* NULL */

/* The collection as indented text, for golden tests: one line a thing, with its fields. */
void collection_dump(const struct collection *c, struct buf *out);

#include "digest/yaml.h"

#endif
