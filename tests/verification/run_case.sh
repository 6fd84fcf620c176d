#!/bin/bash
# Runs one verification case and holds what it measures against the numbers known beforehand.
#
#   run_case.sh PROGRAM CASE
#
# CASE/scenario.yaml is run; CASE/measure.sh gets the result folder and prints one quantity a line; that must be
# CASE/expected.txt, whose numbers CASE/README.md derives. Nothing writes expected.txt but a person.
set -u
program=$1
case=${2%/}
export LC_ALL=C

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
"$program" run "$case/scenario.yaml" -q -o "$scratch/result" || exit 1
"$case/measure.sh" "$scratch/result" >"$scratch/measured.txt" || exit 1
if [ ! -s "$case/expected.txt" ]; then
  echo "$case: nothing is expected"
  exit 1
fi
if ! cmp -s "$case/expected.txt" "$scratch/measured.txt"; then
  echo "$case: - expected, + measured"
  diff -u "$case/expected.txt" "$scratch/measured.txt" | tail -n +3
  exit 1
fi
