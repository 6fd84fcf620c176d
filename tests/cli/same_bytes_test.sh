#!/bin/bash
# Same scenario, same bytes: twice, in other surroundings, with its maps in another order, and from the resolved scenario.
#
#   same_bytes_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

reverse=$root/tests/cli/reverse_maps.awk

for name in tutorial reference; do
  scenario=$root/scenarios/$name.yaml
  code 0 "$name" run "$scenario" -q -o "$name"
  silent_out "$name"
  code 0 "$name, again" run "$scenario" -q -o "$name.again"
  same "$name" "$name.again" "$name: twice"

  mkdir -p elsewhere
  (
    cd elsewhere || exit 1
    umask 077
    unset HOME
    env TZ=Asia/Kathmandu LANG=de_DE.UTF-8 LC_ALL=tr_TR.UTF-8 TMPDIR=/nonexistent NO_COLOR=1 TERM=dumb COLUMNS=20 \
      "$program" run "$scenario" -q -o "../$name.elsewhere"
  ) || fail "$name: does not run with other surroundings"
  same "$name" "$name.elsewhere" "$name: other time zone, locale, home, folder and umask"

  awk -f "$reverse" "$scenario" >"../$name.yaml"
  cmp -s "$scenario" "../$name.yaml" && fail "$name: was not reversed"
  code 0 "$name, reversed" run "../$name.yaml" -q -o "$name.reversed"
  same_apart_from_inputs "$name" "$name.reversed" "$name: maps in reverse order"

  code 0 "$name, resolved" run "$name/scenario.resolved.yaml" -q -o "$name.resolved"
  same_apart_from_inputs "$name" "$name.resolved" "$name: resolved"
done

# Another engine setting changes nothing either, and checking more often only checks.
code 0 "checked every hour" run "$root/scenarios/tutorial.yaml" -q -o checked --check-every-hour
same tutorial checked "checked every hour"

# The deck is not stacked: another value does give other bytes.
code 0 "changed" run "$root/scenarios/tutorial.yaml" -q -o changed --set sites.riverside.halls.b.ready=2026-06-16
diff -r -q tutorial changed >/dev/null && fail "a later hall changes nothing"
finish
