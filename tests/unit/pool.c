/* Threads: every piece of work is done once, and no two pieces at a time by one thread's number. */
#include "unit/unit.h"

#include <stdatomic.h>

#include "base/base.h"

enum { PIECES = 2000, JOBS = 4 };

struct tally {
	atomic_int done[PIECES];
	atomic_int busy[JOBS];
	atomic_int shared, beyond;
};

static void work(void *ctx, int i, int thread)
{
	struct tally *t = ctx;

	if (thread < 0 || thread >= JOBS) {
		atomic_fetch_add(&t->beyond, 1);
		return;
	}
	if (atomic_fetch_add(&t->busy[thread], 1) != 0)
		atomic_fetch_add(&t->shared, 1);
	atomic_fetch_add(&t->done[i], 1);
	atomic_fetch_sub(&t->busy[thread], 1);
}

static void test_jobs(int jobs, int pieces)
{
	static struct tally t;
	int once = 0;

	memset(&t, 0, sizeof(t));
	pool_run(jobs, pieces, work, &t);
	for (int i = 0; i < PIECES; i++)
		once += atomic_load(&t.done[i]) == (i < pieces);
	CHECK(once == PIECES);
	CHECK(atomic_load(&t.shared) == 0);
	CHECK(atomic_load(&t.beyond) == 0);
}

int main(void)
{
	test_jobs(1, PIECES);
	test_jobs(JOBS, PIECES);
	test_jobs(JOBS, 2);
	test_jobs(JOBS, 0);
	return unit_end();
}
