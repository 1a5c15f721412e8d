/* Arenas, buffers, vectors and the string map. */
#include "unit/unit.h"

#include "base/base.h"

static void test_arena(void)
{
	struct arena *a = arena_new();
	char *first = arena_dup(a, "first"), *large = arena_alloc(a, 1 << 20);
	bool aligned = true, zeroed = true;

	for (size_t i = 1; i < 5000; i++) {
		char *p = arena_alloc(a, i % 97 + 1);

		aligned = aligned && (uintptr_t)p % 16 == 0;
		for (size_t k = 0; k <= i % 97; k++)
			zeroed = zeroed && p[k] == 0;
		memset(p, 0xFF, i % 97 + 1);
	}
	memset(large, 1, 1 << 20);
	CHECK(aligned && zeroed);
	CHECK_STR(first, "first");
	CHECK_STR(arena_printf(a, "%d-%s", 7, "x"), "7-x");
	CHECK(arena_dup(a, NULL) == NULL);
	arena_free(a);
	arena_free(NULL);
}

static void test_vector(void)
{
	struct arena *a = arena_new();
	int *v = NULL;
	size_t n = 0, cap = 0;
	bool kept = true;

	for (int i = 0; i < 1000; i++)
		*VEC_PUSH(a, v, n, cap) = i;
	for (int i = 0; i < 1000; i++)
		kept = kept && v[i] == i;
	CHECK(kept && n == 1000 && cap >= n);
	arena_free(a);
}

/* The last piece of an arena grows where it is; another one in between ends that. */
static void test_vector_in_place(void)
{
	struct arena *a = arena_new();
	struct {
		int64_t part[5];
	} *v = NULL, *first;
	int *w = NULL;
	size_t v_n = 0, v_cap = 0, w_n = 0, w_cap = 0;
	bool kept = true;

	VEC_PUSH(a, v, v_n, v_cap)->part[4] = 0;
	CHECK(v_cap == 1);
	first = v;
	for (int i = 1; i < 100; i++)
		VEC_PUSH(a, v, v_n, v_cap)->part[4] = i;
	CHECK(v == first);
	*VEC_PUSH(a, w, w_n, w_cap) = 7;
	for (int i = 100; i < 3000; i++)
		VEC_PUSH(a, v, v_n, v_cap)->part[4] = i;
	CHECK(v != first && w[0] == 7 && first[99].part[4] == 99);
	for (int i = 0; i < 3000; i++)
		kept = kept && v[i].part[4] == i && v[i].part[0] == 0;
	CHECK(kept);
	arena_free(a);
}

static void test_buffer(void)
{
	struct buf b = {0};

	buf_put(&b, NULL, 0);
	CHECK_STR(b.s, "");
	for (int i = 0; i < 100; i++)
		buf_printf(&b, "%d,", i);
	CHECK(b.len == 290 && b.s[b.len] == '\0');
	buf_clear(&b);
	buf_puts(&b, "x");
	buf_putc(&b, 'y');
	CHECK_STR(b.s, "xy");
	buf_free(&b);
}

static void test_buffer_kept(void)
{
	struct arena *a = arena_new();
	struct buf b = {0};

	CHECK_STR(buf_keep(&b, a), ""); /* nothing was put into it */
	buf_puts(&b, "甲丙");
	buf_insert(&b, 3, "乙");
	buf_insert(&b, b.len, "丁");
	buf_insert(&b, 0, "");
	CHECK(b.len == 12);
	CHECK_STR(buf_keep(&b, a), "甲乙丙丁");
	CHECK(b.s == NULL && b.len == 0);
	arena_free(a);
}

static void test_map(void)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);
	static int values[1000];
	bool found = true;

	for (int i = 0; i < 1000; i++)
		map_put(m, arena_printf(a, "key-%d", i), &values[i]);
	for (int i = 0; i < 1000; i++)
		found = found && map_find(m, arena_printf(a, "key-%d", i)) == &values[i];
	CHECK(found);
	CHECK(map_find(m, "key-1000") == NULL);
	map_put(m, "key-3", &values[5]);
	CHECK(map_find(m, "key-3") == &values[5]);
	arena_free(a);
}

int main(void)
{
	test_arena();
	test_vector();
	test_vector_in_place();
	test_buffer();
	test_buffer_kept();
	test_map();
	return unit_end();
}
