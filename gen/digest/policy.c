/*
 * One digest file → struct policy. The front matter is cut off at its `---`
 * lines and read key by key here, the text behind it by markdown.c. What
 * points to other documents (implements, cites, same_as, links) is left to
 * collection.c. content/README.md is the contract of the keys.
 */
#include "digest/digest_parts.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_TITLE_MOST = 16 };

static const struct source_limits limits = {.line = 20000, .pipes = 200};

static const char *const keys[] = {"title", "short_title", "region", "stage", "term", "topics",
    "source", "updated", "checked", "issuer", "doc_number", "issued", "url", "implements", "cites",
    "stacking", "together", "aliases", "moved", "pinyin", "defects", "inferred", "not_support"};

static const struct {
	const char *key, *words;
} stages[] = {
    [STAGE_FINAL] = {"final", "正式文件"},
    [STAGE_DRAFT] = {"draft", "征求意见稿"},
    [STAGE_REVISED] = {"revised", "修订稿"},
};

const char *stage_key(enum stage s)
{
	return stages[s].key;
}

const char *stage_words(enum stage s)
{
	return stages[s].words;
}

static struct place place_of(struct yaml *map, const char *key)
{
	return yaml_find(map, key)->place;
}

/* ------------------------------------------------------------------- keys */

static const char *read_title(struct yaml *front)
{
	static const char open[] = "《", close[] = "》";
	const char *title = yaml_string(front, "title", true);

	if (title && strncmp(title, open, strlen(open)) == 0) {
		const char *end = strstr(title, close);

		if (end && !end[strlen(close)])
			diag(place_of(front, "title"), DIAG_ERROR, "title-marks",
			    "the title is written without 书名号");
	}
	return title;
}

static const char *read_short_title(struct yaml *front)
{
	const char *title = yaml_string(front, "short_title", true);

	if (title && text_length(title) > SHORT_TITLE_MOST)
		diag(place_of(front, "short_title"), DIAG_ERROR, "short-title",
		    "the short title has %zu characters; at most %d fit a running head",
		    text_length(title), SHORT_TITLE_MOST);
	return title;
}

const char *pinyin_read(struct yaml *map, bool required)
{
	const char *s = yaml_string(map, "pinyin", required);

	if (s && s[strspn(s, "abcdefghijklmnopqrstuvwxyz ")])
		diag(place_of(map, "pinyin"), DIAG_ERROR, "pinyin",
		    "pinyin is written in lower-case letters without tones");
	return s;
}

static const struct region *read_region(struct yaml *front, const struct taxonomy *x)
{
	const char *key = yaml_string(front, "region", true);
	const struct region *r = key ? region_find(x, key) : NULL;

	if (key && !r && x->regions_n)
		unknown_report(place_of(front, "region"), "region", key, region_nearest(x, key));
	return r;
}

static enum stage read_stage(struct yaml *front)
{
	const char *names[LEN(stages)];
	int choice;

	for (size_t i = 0; i < LEN(stages); i++)
		names[i] = stages[i].key;
	if (!yaml_string(front, "stage", true))
		return STAGE_FINAL;
	choice = yaml_choice(yaml_find(front, "stage"), "stage", names, LEN(names));
	return choice < 0 ? STAGE_FINAL : (enum stage)choice;
}

static bool has_topic(const struct policy *p, const struct topic *t)
{
	for (size_t i = 0; i < p->topics_n; i++)
		if (p->topics[i] == t)
			return true;
	return false;
}

static void read_topics(
    struct arena *a, struct yaml *front, const struct taxonomy *x, struct policy *p)
{
	const struct yaml *list = yaml_list(front, "topics", true);
	size_t cap = 0;

	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		const char *key = yaml_entry(i);
		const struct topic *t = key ? topic_find(x, key) : NULL;

		if (key && !t && x->topics_n)
			unknown_report(i->place, "topic", key, topic_nearest(x, key));
		else if (t && has_topic(p, t))
			diag(
			    i->place, DIAG_ERROR, "topics-twice", "the topic %s stands twice", key);
		else if (t)
			*VEC_PUSH(a, p->topics, p->topics_n, cap) = t;
	}
	if (list && !list->items)
		diag(list->place, DIAG_ERROR, "topics-none", "a digest has at least one topic");
}

static bool is_hash(const char *s)
{
	return strlen(s) == 64 && strspn(s, "0123456789abcdef") == 64;
}

/* 12 or 82-86. */
static bool is_page_range(const char *s)
{
	char *end;
	long first = strtol(s, &end, 10), last = first;

	if (s[0] < '1' || s[0] > '9')
		return false;
	if (*end == '-') {
		if (end[1] < '1' || end[1] > '9')
			return false;
		last = strtol(end + 1, &end, 10);
	}
	return !*end && last >= first;
}

static void read_source(struct yaml *front, struct policy *p)
{
	static const char *const known[] = {"file", "sha256", "pages"};
	struct yaml *v = yaml_map(front, "source", true);

	if (!v)
		return;
	p->source_place = v->place;
	p->source_file = yaml_string(v, "file", true);
	p->source_sha256 = yaml_string(v, "sha256", true);
	p->source_pages = yaml_string(v, "pages", false);
	if (p->source_sha256 && !is_hash(p->source_sha256))
		diag(place_of(v, "sha256"), DIAG_ERROR, "sha256",
		    "a SHA-256 is written as 64 lower-case hexadecimal digits");
	if (p->source_pages && !is_page_range(p->source_pages))
		diag(place_of(v, "pages"), DIAG_ERROR, "pages", "pages are written as 82-86 or 82");
	yaml_unused(v, known, LEN(known));
}

static const char *read_url(struct yaml *front)
{
	const char *url = yaml_string(front, "url", false);

	if (url && !url_valid(url))
		diag(place_of(front, "url"), DIAG_ERROR, "url",
		    "this is no address with https:// or http://");
	return url;
}

/* Documents named; which of them are collected is found out by collection.c. */
static void read_cites(struct arena *a, struct yaml *front, struct policy *p)
{
	static const char *const known[] = {"title", "number", "clause"};
	struct yaml *list = yaml_list(front, "cites", false);
	size_t cap = 0;

	for (struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		struct citation c = {.place = i->place};
		const char *label;

		if (!yaml_is_map(i))
			continue;
		c.title = yaml_string(i, "title", true);
		c.number = yaml_string(i, "number", false);
		label = yaml_string(i, "clause", false);
		if (label)
			clause_parse(a, label, place_of(i, "clause"), &c.clause);
		yaml_unused(i, known, LEN(known));
		*VEC_PUSH(a, p->citations, p->citations_n, cap) = c;
	}
}

static void read_not_support(struct arena *a, struct yaml *front, struct policy *p)
{
	static const char *const known[] = {"clause", "sum", "why"};
	struct yaml *list = yaml_list(front, "not_support", false);
	size_t cap = 0;

	for (struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		struct not_support n = {.place = i->place};
		const char *label;

		if (!yaml_is_map(i))
			continue;
		label = yaml_string(i, "clause", true);
		n.sum = yaml_string(i, "sum", true);
		n.why = yaml_string(i, "why", true);
		yaml_unused(i, known, LEN(known));
		if (label && clause_parse(a, label, place_of(i, "clause"), &n.clause))
			*VEC_PUSH(a, p->not_supports, p->not_supports_n, cap) = n;
	}
}

static void read_inferred(struct arena *a, struct yaml *front, struct policy *p)
{
	const struct yaml *list = yaml_list(front, "inferred", false);

	p->inferred = yaml_entries(a, list, &p->inferred_n);
	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next)
		if (i->kind == YAML_SCALAR && yaml_choice(i, "key", keys, LEN(keys)) >= 0 &&
		    !yaml_find(front, i->text))
			diag(i->place, DIAG_ERROR, "inferred",
			    "%s is called inferred but is not given", i->text);
}

static void read_aliases(struct arena *a, struct yaml *front, struct policy *p)
{
	const struct yaml *list = yaml_list(front, "aliases", false);

	p->aliases = yaml_entries(a, list, &p->aliases_n);
	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next)
		if (i->kind == YAML_SCALAR && *i->text && !slug_valid(i->text))
			diag(i->place, DIAG_ERROR, "alias-letters",
			    "a slug has only lower-case letters, digits and single hyphens");
}

static void read_lists(struct arena *a, struct yaml *front, struct policy *p)
{
	p->issuers = yaml_entries(a, yaml_list(front, "issuer", false), &p->issuers_n);
	p->defects = yaml_entries(a, yaml_list(front, "defects", false), &p->defects_n);
	yaml_list(front, "implements", false); /* resolved by collection.c */
	yaml_find(front, "moved");             /* these two are read when the text is */
	yaml_find(front, "together");
	read_cites(a, front, p);
	read_not_support(a, front, p);
	read_aliases(a, front, p);
	read_inferred(a, front, p);
}

static void read_front(
    struct arena *a, struct yaml *front, const struct taxonomy *x, struct policy *p)
{
	struct yaml *term = yaml_find(front, "term");

	p->title = read_title(front);
	p->short_title = read_short_title(front);
	p->pinyin = pinyin_read(front, false);
	p->doc_number = yaml_string(front, "doc_number", false);
	p->stacking = yaml_string(front, "stacking", false);
	p->url = read_url(front);
	p->region = read_region(front, x);
	p->stage = read_stage(front);
	if (term)
		term_read(term, &p->term);
	yaml_date(front, "issued", false, &p->issued);
	yaml_date(front, "updated", true, &p->updated);
	yaml_date(front, "checked", true, &p->checked);
	read_topics(a, front, x, p);
	read_source(front, p);
	read_lists(a, front, p);
	yaml_unused(front, keys, LEN(keys));
}

/* ------------------------------------------------------------ the file */

/* The end of the line at s, before its line feed. */
static const char *line_end(const char *s, const char *end)
{
	const char *stop = memchr(s, '\n', (size_t)(end - s));

	return stop ? stop : end;
}

static bool is_fence(const char *s, const char *stop)
{
	return stop - s == 3 && memcmp(s, "---", 3) == 0;
}

/* Cut a digest in front matter and text; false after a report. */
static bool split(
    const char *file, const char *s, size_t n, struct text_part *front, struct text_part *text)
{
	const char *end = s + n, *stop = line_end(s, end);
	int line = 2;

	if (!is_fence(s, stop)) {
		diag((struct place){file, 1, 1}, DIAG_ERROR, "front-missing",
		    "the file does not begin with front matter between two lines ---");
		return false;
	}
	*front = (struct text_part){file, line, MIN(stop + 1, end), 0};
	for (s = front->s; s < end; s = stop + 1, line++) {
		stop = line_end(s, end);
		if (is_fence(s, stop)) {
			front->n = (size_t)(s - front->s);
			s = MIN(stop + 1, end);
			*text = (struct text_part){file, line + 1, s, (size_t)(end - s)};
			return true;
		}
	}
	diag((struct place){file, 1, 1}, DIAG_ERROR, "front-open",
	    "the front matter is not closed by a second line ---");
	return false;
}

static struct yaml *parse_front(struct arena *a, struct text_part t)
{
	struct yaml *front = yaml_parse(a, t.file, t.line, t.s, t.n);

	return front && yaml_is_map(front) ? front : NULL;
}

static struct policy *policy_new(struct arena *a, const char *shown)
{
	struct policy *p = arena_new_of(a, struct policy);
	const char *name = file_base(shown);

	p->slug = arena_dupn(a, name, strlen(name) - strlen(".md"));
	p->file = shown;
	p->place = (struct place){shown, 1, 1};
	p->start = p->end = p->issued = p->updated = p->checked = DATE_NONE;
	p->term = (struct term){.from = DATE_NONE, .to = DATE_NONE, .place = p->place};
	slug_check(p->slug, shown);
	return p;
}

struct reading policy_read(struct arena *a, const char *path, const struct taxonomy *x)
{
	struct reading r = {.policy = policy_new(a, path)};
	struct text_part front, text;
	size_t n = 0;
	const char *s = source_read(a, path, path, limits, &n);

	if (!s || !split(path, s, n, &front, &text))
		return r;
	r.front = parse_front(a, front);
	if (r.front)
		read_front(a, r.front, x, r.policy);
	markdown_read(a, text, r.policy, x);
	if (r.front) {
		moved_read(a, r.front, r.policy);
		together_read(a, r.front, r.policy);
	}
	r.whole = true;
	return r;
}
