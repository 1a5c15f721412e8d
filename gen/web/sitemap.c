/*
 * Pages → sitemap.xml (sitemaps.org 0.9) and robots.txt. The day of a page is the
 * last change of the digests that it shows, never that of the build. The protocol
 * allows 50,000 addresses a file: beyond, sitemap.xml lists files of so many.
 */
#include "web/publish.h"

enum { MOST = 50000 };

#define OPEN(element)                                           \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" element \
	" xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

static void put_file(struct sitemap *s, struct output *out, const char *path)
{
	struct buf b = {0};

	buf_puts(&b, OPEN("urlset"));
	buf_put(&b, s->urls.s, s->urls.len);
	buf_puts(&b, "</urlset>\n");
	output_put(out, path, b.s, b.len);
	buf_free(&b);
	buf_clear(&s->urls);
	s->n = 0;
}

static void put_part(struct sitemap *s, struct output *out)
{
	struct buf path = {0};

	buf_printf(&path, "site/sitemap-%zu.xml", ++s->files);
	put_file(s, out, path.s);
	buf_free(&path);
}

void sitemap_add(struct sitemap *s, struct output *out, const char *url, date updated)
{
	char day[11];

	if (s->n == MOST)
		put_part(s, out);
	date_format(updated, day);
	buf_puts(&s->urls, "<url><loc>");
	xml_text(&s->urls, url);
	buf_printf(&s->urls, "</loc><lastmod>%s</lastmod></url>\n", day);
	s->n++;
}

static void put_index(const struct sitemap *s, struct output *out, const char *base_url)
{
	struct buf b = {0};

	buf_puts(&b, OPEN("sitemapindex"));
	for (size_t i = 1; i <= s->files; i++) {
		buf_puts(&b, "<sitemap><loc>");
		xml_text(&b, base_url);
		buf_printf(&b, "sitemap-%zu.xml</loc></sitemap>\n", i);
	}
	buf_puts(&b, "</sitemapindex>\n");
	output_put(out, "site/sitemap.xml", b.s, b.len);
	buf_free(&b);
}

void sitemap_write(struct sitemap *s, struct output *out, const char *base_url)
{
	struct buf robots = {0};

	if (s->files == 0) {
		put_file(s, out, "site/sitemap.xml");
	} else {
		put_part(s, out);
		put_index(s, out, base_url);
	}
	buf_printf(&robots, "User-agent: *\nAllow: /\n\nSitemap: %ssitemap.xml\n", base_url);
	output_put(out, "site/robots.txt", robots.s, robots.len);
	buf_free(&robots);
	buf_free(&s->urls);
}
