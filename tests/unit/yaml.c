/* YAML into values with places, the refusal of what content may not use, and typed questions. */
#include "digest/digest.h"
#include "unit.h"

static struct arena *memory;

static struct yaml *parse_n(const char *s, size_t n)
{
	diag_reset();
	return yaml_parse(memory, "x.yml", 10, s, n);
}

static struct yaml *parse(const char *s)
{
	return parse_n(s, strlen(s));
}

/* A value as text: scalars bare, "quoted", [lists], {key: maps}. */
static void put(struct buf *b, const struct yaml *v)
{
	if (v->kind == YAML_SCALAR) {
		buf_printf(b, v->quoted ? "\"%s\"" : "%s", v->text);
		return;
	}
	buf_putc(b, v->kind == YAML_LIST ? '[' : '{');
	for (const struct yaml *i = v->items; i; i = i->next) {
		if (v->kind == YAML_MAP)
			buf_printf(b, "%s: ", i->key);
		put(b, i);
		if (i->next)
			buf_puts(b, ", ");
	}
	buf_putc(b, v->kind == YAML_LIST ? ']' : '}');
}

static void reads(const char *s, const char *expected)
{
	struct yaml *v = parse(s);
	struct buf b = {0};

	CHECK(v != NULL && diag_errors() == 0);
	if (v)
		put(&b, v);
	CHECK_STR(b.s, expected);
	buf_free(&b);
}

static void values(void)
{
	reads("a: 1\nb: [x, 'y', \"z\"]\nc: {d: {}}\n", "{a: 1, b: [x, \"y\", \"z\"], c: {d: {}}}");
	reads("- 一\n- 二: 三\n", "[一, {二: 三}]");
	reads("a:\nb: ''\n", "{a: , b: \"\"}");
	reads("# only a remark before\n甲: 乙 # and after\n", "{甲: 乙}");
	reads("a: |\n  one\n  two\n", "{a: \"one\ntwo\"}");
	reads("--- \na: 1\n", "{a: 1}");
}

/* A new line between two Chinese characters leaves no space; between words it does. */
static void folding(void)
{
	reads("a: 甲乙\n  丙丁\n", "{a: 甲乙丙丁}");
	reads("a: 甲乙，\n  “丙丁”\n", "{a: 甲乙，“丙丁”}");
	reads("a: one\n  two\n", "{a: one two}");
	reads("a: one\n\n  two\n\n  三\n\n  四\n", "{a: one two 三四}");
	reads("a: 甲 乙 \t\n   丙 丁\n  x\n  y\n", "{a: 甲 乙丙 丁 x y}");
	reads("[甲\n乙, {k: 丙\n丁}]", "[甲乙, {k: 丙丁}]");
	reads("a: 'one\n  two'\n", "{a: \"one two\"}");
	CHECK(!parse("a: '甲\n  乙'\n") && diag_errors() == 1);
	CHECK(!parse("a: >\n  甲\n  乙\n") && diag_errors() == 1);
}

static bool at(struct place p, int line, int col)
{
	return strcmp(p.file, "x.yml") == 0 && p.line == line && p.col == col;
}

static void places(void)
{
	struct yaml *v = parse("名称: 值\n清单: [甲, 乙乙, {内: 丙}]\n");
	const struct yaml *list;

	CHECK(at(v->place, 10, 1));
	CHECK(at(v->items->key_place, 10, 1) && at(v->items->place, 10, 5));
	list = v->items->next;
	CHECK(at(list->key_place, 11, 1) && at(list->place, 11, 5));
	CHECK(at(list->items->place, 11, 6));
	CHECK(at(list->items->next->place, 11, 9));
	CHECK(at(list->items->next->next->items->key_place, 11, 14));
}

static void refuses(const char *s)
{
	CHECK(parse(s) == NULL);
	CHECK(diag_errors() == 1);
}

static void refused(void)
{
	refuses("a: &x 1\n");
	refuses("&x a: 1\n");
	refuses("a: *x\n");
	refuses("a: !!str 1\n");
	refuses("!map {a: 1}\n");
	refuses("a: !list [1]\n");
	refuses("a: 1\n---\nb: 2\n");
	refuses("a: 1\n...\nb: 2\n");
	refuses("? [a]\n: 1\n");
	refuses("a: [1\n");
	refuses("a: 1\n b: 2\n");
	refuses("a: \"\\x00\"\n");
	refuses("a: \"\\a\"\n");
	refuses("a: \"\\uFEFF\"\n");
	refuses("");
	refuses("# nothing\n");
	refuses("\ta: 1\n");
	refuses("a: \xFF\n");
	refuses("a: \xED\xA0\x80\n");
	refuses("a: \xC2\x85\n");
	refuses("a: \xE2\x80\xA8\n");
	refuses("a: 1\r\n");
}

static void twice(void)
{
	struct yaml *v = parse("a: 1\nb: 2\na: 3\n");

	CHECK(v != NULL && diag_errors() == 1);
	CHECK_STR(yaml_string(v, "a", true), "1");
	yaml_find(v, "b");
	yaml_unused(v, NULL, 0);
	CHECK(diag_errors() == 1); /* the second a is not called unknown too */
}

static void bounds(void)
{
	struct buf b = {0};

	for (int depth = 31; depth <= 33; depth++) {
		buf_clear(&b);
		for (int i = 0; i < depth; i++)
			buf_putc(&b, '[');
		for (int i = 0; i < depth; i++)
			buf_putc(&b, ']');
		CHECK((parse(b.s) != NULL) == (depth <= 32));
	}
	buf_clear(&b);
	for (int i = 0; i < 10000; i++)
		buf_putc(&b, '[');
	CHECK(parse(b.s) == NULL && diag_errors() == 1);
	buf_clear(&b);
	buf_puts(&b, "a: ");
	while (b.len < 10000)
		buf_putc(&b, 'x');
	CHECK(parse(b.s) != NULL);
	buf_putc(&b, 'x');
	CHECK(parse(b.s) == NULL && diag_errors() == 1);
	buf_clear(&b);
	while (b.len < 1 << 20)
		buf_puts(&b, "# some remark about nothing....\n");
	buf_puts(&b, "#\n");
	CHECK(parse(b.s) == NULL && diag_errors() == 1);
	buf_free(&b);
	CHECK(parse_n("a: \0b", 5) == NULL);
}

static void questions(void)
{
	struct yaml *v =
	    parse("s: text\ne: ''\nl: [1]\nm: {a: 1}\nd: 2026-11-21\nn: 12\nneg: -3\n");
	int64_t n = 5;
	date d = 0;

	CHECK_STR(yaml_string(v, "s", true), "text");
	CHECK(!yaml_string(v, "absent", false) && diag_errors() == 0);
	CHECK(!yaml_string(v, "absent", true) && diag_errors() == 1);
	CHECK(!yaml_string(v, "e", false) && diag_errors() == 2);
	CHECK(!yaml_string(v, "l", false) && diag_errors() == 3);
	CHECK(yaml_list(v, "l", true) && !yaml_list(v, "s", false) && diag_errors() == 4);
	CHECK(yaml_date(v, "d", true, &d) && d == date_of(2026, 11, 21));
	CHECK(!yaml_date(v, "s", false, &d) && diag_errors() == 5);
	CHECK(yaml_integer(v, "n", true, 1, 12, &n) && n == 12);
	CHECK(yaml_integer(v, "neg", true, -3, 0, &n) && n == -3);
	CHECK(!yaml_integer(v, "n", true, 1, 11, &n) && n == -3 && diag_errors() == 6);
	CHECK(!yaml_integer(v, "d", true, 0, 9999, &n) && diag_errors() == 7);
	yaml_unused(v, NULL, 0); /* m alone was never asked for */
	CHECK(diag_errors() == 8);
}

int main(void)
{
	memory = arena_new();
	values();
	folding();
	places();
	refused();
	twice();
	bounds();
	questions();
	diag_reset();
	arena_free(memory);
	return unit_end();
}
