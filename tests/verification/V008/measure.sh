#!/bin/bash
# Little's law of V008 as an identity, per site and stage: units x hours from units.csv, against the hours between coming and going
# from events.csv.
set -eu
awk -F, '
  function hour(time) { return (substr(time, 6, 2) - 1) * 744 + (substr(time, 9, 2) - 1) * 24 + substr(time, 12, 2) - short[substr(time, 6, 2) + 0] }
  BEGIN {
    split("0 0 72 72 96 96 120", short, " ")   # hours that the months before lack of 31 days each
    stage["in_transit"] = 1
    stage["at_dock"] = stage["installing"] = 2
    stage["waiting_power"] = stage["waiting_cooling"] = stage["commissioning"] = 3
    site["first"] = "north"; site["second"] = "south"
    split("on the way,from dock to installed,from installed to live", names, ",")
  }
  FNR == 1 { ++file; next }
  file == 1 { if ($5 in stage) present[$3, stage[$5]] += $6; next }
  $3 == "units_made" { move($4, 0, 1) }
  $3 == "units_arrived" { move($4, 1, 2) }
  $3 == "step_finished" && $6 ~ /\.install$/ { move($4, 2, 3) }
  $3 == "step_finished" && $6 ~ /\.burn_in$/ { move($4, 3, 0) }
  function move(order, from, to, s) {
    s = site[order]
    if (from) { sojourn[s, from] += $5 * hour($1); left[s, from] += $5 }
    if (to) { sojourn[s, to] -= $5 * hour($1); came[s, to] += $5 }
  }
  END {
    split("north south", sites, " ")
    for (i = 1; i <= 2; ++i) for (k = 1; k <= 3; ++k) {
      s = sites[i]
      printf "%s, %s: %d racks came, %d left; units x hours minus sojourns: %d%s\n", s, names[k], came[s, k], left[s, k], \
        present[s, k] - sojourn[s, k], (present[s, k] > 0 ? "" : " (nobody was there)")
    }
  }' "$1/units.csv" "$1/events.csv"
