/*
 * What a line break must not tear although its characters alone would allow it:
 * amounts with their counters (500万元, 10—15家), ordinals (第十九条), numbers of
 * documents (〔2023〕12号), labels (（十一）, 表3-1, GB/T 9704), and the joints of
 * web addresses, where it may break (UAX #14, NU, PR and PO; CLREQ).
 *
 * In: a shaped text with classes. Out: classes UNIT and DIGIT where the
 * neighbours ask for it, and the tear of the joints. Joints themselves are made
 * by text.c between the two steps here.
 */
#include "book/book_parts.h"

#include <string.h>

/* Counters of our texts; each may follow a number and the powers 十百千万亿. */
static const char *const counters[] = {
    "人次",
    "平方米",
    "平方公里",
    "立方米",
    "公里",
    "千米",
    "毫米",
    "千瓦时",
    "千瓦",
    "小时",
    "分钟",
    "个月",
    "工作日",
    "周年",
    "年度",
    "周岁",
    "公顷",
    "美元",
    "港元",
    "欧元",
    "日元",
    "英镑",
    "毫秒",
    "兆瓦",
    "年",
    "月",
    "日",
    "天",
    "元",
    "个",
    "家",
    "项",
    "名",
    "人",
    "岁",
    "倍",
    "次",
    "种",
    "类",
    "条",
    "章",
    "节",
    "款",
    "号",
    "期",
    "批",
    "件",
    "台",
    "套",
    "辆",
    "户",
    "所",
    "座",
    "处",
    "页",
    "级",
    "位",
    "米",
    "吨",
    "度",
    "周",
    "亩",
    "场",
    "门",
    "篇",
    "册",
    "只",
    "分",
    "届",
    "轮",
    "层",
    "档",
    "点",
    "强",
    "支",
    "片",
    "本",
    "间",
    "组",
    "部",
    "张",
    "字",
    "份",
    "股",
    "笔",
    "栋",
    "架",
    "艘",
    "例",
    "起",
    "路",
    "卡",
    "时",
    "秒",
    "段",
    "成",
};

static uint32_t cp_of(const struct text *t, size_t i)
{
	const char *s = t->s + t->items[i].from;

	return i < t->n ? text_next(&s) : 0;
}

static bool is_one_of(uint32_t cp, const char *set)
{
	while (*set)
		if (text_next(&set) == cp)
			return true;
	return false;
}

static bool is_class(const struct text *t, size_t i, enum char_class c)
{
	return i < t->n && t->items[i].class == c;
}

static bool is_numeral(const struct text *t, size_t i)
{
	return i < t->n && (t->items[i].class == CLASS_DIGIT ||
			       is_one_of(cp_of(t, i), "〇零一二三四五六七八九十百千两"));
}

/* Number of items of the longest counter that begins at i, with the powers before it; 0 if none. */
static size_t counter_length(const struct text *t, size_t i)
{
	size_t n = 0, best = 0;

	while (i + n < t->n && is_one_of(cp_of(t, i + n), "十百千万亿余多几"))
		n++;
	if (i + n >= t->n)
		return n;
	for (size_t k = 0; k < LEN(counters); k++) {
		size_t bytes = strlen(counters[k]);
		const char *s = t->s + t->items[i + n].from;

		if (strncmp(s, counters[k], bytes) == 0 && bytes / 3 > best)
			best = bytes / 3;
	}
	return n + best;
}

static void mark(struct text *t, size_t from, size_t to, enum tear tear)
{
	for (size_t i = from; i < to && i + 1 < t->n; i++) {
		struct item *it = &t->items[i];

		it->tear = (uint8_t)MAX(it->tear, (uint8_t)tear);
		it->opens &= tear == TEAR_PHRASE;
	}
}

/* The counter after the last digit at i becomes class UNIT. */
static void count(struct text *t, size_t i)
{
	size_t n = counter_length(t, i + 1);

	for (size_t k = 0; k < n && i + 1 + k < t->n; k++)
		if (t->items[i + 1 + k].class == CLASS_HAN)
			t->items[i + 1 + k].class = CLASS_UNIT;
}

/* 人工智能+ */
static bool is_name_plus(const struct text *t, size_t i)
{
	return t->items[i].class == CLASS_PREFIX && !is_class(t, i + 1, CLASS_DIGIT) &&
	       is_one_of(cp_of(t, i), "+＋");
}

static bool is_single_dash(const struct text *t, size_t i)
{
	const struct item *it = &t->items[i];

	return it->class == CLASS_DASH && it->to - it->from == 3 &&
	       !(i > 0 && is_class(t, i - 1, CLASS_DASH)) && !is_class(t, i + 1, CLASS_DASH);
}

/* Marks inside a number belong to it: 1,000.5, 1:1. A dash between numbers joins them. */
static void refine(struct text *t, size_t i)
{
	struct item *it = &t->items[i];

	if (it->class == CLASS_SUFFIX && i > 0 && is_class(t, i - 1, CLASS_DIGIT) &&
	    is_class(t, i + 1, CLASS_DIGIT) && is_one_of(cp_of(t, i), ".,:"))
		it->class = CLASS_DIGIT;
	else if (is_name_plus(t, i) || is_single_dash(t, i))
		it->class = CLASS_CONNECTOR;
}

void unit_classes(struct text *t)
{
	for (size_t i = 0; i < t->n; i++)
		refine(t, i);
	for (size_t i = 0; i < t->n; i++)
		if (t->items[i].class == CLASS_DIGIT && !is_class(t, i + 1, CLASS_DIGIT) &&
		    !t->spans[t->items[i].span].look->raise)
			count(t, i);
}

/* Years on both sides: 2023—2025. */
static bool is_span_of_years(const struct text *t, size_t i)
{
	for (size_t k = 1; k <= 4; k++)
		if (i < k || !is_class(t, i - k, CLASS_DIGIT) || !is_class(t, i + k, CLASS_DIGIT))
			return false;
	return true;
}

/*
 * 10—15家, 500万元—1000万元: both sides of the connector. Between years a line may
 * end after it, since a narrow column would open wide before all nine characters.
 */
static void mark_range(struct text *t, size_t i)
{
	if (i == 0 || !is_class(t, i + 1, CLASS_DIGIT))
		return;
	if (!is_class(t, i - 1, CLASS_DIGIT) && !is_class(t, i - 1, CLASS_SUFFIX) &&
	    !is_class(t, i - 1, CLASS_UNIT))
		return;
	mark(t, i - 1, i, TEAR_UNIT);
	mark(t, i, i + 1, is_span_of_years(t, i) ? TEAR_PHRASE : TEAR_UNIT);
}

/* 第十九条, 第3章, and 第 n 页. */
static void mark_ordinal(struct text *t, size_t i)
{
	size_t k = i + 1;

	while (is_numeral(t, k))
		k++;
	if (k > i + 1)
		mark(t, i, k - (counter_length(t, k) > 0 ? 0 : 1), TEAR_UNIT);
}

/* （一）, （12）: a label in brackets. */
static void mark_label(struct text *t, size_t i)
{
	size_t k = i + 1;

	while (is_numeral(t, k) && k < i + 6)
		k++;
	if (k > i + 1 && is_class(t, k, CLASS_CLOSER))
		mark(t, i, k, TEAR_LABEL);
}

/* 〔2023〕12号, with the letters before it free. */
static void mark_document(struct text *t, size_t i)
{
	size_t k = i + 1;

	while (is_class(t, k, CLASS_DIGIT))
		k++;
	if (k == i + 1 || !is_one_of(cp_of(t, k), "〕］]"))
		return;
	k++;
	while (is_class(t, k, CLASS_DIGIT) || is_class(t, k, CLASS_UNIT))
		k++;
	mark(t, i, k - 1, TEAR_LABEL);
}

/* 表3-1, 图2. */
static void mark_exhibit(struct text *t, size_t i)
{
	size_t k = i + 1;

	while (is_class(t, k, CLASS_DIGIT) ||
	       (is_class(t, k, CLASS_CONNECTOR) && is_class(t, k + 1, CLASS_DIGIT)))
		k++;
	mark(t, i, k - 1, TEAR_LABEL);
}

/* GB/T 9704: a space between capitals and figures holds. */
static void mark_standard(struct text *t, size_t i)
{
	if (i > 0 && is_class(t, i + 1, CLASS_DIGIT) && cp_of(t, i - 1) >= 'A' &&
	    cp_of(t, i - 1) <= 'Z')
		mark(t, i, i + 1, TEAR_LABEL);
}

/* 最高500万元, 连续3年: what limits or spreads a sum or a time stays with it. */
static void mark_sum(struct text *t, size_t i)
{
	static const char *const words[] = {
	    "最高", "最低", "定额", "不超过", "封顶", "总规模", "首期", "连续", "最长", "分"};
	const char *s = t->s + t->items[i].from;

	for (size_t k = 0; k < LEN(words); k++) {
		size_t bytes = strlen(words[k]), n = bytes / 3;

		if (strncmp(s, words[k], bytes) == 0 && is_class(t, i + n, CLASS_DIGIT))
			mark(t, i, i + n, TEAR_PHRASE);
	}
}

/* 每年, 每家, 每半年, 一次性: how often, and for each of what. */
static void mark_rate(struct text *t, size_t i)
{
	static const char *const words[] = {"一次性", "每半年", "每季度"};
	const char *s = t->s + t->items[i].from;
	bool each = is_one_of(cp_of(t, i), "每") && is_class(t, i + 1, CLASS_HAN);

	if (each)
		mark(t, i, i + MAX(counter_length(t, i + 1), 1), TEAR_PHRASE);
	for (size_t k = 0; k < LEN(words); k++)
		if (strncmp(s, words[k], strlen(words[k])) == 0)
			mark(t, i, i + strlen(words[k]) / 3 - 1, TEAR_PHRASE);
}

/* A raised note mark stays with the character that it notes. */
static void mark_note(struct text *t, size_t i)
{
	if (i > 0 && t->spans[t->items[i].span].look->raise > 0)
		mark(t, i - 1, i, TEAR_NEVER);
}

static bool is_word(const struct text *t, size_t i)
{
	uint32_t cp = cp_of(t, i);

	return i < t->n && cp > ' ' && cp < 0x7F;
}

/* Addresses of the web break after / . - _ ? & = without a hyphen. */
static size_t mark_address(struct text *t, size_t i)
{
	size_t end = i;
	const char *s = t->s + t->items[i].from;

	while (is_word(t, end))
		end++;
	if (end - i < 8)
		return MAX(end, i + 1);
	if (!memmem(s, end - i, "://", 3) && !memchr(s, '@', end - i))
		return end;
	for (size_t k = i; k + 1 < end; k++) {
		bool may = is_one_of(cp_of(t, k), "/.-_?&=@") && cp_of(t, k + 1) != '/';

		t->items[k].tear = may ? TEAR_FREE : TEAR_WORD;
	}
	return end;
}

/* What begins at item i. */
static void mark_at(struct text *t, size_t i)
{
	switch (t->items[i].class) {
	case CLASS_CONNECTOR:
		mark_range(t, i);
		break;
	case CLASS_SPACE:
		mark_standard(t, i);
		break;
	case CLASS_OPENER:
		mark_label(t, i);
		mark_document(t, i);
		break;
	case CLASS_PREFIX:
		mark_document(t, i);
		break;
	case CLASS_HAN:
		if (is_one_of(cp_of(t, i), "第"))
			mark_ordinal(t, i);
		else if (is_one_of(cp_of(t, i), "表图"))
			mark_exhibit(t, i);
		else if (is_one_of(cp_of(t, i), "最定不封总首连分"))
			mark_sum(t, i);
		else if (is_one_of(cp_of(t, i), "每一"))
			mark_rate(t, i);
		break;
	default:
		break;
	}
}

/* Titles break between words. */
static void mark_inside(struct text *t, size_t from, size_t to)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->items[i].from >= from && t->items[i].to < to &&
		    t->items[i].tear == TEAR_FREE)
			t->items[i].tear = TEAR_PHRASE;
}

static void mark_words(struct arena *a, struct text *t, const char *const *kept)
{
	uint32_t *ends;
	size_t n = text_words(a, t->s, &ends);

	for (size_t k = 0; k < n; k++)
		mark_inside(t, k ? ends[k - 1] : 0, ends[k]);
	for (; kept && *kept; kept++)
		for (const char *s = t->s; (s = strstr(s, *kept)); s += strlen(*kept))
			mark_inside(t, (size_t)(s - t->s), (size_t)(s - t->s) + strlen(*kept));
}

/* What its look keeps on one line, such as the code of a clause. */
static void mark_whole(struct text *t)
{
	for (size_t i = 0; i + 1 < t->n; i++)
		if (t->spans[t->items[i].span].look->nowrap &&
		    t->items[i].span == t->items[i + 1].span && t->items[i].tear < TEAR_LABEL)
			t->items[i].tear = TEAR_LABEL;
}

void unit_mark(struct arena *a, struct text *t)
{
	if (t->n && t->spans[0].look->balance)
		mark_words(a, t, t->spans[0].look->words);
	for (size_t i = 0; i < t->n; i++) {
		mark_at(t, i);
		mark_note(t, i);
	}
	for (size_t i = 0; i < t->n;)
		i = mark_address(t, i);
	mark_whole(t);
}
