/*
 * UTF-8 text: decoding and validation (RFC 3629), classes of characters,
 * Chinese numerals, distance between words, and pinyin order by ICU (known
 * here only). Text is validated once by text_check; everything else trusts it.
 */
#include "base/base.h"

#include <assert.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

uint32_t text_decode(const char *s, const char *end, int *len)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t have = (size_t)(end - s);
	uint32_t cp, least;
	int n;

	*len = 1;
	if (p[0] < 0x80)
		return p[0];
	if (p[0] >= 0xF0 && p[0] <= 0xF4)
		n = 4, cp = p[0] & 0x07u, least = 0x10000;
	else if (p[0] >= 0xE0 && p[0] < 0xF0)
		n = 3, cp = p[0] & 0x0Fu, least = 0x800;
	else if (p[0] >= 0xC2 && p[0] < 0xE0)
		n = 2, cp = p[0] & 0x1Fu, least = 0x80;
	else
		return TEXT_BAD;
	if (have < (size_t)n)
		return TEXT_BAD;
	for (int i = 1; i < n; i++) {
		if ((p[i] & 0xC0u) != 0x80)
			return TEXT_BAD;
		cp = cp << 6 | (p[i] & 0x3Fu);
	}
	if (cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return TEXT_BAD;
	*len = n;
	return cp;
}

uint32_t text_next(const char **s)
{
	int len;
	uint32_t cp;

	if (!**s)
		return 0;
	cp = text_decode(*s, *s + 4, &len); /* valid text: the bytes after a lead byte are there */
	*s += len;
	return cp;
}

uint32_t text_before(const char *start, const char *s)
{
	const char *p = s;
	int len;

	if (p == start)
		return 0;
	do
		p--;
	while (p > start && ((unsigned char)*p & 0xC0u) == 0x80);
	return text_decode(p, s, &len);
}

int text_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

static bool allowed(uint32_t cp)
{
	if (cp < 0x20)
		return cp == '\t' || cp == '\n';
	return cp != TEXT_BAD && cp != 0x7F && cp != 0xFEFF && (cp & 0xFFFE) != 0xFFFE;
}

const char *text_check(const char *s, size_t n)
{
	const char *end = s + n;
	int len;

	for (; s < end; s += len)
		if (!allowed(text_decode(s, end, &len)))
			return s;
	return NULL;
}

size_t text_length(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0u) != 0x80;
	return n;
}

size_t text_column(const char *line, size_t byte)
{
	size_t n = 1;

	for (size_t i = 0; i < byte && line[i]; i++)
		n += ((unsigned char)line[i] & 0xC0u) != 0x80;
	/* in the middle of a character the column is that character's */
	if (byte && ((unsigned char)line[byte] & 0xC0u) == 0x80)
		n--;
	return n;
}

static bool within(uint32_t cp, uint32_t from, uint32_t to)
{
	return cp >= from && cp <= to;
}

bool text_is_han(uint32_t cp)
{
	return within(cp, 0x4E00, 0x9FFF) || within(cp, 0x3400, 0x4DBF) ||
	       within(cp, 0x20000, 0x323AF) || within(cp, 0xF900, 0xFAFF) || cp == 0x3007;
}

bool text_is_cjk_mark(uint32_t cp)
{
	if (within(cp, 0x3001, 0x3020) || within(cp, 0xFF01, 0xFF0F) || within(cp, 0xFF1A, 0xFF20))
		return cp != 0x3007;
	if (within(cp, 0xFF3B, 0xFF40) || within(cp, 0xFF5B, 0xFF65))
		return true;
	return within(cp, 0x2018, 0x2019) || within(cp, 0x201C, 0x201D) || cp == 0x2014 ||
	       cp == 0x2026 || cp == 0xB7;
}

bool text_is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == 0x3000 || cp == 0xA0;
}

bool text_is_one_of(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], s) == 0)
			return true;
	return false;
}

bool text_ends_in(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n >= m && strcmp(s + n - m, suffix) == 0;
}

char *text_hyphened(struct arena *a, const char *key)
{
	char *s = arena_dup(a, key);

	for (char *p = s; *p; p++)
		if (*p == '_')
			*p = '-';
	return s;
}

char *text_trim(struct arena *a, const char *s, size_t n)
{
	const char *end = s + n;
	int len;

	while (s < end && text_is_space(text_decode(s, end, &len)))
		s += len;
	while (end > s) {
		uint32_t cp = text_before(s, end);
		char bytes[4];

		if (!text_is_space(cp))
			break;
		end -= text_encode(cp, bytes);
	}
	return arena_dupn(a, s, (size_t)(end - s));
}

/* 一 to 九 as 1 to 9, 十 as 10, else 0; all of them are three bytes long. */
static int han_digit(const char *s)
{
	static const char digits[] = "一二三四五六七八九十";

	for (size_t i = 0; i < 10; i++)
		if (memcmp(s, digits + 3 * i, 3) == 0)
			return (int)i + 1;
	return 0;
}

int text_han_number(const char *s, size_t n)
{
	int d[3];

	if (n != 3 && n != 6 && n != 9)
		return 0;
	for (size_t i = 0; i < n / 3; i++)
		if (!(d[i] = han_digit(s + 3 * i)))
			return 0;
	switch (n / 3) {
	case 1:
		return d[0];
	case 2:
		if (d[0] == 10)
			return d[1] < 10 ? 10 + d[1] : 0;
		return d[1] == 10 ? d[0] * 10 : 0;
	default:
		return d[0] < 10 && d[1] == 10 && d[2] < 10 ? d[0] * 10 + d[2] : 0;
	}
}

enum { DISTANCE_MOST = 64 };

static int code_points(const char *s, uint32_t out[DISTANCE_MOST])
{
	int n = 0;

	while (*s && n < DISTANCE_MOST)
		out[n++] = text_next(&s);
	return *s ? -1 : n;
}

int text_distance(const char *a, const char *b)
{
	uint32_t x[DISTANCE_MOST], y[DISTANCE_MOST];
	int row[DISTANCE_MOST + 1];
	int n = code_points(a, x), m = code_points(b, y);

	if (n < 0 || m < 0)
		return DISTANCE_MOST;
	for (int j = 0; j <= m; j++)
		row[j] = j;
	for (int i = 1; i <= n; i++) {
		int corner = row[0];

		row[0] = i;
		for (int j = 1; j <= m; j++) {
			int up = row[j];

			row[j] = MIN(corner + (x[i - 1] != y[j - 1]), MIN(up, row[j - 1]) + 1);
			corner = up;
		}
	}
	return row[m];
}

const char *text_nearest(const char *s, const char *const *names, size_t n)
{
	const char *best = NULL;
	int least = (int)text_length(s) / 3 + 2;

	for (size_t i = 0; i < n; i++) {
		int d = text_distance(s, names[i]);

		if (d < least && d < (int)MAX(text_length(s), text_length(names[i]))) {
			least = d;
			best = names[i];
		}
	}
	return best;
}

struct collator {
	UCollator *icu;
};

struct collator *collator_new(void)
{
	UErrorCode e = U_ZERO_ERROR;
	struct collator *c = mem_alloc(sizeof(*c));

	c->icu = ucol_open("zh@collation=pinyin", &e);
	if (U_FAILURE(e))
		die("ICU has no pinyin collation: %s", u_errorName(e));
	return c;
}

void collator_free(struct collator *c)
{
	if (!c)
		return;
	ucol_close(c->icu);
	mem_free(c);
}

int collator_compare(struct collator *c, const char *a, const char *b)
{
	UErrorCode e = U_ZERO_ERROR;
	UCollationResult r = ucol_strcollUTF8(c->icu, a, -1, b, -1, &e);

	if (U_FAILURE(e))
		die("ICU cannot compare: %s", u_errorName(e));
	return r == UCOL_EQUAL ? strcmp(a, b) : (int)r;
}

/* The UTF-16 text u, which has room for `room` units, through an ICU transliterator; its length. */
static int32_t transliterate(const char *id, UChar *u, int32_t n, int32_t room)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar name[64];
	UTransliterator *t;
	int32_t limit = n;

	u_uastrncpy(name, id, LEN(name));
	t = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	if (U_SUCCESS(e))
		utrans_transUChars(t, u, &n, room, 0, &limit, &e);
	utrans_close(t);
	if (U_FAILURE(e))
		die("ICU cannot transliterate by %s: %s", id, u_errorName(e));
	return n;
}

char *text_pinyin(struct arena *a, const char *s)
{
	UErrorCode e = U_ZERO_ERROR;
	int32_t room = 8 * (int32_t)strlen(s) + 16,
		n; /* a reading has at most 6 letters and a space */
	UChar *u = arena_array(a, UChar, room);
	char *out = arena_alloc(a, (size_t)room + 1), *end = out;

	u_strFromUTF8(u, room, &n, s, -1, &e);
	if (U_FAILURE(e))
		die("ICU cannot read text: %s", u_errorName(e));
	n = transliterate("Han-Latin; Latin-ASCII; Lower", u, n, room);
	for (int32_t i = 0; i < n; i++)
		if ((u[i] >= 'a' && u[i] <= 'z') || (u[i] >= '0' && u[i] <= '9'))
			*end++ = (char)u[i];
	*end = '\0';
	return out;
}

uint32_t *text_simplified(struct arena *a)
{
	int32_t n = 2 * (int32_t)TEXT_HAN_N, room = 2 * n;
	uint32_t *out = arena_array(a, uint32_t, TEXT_HAN_N);
	UChar *u = arena_array(a, UChar, room);

	/* a line each, so that no rule sees two of them as a word */
	for (size_t i = 0; i < TEXT_HAN_N; i++) {
		u[2 * i] = (UChar)(TEXT_HAN_FIRST + i);
		u[2 * i + 1] = '\n';
	}
	n = transliterate("Hant-Hans", u, n, room);
	for (int32_t i = 0, line = 0; line < (int32_t)TEXT_HAN_N && i < n; line++, i++) {
		int32_t from = i;

		while (i < n && u[i] != '\n')
			i++;
		out[line] = i == from + 1 ? u[from] : TEXT_HAN_FIRST + (uint32_t)line;
	}
	return out;
}

size_t text_compatible(uint32_t cp, uint32_t out[TEXT_COMPATIBLE_MOST])
{
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&e);
	UChar from[2], to[2 * TEXT_COMPATIBLE_MOST];
	int32_t from_n = 0, to_n, i = 0;
	size_t n = 0;

	U16_APPEND_UNSAFE(from, from_n, cp);
	to_n = unorm2_normalize(nfkc, from, from_n, to, LEN(to), &e);
	if (U_FAILURE(e))
		die("ICU cannot normalize: %s", u_errorName(e));
	for (; i < to_n && n < TEXT_COMPATIBLE_MOST; n++)
		U16_NEXT_UNSAFE(to, i, out[n]);
	return n;
}
