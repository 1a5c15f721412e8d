/*
 * A small collection built by hand, for the drivers of templates and HTML: two
 * policies in two regions, two measures, three supports, two units, three terms,
 * a footnote, and texts that hold what markup is made of.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <string.h>

#include "digest/digest.h"

/* A paragraph of these inlines. */
static inline struct node *sample_node(struct arena *a, enum node_kind kind, const char *text)
{
	struct node *n = arena_new_of(a, struct node);

	n->kind = kind;
	n->text = text;
	n->place = (struct place){"content/policies/old.md", 20, 1};
	return n;
}

static inline struct node *sample_add(struct node *parent, struct node *child)
{
	struct node **end = &parent->child;

	while (*end)
		end = &(*end)->next;
	*end = child;
	child->parent = parent;
	return child;
}

static inline struct region *sample_regions(struct arena *a)
{
	struct region *r = arena_array(a, struct region, 2);

	r[0] = (struct region){.key = "zhejiang",
	    .name = "浙江省",
	    .short_name = "浙江",
	    .code = "330000",
	    .level = LEVEL_PROVINCE};
	r[1] = (struct region){.key = "hangzhou",
	    .name = "杭州市",
	    .short_name = "杭州",
	    .code = "330100",
	    .level = LEVEL_CITY,
	    .parent = &r[0]};
	r[0].children = arena_array(a, const struct region *, 1);
	r[0].children[r[0].children_n++] = &r[1];
	return r;
}

static inline struct measure *sample_measures(struct arena *a)
{
	struct measure *m = arena_array(a, struct measure, 2);

	m[0] = (struct measure){.key = "rd", .name = "研发补助", .note = "按研发投入给予的补助。"};
	m[1] = (struct measure){.key = "compute", .name = "算力"};
	return m;
}

static inline void sample_departments(struct arena *a, struct collection *c)
{
	struct department *d = c->departments = arena_array(a, struct department, 2);

	d[0] = (struct department){.key = "finance",
	    .anchor = "zhejiang--finance",
	    .name = "浙江省财政厅",
	    .region = &c->regions[0]};
	d[1] = (struct department){.key = "science",
	    .anchor = "hangzhou--science",
	    .name = "杭州市科技局",
	    .region = &c->regions[1]};
	d[1].aliases = arena_array(a, const char *, 1);
	d[1].aliases[d[1].aliases_n++] = "市科技局";
	c->departments_n = 2;
	for (size_t i = 0; i < 2; i++) {
		c->regions[i].departments = &d[i];
		c->regions[i].departments_n = 1;
	}
}

/* By pinyin, two of one letter; the policy `old` uses the first. */
static inline void sample_terms(struct arena *a, struct collection *c, struct policy *p)
{
	struct term_entry *t = c->terms = arena_array(a, struct term_entry, 3);

	t[0] = (struct term_entry){.key = "fu-wu-quan",
	    .name = "服务券",
	    .pinyin = "fu wu quan",
	    .definition = "买服务用的凭证。"};
	t[1] = (struct term_entry){.key = "suan-li-quan",
	    .name = "算力券",
	    .pinyin = "suan li quan",
	    .definition = "买算力<用的>凭证。"};
	t[2] = (struct term_entry){
	    .key = "sai-ma", .name = "赛马", .pinyin = "sai ma", .definition = "比着做。"};
	c->terms_n = 3;
	p->mentions = arena_array(a, struct mention, 1);
	p->mentions[p->mentions_n++] = (struct mention){p, &t[0], "points"};
	t[0].mentions = arena_array(a, const struct mention *, 1);
	t[0].mentions[t[0].mentions_n++] = &p->mentions[0];
}

static inline struct support sample_support(const struct policy *p, const struct measure *m,
    const char *anchor, const char *item, const char *text)
{
	struct support s = {
	    .anchor = anchor, .policy = p, .measure = m, .item = item, .text = text};

	s.id = anchor;
	s.clause = (struct clause){"三/（二）", "a3-b2"};
	s.recipient = "企业";
	s.place = (struct place){"content/policies/old.md", 30, 1};
	for (size_t i = 0; i < LEN(s.places); i++)
		s.places[i] = (struct place){"content/policies/old.md", 30, 2 + (int)i * 10};
	return s;
}

static inline void sample_body(struct arena *a, struct policy *p, const struct policy *other)
{
	struct section *s = arena_array(a, struct section, 1);
	struct node *paragraph = sample_node(a, NODE_PARAGRAPH, NULL);
	struct node *strong, *note, *mark, *link, *number, *list, *item;

	s->kind = SECTION_POINTS;
	s->title = "支持要点";
	s->anchor = "points";
	s->body = paragraph;
	sample_add(paragraph, sample_node(a, NODE_TEXT, "研发<投入> & \"算力\"，"));
	strong = sample_add(paragraph, sample_node(a, NODE_STRONG, NULL));
	sample_add(strong, sample_node(a, NODE_TEXT, "最高500万元"));
	mark = sample_add(paragraph, sample_node(a, NODE_NOTE_MARK, NULL));
	number = sample_add(paragraph, sample_node(a, NODE_NUMBER, "国发〔2017〕35号"));
	number = sample_add(paragraph, sample_node(a, NODE_NUMBER, "浙政发〔2020〕1号"));
	number->policy = other;
	link = sample_add(paragraph, sample_node(a, NODE_LINK, NULL));
	link->target = arena_new_of(a, struct target);
	link->target->kind = TARGET_POLICY;
	link->target->policy = other;
	link->target->anchor = "a1";
	sample_add(link, sample_node(a, NODE_TEXT, "另见"));
	link = sample_add(paragraph, sample_node(a, NODE_LINK, NULL));
	link->target = arena_new_of(a, struct target);
	*link->target = (struct target){.kind = TARGET_TERM, .term = p->mentions[0].term};
	sample_add(link, sample_node(a, NODE_TEXT, "服务券"));
	list = paragraph->next = sample_node(a, NODE_LIST, NULL);
	item = sample_add(list, sample_node(a, NODE_ITEM, NULL));
	sample_add(sample_add(item, sample_node(a, NODE_PARAGRAPH, NULL)),
	    sample_node(a, NODE_TEXT, "一项"));
	note = sample_node(a, NODE_NOTE, NULL);
	sample_add(sample_add(note, sample_node(a, NODE_PARAGRAPH, NULL)),
	    sample_node(a, NODE_TEXT, "注文。"));
	note->number = mark->number = 1;
	mark->note = note;
	p->notes = arena_array(a, const struct node *, 1);
	p->notes[p->notes_n++] = note;
	p->sections = s;
	p->sections_n = 1;
}

/* The policy `new` is carried out and cited by `old`, which cites a document outside too. */
static inline void sample_documents(struct arena *a, struct collection *c, struct policy *p)
{
	struct document *d = c->documents = arena_array(a, struct document, 3);
	struct citation *v = p[1].citations = arena_array(a, struct citation, 2);
	struct citing *citing = arena_array(a, struct citing, 2);

	d[0] = (struct document){.number = p[1].doc_number,
	    .title = p[1].title,
	    .policy = &p[1],
	    .anchor = "d2020-1-x",
	    .year = 2020,
	    .serial = 1};
	d[1] = (struct document){.number = "国发〔2017〕35号",
	    .title = "规划",
	    .anchor = "d2017-35-x",
	    .year = 2017,
	    .serial = 35,
	    .citing = &citing[0],
	    .citing_n = 1};
	d[2] = (struct document){.title = p[0].title,
	    .policy = &p[0],
	    .anchor = "t-x",
	    .citing = &citing[1],
	    .citing_n = 1};
	v[0] = (struct citation){.title = "规划",
	    .number = d[1].number,
	    .clause = {"前言", "pre"},
	    .anchor = "points",
	    .document = &d[1]};
	v[1] = (struct citation){.title = p[0].title, .policy = &p[0], .document = &d[2]};
	for (size_t i = 0; i < 2; i++)
		citing[i] = (struct citing){&p[1], &v[i]};
	c->documents_n = 3;
	p[1].citations_n = 2;
	p[1].document = &d[0];
	p[0].document = &d[2];
	p[1].implements = arena_array(a, const struct policy *, 1);
	p[1].implements[p[1].implements_n++] = &p[0];
	p[0].implemented_by = arena_array(a, const struct policy *, 1);
	p[0].implemented_by[p[0].implemented_by_n++] = &p[1];
	p[1].order = 1;
}

static inline void sample_policies(struct arena *a, struct collection *c)
{
	struct policy *p = arena_array(a, struct policy, 2);
	struct support *s = arena_array(a, struct support, 3);
	struct responsible *departments = arena_array(a, struct responsible, 2);

	p[0] = (struct policy){.slug = "new",
	    .title = "浙江省新政策",
	    .short_title = "浙江新政策",
	    .region = &c->regions[0],
	    .status = STATUS_IN_FORCE,
	    .status_reason = "在有效期内",
	    .start = date_of(2025, 1, 1),
	    .end = DATE_NONE,
	    .issued = date_of(2024, 12, 1),
	    .updated = date_of(2026, 11, 21),
	    .checked = date_of(2026, 11, 21),
	    .source_file = "1.txt",
	    .supports = &s[0],
	    .supports_n = 1};
	p[1] = (struct policy){.slug = "old",
	    .title = "杭州市<旧>政策",
	    .short_title = "杭州旧政策",
	    .region = &c->regions[1],
	    .status = STATUS_EXPIRED,
	    .status_reason = "已于2023年12月31日到期",
	    .start = date_of(2020, 1, 13),
	    .end = date_of(2023, 12, 31),
	    .issued = DATE_NONE,
	    .updated = date_of(2026, 11, 21),
	    .checked = date_of(2026, 11, 21),
	    .source_file = "2.txt",
	    .source_pages = "82-86",
	    .supports = &s[1],
	    .supports_n = 2,
	    .doc_number = "杭政〔2020〕1号"};
	p[0].place = p[1].place = (struct place){"content/policies/old.md", 2, 1};
	s[0] = sample_support(
	    &p[0], &c->measures[0], "a3-b2-s1", "技术攻关", "研发投入×20%，最高500万元");
	s[1] = sample_support(&p[1], &c->measures[0], "a3-b2-s1", "攻关", "最高100万元");
	s[2] = sample_support(&p[1], &c->measures[1], "a3-b2-s2", "算力券", "定额5万元");
	departments[0] = (struct responsible){"市科技局", &c->departments[1]};
	departments[1] = (struct responsible){"市财政局", NULL};
	s[2].departments = departments;
	s[2].departments_n = 2;
	s[0].standard = (struct standard){
	    .has_amount = true, .amount = 5000000, .currency = "CNY", .period = "每年"};
	s[1].standard = (struct standard){.has_amount = true, .amount = 1000000, .currency = "CNY"};
	s[2].standard = (struct standard){
	    .kind = KIND_FIXED, .has_amount = true, .amount = 50000, .currency = "CNY"};
	s[2].conditions = "算力<1000P";
	sample_terms(a, c, &p[1]);
	sample_body(a, &p[1], &p[0]);
	sample_documents(a, c, p);
	p[0].next = &p[1];
	p[1].previous = &p[0];
	c->policies = arena_array(a, const struct policy *, 2);
	c->policies[c->policies_n++] = &p[0];
	c->policies[c->policies_n++] = &p[1];
	for (size_t i = 0; i < 2; i++) {
		c->regions[i].policies = &c->policies[i];
		c->regions[i].policies_n = 1;
	}
	c->supports = arena_array(a, const struct support *, 3);
	for (size_t i = 0; i < 3; i++) {
		struct measure *m = &c->measures[i == 2];
		if (!m->supports)
			m->supports = arena_array(a, const struct support *, 2);
		m->supports[m->supports_n++] = c->supports[c->supports_n++] = &s[i];
	}
}

static inline struct collection *sample_collection(struct arena *a)
{
	struct collection *c = arena_new_of(a, struct collection);

	c->site = (struct site){.title = "政策摘编",
	    .publisher = "编辑组",
	    .disclaimer = "仅供参考。",
	    .as_of = DATE_NONE};
	c->as_of = date_of(2026, 11, 21);
	c->regions = sample_regions(a);
	c->regions_n = 2;
	c->measures = sample_measures(a);
	c->measures_n = 2;
	sample_departments(a, c);
	sample_policies(a, c);
	return c;
}

/* Addresses as they are, with a mark; books have no place here. */
static inline const char *sample_href(void *ctx, struct arena *scratch, const char *address)
{
	(void)ctx;
	return strncmp(address, "books/", 6) == 0 ? NULL : arena_printf(scratch, "to:%s", address);
}

/* This is the page of the policy `old`. */
static inline const char *sample_id(void *ctx, struct arena *scratch, const char *address)
{
	(void)ctx;
	(void)scratch;
	return strncmp(address, "policies/old/#", 14) == 0 ? address + 14 : NULL;
}

#endif
