/*
 * lists: the pages of long lists and of the parts that they are divided into.
 */
#ifndef WEB_LISTS_H
#define WEB_LISTS_H

#include "web/page.h"

/*
 * Say where the places of a list are that is divided, before any page is written: links to
 * numbers/#ANCHOR lead to numbers/y2017/#ANCHOR then.
 */
void list_settle(struct site_run *run, const struct list_part *whole);

/* The last change of the policies of a list; none: of one without policies. */
date list_updated(const struct list_part *p, date none);

/* A page for the list, like the one given, and one for each of its parts, with `parts` as
 * their template. */
void list_write(
    struct site_run *run, const struct list_part *whole, struct page page, const char *parts);
void list_write_parts(
    struct site_run *run, const struct list_part *whole, struct page page, const char *parts);

#endif
