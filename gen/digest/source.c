/*
 * The text of a file of content/, before any library sees it: read whole,
 * held against the bounds (bytes, length of a line, pipes in a line), valid
 * UTF-8 (RFC 3629) without control characters. Every fault is reported at its
 * line and column; what passes is safe for libyaml and cmark. What the text
 * means is not known here.
 */
#include "digest/digest_parts.h"

#include <errno.h>
#include <string.h>

bool slug_valid(const char *s)
{
	bool letter = false; /* the character before was one */

	for (; *s; s++) {
		if ((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9'))
			letter = true;
		else if (*s == '-' && letter)
			letter = false;
		else
			return false;
	}
	return letter;
}

bool url_valid(const char *s)
{
	const char *host = strncmp(s, "https://", 8) == 0 ? s + 8 : s + 7;

	if (host == s + 7 && strncmp(s, "http://", 7) != 0)
		return false;
	return *host && !strchr("/?#", *host) && !strpbrk(s, " \t\n\"<>\\^`{|}") &&
	       !source_fault(s, s + strlen(s));
}

void slug_check(const char *slug, const char *shown)
{
	if (slug_valid(slug))
		return;
	diag((struct place){shown, 0, 0}, DIAG_ERROR, "slug", "the file's name is not a slug: %s",
	    slug);
	diag_hint("only lower-case letters, digits and single hyphens");
}

/*
 * Line ends that libyaml counts and cmark does not would shift every place after them; what turns
 * the direction of text shows other words than it says.
 */
static bool harmful(uint32_t cp)
{
	return (cp >= 0x80 && cp <= 0x9F) || (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

static void report_character(struct place p, const char *s, const char *end)
{
	int len;
	uint32_t cp = text_decode(s, end, &len);

	if (cp == TEXT_BAD) {
		diag(p, DIAG_ERROR, "utf8", "the byte 0x%02X is not valid UTF-8 here",
		    (unsigned char)*s);
		return;
	}
	diag(p, DIAG_ERROR, "character", "the character U+%04X is not allowed in content",
	    (unsigned)cp);
	if (cp == '\r')
		diag_hint("lines end in a line feed alone, without a carriage return");
	else if (cp == 0xFEFF)
		diag_hint("save the file as UTF-8 without a byte order mark");
}

const char *source_fault(const char *s, const char *end)
{
	const char *bad = text_check(s, (size_t)(end - s));
	int len;

	for (end = bad ? bad : end; s < end; s += len)
		if (harmful(text_decode(s, end, &len)))
			return s;
	return bad;
}

static size_t pipes(const char *s, const char *end)
{
	size_t n = 0;

	while (s < end)
		n += *s++ == '|';
	return n;
}

static bool check_line(struct place p, const char *s, const char *end, struct source_limits limits)
{
	const char *bad = source_fault(s, end);

	if (bad) {
		p.col = (int)text_column(s, (size_t)(bad - s));
		report_character(p, bad, end);
		return false;
	}
	if ((size_t)(end - s) > limits.line) {
		diag(p, DIAG_ERROR, "line-length", "the line has %zu bytes; at most %zu are read",
		    (size_t)(end - s), limits.line);
		return false;
	}
	if (limits.pipes && pipes(s, end) > limits.pipes) {
		diag(p, DIAG_ERROR, "line-pipes", "the line has %zu pipes; at most %zu are read",
		    pipes(s, end), limits.pipes);
		return false;
	}
	return true;
}

bool source_check(const char *file, int line, const char *s, size_t n, struct source_limits limits)
{
	const char *end = s + n, *last;
	int returns = 0; /* a file with such line ends has them everywhere: reported once */
	bool good = true;

	if (n > SOURCE_BYTES) {
		diag((struct place){file, 0, 0}, DIAG_ERROR, "file-size",
		    "the file has %zu bytes; at most %d are read", n, SOURCE_BYTES);
		return false;
	}
	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));

		if (!stop)
			stop = end;
		last = stop > s && stop[-1] == '\r' ? stop - 1 : stop;
		if (last < stop && !returns++)
			report_character(
			    (struct place){file, line, (int)text_column(s, (size_t)(last - s))},
			    last, end);
		good &= check_line((struct place){file, line++, 1}, s, last, limits);
		s = stop + 1;
	}
	return good && !returns;
}

char *source_read(
    struct arena *a, const char *path, const char *shown, struct source_limits limits, size_t *n)
{
	struct place p = {shown, 0, 0};
	char *s = file_read(a, path, n);

	if (!s) {
		diag(p, DIAG_ERROR, "file-read", "cannot be read: %s", strerror(errno));
		return NULL;
	}
	if (*n == 0) {
		p.line = p.col = 1;
		diag(p, DIAG_ERROR, "file-empty", "the file has 0 bytes");
		return NULL;
	}
	diag_source(shown, s, *n);
	return source_check(shown, 1, s, *n, limits) ? s : NULL;
}
