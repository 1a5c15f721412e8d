/*
 * Objects → the bytes of the file. A stream is written where it comes, deflated.
 * All other objects are collected into object streams of 1,000 (ISO 32000-1,
 * 7.5.7): a tagged book has tens of thousands of small ones, and they shrink to a
 * tenth. Where each object is says a cross-reference stream (7.5.8), whose rows
 * are written as differences to the row above, which deflates to almost nothing.
 *
 * libharu gives the numbers, and the bytes of what it holds. It has no streams
 * of ours and its own writer is not used.
 */
#include <assert.h>
#include <string.h>
#include <zlib.h>

#include "pdf/parts.h"

enum { PACKED = 1000, ID_SIZE = 16, CHUNK = 32768 };

enum kind { FREE, PLAIN, IN_STREAM };

/* A row of the cross-reference stream (table 18). */
struct place_of {
	uint32_t at; /* byte of the file, or number of the object stream */
	uint8_t kind;
	uint16_t index;
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
	size_t id; /* where its digits begin */
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

/* --------------------------------------------------------------------------- streams */

static void deflate_into(struct pack *k, struct buf *out, const void *s, size_t n)
{
	Bytef part[CHUNK];
	int status;

	deflateReset(&k->deflater);
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

void stream_put(struct pdf *p, int number, const char *keys, const void *s, size_t n, bool deflated)
{
	struct pack *k = p->pack;
	struct buf small = {0};

	settle(p, number, (struct place_of){(uint32_t)(k->out->len - k->start), PLAIN, 0});
	if (deflated)
		deflate_into(k, &small, s, n);
	buf_printf(k->out, "%d 0 obj\n<<%s%s/Length %zu>>stream\n", number, keys,
	    deflated ? "/Filter/FlateDecode" : "", deflated ? small.len : n);
	buf_put(k->out, deflated ? small.s : s, deflated ? small.len : n);
	buf_puts(k->out, "\nendstream\nendobj\n");
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
	stream_put(p, number, keys, k->head.s, k->head.len, true);
	buf_clear(&k->head);
	buf_clear(&k->bodies);
}

/* The value of an object will follow in `bodies`. */
static void join(struct pdf *p, int number)
{
	struct pack *k = p->pack;

	if (k->members_n == PACKED)
		flush(p);
	settle(p, number, (struct place_of){0, IN_STREAM, (uint16_t)k->members_n});
	buf_printf(&k->head, "%d %zu ", number, k->bodies.len);
	k->members[k->members_n++] = number;
}

void object_put(struct pdf *p, int number, const struct buf *value)
{
	join(p, number);
	buf_put(&p->pack->bodies, value->s, value->len);
	buf_putc(&p->pack->bodies, '\n');
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
	buf_putc(&k->bodies, '\n');
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

/* What a reader begins with; the two identifiers are blank. */
static void put_trailer(struct pdf *p, int number, int width, const struct buf *rows)
{
	struct pack *k = p->pack;

	buf_printf(k->out, "%d 0 obj\n<</Type/XRef/Size %zu/Root %d 0 R/Info %d 0 R/W[1 %d 2]",
	    number, k->places_n, object_number(p->doc->catalog), object_number(p->doc->info),
	    width);
	buf_printf(k->out, "/DecodeParms<</Predictor 12/Columns %d>>/Filter/FlateDecode/Length %zu",
	    width + 3, rows->len);
	buf_puts(k->out, "/ID[<");
	k->id = k->out->len;
	buf_printf(k->out, "%0*d><%0*d>]>>stream\n", 2 * ID_SIZE, 0, 2 * ID_SIZE, 0);
	buf_put(k->out, rows->s, rows->len);
	buf_puts(k->out, "\nendstream\nendobj\n");
}

static void put_row(struct buf *out, struct place_of place, int width, unsigned char *above)
{
	unsigned char row[8] = {place.kind};

	for (int i = 0; i < width; i++)
		row[1 + i] = (unsigned char)(place.at >> 8 * (width - 1 - i));
	row[1 + width] = (unsigned char)(place.index >> 8);
	row[2 + width] = (unsigned char)place.index;
	buf_putc(out, 2); /* PNG's filter Up */
	for (int i = 0; i < width + 3; i++)
		buf_putc(out, (char)(row[i] - above[i]));
	memcpy(above, row, sizeof row);
}

static void put_places(struct pdf *p)
{
	struct pack *k = p->pack;
	struct buf rows = {0}, small = {0};
	int number = object_number(object_new(p)), width = 2;
	size_t at = k->out->len - k->start;
	unsigned char above[8] = {0};

	assert(at <= UINT32_MAX);
	while (width < 4 && MAX(at, objects_n(p)) >> 8 * width)
		width++;
	settle(p, number, (struct place_of){(uint32_t)at, PLAIN, 0});
	for (size_t i = 0; i < k->places_n; i++)
		put_row(&rows, k->places[i], width, above);
	deflate_into(k, &small, rows.s, rows.len);
	put_trailer(p, number, width, &small);
	buf_printf(k->out, "startxref\n%zu\n%%%%EOF\n", at);
	buf_free(&rows);
	buf_free(&small);
}

/* 14.4: both identifiers are the hash of the file as it is with blank ones. */
static void fill_id(struct pack *k)
{
	char hex[SHA256_HEX];

	file_sha256(k->out->s + k->start, k->out->len - k->start, hex);
	memcpy(k->out->s + k->id, hex, 2 * (size_t)ID_SIZE);
	memcpy(k->out->s + k->id + 2 * (size_t)ID_SIZE + 2, hex, 2 * (size_t)ID_SIZE);
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
	deflateInit(&k->deflater, Z_BEST_COMPRESSION);
	buf_puts(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	return k;
}

void pack_close(struct pdf *p)
{
	struct pack *k = p->pack;

	put_all_held(p);
	put_places(p);
	fill_id(k);
	deflateEnd(&k->deflater);
	HPDF_Stream_Free(k->scratch);
	buf_free(&k->head);
	buf_free(&k->bodies);
}
