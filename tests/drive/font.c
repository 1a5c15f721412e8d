/*
 * font: a folder with a fonts.yml is opened and each of the four roles asked for
 * twice. Prints the role and its face.
 */
#include <stdio.h>

#include "font/font.h"

int main(int argc, char **argv)
{
	static const char *const roles[] = {"body", "body-bold", "sans", "sans-bold"};
	struct arena *a = arena_new();
	struct font_set *f;

	if (argc != 2)
		return EXIT_USAGE;
	f = font_set_open(a, argv[1]);
	for (size_t i = 0; i < LEN(roles); i++) {
		const struct face *face = font_set_face(f, roles[i]);

		printf("%s %s\n", roles[i], face ? face_name(face) : "-");
		if (font_set_face(f, roles[i]) != face)
			printf("%s is another face when it is asked for again\n", roles[i]);
	}
	diag_flush();
	font_set_close(f);
	arena_free(a);
	return EXIT_DONE;
}
