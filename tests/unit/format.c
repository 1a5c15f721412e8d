/* The formats of templates that golden cases do not reach. */
#include "unit/unit.h"

#include "template/parts.h"

static const char *titled(struct arena *a, const char *title)
{
	struct type t = {.kind = VALUE_TEXT};
	struct value v = {.text = title};

	return format_find("titled", &t)->say(a, &t, &v);
}

static void test_titled(struct arena *a)
{
	CHECK_STR(titled(a, "若干政策"), "《若干政策》");
	CHECK_STR(titled(a, "《若干政策》第四条实施细则"), "《〈若干政策〉第四条实施细则》");
	CHECK_STR(titled(a, "关于“人工智能+”的意见"), "《关于“人工智能+”的意见》");
	CHECK(titled(a, "") == NULL);
	CHECK(titled(a, NULL) == NULL);
}

int main(void)
{
	struct arena *a = arena_new();

	test_titled(a);
	arena_free(a);
	return unit_end();
}
