/*
 * Objects in few calls: libharu's dictionaries, arrays and strings, and those
 * that are put as bytes as soon as they are made.
 */
#include <string.h>

#include "pdf/parts.h"

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

HPDF_String ascii_new(struct pdf *p, const char *s)
{
	return HPDF_String_New(p->memory, s, NULL);
}

HPDF_Binary text_new(struct pdf *p, const char *utf8)
{
	struct buf b = {0};
	HPDF_Binary text;

	buf_put(&b, "\xfe\xff", 2);
	utf16_put(&b, utf8, strlen(utf8));
	text = HPDF_Binary_New(p->memory, (HPDF_BYTE *)b.s, (HPDF_UINT)b.len);
	buf_free(&b);
	return text;
}

void array_add_number(HPDF_Array a, int32_t n)
{
	HPDF_Array_AddNumber(a, n);
}

void array_add_length(struct pdf *p, HPDF_Array a, mpt length)
{
	HPDF_Array_Add(a, HPDF_Real_New(p->memory, (HPDF_REAL)(length / 1000.0)));
}

void *object_from(struct pdf *p, struct buf *value)
{
	void *object = object_new(p);

	object_put(p, object_number(object), value);
	buf_clear(value);
	return object;
}

void *stream_new(struct pdf *p, const char *keys, const void *s, size_t n, bool deflate)
{
	void *object = object_new(p);

	stream_put(p, object_number(object), keys, s, n, deflate);
	return object;
}
