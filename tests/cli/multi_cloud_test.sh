#!/bin/bash
# scenarios/multi_cloud.yaml says what scenarios/README.md says of it.
#
#   multi_cloud_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

# One line of what the README says: the same with thousands apart.
readme_says() { sed 's/,//g' "$root/scenarios/README.md" | grep -q -F -- "$1" || fail "scenarios/README.md does not say '$1'"; }
# FOLDER: GPU-hours missing, and those of causes that are about providers
missing() {
  awk -F, 'FNR > 1 { all += $10; split($4, cause, ":"); by[$4] += $10 }
    END { printf "%d missing, ineligible:exclusivity %d, ineligible:first_refusal %d, switching %d, outage:forge_insolvent %d, outage:stream_down %d\n", all,
      by["ineligible:exclusivity"], by["ineligible:first_refusal"], by["switching"], by["outage:forge_insolvent"], by["outage:stream_down"] }' "$1/shortfall.csv"
}

several=$root/scenarios/multi_cloud.yaml
code 0 written run "$several" -q -o written
code 0 solvent run "$several" -q -o solvent --set events.forge_insolvent.insolvency=false
code 0 unbound run "$several" -q -o unbound --set contracts.incumbent_lab.clauses=none --set contracts.incumbent_lab.terms=none
for run in written solvent unbound; do
  found="$run: $(missing "$run")"
  echo "$found"
  readme_says "${found//,/}"
done

# Concentration of the lab's supply, by quarter.
while IFS=, read -r quarter concentration; do
  found=$(printf '%s: %.2f' "$quarter" "$concentration")
  echo "$found"
  readme_says "${found//,/}"
done < <(awk -F, 'FNR > 1 && $2 == "lab" && $8 != "" { print $1 "," $8 }' written/sourcing.csv | sort -u)

# What is missing at several providers for one cause.
found=$(awk -F, 'FNR > 1 && $3 ~ /^supply/ { sum += $5 } END { printf "common supply: %d GPU-hours", sum }' written/common_causes.csv)
echo "$found"
readme_says "${found//,/}"

# Cash of the lab: coordination, switching; credits and penalties that it got.
for account in multi_sourcing switching service_credit obligation_penalty; do
  found=$(awk -F, -v account="$account" '$2 == "lab" && $4 == account { sum += $6 } END { printf "%s: %.2f USD_M", account, sum / 1e8 }' written/cash.csv)
  echo "$found"
  readme_says "${found//,/}"
done
finish
