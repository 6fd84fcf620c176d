#!/bin/bash
# V122: the clock and the zone of the machine do not matter; every day has 24 hours, also those on which clocks are put forward or
# back (2026-03-08, 2026-11-01) and the one with a leap second (2016-12-31).
#
#   time_zones_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

scenario() { # FROM UNTIL DUE
  cat <<YAML
schema: 1
id: zones
horizon: { from: $1, until: $2 }
systems: { box: { scale_unit: server, gpus: 10, power: { nominal: 10 kW } } }
parties: { acme: {}, lab: {} }
sites: { one: { operator: acme, pue: 1.2, climate: north_texas,
                halls: { hall: { installed: { box: 10 servers } } } } }
contracts: { deal: { provider: acme, customer: lab, term: 1 mo, price: 2 USD/GPU-h, tranches: { t: { quantity: 100 GPU, due: $3 } },
                     clauses: { renewal: { term: 1 mo, times: 12 } } } }
YAML
}
scenario 2026-03-01 2026-11-05 2026-03-03 >summer.yaml
scenario 2016-12-30 2017-01-02 2016-12-30 >second.yaml

for name in summer second; do
  for zone in UTC America/New_York Pacific/Kiritimati Asia/Kathmandu; do
    TZ=$zone "$program" run "$name.yaml" -q -o folder 2>&1
    cat folder/* | sha256sum
    rm -rf folder
  done | sort -u >hashes
  [ "$(wc -l <hashes)" = 1 ] || fail "$name: $(wc -l <hashes) different results in four zones"
done

hours() { # FILE DAY: needed GPU-hours of the 100 GPUs
  awk -F, -v day="$2" '$1 == day { sum += $6 } END { print sum + 0 }' "$1/service.csv"
}
code 0 summer run summer.yaml -q -o summer
code 0 second run second.yaml -q -o second
for day in 2026-03-08 2026-11-01; do
  [ "$(hours summer $day)" = 2400 ] || fail "$day has $(hours summer $day) GPU-hours of 100 GPUs"
done
[ "$(hours second 2016-12-31)" = 2400 ] || fail "2016-12-31 has $(hours second 2016-12-31) GPU-hours of 100 GPUs"
finish
