/*
 * The tables of data/ in words, for the page of the data and for its dictionary: each
 * column with its type, unit, meaning and the values that it may have. Types and
 * meanings are those that the files themselves are written from.
 */
#include <string.h>

#include "web/tables.h"

static const char *type_of(enum column_type t)
{
	static const char *const words[] = {
	    [COLUMN_TEXT] = "文字",
	    [COLUMN_DATE] = "日期",
	    [COLUMN_INTEGER] = "整数",
	    [COLUMN_NUMBER] = "数",
	    [COLUMN_FLAG] = "是否",
	    [COLUMN_TEXTS] = "文字列表",
	    [COLUMN_OBJECT] = "对象",
	    [COLUMN_OBJECTS] = "对象列表",
	};

	return words[t];
}

/* The names of columns tell their units; NULL: it counts nothing, or says so itself. */
static const char *unit_of(const struct column *c)
{
	if (text_ends_in(c->name, "_yuan"))
		return "元，外币为该币种的整元";
	if (text_ends_in(c->name, "_percent"))
		return "%";
	if (strcmp(c->name, "years") == 0)
		return "年";
	if (strcmp(c->name, "policies_count") == 0)
		return "件";
	if (text_ends_in(c->name, "_count"))
		return "条";
	if (text_ends_in(c->name, "year") || text_ends_in(c->name, "year_from"))
		return "公元年";
	if (c->type == COLUMN_NUMBER)
		return "见unit";
	return NULL;
}

/* a b → a、b */
static const char *list_words(struct arena *a, const char *words)
{
	struct buf b = {0};

	if (!words)
		return NULL;
	for (; *words; words++)
		buf_printf(&b, *words == ' ' ? "、" : "%c", *words);
	return buf_keep(&b, a);
}

static struct data_field *describe(struct arena *a, const struct data_table *t)
{
	struct data_field *fields = arena_array(a, struct data_field, t->columns_n);

	for (size_t i = 0; i < t->columns_n; i++) {
		const struct column *c = &t->columns[i];
		fields[i] = (struct data_field){.name = c->name,
		    .type = type_of(c->type),
		    .unit = unit_of(c),
		    .about = c->about,
		    .words = list_words(a, c->words),
		    .nullable = c->nullable};
	}
	return fields;
}

struct data_files dictionary_make(struct arena *a, const struct collection *c)
{
	struct data_file *files = arena_array(a, struct data_file, TABLES);

	for (enum table i = 0; i < TABLES; i++) {
		const struct data_table *t = &data_tables[i];
		files[i] = (struct data_file){.name = t->name,
		    .title = t->title,
		    .about = t->about,
		    .rows = (int64_t)data_rows(c, i),
		    .fields = describe(a, t),
		    .fields_n = t->columns_n};
	}
	return (struct data_files){files, TABLES};
}
