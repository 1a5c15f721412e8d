/*
 * Is the charset of a CFF table the identity? Codes of the PDF's text are CIDs,
 * and pdf/ writes glyph ids there; that is right only when both are the same
 * number for every glyph (Adobe Technical Note 5176, sections 9, 13 and 18).
 * The charset of a subset is made so, in its place. In comes the raw table; every
 * offset is checked, since a font is a foreign file. Nothing but the Top DICT and
 * the charset is read.
 */
#include "font/face.h"

#include <string.h>

struct reader {
	const uint8_t *p;
	size_t size, at;
	bool bad; /* an offset pointed outside */
};

struct top_dict {
	bool cid_keyed; /* has an ROS operator */
	size_t charset, charstrings;
};

enum { OPERATOR_CHARSET = 15, OPERATOR_CHARSTRINGS = 17, OPERATOR_ROS = 0x0c00 | 30 };

/* An unsigned number of n bytes, big end first. */
static uint32_t take(struct reader *r, unsigned n)
{
	uint32_t v = 0;

	if (r->at > r->size || r->size - r->at < n) {
		r->bad = true;
		return 0;
	}
	while (n-- > 0)
		v = v << 8 | r->p[r->at++];
	return v;
}

static void skip(struct reader *r, size_t n)
{
	if (r->at > r->size || r->size - r->at < n)
		r->bad = true;
	else
		r->at += n;
}

/* Read past an INDEX; returns its count, and where its first element lies. */
static uint32_t skip_index(struct reader *r, size_t *first, size_t *first_size)
{
	uint32_t count = take(r, 2), offset = 1, end = 1;
	unsigned width;

	*first = *first_size = 0;
	if (count == 0)
		return 0;
	width = take(r, 1);
	if (width < 1 || width > 4)
		r->bad = true;
	for (uint32_t i = 0; i <= count && !r->bad; i++) {
		end = take(r, width);
		if (i == 1)
			offset = end;
	}
	*first = r->at;
	*first_size = offset - 1;
	skip(r, end - 1);
	return count;
}

/* One operand of a DICT whose first byte is b; reals give 0, since no offset is one. */
static int32_t take_operand(struct reader *r, unsigned b)
{
	if (b == 28)
		return (int16_t)take(r, 2);
	if (b == 29)
		return (int32_t)take(r, 4);
	if (b >= 32 && b <= 246)
		return (int32_t)b - 139;
	if (b >= 247 && b <= 250)
		return ((int32_t)b - 247) * 256 + (int32_t)take(r, 1) + 108;
	if (b >= 251 && b <= 254)
		return -((int32_t)b - 251) * 256 - (int32_t)take(r, 1) - 108;
	while (b == 30 && !r->bad) {
		uint32_t pair = take(r, 1);

		if ((pair & 0x0f) == 0x0f || pair >> 4 == 0x0f)
			break;
	}
	return 0;
}

static struct top_dict read_top_dict(struct reader *r, size_t end)
{
	struct top_dict d = {0};
	int32_t last = 0;

	while (r->at < end && !r->bad) {
		unsigned b = take(r, 1);

		if (b > 21) {
			last = take_operand(r, b);
			continue;
		}
		if (b == 12)
			b = 0x0c00 | take(r, 1);
		if (b == OPERATOR_ROS)
			d.cid_keyed = true;
		else if (b == OPERATOR_CHARSET)
			d.charset = (size_t)last;
		else if (b == OPERATOR_CHARSTRINGS)
			d.charstrings = (size_t)last;
	}
	return d;
}

static bool charset_is_identity(struct reader *r, uint32_t glyphs)
{
	unsigned format = take(r, 1);
	uint32_t next = 1;

	if (format > 2)
		return false;
	while (next < glyphs && !r->bad) {
		if (take(r, 2) != next)
			return false;
		next += 1 + take(r, format);
	}
	return !r->bad;
}

/* Go to the charset; the number of glyphs, or 0 when it is none of CIDs. */
static uint32_t find_charset(struct reader *r)
{
	struct top_dict d;
	size_t first, first_size;
	uint32_t glyphs;

	r->at = 2;
	r->at = take(r, 1); /* the header names its own size */
	skip_index(r, &first, &first_size);
	if (skip_index(r, &first, &first_size) != 1 || r->bad)
		return 0;
	r->at = first;
	d = read_top_dict(r, first + first_size);
	if (r->bad || !d.cid_keyed || d.charset <= 2) /* 0..2 are predefined, of names */
		return 0;
	r->at = d.charstrings;
	glyphs = take(r, 2);
	r->at = d.charset;
	return r->bad ? 0 : glyphs;
}

bool cff_is_identity(const uint8_t *cff, size_t size)
{
	struct reader r = {.p = cff, .size = size};
	uint32_t glyphs = find_charset(&r);

	return glyphs && charset_is_identity(&r, glyphs);
}

static void skip_charset(struct reader *r, uint32_t glyphs)
{
	unsigned format = take(r, 1);

	if (format == 0)
		skip(r, 2 * (size_t)(glyphs - 1));
	for (uint32_t next = 1; format > 0 && next < glyphs && !r->bad;) {
		skip(r, 2);
		next += 1 + take(r, format);
	}
}

bool cff_number(uint8_t *cff, size_t size, uint16_t first)
{
	struct reader r = {.p = cff, .size = size};
	uint32_t glyphs = find_charset(&r);
	size_t at = r.at, room;

	if (glyphs < 2)
		return glyphs == 1;
	skip_charset(&r, glyphs);
	room = r.at - at;
	if (r.bad || room < 3)
		return false;
	memset(cff + at, 0, room);
	cff[at + 1] = (uint8_t)(first >> 8); /* as of one range, or as of one glyph */
	cff[at + 2] = (uint8_t)first;
	if (glyphs == 2)
		return true;
	if (room < 4 || (room < 5 && glyphs - 2 > 255))
		return false;
	cff[at] = room < 5 ? 1 : 2;
	if (room >= 5)
		cff[at + 3] = (uint8_t)((glyphs - 2) >> 8);
	cff[at + (room < 5 ? 3 : 4)] = (uint8_t)(glyphs - 2);
	return true;
}
