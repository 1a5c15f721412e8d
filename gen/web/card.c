/*
 * Link cards: pictures of 1200 by 630 pixels that chats show beside an address.
 * Each says what a reader asks first: which document, whether it is in force as
 * of which day, and its highest sum, which keeps the mark of its status. Titles
 * break between words, in lines about equally long. Cards are made side by side,
 * each of them in an arena of its own; PNG bytes by libpng, known to this file.
 */
#include <png.h>
#include <string.h>

#include "web/picture.h"
#include "web/publish.h"
#include "web/web.h"

enum {
	WIDTH = 1200,
	HEIGHT = 630,
	LEFT = 72,
	MEASURE = WIDTH - 2 * LEFT,
	PANEL = 430, /* where the white begins */
	TITLE_TOP = 112,
	LINES_MOST = 3,
};

/* Names of the ramps below. */
enum { ON_ACCENT, PALE, SUM, SOFT, MARK, FADED_MARK, TINT };

static const struct ramp ramps[PICTURE_RAMPS] = {
    {0x0b5a6b, 0xffffff},
    {0x0b5a6b, 0xb5d3d8},
    {0xffffff, 0x0b5a6b},
    {0xffffff, 0x5b6468},
    {0x0b5a6b, 0xffffff},
    {0x5b6468, 0xffffff},
    {0x1f7081, 0xffffff},
};

struct card {
	const char *path, *title;
	const char *place;           /* 杭州市 */
	const char *count;           /* 收录3件政策: said when there is no sum */
	const struct policy *policy; /* that the card is about; NULL: about several */
	const struct support *best;  /* NULL: no sum */
};

/* What one thread draws with. */
struct easel {
	struct font_set *set;
	struct face *sans, *bold;
};

struct cards {
	const struct collection *collection;
	struct output *out;
	const char *fonts;
	struct arena *arena;
	struct card *v;
	size_t n, cap;
	struct easel *easels; /* one a thread */
};

/* ----------------------------------------------------------------------- the title */

struct lines {
	size_t end[LINES_MOST]; /* of each line, in bytes */
	int count;              /* LINES_MOST + 1: there are more */
};

/* First fit within a width, at the places given. */
static struct lines fill(struct arena *a, const struct type_line *t, const char *s,
    const uint32_t *ends, size_t n, int width)
{
	struct lines l = {{0}, 1};
	size_t from = 0, last = 0;

	for (size_t i = 0; i < n; i++) {
		if (last > from && picture_measure(a, t, s + from, ends[i] - from) > width) {
			l.end[l.count - 1] = last;
			from = last;
			if (++l.count > LINES_MOST)
				return l;
		}
		last = ends[i];
	}
	l.end[l.count - 1] = strlen(s);
	return l;
}

/* The narrowest width that needs no more lines makes them about equally long. */
static struct lines balance(
    struct arena *a, const struct type_line *t, const char *s, const uint32_t *ends, size_t n)
{
	struct lines best = fill(a, t, s, ends, n, MEASURE);

	for (int width = MEASURE - t->size; width > MEASURE / 3; width -= t->size) {
		struct lines l = fill(a, t, s, ends, n, width);
		if (l.count > best.count)
			break;
		best = l;
	}
	return best;
}

/* The largest size at which the title fits; at the smallest, what does not fit is left out. */
static void draw_title(struct picture *c, struct face *face, const char *s, const char *const *kept)
{
	static const struct {
		int size, lines;
	} sizes[] = {{68, 2}, {56, 3}, {44, LINES_MOST}};
	struct type_line t = {face, 0, ON_ACCENT};
	uint32_t *ends;
	size_t n = text_phrases(c->arena, s, kept, &ends), from = 0;
	struct lines l = {{0}, 0};

	for (size_t i = 0; i < LEN(sizes); i++) {
		t.size = sizes[i].size;
		l = balance(c->arena, &t, s, ends, n);
		if (l.count <= sizes[i].lines)
			break;
	}
	for (int i = 0; i < MIN(l.count, LINES_MOST); i++) {
		int x = picture_write(c, &t, LEFT, TITLE_TOP + t.size + i * t.size * 13 / 10,
		    s + from, l.end[i] - from);
		from = l.end[i];
		if (i + 1 == LINES_MOST && l.count > LINES_MOST)
			picture_write(c, &t, x, TITLE_TOP + t.size + i * t.size * 13 / 10, "…", 3);
	}
}

/* ----------------------------------------------------------------------- the panel */

/* One line, cut with … where it would go beyond `most`; returns where it ends. */
static int draw_cut(
    struct picture *c, const struct type_line *t, int x, int y, int most, const char *s)
{
	size_t n = strlen(s), dots = 0;

	while (n && x + picture_measure(c->arena, t, s, n) > most - (int)dots * t->size) {
		dots = 1;
		for (n--; n && ((unsigned char)s[n] & 0xC0) == 0x80;)
			n--;
	}
	x = picture_write(c, t, x, y, s, n);
	return dots ? picture_write(c, t, x, y, "…", 3) : x;
}

static int draw_mark(struct picture *c, const struct easel *d, const struct policy *p)
{
	int ramp = p->status == STATUS_IN_FORCE ? MARK : facet_ended(p->status) ? FADED_MARK : TINT;
	struct type_line t = {d->bold, 26, ramp};
	const char *words =
	    p->status == STATUS_DRAFT ? stage_words(p->stage) : status_words(p->status);
	int width = picture_measure(c->arena, &t, words, strlen(words)) + 32;

	picture_fill(c, LEFT, PANEL + 30, width, 44, t.ramp);
	picture_write(c, &t, LEFT + 16, PANEL + 61, words, strlen(words));
	return LEFT + width + 20;
}

/* The sum, or how much there is; under it what the sum is for. */
static void draw_sum(struct picture *c, const struct easel *d, const struct card *k)
{
	struct type_line soft = {d->sans, 26, SOFT}, sum = {d->bold, 54, SUM};
	const struct support *b = k->best;
	const char *item = !b ? ""
			   : k->policy
			       ? b->item
			       : arena_printf(c->arena, "%s · %s", b->policy->short_title, b->item);

	if (b && facet_ended(b->policy->status))
		sum.ramp = SOFT;
	const char *words = b ? b->text : k->count;
	while (sum.size > 28 && picture_measure(c->arena, &sum, words, strlen(words)) > MEASURE)
		sum.size -= 2;
	draw_cut(c, &sum, LEFT, PANEL + 136, WIDTH - LEFT, words);
	draw_cut(c, &soft, LEFT, PANEL + 178, WIDTH - LEFT, item);
}

static void draw_panel(struct picture *c, const struct easel *d, const struct card *k, date as_of)
{
	struct type_line soft = {d->sans, 26, SOFT};
	char day[32];
	int x = LEFT;

	if (k->best)
		x = draw_mark(c, d, k->best->policy);
	else if (k->policy)
		x = draw_mark(c, d, k->policy);
	date_words(as_of, day);
	draw_cut(c, &soft, x, PANEL + 61, WIDTH - LEFT,
	    arena_printf(c->arena, "%s · 截至%s", k->place, day));
	draw_sum(c, d, k);
}

/* Bars, as on the covers of the handbooks. */
static void draw_bars(struct picture *c)
{
	static const int heights[] = {18, 34, 26, 48, 40, 66, 84};
	const int n = (int)LEN(heights), width = 56;

	for (int i = 0; i < n; i++)
		picture_fill(
		    c, WIDTH - (n - i) * width, PANEL - heights[i], width, heights[i], TINT);
}

/* ---------------------------------------------------------------------- making them */

static void put_png(struct output *out, const char *path, const struct picture *c)
{
	png_image image = {.version = PNG_IMAGE_VERSION,
	    .width = (png_uint_32)c->width,
	    .height = (png_uint_32)c->height,
	    .format = PNG_FORMAT_RGB_COLORMAP,
	    .colormap_entries = PICTURE_COLOURS};
	uint8_t palette[3 * PICTURE_COLOURS];
	size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
	uint8_t *bytes = arena_alloc(c->arena, size);

	picture_palette(c, palette);
	if (!png_image_write_to_memory(&image, bytes, &size, 0, c->pixels, 0, palette))
		die("cannot write %s: %s", path, image.message);
	output_put(out, path, bytes, size);
}

static void open_easel(struct cards *k, struct easel *d)
{
	d->set = font_set_open(k->arena, k->fonts);
	d->sans = font_set_face(d->set, "sans");
	d->bold = font_set_face(d->set, "sans-bold");
	if (!d->sans || !d->bold)
		die("link cards need the roles sans and sans-bold of %s", k->fonts);
}

static void make(void *ctx, int i, int thread)
{
	struct cards *k = ctx;
	struct easel *d = &k->easels[thread];
	const struct card *card = &k->v[i];
	struct arena *a = arena_new();

	struct picture c = picture_new(a, WIDTH, HEIGHT, ramps);
	struct type_line series = {d->sans, 28, PALE};

	picture_fill(&c, 0, 0, WIDTH, PANEL, ON_ACCENT);
	picture_fill(&c, 0, PANEL, WIDTH, HEIGHT - PANEL, SUM);
	draw_bars(&c);
	if (card->title != k->collection->site.title)
		draw_cut(&c, &series, LEFT, 84, WIDTH - LEFT, k->collection->site.title);
	draw_title(&c, d->bold, card->title, k->collection->site.words);
	draw_panel(&c, d, card, k->collection->as_of);
	put_png(k->out, card->path, &c);
	arena_free(a);
}

static void add(struct cards *k, struct card card)
{
	*(struct card *)VEC_PUSH(k->arena, k->v, k->n, k->cap) = card;
}

static const char *count_words(struct arena *a, size_t policies, size_t supports)
{
	return supports ? arena_printf(a, "%zu件政策，%zu项资金支持", policies, supports)
			: arena_printf(a, "%zu件政策", policies);
}

static void list_policies(struct cards *k)
{
	const struct collection *c = k->collection;

	for (size_t i = 0; i < c->policies_n; i++) {
		const struct policy *p = c->policies[i];
		const char *count = p->goals_n ? arena_printf(k->arena, "%zu项量化目标", p->goals_n)
					       : stage_words(p->stage);

		add(k, (struct card){arena_printf(k->arena, "site/policies/%s/card.png", p->slug),
			   p->title, p->region->name, count, p, best_of_policies(&p, 1)});
	}
}

/* Of several policies: the best sum of them, or how many there are. */
static void add_overview(struct cards *k, const char *address, const char *title, const char *count,
    const struct support *best)
{
	const struct site *s = &k->collection->site;
	const char *path = arena_printf(k->arena, "site/%scard.png", address);
	const char *about = s->subtitle ? s->subtitle : s->publisher;

	add(k, (struct card){path, title, best ? count : about, count, NULL, best});
}

static void list_cards(struct cards *k)
{
	const struct collection *c = k->collection;
	struct arena *a = k->arena;

	add_overview(k, "", c->site.title, count_words(a, c->policies_n, c->supports_n), NULL);
	list_policies(k);
	for (size_t i = 0; i < c->regions_n; i++) {
		const struct region *r = &c->regions[i];
		add_overview(k, arena_printf(a, "regions/%s/", r->key), r->name,
		    count_words(a, r->all_n, 0), best_of_policies(r->all, r->all_n));
	}
	for (size_t i = 0; i < c->measures_n; i++) {
		const struct measure *m = &c->measures[i];
		add_overview(k, arena_printf(a, "measures/%s/", m->key), m->name,
		    count_words(a, m->policies_n, m->supports_n),
		    best_of(m->supports, m->supports_n));
	}
}

void cards_write(
    struct arena *a, const struct collection *c, const char *fonts, int jobs, struct output *out)
{
	struct cards k = {.collection = c, .out = out, .fonts = fonts, .arena = a};

	k.easels = arena_array(a, struct easel, jobs);
	list_cards(&k);
	for (int i = 0; i < jobs; i++)
		open_easel(&k, &k.easels[i]);
	pool_run(jobs, (int)k.n, make, &k);
	for (int i = 0; i < jobs; i++)
		font_set_close(k.easels[i].set);
}
