#!/bin/bash
# Waits of V012 from events.csv, first come first served: what is finished as k-th had started two days before.
set -eu
awk -F, '
  function day(time) { return substr(time, 9, 2) - 1 + substr(time, 12, 2) / 24 }
  $3 == "units_arrived" { for (i = 0; i < $5; ++i) arrived[$4, ++in_all[$4]] = day($1) }
  $3 == "step_finished" {
    for (i = 0; i < $5; ++i) {
      wait = day($1) - 2 - arrived[$4, ++done[$4]]
      waits[$4] = waits[$4] " " wait
      total[$4] += wait
      last[$4] = day($1)
    }
  }
  END {
    split("to_one to_two", orders, " ")
    for (i = 1; i <= 2; ++i) {
      o = orders[i]
      printf "%s: %d of %d racks, waits%s d, together %d d, the last done on day %g\n", o, done[o], in_all[o], waits[o], total[o], last[o]
    }
  }' "$1/events.csv"
