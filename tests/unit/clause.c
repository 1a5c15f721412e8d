/* Labels of clauses and the anchors made of them. */
#include "digest/digest.h"
#include "unit/unit.h"

static const struct place here = {"cell", 1, 1};

static const char *anchor(struct arena *a, const char *label)
{
	struct clause c = {NULL, NULL};

	return clause_parse(a, label, here, &c) ? c.anchor : NULL;
}

static void each_style_has_its_letter(struct arena *a)
{
	CHECK_STR(anchor(a, "一"), "a1");
	CHECK_STR(anchor(a, "（二）"), "b2");
	CHECK_STR(anchor(a, "3"), "c3");
	CHECK_STR(anchor(a, "（4）"), "d4");
	CHECK_STR(anchor(a, "⑤"), "e5");
	CHECK_STR(anchor(a, "㉑"), "e21");
	CHECK_STR(anchor(a, "第十九条"), "art19");
	CHECK_STR(anchor(a, "第三章"), "ch3");
	CHECK_STR(anchor(a, "第二节"), "sec2");
	CHECK_STR(anchor(a, "第二部分"), "part2");
	CHECK_STR(anchor(a, "前言"), "pre");
	CHECK_STR(anchor(a, "结尾"), "end");
	CHECK_STR(anchor(a, "附件"), "annex");
	CHECK_STR(anchor(a, "附件1"), "annex1");
	CHECK_STR(anchor(a, "专栏2"), "box2");
}

static void parts_are_joined(struct arena *a)
{
	CHECK_STR(anchor(a, "一/1"), "a1-c1");
	CHECK_STR(anchor(a, "三/（二）/¶2"), "a3-b2-p2");
	CHECK_STR(anchor(a, "一/（一）/1/（2）/①"), "a1-b1-c1-d2-e1");
	CHECK_STR(anchor(a, "第十九条/（三）"), "art19-b3");
	CHECK_STR(anchor(a, "前言/¶2"), "pre-p2");
}

static void chinese_numerals_go_past_a_hundred(struct arena *a)
{
	CHECK_STR(anchor(a, "十"), "a10");
	CHECK_STR(anchor(a, "二十一"), "a21");
	CHECK_STR(anchor(a, "第一百条"), "art100");
	CHECK_STR(anchor(a, "第一百零五条"), "art105");
	CHECK_STR(anchor(a, "第二百三十四条"), "art234");
	CHECK_STR(anchor(a, "第19条"), "art19");
}

static void slips_are_refused(struct arena *a)
{
	static const char *const slips[] = {
	    "",
	    "/",
	    "一/",
	    "/一",
	    "一、",
	    "(一)",
	    "（一",
	    "（一)",
	    "第条",
	    "第十九",
	    "一//1",
	    "一/一",
	    "¶1",
	    "一/¶",
	    "一/¶2/1",
	    "0",
	    "（0）",
	    "1000",
	    "甲",
	    "一 /1",
	    "前言2",
	    "第一百百条",
	    "附",
	    "01",
	    "1/2",
	    "百",
	    "第九百九十九千条",
	    "一/（一）/1/（1）/①/¶2/附件1/专栏1/前言",
	};

	for (size_t i = 0; i < LEN(slips); i++) {
		diag_reset();
		CHECK(anchor(a, slips[i]) == NULL);
		CHECK(diag_errors() == 1);
	}
	diag_reset();
}

int main(void)
{
	struct arena *a = arena_new();

	each_style_has_its_letter(a);
	parts_are_joined(a);
	chinese_numerals_go_past_a_hundred(a);
	slips_are_refused(a);
	arena_free(a);
	return unit_end();
}
