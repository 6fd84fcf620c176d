#!/bin/bash
# Runs one golden case and compares byte for byte; with BLESS=1 writes what comes out as what is expected.
#
#   run_case.sh PROGRAM CASE
#
# CASE/scenario.yaml is run once for each folder in CASE. The file `arguments` in that folder, if any, has further arguments of
# `buildout run`, one a line; each other file there must be equal to the file of that name in the result folder.
set -u
program=$1
case=${2%/}
most_lines=60 # of a difference are shown

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
color=never
[ -t 1 ] && color=always
failed=0
compared=0

for folder in "$case"/*/; do
  run=$(basename "$folder")
  arguments=()
  [ -f "$folder/arguments" ] && mapfile -t arguments <"$folder/arguments"
  if ! "$program" run "$case/scenario.yaml" -q -o "$scratch/$run" "${arguments[@]}" 2>"$scratch/$run.errors"; then
    echo "$case, $run: the run failed:"
    head -n "$most_lines" "$scratch/$run.errors"
    failed=1
    continue
  fi
  for expected in "$folder"*; do
    name=$(basename "$expected")
    [ "$name" = arguments ] && continue
    compared=$((compared + 1))
    if [ "${BLESS:-0}" = 1 ]; then
      cp "$scratch/$run/$name" "$expected" || failed=1
    elif ! cmp -s "$expected" "$scratch/$run/$name"; then
      failed=1
      echo "$case, $run: $name differs (- expected, + came out); if it is right, tools/update_golden.sh $(basename "$case")"
      diff -u --color=$color "$expected" "$scratch/$run/$name" 2>&1 | tail -n +3 | head -n "$most_lines"
    fi
  done
done

if [ "$compared" = 0 ]; then
  echo "$case: nothing is compared"
  failed=1
fi
exit $failed
