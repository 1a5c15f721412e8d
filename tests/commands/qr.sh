#!/bin/bash
# With a base_url a policy's first page has a QR code: a picture of the page is decoded by zbar, and
# the Figure names the address that it holds. Without one there is none; a spoilt code is not read.
. "${0%/*}/../check.sh"

address=https://policy.example.org/zhai/policies/beijing-guidance/
cp -r content "$tmp/content"
echo 'base_url: https://policy.example.org/zhai/' >>"$tmp/content/site.yml"

# The first page of the policy's PDF as a picture, $1 dots an inch.
picture() {
	pdftoppm -r "$1" -gray -f 1 -l 1 -singlefile "$pdf" "$tmp/page"
}
decoded() {
	zbarimg --quiet --raw -Sdisable -Sqrcode.enable "$tmp/page.pgm" 2>/dev/null
}
# Every alternative text of the file, as UTF-8.
alts() {
	qpdf --json "$pdf" | node -e '
		const text = require("fs").readFileSync(0, "utf8");
		for (const [, s] of text.matchAll(/"\/Alt": "u:([^"]*)"/g)) console.log(s);'
}
build() {
	"$digestpress" build --quiet --only books --book policies/beijing-guidance --out "$tmp/out" "$@"
	pdf=$tmp/out/site/policies/beijing-guidance/beijing-guidance.pdf
}

passes "a book with a base_url" build --content "$tmp/content"
build --content "$tmp/content"
for dpi in 150 200 300; do
	picture "$dpi"
	same "decoded at $dpi dpi" "$(decoded)" "$address"
done
same "the Figure names the address" "$(alts | grep -cF "$address")" 1
# A white field over the middle of the picture's ink: what is left must not be taken for the code.
picture 200
node -e '
	const fs = require("fs"), file = process.argv[1], b = fs.readFileSync(file);
	const [head, w] = b.toString("latin1").match(/^P5\s+(\d+)\s+\d+\s+\d+\s/), start = head.length;
	for (let i = start; i < b.length; i++)
		if ((i - start) % w > w * 0.6 && Math.floor((i - start) / w / 6) % 2) b[i] = 255;
	fs.writeFileSync(file, b);' "$tmp/page.pgm"
same "a spoilt code is not read" "$(decoded)" ""
build
picture 200
same "without base_url there is no code" "$(decoded)" ""
