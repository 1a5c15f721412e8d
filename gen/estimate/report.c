/*
 * An estimate for programs, as a line of JSON, and for people, as a list by
 * answer. Columns are not aligned: Chinese text is as wide as the terminal says.
 */
#include "estimate/estimate_parts.h"

/* ------------------------------------------------------------------- JSON */

static void put_string(struct buf *b, const char *s)
{
	buf_putc(b, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			buf_putc(b, '\\');
		buf_putc(b, *s);
	}
	buf_putc(b, '"');
}

static void put_reasons(struct buf *b, const struct estimate_row *r)
{
	const char *comma = "";

	buf_puts(b, "\"reasons\":[");
	for (int i = 0; i < REASONS; i++)
		if (r->reasons & 1u << i) {
			buf_printf(b, "%s\"%s\"", comma, reason_key((enum reason)i));
			comma = ",";
		}
	buf_putc(b, ']');
}

static void put_with(struct buf *b, const struct support *s)
{
	const struct policy *p = s->policy;
	const char *comma = "";

	buf_puts(b, ",\"with\":[");
	for (size_t i = 0; i < p->supports_n; i++)
		if (support_is_with(s, &p->supports[i])) {
			buf_printf(b, "%s\"%s\"", comma, p->supports[i].id);
			comma = ",";
		}
	buf_putc(b, ']');
}

static void put_row(
    struct buf *b, struct arena *a, const struct estimate *e, const struct estimate_row *r)
{
	buf_printf(b, "{\"id\":\"%s\",\"answer\":\"%s\",", r->support->id, answer_key(r->answer));
	put_reasons(b, r);
	if (r->has_amount)
		buf_printf(b, ",\"low\":%lld,\"high\":%lld", (long long)r->low, (long long)r->high);
	else
		buf_puts(b, ",\"low\":null,\"high\":null");
	buf_printf(b,
	    ",\"currency\":\"%s\",\"status\":\"%s\",\"clause\":", r->support->standard.currency,
	    status_key(r->support->policy->status));
	put_string(b, r->support->clause.label);
	buf_puts(b, ",\"rule\":");
	if (r->worked)
		put_string(b, estimate_rule(a, e, r));
	else
		buf_puts(b, "null");
	put_with(b, r->support);
	if (r->left == LEFT_NONE)
		buf_puts(b, ",\"left\":null}");
	else
		buf_printf(b, ",\"left\":\"%s\"}", left_key(r->left));
}

static void put_sum(struct buf *b, const char *name, const struct estimate_sum *s, bool there)
{
	if (there)
		buf_printf(b, ",\"%s\":{\"low\":%lld,\"high\":%lld,\"rows\":%zu}", name,
		    (long long)s->low, (long long)s->high, s->rows);
	else
		buf_printf(b, ",\"%s\":null", name);
}

void estimate_json(const struct estimate *e, struct buf *out)
{
	struct arena *a = arena_new();

	buf_puts(out, "{\"query\":");
	put_string(out, e->query.written);
	buf_puts(out, ",\"rows\":[");
	for (size_t i = 0; i < e->rows_n; i++) {
		if (i)
			buf_putc(out, ',');
		put_row(out, a, e, &e->rows[i]);
	}
	buf_putc(out, ']');
	put_sum(out, "sure", &e->sure, e->has_sums);
	put_sum(out, "possible", &e->possible, e->has_sums);
	buf_putc(out, '}');
	arena_free(a);
}

/* ------------------------------------------------------------- for people */

static void tell_row(
    struct buf *b, struct arena *a, const struct estimate *e, const struct estimate_row *r)
{
	const struct support *s = r->support;

	buf_printf(b, "  %s %s（%s，%s）\n", s->clause.label, s->item, s->policy->short_title,
	    status_words(s->policy->status));
	if (r->worked)
		buf_printf(b, "    %s\n", estimate_rule(a, e, r));
	for (int i = 0; i < REASONS; i++)
		if (r->reasons & 1u << i)
			buf_printf(b, "    · %s\n", reason_words(a, (enum reason)i, s));
	if (r->worked && estimate_with(a, s))
		buf_printf(b, "    · %s\n", estimate_with(a, s));
	if (s->policy->stacking && r->worked)
		buf_printf(b, "    %s%s\n", phrase_words(PHRASE_STACKING), s->policy->stacking);
	if (left_is_told(r))
		buf_printf(b, "    %s%s\n", phrase_words(PHRASE_LEFT), left_words(r->left));
}

static void tell_rows(
    struct buf *b, struct arena *a, const struct estimate *e, enum answer of, bool worked)
{
	for (size_t i = 0; i < e->rows_n; i++)
		if (e->rows[i].answer == of && e->rows[i].worked == worked)
			tell_row(b, a, e, &e->rows[i]);
}

/* What was worked out first: among what does not fit that is what has only expired. */
static void tell_answer(struct buf *b, struct arena *a, const struct estimate *e, enum answer of)
{
	size_t n = 0, ended = 0;

	for (size_t i = 0; i < e->rows_n; i++) {
		n += e->rows[i].answer == of;
		ended += e->rows[i].answer == of && e->rows[i].ended;
	}
	buf_printf(b, "%s：%zu项", answer_words(of), n);
	if (ended)
		buf_printf(b, "%s%zu项", phrase_words(PHRASE_GONE), ended);
	buf_putc(b, '\n');
	tell_rows(b, a, e, of, true);
	tell_rows(b, a, e, of, false);
}

static void tell_sums(struct buf *b, struct arena *a, const struct estimate *e)
{
	if (!e->has_sums)
		buf_printf(b, "%s\n", left_words(LEFT_UNASKED));
	else
		buf_printf(b, "%s%s%s%s（%s）\n", phrase_words(PHRASE_SURE),
		    estimate_sum_words(a, &e->sure), phrase_words(PHRASE_POSSIBLE),
		    estimate_sum_words(a, &e->possible),
		    "不能重复的只计最高一项，按年发放的计一年");
}

void estimate_report(const struct estimate *e, struct buf *out)
{
	struct arena *a = arena_new();

	if (e->rows_n) {
		for (int i = ANSWER_FITS; i <= ANSWER_NOT; i++)
			tell_answer(out, a, e, (enum answer)i);
		tell_sums(out, a, e);
	} else {
		buf_printf(out, "%s\n", phrase_words(PHRASE_EMPTY));
	}
	buf_printf(out, "%s\n", e->collection->site.disclaimer);
	arena_free(a);
}
