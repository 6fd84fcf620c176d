#!/bin/bash
# scenarios/two_generations.yaml and hbm_halved.yaml: half of the HBM4 moves the generation that takes it, and only that one; with the
# numbers that scenarios/README.md says.
#
#   generations_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

for scenario in two_generations hbm_halved; do
  code 0 "$scenario" run "$root/scenarios/$scenario.yaml" -q -o "$scenario"
  silent_err "$scenario"
done

missing() { # SCENARIO CONTRACT CAUSE, of which an empty one is any
  awk -F, -v contract="$2" -v cause="$3" '
    FNR > 1 && $2 == contract && (cause == "" || $4 == cause) { hours += $10 } END { printf "%d\n", hours }' "$1/shortfall.csv"
}
thousands() { sed -e ':a' -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|,\)/\1,\2\3/;ta'; }

needed=$(awk -F, 'FNR > 1 { hours += $6 } END { printf "%d\n", hours }' two_generations/service.csv | thousands)
none=$(($(missing two_generations blackwell "") + $(missing two_generations rubin "")))
{
  echo "two_generations: $none of $needed GPU-hours missing"
  echo "hbm_halved: blackwell $(missing hbm_halved blackwell ""), rubin $(missing hbm_halved rubin "" | thousands) GPU-hours missing, \
$(missing hbm_halved rubin supply:hbm4 | thousands) of them supply:hbm4"
  for tranche in blackwell,t1 blackwell,t2 rubin,t1 rubin,t2; do
    printf '| \x60%s\x60 |' "${tranche/,/.}"
    for scenario in two_generations hbm_halved; do
      printf ' %s |' "$(grep "^$tranche," "$scenario/contracts.csv" | cut -d, -f9 | cut -c1-10)"
    done
    echo
  done
} >found
cat found
while read -r line; do
  case $line in
    '|'*) # tranche, and its two dates at the end of its row
      tranche=$(echo "$line" | cut -d' ' -f2)
      dates=$(echo "$line" | cut -d' ' -f3-)
      grep -F "| $tranche |" "$root/scenarios/README.md" | grep -q -F -- "$dates" || fail "scenarios/README.md says other dates: $line"
      ;;
    *) grep -q -F -- "$line" "$root/scenarios/README.md" || fail "scenarios/README.md does not say '$line'" ;;
  esac
done <found
grep -q '^rubin,t3,.*,,28800,' hbm_halved/contracts.csv || fail "the last tranche is complete: $(grep '^rubin,t3' hbm_halved/contracts.csv)"

# Of the other generation not one number of the ledger moves.
for table in service shortfall; do
  diff <(grep ',blackwell,' "two_generations/$table.csv") <(grep ',blackwell,' "hbm_halved/$table.csv") ||
    fail "$table.csv of the other generation differs"
done
finish
