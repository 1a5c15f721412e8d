/*
 * libharu's objects, as few calls: new dictionaries, arrays, strings, streams,
 * targets, and the balanced trees of names and numbers, whose leaves stay far
 * below libharu's limit of 32,767 elements an array.
 */
#include <assert.h>
#include <string.h>

#include "pdf/parts.h"

enum { LEAF = 64 };

HPDF_Dict dict_new(struct pdf *p)
{
	return HPDF_Dict_New(p->memory);
}

HPDF_Dict dict_new_indirect(struct pdf *p)
{
	HPDF_Dict d = dict_new(p);

	HPDF_Xref_Add(p->xref, d);
	return d;
}

HPDF_Array array_new(struct pdf *p)
{
	return HPDF_Array_New(p->memory);
}

HPDF_Array array_new_indirect(struct pdf *p)
{
	HPDF_Array a = array_new(p);

	HPDF_Xref_Add(p->xref, a);
	return a;
}

HPDF_String ascii_new(struct pdf *p, const char *s)
{
	return HPDF_String_New(p->memory, s, NULL);
}

HPDF_Binary bytes_new(struct pdf *p, const void *s, size_t n)
{
	return HPDF_Binary_New(p->memory, (HPDF_BYTE *)(uintptr_t)s, (HPDF_UINT)n);
}

void utf16_put(struct buf *b, const char *s, size_t n)
{
	for (const char *end = s + n; s < end;) {
		int len;
		uint32_t cp = text_decode(s, end, &len);

		s += len;
		if (cp >= 0x10000) {
			uint32_t high = 0xd800 + ((cp - 0x10000) >> 10);

			buf_putc(b, (char)(high >> 8));
			buf_putc(b, (char)high);
			cp = 0xdc00 + ((cp - 0x10000) & 0x3ff);
		}
		buf_putc(b, (char)(cp >> 8));
		buf_putc(b, (char)cp);
	}
}

HPDF_Binary text_new(struct pdf *p, const char *utf8)
{
	struct buf b = {0};
	HPDF_Binary text;

	buf_put(&b, "\xfe\xff", 2);
	utf16_put(&b, utf8, strlen(utf8));
	text = bytes_new(p, b.s, b.len);
	buf_free(&b);
	return text;
}

HPDF_Dict stream_new(struct pdf *p, const void *s, size_t n, bool deflate)
{
	HPDF_Dict d = HPDF_DictStream_New(p->memory, p->xref);

	HPDF_Stream_Write(d->stream, s, (HPDF_UINT)n);
	if (deflate)
		d->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
	return d;
}

HPDF_Real length_new(struct pdf *p, mpt length)
{
	return HPDF_Real_New(p->memory, (HPDF_REAL)(length / 1000.0));
}

void array_add_number(HPDF_Array a, int32_t n)
{
	HPDF_Array_AddNumber(a, n);
}

void array_add_length(struct pdf *p, HPDF_Array a, mpt length)
{
	HPDF_Array_Add(a, length_new(p, length));
}

HPDF_Array target_new(struct pdf *p, int page, mpt y)
{
	HPDF_Array a = array_new(p);

	assert(page >= 0 && (size_t)page < p->print->pages_n);
	HPDF_Array_Add(a, p->pages[page]);
	HPDF_Array_AddName(a, "XYZ");
	array_add_number(a, 0);
	array_add_length(p, a, p->print->pages[page].height - y);
	HPDF_Array_Add(a, HPDF_Null_New(p->memory));
	return a;
}

/* ------------------------------------------------------------------------ trees */

static void add_key(struct pdf *p, HPDF_Array a, const struct tree_entry *e)
{
	if (e->name)
		HPDF_Array_Add(a, ascii_new(p, e->name));
	else
		array_add_number(a, e->number);
}

static void add_entries(struct pdf *p, HPDF_Dict node, const struct tree_entry *e, size_t n)
{
	HPDF_Array a = array_new(p);

	for (size_t i = 0; i < n; i++) {
		add_key(p, a, &e[i]);
		HPDF_Array_Add(a, e[i].value);
	}
	HPDF_Dict_Add(node, n > 0 && e->name ? "Names" : "Nums", a);
}

static HPDF_Dict leaf_new(struct pdf *p, const struct tree_entry *e, size_t n)
{
	HPDF_Dict leaf = dict_new_indirect(p);
	HPDF_Array limits = array_new(p);

	add_key(p, limits, &e[0]);
	add_key(p, limits, &e[n - 1]);
	HPDF_Dict_Add(leaf, "Limits", limits);
	add_entries(p, leaf, e, n);
	return leaf;
}

HPDF_Dict tree_new(struct pdf *p, const struct tree_entry *e, size_t n)
{
	HPDF_Dict root = dict_new_indirect(p);
	HPDF_Array kids;

	if (n <= LEAF) {
		add_entries(p, root, e, n);
		return root;
	}
	kids = array_new(p);
	for (size_t i = 0; i < n; i += LEAF)
		HPDF_Array_Add(kids, leaf_new(p, e + i, MIN(LEAF, n - i)));
	HPDF_Dict_Add(root, "Kids", kids);
	return root;
}
