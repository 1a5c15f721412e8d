/*
 * policies/SLUG/rows.js: what a side-by-side comparison needs to know of a policy's
 * supports, as a call of digestpress.rowsOf (assets/basket.js). In: a policy. Out: its
 * lines and those of its rows by anchor, by the names that templates/site/basket.xhtml
 * has for them. A reader loads the policies of what was chosen, and no others.
 */
#include <string.h>

#include "web/rows.h"
#include "web/web.h"

static void put_field(struct buf *b, const char *name, const char *value)
{
	if (!value)
		return;
	buf_printf(b, "%s\"%s\":", b->s[b->len - 1] == '{' ? "" : ",", name);
	json_text(b, value);
}

/* 2020年1月13日—2023年12月31日, as far as it is known. */
static void put_term(struct buf *b, const struct policy *p)
{
	char from[32] = "", to[32] = "";
	struct buf words = {0};

	if (p->start != DATE_NONE)
		date_words(p->start, from);
	if (p->end != DATE_NONE)
		date_words(p->end, to);
	if (*from && *to)
		buf_printf(&words, "%s—%s", from, to);
	else
		buf_printf(&words, "%s%s%s%s", from, *from ? "起" : "", *to ? "至" : "", to);
	put_field(b, "有效期", *words.s ? words.s : NULL);
	buf_free(&words);
}

static void put_departments(struct buf *b, const struct support *s)
{
	struct buf words = {0};

	for (size_t i = 0; i < s->departments_n; i++)
		buf_printf(&words, "%s%s", i ? "、" : "", s->departments[i].written);
	put_field(b, "责任单位", words.s);
	buf_free(&words);
}

/* A ceiling says what it is over. */
static void put_standard(struct buf *b, const struct support *s)
{
	struct buf words = {0};

	buf_puts(&words, s->text);
	for (size_t i = 0; i < s->of_n; i++)
		buf_printf(&words, "%s%s%s", i ? "、" : "（限额针对：", s->of[i]->item,
		    i + 1 == s->of_n ? "）" : "");
	put_field(b, "标准", words.s);
	buf_free(&words);
}

static void put_row(struct buf *b, const struct support *s)
{
	json_text(b, s->anchor);
	buf_puts(b, ":{");
	put_field(b, "事项", s->item);
	put_field(b, "条款", s->clause.label);
	put_field(b, "对象", s->recipient);
	put_field(b, "性质", support_kind_words(s->standard.kind));
	put_standard(b, s);
	put_field(b, "条件", s->conditions);
	put_field(b, "类别", s->measure->name);
	put_departments(b, s);
	buf_putc(b, '}');
}

static void write_policy(struct arena *a, const struct policy *p, struct output *out)
{
	struct buf b = {0};

	buf_puts(&b, "digestpress.rowsOf(");
	json_text(&b, p->slug);
	buf_puts(&b, ",{");
	put_field(&b, "政策", p->short_title);
	put_field(&b, "地区", p->region->name);
	put_field(&b, "status", text_hyphened(a, status_key(p->status)));
	put_field(&b, "状态", status_words(p->status));
	put_field(&b, "reason", p->status_reason);
	put_field(&b, "叠加规则", p->stacking);
	put_term(&b, p);
	buf_puts(&b, ",\"rows\":{");
	for (size_t i = 0; i < p->supports_n; i++) {
		buf_puts(&b, i ? ",\n" : "\n");
		put_row(&b, &p->supports[i]);
	}
	buf_puts(&b, "}});\n");
	output_put(out, arena_printf(a, "site/policies/%s/rows.js", p->slug), b.s, b.len);
	buf_free(&b);
}

void basket_write(const struct collection *c, struct output *out)
{
	struct arena *a = arena_new();

	for (size_t i = 0; i < c->policies_n; i++)
		if (c->policies[i]->supports_n)
			write_policy(a, c->policies[i], out);
	arena_free(a);
}
