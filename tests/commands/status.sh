#!/bin/bash
# How check and build end, and that nothing is written unless all is well.
. "${0%/*}/../check.sh"

# A copy of the content with a file changed: broken PATH SED-SCRIPT.
broken() {
	rm -rf "$tmp/content"
	cp -r content "$tmp/content"
	[ $# -eq 0 ] || sed -i "$2" "$tmp/content/$1"
}
digest=policies/hangzhou-policies.md

passes "the content passes check" "$digestpress" check --strict

broken
printf 'x' >"$tmp/content/policies/notes.txt"
ends "a warning" 0 'warning\[not-digest\]' "$digestpress" check --content "$tmp/content"
ends "a warning under --strict" 3 '^digestpress: 1 warning$' \
	"$digestpress" check --strict --content "$tmp/content"
ends "a build with a warning under --strict" 3 'warning' \
	"$digestpress" build --strict --content "$tmp/content" --out "$tmp/strict"
passes "writes nothing" test ! -e "$tmp/strict"

broken $digest 's/^stage: .*/stage: finale/'
sed -i 's/^title/titel/' "$tmp/content/policies/wuhan-rules.md"
ends "an error" 1 ":5:8: error\[unknown\]: no stage" "$digestpress" check --content "$tmp/content"
ends "an error in another file in the same run" 1 'wuhan-rules.md:2:1: error\[key-unknown\]' \
	"$digestpress" check --content "$tmp/content"
ends "errors go before warnings" 1 'error' "$digestpress" check --strict --content "$tmp/content"
ends "a build with an error" 1 '^digestpress: 3 errors, 0 warnings$' \
	"$digestpress" build --content "$tmp/content" --out "$tmp/out"
passes "writes nothing either" test ! -e "$tmp/out"

passes "a build" "$digestpress" build --out "$tmp/out" --only data
before=$(cd "$tmp/out" && find . -type f -exec sha256sum {} + | sort)
ends "a failed build over a good one" 1 'error' \
	"$digestpress" build --content "$tmp/content" --out "$tmp/out" --only data
same "leaves it whole" "$(cd "$tmp/out" && find . -type f -exec sha256sum {} + | sort)" "$before"

mkdir "$tmp/templates"
cp -r templates/* "$tmp/templates"
echo '<p>{nothing}</p>' >"$tmp/templates/site/broken.xhtml"
ends "an error in a template" 1 'broken\.xhtml:1:' "$digestpress" check --templates "$tmp/templates"
ends "content and templates are told of in one run" 1 'broken\.xhtml:1:' \
	"$digestpress" check --templates "$tmp/templates" --content "$tmp/content"

mkdir "$tmp/foreign"
: >"$tmp/foreign/file"
ends "a foreign folder is refused" 4 'not made by digestpress' \
	"$digestpress" build --out "$tmp/foreign"
passes "and left as it is" test -e "$tmp/foreign/file" -a ! -e "$tmp/foreign/site"
mkdir "$tmp/fonts"
sed 's/file: Noto[A-Za-z]*CJK-[A-Za-z]*\.ttc/file: none.ttc/' fonts/fonts.yml >"$tmp/fonts/fonts.yml"
ends "no font is there" 4 'no font for' "$digestpress" build --fonts "$tmp/fonts" --out "$tmp/fontless"
same "neither a lock nor anything else is left" "$(ls -d "$tmp"/fontless* 2>/dev/null)" ""
ends "SOURCE_DATE_EPOCH is no number" 4 'SOURCE_DATE_EPOCH' \
	env SOURCE_DATE_EPOCH=soon bash -c "sed -i /^as_of/d '$tmp/content/site.yml' &&
		'$digestpress' check --content '$tmp/content'"

broken books/handbook.yml 's/^title: /&😀/'
sed -i 's/^title: /&😁/' "$tmp/content/books/caps.yml"
for jobs in 1 2; do
	said=$("$digestpress" check --content "$tmp/content" --jobs $jobs 2>&1)
	same "both books are told of with --jobs $jobs" \
		"$(grep -o '[a-z]*\.yml:[0-9:]* error.glyph-missing' <<<"$said" | cut -d: -f1 | sort -u | tr '\n' ' ')" \
		"caps.yml handbook.yml "
done
for command in check --help --version; do
	ends "standard output is full: $command" 4 'standard output cannot be written' \
		bash -c "'$digestpress' $command >/dev/full"
done
