/* Path data and numbers of drawings, as segments in thousandths. */
#include <stdlib.h>

#include "unit/random.h"
#include "unit/unit.h"

#include "book/figure_parts.h"

static const char *said(struct arena *a, const char *d)
{
	struct contour o = {0};
	const char *end = contour_read(a, &o, d, 1000, 2000);
	struct buf b = {0};

	for (size_t i = 0; i < o.n; i++) {
		const struct segment *s = &o.segments[i];

		buf_putc(&b, "MLCZ"[s->kind]);
		if (s->kind == SEGMENT_CURVE)
			buf_printf(&b, "%d,%d %d,%d ", s->control[0].x, s->control[0].y,
			    s->control[1].x, s->control[1].y);
		if (s->kind != SEGMENT_CLOSE)
			buf_printf(&b, "%d,%d", s->to.x, s->to.y);
		buf_putc(&b, ' ');
	}
	buf_printf(&b, "|%s", end);
	return buf_keep(&b, a);
}

static void test_paths(struct arena *a)
{
	CHECK_STR(said(a, ""), "|");
	CHECK_STR(said(a, " M 1 2 "), "M2000,4000 |");
	CHECK_STR(said(a, "m1,2,3,4"), "M2000,4000 L5000,8000 |");
	CHECK_STR(said(a, "M0 0 3 4H5V6z"), "M1000,2000 L4000,6000 L6000,6000 L6000,8000 Z |");
	CHECK_STR(
	    said(a, "M0 0h5v6zh1"), "M1000,2000 L6000,2000 L6000,8000 Z M1000,2000 L2000,2000 |");
	CHECK_STR(said(a, "M.5-.25l-1.0005+2"), "M1500,1750 L500,3750 |");
	CHECK_STR(said(a, "M0 0c1 0 2 1 2 2 0 1-1 2-2 2"),
	    "M1000,2000 C2000,2000 3000,3000 3000,4000 "
	    "C3000,5000 2000,6000 1000,6000 |");
	CHECK_STR(said(a, "M0 0Q3 0 3 3"), "M1000,2000 C3000,2000 4000,3000 4000,5000 |");
	CHECK_STR(said(a, "L1 1"), "|L1 1");
	CHECK_STR(said(a, "M0 0A1 1 0 0 1 2 2"), "M1000,2000 |A1 1 0 0 1 2 2");
	CHECK_STR(said(a, "M0 0L1"), "M1000,2000 |L1");
	CHECK_STR(said(a, "M0 0Z1 1"), "M1000,2000 |Z1 1");
	CHECK_STR(said(a, "M1e3 0"), "|M1e3 0");
	CHECK_STR(said(a, "M0 2001"), "|M0 2001");
	CHECK_STR(said(a, "Z"), "|Z");
}

/* Whatever is written: read to a place inside it, and each part begins with a move. */
static void test_random(void)
{
	static const char letters[] = "MmLlHhVvCcQqZz0123456789.,+- A";

	for (uint64_t seed = 1; seed <= 2000; seed++) {
		struct arena *a = arena_new();
		struct contour o = {0};
		uint64_t state = seed;
		char d[64] = "M1 1";
		size_t n = 4 + (size_t)below(&state, 50);
		bool well = true;

		for (size_t i = 4; i < n; i++)
			d[i] = letters[below(&state, LEN(letters) - 1)];
		const char *end = contour_read(a, &o, d, 0, 0);
		for (size_t i = 0; i < o.n; i++)
			well &= o.segments[i].kind == SEGMENT_MOVE ||
				(i > 0 && o.segments[i - 1].kind != SEGMENT_CLOSE) ||
				(i > 0 && o.segments[i].kind == SEGMENT_CLOSE);
		printf("# seed %d\n", (int)seed);
		CHECK(end >= d && end <= d + n);
		CHECK(well);
		arena_free(a);
	}
}

int main(void)
{
	struct arena *a = arena_new();

	test_paths(a);
	test_random();
	arena_free(a);
	return unit_end();
}
