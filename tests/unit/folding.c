/* What search compares: folded text; how names are read. */
#include "unit/unit.h"

#include <string.h>

#include "web/folding.h"

static void test_folding(void)
{
	static const char *const cases[][2] = {
	    {"", ""},
	    {" \t　\n", ""},
	    {"５００ 萬元", "500万元"},
	    {"ＡＩ Ai", "aiai"},
	    {"國發〔2017〕35號", "国发(2017)35号"},
	    {"国发［2017］35号", "国发(2017)35号"},
	    {"“智能+”", "\"智能+\""},
	    {"2018—2030年", "2018-2030年"},
	    {"5,000万元", "5000万元"},
	    {"5，000万元", "5000万元"},
	    {"12,345,678", "12345678"},
	    {"1234,567", "1234,567"},
	    {"1234,567,890", "1234,567890"},
	    {"1,234,5678", "1234,5678"},
	    {"20,30", "20,30"},
	    {"100㎡", "100m2"},
	    {"⼈⼯智能", "人工智能"},
	    {"…", "..."},
	    {"𠮷", "𠮷"},
	};
	struct arena *a = arena_new();
	struct folding *f = folding_new(a);
	struct letters l = {0};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct buf b = {0};

		folding_text(f, a, cases[i][0], &l);
		for (size_t k = 0; k < l.n; k++) {
			char bytes[4];
			buf_put(&b, bytes, (size_t)text_encode(l.at[k], bytes));
		}
		CHECK(strcmp(b.s ? b.s : "", cases[i][1]) == 0);
		buf_free(&b);
	}
	arena_free(a);
}

static void test_spelling(void)
{
	static const char *const cases[][2] = {
	    {"", ""},
	    {"算力补贴", "suan li bu tie"},
	    {"AI券", "ai quan"},
	    {"第5代", "di 5 dai"},
	    {"5G应用", "5g ying yong"},
	    {"“专精特新”企业", "zhuan jing te xin qi ye"},
	};
	struct arena *a = arena_new();
	struct pinyin *r = pinyin_new(a);

	for (size_t i = 0; i < LEN(cases); i++) {
		struct buf b = {0};

		pinyin_spell(r, cases[i][0], &b);
		while (b.len && b.s[b.len - 1] == ' ')
			b.s[--b.len] = '\0';
		CHECK(strcmp(b.s ? b.s : "", cases[i][1]) == 0);
		buf_free(&b);
	}
	pinyin_free(r);
	arena_free(a);
}

int main(void)
{
	test_folding();
	test_spelling();
	return unit_end();
}
