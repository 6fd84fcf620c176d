#!/bin/bash
# How long the install of each rack of V070 took, from events.csv: all began on 2026-01-01, the n-th is the n-th last to end.
set -eu
begin=$(date -u -d 2026-01-01 +%s)
ends() { awk -F, -v column="$1" '$3 == "step_finished" { print $column }' "$2/events.csv"; }
paste -d ' ' <(ends 1 "$1" | date -u -f - +%s) <(ends 5 "$1") | sort -rn | awk -v begin="$begin" '
  { for (i = 0; i < $2; ++i) { took[++n] = ($1 - begin) / 3600; sum[n] = sum[n - 1] + took[n] } }
  END {
    printf "racks: %d\n", n
    for (i = 1; i <= 8; i *= 2) printf "rack %d: %d h\n", i, took[i]
    printf "rack 100: %d h\n", took[100]
    for (i = 8; i <= 1000; i *= i == 8 ? 12.5 : 10) printf "the first %d: %d h\n", i, sum[i]
  }'
