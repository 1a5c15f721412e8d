#!/bin/bash
# NO_INSTALL=1 prints what it would install and installs nothing; without it apt-get is called.
. "${0%/*}/../check.sh"

# The program and what it reads beside the content.
passes "make install" make NO_INSTALL=1 BUILD="$BUILD" install DESTDIR="$tmp/root" PREFIX=/usr
passes "the installed program builds with the installed templates and fonts" \
	"$tmp/root/usr/bin/digestpress" check --templates "$tmp/root/usr/share/digestpress/templates" \
	--fonts "$tmp/root/usr/share/digestpress/fonts"

# A machine without packages, on which apt-get only writes down that it was called.
mkdir "$tmp/bin"
printf '#!/bin/sh\nexit 1\n' >"$tmp/bin/dpkg-query"
printf '#!/bin/sh\necho "apt-get $*" >>%s/called\nexit 1\n' "$tmp" >"$tmp/bin/apt-get"
printf '#!/bin/sh\nexec "$@"\n' >"$tmp/bin/sudo"
chmod +x "$tmp/bin/"*
export PATH=$tmp/bin:$PATH
unset MAKEFLAGS MAKELEVEL MFLAGS

ends "NO_INSTALL=1 prints the commands" 2 'apt-get install .* libhpdf-dev' make NO_INSTALL=1
ends "and fonts are among them" 2 'apt-get install .* fonts-noto-cjk' make NO_INSTALL=1
same "and calls none of them" "$(cat "$tmp/called" 2>&1 | grep -c apt-get\ update)" 0
ends "make calls apt-get" 2 '' make
same "with update first" "$(head -n 1 "$tmp/called")" "apt-get update -q"
