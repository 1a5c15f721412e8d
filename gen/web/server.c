/*
 * What a server says beside the pages, as two common kinds of server read it from the
 * folder itself: .htaccess (Apache) and _headers (hosts of static sites). A page's own
 * policy is in its head, since it differs by page; that it may not be framed and that
 * types are not guessed only a header can say. README.md has the same for nginx.
 */
#include "web/publish.h"

static const char *const headers[][2] = {
    {"Content-Security-Policy", "frame-ancestors 'none'"},
    {"Referrer-Policy", "strict-origin-when-cross-origin"},
    {"X-Content-Type-Options", "nosniff"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
};

static const char *const types[][2] = {
    {"text/markdown", "md"},
    {"text/calendar", "ics"},
    {"text/csv", "csv"},
    {"application/json", "json"},
};

static void put_apache(struct buf *b, const char *root)
{
	buf_puts(b, "<IfModule mod_headers.c>\n");
	for (size_t i = 0; i < LEN(headers); i++)
		buf_printf(b, "\tHeader always set %s \"%s\"\n", headers[i][0], headers[i][1]);
	buf_puts(b, "</IfModule>\n<IfModule mod_mime.c>\n");
	for (size_t i = 0; i < LEN(types); i++)
		buf_printf(b, "\tAddType %s .%s\n\tAddCharset utf-8 .%s\n", types[i][0],
		    types[i][1], types[i][1]);
	buf_printf(b,
	    "\tAddCharset utf-8 .html .txt .xml\n</IfModule>\n"
	    "DirectoryIndex index.html\nErrorDocument 404 %s404.html\n",
	    root);
}

static void put_hosts(struct buf *b)
{
	buf_puts(b, "/*\n");
	for (size_t i = 0; i < LEN(headers); i++)
		buf_printf(b, "  %s: %s\n", headers[i][0], headers[i][1]);
	for (size_t i = 0; i < LEN(types); i++)
		buf_printf(
		    b, "/*.%s\n  Content-Type: %s; charset=utf-8\n", types[i][1], types[i][0]);
}

void server_write(const char *root, struct output *out)
{
	struct buf b = {0};

	put_apache(&b, root);
	output_put(out, "site/.htaccess", b.s, b.len);
	buf_clear(&b);
	put_hosts(&b);
	output_put(out, "site/_headers", b.s, b.len);
	buf_free(&b);
}
