/*
 * find.c: a clause of a digest in the outline of its source, and back.
 *
 * In: 三/（二）/¶2. Out: the letters that it stands for. Chapters, parts and
 * annexes may be left out of a label, as content/README.md has it. A number
 * that the source has twice stands for both.
 */
#include "audit/audit_parts.h"

#include <string.h>

/* Divisions that a label may leave out. */
static bool is_optional(enum style s)
{
	return s < STYLE_ARTICLE;
}

/* Those that count through a whole document. */
static bool runs_through(enum style s)
{
	return s <= STYLE_ARTICLE || s == STYLE_BOX;
}

static bool same(struct label a, struct label b)
{
	return a.style == b.style && a.number == b.number;
}

static bool is_named(const struct outline *o, size_t i, const struct clause_name *name)
{
	size_t k = name->n;

	if (k == 0 || i == 0 || !same(o->at[i].label, name->parts[k - 1]))
		return false;
	while (i && k) {
		const struct branch *b = &o->at[i];

		if (same(b->label, name->parts[k - 1]))
			k--;
		else if (!is_optional(b->label.style))
			return false;
		i = b->parent;
	}
	if (k == 0 && runs_through(name->parts[0].style))
		return true;
	while (i && is_optional(o->at[i].label.style))
		i = o->at[i].parent;
	return k == 0 && i == 0;
}

static bool add(struct arena *a, struct scope *out, struct span s)
{
	if (s.from == s.to)
		return false;
	*(struct span *)VEC_PUSH(a, out->at, out->n, out->cap) = s;
	return true;
}

/* Paragraph n of a branch; those behind its last clause count after its own. */
static bool add_paragraph(
    struct arena *a, const struct outline *o, const struct branch *b, size_t n, struct scope *out)
{
	const struct branch *last = &o->at[b->end - 1];

	if (n <= b->paragraphs_n)
		return add(a, out, b->paragraphs[n - 1]);
	n -= b->paragraphs_n;
	return last != b && n < last->paragraphs_n && add(a, out, last->paragraphs[n]);
}

/* An article stands for what is numbered below it, too. */
static void add_below(
    struct arena *a, const struct outline *o, const struct branch *b, struct scope *out)
{
	size_t first = (size_t)(b - o->at) + 1;

	if (b->label.style == STYLE_ARTICLE && first < b->end)
		add(a, out, (struct span){o->at[first].from, b->to});
}

/* What stands behind the last clause. */
static bool add_closing(
    struct arena *a, const struct outline *o, size_t paragraph, struct scope *out)
{
	const struct branch *last = &o->at[o->n - 1];

	for (size_t i = paragraph; i < last->paragraphs_n; i++)
		add(a, out, last->paragraphs[i]);
	return out->n > 0;
}

bool outline_find(
    struct arena *a, const struct outline *o, const struct clause_name *name, struct scope *out)
{
	size_t paragraph = (size_t)name->paragraph;

	*out = (struct scope){0};
	if (name->kind == CLAUSE_CLOSING)
		return add_closing(a, o, paragraph, out);
	if (name->kind == CLAUSE_PREFACE && paragraph == 1)
		return add(a, out, (struct span){0, o->n > 1 ? o->at[1].from : o->text->n});
	if (name->kind == CLAUSE_PREFACE)
		return add_paragraph(a, o, &o->at[0], paragraph, out);
	for (size_t i = 1; i < o->n; i++) {
		if (!is_named(o, i, name))
			continue;
		add_paragraph(a, o, &o->at[i], paragraph, out);
		if (paragraph == 1)
			add_below(a, o, &o->at[i], out);
	}
	return out->n > 0;
}

bool scope_holds(const struct scope *s, size_t i)
{
	for (size_t k = 0; k < s->n; k++)
		if (i >= s->at[k].from && i < s->at[k].to)
			return true;
	return false;
}

/* ------------------------------------------------------------- and back */

static void write_path(const struct outline *o, size_t i, struct buf *out)
{
	const struct branch *b = &o->at[i];
	size_t above = b->parent;

	while (above && is_optional(o->at[above].label.style))
		above = o->at[above].parent;
	if (above && !runs_through(b->label.style)) {
		write_path(o, above, out);
		buf_putc(out, '/');
	}
	label_write(b->label, out);
}

/* The innermost branch that holds letter i. */
static size_t holder(const struct outline *o, size_t i)
{
	size_t k = 0;

	while (k + 1 < o->n && o->at[k + 1].from <= i)
		k++;
	return k;
}

static size_t paragraph_of(const struct branch *b, size_t i)
{
	for (size_t n = 0; n < b->paragraphs_n; n++)
		if (i < b->paragraphs[n].to)
			return n + 1;
	return 1;
}

char *outline_label(struct arena *a, const struct outline *o, size_t i)
{
	struct buf b = {0};
	size_t k = holder(o, i), n = paragraph_of(&o->at[k], i);

	if (k == 0)
		return arena_dup(a, "前言");
	write_path(o, k, &b);
	if (n > 1)
		buf_printf(&b, "/¶%zu", n);
	return buf_keep(&b, a);
}

const char *outline_nearest(struct arena *a, const struct outline *o, const char *label)
{
	const char **names = arena_array(a, const char *, o->n);

	for (size_t i = 0; i < o->n; i++)
		names[i] = outline_label(a, o, o->at[i].from);
	return text_nearest(label, names, o->n);
}
