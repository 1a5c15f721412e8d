/*
 * The line of progress is drawn by a thread of its own, ten times a second
 * after the first one, so that a long step is seen to go on. It only reads the
 * step's name and the clock, under a lock; the build never waits for it.
 */
#include "progress.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { STEPS_MOST = 16 };

struct step {
	const char *name;
	double start;
};

struct progress {
	struct timespec start;
	struct step steps[STEPS_MOST];
	size_t n;
	bool shown, drawn; /* shown: the thread runs; drawn: its line is on the terminal */
	bool stop;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
};

static struct timespec now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t;
}

double progress_seconds(const struct progress *p)
{
	struct timespec t = now();

	return (double)(t.tv_sec - p->start.tv_sec) + (double)(t.tv_nsec - p->start.tv_nsec) / 1e9;
}

static void draw(struct progress *p)
{
	if (!p->n)
		return;
	/* the carriage return at the end: what else is printed writes over the line */
	fprintf(stderr, "\r\033[K%s … %.1f s\r", p->steps[p->n - 1].name, progress_seconds(p));
	fflush(stderr);
	p->drawn = true;
}

static struct timespec later(struct timespec t, long nanoseconds)
{
	t.tv_nsec += nanoseconds;
	t.tv_sec += t.tv_nsec / 1000000000;
	t.tv_nsec %= 1000000000;
	return t;
}

static void *show(void *ctx)
{
	struct progress *p = ctx;
	struct timespec next = p->start;

	next.tv_sec++;
	pthread_mutex_lock(&p->lock);
	while (!p->stop) {
		if (pthread_cond_timedwait(&p->wake, &p->lock, &next) != ETIMEDOUT)
			continue;
		draw(p);
		next = later(next, 100000000);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

struct progress *progress_start(bool visible)
{
	struct progress *p = mem_alloc(sizeof(*p));
	pthread_condattr_t attr;

	p->start = now();
	pthread_mutex_init(&p->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&p->wake, &attr);
	pthread_condattr_destroy(&attr);
	p->shown =
	    visible && isatty(STDERR_FILENO) && pthread_create(&p->thread, NULL, show, p) == 0;
	return p;
}

void progress_step(struct progress *p, const char *name)
{
	pthread_mutex_lock(&p->lock);
	if (p->n < STEPS_MOST)
		p->steps[p->n++] = (struct step){name, progress_seconds(p)};
	pthread_mutex_unlock(&p->lock);
}

void progress_hide(struct progress *p)
{
	if (!p->shown)
		return;
	pthread_mutex_lock(&p->lock);
	p->stop = true;
	pthread_cond_signal(&p->wake);
	pthread_mutex_unlock(&p->lock);
	pthread_join(p->thread, NULL);
	p->shown = false;
	if (p->drawn)
		fputs("\r\033[K", stderr);
}

void progress_timings(const struct progress *p)
{
	for (size_t i = 0; i < p->n; i++) {
		double end = i + 1 < p->n ? p->steps[i + 1].start : progress_seconds(p);

		fprintf(
		    stderr, "%8.1f ms  %s\n", (end - p->steps[i].start) * 1000, p->steps[i].name);
	}
}

void progress_end(struct progress *p)
{
	progress_hide(p);
	pthread_cond_destroy(&p->wake);
	pthread_mutex_destroy(&p->lock);
	mem_free(p);
}
