/*
 * class.h: the classes of characters, and what happens between two of them
 * (class.c).
 */
#ifndef BOOK_CLASS_H
#define BOOK_CLASS_H

#include <stdbool.h>
#include <stdint.h>

enum char_class {
	CLASS_OPENER,
	CLASS_CLOSER,
	CLASS_STOP,
	CLASS_COMMA,
	CLASS_DOT,
	CLASS_DASH,
	CLASS_ELLIPSIS,
	CLASS_CONNECTOR,
	CLASS_SOLIDUS,
	CLASS_HAN,
	CLASS_LATIN,
	CLASS_DIGIT,
	CLASS_PREFIX,
	CLASS_SUFFIX,
	CLASS_UNIT,
	CLASS_SPACE,
	CLASSES
};

/* How hard it is to break a line at a joint; each level is tried when all before it fail. */
enum tear {
	TEAR_FREE,   /* a line may end here */
	TEAR_PHRASE, /* better not: between 最高 and its sum */
	TEAR_UNIT,   /* between a number and its counter */
	TEAR_LABEL,  /* inside 〔2023〕12号, （十一）, 表3-1: A8 */
	TEAR_WORD,   /* inside a Latin word: A7 */
	TEAR_NEVER,  /* a closing mark would begin the line, or an opening one end it: A1 to A5 */
	TEAR_FORCED, /* a line must end here: br */
};

/* Which white gives first (CLREQ, reduction of inter-character spacing). */
enum tier { TIER_WORD, TIER_BRACKET, TIER_COMMA, TIER_GAP, TIER_STOP, TIERS };

/* What happens between two classes. */
struct joint {
	enum tear tear;
	int gap; /* thousandths of an em; negative where two marks meet */
	int shrink, stretch;
	enum tier tier;
	bool opens; /* shares the white that a justified line still needs */
};

enum char_class class_of(uint32_t cp); /* without its neighbours */
struct joint class_joint(enum char_class before, enum char_class after);
/* Thousandths of an em that a full-width mark loses at a line's start, end. */
int class_lead(enum char_class c);
int class_trail(enum char_class c);

#endif
