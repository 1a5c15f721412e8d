/*
 * What the tables of fields say, asked: records and fields by name, the types
 * of what a caller binds, and the value that a field has in a record. A value
 * knows where it was written: at its cell, else where its record was.
 */
#include <assert.h>
#include <string.h>

#include "template/view.h"

const struct field view_count = {.name = "count", .type = {.kind = VALUE_NUMBER}};
const struct field view_first = {.name = "first", .type = {.kind = VALUE_LIST}};
const struct field view_more = {.name = "more", .type = {.kind = VALUE_NUMBER}};

/* --------------------------------------------------------------- looking things up */

/* Each list of tables ends in NULL. */
static const struct record *const *const lists[] = {view_reading_records, view_table_records,
    view_worked_records, view_chart_records, view_division_records};

const struct record *view_record(const char *name)
{
	for (size_t i = 0; i < VIEW_RECORDS; i++)
		if (strcmp(view_records[i].name, name) == 0)
			return &view_records[i];
	for (size_t i = 0; i < LEN(lists); i++)
		for (const struct record *const *r = lists[i]; *r; r++)
			if (strcmp((*r)->name, name) == 0)
				return *r;
	return NULL;
}

const struct record *view_site(void)
{
	return &view_records[SITE];
}

const struct record *view_page(void)
{
	return &view_records[PAGE];
}

size_t view_names(const char **names, size_t max)
{
	size_t n = 0;

	for (; n < VIEW_RECORDS && n < max; n++)
		names[n] = view_records[n].name;
	for (size_t i = 0; i < LEN(lists); i++)
		for (const struct record *const *r = lists[i]; *r && n < max; r++)
			names[n++] = (*r)->name;
	return n;
}

const struct field *view_field(const struct record *r, const char *name, size_t n)
{
	for (size_t i = 0; i < r->fields_n; i++)
		if (strncmp(r->fields[i].name, name, n) == 0 && r->fields[i].name[n] == '\0')
			return &r->fields[i];
	return NULL;
}

struct type view_type_of(enum binding_type type)
{
	static const int of[] = {[BIND_POLICY] = POLICY,
	    [BIND_REGION] = REGION,
	    [BIND_MEASURE] = MEASURE,
	    [BIND_TOPIC] = TOPIC,
	    [BIND_BOOK] = BOOK,
	    [BIND_BOOK_FILE] = BOOK_FILE,
	    [BIND_BOOK_FILES] = BOOK_FILE,
	    [BIND_DATA_FILES] = DATA_FILE,
	    [BIND_TERM] = TERM,
	    [BIND_PAGE] = PAGE};
	bool list = type == BIND_BOOK_FILES || type == BIND_DATA_FILES;

	if (type == BIND_TEXT)
		return (struct type){.kind = VALUE_TEXT};
	if (type == BIND_FACETS)
		return (struct type){.kind = VALUE_LIST, .record = &view_facet};
	if (type == BIND_TABLE_PAGE)
		return (struct type){.kind = VALUE_RECORD, .record = &view_table_page};
	if (type == BIND_LIST_PART)
		return (struct type){.kind = VALUE_RECORD, .record = &view_list_part};
	if (type == BIND_DOCUMENT)
		return (struct type){.kind = VALUE_RECORD, .record = &view_document};
	return (struct type){
	    .kind = list ? VALUE_LIST : VALUE_RECORD, .record = &view_records[of[type]]};
}

struct value view_value_of(enum binding_type type, const void *value)
{
	const struct book_files *books = value;
	const struct data_files *data = value;
	const struct facets *facets = value;

	if (type == BIND_TEXT)
		return (struct value){.text = value};
	if (type == BIND_FACETS)
		return (struct value){
		    .items = facets->facets, .n = facets->n, .stride = sizeof(*facets->facets)};
	if (type == BIND_BOOK_FILES)
		return (struct value){
		    .items = books->files, .n = books->n, .stride = sizeof(*books->files)};
	if (type == BIND_DATA_FILES)
		return (struct value){
		    .items = data->files, .n = data->n, .stride = sizeof(*data->files)};
	return (struct value){.record = value};
}

/* ------------------------------------------------------------------ reading fields */

static int64_t read_number(const char *at, size_t size)
{
	if (size == sizeof(bool))
		return *(const bool *)at;
	if (size == sizeof(int32_t))
		return *(const int32_t *)(const void *)at;
	assert(size == sizeof(int64_t));
	return *(const int64_t *)(const void *)at;
}

static const void *read_pointer(const char *at)
{
	const void *p;

	memcpy(&p, at, sizeof(p));
	return p;
}

static struct place read_place(const struct field *f, const struct record *r, const char *base)
{
	size_t at = !r ? NO_PLACE : f->place_at ? f->place_at : r->place_at;

	if (at == NO_PLACE)
		return (struct place){0};
	return *(const struct place *)(const void *)(base + at);
}

struct value view_read(const struct step *s, const struct value *of, const struct context *c)
{
	const struct field *f = s->field;
	struct value v = {0};
	const char *base = of->record;

	if (f == &view_count)
		return (struct value){.number = (int64_t)of->n};
	if (f == &view_more)
		return (struct value){
		    .number = of->n > LIST_FIRST ? (int64_t)of->n - LIST_FIRST : 0};
	if (f == &view_first) {
		v = *of;
		v.n = MIN(of->n, (size_t)LIST_FIRST);
		return v;
	}
	if (!base)
		return (struct value){
		    .absent = true, .number = f->type.kind == VALUE_DATE ? DATE_NONE : 0};
	if (f->make) {
		v = f->make(base, c);
	} else if (f->type.kind == VALUE_LIST) {
		v.items = read_pointer(base + f->at);
		v.n = *(const size_t *)(const void *)(base + f->count_at);
		v.stride = f->stride;
	} else if (f->type.kind == VALUE_TEXT) {
		v.text = read_pointer(base + f->at);
	} else if (f->type.kind == VALUE_RECORD || f->type.kind == VALUE_BODY) {
		v.record = read_pointer(base + f->at);
	} else {
		v.number = read_number(base + f->at, f->size);
	}
	if (!v.place.file)
		v.place = read_place(f, s->of, base);
	return v;
}
