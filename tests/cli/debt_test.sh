#!/bin/bash
# scenarios/neocloud_on_debt.yaml: what a slip of a landlord's buildings costs a neocloud on debt, as scenarios/README.md says.
#
#   debt_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

scenario=$root/scenarios/neocloud_on_debt.yaml
readme=$root/scenarios/README.md
with_commas() { sed ':a;s/\B[0-9]\{3\}\>/,&/;ta'; }
# Missing of a unit, in all and for a cause (with all its arguments) where one is named.
missing() {
  awk -F, -v unit="$2" -v cause="${3:-}" '$9 == unit && (cause == "" || $4 == cause || index($4, cause ":") == 1) { n += $10 }
    END { printf "%d\n", n }' "$1/shortfall.csv" | with_commas
}
line() {
  echo "    $1: $(missing "$1" gpu_h) GPU-hours missing, financing $(missing "$1" gpu_h financing), site $(missing "$1" gpu_h site); $(
    missing "$1" it_kwh
  ) kWh"
}

code 0 run run "$scenario" -q -o written
code 0 run run "$scenario" -q -o no_slip --set "events.denton_design=none"
code 0 run run "$scenario" -q -o no_covenant --set "financing.delayed_draw.covenant=none"
code 0 run run "$scenario" -q -o own_money --set "without=[money]"
for run in written no_slip no_covenant own_money; do
  grep -qF "$(line $run)" "$readme" || fail "README.md has not:$(line $run)"
done
cmp -s written/roles.csv own_money/roles.csv || fail "roles are a matter of money"
[ "$(wc -l <own_money/financing.csv)" = 1 ] || fail "a scenario without money has pots"
[ "$(wc -l <own_money/cash.csv)" = 1 ] || fail "a scenario without money has cash"
code 0 run run "$scenario" -q -o no_roles --set "sites.denton.roles=none" --set "contracts.corz_coreweave=none"
cmp -s written/cash.csv no_roles/cash.csv && fail "roles and the landlord's contract pay nothing"
[ "$(wc -l <no_roles/roles.csv)" = 1 ] || fail "roles.csv has rows of a site that says none"
finish
