/*
 * section.c: level-2 headings, and the nodes below them.
 *
 * In: headings and blocks in the order written, from markdown.c. Out: the
 * sections of the policy. The known headings, their anchors and their order are
 * those of content/README.md; anything else is an error, and what stands below
 * such a heading is read but not kept.
 */
#include "digest/markdown_parts.h"

#include <string.h>

/* By section_kind, which is the order in a digest. */
static const struct {
	const char *title, *anchor;
} headings[SECTION_KINDS] = {
    [SECTION_PURPOSE] = {"政策目的", "purpose"},
    [SECTION_RECIPIENTS] = {"适用对象", "recipients"},
    [SECTION_POINTS] = {"支持要点", "points"},
    [SECTION_TASKS] = {"主要任务", "tasks"},
    [SECTION_APPLY] = {"申报方式", "apply"},
    [SECTION_TERM] = {"有效期", "term"},
    [SECTION_SUPPORTS] = {"资金支持", "supports"},
    [SECTION_POOLS] = {"资金池", "pools"},
    [SECTION_TARGETS] = {"目标", "targets"},
};

struct node *node_add(struct arena *a, struct tail *t, enum node_kind kind, struct place p)
{
	struct node *n = arena_new_of(a, struct node);

	n->kind = kind;
	n->place = p;
	n->parent = t->parent;
	if (t->last)
		t->last->next = n;
	else if (t->parent)
		t->parent->child = n;
	if (!t->first)
		t->first = n;
	t->last = n;
	return n;
}

static void gather(const struct node *n, struct buf *b)
{
	for (; n; n = n->next) {
		if (n->text)
			buf_puts(b, n->text);
		gather(n->child, b);
	}
}

char *node_words(struct arena *a, const struct node *n)
{
	struct buf b = {0};

	buf_puts(&b, n->text ? n->text : "");
	gather(n->child, &b);
	return buf_keep(&b, a);
}

static int find_kind(const char *title)
{
	for (int i = 0; i < SECTION_KINDS; i++)
		if (strcmp(headings[i].title, title) == 0)
			return i;
	return -1;
}

static void refuse_unknown(const char *title, struct place p)
{
	const char *names[SECTION_KINDS], *near;

	for (int i = 0; i < SECTION_KINDS; i++)
		names[i] = headings[i].title;
	near = text_nearest(title, names, SECTION_KINDS);
	unknown_report(p, "section", title, near);
}

/* Whether a heading may stand here; kind is -1 for an unknown one. */
static bool heading_fits(const struct sections *s, int kind, const char *title, struct place p)
{
	if (kind < 0) {
		refuse_unknown(title, p);
		return false;
	}
	for (size_t i = 0; i < s->n; i++) {
		if ((int)s->v[i].kind != kind)
			continue;
		diag(p, DIAG_ERROR, "heading-twice", "the section %s stands twice", title);
		diag_hint("the first one is on line %d", s->v[i].place.line);
		return false;
	}
	if (s->n > 0 && (int)s->v[s->n - 1].kind > kind)
		diag(p, DIAG_ERROR, "heading-order", "%s stands before %s", title,
		    s->v[s->n - 1].title);
	return true;
}

static bool holds_table(enum section_kind kind)
{
	return kind == SECTION_SUPPORTS || kind == SECTION_POOLS || kind == SECTION_TARGETS;
}

/* Give the blocks gathered to the section that they stand in. */
static void close_section(struct sections *s)
{
	struct section *last = s->n && s->open && !s->lost ? &s->v[s->n - 1] : NULL;

	if (last) {
		last->body = s->body.first;
		if (!last->body && !holds_table(last->kind) && !s->broken[last->kind])
			diag(last->place, DIAG_ERROR, "section-empty",
			    "there is nothing below this heading");
	}
	s->body = (struct tail){NULL, NULL, NULL};
}

void section_open(struct sections *s, const char *title, int level, struct place p)
{
	int kind = find_kind(title);

	close_section(s);
	s->open = true;
	s->lost = true;
	if (level != 2) {
		diag(p, DIAG_ERROR, "heading-level",
		    "a heading of level %d; sections are of level 2", level);
		diag_hint("write ## %s", title);
		return;
	}
	if (!heading_fits(s, kind, title, p))
		return;
	s->lost = false;
	s->v[s->n++] = (struct section){
	    .kind = (enum section_kind)kind,
	    .title = headings[kind].title,
	    .anchor = headings[kind].anchor,
	    .place = p,
	};
}

struct tail *section_tail(struct sections *s, struct place p)
{
	if (!s->open && !s->begun) {
		diag(p, DIAG_ERROR, "heading-missing", "text before the first heading");
		diag_hint("begin with ## 政策目的");
		s->begun = true;
	}
	return &s->body;
}

void section_mark_broken(struct sections *s)
{
	if (s->n && !s->lost)
		s->broken[s->v[s->n - 1].kind] = true;
}

void section_end(struct sections *s, struct policy *p)
{
	close_section(s);
	p->sections = s->v;
	p->sections_n = s->n;
}
