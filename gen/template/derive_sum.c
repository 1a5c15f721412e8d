/*
 * Does the text of a section name sums of money or percentages: where these can no longer
 * be had, the section has to say so. A sign of money after a figure or a scale counts, 5亿元,
 * 每年10元, 20%, however the figure is written; 元 of 单元 or 多元 does not.
 */
#include <string.h>

#include "template/parts.h"

static bool ends_in_figure(const char *from, const char *to)
{
	static const char *const before[] = {"万", "亿", "千", "百", "美", "港", "欧", "日"};

	while (to > from && to[-1] == ' ')
		to--;
	if (to > from && to[-1] >= '0' && to[-1] <= '9')
		return true;
	for (size_t i = 0; i < LEN(before); i++)
		if (to - from > 3 && memcmp(to - 3, before[i], 3) == 0)
			return true;
	return false;
}

static bool names_sum(const char *s)
{
	static const char *const signs[] = {"元", "英镑", "%", "％", "‰"};

	for (size_t i = 0; i < LEN(signs); i++)
		for (const char *p = s; (p = strstr(p, signs[i])); p += strlen(signs[i]))
			if (ends_in_figure(s, p))
				return true;
	return false;
}

static bool has_sum(const struct node *n)
{
	for (; n; n = n->next)
		if ((n->text && names_sum(n->text)) || has_sum(n->child))
			return true;
	return false;
}

struct value derive_section_priced(const void *section, const struct context *x)
{
	(void)x;
	return (struct value){.number = has_sum(((const struct section *)section)->body)};
}
