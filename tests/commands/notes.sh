#!/bin/bash
# Footnotes of a digest: in the policy's PDF each stands at the foot of the page of its mark, a Note
# with an ID, and links lead both ways; the page of the site has a list of them, as before.
. "${0%/*}/../check.sh"

cp -r content "$tmp/content"
digest=$tmp/content/policies/chongqing-pilot-zone.md
sed -i '0,/^## 适用对象/s/。$/[^a]。/' "$digest"
printf '\n[^a]: 口径以原文为准。\n' >>"$digest"
passes "a digest with a footnote" "$digestpress" build --quiet --content "$tmp/content" --out "$tmp/out"
pdf=$tmp/out/site/policies/chongqing-pilot-zone/chongqing-pilot-zone.pdf

# The page, and the lines of text from the top, that say $1.
page_of() {
	local page
	for page in $(seq "$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')"); do
		pdftotext -f "$page" -l "$page" "$pdf" - | grep -q "$1" && echo "$page"
	done
}
structure=$(pdfinfo -struct-text "$pdf")
same "the note is on one page" "$(page_of 口径以原文为准 | wc -l)" 1
same "it is a Note with an ID" "$(grep -c 'Note <note-1>' <<<"$structure")" 1
same "its number and its words" "$(grep -A12 'Note <note-1>' <<<"$structure" | grep -oE '"[^"]*"' | tr -d '"\n ' | head -c 22)" "1口径以原文为准"
same "links lead both ways" "$(qpdf --json "$pdf" | grep -cE '"/Contents": "u:注?1"')" 2
same "the site has a list of notes" "$(grep -c '<li id="note-1">' "$tmp/out/site/policies/chongqing-pilot-zone/index.html")" 1

# A note longer than a page goes on over the next ones, as one element.
sed -i "s/口径以原文为准。/&$(printf '很长的注%.0s' {1..1600})。/" "$digest"
passes "a note of over a page" "$digestpress" build --quiet --only books --book policies/chongqing-pilot-zone \
	--content "$tmp/content" --out "$tmp/out"
passes "it is on several pages" test "$(page_of 很长的注 | wc -l)" -gt 2
same "and one Note" "$(pdfinfo -struct-text "$pdf" | grep -c 'Note <')" 1
