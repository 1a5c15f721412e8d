/*
 * A finished layout as text, for golden tests: pages, rules, runs in the order
 * drawn, links, then tags, destinations and bookmarks. Lengths in points with
 * two places, so that a changed gap is seen and a changed rounding is not.
 */
#include "book/book_parts.h"

#include <inttypes.h>

static void put_length(struct buf *out, mpt l)
{
	int32_t hundredths = (l + (l < 0 ? -5 : 5)) / 10;

	buf_printf(out, "%s%" PRId32 ".%02" PRId32, hundredths < 0 ? "-" : "",
	    (hundredths < 0 ? -hundredths : hundredths) / 100,
	    (hundredths < 0 ? -hundredths : hundredths) % 100);
}

static void put_lengths(struct buf *out, const mpt *l, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_putc(out, ' ');
		put_length(out, l[i]);
	}
}

static void dump_run(const struct print *p, const struct run *r, struct buf *out)
{
	const struct placed *last = &r->glyphs[r->glyphs_n - 1];
	mpt box[] = {r->glyphs[0].x, r->y, last->x, r->size};

	buf_puts(out, r->turned ? "  turned" : "  text");
	put_lengths(out, box, LEN(box));
	buf_printf(out, " %s %s%s %s\n", face_name(r->face),
	    r->tag < 0 ? "artifact" : p->tags[r->tag].name, r->gap ? " gap" : "", r->text);
}

/* As path data, in page coordinates. */
static void dump_path(const struct print *p, const struct path *path, struct buf *out)
{
	enum { LONG_PATH = 64 };
	static const int points[] = {1, 1, 3, 0};

	buf_printf(out, "  path %s", path->tag < 0 ? "artifact" : p->tags[path->tag].name);
	if (path->filled)
		buf_printf(out, " fill #%06" PRIx32, path->fill);
	if (path->stroke) {
		buf_printf(out, " #%06" PRIx32, path->ink);
		put_lengths(out, &path->stroke, 1);
	}
	if (path->n > LONG_PATH) {
		buf_printf(out, " of %zu segments\n", path->n);
		return;
	}
	for (size_t i = 0; i < path->n; i++) {
		const struct segment *s = &path->segments[i];
		const mpt at[] = {s->control[0].x, s->control[0].y, s->control[1].x,
		    s->control[1].y, s->to.x, s->to.y};
		size_t n = (size_t)points[s->kind] * 2;

		buf_printf(out, " %c", "MLCZ"[s->kind]);
		put_lengths(out, at + LEN(at) - n, n);
	}
	buf_putc(out, '\n');
}

static void dump_page(const struct print *p, const struct page *page, struct buf *out)
{
	for (size_t i = 0; i < page->rules_n; i++) {
		const struct rule *r = &page->rules[i];
		mpt box[] = {r->x, r->y, r->w, r->h};

		buf_puts(out, "  rule");
		put_lengths(out, box, LEN(box));
		buf_printf(out, " #%06" PRIx32 "\n", r->colour);
	}
	for (size_t i = 0; i < page->paths_n; i++)
		dump_path(p, &page->paths[i], out);
	for (size_t i = 0; i < page->runs_n; i++)
		dump_run(p, &page->runs[i], out);
	for (size_t i = 0; i < page->links_n; i++) {
		const struct area_link *l = &page->links[i];
		mpt box[] = {l->x, l->y, l->w, l->h};

		buf_puts(out, "  link");
		put_lengths(out, box, LEN(box));
		buf_printf(out, " %s (%s)\n", l->dest ? l->dest : l->url, l->words ? l->words : "");
	}
}

static void dump_tags(const struct print *p, int parent, int depth, struct buf *out)
{
	for (size_t i = 0; i < p->tags_n; i++) {
		if (p->tags[i].parent != parent)
			continue;
		buf_printf(out, "  %*s%s", 2 * depth, "", p->tags[i].name);
		if (p->tags[i].column_span > 1)
			buf_printf(out, " columns %d", p->tags[i].column_span);
		if (p->tags[i].row_span > 1)
			buf_printf(out, " rows %d", p->tags[i].row_span);
		if (p->tags[i].bbox.w) {
			const struct box *b = &p->tags[i].bbox;
			const mpt box[] = {b->x, b->y, b->w, b->h};

			put_lengths(out, box, LEN(box));
		}
		if (p->tags[i].alt)
			buf_printf(out, " (%s)", p->tags[i].alt);
		buf_puts(out, p->tags[i].row_header ? " row\n" : "\n");
		dump_tags(p, (int)i, depth + 1, out);
	}
}

void book_dump(const struct print *p, struct buf *out)
{
	for (size_t i = 0; i < p->pages_n; i++) {
		buf_printf(out, "page %zu “%s”\n", i, p->pages[i].label);
		dump_page(p, &p->pages[i], out);
	}
	buf_puts(out, "tags\n");
	dump_tags(p, -1, 0, out);
	buf_puts(out, "destinations\n");
	for (size_t i = 0; i < p->destinations_n; i++) {
		buf_printf(out, "  %s: page %d,", p->destinations[i].name, p->destinations[i].page);
		put_lengths(out, &p->destinations[i].y, 1);
		buf_putc(out, '\n');
	}
	buf_puts(out, "bookmarks\n");
	for (size_t i = 0; i < p->bookmarks_n; i++)
		buf_printf(out, "  %*s%s: page %d\n", 2 * (p->bookmarks[i].level - 1), "",
		    p->bookmarks[i].title, p->bookmarks[i].page);
}
