/*
 * audit_parts.h: what the files of audit/ share and nobody else sees.
 *
 * A source goes this way: fold.c makes its letters comparable and remembers
 * where each was written, paragraph.c joins what line ends and page breaks cut,
 * label.c reads numbering, outline.c makes the tree of clauses, figure.c finds
 * the figures (numeral.c, cells.c). The cells of a digest are folded and scanned by the same code.
 * match.c then looks for each figure of a row in its clause, cover.c for each
 * sum of the source in the rows (assign.c), copy.c for sentences carried over.
 */
#ifndef AUDIT_PARTS_H
#define AUDIT_PARTS_H

#include "audit/audit.h"

/* --------------------------------------------------------------- fold.c */

/* A character as it is compared, and where it was written. */
struct letter {
	uint32_t cp;
	int line, col;
	bool gap; /* white space stood before it */
};

/* Letters without white space but for '\n' at the end of a line and '\t' between cells. */
struct fold {
	const char *file; /* as it is shown */
	struct letter *at;
	size_t n;
};

/* Part of a fold, by indices of letters. */
struct span {
	size_t from, to;
};

/* simple is of text_simplified; p is where s begins. */
struct fold fold_text(
    struct arena *a, const uint32_t *simple, struct place p, const char *s, size_t n);
struct place fold_place(const struct fold *t, size_t i); /* of the last letter when i is t->n */
/* The letter at i, or 0 at `to` and behind. */
uint32_t fold_letter(const struct fold *t, size_t i, size_t to);
bool letter_is_digit(uint32_t cp);
/* Whether the letters from i on are those of word, which is folded. */
bool fold_sees(const struct fold *t, size_t i, size_t to, const char *word);
/* A part as text again. */
char *fold_words(struct arena *a, const struct fold *t, struct span s);

/* -------------------------------------------------------------- label.c */

/* Kinds of numbering, the coarser first: one in this order holds those after it. */
enum style {
	STYLE_ANNEX,    /* 附件1 */
	STYLE_PART,     /* 第二部分 */
	STYLE_CHAPTER,  /* 第二章 */
	STYLE_SECTION,  /* 第二节 */
	STYLE_ARTICLE,  /* 第六条 */
	STYLE_HAN,      /* 一、 */
	STYLE_BRACKETS, /* （一） */
	STYLE_ARABIC,   /* 1. */
	STYLE_ROUND,    /* （1） */
	STYLE_CIRCLED,  /* ① */
	STYLE_BOX,      /* 专栏2: below whatever it stands in, with a numbering of its own */
	STYLES
};

struct label {
	enum style style;
	int number; /* 0 for 附件 without one */
};

/* A label at the beginning of a line; the letters it takes, 0 when there is none. */
size_t label_read(const struct fold *t, size_t from, size_t to, struct label *out);
/* 三, （三）, 第三条: as the digests write it. */
void label_write(struct label l, struct buf *out);

enum { LABEL_PARTS = 8 };

/* A clause as a digest names it. */
struct clause_name {
	enum { CLAUSE_NUMBERED, CLAUSE_PREFACE, CLAUSE_CLOSING } kind;
	struct label parts[LABEL_PARTS];
	size_t n;
	int paragraph; /* ¶n; 1 without */
};

/* Take a label apart that clause_parse found right. */
struct clause_name clause_name_read(struct arena *a, const uint32_t *simple, const char *label);

/* ---------------------------------------------------------- paragraph.c */

/*
 * Take out every '\n' inside a paragraph: a line goes on with the next one
 * unless it is at the end of a sentence or the next one is numbered.
 */
void paragraphs_join(struct fold *t);

/* ------------------------------------------------------------ outline.c */

/* A clause of the source with all below it: letters from..to. Branch 0 is what comes before. */
struct branch {
	struct label label;
	size_t parent; /* itself for branch 0 */
	size_t end;    /* the branch after the last one below */
	size_t from, to;
	struct span *paragraphs; /* its own, without those of branches below */
	size_t paragraphs_n, paragraphs_cap;
};

struct outline {
	const struct fold *text;
	struct branch *at;
	size_t n, cap;
};

struct outline outline_read(struct arena *a, const struct fold *t);

/* --------------------------------------------------------------- find.c */

/* Where a clause stands: more than one part when the source has its number twice. */
struct scope {
	struct span *at;
	size_t n, cap;
};

/* false when the source has no such clause. */
bool outline_find(
    struct arena *a, const struct outline *o, const struct clause_name *name, struct scope *out);
/* The label of the clause that holds letter i, as a digest would write it. */
char *outline_label(struct arena *a, const struct outline *o, size_t i);
/* The label most like this one, or NULL. */
const char *outline_nearest(struct arena *a, const struct outline *o, const char *label);
bool scope_holds(const struct scope *s, size_t i);

/* ------------------------------------------------------------ numeral.c */

/* A number, before it is known what it counts. */
struct numeral {
	int64_t value; /* thousandths, without scale; */
	int64_t scale; /* the 万 or 亿 behind Arabic digits; 1 */
	bool spelled;  /* there is a digit: 三万, not 万 */
	size_t to;
};

bool numeral_read(const struct fold *t, size_t i, size_t to, struct numeral *n);
/* 10 to 10^8 for 十 百 千 万 亿, else 0. */
int64_t numeral_power(uint32_t cp);
/* Multiply the scale by 万, 千万, 万亿 at i; where they end. */
size_t numeral_scale(const struct fold *t, size_t i, size_t to, int64_t *scale);
/* A product that stops at 10^18. */
int64_t numeral_times(int64_t n, int64_t by);

/* -------------------------------------------------------------- cells.c */

/* The cell of a line that has the unit, by the head of its table; empty without one. */
struct span cell_of_unit(const struct fold *t, struct span line);

/* ------------------------------------------------------------- figure.c */

enum figure_kind {
	FIGURE_SUM,   /* of money */
	FIGURE_RATIO, /* % and ‰ */
	FIGURE_PAIR,  /* 1:1 */
	FIGURE_COUNT, /* of anything else, or of nothing */
};

/* Exact: values are thousandths of the currency, of a percent, of one. */
struct figure {
	enum figure_kind kind;
	int64_t value;
	int64_t second;  /* PAIR */
	int currency;    /* SUM: 0 is yuan, others a number of figure.c */
	bool vague;      /* SUM: without a numeral (亿元) or without its 元 */
	size_t from, to; /* letters of the figure with its unit; of a COUNT its number alone */
	size_t unit;     /* COUNT: where its unit begins; letters that are no digit */
	size_t limit;    /* COUNT: where its unit ends at the latest */
	int64_t scale;   /* what 万 and the like made of the numeral */
};

struct figures {
	struct figure *at;
	size_t n, cap;
};

/* Find all figures of a part, in order. */
struct figures figures_find(struct arena *a, const struct fold *t, struct span s);
/*
 * Whether figure x of a digest is figure y of its source: equal by value. Of a
 * COUNT the first `letters` letters of the units are compared.
 */
bool figure_equal(const struct fold *digest, const struct figure *x, const struct fold *source,
    const struct figure *y, size_t letters);
/* A year of the calendar, such as 2025 or 2025年. */
bool figure_is_year(const struct fold *t, const struct figure *x);
/* As it was written. */
char *figure_words(struct arena *a, const struct fold *t, const struct figure *x);

/* ------------------------------------------------------------- source.c */

struct source {
	struct fold text;
	struct outline outline;
	struct figures figures;
};

/* Read the source of a policy. False after a finding: it is not there or no text. */
struct auditor;
bool source_open(struct auditor *x, const struct policy *p, struct source *out);

/* -------------------------------------------------------------- match.c */

enum claim_kind {
	CLAIM_ANY,       /* of 资金支持: several rows may stand for one sum (共最高) */
	CLAIM_ONE,       /* of 资金池 and 目标: each row has a figure of its own */
	CLAIM_EXCEPTION, /* of not_support */
};

#define NO_FIGURE SIZE_MAX

/* A figure of a row that stands for one in the source. */
struct claim {
	enum claim_kind kind;
	struct figure figure;
	struct fold cell;
	size_t letters; /* of the unit that count */
	struct scope scope;
	const char *clause;
	struct place place;
	struct fold words; /* what the row is about */
	size_t covered;    /* the figure of the source that assign.c gave it, or NO_FIGURE */
};

struct claims {
	struct claim *at;
	size_t n, cap;
};

/* Hold every row of a policy against its source; what the rows claim goes to `out`. */
void rows_match(
    struct auditor *x, const struct policy *p, const struct source *s, struct claims *out);

/* ------------------------------------------------------------- assign.c */

/* Whether a figure of the source is the one claimed, and in its clause. */
bool claim_covers(const struct source *s, const struct claim *c, size_t figure);
/* How much the words of a row are like those around a figure; what is near counts more. */
int claim_likeness(const struct source *s, const struct claim *c, size_t figure);
/* Fill `covered` of every claim; needed says which figures must have one. */
void claims_assign(
    struct arena *a, const struct source *s, struct claims *claims, const bool *needed);

/* --------------------------------------------------------- cover.c, copy.c */

/* From one 。 or ； to the next. */
struct span sentence_of(const struct fold *t, const struct figure *f);

/* Report the sums and ratios of money that no claim covers, and rows that are too many. */
void sums_cover(
    struct auditor *x, const struct policy *p, const struct source *s, struct claims *claims);
/* Report what a digest shares with its source, word for word. */
void copies_find(struct auditor *x, const struct policy *p, const struct source *s);

/* ------------------------------------------------------------- report.c */

struct finding {
	struct place place, source; /* source.line 0: no place in the source */
	const char *code, *text;
};

/* What the table says of one digest. */
struct tally {
	const char *slug;
	int rows, figures, found, uncovered, findings;
};

struct audit {
	struct finding *findings;
	size_t findings_n, findings_cap;
	struct tally *tallies;
	size_t tallies_n;
};

/* One run. */
struct auditor {
	struct arena *a;
	const char *folder;
	const uint32_t *simple;
	struct audit *audit;
	struct tally *tally; /* of the digest at hand */
};

/* As diag() shows them. */
void findings_sort(struct audit *x);
/* Add a finding, and report it with its second place as a hint. */
void finding_add(struct auditor *x, struct place at, struct place source, const char *code,
    const char *fmt, ...) PRINTF_LIKE(5, 6);

#endif
