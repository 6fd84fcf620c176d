#!/bin/bash
# Shortfall of V082 from service.csv by month of 20 days: a MW is 10 GPUs.
set -eu
awk -F, '
  FNR == 1 { next }
  $1 != date { date = $1; ++day }
  {
    month = int((day - 1) / 20)
    shortfall[month] += $8
    on_day[day] += $8
    sum += $8
  }
  END {
    printf "shortfall integral: %.9f MW-month\n", sum / (10 * 480)
    for (d = 1; d <= day; ++d) if (on_day[d] > largest) largest = on_day[d]
    printf "largest shortfall: %.9f MW\n", largest / 240
    for (m = 0; m <= 24; ++m) if (first == "" && !shortfall[m]) first = m
    for (m = first; m <= 24 && !shortfall[m]; ++m) end = m + 1
    printf "first month with none: %d, to %d\n", first, end
    printf "shortfall on the last of %d days: %.9f MW\n", day, on_day[day] / 240
  }' "$1/service.csv"
