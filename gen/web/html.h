/*
 * html: the sink that writes HTML5 bytes.
 */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "template/template.h"

/*
 * Elements become bytes in `out`: doctype before html, no end tags for void
 * elements, text and attributes escaped, a newline after each block. `here` is
 * the href of this page among its links: a link to it gets aria-current="page".
 * A sum of money is a span class="sum", so that no line ends inside it. In an h1
 * longer than ONE_LINE letters a wbr stands where a word ends.
 */
#define ONE_LINE 12 /* letters of a title that has room on any screen */
struct html {
	struct buf *out;
	const char *here;         /* NULL: there is none */
	struct arena *arena;      /* of the page */
	const char *const *words; /* that titles keep on one line; ends with NULL; NULL */
	int plain;                /* open title and svg, which hold no span; kept by the sink */
	int title;                /* open h1, which breaks between words; kept by the sink */
	size_t head_end;          /* where </head> stands in `out`; 0: nowhere yet */
};

struct sink html_sink(struct html *h);

#endif
