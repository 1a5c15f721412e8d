/*
 * The output tree, written as one. Files collect in memory; output_commit
 * compares them with the old tree. When nothing differs nothing is written.
 * Otherwise a new tree is staged beside the old one, equal files as hard
 * links, and the two are exchanged by renameat2(RENAME_EXCHANGE), so that a
 * reader, a failed run or a killed one never sees half a tree. Where the kernel
 * cannot exchange (a mount point), the stage is made once more within the tree
 * and its files are moved one by one, with a message. The manifest .digestpress
 * lists every file with its size.
 */
#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST     ".digestpress"
#define STAGE_WITHIN ".digestpress.stage"

struct entry {
	const char *path, *target; /* target: a symbolic link */
	const void *bytes;
	size_t size;
	bool same; /* as the old tree has it */
};

struct output {
	struct arena *arena;
	pthread_mutex_t lock;
	const char *out, *stage, *lock_path;
	int lock_fd;
	struct entry *entries;
	size_t n, cap;
	bool keep;
	bool nowhere; /* what is put into it is forgotten */
};

/* What stands at a path, all of it. A link is removed, never followed. */
static void remove_tree(struct arena *a, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;

	if (!d) {
		unlink(path);
		return;
	}
	while ((e = readdir(d)))
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			remove_tree(a, file_join(a, path, e->d_name));
	closedir(d);
	rmdir(path);
}

/* The old output is still whole: take away what was staged, which may be what filled the disk. */
static void leave(void *ctx)
{
	struct output *o = ctx;

	remove_tree(o->arena, o->stage);
	unlink(o->lock_path);
}

static NORETURN void fail(const char *doing, const char *path)
{
	die("cannot %s %s: %s", doing, path, strerror(errno));
}

static void make_folder(const char *path)
{
	if (mkdir(path, 0755) == 0) {
		if (chmod(path, 0755) != 0) /* whatever the umask is */
			fail("set the mode of", path);
	} else if (errno != EEXIST || !file_is_folder(path)) {
		fail("make the folder", path);
	}
}

/* Make the folders above a path, below the first `base` bytes of it. */
static void make_parents(struct output *o, const char *path, size_t base)
{
	char *s = arena_dup(o->arena, path);

	for (char *p = s + base; (p = strchr(p, '/')); *p++ = '/') {
		*p = '\0';
		if (*s)
			make_folder(s);
	}
}

static bool folder_is_empty(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	bool empty = true;

	while (d && empty && (e = readdir(d)))
		empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
	if (d)
		closedir(d);
	return empty;
}

/* A build that ends removes the lock: what we hold must still be what the path names. */
static bool lock_is_current(const struct output *o)
{
	struct stat held, named;

	return fstat(o->lock_fd, &held) == 0 && stat(o->lock_path, &named) == 0 &&
	       held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

static void take_lock(struct output *o)
{
	for (;;) {
		o->lock_fd = open(o->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
		if (o->lock_fd < 0)
			die("cannot open the lock %s: %s", o->lock_path, strerror(errno));
		if (flock(o->lock_fd, LOCK_EX | LOCK_NB) != 0)
			die("another build is writing to %s (lock %s)", o->out, o->lock_path);
		if (lock_is_current(o))
			return;
		close(o->lock_fd);
	}
}

/* Without slashes at its end. Of a link to a folder that folder: trees are exchanged, not links. */
static const char *path_of(struct arena *a, const char *out)
{
	size_t n = strlen(out);
	char *path, whole[PATH_MAX];
	struct stat st;

	while (n > 1 && out[n - 1] == '/')
		n--;
	path = arena_dupn(a, out, n);
	if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode) && realpath(path, whole))
		return arena_dup(a, whole);
	return path;
}

struct output *output_open(const char *out)
{
	struct arena *a = arena_new();
	struct output *o = arena_new_of(a, struct output);

	o->arena = a;
	o->out = path_of(a, out);
	pthread_mutex_init(&o->lock, NULL);
	if (file_exists(o->out) && !file_is_folder(o->out))
		die("%s is not a folder", o->out);
	if (file_exists(o->out) && !folder_is_empty(o->out) &&
	    !file_exists(file_join(a, o->out, MANIFEST)))
		die("%s is not empty and was not made by digestpress; name another --out", o->out);
	make_parents(o, o->out, 0);
	o->lock_path = arena_printf(a, "%s.lock", o->out);
	o->stage = arena_printf(a, "%s.stage", o->out);
	take_lock(o);
	die_before(leave, o);
	remove_tree(a, o->stage);
	remove_tree(a, file_join(a, o->out, STAGE_WITHIN));
	return o;
}

struct output *output_nowhere(void)
{
	struct arena *a = arena_new();
	struct output *o = arena_new_of(a, struct output);

	o->arena = a;
	o->nowhere = true;
	pthread_mutex_init(&o->lock, NULL);
	return o;
}

static void add(struct output *o, struct entry e)
{
	if (o->nowhere)
		return;
	pthread_mutex_lock(&o->lock);
	e.path = arena_dup(o->arena, e.path);
	if (e.target) {
		e.target = arena_dup(o->arena, e.target);
		e.bytes = e.target;
		e.size = strlen(e.target);
	} else {
		e.bytes = arena_dupn(o->arena, e.bytes, e.size);
	}
	*VEC_PUSH(o->arena, o->entries, o->n, o->cap) = e;
	pthread_mutex_unlock(&o->lock);
}

void output_put(struct output *o, const char *path, const void *p, size_t n)
{
	add(o, (struct entry){.path = path, .bytes = p ? p : "", .size = n});
}

void output_link(struct output *o, const char *path, const char *target)
{
	add(o, (struct entry){.path = path, .target = target});
}

static int by_path(const void *x, const void *y)
{
	return strcmp(((const struct entry *)x)->path, ((const struct entry *)y)->path);
}

static bool same_link(const char *path, const struct entry *e)
{
	char now[4096];
	ssize_t n = readlink(path, now, sizeof(now));

	return n == (ssize_t)e->size && memcmp(now, e->bytes, e->size) == 0;
}

static bool same_file(const char *path, const struct entry *e)
{
	struct file_map m;
	struct stat st;
	bool same;

	if (lstat(path, &st) != 0)
		return false;
	if (e->target)
		return S_ISLNK(st.st_mode) && same_link(path, e);
	if (!S_ISREG(st.st_mode) || st.st_size != (off_t)e->size || (st.st_mode & 07777) != 0644)
		return false;
	if (e->size == 0)
		return true;
	if (!file_map_open(&m, path))
		return false;
	same = m.size == e->size && memcmp(m.p, e->bytes, e->size) == 0;
	file_map_close(&m);
	return same;
}

static const char manifest_head[] =
    "digestpress output; this file marks the folder as one that may be replaced\n";

void output_keep(struct output *o)
{
	o->keep = true;
}

/* Add a file of the old tree as it lies there. */
static void add_old(struct output *o, const char *path)
{
	const char *old = file_join(o->arena, o->out, path);
	char target[4096];
	ssize_t n = readlink(old, target, sizeof(target) - 1);
	size_t size;
	char *bytes;

	if (n > 0) {
		target[n] = '\0';
		output_link(o, path, target);
	} else if ((bytes = file_read(o->arena, old, &size))) {
		output_put(o, path, bytes, size);
	}
}

/*
 * Call fn with each file of the old manifest that this run has not written. Its
 * lines are "SIZE PATH".
 */
static void each_unwritten(struct output *o, void (*fn)(struct output *o, const char *path))
{
	struct map *new = map_new(o->arena);
	size_t size;
	char *s = file_read(o->arena, file_join(o->arena, o->out, MANIFEST), &size);

	for (size_t i = 0; i < o->n; i++)
		map_put(new, o->entries[i].path, o);
	s = s ? strchr(s, '\n') : NULL; /* behind the head */
	while (s && *++s) {
		char *end = strchr(s, '\n'), *path = strchr(s, ' ');

		if (!end || !path || path > end)
			break;
		*end = '\0';
		if (!map_find(new, path + 1))
			fn(o, path + 1);
		s = end;
	}
}

/* The manifest lists what we wrote, so that files that went away are noticed too. */
static void add_manifest(struct output *o)
{
	struct buf b = {0};

	buf_puts(&b, manifest_head);
	for (size_t i = 0; i < o->n; i++)
		buf_printf(&b, "%zu %s\n", o->entries[i].size, o->entries[i].path);
	output_put(o, MANIFEST, b.s, b.len);
	buf_free(&b);
}

static bool compare_all(struct output *o)
{
	bool same = true;

	for (size_t i = 0; i < o->n; i++) {
		struct entry *e = &o->entries[i];

		e->same = same_file(file_join(o->arena, o->out, e->path), e);
		same = same && e->same;
	}
	return same;
}

static void write_bytes(const char *path, const struct entry *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	const char *p = e->bytes;
	size_t left = e->size;

	while (fd >= 0 && left) {
		ssize_t n = write(fd, p, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		p += n;
		left -= (size_t)n;
	}
	if (fd < 0 || left || fchmod(fd, 0644) != 0 || close(fd) != 0)
		fail("write", path);
}

static void write_entry(struct output *o, const struct entry *e)
{
	char *path = file_join(o->arena, o->stage, e->path);

	make_parents(o, path, strlen(o->stage) + 1);
	if (e->same && link(file_join(o->arena, o->out, e->path), path) == 0)
		return;
	if (!e->target)
		write_bytes(path, e);
	else if (symlink(e->target, path) != 0)
		fail("make the link", path);
}

static void remove_old(struct output *o, const char *path)
{
	char *s = file_join(o->arena, o->out, path);

	unlink(s);
	for (char *p; (p = strrchr(s, '/')) > s + strlen(o->out);) { /* empty now */
		*p = '\0';
		if (rmdir(s) != 0)
			return;
	}
}

/*
 * The kernel cannot exchange the folders. Everything is staged once more, now
 * on the side of the mount point on which it will lie, before the first file
 * is touched; what is moved last is the manifest.
 */
static void replace_files(struct output *o)
{
	fprintf(stderr,
	    "digestpress: %s cannot be exchanged as a whole (%s); replacing its files\n", o->out,
	    strerror(errno));
	remove_tree(o->arena, o->stage);
	o->stage = file_join(o->arena, o->out, STAGE_WITHIN);
	make_folder(o->stage);
	for (size_t i = 0; i < o->n; i++)
		if (!o->entries[i].same)
			write_entry(o, &o->entries[i]);
	each_unwritten(o, remove_old);
	for (size_t i = 0; i < o->n; i++) {
		struct entry *e = &o->entries[i];
		char *to = file_join(o->arena, o->out, e->path);

		if (e->same)
			continue;
		make_parents(o, to, strlen(o->out) + 1);
		if (rename(file_join(o->arena, o->stage, e->path), to) != 0)
			fail("replace", to);
	}
}

static void exchange(struct output *o)
{
	if (!file_exists(o->out)) {
		if (rename(o->stage, o->out) != 0)
			fail("make the folder", o->out);
		return;
	}
	if (renameat2(AT_FDCWD, o->stage, AT_FDCWD, o->out, RENAME_EXCHANGE) != 0)
		replace_files(o);
	remove_tree(o->arena, o->stage);
}

static void close_output(struct output *o)
{
	die_before(NULL, NULL);
	unlink(o->lock_path);
	close(o->lock_fd);
	pthread_mutex_destroy(&o->lock);
	arena_free(o->arena);
}

bool output_commit(struct output *o, int *files, int64_t *bytes)
{
	bool changed;

	if (o->keep)
		each_unwritten(o, add_old);
	qsort(o->entries, o->n, sizeof(*o->entries), by_path);
	*files = (int)o->n;
	*bytes = 0;
	for (size_t i = 0; i < o->n; i++)
		*bytes += (int64_t)o->entries[i].size;
	add_manifest(o);
	changed = !compare_all(o);
	if (changed) {
		make_folder(o->stage);
		for (size_t i = 0; i < o->n; i++)
			write_entry(o, &o->entries[i]);
		exchange(o);
	}
	close_output(o);
	return changed;
}

void output_abandon(struct output *o)
{
	if (o->nowhere) {
		pthread_mutex_destroy(&o->lock);
		arena_free(o->arena);
		return;
	}
	remove_tree(o->arena, o->stage);
	close_output(o);
}
