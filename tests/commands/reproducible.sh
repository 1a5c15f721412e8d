#!/bin/bash
# Same content, same bytes; and the output folder is written whole, only when it differs, and only
# when it is ours.
. "${0%/*}/../check.sh"

# build OUT [OPTION...]
build() {
	local out=$1
	shift
	"$digestpress" build --quiet --content "$top/content" --templates "$top/templates" \
		--fonts "$top/fonts" --out "$out" "$@" </dev/null
}
# Names, kinds, modes and targets of a tree, and its bytes.
listing() {
	(cd "$1" && find . -printf '%p %y %m %l\n' | sort && find . -type f -print0 | sort -z | xargs -0 sha256sum)
}
stamps() {
	(cd "$1" && find . -printf '%p %T@ %i\n' | sort)
}

passes "a build" build "$tmp/a"
(cd "$tmp" && umask 077 && TZ=America/St_Johns LC_ALL=C LANG=C \
	build "$tmp/deep/er/b" --jobs 1) >"$tmp/b.log" 2>&1
same "another time zone, umask, folder, number of jobs: same bytes and modes" \
	"$(listing "$tmp/deep/er/b" | sha256sum)" "$(listing "$tmp/a" | sha256sum)"
(cd / && umask 000 && TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 \
	build "$tmp/c" --jobs 7) >"$tmp/c.log" 2>&1
same "and another" "$(listing "$tmp/c" | sha256sum)" "$(listing "$tmp/a" | sha256sum)"
same "the output has more than 50 files" "$(find "$tmp/a" -type f | wc -l | awk '{print ($1 > 50)}')" 1
if [ -n "${PLAIN:-}" ]; then
	digestpress=$top/$PLAIN build "$tmp/plain"
	same "the plain program writes the same" "$(listing "$tmp/plain" | sha256sum)" "$(listing "$tmp/a" | sha256sum)"
fi

before=$(stamps "$tmp/a")
sleep 0.01
passes "a second build" build "$tmp/a"
same "writes nothing" "$(stamps "$tmp/a" | sha256sum)" "$(sha256sum <<<"$before")"

# A failed build leaves the last good output.
cp -r content "$tmp/content"
rm "$tmp/content/addresses.txt" # below something goes that was published
printf 'broken: [\n' >"$tmp/content/measures.yml"
before=$(listing "$tmp/a")
ends "broken content is refused" 1 'measures\.yml:' build "$tmp/a" --content "$tmp/content"
same "and the last good output stays" "$(listing "$tmp/a" | sha256sum)" "$(sha256sum <<<"$before")"

# What changed is written, what went away is taken away.
cp content/measures.yml "$tmp/content/measures.yml"
sed -i 's/^title: .*/title: 另一个标题/' "$tmp/content/site.yml"
rm "$tmp/content/books/caps.yml"
passes "changed content is built" build "$tmp/a" --content "$tmp/content"
same "a changed page is written" "$(grep -c 另一个标题 "$tmp/a/site/index.html" | awk '{print ($1 > 0)}')" 1
same "a file that went away is taken away" "$(find "$tmp/a" -name 'caps.pdf' | wc -l)" 0
same "nothing is left beside the output" "$(find "$tmp" -maxdepth 1 -name 'a?*')" ""

# A folder that is not ours, a file, a lock.
mkdir "$tmp/foreign"
echo precious >"$tmp/foreign/file"
ends "a foreign folder is refused" 4 'not made by digestpress' build "$tmp/foreign"
same "and left alone" "$(listing "$tmp/foreign" | wc -l) $(cat "$tmp/foreign/file")" "3 precious"
mkdir "$tmp/empty"
passes "an empty folder is taken" build "$tmp/empty" --only data
echo x >"$tmp/plain-file"
ends "a file is refused" 4 'not a folder' build "$tmp/plain-file"
(
	exec 9>"$tmp/empty.lock"
	flock 9
	ends "a second build at once is refused" 4 'another build' build "$tmp/empty"
)
mkdir "$tmp/closed"
chmod 555 "$tmp/closed"
[ "$(id -u)" -eq 0 ] || ends "a folder that cannot be written" 4 'cannot' build "$tmp/closed/out"

# A mount point cannot be exchanged with the folder beside it.
if unshare -m true 2>/dev/null; then
	mkdir "$tmp/mounted"
	export digestpress tmp
	said=$(unshare -m bash -c '
		mount -t tmpfs none "$tmp/mounted" &&
			"$digestpress" build --quiet --out "$tmp/mounted" 2>&1 &&
			cp -r content "$tmp/less" && rm "$tmp/less/policies/wuhan-rules.md" "$tmp/less/addresses.txt" &&
			sed -i "s/\[\([^]]*\)\](wuhan-rules.md)/\1/" "$tmp/less/policies/wuhan-policies.md" &&
			"$digestpress" build --quiet --content "$tmp/less" --out "$tmp/mounted" 2>/dev/null &&
			find "$tmp/mounted" \( -name "*.stage" -o -path "*wuhan-rules*" \) &&
			test -s "$tmp/mounted/books/handbook.pdf" && echo whole')
	same "a mount point is written file by file" \
		"$(grep -v 'cannot be exchanged as a whole' <<<"$said")" whole
fi
