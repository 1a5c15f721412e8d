/*
 * The Markdown nodes of a digest → elements: p, ul, ol, li, strong, em, code,
 * pre, blockquote, table, a, sup. Links go through the linker. A document number
 * leads to its policy, or to the list of numbers when the document is cited and
 * not collected; where the output has neither it is a span. Notes have addresses
 * on their policy's page: #note-1, and #mark-1 for the mark.
 */
#include <stdio.h>
#include <string.h>

#include "template/parts.h"

static void emit_node(struct render *r, const struct node *n, const struct policy *p);
static void emit_nodes(struct render *r, const struct node *n, const struct policy *p);

static void wrap(struct render *r, const char *name, const struct node *n, const struct policy *p)
{
	render_open(r, name, NULL, 0, n->place);
	emit_nodes(r, n->child, p);
	render_close(r, name);
}

static void leaf(struct render *r, const char *name, const struct node *n)
{
	render_open(r, name, NULL, 0, n->place);
	render_text(r, n->text, n->place);
	render_close(r, name);
}

/* -------------------------------------------------------------------------- links */

static const char *href_of(struct render *r, const char *address)
{
	return address ? r->link.href(r->link.ctx, r->context.arena, address) : NULL;
}

static const char *address_of(struct render *r, const struct target *t, const struct policy *own)
{
	struct arena *a = r->context.arena;

	if (t->kind == TARGET_POLICY)
		return arena_printf(
		    a, t->anchor ? "policies/%s/#%s" : "policies/%s/", t->policy->slug, t->anchor);
	if (t->kind == TARGET_TERM)
		return r->terms_here
			   ? arena_printf(a, "policies/%s/#term--%s", own->slug, t->term->key)
			   : arena_printf(a, "glossary/#%s", t->term->key);
	if (t->kind == TARGET_REGION)
		return arena_printf(a, "regions/%s/", t->region->key);
	return arena_printf(a, "measures/%s/", t->measure->key);
}

static void emit_link(struct render *r, const struct node *n, const struct policy *p)
{
	bool outside = n->target->kind == TARGET_URL;
	const char *href = outside ? n->target->url : href_of(r, address_of(r, n->target, p));
	struct attribute a[] = {{"href", href}, {"rel", "external"}, {"title", NULL}};
	size_t count = outside ? 2 : 1;

	if (n->target->kind == TARGET_TERM) {
		a[1] = (struct attribute){"class", "term"};
		a[2].value = n->target->term->definition;
		count = r->terms_here ? 3 : 2;
	}
	if (!href) {
		emit_nodes(r, n->child, p);
		return;
	}
	render_open(r, "a", a, count, n->place);
	emit_nodes(r, n->child, p);
	render_close(r, "a");
}

/* Every number in the text of a policy is one of its citations, or its own. */
static const struct document *find_document(const struct policy *p, const char *number)
{
	for (size_t i = 0; p && i < p->citations_n; i++) {
		const struct citation *c = &p->citations[i];

		if (c->number && c->document && strcmp(c->number, number) == 0)
			return c->document;
	}
	return NULL;
}

static const char *number_address(struct arena *a, const struct node *n, const struct policy *p)
{
	const struct document *d = n->policy ? NULL : find_document(p, n->text);

	if (n->policy && n->policy != p)
		return arena_printf(a, "policies/%s/", n->policy->slug);
	return d ? arena_printf(a, "numbers/#%s", d->anchor) : NULL;
}

static void emit_number(struct render *r, const struct node *n, const struct policy *p)
{
	const char *href = href_of(r, number_address(r->context.arena, n, p));
	struct attribute a[] = {{"class", "docnum"}, {"href", href}};
	const char *name = href ? "a" : "span";

	render_open(r, name, a, href ? 2 : 1, n->place);
	render_text(r, n->text, n->place);
	render_close(r, name);
}

/* -------------------------------------------------------------------------- notes */

/* How many marks of this note came before, in this rendering. */
static int count_mark(struct render *r, const struct node *note)
{
	struct note_use *u = r->notes;

	while (u && u->note != note)
		u = u->next;
	if (!u) {
		u = arena_new_of(r->context.arena, struct note_use);
		*u = (struct note_use){note, 0, r->notes};
		r->notes = u;
	}
	return u->marks++;
}

/* Only the first mark of a note is a place to come back to. */
static void emit_mark(struct render *r, const struct node *n, const struct policy *p)
{
	struct arena *a = r->context.arena;
	const char *to = arena_printf(a, "policies/%s/#note-%d", p->slug, n->number);
	const char *here = arena_printf(a, "policies/%s/#mark-%d", p->slug, n->number);
	const char *digits = arena_printf(a, "%d", n->number), *href = href_of(r, to);
	const char *id = count_mark(r, n->note) ? NULL : r->link.id(r->link.ctx, a, here);
	struct attribute sup[] = {{"class", "mark"}, {"id", id}};
	struct attribute link[] = {{"href", href}, {"aria-label", arena_printf(a, "注%s", digits)}};

	render_open(r, "sup", sup, id ? 2 : 1, n->place);
	if (href)
		render_open(r, "a", link, 2, n->place);
	render_text(r, digits, n->place);
	if (href)
		render_close(r, "a");
	render_close(r, "sup");
}

/* ------------------------------------------------------------------------- blocks */

static void emit_list(struct render *r, const struct node *n, const struct policy *p)
{
	const char *name = n->ordered ? "ol" : "ul";
	struct attribute start = {"start", arena_printf(r->context.arena, "%d", n->number)};

	render_open(r, name, &start, n->ordered && n->number > 1, n->place);
	emit_nodes(r, n->child, p);
	render_close(r, name);
}

static void emit_row(struct render *r, const struct node *row, const struct policy *p)
{
	struct attribute scope = {"scope", "col"};
	const char *name = row->number == 0 ? "th" : "td";

	render_open(r, "tr", NULL, 0, row->place);
	for (const struct node *c = row->child; c; c = c->next) {
		render_open(r, name, &scope, row->number == 0, c->place);
		emit_nodes(r, c->child, p);
		render_close(r, name);
	}
	render_close(r, "tr");
}

static void emit_table(struct render *r, const struct node *n, const struct policy *p)
{
	const struct node *head = n->child;

	render_open(r, "table", NULL, 0, n->place);
	render_open(r, "thead", NULL, 0, n->place);
	emit_row(r, head, p);
	render_close(r, "thead");
	if (head->next)
		render_open(r, "tbody", NULL, 0, n->place);
	for (const struct node *row = head->next; row; row = row->next)
		emit_row(r, row, p);
	if (head->next)
		render_close(r, "tbody");
	render_close(r, "table");
}

/* An item that is one paragraph, or one with a list below it, needs no paragraph. */
static void emit_item(struct render *r, const struct node *n, const struct policy *p)
{
	render_open(r, "li", NULL, 0, n->place);
	for (const struct node *c = n->child; c; c = c->next) {
		if (c->kind == NODE_PARAGRAPH && c == n->child &&
		    (!c->next || c->next->kind == NODE_LIST))
			emit_nodes(r, c->child, p);
		else
			emit_node(r, c, p);
	}
	render_close(r, "li");
}

static void emit_node(struct render *r, const struct node *n, const struct policy *p)
{
	switch (n->kind) {
	case NODE_PARAGRAPH:
		wrap(r, "p", n, p);
		break;
	case NODE_LIST:
		emit_list(r, n, p);
		break;
	case NODE_ITEM:
		emit_item(r, n, p);
		break;
	case NODE_QUOTE:
		wrap(r, "blockquote", n, p);
		break;
	case NODE_CODE_BLOCK:
		leaf(r, "pre", n);
		break;
	case NODE_TABLE:
		emit_table(r, n, p);
		break;
	case NODE_TEXT:
		render_text(r, n->text, n->place);
		break;
	case NODE_STRONG:
		wrap(r, "strong", n, p);
		break;
	case NODE_EMPHASIS:
		wrap(r, "em", n, p);
		break;
	case NODE_CODE:
		leaf(r, "code", n);
		break;
	case NODE_BREAK:
		leaf(r, "br", n);
		break;
	case NODE_LINK:
		emit_link(r, n, p);
		break;
	case NODE_NUMBER:
		emit_number(r, n, p);
		break;
	case NODE_NOTE_MARK:
		emit_mark(r, n, p);
		break;
	case NODE_ROW:
	case NODE_CELL:
	case NODE_NOTE:
		break; /* within their tables and lists */
	}
}

static void emit_nodes(struct render *r, const struct node *n, const struct policy *p)
{
	for (; n; n = n->next)
		emit_node(r, n, p);
}

void body_emit(struct render *r, const struct node *first, const struct policy *policy)
{
	emit_nodes(r, first, policy);
}
