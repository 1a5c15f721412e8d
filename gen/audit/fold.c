/*
 * fold.c: text into letters that can be compared.
 *
 * In: valid UTF-8, of a source or of a cell. Out: one letter a character, with
 * its place. Full-width forms become ASCII, traditional characters simplified
 * ones, the many dashes and quotes one each; white space goes, but for the
 * ends of lines and tabs. Nothing is cut or joined here: see paragraph.c.
 */
#include "audit/audit_parts.h"

static bool within(uint32_t cp, uint32_t from, uint32_t to)
{
	return cp >= from && cp <= to;
}

/* Marks outside the full-width block that stand for one of ASCII. */
static uint32_t fold_mark(uint32_t cp)
{
	if (within(cp, 0x2010, 0x2015) || cp == 0x2212) /* dashes, minus */
		return '-';
	if (cp == 0x201C || cp == 0x201D)
		return '"';
	if (cp == 0x2018 || cp == 0x2019)
		return '\'';
	if (cp == 0x2236) /* ∶ ratio */
		return ':';
	if (cp == 0xFE6A) /* ﹪ small percent */
		return '%';
	if (cp == 0x301C) /* 〜 wave dash */
		return '~';
	return cp;
}

static uint32_t fold_letter_of(const uint32_t *simple, uint32_t cp)
{
	if (within(cp, 0xFF01, 0xFF5E))
		return cp - 0xFEE0;
	if (within(cp, TEXT_HAN_FIRST, TEXT_HAN_FIRST + TEXT_HAN_N - 1))
		return simple[cp - TEXT_HAN_FIRST];
	return fold_mark(cp);
}

struct fold fold_text(
    struct arena *a, const uint32_t *simple, struct place p, const char *s, size_t n)
{
	struct fold out = {p.file, arena_array(a, struct letter, n + 1), 0};
	const char *end = s + n;
	bool gap = false;
	int len;

	for (; s < end; s += len, p.col++) {
		uint32_t cp = text_decode(s, end, &len);
		bool kept = cp == '\n' || cp == '\t';

		if ((text_is_space(cp) || cp == '\r' || cp == 0xFEFF) && !kept) {
			gap = true;
			continue;
		}
		out.at[out.n++] = (struct letter){fold_letter_of(simple, cp), p.line, p.col, gap};
		gap = kept;
		if (cp == '\n') {
			p.line++;
			p.col = 0;
		}
	}
	return out;
}

bool letter_is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

struct place fold_place(const struct fold *t, size_t i)
{
	if (t->n == 0)
		return (struct place){t->file, 1, 1};
	const struct letter *l = &t->at[MIN(i, t->n - 1)];

	return (struct place){t->file, l->line, l->col};
}

uint32_t fold_letter(const struct fold *t, size_t i, size_t to)
{
	return i < to ? t->at[i].cp : 0;
}

bool fold_sees(const struct fold *t, size_t i, size_t to, const char *word)
{
	for (uint32_t cp; (cp = text_next(&word)); i++)
		if (fold_letter(t, i, to) != cp)
			return false;
	return true;
}

char *fold_words(struct arena *a, const struct fold *t, struct span s)
{
	struct buf b = {0};
	char bytes[4];

	for (size_t i = s.from; i < s.to; i++)
		buf_put(&b, bytes, (size_t)text_encode(t->at[i].cp, bytes));
	return buf_keep(&b, a);
}
