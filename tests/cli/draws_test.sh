#!/bin/bash
# Laws in place of numbers: what --draws and --replicate make of them.
#
#   draws_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

late='sites.riverside.halls.b.ready={ value: 2026-06-15, triangular: [2026-05-01, 2026-06-15, 2026-09-01] }'
run() {
  local out=$1
  shift
  code 0 "$out" run "$root/scenarios/tutorial.yaml" -q -o "$out" "$@"
}
missing() { awk -F, 'FNR > 1 { all += $8 } END { print all }' "$1/service.csv"; }

run written
run point --set "$late"
cmp -s written/service.csv point/service.csv || fail "a law with its value beside it is not the value in a plain run"
grep -q triangular point/scenario.resolved.yaml || fail "the resolved scenario lost the law"

# What is known to come by a share of the cases comes later, the greater the share.
for share in p10 p50 p90; do run $share --set "$late" --draws $share; done
[ "$(missing p10)" -lt "$(missing p50)" ] || fail "missing at p10, p50: $(missing p10) $(missing p50)"
[ "$(missing p50)" -lt "$(missing p90)" ] || fail "missing at p50, p90: $(missing p50) $(missing p90)"

run third --set "$late" --draws all --replicate 3
run third.again --set "$late" --draws all --replicate 3
same third third.again "a replicate, twice"
run fourth --set "$late" --draws all --replicate 4
cmp -s third/service.csv fourth/service.csv && fail "two replicates are the same"
# From the resolved scenario, the same replicate.
code 0 "resolved" run third/scenario.resolved.yaml -q -o resolved --draws all --replicate 3
same_apart_from_inputs third resolved "a replicate of the resolved scenario"

code 64 "p0" run "$root/scenarios/tutorial.yaml" -o no --draws p0
says "p1 to p99" "p0"
[ -e no ] && fail "a wrong mode left a folder"
finish
