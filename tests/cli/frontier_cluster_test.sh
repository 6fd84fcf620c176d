#!/bin/bash
# scenarios/frontier_cluster.yaml says what scenarios/README.md says of it.
#
#   frontier_cluster_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

readme_says() { sed 's/,//g' "$root/scenarios/README.md" | grep -q -F -- "${1//,/}" || fail "scenarios/README.md does not say '$1'"; }
value() { awk -F, -v day="$2" -v scope="$3" -v entity="$4" -v metric="$5" \
  '$1 == day && $2 == scope && $3 == entity && $4 == metric { print $6 }' "$1/timeseries.csv"; }
crossed() { awk -F, '/,cluster_completed,/ { print substr($1, 1, 10) }' "$1/events.csv"; }

run() { # NAME, arguments
  local name=$1
  shift
  code 0 "$name" run "$root/scenarios/frontier_cluster.yaml" -q -o "$name" "$@"
}
run written
run punctual --set parties.developer.track_record.on_time=4
run nothing --set "clusters.frontier.value_below=0 %"
run no_design --set events=none

for name in written punctual; do
  found="$name: P(late) $(awk -F, 'FNR == 2 { printf "%.1f %%", $4 * 100 }' $name/track_record.csv), one cluster on $(crossed $name)"
  echo "$found"
  readme_says "$found"
done
for day in 2026-06-30 2026-12-31 2027-01-01 2027-12-31; do
  found="| $day |"
  for what in live_gpus live_h100e effective_h100e drawn_mw; do
    found+=" $(value written $day site ridge $what | awk '{ printf "%.0f", $1 }') |"
  done
  echo "$found"
  readme_says "$found"
done
missing() { awk -F, -v c="$2" -v cause="$3" 'FNR > 1 && $2 == c && (cause == "" || $4 == cause) { n += $10 } END { printf "%.0f", n }' "$1/shortfall.csv"; }
found="value_below 60 %: $(missing written campus "") GPU-hours missing, at 0 %: $(missing nothing campus "")"
echo "$found"
readme_says "$found"
found="tuning: $(missing written tuning ineligible:workload) of $(missing written tuning "") GPU-hours missing are ineligible:workload"
echo "$found"
readme_says "$found"
found="silicon on 2026-12-31: blackwell_ultra $(value written 2026-12-31 silicon blackwell_ultra live_share | awk '{ printf "%.1f", $1 * 100 }') %, \
tpu $(value written 2026-12-31 silicon tpu live_share | awk '{ printf "%.1f", $1 * 100 }') %"
echo "$found"
readme_says "$found"
for kind in hyperscaler neocloud; do
  found="$kind: $(value written 2027-01-31 archetype $kind short_gpus) of $(value written 2027-01-31 archetype $kind promised_gpus) GPUs short on 2027-01-31"
  echo "$found"
  readme_says "$found"
done
[ "$(value no_design 2027-01-01 site ridge drawn_mw)" != "$(value written 2027-01-01 site ridge drawn_mw)" ] || fail "the co-design does not change what is drawn"
finish
