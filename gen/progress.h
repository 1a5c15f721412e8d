/*
 * progress: what a build is doing, for the person who waits. A step that is
 * going on after the first second is shown on the terminal, in one line that
 * is rewritten; nothing is shown where standard error is no terminal. Also
 * measures the steps for --timings. The clock is used for nothing else.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "base/base.h"

struct progress;

struct progress *progress_start(bool show);
/* The next step begins. name is kept by reference. */
void progress_step(struct progress *p, const char *name);
/* Seconds since the start. */
double progress_seconds(const struct progress *p);
/* Take the line away; call before anything else is printed. Steps go on without being shown. */
void progress_hide(struct progress *p);
/* Print how long each step took, to standard error. */
void progress_timings(const struct progress *p);
void progress_end(struct progress *p);

#endif
