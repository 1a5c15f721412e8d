/*
 * Mutations of digests: one digit, unit, ratio or clause of a row is changed,
 * in memory, and the audit must find it at the line of that row. The digests
 * are the made-up ones of tests/golden/audit/clean.case and, where the folder
 * of sources is (SOURCES, else ../shared/sources), those of content/. Before
 * that, the unchanged ones must be clean. SEED chooses other mutations.
 */
#include "unit.h"

#include "audit/audit_parts.h"
#include "drive/case.h"
#include "unit/random.h"

enum { MUTATIONS = 400, MISSES_MOST = 1 };

static uint64_t state;

static size_t choose(size_t n)
{
	return (size_t)(random_next(&state) % n);
}

/* ------------------------------------------------------------------ cells */

/* What is changed: the text of a cell or a clause of one row of one digest. */
struct row {
	const char **text;
	struct clause *clause;
	enum { ROW_SUPPORT, ROW_POOL, ROW_GOAL } kind;
	int line;
};

static bool is_valid(struct arena *a, const struct row *r, const char *text)
{
	struct standard standard;
	struct size_of_pool pool;
	struct goal goal;
	struct place p = {"mutation", 1, 1};

	switch (r->kind) {
	case ROW_SUPPORT:
		return standard_parse(a, text, p, &standard);
	case ROW_POOL:
		return pool_size_parse(a, text, p, &pool);
	case ROW_GOAL:
		return goal_parse(a, text, p, &goal);
	}
	return false;
}

static char *replace(struct arena *a, const char *s, const char *at, size_t n, const char *with)
{
	return arena_printf(a, "%.*s%s%s", (int)(at - s), s, with, at + n);
}

/* Another digit in the place of one, but not in 对上2行. */
static char *change_digit(struct arena *a, const char *s)
{
	const char *digits[64];
	size_t n = 0;

	for (const char *c = strstr(s, "行：") ? strstr(s, "行：") : s; *c && n < LEN(digits); c++)
		if (*c >= '0' && *c <= '9')
			digits[n++] = c;
	if (!n)
		return NULL;
	const char *at = digits[choose(n)];
	char with[2] = {(char)('0' + (*at - '0' + 1 + (int)choose(9)) % 10), '\0'};

	return replace(a, s, at, 1, with);
}

static char *change_unit(struct arena *a, const char *s)
{
	static const char *const units[][2] = {{"万元", "亿元"}, {"亿元", "万元"}, {"万元", "元"},
	    {"%", "‰"}, {"个", "家"}, {"家", "个"}, {"项", "个"}, {"名", "人"}, {"元", "万元"},
	    {"年", "个月"}};
	const char *at;

	for (size_t i = choose(LEN(units)), k = 0; k < LEN(units); k++, i = (i + 1) % LEN(units))
		for (at = s; (at = strstr(at, units[i][0])); at++)
			if (at > s && at[-1] >= '0' && at[-1] <= '9')
				return replace(a, s, at, strlen(units[i][0]), units[i][1]);
	return NULL;
}

static char *change_ratio(struct arena *a, const char *s)
{
	const char *end = strchr(s, '%'), *at = end;
	char with[16];

	if (!end)
		return strstr(s, "1:1") ? replace(a, s, strstr(s, "1:1"), 3, "1:2") : NULL;
	while (at > s && strchr("0123456789.", at[-1]))
		at--;
	snprintf(with, sizeof with, "%ld", strtol(at, NULL, 10) + 1 + (long)choose(30));
	return replace(a, s, at, (size_t)(end - at), with);
}

/* The clause of another row, or another number at the end. */
static char *change_clause(struct arena *a, const struct row *rows, size_t n, const char *label)
{
	static const char *const numbers[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
	const char *other = rows[choose(n)].clause->label, *at;

	if (choose(2) && strcmp(other, label) != 0)
		return arena_dup(a, other);
	for (size_t i = 0; i < LEN(numbers); i++)
		for (at = label + strlen(label); at-- > label;)
			if (strncmp(at, numbers[i], 3) == 0)
				return replace(a, label, at, 3, numbers[(i + 1 + choose(8)) % 9]);
	return change_digit(a, label);
}

/* ------------------------------------------------------------------- runs */

/* One digest alone, its rows open to change. */
static struct collection *copy(
    struct arena *a, const struct policy *p, struct row **rows, size_t *n)
{
	struct collection *c = arena_new_of(a, struct collection);
	struct policy *q = arena_new_of(a, struct policy);
	struct support *s = arena_array(a, struct support, p->supports_n + 1);
	struct pool *o = arena_array(a, struct pool, p->pools_n + 1);
	struct goal_row *g = arena_array(a, struct goal_row, p->goals_n + 1);

	*q = *p;
	q->supports = memcpy(s, p->supports ? p->supports : s, p->supports_n * sizeof *s);
	q->pools = memcpy(o, p->pools ? p->pools : o, p->pools_n * sizeof *o);
	q->goals = memcpy(g, p->goals ? p->goals : g, p->goals_n * sizeof *g);
	*rows = arena_array(a, struct row, p->supports_n + p->pools_n + p->goals_n + 1);
	*n = 0;
	for (size_t i = 0; i < p->supports_n; i++)
		(*rows)[(*n)++] =
		    (struct row){&s[i].written, &s[i].clause, ROW_SUPPORT, s[i].place.line};
	for (size_t i = 0; i < p->pools_n; i++)
		(*rows)[(*n)++] = (struct row){&o[i].text, &o[i].clause, ROW_POOL, o[i].place.line};
	for (size_t i = 0; i < p->goals_n; i++)
		(*rows)[(*n)++] = (struct row){&g[i].text, &g[i].clause, ROW_GOAL, g[i].place.line};
	c->policies = arena_array(a, const struct policy *, 1);
	c->policies[c->policies_n++] = q;
	return c;
}

static bool is_found(struct arena *a, const struct collection *c, const char *sources, int line)
{
	struct audit *x = audit_run(a, c, sources);

	for (size_t i = 0; i < x->findings_n; i++)
		if (x->findings[i].place.line == line)
			return true;
	return false;
}

static const char *const kinds[] = {"digit", "unit", "ratio", "clause"};

/* Change one thing of a row; false when it has no such thing. */
static bool mutate(
    struct arena *a, struct row *r, const struct row *rows, size_t n, size_t kind, char **said)
{
	const char *old = kind == 3 ? r->clause->label : *r->text;
	char *new = kind == 0   ? change_digit(a, old)
		    : kind == 1 ? change_unit(a, old)
		    : kind == 2 ? change_ratio(a, old)
				: change_clause(a, rows, n, old);
	struct clause clause;
	bool good = new &&strcmp(new, old) != 0;

	if (good && kind == 3)
		good = clause_parse(a, new, (struct place){"mutation", 1, 1}, &clause);
	else if (good)
		good = is_valid(a, r, new);
	diag_reset();
	if (!good)
		return false;
	*said = arena_printf(a, "%s: %s -> %s", kinds[kind], old, new);
	if (kind == 3)
		*r->clause = clause;
	else
		*r->text = new;
	return true;
}

/* One mutation; 1 when it is caught, 0 when not, -1 when there was nothing to change. */
static int run(const struct collection *all, const char *sources)
{
	const struct policy *p = all->policies[choose(all->policies_n)];
	struct arena *a = arena_new();
	struct row *rows;
	size_t n;
	struct collection *c = copy(a, p, &rows, &n);
	struct row *r = n ? &rows[choose(n)] : NULL;
	const char *clause = r ? r->clause->label : "";
	char *said;
	int caught = -1;

	if (r && mutate(a, r, rows, n, choose(LEN(kinds)), &said)) {
		caught = is_found(a, c, sources, r->line);
		if (!caught)
			printf("# missed %s:%d (%s): %s\n", p->file, r->line, clause, said);
	}
	diag_reset();
	arena_free(a);
	return caught;
}

static void check_all(const char *content, const char *sources, const char *name)
{
	struct collection *all = collection_read(content, DATE_NONE);
	struct arena *a = arena_new();
	int done = 0, missed = 0;

	CHECK(diag_errors() == 0);
	CHECK(audit_run(a, all, sources)->findings_n == 0);
	diag_flush();
	diag_reset();
	while (done < MUTATIONS) {
		int caught = run(all, sources);

		done += caught >= 0;
		missed += caught == 0;
	}
	printf("# %s: %d of %d mutations caught\n", name, done - missed, done);
	CHECK(missed <= MISSES_MOST * done / 200);
	arena_free(a);
	collection_free(all);
}

int main(void)
{
	const char *seed = getenv("SEED"), *sources = getenv("SOURCES");
	char *arguments[] = {"audit_mutation", "tests/golden/audit/clean.case", NULL};
	struct drive_case c;

	state = seed ? strtoull(seed, NULL, 10) : 20261121;
	printf("# SEED=%llu\n", (unsigned long long)state);
	if (!sources)
		sources = "../shared/sources";
	if (file_is_folder(sources) && file_is_folder("content"))
		check_all("content", sources, "content");
	c = case_open(2, arguments);
	case_put(&c, "sources/base.txt", "", 0);
	check_all("content", "content/sources", "made up");
	case_close(&c);
	return unit_end();
}
