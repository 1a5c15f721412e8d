/*
 * The collection as templates see it: tables of typed fields. Each line names a
 * field of a record, its type, and where it lies in the struct of digest.h, or
 * the function of derive.c that works it out. A new field is a new line here
 * and in templates/README.md. Nothing is formatted here. Tables of what pages
 * are made of besides are in view_reading.c and its neighbours; view_read.c
 * reads by them.
 */
#include "template/reading.h"
#include "template/view.h"
#include "template/worked.h"

/* -------------------------------------------------------------------- the tables */

static const struct field site_fields[] = {
    TEXT_AS("title", collection, site.title),
    TEXT_AS("subtitle", collection, site.subtitle),
    TEXT_AS("description", collection, site.description),
    TEXT_AS("publisher", collection, site.publisher),
    TEXT_AS("contact", collection, site.contact),
    TEXT_AS("disclaimer", collection, site.disclaimer),
    TEXT_AS("base_url", collection, site.base_url),
    TEXT_AS("icp", collection, site.icp),
    TEXT_AS("security_record", collection, site.security_record),
    TEXT_AS("site_code", collection, site.site_code),
    TEXT_AS("licence_name", collection, site.licence_name),
    TEXT_AS("licence_url", collection, site.licence_url),
    TEXT_AS("domain", collection, site.domain),
    TEXT_AS("logo", collection, site.logo),
    FLAG_AS("government_tags", collection, site.government_tags),
    DATE(collection, as_of),
    ROWS(collection, regions, REGION),
    ROWS(collection, measures, MEASURE),
    ROWS(collection, topics, TOPIC),
    ROWS(collection, recipient_kinds, RECIPIENT_KIND),
    ROWS(collection, departments, DEPARTMENT),
    ROWS(collection, terms, TERM),
    LIST(collection, policies, POLICY),
    LIST(collection, supports, SUPPORT),
    LIST(collection, pools, POOL),
    LIST(collection, goals, GOAL),
    ROWS(collection, books, BOOK),
    MADE_LIST("provinces", derive_provinces, REGION),
    MADE_LIST("statuses", derive_statuses, STATUS_GROUP),
    MADE_LIST("groups", derive_groups, MEASURE_GROUP),
    MADE_LIST("letters", derive_letters, LETTER_GROUP),
    DRAWINGS("timeline", derive_site_timeline),
    ROWS_OF(collection, bases, &view_basis),
    MADE_LIST_OF("worked", derive_site_worked, &view_worked),
    MADE_LIST_OF("ending", derive_site_ending, &view_due),
    MADE_LIST_OF("ended", derive_site_ended, &view_due),
    MADE_LIST_OF("began", derive_site_began, &view_due),
    MADE_LIST_OF("coming", derive_site_coming, &view_due),
    MADE_LIST_OF("next_ends", derive_site_next_ends, &view_due),
    MADE_LIST_OF("last_ends", derive_site_last_ends, &view_due),
    MADE_LIST("recent", derive_site_recent, POLICY),
    MADE_LIST_OF("years", derive_site_years, &view_year_events),
    ROWS_OF(collection, documents, &view_document),
    MADE_LIST_OF("document_years", derive_site_document_years, &view_year_documents),
    MADE_LIST("chains", derive_site_chains, POLICY),
    MADE_LIST_OF("cited", derive_site_cited, &view_document),
    MADE_LIST_OF("compared", derive_site_compared, &view_compare_line),
    DRAWINGS("network", derive_site_network),
    DRAWINGS("chain_charts", derive_site_chain_charts),
    DRAWINGS("region_charts", derive_site_region_charts),
};

static const struct field policy_fields[] = {
    TEXT(policy, slug),
    TEXT(policy, title),
    TEXT(policy, short_title),
    TEXT(policy, doc_number),
    TEXT(policy, url),
    TEXT(policy, stacking),
    RECORD(policy, region, REGION),
    WORD(policy, stage, stage_list),
    WORD(policy, status, status_list),
    TEXT(policy, status_reason),
    MADE_TEXT("term", derive_term),
    DATE(policy, start),
    DATE(policy, end),
    DATE(policy, issued),
    DATE(policy, updated),
    DATE(policy, checked),
    TEXTS(policy, issuers),
    TEXTS(policy, aliases),
    TEXTS(policy, defects),
    MADE_TEXTS("inferred", derive_inferred),
    LIST(policy, topics, TOPIC),
    TEXT(policy, source_file),
    TEXT(policy, source_sha256),
    MADE_TEXT("source_pages", derive_pages),
    ROWS(policy, not_supports, NOT_SUPPORT),
    ROWS(policy, moved, MOVED),
    ROWS(policy, sections, SECTION),
    MADE_LIST("texts", derive_texts, SECTION),
    MADE_RECORD("supports_section", derive_supports_section, SECTION),
    MADE_RECORD("pools_section", derive_pools_section, SECTION),
    MADE_RECORD("goals_section", derive_goals_section, SECTION),
    MADE_LIST("notes", derive_notes, NOTE),
    ROWS(policy, supports, SUPPORT),
    ROWS(policy, pools, POOL),
    ROWS(policy, goals, GOAL),
    LIST(policy, measures, MEASURE),
    LIST(policy, implements, POLICY),
    LIST(policy, implemented_by, POLICY),
    LIST(policy, cited_by, POLICY),
    ROWS(policy, citations, CITATION),
    ROWS(policy, mentions, MENTION),
    MADE_FLAG("related", derive_related),
    MADE_FLAG("remarked", derive_remarked),
    MADE_FLAG("assigned", derive_assigned),
    MADE_FLAG("planned", derive_planned),
    RECORD_OF(policy, document, &view_document),
    MADE_LIST_OF("kin", derive_policy_kin, &view_kin),
    MADE_LIST_OF("duties", derive_policy_duties, &view_duty),
    MADE_TEXTS("unsaid", derive_policy_unsaid),
    MADE_TEXT("reference", derive_policy_reference),
    MADE_TEXT("own_reference", derive_policy_own_reference),
    RECORD(policy, previous, POLICY),
    RECORD(policy, next, POLICY),
};

static const struct field region_fields[] = {
    TEXT(region, key),
    TEXT(region, name),
    TEXT(region, short_name),
    TEXT(region, code),
    WORD(region, level, level_list),
    RECORD(region, parent, REGION),
    LIST(region, children, REGION),
    LIST(region, policies, POLICY),
    LIST(region, all, POLICY),
    ROWS(region, departments, DEPARTMENT),
    MADE_LIST("path", derive_region_path, REGION),
    MADE_LIST("measures", derive_region_measures, MEASURE_GROUP),
    MADE_LIST("supports", derive_region_supports, SUPPORT),
    DRAWINGS("timeline", derive_region_timeline),
    MADE_FLAG("crowded", derive_region_crowded),
    MADE_NUMBER("kinds", derive_region_kinds),
    MADE_NUMBER("current_kinds", derive_region_current_kinds),
    MADE_NUMBER("rows", derive_region_rows),
};

static const struct field measure_fields[] = {
    TEXT(measure, key),
    TEXT(measure, name),
    TEXT(measure, note),
    LIST(measure, supports, SUPPORT),
    LIST(measure, policies, POLICY),
    MADE_LIST("regions", derive_measure_regions, REGION),
    DRAWINGS("charts", derive_measure_charts),
    MADE_LIST_OF("compared", derive_measure_compared, &view_compare_row),
};

static const struct field topic_fields[] = {
    TEXT(topic, key),
    TEXT(topic, name),
    LIST(topic, policies, POLICY),
};

static const struct field recipient_kind_fields[] = {
    TEXT(recipient_kind, key),
    TEXT(recipient_kind, name),
    FLAG_AS("open", recipient_kind, open),
    LIST(recipient_kind, supports, SUPPORT),
    LIST(recipient_kind, policies, POLICY),
};

static const struct field department_fields[] = {
    TEXT(department, key),
    TEXT(department, anchor),
    TEXT(department, name),
    RECORD(department, region, REGION),
    TEXTS(department, aliases),
    TEXTS(department, offices),
    MADE_LIST("first", derive_department_first, SUPPORT),
    MADE_NUMBER("more", derive_department_more),
    LIST(department, supports, SUPPORT),
    LIST(department, policies, POLICY),
};

static const struct field term_fields[] = {
    TEXT(term_entry, key),
    TEXT(term_entry, name),
    TEXTS(term_entry, aliases),
    TEXT(term_entry, pinyin),
    TEXT(term_entry, definition),
    LIST(term_entry, mentions, MENTION),
};

static const struct field mention_fields[] = {
    RECORD(mention, policy, POLICY),
    RECORD(mention, term, TERM),
    TEXT(mention, anchor),
};

static const struct field support_fields[] = {
    TEXT(support, id),
    TEXT(support, anchor),
    RECORD(support, policy, POLICY),
    CELL("clause", support, clause.label, 0),
    MADE_TEXT("clause_place", derive_support_place),
    CELL("item", support, item, 1),
    CELL("recipient", support, recipient, 2),
    CELL("text", support, text, 3),
    CELL("conditions", support, conditions, 4),
    LIST(support, recipient_kinds, RECIPIENT_KIND),
    FLAG_AS("recipient_narrowed", support, recipient_narrowed),
    RECORD(support, measure, MEASURE),
    ROWS(support, departments, RESPONSIBLE),
    WORD_AS("kind", support, standard.kind, support_kind_list),
    FLAG_AS("shared_cap", support, standard.shared_cap),
    LIST(support, of, SUPPORT),
    MADE_TEXT("amount", derive_support_amount),
    MADE_TEXT("yuan", derive_support_yuan),
    MADE_TEXT("ratio", derive_support_ratio),
    TEXT_AS("basis", support, standard.basis),
    MADE_TEXT("per", derive_support_per),
    TEXT_AS("period", support, standard.period),
    MADE_TEXT("years", derive_support_years),
    MADE_TEXT("brief", derive_support_brief),
    MADE_TEXT("facets", derive_support_facets),
    MADE_TEXT("renminbi", derive_support_renminbi),
};

static const struct field responsible_fields[] = {
    TEXT(responsible, written),
    RECORD(responsible, department, DEPARTMENT),
};

static const struct field pool_fields[] = {
    TEXT(pool, id),
    TEXT(pool, anchor),
    RECORD(pool, policy, POLICY),
    TEXT_AS("clause", pool, clause.label),
    MADE_TEXT("clause_place", derive_pool_place),
    TEXT(pool, name),
    TEXT(pool, text),
    TEXT(pool, note),
    WORD(pool, nature, nature_list),
};

static const struct field goal_fields[] = {
    TEXT(goal_row, id),
    TEXT(goal_row, anchor),
    RECORD(goal_row, policy, POLICY),
    TEXT_AS("clause", goal_row, clause.label),
    MADE_TEXT("clause_place", derive_goal_place),
    TEXT_AS("year", goal_row, year_text),
    TEXT(goal_row, indicator),
    TEXT(goal_row, text),
    TEXT(goal_row, note),
};

static const struct field section_fields[] = {
    TEXT(section, title),
    TEXT(section, anchor),
    BODY("body", section, body),
    MADE_FLAG("priced", derive_section_priced),
};

static const struct field citation_fields[] = {
    TEXT(citation, title),
    TEXT(citation, number),
    RECORD(citation, policy, POLICY),
    TEXT_AS("clause", citation, clause.label),
    TEXT(citation, anchor),
    RECORD_OF(citation, document, &view_document),
};

static const struct field not_support_fields[] = {
    TEXT_AS("clause", not_support, clause.label),
    TEXT(not_support, sum),
    TEXT(not_support, why),
};

static const struct field note_fields[] = {
    NUMBER(node, number),
    BODY("body", node, child),
};

static const struct field book_fields[] = {
    TEXT(book_def, slug),
    TEXT(book_def, address),
    TEXT(book_def, title),
    TEXT(book_def, subtitle),
    WORD(book_def, each, each_list),
    RECORD(book_def, region, REGION),
    RECORD(book_def, policy, POLICY),
    WORD(book_def, group, group_list),
    LIST(book_def, policies, POLICY),
    MADE_LIST("supports", derive_book_supports, SUPPORT),
    MADE_LIST("regions", derive_book_regions, REGION_GROUP),
    MADE_LIST("measures", derive_book_measures, MEASURE_GROUP),
    MADE_LIST("goals", derive_book_goals, GOAL),
    MADE_FLAG("has_cover", derive_book_has_cover),
    MADE_FLAG("has_imprint", derive_book_has_imprint),
    MADE_FLAG("has_reading", derive_book_has_reading),
    MADE_FLAG("has_contents", derive_book_has_contents),
    MADE_FLAG("has_tables", derive_book_has_tables),
    MADE_FLAG("has_policies", derive_book_has_policies),
    MADE_FLAG("has_caps", derive_book_has_caps),
    MADE_FLAG("has_targets", derive_book_has_targets),
    MADE_FLAG("has_glossary", derive_book_has_glossary),
    MADE_FLAG("has_index", derive_book_has_index),
    MADE_LIST("terms", derive_book_terms, TERM),
    MADE_LIST("index", derive_book_index, INDEX_GROUP),
    DRAWINGS("timeline", derive_book_timeline),
};

static const struct field book_file_fields[] = {
    {.name = "book",
	.type = {.kind = VALUE_RECORD, .record = &view_records[BOOK]},
	MEMBER(book_file, def)},
    NUMBER(book_file, bytes),
    NUMBER(book_file, pages),
    RECORD(book_file, begins, REGION),
};

static const struct field printed_fields[] = {
    RECORD(printed, file, BOOK_FILE),
    TEXT(printed, folio),
    TEXT(printed, address),
};

static const struct field status_group_fields[] = {
    WORD(status_group, status, status_list),
    LIST(status_group, policies, POLICY),
};

static const struct field region_group_fields[] = {
    RECORD(region_group, region, REGION),
    LIST(region_group, policies, POLICY),
    MADE_LIST("goals", derive_group_goals, GOAL),
};

static const struct field measure_group_fields[] = {
    RECORD(measure_group, measure, MEASURE),
    LIST(measure_group, supports, SUPPORT),
    LIST(measure_group, policies, POLICY),
    DRAWINGS("charts", derive_group_charts),
};

static const struct field letter_group_fields[] = {
    TEXT(letter_group, letter),
    TEXT(letter_group, key),
    ROWS(letter_group, terms, TERM),
};

static const struct field index_entry_fields[] = {
    TEXT(index_entry, name),
    TEXT(index_entry, key),
    RECORD(index_entry, term, TERM),
    RECORD(index_entry, department, DEPARTMENT),
    RECORD(index_entry, see, INDEX_ENTRY),
    LIST(index_entry, also, INDEX_ENTRY),
};

static const struct field index_group_fields[] = {
    TEXT(index_group, letter),
    LIST(index_group, entries, INDEX_ENTRY),
};

static const struct field data_file_fields[] = {
    TEXT(data_file, name),
    TEXT(data_file, title),
    TEXT(data_file, about),
    NUMBER(data_file, rows),
    ROWS(data_file, fields, DATA_FIELD),
};

static const struct field data_field_fields[] = {
    TEXT(data_field, name),
    TEXT(data_field, type),
    TEXT(data_field, unit),
    TEXT(data_field, about),
    TEXT(data_field, words),
    FLAG_AS("nullable", data_field, nullable),
};

static const struct field moved_fields[] = {
    TEXT(moved, from),
    TEXT(moved, to),
};

static const struct field page_fields[] = {
    TEXT(page_head, address),
    TEXT(page_head, canonical),
    TEXT(page_head, twin),
    TEXT(page_head, feed),
    TEXT(page_head, feed_title),
    TEXT(page_head, calendar),
    TEXT(page_head, summary),
    TEXT(page_head, card),
    TEXT(page_head, card_words),
    TEXT(page_head, column),
    TEXT(page_head, source),
    TEXT(page_head, official),
    TEXT(page_head, keywords),
    DATE(page_head, updated),
    DATE(page_head, published),
    ROWS(page_head, printed, PRINTED),
    RECORD(page_head, handbook, PRINTED),
};

const struct record view_records[VIEW_RECORDS] = {
    [SITE] = TABLE("site", site_fields, offsetof(struct collection, site.place)),
    [POLICY] = TABLE("policy", policy_fields, offsetof(struct policy, place)),
    [REGION] = TABLE("region", region_fields, offsetof(struct region, place)),
    [MEASURE] = TABLE("measure", measure_fields, offsetof(struct measure, place)),
    [TOPIC] = TABLE("topic", topic_fields, offsetof(struct topic, place)),
    [RECIPIENT_KIND] =
	TABLE("recipient-kind", recipient_kind_fields, offsetof(struct recipient_kind, place)),
    [DEPARTMENT] = TABLE("department", department_fields, offsetof(struct department, place)),
    [TERM] = TABLE("term", term_fields, offsetof(struct term_entry, place)),
    [MENTION] = TABLE("mention", mention_fields, NO_PLACE),
    [SUPPORT] = TABLE("support", support_fields, offsetof(struct support, place)),
    [RESPONSIBLE] = TABLE("responsible", responsible_fields, NO_PLACE),
    [POOL] = TABLE("pool", pool_fields, offsetof(struct pool, place)),
    [GOAL] = TABLE("goal", goal_fields, offsetof(struct goal_row, place)),
    [SECTION] = TABLE("section", section_fields, offsetof(struct section, place)),
    [CITATION] = TABLE("citation", citation_fields, offsetof(struct citation, place)),
    [NOT_SUPPORT] = TABLE("not-support", not_support_fields, offsetof(struct not_support, place)),
    [NOTE] = TABLE("note", note_fields, offsetof(struct node, place)),
    [BOOK] = TABLE("book", book_fields, offsetof(struct book_def, place)),
    [BOOK_FILE] = TABLE("book-file", book_file_fields, NO_PLACE),
    [PRINTED] = TABLE("printed", printed_fields, NO_PLACE),
    [STATUS_GROUP] = TABLE("status-group", status_group_fields, NO_PLACE),
    [REGION_GROUP] = TABLE("region-group", region_group_fields, NO_PLACE),
    [MEASURE_GROUP] = TABLE("measure-group", measure_group_fields, NO_PLACE),
    [LETTER_GROUP] = TABLE("letter-group", letter_group_fields, NO_PLACE),
    [INDEX_ENTRY] = TABLE("index-entry", index_entry_fields, NO_PLACE),
    [INDEX_GROUP] = TABLE("index-group", index_group_fields, NO_PLACE),
    [PAGE] = TABLE("page", page_fields, NO_PLACE),
    [MOVED] = TABLE("moved", moved_fields, NO_PLACE),
    [DATA_FILE] = TABLE("data-file", data_file_fields, NO_PLACE),
    [DATA_FIELD] = TABLE("data-field", data_field_fields, NO_PLACE),
};
