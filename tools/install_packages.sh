#!/usr/bin/env bash
# Installs the Debian packages of a list that are missing: tools/install_packages.sh [LIST], by default tools/packages.txt. Does
# nothing, and says so, if there are none.
set -euo pipefail
export LC_ALL=C

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
list=${1:-$root/tools/packages.txt}

say() { printf '%s\n' "install_packages: $*" >&2; }

mapfile -t packages < <(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$list")
if [ "${#packages[@]}" -eq 0 ]; then
  say "no packages in $list"
  exit 1
fi

is_installed() {
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=()
find_missing() {
  local package
  missing=()
  for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
}

if ! command -v dpkg-query > /dev/null; then
  say "this is no Debian system; install the counterparts of these packages yourself: ${packages[*]}"
  exit 1
fi
find_missing
if [ "${#missing[@]}" -eq 0 ]; then
  say "all ${#packages[@]} packages are installed"
  exit 0
fi

say "installing ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo > /dev/null; then
    say "this needs root: run it as root, or install sudo"
    exit 1
  fi
  as_root=(sudo)
fi

install_missing() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install --yes --quiet --no-install-recommends "${missing[@]}" >&2
}

# The package lists are fetched where they are missing, and once more where they turn out to be stale.
has_lists() {
  local package
  for package in "${missing[@]}"; do
    apt-cache show "$package" > /dev/null 2>&1 || return 1
  done
}
update_lists() {
  say "updating the package lists"
  "${as_root[@]}" apt-get update --quiet >&2
}
if has_lists; then
  install_missing || { update_lists && install_missing; }
else
  update_lists
  install_missing
fi

find_missing
if [ "${#missing[@]}" -ne 0 ]; then
  say "still missing: ${missing[*]}"
  exit 1
fi
say "done"
