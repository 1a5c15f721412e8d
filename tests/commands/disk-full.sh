#!/bin/bash
# What is left when writing fails.
. "${0%/*}/../check.sh"

cp -r content "$tmp/content"

# A limit on the size of a file stands for a full disk.
out=$tmp/out
"$digestpress" build --quiet --only data --content "$tmp/content" --out "$out"
before=$(cd "$out" && find . -type f -exec sha256sum {} + | sort)
sed -i 's/^title: .*/&（改）/' "$tmp"/content/policies/hangzhou-*.md
ends "a file that cannot be written ends the run" 4 'cannot write .*File too large' \
	bash -c "trap '' XFSZ; ulimit -f 20; '$digestpress' build --only data --content '$tmp/content' --out '$out'"
same "the last output stays whole" "$(cd "$out" && find . -type f -exec sha256sum {} + | sort)" "$before"
same "nothing is left beside it" "$(cd "$tmp" && echo out*)" "out"
