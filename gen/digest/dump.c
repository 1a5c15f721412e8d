/*
 * The collection as indented text, for golden tests: one line a thing, deeper
 * for what belongs to it, fields that are absent left out, places as
 * line:column. Only pointers that were resolved are followed, so a collection
 * with faults can be dumped too.
 */
#include "digest/digest_parts.h"

#include <string.h>

struct dump {
	struct buf *out;
	int depth;
};

static void line(struct dump *d, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void line(struct dump *d, const char *fmt, ...)
{
	va_list ap;

	buf_printf(d->out, "%*s", 2 * d->depth, "");
	va_start(ap, fmt);
	buf_vprintf(d->out, fmt, ap);
	va_end(ap);
	buf_putc(d->out, '\n');
}

static void field(struct dump *d, const char *name, const char *value)
{
	if (value)
		line(d, "%s: %s", name, value);
}

static void day(struct dump *d, const char *name, date value)
{
	char s[11];

	if (value == DATE_NONE)
		return;
	date_format(value, s);
	field(d, name, s);
}

static void texts(struct dump *d, const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		field(d, name, list[i]);
}

static void slugs(struct dump *d, const char *name, const struct policy *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		field(d, name, list[i]->slug);
}

/* ------------------------------------------------------------------- text */

static const char *const kinds[] = {
    [NODE_PARAGRAPH] = "paragraph",
    [NODE_LIST] = "list",
    [NODE_ITEM] = "item",
    [NODE_QUOTE] = "quote",
    [NODE_CODE_BLOCK] = "code-block",
    [NODE_TABLE] = "table",
    [NODE_ROW] = "row",
    [NODE_CELL] = "cell",
    [NODE_TEXT] = "text",
    [NODE_STRONG] = "strong",
    [NODE_EMPHASIS] = "emphasis",
    [NODE_CODE] = "code",
    [NODE_BREAK] = "break",
    [NODE_LINK] = "link",
    [NODE_NUMBER] = "number",
    [NODE_NOTE_MARK] = "note-mark",
    [NODE_NOTE] = "note",
};

static void put_target(struct buf *b, const struct target *t)
{
	if (t->policy)
		buf_printf(b, " → policy %s", t->policy->slug);
	else if (t->region)
		buf_printf(b, " → region %s", t->region->key);
	else if (t->measure)
		buf_printf(b, " → measure %s", t->measure->key);
	else if (t->term)
		buf_printf(b, " → term %s", t->term->key);
	else if (t->url)
		buf_printf(b, " → %s", t->url);
	else
		buf_printf(b, " → ? %s", t->written);
	if (t->anchor)
		buf_printf(b, " #%s", t->anchor);
}

/* What follows the kind of a node on its line. */
static void put_details(struct buf *b, const struct node *n)
{
	if (n->kind == NODE_LIST)
		buf_puts(b, n->ordered ? " ordered" : "");
	if ((n->kind == NODE_LIST && n->ordered) || n->kind == NODE_ROW || n->kind == NODE_NOTE ||
	    n->kind == NODE_NOTE_MARK)
		buf_printf(b, " %d", n->number);
	buf_printf(b, " @%d:%d", n->place.line, n->place.col);
	if (n->text)
		buf_printf(b, " “%s”", n->text);
	if (n->target)
		put_target(b, n->target);
	if (n->policy)
		buf_printf(b, " → policy %s", n->policy->slug);
}

static void dump_nodes(struct dump *d, const struct node *n)
{
	for (; n; n = n->next) {
		struct buf b = {0};

		put_details(&b, n);
		line(d, "%s%s", kinds[n->kind], b.s);
		buf_free(&b);
		d->depth++;
		dump_nodes(d, n->child);
		d->depth--;
	}
}

/* ------------------------------------------------------------------- rows */

/* A number of thousandths, or of a percent's, without trailing zeros. */
static const char *thousandths(int64_t v, char s[32])
{
	struct buf b = {0};

	buf_printf(&b, "%lld", (long long)(v / 1000));
	if (v % 1000)
		buf_printf(&b, ".%03d", (int)(v % 1000));
	while (v % 1000 && b.s[b.len - 1] == '0')
		b.s[--b.len] = '\0';
	memcpy(s, b.s, MIN(b.len + 1, 32));
	s[31] = '\0';
	buf_free(&b);
	return s;
}

static void put_standard(struct buf *b, const struct standard *s)
{
	static const char *const spans[] = {"", " running", " parts", " at most"};
	char ratio[32];

	buf_puts(b, support_kind_key(s->kind));
	if (s->has_amount && s->has_min)
		buf_printf(b, " %lld to", (long long)s->amount_min);
	if (s->has_amount)
		buf_printf(b, " %lld %s", (long long)s->amount, s->currency);
	if (s->unit)
		buf_printf(b, " per %s", s->unit);
	if (s->has_ratio)
		buf_printf(b, ", %s%s%%", s->ratio_at_most ? "at most " : "",
		    thousandths(s->ratio, ratio));
	if (s->basis)
		buf_printf(b, " of %s", s->basis);
	if (s->period)
		buf_printf(b, ", %s", s->period);
	if (s->years)
		buf_printf(b, ", %d years%s", s->years, spans[s->span]);
	if (s->shared_cap)
		buf_puts(b, ", shared");
	if (s->over)
		buf_printf(b, ", over %d before", s->over);
}

static void dump_responsible(struct dump *d, const struct responsible *r)
{
	if (r->department)
		line(d, "department: %s → %s", r->written, r->department->anchor);
	else
		field(d, "department", r->written);
}

static void dump_support(struct dump *d, const struct support *s)
{
	struct buf b = {0};

	put_standard(&b, &s->standard);
	line(d, "support %s @%d:%d %s", s->id, s->place.line, s->place.col, s->clause.label);
	d->depth++;
	field(d, "item", s->item);
	field(d, "recipient", s->recipient);
	for (size_t i = 0; i < s->recipient_kinds_n; i++)
		field(d, "recipient kind", s->recipient_kinds[i]->key);
	if (s->recipient_kinds_n)
		line(d, "recipient narrowed: %s, rate counted: %s",
		    s->recipient_narrowed ? "yes" : "no", s->counted ? "yes" : "no");
	line(d, "text: %s → %s", s->text, b.s);
	for (size_t i = 0; i < s->of_n; i++)
		field(d, "of", s->of[i]->anchor);
	field(d, "conditions", s->conditions);
	field(d, "basis kind", s->basis ? s->basis->key : NULL);
	if (s->basis_narrowed && s->basis)
		line(d, "basis narrowed");
	if (s->partial)
		line(d, "over a part");
	if (s->limit.text)
		line(d, "limit: %s → %s %lld to %lld%s", s->limit.text, s->limit.basis->key,
		    (long long)s->limit.least, (long long)s->limit.most,
		    s->limit.partly ? ", partly" : "");
	field(d, "measure", s->measure ? s->measure->key : NULL);
	for (size_t i = 0; i < s->departments_n; i++)
		dump_responsible(d, &s->departments[i]);
	d->depth--;
	buf_free(&b);
}

static void dump_pool(struct dump *d, const struct pool *p)
{
	const struct size_of_pool *s = &p->size;

	line(d, "pool %s @%d:%d %s", p->id, p->place.line, p->place.col, p->clause.label);
	d->depth++;
	field(d, "name", p->name);
	field(d, "nature", p->nature == NATURE_FUND ? "fund" : "budget");
	line(d, "size: %s → %s%s%s%lld %s", p->text, s->qualifier ? s->qualifier : "",
	    s->period ? s->period : "", s->qualifier || s->period ? " " : "", (long long)s->amount,
	    s->currency);
	field(d, "note", p->note);
	d->depth--;
}

static void dump_goal(struct dump *d, const struct goal_row *g)
{
	char low[32], high[32];

	line(d, "goal %s @%d:%d %s", g->id, g->place.line, g->place.col, g->clause.label);
	d->depth++;
	line(d, "year: %s → %d to %d%s", g->year_text ? g->year_text : "—", g->year_from, g->year,
	    g->every_year ? ", every" : "");
	field(d, "indicator", g->indicator);
	line(d, "value: %s → %s %s to %s %s", g->text, g->goal.comparator,
	    thousandths(g->goal.value, low), thousandths(g->goal.value_max, high),
	    g->goal.unit ? g->goal.unit : "");
	field(d, "note", g->note);
	d->depth--;
}

/* --------------------------------------------------------------- policies */

static void dump_citation(struct dump *d, const struct citation *c)
{
	line(d, "cites @%d:%d%s%s%s%s%s%s", c->place.line, c->place.col, c->title ? " " : "",
	    c->title ? c->title : "", c->number ? " " : "", c->number ? c->number : "",
	    c->policy ? " → policy " : "", c->policy ? c->policy->slug : "");
	d->depth++;
	field(d, "clause", c->clause.label);
	field(d, "at", c->anchor);
	d->depth--;
}

static void dump_front(struct dump *d, const struct policy *p)
{
	field(d, "title", p->title);
	field(d, "short_title", p->short_title);
	field(d, "pinyin", p->pinyin);
	field(d, "region", p->region ? p->region->key : NULL);
	field(d, "stage", stage_key(p->stage));
	line(d, "status: %s, %s", status_key(p->status), p->status_reason);
	day(d, "start", p->start);
	day(d, "end", p->end);
	for (size_t i = 0; i < p->topics_n; i++)
		field(d, "topic", p->topics[i]->key);
	texts(d, "issuer", p->issuers, p->issuers_n);
	field(d, "doc_number", p->doc_number);
	day(d, "issued", p->issued);
	field(d, "url", p->url);
	line(d, "source: %s %s %s", p->source_file ? p->source_file : "?",
	    p->source_sha256 ? p->source_sha256 : "?", p->source_pages ? p->source_pages : "");
	day(d, "updated", p->updated);
	day(d, "checked", p->checked);
	field(d, "stacking", p->stacking);
	texts(d, "alias", p->aliases, p->aliases_n);
	for (size_t i = 0; i < p->together_n; i++)
		for (size_t k = 0; k < p->together[i].n; k++)
			line(d, "together %zu: %s", i + 1, p->together[i].rows[k]->anchor);
	for (size_t i = 0; i < p->moved_n; i++)
		line(d, "moved: %s to %s", p->moved[i].from, p->moved[i].to);
	texts(d, "defect", p->defects, p->defects_n);
	texts(d, "inferred", p->inferred, p->inferred_n);
	for (size_t i = 0; i < p->not_supports_n; i++)
		line(d, "not_support: %s %s %s", p->not_supports[i].clause.label,
		    p->not_supports[i].sum, p->not_supports[i].why);
}

static void dump_relations(struct dump *d, const struct policy *p)
{
	slugs(d, "implements", p->implements, p->implements_n);
	slugs(d, "implemented by", p->implemented_by, p->implemented_by_n);
	for (size_t i = 0; i < p->citations_n; i++)
		dump_citation(d, &p->citations[i]);
	slugs(d, "cited by", p->cited_by, p->cited_by_n);
	for (size_t i = 0; i < p->measures_n; i++)
		field(d, "measure", p->measures[i]->key);
	field(d, "previous", p->previous ? p->previous->slug : NULL);
	field(d, "next", p->next ? p->next->slug : NULL);
}

static void dump_policy(struct dump *d, const struct policy *p)
{
	line(d, "policy %s", p->slug);
	d->depth++;
	dump_front(d, p);
	dump_relations(d, p);
	for (size_t i = 0; i < p->sections_n; i++) {
		const struct section *s = &p->sections[i];

		line(d, "section %s @%d:%d %s", s->anchor, s->place.line, s->place.col, s->title);
		d->depth++;
		dump_nodes(d, s->body);
		d->depth--;
	}
	for (size_t i = 0; i < p->notes_n; i++) {
		struct node one = *p->notes[i];

		one.next = NULL;
		dump_nodes(d, &one);
	}
	for (size_t i = 0; i < p->mentions_n; i++)
		line(d, "mentions %s #%s", p->mentions[i].term->key, p->mentions[i].anchor);
	for (size_t i = 0; i < p->supports_n; i++)
		dump_support(d, &p->supports[i]);
	for (size_t i = 0; i < p->pools_n; i++)
		dump_pool(d, &p->pools[i]);
	for (size_t i = 0; i < p->goals_n; i++)
		dump_goal(d, &p->goals[i]);
	d->depth--;
}

/* ------------------------------------------------------------- everything else */

static void dump_region(struct dump *d, const struct region *r)
{
	static const char *const levels[] = {"province", "city", "district", "county"};

	line(d, "region %s %s %s %s (%s, %s)", r->key, r->code, r->name, r->short_name, r->pinyin,
	    levels[r->level]);
	d->depth++;
	field(d, "parent", r->parent ? r->parent->key : NULL);
	for (size_t i = 0; i < r->children_n; i++)
		field(d, "child", r->children[i]->key);
	slugs(d, "policy", r->policies, r->policies_n);
	slugs(d, "all", r->all, r->all_n);
	d->depth--;
}

static void dump_measure(struct dump *d, const struct measure *m)
{
	line(d, "measure %s %s", m->key, m->name);
	d->depth++;
	field(d, "note", m->note);
	slugs(d, "policy", m->policies, m->policies_n);
	for (size_t i = 0; i < m->supports_n; i++)
		field(d, "support", m->supports[i]->id);
	d->depth--;
}

static void dump_department(struct dump *d, const struct department *o)
{
	line(d, "department %s %s", o->anchor, o->name);
	d->depth++;
	texts(d, "alias", o->aliases, o->aliases_n);
	texts(d, "office", o->offices, o->offices_n);
	slugs(d, "policy", o->policies, o->policies_n);
	for (size_t i = 0; i < o->supports_n; i++)
		field(d, "support", o->supports[i]->id);
	d->depth--;
}

static void dump_term(struct dump *d, const struct term_entry *t)
{
	line(d, "term %s %s (%s)", t->key, t->name, t->pinyin);
	d->depth++;
	texts(d, "alias", t->aliases, t->aliases_n);
	field(d, "definition", t->definition);
	for (size_t i = 0; i < t->mentions_n; i++)
		line(d, "in: %s #%s", t->mentions[i]->policy->slug, t->mentions[i]->anchor);
	d->depth--;
}

static void dump_site(struct dump *d, const struct site *s)
{
	line(d, "site");
	d->depth++;
	field(d, "title", s->title);
	field(d, "subtitle", s->subtitle);
	field(d, "description", s->description);
	field(d, "publisher", s->publisher);
	field(d, "contact", s->contact);
	field(d, "disclaimer", s->disclaimer);
	field(d, "base_url", s->base_url);
	field(d, "icp", s->icp);
	field(d, "security_record", s->security_record);
	field(d, "site_code", s->site_code);
	field(d, "licence", s->licence_name);
	field(d, "licence url", s->licence_url);
	field(d, "logo", s->logo);
	field(d, "tags", s->government_tags ? s->domain : NULL);
	for (const char *const *w = s->words; w && *w; w++)
		field(d, "word", *w);
	for (size_t i = 0; i < s->moved_n; i++)
		line(d, "moved: %s to %s", s->moved[i].from, s->moved[i].to);
	d->depth--;
}

static void dump_book(struct dump *d, const struct book_def *b)
{
	line(d, "book %s %s", b->slug, b->title ? b->title : "?");
	d->depth++;
	field(d, "subtitle", b->subtitle);
	field(d, "address", b->address);
	field(d, "of region", b->region ? b->region->key : NULL);
	field(d, "of policy", b->policy ? b->policy->slug : NULL);
	field(d, "group", b->group == GROUP_REGION ? "region" : "measure");
	for (size_t i = 0; i < b->sections_n; i++)
		field(d, "section", book_sections[b->sections[i]]);
	field(d, "paper", b->paper);
	slugs(d, "policy", b->policies, b->policies_n);
	d->depth--;
}

static void dump_document(struct dump *d, const struct document *t)
{
	line(d, "document %s%s%s%s%s%s%s", t->anchor, t->number ? " " : "",
	    t->number ? t->number : "", t->title ? " " : "", t->title ? t->title : "",
	    t->policy ? " → policy " : "", t->policy ? t->policy->slug : "");
	d->depth++;
	for (size_t i = 0; i < t->citing_n; i++)
		field(d, "cited by", t->citing[i].policy->slug);
	d->depth--;
}

void collection_dump(const struct collection *c, struct buf *out)
{
	struct dump d = {out, 0};

	day(&d, "as of", c->as_of);
	dump_site(&d, &c->site);
	for (size_t i = 0; i < c->regions_n; i++)
		dump_region(&d, &c->regions[i]);
	for (size_t i = 0; i < c->measures_n; i++)
		dump_measure(&d, &c->measures[i]);
	for (size_t i = 0; i < c->topics_n; i++) {
		line(&d, "topic %s %s", c->topics[i].key, c->topics[i].name);
		d.depth++;
		slugs(&d, "policy", c->topics[i].policies, c->topics[i].policies_n);
		d.depth--;
	}
	for (size_t i = 0; i < c->departments_n; i++)
		dump_department(&d, &c->departments[i]);
	for (size_t i = 0; i < c->terms_n; i++)
		dump_term(&d, &c->terms[i]);
	for (size_t i = 0; i < c->policies_n; i++)
		dump_policy(&d, c->policies[i]);
	for (size_t i = 0; i < c->documents_n; i++)
		dump_document(&d, &c->documents[i]);
	for (size_t i = 0; i < c->books_n; i++)
		dump_book(&d, &c->books[i]);
}
