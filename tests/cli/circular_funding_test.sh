#!/bin/bash
# scenarios/circular_funding.yaml: the shares of sales that sellers fund themselves, as scenarios/README.md says, and without
# investments none.
#
#   circular_funding_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

code 0 run run "$root/scenarios/circular_funding.yaml" -q -o folder

# Cash of a quarter sums to 0.
awk -F, 'FNR > 1 { sum[$1] += $NF; ++rows } END { for (q in sum) if (sum[q] != 0) { print q ": " sum[q]; bad = 1 }; exit bad || rows < 40 }' \
  folder/cash.csv >../found || fail "cash.csv: $(cat ../found)"

# payer payee: funded and sales in USD_M, and the share in %.
funded() {
  awk -F, -v payer="$1" -v payee="$2" '
    $1 == payer && $2 == payee { printf "%.0f of %.0f USD_M, %.1f %%\n", $6 / 1e8, $4 / 1e8, 100 * $6 / $4 }' "$3/cash_graph.csv"
}
for pair in "openai microsoft" "neocloud nvidia"; do
  read -r payer payee <<<"$pair"
  line=$(funded "$payer" "$payee" folder)
  grep -q -F "| $payer to $payee | $line |" "$root/scenarios/README.md" || fail "scenarios/README.md does not say that $payer pays $payee $line"
done

# What waits, in dollars, at the end of January: racks for the hall, and halls for racks from February on.
grep -q '^2026-01-01,microsoft,azure,site,' folder/idle_capital.csv || fail "no rack waits for its hall in January"
grep -q '^2026-02-01,microsoft,azure,units,,[1-9]' folder/idle_capital.csv || fail "no MW waits for racks in February"

code 0 "no investments" run "$root/scenarios/circular_funding.yaml" -q -o none --set investments=none
[ "$(awk -F, 'FNR > 1 { funded += $6 } END { print funded + 0 }' none/cash_graph.csv)" = 0 ] || fail "funded without investments"
[ "$(funded openai microsoft none)" != "$(funded openai microsoft folder)" ] || fail "investments make no difference"
finish
