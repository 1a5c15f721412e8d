/*
 * The elements that a handbook can print: what each is to the layout, and the
 * PDF structure type it becomes (ISO 32000-1, 14.8.4). How they look is
 * templates/print/style.yml's business. A template that uses another element
 * is told so at its place.
 */
#include "book/book_parts.h"

#include <string.h>

static const struct element elements[] = {
    {"a", ELEMENT_INLINE, NULL, 0},
    {"abbr", ELEMENT_INLINE, NULL, 0},
    {"article", ELEMENT_GROUP, "Sect", 0},
    {"aside", ELEMENT_GROUP, NULL, 0},
    {"b", ELEMENT_INLINE, NULL, 0},
    {"blockquote", ELEMENT_GROUP, "BlockQuote", 0},
    {"br", ELEMENT_BREAK, NULL, 0},
    {"caption", ELEMENT_CAPTION, "Caption", 0},
    {"circle", ELEMENT_DRAWN, NULL, 0},
    {"cite", ELEMENT_INLINE, NULL, 0},
    {"code", ELEMENT_INLINE, NULL, 0},
    {"col", ELEMENT_SILENT, NULL, 0},
    {"colgroup", ELEMENT_SILENT, NULL, 0},
    {"data", ELEMENT_INLINE, NULL, 0},
    {"dd", ELEMENT_DETAIL, "LBody", 0},
    {"div", ELEMENT_GROUP, NULL, 0},
    {"dl", ELEMENT_LIST, "L", 0},
    {"dt", ELEMENT_TERM, "Lbl", 0},
    {"em", ELEMENT_INLINE, NULL, 0},
    {"figcaption", ELEMENT_TEXT, "Caption", 0},
    {"figure", ELEMENT_GROUP, "Div", 0},
    {"footer", ELEMENT_GROUP, NULL, 0},
    {"g", ELEMENT_DRAWN, NULL, 0},
    {"h1", ELEMENT_TEXT, "H1", 1},
    {"h2", ELEMENT_TEXT, "H2", 2},
    {"h3", ELEMENT_TEXT, "H3", 3},
    {"h4", ELEMENT_TEXT, "H4", 4},
    {"header", ELEMENT_GROUP, NULL, 0},
    {"hr", ELEMENT_LINE, NULL, 0},
    {"i", ELEMENT_INLINE, NULL, 0},
    {"li", ELEMENT_ITEM, "LI", 0},
    {"line", ELEMENT_DRAWN, NULL, 0},
    {"main", ELEMENT_GROUP, NULL, 0},
    {"nav", ELEMENT_GROUP, NULL, 0},
    {"ol", ELEMENT_LIST, "L", 0},
    {"p", ELEMENT_TEXT, "P", 0},
    {"path", ELEMENT_DRAWN, NULL, 0},
    {"pre", ELEMENT_TEXT, "P", 0},
    {"rect", ELEMENT_DRAWN, NULL, 0},
    {"section", ELEMENT_GROUP, "Sect", 0},
    {"small", ELEMENT_INLINE, NULL, 0},
    {"span", ELEMENT_INLINE, NULL, 0},
    {"strong", ELEMENT_INLINE, NULL, 0},
    {"sup", ELEMENT_INLINE, NULL, 0},
    {"svg", ELEMENT_DRAWING, "Figure", 0},
    {"table", ELEMENT_TABLE, "Table", 0},
    {"tbody", ELEMENT_ROWS, "TBody", 0},
    {"td", ELEMENT_CELL, "TD", 0},
    {"text", ELEMENT_DRAWN, NULL, 0},
    {"th", ELEMENT_CELL, "TH", 0},
    {"thead", ELEMENT_ROWS, "THead", 0},
    {"time", ELEMENT_INLINE, NULL, 0},
    {"title", ELEMENT_DRAWN, NULL, 0},
    {"tr", ELEMENT_ROW, "TR", 0},
    {"ul", ELEMENT_LIST, "L", 0},
    {"wbr", ELEMENT_SILENT, NULL, 0},
};

const struct element *element_find(const char *name)
{
	for (size_t i = 0; i < LEN(elements); i++)
		if (strcmp(elements[i].name, name) == 0)
			return &elements[i];
	return NULL;
}

const char *element_nearest(const char *name)
{
	const char *names[LEN(elements)];

	for (size_t i = 0; i < LEN(elements); i++)
		names[i] = elements[i].name;
	return text_nearest(name, names, LEN(names));
}
