/*
 * Threads: run a function for each of n pieces of work. A piece is taken by
 * whichever thread is free; the result must not depend on which.
 */
#include "base/base.h"

#include <pthread.h>
#include <stdatomic.h>

struct work {
	void (*fn)(void *ctx, int i, int thread);
	void *ctx;
	int n;
	atomic_int next, threads;
};

static void *run(void *p)
{
	struct work *w = p;
	int i, thread = atomic_fetch_add(&w->threads, 1);

	while ((i = atomic_fetch_add(&w->next, 1)) < w->n)
		w->fn(w->ctx, i, thread);
	return NULL;
}

void pool_run(int jobs, int n, void (*fn)(void *ctx, int i, int thread), void *ctx)
{
	struct work w = {.fn = fn, .ctx = ctx, .n = n};
	int threads = MIN(jobs, n) - 1; /* this thread works too */
	pthread_t *ids;

	atomic_init(&w.next, 0);
	atomic_init(&w.threads, 0);
	if (threads <= 0) {
		run(&w);
		return;
	}
	ids = mem_alloc(sizeof(*ids) * (size_t)threads);
	for (int i = 0; i < threads; i++)
		if (pthread_create(&ids[i], NULL, run, &w) != 0)
			die("cannot start a thread");
	run(&w);
	for (int i = 0; i < threads; i++)
		pthread_join(ids[i], NULL);
	mem_free(ids);
}
