/* The site's links and what only base_url gives; rows as JSON, CSV and schema. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "drive/sample.h"
#include "unit.h"
#include "web/publish.h"
#include "web/rows.h"
#include "web/web.h"

struct place_for_output {
	struct arena *arena;
	const char *folder;
	struct output *out;
};

static struct place_for_output begin(void)
{
	struct place_for_output p = {.arena = arena_new()};
	char *folder = arena_dup(p.arena, "/tmp/digestpress-web-XXXXXX");

	if (!mkdtemp(folder))
		die("cannot make a folder");
	p.folder = file_join(p.arena, folder, "out");
	p.out = output_open(p.folder);
	return p;
}

static void end(struct place_for_output *p)
{
	char command[4096];

	snprintf(
	    command, sizeof(command), "rm -rf '%.*s'", (int)(strlen(p->folder) - 4), p->folder);
	CHECK(system(command) == 0);
	arena_free(p->arena);
}

static const char *text_of(struct place_for_output *p, const char *path)
{
	size_t n = 0;
	const char *s = file_read(p->arena, file_join(p->arena, p->folder, path), &n);

	return s ? s : "";
}

static void commit(struct place_for_output *p)
{
	int files;
	int64_t bytes;

	CHECK(output_commit(p->out, &files, &bytes));
}

/* --------------------------------------------------------------------------- site */

static void write_site(struct place_for_output *p, const char *base_url)
{
	struct collection *c = sample_collection(p->arena);
	struct template_set *t = template_load(p->arena, "templates");
	static const char *const aliases[] = {"older"};

	diag_flush();
	CHECK(diag_errors() == 0);
	c->site.base_url = base_url;
	((struct policy *)c->policies[1])->aliases = (const char **)aliases;
	((struct policy *)c->policies[1])->aliases_n = 1;
	site_write(c, t, "templates/assets", (struct book_files){0}, p->out);
	commit(p);
	template_free(t);
}

static void test_site_in_a_folder(void)
{
	struct place_for_output p = begin();

	write_site(&p, NULL);
	const char *policy = text_of(&p, "site/policies/old/index.html");
	CHECK(strstr(policy, "href=\"../../assets/site.css\"") != NULL);
	CHECK(strstr(policy, "href=\"../../index.html\"") != NULL);
	CHECK(strstr(policy, "href=\"../new/index.html\"") != NULL);
	CHECK(strstr(policy, "href=\"#points\"") != NULL);
	CHECK(strstr(policy, "rel=\"canonical\"") == NULL);
	CHECK(strstr(policy, "href=\"/") == NULL);
	CHECK(strstr(policy, "<h1>杭州市&lt;旧&gt;政策</h1>") != NULL);
	CHECK(strstr(text_of(&p, "site/policies/older/index.html"), "href=\"../old/index.html\"") !=
	      NULL);
	CHECK(strstr(text_of(&p, "site/404.html"), "href=\"index.html\"") != NULL);
	CHECK(strstr(text_of(&p, "site/measures/compute/index.html"), "已失效") != NULL);
	CHECK(strstr(text_of(&p, "site/measures/compute/index.html"), "id=\"a3") == NULL);
	CHECK(!file_exists(file_join(p.arena, p.folder, "site/sitemap.xml")));
	end(&p);
}

static void test_site_with_an_address(void)
{
	struct place_for_output p = begin();

	write_site(&p, "https://example.org/park/");
	const char *policy = text_of(&p, "site/policies/old/index.html");
	const char *map = text_of(&p, "site/sitemap.xml");
	CHECK(strstr(policy, "rel=\"canonical\" href=\"https://example.org/park/policies/old/\"") !=
	      NULL);
	CHECK(strstr(policy, "href=\"../new/index.html\"") != NULL);
	CHECK(strstr(text_of(&p, "site/404.html"), "href=\"/park/assets/site.css\"") != NULL);
	CHECK(strstr(text_of(&p, "site/404.html"), "canonical") == NULL);
	CHECK(
	    strstr(map,
		"<loc>https://example.org/park/policies/old/</loc><lastmod>2026-11-21</lastmod>") !=
	    NULL);
	CHECK(strstr(map, "<loc>https://example.org/park/</loc>") != NULL);
	CHECK(strstr(map, "older") == NULL);
	CHECK(strstr(map, "404") == NULL);
	end(&p);
}

/* A file holds 50,000 addresses: one more makes a list of files. */
static void test_sitemap_of_many(void)
{
	struct place_for_output p = begin();
	struct sitemap s = {0};

	for (int i = 0; i <= 50000; i++)
		sitemap_add(&s, p.out, arena_printf(p.arena, "https://example.org/%d/?a&b", i),
		    date_of(2026, 1, 2));
	sitemap_write(&s, p.out, "https://example.org/");
	commit(&p);
	const char *map = text_of(&p, "site/sitemap.xml");
	const char *one = text_of(&p, "site/sitemap-1.xml"),
		   *two = text_of(&p, "site/sitemap-2.xml");
	CHECK(
	    strstr(map, "<sitemap><loc>https://example.org/sitemap-2.xml</loc></sitemap>") != NULL);
	CHECK(strstr(one, "<loc>https://example.org/49999/?a&amp;b</loc><lastmod>2026-01-02<") !=
	      NULL);
	CHECK(strstr(one, "/50000/") == NULL);
	CHECK(strstr(two, "/50000/") != NULL);
	CHECK(strstr(two, "/49999/") == NULL);
	end(&p);
}

/* --------------------------------------------------------------------------- rows */

static const struct column columns[] = {
    {"id", COLUMN_TEXT, false, "编号", "a b"},
    {"value", COLUMN_NUMBER, true, "值", NULL},
    {"n", COLUMN_INTEGER, true, "数", NULL},
    {"yes", COLUMN_FLAG, false, "是否", NULL},
    {"list", COLUMN_TEXTS, false, "列表", NULL},
    {"text", COLUMN_TEXT, true, "文字", NULL},
};

static void put_row(struct rows *r, const char *id, int64_t value, bool known, const char *text)
{
	static const char *const list[] = {"一", "二"};

	rows_text(r, id);
	rows_thousandths(r, value, known);
	rows_integer(r, value, known);
	rows_flag(r, known);
	rows_texts(r, list, known ? 2 : 0);
	rows_text(r, text);
}

static void test_rows(void)
{
	struct place_for_output p = begin();
	struct rows r;

	rows_begin(&r, NULL, "things", "东西", columns, LEN(columns));
	put_row(&r, "a", 200, true, "他说\"好\",\n再见\\");
	put_row(&r, "b", 30000, true, "");
	put_row(&r, "b", 1500, true, "x");
	put_row(&r, "b", -20, true, "x");
	put_row(&r, "b", 0, false, NULL);
	rows_end(&r, p.out);
	commit(&p);
	CHECK_STR(text_of(&p, "site/data/things.json"),
	    "[\n"
	    "{\"id\":\"a\",\"value\":0.2,\"n\":200,\"yes\":true,\"list\":[\"一\",\"二\"],\"text\":"
	    "\"他说\\\"好\\\",\\n再见\\\\\"},\n"
	    "{\"id\":\"b\",\"value\":30,\"n\":30000,\"yes\":true,\"list\":[\"一\",\"二\"],\"text\":"
	    "\"\"},\n"
	    "{\"id\":\"b\",\"value\":1.5,\"n\":1500,\"yes\":true,\"list\":[\"一\",\"二\"],\"text\":"
	    "\"x\"},\n"
	    "{\"id\":\"b\",\"value\":-0.02,\"n\":-20,\"yes\":true,\"list\":[\"一\",\"二\"],"
	    "\"text\":\"x\"},\n"
	    "{\"id\":\"b\",\"value\":null,\"n\":null,\"yes\":false,\"list\":[],\"text\":null}\n"
	    "]\n");
	CHECK_STR(text_of(&p, "site/data/things.csv"),
	    "\xEF\xBB\xBFid,value,n,yes,list,text\r\n"
	    "a,0.2,200,true,一;二,\"他说\"\"好\"\",\n再见\\\"\r\n"
	    "b,30,30000,true,一;二,\r\n"
	    "b,1.5,1500,true,一;二,x\r\n"
	    "b,-0.02,-20,true,一;二,x\r\n"
	    "b,,,false,,\r\n");
	CHECK(strstr(text_of(&p, "site/data/things.schema.json"),
		  "\"value\":{\"description\":\"值\",\"type\":[\"number\",\"null\"]}") != NULL);
	CHECK(
	    strstr(text_of(&p, "site/data/things.schema.json"), "\"enum\":[\"a\",\"b\"]") != NULL);
	end(&p);
}

/* Text that begins like a formula is marked in CSV; numbers are numbers, JSON is as it is. */
static void test_formulas(void)
{
	static const char *const texts[] = {
	    "=1+1", "+1", "-1", "@a", "\t=1", "＝1+1", "－1", "－,\"", "1-1", "“+”", "—", ""};
	static const char *const cells[] = {"'=1+1", "'+1", "'-1", "'@a", "'\t=1", "'＝1+1", "'－1",
	    "\"'－,\"\"\"", "1-1", "“+”", "—", ""};
	static const struct column one[] = {{"n", COLUMN_INTEGER, false, "数", NULL},
	    {"text", COLUMN_TEXT, false, "文字", NULL},
	    {"list", COLUMN_TEXTS, false, "列表", NULL}};
	struct place_for_output p = begin();
	struct rows r;
	struct buf csv = {0};

	rows_begin(&r, NULL, "formulas", "公式", one, LEN(one));
	buf_puts(&csv, "\xEF\xBB\xBFn,text,list\r\n");
	for (size_t i = 0; i < LEN(texts); i++) {
		rows_integer(&r, -1, true);
		rows_text(&r, texts[i]);
		rows_texts(&r, &texts[i], 1);
		buf_printf(&csv, "-1,%s,%s\r\n", cells[i], cells[i]);
	}
	rows_end(&r, p.out);
	commit(&p);
	CHECK_STR(text_of(&p, "site/data/formulas.csv"), csv.s);
	CHECK(strstr(text_of(&p, "site/data/formulas.json"), "\"text\":\"=1+1\"") != NULL);
	buf_free(&csv);
	end(&p);
}

static void test_rows_without_rows(void)
{
	struct place_for_output p = begin();
	struct rows r;

	rows_begin(&r, NULL, "none", "没有", columns, LEN(columns));
	rows_end(&r, p.out);
	commit(&p);
	CHECK_STR(text_of(&p, "site/data/none.json"), "[\n]\n");
	CHECK_STR(text_of(&p, "site/data/none.csv"), "\xEF\xBB\xBFid,value,n,yes,list,text\r\n");
	end(&p);
}

int main(void)
{
	test_site_in_a_folder();
	test_site_with_an_address();
	test_sitemap_of_many();
	test_rows();
	test_formulas();
	test_rows_without_rows();
	return unit_end();
}
