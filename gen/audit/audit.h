/*
 * audit: the digests held against the texts they are made from.
 *
 * audit_run reads the source of every digest and reports through diag() what
 * does not agree: a figure that its clause does not have, a sum of the source
 * that the digest passes over, a sentence carried over. The collection is
 * complete and checked; it is not changed. What is found lives in the arena.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include "digest/digest.h"

struct audit;

/* Ends the program (exit 4) when the folder cannot be read. */
struct audit *audit_run(struct arena *a, const struct collection *c, const char *sources);
/* A line a digest: rows, figures, how many were found, sums that are not covered. */
void audit_table(const struct audit *x, struct buf *out);
/* The same with every finding, as one JSON object. */
void audit_json(const struct audit *x, struct buf *out);

#endif
