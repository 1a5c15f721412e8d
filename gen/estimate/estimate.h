/*
 * estimate: what a firm could get. The collection and a query → an answer for
 * each row that grants support in the query's region and those above it.
 *
 * An answer is fits, check or not, with its reasons. fits: region, recipient,
 * purpose and status all match and the digest names nothing further, or the
 * asker says that it is met. not: a mismatch is certain. check: all else.
 *
 * What has expired cannot be applied for and does not fit; asked to, the estimate
 * works out what it gave, which counts nowhere. A draft, what is not yet in force
 * and what has no known term are to be checked.
 *
 * Of a condition only a bound is judged that limit.c could read, and only by a sum
 * of its kind; all else in 条件 is to be checked.
 *
 * An amount is worked out from the row alone: a sum, a rate × count, or
 * min(ratio × basis, cap), then the ceilings over the row. Whole yuan; what a
 * ratio gives is rounded down. A ratio is taken only of a basis of its own kind.
 * Both ends of a range are kept; a mere upper bound has the lower end 0.
 *
 * A total adds at most one row a group, the highest. A group is a measure; those
 * that a ratio of the one spending goes to, or that share a ceiling, are one
 * group together. So what 就高不重复 forbids is never added, nor a policy and
 * the rules that carry it out. Only rows that a digest lists under `together` are
 * taken as one, with their sum: the source grants one beside the other. Rows that are expired,
 * drafts, not yet in force, in foreign currency or paid by the month stay out. There is no total
 * unless the query says what for.
 *
 * The script of the site (templates/assets/estimate.js) does the same; a test
 * holds the two against each other.
 */
#ifndef ESTIMATE_H
#define ESTIMATE_H

#include "base/base.h"
#include "digest/digest.h"

/* -------------------------------------------------------------- the query, query.c */

#define ESTIMATE_SPEND_MOST INT64_C(1000000000000)
#define ESTIMATE_COUNT_MOST 1000000

struct estimate_query {
	const char *written;
	const struct region *region;
	const struct recipient_kind **recipients; /* in what capacity; none: not answered */
	size_t recipients_n;
	const struct measure **measures; /* what for; none: anything */
	size_t measures_n;
	int64_t spend;             /* all that is planned, yuan; -1 when not answered */
	const struct basis *basis; /* of spend; NULL only without estimate.yml */
	int64_t count;             /* of what rates are paid for; 0 when not answered */
	bool expired;              /* what expired support gave is worked out too */
	const char **met;          /* ids of rows of which the asker says that the rest is met */
	size_t met_n;
};

/* What is wrong with a query, for a message: no region is called hangzou. */
struct estimate_fault {
	const char *text, *near; /* near: what was probably meant, or NULL */
};

/*
 * region=KEY&for=KEY,KEY&measure=KEY,KEY&spend=YUAN&basis=KEY&count=N&expired=1&met=ID,ID:
 * the state of the site's page, and a line of `estimate --batch`. Only region must be there.
 */
bool estimate_parse(struct arena *a, const struct collection *c, const char *s,
    struct estimate_query *q, struct estimate_fault *fault);

/* ------------------------------------------------------------- the answers, answer.c */

enum answer { ANSWER_FITS, ANSWER_CHECK, ANSWER_NOT };

/* In the order in which they are shown. */
enum reason {
	/* not */
	REASON_EXPIRED,
	REASON_RECIPIENT_OTHER,
	REASON_MEASURE_OTHER,
	REASON_LIMIT_OUT, /* the spending is outside a bound of the condition */
	/* check: not for the asker to say */
	REASON_DRAFT,
	REASON_NOT_YET,
	REASON_UNSTATED,
	REASON_UNDETERMINED,
	REASON_RECIPIENT_UNASKED,
	REASON_UNDER_LEAST,
	/* check: until the asker says that it is met */
	REASON_RECIPIENT_UNSAID,
	REASON_RECIPIENT_OPEN,
	REASON_RECIPIENT_NARROWED,
	REASON_LIMIT_OPEN, /* the same, where the spending may be of something else */
	REASON_CONDITIONS,
	REASON_BASIS_NARROWED,
	REASON_PART_CEILING,
	REASONS,
	REASONS_CERTAIN = REASON_DRAFT,             /* those before it */
	REASONS_MEETABLE = REASON_RECIPIENT_UNSAID, /* from it on */
};

/* Why an amount is not in the total. */
enum left {
	LEFT_NONE,
	LEFT_NOT,      /* no answer to add */
	LEFT_DRAFT,    /* what is a draft may come otherwise */
	LEFT_NOT_YET,  /* not yet in force */
	LEFT_AMOUNT,   /* none could be worked out */
	LEFT_CURRENCY, /* foreign */
	LEFT_PERIOD,   /* paid by the month or the like */
	LEFT_GROUP,    /* another row of the group is higher, or as high and before it */
	LEFT_UNASKED,  /* the query does not say what for: there is no total */
};

/* What else is said of a row, before or behind its own words. */
enum phrase {
	PHRASE_ENDED,    /* before the rule of what has expired */
	PHRASE_BASIS,    /* behind the rule: other_basis */
	PHRASE_NONE,     /* there is no amount */
	PHRASE_WITH,     /* before the rows that may be had together with it */
	PHRASE_LEFT,     /* before why it is not in the total */
	PHRASE_GONE,     /* before how many of an answer are `ended` */
	PHRASE_SURE,     /* before the sum of what fits */
	PHRASE_POSSIBLE, /* before that of what may fit too */
	PHRASE_EMPTY,    /* there are no rows */
	PHRASE_STACKING, /* before how support of the policy combines */
	PHRASE_STANDARD, /* before the 标准 of the row, on the page */
	PHRASE_MET,      /* what the asker may say of it, on the page */
	PHRASES
};

struct estimate_row {
	const struct support *support;
	enum answer answer;
	uint32_t reasons;  /* a bit each */
	bool ended;        /* it does not fit, and only because it has expired */
	bool worked;       /* there is a rule: it does not fit at most because it has expired */
	bool has_amount;   /* false where it is not worked out */
	int64_t low, high; /* whole units of the row's currency */
	bool of_spend;     /* worked out as a ratio of the spending */
	bool other_basis;  /* it has a ratio, but of another basis, or of none that is clear */
	const struct support *ceiling; /* the row whose ceiling cut the amount; NULL */
	size_t group;
	size_t set; /* of the rows of its group that are had together with it, the first's place */
	enum left left; /* of `possible` */
	bool sure;      /* counts in `sure` */
};

struct estimate_sum {
	int64_t low, high;
	size_t rows;
};

struct estimate {
	const struct collection *collection;
	struct estimate_query query;
	struct estimate_row *rows; /* own region first, then those above; in collection order */
	size_t rows_n;
	bool has_sums;
	struct estimate_sum sure, possible; /* of what fits; of what may fit too */
};

/* The result lives in the arena. */
struct estimate *estimate_make(
    struct arena *a, const struct collection *c, const struct estimate_query *q);
/* Parse and work out the worked examples of the collection; reports those that are wrong. */
void estimate_check_examples(const struct collection *c);

/* ----------------------------------------------------------------- in words, rule.c */

const char *answer_key(enum answer a);   /* fits */
const char *answer_words(enum answer a); /* 符合 */
const char *reason_key(enum reason r);   /* recipient-narrowed */
/* Chinese; {recipient}, {conditions}, {limit}, {basis}, {status} stand for what the row says. */
const char *reason_pattern(enum reason r);
const char *left_key(enum left l); /* NULL for LEFT_NONE */
const char *left_words(enum left l);
const char *phrase_key(enum phrase p);
const char *phrase_words(enum phrase p);
/* Whether a reader is told of it: not where the answer, the amount or the total says so. */
bool left_is_told(const struct estimate_row *r);
/* The same with the row's own words. */
const char *reason_words(struct arena *a, enum reason r, const struct support *s);
/*
 * Of a row that is worked out: 研发投入1200万元 × 20% = 240万元，最高500万元 → 240万元, with
 * 失效前： before it where it has expired.
 */
const char *estimate_rule(struct arena *a, const struct estimate *e, const struct estimate_row *r);
/* Which rows may be had together with one: 可同时享受、相加的：国家级示范项目; NULL for none. */
const char *estimate_with(struct arena *a, const struct support *s);
/* What a query asks: 杭州市、浙江省；身份：企业；用途：研发补助；投入和支出1200万元. */
const char *estimate_asked(struct arena *a, const struct estimate_query *q);
const char *estimate_sum_words(struct arena *a, const struct estimate_sum *s);

/* ---------------------------------------------------------------------- report.c */

/* A line of JSON, without line break; a table for people. */
void estimate_json(const struct estimate *e, struct buf *out);
void estimate_report(const struct estimate *e, struct buf *out);

#endif
