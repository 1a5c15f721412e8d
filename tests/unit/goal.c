/* The cells 规模, 目标值 and 年份. */
#include "digest/digest.h"
#include "unit/unit.h"

static const struct place here = {"cell", 1, 1};

static void goals_keep_exact_thousandths(struct arena *a)
{
	struct goal g;

	CHECK(goal_parse(a, "≥20个", here, &g));
	CHECK_STR(g.comparator, ">=");
	CHECK(g.value == 20000 && g.value_max == 20000);
	CHECK_STR(g.unit, "个");
	CHECK(goal_parse(a, "3.5%", here, &g) && g.value == 3500);
	CHECK_STR(g.comparator, "=");
	CHECK_STR(g.unit, "%");
	CHECK(goal_parse(a, "10—15家", here, &g) && g.value == 10000 && g.value_max == 15000);
	CHECK(goal_parse(a, ">300亿元", here, &g) && g.value == 300000);
	CHECK_STR(g.unit, "亿元");
	CHECK(goal_parse(a, "前3名", here, &g) && g.value == 3000);
	CHECK_STR(g.comparator, "<=");
	CHECK(goal_parse(a, "约0.125P", here, &g) && g.value == 125);
	CHECK_STR(g.comparator, "~");
	CHECK(diag_errors() == 0);
}

static void slips_in_goals_are_refused(struct arena *a)
{
	static const char *const slips[] = {"", "≥", "个", "20", "≥20", "20 个", "10-15家",
	    "15—10家", "10—家", "0.0001家", "20个，", "≥≥2个", "１个", "1,000个",
	    "99999999999999999家", "999999999999999个"};
	struct goal g;

	for (size_t i = 0; i < LEN(slips); i++) {
		diag_reset();
		CHECK(!goal_parse(a, slips[i], here, &g));
		CHECK(diag_errors() == 1);
	}
	diag_reset();
}

static void years_are_read(void)
{
	int from, year;
	bool every;

	CHECK(goal_year_parse("2025", here, &from, &year, &every) && from == 2025 && year == 2025);
	CHECK(!every);
	CHECK(goal_year_parse("2023—2025", here, &from, &year, &every) && from == 2023 &&
	      year == 2025);
	CHECK(goal_year_parse("每年", here, &from, &year, &every) && every && year == 0);
	CHECK(goal_year_parse("—", here, &from, &year, &every) && !every && from == 0 && year == 0);
}

static void slips_in_years_are_refused(void)
{
	static const char *const slips[] = {"", "25", "20255", "2025年", "2025—", "2025-2026",
	    "2025—2023", "2025—2025", "1066", "2025—2026—2027"};
	int from, year;
	bool every;

	for (size_t i = 0; i < LEN(slips); i++) {
		diag_reset();
		CHECK(!goal_year_parse(slips[i], here, &from, &year, &every));
		CHECK(diag_errors() == 1);
	}
	diag_reset();
}

static void sizes_of_pools_are_read(struct arena *a)
{
	struct size_of_pool z;

	CHECK(pool_size_parse(a, "首期200亿元", here, &z) && z.amount == 20000000000);
	CHECK_STR(z.qualifier, "首期");
	CHECK(z.period == NULL);
	CHECK_STR(z.currency, "CNY");
	CHECK(pool_size_parse(a, "每年5亿元", here, &z) && z.amount == 500000000);
	CHECK_STR(z.period, "每年");
	CHECK(z.qualifier == NULL);
	CHECK(pool_size_parse(a, "总规模超过10亿美元", here, &z) && z.amount == 1000000000);
	CHECK_STR(z.qualifier, "总规模超过");
	CHECK_STR(z.currency, "USD");
}

static void slips_in_sizes_are_refused(struct arena *a)
{
	static const char *const slips[] = {"", "首期", "200亿", "首期 200亿元", "1—2亿元",
	    "200亿元以上", "每年首期5亿元", "0亿元", "定额5亿元"};
	struct size_of_pool z;

	for (size_t i = 0; i < LEN(slips); i++) {
		diag_reset();
		CHECK(!pool_size_parse(a, slips[i], here, &z));
		CHECK(diag_errors() == 1);
	}
	diag_reset();
}

int main(void)
{
	struct arena *a = arena_new();

	goals_keep_exact_thousandths(a);
	slips_in_goals_are_refused(a);
	years_are_read();
	slips_in_years_are_refused();
	sizes_of_pools_are_read(a);
	slips_in_sizes_are_refused(a);
	arena_free(a);
	return unit_end();
}
