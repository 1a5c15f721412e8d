/*
 * Objects → the bytes of the file. A stream is written where it comes, deflated.
 * All other objects are collected into object streams of 1,000 (ISO 32000-1,
 * 7.5.7): a tagged book has tens of thousands of small ones, and they shrink to a
 * tenth. Where each object is says a cross-reference stream (7.5.8).
 *
 * Both are tables in disguise, with numbers that grow from row to row. So they
 * are laid out in rows, and a row is written as its difference to the one above
 * where they are alike (7.4.4.4): cross-references then cost almost nothing, and
 * object streams a quarter less.
 *
 * libharu gives the numbers, and the bytes of what it holds. It has no streams
 * of ours and its own writer is not used.
 */
#include <assert.h>
#include <string.h>
#include <zlib.h>

#include "pdf/parts.h"

enum { PACKED = 1000, ROW = 20, ROW_LEVEL = 7, ID_SIZE = 16, CHUNK = 32768 };
enum { AS_IT_IS, UP = 2 }; /* filters of rows, after PNG */

enum kind { FREE, PLAIN, IN_STREAM };

/* A row of the cross-reference stream (table 18). */
struct place_of {
	uint32_t at; /* byte of the file, or number of the object stream */
	uint16_t index;
	uint8_t kind;
};

struct pack {
	struct buf *out;
	size_t start;
	struct place_of *places; /* by number */
	size_t places_n, places_cap;
	/* the object stream being filled: numbers with places, values, and whose they are */
	struct buf head, bodies;
	int members[PACKED], members_n;
	z_stream deflater;
	HPDF_Stream scratch;
};

/* --------------------------------------------------------------------------- numbers */

void *object_new(struct pdf *p)
{
	void *object = HPDF_Null_New(p->memory);
	HPDF_List all = p->xref->entries;

	/* By itself the table grows by a fixed step, and is copied each time. */
	all->items_per_block = MAX(all->items_per_block, all->count);
	HPDF_Xref_Add(p->xref, object);
	return object;
}

int object_number(const void *object)
{
	return (int)(((const HPDF_Obj_Header *)object)->obj_id & 0x00ffffff);
}

static size_t objects_n(const struct pdf *p)
{
	return p->xref->entries->count;
}

static void settle(struct pdf *p, int number, struct place_of place)
{
	struct pack *k = p->pack;

	while (k->places_n < objects_n(p))
		*(struct place_of *)VEC_PUSH(p->arena, k->places, k->places_n, k->places_cap) =
		    (struct place_of){0};
	assert(number > 0 && (size_t)number < k->places_n && k->places[number].kind == FREE);
	k->places[number] = place;
}

/* What is written next. */
static void settle_here(struct pdf *p, int number)
{
	const struct pack *k = p->pack;

	settle(p, number, (struct place_of){(uint32_t)(k->out->len - k->start), 0, PLAIN});
}

/* --------------------------------------------------------------------------- streams */

static void deflate_into(struct pack *k, struct buf *out, int level, const void *s, size_t n)
{
	Bytef part[CHUNK];
	int status;

	deflateReset(&k->deflater);
	deflateParams(&k->deflater, level, Z_DEFAULT_STRATEGY);
	k->deflater.next_in = (Bytef *)(uintptr_t)s;
	k->deflater.avail_in = (uInt)n;
	do {
		k->deflater.next_out = part;
		k->deflater.avail_out = sizeof part;
		status = deflate(&k->deflater, Z_FINISH);
		buf_put(out, part, sizeof part - k->deflater.avail_out);
	} while (status == Z_OK);
	assert(status == Z_STREAM_END);
}

static void put_stream(struct pdf *p, int number, const char *keys, const void *s, size_t n)
{
	struct pack *k = p->pack;

	buf_printf(k->out, "%d 0 obj\n<<%s/Length %zu>>stream\n", number, keys, n);
	buf_put(k->out, s, n);
	buf_puts(k->out, "\nendstream\nendobj\n");
}

void stream_put(struct pdf *p, int number, const char *keys, const void *s, size_t n, bool deflated)
{
	struct buf small = {0};
	char all[128];

	settle_here(p, number);
	if (!deflated) {
		put_stream(p, number, keys, s, n);
		return;
	}
	snprintf(all, sizeof all, "%s/Filter/FlateDecode", keys);
	deflate_into(p->pack, &small, Z_DEFAULT_COMPRESSION, s, n);
	put_stream(p, number, all, small.s, small.len);
	buf_free(&small);
}

/* A row as it is or as the difference to the one above, whichever has more zeros or is asked for.
 */
static void put_row(struct buf *out, const char *row, const char *above, size_t n)
{
	char difference[ROW];
	size_t zeros = 0;

	assert(n <= ROW);
	for (size_t i = 0; i < n; i++) {
		difference[i] = (char)(row[i] - above[i]);
		zeros += difference[i] == 0;
	}
	buf_putc(out, zeros > n / 2 ? UP : AS_IT_IS);
	buf_put(out, zeros > n / 2 ? difference : row, n);
}

/* s is rows of `columns` bytes. */
static void put_rows(struct pdf *p, int number, const char *keys, int columns, const struct buf *s)
{
	static const char blank[ROW];
	struct buf rows = {0}, small = {0};
	size_t n = (size_t)columns;
	char all[256];

	for (size_t i = 0; i + n <= s->len; i += n)
		put_row(&rows, s->s + i, i ? s->s + i - n : blank, n);
	deflate_into(p->pack, &small, ROW_LEVEL, rows.s, rows.len);
	snprintf(all, sizeof all, "%s/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns %d>>",
	    keys, columns);
	put_stream(p, number, all, small.s, small.len);
	buf_free(&rows);
	buf_free(&small);
}

/* -------------------------------------------------------------------- object streams */

static void flush(struct pdf *p)
{
	struct pack *k = p->pack;
	size_t first = k->head.len;
	int number;
	char keys[64];

	if (k->members_n == 0)
		return;
	number = object_number(object_new(p));
	for (int i = 0; i < k->members_n; i++)
		k->places[k->members[i]].at = (uint32_t)number;
	snprintf(keys, sizeof keys, "/Type/ObjStm/N %d/First %zu", k->members_n, first);
	buf_put(&k->head, k->bodies.s, k->bodies.len);
	k->members_n = 0;
	settle_here(p, number);
	put_rows(p, number, keys, ROW, &k->head);
	buf_clear(&k->head);
	buf_clear(&k->bodies);
}

/* The value of an object will follow in `bodies`. */
static void join(struct pdf *p, int number)
{
	struct pack *k = p->pack;

	if (k->members_n == PACKED)
		flush(p);
	settle(p, number, (struct place_of){0, (uint16_t)k->members_n, IN_STREAM});
	buf_printf(&k->head, "%9d %9zu ", number, k->bodies.len); /* a row */
	k->members[k->members_n++] = number;
}

/* The next object begins a row. */
static void end_row(struct buf *b)
{
	static const char spaces[] = "                    ";

	buf_put(b, spaces, ROW - b->len % ROW);
}

void object_put(struct pdf *p, int number, const struct buf *value)
{
	join(p, number);
	buf_put(&p->pack->bodies, value->s, value->len);
	end_row(&p->pack->bodies);
}

static void put_held(struct pdf *p, int number, void *object)
{
	struct pack *k = p->pack;

	join(p, number);
	HPDF_MemStream_FreeData(k->scratch);
	HPDF_Obj_WriteValue(object, k->scratch, NULL);
	for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(k->scratch); i++) {
		HPDF_UINT n;
		HPDF_BYTE *part = HPDF_MemStream_GetBufPtr(k->scratch, i, &n);

		buf_put(&k->bodies, part, n);
	}
	end_row(&k->bodies);
}

static void put_all_held(struct pdf *p)
{
	int n = (int)objects_n(p);

	for (int i = 1; i < n; i++) {
		const struct pack *k = p->pack;
		void *object = HPDF_Xref_GetEntry(p->xref, (HPDF_UINT)i)->obj;
		const HPDF_Obj_Header *head = object;

		if ((size_t)i < k->places_n && k->places[i].kind != FREE)
			continue;
		/* an object that was named but never put */
		assert((head->obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_NULL);
		put_held(p, i, object);
	}
	flush(p);
}

/* --------------------------------------------------------------------------- the end */

static void put_place(struct buf *out, struct place_of place, int width)
{
	buf_putc(out, (char)place.kind);
	for (int i = width - 1; i >= 0; i--)
		buf_putc(out, (char)(place.at >> 8 * i));
	buf_putc(out, (char)(place.index >> 8));
	buf_putc(out, (char)place.index);
}

/* 14.4: both identifiers are the hash of the file as it is with blank ones. */
static void fill_id(struct pack *k, char *trailer)
{
	char hex[SHA256_HEX], *id = strstr(trailer, "/ID[<") + 5;

	file_sha256(k->out->s + k->start, k->out->len - k->start, hex);
	memcpy(id, hex, 2 * (size_t)ID_SIZE);
	memcpy(id + 2 * (size_t)ID_SIZE + 2, hex, 2 * (size_t)ID_SIZE);
}

/* The cross-reference stream has what a reader begins with; the two identifiers are blank. */
static void put_places(struct pdf *p)
{
	struct pack *k = p->pack;
	struct buf rows = {0};
	int number = object_number(object_new(p)), width = 2;
	size_t at = k->out->len - k->start;
	char keys[192];

	assert(at <= UINT32_MAX);
	while (width < 4 && MAX(at, objects_n(p)) >> 8 * width)
		width++;
	settle_here(p, number);
	for (size_t i = 0; i < k->places_n; i++)
		put_place(&rows, k->places[i], width);
	snprintf(keys, sizeof keys,
	    "/Type/XRef/Size %zu/Root %d 0 R/Info %d 0 R/ID[<%0*d><%0*d>]/W[1 %d 2]", k->places_n,
	    object_number(p->doc->catalog), object_number(p->doc->info), 2 * ID_SIZE, 0,
	    2 * ID_SIZE, 0, width);
	put_rows(p, number, keys, 1 + width + 2, &rows);
	buf_printf(k->out, "startxref\n%zu\n%%%%EOF\n", at);
	fill_id(k, k->out->s + k->start + at);
	buf_free(&rows);
}

/* ------------------------------------------------------------------------- the whole */

static voidpf allocate(voidpf user, uInt n, uInt size)
{
	(void)user;
	return mem_alloc((size_t)n * size);
}

static void release(voidpf user, voidpf piece)
{
	(void)user;
	mem_free(piece);
}

struct pack *pack_open(struct pdf *p, struct buf *out)
{
	struct pack *k = arena_new_of(p->arena, struct pack);

	k->out = out;
	k->start = out->len;
	k->scratch = HPDF_MemStream_New(p->memory, CHUNK);
	k->deflater.zalloc = allocate;
	k->deflater.zfree = release;
	deflateInit(&k->deflater, ROW_LEVEL);
	buf_puts(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	return k;
}

void pack_close(struct pdf *p)
{
	struct pack *k = p->pack;

	put_all_held(p);
	put_places(p);
	deflateEnd(&k->deflater);
	HPDF_Stream_Free(k->scratch);
	buf_free(&k->head);
	buf_free(&k->bodies);
}
