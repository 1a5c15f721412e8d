/* The order of the index: ICU's by pinyin, but for the names that the content says how to read. */
#include "digest/digest_parts.h"
#include "unit.h"

static struct region regions[] = {
    {.key = "changsha", .short_name = "长沙", .pinyin = "changsha"},
    {.key = "chongqing", .short_name = "重庆", .pinyin = "chong qing"},
    {.key = "xiamen", .short_name = "厦门", .pinyin = "xiamen"},
    {.key = "suzhou", .short_name = "苏州", .pinyin = "suzhou"},
};

static struct department departments[] = {
    {.anchor = "changsha--science", .name = "长沙市科技局"},
    {.anchor = "chongqing--science", .name = "重庆市科技局"},
    {.anchor = "xiamen--science", .name = "厦门市科技局"},
    {.anchor = "suzhou--science", .name = "苏州市科技局"},
    {.anchor = "tianjin--fund", .name = "单县基金办", .pinyin = "shan xian ji jin ban"},
};

static const char *aliases[] = {"贴息", "贷款贴", "利息补助"};

static const char *local[] = {"地方贡献"};

static struct term_entry terms[] = {
    {.key = "di-fang",
	.name = "“地方”财政贡献",
	.pinyin = "di fang cai zheng gong xian",
	.aliases = local,
	.aliases_n = 1},
    {.key = "deng-ling",
	.name = "瞪羚企业",
	.pinyin = "deng ling qi ye",
	.definition = "瞪羚企业用AI芯片，可得利息补助。"},
    {.key = "tie-xi",
	.name = "贷款贴息",
	.pinyin = "dai kuan tie xi",
	.aliases = aliases,
	.aliases_n = LEN(aliases)},
    {.key = "chang-jing", .name = "场景示范", .pinyin = "chang jing shi fan"},
    {.key = "zhuan", .name = "“专精特新”企业", .pinyin = "zhuan jing te xin qi ye"},
    {.key = "ai", .name = "AI芯片", .pinyin = "ai xin pian"},
    {.key = "five", .name = "5G基站", .pinyin = "ji zhan"},
};

static const char *index_words(struct arena *a, const struct collection *c)
{
	const char *s = "";

	for (size_t i = 0; i < c->index_n; i++)
		s = arena_printf(
		    a, "%s%s%s %s", s, i ? ", " : "", c->index[i]->letter, c->index[i]->name);
	return s;
}

static void test_order(struct arena *a)
{
	struct collection c = {.arena = a,
	    .regions = regions,
	    .regions_n = LEN(regions),
	    .departments = departments,
	    .departments_n = LEN(departments),
	    .terms = terms,
	    .terms_n = LEN(terms)};

	index_make(&c);
	CHECK_STR(index_words(a, &c),
	    "# 5G基站, A AI芯片, C 长沙市科技局, C 场景示范, C 重庆市科技局, D 贷款贴息, D "
	    "瞪羚企业, D “地方”财政贡献, D 地方贡献, "
	    "L 利息补助, S 单县基金办, S 苏州市科技局, T 贴息, X 厦门市科技局, "
	    "Z “专精特新”企业");
	for (size_t i = 0; i < c.index_n; i++)
		if (c.index[i]->see && c.index[i]->term != &terms[0]) {
			CHECK_STR(c.index[i]->see->name, "贷款贴息");
			CHECK(c.index[i]->term == &terms[2]);
		}
}

/* What a definition speaks of, by another name too, in the order of the index; not the term itself.
 */
static void test_related(struct arena *a)
{
	struct collection c = {.arena = a, .terms = terms, .terms_n = LEN(terms)};
	size_t related = 0;

	index_make(&c);
	for (size_t i = 0; i < c.index_n; i++) {
		const struct index_entry *e = c.index[i];

		related += e->also_n;
		if (e->term != &terms[1])
			continue;
		CHECK(e->also_n == 2);
		CHECK_STR(e->also[0]->name, "AI芯片");
		CHECK_STR(e->also[1]->name, "贷款贴息");
	}
	CHECK(related == 2);
}

/* Where the content corrects nothing, the order is the collation's. */
static void test_plain(struct arena *a)
{
	static const char *const names[] = {"市场", "事务", "十大工程", "实验室", "示范", "使用",
	    "试点", "石化", "时代", "世界", "适用", "史料", "施工", "狮子", "师资", "湿地"};
	struct term_entry plain[LEN(names)] = {0};
	struct collection c = {.arena = a, .terms = plain, .terms_n = LEN(names)};
	struct collator *order = collator_new();

	for (size_t i = 0; i < LEN(names); i++) {
		plain[i].key = plain[i].name = names[i];
		plain[i].pinyin = "";
	}
	index_make(&c);
	CHECK(c.index_n == LEN(names));
	for (size_t i = 1; i < c.index_n; i++)
		CHECK(collator_compare(order, c.index[i - 1]->name, c.index[i]->name) < 0);
	collator_free(order);
}

int main(void)
{
	struct arena *a = arena_new();

	test_order(a);
	test_related(a);
	test_plain(a);
	arena_free(a);
	return unit_end();
}
