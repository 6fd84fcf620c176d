#!/bin/bash
# scenarios/reference_deals.yaml: who bears the slip of Helios, as scenarios/README.md says.
#
#   deals_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

# The second number of a row is in whole dollars, as the page has it.
row() {
  awk -F, -v link="$2" '
    function dollars(cents) { return sprintf("%d", cents / 100 + (cents < 0 ? -0.5 : 0.5)) }
    $1 == "2026-07-01" && $3 == link { print $10, dollars($12), dollars($13), dollars($14) }' "$1/chain.csv"
}
with_commas() { sed ':a;s/\B[0-9]\{3\}\>/,&/;ta'; }

code 0 run run "$root/scenarios/reference_deals.yaml" -q -o deals
code 0 run run "$root/scenarios/reference_deals.yaml" -q -o equal --set "contracts.google_openai.clauses.grace_period=30 d"
for link in 0 1; do
  read -r missing lost credited borne < <(row deals "$link" | with_commas)
  grep -q "| $missing | $lost USD | $credited USD | .* $borne USD |" "$root/scenarios/README.md" ||
    fail "README.md has not what link $link says: $missing, $lost, $credited, $borne"
done
read -r _ _ _ borne < <(row equal 1 | with_commas)
grep -q "it bears $borne USD" "$root/scenarios/README.md" || fail "README.md has not $borne"
[ "$(row deals 1)" != "$(row equal 1)" ] || fail "the clause changes nothing"
finish
