#!/usr/bin/env bash
# Draws the shortfall of a result folder by month and cause: tools/draw_shortfall.sh RESULTS PICTURE.svg
#
# Optional; needs gnuplot (Debian's gnuplot-nox). The picture in the README is that of scenarios/reference.yaml.
set -euo pipefail
export LC_ALL=C

if [ "$#" -ne 2 ] || ! command -v gnuplot >/dev/null; then
  printf '%s\n' "usage: tools/draw_shortfall.sh RESULTS PICTURE.svg (needs gnuplot)" >&2
  exit 64
fi
data=$(mktemp)
trap 'rm -f "$data"' EXIT

# A row per month, a column per cause without its argument, in thousands of GPUs missing on average (730 h a month).
awk -F, '
  NR > 1 {
    month = substr($1, 1, 7); cause = $4; sub(/:.*/, "", cause)
    sum[month, cause] += $10; if (!(month in months)) { months[month]; order[++n] = month }
    if (!(cause in causes)) { causes[cause]; names[++k] = cause }
  }
  END {
    printf "month"; for (c = 1; c <= k; ++c) printf " %s", names[c]; print ""
    for (m = 1; m <= n; ++m) {
      printf "%s", order[m]
      for (c = 1; c <= k; ++c) printf " %.3f", sum[order[m], names[c]] / 730 / 1000
      print ""
    }
  }' <(sort -s -t, -k1,1 "$1/shortfall.csv" | awk -F, '$1 != "date"' | sed '1i header') >"$data"

columns=$(awk 'NR == 1 { print NF; exit }' "$data")
gnuplot <<PLOT
set terminal svg noenhanced size 900,360 font "sans-serif,12" background rgb "white"
set output "$2"
set style data histograms
set style histogram rowstacked
set style fill solid 0.85 noborder
set boxwidth 0.8
set key outside right top reverse Left
set ylabel "thousand GPUs missing"
set xtics rotate by -60 scale 0
set grid ytics
set yrange [0:*]
plot for [i=2:$columns] "$data" using i:xtic(1) title columnheader(i)
PLOT
