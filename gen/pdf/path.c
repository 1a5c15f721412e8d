/*
 * Rules and paths → operators that draw them (ISO 32000-1, 8.5). The graphics
 * state is followed, so that a colour or a width is set where it changes only. Equal parts of red,
 * green and blue are written as grey: black ink alone on a press. Marked content
 * is the caller's.
 */
#include <assert.h>

#include "pdf/parts.h"

struct canvas canvas_new(struct buf *out, mpt height)
{
	return (struct canvas){.out = out, .height = height, .stroke = 1000};
}

/* ------------------------------------------------------------------------ operands */

static void put_point(struct canvas *c, struct point p)
{
	length_put(c->out, p.x);
	length_put(c->out, c->height - p.y);
}

/* The operators are those for grey and for red, green and blue. */
static void put_colour(struct buf *out, colour v, const char *grey, const char *rgb)
{
	colour part[] = {v >> 16 & 255, v >> 8 & 255, v & 255};
	bool plain = part[0] == part[1] && part[1] == part[2];

	for (size_t i = 0; i < (plain ? 1 : LEN(part)); i++) {
		decimal_put(out, ((int64_t)part[i] * 1000 + 127) / 255, 1000);
		buf_putc(out, ' ');
	}
	buf_puts(out, plain ? grey : rgb);
}

void canvas_fill(struct canvas *c, colour fill)
{
	if (c->fill != fill)
		put_colour(c->out, fill, "g\n", "rg\n");
	c->fill = fill;
}

static void set_line(struct canvas *c, colour ink, mpt stroke)
{
	if (c->ink != ink)
		put_colour(c->out, ink, "G\n", "RG\n");
	c->ink = ink;
	if (c->stroke != stroke) {
		length_put(c->out, stroke);
		buf_puts(c->out, "w\n");
	}
	c->stroke = stroke;
}

/* ------------------------------------------------------------------------- drawing */

void rules_put(struct canvas *c, const struct rule *r, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && r[i].colour != c->fill)
			buf_puts(c->out, "f\n");
		canvas_fill(c, r[i].colour);
		put_point(c, (struct point){r[i].x, r[i].y + r[i].h});
		length_put(c->out, r[i].w);
		length_put(c->out, r[i].h);
		buf_puts(c->out, "re\n");
	}
	if (n > 0)
		buf_puts(c->out, "f\n");
}

static void put_segment(struct canvas *c, const struct segment *s)
{
	static const char *const operators[] = {
	    [SEGMENT_MOVE] = "m\n",
	    [SEGMENT_LINE] = "l\n",
	    [SEGMENT_CURVE] = "c\n",
	    [SEGMENT_CLOSE] = "h\n",
	};

	if (s->kind == SEGMENT_CURVE) {
		put_point(c, s->control[0]);
		put_point(c, s->control[1]);
	}
	if (s->kind != SEGMENT_CLOSE)
		put_point(c, s->to);
	buf_puts(c->out, operators[s->kind]);
}

/*
 * Four sides, the first of them level, written as one operator: a third of the bytes. The
 * width and the height keep their signs, so that the direction of the sides stays.
 */
static bool is_rectangle(const struct segment *s, size_t n)
{
	return n >= 5 && s[0].kind == SEGMENT_MOVE && s[1].kind == SEGMENT_LINE &&
	       s[2].kind == SEGMENT_LINE && s[3].kind == SEGMENT_LINE &&
	       s[4].kind == SEGMENT_CLOSE && s[0].to.y == s[1].to.y && s[1].to.x == s[2].to.x &&
	       s[2].to.y == s[3].to.y && s[3].to.x == s[0].to.x;
}

static void put_rectangle(struct canvas *c, const struct segment *s)
{
	put_point(c, s[0].to);
	length_put(c->out, s[1].to.x - s[0].to.x);
	length_put(c->out, s[1].to.y - s[2].to.y);
	buf_puts(c->out, "re\n");
}

void path_put(struct canvas *c, const struct path *p)
{
	bool stroked = p->stroke > 0;

	if (p->n == 0 || (!p->filled && !stroked))
		return;
	assert(p->segments[0].kind == SEGMENT_MOVE);
	if (p->filled)
		canvas_fill(c, p->fill);
	if (stroked)
		set_line(c, p->ink, p->stroke);
	for (size_t i = 0; i < p->n; i++) {
		if (is_rectangle(&p->segments[i], p->n - i)) {
			put_rectangle(c, &p->segments[i]);
			i += 4;
		} else {
			put_segment(c, &p->segments[i]);
		}
	}
	buf_puts(c->out, p->filled && stroked ? "B\n" : p->filled ? "f\n" : "S\n");
}
