#!/bin/bash
# scenarios/build_or_lease.yaml says what scenarios/README.md says of it, branch by branch.
#
#   build_or_lease_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

readme_says() { sed 's/,//g' "$root/scenarios/README.md" | grep -q -F -- "$1" || fail "scenarios/README.md does not say '$1'"; }

for branch in build lease; do
  code 0 "$branch" run "$root/scenarios/build_or_lease.yaml" -q -o $branch --set choices.capacity.take=$branch
  missing=$(awk -F, '$1 == "hyperscaler_lab" { print $13 " of " $12 }' $branch/contracts.csv)
  money=$(awk -F, '$2 == "hyperscaler" { if ($4 == "fee" && $6 > 0) fees += $6; if ($4 == "fee" && $6 < 0) rent -= $6
      if ($4 == "delay_credit") credited -= $6; if ($4 == "capex" || $4 == "power") paid -= $6 }
    END { printf "fees %.1f, %scredited %.1f, paid for systems and power %.1f", fees / 1e8, rent ? sprintf("rent %.1f, ", rent / 1e8) : "",
      credited / 1e8, paid / 1e8 }' $branch/cash.csv)
  found="$branch: $missing GPU-hours missing, $money"
  echo "$found"
  readme_says "${found//,/}"
done
finish
