/*
 * Who to ask about one policy: its supports by responsible unit, in the order in
 * which the policy first names each. Names that departments.yml does not know
 * (without that file none is known) stand for themselves. And of a unit as many
 * supports as the page of its region shows: one that has more has pages of its own.
 */
#include <string.h>

#include "template/reading.h"

static bool is_of(const struct duty *d, const struct responsible *r)
{
	if (d->department || r->department)
		return d->department == r->department;
	return strcmp(d->written, r->written) == 0;
}

static void add(struct duty *d, const struct support *s)
{
	if (d->supports_n == 0 || d->supports[d->supports_n - 1] != s)
		d->supports[d->supports_n++] = s;
}

struct value derive_policy_duties(const void *policy, const struct context *x)
{
	const struct policy *p = policy;
	struct duty *v = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < p->supports_n; i++)
		for (size_t k = 0; k < p->supports[i].departments_n; k++) {
			const struct responsible *r = &p->supports[i].departments[k];
			size_t d = 0;

			while (d < n && !is_of(&v[d], r))
				d++;
			if (d == n)
				*VEC_PUSH(x->arena, v, n, cap) = (struct duty){r->written,
				    r->department,
				    arena_array(x->arena, const struct support *, p->supports_n),
				    0};
			add(&v[d], &p->supports[i]);
		}
	return (struct value){.items = v, .n = n, .stride = sizeof(*v)};
}

/* A page has room for so many rows of all its units; beyond, each shows its share. */
static size_t room_of(const struct department *d)
{
	const struct region *r = d->region;
	size_t all = 0;

	for (size_t i = 0; i < r->departments_n; i++)
		all += r->departments[i].supports_n;
	if (all <= DUTY_ROWS)
		return all;
	return MAX(DUTY_ROWS / r->departments_n, (size_t)DUTY_ROWS_LEAST);
}

struct value derive_department_first(const void *department, const struct context *x)
{
	const struct department *d = department;

	(void)x;
	return (struct value){.items = d->supports, .n = MIN(d->supports_n, room_of(d))};
}

/* How many supports the page of its region leaves out. */
struct value derive_department_more(const void *department, const struct context *x)
{
	const struct department *d = department;
	size_t room = room_of(d);

	(void)x;
	return (struct value){.number = d->supports_n > room ? (int64_t)(d->supports_n - room) : 0};
}
