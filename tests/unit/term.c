/* Status, dates and reasons of terms at a day, and what a term may not say. */
#include "digest/digest_parts.h"
#include "unit.h"

static struct arena *memory;

static date day(const char *s)
{
	date d = DATE_NONE;

	CHECK(date_parse(s, &d));
	return d;
}

/* A policy whose term is written as YAML. */
static struct policy policy_of(const char *yaml)
{
	struct policy p = {.slug = "x", .short_title = "某某政策", .issued = DATE_NONE};

	p.term.from = p.term.to = DATE_NONE;
	if (yaml)
		term_read(yaml_parse(memory, "term", 1, yaml, strlen(yaml)), &p.term);
	return p;
}

static void is(struct policy *p, const char *at, enum status status, const char *reason)
{
	term_resolve(memory, p, day(at));
	CHECK_STR(status_key(p->status), status_key(status));
	CHECK_STR(p->status_reason, reason);
}

static void fixed(void)
{
	static const char reason[] = "自2020年1月13日起施行，有效期至2023年12月31日";
	struct policy p = policy_of("{from: 2020-01-13, to: 2023-12-31}");

	is(&p, "2020-01-12", STATUS_NOT_YET, reason);
	is(&p, "2020-01-13", STATUS_IN_FORCE, reason);
	is(&p, "2023-12-31", STATUS_IN_FORCE, reason);
	is(&p, "2024-01-01", STATUS_EXPIRED, reason);
	CHECK(p.start == day("2020-01-13") && p.end == day("2023-12-31"));
}

static void counted(void)
{
	struct policy p = policy_of("{from: 2021-11-12, years: 2}");

	is(&p, "2023-11-11", STATUS_IN_FORCE, "自2021年11月12日起施行，有效期至2023年11月11日");
	is(&p, "2023-11-12", STATUS_EXPIRED, "自2021年11月12日起施行，有效期至2023年11月11日");
}

/* The years of a plan are no term of validity in words. */
static void planned(void)
{
	static const char *inferred[] = {"region", "term"};
	struct policy p = policy_of("{from: 2020-01-01, to: 2022-12-31}");

	p.inferred = inferred;
	p.inferred_n = 1;
	CHECK(!term_is_planned(&p));
	p.inferred_n = 2;
	is(&p, "2022-12-31", STATUS_IN_FORCE,
	    "未载明有效期，按规划期2020年1月1日至2022年12月31日判定");
}

static void one_end(void)
{
	struct policy from = policy_of("{from: 2020-01-13}"), to = policy_of("{to: 2023-12-31}");

	is(&from, "2020-01-12", STATUS_NOT_YET, "自2020年1月13日起施行，未载明有效期");
	is(&from, "2020-01-13", STATUS_UNDETERMINED, "自2020年1月13日起施行，未载明有效期");
	is(&to, "2023-12-31", STATUS_UNDETERMINED, "有效期至2023年12月31日，未载明施行日期");
	is(&to, "2024-01-01", STATUS_EXPIRED, "有效期至2023年12月31日，未载明施行日期");
}

static void unstated(void)
{
	struct policy p = policy_of(NULL);

	is(&p, "2020-01-01", STATUS_UNSTATED, "未载明施行日期和有效期");
	p.stage = STAGE_DRAFT;
	is(&p, "2020-01-01", STATUS_DRAFT, "不是正式文件，不作为执行依据");
}

static void draft_is_always_draft(void)
{
	struct policy p = policy_of("{from: 2020-01-13, to: 2023-12-31}");

	p.stage = STAGE_DRAFT;
	is(&p, "2021-01-01", STATUS_DRAFT, "不是正式文件，不作为执行依据");
	p.stage = STAGE_REVISED;
	is(&p, "2021-01-01", STATUS_IN_FORCE, "自2020年1月13日起施行，有效期至2023年12月31日");
}

static void delayed(void)
{
	static const char reason[] = "自2019年3月31日起施行，有效期至2023年3月30日";
	struct policy p = policy_of("{after: 印发之日, delay_days: 30, years: 4}");

	is(&p, "2020-01-01", STATUS_UNDETERMINED, "未载明印发日期，起止日期无法推算");
	CHECK(p.start == DATE_NONE && p.end == DATE_NONE);
	p.issued = day("2019-03-01");
	is(&p, "2019-03-30", STATUS_NOT_YET, reason);
	is(&p, "2019-03-31", STATUS_IN_FORCE, reason);
	is(&p, "2023-03-30", STATUS_IN_FORCE, reason);
	is(&p, "2023-03-31", STATUS_EXPIRED, reason);
}

static void delayed_to_a_day(void)
{
	static const char unknown[] = "未载明公布日期，施行日期无法推算，有效期至2023年12月31日";
	struct policy p = policy_of("{after: 公布之日, delay_days: 30, to: 2023-12-31}");

	is(&p, "2023-12-31", STATUS_UNDETERMINED, unknown);
	is(&p, "2024-01-01", STATUS_EXPIRED, unknown);
	p.issued = day("2020-12-02");
	is(&p, "2021-01-01", STATUS_IN_FORCE, "自2021年1月1日起施行，有效期至2023年12月31日");
}

static void without_an_end(void)
{
	struct policy p = policy_of("{after: 发布之日}");

	is(&p, "2020-01-01", STATUS_UNDETERMINED,
	    "未载明发布日期，施行日期无法推算，也未载明有效期");
	p.issued = day("2020-01-01");
	is(&p, "2019-12-31", STATUS_NOT_YET, "自2020年1月1日起施行，未载明有效期");
	is(&p, "2020-01-01", STATUS_UNDETERMINED, "自2020年1月1日起施行，未载明有效期");
}

static void leap_year(void)
{
	struct policy p = policy_of("{after: 印发之日, years: 1}");

	p.issued = day("2020-02-29");
	is(&p, "2021-02-27", STATUS_IN_FORCE, "自2020年2月29日起施行，有效期至2021年2月27日");
}

static void inherited(void)
{
	struct policy base = policy_of("{from: 2020-01-13, to: 2023-12-31}");
	struct policy middle = policy_of("{same_as: base}"), top = policy_of("{same_as: middle}");

	base.short_title = "甲";
	middle.short_title = "乙";
	middle.term.same = &base;
	top.term.same = &middle;
	is(&top, "2021-01-01", STATUS_IN_FORCE,
	    "施行期限与《乙》相同，自2020年1月13日起施行，有效期至2023年12月31日");
	CHECK(top.start == day("2020-01-13") && top.end == day("2023-12-31"));
	base.stage = STAGE_DRAFT;
	is(&top, "2024-01-01", STATUS_EXPIRED,
	    "施行期限与《乙》相同，自2020年1月13日起施行，有效期至2023年12月31日");
	base.term.kind = TERM_UNSTATED;
	base.term.from = base.term.to = DATE_NONE;
	is(&middle, "2021-01-01", STATUS_UNDETERMINED,
	    "施行期限与《甲》相同，未载明施行日期和有效期");
}

static void outside(void)
{
	struct policy p = policy_of("{same_as: 成办函〔2019〕15号}"),
		      top = policy_of("{same_as: x}");

	is(&p, "2020-01-01", STATUS_UNDETERMINED,
	    "施行期限与成办函〔2019〕15号相同，该文件未收录，起止日期无法推算");
	top.term.same = &p;
	is(&top, "2020-01-01", STATUS_UNDETERMINED,
	    "施行期限与《某某政策》相同，即与成办函〔2019〕15号相同，该文件未收录，起止日期无法推"
	    "算");
}

/* A ring is cut at the policy that was asked; what only leads to a ring is not on it. */
static void circles(void)
{
	struct policy p[3] = {
	    policy_of("{same_as: b}"), policy_of("{same_as: c}"), policy_of("{same_as: b}")};

	p[0].term.same = &p[1];
	p[1].term.same = &p[2];
	p[2].term.same = &p[1];
	diag_reset();
	term_check_chain(&p[0]);
	CHECK(diag_errors() == 0 && p[0].term.same == &p[1]);
	term_check_chain(&p[1]);
	CHECK(diag_errors() == 1 && p[1].term.same == NULL);
	term_check_chain(&p[2]);
	CHECK(diag_errors() == 1);
	p[2].term.same = &p[2];
	term_check_chain(&p[2]);
	CHECK(diag_errors() == 2 && p[2].term.same == NULL);
}

static void wrong(void)
{
	static const char *const terms[] = {"{}", "2020", "[]", "{from: 2020-02-30}",
	    "{from: 2020-01-02, to: 2020-01-01}", "{after: 印发}", "{after: 之日}",
	    "{after: 印发之日, years: 0}", "{after: 印发之日, delay_days: -1}",
	    "{after: 印发之日, years: 1, to: 2020-01-01}", "{same_as: a, from: 2020-01-01}",
	    "{from: 2020-01-01, until: 2021-01-01}", "{same_as: []}"};

	for (size_t i = 0; i < LEN(terms); i++) {
		diag_reset();
		policy_of(terms[i]);
		CHECK(diag_errors() == 1);
	}
	diag_reset();
}

int main(void)
{
	memory = arena_new();
	fixed();
	counted();
	planned();
	one_end();
	unstated();
	draft_is_always_draft();
	delayed();
	delayed_to_a_day();
	without_an_end();
	leap_year();
	inherited();
	outside();
	circles();
	wrong();
	CHECK(diag_errors() == 0);
	arena_free(memory);
	return unit_end();
}
