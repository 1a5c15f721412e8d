/*
 * Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7): a root, and under
 * it leaves of 64 entries with their limits, so that a reader finds an entry
 * among many without reading all.
 */
#include "pdf/parts.h"

enum { LEAF = 64 };

static void put_key(struct buf *b, const struct tree_entry *e)
{
	if (e->name)
		ascii_put(b, e->name);
	else
		decimal_put(b, e->number, 1);
}

static void put_entries(struct buf *b, const struct tree_entry *e, size_t n)
{
	buf_puts(b, n > 0 && e->name ? "/Names[" : "/Nums[");
	for (size_t i = 0; i < n; i++) {
		put_key(b, &e[i]);
		buf_putc(b, ' ');
		buf_put(b, e[i].value, e[i].n);
		buf_putc(b, ' ');
	}
	buf_putc(b, ']');
}

static void put_leaf(struct buf *b, const struct tree_entry *e, size_t n)
{
	buf_puts(b, "<</Limits[");
	put_key(b, &e[0]);
	buf_putc(b, ' ');
	put_key(b, &e[n - 1]);
	buf_putc(b, ']');
	put_entries(b, e, n);
	buf_puts(b, ">>");
}

void *tree_new(struct pdf *p, const struct tree_entry *e, size_t n)
{
	struct buf root = {0}, leaf = {0};
	void *object;

	buf_puts(&root, "<<");
	if (n <= LEAF) {
		put_entries(&root, e, n);
	} else {
		buf_puts(&root, "/Kids[");
		for (size_t i = 0; i < n; i += LEAF) {
			put_leaf(&leaf, e + i, MIN(LEAF, n - i));
			reference_put(&root, object_number(object_from(p, &leaf)));
			buf_putc(&root, ' ');
		}
		buf_putc(&root, ']');
	}
	buf_puts(&root, ">>");
	object = object_from(p, &root);
	buf_free(&root);
	buf_free(&leaf);
	return object;
}
