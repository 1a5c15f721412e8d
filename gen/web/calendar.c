/*
 * The terms that end on a known day as calendars (RFC 5545): one for all policies, one
 * for each region with the regions below it. An event is the last day in force of
 * a policy, a whole day; those ahead remind 90 and 30 days before. UIDs are made from the slug
 * and the day it stands for, so that an event that moves keeps its UID; stamps are the day of
 * judgement and that on which the policy became what it is. A calendar holds the MOST latest of its
 * terms. Lines end in CRLF and are folded at 75 octets, between characters. Works from a file; only
 * the link to the page needs base_url.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/publish.h"

enum { OCTETS = 75, AHEAD_FIRST = 90, AHEAD_SECOND = 30, MOST = 500 };

static bool ends(const struct policy *p)
{
	return p->end != DATE_NONE && p->stage != STAGE_DRAFT;
}

bool calendar_holds(const struct policy *const *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ends(p[i]))
			return true;
	return false;
}

/* ------------------------------------------------------------------ content lines */

/* A line, folded: what continues begins with a space, which counts too. */
static void put_line(struct buf *b, const char *s)
{
	size_t room = OCTETS;

	while (strlen(s) > room) {
		size_t n = room;

		while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
		buf_put(b, s, n);
		buf_puts(b, "\r\n ");
		s += n;
		room = OCTETS - 1;
	}
	buf_puts(b, s);
	buf_puts(b, "\r\n");
}

/* A property of type TEXT: backslash, comma, semicolon and line break are escaped. */
static void put_text(struct buf *b, const char *name, const char *value)
{
	struct buf line = {0};

	buf_printf(&line, "%s:", name);
	for (const char *p = value; *p; p++) {
		if (*p == '\\' || *p == ',' || *p == ';')
			buf_printf(&line, "\\%c", *p);
		else if (*p == '\n')
			buf_puts(&line, "\\n");
		else
			buf_putc(&line, *p);
	}
	put_line(b, line.s);
	buf_free(&line);
}

static const char *digits(struct arena *a, date d)
{
	int year, month, day;

	date_split(d, &year, &month, &day);
	return arena_printf(a, "%04d%02d%02d", year, month, day);
}

/* ------------------------------------------------------------------------- events */

/* The form of a UUID, from the hash of what the event is (version 8, RFC 9562). */
static const char *uid_of(struct arena *a, const struct policy *p)
{
	char hex[SHA256_HEX];
	const char *s = arena_printf(a, "urn:digestpress:end:%s", p->slug);

	file_sha256(s, strlen(s), hex);
	return arena_printf(
	    a, "%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17, hex + 20);
}

static void put_alarm(struct buf *b, struct arena *a, const struct policy *p, int days)
{
	put_line(b, "BEGIN:VALARM");
	put_line(b, "ACTION:DISPLAY");
	put_line(b, arena_printf(a, "TRIGGER:-P%dD", days));
	put_text(b, "DESCRIPTION", arena_printf(a, "《%s》%d天后到最后一天", p->short_title, days));
	put_line(b, "END:VALARM");
}

/* The day after, but for the last of the calendar; an event without one lasts a day. */
static void put_end(struct buf *b, struct arena *a, date end)
{
	date after = date_add_days(end, 1);

	if (after > end)
		put_line(b, arena_printf(a, "DTEND;VALUE=DATE:%s", digits(a, after)));
}

static void put_event(
    struct buf *b, struct arena *a, const struct collection *c, const struct policy *p)
{
	char as_of[32];

	date_words(c->as_of, as_of);
	put_line(b, "BEGIN:VEVENT");
	put_line(b, arena_printf(a, "UID:%s", uid_of(a, p)));
	put_line(b, arena_printf(a, "DTSTAMP:%sT000000Z", digits(a, c->as_of)));
	put_line(b, arena_printf(a, "LAST-MODIFIED:%sT000000Z", digits(a, feed_day(p, c->as_of))));
	put_line(b, arena_printf(a, "DTSTART;VALUE=DATE:%s", digits(a, p->end)));
	put_end(b, a, p->end);
	put_text(b, "SUMMARY",
	    arena_printf(a, "%s：%s（%s）", p->short_title,
		term_is_planned(p) ? "规划期最后一天" : "有效期最后一天", status_words(p->status)));
	put_text(b, "DESCRIPTION",
	    arena_printf(a, "《%s》\n%s（截至%s）。\n%s", p->title, best_status(a, p), as_of,
		c->site.disclaimer));
	put_text(b, "CATEGORIES", p->region->name);
	put_text(b, "LOCATION", p->region->name);
	if (c->site.base_url)
		put_line(b, arena_printf(a, "URL:%spolicies/%s/", c->site.base_url, p->slug));
	put_line(b, "TRANSP:TRANSPARENT");
	if (p->end >= c->as_of) {
		put_alarm(b, a, p, AHEAD_FIRST);
		put_alarm(b, a, p, AHEAD_SECOND);
	}
	put_line(b, "END:VEVENT");
}

struct calendar {
	const char *address, *name;
	const struct policy *const *policies;
	size_t n;
};

static int latest_first(const void *x, const void *y)
{
	const struct policy *a = *(const struct policy *const *)x,
			    *b = *(const struct policy *const *)y;

	if (a->end != b->end)
		return a->end < b->end ? 1 : -1;
	return (a->order > b->order) - (a->order < b->order);
}

static int in_order(const void *x, const void *y)
{
	const struct policy *a = *(const struct policy *const *)x,
			    *b = *(const struct policy *const *)y;

	return (a->order > b->order) - (a->order < b->order);
}

/* Those that end; where they are too many, without what ended longest ago. */
static const struct policy **choose(
    struct arena *a, const struct policy *const *p, size_t n, size_t *chosen)
{
	const struct policy **v = arena_array(a, const struct policy *, n + 1);

	*chosen = 0;
	for (size_t i = 0; i < n; i++)
		if (ends(p[i]))
			v[(*chosen)++] = p[i];
	if (*chosen > MOST) {
		qsort(v, *chosen, sizeof(*v), latest_first);
		*chosen = MOST;
		qsort(v, *chosen, sizeof(*v), in_order);
	}
	return v;
}

static void write(
    const struct collection *c, struct calendar k, struct addresses *list, struct output *out)
{
	struct arena *a = arena_new();
	struct buf b = {0};

	if (calendar_holds(k.policies, k.n)) {
		put_line(&b, "BEGIN:VCALENDAR");
		put_line(&b, "VERSION:2.0");
		put_line(&b, "PRODID:-//digestpress//digestpress//ZH");
		put_line(&b, "CALSCALE:GREGORIAN");
		put_line(&b, "METHOD:PUBLISH");
		put_text(&b, "X-WR-CALNAME", k.name);
		size_t n;
		const struct policy **v = choose(a, k.policies, k.n, &n);

		for (size_t i = 0; i < n; i++)
			put_event(&b, a, c, v[i]);
		put_line(&b, "END:VCALENDAR");
		output_put(out, arena_printf(a, "site/%s", k.address), b.s, b.len);
		addresses_add(list, k.address);
	}
	buf_free(&b);
	arena_free(a);
}

void calendars_write(const struct collection *c, struct addresses *list, struct output *out)
{
	struct arena *a = arena_new();
	const char *name = arena_printf(a, "政策到期日历 · %s", c->site.title);

	write(c, (struct calendar){"calendar.ics", name, c->policies, c->policies_n}, list, out);
	for (size_t i = 0; i < c->regions_n; i++) {
		const struct region *r = &c->regions[i];
		write(c,
		    (struct calendar){arena_printf(a, "calendars/regions/%s.ics", r->key),
			arena_printf(a, "%s的政策到期日历", r->name), r->all, r->all_n},
		    list, out);
	}
	arena_free(a);
}
