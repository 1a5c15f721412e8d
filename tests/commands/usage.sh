#!/bin/bash
# The command line: help, version, mistakes in it, exit statuses, --as-of, --only, --strict.
. "${0%/*}/../check.sh"

ends "--help" 0 '^usage: digestpress COMMAND' "$digestpress" --help
ends "--version" 0 '^digestpress [0-9]+\.[0-9]+\.[0-9]+$' "$digestpress" --version
for command in build check; do
	ends "$command --help" 0 '--as-of +DATE' "$digestpress" "$command" --help
done
ends "no command" 2 'a command is missing' "$digestpress"
ends "an unknown command, with a hint" 2 'did you mean build' "$digestpress" biuld
ends "an unknown option, with a hint" 2 'did you mean --content' "$digestpress" build --contnet x
ends "an option of another command" 2 'check has no option --out' "$digestpress" check --out x
ends "a value that is missing" 2 '--out needs a value' "$digestpress" build --out
ends "a value too many" 2 '--quiet takes no value' "$digestpress" build --quiet=yes
ends "a word that is no option" 2 'not content' "$digestpress" build content
ends "no day" 2 '--as-of needs a day' "$digestpress" check --as-of 2026-02-30
ends "no number of jobs" 2 '--jobs needs a number' "$digestpress" check --jobs 0
ends "no part" 2 'did you mean books' "$digestpress" build --only book
ends "a book that is not there, with a hint" 2 'did you mean handbook' \
	"$digestpress" build --out "$tmp/none" --book handbok
same "and nothing is written" "$(find "$tmp" -mindepth 1)" ""

ends "check says what it read" 0 '^[0-9]+ digests, 2 books with [0-9]+ pages' "$digestpress" check
same "check --quiet says nothing" "$("$digestpress" check --quiet 2>&1)" ""
ends "check from elsewhere" 0 '^[0-9]+ digests' env -C / "$digestpress" check \
	--content "$top/content" --templates "$top/templates" --fonts "$top/fonts"
ends "--timings" 0 '[0-9].* ms' "$digestpress" check --timings
ends "a folder without content" 1 'nowhere' "$digestpress" check --content nowhere
ends "fonts that are not there" 1 'nowhere/fonts.yml' "$digestpress" check --fonts nowhere

# --as-of decides what has expired; so does site.yml; so does SOURCE_DATE_EPOCH, when both are silent.
states() {
	local out=$tmp/out-$RANDOM
	"$digestpress" build --quiet --only data --out "$out" "$@" >&2
	grep -o '"status": *"[a-z_]*"' "$out/site/data/policies.json" | sort | uniq -c | tr -s ' \n' ' '
}
early=$(states --as-of 2019-01-01)
late=$(states --as-of 2099-01-01)
same "before they begin nothing has expired" "$(grep -c '"expired"' <<<"$early")" 0
same "long after, nothing with an end is in force" "$(grep -c '"not_yet"' <<<"$late")" 0
[ "$early" != "$late" ] && ok "--as-of changes the status" || not_ok "--as-of changes the status" "$early"
cp -r content "$tmp/content"
sed -i 's/^as_of:.*/as_of: 2099-01-01/' "$tmp/content/site.yml"
same "as_of of site.yml" "$(states --content "$tmp/content")" "$late"
sed -i '/^as_of:/d' "$tmp/content/site.yml"
same "SOURCE_DATE_EPOCH" "$(SOURCE_DATE_EPOCH=4070908800 states --content "$tmp/content")" "$late"
same "--as-of goes before both" "$(SOURCE_DATE_EPOCH=0 states --content "$tmp/content" --as-of 2099-01-01)" "$late"

# Every mistake of a run is reported, nothing is written, and the statuses keep their order.
printf 'oops: [\n' >>"$tmp/content/regions.yml"
sed -i '0,/^region: /s//regoin: /' "$tmp/content/policies/wuhan-rules.md"
said=$("$digestpress" build --content "$tmp/content" --out "$tmp/broken" 2>&1)
same "wrong content ends with status 1" $? 1
same "two files are named" "$(grep -cE '^[^ ]*(regions\.yml|wuhan-rules\.md):[0-9]+:[0-9]+: error' <<<"$said" |
	awk '{print ($1 >= 2)}')" 1
same "and nothing is written" "$(find "$tmp" -maxdepth 1 -name 'broken*')" ""
cp content/regions.yml "$tmp/content/"
cp content/policies/wuhan-rules.md "$tmp/content/policies/"
: >"$tmp/content/policies/notes.txt"
ends "a warning is status 0" 0 'warning\[' "$digestpress" check --content "$tmp/content" --as-of 2026-11-21
ends "and status 3 under --strict" 3 'warning\[' "$digestpress" check --content "$tmp/content" --as-of 2026-11-21 --strict

# The parts.
passes "--only site" "$digestpress" build --quiet --only site --out "$tmp/site"
same "has pages and no books" "$(ls "$tmp/site/site/index.html") $(find "$tmp/site" -name '*.pdf' -o -name '*.csv' | wc -l)" \
	"$tmp/site/site/index.html 0"
passes "--book" "$digestpress" build --quiet --book caps --out "$tmp/book"
same "has that book" "$(cd "$tmp/book/books" && ls -- *.pdf)" caps.pdf
same "out/books is a link to site/books" "$(readlink "$tmp/book/books")" site/books
