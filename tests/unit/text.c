/* UTF-8, columns, classes of characters, numerals, distance, pinyin order. */
#include "unit/unit.h"

#include "base/base.h"

static void test_check(void)
{
	static const struct {
		const char *s;
		size_t n;
		int bad; /* offset of the first bad byte, -1 when valid */
	} cases[] = {
	    {"abc\n\t", 5, -1},
	    {"给予最高500万元", 21, -1},
	    {"\xF0\xA0\xAE\xB7", 4, -1}, /* 𠮷 */
	    {"a\xC0\x80", 3, 1},         /* overlong NUL */
	    {"a\xE0\x80\x80", 4, 1},     /* overlong */
	    {"\xED\xA0\x80", 3, 0},      /* surrogate */
	    {"\xF4\x90\x80\x80", 4, 0},  /* above U+10FFFF */
	    {"ab\xE4\xB8", 4, 2},        /* cut off */
	    {"ab\x80", 3, 2},            /* lone continuation */
	    {"a\0b", 3, 1},
	    {"a\x01", 2, 1},
	    {"\xEF\xBB\xBFx", 4, 0}, /* byte order mark */
	    {"\xEF\xBF\xBF", 3, 0},  /* U+FFFF */
	    {"\r\n", 2, 0},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		const char *bad = text_check(cases[i].s, cases[i].n);

		CHECK((bad ? bad - cases[i].s : -1) == cases[i].bad);
	}
}

/* Every code point survives encoding and decoding; the surrogates do not. */
static void test_round_trip(void)
{
	int wrong = 0;

	for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
		char s[5] = {0};
		int n = text_encode(cp, s), len;
		uint32_t back = text_decode(s, s + n, &len);
		bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;

		wrong += surrogate ? back != TEXT_BAD : back != cp || len != n;
	}
	CHECK(wrong == 0);
}

static void test_columns(void)
{
	static const char text[] = "给予";

	CHECK(text_column("给予500", 0) == 1);
	CHECK(text_column("给予500", 6) == 3);
	CHECK(text_column("给予500", 4) == 2); /* inside 予 */
	CHECK(text_length("给予𠮷5") == 4);
	CHECK(text_before(text, text) == 0);
	CHECK(text_before(text, text + 6) == 0x4E88);
}

static void test_classes(void)
{
	CHECK(text_is_han(0x4E00) && text_is_han(0x3007) && text_is_han(0x20BB7));
	CHECK(!text_is_han('a') && !text_is_han(0x3002) && !text_is_han(0x2F00));
	CHECK(text_is_cjk_mark(0x3002) && text_is_cjk_mark(0xFF0C) && text_is_cjk_mark(0x201C));
	CHECK(text_is_cjk_mark(0x3014) && !text_is_cjk_mark(',') && !text_is_cjk_mark(0xFF10));
}

static void test_numerals(void)
{
	static const struct {
		const char *s;
		int n;
	} cases[] = {
	    {"一", 1},
	    {"九", 9},
	    {"十", 10},
	    {"十一", 11},
	    {"二十", 20},
	    {"三十七", 37},
	    {"九十九", 99},
	    {"一十一", 11},
	    {"十十", 0},
	    {"一二", 0},
	    {"百", 0},
	    {"", 0},
	    {"ab3", 0},
	};

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK(text_han_number(cases[i].s, strlen(cases[i].s)) == cases[i].n);
}

static void test_distance(void)
{
	static const char *const names[] = {"region", "stage", "资金支持", "资金池"};

	CHECK(text_distance("region", "region") == 0);
	CHECK(text_distance("regoin", "region") == 2);
	CHECK(text_distance("", "abc") == 3);
	CHECK_STR(text_nearest("regin", names, LEN(names)), "region");
	CHECK_STR(text_nearest("资金支助", names, LEN(names)), "资金支持");
	CHECK(text_nearest("完全不同的", names, LEN(names)) == NULL);
}

static void test_names(void)
{
	static const char *const names[] = {"cap", "fixed"};
	struct arena *a = arena_new();

	CHECK(text_is_one_of("fixed", names, LEN(names)));
	CHECK(!text_is_one_of("fix", names, LEN(names)) && !text_is_one_of("", names, 0));
	CHECK(text_ends_in("a.md", ".md") && text_ends_in(".md", ".md"));
	CHECK(!text_ends_in("md", ".md") && text_ends_in("md", ""));
	CHECK_STR(text_hyphened(a, "not_yet"), "not-yet");
	arena_free(a);
}

static void test_trim(void)
{
	struct arena *a = arena_new();

	CHECK_STR(text_trim(a, "  a b\t\n", 7), "a b");
	CHECK_STR(text_trim(a, "　给予　", strlen("　给予　")), "给予");
	CHECK_STR(text_trim(a, "   ", 3), "");
	arena_free(a);
}

static void test_pinyin(void)
{
	struct collator *c = collator_new();

	CHECK(collator_compare(c, "北京", "上海") < 0);
	CHECK(collator_compare(c, "杭州", "济南") < 0);
	CHECK(collator_compare(c, "武汉", "武汉") == 0);
	collator_free(c);
}

static void test_words(void)
{
	struct arena *a = arena_new();
	const char *s = "发展产业";
	uint32_t *ends;

	CHECK(text_words(a, s, &ends) == 2);
	CHECK(ends[0] == strlen("发展") && ends[1] == strlen(s));
	CHECK(text_words(a, "", &ends) == 0);
	arena_free(a);
}

/* The phrases of a text, parted by |. */
static const char *phrases(struct arena *a, const char *s, const char *const *kept)
{
	struct buf b = {0};
	uint32_t *ends;
	size_t n = text_phrases(a, s, kept, &ends);

	for (size_t i = 0; i < n; i++) {
		size_t from = i ? ends[i - 1] : 0;
		buf_printf(&b, "%s%.*s", i ? "|" : "", (int)(ends[i] - from), s + from);
	}
	return buf_keep(&b, a);
}

static void test_phrases(void)
{
	static const char *const kept[] = {"人工智能", NULL};
	struct arena *a = arena_new();

	CHECK_STR(phrases(a, "发展人工智能产业", NULL), "发展|人工|智能|产业");
	CHECK_STR(phrases(a, "发展人工智能产业", kept), "发展|人工智能|产业");
	CHECK_STR(phrases(a, "合肥市的方案（2020-2023年）", kept), "合肥市的|方案|（2020-2023年）");
	CHECK_STR(phrases(a, "“人工智能+”计划", kept), "“人工智能+”|计划");
	CHECK_STR(phrases(a, "最高500万元", kept), "最高|500万元");
	CHECK_STR(phrases(a, "", kept), "");
	arena_free(a);
}

static void test_simplified(void)
{
	struct arena *a = arena_new();
	const uint32_t *simple = text_simplified(a);

	CHECK(simple[0x842C - TEXT_HAN_FIRST] == 0x4E07); /* 萬 万 */
	CHECK(simple[0x81FA - TEXT_HAN_FIRST] == 0x53F0); /* 臺 台 */
	CHECK(simple[0x4E07 - TEXT_HAN_FIRST] == 0x4E07);
	CHECK(simple[0] == TEXT_HAN_FIRST);
	CHECK(simple[TEXT_HAN_N - 1] == TEXT_HAN_FIRST + TEXT_HAN_N - 1);
	arena_free(a);
}

static void test_escapes(void)
{
	struct buf b = {0};

	xml_text(&b, "\"甲\" <乙> & '丙'");
	CHECK_STR(b.s, "&quot;甲&quot; &lt;乙&gt; &amp; '丙'");
	buf_clear(&b);
	json_text(&b, "甲\t\"\\\n\x01\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA");
	CHECK_STR(b.s, "\"甲\\t\\\"\\\\\\n\\u0001\\u2028\\u2029\xE2\x80\xAA\"");
	buf_clear(&b);
	json_text(&b, NULL);
	CHECK_STR(b.s, "null");
	buf_free(&b);
}

int main(void)
{
	test_check();
	test_round_trip();
	test_columns();
	test_classes();
	test_numerals();
	test_distance();
	test_names();
	test_trim();
	test_pinyin();
	test_words();
	test_phrases();
	test_simplified();
	test_escapes();
	return unit_end();
}
