/*
 * Text → the letters that search compares. Each character gives what it stands
 * for by compatibility (full-width forms, units, circled figures), in lower
 * case, in simplified characters; the many dashes, quotes and brackets become
 * one each, so that 〔2017〕35号 is [2017]35号; white space and invisible
 * characters go, and with them the commas that group the digits of a number.
 * No words are known and nothing is looked up by language.
 */
#include "web/folding.h"

#include <string.h>

struct folding {
	const uint32_t *simple;
};

/* The first of each row stands for all of them. fold.js has the same rows. */
static const char *const marks[] = {
    "-‐‑‒–—―−─~〜∼",
    "\"“”„‟「」『』〝〞〟«»",
    "'‘’‚‛`",
    "([{〔【〖",
    ")]}〕】〗",
    "<《〈‹",
    ">》〉›",
    "·•‧∙⋅・",
    ":∶",
    "x×✕",
    "〇○◯",
};

struct folding *folding_new(struct arena *a)
{
	struct folding *f = arena_new_of(a, struct folding);

	f->simple = text_simplified(a);
	return f;
}

uint32_t folding_simplified(const struct folding *f, uint32_t cp)
{
	bool known = cp >= TEXT_HAN_FIRST && cp < TEXT_HAN_FIRST + TEXT_HAN_N;

	return known ? f->simple[cp - TEXT_HAN_FIRST] : cp;
}

/* What a mark is written as. */
static uint32_t fold_mark(uint32_t cp)
{
	for (size_t i = 0; i < LEN(marks); i++) {
		const char *s = marks[i];
		uint32_t first = text_next(&s);

		while (*s)
			if (text_next(&s) == cp)
				return first;
	}
	return cp;
}

static bool within(uint32_t cp, uint32_t from, uint32_t to)
{
	return cp >= from && cp <= to;
}

/* White space, and what has no width. */
static bool is_invisible(uint32_t cp)
{
	return cp <= ' ' || cp == 0x7F || cp == 0xA0 || cp == 0xAD || within(cp, 0x2000, 0x200F) ||
	       within(cp, 0x2028, 0x202F) || within(cp, 0x205F, 0x206F) || cp == 0x3000 ||
	       cp == 0xFEFF;
}

static void put(const struct folding *f, struct arena *a, uint32_t cp, struct letters *l)
{
	if (within(cp, TEXT_HAN_FIRST, TEXT_HAN_FIRST + TEXT_HAN_N - 1))
		cp = f->simple[cp - TEXT_HAN_FIRST];
	else if (within(cp, 'A', 'Z'))
		cp += 'a' - 'A';
	else if (!within(cp, '0', '9') && !within(cp, 'a', 'z'))
		cp = fold_mark(cp);
	if (!is_invisible(cp))
		*VEC_PUSH(a, l->at, l->n, l->cap) = cp;
}

static bool is_digit(const struct letters *l, size_t i)
{
	return i < l->n && within(l->at[i], '0', '9');
}

static size_t digits_from(const struct letters *l, size_t i)
{
	size_t n = 0;

	while (is_digit(l, i + n))
		n++;
	return n;
}

/* The length of a number whose digits are grouped, 5,000 or 12,345,678; 0. */
static size_t grouped(const struct letters *l, size_t i)
{
	size_t n = digits_from(l, i), first = n;

	if (n == 0 || n > 3)
		return 0;
	while (i + n < l->n && l->at[i + n] == ',' && digits_from(l, i + n + 1) == 3)
		n += 4;
	return n > first ? n : 0;
}

static void drop_commas(struct letters *l)
{
	size_t kept = 0, inside = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (is_digit(l, i) && (i == 0 || !is_digit(l, i - 1)) && i >= inside)
			inside = i + grouped(l, i);
		if (i >= inside || l->at[i] != ',')
			l->at[kept++] = l->at[i];
	}
	l->n = kept;
}

void folding_text(const struct folding *f, struct arena *a, const char *s, struct letters *l)
{
	uint32_t many[TEXT_COMPATIBLE_MOST];

	l->n = 0;
	while (*s) {
		uint32_t cp = text_next(&s);
		bool plain = cp < 0x80 || within(cp, 0x4E00, 0x9FFF);
		size_t n = plain ? 1 : text_compatible(cp, many);

		if (plain)
			many[0] = cp;
		for (size_t i = 0; i < n; i++)
			put(f, a, many[i], l);
	}
	drop_commas(l);
}
