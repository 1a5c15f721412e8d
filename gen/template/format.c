/*
 * Values → the text that readers see, by the formats that a {field|format} may
 * name. A format belongs to one kind of value; the checker asks format_find, so
 * that no format meets a value it does not understand. Absent values give NULL.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "template/parts.h"

static const char *say_text(struct arena *a, const struct type *t, const struct value *v)
{
	(void)a, (void)t;
	return v->text && *v->text ? v->text : NULL;
}

/* In 书名号; those inside become single ones (GB/T 15834-2011, 4.15). */
static const char *say_titled(struct arena *a, const struct type *t, const struct value *v)
{
	static const char *const outer[] = {"《", "》"}, *const inner[] = {"〈", "〉"};
	struct buf b = {0};

	(void)t;
	if (!v->text || !*v->text)
		return NULL;
	buf_puts(&b, outer[0]);
	for (const char *s = v->text; *s;) {
		const char *from = s, *mark = from;
		uint32_t cp = text_next(&s);

		if (cp == 0x300A || cp == 0x300B)
			mark = inner[cp - 0x300A];
		buf_put(&b, mark, mark == from ? (size_t)(s - from) : strlen(mark));
	}
	buf_puts(&b, outer[1]);
	return buf_keep(&b, a);
}

static const char *say_number(struct arena *a, const struct type *t, const struct value *v)
{
	(void)t;
	return arena_printf(a, "%" PRId64, v->number);
}

/* 12,345: groups of three, as figures of facts are set. */
static const char *say_count(struct arena *a, const struct type *t, const struct value *v)
{
	char digits[24], out[32];
	size_t n = (size_t)snprintf(digits, sizeof(digits), "%" PRId64, v->number), o = 0;

	(void)t;
	for (size_t i = 0; i < n; i++) {
		if (i && digits[i - 1] != '-' && (n - i) % 3 == 0)
			out[o++] = ',';
		out[o++] = digits[i];
	}
	return arena_dupn(a, out, o);
}

/* Bytes as KB or MB, rounded up: nobody is told less than what is sent. */
static const char *say_size(struct arena *a, const struct type *t, const struct value *v)
{
	int64_t kb = (v->number + 1023) / 1024, tenths = (v->number * 10 + 1048575) / 1048576;

	(void)t;
	if (kb < 1000)
		return arena_printf(a, "%" PRId64 " KB", kb);
	return arena_printf(a, "%" PRId64 ".%" PRId64 " MB", tenths / 10, tenths % 10);
}

static const char *say_date(struct arena *a, const struct type *t, const struct value *v)
{
	char s[11];

	(void)t;
	if (v->number == DATE_NONE)
		return NULL;
	date_format((date)v->number, s);
	return arena_dup(a, s);
}

static const char *say_date_words(struct arena *a, const struct type *t, const struct value *v)
{
	char s[32];

	(void)t;
	if (v->number == DATE_NONE)
		return NULL;
	date_words((date)v->number, s);
	return arena_dup(a, s);
}

static const char *say_word(struct arena *a, const struct type *t, const struct value *v)
{
	(void)a;
	return t->words->say((int)v->number);
}

/* The key as it stands in class names and addresses: in-force. */
static const char *say_key(struct arena *a, const struct type *t, const struct value *v)
{
	return text_hyphened(a, t->words->key((int)v->number));
}

static const char *say_list(struct arena *a, const struct type *t, const struct value *v)
{
	struct buf b = {0};

	for (size_t i = 0; i < v->n; i++) {
		if (i)
			buf_puts(&b, "、");
		buf_puts(&b, view_item(t, v, i).text);
	}
	return v->n ? buf_keep(&b, a) : NULL;
}

static const struct format formats[] = {
    {NULL, VALUE_TEXT, say_text},
    {NULL, VALUE_NUMBER, say_number},
    {NULL, VALUE_DATE, say_date},
    {NULL, VALUE_WORD, say_word},
    {NULL, VALUE_LIST, say_list}, /* of texts only */
    {"titled", VALUE_TEXT, say_titled},
    {"count", VALUE_NUMBER, say_count},
    {"size", VALUE_NUMBER, say_size},
    {"words", VALUE_DATE, say_date_words},
    {"key", VALUE_WORD, say_key},
};

const struct format *format_find(const char *name, const struct type *t)
{
	if (t->kind == VALUE_LIST && t->record)
		return NULL;
	for (size_t i = 0; i < LEN(formats); i++) {
		const struct format *f = &formats[i];
		bool same = name ? f->name && strcmp(f->name, name) == 0 : !f->name;
		if (same && f->kind == t->kind)
			return f;
	}
	return NULL;
}

/* What takes the place of an absent value of any type. */
static const char *const instead[] = {"dash", "maybe"};

size_t format_names(const struct type *t, const char **names, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < LEN(formats) && n < max; i++)
		if (formats[i].name && formats[i].kind == t->kind)
			names[n++] = formats[i].name;
	for (size_t i = 0; i < LEN(instead) && n < max; i++)
		names[n++] = instead[i];
	return n;
}
