/*
 * base: memory, text, diagnostics, files and threads. It serves every other
 * folder and knows none of them.
 *
 * Ownership: whatever an arena hands out lives until arena_free; a struct buf
 * owns its bytes until buf_free. Out of memory ends the program (exit 4).
 * Strings are NUL-terminated UTF-8 that text_check has seen once.
 */
#ifndef BASE_H
#define BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define NORETURN          __attribute__((noreturn))
#else
#define PRINTF_LIKE(f, a)
#define NORETURN
#endif

#define LEN(a)    (sizeof(a) / sizeof((a)[0]))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

/* Exit status of the program (of several: 4, 2, 1, 3 in this order). */
enum { EXIT_DONE = 0, EXIT_CONTENT = 1, EXIT_USAGE = 2, EXIT_WARNED = 3, EXIT_MACHINE = 4 };

/* ------------------------------------------------------------------ mem.c */

struct arena; /* grows in blocks; never moves what it gave */

struct arena *arena_new(void);
void arena_free(struct arena *a);                /* NULL is fine */
void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for any type */
char *arena_dup(struct arena *a, const char *s); /* NULL gives NULL */
char *arena_dupn(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
#define arena_new_of(a, type)   ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))

/*
 * A growing array of any element type, kept in an arena:
 *     struct row *rows = NULL; size_t n = 0, cap = 0;
 *     *(struct row *)VEC_PUSH(arena, rows, n, cap) = (struct row){...};
 * Sizes double. What is last in the arena grows where it is; else the old piece stays
 * in the arena, so that at most as much again is lost.
 */
#define VEC_PUSH(a, v, n, cap)                                                                    \
	((n) < (cap) ? 0                                                                          \
		     : ((v) = vec_grow((a), (v), (n), &(cap),                                     \
			    sizeof(*(v))), /* NOLINT(bugprone-sizeof-expression): pointers too */ \
			   0),                                                                    \
	    &(v)[(n)++])
void *vec_grow(struct arena *a, void *v, size_t n, size_t *cap, size_t size);

/* A growing string of bytes. {0} is a valid empty one; s is never NULL after the first call. */
struct buf {
	char *s; /* always NUL-terminated */
	size_t len, cap;
};

void buf_put(struct buf *b, const void *p, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
void buf_insert(struct buf *b, size_t at, const char *s); /* before the byte at `at` */
void buf_clear(struct buf *b);                            /* keeps the memory */
void buf_free(struct buf *b);
char *buf_keep(struct buf *b, struct arena *a); /* as a string of the arena; frees the buffer */

/* Raw memory, for what must be handed to a library or grows outside an arena. */
void *mem_alloc(size_t size); /* zeroed */
void *mem_resize(void *p, size_t size);
void mem_free(void *p);

/* String to pointer. Keys are kept by reference and must outlive the map. */
struct map;

struct map *map_new(struct arena *a);
void map_put(struct map *m, const char *key, const void *value);
void *map_find(const struct map *m, const char *key); /* NULL when absent */

/* ----------------------------------------------------------------- text.c */

#define TEXT_BAD 0xFFFFFFFFu

/*
 * Decode one code point at s (before end) and store its length in bytes.
 * TEXT_BAD, length 1, for what RFC 3629 does not allow.
 */
uint32_t text_decode(const char *s, const char *end, int *len);
/* The code point of valid text at *s, moving *s on; 0 at the end without moving. */
uint32_t text_next(const char **s);
uint32_t text_before(const char *start, const char *s); /* code point ending at s; 0 at start */
int text_encode(uint32_t cp, char out[4]);              /* bytes written, no NUL */
/* NULL when the n bytes are valid UTF-8 without U+0000..0008, 000B..001F, 007F, FEFF, FFFE/F, else
 * the first bad byte. */
const char *text_check(const char *s, size_t n);
size_t text_length(const char *s); /* code points */
size_t text_column(
    const char *line, size_t byte); /* 1-based column in characters of a byte offset */
bool text_is_han(uint32_t cp);      /* ideographs, extensions, compatibility, 〇 */
bool text_is_cjk_mark(uint32_t cp); /* CJK and full-width punctuation, and “ ” ‘ ’ — … · */
bool text_is_space(uint32_t cp); /* space, tab, newline, U+3000, U+00A0 */
bool text_is_one_of(const char *s, const char *const *words, size_t n);
bool text_ends_in(const char *s, const char *suffix);
/* A key as it stands in addresses and names of classes: in_force → in-force. */
char *text_hyphened(struct arena *a, const char *key);
/* Trim both ends of white space; a copy in the arena. */
char *text_trim(struct arena *a, const char *s, size_t n);
/* Chinese numeral 一..九十九, or 十, as 1..99; 0 when s (n bytes) is none. */
int text_han_number(const char *s, size_t n);
/* Levenshtein distance in code points, for "did you mean". Gives up above 16 with a large number.
 */
int text_distance(const char *a, const char *b);
/* Nearest of n names within a third of the length, or NULL. */
const char *text_nearest(const char *s, const char *const *names, size_t n);
/* The readings of a text by themselves, without tones and spaces: 杭州市 → hangzhoushi. Costs 0.1
 * s. */
char *text_pinyin(struct arena *a, const char *s);
/*
 * The simplified form of each character from U+4E00 to U+9FFF, as ICU has it, itself when
 * that is one; an array of TEXT_HAN_N. Costs 0.1 s.
 */
#define TEXT_HAN_FIRST 0x4E00u
#define TEXT_HAN_N     0x5200u
uint32_t *text_simplified(struct arena *a);
/*
 * What one character stands for by compatibility (NFKC of UAX 15): Ａ is A, ㎡ is m2, ⼈ is 人.
 * Most characters stand for themselves. Returns their number.
 */
#define TEXT_COMPATIBLE_MOST 18
size_t text_compatible(uint32_t cp, uint32_t out[TEXT_COMPATIBLE_MOST]);
/*
 * Where the words of valid text end, in bytes, as ICU divides it (Chinese by its
 * dictionary); returns their number. For titles, which should not break inside one.
 */
size_t text_words(struct arena *a, const char *s, uint32_t **ends);
/*
 * The ends after which a line of a title may break, the end of the text among them:
 * those of words, but not within one of `kept` (NULL-terminated; NULL: none), nor
 * where Chinese lines do not begin or end.
 */
size_t text_phrases(struct arena *a, const char *s, const char *const *kept, uint32_t **ends);
/* Compare by pinyin as ICU's zh collation orders it; ties by bytes. */
struct collator;
struct collator *collator_new(void);
void collator_free(struct collator *c);
int collator_compare(struct collator *c, const char *a, const char *b);

/* --------------------------------------------------------------- escape.c */

/* Text of XML, fit for attributes too. */
void xml_text(struct buf *b, const char *s);
/* A JSON string, fit for a script too, or null for NULL. */
void json_text(struct buf *b, const char *s);

/* --------------------------------------------------------------- pinyin.c */

/* What the collation reads each character as, and how a name is sorted that is read otherwise. */
struct pinyin;
struct pinyin *pinyin_new(struct arena *a);
void pinyin_free(struct pinyin *r);
/*
 * The text that a name is sorted by when it is read as given (chang sha, changsha: lower-case
 * letters, a syllable for each Han character). False: the reading cannot be divided so.
 */
bool pinyin_correct(
    struct pinyin *r, struct arena *a, const char *name, const char *reading, char **out);
int pinyin_compare(const struct pinyin *r, const char *a, const char *b);
/* The first letter, A to Z, of a text to sort by; # for another character. */
char pinyin_letter(const struct pinyin *r, const char *s);
/* Put the syllables of a text to sort by, and its Latin words in lower case, with spaces between.
 */
void pinyin_spell(const struct pinyin *r, const char *s, struct buf *b);

/* ----------------------------------------------------------------- diag.c */

/* Where something was written. line and col are 1-based, col in characters; 0 means unknown. */
struct place {
	const char *file; /* as it is shown: content/policies/x.md */
	int line, col;
};

/* A note is shown like the others and fails nothing, not even with --strict. */
enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/*
 * Report what somebody wrote wrongly. code is the short name in brackets
 * (amount-unit). Reports are kept and shown by diag_flush, sorted by file,
 * line, column, each once. Safe from several threads.
 */
void diag(struct place p, enum diag_level level, const char *code, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
void diag_hint(const char *fmt, ...)
    PRINTF_LIKE(1, 2); /* adds a line to this thread's last report */
/* Give the text of a file, so that its lines can be shown with a caret. Kept by reference. */
void diag_source(const char *file, const char *text, size_t size);
void diag_hide_notes(void); /* a quiet run shows no notes */
void diag_flush(void);      /* print what was not yet printed, to standard error */
int diag_errors(void);
int diag_warnings(void);
void diag_reset(void); /* forget all; for tests */

/* The machine failed (a font, a file, memory): print "digestpress: ..." and end with status 4. */
NORETURN void die(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* What die does last; NULL for nothing. */
void die_before(void (*leave)(void *ctx), void *ctx);

/* ----------------------------------------------------------------- file.c */

/* Read a whole file into the arena, NUL added. NULL with errno when it cannot be read, is no
 * file, or has more than 256 MiB. */
char *file_read(struct arena *a, const char *path, size_t *size);
bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* Names in a folder that end in suffix ("" for all), without "." files, sorted by bytes. NULL when
 * it cannot be opened. */
char **file_list(struct arena *a, const char *folder, const char *suffix, size_t *n);
char *file_join(struct arena *a, const char *folder, const char *name);
const char *file_base(const char *path); /* after the last slash */
/* A new empty file in TMPDIR, else /tmp, for the caller to remove; dies when there can be none. */
char *file_temporary(struct arena *a);
#define SHA256_HEX 65
void file_sha256(const void *p, size_t n, char hex[SHA256_HEX]);

/* A read-only memory map of a file, for fonts. */
struct file_map {
	const void *p;
	size_t size;
};
bool file_map_open(struct file_map *m, const char *path);
void file_map_close(struct file_map *m);

/*
 * An output tree, written as one: files collect in memory or in a folder
 * staged beside `out`; output_commit exchanges it with the old one when all is
 * well, so that a failed or killed run leaves the last good output whole.
 * Files equal to the old ones are hard links to them; when nothing differs,
 * nothing is written. Modes are 0644 and 0755. A manifest (.digestpress) marks
 * the tree as ours; a non-empty folder without it is refused. A lock beside
 * `out` stops two builds at once. Failures end the program through die().
 */
struct output;

struct output *output_open(const char *out);
struct output *output_nowhere(void); /* forgets what is put into it; only output_abandon ends it */
void output_put(struct output *o, const char *path, const void *p, size_t n); /* any thread */
void output_link(struct output *o, const char *path, const char *target); /* symbolic, relative */
/* This run writes a part only: what the old tree has besides stays as it is. */
void output_keep(struct output *o);
/* true when something changed */
bool output_commit(struct output *o, int *files, int64_t *bytes);
void output_abandon(struct output *o); /* leaves the old tree as it was */

/* ----------------------------------------------------------------- pool.c */

/*
 * Run fn(ctx, 0..n-1, thread) on at most `jobs` threads and wait. With jobs 1, in order in this
 * thread. thread, below jobs, tells them apart: what it owns is its own.
 */
void pool_run(int jobs, int n, void (*fn)(void *ctx, int i, int thread), void *ctx);

#endif
