/*
 * The command line: a command, then options, each `--name VALUE` or
 * `--name=VALUE`. One table says which there are, to which commands they
 * belong and what help tells of them.
 */
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	BUILD = 1 << COMMAND_BUILD,
	CHECK = 1 << COMMAND_CHECK,
	AUDIT = 1 << COMMAND_AUDIT,
	ESTIMATE = 1 << COMMAND_ESTIMATE
};

static const char *const commands[] = {[COMMAND_BUILD] = "build",
    [COMMAND_CHECK] = "check",
    [COMMAND_AUDIT] = "audit",
    [COMMAND_ESTIMATE] = "estimate"};

static const char *const abouts[] = {
    [COMMAND_BUILD] = "Read the content, write the site, the books and the data.",
    [COMMAND_CHECK] = "Do everything that build does but writing.",
    [COMMAND_AUDIT] = "Hold every figure of the digests against the source texts.",
    [COMMAND_ESTIMATE] = "Tell what an applicant could get, and how much.",
};

static void set_content(struct options *o, const char *v)
{
	o->content = v;
}

static void set_templates(struct options *o, const char *v)
{
	o->templates = v;
}

static void set_fonts(struct options *o, const char *v)
{
	o->fonts = v;
}

static void set_out(struct options *o, const char *v)
{
	o->out = v;
}

static void set_as_of(struct options *o, const char *v)
{
	if (!date_parse(v, &o->as_of))
		usage_fail(NULL, "--as-of needs a day such as 2026-11-21, not %s", v);
}

static void set_only(struct options *o, const char *v)
{
	static const char *const names[] = {"site", "books", "data"};
	static const enum part parts[] = {PART_SITE, PART_BOOKS, PART_DATA};

	for (size_t i = 0; i < LEN(names); i++)
		if (strcmp(v, names[i]) == 0) {
			o->parts = parts[i];
			return;
		}
	usage_fail(
	    text_nearest(v, names, LEN(names)), "--only needs site, books or data, not %s", v);
}

static void set_book(struct options *o, const char *v)
{
	o->book = v;
}

static void set_jobs(struct options *o, const char *v)
{
	char *end;
	long n = strtol(v, &end, 10);

	if (*end || v[0] < '0' || v[0] > '9' || n < 1 || n > 1024)
		usage_fail(NULL, "--jobs needs a number from 1 to 1024, not %s", v);
	o->jobs = (int)n;
}

static void set_strict(struct options *o, const char *v)
{
	(void)v;
	o->strict = true;
}

static void set_timings(struct options *o, const char *v)
{
	(void)v;
	o->timings = true;
}

static void set_quiet(struct options *o, const char *v)
{
	(void)v;
	o->quiet = true;
}

static void set_sources(struct options *o, const char *v)
{
	o->sources = v;
}

static void set_json(struct options *o, const char *v)
{
	(void)v;
	o->json = true;
}

static void set_region(struct options *o, const char *v)
{
	o->region = v;
}

static void add(struct buf *list, const char *v)
{
	buf_printf(list, "%s%s", list->len ? "," : "", v);
}

static void add_recipient(struct options *o, const char *v)
{
	add(&o->recipients, v);
}

static void add_measure(struct options *o, const char *v)
{
	add(&o->measures, v);
}

static void add_met(struct options *o, const char *v)
{
	add(&o->met, v);
}

static void set_spend(struct options *o, const char *v)
{
	o->spend = v;
}

static void set_basis(struct options *o, const char *v)
{
	o->basis = v;
}

static void set_count(struct options *o, const char *v)
{
	o->count = v;
}

static void set_include(struct options *o, const char *v)
{
	if (strcmp(v, "expired") != 0)
		usage_fail("expired", "--include needs expired, not %s", v);
	o->expired = true;
}

static void set_batch(struct options *o, const char *v)
{
	(void)v;
	o->batch = true;
}

static const struct option {
	const char *name, *value; /* value: what help calls it, NULL when it takes none */
	int commands;
	void (*set)(struct options *o, const char *value);
	const char *about;
} table[] = {
    {"--content", "DIR", BUILD | CHECK | AUDIT | ESTIMATE, set_content,
	"digests and lists (content)"},
    {"--templates", "DIR", BUILD | CHECK, set_templates, "templates and styles (templates)"},
    {"--fonts", "DIR", BUILD | CHECK, set_fonts, "the font roles (fonts)"},
    {"--sources", "DIR", AUDIT, set_sources, "the source texts; required"},
    {"--json", NULL, AUDIT | ESTIMATE, set_json, "print the result as JSON"},
    {"--region", "KEY", ESTIMATE, set_region, "where the applicant is; required"},
    {"--recipient", "KEY", ESTIMATE, add_recipient, "what it applies as; may be repeated"},
    {"--measure", "KEY", ESTIMATE, add_measure, "what for; may be repeated"},
    {"--spend", "YUAN", ESTIMATE, set_spend, "the planned spending, or another basis"},
    {"--basis", "KEY", ESTIMATE, set_basis, "what kind of sum that is (spending)"},
    {"--count", "N", ESTIMATE, set_count, "how many, where support is paid for each"},
    {"--met", "ID", ESTIMATE, add_met, "a row whose conditions are met; may be repeated"},
    {"--include", "expired", ESTIMATE, set_include, "work out expired support too"},
    {"--batch", NULL, ESTIMATE, set_batch, "queries on standard input, one a line"},
    {"--out", "DIR", BUILD, set_out, "where to write (out)"},
    {"--as-of", "DATE", BUILD | CHECK | ESTIMATE, set_as_of, "the day at which terms are judged"},
    {"--only", "PART", BUILD, set_only, "write only the site, the books or the data"},
    {"--book", "SLUG", BUILD, set_book, "write only this book, or those of one definition"},
    {"--jobs", "N", BUILD | CHECK, set_jobs, "books laid out at the same time (processors)"},
    {"--strict", NULL, BUILD | CHECK, set_strict, "end with status 3 when there are warnings"},
    {"--timings", NULL, BUILD | CHECK, set_timings, "tell how long each step took"},
    {"--quiet", NULL, BUILD | CHECK | AUDIT | ESTIMATE, set_quiet, "no summary and no progress"},
};

void usage_fail(const char *near, const char *fmt, ...)
{
	va_list ap;

	fputs("digestpress: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	if (near)
		fprintf(stderr, "  hint: did you mean %s?\n", near);
	else
		fputs("  hint: digestpress --help\n", stderr);
	exit(EXIT_USAGE);
}

/* ------------------------------------------------------------------- help */

NORETURN static void help(void)
{
	fputs("usage: digestpress COMMAND [OPTION...]\n\n"
	      "Turns digests of public policies into a website and typeset handbooks.\n\n",
	    stdout);
	for (size_t i = 0; i < LEN(commands); i++)
		printf("  %-10s%s\n", commands[i], abouts[i]);
	fputs("\n  digestpress COMMAND --help     the options of a command\n"
	      "  digestpress --version          the version\n\n"
	      "Exit status: 0 done, 1 errors in content or templates, 2 wrong usage,\n"
	      "3 warnings under --strict, 4 a font, a file or memory failed.\n",
	    stdout);
	exit(EXIT_DONE);
}

NORETURN static void help_command(enum command c)
{
	printf("usage: digestpress %s [OPTION...]\n\n%s\n\n", commands[c], abouts[c]);
	for (size_t i = 0; i < LEN(table); i++) {
		const struct option *t = &table[i];

		if (t->commands & 1 << c)
			printf("  %-12s%-8s%s\n", t->name, t->value ? t->value : "", t->about);
	}
	printf("  %-20s%s\n", "--help", "this page");
	exit(EXIT_DONE);
}

/* ---------------------------------------------------------------- reading */

static enum command read_command(int argc, char **argv)
{
	if (argc < 2)
		usage_fail(NULL, "a command is missing: build, check, audit or estimate");
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		help();
	if (strcmp(argv[1], "--version") == 0) {
		puts("digestpress " VERSION);
		exit(EXIT_DONE);
	}
	for (size_t i = 0; i < LEN(commands); i++)
		if (strcmp(argv[1], commands[i]) == 0)
			return (enum command)i;
	usage_fail(
	    text_nearest(argv[1], commands, LEN(commands)), "there is no command %s", argv[1]);
}

/* The option that begins an argument, alone or followed by `=`. */
static const struct option *find(enum command c, const char *arg)
{
	const char *names[LEN(table)];
	size_t n = 0, len = strcspn(arg, "=");

	for (size_t i = 0; i < LEN(table); i++) {
		if (!(table[i].commands & 1 << c))
			continue;
		if (strlen(table[i].name) == len && memcmp(table[i].name, arg, len) == 0)
			return &table[i];
		names[n++] = table[i].name;
	}
	if (arg[0] != '-')
		usage_fail(NULL, "%s takes options only, not %s", commands[c], arg);
	usage_fail(text_nearest(arg, names, n), "%s has no option %s", commands[c], arg);
}

/* Apply the argument at i and return the index of the last one it used. */
static int apply(struct options *o, int argc, char **argv, int i)
{
	const struct option *t = find(o->command, argv[i]);
	const char *value = strchr(argv[i], '=');

	if (value && !t->value)
		usage_fail(NULL, "%s takes no value", t->name);
	if (!t->value) {
		t->set(o, NULL);
		return i;
	}
	if (value)
		value++;
	else if (++i < argc)
		value = argv[i];
	if (!value || !*value)
		usage_fail(NULL, "%s needs a value: %s", t->name, t->value);
	t->set(o, value);
	return i;
}

struct options options_read(int argc, char **argv)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	struct options o = {
	    .command = read_command(argc, argv),
	    .content = "content",
	    .templates = "templates",
	    .fonts = "fonts",
	    .out = "out",
	    .as_of = DATE_NONE,
	    .parts = PART_ALL,
	    .jobs = (int)MAX(1, MIN(processors, 1024)),
	};

	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			help_command(o.command);
		i = apply(&o, argc, argv, i);
	}
	if (o.command == COMMAND_AUDIT && !o.sources)
		usage_fail(NULL, "audit needs --sources DIR");
	if (o.command == COMMAND_ESTIMATE && !o.region && !o.batch)
		usage_fail(NULL, "estimate needs --region KEY, or --batch");
	if (o.book && !(o.parts & PART_BOOKS))
		usage_fail(NULL, "--book and --only exclude each other here: no book is asked for");
	return o;
}
