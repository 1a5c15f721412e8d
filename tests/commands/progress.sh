#!/bin/bash
# Progress: one rewritten line on a terminal, after the first second, and nowhere else.
. "${0%/*}/../check.sh"

# Reading waits for a writer of this pipe, which makes the run last longer than a second.
cp -r content "$tmp/content"
rm "$tmp/content/topics.yml"
mkfifo "$tmp/content/topics.yml"
slow() {
	{ sleep 1.4; timeout 5 bash -c ": >'$tmp/content/topics.yml'"; } &
	timeout 10 "$@" 2>&1 </dev/null
	wait
}
said=$(slow script -qec "'$digestpress' check --content '$tmp/content'" /dev/null)
ends "a long run shows what it does" 0 'reading the content … 1\.' echo "$said"
same "in one line" "$(grep -c 'reading the content' <<<"$said")" 1
ends "which is rewritten" 0 $'\r\033\\[K.*\r\033\\[K' echo "$said"
ends "and taken away before the reports" 0 $'\r\033\\[K'"$tmp" echo "$said"
said=$(slow script -qec "'$digestpress' check --quiet --content '$tmp/content'" /dev/null)
same "not when it is to be quiet" "$(grep -c …$'\\|\033' <<<"$said")" 0
said=$(slow "$digestpress" check --content "$tmp/content")
same "not without a terminal" "$(grep -c …$'\\|\033' <<<"$said")" 0
ends "but the errors are there" 0 'topics.yml: error\[file-read\]' echo "$said"
said=$(script -qec "'$digestpress' check --content '$tmp/none'" /dev/null </dev/null)
same "a short run shows none" "$(grep -c …$'\\|\033' <<<"$said")" 0
ends "and says what it has to" 0 'no such folder' echo "$said"
