/*
 * Page references: 见第12页. While pages are made they keep room for the widest
 * folio of the book, as digits of one width, whatever they will say; so a page that
 * moves from 9 to 10 moves nothing. When the pages stand, the folios are put
 * into the lines that were broken for them (E11).
 *
 * Pass 1 has room for three digits. A book with fewer or more pages gets a
 * second pass with its own number of digits; one that is near the limit keeps
 * the larger room. A third pass is for the index, which says where the pages of
 * the second one stand. There is nothing to settle after that: a folio that
 * needs less room than it has is right in any case.
 */
#include "book/book_parts.h"

#include <string.h>

enum { DIGITS_USUAL = 3, DIGITS_MOST = 6, LIMIT_NEAR = 10 };

static const char *folio_kept(struct anchor *a, int digits)
{
	if (a && a->front)
		return "viii";
	return &"000000"[DIGITS_MOST - digits];
}

static const char *folio_of(void *ctx, const char *dest, struct place p)
{
	struct job *j = ctx;
	struct anchor *a = map_find(j->anchors, dest);

	(void)p;
	if (a)
		a->cited = true;
	if (a && a->page >= 0 && j->settled)
		return folio_words(j, a->page);
	return folio_kept(a, j->digits);
}

void folios_begin(struct job *j)
{
	j->digits = DIGITS_USUAL;
	j->room = 1;
	j->folios = (struct folios){j, folio_of};
}

static int count_digits(int n)
{
	int digits = 1;

	for (; n >= 10; n /= 10)
		digits++;
	return MIN(digits, DIGITS_MOST);
}

/* A folio of the front matter is roman; such references are few, and known after pass 1. */
static bool find_front(struct job *j)
{
	bool same = true;

	for (size_t i = 0; i < j->anchors_n; i++) {
		struct anchor *a = j->anchor_list[i];
		bool front = a->page >= 0 && a->page < j->print->front;

		same &= !a->cited || a->front == front;
		a->front = front;
	}
	return same;
}

bool folios_settle(struct job *j, int pages)
{
	int body = MAX(pages - j->print->front, 1);
	int digits = count_digits(body), safe = count_digits(body + body / LIMIT_NEAR + 1);
	bool same = find_front(j);

	if (!j->referring_n)
		return true;
	if (digits > j->digits || (j->room == 1 && safe < j->digits))
		j->digits = safe;
	else if (same)
		return true;
	j->room++;
	return false;
}

/* The item of `to` that stands where item i of `from` stands: only folios differ in length. */
static uint32_t item_moved(const struct text *from, const struct text *to, uint32_t i)
{
	uint32_t a = 0, b = 0;

	while (a < i) {
		uint32_t span = from->items[a].span, n = a, m = b;

		while (n < from->n && from->items[n].span == span)
			n++;
		while (m < to->n && to->items[m].span == span)
			m++;
		if (i < n)
			return MIN(b + i - a, m);
		a = n;
		b = m;
	}
	return b;
}

void folios_fill(struct job *j)
{
	j->settled = true;
	for (size_t i = 0; i < j->referring_n; i++) {
		struct block *b = j->referring[i];
		struct text *t = text_shape(j->a, &b->passage, j->folios);

		for (size_t k = 0; k < b->lines_n; k++) {
			b->lines[k].from = item_moved(b->text, t, b->lines[k].from);
			b->lines[k].to = item_moved(b->text, t, b->lines[k].to);
		}
		b->text = t;
	}
}
