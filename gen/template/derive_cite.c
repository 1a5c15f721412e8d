/*
 * How a policy and its digest are cited, in the form of GB/T 7714—2015: the
 * document by issuer, title, number, type (Z, other; OL when it is online) and
 * date; the digest as an electronic bulletin (EB) with the day of its last change
 * and, as the day on which it was seen, that of judgement. What is not known is
 * left out; of a policy it can be named instead.
 */
#include <string.h>

#include "template/reading.h"

static void put_day(struct buf *b, const char *before, date d, const char *after)
{
	char s[11];

	date_format(d, s);
	buf_printf(b, "%s%s%s", before, s, after);
}

struct value derive_policy_reference(const void *policy, const struct context *x)
{
	const struct policy *p = policy;
	struct buf b = {0};

	for (size_t i = 0; i < p->issuers_n; i++)
		buf_printf(&b, "%s%s", p->issuers[i], i + 1 < p->issuers_n ? ", " : ". ");
	buf_puts(&b, p->title);
	if (p->doc_number)
		buf_printf(&b, ": %s", p->doc_number);
	if (p->stage != STAGE_FINAL)
		buf_printf(&b, ": %s", stage_words(p->stage));
	buf_puts(&b, p->url ? "[Z/OL]." : "[Z].");
	if (p->issued != DATE_NONE)
		put_day(&b, p->url ? " (" : " ", p->issued, p->url ? ")" : ".");
	if (p->url) {
		put_day(&b, p->issued == DATE_NONE ? " [" : "[", p->checked, "].");
		buf_printf(&b, " %s.", p->url);
	}
	return (struct value){.text = buf_keep(&b, x->arena)};
}

struct value derive_policy_own_reference(const void *policy, const struct context *x)
{
	const struct policy *p = policy;
	const struct site *site = &x->collection->site;
	struct buf b = {0};

	buf_printf(&b, "%s. %s: 摘编[EB%s]//%s.", site->publisher, p->title,
	    site->base_url ? "/OL" : "", site->title);
	put_day(&b, " (", p->updated, ")");
	put_day(&b, "[", x->collection->as_of, "].");
	if (site->base_url)
		buf_printf(&b, " %spolicies/%s/.", site->base_url, p->slug);
	return (struct value){.text = buf_keep(&b, x->arena)};
}

struct value derive_policy_unsaid(const void *policy, const struct context *x)
{
	const struct policy *p = policy;
	const struct {
		const char *name;
		bool said;
	} all[] = {{"发文机关", p->issuers_n > 0}, {"文号", p->doc_number},
	    {"印发日期", p->issued != DATE_NONE}, {"施行日期", p->start != DATE_NONE},
	    {"截止日期", p->end != DATE_NONE}};
	const char **v = arena_array(x->arena, const char *, LEN(all));
	size_t n = 0;

	for (size_t i = 0; i < LEN(all); i++)
		if (!all[i].said)
			v[n++] = all[i].name;
	return (struct value){.items = v, .n = n};
}
