/*
 * site.yml → struct site: what the site and the handbooks say about
 * themselves, and the date at which the content is judged.
 */
#include "digest/digest_parts.h"

#include <string.h>

static const char *const keys[] = {"title", "subtitle", "description", "publisher", "contact",
    "disclaimer", "base_url", "icp", "security_record", "site_code", "licence", "logo",
    "government_tags", "as_of", "words"};

/* Absolute addresses are made by appending a path to it. */
static const char *read_base(struct arena *a, struct yaml *map)
{
	const char *url = yaml_string(map, "base_url", false);

	if (!url)
		return NULL;
	if (!url_valid(url) || strpbrk(url, "?#") || strstr(strstr(url, "://") + 3, "//"))
		diag(yaml_find(map, "base_url")->place, DIAG_ERROR, "base-url",
		    "base_url must be an http address without query, fragment and empty steps");
	return url[strlen(url) - 1] == '/' ? url : arena_printf(a, "%s/", url);
}

/* https://example.org:8080/policies/ → example.org:8080 */
static const char *domain_of(struct arena *a, const char *base_url)
{
	const char *host = base_url ? strstr(base_url, "://") : NULL;

	return host ? arena_dupn(a, host + 3, strcspn(host + 3, "/")) : NULL;
}

static bool is_picture(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.") == n &&
	       (strcmp(name + n - 4, ".svg") == 0 || strcmp(name + n - 4, ".png") == 0);
}

static void read_logo(struct arena *a, const char *content, struct yaml *map, struct site *s)
{
	const char *name = yaml_string(map, "logo", false);

	if (!name)
		return;
	s->logo_path = file_join(a, content, name);
	if (!is_picture(name))
		diag(yaml_find(map, "logo")->place, DIAG_ERROR, "logo",
		    "the logo is an .svg or .png file, named in lower-case letters and digits");
	else if (!file_exists(s->logo_path))
		diag(yaml_find(map, "logo")->place, DIAG_ERROR, "logo", "there is no file %s here",
		    name);
	s->logo = arena_printf(a, "logo%s", strrchr(name, '.') ? strrchr(name, '.') : "");
}

/* The tags name the site's host and code, so that these must be known. */
static void read_tags(struct yaml *map, struct site *s)
{
	const char *word = yaml_string(map, "government_tags", false);

	if (!word)
		return;
	s->government_tags = strcmp(word, "true") == 0;
	if (!s->government_tags && strcmp(word, "false") != 0)
		diag(yaml_find(map, "government_tags")->place, DIAG_ERROR, "government-tags",
		    "government_tags is true or false");
	else if (s->government_tags && (!s->base_url || !s->site_code))
		diag(yaml_find(map, "government_tags")->place, DIAG_ERROR, "government-tags",
		    "the tags of government websites need base_url and site_code");
}

static void read_licence(struct yaml *map, struct site *s)
{
	static const char *const known[] = {"name", "url"};
	struct yaml *v = yaml_map(map, "licence", false);

	if (!v)
		return;
	s->licence_name = yaml_string(v, "name", true);
	s->licence_url = yaml_string(v, "url", false);
	if (s->licence_url && !url_valid(s->licence_url))
		diag(yaml_find(v, "url")->place, DIAG_ERROR, "licence-url",
		    "the address of the licence begins with https:// or http://");
	yaml_unused(v, known, LEN(known));
}

/* What the last publication had; which of it is lost is known when the site is made. */
static void read_addresses(struct arena *a, const char *content, struct site *s)
{
	const char *path = file_join(a, content, "addresses.txt");
	size_t n = 0;
	const char *text = file_exists(path) ? file_read(a, path, &n) : NULL;

	if (!text)
		return;
	if (text_check(text, n)) {
		diag((struct place){path, 0, 0}, DIAG_ERROR, "address-list",
		    "the list of addresses is not valid UTF-8");
		return;
	}
	diag_source(path, text, n);
	s->addresses = text;
	s->addresses_file = path;
}

void site_read(struct arena *a, const char *content, struct site *s)
{
	const char *path = file_join(a, content, "site.yml");
	struct yaml *map = yaml_read(a, path, path);

	*s = (struct site){.as_of = DATE_NONE, .place = {path, 1, 1}};
	if (!map || !yaml_is_map(map))
		return;
	s->title = yaml_string(map, "title", true);
	s->subtitle = yaml_string(map, "subtitle", false);
	s->description = yaml_string(map, "description", false);
	s->publisher = yaml_string(map, "publisher", true);
	s->contact = yaml_string(map, "contact", false);
	s->disclaimer = yaml_string(map, "disclaimer", true);
	s->icp = yaml_string(map, "icp", false);
	s->security_record = yaml_string(map, "security_record", false);
	s->site_code = yaml_string(map, "site_code", false);
	s->base_url = read_base(a, map);
	s->domain = domain_of(a, s->base_url);
	read_licence(map, s);
	read_logo(a, content, map, s);
	read_tags(map, s);
	s->words = yaml_words(a, map, "words");
	read_addresses(a, content, s);
	moved_pages_read(a, content, s);
	yaml_date(map, "as_of", false, &s->as_of);
	yaml_unused(map, keys, LEN(keys));
}
