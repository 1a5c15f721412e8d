/*
 * Rows of typed values → JSON (one object a line), CSV (RFC 4180, CRLF, with a
 * byte order mark, for spreadsheet programs) and the JSON Schema of the columns.
 * Lists are arrays in JSON and joined by ; in CSV, which Chinese text does not hold; null is an
 * empty cell. Text that a spreadsheet program would work out as a formula has ' before it in CSV.
 * Numbers are written from integers: there is no floating point here.
 */
#include "web/rows.h"
#include "web/sheet.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/*
 * Quotes do not keep a spreadsheet from it; a sign alone, as in `comparator`, is nothing to
 * work out. The same in cell() of templates/assets/table.js.
 */
static bool is_formula(const char *s)
{
	static const char *const begins[] = {
	    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

	for (size_t i = 0; i < LEN(begins); i++)
		if (strncmp(s, begins[i], strlen(begins[i])) == 0)
			return strlen(s) > strlen(begins[i]);
	return false;
}

static void csv_cell(struct buf *b, const char *before, const char *s)
{
	if (!strpbrk(s, ",\"\r\n")) {
		buf_printf(b, "%s%s", before, s);
		return;
	}
	buf_printf(b, "\"%s", before);
	for (; *s; s++) {
		if (*s == '"')
			buf_putc(b, '"');
		buf_putc(b, *s);
	}
	buf_putc(b, '"');
}

void rows_begin(struct rows *r, struct workbook *book, const char *name, const char *about,
    const struct column *c, size_t n)
{
	*r =
	    (struct rows){.name = name, .about = about, .columns = c, .columns_n = n, .book = book};
	if (book)
		sheet_begin(book, about, c, n);
	buf_puts(&r->json, "[");
	buf_puts(&r->csv, "\xEF\xBB\xBF");
	for (size_t i = 0; i < n; i++)
		buf_printf(&r->csv, "%s%s", i ? "," : "", c[i].name);
	buf_puts(&r->csv, "\r\n");
}

/* json as it stands; csv as text, quoted where it must be. */
static void put(struct rows *r, enum column_type type, const char *json, const char *csv)
{
	const struct column *c = &r->columns[r->at];
	bool is_text = type == COLUMN_TEXT || type == COLUMN_TEXTS;

	assert(c->type == type && (c->nullable || strcmp(json, "null") != 0));
	if (r->at == 0)
		buf_puts(&r->json, r->n ? ",\n{" : "\n{");
	else
		buf_puts(&r->json, ",");
	buf_printf(&r->json, "\"%s\":", c->name);
	buf_puts(&r->json, json);
	if (r->at)
		buf_putc(&r->csv, ',');
	csv_cell(&r->csv, is_text && is_formula(csv) ? "'" : "", csv);
	if (++r->at < r->columns_n)
		return;
	buf_puts(&r->json, "}");
	buf_puts(&r->csv, "\r\n");
	r->at = 0;
	r->n++;
}

static void put_text(struct rows *r, enum column_type type, const char *s)
{
	struct buf b = {0};

	json_text(&b, s);
	put(r, type, b.s, s ? s : "");
	buf_free(&b);
}

void rows_text(struct rows *r, const char *s)
{
	rows_word(r, s, s);
}

void rows_word(struct rows *r, const char *key, const char *words)
{
	put_text(r, COLUMN_TEXT, key);
	if (r->book)
		sheet_text(r->book, words);
}

void rows_date(struct rows *r, date d)
{
	char s[11];

	if (d != DATE_NONE)
		date_format(d, s);
	put_text(r, COLUMN_DATE, d == DATE_NONE ? NULL : s);
	if (r->book)
		sheet_date(r->book, d);
}

void rows_integer(struct rows *r, int64_t v, bool known)
{
	char s[24] = "null";

	if (known)
		snprintf(s, sizeof(s), "%" PRId64, v);
	put(r, COLUMN_INTEGER, s, known ? s : "");
	if (r->book)
		sheet_thousandths(r->book, known ? v * 1000 : 0, known);
}

void rows_thousandths(struct rows *r, int64_t v, bool known)
{
	char s[32] = "null";

	if (known) {
		int n = snprintf(s, sizeof(s), "%s%" PRId64 ".%03" PRId64, v < 0 ? "-" : "",
		    (v < 0 ? -v : v) / 1000, (v < 0 ? -v : v) % 1000);
		while (s[n - 1] == '0')
			s[--n] = '\0';
		if (s[n - 1] == '.')
			s[n - 1] = '\0';
	}
	put(r, COLUMN_NUMBER, s, known ? s : "");
	if (r->book)
		sheet_thousandths(r->book, v, known);
}

void rows_flag(struct rows *r, bool v)
{
	put(r, COLUMN_FLAG, v ? "true" : "false", v ? "true" : "false");
	if (r->book)
		sheet_text(r->book, v ? "是" : "否");
}

void rows_texts(struct rows *r, const char *const *v, size_t n)
{
	struct buf json = {0}, csv = {0};

	buf_putc(&json, '[');
	buf_puts(&csv, "");
	for (size_t i = 0; i < n; i++) {
		buf_puts(&json, i ? "," : "");
		json_text(&json, v[i]);
		buf_printf(&csv, "%s%s", i ? ";" : "", v[i]);
	}
	buf_putc(&json, ']');
	put(r, COLUMN_TEXTS, json.s, csv.s);
	if (r->book)
		sheet_text(r->book, csv.s);
	buf_free(&json);
	buf_free(&csv);
}

void rows_object(struct rows *r, const char *json)
{
	const char *csv = strcmp(json, "null") ? json : "";

	put(r, COLUMN_OBJECT, json, csv);
	if (r->book)
		sheet_text(r->book, csv);
}

void rows_objects(struct rows *r, const char *const *v, size_t n)
{
	struct buf json = {0}, csv = {0};

	buf_putc(&json, '[');
	buf_puts(&csv, "");
	for (size_t i = 0; i < n; i++) {
		buf_printf(&json, "%s%s", i ? "," : "", v[i]);
		buf_printf(&csv, "%s%s", i ? ";" : "", v[i]);
	}
	buf_putc(&json, ']');
	put(r, COLUMN_OBJECTS, json.s, csv.s);
	if (r->book)
		sheet_text(r->book, csv.s);
	buf_free(&json);
	buf_free(&csv);
}

/* ------------------------------------------------------------------------- schema */

static const char *type_name(enum column_type t)
{
	static const char *const names[] = {
	    [COLUMN_TEXT] = "string",
	    [COLUMN_DATE] = "string",
	    [COLUMN_INTEGER] = "integer",
	    [COLUMN_NUMBER] = "number",
	    [COLUMN_FLAG] = "boolean",
	    [COLUMN_TEXTS] = "array",
	    [COLUMN_OBJECT] = "object",
	    [COLUMN_OBJECTS] = "array",
	};

	return names[t];
}

static void put_words(struct buf *b, const struct column *c)
{
	buf_puts(b, ",\"enum\":[");
	for (const char *p = c->words; *p;) {
		size_t n = strcspn(p, " ");
		buf_printf(b, "%s\"%.*s\"", p == c->words ? "" : ",", (int)n, p);
		p += n + strspn(p + n, " ");
	}
	buf_puts(b, c->nullable ? ",null]" : "]");
}

static void put_column(struct buf *b, const struct column *c)
{
	buf_printf(b, "\"%s\":{\"description\":", c->name);
	json_text(b, c->about);
	if (c->nullable)
		buf_printf(b, ",\"type\":[\"%s\",\"null\"]", type_name(c->type));
	else
		buf_printf(b, ",\"type\":\"%s\"", type_name(c->type));
	if (c->type == COLUMN_DATE)
		buf_puts(b, ",\"format\":\"date\"");
	if (c->words)
		put_words(b, c);
	if (c->type == COLUMN_TEXTS)
		buf_puts(b, ",\"items\":{\"type\":\"string\"}");
	if (c->type == COLUMN_OBJECTS)
		buf_puts(b, ",\"items\":{\"type\":\"object\"}");
	buf_putc(b, '}');
}

static void write_schema(const struct rows *r, struct buf *b)
{
	buf_puts(b, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\n\"title\":");
	json_text(b, r->about);
	buf_puts(b, ",\n\"type\":\"array\",\n\"items\":{\"type\":\"object\",\n\"required\":[");
	for (size_t i = 0; i < r->columns_n; i++)
		buf_printf(b, "%s\"%s\"", i ? "," : "", r->columns[i].name);
	buf_puts(b, "],\n\"additionalProperties\":false,\n\"properties\":{\n");
	for (size_t i = 0; i < r->columns_n; i++) {
		put_column(b, &r->columns[i]);
		buf_puts(b, i + 1 < r->columns_n ? ",\n" : "\n");
	}
	buf_puts(b, "}}}\n");
}

static void put_file(struct output *out, const char *name, const char *suffix, const struct buf *b)
{
	struct buf path = {0};

	buf_printf(&path, "site/data/%s%s", name, suffix);
	output_put(out, path.s, b->s, b->len);
	buf_free(&path);
}

void rows_end(struct rows *r, struct output *out)
{
	struct buf schema = {0};

	assert(r->at == 0);
	if (r->book)
		sheet_end(r->book);
	buf_puts(&r->json, "\n]\n");
	write_schema(r, &schema);
	put_file(out, r->name, ".json", &r->json);
	put_file(out, r->name, ".csv", &r->csv);
	put_file(out, r->name, ".schema.json", &schema);
	buf_free(&schema);
	buf_free(&r->json);
	buf_free(&r->csv);
}

void rows_end_part(struct rows *r, const char *name, struct output *out)
{
	assert(r->at == 0 && !r->book);
	put_file(out, name, ".csv", &r->csv);
	buf_free(&r->json);
	buf_free(&r->csv);
}
