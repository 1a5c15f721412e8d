/* Readings: the table is ICU's, and a corrected name is sorted where it is read. */
#include "base/base.h"
#include "unit.h"

static struct pinyin *readings;
static struct arena *arena;

static const char *corrected(const char *name, const char *reading)
{
	char *s = NULL;

	return pinyin_correct(readings, arena, name, reading, &s) ? s : NULL;
}

static bool is_before(const char *a, const char *b)
{
	return pinyin_compare(readings, a, b) < 0;
}

/* What stands under the letter, and after the first name and before the second. */
static void check_between(
    const char *first, const char *name, const char *reading, const char *second, char letter)
{
	const char *s = corrected(name, reading);

	CHECK(s && pinyin_letter(readings, s) == letter);
	CHECK(s && is_before(first, s) && is_before(s, second));
}

static void test_correct(void)
{
	check_between("柴桑", "长沙市", "chang sha shi", "朝阳", 'C');
	check_between("成都", "重庆市", "chongqingshi", "滁州", 'C');
	check_between("武汉", "厦门市", "xia men shi", "襄阳", 'X');
	check_between("柴桑", "长春", "changchun", "常州", 'C');
	CHECK(pinyin_letter(readings, "长沙") == 'Z');
	CHECK(is_before(corrected("长春", "changchun"), corrected("长沙", "changsha")));
}

static void test_kept(void)
{
	CHECK_STR(corrected("西安", "xian"), "西安");
	CHECK_STR(corrected("首台（套）", "shou tai tao"), "首台（套）");
	CHECK_STR(corrected("绿色", "lv se"), "绿色");
	CHECK_STR(corrected("绿色", "lu se"), "绿色");
	CHECK_STR(corrected("", ""), "");
}

static void test_wrong(void)
{
	CHECK(corrected("长沙", "chang") == NULL);
	CHECK(corrected("长沙", "changshashi") == NULL);
	CHECK(corrected("长沙", "chqng sha") == NULL);
	CHECK(corrected("长沙", "") == NULL);
	/* xian is xi an too: all divisions are wrong, and there are many */
	CHECK(corrected("先先先先先先先先先先",
		  "xianxianxianxianxianxianxianxianxianxianxianxianxianxian") == NULL);
}

static void test_letters(void)
{
	CHECK(pinyin_letter(readings, "阿里") == 'A');
	CHECK(pinyin_letter(readings, "作业") == 'Z');
	CHECK(pinyin_letter(readings, "AI芯片") == 'A');
	CHECK(pinyin_letter(readings, "api") == 'A');
	CHECK(pinyin_letter(readings, "5G") == '#');
	CHECK(pinyin_letter(readings, "") == '#');
}

/* ICU's own transliterator reads a thousand common characters as the table says. */
static void test_table(void)
{
	int same = 0, all = 0;

	for (uint32_t cp = 0x4E00; cp < 0x9FA0; cp += 19) {
		char one[5] = "", *letters;

		text_encode(cp, one);
		letters = text_pinyin(arena, one);
		same += *letters && pinyin_letter(readings, one) == letters[0] - 'a' + 'A';
		all++;
		CHECK(corrected(one, letters) && strcmp(corrected(one, letters), one) == 0);
	}
	CHECK(same == all);
}

int main(void)
{
	arena = arena_new();
	readings = pinyin_new(arena);
	test_correct();
	test_kept();
	test_wrong();
	test_letters();
	test_table();
	pinyin_free(readings);
	arena_free(arena);
	return unit_end();
}
