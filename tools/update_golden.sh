#!/bin/bash
# Writes what comes out of golden cases as what is expected: of one CASE, or of all. The commit that follows says why.
#
#   tools/update_golden.sh [CASE]       BUILD_DIR names the build folder; `build` by default
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${BUILD_DIR:-$root/build}/buildout
for scenario in "$root"/tests/golden/${1:-*}/scenario.yaml; do
  BLESS=1 "$root/tests/golden/run_case.sh" "$program" "$(dirname "$scenario")"
done
git -C "$root" --no-pager diff --stat -- tests/golden
