/*
 * The font set: fonts.yml says which face serves each role, and where files are
 * looked for. A face is opened when its role is first asked for, so that a book
 * pays only for what it uses; two roles that end in the same face share it.
 * A file that is missing or unfit gives way to the named substitutes, never in
 * silence (a note for an optional face, else a warning), and without any the
 * program ends with status 4. The colour profile is found in the same way.
 */
#include <string.h>

#include "digest/digest.h"
#include "font/face.h"

struct role {
	const char *name;
	struct yaml *form;
	struct face *face; /* NULL until it is asked for */
};

struct opened {
	const char *path;
	struct face *face;
};

struct font_set {
	struct arena *arena;
	const char *folder;
	struct yaml *root; /* NULL when fonts.yml could not be read */
	const char **search;
	size_t search_n;
	struct role *roles;
	size_t roles_n, roles_cap;
	struct opened *opened;
	size_t opened_n, opened_cap;
};

/* One line of fonts.yml: a face in a file. */
struct candidate {
	const char *face, *file;
	int64_t index;
	struct place place;
};

static bool read_candidate(struct yaml *form, struct candidate *c)
{
	c->face = yaml_string(form, "face", true);
	c->file = yaml_string(form, "file", true);
	c->index = 0;
	c->place = form->place;
	yaml_integer(form, "index", false, 0, 255, &c->index);
	return c->face && c->file;
}

/* The first folder of the search list that has the file; NULL when none has. */
static const char *find_file(const struct font_set *f, const char *file)
{
	for (size_t i = 0; i < f->search_n; i++) {
		bool absolute = f->search[i][0] == '/';
		const char *folder =
		    absolute ? f->search[i] : file_join(f->arena, f->folder, f->search[i]);
		const char *path = file_join(f->arena, folder, file);

		if (file_exists(path))
			return path;
	}
	return NULL;
}

static struct face *find_opened(const struct font_set *f, const char *path, int64_t index)
{
	for (size_t i = 0; i < f->opened_n; i++)
		if (f->opened[i].face->index == index && strcmp(f->opened[i].path, path) == 0)
			return f->opened[i].face;
	return NULL;
}

/* NULL, with the reason, when there is no such file or it is unfit. */
static struct face *open_candidate(struct font_set *f, const struct candidate *c, const char **why)
{
	const char *path = find_file(f, c->file);
	struct face *face;

	*why = "is in no folder of the search list";
	if (!path)
		return NULL;
	face = find_opened(f, path, c->index);
	if (face)
		return face;
	face = face_open(f->arena, path, (unsigned)c->index, why);
	if (!face)
		return NULL;
	*(struct opened *)VEC_PUSH(f->arena, f->opened, f->opened_n, f->opened_cap) =
	    (struct opened){path, face};
	if (strcmp(face_name(face), c->face) != 0)
		diag(c->place, DIAG_ERROR, "font-face", "face %d of %s is %s, not %s",
		    (int)c->index, c->file, face_name(face), c->face);
	return face;
}

static void check_fingerprint(const struct role *r, const struct candidate *c)
{
	const char *named = yaml_string(r->form, "directory_sha256", false);
	char found[SHA256_HEX];

	if (!named)
		return;
	face_fingerprint(r->face, found);
	if (strcmp(named, found) == 0)
		return;
	diag(yaml_find(r->form, "directory_sha256")->place, DIAG_WARNING, "font-changed",
	    "%s is another version than the books were made with; pages may differ", c->file);
	diag_hint("its directory_sha256 is %s", found);
}

/* A face that no package brings: its substitute is only noted. */
static bool may_be_absent(const struct role *r)
{
	const char *s = yaml_string(r->form, "optional", false);

	return s && strcmp(s, "yes") == 0;
}

static void open_role(struct font_set *f, struct role *r)
{
	struct candidate own, other;
	struct yaml *list = yaml_list(r->form, "substitutes", false);
	const char *why, *why_not;

	if (!read_candidate(r->form, &own))
		return;
	r->face = open_candidate(f, &own, &why);
	if (r->face) {
		check_fingerprint(r, &own);
		return;
	}
	for (struct yaml *i = list ? list->items : NULL; i && !r->face; i = i->next)
		if (read_candidate(i, &other))
			r->face = open_candidate(f, &other, &why_not);
	if (!r->face)
		die("no font for %s: %s %s, and no substitute is there either", r->name, own.file,
		    why);
	diag(own.place, may_be_absent(r) ? DIAG_NOTE : DIAG_WARNING, "font-substitute",
	    "%s is set in %s, since %s %s", r->name, other.face, own.file, why);
}

/* ------------------------------------------------------------- reading fonts.yml */

static void read_search(struct font_set *f, struct yaml *root)
{
	struct yaml *list = yaml_list(root, "search", true);
	size_t n = 0;

	for (struct yaml *i = list ? list->items : NULL; i; i = i->next)
		n++;
	f->search = arena_array(f->arena, const char *, n);
	for (struct yaml *i = list ? list->items : NULL; i; i = i->next)
		if (i->kind == YAML_SCALAR)
			f->search[f->search_n++] = i->text;
		else
			diag(i->place, DIAG_ERROR, "font-search", "a folder's name stands here");
}

/* A role that no style uses is checked like any other, but for its file. */
static void check_form(struct yaml *form)
{
	static const char *const keys[] = {
	    "face", "file", "index", "substitutes", "directory_sha256", "optional"};
	struct yaml *list = yaml_list(form, "substitutes", false);
	const char *optional = yaml_string(form, "optional", false);
	struct candidate c;

	if (optional && strcmp(optional, "yes") != 0 && strcmp(optional, "no") != 0)
		diag(yaml_find(form, "optional")->place, DIAG_ERROR, "font-optional",
		    "optional is yes or no");
	read_candidate(form, &c);
	yaml_string(form, "directory_sha256", false);
	yaml_unused(form, keys, LEN(keys));
	for (struct yaml *i = list ? list->items : NULL; i; i = i->next) {
		read_candidate(i, &c);
		yaml_unused(i, keys, 3);
	}
}

static void read_roles(struct font_set *f, struct yaml *root)
{
	struct yaml *map = yaml_find(root, "roles");

	if (!map || map->kind != YAML_MAP) {
		diag(map ? map->place : root->place, DIAG_ERROR, "font-roles",
		    "`roles` must name the face of each role");
		return;
	}
	for (struct yaml *i = map->items; i; i = i->next) {
		if (i->kind != YAML_MAP) {
			diag(i->place, DIAG_ERROR, "font-role",
			    "the role %s needs `face` and `file`", i->key);
			continue;
		}
		check_form(i);
		*(struct role *)VEC_PUSH(f->arena, f->roles, f->roles_n, f->roles_cap) =
		    (struct role){.name = i->key, .form = i};
	}
}

/* Where there is none, that is told when it is asked for. */
static void check_profile(struct yaml *root)
{
	static const char *const keys[] = {"name", "file", "package"};
	struct yaml *form = yaml_map(root, "profile", false);

	if (!form)
		return;
	for (size_t i = 0; i < LEN(keys); i++)
		yaml_string(form, keys[i], true);
	yaml_unused(form, keys, LEN(keys));
}

struct font_set *font_set_open(struct arena *a, const char *folder)
{
	static const char *const keys[] = {"search", "profile", "roles"};
	struct font_set *f = arena_new_of(a, struct font_set);
	const char *path = file_join(a, folder, "fonts.yml");
	struct yaml *root = yaml_read(a, path, path);

	f->arena = a;
	f->folder = folder;
	if (!root)
		return f;
	f->root = root;
	read_search(f, root);
	check_profile(root);
	read_roles(f, root);
	yaml_unused(root, keys, LEN(keys));
	return f;
}

void font_set_close(struct font_set *f)
{
	for (size_t i = 0; i < f->opened_n; i++)
		face_close(f->opened[i].face);
	f->opened_n = 0;
}

struct face *font_set_face(struct font_set *f, const char *role)
{
	for (size_t i = 0; i < f->roles_n; i++) {
		struct role *r = &f->roles[i];

		if (strcmp(r->name, role) != 0)
			continue;
		if (!r->face)
			open_role(f, r);
		return r->face;
	}
	return NULL;
}

bool font_set_has(const struct font_set *f, const char *role)
{
	for (size_t i = 0; i < f->roles_n; i++)
		if (strcmp(f->roles[i].name, role) == 0)
			return true;
	return false;
}

/* ----------------------------------------------------------------------- colours */

enum { PROFILE_HEAD = 128 };

/* ISO 15076-1, 7.2: of a monitor or a printer, in red, green and blue, before version 5. */
static bool is_fit(const char *s, size_t n)
{
	return n > PROFILE_HEAD && s[8] < 5 && memcmp(s + 16, "RGB ", 4) == 0 &&
	       memcmp(s + 36, "acsp", 4) == 0 &&
	       (memcmp(s + 12, "mntr", 4) == 0 || memcmp(s + 12, "prtr", 4) == 0);
}

struct colour_profile font_set_profile(struct font_set *f)
{
	struct yaml *form = f->root ? yaml_map(f->root, "profile", true) : NULL;
	const char *file = form ? yaml_string(form, "file", false) : NULL, *path;
	struct colour_profile p = {0};

	if (!file)
		return p;
	p.name = yaml_string(form, "name", false);
	path = find_file(f, file);
	p.bytes = path ? file_read(f->arena, path, &p.size) : NULL;
	if (!p.bytes)
		die("the colour profile %s is in no folder of the search list; the package %s has "
		    "it",
		    file, yaml_string(form, "package", false));
	if (!is_fit(p.bytes, p.size))
		die("%s is no ICC profile of red, green and blue before version 5", path);
	return p;
}
