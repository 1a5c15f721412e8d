/*
 * bench PROGRAM [RUNS]: builds the site, the data and the books of content/
 * into a fresh folder, once to warm up and then RUNS times (5), and prints the
 * least, the median and the greatest of user and system time, wall time and
 * peak memory; then the phases as --timings gives them, and the sizes of the
 * books. It measures and does not judge.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST 99

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

/* One build into a fresh folder. */
static void build(const char *program, const char *out, const char *option, long measured[MEASURES])
{
	struct rusage use;
	int status;
	long start;
	pid_t child;

	remove_tree(out);
	start = now_ms();
	child = fork();
	if (child == 0) {
		execl(program, program, "build", option, "--out", out, (char *)NULL);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &use) != child || status != 0) {
		fprintf(stderr, "bench: %s build failed\n", program);
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

static void print_books(const char *out)
{
	char folder[512], path[1024];
	struct dirent *e;
	struct stat st;
	DIR *d;

	snprintf(folder, sizeof(folder), "%s/site/books", out);
	d = opendir(folder);
	while (d && (e = readdir(d))) {
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		if (strstr(e->d_name, ".pdf") && stat(path, &st) == 0)
			printf("%-20s %8ld bytes\n", e->d_name, (long)st.st_size);
	}
	if (d)
		closedir(d);
}

int main(int argc, char **argv)
{
	static long all[MEASURES][MOST];
	char folder[] = "/tmp/bench.XXXXXX", out[64];
	long one[MEASURES];
	int runs = argc > 2 ? atoi(argv[2]) : 5;

	if (argc < 2 || runs < 1 || runs > MOST || !mkdtemp(folder)) {
		fputs("usage: bench PROGRAM [RUNS]\n", stderr);
		return 2;
	}
	snprintf(out, sizeof(out), "%s/out", folder);
	build(argv[1], out, "--timings", one);
	for (int i = 0; i < runs; i++) {
		build(argv[1], out, "--quiet", one);
		for (int m = 0; m < MEASURES; m++)
			all[m][i] = one[m];
	}
	printf("%-20s %8s %8s %8s   of %d builds\n", "", "least", "median", "most", runs);
	for (int m = 0; m < MEASURES; m++) {
		qsort(all[m], (size_t)runs, sizeof(long), by_value);
		printf("%-20s %8ld %8ld %8ld\n", names[m], all[m][0], all[m][runs / 2],
		    all[m][runs - 1]);
	}
	print_books(out);
	remove_tree(folder);
	return 0;
}
