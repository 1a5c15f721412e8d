/*
 * Lines: classes and joints, shaping, breaking, setting. Paragraphs are set in
 * the book's own face at 10.5 pt; widths are in thousandths of an em.
 */
#include "book/book_parts.h"
#include "unit/random.h"
#include "unit.h"

#include <stdlib.h>

enum { SIZE = 10500 };

static struct arena *arena;
static struct font_set *fonts;
static struct breaker *breaker;
static struct look look, bold, raised;

static const char *no_folio(void *ctx, const char *dest, struct place p)
{
	(void)ctx;
	(void)dest;
	(void)p;
	return "00";
}

static struct text *shape_spans(struct span *s, size_t n)
{
	struct passage p = {0};

	for (size_t i = 0; i < n; i++) {
		s[i].look = s[i].look ? s[i].look : &look;
		passage_put(arena, &p, s[i]);
	}
	return text_shape(arena, &p, (struct folios){NULL, no_folio});
}

static struct text *shape(const char *words)
{
	struct span s = {.text = words};

	return shape_spans(&s, 1);
}

static int em(int64_t length)
{
	return (int)((length * 1000 + SIZE / 2) / SIZE);
}

static int width_of(const char *words)
{
	return em(line_longest(breaker, shape(words)));
}

static uint32_t first_of(const struct text *t, struct line l)
{
	const char *s = t->s + t->items[l.from].from;

	return text_next(&s);
}

static uint32_t last_of(const struct text *t, struct line l)
{
	return text_before(t->s, t->s + t->items[l.to - 1].to);
}

static bool is_one_of(uint32_t cp, const char *set)
{
	while (*set)
		if (text_next(&set) == cp)
			return true;
	return false;
}

/* --------------------------------------------------------------------- classes */

static void test_classes(void)
{
	static const struct {
		const char *marks;
		enum char_class class;
	} cases[] = {
	    {"“‘（〔《【", CLASS_OPENER},
	    {"”’）〕》】", CLASS_CLOSER},
	    {"。！？", CLASS_STOP},
	    {"，、；：", CLASS_COMMA},
	    {"·", CLASS_DOT},
	    {"—", CLASS_DASH},
	    {"…", CLASS_ELLIPSIS},
	    {"-–～", CLASS_CONNECTOR},
	    {"/／", CLASS_SOLIDUS},
	    {"政策〇々", CLASS_HAN},
	    {"aZé", CLASS_LATIN},
	    {"09", CLASS_DIGIT},
	    {"￥$±×≥", CLASS_PREFIX},
	    {"%‰％℃)", CLASS_SUFFIX},
	    {" 　", CLASS_SPACE},
	    {"①■", CLASS_HAN},
	};

	for (size_t i = 0; i < LEN(cases); i++)
		for (const char *s = cases[i].marks; *s;)
			CHECK(class_of(text_next(&s)) == cases[i].class);
}

/* A1 to A4 as properties of the whole table. */
static void test_joints(void)
{
	static const enum char_class never_first[] = {CLASS_CLOSER, CLASS_STOP, CLASS_COMMA,
	    CLASS_DOT, CLASS_CONNECTOR, CLASS_SOLIDUS, CLASS_SUFFIX};
	static const enum char_class never_last[] = {CLASS_OPENER, CLASS_SOLIDUS, CLASS_PREFIX};

	for (enum char_class c = 0; c < CLASSES; c++) {
		for (size_t i = 0; i < LEN(never_first); i++)
			CHECK(class_joint(c, never_first[i]).tear == TEAR_NEVER);
		for (size_t i = 0; i < LEN(never_last); i++)
			CHECK(class_joint(never_last[i], c).tear == TEAR_NEVER);
	}
	CHECK(class_joint(CLASS_DASH, CLASS_DASH).tear == TEAR_NEVER);
	CHECK(class_joint(CLASS_ELLIPSIS, CLASS_ELLIPSIS).tear == TEAR_NEVER);
	CHECK(class_joint(CLASS_HAN, CLASS_HAN).tear == TEAR_FREE);
	CHECK(class_joint(CLASS_HAN, CLASS_LATIN).gap == 250);
	CHECK(class_joint(CLASS_DIGIT, CLASS_UNIT).gap == 95);
	CHECK(class_joint(CLASS_HAN, CLASS_STOP).shrink == 0);
	CHECK(class_joint(CLASS_STOP, CLASS_HAN).tier == TIER_STOP);
}

/* ---------------------------------------------------------------------- widths */

static void test_marks(void)
{
	/* Two marks that meet take an em and a half; edges lose their half: B1 to B4. */
	CHECK(width_of("一。（二") == 3500);
	CHECK(width_of("一”，二") == 3500);
	CHECK(width_of("一》（二") == 3500);
	CHECK(width_of("一、“二") == 3500);
	CHECK(width_of("一（（二") == 3500);
	CHECK(width_of("一））、二") == 4000);
	CHECK(width_of("一。") == 1500);
	CHECK(width_of("（一") == 1500);
	CHECK(width_of("一，二") == 3000);
	CHECK(width_of("一——二") == 4000);
	CHECK(width_of("一……二") == 4000);
	CHECK(width_of("阿·甲") == 2500);
	CHECK(width_of("一～二") == 3000);
}

/* A phrase opens as its line does, a number with its counter does not: D5. */
static void test_opens(void)
{
	/* A line may end after the dash between years, at a price; not so between sums. */
	CHECK(shape("2021—2025年")->items[4].tear == TEAR_PHRASE);
	CHECK(shape("10—15家")->items[2].tear == TEAR_UNIT);
	CHECK(shape("每年")->items[0].opens);
	CHECK(!shape("10万元")->items[2].opens);
}

static void test_gaps(void)
{
	int han = width_of("政策"), ai = width_of("AI"), digits = width_of("500");

	CHECK(width_of("政策AI政策") == 2 * han + ai + 500);
	CHECK(width_of("政策500万元") == 2 * han + digits + 345);
	CHECK(width_of("（AI）") == width_of("（政）") - 1000 + ai);
	/* A typed space at such a boundary is the same as none: C2. */
	CHECK_STR(shape("政策 AI 政策")->s, "政策AI政策");
	CHECK_STR(shape("达到 500 万元 。")->s, "达到500万元。");
	CHECK_STR(shape("一\n\t二")->s, "一二");
	CHECK_STR(shape("open  source\nmodel")->s, "open source model");
	CHECK_STR(shape(" 一 二 ")->s, "一 二");
	CHECK_STR(shape("北京 › 海淀")->s, "北京 › 海淀");
}

static void test_markup(void)
{
	struct span pair[] = {{.text = "一。"}, {.text = "（二", .look = &bold}};
	struct span gap[] = {{.text = "AI", .look = &bold}, {.text = "产业"}};
	struct span note[] = {{.text = "项目"}, {.text = "1", .look = &raised}, {.text = "年"}};
	struct text *t = shape_spans(note, 3);

	CHECK(em(line_longest(breaker, shape_spans(pair, 2))) == 3500);
	CHECK(em(shape_spans(gap, 2)->items[1].gap) == 250);
	CHECK(t->items[1].tear == TEAR_NEVER && t->items[1].gap == 0);
	CHECK(t->items[3].class == CLASS_HAN);
}

static void test_quotes(void)
{
	struct text *t = shape("the “AI” age");

	CHECK(em(t->items[4].width) == 500);
	CHECK(em(shape("用“AI”做")->items[1].width) == 1000);
	CHECK(width_of("他说“好”，走") == 6500 - 500 + 500);
}

/* ----------------------------------------------------------------------- units */

/* The joints of words that no line may end at, as a string: 1 torn last, 0 free. */
static void check_whole(const char *words)
{
	struct text *t = shape(words);

	for (size_t i = 0; i + 1 < t->n; i++)
		if (t->items[i].tear == TEAR_FREE || t->items[i].tear == TEAR_FORCED)
			printf("#   %s breaks after item %zu\n", words, i);
	for (size_t i = 0; i + 1 < t->n; i++)
		CHECK(t->items[i].tear != TEAR_FREE);
}

static void test_units(void)
{
	static const char *const whole[] = {"500万元", "3亿元", "2027年", "10个", "30家",
	    "12.5亿美元", "1,000.5元", "20%", "20％", "第三条", "第十九条", "第12页", "（一）",
	    "（十一）", "（12）", "〔2023〕12号", "表3-1", "GB/T 9704", "10—15家",
	    "500万元—1000万元", "1:1", "￥500", "≥20个", "最高500万元", "30万平方米", "——", "……",
	    "AI-"};

	for (size_t i = 0; i < LEN(whole); i++)
		check_whole(whole[i]);
	CHECK(shape("三年内")->items[0].tear == TEAR_FREE);
	CHECK(shape("AI-based")->items[2].tear == TEAR_FREE);
	CHECK(shape("https://example.org/a/b")->items[19].tear == TEAR_FREE);
	CHECK(shape("2019年5月")->items[4].tear == TEAR_FREE);
}

/* ---------------------------------------------------------------------- breaking */

static const char *const sample =
    "为加快建设国家新一代人工智能创新发展试验区，对研发投入给予20%"
    "、最高500万元的补助；总投资1500万元以上的"
    "重点项目（含续建），按不超过投资额的30％资助，最高1000万元。依据《国务院关于印发新一代人工智能"
    "发展规划的"
    "通知》（国发〔2017〕35号）等文件，到2025年培育10—15家“专精特新”企业，形成“一核多点”的格局——既"
    "重研发，"
    "也重应用……并在3年内建成5G基站2.5万个、算力达到100EFLOPS，参见https://example.org/policies/"
    "index.html的说明。";

static void check_line(const struct text *t, struct line l, struct setting m, bool first)
{
	static mpt x[4096];
	mpt right = line_set(t, l, m, first, ALIGN_JUSTIFY, x);

	CHECK(
	    !is_one_of(first_of(t, l), "、，。．；：！？”’）〕］】》〉」』,.;:!?)]}%‰％℃·-–～/／"));
	CHECK(!is_one_of(last_of(t, l), "“‘（〔［【《〈「『([{￥$／"));
	CHECK(right <= m.width + SIZE / 50);
	if (!l.last && !m.ragged)
		CHECK(right >= m.width - SIZE / 50);
	if (l.from > 0 && t->items[l.from].lead)
		CHECK(x[0] == -SIZE / 2);
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static void check_break(const struct text *t, struct line a, struct line b)
{
	uint32_t last = last_of(t, a), first = first_of(t, b);

	CHECK(!(is_digit(last) && is_one_of(first, "万亿元年月日个家项名%％‰.,0123456789")));
	CHECK(!(is_one_of(last, "万亿") && first == 0x5143)); /* 元 */
	CHECK(!(last == 0x2014 && first == 0x2014));
	CHECK(!(last == 0x2026 && first == 0x2026));
	CHECK(a.torn <= TEAR_PHRASE);
}

static int count_characters(const struct text *t, struct line l)
{
	int n = 0;

	for (uint32_t i = l.from; i < l.to; i++)
		n += t->items[i].class >= CLASS_HAN && t->items[i].class != CLASS_SPACE;
	return n;
}

static void check_paragraph(const char *words, struct setting m)
{
	struct text *t = shape(words);
	struct line *lines;
	size_t n = line_break(breaker, arena, t, m, &lines);

	CHECK(n > 0 && lines[0].from == 0 && lines[n - 1].to == t->n);
	for (size_t i = 0; i < n; i++) {
		check_line(t, lines[i], m, i == 0);
		if (i + 1 < n)
			check_break(t, lines[i], lines[i + 1]);
	}
	if (n > 1)
		CHECK(count_characters(t, lines[n - 1]) >= 2);
}

/* Every mark comes to every column: the text is pushed on by one character at a time. */
static void test_sweep(void)
{
	static const int measures[] = {40, 28};
	struct buf words = {0};

	for (size_t k = 0; k < LEN(measures); k++) {
		struct setting m = {.width = measures[k] * SIZE, .indent = 2 * SIZE};

		for (int i = 0; i < 40; i++) {
			buf_clear(&words);
			for (int n = 0; n < i; n++)
				buf_puts(&words, "字");
			buf_puts(&words, sample);
			check_paragraph(words.s, m);
		}
	}
	buf_free(&words);
}

static void test_indent(void)
{
	struct setting m = {.width = 40 * SIZE, .indent = 2 * SIZE};
	struct text *t = shape("（一）支持研发。");
	struct line *lines;
	mpt x[64];

	CHECK(line_break(breaker, arena, t, m, &lines) == 1);
	line_set(t, lines[0], m, true, ALIGN_JUSTIFY, x);
	CHECK(x[0] == SIZE * 3 / 2); /* B4: ink at two em */
	t = shape("支持研发。");
	line_break(breaker, arena, t, m, &lines);
	line_set(t, lines[0], m, true, ALIGN_JUSTIFY, x);
	CHECK(x[0] == 2 * SIZE);
}

static void test_forced(void)
{
	struct span s[] = {{.text = "一二三"}, {.forced = true}, {.text = "四五"}};
	struct text *t = shape_spans(s, 3);
	struct line *lines;

	CHECK(line_break(breaker, arena, t, (struct setting){.width = 40 * SIZE}, &lines) == 2);
	CHECK(lines[0].to == 3 && lines[0].last && lines[1].from == 4);
}

/* What cannot be kept whole is torn, with a mark for the report, and is never overfull: D6, A7. */
static void test_torn(void)
{
	struct setting m = {.width = 4 * SIZE, .ragged = true};
	struct text *t = shape("最高10000000万元Electroencephalography");
	struct line *lines;
	size_t n = line_break(breaker, arena, t, m, &lines);
	mpt x[64];
	bool torn = false;

	for (size_t i = 0; i < n; i++) {
		CHECK(line_set(t, lines[i], m, i == 0, ALIGN_LEFT, x) <= m.width);
		torn |= lines[i].torn > TEAR_FREE;
	}
	CHECK(n > 3 && torn);
}

static void test_counts(void)
{
	struct text *t = shape("一二三四五六七八九十");
	uint16_t counts[22] = {0};

	line_counts(breaker, t, SIZE / 2, 2, 22, counts);
	CHECK(counts[2] == 10 && counts[4] == 5 && counts[6] == 4 && counts[20] == 1 &&
	      counts[21] == 1);
	CHECK(em(line_least(breaker, t)) == 1000);
	CHECK(width_of("一二三四五六七八九十") == 10000);
	CHECK(line_least(breaker, shape("支持500万元")) == line_longest(breaker, shape("500万元")));
}

/* ------------------------------------------------------------------- properties */

/* B5: a stop gives only when every bracket and comma of its line has given all. */
static void check_order(const struct text *t, struct line l, struct setting m, bool first)
{
	static mpt x[4096];
	bool stop = false, others = true;

	line_set(t, l, m, first, ALIGN_JUSTIFY, x);
	for (uint32_t i = l.from; i + 1 < l.to; i++) {
		const struct item *it = &t->items[i];
		mpt white = x[i + 1 - l.from] - x[i - l.from] - it->width - it->gap;

		if (!it->shrink)
			continue;
		if (it->tier == TIER_STOP)
			stop |= white < -2;
		else
			others &= white <= -it->shrink + 2;
		CHECK(white >= -it->shrink - 2);
	}
	CHECK(!stop || others);
}

static const char *random_words(uint64_t *seed)
{
	static const char *const parts[] = {"政", "策", "支持", "企业", "。", "，", "、", "（",
	    "）", "“", "”", "《", "》", "；", "：", "500万元", "20%", "AI", "5G", "——", "……", "·",
	    "～", "第三条", " ", "open source", "〔2019〕15号", "！", "？", "每年", "研发投入",
	    "技术"};
	struct buf b = {0};

	for (int n = 20 + below(seed, 150); n > 0; n--)
		buf_puts(&b, parts[below(seed, below(seed, 3) ? 2 : (int)LEN(parts))]);
	return buf_keep(&b, arena);
}

/* Any text: no line overfull, every character in one line, order kept, no closing mark first. */
static void check_random(const char *words, struct setting m)
{
	static mpt x[4096];
	struct text *t = shape(words);
	struct line *lines;
	size_t n = line_break(breaker, arena, t, m, &lines);
	uint32_t next = 0;

	for (size_t i = 0; i < n; i++) {
		struct line l = lines[i];
		mpt right = line_set(t, l, m, i == 0, ALIGN_JUSTIFY, x);

		for (; next < l.from; next++)
			CHECK(t->items[next].class == CLASS_SPACE);
		next = l.to;
		CHECK(right <= m.width + SIZE / 50 || l.to == l.from + 1);
		if (i > 0 && l.torn < TEAR_NEVER && lines[i - 1].torn < TEAR_NEVER)
			CHECK(class_trail(t->items[l.from].class) == 0);
		for (uint32_t k = l.from; k + 1 < l.to; k++)
			CHECK(x[k + 1 - l.from] + t->items[k + 1].lead >= x[k - l.from]);
		if (!m.ragged)
			check_order(t, l, m, i == 0);
	}
	for (; next < t->n; next++)
		CHECK(t->items[next].class == CLASS_SPACE);
}

/* One line less or more is even: no stop squeezed, Han 0.05 em apart at most, two at the end. */
static bool check_count(const char *words, size_t n, struct setting m)
{
	static mpt x[4096];
	struct text *t = shape(words);
	struct line *lines;
	size_t found = line_break_count(breaker, arena, t, m, n, &lines);

	if (!found)
		return false;
	CHECK(found == n);
	for (size_t i = 0; i < n; i++) {
		struct line l = lines[i];
		mpt right = line_set(t, l, m, i == 0, ALIGN_JUSTIFY, x);

		CHECK(i == 0 ? l.from == 0 : l.from >= lines[i - 1].to);
		CHECK(l.torn == TEAR_FREE && l.last == (i + 1 == n));
		CHECK(l.last || (right <= m.width + 5 && right >= m.width - 5));
		for (uint32_t k = l.from; k + 1 < l.to; k++) {
			mpt white = x[k + 1 - l.from] - x[k - l.from] - t->items[k].width;

			CHECK(t->items[k].tier != TIER_STOP || white >= t->items[k].gap - 2);
			CHECK(!t->items[k].opens || white <= SIZE / 20 + t->items[k].gap + 2);
		}
	}
	CHECK(lines[n - 1].to == t->n && lines[n - 1].to >= lines[n - 1].from + 2);
	return true;
}

static void test_lines_given(void)
{
	static const char comma[] = "对研发投入给予补助，", words[] = "为加快建设创新试验区";
	struct setting m = {.width = 20 * SIZE};
	struct buf b = {0};

	buf_printf(&b, "%s%s%s%s%s%s甲乙", comma, comma, comma, comma, comma, comma);
	CHECK(check_count(b.s, 3, m)); /* 62 em: six commas give two of them */
	CHECK(!check_count(b.s, 2, m));
	CHECK(check_count(b.s, 4, m));
	CHECK(!check_count(b.s, 5, m));
	buf_clear(&b);
	buf_printf(&b, "%s%s%s%s%s%s甲乙", words, words, words, words, words, words);
	CHECK(!check_count(b.s, 3, m)); /* nothing gives */
	CHECK(check_count(b.s, 4, m));
	buf_free(&b);
}

static void test_random(void)
{
	const char *given = getenv("SEED");

	uint64_t seed = given ? strtoull(given, NULL, 10) : 20261121;

	printf("# line: seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < 300; i++) {
		const char *words = random_words(&seed);

		check_random(words, (struct setting){.width = 40 * SIZE, .indent = 2 * SIZE});
		check_random(words, (struct setting){.width = 10 * SIZE, .ragged = true});
		for (size_t n = 2; n < 12; n++)
			check_count(
			    words, n, (struct setting){.width = 28 * SIZE, .indent = 2 * SIZE});
	}
}

/* More spans than sixteen bits count, in alternating faces: memory grows with the text. */
static void test_many_spans(void)
{
	enum { SPANS = 70000 };
	struct passage p = {0};
	struct text *t;

	for (size_t i = 0; i < SPANS; i++)
		passage_put(
		    arena, &p, (struct span){.text = "字", .look = i % 1000 ? &look : &bold});
	t = text_shape(arena, &p, (struct folios){NULL, no_folio});
	CHECK(t->n == SPANS);
	CHECK(t->items[SPANS - 1].span == SPANS - 1);
}

static void test_missing(void)
{
	struct span s = {.text = "政\xf3\xb0\x80\x80策", .place = {"x.md", 3, 5}};

	diag_reset();
	shape_spans(&s, 1);
	CHECK(diag_errors() == 1);
	diag_reset();
}

int main(void)
{
	arena = arena_new();
	fonts = font_set_open(arena, "fonts");
	breaker = breaker_new();
	look = (struct look){.face = font_set_face(fonts, "body"), .size = SIZE, .leading = 17500};
	bold = look;
	bold.face = font_set_face(fonts, "sans-bold");
	raised = look;
	raised.size = 6500;
	raised.raise = 4000;
	test_classes();
	test_joints();
	test_marks();
	test_opens();
	test_gaps();
	test_markup();
	test_quotes();
	test_units();
	test_sweep();
	test_indent();
	test_forced();
	test_torn();
	test_counts();
	test_lines_given();
	test_random();
	test_many_spans();
	test_missing();
	breaker_free(breaker);
	font_set_close(fonts);
	arena_free(arena);
	return unit_end();
}
