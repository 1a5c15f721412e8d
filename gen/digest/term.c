/*
 * Terms of validity: from YAML to what the source states, and from that to
 * first and last day, status and its reason at a given date. A term is
 * absolute, counted from the date of issue, or that of another document.
 * Nothing is guessed: a day that the source does not give stays unknown, and the
 * status says so.
 */
#include "digest/digest_parts.h"

#include <string.h>

enum { NOTICE = 90 }; /* days before the last one */

static const struct {
	const char *key, *words;
} statuses[] = {
    [STATUS_DRAFT] = {"draft", "征求意见稿"},
    [STATUS_NOT_YET] = {"not_yet", "尚未施行"},
    [STATUS_IN_FORCE] = {"in_force", "有效期内"},
    [STATUS_EXPIRED] = {"expired", "已失效"},
    [STATUS_UNSTATED] = {"unstated", "未载明期限"},
    [STATUS_UNDETERMINED] = {"undetermined", "无法确定"},
};

const enum status status_order[STATUSES] = {STATUS_IN_FORCE, STATUS_NOT_YET, STATUS_UNSTATED,
    STATUS_UNDETERMINED, STATUS_DRAFT, STATUS_EXPIRED};

int status_rank(enum status s)
{
	int rank = 0;

	while (status_order[rank] != s)
		rank++;
	return rank;
}

const char *status_key(enum status s)
{
	return statuses[s].key;
}

const char *status_words(enum status s)
{
	return statuses[s].words;
}

/* ---------------------------------------------------------------- reading */

static void report(struct place p, const char *code, const char *text)
{
	diag(p, DIAG_ERROR, code, "%s", text);
}

static void read_same(struct yaml *v, struct term *t)
{
	t->kind = TERM_SAME;
	t->same_as = yaml_string(v, "same_as", true);
	if (!t->same_as)
		t->kind = TERM_UNSTATED;
	t->place = yaml_find(v, "same_as")->place;
}

/* The event that a term counts from; its date is `issued`. */
static void read_after(struct yaml *v, struct term *t)
{
	static const char day[] = "之日";
	int64_t delay = 0, years = 0;
	size_t n;

	t->kind = TERM_AFTER;
	t->after = yaml_string(v, "after", true);
	yaml_integer(v, "delay_days", false, 0, 3650, &delay);
	yaml_integer(v, "years", false, 1, 99, &years);
	t->delay_days = (int)delay;
	t->years = (int)years;
	n = t->after ? strlen(t->after) : 0;
	if (n < sizeof(day) || strcmp(t->after + n - (sizeof(day) - 1), day) != 0) {
		if (n) {
			report(yaml_find(v, "after")->place, "term-after",
			    "the event is not the day of issue");
			diag_hint("such as 印发之日, 发布之日, 公布之日");
		}
		t->kind = TERM_UNSTATED;
	}
	yaml_date(v, "to", false, &t->to);
	if (years && t->to != DATE_NONE)
		report(yaml_find(v, "years")->place, "term-both",
		    "years and to both say when the term ends");
}

/* The last day of so many years that begin on a day. */
static date last_of(date from, int years)
{
	return date_add_days(date_add_years(from, years), -1);
}

static void read_fixed(struct yaml *v, struct term *t)
{
	bool from = yaml_date(v, "from", false, &t->from), to = yaml_date(v, "to", false, &t->to);
	int64_t years = 0;

	t->kind = TERM_FIXED;
	yaml_integer(v, "years", false, 1, 99, &years);
	if (years && (to || !from))
		report(yaml_find(v, "years")->place, "term-years",
		    "years are counted from the day in from, and there is no to beside them");
	else if (years)
		t->to = last_of(t->from, (int)years);
	if (from && to && t->to < t->from)
		report(yaml_find(v, "to")->place, "term-order", "the term ends before it begins");
	if (!yaml_find(v, "from") && !yaml_find(v, "to"))
		report(v->place, "term-empty", "the term has neither from, to, after nor same_as");
}

void term_read(struct yaml *v, struct term *out)
{
	static const char *const fixed[] = {"from", "to", "years"};
	static const char *const after[] = {"after", "delay_days", "years", "to"};
	static const char *const same[] = {"same_as"};

	*out = (struct term){.from = DATE_NONE, .to = DATE_NONE, .place = v->place};
	if (v->kind != YAML_MAP) {
		report(v->place, "term-type", "a term is a map");
		diag_hint("such as {from: 2020-01-13, to: 2023-12-31}");
	} else if (yaml_find(v, "same_as")) {
		read_same(v, out);
		yaml_unused(v, same, LEN(same));
	} else if (yaml_find(v, "after")) {
		read_after(v, out);
		yaml_unused(v, after, LEN(after));
	} else {
		read_fixed(v, out);
		yaml_unused(v, fixed, LEN(fixed));
	}
}

/* -------------------------------------------------------------- resolving */

void term_check_chain(struct policy *p)
{
	const struct policy *slow = p, *fast = p;
	struct buf way = {0};

	do { /* two walkers meet only on a ring */
		slow = slow->term.same;
		fast = fast->term.same ? fast->term.same->term.same : NULL;
		if (!fast)
			return;
	} while (slow != fast && fast != p);
	while (fast != p) { /* meeting on a ring that p only leads to */
		fast = fast->term.same;
		if (fast == slow)
			return;
	}
	for (slow = p->term.same; slow != p; slow = slow->term.same)
		buf_printf(&way, "%s → ", slow->slug);
	diag(p->term.place, DIAG_ERROR, "term-circle", "the term is that of itself: %s → %s%s",
	    p->slug, way.s ? way.s : "", p->slug);
	p->term.same = NULL;
	buf_free(&way);
}

/* First and last day of a term that does not refer to another document. */
static void count_days(const struct policy *p, date *start, date *end)
{
	const struct term *t = &p->term;

	*start = t->from;
	*end = t->to;
	if (t->kind != TERM_AFTER || p->issued == DATE_NONE)
		return;
	*start = date_add_days(p->issued, t->delay_days);
	if (t->years)
		*end = last_of(*start, t->years);
}

static enum status status_at(date start, date end, date at)
{
	if (end != DATE_NONE && at > end)
		return STATUS_EXPIRED;
	if (start != DATE_NONE && at < start)
		return STATUS_NOT_YET;
	return start != DATE_NONE && end != DATE_NONE ? STATUS_IN_FORCE : STATUS_UNDETERMINED;
}

/* 印发之日 without a date of issue. */
static const char *unissued_words(struct arena *a, const struct term *t, const char *to)
{
	const char *event = arena_dupn(a, t->after, strlen(t->after) - strlen("之日"));

	if (t->years)
		return arena_printf(a, "未载明%s日期，起止日期无法推算", event);
	if (t->to != DATE_NONE)
		return arena_printf(a, "未载明%s日期，施行日期无法推算，有效期至%s", event, to);
	return arena_printf(a, "未载明%s日期，施行日期无法推算，也未载明有效期", event);
}

bool term_is_planned(const struct policy *p)
{
	for (size_t i = 0; i < p->inferred_n; i++)
		if (strcmp(p->inferred[i], "term") == 0)
			return true;
	return false;
}

/* The dates in words, or why there are none. */
static const char *term_words(struct arena *a, const struct policy *p, date start, date end)
{
	const struct term *t = &p->term;
	char from[32] = "", to[32] = "";

	if (start != DATE_NONE)
		date_words(start, from);
	if (end != DATE_NONE)
		date_words(end, to);
	if (t->kind == TERM_UNSTATED)
		return "未载明施行日期和有效期";
	if (t->kind == TERM_AFTER && start == DATE_NONE)
		return unissued_words(a, t, to);
	if (start == DATE_NONE)
		return arena_printf(a, "有效期至%s，未载明施行日期", to);
	if (end == DATE_NONE)
		return arena_printf(a, "自%s起施行，未载明有效期", from);
	if (term_is_planned(p))
		return arena_printf(a, "未载明有效期，按规划期%s至%s判定", from, to);
	return arena_printf(a, "自%s起施行，有效期至%s", from, to);
}

/* base is where the chain of same_as ends. */
static const char *same_words(
    struct arena *a, const struct policy *p, const struct policy *base, const char *base_words)
{
	static const char outside[] = "该文件未收录，起止日期无法推算";

	if (p == base)
		return arena_printf(a, "施行期限与%s相同，%s", p->term.same_as, outside);
	if (base->term.kind == TERM_SAME)
		return arena_printf(a, "施行期限与《%s》相同，即与%s相同，%s",
		    p->term.same->short_title, base->term.same_as, outside);
	return arena_printf(a, "施行期限与《%s》相同，%s", p->term.same->short_title, base_words);
}

static void check_order(const struct policy *p)
{
	if (p->term.kind == TERM_AFTER && p->start != DATE_NONE && p->end != DATE_NONE &&
	    p->end < p->start)
		report(p->term.place, "term-issued",
		    "counted from the date of issue, the term ends before it begins");
}

/* What an editor, or a job that builds every night, is told in time. */
static void note_end(const struct policy *p, date as_of)
{
	char day[11];

	if (p->stage == STAGE_DRAFT || p->end == DATE_NONE || p->end < as_of ||
	    p->end > date_add_days(as_of, NOTICE))
		return;
	date_format(p->end, day);
	diag(p->term.place, DIAG_NOTE, "term-ending", "the term ends on %s", day);
	diag_hint("has it been prolonged, or is there a new document?");
}

void term_resolve(struct arena *a, struct policy *p, date as_of)
{
	const struct policy *base = p;

	while (base->term.kind == TERM_SAME && base->term.same)
		base = base->term.same;
	count_days(base, &p->start, &p->end);
	check_order(p);
	p->status = status_at(p->start, p->end, as_of);
	if (base->term.kind != TERM_SAME)
		p->status_reason = term_words(a, base, p->start, p->end);
	if (p->term.kind == TERM_SAME)
		p->status_reason = same_words(a, p, base, p->status_reason);
	if (p->term.kind == TERM_UNSTATED)
		p->status = STATUS_UNSTATED;
	if (p->stage == STAGE_DRAFT) {
		p->status = STATUS_DRAFT;
		p->status_reason = "不是正式文件，不作为执行依据";
	}
	note_end(p, as_of);
}
