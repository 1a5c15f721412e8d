/*
 * The code of a place: what follows the # of its address on the web, such as
 * points, small at the right edge of the last line of its heading. Rows of tables
 * print theirs as text; here it is an artifact, so that nobody hears it twice.
 *
 * In: a heading whose look says `code`. Out: the block of its code, and the room
 * that the heading leaves to it.
 */
#include "book/book_parts.h"

#include <string.h>

/* What the address of the last place within a page says behind the #. */
static const char *code_of(const struct anchor *a)
{
	const char *code = NULL;

	for (; a; a = a->next) {
		const char *mark = strchr(a->name, '#');

		if (mark && mark[1])
			code = mark + 1;
	}
	return code;
}

void code_make(struct job *j, struct block *b)
{
	const char *words = b->look->code && !b->code ? code_of(b->anchors) : NULL;
	const struct look *look;

	if (!words)
		return;
	look = look_keep(j, style_own(j->sheet, j->paper, "code"));
	b->code = block_new(j, NULL, BLOCK_TEXT, look, TAG_ARTIFACT);
	passage_put(j->a, &b->code->passage,
	    (struct span){.text = words, .look = look, .tag = TAG_ARTIFACT, .place = b->place});
	block_break(j, b->code, j->paper->measure, true);
	b->code_room = line_longest(j->breaker, b->code->text) + b->look->size;
}

void code_draw(struct job *j, struct page *p, const struct block *b, mpt x, mpt y)
{
	if (b->code)
		draw_line(j, p, b->code, 0, x + b->width + b->look->size, y, true);
}
