#!/bin/bash
# Completions of V015 from events.csv; crew-days from the racks in work at the end of each day in units.csv.
set -eu
awk -F, '
  FNR == 1 { ++file; next }
  file == 1 && $3 == "step_finished" {
    day = (substr($1, 6, 2) - 1) * 31 + substr($1, 9, 2) - 1 + substr($1, 12, 2) / 24
    done += $5; sum += $5 * day; last = day
    if (day <= 21) by_21 = done
  }
  file == 2 && $5 == "installing" { crew_days += $6 }
  END {
    printf "%d racks, the last done on day %g, on average on day %.9f\n", done, last, sum / done
    printf "live at the end of day 21: %d\n", by_21
    printf "crew-days worked: %d\n", crew_days
  }' "$1/events.csv" "$1/units.csv"
