#!/bin/bash
# The command audit: its status, its table, its JSON, and the digests of content/ where the source
# texts are (SOURCES, else ../shared/sources beside the tree).
. "${0%/*}/../check.sh"

mkdir -p "$tmp/content/policies" "$tmp/sources"
cp content/{site,regions,measures,topics}.yml "$tmp/content"
printf '一、支持研发\n\n对重大项目给予最高500万元补助。\n' >"$tmp/sources/a.txt"

# digest SUM: a digest that grants this sum.
digest() {
	cat >"$tmp/content/policies/a.md" <<-END
		---
		title: 示例市若干政策
		short_title: 示例
		region: hangzhou
		stage: final
		topics: [research]
		source: {file: a.txt, sha256: $(sha256sum "$tmp/sources/a.txt" | cut -d' ' -f1)}
		updated: 2026-11-21
		checked: 2026-11-21
		---

		## 资金支持

		| 条款 | 事项 | 对象 | 标准 | 条件 | 类别 | 责任单位 |
		| --- | --- | --- | --- | --- | --- | --- |
		| 一 | 重大项目 | 企业 | 最高$1 | — | 研发补助 | — |
	END
}

audit() {
	"$digestpress" audit --content "$tmp/content" --sources "$tmp/sources" "$@" </dev/null
}

digest 500万元
ends "a digest that is right" 0 '^a +1 +1 +1 +0 +0$' audit
same "--quiet says nothing of it" "$(audit --quiet 2>&1)" ""
digest 600万元
ends "a digest that is wrong" 1 'a\.md:16:21: error\[audit-figure\]: 600万元 does not occur' audit
ends "its second place" 1 "source: $tmp/sources/a.txt:1:1\$" audit
ends "the sum that it lacks" 1 'error\[audit-uncovered\]: 500万元 of clause 一' audit
ends "the table counts both" 1 '^a +1 +1 +0 +1 +2$' audit
ends "--quiet reports without the table" 1 '1:1$' audit --quiet
same "no table under --quiet" "$(audit --quiet 2>/dev/null)" ""
same "--json, read back" "$(audit --json 2>/dev/null | node -e '
	const x = JSON.parse(require("fs").readFileSync(0, "utf8"));
	console.log(JSON.stringify(x.policies), x.findings.map((f) =>
		[f.code, f.digest.line, f.digest.col, f.source.line, f.source.col].join(" ")).join("; "));')" \
	'[{"policy":"a","rows":1,"figures":1,"found":0,"uncovered":1,"findings":2}] audit-figure 16 21 1 1; audit-uncovered 16 21 3 10'
same "two runs say the same" "$(audit 2>&1)" "$(audit 2>&1)"
ends "a folder of sources that is not there" 4 'cannot be read: .*/nowhere' audit --sources "$tmp/nowhere"
printf 'wrong\n' >>"$tmp/content/policies/a.md"
sed -i 's/^region: .*/region: nowhere/' "$tmp/content/policies/a.md"
ends "content that is wrong is not audited" 1 'nowhere' audit
same "and no table is shown" "$(audit 2>/dev/null)" ""

sources=${SOURCES:-$top/../shared/sources}
if [ -d "$sources" ]; then
	passes "the digests of content/" "$digestpress" audit --sources "$sources" --quiet
fi
