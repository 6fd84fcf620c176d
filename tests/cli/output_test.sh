#!/bin/bash
# --force, -q, --json, and a run that is killed.
#
#   output_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"
tutorial=$root/scenarios/tutorial.yaml

# --force replaces a result by a whole new one; a run that is refused leaves the old one as it was.
code 0 "first" run "$tutorial" -o results
grep -q 'results: .*results$' ../out || fail "the summary does not say where the results are"
silent_err "first"
cp -a results ../before
code 65 "refused with --force" run "$tutorial" -o results --force --set sites.riverside.pue=0.5
same ../before results "refused with --force"
code 73 "without --force" run "$tutorial" -o results --set sites.riverside.pue=1.2
same ../before results "without --force"
code 0 "with --force" run "$tutorial" -q -o results --force --set sites.riverside.pue=1.2
diff -q ../before/manifest.json results/manifest.json >/dev/null && fail "--force replaced nothing"
code 0 "anew" run "$tutorial" -q -o anew --set sites.riverside.pue=1.2
same anew results "with --force"
[ "$(ls -A)" = "anew
results" ] || fail "--force left behind: $(ls -A)"
rm -r results

# -q: not a word. --json: the bytes of summary.json.
code 0 "quiet" run "$tutorial" -q -o results
silent_out "quiet"
silent_err "quiet"
code 0 "json" run "$tutorial" --json -o json
cmp -s ../out json/summary.json || fail "--json prints something else than summary.json"
silent_err "json"
code 0 "validate --json" validate "$tutorial" --json
silent_err "validate --json"
grep -q '"errors": *0' ../out || fail "validate --json does not count errors: $(head -c 200 ../out)"
code 65 "validate --json, refused" validate "$tutorial" --json --set sites.riverside.pue=0.5
silent_err "validate --json, refused"
grep -q '"path": *"sites.riverside.pue"' ../out || fail "validate --json does not name the path: $(head -c 300 ../out)"
code 65 "run --json, refused" run "$tutorial" --json -o no --set sites.riverside.pue=0.5
silent_out "run --json, refused"
grep -q '"path": *"sites.riverside.pue"' ../err || fail "run --json does not name the path: $(head -c 300 ../err)"
code 0 "validate -q" validate "$tutorial" -q
silent_out "validate -q"
silent_err "validate -q"
rm -r results json anew

# No progress line and no escape sequence where standard error is no terminal.
code 0 "to a file" run "$tutorial" -o results
silent_err "to a file"
grep -q $'\x1b' ../out && fail "an escape sequence on standard output that is no terminal"
rm -r results

# A run that is killed dies by the signal, and nothing of it is left; an old result stays.
code 0 "old result" run "$tutorial" -q -o results
cp -a results ../old
for signal in TERM HUP; do
  "$program" run "$tutorial" -q -o results --force --set report.step=hour --set horizon.until=2120 >../out 2>../err &
  pid=$!
  for ((i = 0; i < 500; ++i)); do
    [ "$(ls -A)" != results ] && break
    sleep 0.01
  done
  [ "$(ls -A)" = results ] && fail "SIG$signal: the run began no folder"
  kill -s "$signal" "$pid"
  wait "$pid" 2>/dev/null
  got=$?
  [ "$got" = $((128 + $(kill -l "$signal"))) ] || fail "SIG$signal: exit code $got"
  silent_out "SIG$signal"
  [ "$(ls -A)" = results ] || fail "SIG$signal: left behind: $(ls -A)"
  same ../old results "SIG$signal: the old result"
done
finish
