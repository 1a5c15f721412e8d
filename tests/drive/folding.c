/*
 * folding: the lines of a file as search compares them, a line each, for the
 * check that fold.js folds alike.
 */
#include <stdio.h>
#include <string.h>

#include "web/folding.h"

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct folding *f = folding_new(a);
	struct letters l = {0};
	size_t n = 0;
	char *text = argc == 2 ? file_read(a, argv[1], &n) : NULL;

	if (!text)
		return EXIT_USAGE;
	for (char *line = text, *end; line < text + n; line = end + 1) {
		end = line + strcspn(line, "\n");
		*end = '\0';
		folding_text(f, a, line, &l);
		for (size_t i = 0; i < l.n; i++) {
			char bytes[4] = "";
			int length = text_encode(l.at[i], bytes);

			fwrite(bytes, 1, (size_t)length, stdout);
		}
		putchar('\n');
	}
	arena_free(a);
	return EXIT_DONE;
}
