/*
 * A golden case of the reading: a small content folder, made in a temporary
 * place, so that the case holds only what it is about.
 *
 * NAME.md is one digest over the base below. NAME.case is several files, each
 * after a line `-- path --`; a path of the base replaces it, `-- path -- absent`
 * takes it away, `-- path -- joined N` puts its only line N times after itself
 * into one. The current folder becomes the temporary one, so that places
 * read content/... Each driver is one translation unit: the functions are here.
 */
#ifndef CASE_H
#define CASE_H

#include "digest/digest.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct drive_case {
	struct arena *arena;
	char *folder;     /* the temporary one */
	const char *slug; /* of the digest of NAME.md; NULL for NAME.case */
};

static const char *const base[][2] = {
    {"site.yml", "title: 摘编\npublisher: 编辑组\ndisclaimer: 以原文为准。\nas_of: 2026-11-21\n"},
    {"regions.yml",
	"zhejiang: {name: 浙江省, short: 浙江, code: \"330000\", level: province, pinyin: "
	"zhejiang}\n"
	"hangzhou: {name: 杭州市, short: 杭州, code: \"330100\", parent: zhejiang, level: city, "
	"pinyin: hangzhou}\n"},
    {"measures.yml", "rd: {name: 研发补助}\ntalent: {name: 人才, note: 引进和奖励。}\n"},
    {"topics.yml", "research: {name: 研发攻关}\nscene: {name: 场景应用}\n"},
    {"policies/base.md",
	"---\ntitle: 底本政策\nshort_title: 底本\nregion: zhejiang\nstage: final\n"
	"topics: [research]\nsource: {file: base.txt, sha256: "
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}\n"
	"doc_number: 浙政发〔2017〕1号\nupdated: 2026-11-21\nchecked: 2026-11-21\n---\n"
	"\n## 政策目的\n\n底本。\n"},
};

static inline NORETURN void case_fail(const char *what)
{
	fprintf(stderr, "case: %s: %s\n", what, strerror(errno));
	exit(2);
}

static inline void case_put(const struct drive_case *c, const char *path, const char *s, size_t n)
{
	char *full = arena_printf(c->arena, "%s/content/%s", c->folder, path);
	FILE *f;

	for (char *p = full + strlen(c->folder) + 1; (p = strchr(p, '/')); *p++ = '/') {
		*p = '\0';
		if (mkdir(full, 0755) != 0 && errno != EEXIST)
			case_fail(full);
	}
	f = fopen(full, "wb");
	if (!f || fwrite(s, 1, n, f) != n || fclose(f) != 0)
		case_fail(full);
}

/* The path that a line `-- path -- word N` names, or NULL. */
static inline char *case_heading(
    const struct drive_case *c, const char *line, size_t n, char word[16], long *times)
{
	char *s = arena_dupn(c->arena, line, n), *end = strstr(s, " --");

	*word = '\0';
	*times = 0;
	if (strncmp(s, "-- ", 3) != 0 || !end || end < s + 3)
		return NULL;
	*end = '\0';
	sscanf(end + 3, "%15s %ld", word, times);
	return s + 3;
}

/* Take a file away, and the folders that it leaves empty. */
static inline void case_take(const struct drive_case *c, const char *path)
{
	char *full = arena_printf(c->arena, "%s/content/%s", c->folder, path);

	if (unlink(full) != 0)
		case_fail(full);
	for (char *p; (p = strrchr(full, '/')) > full + strlen(c->folder);) {
		*p = '\0';
		rmdir(full);
	}
}

/* One file of a case: what its heading asks for, and what follows up to the next. */
static inline void case_file(const struct drive_case *c, const char *path, const char *word,
    long times, const char *s, size_t n)
{
	struct buf b = {0};

	if (strcmp(word, "absent") == 0) {
		case_take(c, path);
		return;
	}
	for (long i = 0; i < times; i++)
		buf_put(&b, s, n - 1);
	case_put(c, path, times ? b.s : s, times ? b.len : n);
	buf_free(&b);
}

static inline void case_unpack(const struct drive_case *c, const char *s, size_t size)
{
	const char *end = s + size, *body = NULL;
	char *path = NULL, word[16] = "", new_word[16];
	long times = 0, new_times;

	for (const char *stop; s < end; s = stop + 1) {
		char *next;

		stop = memchr(s, '\n', (size_t)(end - s));
		if (!stop)
			stop = end - 1;
		next = case_heading(c, s, (size_t)(stop - s), new_word, &new_times);
		if (!next)
			continue;
		if (path)
			case_file(c, path, word, times, body, (size_t)(s - body));
		path = next;
		body = stop + 1;
		memcpy(word, new_word, sizeof(word));
		times = new_times;
	}
	if (path)
		case_file(c, path, word, times, body, (size_t)(end - body));
}

static inline struct drive_case case_open(int argc, char **argv)
{
	struct drive_case c = {.arena = arena_new()};
	const char *input = argc == 2 ? argv[1] : "an input is missing", *tmp = getenv("TMPDIR");
	size_t n = 0, len;
	char *s = file_read(c.arena, input, &n), *name = arena_dup(c.arena, file_base(input));

	if (!s)
		case_fail(input);
	len = strlen(name);
	c.folder = arena_printf(c.arena, "%s/case.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(c.folder))
		case_fail(c.folder);
	for (size_t i = 0; i < LEN(base); i++)
		case_put(&c, base[i][0], base[i][1], strlen(base[i][1]));
	if (len > 3 && strcmp(name + len - 3, ".md") == 0) {
		c.slug = arena_dupn(c.arena, name, len - 3);
		case_put(&c, arena_printf(c.arena, "policies/%s", name), s, n);
	} else {
		case_unpack(&c, s, n);
	}
	if (chdir(c.folder) != 0)
		case_fail(c.folder);
	return c;
}

static inline int case_remove(const char *path, const struct stat *st, int flag, struct FTW *w)
{
	(void)st, (void)flag, (void)w;
	return remove(path);
}

static inline void case_close(struct drive_case *c)
{
	if (chdir("/") != 0 || nftw(c->folder, case_remove, 8, FTW_DEPTH | FTW_PHYS) != 0)
		case_fail(c->folder);
	arena_free(c->arena);
}

#endif
