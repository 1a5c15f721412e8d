/*
 * Dates as days since 1970-01-01 in the Gregorian calendar, years 1 to 9999;
 * what would lie later is held at 9999-12-31. No clock and no time zone.
 */
#include "digest/digest.h"

#include <stdio.h>

enum { YEAR_LAST = 9999, DAYS_TO_1970 = 719162 }; /* from 0001-01-01 */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first day of a year. */
static int32_t year_start(int year)
{
	int y = year - 1;

	return y * 365 + y / 4 - y / 100 + y / 400;
}

date date_of(int year, int month, int day)
{
	int32_t days = year_start(year) + day - 1;

	for (int m = 1; m < month; m++)
		days += month_length(year, m);
	return days - DAYS_TO_1970;
}

void date_split(date d, int *year, int *month, int *day)
{
	int32_t days = d + DAYS_TO_1970;
	int y = (int)(days / 366) + 1, m = 1;

	while (y < YEAR_LAST && year_start(y + 1) <= days)
		y++;
	days -= year_start(y);
	for (; m < 12 && days >= month_length(y, m); m++)
		days -= month_length(y, m);
	*year = y;
	*month = m;
	*day = (int)days + 1;
}

/* n digits as a number, or -1. */
static int digits(const char *s, int n)
{
	int value = 0;

	for (; n--; s++) {
		if (*s < '0' || *s > '9')
			return -1;
		value = value * 10 + (*s - '0');
	}
	return value;
}

bool date_parse(const char *s, date *d)
{
	int year = digits(s, 4), month, day;

	if (year < 1 || s[4] != '-')
		return false;
	month = digits(s + 5, 2);
	if (month < 1 || month > 12 || s[7] != '-')
		return false;
	day = digits(s + 8, 2);
	if (day < 1 || day > month_length(year, month) || s[10])
		return false;
	*d = date_of(year, month, day);
	return true;
}

void date_format(date d, char s[11])
{
	int year, month, day;

	date_split(d, &year, &month, &day);
	snprintf(s, 11, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
	    (unsigned)day % 100);
}

void date_words(date d, char s[32])
{
	int year, month, day;

	date_split(d, &year, &month, &day);
	snprintf(s, 32, "%d年%d月%d日", year, month, day);
}

date date_add_years(date d, int years)
{
	int year, month, day;

	date_split(d, &year, &month, &day);
	if (year + years > YEAR_LAST)
		return date_of(YEAR_LAST, 12, 31);
	year += years;
	return date_of(year, month, MIN(day, month_length(year, month)));
}

date date_add_days(date d, int days)
{
	return MIN(d + days, date_of(YEAR_LAST, 12, 31));
}
