#!/bin/bash
# Rates of the first hour and times of completion of V042 from events.csv.
set -eu
awk -F, '
  $3 == "lane_passed" {
    hour = (substr($1, 9, 2) - 1) * 24 + substr($1, 12, 2)
    if (hour == 1) rate[$4] = $5 / 30
    passed[$4] += $5
    if (passed[$4] == 720) done[$4] = hour / 24
  }
  END { for (i = 1; i <= 5; ++i) printf "s%d: rate %.12f at first, done after %.9f d\n", i, rate["s" i], done["s" i] }
  ' "$1/events.csv"
