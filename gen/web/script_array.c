/*
 * One array of a data script, value by value; rows_script.c writes whole rows with it.
 */
#include "web/script_array.h"

struct script_array script_array_open(struct buf *b)
{
	buf_putc(b, '[');
	return (struct script_array){b, "", 0};
}

void script_array_next(struct script_array *x)
{
	for (; x->held; x->held--) {
		buf_printf(x->b, "%s0", x->comma);
		x->comma = ",";
	}
	buf_puts(x->b, x->comma);
	x->comma = ",";
}

void script_array_skip(struct script_array *x)
{
	x->held++;
}

void script_array_text(struct script_array *x, const char *s)
{
	if (!s) {
		script_array_skip(x);
		return;
	}
	script_array_next(x);
	json_text(x->b, s);
}

void script_array_number(struct script_array *x, int64_t n)
{
	if (n == 0) {
		script_array_skip(x);
		return;
	}
	script_array_next(x);
	buf_printf(x->b, "%lld", (long long)n);
}

void script_array_close(struct script_array *x)
{
	buf_putc(x->b, ']');
}
