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

/* What assets/basket.js loads: policies/SLUG/rows.js. */
void basket_write(const struct collection *c, struct output *out);

/* data/{policies,supports,pools,targets,regions,measures}.json and .csv, and their schemas. */
void data_write(const struct collection *c, struct output *out);

/*
 * Link cards, card.png beside the pages of the site itself, of policies, regions and
 * measures, drawn with the faces of fonts/fonts.yml; only for a site with a base_url,
 * since nobody else can ask for them. Without a face the program ends with status 4.
 * The arena keeps what reports about the fonts quote: it must outlive diag_flush().
 */
void cards_write(
    struct arena *a, const struct collection *c, const char *fonts, int jobs, struct output *out);

/* data/rows/index.js and data/rows/REGION.js: the rows of support for scripts of the site. */
void rows_script_write(const struct collection *c, struct output *out);

#endif
