/* Reports are sorted by place, shown once each, with source line, caret and hint. */
#include "unit/unit.h"

#include "base/base.h"

#include <stdlib.h>
#include <unistd.h>

/* What diag_flush prints. */
static const char *printed(struct arena *a)
{
	FILE *f = tmpfile();
	int saved = dup(2);
	size_t n = 0;
	char *s = arena_alloc(a, 65536);

	if (!f || saved < 0)
		return NULL;
	fflush(stderr);
	dup2(fileno(f), 2);
	diag_flush();
	dup2(saved, 2);
	close(saved);
	rewind(f);
	n = fread(s, 1, 65535, f);
	s[n] = '\0';
	fclose(f);
	return s;
}

static void test_order(struct arena *a)
{
	static const char text[] = "first\n给予最高五百元\n";

	diag_source("b.md", text, sizeof(text) - 1);
	diag((struct place){"b.md", 2, 5}, DIAG_ERROR, "amount-number", "not a number");
	diag_hint("write %s", "500万元");
	diag((struct place){"b.md", 1, 1}, DIAG_WARNING, "word", "odd word");
	diag((struct place){"a.md", 7, 0}, DIAG_ERROR, "late", "whole line");
	diag((struct place){"b.md", 2, 5}, DIAG_ERROR, "amount-number", "not a number");
	diag((struct place){"a.md", 0, 0}, DIAG_ERROR, "empty", "whole file");
	CHECK_STR(printed(a), "a.md: error[empty]: whole file\n"
			      "a.md:7: error[late]: whole line\n"
			      "b.md:1:1: warning[word]: odd word\n"
			      "    first\n"
			      "    ^\n"
			      "b.md:2:5: error[amount-number]: not a number\n"
			      "    给予最高五百元\n"
			      "            ^\n"
			      "  hint: write 500万元\n");
	CHECK(diag_errors() == 3 && diag_warnings() == 1); /* one was reported twice */
	CHECK_STR(printed(a), "");                         /* not printed twice */
	diag_reset();
	CHECK(diag_errors() == 0 && diag_warnings() == 0);
}

/* A long line is shown around the caret; bad bytes are shown as question marks. */
static void test_excerpt(struct arena *a)
{
	struct buf line = {0};
	const char *s;

	for (int i = 0; i < 300; i++)
		buf_puts(&line, i == 200 ? "\xFF" : "x");
	diag_source("long.md", line.s, line.len);
	diag((struct place){"long.md", 1, 201}, DIAG_ERROR, "utf-8", "bad byte");
	s = printed(a);
	CHECK(s && strstr(s, "xxxx?xxxx") && strlen(s) < 250);
	diag_reset();
	buf_free(&line);
}

int main(void)
{
	struct arena *a = arena_new();

	test_order(a);
	test_excerpt(a);
	arena_free(a);
	return unit_end();
}
