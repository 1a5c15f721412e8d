#!/bin/bash
# What build writes, and what it says.
. "${0%/*}/../check.sh"

out=$tmp/out
said=$("$digestpress" build --out "$out" 2>"$tmp/err")
same "a build ends well" $? 0
ends "the last line sums up" 0 \
	'^[0-9]+ digests, [0-9]+ books with [0-9]+ pages, [0-9]+ files with [0-9.]+ [kM]B in .*, [0-9]+\.[0-9]{2} s$' echo "$said"
passes "without base_url it says what is not written" grep -q 'no base_url' "$tmp/err"
# A note has its line, the line of the file and a caret.
same "nothing else is said, but for notes" "$(grep -cvE 'note\[|^    ' "$tmp/err")" 1
passes "the site" test -s "$out/site/index.html"
for slug in content/policies/*.md; do
	slug=$(basename "$slug" .md)
	passes "the page of $slug" test -s "$out/site/policies/$slug/index.html"
	same "the PDF of $slug" "$(head -c 5 "$out/site/policies/$slug/$slug.pdf")" "%PDF-"
done
same "out/books leads to the books in the site" "$(readlink "$out/books")" site/books
for book in handbook pocket caps gongwen print regions/beijing regions/zhejiang; do
	same "$book is a PDF" "$(head -c 5 "$out/books/$book.pdf")" "%PDF-"
done
for book in books/{handbook,pocket,caps,gongwen,print,regions/beijing} policies/suzhou-pilot-zone/suzhou-pilot-zone; do
	passes "$book says what it is worth" bash -c \
		"pdftotext '$out/site/$book.pdf' - | tr -d '\n' | grep -qF 摘编仅供参考，以原文为准"
done
same "no other PDF lies there" \
	"$(find "$out" -name '*.pdf' -path '*/books/*' -printf '%P\n' | sed 's:.*books/::; s:regions/.*:regions:' | sort -u | tr '\n' ' ')" \
	"caps.pdf gongwen.pdf handbook.pdf pocket.pdf print.pdf regions "
same "a book for each region that has policies" \
	"$(cd "$out/books/regions" && ls | sed 's/\.pdf$//' | sort)" \
	"$(grep -L '尚未收录' "$out"/site/regions/*/index.html | sed 's:/index.html::; s:.*/::' | sort)"
passes "the data" test -s "$out/site/data/supports.json"
same "folders are 0755" "$(find "$out" -type d ! -perm 0755)" ""
same "files are 0644" "$(find "$out" -type f ! -perm 0644)" ""

stamp() {
	find "$out" -printf '%p %i %T@\n' | sort
}
before=$(stamp)
ends "a second build finds nothing to write" 0 '\(unchanged\)' "$digestpress" build --out "$out"
same "and touches nothing" "$(stamp)" "$before"

same "a quiet build says nothing" "$("$digestpress" build --quiet --out "$out" 2>&1)" ""
ends "timings" 0 '^ +[0-9.]+ ms  reading the content$' "$digestpress" build --timings --out "$out"
passes "check writes nothing" bash -c "cd '$tmp' && mkdir empty && cd empty &&
	'$digestpress' check --quiet --content '$top/content' --templates '$top/templates' \
	--fonts '$top/fonts' && test -z \"\$(ls -A)\""

only() {
	rm -rf "$tmp/only"
	"$digestpress" build --quiet --out "$tmp/only" "$@" && (cd "$tmp/only" && find . -type f ! -name '.*' | sort)
}
same "only the data" "$(only --only data | grep -v '^./site/data/')" ""
same "only one book" "$(only --only books --book caps | tr '\n' ' ')" "./site/books/caps.pdf "
same "only one region" "$(only --only books --book regions/beijing | tr '\n' ' ')" \
	"./site/books/regions/beijing.pdf "
same "only one policy" "$(only --only books --book policies/suzhou-pilot-zone | tr '\n' ' ')" \
	"./site/policies/suzhou-pilot-zone/suzhou-pilot-zone.pdf "
same "only the books of one definition" \
	"$(only --only books --book policies | sed 's:.*/::' | sort)" "$(ls content/policies | sed 's/md$/pdf/' | sort)"
same "only the site" "$(only --only site | grep -cE '\.(pdf|csv)$')" 0
"$digestpress" build --quiet --out "$tmp/only" 2>/dev/null
whole=$(cd "$tmp/only" && find . | sort)
"$digestpress" build --quiet --out "$tmp/only" --only books --book caps --as-of 2020-01-01 2>/dev/null
same "a part leaves the rest" "$(cd "$tmp/only" && find . | sort)" "$whole"

# A site that is made anew links the books that are there, as they were when they were made.
links() {
	grep -oE 'PDF，[0-9]+页，[0-9.]+ [KM]B' "$tmp/only/site/$1/index.html"
}
of_policy=$(links policies/suzhou-pilot-zone) of_region=$(links regions/beijing) of_all=$(links books)
passes "a policy's page links its PDF" test -n "$of_policy"
passes "a region's page links its book" test -n "$of_region"
"$digestpress" build --quiet --out "$tmp/only" --only site 2>/dev/null
same "the site alone links the PDF of a policy" "$(links policies/suzhou-pilot-zone)" "$of_policy"
same "and the book of a region" "$(links regions/beijing)" "$of_region"
same "and all on the page of the books, but for the one made since" \
	"$(links books | wc -l)" "$(wc -l <<<"$of_all")"

cp -r content "$tmp/content"
echo 'base_url: https://example.org/policies' >>"$tmp/content/site.yml"
same "with base_url nothing is missing" \
	"$("$digestpress" build --content "$tmp/content" --out "$tmp/with" 2>&1 >"$tmp/said" | grep -vE 'note\[|^    ')" ""

policy=policies/suzhou-pilot-zone
passes "and a policy's PDF says where its page is" bash -c \
	"pdftotext '$tmp/with/site/$policy/${policy#*/}.pdf' - | grep -qF https://example.org/policies/$policy/"

# The folders are those of the current one when none is named.
mkdir "$tmp/here"
cp -r content templates fonts "$tmp/here"
passes "default folders" bash -c "cd '$tmp/here' && '$digestpress' build --quiet --only data && test -s out/site/data/policies.json"
