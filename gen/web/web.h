/*
 * web: the site. The same templates' elements → HTML bytes; pages, data files.
 */
#ifndef WEB_H
#define WEB_H

#include "base/base.h"
#include "digest/digest.h"
#include "template/template.h"

/* Write every page and asset of the site into the tree. assets: templates/assets. */
void site_write(const struct collection *c, const struct template_set *t, const char *assets,
    struct book_files books, struct output *out);

/* data/{policies,supports,pools,targets,regions,measures}.json and .csv, and their schemas. */
void data_write(const struct collection *c, struct output *out);

#endif
