#!/bin/bash
# scenarios/sovereign_gulf.yaml and scenarios/six_hundred_billion.yaml say what scenarios/README.md says of them.
#
#   headlines_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

# FOLDER: GPU-hours missing, for the licence, and all of a cause that is no licence
missing() {
  awk -F, 'FNR > 1 { all += $10; if ($4 ~ /^licence/) licence += $10; if ($4 ~ /^ineligible/) ineligible += $10 }
    END { printf "%d missing, licence %d, ineligible %d\n", all, licence, ineligible }' "$1/shortfall.csv"
}
# One line of what the README says: the same with thousands apart.
readme_says() { sed 's/,//g' "$root/scenarios/README.md" | grep -q -F -- "$1" || fail "scenarios/README.md does not say '$1'"; }

gulf=$root/scenarios/sovereign_gulf.yaml
code 0 written run "$gulf" -q -o written
code 0 sooner run "$gulf" -q -o sooner --set licences.uae.granted=2026-03-01
code 0 without run "$gulf" -q -o without --set 'without=[licences]'
for run in written sooner without; do
  found=$(missing "$run")
  echo "$run: $found"
  readme_says "$run: ${found//,/}"
done
for claim in chips power; do
  found=$(awk -F, -v claim="$claim" '$1 == claim { print claim ": " $8 " claimed " $10 " simulated " $11 }' written/claims.csv)
  echo "$found"
  readme_says "$found"
done

code 0 commitments run "$root/scenarios/six_hundred_billion.yaml" -q -o commitments
while IFS=, read -r name _ provider committed contracted billed _; do
  [ "$name" = commitment ] && continue
  found=$(printf '%s: %.1f USD_B committed %.1f contracted %.1f billed' "$provider" \
    "$(echo "$committed" | awk '{ print $1 / 1e11 }')" "$(echo "$contracted" | awk '{ print $1 / 1e11 }')" \
    "$(echo "$billed" | awk '{ print $1 / 1e11 }')")
  echo "$found"
  readme_says "$found"
done <commitments/commitments.csv
grep -q '^openai_600,openai,unallocated,1200000000000,' commitments/commitments.csv || fail "not 12 USD_B are unallocated"
finish
