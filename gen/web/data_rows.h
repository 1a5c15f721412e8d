/*
 * data_rows: the rows of the tables of data/ that stand in files of parts too.
 */
#ifndef WEB_DATA_ROWS_H
#define WEB_DATA_ROWS_H

#include "web/rows.h"

void data_support_put(struct rows *r, struct arena *a, const struct support *s);
void data_pool_put(struct rows *r, const struct pool *p);
void data_target_put(struct rows *r, const struct goal_row *g);

/* The rows that one page shows, as CSV for who wants just these: data/regions/KEY.csv. */
void data_parts_write(const struct collection *c, struct output *out);

#endif
