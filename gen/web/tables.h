/*
 * tables: what the tables of data/ are called and which columns they have.
 */
#ifndef WEB_TABLES_H
#define WEB_TABLES_H

#include "template/template.h"
#include "web/address.h"
#include "web/rows.h"

/* In the order in which readers want them. */
enum table {
	TABLE_POLICIES,
	TABLE_SUPPORTS,
	TABLE_POOLS,
	TABLE_TARGETS,
	TABLE_REGIONS,
	TABLE_MEASURES,
	TABLE_TOPICS,
	TABLE_DEPARTMENTS,
	TABLE_GLOSSARY,
	TABLES
};

struct data_table {
	const char *name;  /* of its files: supports */
	const char *title; /* 资金支持 */
	const char *about; /* what a row is */
	const struct column *columns;
	size_t columns_n;
};

extern const struct data_table data_tables[TABLES];
size_t data_rows(const struct collection *c, enum table which);
/* The addresses of all files of data, whether they are written in this run or not. */
void data_list(const struct collection *c, const struct facets *f, struct addresses *list);

/* data/csv-metadata.json, csvw.c: what the CSV files are, for programs. */
void csvw_write(const struct collection *c, struct output *out);

/* The tables as the pages of data/ describe them, dictionary.c. */
struct data_files dictionary_make(struct arena *a, const struct collection *c);

#endif
