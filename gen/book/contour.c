/*
 * The shapes of a drawing as segments: boxes, circles, and path data. The
 * numbers are thousandths; a quadratic curve becomes the cubic one that is
 * equal to it. Elliptic arcs and exponents are not read.
 */
#include "book/figure_parts.h"

#include <string.h>

enum {
	NUMBER_MOST = 2000, /* so that thousandths of any sum of a few stay within 32 bits */
	ROUND = 5523,       /* ten thousandths of a radius: the handles of a quarter of a circle */
};

static const char *skip_space(const char *s)
{
	return s + strspn(s, " \t\r\n");
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool contour_number(const char **at, int64_t *value)
{
	const char *s = skip_space(*at), *from;
	int64_t v = 0;
	bool negative;

	if (*s == ',')
		s = skip_space(s + 1);
	negative = *s == '-';
	s += *s == '-' || *s == '+';
	from = s;
	for (; is_digit(*s) && v <= NUMBER_MOST; s++)
		v = v * 10 + (*s - '0');
	if (v > NUMBER_MOST || (s == from && !(*s == '.' && is_digit(s[1]))))
		return false;
	v *= 1000;
	if (*s == '.') {
		int64_t place = 100;

		for (s++; is_digit(*s); s++, place /= 10)
			v += (*s - '0') * place;
	}
	*value = negative ? -v : v;
	*at = s;
	return true;
}

/* ------------------------------------------------------------------------- shapes */

/* A path may walk far by small steps; what is out of reach is out of sight. */
static mpt bounded(int64_t v)
{
	enum { FAR = 1000000000 };

	return (mpt)MAX(MIN(v, FAR), -FAR);
}

static struct point point_of(int64_t x, int64_t y)
{
	return (struct point){bounded(x), bounded(y)};
}

static void put(struct arena *a, struct contour *o, struct segment s)
{
	*VEC_PUSH(a, o->segments, o->n, o->cap) = s;
}

void contour_move(struct arena *a, struct contour *o, int64_t x, int64_t y)
{
	put(a, o, (struct segment){.kind = SEGMENT_MOVE, .to = point_of(x, y)});
}

void contour_line(struct arena *a, struct contour *o, int64_t x, int64_t y)
{
	put(a, o, (struct segment){.kind = SEGMENT_LINE, .to = point_of(x, y)});
}

void contour_close(struct arena *a, struct contour *o)
{
	put(a, o, (struct segment){.kind = SEGMENT_CLOSE});
}

void contour_box(struct arena *a, struct contour *o, int64_t x, int64_t y, int64_t w, int64_t h)
{
	contour_move(a, o, x, y);
	contour_line(a, o, x + w, y);
	contour_line(a, o, x + w, y + h);
	contour_line(a, o, x, y + h);
	contour_close(a, o);
}

void contour_circle(struct arena *a, struct contour *o, int64_t x, int64_t y, int64_t r)
{
	static const int turn[][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
	int64_t handle = r * ROUND / 10000;

	contour_move(a, o, x + r, y);
	for (int i = 0; i < 4; i++) {
		const int *from = turn[i], *to = turn[i + 1];

		put(a, o,
		    (struct segment){SEGMENT_CURVE, point_of(x + to[0] * r, y + to[1] * r),
			{point_of(
			     x + from[0] * r + to[0] * handle, y + from[1] * r + to[1] * handle),
			    point_of(x + to[0] * r + from[0] * handle,
				y + to[1] * r + from[1] * handle)}});
	}
	contour_close(a, o);
}

/* ---------------------------------------------------------------------- path data */

struct pen {
	struct arena *arena;
	struct contour *contour;
	int64_t x, y, start_x, start_y; /* where it is, and where the part began */
	int64_t x_shift, y_shift;
};

static size_t operands(char command)
{
	switch (command | 0x20) {
	case 'm':
	case 'l':
		return 2;
	case 'h':
	case 'v':
		return 1;
	case 'q':
		return 4;
	case 'c':
		return 6;
	default:
		return 0;
	}
}

static void curve(struct pen *p, const int64_t *v)
{
	put(p->arena, p->contour,
	    (struct segment){
		SEGMENT_CURVE, point_of(v[4], v[5]), {point_of(v[0], v[1]), point_of(v[2], v[3])}});
}

/* The cubic handles lie two thirds of the way to the quadratic one. */
static void curve_quadratic(struct pen *p, const int64_t *v)
{
	int64_t cubic[] = {p->x + (v[0] - p->x) * 2 / 3, p->y + (v[1] - p->y) * 2 / 3,
	    v[2] + (v[0] - v[2]) * 2 / 3, v[3] + (v[1] - v[3]) * 2 / 3, v[2], v[3]};

	curve(p, cubic);
}

/* One command with its operands made absolute. */
static void draw(struct pen *p, char command, const int64_t *v, size_t n)
{
	int64_t x = command == 'v' ? p->x : v[n - 2 + (n == 1)];
	int64_t y = command == 'h' ? p->y : v[n - 1];

	if (command != 'm' && p->contour->segments[p->contour->n - 1].kind == SEGMENT_CLOSE)
		contour_move(p->arena, p->contour, p->x, p->y);
	if (command == 'm')
		contour_move(p->arena, p->contour, x, y);
	else if (command == 'c')
		curve(p, v);
	else if (command == 'q')
		curve_quadratic(p, v);
	else
		contour_line(p->arena, p->contour, x, y);
	p->x = x;
	p->y = y;
	if (command == 'm') {
		p->start_x = x;
		p->start_y = y;
	}
}

static void close_part(struct pen *p)
{
	contour_close(p->arena, p->contour);
	p->x = p->start_x;
	p->y = p->start_y;
}

/* The operands of one command; false where they break off. */
static bool read_operands(struct pen *p, char command, const char **s, int64_t *v)
{
	size_t n = operands(command);
	bool relative = command >= 'a', upright = (command | 0x20) == 'v';

	for (size_t i = 0; i < n; i++) {
		bool down = upright || i % 2 == 1;

		if (!contour_number(s, &v[i]))
			return false;
		if (relative)
			v[i] += down ? p->y : p->x;
		else
			v[i] += down ? p->y_shift : p->x_shift;
		v[i] = bounded(v[i]);
	}
	return true;
}

static bool starts_number(const char *s)
{
	return is_digit(*s) || (*s && strchr("+-.,", *s));
}

const char *contour_read(
    struct arena *a, struct contour *o, const char *d, int64_t x_shift, int64_t y_shift)
{
	struct pen p = {a, o, x_shift, y_shift, x_shift, y_shift, x_shift, y_shift};
	const char *s = skip_space(d);
	char command = 0;

	if (*s && (*s | 0x20) != 'm')
		return s;
	while (*s) {
		const char *from = s;
		int64_t v[6] = {0};

		if (!command || !starts_number(s))
			command = *s++;
		if ((command | 0x20) == 'z') {
			if (!o->n || starts_number(skip_space(s)))
				return from;
			close_part(&p);
		} else if (!operands(command) || !read_operands(&p, command, &s, v)) {
			return from;
		} else {
			draw(&p, (char)(command | 0x20), v, operands(command));
		}
		if ((command | 0x20) == 'm') /* further pairs are lines */
			command = command == 'm' ? 'l' : 'L';
		s = skip_space(s);
	}
	return s;
}
