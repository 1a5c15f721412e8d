/*
 * The collection as data files: data/{policies,supports,pools,targets,regions,
 * measures,topics,departments,glossary} as JSON, CSV and JSON Schema, and all of them as one
 * workbook. The columns of supports and targets are a contract with other people's programs: add at
 * the end, never change. The lists are there for joins; keys are those of content/.
 */
#include <string.h>

#include "web/rows.h"
#include "web/sheet.h"
#include "web/web.h"

#define STATUS_WORDS "draft not_yet in_force expired unstated undetermined"

struct data_run {
	const struct collection *c;
	struct output *out;
	struct arena *arena;
	struct workbook *book;
};

/* ----------------------------------------------------------------------- supports */

static const struct column support_columns[] = {
    {"id", COLUMN_TEXT, false, "编号：政策/锚点，也是网页地址的一部分", NULL},
    {"policy", COLUMN_TEXT, false, "政策，见policies", NULL},
    {"region", COLUMN_TEXT, false, "地区，见regions", NULL},
    {"clause", COLUMN_TEXT, false, "条款，原文的编号由外到内", NULL},
    {"item", COLUMN_TEXT, false, "事项", NULL},
    {"recipient", COLUMN_TEXT, true, "对象", NULL},
    {"measure", COLUMN_TEXT, false, "支持类别，见measures", NULL},
    {"kind", COLUMN_TEXT, false, "金额的性质：cap上限，fixed定额，rate按数量计，ratio只有比例",
	"cap fixed rate ratio"},
    {"amount_yuan", COLUMN_INTEGER, true, "金额，以currency的整元计；有区间时是上端", NULL},
    {"amount_min_yuan", COLUMN_INTEGER, true, "区间的下端", NULL},
    {"currency", COLUMN_TEXT, true, "币种，ISO 4217", NULL},
    {"unit", COLUMN_TEXT, true, "每一个什么，如证、名、平台", NULL},
    {"ratio_percent", COLUMN_NUMBER, true, "比例，百分数", NULL},
    {"basis", COLUMN_TEXT, true, "比例的基数", NULL},
    {"period", COLUMN_TEXT, true, "周期，如每年", NULL},
    {"years", COLUMN_INTEGER, true, "年限", NULL},
    {"of", COLUMN_TEXTS, false, "这个上限是哪些条目之上的再限额", NULL},
    {"shared_cap", COLUMN_FLAG, false, "与其他条目共用一个上限", NULL},
    {"conditions", COLUMN_TEXT, true, "条件", NULL},
    {"departments", COLUMN_TEXTS, false, "责任单位", NULL},
    {"text", COLUMN_TEXT, false, "标准，如摘编所写", NULL},
    {"status", COLUMN_TEXT, false, "所属政策的状态", STATUS_WORDS},
    {"department_keys", COLUMN_TEXTS, false, "责任单位的编号，见departments，次序同departments列",
	NULL},
};

static void put_of(struct rows *r, struct arena *a, const struct support *s)
{
	const char **ids = arena_array(a, const char *, s->of_n + 1);

	for (size_t i = 0; i < s->of_n; i++)
		ids[i] = s->of[i]->id;
	rows_texts(r, ids, s->of_n);
}

static void put_standard(struct rows *r, const struct standard *t)
{
	rows_word(r, support_kind_key(t->kind), support_kind_words(t->kind));
	rows_integer(r, t->amount, t->has_amount);
	rows_integer(r, t->amount_min, t->has_min);
	rows_text(r, t->has_amount ? t->currency : NULL);
	rows_text(r, t->unit);
	rows_thousandths(r, t->ratio, t->has_ratio);
	rows_text(r, t->basis);
	rows_text(r, t->period);
	rows_integer(r, t->years, t->years > 0);
}

/* As written, or the keys of the units: without departments.yml there are none. */
static void put_departments(struct rows *r, struct arena *a, const struct support *s, bool keys)
{
	const char **v = arena_array(a, const char *, s->departments_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s->departments_n; i++) {
		const struct responsible *d = &s->departments[i];

		if (!keys)
			v[n++] = d->written;
		else if (d->department)
			v[n++] = d->department->anchor;
	}
	rows_texts(r, v, n);
}

static void put_support(struct rows *r, struct arena *a, const struct support *s)
{
	rows_text(r, s->id);
	rows_text(r, s->policy->slug);
	rows_text(r, s->policy->region->key);
	rows_text(r, s->clause.label);
	rows_text(r, s->item);
	rows_text(r, s->recipient);
	rows_text(r, s->measure->key);
	put_standard(r, &s->standard);
	put_of(r, a, s);
	rows_flag(r, s->standard.shared_cap);
	rows_text(r, s->conditions);
	put_departments(r, a, s, false);
	rows_text(r, s->text);
	rows_word(r, status_key(s->policy->status), status_words(s->policy->status));
	put_departments(r, a, s, true);
}

static void write_supports(struct data_run *run)
{
	struct rows r;

	rows_begin(&r, run->book, "supports", "资金支持：每一笔金额或比例一行", support_columns,
	    LEN(support_columns));
	for (size_t i = 0; i < run->c->supports_n; i++)
		put_support(&r, run->arena, run->c->supports[i]);
	rows_end(&r, run->out);
}

/* -------------------------------------------------------------------------- pools */

static const struct column pool_columns[] = {
    {"id", COLUMN_TEXT, false, "编号", NULL},
    {"policy", COLUMN_TEXT, false, "政策，见policies", NULL},
    {"region", COLUMN_TEXT, false, "地区，见regions", NULL},
    {"clause", COLUMN_TEXT, false, "条款", NULL},
    {"name", COLUMN_TEXT, false, "名称", NULL},
    {"nature", COLUMN_TEXT, false, "性质：fund基金，budget预算", "fund budget"},
    {"amount_yuan", COLUMN_INTEGER, false, "规模，以currency的整元计", NULL},
    {"currency", COLUMN_TEXT, false, "币种，ISO 4217", NULL},
    {"period", COLUMN_TEXT, true, "周期，如每年", NULL},
    {"qualifier", COLUMN_TEXT, true, "限定，如首期、总规模、超过", NULL},
    {"note", COLUMN_TEXT, true, "说明", NULL},
    {"text", COLUMN_TEXT, false, "规模，如摘编所写", NULL},
    {"status", COLUMN_TEXT, false, "所属政策的状态", STATUS_WORDS},
};

static void put_pool(struct rows *r, const struct pool *p)
{
	rows_text(r, p->id);
	rows_text(r, p->policy->slug);
	rows_text(r, p->policy->region->key);
	rows_text(r, p->clause.label);
	rows_text(r, p->name);
	rows_word(r, p->nature == NATURE_FUND ? "fund" : "budget",
	    p->nature == NATURE_FUND ? "基金" : "预算");
	rows_integer(r, p->size.amount, true);
	rows_text(r, p->size.currency);
	rows_text(r, p->size.period);
	rows_text(r, p->size.qualifier);
	rows_text(r, p->note);
	rows_text(r, p->text);
	rows_word(r, status_key(p->policy->status), status_words(p->policy->status));
}

static void write_pools(struct data_run *run)
{
	struct rows r;

	rows_begin(&r, run->book, "pools", "资金池：设立的基金和安排的预算", pool_columns,
	    LEN(pool_columns));
	for (size_t i = 0; i < run->c->pools_n; i++)
		put_pool(&r, run->c->pools[i]);
	rows_end(&r, run->out);
}

/* ------------------------------------------------------------------------ targets */

static const struct column target_columns[] = {
    {"id", COLUMN_TEXT, false, "编号", NULL},
    {"policy", COLUMN_TEXT, false, "政策，见policies", NULL},
    {"region", COLUMN_TEXT, false, "地区，见regions", NULL},
    {"clause", COLUMN_TEXT, false, "条款", NULL},
    {"year", COLUMN_INTEGER, true, "年份；有区间时是末年", NULL},
    {"year_from", COLUMN_INTEGER, true, "区间的首年", NULL},
    {"every_year", COLUMN_FLAG, false, "每年都要达到", NULL},
    {"indicator", COLUMN_TEXT, false, "指标", NULL},
    {"comparator", COLUMN_TEXT, false, "比较：=达到，>=不少于，>超过，<=不多于，<低于，~约",
	"= >= > <= < ~"},
    {"value", COLUMN_NUMBER, false, "目标值", NULL},
    {"value_max", COLUMN_NUMBER, true, "区间的上端", NULL},
    {"unit", COLUMN_TEXT, true, "单位", NULL},
    {"note", COLUMN_TEXT, true, "说明", NULL},
    {"text", COLUMN_TEXT, false, "目标值，如摘编所写", NULL},
    {"status", COLUMN_TEXT, false, "所属政策的状态", STATUS_WORDS},
};

static void put_target(struct rows *r, const struct goal_row *g)
{
	bool range = g->year_from && g->year_from != g->year;

	rows_text(r, g->id);
	rows_text(r, g->policy->slug);
	rows_text(r, g->policy->region->key);
	rows_text(r, g->clause.label);
	rows_integer(r, g->year, g->year > 0);
	rows_integer(r, g->year_from, range);
	rows_flag(r, g->every_year);
	rows_text(r, g->indicator);
	rows_text(r, g->goal.comparator);
	rows_thousandths(r, g->goal.value, true);
	rows_thousandths(r, g->goal.value_max, g->goal.value_max != g->goal.value);
	rows_text(r, g->goal.unit && *g->goal.unit ? g->goal.unit : NULL);
	rows_text(r, g->note);
	rows_text(r, g->text);
	rows_word(r, status_key(g->policy->status), status_words(g->policy->status));
}

static void write_targets(struct data_run *run)
{
	struct rows r;

	rows_begin(&r, run->book, "targets", "目标：每一个数字目标一行", target_columns,
	    LEN(target_columns));
	for (size_t i = 0; i < run->c->goals_n; i++)
		put_target(&r, run->c->goals[i]);
	rows_end(&r, run->out);
}

/* ----------------------------------------------------------------------- policies */

static const struct column policy_columns[] = {
    {"slug", COLUMN_TEXT, false, "编号，也是网页地址", NULL},
    {"title", COLUMN_TEXT, false, "全称", NULL},
    {"short_title", COLUMN_TEXT, false, "简称", NULL},
    {"region", COLUMN_TEXT, false, "地区，见regions", NULL},
    {"stage", COLUMN_TEXT, false, "文件性质：final正式文件，draft征求意见稿，revised修订稿",
	"final draft revised"},
    {"status", COLUMN_TEXT, false, "按as_of判定的状态", STATUS_WORDS},
    {"status_reason", COLUMN_TEXT, false, "为什么是这个状态", NULL},
    {"as_of", COLUMN_DATE, false, "判定状态的日期", NULL},
    {"start", COLUMN_DATE, true, "施行日期", NULL},
    {"end", COLUMN_DATE, true, "有效期的最后一天", NULL},
    {"issuer", COLUMN_TEXTS, false, "发文机关", NULL},
    {"doc_number", COLUMN_TEXT, true, "文号", NULL},
    {"issued", COLUMN_DATE, true, "印发日期", NULL},
    {"url", COLUMN_TEXT, true, "原文地址", NULL},
    {"topics", COLUMN_TEXTS, false, "主题", NULL},
    {"measures", COLUMN_TEXTS, false, "支持类别，见measures", NULL},
    {"implements", COLUMN_TEXTS, false, "贯彻落实的政策", NULL},
    {"implemented_by", COLUMN_TEXTS, false, "落实本政策的政策", NULL},
    {"cites", COLUMN_OBJECTS, false,
	"引用的文件：title、number、policy（未收录时为null）、clause（引用它的条款，未注明时为null"
	"）",
	NULL},
    {"cited_by", COLUMN_TEXTS, false, "引用本政策的政策", NULL},
    {"stacking", COLUMN_TEXT, true, "叠加规则", NULL},
    {"aliases", COLUMN_TEXTS, false, "从前的编号", NULL},
    {"defects", COLUMN_TEXTS, false, "原文的缺损和处理", NULL},
    {"inferred", COLUMN_TEXTS, false, "由摘编者判断的项", NULL},
    {"not_support", COLUMN_OBJECTS, false, "不是资助的金额：clause、sum、why", NULL},
    {"source", COLUMN_OBJECT, false, "来源：file、sha256、pages", NULL},
    {"updated", COLUMN_DATE, false, "摘编最后改动的日期", NULL},
    {"checked", COLUMN_DATE, false, "与原文最后核对的日期", NULL},
    {"supports_count", COLUMN_INTEGER, false, "资金支持的条数", NULL},
    {"pools_count", COLUMN_INTEGER, false, "资金池的条数", NULL},
    {"targets_count", COLUMN_INTEGER, false, "目标的条数", NULL},
    {"page", COLUMN_TEXT, false, "网页，从网站的首页算起", NULL},
};

static void put_slugs(struct rows *r, struct arena *a, const struct policy *const *p, size_t n)
{
	const char **slugs = arena_array(a, const char *, n + 1);

	for (size_t i = 0; i < n; i++)
		slugs[i] = p[i]->slug;
	rows_texts(r, slugs, n);
}

static void put_topics(struct rows *r, struct arena *a, const struct policy *p)
{
	const char **keys = arena_array(a, const char *, p->topics_n + 1);

	for (size_t i = 0; i < p->topics_n; i++)
		keys[i] = p->topics[i]->key;
	rows_texts(r, keys, p->topics_n);
}

static void put_measures(struct rows *r, struct arena *a, const struct policy *p)
{
	const char **keys = arena_array(a, const char *, p->measures_n + 1);

	for (size_t i = 0; i < p->measures_n; i++)
		keys[i] = p->measures[i]->key;
	rows_texts(r, keys, p->measures_n);
}

/* {"a":"x","b":null} from names and values. */
static const char *object(
    struct arena *a, const char *const *names, const char *const *values, size_t n)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		buf_printf(&b, "%s\"%s\":", i ? "," : "{", names[i]);
		json_text(&b, values[i]);
	}
	buf_putc(&b, '}');
	const char *s = arena_dupn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

static void put_cites(struct rows *r, struct arena *a, const struct policy *p)
{
	static const char *const names[] = {"title", "number", "policy", "clause"};
	const char **v = arena_array(a, const char *, p->citations_n + 1);

	for (size_t i = 0; i < p->citations_n; i++) {
		const struct citation *c = &p->citations[i];
		const char *values[] = {
		    c->title, c->number, c->policy ? c->policy->slug : NULL, c->clause.label};
		v[i] = object(a, names, values, LEN(names));
	}
	rows_objects(r, v, p->citations_n);
}

static void put_not_supports(struct rows *r, struct arena *a, const struct policy *p)
{
	static const char *const names[] = {"clause", "sum", "why"};
	const char **v = arena_array(a, const char *, p->not_supports_n + 1);

	for (size_t i = 0; i < p->not_supports_n; i++) {
		const struct not_support *n = &p->not_supports[i];
		const char *values[] = {n->clause.label, n->sum, n->why};
		v[i] = object(a, names, values, LEN(names));
	}
	rows_objects(r, v, p->not_supports_n);
}

static void put_source(struct rows *r, struct arena *a, const struct policy *p)
{
	static const char *const names[] = {"file", "sha256", "pages"};
	const char *values[] = {p->source_file, p->source_sha256, p->source_pages};

	rows_object(r, object(a, names, values, LEN(names)));
}

static void put_state(struct rows *r, const struct policy *p, date as_of)
{
	rows_word(r, stage_key(p->stage), stage_words(p->stage));
	rows_word(r, status_key(p->status), status_words(p->status));
	rows_text(r, p->status_reason);
	rows_date(r, as_of);
	rows_date(r, p->start);
	rows_date(r, p->end);
	rows_texts(r, p->issuers, p->issuers_n);
	rows_text(r, p->doc_number);
	rows_date(r, p->issued);
	rows_text(r, p->url);
}

static void put_relations(struct rows *r, struct arena *a, const struct policy *p)
{
	put_topics(r, a, p);
	put_measures(r, a, p);
	put_slugs(r, a, p->implements, p->implements_n);
	put_slugs(r, a, p->implemented_by, p->implemented_by_n);
	put_cites(r, a, p);
	put_slugs(r, a, p->cited_by, p->cited_by_n);
}

static void put_policy(struct rows *r, struct arena *a, const struct policy *p, date as_of)
{
	rows_text(r, p->slug);
	rows_text(r, p->title);
	rows_text(r, p->short_title);
	rows_text(r, p->region->key);
	put_state(r, p, as_of);
	put_relations(r, a, p);
	rows_text(r, p->stacking);
	rows_texts(r, p->aliases, p->aliases_n);
	rows_texts(r, p->defects, p->defects_n);
	rows_texts(r, p->inferred, p->inferred_n);
	put_not_supports(r, a, p);
	put_source(r, a, p);
	rows_date(r, p->updated);
	rows_date(r, p->checked);
	rows_integer(r, (int64_t)p->supports_n, true);
	rows_integer(r, (int64_t)p->pools_n, true);
	rows_integer(r, (int64_t)p->goals_n, true);
	rows_text(r, arena_printf(a, "policies/%s/index.html", p->slug));
}

static void write_policies(struct data_run *run)
{
	struct rows r;

	rows_begin(
	    &r, run->book, "policies", "政策：每件一行", policy_columns, LEN(policy_columns));
	for (size_t i = 0; i < run->c->policies_n; i++)
		put_policy(&r, run->arena, run->c->policies[i], run->c->as_of);
	rows_end(&r, run->out);
}

/* -------------------------------------------------------------------- the lists */

static const struct column region_columns[] = {
    {"key", COLUMN_TEXT, false, "编号", NULL},
    {"name", COLUMN_TEXT, false, "名称", NULL},
    {"code", COLUMN_TEXT, false, "GB/T 2260代码", NULL},
    {"level", COLUMN_TEXT, false, "级别", "province city district county"},
    {"parent", COLUMN_TEXT, true, "上级地区", NULL},
    {"policies_count", COLUMN_INTEGER, false, "本级政策的件数", NULL},
    {"page", COLUMN_TEXT, false, "网页，从网站的首页算起", NULL},
};

static void write_regions(struct data_run *run)
{
	static const char *const levels[] = {"province", "city", "district", "county"};
	struct rows r;

	rows_begin(&r, run->book, "regions", "地区", region_columns, LEN(region_columns));
	for (size_t i = 0; i < run->c->regions_n; i++) {
		const struct region *g = &run->c->regions[i];
		rows_text(&r, g->key);
		rows_text(&r, g->name);
		rows_text(&r, g->code);
		rows_text(&r, levels[g->level]);
		rows_text(&r, g->parent ? g->parent->key : NULL);
		rows_integer(&r, (int64_t)g->policies_n, true);
		rows_text(&r, arena_printf(run->arena, "regions/%s/index.html", g->key));
	}
	rows_end(&r, run->out);
}

static const struct column measure_columns[] = {
    {"key", COLUMN_TEXT, false, "编号", NULL},
    {"name", COLUMN_TEXT, false, "名称", NULL},
    {"note", COLUMN_TEXT, true, "说明", NULL},
    {"supports_count", COLUMN_INTEGER, false, "资金支持的条数", NULL},
    {"policies_count", COLUMN_INTEGER, false, "有这类支持的政策的件数", NULL},
    {"page", COLUMN_TEXT, false, "网页，从网站的首页算起", NULL},
};

static void write_measures(struct data_run *run)
{
	struct rows r;

	rows_begin(&r, run->book, "measures", "支持类别", measure_columns, LEN(measure_columns));
	for (size_t i = 0; i < run->c->measures_n; i++) {
		const struct measure *m = &run->c->measures[i];
		rows_text(&r, m->key);
		rows_text(&r, m->name);
		rows_text(&r, m->note);
		rows_integer(&r, (int64_t)m->supports_n, true);
		rows_integer(&r, (int64_t)m->policies_n, true);
		rows_text(&r, arena_printf(run->arena, "measures/%s/index.html", m->key));
	}
	rows_end(&r, run->out);
}

static const struct column topic_columns[] = {
    {"key", COLUMN_TEXT, false, "编号", NULL},
    {"name", COLUMN_TEXT, false, "名称", NULL},
    {"policies", COLUMN_TEXTS, false, "这个主题的政策，见policies", NULL},
};

static void write_topics(struct data_run *run)
{
	struct rows r;

	rows_begin(&r, run->book, "topics", "主题", topic_columns, LEN(topic_columns));
	for (size_t i = 0; i < run->c->topics_n; i++) {
		const struct topic *t = &run->c->topics[i];
		rows_text(&r, t->key);
		rows_text(&r, t->name);
		put_slugs(&r, run->arena, t->policies, t->policies_n);
	}
	rows_end(&r, run->out);
}

static const struct column department_columns[] = {
    {"key", COLUMN_TEXT, false, "编号：地区--单位，也是网页上的锚点", NULL},
    {"region", COLUMN_TEXT, false, "地区，见regions", NULL},
    {"name", COLUMN_TEXT, false, "名称", NULL},
    {"aliases", COLUMN_TEXTS, false, "原文的其他写法", NULL},
    {"offices", COLUMN_TEXTS, false, "原文写到的内设机构", NULL},
    {"policies", COLUMN_TEXTS, false, "以它为责任单位的政策，见policies", NULL},
    {"supports_count", COLUMN_INTEGER, false, "以它为责任单位的资金支持的条数", NULL},
    {"page", COLUMN_TEXT, false, "网页，从网站的首页算起", NULL},
};

static void write_departments(struct data_run *run)
{
	struct rows r;

	rows_begin(
	    &r, run->book, "departments", "责任单位", department_columns, LEN(department_columns));
	for (size_t i = 0; i < run->c->departments_n; i++) {
		const struct department *d = &run->c->departments[i];
		rows_text(&r, d->anchor);
		rows_text(&r, d->region->key);
		rows_text(&r, d->name);
		rows_texts(&r, d->aliases, d->aliases_n);
		rows_texts(&r, d->offices, d->offices_n);
		put_slugs(&r, run->arena, d->policies, d->policies_n);
		rows_integer(&r, (int64_t)d->supports_n, true);
		rows_text(&r, arena_printf(run->arena, "departments/index.html#%s", d->anchor));
	}
	rows_end(&r, run->out);
}

static const struct column term_columns[] = {
    {"key", COLUMN_TEXT, false, "编号，也是网页上的锚点", NULL},
    {"term", COLUMN_TEXT, false, "术语", NULL},
    {"aliases", COLUMN_TEXTS, false, "其他写法", NULL},
    {"pinyin", COLUMN_TEXT, false, "读音，按音节分写，不标声调", NULL},
    {"definition", COLUMN_TEXT, false, "释义", NULL},
    {"policies", COLUMN_TEXTS, false, "用到它的政策，见policies", NULL},
    {"page", COLUMN_TEXT, false, "网页，从网站的首页算起", NULL},
};

static void put_mentions(struct rows *r, struct arena *a, const struct term_entry *t)
{
	const struct policy **v = arena_array(a, const struct policy *, t->mentions_n + 1);

	for (size_t i = 0; i < t->mentions_n; i++)
		v[i] = t->mentions[i]->policy;
	put_slugs(r, a, v, t->mentions_n);
}

static void write_glossary(struct data_run *run)
{
	struct rows r;

	rows_begin(&r, run->book, "glossary", "术语，按读音排列", term_columns, LEN(term_columns));
	for (size_t i = 0; i < run->c->terms_n; i++) {
		const struct term_entry *t = &run->c->terms[i];
		rows_text(&r, t->key);
		rows_text(&r, t->name);
		rows_texts(&r, t->aliases, t->aliases_n);
		rows_text(&r, t->pinyin);
		rows_text(&r, t->definition);
		put_mentions(&r, run->arena, t);
		rows_text(&r, arena_printf(run->arena, "glossary/index.html#%s", t->key));
	}
	rows_end(&r, run->out);
}

void data_write(const struct collection *c, struct output *out)
{
	struct data_run run = {.c = c, .out = out, .arena = arena_new()};

	run.book = workbook_begin(run.arena, c);
	write_policies(&run);
	write_supports(&run);
	write_pools(&run);
	write_targets(&run);
	write_regions(&run);
	write_measures(&run);
	write_topics(&run);
	write_departments(&run);
	write_glossary(&run);
	workbook_put(run.book, out);
	arena_free(run.arena);
}
