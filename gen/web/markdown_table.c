/*
 * Tables of the Markdown twin: cells are kept until the table ends, since its longest row
 * decides how many columns all have. A cell over several columns is followed by empty
 * ones, one over several rows has empty ones below. A table without thead gets an
 * empty first row, which pipe tables cannot do without.
 */
#include "web/markdown_parts.h"

#include <stdlib.h>
#include <string.h>

static void put_cell(struct markdown *m, const char *text)
{
	*VEC_PUSH(m->arena, m->cells, m->cells_n, m->cells_cap) =
	    (struct markdown_cell){text, m->in_head, false};
	m->column++;
}

/* The columns that cells of the rows above cover are empty. */
static void put_covered(struct markdown *m)
{
	while (m->column < MARKDOWN_COLUMNS && m->below[m->column] > 0) {
		m->below[m->column]--;
		put_cell(m, "");
	}
}

static size_t number_of(const struct attribute *a, size_t n, const char *name)
{
	const char *s = attribute_find(a, n, name);
	long v = s ? strtol(s, NULL, 10) : 1;

	return v < 1 ? 1 : MIN((size_t)v, (size_t)MARKDOWN_COLUMNS);
}

void markdown_open_cell(struct markdown *m, const struct attribute *a, size_t n)
{
	put_covered(m);
	buf_clear(&m->cell);
	m->span = number_of(a, n, "colspan");
	m->rows = number_of(a, n, "rowspan");
}

void markdown_close_cell(struct markdown *m)
{
	for (size_t i = 0; i < m->span; i++) {
		if (m->column < MARKDOWN_COLUMNS)
			m->below[m->column] = (int)m->rows - 1;
		put_cell(m, i || !m->cell.len ? "" : arena_dup(m->arena, m->cell.s));
	}
	buf_clear(&m->cell);
}

void markdown_close_row(struct markdown *m)
{
	put_covered(m);
	if (m->cells_n)
		m->cells[m->cells_n - 1].last = true;
	m->column = 0;
}

static size_t put_row(struct markdown *m, size_t at, size_t columns)
{
	size_t n = 0;

	buf_puts(m->out, m->prefix.len ? m->prefix.s : "");
	for (bool more = at < m->cells_n; more; n++) {
		buf_printf(m->out, "| %s ", m->cells[at].text);
		more = !m->cells[at++].last;
	}
	for (; n < columns; n++)
		buf_puts(m->out, "| ");
	buf_puts(m->out, "|\n");
	return at;
}

static size_t count_columns(const struct markdown *m)
{
	size_t most = 0, n = 0;

	for (size_t i = 0; i < m->cells_n; i++) {
		n++;
		most = MAX(most, n);
		if (m->cells[i].last)
			n = 0;
	}
	return most;
}

static void put_table(struct markdown *m)
{
	size_t columns = count_columns(m), at = 0;

	if (m->caption)
		markdown_paragraph(m, arena_printf(m->arena, "**%s**", m->caption));
	if (columns == 0)
		return;
	markdown_start(m);
	if (m->cells[0].heads)
		at = put_row(m, 0, columns);
	else
		put_row(m, m->cells_n, columns);
	for (size_t i = 0; i < columns; i++)
		buf_puts(m->out, i ? " --- |" : "| --- |");
	buf_putc(m->out, '\n');
	while (at < m->cells_n)
		at = put_row(m, at, columns);
}

void markdown_open_table(struct markdown *m)
{
	if (m->tables++)
		return;
	m->cells = NULL;
	m->cells_n = m->cells_cap = m->column = 0;
	m->caption = NULL;
	memset(m->below, 0, sizeof(m->below));
}

void markdown_close_table(struct markdown *m)
{
	if (--m->tables == 0)
		put_table(m);
}
