/*
 * What templates ask of a value whatever it holds: an item of a list, whether
 * it is there, and what its type is called. The fields that values come from
 * are view.c's.
 */
#include <string.h>

#include "template/parts.h"

static const void *pointer_at(const char *items, size_t i)
{
	const void *p;

	memcpy(&p, items + i * sizeof(p), sizeof(p));
	return p;
}

struct value view_item(const struct type *list, const struct value *v, size_t i)
{
	const char *items = v->items;
	const void *item = v->stride ? items + i * v->stride : pointer_at(items, i);

	if (!list->record)
		return (struct value){.text = item, .place = v->place};
	return (struct value){.record = item, .place = v->place};
}

bool view_present(const struct type *t, const struct value *v)
{
	if (v->absent)
		return false;
	switch (t->kind) {
	case VALUE_TEXT:
		return v->text && *v->text;
	case VALUE_RECORD:
	case VALUE_BODY:
		return v->record != NULL;
	case VALUE_LIST:
		return v->n > 0;
	case VALUE_DATE:
		return v->number != DATE_NONE;
	case VALUE_WORD:
		return true;
	case VALUE_NUMBER:
	case VALUE_FLAG:
		break;
	}
	return v->number != 0;
}

/* -------------------------------------------------------------------------- types */

bool type_equal(const struct type *a, const struct type *b)
{
	return a->kind == b->kind && a->record == b->record && a->words == b->words;
}

const char *type_words(struct arena *a, const struct type *t)
{
	static const char *const names[] = {
	    [VALUE_TEXT] = "text",
	    [VALUE_NUMBER] = "number",
	    [VALUE_DATE] = "date",
	    [VALUE_FLAG] = "flag",
	    [VALUE_WORD] = "word",
	    [VALUE_BODY] = "body",
	};

	if (t->kind == VALUE_RECORD)
		return t->record ? t->record->name : "value without a type";
	if (t->kind == VALUE_LIST)
		return arena_printf(a, "list of %s", t->record ? t->record->name : "text");
	return names[t->kind];
}
