#!/bin/bash
# Energy of V080 from energy.csv, and the same from drawn_mw of timeseries.csv and the hours of each month.
set -eu
awk -F, '
  function hours(date, y, m, days) {
    y = substr(date, 1, 4) + 0; m = substr(date, 6, 2) + 0
    days = m == 2 ? (y % 4 == 0 ? 29 : 28) : (m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31)
    return 24 * days
  }
  FNR == 1 { file += 1; next }
  file == 1 && $3 == "out" { year = substr($1, 1, 4); kwh[year] += $5; row[$1] += $5; if ($4 == "overhead") overhead[year] += $5 }
  file == 2 && $2 == "site" && $4 == "drawn_mw" {
    months += 1
    residual = $6 * 1000 * hours($1) - row[$1]
    if (residual < 0) residual = -residual
    if (residual > worst) worst = residual
  }
  END {
    for (year = 2027; year <= 2028; ++year) {
      printf "facility energy %d: %.9f GWh\n", year, kwh[year] / 1e6
      printf "of which overhead %d: %.9f GWh\n", year, overhead[year] / 1e6
    }
    printf "facility - IT - overhead, largest of %d months: %.9f MWh\n", months, worst / 1e3
  }' "$1/energy.csv" "$1/timeseries.csv"
