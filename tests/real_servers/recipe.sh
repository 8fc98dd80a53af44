# SPDX-License-Identifier: MIT
# Calls a function of a server's recipe, for script/real-servers:  HERE=tests/real_servers/NAME bash recipe.sh FUNCTION
# A recipe may define these; the defaults are below.
#   packages     Debian packages; those that the system does not have are unpacked below $DEBIAN
#   install      installs; by default the packages, and what package.json names
#   build        a step behind it
#   version      prints the version of the server
#   serve        starts it in the foreground, on 127.0.0.1:$PORT, with its files in $STATE, which is empty
#   contract     prints its document; fails as long as the server does not answer
#   base         prints the path of the API below the target
#   environment  prints NAME=VALUE: credentials
#   options      prints further arguments of `avouch run`, one per line: credentials
set -eu

packages=""
build() { :; }
base() { :; }
environment() { :; }
options() { :; }

fetch() { curl -sf --max-time 20 "$URL$1" "${@:2}"; }
npm_version() { node -p "require('./node_modules/$1/package.json').version"; }

debian_version() {
  { dpkg-query -W -f '${Version}\n' "$1" 2>/dev/null || cat "$DEBIAN/versions/$1"; } | head -1 | sed 's/-.*//; s/^[0-9]*://'
}

# A package that is only unpacked starts no service and changes nothing of the system.
debian_install() {
  mkdir -p "$DEBIAN/versions" "$DEBIAN/archives"
  missing=$(apt-get install -s --no-install-recommends "$@" | sed -n 's/^Inst \([^ ]*\) .*/\1/p')
  for package in $missing; do
    [ -f "$DEBIAN/versions/$package" ] && continue
    (cd "$DEBIAN/archives" && apt-get download -q -o APT::Sandbox::User=root "$package")
    for archive in "$DEBIAN/archives/$package"_*.deb; do
      dpkg-deb -x "$archive" "$DEBIAN"
      dpkg-deb -f "$archive" Version >"$DEBIAN/versions/$package"
    done
  done
}

# The files of the recipe stand beside node_modules, where Node.js looks for it.
npm_install() {
  cp -r "$HERE"/. .
  [ -d node_modules ] && cmp -s package.json installed.json && return
  npm install --no-audit --no-fund
  cp package.json installed.json
}

install() {
  # shellcheck disable=SC2086  # a list of words
  [ -z "$packages" ] || debian_install $packages
  [ ! -f "$HERE/package.json" ] || npm_install
  build
}

. "$HERE/recipe.sh"
"$@"
