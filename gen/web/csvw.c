/*
 * data/csv-metadata.json: what the CSV files of data/ are, in the words of CSVW (W3C,
 * Metadata Vocabulary for Tabular Data): whose they are, under which licence and of which
 * day; each column with its type, its meaning, its values and the table that it points to.
 * Made of the same columns as the files themselves.
 */
#include <string.h>

#include "web/tables.h"
#include "web/web.h"

static void put_common(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, ",\n\"dc:%s\":", name);
	json_text(b, value);
}

static void put_head(struct buf *b, const struct collection *c, struct arena *a)
{
	const struct site *s = &c->site;
	char day[11];

	date_format(c->as_of, day);

	buf_puts(b, "{\"@context\":[\"http://www.w3.org/ns/csvw\",{\"@language\":\"zh-Hans-CN\"");
	if (s->base_url) {
		buf_puts(b, ",\"@base\":");
		json_text(b, arena_printf(a, "%sdata/", s->base_url));
	}
	buf_puts(b, "}]");
	put_common(b, "title", s->title);
	put_common(b, "description", arena_printf(a, "状态按%s判定。%s", day, s->disclaimer));
	put_common(b, "publisher", s->publisher);
	if (s->licence_name)
		put_common(b, "rights", s->licence_name);
	if (s->licence_url) {
		buf_puts(b, ",\n\"dc:license\":{\"@id\":");
		json_text(b, s->licence_url);
		buf_putc(b, '}');
	}
	buf_printf(b, ",\n\"dc:date\":{\"@value\":\"%s\",\"@type\":\"xsd:date\"}", day);
	buf_puts(b, ",\n\"dialect\":{\"encoding\":\"utf-8\",\"header\":true,\"doubleQuote\":true}");
}

/* The only values as a pattern: ^(cap|fixed)$ */
static void put_pattern(struct buf *b, const char *words)
{
	buf_puts(b, "{\"base\":\"string\",\"format\":\"^(");
	for (; *words; words++)
		buf_putc(b, (char)(*words == ' ' ? '|' : *words));
	buf_puts(b, ")$\"}");
}

static void put_type(struct buf *b, const struct column *c)
{
	static const char *const types[] = {
	    [COLUMN_TEXT] = "string",
	    [COLUMN_DATE] = "date",
	    [COLUMN_INTEGER] = "integer",
	    [COLUMN_NUMBER] = "decimal",
	    [COLUMN_FLAG] = "boolean",
	    [COLUMN_TEXTS] = "string",
	    [COLUMN_OBJECT] = "json",
	    [COLUMN_OBJECTS] = "string",
	};

	buf_puts(b, ",\"datatype\":");
	if (c->words)
		put_pattern(b, c->words);
	else
		buf_printf(b, "\"%s\"", types[c->type]);
	if (c->type == COLUMN_TEXTS)
		buf_puts(b, ",\"separator\":\";\"");
}

static void put_column(struct buf *b, const struct column *c)
{
	bool list = c->type == COLUMN_TEXTS || c->type == COLUMN_OBJECTS;

	buf_printf(b, "\n{\"name\":\"%s\",\"titles\":\"%s\",\"dc:description\":", c->name, c->name);
	json_text(b, c->about);
	put_type(b, c);
	buf_printf(b, ",\"required\":%s}", c->nullable || list ? "false" : "true");
}

/* Columns of keys, and the tables whose first column has them. */
static void put_foreign(struct buf *b, const struct data_table *t)
{
	static const struct {
		const char *column;
		enum table of;
	} keys[] = {
	    {"policy", TABLE_POLICIES}, {"region", TABLE_REGIONS}, {"measure", TABLE_MEASURES}};
	const char *between = "";

	buf_puts(b, ",\"foreignKeys\":[");
	for (size_t i = 0; i < t->columns_n; i++)
		for (size_t k = 0; k < LEN(keys); k++)
			if (strcmp(t->columns[i].name, keys[k].column) == 0) {
				buf_printf(b,
				    "%s{\"columnReference\":\"%s\",\"reference\":{\"resource\":"
				    "\"%s.csv\",\"columnReference\":\"%s\"}}",
				    between, keys[k].column, data_tables[keys[k].of].name,
				    data_tables[keys[k].of].columns[0].name);
				between = ",";
			}
	buf_putc(b, ']');
}

static void put_table(struct buf *b, const struct data_table *t)
{
	buf_printf(b, "\n{\"url\":\"%s.csv\"", t->name);
	put_common(b, "title", t->title);
	put_common(b, "description", t->about);
	buf_puts(b, ",\n\"tableSchema\":{\"columns\":[");
	for (size_t i = 0; i < t->columns_n; i++) {
		buf_puts(b, i ? "," : "");
		put_column(b, &t->columns[i]);
	}
	buf_printf(b, "],\n\"primaryKey\":\"%s\"", t->columns[0].name);
	put_foreign(b, t);
	buf_puts(b, "}}");
}

void csvw_write(const struct collection *c, struct output *out)
{
	struct arena *a = arena_new();
	struct buf b = {0};

	put_head(&b, c, a);
	buf_puts(&b, ",\n\"tables\":[");
	for (size_t i = 0; i < TABLES; i++) {
		buf_puts(&b, i ? "," : "");
		put_table(&b, &data_tables[i]);
	}
	buf_puts(&b, "]}\n");
	output_put(out, "site/data/csv-metadata.json", b.s, b.len);
	buf_free(&b);
	arena_free(a);
}
