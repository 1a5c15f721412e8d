/*
 * Terms by time: what ends within 90 days of the day of judgement, what ended
 * and began in the year before it, what is to begin; and every day that a policy
 * gives (issue, first and last day in force) by year, latest first. Drafts are
 * not in force and end nothing, but their days are listed. The years of a plan
 * are no term: they stand in the list by year alone, under names of their own.
 * The first few of what ends, has ended and was changed are for the home page.
 */
#include <stdlib.h>

#include "template/reading.h"

enum { SOON = 30, LATER = 90, PAST = 365, NEWS = 5 };

/* Policies whose day lies between two others, both included, nearest first. */
struct span_of_days {
	date from, to;
	bool ends;   /* their last day counts, else their first */
	bool upward; /* the earliest first */
};

static int compare_due(const void *a, const void *b)
{
	const struct due *x = a, *y = b;

	if (x->days != y->days)
		return x->days - y->days;
	return x->policy->order < y->policy->order ? -1 : x->policy->order > y->policy->order;
}

static struct value collect(
    const struct collection *c, const struct context *x, struct span_of_days span)
{
	struct due *v = arena_array(x->arena, struct due, c->policies_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < c->policies_n; i++) {
		const struct policy *p = c->policies[i];
		date day = span.ends ? p->end : p->start;
		int32_t days;

		if (day == DATE_NONE || day < span.from || day > span.to ||
		    p->stage == STAGE_DRAFT || term_is_planned(p))
			continue;
		days = span.upward ? day - c->as_of : c->as_of - day;
		v[n++] = (struct due){p, days, days <= SOON};
	}
	if (n)
		qsort(v, n, sizeof(*v), compare_due);
	return (struct value){.items = v, .n = n, .stride = sizeof(*v)};
}

struct value derive_site_ending(const void *collection, const struct context *x)
{
	const struct collection *c = collection;

	return collect(c, x, (struct span_of_days){c->as_of, c->as_of + LATER, true, true});
}

struct value derive_site_ended(const void *collection, const struct context *x)
{
	const struct collection *c = collection;

	return collect(c, x, (struct span_of_days){c->as_of - PAST, c->as_of - 1, true, false});
}

struct value derive_site_began(const void *collection, const struct context *x)
{
	const struct collection *c = collection;

	return collect(c, x, (struct span_of_days){c->as_of - PAST, c->as_of, false, false});
}

struct value derive_site_coming(const void *collection, const struct context *x)
{
	const struct collection *c = collection;

	return collect(c, x, (struct span_of_days){c->as_of + 1, INT32_MAX, false, true});
}

/* ----------------------------------------------------------------------- at the door */

/* The first few: what the home page has room for, however many policies there are. */
static struct value first(struct value v)
{
	v.n = MIN(v.n, NEWS);
	return v;
}

struct value derive_site_next_ends(const void *collection, const struct context *x)
{
	const struct collection *c = collection;

	return first(collect(c, x, (struct span_of_days){c->as_of, INT32_MAX, true, true}));
}

struct value derive_site_last_ends(const void *collection, const struct context *x)
{
	return first(derive_site_ended(collection, x));
}

static int compare_update(const void *a, const void *b)
{
	const struct policy *x = *(const struct policy *const *)a;
	const struct policy *y = *(const struct policy *const *)b;

	if (x->updated != y->updated)
		return x->updated > y->updated ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

struct value derive_site_recent(const void *collection, const struct context *x)
{
	const struct collection *c = collection;
	const struct policy **v = arena_array(x->arena, const struct policy *, c->policies_n + 1);

	for (size_t i = 0; i < c->policies_n; i++)
		v[i] = c->policies[i];
	if (c->policies_n)
		qsort(v, c->policies_n, sizeof(*v), compare_update);
	return first((struct value){.items = v, .n = c->policies_n});
}

/* --------------------------------------------------------------------------- by year */

static int compare_event(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	if (x->policy != y->policy)
		return x->policy->order < y->policy->order ? -1 : 1;
	return (int)x->what - (int)y->what;
}

static size_t add(struct event *v, size_t n, date day, enum event_what what, const struct policy *p)
{
	if (day == DATE_NONE)
		return n;
	v[n] = (struct event){day, what, p};
	return n + 1;
}

struct value derive_site_years(const void *collection, const struct context *x)
{
	const struct collection *c = collection;
	struct event *all = arena_array(x->arena, struct event, 3 * c->policies_n + 1);
	struct year_events *v = arena_array(x->arena, struct year_events, 3 * c->policies_n + 1);
	size_t n = 0, years = 0;

	for (size_t i = 0; i < c->policies_n; i++) {
		const struct policy *p = c->policies[i];
		bool plan = term_is_planned(p);

		n = add(all, n, p->issued, EVENT_ISSUED, p);
		n = add(all, n, p->start, plan ? EVENT_PLAN : EVENT_START, p);
		n = add(all, n, p->end, plan ? EVENT_PLAN_END : EVENT_END, p);
	}
	if (n)
		qsort(all, n, sizeof(*all), compare_event);
	for (size_t i = 0; i < n; i++) {
		int year, month, day;

		date_split(all[i].day, &year, &month, &day);
		if (years == 0 || v[years - 1].year != year)
			v[years++] = (struct year_events){year, all[i].day > c->as_of, &all[i], 0};
		v[years - 1].events_n++;
	}
	return (struct value){.items = v, .n = years, .stride = sizeof(*v)};
}
