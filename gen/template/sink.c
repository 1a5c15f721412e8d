/*
 * What sinks ask of the elements that they receive. Names are compared as they
 * are written: those of templates are in lower case.
 */
#include <string.h>

#include "template/template.h"

const char *attribute_find(const struct attribute *a, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(a[i].name, name) == 0)
			return a[i].value;
	return NULL;
}

bool class_has(const char *classes, const char *name)
{
	size_t n = strlen(name);

	for (const char *s = classes; s && *s; s += strcspn(s, " "), s += strspn(s, " "))
		if (strncmp(s, name, n) == 0 && (s[n] == ' ' || s[n] == '\0'))
			return true;
	return false;
}
