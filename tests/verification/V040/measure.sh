#!/bin/bash
# What each site of V040 is given and lacks, from capacity.csv of the first day.
set -eu
awk -F, '
  FNR == 1 { for (i = 1; i <= NF; ++i) at[$i] = i; next }
  $1 == "2026-01-01" { printf "%s: %.9f MW, lacks %.9f MW\n", $2, $(at["energized_mw"]), $(at["contracted_mw"]) - $(at["energized_mw"]) }
  ' "$1/capacity.csv"
