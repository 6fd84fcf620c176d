#!/usr/bin/env bash
# Writes the generated pages of docs/reference: tools/update_reference.sh [--check] [PROGRAM]
#
# With --check nothing is written: it fails, with a diff, where a page is not what the program prints now.
set -euo pipefail
export LC_ALL=C

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
check=no
if [ "${1:-}" = --check ]; then
  check=yes
  shift
fi
program=${1:-$root/build/buildout}

page() { # file, arguments of the program
  local file=$root/docs/reference/$1
  shift
  if [ "$check" = no ]; then
    "$program" "$@" >"$file"
  elif ! diff -u --label "$file" --label "buildout $*" "$file" <("$program" "$@") | head -n 40; then
    printf '%s\n' "update_reference: $file is stale; run tools/update_reference.sh" >&2
    return 1
  fi
}

failed=0
page scenario.md schema --reference scenario || failed=1
page outputs.md schema --reference outputs || failed=1
page study.md schema --reference study || failed=1
page scenario.schema.json schema || failed=1
exit "$failed"
