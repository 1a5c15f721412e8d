#!/bin/bash
# The runner itself: what fails must be counted as failed.
. "${0%/*}/../check.sh"

mkdir -p "$tmp/tests/unit" "$tmp/tests/commands" "$tmp/tests/golden/copy" "$tmp/build/tests/drive" \
	"$tmp/build/tests/unit"
cp tests/run "$tmp/tests/"
cat >"$tmp/build/tests/drive/copy" <<'X'
#!/bin/sh
cat "$1"
grep -s WRONG "$1" >&2
exit 0
X
chmod +x "$tmp/build/tests/drive/copy"
run() {
	(cd / && BUILD=build "$tmp/tests/run" "$@")
}
unit() {
	printf '#!/bin/sh\n%s\n' "$1" >"$tmp/build/tests/unit/one"
	chmod +x "$tmp/build/tests/unit/one"
	: >"$tmp/tests/unit/one.c"
}

unit 'echo "3 passed, 0 failed"'
ends "unit counts are added up" 0 '^3 passed, 0 failed$' run unit
unit 'echo "not ok - x"; echo "2 passed, 1 failed"; exit 1'
ends "a failed unit check is counted" 1 '^2 passed, 1 failed$' run unit
unit 'echo "# seed 12"; echo "not ok - x"; echo "2 passed, 1 failed"; exit 1'
ends "with the seed it had" 1 '^# seed 12$' run unit
unit 'kill -SEGV $$'
ends "a unit program that dies is a failure" 1 '^0 passed, 1 failed$' run unit
unit 'echo "0 passed, 0 failed"'
ends "a unit program that checks nothing is a failure" 1 '^0 passed, 1 failed$' run unit
unit 'echo "ok - x"; exit 9'
ends "a bad status is a failure" 1 '^1 passed, 1 failed$' run unit

golden=$tmp/tests/golden/copy
ends "an area without cases is a failure" 1 '^0 passed, 1 failed$' run golden
echo WRONG >"$golden/a.md"
ends "a case without an expectation is a failure" 1 '^0 passed, 1 failed$' run golden
passes "bless" run bless
same "bless writes both streams" "$(cat "$golden/a.out" "$golden/a.err")" $'WRONG\nWRONG'
mv "$tmp/build/tests/drive/copy" "$tmp/build/tests/drive/away"
ends "without a driver nothing is blessed" 1 'a.md: its expectation is left as it was' run bless
mv "$tmp/build/tests/drive/away" "$tmp/build/tests/drive/copy"
same "and expectations stay" "$(cat "$golden/a.out" "$golden/a.err")" $'WRONG\nWRONG'
ends "a blessed case passes" 0 '^1 passed, 0 failed$' run golden
echo other >"$golden/a.out"
ends "a wrong expectation of standard output is a failure" 1 '^0 passed, 1 failed$' run golden
ends "and is shown" 1 '^\+WRONG$' run golden
echo WRONG >"$golden/a.out"
echo other >"$golden/a.err"
ends "a wrong expectation of standard error is a failure" 1 '^0 passed, 1 failed$' run golden
rm "$golden/a.err"
ends "words on standard error need an expectation" 1 '^0 passed, 1 failed$' run golden
echo fine >"$golden/a.md"
echo fine >"$golden/a.out"
: >"$golden/b.out"
ends "an expectation without an input is a failure" 1 '^1 passed, 1 failed$' run golden
rm "$golden/b.out"
ends "a group that does not exist is refused" 2 'no group x' run x
ends "the groups are added up" 1 '^2 passed, 1 failed$' run unit golden
