#!/bin/bash
# One scenario that is refused, or just accepted, and all that the program says about it.
#
#   run_case.sh PROGRAM CASE        with BLESS=1 writes what it says as what is expected
#
# In CASE: scenario.yaml and files it names; expected.txt, the whole text on standard error; `arguments`, further arguments, one a line;
# `accepted`, an empty file, where the scenario is right (then expected.txt, if any, has its warnings). Refused: exit code 65, nothing
# on standard output, nothing written, and `run` says the same as `validate`.
set -u
program=$1
cd "$2" || exit 1
name=$(basename "$2")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
fail() {
  echo "$name: $*"
  failed=1
}

arguments=()
[ -f arguments ] && mapfile -t arguments <arguments
before=$(ls -lA --time-style=full-iso)
"$program" validate scenario.yaml "${arguments[@]}" >"$scratch/out" 2>"$scratch/err"
code=$?
"$program" run scenario.yaml -o "$scratch/result" "${arguments[@]}" >"$scratch/run_out" 2>"$scratch/run_err"
run_code=$?

if [ "${BLESS:-0}" = 1 ]; then
  if [ -s "$scratch/err" ]; then cp "$scratch/err" expected.txt; else rm -f expected.txt; fi
  before=$(ls -lA --time-style=full-iso)
fi
expected=/dev/null
[ -f expected.txt ] && expected=expected.txt
cmp -s "$expected" "$scratch/err" || fail "says something else (- expected, + said):
$(diff -u "$expected" "$scratch/err" | tail -n +3 | head -n 40)"
cmp -s "$scratch/err" "$scratch/run_err" || fail "run says something else than validate:
$(diff -u "$scratch/err" "$scratch/run_err" | tail -n +3 | head -n 40)"
[ "$before" = "$(ls -lA --time-style=full-iso)" ] || fail "the folder of the scenario was changed"

if [ -f accepted ]; then
  [ "$code $run_code" = "0 0" ] || fail "exit codes $code and $run_code instead of 0"
  [ -f "$scratch/result/manifest.json" ] || fail "run wrote no result"
else
  [ "$code $run_code" = "65 65" ] || fail "exit codes $code and $run_code instead of 65"
  [ -s expected.txt ] || fail "nothing is expected"
  if [ -s "$scratch/out" ] || [ -s "$scratch/run_out" ]; then fail "something on standard output"; fi
  rm "$scratch"/{,run_}{out,err}
  rmdir "$scratch" || fail "run left something behind"
fi
exit $failed
