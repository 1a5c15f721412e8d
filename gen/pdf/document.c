/*
 * What the document says of itself (ISO 32000-1, 7.7.2, 14.3; XMP part 1): the
 * information dictionary and the same facts as XMP, the language, and that a
 * viewer shows the title. The date is that of the content, at midnight in
 * China; the clock is not asked.
 */
#include <string.h>

#include "digest/digest.h"
#include "pdf/parts.h"

static void add_text(struct pdf *p, HPDF_Dict d, const char *key, const char *text)
{
	if (text && *text)
		HPDF_Dict_Add(d, key, text_new(p, text));
}

static void add_date(struct pdf *p, date as_of)
{
	int year, month, day;
	char *s;

	date_split(as_of, &year, &month, &day);
	s = arena_printf(p->arena, "D:%04d%02d%02d000000+08'00'", year, month, day);
	HPDF_Dict_Add(p->doc->info, "CreationDate", ascii_new(p, s));
	HPDF_Dict_Add(p->doc->info, "ModDate", ascii_new(p, s));
}

static void write_information(struct pdf *p, date as_of)
{
	HPDF_Dict info = p->doc->info;

	add_text(p, info, "Title", p->print->title);
	add_text(p, info, "Author", p->print->author);
	add_text(p, info, "Subject", p->print->subject);
	HPDF_Dict_Add(info, "Creator", ascii_new(p, "digestpress " VERSION));
	HPDF_Dict_Add(info, "Producer", ascii_new(p, "digestpress " VERSION));
	if (as_of != DATE_NONE)
		add_date(p, as_of);
}

/* ---------------------------------------------------------------------------- XMP */

static void put_escaped(struct buf *b, const char *s)
{
	for (; *s; s++) {
		if (*s == '&')
			buf_puts(b, "&amp;");
		else if (*s == '<')
			buf_puts(b, "&lt;");
		else if (*s == '>')
			buf_puts(b, "&gt;");
		else
			buf_putc(b, *s);
	}
}

/* One property; container is Alt (a text by language), Seq or Bag. */
static void put_list(struct buf *b, const char *name, const char *container, const char *text)
{
	bool by_language = strcmp(container, "Alt") == 0;

	if (!text || !*text)
		return;
	buf_printf(b, "<%s><rdf:%s><rdf:li%s>", name, container,
	    by_language ? " xml:lang=\"x-default\"" : "");
	put_escaped(b, text);
	buf_printf(b, "</rdf:li></rdf:%s></%s>\n", container, name);
}

static void put_dates(struct buf *b, date as_of)
{
	static const char *const names[] = {"CreateDate", "ModifyDate", "MetadataDate"};
	char day[11];

	date_format(as_of, day);
	for (size_t i = 0; i < LEN(names); i++)
		buf_printf(b, "<xmp:%s>%sT00:00:00+08:00</xmp:%s>\n", names[i], day, names[i]);
}

static void put_metadata(struct buf *b, const struct print *print, date as_of)
{
	buf_puts(b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		    "<rdf:Description rdf:about=\"\"\n"
		    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
		    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
		    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
		    "<dc:format>application/pdf</dc:format>\n");
	put_list(b, "dc:title", "Alt", print->title);
	put_list(b, "dc:creator", "Seq", print->author);
	put_list(b, "dc:description", "Alt", print->subject);
	put_list(b, "dc:language", "Bag", print->language);
	if (as_of != DATE_NONE)
		put_dates(b, as_of);
	buf_puts(b, "<xmp:CreatorTool>digestpress " VERSION "</xmp:CreatorTool>\n"
		    "<pdf:Producer>digestpress " VERSION "</pdf:Producer>\n"
		    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
}

/* Not deflated, so that a search for its text in the bytes of the file finds it. */
static void *write_metadata(struct pdf *p, date as_of)
{
	struct buf b = {0};
	void *stream;

	put_metadata(&b, p->print, as_of);
	stream = stream_new(p, "/Type/Metadata/Subtype/XML", b.s, b.len, false);
	buf_free(&b);
	return stream;
}

void document_describe(struct pdf *p, date as_of)
{
	HPDF_Dict preferences = dict_new(p);

	write_information(p, as_of);
	HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
	HPDF_Dict_Add(p->doc->catalog, "Metadata", write_metadata(p, as_of));
	HPDF_Dict_Add(p->doc->catalog, "Lang", ascii_new(p, p->print->language));
	HPDF_Dict_Add(p->doc->catalog, "ViewerPreferences", preferences);
}
