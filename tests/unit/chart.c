/*
 * Charts of made-up collections: whatever the policies and sums, everything
 * stands inside the box, every policy has its row in one drawing, a drawing is
 * no taller than a small page takes or than its book's pages, and the largest of comparable sums is
 * shown and no other.
 */
#include <stdlib.h>

#include "unit/random.h"
#include "unit/unit.h"

#include "template/chart.h"

enum { REGIONS = 12, POLICIES = 50, SUPPORTS = 60, TALLEST = 580 };

static const char *const names[] = {"北京", "黄埔", "新疆生产建设兵团", "长沙"};
static const char *const titles[] = {"北京产业培育指导意见", "沈阳规划",
    "中关村科学城人工智能十五条及其实施细则和补充规定的若干解释", "盐城“人工智能+”意见"};
static const char *const units[] = {NULL, NULL, "平台", "证"};
static const char *const periods[] = {NULL, NULL, "每年"};

struct world {
	struct arena *arena;
	struct collection c;
	struct region regions[REGIONS];
	struct policy policies[POLICIES];
	const struct policy *list[POLICIES];
	struct support supports[SUPPORTS];
	const struct support *sums[SUPPORTS];
	struct measure measure;
};

static date some_day(uint64_t *seed)
{
	return below(seed, 3) ? date_of(2010 + below(seed, 25), 1 + below(seed, 12), 1) : DATE_NONE;
}

static void make_policies(struct world *w, uint64_t *seed)
{
	size_t region = 0;

	for (size_t i = 0; i < POLICIES; i++) {
		struct policy *p = &w->policies[i];

		region = MIN(region + (size_t)below(seed, 2), REGIONS - 1);
		*p = (struct policy){.short_title = titles[below(seed, LEN(titles))],
		    .region = &w->regions[region],
		    .status = (enum status)below(seed, STATUS_UNDETERMINED + 1),
		    .start = some_day(seed)};
		p->end = below(seed, 2) || p->start == DATE_NONE
			     ? some_day(seed)
			     : date_add_days(p->start, below(seed, 4000));
		if (p->end != DATE_NONE && p->start != DATE_NONE && p->end < p->start)
			p->end = p->start;
		w->list[i] = p;
	}
}

static void make_supports(struct world *w, uint64_t *seed, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct support *s = &w->supports[i];
		int64_t amount = 1000;

		for (int k = below(seed, 7); k > 0; k--)
			amount *= 10;
		*s = (struct support){.policy = &w->policies[below(seed, POLICIES)],
		    .measure = &w->measure,
		    .standard = {.kind = (enum support_kind)below(seed, KIND_RATE + 1),
			.has_amount = below(seed, 8) > 0,
			.amount = amount * (1 + below(seed, 9)),
			.currency = "CNY",
			.unit = units[below(seed, LEN(units))],
			.period = periods[below(seed, LEN(periods))]}};
		w->sums[i] = s;
	}
	w->measure = (struct measure){.name = "平台建设", .supports = w->sums, .supports_n = n};
}

static void make(struct world *w, uint64_t seed)
{
	for (size_t i = 0; i < REGIONS; i++)
		w->regions[i].short_name = names[below(&seed, LEN(names))];
	make_policies(w, &seed);
	w->c.policies = w->list;
	w->c.policies_n = 2 + (size_t)below(&seed, POLICIES - 1);
	w->c.as_of = date_of(2026, 11, 21);
	make_supports(w, &seed, (size_t)below(&seed, SUPPORTS + 1));
}

/* -------------------------------------------------------------------------- checks */

static bool inside(int64_t v, int32_t end)
{
	return v >= 0 && v <= end;
}

static bool words_inside(const struct chart *t)
{
	for (size_t i = 0; i < t->words_n; i++) {
		const struct chart_words *w = &t->words[i];
		int32_t width = chart_width_of(w->words);
		int32_t left = w->x - (w->side == SIDE_END         ? width
					  : w->side == SIDE_MIDDLE ? width / 2
								   : 0);

		if (!inside(left, t->width) || !inside(left + width, t->width) ||
		    !inside(w->y, t->height))
			return false;
	}
	return true;
}

static bool lines_inside(const struct chart *t)
{
	for (size_t i = 0; i < t->lines_n; i++) {
		const struct chart_line *l = &t->lines[i];

		if (!inside(l->x1, t->width) || !inside(l->x2, t->width) ||
		    !inside(l->y1, t->height) || !inside(l->y2, t->height))
			return false;
	}
	return true;
}

/* Every bar begins "Mx yHx", and its hatch is of "Mx yLx y". */
static bool bars_inside(const struct chart *t)
{
	for (size_t i = 0; i < t->bars_n; i++) {
		const struct chart_bar *b = &t->bars[i];
		char *s;
		long x1 = strtol(b->shape + 1, &s, 10), y = strtol(s, &s, 10);
		long x2 = *s == 'H' ? strtol(s + 1, &s, 10) : -1;

		if (!inside(x1, t->width) || !inside(y, t->height) || x2 <= x1 ||
		    !inside(x2, t->width))
			return false;
		for (const char *h = b->hatch; h && *h; h = s)
			if (strtol(h + 1, &s, 10) < x1 || strtol(h + 1, NULL, 10) > x2 ||
			    strtol(s, &s, 10) < y)
				return false;
	}
	return true;
}

static void check_chart(const struct chart *t)
{
	CHECK(t->height <= TALLEST);
	CHECK(words_inside(t));
	CHECK(lines_inside(t));
	CHECK(bars_inside(t));
}

static size_t count_words(const struct chart *t, enum chart_role role)
{
	size_t n = 0;

	for (size_t i = 0; i < t->words_n; i++)
		n += t->words[i].role == role;
	return n;
}

static size_t check_drawings(struct value v, enum chart_role role)
{
	const struct drawing *d = v.items;
	size_t wide = 0, narrow = 0;

	for (size_t i = 0; i < v.n; i++) {
		check_chart(d[i].wide);
		check_chart(d[i].narrow);
		CHECK((d[i].part == NULL) == (v.n == 1));
		CHECK(strlen(d[i].wide->label) > 0);
		wide += count_words(d[i].wide, role);
		narrow += count_words(d[i].narrow, role);
	}
	CHECK(wide == narrow);
	return wide;
}

/* In a book every drawing is as high as its page at most, and the last one is no mere rest. */
static void check_pages(struct world *w, const struct context *x, uint64_t *seed)
{
	struct chart_room room = {300 + below(seed, 300), below(seed, 500), 320 + below(seed, 260)};
	struct book_def b = {.policies = w->list, .policies_n = POLICIES, .charts = room};
	struct value v = derive_book_timeline(&b, x);
	const struct drawing *d = v.items;
	size_t shown = 0;

	for (size_t i = 0; i < v.n; i++) {
		int32_t most = i == 0 && room.first > 250 ? room.first : room.rest;
		size_t rows = count_words(d[i].wide, ROLE_NAME);

		check_chart(d[i].wide);
		CHECK(!d[i].narrow && d[i].wide->width == room.width);
		CHECK(d[i].wide->height <= most);
		CHECK(rows > 0);
		shown += rows;
	}
	CHECK(shown == POLICIES);
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Does another sum that compares with it count for more? Equal ones: the first. */
static bool is_beaten(const struct world *w, size_t i)
{
	const struct support *s = w->sums[i];

	for (size_t k = 0; k < w->measure.supports_n; k++) {
		const struct support *o = w->sums[k];

		if (k != i && o->standard.has_amount && o->standard.kind == s->standard.kind &&
		    o->policy->region == s->policy->region &&
		    chart_standing(o->policy) == chart_standing(s->policy) &&
		    same(o->standard.unit, s->standard.unit) &&
		    same(o->standard.period, s->standard.period) &&
		    (o->standard.amount > s->standard.amount ||
			(o->standard.amount == s->standard.amount && k < i)))
			return true;
	}
	return false;
}

static size_t best_sums(const struct world *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->measure.supports_n; i++)
		n += w->sums[i]->standard.has_amount && !is_beaten(w, i);
	return n;
}

static void test_random(void)
{
	for (uint64_t seed = 1; seed <= 200; seed++) {
		struct world w = {.arena = arena_new()};
		struct context x = {w.arena, &w.c};
		size_t best;

		printf("# seed %d\n", (int)seed);
		make(&w, seed);
		best = best_sums(&w);
		CHECK(check_drawings(derive_site_timeline(&w.c, &x), ROLE_NAME) == w.c.policies_n);
		CHECK(check_drawings(derive_measure_charts(&w.measure, &x), ROLE_SUM) ==
		      (best > 1 ? best : 0));
		check_pages(&w, &x, &(uint64_t){seed});
		arena_free(w.arena);
	}
}

int main(void)
{
	test_random();
	return unit_end();
}
