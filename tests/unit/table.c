/*
 * Columns: a table of funding caps is built by hand and fitted; its widths fill
 * the measure, hold their least widths, and make it lower than the widths that a
 * browser would choose.
 */
#include "book/book_parts.h"
#include "unit.h"

enum { SIZE = 9000, MEASURE = 420000, COLUMNS = 6 };

static const struct paper paper = {.measure = MEASURE, .pitch = 17500, .lines = 37};
static struct arena *arena;
static struct job job;
static struct look cell_look, row_look, table_look;

static const char *no_folio(void *ctx, const char *dest, struct place p)
{
	(void)ctx;
	(void)dest;
	(void)p;
	return "00";
}

static const char *const rows[][COLUMNS] = {
    {"条款", "事项", "对象", "标准", "条件", "责任单位"},
    {"一/（一）", "关键核心技术研发", "企事业单位", "项目研发投入×20%，最高500万元",
	"列入市重大科技创新项目人工智能专项", "市科技局"},
    {"一/（二）", "基础核心技术攻关项目", "企事业单位", "最高2000万元",
	"芯片、核心算法、操作系统等方向，经市专家委员会专家审定推荐", "市科技局、市财政局"},
    {"三", "人工智能科技创新服务平台", "在杭企业、高校、科研机构", "软硬件投入×30%，最高500万元",
	"实际投入500万元以上，服务产业成效良好", "市科技局、市经信局、各区人民政府"},
    {"三", "人工智能共性技术研发平台", "平台建设主体",
	"新购置研发设备总价×50%，每个平台最高3000万元", "—", "—"},
    {"四", "示范应用场景一般项目", "入围的应用场景项目", "项目总投资×不超过20%，最高300万元",
	"总投资1500万元及以下", "—"},
    {"四", "示范应用场景重点项目", "入围的应用场景项目", "项目总投资×不超过20%，最高1000万元",
	"总投资1500万元以上", "—"},
    {"八", "领军型创新创业团队项目", "入选省市领军型创新创业团队的团队", "最高500万元", "—",
	"市委人才办"},
    {"十一", "主导制定国际标准", "人工智能企业", "最高100万元", "标准制定完成", "市市场监管局"},
    {"十一", "主导制定国家标准", "人工智能企业", "最高30万元", "标准制定完成", "市市场监管局"},
};

static void add_cell(struct row *r, const char *words)
{
	struct block *group = block_new(&job, NULL, BLOCK_GROUP, &cell_look, 0);
	struct block *text = block_new(&job, group, BLOCK_TEXT, &cell_look, 0);

	passage_put(arena, &text->passage, (struct span){.text = words, .look = &cell_look});
	group->child = group->last = text;
	*VEC_PUSH(arena, r->cells, r->n, r->cap) = (struct cell){.block = group, .span = 1};
}

static struct table *make_table(size_t n)
{
	struct table *t = arena_new_of(arena, struct table);

	t->block = block_new(&job, NULL, BLOCK_TABLE, &table_look, 0);
	t->width = MEASURE;
	for (size_t i = 0; i < n; i++) {
		struct row *r = VEC_PUSH(arena, t->rows, t->n, t->cap);

		*r = (struct row){.look = &row_look, .header = i == 0};
		for (int k = 0; k < COLUMNS; k++)
			add_cell(r, rows[i][k]);
	}
	t->head_n = 1;
	table_fit(&job, t);
	return t;
}

static struct text *text_of(const struct table *t, size_t row, int column)
{
	return t->rows[row].cells[column].texts[0]->text;
}

/* Lines of all rows with these inner widths, set ragged. */
static int lines_with(const struct table *t, const mpt *inner)
{
	int sum = 0;

	for (size_t i = 0; i < t->n; i++) {
		int most = 1;

		for (int k = 0; k < COLUMNS; k++) {
			struct line *lines;
			size_t n = line_break(job.breaker, arena, text_of(t, i, k),
			    (struct setting){.width = inner[k], .ragged = true}, &lines);

			most = MAX(most, (int)n);
		}
		sum += most;
	}
	return sum;
}

static mpt widest(
    const struct table *t, int column, mpt (*measure)(struct breaker *, const struct text *))
{
	mpt most = 0;

	for (size_t i = 0; i < t->n; i++)
		most = MAX(most, measure(job.breaker, text_of(t, i, column)));
	return most;
}

/* CSS 2.1, 17.5.2.2: from least to most in proportion to the room between them. */
static void css_widths(const struct table *t, mpt *inner)
{
	int64_t least = 0, room = 0, rest = MEASURE - COLUMNS * SIZE;

	for (int k = 0; k < COLUMNS; k++) {
		least += widest(t, k, line_least);
		room += widest(t, k, line_longest) - widest(t, k, line_least);
	}
	for (int k = 0; k < COLUMNS; k++) {
		mpt low = widest(t, k, line_least), high = widest(t, k, line_longest);

		inner[k] = low + (mpt)((rest - least) * (high - low) / room);
	}
}

static void test_widths(void)
{
	struct table *t = make_table(LEN(rows));
	mpt sum = 0, inner[COLUMNS], css[COLUMNS];

	for (int k = 0; k < COLUMNS; k++) {
		sum += t->widths[k];
		inner[k] = t->widths[k] - SIZE;
		CHECK(inner[k] >= widest(t, k, line_least));
	}
	CHECK(t->columns == COLUMNS);
	CHECK(sum == MEASURE);
	css_widths(t, css);
	printf("# table: %d lines, by CSS %d\n", lines_with(t, inner), lines_with(t, css));
	CHECK(lines_with(t, inner) <= lines_with(t, css) * 85 / 100);
}

static void test_cells(void)
{
	struct table *t = make_table(LEN(rows));
	static mpt x[256];

	for (size_t i = 0; i < t->n; i++) {
		size_t most = 1;

		for (int k = 0; k < COLUMNS; k++) {
			const struct block *b = t->rows[i].cells[k].texts[0];

			most = MAX(most, b->lines_n);
			for (size_t n = 0; n < b->lines_n; n++) {
				struct setting m = {.width = b->width, .ragged = b->ragged};

				CHECK(line_set(b->text, b->lines[n], m, n == 0, ALIGN_LEFT, x) <=
				      t->widths[k] - SIZE);
				CHECK(b->lines[n].torn <= TEAR_PHRASE);
			}
		}
		CHECK(t->rows[i].lines_n == most);
		CHECK(t->rows[i].height == (mpt)most * 13000 + 2 * 3500);
	}
}

/* A table that needs less than the measure keeps one line a row and fills the measure. */
static void test_short(void)
{
	struct table *t = make_table(1);
	mpt sum = 0;

	for (int k = 0; k < COLUMNS; k++)
		sum += t->widths[k];
	CHECK(sum == MEASURE);
	CHECK(t->rows[0].lines_n == 1);
}

int main(void)
{
	struct font_set *fonts;

	arena = arena_new();
	fonts = font_set_open(arena, "fonts");
	job = (struct job){
	    .a = arena, .paper = &paper, .breaker = breaker_new(), .folios = {NULL, no_folio}};
	cell_look = (struct look){.face = font_set_face(fonts, "sans"),
	    .size = SIZE,
	    .leading = 13000,
	    .align = ALIGN_LEFT,
	    .padding = 3500};
	row_look = table_look = cell_look;
	test_widths();
	test_cells();
	test_short();
	breaker_free(job.breaker);
	font_set_close(fonts);
	arena_free(arena);
	return unit_end();
}
