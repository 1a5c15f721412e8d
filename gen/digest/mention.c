/*
 * Where a digest uses the terms of the glossary. In: its text and its rows.
 * Out: p->mentions, each term once, and a link to the glossary at the first use
 * of each in the text. The words of a block are read as one, through markup,
 * and the longest name counts: what a part of it would mean is not looked for.
 * A name must begin and end where words do (ICU), so that 其中试点 holds no
 * 中试. Links, code and document numbers keep what they are; a name that markup
 * divides is used, but no link.
 */
#include "digest/digest_parts.h"

#include <string.h>

struct finder {
	struct arena *a;
	const struct taxonomy *x;
	struct policy *p;
	size_t cap;
	bool *used, *linked; /* by index of the term */
	const char *anchor;  /* where we are */
};

/* A stretch of the words of a block. */
struct piece {
	struct node *node; /* TEXT; NULL: words that can hold no link */
	size_t from, to;   /* in the words */
};

struct block {
	struct buf words;
	struct piece *pieces;
	size_t n, cap;
	uint32_t *ends; /* of ICU's words; found when they are needed */
	size_t ends_n;
};

/* ------------------------------------------------------------------ words */

static void add_piece(struct arena *a, struct block *b, struct node *node, const char *s)
{
	struct piece piece = {node, b->words.len, b->words.len + strlen(s)};

	buf_puts(&b->words, s);
	*VEC_PUSH(a, b->pieces, b->n, b->cap) = piece;
}

static void gather(struct arena *a, struct block *b, struct node *n, bool fixed)
{
	for (; n; n = n->next) {
		if (n->text)
			add_piece(a, b, fixed || n->kind != NODE_TEXT ? NULL : n, n->text);
		else if (n->kind == NODE_BREAK)
			add_piece(a, b, NULL, "\n");
		gather(a, b, n->child, fixed || n->kind == NODE_LINK);
	}
}

static bool is_end(struct finder *f, struct block *b, size_t at)
{
	size_t low = 0, high;

	if (!b->ends)
		b->ends_n = text_words(f->a, b->words.s, &b->ends);
	for (high = b->ends_n; low < high;) {
		size_t middle = (low + high) / 2;

		if (b->ends[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return at == 0 || (low < b->ends_n && b->ends[low] == at);
}

/* ------------------------------------------------------------------ links */

/* Which piece holds a byte of the words. */
static size_t piece_at(const struct block *b, size_t at)
{
	size_t i = 0;

	while (b->pieces[i].to <= at)
		i++;
	return i;
}

/* Whether all of a stretch is text without markup between; breaks of lines divide texts too. */
static bool is_plain(const struct block *b, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++)
		if (!b->pieces[i].node ||
		    (i > first && b->pieces[i - 1].node->next != b->pieces[i].node))
			return false;
	return true;
}

/* Cut a text at n bytes; the rest becomes the node after it. Columns are those without escapes. */
static struct node *cut(struct arena *a, struct node *t, size_t n)
{
	struct node *rest = arena_new_of(a, struct node);

	*rest = *t;
	rest->text = t->text + n;
	t->text = arena_dupn(a, t->text, n);
	rest->place.col += (int)text_length(t->text);
	t->next = rest;
	return rest;
}

/* Cut the pieces so that one begins at a byte of the words; its index. */
static size_t part(struct finder *f, struct block *b, size_t at)
{
	size_t i = piece_at(b, at);
	struct piece rest = b->pieces[i];

	if (rest.from == at)
		return i;
	rest.node = cut(f->a, rest.node, at - rest.from);
	b->pieces[i].to = rest.from = at;
	*VEC_PUSH(f->a, b->pieces, b->n, b->cap) = rest;
	memmove(&b->pieces[i + 2], &b->pieces[i + 1], (b->n - i - 2) * sizeof(rest));
	b->pieces[i + 1] = rest;
	return i + 1;
}

/* Make the texts of the pieces the children of a link, which takes the place of the first. */
static void enclose(
    struct finder *f, struct block *b, size_t first, size_t last, const struct term_entry *t)
{
	struct node *link = b->pieces[first].node, *inner = arena_new_of(f->a, struct node);

	*inner = *link;
	link->kind = NODE_LINK;
	link->text = NULL;
	link->child = inner;
	link->target = arena_new_of(f->a, struct target);
	*link->target = (struct target){.kind = TARGET_TERM, .term = t};
	link->next = b->pieces[last].node->next;
	if (last == first)
		inner->next = NULL;
	else
		b->pieces[last].node->next = NULL;
	b->pieces[first].node = inner;
	for (size_t i = first; i <= last; i++)
		b->pieces[i].node->parent = link;
}

static void link_term(
    struct finder *f, struct block *b, size_t from, size_t to, const struct term_entry *t)
{
	size_t first = piece_at(b, from), last = piece_at(b, to - 1);

	if (f->linked[t - f->x->terms] || !is_plain(b, first, last))
		return;
	if (b->pieces[last].to > to)
		part(f, b, to);
	first = part(f, b, from);
	enclose(f, b, first, piece_at(b, to - 1), t);
	for (size_t i = first; i < b->n && b->pieces[i].from < to; i++)
		b->pieces[i].node = NULL;
	f->linked[t - f->x->terms] = true;
}

/* ------------------------------------------------------------------- uses */

static void use(struct finder *f, const struct term_entry *t)
{
	bool *used = &f->used[t - f->x->terms];

	if (!*used)
		*VEC_PUSH(f->a, f->p->mentions, f->p->mentions_n, f->cap) =
		    (struct mention){f->p, t, f->anchor};
	*used = true;
}

static bool is_wanted(const struct finder *f, const struct term_entry *t, bool text)
{
	return !f->used[t - f->x->terms] || (text && !f->linked[t - f->x->terms]);
}

/* Find the terms in the words of b; in running text, link them. */
static void search(struct finder *f, struct block *b, bool text)
{
	const char *start = b->words.s, *s = start;

	while (s && *s) {
		const struct word *w = glossary_word(f->x, s);
		size_t at = (size_t)(s - start);

		if (w && is_wanted(f, w->term, text) &&
		    !(is_end(f, b, at) && is_end(f, b, at + w->n)))
			w = NULL;
		if (!w) {
			text_next(&s);
			continue;
		}
		use(f, w->term);
		if (text)
			link_term(f, b, at, at + w->n, w->term);
		s += w->n;
	}
}

static void search_block(struct finder *f, struct node *holder)
{
	struct block b = {0};

	gather(f->a, &b, holder->child, false);
	search(f, &b, true);
	buf_free(&b.words);
}

/* Blocks that hold words, and those that hold blocks. */
static void search_blocks(struct finder *f, struct node *n)
{
	for (; n; n = n->next) {
		if (n->kind == NODE_PARAGRAPH || n->kind == NODE_CELL)
			search_block(f, n);
		else
			search_blocks(f, n->child);
	}
}

static void search_cell(struct finder *f, const char *anchor, const char *s)
{
	struct block b = {0};

	if (!s)
		return;
	f->anchor = anchor;
	buf_puts(&b.words, s);
	search(f, &b, false);
	buf_free(&b.words);
}

static void search_rows(struct finder *f)
{
	const struct policy *p = f->p;

	for (size_t i = 0; i < p->supports_n; i++) {
		search_cell(f, p->supports[i].anchor, p->supports[i].item);
		search_cell(f, p->supports[i].anchor, p->supports[i].recipient);
		search_cell(f, p->supports[i].anchor, p->supports[i].text);
		search_cell(f, p->supports[i].anchor, p->supports[i].conditions);
	}
	for (size_t i = 0; i < p->pools_n; i++) {
		search_cell(f, p->pools[i].anchor, p->pools[i].name);
		search_cell(f, p->pools[i].anchor, p->pools[i].note);
	}
	for (size_t i = 0; i < p->goals_n; i++) {
		search_cell(f, p->goals[i].anchor, p->goals[i].indicator);
		search_cell(f, p->goals[i].anchor, p->goals[i].note);
	}
}

void mentions_find(struct arena *a, struct policy *p, const struct taxonomy *x)
{
	struct finder f = {.a = a, .x = x, .p = p};

	if (!x->terms_n)
		return;
	f.used = arena_array(a, bool, x->terms_n);
	f.linked = arena_array(a, bool, x->terms_n);
	for (size_t i = 0; i < p->sections_n; i++) {
		f.anchor = p->sections[i].anchor;
		search_blocks(&f, p->sections[i].body);
	}
	f.anchor = "notes";
	for (size_t i = 0; i < p->notes_n; i++) /* ours until the collection is complete */
		search_blocks(&f, ((struct node *)(uintptr_t)p->notes[i])->child);
	search_rows(&f);
}
