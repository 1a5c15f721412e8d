/*
 * tee: one sink that hands what it receives on to several, in their order. The
 * page is rendered once, and each reader of it takes what it needs.
 */
#ifndef WEB_TEE_H
#define WEB_TEE_H

#include "template/template.h"

struct tee {
	struct sink sinks[4];
	size_t n;
};

struct sink tee_sink(struct tee *t);

#endif
