/*
 * Cells → a workbook, by libxlsxwriter, which is known to this file alone. It
 * writes to a path, so that the bytes go through a file of TMPDIR. The day of
 * making is the day as of which the statuses hold: the clock is not asked. A
 * column is as wide as its longest cell within bounds; a cell holds at most
 * 32,767 characters, and what is beyond is cut with a sign of it.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "web/rows.h"
#include "web/sheet.h"

enum { COLUMNS_MOST = 64, WIDTH_LEAST = 8, WIDTH_MOST = 44, CELL_MOST = 32000 };

struct workbook {
	struct arena *arena;
	const char *path;
	lxw_workbook *book;
	lxw_format *head, *day, *whole, *part, *text, *title, *faded;
	lxw_worksheet *sheet;
	const struct column *columns;
	size_t columns_n, at;
	lxw_row_t row;
	int widths[COLUMNS_MOST];
};

/* -------------------------------------------------------------------------- looks */

static lxw_format *add_format(struct workbook *w, const char *number)
{
	lxw_format *f = workbook_add_format(w->book);

	if (number)
		format_set_num_format(f, number);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	return f;
}

static void add_formats(struct workbook *w)
{
	w->text = add_format(w, NULL);
	w->day = add_format(w, "yyyy-mm-dd");
	w->whole = add_format(w, "#,##0");
	w->part = add_format(w, "#,##0.###");
	w->title = add_format(w, NULL);
	format_set_bold(w->title);
	format_set_font_size(w->title, 16);
	w->head = add_format(w, NULL);
	format_set_bold(w->head);
	format_set_text_wrap(w->head);
	format_set_font_color(w->head, 0xFFFFFF);
	format_set_bg_color(w->head, 0x0B5A6B);
	w->faded = workbook_add_format(w->book);
	format_set_font_color(w->faded, 0x5B6468);
	format_set_bg_color(w->faded, 0xE9F1F2);
}

/* Columns that a line takes: two for a character of Chinese. */
static int width_of(const char *s)
{
	int width = 0;

	while (*s)
		width += text_next(&s) < 0x2E80 ? 1 : 2;
	return width;
}

static void widen(struct workbook *w, const char *s)
{
	w->widths[w->at] = MAX(w->widths[w->at], MIN(width_of(s) + 2, WIDTH_MOST));
}

static void step(struct workbook *w)
{
	if (++w->at < w->columns_n)
		return;
	w->at = 0;
	w->row++;
}

/* -------------------------------------------------------------------------- cells */

void sheet_text(struct workbook *w, const char *s)
{
	size_t n = s ? strlen(s) : 0;

	if (n > CELL_MOST) {
		for (n = CELL_MOST; ((unsigned char)s[n] & 0xC0) == 0x80;)
			n--;
		s = arena_printf(w->arena, "%.*s…", (int)n, s);
	}
	if (n) {
		worksheet_write_string(w->sheet, w->row, (lxw_col_t)w->at, s, w->text);
		widen(w, s);
	}
	step(w);
}

void sheet_thousandths(struct workbook *w, int64_t v, bool known)
{
	if (known)
		worksheet_write_number(w->sheet, w->row, (lxw_col_t)w->at, (double)v / 1000,
		    v % 1000 ? w->part : w->whole);
	w->widths[w->at] = MAX(w->widths[w->at], 16);
	step(w);
}

void sheet_date(struct workbook *w, date d)
{
	lxw_datetime at = {0};

	if (d != DATE_NONE) {
		date_split(d, &at.year, &at.month, &at.day);
		worksheet_write_datetime(w->sheet, w->row, (lxw_col_t)w->at, &at, w->day);
	}
	w->widths[w->at] = MAX(w->widths[w->at], 12);
	step(w);
}

/* ------------------------------------------------------------------------- sheets */

/* What stands before the first ： or ，. */
static const char *name_of(struct arena *a, const char *about)
{
	const char *end = about;

	while (*end && strncmp(end, "：", 3) != 0 && strncmp(end, "，", 3) != 0)
		end++;
	return arena_dupn(a, about, (size_t)(end - about));
}

void sheet_begin(struct workbook *w, const char *about, const struct column *columns, size_t n)
{
	w->sheet = workbook_add_worksheet(w->book, name_of(w->arena, about));
	if (!w->sheet || n > COLUMNS_MOST)
		die("the workbook takes no sheet %s", about);
	w->columns = columns;
	w->columns_n = n;
	w->row = 0;
	for (w->at = 0; w->at < n; w->at++) {
		const char *name = name_of(w->arena, columns[w->at].about);
		worksheet_write_string(w->sheet, 0, (lxw_col_t)w->at,
		    arena_printf(w->arena, "%s\n%s", name, columns[w->at].name), w->head);
		w->widths[w->at] =
		    MAX(WIDTH_LEAST, MAX(width_of(name), (int)strlen(columns[w->at].name)) + 4);
	}
	w->at = 0;
	w->row = 1;
}

/* The whole row of a document that is expired or a draft is faded, with its status in words. */
static void fade(struct workbook *w)
{
	static const enum status faded[] = {STATUS_EXPIRED, STATUS_DRAFT};
	size_t column = 0;

	while (column < w->columns_n && strcmp(w->columns[column].name, "status") != 0)
		column++;
	if (column == w->columns_n || column >= 26 || w->row < 2)
		return;
	for (size_t i = 0; i < LEN(faded); i++) {
		lxw_conditional_format f = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
		    .value_string = arena_printf(
			w->arena, "=$%c2=\"%s\"", 'A' + (int)column, status_words(faded[i])),
		    .format = w->faded};
		worksheet_conditional_format_range(
		    w->sheet, 1, 0, w->row - 1, (lxw_col_t)(w->columns_n - 1), &f);
	}
}

void sheet_end(struct workbook *w)
{
	for (size_t i = 0; i < w->columns_n; i++)
		worksheet_set_column(
		    w->sheet, (lxw_col_t)i, (lxw_col_t)i, (double)w->widths[i], NULL);
	worksheet_set_row(w->sheet, 0, 32, NULL);
	worksheet_freeze_panes(w->sheet, 1, 1);
	worksheet_autofilter(w->sheet, 0, 0, MAX(w->row, 2) - 1, (lxw_col_t)(w->columns_n - 1));
	fade(w);
}

/* ----------------------------------------------------------------------- workbook */

static void write_cover(struct workbook *w, const struct site *s, date as_of)
{
	char day[32];
	lxw_row_t row = 0;

	date_words(as_of, day);
	w->sheet = workbook_add_worksheet(w->book, "说明");
	worksheet_set_column(w->sheet, 0, 0, 90, NULL);
	worksheet_write_string(w->sheet, row++, 0, s->title, w->title);
	const char *lines[] = {s->disclaimer, arena_printf(w->arena, "政策状态按%s判定。", day),
	    "金额以整元计；已失效的政策和征求意见稿，其各行变灰，并在“状态”列写明。",
	    "每张表的首行先写中文名称，再写数据文件中的栏名；各栏含义见网站的“数据字典”。",
	    s->publisher, s->licence_name, s->base_url};
	for (size_t i = 0; i < LEN(lines); i++)
		if (lines[i])
			worksheet_write_string(w->sheet, row++, 0, lines[i], w->text);
}

struct workbook *workbook_begin(struct arena *a, const struct collection *c)
{
	struct workbook *w = arena_new_of(a, struct workbook);
	lxw_workbook_options options = {0};
	lxw_doc_properties about = {0};

	w->arena = a;
	w->path = file_temporary(a);
	w->book = workbook_new_opt(w->path, &options);
	if (!w->book)
		die("the workbook cannot be begun");
	about.title = arena_dup(a, c->site.title);
	about.author = arena_dup(a, c->site.publisher);
	about.created = (time_t)c->as_of * 86400 + 43200;
	workbook_set_properties(w->book, &about);
	add_formats(w);
	write_cover(w, &c->site, c->as_of);
	return w;
}

void workbook_put(struct workbook *w, struct output *out)
{
	size_t size = 0;
	errno = 0;
	lxw_error error = workbook_close(w->book);
	const char *bytes = error ? NULL : file_read(w->arena, w->path, &size);

	unlink(w->path);
	if (!bytes)
		die("cannot write the workbook %s: %s", w->path,
		    errno ? strerror(errno) : lxw_strerror(error));
	output_put(out, "site/data/digestpress.xlsx", bytes, size);
}
