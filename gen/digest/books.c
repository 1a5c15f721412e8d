/*
 * books/SLUG.yml → struct book_def: what a handbook is called, which policies
 * it selects, how they are grouped. A selection names regions, measures,
 * topics, policies and stages; a policy is taken when it has one of each kind
 * that is named. A region stands for those below it too. With `each`, one
 * definition makes a book for every region or policy that the selection leaves
 * something for, and its title names that region or policy.
 */
#include "digest/digest_parts.h"

#include <string.h>

enum { COVER_MOST = 40, ORDER_LAST = 1000 };

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

const char *const book_sections[BOOK_SECTIONS] = {[BOOK_COVER] = "cover",
    [BOOK_IMPRINT] = "imprint",
    [BOOK_READING] = "reading",
    [BOOK_CONTENTS] = "contents",
    [BOOK_TABLES] = "tables",
    [BOOK_POLICY] = "policy",
    [BOOK_CAPS] = "caps",
    [BOOK_TARGETS] = "targets",
    [BOOK_GLOSSARY] = "glossary",
    [BOOK_INDEX] = "index"};

static bool has_section(const struct book_def *b, enum book_section s)
{
	for (size_t i = 0; i < b->sections_n; i++)
		if (b->sections[i] == s)
			return true;
	return false;
}

static void read_sections(struct arena *a, struct yaml *map, struct book_def *b)
{
	const struct yaml *list = yaml_list(map, "sections", true);
	size_t cap = 0;

	for (const struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		int choice = yaml_choice(i, "section", book_sections, BOOK_SECTIONS);

		if (choice >= 0 && has_section(b, (enum book_section)choice))
			diag(i->place, DIAG_ERROR, "book-section-twice",
			    "the section %s is named twice", book_sections[choice]);
		else if (choice >= 0)
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

static enum book_each read_each(struct yaml *map)
{
	static const char *const names[] = {[EACH_REGION] = "region", [EACH_POLICY] = "policy"};
	const struct yaml *v = yaml_find(map, "each");
	int choice = v ? yaml_choice(v, "subject", names + 1, LEN(names) - 1) : -1;

	return choice < 0 ? EACH_ONE : (enum book_each)(choice + 1);
}

/* ----------------------------------------------------------- what a book is called */

/* A definition's titles, and what they can name. */
struct titles {
	struct arena *arena;
	const struct yaml *title, *subtitle; /* NULL */
	bool cover;
};

struct field {
	const char *name, *value;
};

/* What `{name}` of a title stands for; "" after a report. */
static const char *field_value(const struct yaml *v, const char *name, const struct field fields[2])
{
	const char *names[] = {fields[0].name, fields[1].name};

	for (size_t i = 0; i < LEN(names); i++)
		if (names[i] && strcmp(names[i], name) == 0)
			return fields[i].value;
	unknown_report(
	    v->place, "field", name, text_nearest(name, names, names[1] ? LEN(names) : 1));
	return "";
}

/* A title with its `{fields}` filled in. */
static const char *fill(struct arena *a, const struct yaml *v, const struct field fields[2])
{
	const char *open, *close, *filled = "";
	const char *s = v->text;

	while (fields[0].name && (open = strchr(s, '{')) && (close = strchr(open, '}'))) {
		const char *name = arena_dupn(a, open + 1, (size_t)(close - open - 1));

		filled = arena_printf(
		    a, "%s%.*s%s", filled, (int)(open - s), s, field_value(v, name, fields));
		s = close + 1;
	}
	open = strchr(s, '{');
	if (open && strchr(open, '}')) {
		diag(v->place, DIAG_ERROR, "book-braces", "the braces in “%s” hold no field", s);
		diag_hint(
		    "only the titles of a definition with `each` have fields, such as {region}");
	}
	return arena_printf(a, "%s%s", filled, s);
}

/* More would run out of the cover's coloured field. */
static void check_cover(const struct yaml *v, const char *filled)
{
	if (text_length(filled) > COVER_MOST)
		diag(v->place, DIAG_ERROR, "book-cover",
		    "“%s” has %zu characters; at most %d fit the cover", filled,
		    text_length(filled), COVER_MOST);
}

static const char *fill_line(
    const struct titles *t, const struct yaml *v, const struct field fields[2])
{
	const char *s = v ? fill(t->arena, v, fields) : NULL;

	if (s && t->cover)
		check_cover(v, s);
	return s;
}

static void name_book(const struct titles *t, const struct field fields[2], struct book_def *b)
{
	b->title = fill_line(t, t->title, fields);
	b->subtitle = fill_line(t, t->subtitle, fields);
}

static const struct yaml *read_line(struct yaml *map, const char *key, bool required)
{
	return yaml_string(map, key, required) ? yaml_find(map, key) : NULL;
}

/* ------------------------------------------------------- one definition, many books */

static void push_book(struct arena *a, struct collection *c, size_t *cap, struct book_def b)
{
	*VEC_PUSH(a, c->books, c->books_n, *cap) = b;
}

/* The policies of a definition that are in a region or below it. */
static void keep_region(struct arena *a, const struct book_def *all, struct book_def *b)
{
	b->policies = arena_array(a, const struct policy *, all->policies_n);
	b->policies_n = 0;
	for (size_t i = 0; i < all->policies_n; i++)
		if (all->policies[i]->region && region_within(all->policies[i]->region, b->region))
			b->policies[b->policies_n++] = all->policies[i];
}

static void push_regions(
    const struct titles *t, struct collection *c, size_t *cap, const struct book_def *all)
{
	for (size_t i = 0; i < c->regions_n; i++) {
		const struct region *r = &c->regions[i];
		const struct field fields[2] = {{"region", r->name}, {"short_name", r->short_name}};
		struct book_def b = *all;

		b.region = r;
		keep_region(t->arena, all, &b);
		if (!b.policies_n)
			continue;
		b.slug = arena_printf(t->arena, "%s/%s", all->slug, r->key);
		b.address = arena_printf(t->arena, "books/%s.pdf", b.slug);
		name_book(t, fields, &b);
		push_book(t->arena, c, cap, b);
	}
}

const char *policy_book_address(struct arena *a, const char *slug)
{
	return arena_printf(a, "policies/%s/%s.pdf", slug, slug);
}

static void push_policies(
    const struct titles *t, struct collection *c, size_t *cap, const struct book_def *all)
{
	for (size_t i = 0; i < all->policies_n; i++) {
		const struct policy *p = all->policies[i];
		const struct field fields[2] = {
		    {"title", p->title}, {"short_title", p->short_title}};
		struct book_def b = *all;

		b.policy = p;
		b.policies = &all->policies[i];
		b.policies_n = 1;
		b.slug = arena_printf(t->arena, "%s/%s", all->slug, p->slug);
		b.address = policy_book_address(t->arena, p->slug);
		name_book(t, fields, &b);
		push_book(t->arena, c, cap, b);
	}
}

static void push_one(
    const struct titles *t, struct collection *c, size_t *cap, const struct book_def *all)
{
	const struct field fields[2] = {{NULL, NULL}, {NULL, NULL}};
	struct book_def b = *all;

	b.address = arena_printf(t->arena, "books/%s.pdf", b.slug);
	name_book(t, fields, &b);
	push_book(t->arena, c, cap, b);
}

static void read_book(
    struct arena *a, const char *path, const struct taxonomy *x, struct collection *c, size_t *cap)
{
	static const char *const known[] = {
	    "title", "subtitle", "each", "select", "group", "sections", "paper", "order"};
	static void (*const push[])(const struct titles *t, struct collection *c, size_t *cap,
	    const struct book_def *all) = {
	    [EACH_ONE] = push_one, [EACH_REGION] = push_regions, [EACH_POLICY] = push_policies};
	const char *name = file_base(path);
	struct book_def b = {.place = {path, 1, 1}, .order = ORDER_LAST};
	struct yaml *map = yaml_read(a, path, path), *select;
	struct titles titles = {.arena = a};

	b.slug = arena_dupn(a, name, strlen(name) - strlen(".yml"));
	slug_check(b.slug, path);
	if (!map || !yaml_is_map(map))
		return;
	titles.title = read_line(map, "title", true);
	titles.subtitle = read_line(map, "subtitle", false);
	b.paper = yaml_string(map, "paper", true);
	b.paper_place = b.paper ? yaml_find(map, "paper")->place : b.place;
	b.each = read_each(map);
	b.group = read_group(map);
	yaml_integer(map, "order", false, 1, ORDER_LAST, &b.order);
	read_sections(a, map, &b);
	titles.cover = has_section(&b, BOOK_COVER);
	select = yaml_map(map, "select", true);
	if (select)
		select_policies(a, c, x, select, &b);
	yaml_unused(map, known, LEN(known));
	push[b.each](&titles, c, cap, &b);
}

/* The least order above another; ORDER_LAST + 1 when there is none. */
static int64_t next_order(const struct collection *c, int64_t above)
{
	int64_t least = ORDER_LAST + 1;

	for (size_t i = 0; i < c->books_n; i++)
		if (c->books[i].order > above)
			least = MIN(least, c->books[i].order);
	return least;
}

/* By their order; those of one order, and of one definition, stay as they were read. */
static void sort_books(struct arena *a, struct collection *c)
{
	struct book_def *sorted = arena_array(a, struct book_def, c->books_n + 1);
	size_t n = 0;

	for (int64_t order = next_order(c, 0); order <= ORDER_LAST; order = next_order(c, order))
		for (size_t i = 0; i < c->books_n; i++)
			if (c->books[i].order == order)
				sorted[n++] = c->books[i];
	c->books = sorted;
}

void books_read(
    struct arena *a, const char *content, const struct taxonomy *x, struct collection *c)
{
	const char *folder = file_join(a, content, "books");
	size_t n = 0, cap = 0;
	char **names = file_list(a, folder, ".yml", &n);

	for (size_t i = 0; names && i < n; i++) /* a collection may do without books */
		read_book(a, file_join(a, folder, names[i]), x, c, &cap);
	sort_books(a, c);
}
