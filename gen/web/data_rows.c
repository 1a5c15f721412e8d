/*
 * A row of supports, of pools, of targets: its values in the order of the columns that
 * tables.c names. For the tables of all, data.c, and for parts of them, data_parts.c.
 */
#include "web/data_rows.h"

static void put_of(struct rows *r, struct arena *a, const struct support *s)
{
	const char **ids = arena_array(a, const char *, s->of_n + 1);

	for (size_t i = 0; i < s->of_n; i++)
		ids[i] = s->of[i]->id;
	rows_texts(r, ids, s->of_n);
}

static void put_standard(struct rows *r, const struct standard *t)
{
	rows_word(r, support_kind_key(t->kind), support_kind_words(t->kind));
	rows_integer(r, t->amount, t->has_amount);
	rows_integer(r, t->amount_min, t->has_min);
	rows_text(r, t->has_amount ? t->currency : NULL);
	rows_text(r, t->unit);
	rows_thousandths(r, t->ratio, t->has_ratio);
	rows_text(r, t->basis);
	rows_text(r, t->period);
	rows_integer(r, t->years, t->years > 0);
}

/* As written, or the keys of the units: without departments.yml there are none. */
static void put_departments(struct rows *r, struct arena *a, const struct support *s, bool keys)
{
	const char **v = arena_array(a, const char *, s->departments_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s->departments_n; i++) {
		const struct responsible *d = &s->departments[i];

		if (!keys)
			v[n++] = d->written;
		else if (d->department)
			v[n++] = d->department->anchor;
	}
	rows_texts(r, v, n);
}

static void put_recipients(struct rows *r, struct arena *a, const struct support *s)
{
	const char **v = arena_array(a, const char *, s->recipient_kinds_n + 1);

	for (size_t i = 0; i < s->recipient_kinds_n; i++)
		v[i] = s->recipient_kinds[i]->key;
	rows_texts(r, v, s->recipient_kinds_n);
}

void data_support_put(struct rows *r, struct arena *a, const struct support *s)
{
	rows_text(r, s->id);
	rows_text(r, s->policy->slug);
	rows_text(r, s->policy->region->key);
	rows_text(r, s->clause.label);
	rows_text(r, s->item);
	rows_text(r, s->recipient);
	rows_text(r, s->measure->key);
	put_standard(r, &s->standard);
	put_of(r, a, s);
	rows_flag(r, s->standard.shared_cap);
	rows_text(r, s->conditions);
	put_departments(r, a, s, false);
	rows_text(r, s->text);
	rows_word(r, status_key(s->policy->status), status_words(s->policy->status));
	put_departments(r, a, s, true);
	put_recipients(r, a, s);
}

void data_pool_put(struct rows *r, const struct pool *p)
{
	rows_text(r, p->id);
	rows_text(r, p->policy->slug);
	rows_text(r, p->policy->region->key);
	rows_text(r, p->clause.label);
	rows_text(r, p->name);
	rows_word(r, p->nature == NATURE_FUND ? "fund" : "budget",
	    p->nature == NATURE_FUND ? "基金" : "预算");
	rows_integer(r, p->size.amount, true);
	rows_text(r, p->size.currency);
	rows_text(r, p->size.period);
	rows_text(r, p->size.qualifier);
	rows_text(r, p->note);
	rows_text(r, p->text);
	rows_word(r, status_key(p->policy->status), status_words(p->policy->status));
}

void data_target_put(struct rows *r, const struct goal_row *g)
{
	bool range = g->year_from && g->year_from != g->year;

	rows_text(r, g->id);
	rows_text(r, g->policy->slug);
	rows_text(r, g->policy->region->key);
	rows_text(r, g->clause.label);
	rows_integer(r, g->year, g->year > 0);
	rows_integer(r, g->year_from, range);
	rows_flag(r, g->every_year);
	rows_text(r, g->indicator);
	rows_text(r, g->goal.comparator);
	rows_thousandths(r, g->goal.value, true);
	rows_thousandths(r, g->goal.value_max, g->goal.value_max != g->goal.value);
	rows_text(r, g->goal.unit && *g->goal.unit ? g->goal.unit : NULL);
	rows_text(r, g->note);
	rows_text(r, g->text);
	rows_word(r, status_key(g->policy->status), status_words(g->policy->status));
}
