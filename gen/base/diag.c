/*
 * Diagnostics: reports are collected from any thread, then printed sorted by
 * file, line and column, each with its source line, a caret and its hints. The
 * only mutable state of the program at file scope lives here.
 */
#include "base/base.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct report {
	struct place place;
	enum diag_level level;
	const char *code;
	char *text;
	char *hint; /* lines, each ended; NULL when none */
};

struct source {
	const char *file, *text;
	size_t size;
};

static struct {
	pthread_mutex_t lock;
	struct arena *arena;
	struct report **reports; /* pointers: each thread may keep its last one */
	size_t n, cap, printed;
	bool hide_notes;
	struct source *sources;
	size_t sources_n, sources_cap;
	int errors, warnings;
	void (*leave)(void *ctx);
	void *leave_ctx;
} all = {.lock = PTHREAD_MUTEX_INITIALIZER};

static _Thread_local struct report *last;

static struct arena *memory(void)
{
	if (!all.arena)
		all.arena = arena_new();
	return all.arena;
}

static void count(enum diag_level level, int by)
{
	if (level == DIAG_ERROR)
		all.errors += by;
	else if (level == DIAG_WARNING)
		all.warnings += by;
}

void diag(struct place p, enum diag_level level, const char *code, const char *fmt, ...)
{
	struct buf text = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	if (!p.file)
		p.file = "";
	pthread_mutex_lock(&all.lock);
	last = arena_new_of(memory(), struct report);
	*last = (struct report){p, level, code, arena_dup(memory(), text.s), NULL};
	last->place.file = arena_dup(memory(), p.file);
	*VEC_PUSH(memory(), all.reports, all.n, all.cap) = last;
	count(level, 1);
	pthread_mutex_unlock(&all.lock);
	buf_free(&text);
}

void diag_hint(const char *fmt, ...)
{
	struct buf text = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	pthread_mutex_lock(&all.lock);
	if (last)
		last->hint =
		    arena_printf(memory(), "%s  hint: %s\n", last->hint ? last->hint : "", text.s);
	pthread_mutex_unlock(&all.lock);
	buf_free(&text);
}

void diag_source(const char *file, const char *text, size_t size)
{
	pthread_mutex_lock(&all.lock);
	*VEC_PUSH(memory(), all.sources, all.sources_n, all.sources_cap) =
	    (struct source){arena_dup(memory(), file), text, size};
	pthread_mutex_unlock(&all.lock);
}

static int compare(const void *x, const void *y)
{
	const struct report *a = *(struct report *const *)x, *b = *(struct report *const *)y;
	int d = strcmp(a->place.file, b->place.file);

	if (d == 0)
		d = (a->place.line > b->place.line) - (a->place.line < b->place.line);
	if (d == 0)
		d = (a->place.col > b->place.col) - (a->place.col < b->place.col);
	if (d == 0)
		d = strcmp(a->code, b->code);
	if (d == 0)
		d = strcmp(a->text, b->text);
	return d;
}

static const struct source *source_of(const char *file)
{
	for (size_t i = all.sources_n; i-- > 0;)
		if (strcmp(all.sources[i].file, file) == 0)
			return &all.sources[i];
	return NULL;
}

/* Columns on a terminal: Han and full-width marks take two. */
static int columns(uint32_t cp)
{
	return text_is_han(cp) || (text_is_cjk_mark(cp) && cp >= 0x3000) ? 2 : 1;
}

enum { EXCERPT = 76, EXCERPT_BEFORE = 40 };

/* The characters of a line from `first`, at most EXCERPT columns of them. */
static void excerpt(const char *line, const char *end, int first, int col)
{
	int len, at = 0, width = 0, caret = -1;

	fputs("    ", stderr);
	for (const char *s = line; s < end && width < EXCERPT; s += len) {
		uint32_t cp = text_decode(s, end, &len);

		if (++at < first)
			continue;
		if (at == col)
			caret = width;
		if (cp == TEXT_BAD || cp < 0x20 || cp == 0x7F)
			fputc(cp == '\t' ? ' ' : '?', stderr);
		else
			fwrite(s, 1, (size_t)len, stderr);
		width += cp == TEXT_BAD ? 1 : columns(cp);
	}
	if (caret < 0)
		caret = width;
	fprintf(stderr, "\n    %*s^\n", caret, "");
}

static void show_source(struct place p)
{
	const struct source *src = source_of(p.file);
	const char *s, *end;

	if (!src || p.line < 1 || p.col < 1)
		return;
	s = src->text;
	end = s + src->size;
	for (int line = 1; line < p.line; line++) {
		s = memchr(s, '\n', (size_t)(end - s));
		if (!s)
			return;
		s++;
	}
	if (memchr(s, '\n', (size_t)(end - s)))
		end = memchr(s, '\n', (size_t)(end - s));
	excerpt(s, end, p.col > EXCERPT_BEFORE ? p.col - EXCERPT_BEFORE / 2 : 1, p.col);
}

static void show(const struct report *r)
{
	static const char *const levels[] = {"note", "warning", "error"};
	struct place p = r->place;

	if (p.line > 0 && p.col > 0)
		fprintf(stderr, "%s:%d:%d: ", p.file, p.line, p.col);
	else if (p.line > 0)
		fprintf(stderr, "%s:%d: ", p.file, p.line);
	else if (p.file[0])
		fprintf(stderr, "%s: ", p.file);
	fprintf(stderr, "%s[%s]: %s\n", levels[r->level], r->code, r->text);
	show_source(p);
	if (r->hint)
		fputs(r->hint, stderr);
}

void diag_hide_notes(void)
{
	all.hide_notes = true;
}

static bool is_shown(const struct report *r)
{
	return r->level != DIAG_NOTE || !all.hide_notes;
}

void diag_flush(void)
{
	pthread_mutex_lock(&all.lock);
	if (all.n > all.printed)
		qsort(
		    all.reports + all.printed, all.n - all.printed, sizeof(*all.reports), compare);
	for (size_t i = all.printed; i < all.n; i++) {
		if (i > all.printed && compare(&all.reports[i - 1], &all.reports[i]) == 0)
			count(all.reports[i]->level, -1); /* each is counted once too */
		else if (is_shown(all.reports[i]))
			show(all.reports[i]);
	}
	all.printed = all.n;
	fflush(stderr);
	pthread_mutex_unlock(&all.lock);
}

int diag_errors(void)
{
	return all.errors;
}

int diag_warnings(void)
{
	return all.warnings;
}

void diag_reset(void)
{
	pthread_mutex_lock(&all.lock);
	arena_free(all.arena);
	all.arena = NULL;
	all.reports = NULL;
	all.sources = NULL;
	all.n = all.cap = all.printed = all.sources_n = all.sources_cap = 0;
	all.errors = all.warnings = 0;
	all.hide_notes = false;
	last = NULL;
	pthread_mutex_unlock(&all.lock);
}

void die(const char *fmt, ...)
{
	va_list ap;

	fputs("digestpress: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	if (all.leave)
		all.leave(all.leave_ctx);
	exit(EXIT_MACHINE);
}

void die_before(void (*leave)(void *ctx), void *ctx)
{
	all.leave = leave;
	all.leave_ctx = ctx;
}
