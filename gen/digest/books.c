/*
 * books/SLUG.yml → struct book_def: what a handbook is called, which policies
 * it selects, how they are grouped. A selection names regions, measures,
 * topics, policies and stages; a policy is taken when it has one of each kind
 * that is named. A region stands for those below it too.
 */
#include "digest/digest_parts.h"

#include <string.h>

enum { COVER_MOST = 40 };

/* One kind of thing that a selection may name. */
struct criterion {
	const char *key;
	/* Whether name is known; reports when not. */
	bool (*check)(
	    const struct collection *c, const struct taxonomy *x, const struct yaml *name);
	bool (*match)(const struct taxonomy *x, const struct policy *p, const char *name);
};

static bool check_region(const struct collection *c, const struct taxonomy *x, const struct yaml *v)
{
	(void)c;
	if (!region_find(x, v->text) && x->regions_n)
		unknown_report(v->place, "region", v->text, region_nearest(x, v->text));
	return region_find(x, v->text);
}

static bool match_region(const struct taxonomy *x, const struct policy *p, const char *name)
{
	return p->region && region_within(p->region, region_find(x, name));
}

static bool check_measure(
    const struct collection *c, const struct taxonomy *x, const struct yaml *v)
{
	(void)c;
	if (!measure_find(x, v->text) && x->measures_n)
		unknown_report(v->place, "measure", v->text, measure_nearest(x, v->text));
	return measure_find(x, v->text);
}

static bool match_measure(const struct taxonomy *x, const struct policy *p, const char *name)
{
	const struct measure *m = measure_find(x, name);

	for (size_t i = 0; i < p->supports_n; i++)
		if (p->supports[i].measure == m)
			return true;
	return false;
}

static bool check_topic(const struct collection *c, const struct taxonomy *x, const struct yaml *v)
{
	(void)c;
	if (!topic_find(x, v->text) && x->topics_n)
		unknown_report(v->place, "topic", v->text, topic_nearest(x, v->text));
	return topic_find(x, v->text);
}

static bool match_topic(const struct taxonomy *x, const struct policy *p, const char *name)
{
	const struct topic *t = topic_find(x, name);

	for (size_t i = 0; i < p->topics_n; i++)
		if (p->topics[i] == t)
			return true;
	return false;
}

static bool check_policy(const struct collection *c, const struct taxonomy *x, const struct yaml *v)
{
	(void)x;
	if (!collection_policy(c, v->text))
		unknown_report(v->place, "policy", v->text, policy_nearest(c, v->text));
	return collection_policy(c, v->text);
}

static bool match_policy(const struct taxonomy *x, const struct policy *p, const char *name)
{
	(void)x;
	return strcmp(p->slug, name) == 0;
}

static bool check_stage(const struct collection *c, const struct taxonomy *x, const struct yaml *v)
{
	const char *const names[] = {
	    stage_key(STAGE_FINAL), stage_key(STAGE_DRAFT), stage_key(STAGE_REVISED)};

	(void)c, (void)x;
	return yaml_choice(v, "stage", names, LEN(names)) >= 0;
}

static bool match_stage(const struct taxonomy *x, const struct policy *p, const char *name)
{
	(void)x;
	return strcmp(stage_key(p->stage), name) == 0;
}

static const struct criterion criteria[] = {
    {"region", check_region, match_region},
    {"measure", check_measure, match_measure},
    {"topic", check_topic, match_topic},
    {"policy", check_policy, match_policy},
    {"stage", check_stage, match_stage},
};

/* Names of one criterion, those that are unknown left out. */
struct choice {
	const char **names;
	size_t n;
	bool given;
};

static struct choice read_choice(struct arena *a, const struct collection *c,
    const struct taxonomy *x, struct yaml *select, const struct criterion *k)
{
	const struct yaml *list = yaml_list(select, k->key, false);
	struct choice choice = {.given = list != NULL};
	size_t cap = 0;

	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next)
		if (yaml_entry(i) && k->check(c, x, i))
			*VEC_PUSH(a, choice.names, choice.n, cap) = i->text;
	return choice;
}

static bool chosen(
    const struct taxonomy *x, const struct policy *p, const struct choice choices[LEN(criteria)])
{
	for (size_t i = 0; i < LEN(criteria); i++) {
		bool one = !choices[i].given;

		for (size_t k = 0; k < choices[i].n && !one; k++)
			one = criteria[i].match(x, p, choices[i].names[k]);
		if (!one)
			return false;
	}
	return true;
}

static void select_policies(struct arena *a, const struct collection *c, const struct taxonomy *x,
    struct yaml *select, struct book_def *b)
{
	struct choice choices[LEN(criteria)];
	const char *known[LEN(criteria)];
	size_t cap = 0;
	int errors = diag_errors();

	for (size_t i = 0; i < LEN(criteria); i++) {
		known[i] = criteria[i].key;
		choices[i] = read_choice(a, c, x, select, &criteria[i]);
	}
	yaml_unused(select, known, LEN(known));
	for (size_t i = 0; i < c->policies_n; i++)
		if (chosen(x, c->policies[i], choices))
			*VEC_PUSH(a, b->policies, b->policies_n, cap) = c->policies[i];
	if (!b->policies_n && diag_errors() == errors && x->regions_n && x->measures_n &&
	    x->topics_n)
		diag(select->place, DIAG_ERROR, "book-empty", "the book selects no policy");
}

static void read_sections(struct arena *a, struct yaml *map, struct book_def *b)
{
	static const char *const names[] = {[BOOK_POLICY] = "policy",
	    [BOOK_CAPS] = "caps",
	    [BOOK_GLOSSARY] = "glossary",
	    [BOOK_INDEX] = "index"};
	const struct yaml *list = yaml_list(map, "sections", true);
	size_t cap = 0;

	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		int choice = yaml_choice(i, "section", names, LEN(names));

		if (choice >= 0)
			*VEC_PUSH(a, b->sections, b->sections_n, cap) = (enum book_section)choice;
	}
	if (list && !list->items)
		diag(list->place, DIAG_ERROR, "book-sections", "a book has at least one section");
}

static enum book_group read_group(struct yaml *map)
{
	static const char *const names[] = {[GROUP_REGION] = "region", [GROUP_MEASURE] = "measure"};
	const struct yaml *v = yaml_find(map, "group");
	int choice = v ? yaml_choice(v, "group", names, LEN(names)) : GROUP_REGION;

	return choice < 0 ? GROUP_REGION : (enum book_group)choice;
}

/* More would run out of the cover's coloured field. */
static const char *read_cover_line(struct yaml *map, const char *key, bool required)
{
	const char *s = yaml_string(map, key, required);

	if (s && text_length(s) > COVER_MOST)
		diag(yaml_find(map, key)->place, DIAG_ERROR, "book-cover",
		    "the %s has %zu characters; at most %d fit the cover", key, text_length(s),
		    COVER_MOST);
	return s;
}

static void read_book(struct arena *a, const char *path, const struct collection *c,
    const struct taxonomy *x, struct book_def *b)
{
	static const char *const known[] = {
	    "title", "subtitle", "select", "group", "sections", "paper"};
	const char *name = file_base(path);
	struct yaml *map = yaml_read(a, path, path), *select;

	*b = (struct book_def){.place = {path, 1, 1}};
	b->slug = arena_dupn(a, name, strlen(name) - strlen(".yml"));
	slug_check(b->slug, path);
	if (!map || !yaml_is_map(map))
		return;
	b->title = read_cover_line(map, "title", true);
	b->subtitle = read_cover_line(map, "subtitle", false);
	b->paper = yaml_string(map, "paper", true);
	b->group = read_group(map);
	read_sections(a, map, b);
	select = yaml_map(map, "select", true);
	if (select)
		select_policies(a, c, x, select, b);
	yaml_unused(map, known, LEN(known));
}

void books_read(
    struct arena *a, const char *content, const struct taxonomy *x, struct collection *c)
{
	const char *folder = file_join(a, content, "books");
	size_t n = 0;
	char **names = file_list(a, folder, ".yml", &n);

	if (!names)
		return; /* a collection may do without books */
	c->books = arena_array(a, struct book_def, n + 1);
	c->books_n = n;
	for (size_t i = 0; i < n; i++)
		read_book(a, file_join(a, folder, names[i]), c, x, &c->books[i]);
}
