/*
 * The tables of data/: their columns with what each says. What is declared here writes
 * the JSON, the CSV, the schemas and the workbook, and the data dictionary. The columns of
 * supports and targets are a contract with other people's programs: add at the end, never
 * change. The lists are there for joins; keys are those of content/.
 */
#include "web/tables.h"

#define STATUS_WORDS "draft not_yet in_force expired unstated undetermined"

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
    {"text", COLUMN_TEXT, false, "标准，如摘编所写；“合计”开头的是对of所列各项的总限额", NULL},
    {"status", COLUMN_TEXT, false, "所属政策的状态", STATUS_WORDS},
    {"department_keys", COLUMN_TEXTS, false, "责任单位的编号，见departments，次序同departments列",
	NULL},
    {"recipient_kinds", COLUMN_TEXTS, false, "对象的类别：资助总表按它筛选，没有列出的为空", NULL},
};

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
	"引用的文件：title、number、policy（未收录时为空值）、clause（引用它的条款，未注明时为空值"
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

static const struct column region_columns[] = {
    {"key", COLUMN_TEXT, false, "编号", NULL},
    {"name", COLUMN_TEXT, false, "名称", NULL},
    {"code", COLUMN_TEXT, false, "GB/T 2260代码", NULL},
    {"level", COLUMN_TEXT, false, "级别", "province city district county"},
    {"parent", COLUMN_TEXT, true, "上级地区", NULL},
    {"policies_count", COLUMN_INTEGER, false, "本级政策的件数", NULL},
    {"page", COLUMN_TEXT, false, "网页，从网站的首页算起", NULL},
};

static const struct column measure_columns[] = {
    {"key", COLUMN_TEXT, false, "编号", NULL},
    {"name", COLUMN_TEXT, false, "名称", NULL},
    {"note", COLUMN_TEXT, true, "说明", NULL},
    {"supports_count", COLUMN_INTEGER, false, "资金支持的条数", NULL},
    {"policies_count", COLUMN_INTEGER, false, "有这类支持的政策的件数", NULL},
    {"page", COLUMN_TEXT, false, "网页，从网站的首页算起", NULL},
};

static const struct column topic_columns[] = {
    {"key", COLUMN_TEXT, false, "编号", NULL},
    {"name", COLUMN_TEXT, false, "名称", NULL},
    {"policies", COLUMN_TEXTS, false, "这个主题的政策，见policies", NULL},
};

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

static const struct column term_columns[] = {
    {"key", COLUMN_TEXT, false, "编号，也是网页上的锚点", NULL},
    {"term", COLUMN_TEXT, false, "术语", NULL},
    {"aliases", COLUMN_TEXTS, false, "其他写法", NULL},
    {"pinyin", COLUMN_TEXT, false, "读音，按音节分写，不标声调", NULL},
    {"definition", COLUMN_TEXT, false, "释义", NULL},
    {"policies", COLUMN_TEXTS, false, "用到它的政策，见policies", NULL},
    {"page", COLUMN_TEXT, false, "网页，从网站的首页算起", NULL},
};

#define DATA_TABLE(n, title, about, columns)           \
	{                                              \
		n, title, about, columns, LEN(columns) \
	}

const struct data_table data_tables[TABLES] = {
    [TABLE_POLICIES] = DATA_TABLE(
	"policies", "政策", "每件政策一行：题名、状态、有效期和相互关系", policy_columns),
    [TABLE_SUPPORTS] = DATA_TABLE("supports", "资金支持", "每一笔金额或比例一行", support_columns),
    [TABLE_POOLS] = DATA_TABLE("pools", "资金池", "设立的基金和安排的预算", pool_columns),
    [TABLE_TARGETS] = DATA_TABLE("targets", "目标", "每一个数字目标一行", target_columns),
    [TABLE_REGIONS] = DATA_TABLE("regions", "地区", "编号、代码和上下级", region_columns),
    [TABLE_MEASURES] = DATA_TABLE("measures", "支持类别", "编号和名称", measure_columns),
    [TABLE_TOPICS] = DATA_TABLE("topics", "主题", "编号、名称和所属的政策", topic_columns),
    [TABLE_DEPARTMENTS] =
	DATA_TABLE("departments", "责任单位", "名称、原文写法和负责的政策", department_columns),
    [TABLE_GLOSSARY] =
	DATA_TABLE("glossary", "术语", "释义和用到它的政策，按读音排列", term_columns),
};

size_t data_rows(const struct collection *c, enum table which)
{
	const size_t counts[TABLES] = {
	    [TABLE_POLICIES] = c->policies_n,
	    [TABLE_SUPPORTS] = c->supports_n,
	    [TABLE_POOLS] = c->pools_n,
	    [TABLE_TARGETS] = c->goals_n,
	    [TABLE_REGIONS] = c->regions_n,
	    [TABLE_MEASURES] = c->measures_n,
	    [TABLE_TOPICS] = c->topics_n,
	    [TABLE_DEPARTMENTS] = c->departments_n,
	    [TABLE_GLOSSARY] = c->terms_n,
	};

	return counts[which];
}

static void list_file(
    struct addresses *list, const char *folder, const char *name, const char *suffix, bool passes)
{
	struct buf b = {0};

	buf_printf(&b, "%s%s%s", folder, name, suffix);
	if (passes)
		addresses_pass(list, b.s);
	addresses_add(list, b.s);
	buf_free(&b);
}

static void list_policy(struct addresses *list, const struct policy *p, const char *slug)
{
	const struct {
		const char *suffix;
		size_t n;
	} parts[] = {{"/supports.csv", p->supports_n}, {"/pools.csv", p->pools_n},
	    {"/targets.csv", p->goals_n}};

	for (size_t i = 0; i < LEN(parts); i++)
		if (parts[i].n)
			list_file(list, "data/policies/", slug, parts[i].suffix, false);
}

void data_list(const struct collection *c, const struct facets *f, struct addresses *list)
{
	static const char *const suffixes[] = {".json", ".csv", ".schema.json"};

	list_file(list, "data/", "digestpress", ".xlsx", false);
	list_file(list, "data/", "csv-metadata.json", "", false);
	for (size_t i = 0; i < TABLES; i++)
		for (size_t k = 0; k < LEN(suffixes); k++)
			list_file(list, "data/", data_tables[i].name, suffixes[k], false);
	for (size_t i = 0; i < c->regions_n; i++)
		list_file(list, "data/regions/", c->regions[i].key, ".csv", false);
	for (size_t i = 0; i < c->measures_n; i++)
		list_file(list, "data/measures/", c->measures[i].key, ".csv", false);
	for (size_t i = 0; i < c->policies_n; i++) {
		const struct policy *p = c->policies[i];

		list_policy(list, p, p->slug);
		for (size_t k = 0; k < p->aliases_n; k++)
			list_policy(list, p, p->aliases[k]);
	}
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->facets[i].values_n; k++)
			list_file(
			    list, "", f->facets[i].values[k].csv, "", facet_daily(&f->facets[i]));
}
