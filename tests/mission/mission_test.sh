#!/bin/bash
# Every row of rows.txt: in the scenario that is shipped the thing is at work, and the named output changes when it is
# switched off.
#
#   mission_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/../cli/checks.sh"

trim() { sed 's/^ *//; s/ *$//'; }

rows=0
while IFS='|' read -r id what scenario switches output pattern; do
  case $id in '#'* | '') continue ;; esac
  rows=$((rows + 1))
  id=$(trim <<<"$id") what=$(trim <<<"$what") scenario=$(trim <<<"$scenario") output=$(trim <<<"$output") pattern=$(trim <<<"$pattern")
  # Once as written, for all rows of the scenario.
  [ -d "$scenario" ] || code 0 "$scenario" run "$root/scenarios/$scenario.yaml" -q -o "$scenario" --set report.step=month
  arguments=()
  while IFS= read -r switch; do arguments+=(--set "$(trim <<<"$switch")"); done < <(tr ';' '\n' <<<"$switches")
  rm -rf off
  code 0 "$id $what: switched off" run "$root/scenarios/$scenario.yaml" -q -o off --set report.step=month "${arguments[@]}"
  grep -E -- "$pattern" "$scenario/$output" >../on.rows 2>/dev/null || true
  grep -E -- "$pattern" "off/$output" >../off.rows 2>/dev/null || true
  changed=$(diff ../on.rows ../off.rows | grep -c '^[<>]')
  if [ "$changed" = 0 ]; then
    fail "$id $what: $scenario: no row of $output with '$pattern' changes with $switches"
  else
    printf '%s %s: %s rows of %s change in %s\n' "$id" "$what" "$changed" "$output" "$scenario"
  fi
done <"$root/tests/mission/rows.txt"
[ "$rows" -gt 20 ] || fail "only $rows rows were read"
finish
