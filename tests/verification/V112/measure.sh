#!/bin/bash
# Violations of causality in the log and the tables of V112.
set -eu
awk -F, '
  # Hours since the year began, of 2026-04-10T05:00Z.
  function hour(time, month, days, m) {
    split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
    month = substr(time, 6, 2) + 0
    days = substr(time, 9, 2) - 1
    for (m = 1; m < month; ++m) days += length_of[m]
    return 24 * days + substr(time, 12, 2)
  }
  function count(name, is_violated) { violations[name] += is_violated ? 1 : 0 }
  function until(sums, h) { return h < 0 ? 0 : sums[h] }  # cumulative, at the end of hour h

  FNR == 1 { file += 1; last = ""; delete at; for (i = 1; i <= NF; ++i) at[$i] = i; next }
  { time = $1; count("rows out of time order", time < last); last = time }

  file == 1 {  # events.csv
    h = hour(time); rows += 1
    if ($3 == "lot_ordered") ordered[h] += $5
    if ($3 == "units_made") made[h] += $5
    if ($3 == "lane_passed") passed[h] += $5
    if ($3 == "units_arrived") arrived[h] += $5
    if ($3 == "hall_ready") ready = h
    if ($3 == "block_energized" && $5 > 0 && energized == "") energized = h
    if ($3 == "event_began") open[$4] += 1
    if ($3 == "event_ended" || $3 == "units_repaired") ended += 1
    if ($3 == "event_ended") { open[$4] -= 1; count("ends before it began", open[$4] < 0) }
  }
  file == 2 {  # units.csv
    h = hour(time)
    if ($(at["state"]) ~ /^(live|failed|curtailed)$/) accepted[h] += $(at["units"])
  }
  file == 3 { count("shortfall below 0", $(at["shortfall"]) < 0); missing += 1 }
  file == 4 {
    used = $(at["utilization"])
    count("utilization outside 0 to 1", used != "" && (used < 0 || used > 1)); use += 1
  }
  END {
    for (h = 0; h < 181 * 24; ++h) {
      for (k = 1; k <= 4; ++k) if (h > 0) {
        if (k == 1) ordered[h] += ordered[h - 1]; if (k == 2) made[h] += made[h - 1]
        if (k == 3) passed[h] += passed[h - 1]; if (k == 4) arrived[h] += arrived[h - 1]
      }
      count("made before ordered", until(made, h) > until(ordered, h))
      count("passed before made", until(passed, h) > until(made, h))
      count("arrived sooner than 3 days after made", until(arrived, h) > until(made, h - 72))
      count("live sooner than 3 days after arrived", accepted[h] > until(arrived, h - 72))
      count("live sooner than 3 days after the hall is ready", accepted[h] > 0 && h < ready + 72)
      count("live sooner than a day after power", accepted[h] > 0 && h < energized + 24)
      if (accepted[h] > 0 && first == "") first = h
    }
    n = split("rows out of time order;ends before it began;made before ordered;passed before made;" \
              "arrived sooner than 3 days after made;live sooner than 3 days after arrived;" \
              "live sooner than 3 days after the hall is ready;live sooner than a day after power;shortfall below 0;" \
              "utilization outside 0 to 1", names, ";")
    for (i = 1; i <= n; ++i) printf "%s: %d\n", names[i], violations[names[i]]
    printf "made %d, arrived %d, accepted %d at the end\n", made[181 * 24 - 1], arrived[181 * 24 - 1], accepted[181 * 24 - 1]
    printf "hall ready on day %g, first live on day %g\n", ready / 24 + 1, first / 24 + 1
    printf "something was looked at: %s\n", (rows > 100 && missing > 100 && use > 100 && ended > 2 ? "yes" : "no")
  }' "$1/events.csv" "$1/units.csv" "$1/shortfall.csv" "$1/utilization.csv"
