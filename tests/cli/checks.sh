#!/bin/bash
# Sourced by the scripts beside it: how they run the program and say what is wrong. Each is called with the program and the root of
# the source tree, works in an empty scratch folder and ends with finish.
set -u
# shellcheck disable=SC2034
program=$1
# shellcheck disable=SC2034
root=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir work && cd work || exit 1
failed=0

fail() {
  echo "FAILED: $*"
  failed=1
}

# code WANTED WHAT ARGUMENTS...: runs the program; standard output goes to ../out and standard error to ../err.
code() {
  local wanted=$1 what=$2 got
  shift 2
  "$program" "$@" >../out 2>../err
  got=$?
  [ "$got" = "$wanted" ] || fail "$what: exit code $got instead of $wanted: $(head -c 300 ../err)"
}

silent_out() { [ -s ../out ] && fail "$1: standard output has $(head -c 100 ../out)"; }
silent_err() { [ -s ../err ] && fail "$1: standard error has $(head -c 200 ../err)"; }
says() { grep -q -F -- "$1" ../err || fail "$2: standard error lacks '$1': $(head -c 300 ../err)"; }
nothing_here() { [ -z "$(ls -A)" ] || fail "$1: left behind: $(ls -A)"; }

# same A B [WHAT]: two result folders are equal to the byte, but for the list of inputs in the manifest with `apart_from_inputs`.
same() {
  diff -r -q "$1" "$2" >../differences || fail "$3: $(head -n 5 ../differences)"
}
same_apart_from_inputs() {
  local folder
  for folder in "$1" "$2"; do
    sed '/"inputs": \[/,/^  \]/d' "$folder/manifest.json" >"../manifest.$(basename "$folder")"
  done
  cmp -s "../manifest.$(basename "$1")" "../manifest.$(basename "$2")" || fail "$3: the manifests differ by more than inputs"
  diff -r -q -x manifest.json "$1" "$2" >../differences || fail "$3: $(head -n 5 ../differences)"
}

finish() {
  [ "$failed" = 0 ] && echo "all as it should be"
  exit $failed
}
