/*
 * Character classes and what happens between two of them: whether a line may
 * end there, what white stands there, and in which order it gives or grows.
 *
 * The rules are those of GB/T 15834-2011 §5.1 and CLREQ (prohibition rules for
 * line start and line end, level GB; adjacent punctuation marks; composition of
 * Chinese and Western mixed text). Sixteen classes, one table of 16 × 16 codes.
 * Amounts, numbers of documents and labels need more than two neighbours and
 * are marked afterwards by unit.c.
 */
#include "book/book_parts.h"

#include <string.h>

/* Thousandths of an em (CLREQ, line adjustment). */
enum {
	HALF = 500,
	GAP = 250,
	GAP_SHRINK = 125,
	GAP_STRETCH = 83,
	GAP_COUNTER = 95, /* poppler reads a space from 100 on */
};

/*
 * Rows: the class before; columns: the class after.
 *   x  no break              .  break; opens for justification   :  break; stays closed
 *   h  no break, half an em less          H  break, half an em less
 *   g  break, Han-Latin gap               k  no break, Han-Latin gap
 *   t  number and counter: torn last, under a tenth of an em         u  counter, torn last
 *   w  inside a word
 */
static const char joints[CLASSES][CLASSES + 1] = {
    /*                   O C S M · — … - / H L 1 ￥% U _ */
    [CLASS_OPENER] = "hxxxxxxxxxxxxxxx",
    [CLASS_CLOSER] = "Hhhhx::xx...:x.x",
    [CLASS_STOP] = "Hhhhx::xx...:x.x",
    [CLASS_COMMA] = "Hhhhx::xx...:x.x",
    [CLASS_DOT] = ":xxxxxxxx:::xx:x",
    [CLASS_DASH] = ":xxxxx:xx::::x:x",
    [CLASS_ELLIPSIS] = ":xxxx:xxx::::x:x",
    [CLASS_CONNECTOR] = ":xxxx::xx::::x:x",
    [CLASS_SOLIDUS] = "xxxxxxxxxxxxxxxx",
    [CLASS_HAN] = ".xxxx::xx.gg:x.x",
    [CLASS_LATIN] = ".xxxx::xxgwwwxgx",
    [CLASS_DIGIT] = ".xxxx::xxgwwwxtx",
    [CLASS_PREFIX] = "xxxxxxxxxxxxxxxx",
    [CLASS_SUFFIX] = ".xxxx::xxgwwwxgx",
    [CLASS_UNIT] = ".xxxx::xx.gg:xux",
    [CLASS_SPACE] = ":xxxx::xx::::x:x",
};

static const struct {
	const char *marks;
	enum char_class class;
} marks[] = {
    {"“‘（〔［｛【〖《〈「『", CLASS_OPENER}, {"”’）〕］｝】〗》〉」』", CLASS_CLOSER},
    {"。．！？", CLASS_STOP}, {"、，；：", CLASS_COMMA}, {"·‧・•", CLASS_DOT}, {"—⸺", CLASS_DASH},
    {"…⋯", CLASS_ELLIPSIS}, {"-–－～~‐‑", CLASS_CONNECTOR}, {"/／|", CLASS_SOLIDUS},
    {"￥¥$§±+−＋×≥≤<>＜＞№#([{", CLASS_PREFIX}, {"%‰％℃°′″)]},.;:!?", CLASS_SUFFIX},
    {" \xe3\x80\x80", CLASS_SPACE}, /* the ideographic space too */
};

enum char_class class_of(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return CLASS_DIGIT;
	if (text_is_han(cp))
		return CLASS_HAN;
	if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
		return CLASS_LATIN;
	for (size_t i = 0; i < LEN(marks); i++)
		for (const char *s = marks[i].marks; *s;)
			if (text_next(&s) == cp)
				return marks[i].class;
	return cp < 0x0530 || (cp >= 0x1E00 && cp < 0x2000) ? CLASS_LATIN : CLASS_HAN;
}

int class_lead(enum char_class c)
{
	return c == CLASS_OPENER ? HALF : 0;
}

int class_trail(enum char_class c)
{
	return c == CLASS_CLOSER || c == CLASS_STOP || c == CLASS_COMMA ? HALF : 0;
}

static enum tear tear_of(char code)
{
	switch (code) {
	case 'x':
	case 'h':
	case 'k':
		return TEAR_NEVER;
	case 't':
	case 'u':
		return TEAR_UNIT;
	case 'w':
		return TEAR_WORD;
	default:
		return TEAR_FREE;
	}
}

/* The half em inside a mark that touches no other mark may give. */
static void give(struct joint *j, enum char_class before, enum char_class after)
{
	static const enum tier tiers[CLASSES] = {
	    [CLASS_OPENER] = TIER_BRACKET,
	    [CLASS_CLOSER] = TIER_BRACKET,
	    [CLASS_STOP] = TIER_STOP,
	    [CLASS_COMMA] = TIER_COMMA,
	};

	if (class_trail(before)) {
		j->shrink = HALF;
		j->tier = tiers[before];
	} else if (class_lead(after)) {
		j->shrink = HALF;
		j->tier = TIER_BRACKET;
	}
}

struct joint class_joint(enum char_class before, enum char_class after)
{
	char code = joints[before][after];
	struct joint j = {.tear = tear_of(code), .opens = code == '.'};

	if (code == 'h' || code == 'H') {
		j.gap = -HALF;
	} else if (code == 'g' || code == 'k') {
		j = (struct joint){j.tear, GAP, GAP_SHRINK, GAP_STRETCH, TIER_GAP, false};
	} else if (code == 't') {
		j.gap = GAP_COUNTER;
	} else {
		give(&j, before, after);
	}
	return j;
}
