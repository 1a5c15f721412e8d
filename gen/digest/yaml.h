/*
 * yaml.h: YAML with places, as a tree, and how to ask it for values. The lists of
 * content/, front matter, style sheets and font roles are read through it
 * (yaml.c, yaml_find.c). A value of a wrong type is reported where it stands.
 * Part of digest.h, which has the dates.
 */
#ifndef DIGEST_YAML_H
#define DIGEST_YAML_H

/*
 * A YAML value with its place. Aliases, anchors and tags are refused; depth is
 * at most 32; duplicate keys are errors. Everything is in the arena.
 */
enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_kind kind;
	const char *text; /* SCALAR; "" when empty */
	bool quoted;      /* SCALAR */
	const char *key;  /* in a map */
	struct place key_place, place;
	struct yaml *items; /* LIST and MAP: first child */
	struct yaml *next;
	bool used; /* set by yaml_find; yaml_unused reports the rest */
};

/* Parse text; line is the line of `file` on which it begins. NULL after a report. */
struct yaml *yaml_parse(struct arena *a, const char *file, int line, const char *s, size_t n);
/* Read and parse a whole file; reports when it cannot be read, is empty or invalid. */
struct yaml *yaml_read(struct arena *a, const char *path, const char *shown);
struct yaml *yaml_find(struct yaml *map, const char *key); /* NULL when absent */
/* Each reports and returns NULL/false/default when absent though required, or of the wrong type. */
const char *yaml_string(struct yaml *map, const char *key, bool required);
bool yaml_date(struct yaml *map, const char *key, bool required, date *d);
bool yaml_integer(
    struct yaml *map, const char *key, bool required, int64_t min, int64_t max, int64_t *out);
struct yaml *yaml_map(struct yaml *map, const char *key, bool required);
struct yaml *yaml_list(
    struct yaml *map, const char *key, bool required); /* a list; NULL when absent */
/* The texts of a list, which may be absent; ends with NULL. */
const char *const *yaml_words(struct arena *a, struct yaml *map, const char *key);
/* Report every key of a map that yaml_find never asked for, with the nearest known one as a hint.
 */
void yaml_unused(const struct yaml *map, const char *const *known, size_t n);

#endif
