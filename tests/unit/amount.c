/* The 标准 grammar: examples, slips, and two laws over generated input. */
#include "digest/digest.h"
#include "unit/random.h"
#include "unit/unit.h"

#include <stdlib.h>
#include <time.h>

static const struct place here = {"cell", 1, 1};

static struct standard parse(struct arena *a, const char *s)
{
	struct standard o;

	diag_reset();
	CHECK(standard_parse(a, s, here, &o));
	if (diag_errors())
		printf("# in %s\n", s);
	diag_flush();
	return o;
}

/* ------------------------------------------------------- the table of content/README.md */

static void a_cap_is_an_upper_bound(struct arena *a)
{
	struct standard o = parse(a, "最高5000万元");

	CHECK(o.kind == KIND_CAP && o.has_amount && o.amount == 50000000 && !o.has_min &&
	      !o.has_ratio);
	CHECK_STR(o.currency, "CNY");
	o = parse(a, "研发投入×20%，最高500万元，每年");
	CHECK(o.kind == KIND_CAP && o.ratio == 20000 && o.amount == 5000000 && !o.ratio_at_most);
	CHECK_STR(o.basis, "研发投入");
	CHECK_STR(o.period, "每年");
	o = parse(a, "项目总投资×不超过20%，最高300万元");
	CHECK(o.kind == KIND_CAP && o.ratio_at_most && o.ratio == 20000);
	o = parse(a, "每个平台最高200万元");
	CHECK(o.kind == KIND_CAP);
	CHECK_STR(o.unit, "平台");
	CHECK(parse(a, "不超过2亿元").kind == KIND_CAP);
	CHECK(parse(a, "封顶2亿元").amount == 200000000);
}

static void a_rate_is_paid_for_each(struct arena *a)
{
	struct standard o = parse(a, "每证20万元");

	CHECK(o.kind == KIND_RATE && o.amount == 200000);
	CHECK_STR(o.unit, "证");
	o = parse(a, "每名1000元，每月");
	CHECK(o.kind == KIND_RATE && o.amount == 1000);
	CHECK_STR(o.period, "每月");
	o = parse(a, "每认定1家20万元");
	CHECK(o.kind == KIND_RATE && o.amount == 200000);
	CHECK_STR(o.unit, "认定1家");
	o = parse(a, "每人每期最高150元");
	CHECK(o.kind == KIND_CAP && o.amount == 150);
	CHECK_STR(o.unit, "人/期");
	CHECK_STR(parse(a, "每个公共平台20万元").unit, "公共平台");
}

static void a_range_keeps_both_ends(struct arena *a)
{
	struct standard o = parse(a, "30—50万元");

	CHECK(o.kind == KIND_FIXED && o.has_min && o.amount_min == 300000 && o.amount == 500000);
	o = parse(a, "租用费用×不超过50%，最低1万元，最高30万元");
	CHECK(o.kind == KIND_CAP && o.has_min && o.amount_min == 10000 && o.amount == 300000);
	o = parse(a, "最低1万元");
	CHECK(o.kind == KIND_FIXED && !o.has_amount && o.has_min);
	o = parse(a, "0.5—1.5亿美元");
	CHECK(o.amount_min == 50000000 && o.amount == 150000000);
	CHECK_STR(o.currency, "USD");
}

static void a_ratio_has_no_sum(struct arena *a)
{
	struct standard o = parse(a, "国家拨付经费×30%");

	CHECK(o.kind == KIND_RATIO && !o.has_amount && o.ratio == 30000);
	o = parse(a, "1:1配套");
	CHECK(o.kind == KIND_RATIO && o.ratio == 100000);
	CHECK_STR(o.basis, "上级资金");
	CHECK(parse(a, "1:0.5配套，最高100万元").ratio == 50000);
	CHECK(parse(a, "4:1配套").ratio == 25000);
	o = parse(a, "实际融资额×2‰");
	CHECK(o.ratio == 200);
	o = parse(a, "50%，每场最高200万元");
	CHECK(o.kind == KIND_CAP && o.basis == NULL && o.ratio == 50000);
	CHECK_STR(parse(a, "面积×单价×10%").basis, "面积×单价");
}

static void rows_lean_on_others(struct arena *a)
{
	struct standard o = parse(a, "对上行：每校最高100万元，每年");

	CHECK(o.over == 1 && o.kind == KIND_CAP);
	CHECK(parse(a, "对上2行：每家企业最高1亿元").over == 2);
	o = parse(a, "服务总费用×10%，共最高10万元");
	CHECK(o.shared_cap && o.kind == KIND_CAP);
	o = parse(a, "每个单位共最高10万元");
	CHECK(o.shared_cap);
	CHECK_STR(o.unit, "单位");
}

/* The measure word is not part of the unit; a noun that begins like one is. */
static void test_units(void)
{
	static const struct {
		const char *text, *unit;
	} cases[] = {
	    {"每家企业最高1万元", "企业"},
	    {"每个企业最高1万元", "企业"},
	    {"每项标准1万元", "标准"},
	    {"每所学校1万元", "学校"},
	    {"每项目1万元", "项目"},
	    {"每项目标1万元", "项目标"},
	    {"每家庭农场1万元", "家庭农场"},
	    {"每家1万元", "家"},
	    {"每名1万元", "名"},
	    {"每个平台每期1万元", "平台/期"},
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_STR(parse(a, cases[i].text).unit, cases[i].unit);
	arena_free(a);
}

static void years_and_periods(struct arena *a)
{
	struct standard o = parse(a, "最高500万元，每年，连续3年");

	CHECK(o.years == 3 && o.span == SPAN_RUNNING);
	o = parse(a, "定额50万元，一次性，分3年");
	CHECK(o.years == 3 && o.span == SPAN_PARTS);
	CHECK_STR(o.period, "一次性");
	CHECK(parse(a, "最高1元，最长2年").span == SPAN_MOST);
	CHECK_STR(parse(a, "1元，每半年").period, "每半年");
}

static void slips_are_refused(struct arena *a)
{
	static const char *const slips[] = {
	    "",
	    "，",
	    "最高",
	    "500",
	    "500万",
	    "最高500万",
	    "五百万元",
	    "５00万元",
	    "1,000元",
	    "05万元",
	    "0万元",
	    "1千万元",
	    "1百万元",
	    "500万—1000万元",
	    "500万元—1000万元",
	    "500-1000万元",
	    "1000—500万元",
	    "500—500万元",
	    "1.23456万元",
	    "0.5元",
	    "最高500万元，最高600万元",
	    "20万元，最高100万元",
	    "最低1万元，最低2万元",
	    "30—50万元，最低1万元",
	    "最低1万元，30—50万元",
	    "最低30—50万元",
	    "最低5万元，最高1万元",
	    "最高1万元，最低1万美元",
	    "每年5万元",
	    "每校每年最高1万元",
	    "每",
	    "每20万元",
	    "每个单位共10万元",
	    "共10万元",
	    "共最低10万元",
	    "奖励100万元",
	    "最高 100万元",
	    "100万元以内",
	    "最高100万元，",
	    "，最高100万元",
	    "最高100万元,每年",
	    "研发投入20%",
	    "×20%",
	    "研发投入×20％",
	    "研发投入×20",
	    "10%—20%",
	    "0%",
	    "1001%",
	    "0.0001%",
	    "20%，30%",
	    "1：1配套",
	    "3:1配套",
	    "1:1配",
	    "1:0配套",
	    "每年",
	    "连续3年",
	    "一次性，一次性，1元",
	    "1元，连续0年",
	    "1元，分100年",
	    "1元，连续3",
	    "1元，连续3年，分2年",
	    "1元，连续1.5年",
	    "对上行:最高1元",
	    "对上行",
	    "对上0行：最高1元",
	    "对上21行：最高1元",
	    "对上行：1元",
	    "对上行：1%",
	    "999999999999999亿元",
	    "9999999999999999元",
	    "最高投资2亿元以上",
	    "视情况",
	    "一事一议",
	    "1..5元",
	    "1.元",
	    ".5元",
	    "最高最高1元",
	    "100万元每年",
	};

	for (size_t i = 0; i < LEN(slips); i++) {
		struct standard o;

		diag_reset();
		CHECK(!standard_parse(a, slips[i], here, &o));
		CHECK(diag_errors() == 1);
		if (diag_errors() != 1)
			printf("# in %s\n", slips[i]);
	}
	diag_reset();
}

/* -------------------------------------------------------------------- in words */

static void sums_in_words(void)
{
	static const struct {
		int64_t amount;
		const char *currency, *words;
	} sums[] = {
	    {50000000, "CNY", "5000万元"},
	    {150000000, "CNY", "1.5亿元"},
	    {100000000, "CNY", "1亿元"},
	    {1000, "CNY", "1000元"},
	    {10000, "CNY", "1万元"},
	    {12300, "CNY", "1.23万元"},
	    {12345, "CNY", "12345元"},
	    {123450000, "CNY", "12345万元"},
	    {105000000, "CNY", "1.05亿元"},
	    {100000001, "CNY", "100000001元"},
	    {1000000, "USD", "100万美元"},
	    {0, "CNY", "0元"},
	    {99999999, "CNY", "99999999元"},
	    {100000000000, "CNY", "1000亿元"},
	    {150, "CNY", "150元"},
	};
	char s[48];

	for (size_t i = 0; i < LEN(sums); i++) {
		amount_words(sums[i].amount, sums[i].currency, s);
		CHECK_STR(s, sums[i].words);
	}
}

static void ratios_in_words(void)
{
	static const struct {
		int32_t ratio;
		const char *words;
	} ratios[] = {
	    {30000, "30%"}, {1500, "1.5%"}, {200, "0.2%"}, {1, "0.001%"}, {100000, "100%"}};
	char s[24];

	for (size_t i = 0; i < LEN(ratios); i++) {
		ratio_words(ratios[i].ratio, s);
		CHECK_STR(s, ratios[i].words);
	}
}

/* ------------------------------------------------------------------ generated */

#define PICK(state, words) (words)[below((state), (int)LEN(words))]

/* Whole sums, so that the unit may be any. */
static int64_t random_sum(uint64_t *r)
{
	static const int64_t steps[] = {1, 100, 10000, 1000000, 100000000};

	return (1 + below(r, 99999)) * PICK(r, steps);
}

static void write_sum(uint64_t *r, struct standard *o, struct buf *b)
{
	static const char *const units[] = {"证", "名", "企业", "认定1家", "公共平台", "项目"};
	static const char *const uppers[] = {"最高", "不超过", "封顶"};
	char s[48];

	o->has_amount = true;
	o->amount = random_sum(r);
	if (below(r, 2)) {
		o->unit = PICK(r, units);
		buf_printf(b, below(r, 2) ? "每个%s" : "每%s", o->unit);
	}
	o->kind = o->unit ? KIND_RATE : KIND_FIXED;
	if (below(r, 2)) {
		o->kind = KIND_CAP;
		o->shared_cap = below(r, 4) == 0;
		buf_printf(b, "%s%s", o->shared_cap ? "共" : "", PICK(r, uppers));
	} else if (below(r, 2)) {
		buf_puts(b, "定额");
	}
	if (below(r, 4) == 0) {
		o->has_min = true;
		o->amount_min = 1 + below(r, 9);
		o->amount = o->amount_min + 1 + below(r, 1000);
		buf_printf(b, "%d—%d亿元", (int)o->amount_min, (int)o->amount);
		o->amount_min *= 100000000;
		o->amount *= 100000000;
		return;
	}
	amount_words(o->amount, "CNY", s);
	buf_puts(b, s);
}

static void write_ratio(uint64_t *r, struct standard *o, struct buf *b)
{
	static const char *const bases[] = {
	    "研发投入", "项目总投资", "法律、财务等中介费用", "实际融资额"};
	char s[24];

	o->has_ratio = true;
	o->kind = KIND_RATIO;
	o->ratio = 1 + below(r, 100000);
	if (below(r, 8) == 0) {
		o->ratio = 100000;
		o->basis = "上级资金";
		buf_puts(b, "1:1配套");
		return;
	}
	o->basis = PICK(r, bases);
	o->ratio_at_most = below(r, 2);
	ratio_words(o->ratio, s);
	buf_printf(b, "%s×%s%s", o->basis, o->ratio_at_most ? "不超过" : "", s);
}

static void write_standard(uint64_t *r, struct standard *o, struct buf *b)
{
	static const char *const periods[] = {"每年", "每半年", "每季度", "每月", "一次性"};
	static const char *const spans[] = {"", "连续", "分", "最长"};
	int parts = 1 + below(r, 3); /* 1 ratio, 2 sum, 3 both */
	struct buf sum = {0};

	*o = (struct standard){.currency = "CNY"};
	if (parts & 1)
		write_ratio(r, o, b);
	if (parts & 2)
		write_sum(r, o, &sum);
	buf_printf(b, "%s%s", parts == 3 ? "，" : "", parts & 2 ? sum.s : "");
	buf_free(&sum);
	if (below(r, 2)) {
		o->period = PICK(r, periods);
		buf_printf(b, "，%s", o->period);
	}
	if (below(r, 2)) {
		o->span = (enum span_kind)(1 + below(r, 3));
		o->years = 1 + below(r, 99);
		buf_printf(b, "，%s%d年", spans[o->span], o->years);
	}
}

static void check_same(const struct standard *a, const struct standard *b)
{
	CHECK(a->kind == b->kind);
	CHECK(a->has_amount == b->has_amount && a->amount == b->amount);
	CHECK(a->has_min == b->has_min && a->amount_min == b->amount_min);
	CHECK(a->has_ratio == b->has_ratio && a->ratio == b->ratio);
	CHECK(a->ratio_at_most == b->ratio_at_most && a->shared_cap == b->shared_cap);
	CHECK(a->years == b->years && a->span == b->span && a->over == b->over);
	CHECK_STR(a->basis, b->basis);
	CHECK_STR(a->unit, b->unit);
	CHECK_STR(a->period, b->period);
	CHECK_STR(a->currency, b->currency);
}

static void what_is_written_is_read(uint64_t r)
{
	for (int i = 0; i < 2000; i++) {
		struct arena *a = arena_new();
		struct buf text = {0};
		struct standard wrote, got;
		int failed = unit_failed;

		write_standard(&r, &wrote, &text);
		got = parse(a, text.s);
		check_same(&got, &wrote);
		if (unit_failed > failed)
			printf("# in %s\n", text.s);
		buf_free(&text);
		arena_free(a);
	}
}

/* Either it is read, or exactly one thing is reported. */
static void noise_never_crashes(uint64_t r)
{
	static const char *const bits[] = {"每", "个", "最高", "最低", "共", "不超过", "定额",
	    "对上", "行：", "×", "%", "‰", "，", "—", ":", "配套", "元", "万", "亿", "美", "1", "9",
	    "0", ".", "连续", "年", "一次性", "企业", " ", "𠮷"};
	struct arena *a = arena_new();

	for (int i = 0; i < 5000; i++) {
		struct buf text = {0};
		struct standard o;

		buf_puts(&text, "");
		for (int n = below(&r, 12); n > 0; n--)
			buf_puts(&text, PICK(&r, bits));
		diag_reset();
		CHECK(standard_parse(a, text.s, here, &o) == (diag_errors() == 0) &&
		      diag_errors() <= 1);
		buf_free(&text);
	}
	for (int i = 0; i < 5000; i++) {
		char bytes[24] = {0};
		struct standard o;

		for (int n = below(&r, 23); n > 0; n--)
			bytes[n] = (char)(1 + below(&r, 255));
		bytes[0] = '1';
		diag_reset();
		CHECK(standard_parse(a, bytes, here, &o) == (diag_errors() == 0));
	}
	diag_reset();
	arena_free(a);
}

int main(int argc, char **argv)
{
	test_units();
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : (uint64_t)time(NULL);
	struct arena *a = arena_new();

	printf("# seed %llu\n", (unsigned long long)seed);
	a_cap_is_an_upper_bound(a);
	a_rate_is_paid_for_each(a);
	a_range_keeps_both_ends(a);
	a_ratio_has_no_sum(a);
	rows_lean_on_others(a);
	years_and_periods(a);
	slips_are_refused(a);
	sums_in_words();
	ratios_in_words();
	what_is_written_is_read(seed);
	noise_never_crashes(seed);
	arena_free(a);
	return unit_end();
}
