#!/bin/bash
# Arrivals of V047 from events.csv: days since 1 January.
set -eu
awk -F, '
  $3 == "units_arrived" {
    month = substr($1, 6, 2) + 0
    day = (month == 2 ? 31 : 0) + substr($1, 9, 2) - 1 + substr($1, 12, 2) / 24
    if (!units) printf "the first rack arrives on day %.6f\n", day
    units += $5
    if (day <= 35) by_35 = units
    last = day
  }
  END {
    printf "%d racks arrived by day 35\n", by_35
    printf "the last of %d racks arrives on day %.6f\n", units, last
  }' "$1/events.csv"
