#!/bin/bash
# scenarios/chips_here_power_there.yaml: by sums over sites nothing is ever missing, and yet it is; both as scenarios/README.md says.
#
#   aggregates_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

code 0 run run "$root/scenarios/chips_here_power_there.yaml" -q -o folder

# positions of each hall, as site.hall
awk '
  /^sites:/ { inside = 1; next }
  /^[a-z]/ { inside = 0 }
  inside && /^  [a-z0-9_]+:/ { site = $1; sub(":", "", site) }
  inside && /^      [a-z0-9_]+:/ { hall = $1; sub(":", "", hall) }
  inside && /^        positions:/ { print site "." hall "," $2 }' folder/scenario.resolved.yaml >positions.csv

# By day, in GPUs: made at least 25 days before (3 d on the truck, 19 h of work, 21 d of acceptance), power energized, places in
# halls that are ready; each summed over the sites, then the least of the three.
awk -F, '
  FNR == 1 && FILENAME != "positions.csv" { ++file; next }
  FILENAME == "positions.csv" { places[$1] = 72 * $2; next }
  file == 1 {
    if ($1 != last) { day[++days] = last = $1 }
    if ($5 != "ordered" && $5 != "in_production") made[days] += 72 * $6
  }
  file == 2 { power[$1] += $8 }
  file == 3 && $3 == "hall_ready" { ready[substr($1, 1, 10)] += places[$4] }
  file == 4 { need[$1] += $6 / 24; true += $8; needed += $6 }
  END {
    least_margin = 1e9
    for (i = 1; i <= days; ++i) {
      d = day[i]
      shells += ready[d]
      least = made[i - 25] + 0
      watts = int(power[d] / 0.135 + 1e-6) * 72
      if (watts < least) least = watts
      if (shells < least) least = shells
      if (!(d in need)) continue
      if (least - need[d] < least_margin) least_margin = least - need[d]
      if (least < need[d]) aggregate += 24 * (need[d] - least)
    }
    printf "least of the sums: %d GPU-hours missing, %d GPUs to spare on the worst day\n", aggregate, least_margin
    printf "service.csv: %d of %d GPU-hours missing\n", true, needed
  }' positions.csv folder/units.csv folder/capacity.csv folder/events.csv folder/service.csv >found

cat found
for line in "least of the sums: 0 GPU-hours missing, 1,848 GPUs to spare on the worst day" \
  "service.csv: 64,127,808 of 264,960,000 GPU-hours missing"; do
  wanted=${line//, /; }
  wanted=${wanted//,/}
  grep -q -x -F -- "${wanted//; /, }" found || fail "not '$line' but $(cat found)"
  grep -q -F "$line" "$root/scenarios/README.md" || fail "scenarios/README.md does not say '$line'"
done

# Sending the late racks to where the power is leaves the days of bring-up.
code 0 moved run "$root/scenarios/chips_here_power_there.yaml" -q -o moved --set orders.west_late.to=east.a
moved=$(awk -F, 'FNR > 1 { short += $8 } END { print short }' moved/service.csv)
[ "$moved" = 187728 ] || fail "with west_late at east $moved GPU-hours are missing"
grep -q -F "187,728" "$root/scenarios/README.md" || fail "scenarios/README.md does not say 187,728"
finish
