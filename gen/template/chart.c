/*
 * What all charts share: lines, bars and words on a plot of pixels. Four
 * standings are told apart without colour: full, tinted, empty and hatched
 * bars; a key at the foot names those that occur. How they look in detail is
 * the style sheets' business.
 */
#include <inttypes.h>

#include "template/chart.h"

enum {
	EM = 12,
	LATIN = 7,
	OPENED = 3, /* between Han and Latin */
	HATCH = 5,  /* between two lines */
	TIP = 7,
	KEY_ROW = 20,
	KEY_BOX = 22,
};

int32_t chart_width_of(const char *words)
{
	int32_t width = 0;
	bool before = false, first = true;

	while (*words) {
		uint32_t cp = text_next(&words);
		bool han = text_is_han(cp) || text_is_cjk_mark(cp);

		width += (han ? EM : LATIN) + (han != before && !first ? OPENED : 0);
		before = han;
		first = false;
	}
	return width;
}

enum standing chart_standing(const struct policy *p)
{
	static const enum standing of[] = {[STATUS_DRAFT] = STANDING_PENDING,
	    [STATUS_NOT_YET] = STANDING_PENDING,
	    [STATUS_IN_FORCE] = STANDING_IN_FORCE,
	    [STATUS_EXPIRED] = STANDING_EXPIRED,
	    [STATUS_UNSTATED] = STANDING_OPEN,
	    [STATUS_UNDETERMINED] = STANDING_OPEN};

	return of[p->status];
}

const char *chart_standing_words(enum standing s)
{
	static const char *const words[] = {
	    "有效期内", "期限未载明或无法确定", "尚未生效", "已失效"};

	return words[s];
}

const char *chart_part(struct arena *a, size_t i, size_t n)
{
	static const char *const ones[] = {
	    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

	if (n < 2)
		return NULL;
	if (i < LEN(ones))
		return arena_printf(a, "（%s）", ones[i]);
	return arena_printf(a, "（%zu）", i + 1);
}

/* ------------------------------------------------------------------------- plot */

struct plot plot_new(struct arena *a, int32_t width)
{
	struct plot c = {.arena = a, .chart = arena_new_of(a, struct chart)};

	c.chart->width = width;
	return c;
}

void plot_line(struct plot *c, enum chart_role role, int32_t x1, int32_t y1, int32_t x2, int32_t y2)
{
	struct chart *t = c->chart;

	*VEC_PUSH(c->arena, t->lines, t->lines_n, c->lines_cap) =
	    (struct chart_line){role, x1, y1, x2, y2};
}

void plot_words(struct plot *c, enum chart_role role, int32_t x, int32_t y, enum chart_side side,
    const char *words)
{
	struct chart *t = c->chart;

	*VEC_PUSH(c->arena, t->words, t->words_n, c->words_cap) =
	    (struct chart_words){role, side, x, y, words};
}

/* Lines at 45 degrees, from the top and the right edge to the left and the bottom one. */
static const char *hatch(struct arena *a, int32_t x, int32_t y, int32_t w, int32_t h)
{
	struct buf b = {0};

	for (int32_t k = HATCH; k < w + h; k += HATCH)
		buf_printf(&b, "M%" PRId32 " %" PRId32 "L%" PRId32 " %" PRId32, x + MIN(k, w),
		    y + MAX(0, k - w), x + MAX(0, k - h), y + MIN(h, k));
	return b.len ? buf_keep(&b, a) : NULL;
}

static const char *outline(struct arena *a, int32_t x, int32_t y, int32_t w, bool left, bool right)
{
	const char *from = arena_printf(a, "M%" PRId32 " %" PRId32 "H%" PRId32, x, y, x + w);
	const char *end =
	    right ? arena_printf(a, "l%d %d %d %d", TIP, CHART_BAR / 2, -TIP, CHART_BAR / 2)
		  : arena_printf(a, "v%d", CHART_BAR);
	const char *back = left ? arena_printf(a, "l%d %dZ", -TIP, -CHART_BAR / 2) : "Z";

	return arena_printf(a, "%s%sH%" PRId32 "%s", from, end, x, back);
}

void plot_bar(
    struct plot *c, enum standing s, int32_t x, int32_t y, int32_t w, bool left, bool right)
{
	struct chart *t = c->chart;

	c->standings[s] = true;
	*VEC_PUSH(c->arena, t->bars, t->bars_n, c->bars_cap) =
	    (struct chart_bar){s, outline(c->arena, x, y, w, left, right),
		s == STANDING_EXPIRED ? hatch(c->arena, x, y, w, CHART_BAR) : NULL};
}

static void put_key(struct plot *c)
{
	bool used[STANDINGS];
	int32_t x = 0;

	for (int s = 0; s < STANDINGS; s++)
		used[s] = c->standings[s];
	for (int s = 0; s < STANDINGS; s++) {
		const char *words = chart_standing_words((enum standing)s);
		int32_t width = KEY_BOX + EM / 2 + chart_width_of(words);

		if (!used[s])
			continue;
		if (x > 0 && x + width > c->chart->width) {
			x = 0;
			c->y += KEY_ROW;
		}
		plot_bar(c, (enum standing)s, x + 1, c->y + 4, KEY_BOX - 2, false, false);
		plot_words(c, ROLE_KEY, x + KEY_BOX + EM / 2, c->y + 14, SIDE_START, words);
		x += width + EM * 3 / 2;
	}
	c->y += KEY_ROW;
}

void plot_end(struct plot *c, const char *label)
{
	struct chart *t = c->chart;

	put_key(c);
	t->label = label;
	t->height = c->y;
	t->box = arena_printf(c->arena, "0 0 %" PRId32 " %" PRId32, t->width, t->height);
}
