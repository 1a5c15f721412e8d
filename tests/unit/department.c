/* Which unit a written name means: by region, by name and alias, with and without an office. */
#include "digest/digest_parts.h"
#include "unit.h"

static const char *city_aliases[] = {"市科技局", "市科委"}, *city_offices[] = {"高新处"};
static const char *province_aliases[] = {"省财政厅", "市科技局"};

static struct department city = {.anchor = "city--science",
    .name = "某市科技局",
    .aliases = city_aliases,
    .aliases_n = 2,
    .offices = city_offices,
    .offices_n = 1};
static struct department province = {.anchor = "province--finance",
    .name = "某省财政厅",
    .aliases = province_aliases,
    .aliases_n = 2};
static const struct region above = {.departments = &province, .departments_n = 1};
static const struct region below = {.departments = &city, .departments_n = 1, .parent = &above};

static const char *found(const struct region *r, const char *written)
{
	const struct department *d = department_find(r, written);

	return d ? d->anchor : "none";
}

static void test_find(void)
{
	CHECK_STR(found(&below, "市科技局"), "city--science");
	CHECK_STR(found(&below, "某市科技局"), "city--science");
	CHECK_STR(found(&below, "市科委高新处"), "city--science");
	CHECK_STR(found(&below, "某市科技局高新处"), "city--science");
	CHECK_STR(found(&below, "省财政厅"), "province--finance");
	CHECK_STR(found(&above, "市科技局"), "province--finance");
}

static void test_find_nothing(void)
{
	CHECK_STR(found(&below, "市科技"), "none");
	CHECK_STR(found(&below, "市科技局人事处"), "none");
	CHECK_STR(found(&below, "高新处"), "none");
	CHECK_STR(found(&below, "省财政厅高新处"), "none");
	CHECK_STR(found(&above, "市科委"), "none");
	CHECK_STR(found(NULL, "市科技局"), "none");
}

static void test_nearest(struct arena *a)
{
	CHECK_STR(department_nearest(a, &below, "市料技局"), "市科技局");
	CHECK_STR(department_nearest(a, &below, "省财政庁"), "省财政厅");
	CHECK(department_nearest(a, &below, "园林绿化服务中心") == NULL);
	CHECK(department_nearest(a, NULL, "市科技局") == NULL);
}

int main(void)
{
	struct arena *a = arena_new();

	test_find();
	test_find_nothing();
	test_nearest(a);
	arena_free(a);
	return unit_end();
}
