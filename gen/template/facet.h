/*
 * What the files of facets and of the tables made of them share. Known to
 * facet.c, facet_row.c, table_order.c and their test.
 */
#ifndef FACET_H
#define FACET_H

#include "template/parts.h"

/* The values of a facet that one row has, by their place in the list of all. */
struct facet_places {
	struct arena *arena;
	size_t *v;
	size_t n, cap;
};

/* Name, key and note of each facet, without values. */
extern const struct facet facet_heads[FACETS];

/* How many values a facet may have; which those of a row are; what the value at a place is. */
size_t facet_values(const struct collection *c, enum facet_kind k);
void facet_find(
    struct facet_places *p, const struct collection *c, enum facet_kind k, const struct support *s);
struct facet_value facet_value_at(
    struct arena *a, const struct collection *c, enum facet_kind k, size_t i);

/* It grants a sum in yuan. */
bool facet_has_yuan(const struct standard *t);

/* All supports in the order of tables. */
const struct support **table_sort(struct arena *a, const struct collection *c);

#endif
