/*
 * Pages → leaves, the index of letters, and what the search page must know
 * before it can ask: see search.h. Pages are kept until all are there, because
 * their order is that of results: policies in force first, expired ones last,
 * then the other pages; so the first leaves that hold a query are the ones to
 * show first. What a page says is written once, in its leaf.
 */
#include "web/search.h"

#include <string.h>

#include "web/publish.h"
#include "web/search_parts.h"

enum { LEAF_BYTES = 16000, PART_BYTES = 64000, RANKS = 5 };

struct record {
	const char *address, *title, *lines;
	const struct policy *policy;
	struct record *next; /* of the same rank */
};

struct search {
	const struct collection *c;
	struct arena *arena, *page_arena;
	struct folding *folding;
	struct scribe scribe;
	struct search_page page;
	struct record *ranks[RANKS], **ends[RANKS];
	struct grams *grams;
	struct letters letters;
	bool *occurs; /* each Han character, folded */
};

struct search *search_new(const struct collection *c)
{
	struct arena *a = arena_new();
	struct search *s = arena_new_of(a, struct search);

	s->c = c;
	s->arena = a;
	s->page_arena = arena_new();
	s->folding = folding_new(a);
	s->grams = grams_new(a);
	s->occurs = arena_array(a, bool, TEXT_HAN_N);
	for (int i = 0; i < RANKS; i++)
		s->ends[i] = &s->ranks[i];
	return s;
}

void search_free(struct search *s)
{
	scribe_free(&s->scribe);
	arena_free(s->page_arena);
	arena_free(s->arena);
}

/* ----------------------------------------------------------------------------- pages */

enum search_part search_part_of(const char *address)
{
	/* the first that fits; an address that ends in * stands for all below it */
	static const struct {
		const char *address;
		enum search_part part;
	} views[] = {
	    {"", SEARCH_WORDS},
	    {"policies/", SEARCH_WORDS},
	    {"statuses/*", SEARCH_WORDS},
	    {"regions/*", SEARCH_WORDS},
	    {"measures/*", SEARCH_WORDS},
	    {"topics/*", SEARCH_WORDS},
	    {"timeline/*", SEARCH_WORDS},
	    {"network/*", SEARCH_WORDS},
	    {"compare/*", SEARCH_WORDS},
	    {"departments/", SEARCH_ALL},
	    {"departments/*", SEARCH_WORDS},
	    {"numbers/d*", SEARCH_WORDS}, /* who cites one document */
	    {"numbers/t-*", SEARCH_WORDS},
	    {"glossary/", SEARCH_ALL},
	    {"glossary/letter--*", SEARCH_ALL},
	    {"glossary/*", SEARCH_WORDS}, /* where one term is used */
	    {"caps/", SEARCH_WORDS},
	    {"caps/*", SEARCH_NOTHING},
	    {"basket/*", SEARCH_NOTHING},
	    {"search/*", SEARCH_NOTHING},
	    {"404.html", SEARCH_NOTHING},
	};

	for (size_t i = 0; i < LEN(views); i++) {
		size_t n = strcspn(views[i].address, "*");
		bool below = views[i].address[n] == '*';

		if (below ? strncmp(address, views[i].address, n) == 0
			  : strcmp(address, views[i].address) == 0)
			return views[i].part;
	}
	return SEARCH_ALL;
}

static int rank_of(const struct policy *p)
{
	static const int ranks[] = {
	    [STATUS_IN_FORCE] = 0,
	    [STATUS_NOT_YET] = 1,
	    [STATUS_UNSTATED] = 1,
	    [STATUS_UNDETERMINED] = 1,
	    [STATUS_DRAFT] = 2,
	    [STATUS_EXPIRED] = 3,
	};

	return p ? ranks[p->status] : RANKS - 1;
}

/* A record at the end of its rank. */
static void add_record(struct search *s, const char *address, const char *title, const char *lines)
{
	struct record *r = arena_new_of(s->arena, struct record);
	int rank = rank_of(s->page.policy);

	*r = (struct record){address, title, lines, s->page.policy, NULL};
	*s->ends[rank] = r;
	s->ends[rank] = &r->next;
}

/* The end of the part that begins at lines: before the place at which it would grow too long. */
static const char *part_end(const char *lines)
{
	const char *end = lines;

	while (*end) {
		if (end - lines > PART_BYTES && (*end == '#' || *end == '='))
			return end;
		end += strcspn(end, "\n");
		end += *end == '\n';
	}
	return end;
}

/* The last heading before the end of a part, with its newline; or what was the last one. */
static const char *last_heading(const char *lines, const char *end, const char *before)
{
	for (const char *line = lines; line < end; line += strcspn(line, "\n") + 1)
		if (*line == '=')
			before = line;
	return before;
}

/* A page is one record, or several parts where it is long; each begins below its heading. */
static void end_page(struct search *s)
{
	const char *lines = s->scribe.lines.s, *heading = NULL, *address, *title;

	if (!s->page.address || s->page.part == SEARCH_NOTHING || !s->scribe.title.len)
		return;
	address = arena_dup(s->arena, s->page.address);
	title = arena_dupn(s->arena, s->scribe.title.s, s->scribe.title.len);
	do {
		const char *end = part_end(lines ? lines : (lines = ""));
		bool below = heading && *lines == '#';

		add_record(s, address, title,
		    arena_printf(s->arena, "%.*s%.*s", below ? (int)strcspn(heading, "\n") + 1 : 0,
			below ? heading : "", (int)(end - lines), lines));
		heading = last_heading(lines, end, heading);
		lines = end;
	} while (*lines);
}

void search_begin(struct search *s, struct search_page page)
{
	end_page(s);
	arena_free(s->page_arena);
	s->page_arena = arena_new();
	s->page = page;
	scribe_begin(&s->scribe, s->page_arena, page.part);
}

struct sink search_sink(struct search *s)
{
	return scribe_sink(&s->scribe);
}

/* ---------------------------------------------------------------------------- leaves */

static void put_block(struct search *s, const char *text, uint32_t leaf)
{
	folding_text(s->folding, s->arena, text, &s->letters);
	grams_put(s->grams, &s->letters, leaf);
	for (size_t i = 0; i < s->letters.n; i++) {
		uint32_t han = s->letters.at[i] - TEXT_HAN_FIRST;
		if (han < TEXT_HAN_N)
			s->occurs[han] = true;
	}
}

/* Each block of the lines; of a place only its label is text. */
static void put_blocks(struct search *s, const char *lines, uint32_t leaf)
{
	struct buf block = {0};

	for (const char *line = lines; *line; line += strcspn(line, "\n") + 1) {
		const char *end = line + strcspn(line, "\n"), *t = line;

		if (*line == '#' || *line == '=')
			t += strcspn(line, "\t\n") + 1;
		while (t < end) {
			size_t n = strcspn(t, "\t\n");

			buf_clear(&block);
			buf_put(&block, t, n);
			put_block(s, block.s, leaf);
			t += n + 1;
		}
	}
	buf_free(&block);
}

/* What a page that is about no policy belongs to: the column of its folder. */
static const char *column_of(const char *address)
{
	const char *folder, *name;

	for (size_t i = 0; head_column(i, &folder, &name); i++)
		if (strncmp(address, folder, strlen(folder)) == 0)
			return strcmp(address, folder) == 0 ? "" : name;
	return "";
}

/* [address, title, status, region or column, number, lines] */
static void put_record(struct buf *b, struct arena *a, const struct record *r)
{
	const struct policy *p = r->policy;

	buf_puts(b, "[");
	json_text(b, r->address);
	buf_puts(b, ",");
	json_text(b, r->title);
	buf_puts(b, ",");
	json_text(b, p ? text_hyphened(a, status_key(p->status)) : "");
	buf_puts(b, ",");
	json_text(b, p ? p->region->name : column_of(r->address));
	buf_puts(b, ",");
	json_text(b, p && p->doc_number ? p->doc_number : "");
	buf_puts(b, ",");
	json_text(b, r->lines);
	buf_puts(b, "]");
}

static void write_leaf(struct search *s, struct output *out, uint32_t number, struct buf *records)
{
	struct buf b = {0};

	buf_printf(&b, "digestpress.search.leaf(%u, [\n%s\n]);\n", number, records->s);
	output_put(out, arena_printf(s->arena, "site/search/leaf-%u.js", number), b.s, b.len);
	buf_free(&b);
	buf_clear(records);
}

/* Returns the number of leaves. */
static uint32_t write_leaves(struct search *s, struct output *out)
{
	struct buf records = {0};
	uint32_t leaf = 0;

	for (int rank = 0; rank < RANKS; rank++)
		for (const struct record *r = s->ranks[rank]; r; r = r->next) {
			if (records.len > LEAF_BYTES)
				write_leaf(s, out, leaf++, &records);
			if (records.len)
				buf_puts(&records, ",\n");
			put_record(&records, s->arena, r);
			put_block(s, r->title, leaf);
			put_blocks(s, r->lines, leaf);
		}
	if (records.len)
		write_leaf(s, out, leaf++, &records);
	buf_free(&records);
	return leaf;
}

/* ------------------------------------------------------------------------------ head */

/* Pairs: a character that is folded, and the one that occurs instead. */
static void put_simplified(struct search *s, struct buf *b)
{
	char bytes[4];

	for (uint32_t i = 0; i < TEXT_HAN_N; i++) {
		uint32_t cp = TEXT_HAN_FIRST + i, simple = folding_simplified(s->folding, cp);
		uint32_t han = simple - TEXT_HAN_FIRST;

		if (simple == cp || han >= TEXT_HAN_N || !s->occurs[han])
			continue;
		buf_put(b, bytes, (size_t)text_encode(cp, bytes));
		buf_put(b, bytes, (size_t)text_encode(simple, bytes));
	}
}

static void put_statuses(struct buf *b, struct arena *a)
{
	for (size_t i = 0; i < STATUSES; i++) {
		buf_puts(b, i ? ", " : "");
		json_text(b, text_hyphened(a, status_key(status_order[i])));
		buf_puts(b, ": ");
		json_text(b, status_words(status_order[i]));
	}
}

static void write_head(
    struct search *s, struct output *out, uint32_t leaves, const struct buf *firsts)
{
	struct buf b = {0}, simple = {0};

	put_simplified(s, &simple);
	buf_printf(&b, "digestpress.search.head({\nleaves: %u,\nfirsts: ", leaves);
	json_text(&b, firsts->s ? firsts->s : "");
	buf_puts(&b, ",\nsimple: ");
	json_text(&b, simple.s ? simple.s : "");
	buf_puts(&b, ",\nstatuses: {");
	put_statuses(&b, s->arena);
	buf_puts(&b, "}\n});\n");
	output_put(out, "site/search/head.js", b.s, b.len);
	buf_free(&simple);
	buf_free(&b);
}

void search_write(struct search *s, struct output *out)
{
	struct buf firsts = {0};
	uint32_t leaves;

	end_page(s);
	s->page = (struct search_page){0};
	leaves = write_leaves(s, out);
	grams_write(s->grams, out, &firsts);
	write_head(s, out, leaves, &firsts);
	names_write(s->c, out);
	buf_free(&firsts);
}
