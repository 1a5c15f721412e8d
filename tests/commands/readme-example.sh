#!/bin/bash
# The example of content/README.md passes check, as it says.
. "${0%/*}/../check.sh"

cp -r content "$tmp/content"
file=$tmp/content/policies/example-hangzhou.md
awk '/^````markdown$/{inside = 1; next} /^````$/{inside = 0} inside' content/README.md >"$file"
passes "the example is found" grep -q '^## 资金支持$' "$file"
passes "the example passes check" "$digestpress" check --strict --content "$tmp/content"
sed -i 's/最高500万元/最高500万/' "$file"
ends "a slip in it does not" 1 'example-hangzhou\.md:[0-9]+:[0-9]+: error\[amount' \
	"$digestpress" check --content "$tmp/content"
