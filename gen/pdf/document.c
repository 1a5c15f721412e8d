/*
 * What the document says of itself (ISO 32000-1, 7.7.2, 14.3; XMP part 1): the
 * information dictionary and the same facts as XMP, the language, and that a
 * viewer shows the title; that it is PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO
 * 14289-1), and what its colours are (ISO 32000-1, 14.11.5). The date is that of the content, at
 * midnight in China; the clock is not asked.
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

/* One property; container is Alt (a text by language), Seq or Bag. */
static void put_list(struct buf *b, const char *name, const char *container, const char *text)
{
	bool by_language = strcmp(container, "Alt") == 0;

	if (!text || !*text)
		return;
	buf_printf(b, "<%s><rdf:%s><rdf:li%s>", name, container,
	    by_language ? " xml:lang=\"x-default\"" : "");
	xml_text(b, text);
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

/*
 * PDF/A knows the properties of XMP's own schemas only; what it does not know is
 * explained to it (ISO 19005-2, 6.6.2.3.3): here the part of PDF/UA.
 */
static const char extension[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static void put_opening(struct buf *b)
{
	static const char *const spaces[][2] = {
	    {"dc", "http://purl.org/dc/elements/1.1/"},
	    {"xmp", "http://ns.adobe.com/xap/1.0/"},
	    {"pdf", "http://ns.adobe.com/pdf/1.3/"},
	    {"pdfaid", "http://www.aiim.org/pdfa/ns/id/"},
	    {"pdfuaid", "http://www.aiim.org/pdfua/ns/id/"},
	    {"pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"},
	    {"pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"},
	    {"pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"},
	};

	buf_puts(b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		    "<rdf:Description rdf:about=\"\"");
	for (size_t i = 0; i < LEN(spaces); i++)
		buf_printf(b, "\n xmlns:%s=\"%s\"", spaces[i][0], spaces[i][1]);
	buf_puts(b, ">\n");
}

static void put_metadata(struct buf *b, const struct print *print, date as_of)
{
	put_opening(b);
	buf_puts(b, "<dc:format>application/pdf</dc:format>\n");
	put_list(b, "dc:title", "Alt", print->title);
	put_list(b, "dc:creator", "Seq", print->author);
	put_list(b, "dc:description", "Alt", print->subject);
	put_list(b, "dc:language", "Bag", print->language);
	if (as_of != DATE_NONE)
		put_dates(b, as_of);
	buf_puts(b, "<xmp:CreatorTool>digestpress " VERSION "</xmp:CreatorTool>\n"
		    "<pdf:Producer>digestpress " VERSION "</pdf:Producer>\n"
		    "<pdfaid:part>2</pdfaid:part>\n"
		    "<pdfaid:conformance>A</pdfaid:conformance>\n"
		    "<pdfuaid:part>1</pdfuaid:part>\n");
	buf_puts(b, extension);
	buf_puts(b, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
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

/* ------------------------------------------------------------------------- colours */

void document_colours(struct pdf *p, struct colour_profile profile)
{
	HPDF_Dict intent = dict_new(p);
	HPDF_Array intents = array_new(p);

	HPDF_Dict_AddName(intent, "Type", "OutputIntent");
	HPDF_Dict_AddName(intent, "S", "GTS_PDFA1"); /* of any part of PDF/A */
	HPDF_Dict_Add(intent, "OutputConditionIdentifier", ascii_new(p, profile.name));
	HPDF_Dict_Add(intent, "Info", ascii_new(p, profile.name));
	HPDF_Dict_Add(
	    intent, "DestOutputProfile", stream_new(p, "/N 3", profile.bytes, profile.size, true));
	HPDF_Array_Add(intents, intent);
	HPDF_Dict_Add(p->doc->catalog, "OutputIntents", intents);
}
