#!/bin/bash
# A made-up collection for measuring: N digests, copies of those of content/ under other names.
#
#     tests/made-up.sh N FOLDER
#
# Copy k of a digest has -k at its slug, 〔k〕 at its title and k before the figures of its document
# number; links among digests stay inside their copy where it is whole. Lists and books are those of content/.
set -eu
n=$1 to=$2 from=$(dirname "${BASH_SOURCE[0]}")/../content
mkdir -p "$to/policies"
for f in "$from"/*.yml; do cp "$f" "$to/"; done
cp -r "$from/books" "$to/"
policies=("$from"/policies/*.md)
slugs=()
for f in "${policies[@]}"; do f=${f##*/}; slugs+=("${f%.md}"); done
longest=$(printf '%s\n' "${slugs[@]}" | awk '{ print length, $0 }' | sort -rn | cut -d' ' -f2 | paste -sd'|')
for ((i = 0; i < n; i++)); do
	slug=${slugs[i % ${#slugs[@]}]} k=$((i / ${#slugs[@]}))
	if ((k == 0)); then
		cp "$from/policies/$slug.md" "$to/policies/"
		continue
	fi
	links=s/x/x/
	if (((k + 1) * ${#slugs[@]} <= n)); then
		links="/^(implements|term): |\]\(/s/\b($longest)(\.md|[],}])/\1-$k\2/g"
	fi
	sed -E -e "/^aliases:/d" -e "/^pinyin:/d" \
		-e "s/^title: .*/&〔$k〕/" -e "s/^short_title: .*/&$k/" \
		-e "s/^(doc_number: .*〕)([0-9]+号)/\1$k\2/" \
		-e "$links" \
		"$from/policies/$slug.md" >"$to/policies/$slug-$k.md"
done
