/*
 * Policies on an axis of years, by region: a bar from the first day to the
 * last, with a tip where that end is not known, and the day of judgement as a
 * line. A policy without either day has its status in words instead. Comes in
 * two forms: names beside the bars, and above them; in a book in the one that its
 * paper has room for, as high as its pages are. A region is not divided between
 * drawings unless it has too many policies; all have the same axis.
 */
#include <inttypes.h>

#include "template/chart.h"

enum {
	ROWS_MOST = 14,
	ROWS_LEAST = 4,      /* of one drawing among several */
	AXIS_LEAST = 120,    /* else names stand above the bars */
	AROUND = 62,         /* height of the axis and of a key of one row */
	POLICIES_MOST = 120, /* more are for the pages of regions */
	BOOK_LEAST = 10,     /* fewer are not worth a chapter */
	GAP = 8,
	TOP = 22,
	ROW = 20,
	FOOT = 22, /* the day of judgement */
	ROW_NARROW = 35,
	YEAR = 36, /* room for a number */
	STUB = 30, /* length of a bar of which one day only is known */
	NAME_MOST = 200,
};

struct terms {
	struct arena *arena;
	const struct policy **v;
	size_t n;
	date as_of;
	int first, last; /* years of the axis: from the 1 January of one to that of the other */
	bool regions;    /* of several */
};

static bool is_dated(const struct policy *p)
{
	return p->start != DATE_NONE || p->end != DATE_NONE;
}

static void reach(struct terms *t, date d)
{
	int year, month, day;

	if (d == DATE_NONE)
		return;
	date_split(d, &year, &month, &day);
	t->first = t->first ? MIN(t->first, year) : year;
	t->last = MAX(t->last, year + 1);
}

/* --------------------------------------------------------------------------- words */

static const char *day_words(struct arena *a, date d)
{
	char s[11];

	if (d == DATE_NONE)
		return "未载明";
	date_format(d, s);
	return arena_dup(a, s);
}

static const char *label(const struct terms *t, const struct policy **v, size_t n)
{
	struct buf b = {0};

	buf_printf(&b, "政策期限，截至%s。", day_words(t->arena, t->as_of));
	for (size_t i = 0; i < n; i++) {
		buf_printf(&b, "%s：", v[i]->short_title);
		if (is_dated(v[i]))
			buf_printf(&b, "%s至%s，", day_words(t->arena, v[i]->start),
			    day_words(t->arena, v[i]->end));
		buf_printf(&b, "%s%s", status_words(v[i]->status), i + 1 < n ? "；" : "。");
	}
	return buf_keep(&b, t->arena);
}

/* ---------------------------------------------------------------------------- axis */

/* One form of the chart while it is drawn. */
struct sheet {
	const struct terms *terms;
	struct plot plot;
	int32_t left, right; /* of the axis */
	int32_t names;       /* where the titles begin */
	bool narrow;
};

static int32_t x_of(const struct sheet *s, date d)
{
	date from = date_of(s->terms->first, 1, 1), to = date_of(s->terms->last, 1, 1);

	return s->left + (int32_t)((int64_t)(d - from) * (s->right - s->left) / (to - from));
}

/* Every year, or every second, fifth, tenth one. */
static int year_step(const struct sheet *s)
{
	static const int steps[] = {1, 2, 5, 10, 20, 50, 100};
	int32_t room = s->right - s->left, years = s->terms->last - s->terms->first;
	size_t i = 0;

	while (i + 1 < LEN(steps) && room * steps[i] < YEAR * years)
		i++;
	return steps[i];
}

/* The words of a policy without a day stand where its bar would. */
static bool words_stand(const struct sheet *s, const struct policy *p, int32_t x)
{
	int32_t from = s->left + GAP;

	return !is_dated(p) && x > from - GAP / 2 &&
	       x < from + chart_width_of(status_words(p->status)) + GAP / 2;
}

/* The line of a year, but where words stand. */
static void put_year(struct sheet *s, const struct policy **v, size_t n, int32_t x)
{
	int32_t row = s->narrow ? ROW_NARROW : ROW, from = TOP - 4;

	for (size_t i = 0; i <= n; i++) {
		int32_t y = TOP + (int32_t)i * row;

		if (i < n && !words_stand(s, v[i], x))
			continue;
		if (y > from)
			plot_line(&s->plot, ROLE_GRID, x, from, x, y);
		from = y + row;
	}
}

static void put_years(struct sheet *s, const struct policy **v, size_t n)
{
	int step = year_step(s);

	for (int year = s->terms->first; year <= s->terms->last; year++)
		if (year % step == 0)
			put_year(s, v, n, x_of(s, date_of(year, 1, 1)));
}

static void put_axis(struct sheet *s, int32_t bottom)
{
	struct plot *c = &s->plot;
	int step = year_step(s);
	int32_t now = x_of(s, s->terms->as_of), half;
	const char *words = arena_printf(c->arena, "截至%s", day_words(c->arena, s->terms->as_of));

	for (int year = s->terms->first; year <= s->terms->last; year++)
		if (year % step == 0)
			plot_words(c, ROLE_YEAR, x_of(s, date_of(year, 1, 1)), TOP - 9, SIDE_MIDDLE,
			    arena_printf(c->arena, "%d", year));
	half = (chart_width_of(words) + 1) / 2;
	plot_line(c, ROLE_NOW, now, TOP - 4, now, bottom + 4);
	now = MIN(MAX(now, half), c->chart->width - half);
	plot_words(c, ROLE_NOW, now, bottom + 17, SIDE_MIDDLE, words);
}

/* ---------------------------------------------------------------------------- rows */

static void put_term(struct sheet *s, const struct policy *p, int32_t y)
{
	struct plot *c = &s->plot;
	bool from = p->start != DATE_NONE, to = p->end != DATE_NONE;
	int32_t x1 = from ? x_of(s, p->start) : 0, x2 = to ? x_of(s, p->end + 1) : 0;

	if (!from && !to) {
		plot_words(
		    c, ROLE_NOTE, s->left + GAP, y + 10, SIDE_START, status_words(p->status));
		return;
	}
	if (!from)
		x1 = MAX(x2 - STUB, s->left);
	if (!to) /* what is in force lasts today at least */
		x2 = MAX(x1 + STUB, p->status == STATUS_IN_FORCE ? x_of(s, s->terms->as_of) : 0);
	x2 = MIN(x2, s->right);
	plot_bar(c, chart_standing(p), x1, y, MAX(x2 - x1, 2), !from, !to);
}

/* A title as far as it has room; all of it is in the label and the table. */
static const char *shorten(struct arena *a, const char *title, int32_t room)
{
	static const char *const dots = "…";
	const char *end = title;

	if (chart_width_of(title) <= room)
		return title;
	for (const char *s = title; *s;) {
		text_next(&s);
		if (chart_width_of(arena_printf(a, "%.*s%s", (int)(s - title), title, dots)) > room)
			break;
		end = s;
	}
	return arena_printf(a, "%.*s%s", (int)(end - title), title, dots);
}

static void put_row(struct sheet *s, const struct policy *p, bool begins)
{
	struct plot *c = &s->plot;
	const char *region = p->region->short_name;
	const char *title =
	    shorten(c->arena, p->short_title, s->narrow ? c->chart->width : NAME_MOST);

	if (begins && s->terms->regions && c->y > TOP)
		plot_line(c, ROLE_GRID, 0, c->y, c->chart->width, c->y);
	if (s->narrow) {
		int32_t width = chart_width_of(title) + chart_width_of(region) + GAP;

		plot_words(c, ROLE_NAME, 0, c->y + 15, SIDE_START, title);
		if (s->terms->regions && begins && width < c->chart->width)
			plot_words(c, ROLE_REGION, c->chart->width, c->y + 15, SIDE_END, region);
		put_term(s, p, c->y + 20);
		c->y += ROW_NARROW;
		return;
	}
	if (s->terms->regions && begins)
		plot_words(c, ROLE_REGION, 0, c->y + 14, SIDE_START, region);
	plot_words(c, ROLE_NAME, s->names, c->y + 14, SIDE_START, title);
	put_term(s, p, c->y + 4);
	c->y += ROW;
}

/* Where the titles and the axis begin when names stand beside the bars. */
static void find_columns(const struct terms *t, int32_t *names, int32_t *left)
{
	int32_t region = 0, name = 0;

	for (size_t i = 0; i < t->n; i++) {
		region = MAX(region, chart_width_of(t->v[i]->region->short_name) + GAP);
		name = MAX(name, chart_width_of(t->v[i]->short_title) + GAP);
	}
	*names = t->regions ? region : 0;
	*left = *names + MIN(name, NAME_MOST) + CHART_SIDE;
}

static void set_columns(struct sheet *s)
{
	s->left = CHART_SIDE;
	s->right = s->plot.chart->width - CHART_SIDE;
	if (!s->narrow)
		find_columns(s->terms, &s->names, &s->left);
}

static struct chart *draw(
    const struct terms *t, const struct policy **v, size_t n, int32_t width, bool narrow)
{
	struct sheet s = {.terms = t, .plot = plot_new(t->arena, width), .narrow = narrow};
	int32_t row = narrow ? ROW_NARROW : ROW;

	set_columns(&s);
	s.plot.y = TOP;
	put_years(&s, v, n);
	for (size_t i = 0; i < n; i++)
		put_row(&s, v[i], i == 0 || v[i - 1]->region != v[i]->region);
	put_axis(&s, TOP + (int32_t)n * row);
	s.plot.y += FOOT;
	plot_end(&s.plot, label(t, v, n));
	return s.plot.chart;
}

/* ------------------------------------------------------------------------ drawings */

/* How many policies from i on one drawing takes: whole regions, as far as they fit. */
static size_t take(const struct terms *t, size_t i, size_t most)
{
	size_t kept = 0;

	for (size_t n = 1; n <= most && i + n <= t->n; n++)
		if (i + n == t->n || t->v[i + n]->region != t->v[i + n - 1]->region)
			kept = n;
	return kept ? kept : MIN(most, t->n - i);
}

static size_t count_parts(const struct terms *t, size_t most)
{
	size_t parts = 0;

	for (size_t i = 0; i < t->n; i += take(t, i, most))
		parts++;
	return parts;
}

/* The least that makes no further drawing, so that the last one is not a rest. */
static size_t even_share(const struct terms *t)
{
	size_t parts = count_parts(t, ROWS_MOST), most = ROWS_MOST;

	while (most > 1 && count_parts(t, most - 1) == parts)
		most--;
	return most;
}

static void draw_forms(const struct terms *t, size_t i, size_t n, struct drawing *d)
{
	d->wide = draw(t, t->v + i, n, CHART_WIDE, false);
	d->narrow = draw(t, t->v + i, n, CHART_NARROW, true);
}

static size_t draw_even(const struct terms *t, struct drawing *d)
{
	size_t parts = 0, most = even_share(t);

	for (size_t i = 0, n; i < t->n; i += n) {
		n = take(t, i, most);
		draw_forms(t, i, n, &d[parts++]);
	}
	return parts;
}

/* A page of a book. */
struct sheet_room {
	int32_t width, height;
	bool narrow;
};

static size_t rows_in(struct sheet_room r)
{
	return (size_t)MAX((r.height - AROUND) / (r.narrow ? ROW_NARROW : ROW), 0);
}

static bool is_narrow(const struct terms *t, int32_t width)
{
	int32_t names, left;

	find_columns(t, &names, &left);
	return width - CHART_SIDE - left < AXIS_LEAST;
}

/* A drawing of at most so many policies that is no higher than its room; how many it has. */
static size_t draw_within(
    const struct terms *t, size_t i, size_t most, struct sheet_room r, struct drawing *d)
{
	size_t n = most + 1;

	do {
		n = take(t, i, n - 1);
		d->wide = draw(t, t->v + i, n, r.width, r.narrow);
	} while (n > ROWS_LEAST && d->wide->height > r.height);
	return n;
}

/* Fill the pages; but the last drawing has some rows. */
static size_t draw_pages(const struct terms *t, struct chart_room room, struct drawing *d)
{
	struct sheet_room r = {room.width, room.first, is_narrow(t, room.width)};
	size_t parts = 0;

	if (rows_in(r) < ROWS_LEAST)
		r.height = room.rest;
	for (size_t i = 0; i < t->n; r.height = room.rest) {
		size_t left = t->n - i, most = MAX(rows_in(r), ROWS_LEAST);

		if (left > most && left - most < ROWS_LEAST)
			most = MAX(left - ROWS_LEAST, 1);
		i += draw_within(t, i, MIN(most, left), r, &d[parts++]);
	}
	return parts;
}

static struct value chart_terms(
    const struct context *x, const struct policy **v, size_t n, date as_of, struct chart_room room)
{
	struct terms t = {.arena = x->arena, .v = v, .n = n, .as_of = as_of};
	struct drawing *d = arena_array(x->arena, struct drawing, n + 1);
	size_t dated = 0, open = 0, parts;

	for (size_t i = 0; i < n; i++) {
		dated += is_dated(v[i]);
		open += is_dated(v[i]) && (v[i]->start == DATE_NONE || v[i]->end == DATE_NONE);
		reach(&t, v[i]->start);
		reach(&t, v[i]->end);
		t.regions |= v[i]->region != v[0]->region;
	}
	if (n < 2 || n > POLICIES_MOST || !dated)
		return (struct value){0};
	reach(&t, as_of);
	parts = room.width ? draw_pages(&t, room, d) : draw_even(&t, d);
	for (size_t i = 0; i < parts; i++)
		d[i].part = chart_part(x->arena, i, parts);
	if (open)
		d[parts - 1].note = "尖头一端的日期没有载明。";
	return (struct value){.items = d, .n = parts, .stride = sizeof(*d)};
}

struct value derive_site_timeline(const void *collection, const struct context *x)
{
	const struct collection *c = collection;

	return chart_terms(x, c->policies, c->policies_n, c->as_of, (struct chart_room){0});
}

struct value derive_region_timeline(const void *region, const struct context *x)
{
	const struct region *r = region;

	return chart_terms(x, r->all, r->all_n, x->collection->as_of, (struct chart_room){0});
}

struct value derive_book_timeline(const void *book, const struct context *x)
{
	const struct book_def *b = book;

	if (b->policies_n < BOOK_LEAST)
		return (struct value){0};
	return chart_terms(x, b->policies, b->policies_n, x->collection->as_of, b->charts);
}
