/*
 * A finished book → the bytes of a PDF 1.7 file. The pages are written first,
 * and tell the type case and the structure tree what they contain; then these,
 * the ways through the document, and what it says of itself. Same input, same
 * bytes.
 */
#include "pdf/parts.h"

/* ------------------------------------------------------------------------- libharu */

static void *allocate(HPDF_UINT size)
{
	return mem_alloc(MAX(size, 1));
}

static void release(void *p)
{
	mem_free(p);
}

static void fail(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
	(void)user;
	die("libharu cannot write the book: error 0x%04lX, %lu", (unsigned long)error,
	    (unsigned long)detail);
}

static struct pdf *open_file(struct arena *a, const struct print *print, struct buf *out)
{
	struct pdf *p = arena_new_of(a, struct pdf);

	p->doc = HPDF_NewEx(fail, allocate, release, 0, NULL);
	p->memory = p->doc->mmgr;
	p->xref = p->doc->xref;
	p->arena = a;
	p->print = print;
	p->pack = pack_open(p, out);
	p->types = type_case_new(p);
	return p;
}

/* --------------------------------------------------------------------------- pages */

/* A box of the sheet; its origin is the sheet's lower left corner. */
static HPDF_Array write_page_box(struct pdf *p, const struct page *page, struct box b)
{
	HPDF_Array box = array_new(p);

	array_add_length(p, box, b.x);
	array_add_length(p, box, page->height - b.y - b.h);
	array_add_length(p, box, b.x + b.w);
	array_add_length(p, box, page->height - b.y);
	return box;
}

static struct box grow_box(struct box b, mpt by)
{
	return (struct box){b.x - by, b.y - by, b.w + 2 * by, b.h + 2 * by};
}

/* 14.11.2: the sheet, and on it the trimmed page and what its ink may cover. */
static void add_page_boxes(struct pdf *p, HPDF_Dict d, const struct page *page)
{
	struct box sheet = {0, 0, page->width, page->height};

	HPDF_Dict_Add(d, "MediaBox", write_page_box(p, page, sheet));
	if (page->trim.w == 0)
		return;
	HPDF_Dict_Add(d, "TrimBox", write_page_box(p, page, page->trim));
	HPDF_Dict_Add(d, "BleedBox", write_page_box(p, page, grow_box(page->trim, page->bleed)));
}

/* The empty pages come first, since links and bookmarks point at them. */
static void create_pages(struct pdf *p)
{
	HPDF_Dict root = p->doc->root_pages;
	HPDF_Array kids = HPDF_Dict_GetItem(root, "Kids", HPDF_OCLASS_ARRAY);

	p->pages = arena_array(p->arena, HPDF_Dict, p->print->pages_n);
	for (size_t i = 0; i < p->print->pages_n; i++) {
		HPDF_Dict page = dict_new_indirect(p);

		page->header.obj_class |= HPDF_OSUBCLASS_PAGE; /* libharu counts these */
		p->pages[i] = page;
		HPDF_Array_Add(kids, page);
		HPDF_Dict_AddName(page, "Type", "Page");
		HPDF_Dict_Add(page, "Parent", root);
		add_page_boxes(p, page, &p->print->pages[i]);
		HPDF_Dict_AddNumber(page, "StructParents", (int)i);
		HPDF_Dict_AddName(page, "Tabs", "S");
	}
}

static void collect_type(struct pdf *p)
{
	for (size_t i = 0; i < p->print->pages_n; i++)
		for (size_t k = 0; k < p->print->pages[i].runs_n; k++)
			type_collect(p->types, &p->print->pages[i].runs[k]);
}

static void write_pages(struct pdf *p)
{
	struct buf content = {0};
	HPDF_Dict resources = dict_new_indirect(p);

	HPDF_Dict_Add(resources, "Font", type_resources(p->types));
	for (size_t i = 0; i < p->print->pages_n; i++) {
		buf_clear(&content);
		content_write(p, (int)i, &content);
		if (content.len > 0) /* MuPDF takes a deflated nothing for a cut-off stream */
			HPDF_Dict_Add(p->pages[i], "Contents",
			    stream_new(p, "", content.s, content.len, true));
		HPDF_Dict_Add(p->pages[i], "Resources", resources);
		links_write(p, (int)i);
	}
	buf_free(&content);
}

void pdf_write(
    const struct print *print, date as_of, struct colour_profile profile, struct buf *out)
{
	struct arena *a = arena_new();
	struct pdf *p = open_file(a, print, out);

	create_pages(p);
	collect_type(p);
	write_pages(p);
	type_write(p->types);
	tags_write(p);
	navigation_write(p);
	document_describe(p, as_of);
	document_colours(p, profile);
	pack_close(p);
	HPDF_Free(p->doc);
	arena_free(a);
}
