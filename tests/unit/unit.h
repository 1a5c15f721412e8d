/*
 * The harness of the unit tests: a failed CHECK is printed with its place and
 * the program goes on; unit_end prints the counts in the form that tests/run
 * adds up. Each test program is one translation unit, so the counters are here.
 */
#ifndef UNIT_H
#define UNIT_H

#include <stdio.h>
#include <string.h>

static int unit_passed, unit_failed;

#define CHECK(x)        unit_check((x) ? 1 : 0, __FILE__, __LINE__, #x)
#define CHECK_STR(a, b) unit_check_str((a), (b), __FILE__, __LINE__, #a)

static inline void unit_check(int ok, const char *file, int line, const char *what)
{
	unit_passed += ok;
	unit_failed += !ok;
	if (!ok)
		printf("not ok - %s:%d: %s\n", file, line, what);
}

static inline void unit_check_str(
    const char *a, const char *b, const char *file, int line, const char *what)
{
	int ok = a == b || (a && b && strcmp(a, b) == 0);

	unit_check(ok, file, line, what);
	if (!ok)
		printf("#   is       %s\n#   expected %s\n", a ? a : "NULL", b ? b : "NULL");
}

static inline int unit_end(void)
{
	printf("%d passed, %d failed\n", unit_passed, unit_failed);
	return unit_failed != 0;
}

#endif
