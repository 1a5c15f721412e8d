/*
 * address: which addresses the site has, and that none is lost which was published.
 */
#ifndef WEB_ADDRESS_H
#define WEB_ADDRESS_H

#include "digest/digest.h"

struct addresses;

struct addresses *addresses_new(void);
/* A page, a file or a place of a page. What is at home, "", is not kept: it cannot be lost. */
void addresses_add(struct addresses *x, const char *address);
/*
 * A page or file that another day or another number of rows takes away: with its places
 * it is there, but not in the list. To be said before it is added.
 */
void addresses_pass(struct addresses *x, const char *page);
bool addresses_have(const struct addresses *x, const char *address);
/* A page that only leads to another: its places are those of that page; or one place. */
void addresses_move(struct addresses *x, const char *from, const char *to);
/*
 * Write data/addresses.txt, sorted, and report each address of the last publication
 * (site->addresses) that the site no longer has. Frees x.
 */
void addresses_end(struct addresses *x, const struct site *site, struct output *out);

#endif
