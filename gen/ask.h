/*
 * ask: the estimates of a run, as the command line or standard input asks for
 * them, to standard output. A wrong query ends the program with status 2.
 */
#ifndef ASK_H
#define ASK_H

#include "digest/digest.h"
#include "options.h"

void ask_run(struct arena *a, const struct options *o, const struct collection *c);

#endif
