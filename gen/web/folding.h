/*
 * folding: the one rule by which search compares text. Its twin for the browser
 * is templates/assets/fold.js; a test holds them equal over the whole site.
 */
#ifndef WEB_FOLDING_H
#define WEB_FOLDING_H

#include "base/base.h"

struct folding;

struct folding *folding_new(struct arena *a);

/* Folded text: letters, in an arena. */
struct letters {
	uint32_t *at;
	size_t n, cap;
};

/* The letters of valid text replace what l held; its memory is used again. */
void folding_text(const struct folding *f, struct arena *a, const char *s, struct letters *l);
/* The simplified form of a character, itself when it has none. */
uint32_t folding_simplified(const struct folding *f, uint32_t cp);

#endif
