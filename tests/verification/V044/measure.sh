#!/bin/bash
# When the last rack of each order of V044 is made, from events.csv: days since 1 January.
set -eu
awk -F, '
  $3 == "units_made" { units[$4] += $5; last[$4] = substr($1, 9, 2) - 1 + substr($1, 12, 2) / 24 }
  END { for (o in units) printf "%s: %d racks, the last on day %.9f\n", o, units[o], last[o] }' "$1/events.csv" | sort
