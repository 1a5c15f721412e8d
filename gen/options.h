/*
 * options: the command line → struct options. Whatever is wrong with it ends
 * the program with status 2 and a hint; --help and --version print and end
 * with status 0.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "digest/digest.h"

enum command { COMMAND_BUILD, COMMAND_CHECK, COMMAND_AUDIT, COMMAND_ESTIMATE };

/* Parts of the output. */
enum part { PART_SITE = 1, PART_BOOKS = 2, PART_DATA = 4, PART_ALL = 7 };

struct options {
	enum command command;
	const char *content, *templates, *fonts, *out;
	const char *sources; /* of an audit */
	date as_of;          /* DATE_NONE when not given */
	unsigned parts;      /* of enum part */
	const char *book;    /* slug of the only one, or NULL */
	int jobs;
	bool strict, timings, quiet;
	bool json; /* an audit or estimate goes to standard output in JSON */
	/* of an estimate, not yet looked up; lists are joined by , */
	const char *region, *spend, *basis, *count;
	struct buf recipients, measures, met;
	bool expired, batch;
};

struct options options_read(int argc, char **argv);

/* Report a mistake in the use of the program, with the nearest right word (or NULL), and end. */
NORETURN void usage_fail(const char *near, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
