/*
 * reading.h: records that pages of the site are made of and no struct of
 * digest.h holds, and the functions that work them out. Each function takes a
 * record of the collection; lists live in the rendering's arena.
 */
#ifndef READING_H
#define READING_H

#include "template/parts.h"

/* ------------------------------------------------------- policies beside one, derive_kin.c */

enum { KIN_MOST = 8 };

struct kin {
	const struct policy *policy;
	const char **reasons; /* 同为算力、人才; the strongest first */
	size_t reasons_n;
};

struct value derive_policy_kin(const void *policy, const struct context *x);

/* ----------------------------------------------------------- who to ask, derive_duty.c */

/* What one unit has to do for one policy. */
struct duty {
	const char *written; /* as the policy first names it */
	const struct department *department;
	const struct support **supports;
	size_t supports_n;
};

enum { DUTY_ROWS = 500, DUTY_ROWS_LEAST = 10 }; /* of the page of a region; of each of its units */

struct value derive_department_first(const void *department, const struct context *x);
struct value derive_department_more(const void *department, const struct context *x);
struct value derive_policy_duties(const void *policy, const struct context *x);

/* ----------------------------------------------------------- references, derive_cite.c */

/* What a reader looks for and the source does not say: 发文机关, 文号, dates. */
struct value derive_policy_unsaid(const void *policy, const struct context *x);
struct value derive_policy_reference(const void *policy, const struct context *x);
struct value derive_policy_own_reference(const void *policy, const struct context *x);

/* ---------------------------------------------------------------- time, derive_time.c */

struct due {
	const struct policy *policy;
	int32_t days; /* from the day of judgement to the last one in force, or from the first */
	bool soon;    /* within 30 */
};

/* The years of a plan are no term of validity. */
enum event_what { EVENT_ISSUED, EVENT_START, EVENT_PLAN, EVENT_END, EVENT_PLAN_END };

struct event {
	date day;
	enum event_what what;
	const struct policy *policy;
};

struct year_events {
	int32_t year;
	bool ahead; /* has days after that of judgement */
	const struct event *events;
	size_t events_n;
};

struct value derive_site_ending(const void *collection, const struct context *x);
struct value derive_site_ended(const void *collection, const struct context *x);
struct value derive_site_began(const void *collection, const struct context *x);
struct value derive_site_coming(const void *collection, const struct context *x);
struct value derive_site_next_ends(const void *collection, const struct context *x);
struct value derive_site_last_ends(const void *collection, const struct context *x);
struct value derive_site_recent(const void *collection, const struct context *x);
struct value derive_site_years(const void *collection, const struct context *x);

/* ------------------------------------------------- documents, derive_network.c, chart_network.c */

struct year_documents {
	int32_t year; /* 0: without a number */
	const struct document *documents;
	size_t documents_n;
};

struct value derive_site_document_years(const void *collection, const struct context *x);
struct value derive_site_chains(const void *collection, const struct context *x);
struct value derive_site_cited(const void *collection, const struct context *x);
struct value derive_site_network(const void *collection, const struct context *x);
struct value derive_site_chain_charts(const void *collection, const struct context *x);

/* Its number, else its title in 《》. */
struct value derive_document_called(const void *document, const struct context *x);
/* Documents that two policies at least cite, most cited first; n is how many. */
const struct document **network_cited(struct arena *a, const struct collection *c, size_t *n);

/* ------------------------------------------------------- comparing, derive_compare.c */

enum compare_state { COMPARE_GIVEN, COMPARE_NONE, COMPARE_UNCOLLECTED };
extern const struct words compare_list, event_list; /* words.c */

/* What one region says of one measure. */
struct compare_row {
	const struct measure *measure;
	const struct region *region;
	enum compare_state state;
	const struct support **supports; /* kinds apart, the largest first */
	size_t supports_n;
	struct best *bests; /* one a kind */
	size_t bests_n;
};

/* The largest of one kind, of those that can be had where there are any. */
struct best {
	const struct support *support;
	int32_t rows; /* that compare with it */
};

/* What one region says of all measures. */
struct compare_line {
	const struct region *region;
	bool collected;
	struct compare_row *cells;
	size_t cells_n;
};

struct value derive_measure_compared(const void *measure, const struct context *x);
struct value derive_part_compared(const void *part, const struct context *x); /* of regions */
struct value derive_site_compared(const void *collection, const struct context *x);
struct value derive_support_amount(const void *support, const struct context *x);
struct value derive_support_yuan(const void *support, const struct context *x);
struct value derive_support_ratio(const void *support, const struct context *x);
struct value derive_support_per(const void *support, const struct context *x);
struct value derive_support_years(const void *support, const struct context *x);
struct value derive_support_brief(const void *support, const struct context *x);

/* -------------------------------------------------------------- regions, chart_regions.c */

struct value derive_site_region_charts(const void *collection, const struct context *x);
struct value derive_region_crowded(const void *region, const struct context *x);
struct value derive_region_kinds(const void *region, const struct context *x);
struct value derive_region_rows(const void *region, const struct context *x);
struct value derive_region_current_kinds(const void *region, const struct context *x);

#endif
