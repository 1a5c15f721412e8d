#!/bin/bash
# digestpress estimate: options, queries on standard input, mistakes in both, JSON and text.
. "${0%/*}/../check.sh"
cd "$top" || exit 4

pinghu=(estimate --quiet --region pinghu --recipient enterprise --measure scene --spend 8000000)
ends "an estimate in words" 0 '硬件实际投入800万元 × 不超过20% = 160万元，最高500万元 → 最高160万元' \
	"$digestpress" "${pinghu[@]}"
ends "what is to be checked is said" 0 '条件：市级“人工智能\+”应用场景重点项目，经验收' "$digestpress" "${pinghu[@]}"
ends "and how support combines" 0 '叠加规则：与其他同类政策重叠的，就高不重复' "$digestpress" "${pinghu[@]}"
ends "a row whose conditions are met" 0 '^符合：1项' "$digestpress" "${pinghu[@]}" --met pinghu-ai-plus/a2-b2-s1
ends "the total keeps out what may not be added" 0 '符合的合计0元；连同需核实的，合计最高400万元' "$digestpress" "${pinghu[@]}"
ends "no total unless it is said what for" 0 '^没有选择用途' "$digestpress" estimate --quiet --region pinghu

ends "a region without support" 0 '^这个地区和上级地区的摘编没有资金支持' "$digestpress" estimate --quiet --region shenzhen

same "options and a query are the same" "$("$digestpress" "${pinghu[@]}" --json)" \
	"$(echo 'region=pinghu&for=enterprise&measure=scene&spend=8000000' | "$digestpress" estimate --quiet --batch --json)"
same "--json is JSON, a line a query" "$(printf 'region=pinghu\n\n# none\nregion=jinan&expired=1\n' |
	"$digestpress" estimate --quiet --batch --json |
	node -e 'console.log(require("fs").readFileSync(0, "utf8").trim().split("\n").map((l) => JSON.parse(l).rows.length).join())')" \
	"16,25"
hangzhou=(estimate --quiet --region hangzhou --recipient enterprise --measure rd --spend 12000000)
ends "what has expired does not fit" 0 '^需核实：0项' "$digestpress" "${hangzhou[@]}"
ends "and says when only that speaks against it" 0 '^不符合：9项，其中只因政策已失效的1项' "$digestpress" "${hangzhou[@]}"
ends "what it gave is worked out when asked for" 0 '失效前：项目研发投入1200万元 × 20% = 240万元' "$digestpress" "${hangzhou[@]}" --include expired
ends "but it still does not fit" 0 '^需核实：0项' "$digestpress" "${hangzhou[@]}" --include expired
ends "and never counts" 0 '连同需核实的，合计0元' "$digestpress" "${hangzhou[@]}" --include expired
ends "--as-of" 0 '连同需核实的，合计240万元' "$digestpress" "${hangzhou[@]}" --as-of 2023-12-31

ends "no region" 2 'estimate needs --region KEY, or --batch' "$digestpress" estimate
ends "an unknown region, with a hint" 2 'did you mean pinghu' "$digestpress" estimate --region pingu
ends "an unknown measure, with a hint" 2 'did you mean scene' "$digestpress" estimate --region pinghu --measure scen
ends "an unknown recipient, with a hint" 2 'did you mean academia' "$digestpress" estimate --region pinghu --recipient academa
ends "an unknown basis" 2 'no basis is called money' "$digestpress" estimate --region pinghu --basis money
ends "no sum" 2 'spend needs a whole number from 0 to 1000000000000, not 5万' \
	"$digestpress" estimate --region pinghu --spend 5万
ends "a sum too large" 2 'not 1000000000001' "$digestpress" estimate --region pinghu --spend 1000000000001
ends "no count" 2 'count needs a whole number from 1' "$digestpress" estimate --region pinghu --count 0
ends "no row" 2 'no row has the id x/y' "$digestpress" estimate --region pinghu --met x/y
ends "nothing to include" 2 'did you mean expired' "$digestpress" estimate --region pinghu --include expird
ends "a wrong line of a batch" 2 'standard input, line 2: a query has no part regoin' \
	bash -c 'printf "region=pinghu\nregoin=pinghu\n" | "$0" estimate --batch' "$digestpress"
ends "content that is not there" 1 'nowhere' "$digestpress" estimate --region pinghu --content nowhere
