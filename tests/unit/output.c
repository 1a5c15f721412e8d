/* The output tree: written once, whole or not at all, and only where it is ours. */
#include "unit/unit.h"

#include "base/base.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/digestpress-test-XXXXXX";

static const char *in_folder(struct arena *a, const char *name)
{
	return file_join(a, folder, name);
}

static bool write_tree(const char *out, const char *page, bool with_second)
{
	struct output *o = output_open(out);
	int files;
	int64_t bytes;

	output_put(o, "site/index.html", page, strlen(page));
	output_put(o, "site/data/empty.json", NULL, 0);
	if (with_second)
		output_put(o, "site/second.html", "2", 1);
	output_link(o, "books", "site/books");
	return output_commit(o, &files, &bytes);
}

static const char *read_file(struct arena *a, const char *path)
{
	size_t n;

	return file_read(a, path, &n);
}

static ino_t inode(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_ino : 0;
}

static void test_commit(struct arena *a)
{
	const char *out = in_folder(a, "deep/out");
	const char *page = in_folder(a, "deep/out/site/index.html");
	const char *empty = in_folder(a, "deep/out/site/data/empty.json");
	char target[64] = {0};
	struct stat st;
	ino_t tree, file;

	CHECK(write_tree(out, "one", true));
	CHECK_STR(read_file(a, page), "one");
	CHECK(stat(page, &st) == 0 && (st.st_mode & 07777) == 0644);
	CHECK(stat(out, &st) == 0 && (st.st_mode & 07777) == 0755);
	CHECK(readlink(in_folder(a, "deep/out/books"), target, sizeof(target) - 1) > 0);
	CHECK_STR(target, "site/books");

	tree = inode(out);
	CHECK(!write_tree(out, "one", true)); /* nothing differs: nothing is written */
	CHECK(inode(out) == tree);

	file = inode(empty);
	CHECK(write_tree(out, "two", false));
	CHECK_STR(read_file(a, page), "two");
	CHECK(inode(empty) == file); /* an equal file is a hard link to the old one */
	CHECK(!file_exists(in_folder(a, "deep/out/site/second.html")));
	CHECK(!file_exists(in_folder(a, "deep/out.stage")));
	CHECK(!file_exists(in_folder(a, "deep/out.lock")));
}

/* A run that writes a part leaves the rest, links and all. */
static void test_keep(struct arena *a)
{
	const char *out = in_folder(a, "deep/out");
	ino_t page = inode(in_folder(a, "deep/out/site/index.html"));
	struct output *o = output_open(out);
	char target[64] = {0};
	int64_t bytes;
	int files;

	output_keep(o);
	output_put(o, "site/data/new.json", "{}", 2);
	CHECK(output_commit(o, &files, &bytes));
	CHECK(files == 4);
	CHECK_STR(read_file(a, in_folder(a, "deep/out/site/data/new.json")), "{}");
	CHECK(inode(in_folder(a, "deep/out/site/index.html")) == page);
	CHECK(readlink(in_folder(a, "deep/out/books"), target, sizeof(target) - 1) > 0);
	CHECK(write_tree(out, "two", false)); /* a whole run removes it again */
	CHECK(!file_exists(in_folder(a, "deep/out/site/data/new.json")));
}

static void test_abandon(struct arena *a)
{
	const char *out = in_folder(a, "deep/out");
	struct output *o = output_open(out);

	output_put(o, "site/index.html", "three", 5);
	output_abandon(o);
	CHECK_STR(read_file(a, in_folder(a, "deep/out/site/index.html")), "two");
}

/* output_open must end the program with status 4. */
static int status_of_open(const char *out)
{
	int status = 0;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(99);
		output_open(out);
		_exit(0);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_refusals(struct arena *a)
{
	struct output *o;
	FILE *f;

	mkdir(in_folder(a, "foreign"), 0755);
	CHECK(status_of_open(in_folder(a, "foreign")) == EXIT_DONE); /* empty is fine */
	f = fopen(in_folder(a, "foreign/thesis.txt"), "w");
	if (f)
		fclose(f);
	CHECK(status_of_open(in_folder(a, "foreign")) == EXIT_MACHINE);
	CHECK(status_of_open(in_folder(a, "foreign/thesis.txt")) == EXIT_MACHINE);
	CHECK(file_exists(in_folder(a, "foreign/thesis.txt")));

	o = output_open(in_folder(a, "busy"));
	CHECK(status_of_open(in_folder(a, "busy")) == EXIT_MACHINE);
	output_abandon(o);
	CHECK(status_of_open(in_folder(a, "busy")) == EXIT_DONE);
}

/* A killed run leaves a stage behind; the next one removes it. */
static void test_left_over(struct arena *a)
{
	FILE *f;

	mkdir(in_folder(a, "deep/out.stage"), 0755);
	f = fopen(in_folder(a, "deep/out.stage/half.html"), "w");
	if (f)
		fclose(f);
	CHECK(write_tree(in_folder(a, "deep/out"), "four", false));
	CHECK(!file_exists(in_folder(a, "deep/out/half.html")));
	CHECK(!file_exists(in_folder(a, "deep/out.stage")));
}

/* A link where the stage would stand is not ours to follow. */
static void test_stage_link(struct arena *a)
{
	FILE *f;

	mkdir(in_folder(a, "precious"), 0755);
	f = fopen(in_folder(a, "precious/thesis.txt"), "w");
	if (f)
		fclose(f);
	CHECK(symlink("../precious", in_folder(a, "deep/out.stage")) == 0);
	CHECK(write_tree(in_folder(a, "deep/out"), "five", false));
	CHECK(file_exists(in_folder(a, "precious/thesis.txt")));
	CHECK(!file_exists(in_folder(a, "deep/out.stage")));
}

/* An output that is a link stays one; what it leads to is replaced where it lies. */
static void test_link(struct arena *a)
{
	const char *out = in_folder(a, "link");
	char target[64] = {0};

	CHECK(symlink("deep/out", out) == 0);
	CHECK(write_tree(out, "six", false));
	CHECK(readlink(out, target, sizeof(target) - 1) > 0);
	CHECK_STR(target, "deep/out");
	CHECK_STR(read_file(a, in_folder(a, "deep/out/site/index.html")), "six");
	CHECK(!file_exists(in_folder(a, "link.stage")) && !file_exists(in_folder(a, "link.lock")));
}

int main(void)
{
	struct arena *a = arena_new();
	char *remove;

	if (!mkdtemp(folder))
		return 1;
	umask(077);
	test_commit(a);
	test_keep(a);
	test_abandon(a);
	test_refusals(a);
	test_left_over(a);
	test_stage_link(a);
	test_link(a);
	remove = arena_printf(a, "rm -rf %s", folder);
	CHECK(system(remove) == 0);
	arena_free(a);
	return unit_end();
}
