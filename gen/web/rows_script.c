/*
 * The rows of all 资金支持 for scripts, as classic scripts, so that they can be
 * read from a folder: data/rows/index.js once, data/rows/REGION.js for each
 * region that has rows, on demand (a policy's rows are in its own region's).
 *
 *   digestpress.rowIndex = {
 *     asOf: "2026-11-21",
 *     regions: [[key, name, short name, key of the region above or null, number of rows], ...],
 *     measures: [[key, name], ...],
 *     recipients: [[key, name, 1 if open], ...],     recipients.yml
 *     bases: [[key, name], ...],                     estimate.yml
 *     statuses: {key: words}, kinds: {key: words}, currencies: {code: words},
 *     answers: [[key, words], ...], phrases: {key: words},      of an estimate
 *     reasons: [[key, pattern, 0 if it does not fit, 1 if it is to be checked, 2 if
 *                the asker can say that it is met], ...], lefts: {key: words},   of an estimate
 *     policyColumns: [...], columns: [...],          what stands where in the next two
 *   };
 *   digestpress.rowShards[REGION] = {policies: [[...], ...], rows: [[...], ...]};
 *
 * Columns of a policy: slug, shortTitle, status (key), reason (of the status),
 * stacking. Of a row: policy (place in policies), anchor, clause, item, recipient,
 * text, conditions, use (key of a measure), kind (key), amount, least (lower end),
 * currency (null: yuan), ratio (thousandths of a percent), atMost (1: the ratio is
 * an upper bound), basis, basisKind (key), narrowBasis (1), unit, counted (1: the
 * rate is paid for each), period, years, recipients (places in the list of kinds),
 * narrow (1: the recipient says more than its kinds), over (1: a ceiling over other
 * rows), partial (1: over a part of them), ceilings (places of the rows over it),
 * shared (1: under one ceiling with the row before), together (places of rows that
 * may be had together, with its own), limit (the bound in 条件), limitKind (key of a
 * basis), limitLeast, limitMost (0: no such end), limitPartly (1: a sum outside it is
 * only to be checked). What is absent is null or 0, and left out at the end of a row.
 * The id of a row is slug/anchor, its address policies/SLUG/#ANCHOR.
 */
#include "web/web.h"

#include <string.h>

#include "estimate/estimate.h"
#include "web/rows.h"
#include "web/script_array.h"

static const char policy_columns[] = "[\"slug\",\"shortTitle\",\"status\",\"reason\",\"stacking\"]";
static const char row_columns[] =
    "[\"policy\",\"anchor\",\"clause\",\"item\",\"recipient\",\"text\",\"conditions\",\"use\","
    "\"kind\",\"amount\",\"least\",\"currency\",\"ratio\",\"atMost\",\"basis\",\"basisKind\","
    "\"narrowBasis\",\"unit\",\"counted\",\"period\",\"years\",\"recipients\",\"narrow\",\"over\","
    "\"partial\",\"ceilings\",\"shared\",\"together\",\"limit\",\"limitKind\",\"limitLeast\","
    "\"limitMost\",\"limitPartly\"]";

/* ------------------------------------------------------------------ index */

static void put_pair(struct buf *b, const char *comma, const char *key, const char *words)
{
	struct script_array x;

	buf_puts(b, comma);
	x = script_array_open(b);
	script_array_text(&x, key);
	script_array_text(&x, words);
	script_array_close(&x);
}

static size_t count_rows(const struct region *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->policies_n; i++)
		n += r->policies[i]->supports_n;
	return n;
}

static void put_regions(struct buf *b, const struct collection *c)
{
	buf_puts(b, "regions: [");
	for (size_t i = 0; i < c->regions_n; i++) {
		const struct region *r = &c->regions[i];
		struct script_array x;

		buf_puts(b, i ? ",\n\t" : "\n\t");
		x = script_array_open(b);
		script_array_text(&x, r->key);
		script_array_text(&x, r->name);
		script_array_text(&x, r->short_name);
		script_array_text(&x, r->parent ? r->parent->key : NULL);
		script_array_number(&x, (int64_t)count_rows(r));
		script_array_close(&x);
	}
	buf_puts(b, "],\n");
}

static void put_lists(struct buf *b, const struct collection *c)
{
	buf_puts(b, "measures: [");
	for (size_t i = 0; i < c->measures_n; i++)
		put_pair(b, i ? "," : "", c->measures[i].key, c->measures[i].name);
	buf_puts(b, "],\nrecipients: [");
	for (size_t i = 0; i < c->recipient_kinds_n; i++) {
		const struct recipient_kind *k = &c->recipient_kinds[i];
		struct script_array x;

		buf_puts(b, i ? "," : "");
		x = script_array_open(b);
		script_array_text(&x, k->key);
		script_array_text(&x, k->name);
		script_array_number(&x, k->open);
		script_array_close(&x);
	}
	buf_puts(b, "],\nbases: [");
	for (size_t i = 0; i < c->bases_n; i++)
		put_pair(b, i ? "," : "", c->bases[i].key, c->bases[i].name);
	buf_puts(b, "],\n");
}

/* {"key": "words", ...} */
static void put_word(struct buf *b, bool first, const char *key, const char *words)
{
	buf_puts(b, first ? "" : ",");
	json_text(b, key);
	buf_putc(b, ':');
	json_text(b, words);
}

/* With 1 for what is to be checked, 2 where the asker can say that it is met. */
static void put_reason(struct buf *b, enum reason r)
{
	struct script_array x;

	buf_puts(b, r ? "," : "");
	x = script_array_open(b);
	script_array_text(&x, reason_key(r));
	script_array_text(&x, reason_pattern(r));
	script_array_number(&x, (r >= REASONS_CERTAIN) + (r >= REASONS_MEETABLE));
	script_array_close(&x);
}

static void put_words(struct buf *b)
{
	buf_puts(b, "statuses: {");
	for (int i = STATUS_DRAFT; i <= STATUS_UNDETERMINED; i++)
		put_word(
		    b, i == STATUS_DRAFT, status_key((enum status)i), status_words((enum status)i));
	buf_puts(b, "},\nkinds: {");
	for (int i = KIND_CAP; i <= KIND_RATIO; i++)
		put_word(b, i == KIND_CAP, support_kind_key((enum support_kind)i),
		    support_kind_words((enum support_kind)i));
	buf_puts(b, "},\nphrases: {");
	for (int i = 0; i < PHRASES; i++)
		put_word(b, i == 0, phrase_key((enum phrase)i), phrase_words((enum phrase)i));
	buf_puts(b, "},\nanswers: [");
	for (int i = ANSWER_FITS; i <= ANSWER_NOT; i++)
		put_pair(b, i ? "," : "", answer_key((enum answer)i), answer_words((enum answer)i));
	buf_puts(b, "],\nreasons: [");
	for (int i = 0; i < REASONS; i++)
		put_reason(b, (enum reason)i);
	buf_puts(b, "],\nlefts: {");
	for (int i = LEFT_NOT; i <= LEFT_UNASKED; i++)
		put_word(b, i == LEFT_NOT, left_key((enum left)i), left_words((enum left)i));
	buf_puts(b, "},\n");
}

/* Yuan, and those that a row is in. */
static void put_currencies(struct buf *b, const struct collection *c)
{
	struct arena *a = arena_new();
	struct map *seen = map_new(a);
	char words[48];

	amount_words(0, "CNY", words);
	buf_puts(b, "currencies: {");
	put_word(b, true, "CNY", words + 1);
	map_put(seen, "CNY", c);
	for (size_t i = 0; i < c->supports_n; i++) {
		const char *code = c->supports[i]->standard.currency;

		if (map_find(seen, code))
			continue;
		map_put(seen, code, c);
		amount_words(0, code, words);
		put_word(b, false, code, words + 1);
	}
	buf_puts(b, "},\n");
	arena_free(a);
}

static void write_index(const struct collection *c, struct output *out)
{
	struct buf b = {0};
	char day[11];

	date_format(c->as_of, day);
	buf_printf(&b,
	    "var digestpress = window.digestpress = window.digestpress || {};\n"
	    "digestpress.rowShards = digestpress.rowShards || {};\n"
	    "digestpress.rowIndex = {\nasOf: \"%s\",\n",
	    day);
	put_regions(&b, c);
	put_lists(&b, c);
	put_words(&b);
	put_currencies(&b, c);
	buf_printf(&b, "policyColumns: %s,\ncolumns: %s\n};\n", policy_columns, row_columns);
	output_put(out, "site/data/rows/index.js", b.s, b.len);
	buf_free(&b);
}

/* ----------------------------------------------------------------- shards */

static void put_policy(struct buf *b, const struct policy *p)
{
	struct script_array x = script_array_open(b);

	script_array_text(&x, p->slug);
	script_array_text(&x, p->short_title);
	script_array_text(&x, status_key(p->status));
	script_array_text(&x, p->status_reason);
	script_array_text(&x, p->stacking);
	script_array_close(&x);
}

static void add_recipients(
    struct script_array *x, const struct collection *c, const struct support *s)
{
	struct script_array list;

	if (!s->recipient_kinds_n) {
		script_array_skip(x);
		return;
	}
	script_array_next(x);
	list = script_array_open(x->b);
	for (size_t i = 0; i < s->recipient_kinds_n; i++) {
		script_array_next(&list);
		buf_printf(x->b, "%zu", (size_t)(s->recipient_kinds[i] - c->recipient_kinds));
	}
	script_array_close(&list);
}

/* Which rows of its policy a row is bound to in one way or another. */
typedef bool bound(const struct support *s, const struct support *other);

static bool is_under(const struct support *s, const struct support *ceiling)
{
	for (size_t i = 0; i < ceiling->of_n; i++)
		if (ceiling->of[i] == s)
			return true;
	return false;
}

static bool is_together(const struct support *s, const struct support *other)
{
	return support_is_with(s, other) || (s == other && support_together(s));
}

/* The places of such rows; first: that of the policy's first row in the shard. */
static void add_bound(struct script_array *x, const struct support *s, size_t first, bound *is)
{
	const struct policy *p = s->policy;
	struct script_array list;
	size_t n = 0;

	for (size_t i = 0; i < p->supports_n; i++) {
		if (!is(s, &p->supports[i]))
			continue;
		if (!n++) {
			script_array_next(x);
			list = script_array_open(x->b);
		}
		script_array_next(&list);
		buf_printf(x->b, "%zu", first + i);
	}
	if (n)
		script_array_close(&list);
	else
		script_array_skip(x);
}

/* Whether a row is under one ceiling with the row before it. */
static bool is_shared(const struct support *s)
{
	return s > s->policy->supports && s->standard.shared_cap && s[-1].standard.shared_cap &&
	       strcmp(s->clause.anchor, s[-1].clause.anchor) == 0;
}

static void add_standard(struct script_array *x, const struct support *s)
{
	const struct standard *o = &s->standard;

	script_array_text(x, support_kind_key(o->kind));
	script_array_number(x, o->has_amount ? o->amount : 0);
	script_array_number(x, o->has_min ? o->amount_min : 0);
	script_array_text(x, strcmp(o->currency, "CNY") == 0 ? NULL : o->currency);
	script_array_number(x, o->has_ratio ? o->ratio : 0);
	script_array_number(x, o->ratio_at_most);
	script_array_text(x, o->basis);
	script_array_text(x, s->basis ? s->basis->key : NULL);
	script_array_number(x, s->basis_narrowed);
	script_array_text(x, o->unit);
	script_array_number(x, s->counted);
	script_array_text(x, o->period);
	script_array_number(x, o->years);
}

static void add_limit(struct script_array *x, const struct limit *l)
{
	script_array_text(x, l->text);
	script_array_text(x, l->basis ? l->basis->key : NULL);
	script_array_number(x, l->least);
	script_array_number(x, l->most);
	script_array_number(x, l->partly);
}

static void put_row(
    struct buf *b, const struct collection *c, const struct support *s, size_t policy, size_t first)
{
	struct script_array x = script_array_open(b);

	script_array_next(&x);
	buf_printf(b, "%zu", policy);
	script_array_text(&x, s->anchor);
	script_array_text(&x, s->clause.label);
	script_array_text(&x, s->item);
	script_array_text(&x, s->recipient);
	script_array_text(&x, s->text);
	script_array_text(&x, s->conditions);
	script_array_text(&x, s->measure->key);
	add_standard(&x, s);
	add_recipients(&x, c, s);
	script_array_number(&x, s->recipient_narrowed);
	script_array_number(&x, s->of_n > 0);
	script_array_number(&x, s->partial);
	add_bound(&x, s, first, is_under);
	script_array_number(&x, is_shared(s));
	add_bound(&x, s, first, is_together);
	add_limit(&x, &s->limit);
	script_array_close(&x);
}

static void write_shard(const struct collection *c, const struct region *r, struct output *out)
{
	struct buf b = {0}, path = {0};
	size_t n = 0;

	buf_printf(&b, "digestpress.rowShards[\"%s\"] = {policies: [", r->key);
	for (size_t i = 0; i < r->policies_n; i++) {
		buf_puts(&b, i ? ",\n" : "\n");
		put_policy(&b, r->policies[i]);
	}
	buf_puts(&b, "], rows: [");
	for (size_t i = 0; i < r->policies_n; i++) {
		const struct policy *p = r->policies[i];
		size_t first = n;

		for (size_t k = 0; k < p->supports_n; k++) {
			buf_puts(&b, n++ ? ",\n" : "\n");
			put_row(&b, c, &p->supports[k], i, first);
		}
	}
	buf_puts(&b, "]};\n");
	buf_printf(&path, "site/data/rows/%s.js", r->key);
	output_put(out, path.s, b.s, b.len);
	buf_free(&path);
	buf_free(&b);
}

void rows_script_write(const struct collection *c, struct output *out)
{
	write_index(c, out);
	for (size_t i = 0; i < c->regions_n; i++)
		if (count_rows(&c->regions[i]))
			write_shard(c, &c->regions[i], out);
}
