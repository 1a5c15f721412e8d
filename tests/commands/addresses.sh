#!/bin/bash
# A published address cannot be lost: a build and a check say which is gone, and how it is kept.
. "${0%/*}/../check.sh"

cp -r content "$tmp/content"
rm -f "$tmp/content/addresses.txt"
dp() {
	"$digestpress" "$1" --quiet --content "$tmp/content" "${@:2}"
}
passes "a site is built" dp build --only site --out "$tmp/out"
cp "$tmp/out/site/data/addresses.txt" "$tmp/content/addresses.txt"
passes "the data are made" dp build --only data --out "$tmp/out"
# Pages and files that nobody could keep: by the day, and after the first of a table.
passes "its list holds every page that lasts" bash -c "cd '$tmp/out/site' && diff <(find . -name index.html | sed 's:^\./::; s:index.html\$::' |
	grep . | grep -vE '^caps/status/|/[0-9]+/\$' | LC_ALL=C sort) <(grep -E '/\$' data/addresses.txt)"
passes "and every file of data, calendar and book" bash -c "cd '$tmp/out/site' && diff <({ find data -name '*.csv' -o -name '*.json' -o -name '*.xlsx' |
	grep -v '^data/caps/status/'; find calendar* -name '*.ics'; ls '$tmp/content/policies' | sed 's:\(.*\)\.md:policies/\1/\1.pdf:'; echo books/handbook.pdf; } |
	LC_ALL=C sort) <(grep -E '\.(csv|json|xlsx|ics|pdf)\$' data/addresses.txt | grep -vE '^books/([^h]|h[^a])')"
passes "it is that of the same content" dp build --only site --out "$tmp/out"
for day in 1999-01-01 2020-01-01 2024-06-30 2026-11-22 2035-01-01; do
	passes "it is that of $day" dp build --only site --as-of "$day" --out "$tmp/day"
done
find "$tmp/out/site/caps/status" -mindepth 1 -maxdepth 1 -type d -printf 'caps/status/%f/\n' >>"$tmp/content/addresses.txt"
ends "a page that the day takes away would be missed" 1 "address-lost\]: the site no longer has caps/status/" dp build --only site --as-of 1999-01-01 --out "$tmp/day"
cp "$tmp/out/site/data/addresses.txt" "$tmp/content/addresses.txt"

slug=beijing-zhongguancun-15
mv "$tmp/content/policies/$slug.md" "$tmp/content/policies/moved-here.md"
sed -i "s/$slug\.md/moved-here.md/g" "$tmp"/content/policies/*.md
before=$(find "$tmp/out" -type f -exec sha256sum {} + | sort)
ends "a digest that moves is missed" 1 "address-lost\]: the site no longer has policies/$slug/\$" dp build --only site --out "$tmp/out"
ends "what helps is said" 1 "aliases: \[$slug\]" dp build --only site --out "$tmp/out"
same "a page that is gone is reported once, not with its places" \
	"$(dp build --only site --out "$tmp/out" 2>&1 | grep -c 'address-lost')" \
	1
same "the last good site stays" "$(find "$tmp/out" -type f -exec sha256sum {} + | sort)" "$before"
ends "check says the same" 1 "address-lost\]: the site no longer has policies/$slug/\$" dp check
sed -i "2i aliases: [$slug]" "$tmp/content/policies/moved-here.md"
passes "with an alias nothing is lost, nor are the places of the page" dp build --only site --out "$tmp/out"
passes "its book is made for both" dp build --only books --book "policies/moved-here" --out "$tmp/out"
passes "and is the same" cmp "$tmp/out/site/policies/$slug/$slug.pdf" "$tmp/out/site/policies/moved-here/moved-here.pdf"

echo 'base_url: https://example.org/x/' >>"$tmp/content/site.yml"
passes "a site with feeds is built" dp build --only site --out "$tmp/out"
grep -E '^(feed|feeds/.*)\.xml$' "$tmp/out/site/data/addresses.txt" >>"$tmp/content/addresses.txt"
same "its list has all of them" "$(grep -cE '^feed.*\.xml$' "$tmp/content/addresses.txt")" "$(find "$tmp/out/site/" -name '*.xml' -path '*feed*' | wc -l)"
sed -i '/^base_url/d' "$tmp/content/site.yml"
passes "which without a base_url nobody misses" dp build --only site --out "$tmp/out"
echo 'feeds/regions/gone.xml' >>"$tmp/content/addresses.txt"
ends "but for those that were of something else" 1 "address-lost\]: the site no longer has feeds/regions/gone.xml" dp build --only site --out "$tmp/out"

# What a small collection has, one of five times as many digests has too: long lists are divided then.
bash tests/made-up.sh 210 "$tmp/grown"
rm -f "$tmp/grown/addresses.txt"
dp_grown() {
	"$digestpress" build --quiet --only site --content "$tmp/grown" --out "$tmp/large"
}
cp "$tmp/day/site/data/addresses.txt" "$tmp/grown/"
passes "nothing is lost when the collection grows" dp_grown
same "lists were divided, which the list of addresses does not say" \
	"$(ls -d "$tmp"/large/site/{topics/scene/beijing,caps/2,glossary/fu-hua-qi} | wc -l) $(grep -cE '^(topics/.*/.*/|glossary/.|caps/[0-9]/)' <(grep -v '#' "$tmp/large/site/data/addresses.txt"))" "3 0"
echo 'numbers/#d1999-1-00000000' >>"$tmp/grown/addresses.txt"
ends "but what never was is missed" 1 "address-lost\]: the site no longer has numbers/#d1999-1-00000000" dp_grown
