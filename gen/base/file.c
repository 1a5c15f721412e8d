/*
 * Files: reading, listing, paths, hashes (libmd is known here only) and memory
 * maps. What the program writes goes through output.c.
 */
#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 1 << 28 };

static bool read_all(int fd, char *s, size_t n)
{
	while (n) {
		ssize_t got = read(fd, s, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		s += got;
		n -= (size_t)got;
	}
	return true;
}

char *file_read(struct arena *a, const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *s = NULL;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0) {
		if (st.st_size > FILE_MOST) {
			errno = EFBIG;
		} else if (S_ISREG(st.st_mode)) {
			s = arena_alloc(a, (size_t)st.st_size + 1);
			*size = (size_t)st.st_size;
			if (!read_all(fd, s, *size))
				s = NULL;
		} else {
			errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
		}
	}
	close(fd);
	return s;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int by_name(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

char **file_list(struct arena *a, const char *folder, const char *suffix, size_t *n)
{
	DIR *d = opendir(folder);
	char **names = arena_array(a, char *, 1);
	struct dirent *e;
	size_t cap = 1;

	*n = 0;
	if (!d)
		return NULL;
	while ((e = readdir(d)))
		if (e->d_name[0] != '.' && text_ends_in(e->d_name, suffix))
			*VEC_PUSH(a, names, *n, cap) = arena_dup(a, e->d_name);
	closedir(d);
	qsort(names, *n, sizeof(*names), by_name);
	return names;
}

char *file_join(struct arena *a, const char *folder, const char *name)
{
	size_t n = strlen(folder);

	while (n > 1 && folder[n - 1] == '/')
		n--;
	return arena_printf(a, "%.*s/%s", (int)n, folder, name);
}

const char *file_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void file_sha256(const void *p, size_t n, char hex[SHA256_HEX])
{
	SHA256Data(p, n, hex);
}

bool file_map_open(struct file_map *m, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *p = MAP_FAILED;

	*m = (struct file_map){0};
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return false;
	*m = (struct file_map){p, (size_t)st.st_size};
	return true;
}

void file_map_close(struct file_map *m)
{
	if (m->p)
		munmap((void *)(uintptr_t)m->p, m->size);
	*m = (struct file_map){0};
}

char *file_temporary(struct arena *a)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_printf(a, "%s/digestpress-XXXXXX", folder && *folder ? folder : "/tmp");
	int fd = mkstemp(path);

	if (fd < 0)
		die("cannot make a temporary file like %s: %s", path, strerror(errno));
	close(fd);
	return path;
}
