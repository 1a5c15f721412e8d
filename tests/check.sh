# What the scripts of tests/commands/ share; they begin with: . "${0%/*}/../check.sh"
# Afterwards the current folder is the top of the tree, $tmp a folder that goes away at the end,
# and $digestpress the program, as an absolute path.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 4
top=$PWD
case ${BUILD:=build} in
/*) digestpress=$BUILD/digestpress ;;
*) digestpress=$top/$BUILD/digestpress ;;
esac
tmp=$(mktemp -d) || exit 4
trap 'chmod -R u+rwX "$tmp"; rm -rf "$tmp"' EXIT

ok() {
	echo "ok - $1"
}

# not_ok NAME [DETAIL...]: the details are shown below the name.
not_ok() {
	echo "not ok - $1"
	shift
	[ $# -eq 0 ] || printf '%s\n' "$@" | sed 's/^/    /'
}

# passes NAME COMMAND...: the command succeeds; otherwise what it printed is shown.
passes() {
	local name=$1 said
	shift
	if said=$("$@" 2>&1 </dev/null); then
		ok "$name"
	else
		not_ok "$name" "status $? of: $*" "$said"
	fi
}

# ends NAME STATUS PATTERN COMMAND...: the command ends with the status, and what it says (both
# streams) has a line that matches the extended regular expression.
ends() {
	local name=$1 status=$2 pattern=$3 said is
	shift 3
	said=$("$@" 2>&1 </dev/null)
	is=$?
	if [ $is -ne "$status" ]; then
		not_ok "$name" "status $is instead of $status of: $*" "$said"
	elif ! grep -qE -- "$pattern" <<<"$said"; then
		not_ok "$name" "no line matches $pattern:" "$said"
	else
		ok "$name"
	fi
}

# same NAME A B: two strings are equal.
same() {
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "is       $2" "expected $3"
	fi
}
