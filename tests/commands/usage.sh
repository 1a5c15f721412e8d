#!/bin/bash
# The command line: help, version, and every mistake in it.
. "${0%/*}/../check.sh"

ends "--help" 0 '^usage: digestpress COMMAND' "$digestpress" --help
ends "--version" 0 '^digestpress [0-9]+\.[0-9]+\.[0-9]+$' "$digestpress" --version
for command in build check; do
	ends "$command --help" 0 '--as-of +DATE' "$digestpress" "$command" --help
done
ends "audit --help" 0 '--sources +DIR' "$digestpress" audit --help
ends "no command" 2 'a command is missing' "$digestpress"
ends "an unknown command, with a hint" 2 'did you mean build' "$digestpress" biuld
ends "an unknown option, with a hint" 2 'did you mean --content' "$digestpress" build --contnet x
ends "an audit without sources" 2 'audit needs --sources DIR' "$digestpress" audit
ends "an unknown command, near audit" 2 'did you mean audit' "$digestpress" adit
ends "an unknown option of audit, with a hint" 2 'did you mean --sources' "$digestpress" audit --source x
ends "an option of another command" 2 'check has no option --out' "$digestpress" check --out x
ends "a value that is missing" 2 '--out needs a value' "$digestpress" build --out
ends "a value too many" 2 '--quiet takes no value' "$digestpress" build --quiet=yes
ends "a word that is no option" 2 'not content' "$digestpress" build content
ends "no day" 2 '--as-of needs a day' "$digestpress" check --as-of 2026-02-30
ends "no number of jobs" 2 '--jobs needs a number' "$digestpress" check --jobs 0
ends "no part" 2 'did you mean books' "$digestpress" build --only book
ends "a book that is not there, with a hint" 2 'did you mean handbook' \
	"$digestpress" build --out "$tmp/none" --book handbok
ends "a region without a book, with a hint" 2 'did you mean regions/beijing' \
	"$digestpress" build --out "$tmp/none" --book regions/bejing
ends "a definition that is not there, with a hint" 2 'did you mean policies' \
	"$digestpress" build --out "$tmp/none" --book policy
same "and nothing is written" "$(find "$tmp" -mindepth 1)" ""

ends "check says what it read" 0 '^[0-9]+ digests, [0-9]+ books with [0-9]+ pages' "$digestpress" check
same "check --quiet says nothing" "$("$digestpress" check --quiet 2>&1)" ""
ends "check from elsewhere" 0 '^[0-9]+ digests' env -C / "$digestpress" check \
	--content "$top/content" --templates "$top/templates" --fonts "$top/fonts"
ends "--timings" 0 '[0-9].* ms' "$digestpress" check --timings
ends "a folder without content" 1 'nowhere' "$digestpress" check --content nowhere
mkdir "$tmp/fonts"
sed 's/sRGB\.icc/none.icc/' "$top/fonts/fonts.yml" >"$tmp/fonts/fonts.yml"
ends "a colour profile that is not there" 4 'package icc-profiles-free' \
	"$digestpress" check --fonts "$tmp/fonts"
sed 's/sRGB\.icc/fonts.yml/' "$top/fonts/fonts.yml" >"$tmp/fonts/fonts.yml"
ends "a colour profile that is none" 4 'no ICC profile' "$digestpress" check --fonts "$tmp/fonts"
ends "fonts that are not there" 1 'nowhere/fonts.yml' "$digestpress" check --fonts nowhere
