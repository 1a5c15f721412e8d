/*
 * A table in smaller type: all looks in it are scaled, and its texts are to be
 * shaped again. Sizes stay those of Chinese type (GB 40637; typography E5), so a
 * mark beside the text may end up at the size below.
 */
#include "book/book_parts.h"

#include "book/style_parts.h"

enum { READABLE = 7875 };

struct scaling {
	struct job *j;
	mpt from, to;
};

static mpt scale(const struct scaling *s, mpt length)
{
	return (mpt)((int64_t)length * s->to / s->from);
}

/* Text keeps what can be read; a raised mark may be smaller (F8). */
static mpt scale_size(const struct scaling *s, mpt size, mpt raise)
{
	static const mpt sizes[] = {
	    16000, 15000, 14000, 12000, 10500, 9000, 7875, 7500, 6500, 5500, 5000};
	mpt wanted = scale(s, size);

	if (!raise && wanted < READABLE)
		return MIN(size, READABLE);
	for (size_t i = 0; i < LEN(sizes); i++)
		if (sizes[i] <= wanted)
			return sizes[i];
	return sizes[LEN(sizes) - 1];
}

static const struct look *scale_look(const struct scaling *s, const struct look *look)
{
	struct look k = *look;

	k.size = scale_size(s, k.size, k.raise);
	k.leading = scale(s, k.leading);
	k.raise = scale(s, k.raise);
	k.indent = scale(s, k.indent);
	k.left = scale(s, k.left);
	k.right = scale(s, k.right);
	k.label = scale(s, k.label);
	return look_keep(s->j, k);
}

static void scale_block(const struct scaling *s, struct block *b)
{
	b->look = scale_look(s, b->look);
	b->left = scale(s, b->left);
	b->inset = scale(s, b->inset);
	b->text = NULL;
	b->lines = NULL;
	for (size_t i = 0; i < b->passage.n; i++)
		b->passage.spans[i].look = scale_look(s, b->passage.spans[i].look);
	if (b->label)
		scale_block(s, b->label);
	for (struct block *child = b->child; child; child = child->next)
		scale_block(s, child);
}

void table_scale(struct job *j, struct table *t, mpt size)
{
	struct scaling s = {j, t->block->look->size, size};

	t->block->look = scale_look(&s, t->block->look);
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < t->rows[i].n; k++)
			scale_block(&s, t->rows[i].cells[k].block);
}
