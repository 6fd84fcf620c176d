#!/bin/bash
# scenarios/inference_boom.yaml says what scenarios/README.md says of it, and each of its mechanisms makes a difference.
#
#   inference_boom_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

boom=$root/scenarios/inference_boom.yaml

# FOLDER: millions of GPU-hours used and unmet by class
use() {
  awk -F, 'FNR > 1 && $5 != "" { used[$5] += $10; unmet[$5] += $11 }
    END {
      n = split("training inference fine_tuning managed_api", classes, " ")
      for (i = 1; i <= n; ++i)
        printf "%s%s %.1f used %.1f unmet", (i > 1 ? ", " : ""), classes[i], used[classes[i]] / 1e6, unmet[classes[i]] / 1e6
      print ""
    }' "$1/utilization.csv"
}
# FOLDER: what channels sold, and what of it went to their operator
sold() {
  awk -F, 'FNR > 1 && $4 ~ /^channel/ && $6 > 0 { cents[$4] += $6 }
    END { printf "%.1f USD_M sold %.1f for the operator\n", cents["channel_sales"] / 1e8, cents["channel_fee"] / 1e8 }' "$1/cash.csv"
}
readme_says() { grep -q -F -- "$1" "$root/scenarios/README.md" || fail "scenarios/README.md does not say '$1'"; }

# NAME SETTINGS...: runs the scenario with them; all that it says must stand in the README.
variant() {
  local name=$1 settings=() setting
  shift
  for setting in "$@"; do settings+=(--set "$setting"); done
  code 0 "$name" run "$boom" -q -o "$name" "${settings[@]}"
  for line in "$name: $(use "$name")" "$name: $(sold "$name")"; do
    echo "$line"
    readme_says "$line"
  done
}
variant written
variant no_order policies.workloads=none
variant no_war events.price_war=none
variant no_shift 'demand.chat.need=9000 GPU'
variant no_small_firms demand.small_firms=none
variant no_enterprise demand.copilots=none channels.ai_enterprise=none
variant no_tuning demand.tuning=none
variant no_course demand.chat.daily=none demand.assistants.daily=none

# Nothing that channels do moves a promise.
for name in no_war no_small_firms no_enterprise; do
  cmp -s written/service.csv "$name/service.csv" || fail "$name: service.csv differs"
done
# The price war in market.csv: from 2.90 to 1.74 USD in May, back in September; demand before and at the price.
while IFS=, read -r month price before asked; do
  line="| $month | $price | $before | $asked |"
  echo "$line"
  readme_says "$line"
done < <(awk -F, '$2 == "h100_hgx" && $1 ~ /-(04|05|08|09)-/ { printf "%s,%.2f,%d,%d\n", substr($1, 1, 7), $3, $4, $5 }' written/market.csv)
finish
