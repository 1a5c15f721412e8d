#!/bin/bash
# What decides the day at which terms are judged: --as-of, site.yml, SOURCE_DATE_EPOCH, the clock.
. "${0%/*}/../check.sh"

cp -r content "$tmp/content"
# 杭州: from 2020-01-13 to 2023-12-31, the last day in force.
status() {
	"$digestpress" build --quiet --only data --content "$tmp/content" --out "$tmp/out" "$@" ||
		return
	grep -o '"slug":"hangzhou-policies".*' "$tmp/out/site/data/policies.json" | grep -o '"status":"[a-z_]*"' ||
		node -e 'for (const p of JSON.parse(require("fs").readFileSync(process.argv[1])))
			if ((p.slug ?? p.id) === "hangzhou-policies") console.log(`"status":"${p.status}"`)' \
			"$tmp/out/site/data/policies.json"
}
is() {
	echo "\"status\":\"$1\""
}

same "site.yml" "$(status)" "$(is expired)"
same "--as-of goes before site.yml: the first day" "$(status --as-of 2020-01-13)" "$(is in_force)"
same "the day before" "$(status --as-of=2020-01-12)" "$(is not_yet)"
same "the last day" "$(status --as-of 2023-12-31)" "$(is in_force)"
same "the day after" "$(status --as-of 2024-01-01)" "$(is expired)"
export SOURCE_DATE_EPOCH=1600000000
same "site.yml goes before SOURCE_DATE_EPOCH" "$(status)" "$(is expired)"
sed -i '/^as_of/d' "$tmp/content/site.yml"
same "SOURCE_DATE_EPOCH" "$(status)" "$(is in_force)"
# 2023-12-31T15:59:59Z is the last second of the day in UTC+8, whatever TZ says.
SOURCE_DATE_EPOCH=1704038399
same "SOURCE_DATE_EPOCH in UTC+8, before midnight" "$(TZ=Pacific/Kiritimati status)" "$(is in_force)"
SOURCE_DATE_EPOCH=1704038400
same "SOURCE_DATE_EPOCH in UTC+8, at midnight" "$(TZ=America/New_York status)" "$(is expired)"
unset SOURCE_DATE_EPOCH
same "the clock" "$(status)" "$(is expired)"

# The last day that has four figures for its year: no day comes after it.
sed -i 's/^term: .*/term: {from: 2020-01-13, to: 9999-12-31}/' "$tmp/content/policies/hangzhou-policies.md"
passes "a term to the end of the calendar" "$digestpress" build --quiet --only site --content "$tmp/content" --out "$tmp/far"
same "its event has no day after" "$(grep -A1 'DTSTART.*:99991231' "$tmp/far/site/calendar.ics" | tr -d '\r' | sed -n 2p | cut -c1-7)" "SUMMARY"
