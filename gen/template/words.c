/*
 * The closed lists of words that templates see, such as a status: of each word
 * the key that templates compare with and what readers see. Lists that the
 * digest knows are asked there; the words of the others are here.
 */
#include "template/chart.h"
#include "template/reading.h"
#include "template/worked.h"

/* NOLINTBEGIN(bugprone-macro-parentheses): names of types */

#define WORDS(name, count, type)                   \
	static const char *name##_key_at(int i)    \
	{                                          \
		return name##_key((enum type)i);   \
	}                                          \
	static const char *name##_words_at(int i)  \
	{                                          \
		return name##_words((enum type)i); \
	}                                          \
	const struct words name##_list = {count, name##_key_at, name##_words_at};

static const char *nature_key(enum nature n)
{
	return n == NATURE_FUND ? "fund" : "budget";
}

static const char *nature_words(enum nature n)
{
	return n == NATURE_FUND ? "基金" : "预算";
}

static const char *level_key(enum region_level l)
{
	static const char *const keys[] = {"province", "city", "district", "county"};
	return keys[l];
}

static const char *level_words(enum region_level l)
{
	static const char *const words[] = {"省级", "市级", "区级", "县级"};
	return words[l];
}

static const char *group_key(enum book_group g)
{
	return g == GROUP_REGION ? "region" : "measure";
}

static const char *group_words(enum book_group g)
{
	return g == GROUP_REGION ? "按地区" : "按支持类别";
}

static const char *each_key(enum book_each e)
{
	static const char *const keys[] = {"one", "region", "policy"};
	return keys[e];
}

static const char *each_words(enum book_each e)
{
	static const char *const words[] = {"综合手册", "地区手册", "单件政策"};
	return words[e];
}

static const char *standing_key(enum standing s)
{
	static const char *const keys[] = {"in_force", "open", "pending", "expired"};
	return keys[s];
}

static const char *standing_words(enum standing s)
{
	return chart_standing_words(s);
}

/* What parts of a chart are called no reader sees. */
static const char *role_key(enum chart_role r)
{
	static const char *const keys[] = {
	    "axis", "grid", "now", "head", "name", "region", "sum", "year", "note", "key"};
	return keys[r];
}

static const char *role_words(enum chart_role r)
{
	return role_key(r);
}

static const char *side_key(enum chart_side s)
{
	static const char *const keys[] = {"start", "middle", "end"};
	return keys[s];
}

static const char *side_words(enum chart_side s)
{
	return side_key(s);
}

static const char *event_key(enum event_what e)
{
	static const char *const keys[] = {"issued", "start", "plan", "end", "plan_end"};
	return keys[e];
}

static const char *event_words(enum event_what e)
{
	static const char *const words[] = {"印发", "施行", "规划期开始", "到期", "规划期结束"};
	return words[e];
}

static const char *compare_key(enum compare_state s)
{
	static const char *const keys[] = {"given", "none", "uncollected"};
	return keys[s];
}

static const char *compare_words(enum compare_state s)
{
	static const char *const words[] = {"有规定", "未规定", "未收录"};
	return words[s];
}

WORDS(answer, 3, answer)
WORDS(status, STATUSES, status)
WORDS(stage, STAGE_REVISED + 1, stage)
WORDS(support_kind, KIND_RATIO + 1, support_kind)
WORDS(nature, NATURE_BUDGET + 1, nature)
WORDS(level, LEVEL_COUNTY + 1, region_level)
WORDS(group, GROUP_MEASURE + 1, book_group)
WORDS(each, EACH_POLICY + 1, book_each)
WORDS(standing, STANDINGS, standing)
WORDS(role, ROLE_KEY + 1, chart_role)
WORDS(side, SIDE_END + 1, chart_side)
WORDS(event, EVENT_PLAN_END + 1, event_what)
WORDS(compare, COMPARE_UNCOLLECTED + 1, compare_state)

/* NOLINTEND(bugprone-macro-parentheses) */
