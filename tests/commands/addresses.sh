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
passes "its list holds every page" bash -c "cd '$tmp/out/site' && diff <(find . -name index.html | sed 's:^\./::; s:index.html\$::' | grep . | LC_ALL=C sort) \
	<(grep -E '/\$' data/addresses.txt)"
passes "it is that of the same content" dp build --only site --out "$tmp/out"

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
