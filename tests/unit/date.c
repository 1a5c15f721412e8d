/* The calendar: every day of it goes round, and what is no day is refused. */
#include "digest/digest.h"
#include "unit.h"

static void every_day_goes_round(void)
{
	int year, month, day, wrong = 0;
	date last = date_of(2401, 1, 1);

	for (date d = date_of(1895, 1, 1); d < last; d++) {
		date_split(d, &year, &month, &day);
		wrong += date_of(year, month, day) != d;
	}
	CHECK(wrong == 0);
}

static void known_days(void)
{
	CHECK(date_of(1970, 1, 1) == 0);
	CHECK(date_of(1969, 12, 31) == -1);
	CHECK(date_of(2000, 3, 1) == 11017);
	CHECK(date_of(2026, 11, 21) == 20778);
	CHECK(date_of(1, 1, 1) == -719162);
}

static void text(void)
{
	char s[32];
	date d = DATE_NONE;

	CHECK(date_parse("2026-11-21", &d));
	date_format(d, s);
	CHECK_STR(s, "2026-11-21");
	date_words(d, s);
	CHECK_STR(s, "2026年11月21日");
	date_format(date_of(9999, 12, 31), s);
	CHECK_STR(s, "9999-12-31");
	date_format(date_of(1, 1, 1), s);
	CHECK_STR(s, "0001-01-01");
	date_words(date_of(2020, 1, 3), s);
	CHECK_STR(s, "2020年1月3日");
}

static void refused(void)
{
	static const char *const bad[] = {"", "2026", "2026-11", "2026-11-2", "2026-11-211",
	    "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31", "2023-02-29", "1900-02-29",
	    "0000-01-01", "2026/11/21", "26-11-21", "2026-1-1", " 2026-11-21", "2026-11-21 ",
	    "２０２６-11-21", "-026-11-21", "2026-11--1"};
	date d = 7;

	for (size_t i = 0; i < LEN(bad); i++)
		CHECK(!date_parse(bad[i], &d));
	CHECK(d == 7);
	CHECK(date_parse("2024-02-29", &d) && date_parse("2000-02-29", &d));
}

static void sums(void)
{
	CHECK(date_add_years(date_of(2020, 2, 29), 1) == date_of(2021, 2, 28));
	CHECK(date_add_years(date_of(2020, 2, 29), 4) == date_of(2024, 2, 29));
	CHECK(date_add_years(date_of(9990, 5, 5), 99) == date_of(9999, 12, 31));
	CHECK(date_add_days(date_of(2019, 12, 31), 60) == date_of(2020, 2, 29));
	CHECK(date_add_days(date_of(9999, 12, 30), 60) == date_of(9999, 12, 31));
}

int main(void)
{
	every_day_goes_round();
	known_days();
	text();
	refused();
	sums();
	return unit_end();
}
