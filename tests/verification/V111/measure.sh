#!/bin/bash
# The residuals of energy.csv, and on how many days each source and use is there.
set -eu
awk -F, '
  FNR == 1 { for (i = 1; i <= NF; ++i) at[$i] = i; next }
  {
    date = $(at["date"]); side = $(at["side"]); use = $(at["use"]); kwh = $(at["kwh"])
    if (!(date in drawn)) { days += 1; order[days] = date; drawn[date] = 0 }
    if (side == "in") { sum[date] += kwh; drawn[date] += kwh }
    if (side == "out") sum[date] -= kwh
    if (use == "charge") grown[date] += kwh
    if (use == "discharge") grown[date] -= kwh
    if (use == "stored") stored[date] = kwh
    if (kwh < 0) negative += 1
    if (kwh > 0) seen[use] += 1
  }
  function worse(value, than) { if (value < 0) value = -value; return value > than ? value : than }
  END {
    for (d = 1; d <= days; ++d) {
      closing = worse(sum[order[d]] / drawn[order[d]], closing)
      if (d > 1) stock = worse(stored[order[d]] - stored[order[d - 1]] - grown[order[d]], stock)
    }
    printf "days: %d, rows below 0: %d\n", days, negative
    printf "in - out, worst: %s 1e-9 of what is drawn\n", (closing <= 1e-9 ? "within" : "beyond")
    printf "stored grows by charge - discharge, worst: %.6f kWh\n", stock
    n = split("grid onsite bridging discharge it overhead charge losses stored curtailed", uses, " ")
    for (i = 1; i <= n; ++i) printf "%s on some days: %s\n", uses[i], (seen[uses[i]] > 0 ? "yes" : "no")
  }' "$1/energy.csv"
