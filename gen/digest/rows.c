/*
 * rows.c: the tables of 资金支持, 资金池 and 目标 into structs.
 *
 * In: the sections, each with its table among its blocks. Out: supports, pools
 * and goals of the policy; the tables leave the text. Columns are held against
 * content/README.md, each cell is read by its own grammar, and rows that lean on
 * others (对上行, 共最高) are tied to them. When one row of a table is wrong,
 * none of that table is kept: others may point at it.
 */
#include "digest/markdown_parts.h"

#include <string.h>

enum { COLUMNS_MOST = 7 };

static const char *const support_columns[] = {
    "条款", "事项", "对象", "标准", "条件", "类别", "责任单位"};
static const char *const pool_columns[] = {"条款", "名称", "性质", "规模", "说明"};
static const char *const goal_columns[] = {"条款", "年份", "指标", "目标值", "说明"};

enum { CLAUSE }; /* the first column of each */
enum { S_ITEM = 1, S_RECIPIENT, S_STANDARD, S_CONDITIONS, S_MEASURE, S_DEPARTMENTS };
enum { P_NAME = 1, P_NATURE, P_SIZE, P_NOTE };
enum { G_YEAR = 1, G_INDICATOR, G_VALUE, G_NOTE };

/* One row: the text of its cells, NULL for — and for what was refused. */
struct row {
	struct clause clause;
	const char *cell[COLUMNS_MOST];
	struct place at[COLUMNS_MOST];
	struct place place;
	const char *anchor,
	    *id; /* a3-b2-s1, slug/a3-b2-s1; NULL when a row of the table is wrong */
};

struct table {
	struct arena *a;
	struct policy *p;
	const struct taxonomy *x;
	const char *const *columns;
	int columns_n;
	unsigned empty_allowed; /* bit by column: — may stand there */
	char letter;            /* of its rows' anchors */
	struct row *rows;
	size_t n;
	bool good;
};

/* ------------------------------------------------------------ nodes to cells */

static int find_column(const struct table *t, const char *name)
{
	for (int i = 0; i < t->columns_n; i++)
		if (strcmp(t->columns[i], name) == 0)
			return i;
	return -1;
}

/* Each name once and known: bits of the columns seen, or 0 after a report. */
static unsigned check_names(const struct table *t, const struct node *header)
{
	unsigned seen = 0;
	bool good = true;

	for (const struct node *c = header->child; c; c = c->next) {
		const char *name = node_words(t->a, c);
		int column = find_column(t, name);

		if (column < 0) {
			unknown_report(c->place, "column", name,
			    text_nearest(name, t->columns, (size_t)t->columns_n));
			good = false;
		} else if (seen & 1u << column) {
			diag(c->place, DIAG_ERROR, "table-column", "the column %s stands twice",
			    name);
			good = false;
		} else {
			seen |= 1u << column;
		}
	}
	return good ? seen : 0;
}

static bool check_order(const struct table *t, const struct node *header)
{
	int i = 0;

	for (const struct node *c = header->child; c; c = c->next, i++) {
		if (strcmp(node_words(t->a, c), t->columns[i]) == 0)
			continue;
		diag(c->place, DIAG_ERROR, "table-column", "here the column %s is expected",
		    t->columns[i]);
		return false;
	}
	return true;
}

static bool check_columns(const struct table *t, const struct node *header)
{
	unsigned seen = check_names(t, header);
	bool good = seen != 0;

	for (int i = 0; good && i < t->columns_n; i++) {
		if (seen & 1u << i)
			continue;
		diag(header->place, DIAG_ERROR, "table-column", "the column %s is missing",
		    t->columns[i]);
		good = false;
	}
	return good && check_order(t, header);
}

static bool read_cell(const struct table *t, const struct node *cell, int column, struct row *row)
{
	const char *s = cell->child ? cell->child->text : NULL;

	row->at[column] = cell->place;
	if (!cell->child) {
		diag(cell->place, DIAG_ERROR, "cell-empty", "an empty cell is written —");
		return false;
	}
	if (cell->child->next || cell->child->kind != NODE_TEXT) {
		diag(cell->place, DIAG_ERROR, "cell-markup",
		    "the cells of this table are plain text");
		return false;
	}
	if (strcmp(s, "—") == 0)
		s = NULL;
	row->cell[column] = s;
	if (s || t->empty_allowed & 1u << column)
		return true;
	diag(cell->place, DIAG_ERROR, "cell-required", "%s is never empty", t->columns[column]);
	return false;
}

static bool read_row(const struct table *t, const struct node *from, struct row *row)
{
	bool good = from->child != NULL; /* else its number of cells was reported */
	int i = 0;

	row->place = from->place;
	for (const struct node *c = from->child; c; c = c->next)
		good &= read_cell(t, c, i++, row);
	if (row->cell[CLAUSE])
		good &= clause_parse(t->a, row->cell[CLAUSE], row->at[CLAUSE], &row->clause);
	return good;
}

/* Rows of a clause are told apart by their order in it. */
static void name_rows(struct table *t)
{
	struct map *numbers = map_new(t->a); /* by anchor of a clause: its rows so far */

	for (size_t i = 0; i < t->n; i++) {
		struct row *row = &t->rows[i];
		int *number = (int *)map_find(numbers, row->clause.anchor);

		if (!number)
			map_put(numbers, row->clause.anchor, number = arena_new_of(t->a, int));
		row->anchor =
		    arena_printf(t->a, "%s-%c%d", row->clause.anchor, t->letter, ++*number);
		row->id = arena_printf(t->a, "%s/%s", t->p->slug, row->anchor);
	}
}

static bool read_table(struct table *t, const struct node *node)
{
	const struct node *header = node->child;
	size_t n = 0;

	if (!check_columns(t, header))
		return false;
	for (const struct node *r = header->next; r; r = r->next)
		n++;
	t->rows = arena_array(t->a, struct row, n + 1);
	t->good = true;
	for (const struct node *r = header->next; r; r = r->next)
		t->good &= read_row(t, r, &t->rows[t->n++]);
	if (t->good)
		name_rows(t);
	if (t->n)
		return true;
	diag(node->place, DIAG_ERROR, "table-rows", "the table has no rows");
	return false;
}

/* --------------------------------------------------------------- sections */

/* Take the one table out of a section; NULL after a report. */
static struct node *take_table(const struct sections *s, struct section *section)
{
	struct node *table = NULL, **link = &section->body;

	while (*link) {
		struct node *n = *link;

		if (n->kind != NODE_TABLE) {
			link = &n->next;
			continue;
		}
		if (table)
			diag(n->place, DIAG_ERROR, "table-second", "%s has one table",
			    section->title);
		table = table ? table : n;
		*link = n->next;
	}
	if (!table && !s->broken[section->kind])
		diag(
		    section->place, DIAG_ERROR, "table-missing", "%s has no table", section->title);
	if (table)
		table->next = NULL;
	return table;
}

/* --------------------------------------------------------------- supports */

/* The unit that a name means. Without departments.yml a name is only a name. */
static bool find_department(const struct table *t, struct responsible *r, struct place at)
{
	const char *near;

	r->department = department_find(t->p->region, r->written);
	if (r->department || !t->x->departments_n || !t->p->region)
		return true;
	near = department_nearest(t->a, t->p->region, r->written);
	unknown_report(at, "unit", r->written, near);
	return false;
}

static bool add_department(const struct table *t, const char *cell, struct place at,
    const char *from, const char *to, struct support *out, size_t *cap)
{
	struct responsible *r;

	at.col += (int)text_column(cell, (size_t)(from - cell)) - 1;
	if (from == to) {
		diag(at, DIAG_ERROR, "departments", "the name of a unit beside 、 is missing");
		return false;
	}
	r = VEC_PUSH(t->a, out->departments, out->departments_n, *cap);
	r->written = arena_dupn(t->a, from, (size_t)(to - from));
	return find_department(t, r, at);
}

/* Cut at 、 outside brackets. */
static bool read_departments(
    const struct table *t, const char *cell, struct place at, struct support *out)
{
	const char *from = cell, *s = cell, *here = cell;
	size_t cap = 0;
	int depth = 0;
	bool good = true;
	uint32_t cp;

	if (!cell)
		return true;
	while ((cp = text_next(&s))) {
		depth += cp == 0xFF08 ? 1 : cp == 0xFF09 ? -1 : 0;
		if (cp == 0x3001 && depth == 0) {
			good &= add_department(t, cell, at, from, here, out, &cap);
			from = s;
		}
		here = s;
	}
	return add_department(t, cell, at, from, here, out, &cap) && good;
}

static bool read_measure(
    const struct table *t, const char *name, struct place at, const struct measure **out)
{
	*out = measure_find_name(t->x, name);
	if (!*out)
		*out = measure_find(t->x, name);
	if (!*out)
		unknown_report(at, "measure", name, measure_nearest_name(t->x, name));
	return *out != NULL;
}

/* 对上2行：最高1万元 → 合计最高1万元: true in tables of any order. What it is over is in of. */
static const char *text_of(struct arena *a, const struct support *s)
{
	static const char colon[] = "：";
	const char *end = s->standard.over ? strstr(s->written, colon) : NULL;

	return end ? arena_printf(a, "合计%s", end + strlen(colon)) : s->written;
}

static bool read_support(const struct table *t, const struct row *row, struct support *s)
{
	const char *const *cell = row->cell;
	bool good = true;

	s->policy = t->p;
	s->id = row->id;
	s->anchor = row->anchor;
	s->place = row->place;
	s->clause = row->clause;
	s->item = cell[S_ITEM];
	s->recipient = cell[S_RECIPIENT];
	s->written = cell[S_STANDARD];
	s->conditions = cell[S_CONDITIONS];
	memcpy(s->places, row->at, sizeof s->places);
	if (s->written) {
		good &= standard_parse(t->a, s->written, row->at[S_STANDARD], &s->standard);
		s->text = text_of(t->a, s);
	}
	recipient_find(t->a, t->x, row->at[S_RECIPIENT], s);
	basis_find(t->x, s);
	limit_find(t->a, t->x, row->at[S_CONDITIONS], s);
	s->counted = s->standard.kind == KIND_RATE && !recipient_is_unit(t->x, s, s->standard.unit);
	if (cell[S_MEASURE])
		good &= read_measure(t, cell[S_MEASURE], row->at[S_MEASURE], &s->measure);
	return read_departments(t, cell[S_DEPARTMENTS], row->at[S_DEPARTMENTS], s) && good;
}

static bool tie_ceiling(const struct table *t, struct support *v, size_t i)
{
	size_t over = (size_t)v[i].standard.over;

	if (over == 0)
		return true;
	if (over > i) {
		diag(v[i].places[S_STANDARD], DIAG_ERROR, "amount-over",
		    "the rows that this one is over are not there: %zu stand before it", i);
		return false;
	}
	v[i].of_n = over;
	v[i].of = arena_array(t->a, const struct support *, over);
	for (size_t k = 0; k < over; k++)
		v[i].of[k] = &v[i - over + k];
	return true;
}

static bool shares(const struct support *a, const struct support *b)
{
	return b->standard.shared_cap && a->standard.amount == b->standard.amount &&
	       strcmp(a->standard.currency, b->standard.currency) == 0 &&
	       strcmp(a->clause.anchor, b->clause.anchor) == 0;
}

static bool check_shared(const struct support *v, size_t n, size_t i)
{
	if (!v[i].standard.shared_cap)
		return true;
	for (size_t k = 0; k < n; k++)
		if (k != i && shares(&v[i], &v[k]))
			return true;
	diag(v[i].places[S_STANDARD], DIAG_ERROR, "amount-shared",
	    "no other row of this clause shares the ceiling");
	diag_hint("rows under one ceiling have the same 条款 and the same 共最高 sum");
	return false;
}

static void read_supports(struct table *t)
{
	struct support *v = arena_array(t->a, struct support, t->n);

	for (size_t i = 0; i < t->n; i++) {
		t->good &= read_support(t, &t->rows[i], &v[i]);
		t->good &= tie_ceiling(t, v, i);
	}
	for (size_t i = 0, n = t->good ? t->n : 0; i < n; i++)
		t->good &= check_shared(v, n, i);
	if (!t->good)
		return;
	t->p->supports = v;
	t->p->supports_n = t->n;
}

/* ------------------------------------------------------------ pools and goals */

static bool read_nature(const char *s, struct place at, enum nature *out)
{
	*out = strcmp(s, "基金") == 0 ? NATURE_FUND : NATURE_BUDGET;
	if (*out == NATURE_FUND || strcmp(s, "预算") == 0)
		return true;
	diag(at, DIAG_ERROR, "pool-nature", "性质 is 基金 or 预算, not %s", s);
	return false;
}

static bool read_pool(const struct table *t, const struct row *row, struct pool *o)
{
	const char *const *cell = row->cell;
	bool good = true;

	o->policy = t->p;
	o->id = row->id;
	o->anchor = row->anchor;
	o->place = row->place;
	o->clause = row->clause;
	memcpy(o->places, row->at, sizeof o->places);
	o->name = cell[P_NAME];
	o->text = cell[P_SIZE];
	o->note = cell[P_NOTE];
	if (cell[P_NATURE])
		good &= read_nature(cell[P_NATURE], row->at[P_NATURE], &o->nature);
	if (o->text)
		good &= pool_size_parse(t->a, o->text, row->at[P_SIZE], &o->size);
	return good;
}

static void read_pools(struct table *t)
{
	struct pool *v = arena_array(t->a, struct pool, t->n);

	for (size_t i = 0; i < t->n; i++)
		t->good &= read_pool(t, &t->rows[i], &v[i]);
	if (!t->good)
		return;
	t->p->pools = v;
	t->p->pools_n = t->n;
}

static bool read_goal(const struct table *t, const struct row *row, struct goal_row *o)
{
	const char *const *cell = row->cell;
	bool good = true;

	o->policy = t->p;
	o->id = row->id;
	o->anchor = row->anchor;
	o->place = row->place;
	o->clause = row->clause;
	memcpy(o->places, row->at, sizeof o->places);
	o->year_text = cell[G_YEAR] ? cell[G_YEAR] : "—";
	o->indicator = cell[G_INDICATOR];
	o->text = cell[G_VALUE];
	o->note = cell[G_NOTE];
	good &=
	    goal_year_parse(o->year_text, row->at[G_YEAR], &o->year_from, &o->year, &o->every_year);
	if (o->text)
		good &= goal_parse(t->a, o->text, row->at[G_VALUE], &o->goal);
	return good;
}

static void read_goals(struct table *t)
{
	struct goal_row *v = arena_array(t->a, struct goal_row, t->n);

	for (size_t i = 0; i < t->n; i++)
		t->good &= read_goal(t, &t->rows[i], &v[i]);
	if (!t->good)
		return;
	t->p->goals = v;
	t->p->goals_n = t->n;
}

/* ------------------------------------------------------------------ the whole */

#define BIT(column) (1u << (column))

void rows_read(struct arena *a, struct sections *s, struct policy *p, const struct taxonomy *x)
{
	static const struct {
		enum section_kind kind;
		const char *const *columns;
		int columns_n;
		unsigned empty_allowed;
		char letter;
		void (*read)(struct table *t);
	} kinds[] = {
	    {SECTION_SUPPORTS, support_columns, LEN(support_columns),
		BIT(S_RECIPIENT) | BIT(S_CONDITIONS) | BIT(S_DEPARTMENTS), 's', read_supports},
	    {SECTION_POOLS, pool_columns, LEN(pool_columns), BIT(P_NOTE), 'f', read_pools},
	    {SECTION_TARGETS, goal_columns, LEN(goal_columns), BIT(G_YEAR) | BIT(G_NOTE), 'g',
		read_goals},
	};

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < LEN(kinds); k++) {
			struct table t = {.a = a,
			    .p = p,
			    .x = x,
			    .columns = kinds[k].columns,
			    .columns_n = kinds[k].columns_n,
			    .empty_allowed = kinds[k].empty_allowed,
			    .letter = kinds[k].letter};
			struct node *node =
			    s->v[i].kind == kinds[k].kind ? take_table(s, &s->v[i]) : NULL;

			if (node && read_table(&t, node))
				kinds[k].read(&t);
		}
}
