/*
 * worked.h: the worked examples of estimate.yml as templates see them. Lists
 * live in the rendering's arena.
 */
#ifndef WORKED_H
#define WORKED_H

#include "estimate/estimate.h"
#include "template/parts.h"

extern const struct words answer_list; /* words.c */

/* A row that is worked out. */
struct worked_line {
	const struct support *support;
	enum answer answer;
	const char *rule, *with, *left; /* with: what may be had together with it; left: why it is
					   not in the total; NULL */
	const char **reasons;
	size_t reasons_n;
};

struct worked {
	const char *title, *query, *asked; /* asked: 杭州市；身份：企业 */
	struct worked_line *lines;
	size_t lines_n;
	int32_t rest;                /* rows that do not fit */
	const char *sure, *possible; /* totals; NULL when there are none */
};

struct value derive_site_worked(const void *collection, const struct context *x);

extern const struct record view_worked, view_basis;

#endif
