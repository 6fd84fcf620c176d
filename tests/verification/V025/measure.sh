#!/bin/bash
# Completions of the last step of V025 from events.csv: those that are not on day 10 + 5 (k - 1), the last, and the rate.
set -eu
awk -F, '
  BEGIN { split("0 31 59 90", before, " ") }
  $3 == "step_finished" && $6 ~ /\.test$/ {
    day = before[substr($1, 6, 2) + 0] + substr($1, 9, 2) - 1 + substr($1, 12, 2) / 24
    for (i = 0; i < $5; ++i) {
      ++done[$4]
      if (day != 10 + 5 * (done[$4] - 1)) ++wrong[$4]
      if (done[$4] == 1) first[$4] = day
      last[$4] = day
    }
  }
  END {
    for (o in done) {
      printf "%s: %d racks, of which %d not on day 10 + 5 (k - 1), all done on day %g, %.9f racks a day\n", \
        o, done[o], wrong[o], last[o], (done[o] - 1) / (last[o] - first[o])
    }
  }' "$1/events.csv" | sort
