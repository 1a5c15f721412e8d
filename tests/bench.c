/*
 * bench PROGRAM [RUNS]: builds what the table of trials names into fresh
 * folders, each once to warm up (with the phases as --timings gives them) and
 * then RUNS times (5), and prints the least, the median and the greatest of
 * user and system time, wall time and peak memory, and the sizes of the books.
 * The collection of a thousand digests is made up by tests/made-up.sh and built
 * once. It measures and does not judge.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 99, ARGUMENTS = 24 };

struct trial {
	const char *name;
	const char *digests; /* of a made-up collection; NULL: content/ */
	const char *options[8];
};

static const struct trial trials[] = {
    {"site, data and all books", NULL, {NULL}},
    {"the handbook alone", NULL, {"--only", "books", "--book", "handbook", NULL}},
    {"the policies' PDFs alone", NULL, {"--only", "books", "--book", "policies", NULL}},
    {"a handbook of 1,000 digests", "1000", {"--only", "books", "--book", "handbook", NULL}},
};

enum { CPU_MS, USER_MS, SYSTEM_MS, WALL_MS, PEAK_KB, MEASURES };

static const char *const names[MEASURES] = {
    "user + system, ms", "user, ms", "system, ms", "wall, ms", "peak memory, KB"};

static long ms(struct timeval t)
{
	return t.tv_sec * 1000 + t.tv_usec / 1000;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void remove_tree(const char *path)
{
	char command[4096];

	snprintf(command, sizeof(command), "rm -rf '%s'", path);
	if (system(command) != 0)
		exit(4);
}

static void make_up(const char *digests, const char *folder)
{
	char command[4096];

	snprintf(command, sizeof(command), "tests/made-up.sh %s '%s'", digests, folder);
	if (system(command) != 0)
		exit(4);
}

/* Where a trial reads and writes. */
struct place {
	const char *program;
	char content[256], out[256];
};

static void run(const struct place *p, const struct trial *t, const char *manner)
{
	const char *arguments[ARGUMENTS] = {
	    p->program, "build", manner, "--content", p->content, "--out", p->out};
	size_t n = 7;

	for (const char *const *o = t->options; *o; o++)
		arguments[n++] = *o;
	execv(p->program, (char **)(uintptr_t)arguments);
	_exit(127);
}

/* One build into a fresh folder. */
static void build(
    const struct place *p, const struct trial *t, const char *manner, long measured[MEASURES])
{
	struct rusage use;
	int status;
	long start;
	pid_t child;

	remove_tree(p->out);
	start = now_ms();
	child = fork();
	if (child == 0)
		run(p, t, manner);
	if (child < 0 || wait4(child, &status, 0, &use) != child || status != 0) {
		fprintf(stderr, "bench: %s build failed\n", p->program);
		exit(1);
	}
	measured[WALL_MS] = now_ms() - start;
	measured[USER_MS] = ms(use.ru_utime);
	measured[SYSTEM_MS] = ms(use.ru_stime);
	measured[CPU_MS] = measured[USER_MS] + measured[SYSTEM_MS];
	measured[PEAK_KB] = use.ru_maxrss;
}

static int by_value(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return (x > y) - (x < y);
}

/* A line a book; the books of regions and of policies, of which there are many, in one line. */
static void print_books(const char *out)
{
	char command[1024];

	snprintf(command, sizeof(command),
	    "cd '%s/site' && find books policies -name '*.pdf' -printf '%%P %%s\\n' 2>/dev/null | "
	    "sort | "
	    "awk '!/\\// {printf \"    %%-24s %%8d bytes\\n\", $1, $2; next}"
	    " {kind = /^regions/ ? \"regions\" : \"policies\"; n[kind]++;"
	    "  if ($2 > most[kind]) most[kind] = $2}"
	    " END {for (k in n)"
	    "  printf \"    %%-24s %%8d bytes the largest of %%d\\n\", k, most[k], n[k]}'",
	    out);
	fflush(stdout);
	if (system(command) != 0)
		exit(4);
}

static void print_table(const char *name, long all[MEASURES][MOST], int runs)
{
	printf("%-28s %8s %8s %8s   of %d\n", name, "least", "median", "most", runs);
	for (int m = 0; m < MEASURES; m++) {
		qsort(all[m], (size_t)runs, sizeof(long), by_value);
		printf("    %-24s %8ld %8ld %8ld\n", names[m], all[m][0], all[m][runs / 2],
		    all[m][runs - 1]);
	}
}

static void try(const char *program, const char *folder, const struct trial *t, int runs)
{
	static long all[MEASURES][MOST];
	struct place p = {.program = program, .content = "content"};
	long one[MEASURES];

	snprintf(p.out, sizeof(p.out), "%s/out", folder);
	if (t->digests) {
		snprintf(p.content, sizeof(p.content), "%s/content", folder);
		make_up(t->digests, p.content);
		runs = 1;
	} else {
		build(&p, t, "--timings", one);
	}
	for (int i = 0; i < runs; i++) {
		build(&p, t, "--quiet", one);
		for (int m = 0; m < MEASURES; m++)
			all[m][i] = one[m];
	}
	print_table(t->name, all, runs);
	print_books(p.out);
	printf("\n");
	fflush(stdout);
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/bench.XXXXXX";
	int runs = argc > 2 ? atoi(argv[2]) : 5;

	if (argc < 2 || runs < 1 || runs > MOST || !mkdtemp(folder)) {
		fputs("usage: bench PROGRAM [RUNS]\n", stderr);
		return 2;
	}
	for (size_t i = 0; i < sizeof(trials) / sizeof(*trials); i++)
		try(argv[1], folder, &trials[i], runs);
	remove_tree(folder);
	return 0;
}
