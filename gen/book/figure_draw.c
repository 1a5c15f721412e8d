/*
 * A drawing → its size on the page, and then paths and runs of one Figure, with
 * its box (ISO 32000-1, 14.8.5.4.3). It is scaled to the measure, but not to
 * more than a quarter over its size on a screen; texts keep the sizes of their
 * looks. A QR code has modules of 0.4 mm at least.
 */
#include "book/figure_parts.h"

#include <string.h>

enum {
	UNIT = 1000,
	PIXEL = 750,   /* a CSS pixel */
	MODULE = 1134, /* 0.4 mm */
	SLACK = 2000,  /* how far a text may stand out of its drawing */
};

static mpt scaled(const struct figure *f, int64_t v)
{
	return (mpt)(v * f->width / f->view[2]);
}

/* --------------------------------------------------------------------------- size */

static void size_of_code(struct figure *f, const struct look *k)
{
	mpt modules = (mpt)(f->view[2] / UNIT);

	f->width = f->height = MAX(k->height, MODULE * modules);
}

static void size_of_drawing(struct figure *f, const struct look *k, mpt measure, int64_t page)
{
	mpt most = (mpt)(f->natural * PIXEL / UNIT * 5 / 4);

	f->width = MIN(measure, most);
	if (k->height)
		f->width = (mpt)MIN(measure, k->height * f->view[2] / f->view[3]);
	/* Rather smaller than over the page, as long as it is not smaller than on a screen. */
	f->height = scaled(f, f->view[3]);
	if (f->height > page && f->width > most * 4 / 5)
		f->width = MAX((mpt)(page * f->view[2] / f->view[3]), most * 4 / 5);
	f->height = scaled(f, f->view[3]);
}

static mpt text_left(const struct figure *f, const struct drawn *d)
{
	mpt x = scaled(f, d->at.x - f->view[0]);

	return x - (d->side == ANCHOR_END ? d->width : d->side == ANCHOR_MIDDLE ? d->width / 2 : 0);
}

static void fit_text(struct job *j, const struct figure *f, struct drawn *d)
{
	if (!d->text && d->size) {
		struct look look = *d->look;

		look.size = scaled(f, d->size);
		d->look = look_keep(j, look);
		for (size_t i = 0; i < d->passage.n; i++)
			d->passage.spans[i].look = d->look;
	}
	if (!d->text)
		d->text = text_shape(j->a, &d->passage, j->folios);
	d->width = line_longest(j->breaker, d->text);
	if (text_left(f, d) >= -SLACK && text_left(f, d) + d->width <= f->width + SLACK)
		return;
	diag(d->place, DIAG_ERROR, "figure-wide", "“%s” runs out of its drawing at the %s",
	    d->text->s, text_left(f, d) < -SLACK ? "left" : "right");
}

/* A page, without the lines of a caption. */
static mpt room(const struct job *j)
{
	enum { CAPTION = 2 };

	return (j->paper->lines - CAPTION) * j->paper->pitch;
}

static void size_within(struct block *b, mpt measure, mpt page)
{
	if (b->figure->coded)
		size_of_code(b->figure, b->look);
	else
		size_of_drawing(b->figure, b->look, measure, page);
}

void figure_size(struct job *j, struct block *b, mpt measure)
{
	size_within(b, measure, room(j));
}

void figure_fit(struct job *j, struct block *b, mpt measure, mpt above)
{
	struct figure *f = b->figure;

	if (f->width && b->width == measure)
		return;
	b->width = measure;
	size_within(b, measure, room(j) - above);
	for (struct drawn *d = f->first; d; d = d->next)
		if (d->passage.n)
			fit_text(j, f, d);
	if (f->height <= room(j))
		return;
	diag(b->place, DIAG_ERROR, "figure-tall", "a drawing is taller than a page");
	diag_hint("divide it into several");
}

mpt figure_height(const struct block *b)
{
	return b->figure->height;
}

mpt figure_width(const struct block *b)
{
	return b->figure->width;
}

/* ------------------------------------------------------------------------ drawing */

struct canvas {
	struct job *job;
	struct page *page;
	const struct figure *figure;
	mpt x, y;
	int tag;
};

static struct point on_page(const struct canvas *c, struct point p)
{
	const struct figure *f = c->figure;

	return (struct point){
	    c->x + scaled(f, p.x - f->view[0]), c->y + scaled(f, p.y - f->view[1])};
}

static void draw_shape(const struct canvas *c, const struct drawn *d)
{
	const struct look *k = d->look;
	struct path p = {.n = d->contour.n,
	    .filled = !k->hollow || c->figure->coded,
	    .fill = c->figure->coded ? 0 : k->ink,
	    .stroke = c->figure->coded ? 0 : k->stroke,
	    .ink = k->rule,
	    .tag = c->tag};

	if (!p.n || (!p.filled && !p.stroke))
		return;
	p.segments = arena_array(c->job->a, struct segment, p.n);
	for (size_t i = 0; i < p.n; i++) {
		const struct segment *s = &d->contour.segments[i];

		p.segments[i] = (struct segment){s->kind, on_page(c, s->to),
		    {on_page(c, s->control[0]), on_page(c, s->control[1])}};
	}
	draw_path(c->job, c->page, p);
}

static void draw_text(const struct canvas *c, const struct drawn *d)
{
	struct block b = {.look = d->look, .text = d->text, .ragged = true, .width = d->width};
	struct setting m = {.width = d->width, .ragged = true};

	b.lines_n = line_break(c->job->breaker, c->job->a, d->text, m, &b.lines);
	if (b.lines_n)
		draw_line(c->job, c->page, &b, 0, c->x + text_left(c->figure, d),
		    on_page(c, d->at).y, false);
}

void figure_draw(struct job *j, struct page *page, const struct block *b, mpt x, mpt y)
{
	struct canvas c = {j, page, b->figure, x, y, b->tag};

	for (const struct drawn *d = b->figure->first; d; d = d->next) {
		if (d->passage.n)
			draw_text(&c, d);
		else
			draw_shape(&c, d);
	}
	j->print->tags[b->tag].bbox = (struct box){x, y, b->figure->width, b->figure->height};
}
