/*
 * llms.txt: the way into the site for programs that read text. It says what the site
 * is and what its words mean, and lists the Markdown twins: each policy with its
 * status and best sums while they are few, else the regions, whose pages list theirs.
 */
#include "web/markdown.h"
#include "web/publish.h"

enum { LISTED = 500 };

static void put_link(struct buf *b, const char *base, const char *name, const char *address)
{
	buf_puts(b, "- [");
	markdown_text(b, name);
	buf_printf(b, "](%s%sindex.md)", base, address);
}

static void put_policies(
    struct buf *b, struct arena *a, const struct collection *c, const char *base)
{
	buf_puts(b, "\n## 政策\n\n");
	for (size_t i = 0; i < c->policies_n; i++) {
		const struct policy *p = c->policies[i];
		put_link(b, base, p->title, arena_printf(a, "policies/%s/", p->slug));
		buf_puts(b, ": ");
		markdown_text(b, best_summary(a, p));
		buf_putc(b, '\n');
	}
}

static void put_regions(
    struct buf *b, struct arena *a, const struct collection *c, const char *base)
{
	buf_puts(b, "\n## 地区\n\n");
	for (size_t i = 0; i < c->regions_n; i++) {
		const struct region *r = &c->regions[i];
		put_link(b, base, r->name, arena_printf(a, "regions/%s/", r->key));
		buf_printf(b, ": %zu件政策\n", r->all_n);
	}
}

static void put_measures(
    struct buf *b, struct arena *a, const struct collection *c, const char *base)
{
	buf_puts(b, "\n## 支持类别\n\n");
	for (size_t i = 0; i < c->measures_n; i++) {
		const struct measure *m = &c->measures[i];
		put_link(b, base, m->name, arena_printf(a, "measures/%s/", m->key));
		buf_printf(b, ": %zu项支持，%zu件政策\n", m->supports_n, m->policies_n);
	}
}

void llms_write(const struct collection *c, const struct addresses *pages, struct output *out)
{
	const char *base = c->site.base_url ? c->site.base_url : "";
	struct arena *a = arena_new();
	struct buf b = {0};
	const char *address, *name;
	char as_of[32];

	date_words(c->as_of, as_of);
	buf_puts(&b, "# ");
	markdown_text(&b, c->site.title);
	buf_puts(&b, "\n\n> ");
	markdown_text(&b, c->site.description ? c->site.description : "");
	markdown_text(&b, c->site.disclaimer);
	buf_puts(&b, "\n\n");
	buf_printf(&b,
	    "状态按%s判定：有效期内、尚未施行、已失效、征求意见稿、未载明期限、无法确定。已失效"
	    "和征求意见稿的金额不能申请。上限、定额、按量和比例性质不同，不要相加。\n",
	    as_of);
	if (c->policies_n <= LISTED)
		put_policies(&b, a, c, base);
	put_regions(&b, a, c, base);
	put_measures(&b, a, c, base);
	buf_puts(&b, "\n## 其他页面\n\n");
	for (size_t i = 0; head_column(i, &address, &name); i++)
		if (addresses_have(pages, address)) {
			put_link(&b, base, name, address);
			buf_putc(&b, '\n');
		}
	output_put(out, "site/llms.txt", b.s, b.len);
	buf_free(&b);
	arena_free(a);
}
