/*
 * The names that a reader may know: terms with their other names, measures,
 * regions, topics, units. Each has its page and its reading, so that the first
 * letters of its syllables find it: slbt, 算力补贴. Readings that the collation
 * does not have come from the content, as in the index of terms and units.
 */
#include <string.h>

#include "web/search_parts.h"

struct names {
	const struct collection *c;
	struct arena *arena;
	struct pinyin *readings;
	struct buf out;
	size_t n;
};

/* [name, kind, address, reading]; and what it is another name of. */
static void put_name(struct names *x, const char *name, const char *kind, const char *address,
    const char *sorted, const char *of)
{
	struct buf reading = {0};

	pinyin_spell(x->readings, sorted, &reading);
	buf_puts(&x->out, x->n++ ? ",\n[" : "\n[");
	json_text(&x->out, name);
	buf_puts(&x->out, ",");
	json_text(&x->out, kind);
	buf_puts(&x->out, ",");
	json_text(&x->out, address);
	buf_puts(&x->out, ",");
	json_text(&x->out, reading.s ? reading.s : "");
	if (of) {
		buf_puts(&x->out, ",");
		json_text(&x->out, of);
	}
	buf_puts(&x->out, "]");
	buf_free(&reading);
}

static void put_index(struct names *x)
{
	for (size_t i = 0; i < x->c->index_n; i++) {
		const struct index_entry *e = x->c->index[i];
		const char *address =
		    e->term ? arena_printf(x->arena, "glossary/#%s", e->term->key)
			    : arena_printf(x->arena, "departments/#%s", e->department->anchor);

		put_name(x, e->name, e->term ? "术语" : "责任单位", address, e->sorted,
		    e->see ? e->see->name : NULL);
	}
}

/* The name of a region, with its short name read as the content says. */
static const char *read_region(struct names *x, const struct region *r)
{
	const char *at = *r->short_name ? strstr(r->name, r->short_name) : NULL;
	char *right;

	if (!at || !r->pinyin ||
	    !pinyin_correct(x->readings, x->arena, r->short_name, r->pinyin, &right))
		return r->name;
	return arena_printf(
	    x->arena, "%.*s%s%s", (int)(at - r->name), r->name, right, at + strlen(r->short_name));
}

static void put_regions(struct names *x)
{
	for (size_t i = 0; i < x->c->regions_n; i++) {
		const struct region *r = &x->c->regions[i];

		put_name(x, r->name, "地区", arena_printf(x->arena, "regions/%s/", r->key),
		    read_region(x, r), NULL);
	}
}

static void put_measures(struct names *x)
{
	for (size_t i = 0; i < x->c->measures_n; i++) {
		const struct measure *m = &x->c->measures[i];

		put_name(x, m->name, "支持类别", arena_printf(x->arena, "measures/%s/", m->key),
		    m->name, NULL);
	}
}

void names_write(const struct collection *c, struct output *out)
{
	struct names x = {.c = c, .arena = arena_new()};

	x.readings = pinyin_new(x.arena);
	buf_puts(&x.out, "digestpress.search.names([");
	put_measures(&x);
	put_regions(&x);
	put_index(&x);
	buf_puts(&x.out, "\n]);\n");
	output_put(out, "site/search/names.js", x.out.s, x.out.len);
	buf_free(&x.out);
	pinyin_free(x.readings);
	arena_free(x.arena);
}
