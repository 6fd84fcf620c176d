#!/bin/bash
# Two campuses that slip by one draw have a wider portfolio than two that slip apart: the variance of what both have live on one
# day is 2 (1 + rho) times that of one, with rho 0 apart and 1 together, so its standard error is larger by the root of two.
#
#   shared_causes_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

campus() {
  echo "  $1: { operator: acme, halls: { a: { ready: { value: 2026-02-01, discrete: { 2026-02-01: 0.5, 2026-06-01: 0.5 }$2 }, positions: 10 racks } } }"
}
scenario() { # NAME STREAM_OF_BOTH
  {
    printf 'schema: 1\nid: %s\nhorizon: { from: 2026-01-01, until: 2026-04-30 }\nreport: { step: month }\n' "$1"
    printf 'systems: { rack: { scale_unit: rack, gpus: 72, power: { nominal: 100 kW } } }\nparties: { acme: {}, bigco: {} }\n'
    printf 'sites:\n'
    campus north "$2"
    campus south "$2"
    for site in north south; do
      [ $site = north ] && echo 'orders:'
      echo "  $site: { buyer: acme, system: rack, quantity: 10 racks, ordered: 2026-01-01, to: $site.a }"
    done
    echo 'contracts: { all: { provider: acme, customer: bigco, tranches: { t: { quantity: 1440 GPU, due: 2026-03-31 } } } }'
  } >"$1.yaml"
  printf 'schema: 1\nid: %s\nbase: %s.yaml\nseed: 3\nmonte_carlo: { replicates: 1000 }\ntrack: [world.live_gpus]\n' "$1" "$1" >"$1_study.yaml"
  code 0 "$1" sweep "$1_study.yaml" -q -o "$1"
}
error() { awk -F, '$2 == "2026-04-01" { print $16 }' "$1/quantiles.csv"; }
on_time() { awk -F, 'NR == 2 { print $11 }' "$1/dates.csv"; }

scenario apart ''
scenario together ', stream: campuses'
awk -v apart="$(error apart)" -v together="$(error together)" 'BEGIN {
  ratio = together / apart
  printf "standard errors %s apart, %s together, ratio %.3f\n", apart, together, ratio
  exit !(ratio > 1.35 && ratio < 1.48)   # 1.414; each error is known to 1.6 to 2.2 %, the ratio to 2.3 %
}' || fail "the ratio is not the root of two"
# Complete by the end of March only where both are ready: a quarter apart, half together; 4.5 standard errors of 1,000 runs.
awk -v apart="$(on_time apart)" -v together="$(on_time together)" 'BEGIN {
  printf "complete when due: %s apart, %s together\n", apart, together
  exit !(apart > 0.25 - 0.062 && apart < 0.25 + 0.062 && together > 0.5 - 0.072 && together < 0.5 + 0.072)
}' || fail "the shares are not a quarter and a half"
finish
