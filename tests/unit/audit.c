/* The rooms of audit/: folding, numbering, the outline, figures. */
#include "unit.h"

#include "audit/audit_parts.h"

static const uint32_t *simple;

static struct fold fold(struct arena *a, const char *s)
{
	return fold_text(a, simple, (struct place){"s", 1, 1}, s, strlen(s));
}

static const char *folded(struct arena *a, const char *s)
{
	struct fold t = fold(a, s);

	return fold_words(a, &t, (struct span){0, t.n});
}

static void test_fold(struct arena *a)
{
	struct fold t = fold(a, "第 ５０\n0 萬");

	CHECK_STR(folded(a, "最高５００ 萬元（５％）"), "最高500万元(5%)");
	CHECK_STR(folded(a, "“1∶1”—~"), "\"1:1\"-~");
	CHECK_STR(folded(a, "人 工\t智能\n"), "人工\t智能\n");
	CHECK_STR(folded(a, ""), "");
	CHECK(t.n == 6 && t.at[1].cp == '5' && t.at[1].col == 3 && t.at[1].gap);
	CHECK(t.at[4].line == 2 && t.at[4].col == 1 && t.at[5].cp == 0x4E07);
	CHECK(fold_place(&t, 99).line == 2);
}

/* A label as it is written back, with what it leaves. */
static const char *label(struct arena *a, const char *s)
{
	struct fold t = fold(a, s);
	struct label l;
	struct buf b = {0};
	size_t n = label_read(&t, 0, t.n, &l);

	if (n)
		label_write(l, &b);
	buf_printf(&b, "|%s", fold_words(a, &t, (struct span){n, t.n}));
	return buf_keep(&b, a);
}

static void test_labels(struct arena *a)
{
	CHECK_STR(label(a, "一、总则"), "一|总则");
	CHECK_STR(label(a, "二十一、、总则"), "二十一|总则");
	CHECK_STR(label(a, "（十二）总则"), "（十二）|总则");
	CHECK_STR(label(a, "((五)）总则"), "（五）|总则");
	CHECK_STR(label(a, "１．总则"), "1|总则");
	CHECK_STR(label(a, "- 1、总则"), "1|总则");
	CHECK_STR(label(a, "(1) 总则"), "（1）|总则");
	CHECK_STR(label(a, "㉑总则"), "㉑|总则");
	CHECK_STR(label(a, "第一百零五条总则"), "第一百零五条|总则");
	CHECK_STR(label(a, "第12条 总则"), "第十二条|总则");
	CHECK_STR(label(a, "第二部分 总则"), "第二部分|总则");
	CHECK_STR(label(a, "专栏 一：总则"), "专栏1|:总则");
	CHECK_STR(label(a, "附件：总则"), "附件|:总则");
	CHECK_STR(label(a, "附件所列"), "|附件所列");
	CHECK_STR(label(a, "1.5万元"), "|1.5万元");
	CHECK_STR(label(a, "1,000元"), "|1,000元");
	CHECK_STR(label(a, "三年内"), "|三年内");
	CHECK_STR(label(a, "第三产业"), "|第三产业");
}

/* ----------------------------------------------------------------- outline */

static const char numbered[] =
    "导言。\n一、甲\n正文。\n又一段。\n（一）乙。\n乙的正文，被换页\n\n切断。\n"
    "1. 丙：（1）子；（2）丑。\n2. 丁。\n二、戊\n己。\n末段。\n";

static bool has(struct arena *a, const struct outline *o, const char *name, const char *text)
{
	struct clause_name n = clause_name_read(a, simple, name);
	struct scope s;

	return outline_find(a, o, &n, &s) && strcmp(fold_words(a, o->text, s.at[0]), text) == 0;
}

static void test_outline(struct arena *a)
{
	struct fold t = fold(a, numbered);
	struct outline o;
	struct clause_name none = clause_name_read(a, simple, "三");
	struct scope s;

	paragraphs_join(&t);
	o = outline_read(a, &t);
	CHECK(has(a, &o, "前言", "导言。\n"));
	CHECK(has(a, &o, "一", "一、甲正文。"));
	CHECK(has(a, &o, "一/¶2", "又一段。"));
	CHECK(has(a, &o, "一/（一）", "(一)乙。\n乙的正文,被换页切断。"));
	CHECK(has(a, &o, "一/（一）/1", "1.丙:"));
	CHECK(has(a, &o, "一/（一）/1/（2）", "(2)丑。"));
	CHECK(has(a, &o, "一/（一）/2", "2.丁。"));
	CHECK(has(a, &o, "二", "二、戊己。"));
	CHECK(has(a, &o, "结尾", "末段。"));
	CHECK(!outline_find(a, &o, &none, &s));
	CHECK_STR(outline_nearest(a, &o, "一/（一）/3"), "一/（一）/1");
	CHECK_STR(outline_label(a, &o, t.n - 2), "二/¶2");
	CHECK_STR(outline_label(a, &o, 0), "前言");
}

static void test_empty(struct arena *a)
{
	struct fold t = fold(a, "");
	struct outline o;
	struct clause_name n = clause_name_read(a, simple, "结尾");
	struct scope s;

	paragraphs_join(&t);
	o = outline_read(a, &t);
	CHECK(o.n == 1 && t.n == 0);
	CHECK(!outline_find(a, &o, &n, &s));
}

/* ----------------------------------------------------------------- figures */

/* The figures of a text: kind, value in thousandths, currency. */
static const char *figures(struct arena *a, const char *s)
{
	struct fold t = fold(a, s);
	struct figures f = figures_find(a, &t, (struct span){0, t.n});
	struct buf b = {0};

	for (size_t i = 0; i < f.n; i++) {
		buf_printf(
		    &b, "%s%c%lld", i ? " " : "", "$%:#"[f.at[i].kind], (long long)f.at[i].value);
		if (f.at[i].kind == FIGURE_PAIR)
			buf_printf(&b, ":%lld", (long long)f.at[i].second);
		if (f.at[i].kind == FIGURE_SUM && f.at[i].currency)
			buf_puts(&b, "*");
		if (f.at[i].vague)
			buf_puts(&b, "?");
	}
	return buf_keep(&b, a);
}

static void test_figures(struct arena *a)
{
	CHECK_STR(figures(a, "最高5000万元"), "$50000000000");
	CHECK_STR(figures(a, "0.5亿元"), "$50000000000");
	CHECK_STR(figures(a, "五千万元"), "$50000000000");
	CHECK_STR(figures(a, "三百五十万元，1，000元"), "$3500000000 $1000000");
	CHECK_STR(figures(a, "一亿二千万元"), "$120000000000");
	CHECK_STR(figures(a, "一万二千亿元"), "$1200000000000000");
	CHECK_STR(figures(a, "百亿元、万亿级"), "$10000000000000 $1000000000000000?");
	CHECK_STR(figures(a, "超亿元企业"), "$100000000000?");
	CHECK_STR(figures(a, "不低于500万的"), "$5000000000?");
	CHECK_STR(figures(a, "10亿美元"), "$1000000000000*");
	CHECK_STR(figures(a, "30、50万元"), "$300000000 $500000000");
	CHECK_STR(figures(a, "30—50万元"), "$300000000 $500000000");
	CHECK_STR(figures(a, "10%至15%，2‰"), "%10000 %15000 %200");
	CHECK_STR(figures(a, "百分之二十"), "#100000 %20000");
	CHECK_STR(figures(a, "全额奖励，过半"), "%100000 %50000?");
	CHECK_STR(figures(a, "设立百亿人工智能专项基金"), "$10000000000000?");
	CHECK_STR(figures(a, "千亿参数模型"), "#100000000000000");
	CHECK_STR(figures(a, "1∶1配套，4：3：3兑现"), ":1000:1000 #4000 #3000 #3000");
	CHECK_STR(figures(a, "10-15家，两个，三十余家"), "#10000 #15000 #2000 #30000");
	CHECK_STR(figures(a, "100万平方米，3000P"), "#1000000000 #3000000");
	CHECK_STR(figures(a, "二〇二五年"), "#2025000");
	CHECK_STR(figures(a, "三元锂电池"), "#3000");
	CHECK_STR(figures(a, "2025-06-11 17:21"), "#2025000 #6000 #11000 :17000:21000");
	CHECK_STR(figures(a, "99999999999999999999亿元"), "$1000000000000000000");
}

static bool equal(struct arena *a, const char *digest, const char *source)
{
	struct fold d = fold(a, digest), s = fold(a, source);
	struct figures x = figures_find(a, &d, (struct span){0, d.n});
	struct figures y = figures_find(a, &s, (struct span){0, s.n});

	return x.n == 1 && y.n == 1 && figure_equal(&d, x.at, &s, y.at, SIZE_MAX);
}

static void test_equal(struct arena *a)
{
	CHECK(equal(a, "5000万元", "0.5 亿元"));
	CHECK(!equal(a, "5000万元", "5000元"));
	CHECK(!equal(a, "5000万元", "5000万美元"));
	CHECK(equal(a, "1:1", "1：1"));
	CHECK(!equal(a, "1:1", "1:2"));
	CHECK(equal(a, "20家", "二十余家企业"));
	CHECK(!equal(a, "20家", "20个"));
	CHECK(equal(a, "1万平方米", "10000 平方米"));
	CHECK(equal(a, "2016，", "2016年"));
	CHECK(!equal(a, "20%", "20"));
}

int main(void)
{
	struct arena *a = arena_new();

	simple = text_simplified(a);
	test_fold(a);
	test_labels(a);
	test_outline(a);
	test_empty(a);
	test_figures(a);
	test_equal(a);
	arena_free(a);
	return unit_end();
}
