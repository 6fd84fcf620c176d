#!/usr/bin/env bash
# Installs what is missing, builds, and runs a scenario: tools/run.sh [SCENARIO] [-- MORE ARGUMENTS]
#
# The scenario is scenarios/reference.yaml by default. Results go to results/NAME, NAME being the scenario's file name, and
# replace those of the run before. Arguments after -- go to `buildout run`. The exit code is that of the program.
set -euo pipefail
export LC_ALL=C

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)

say() { printf '%s\n' "run: $*" >&2; }

scenario=$root/scenarios/reference.yaml
if [ "$#" -gt 0 ] && [ "$1" != -- ]; then
  scenario=$1
  shift
fi
if [ "$#" -gt 0 ]; then
  if [ "$1" != -- ]; then
    say "usage: tools/run.sh [SCENARIO] [-- MORE ARGUMENTS]"
    exit 64
  fi
  shift
fi

"$root/tools/install_packages.sh"
"$root/tools/build.sh" release buildout

name=$(basename -- "$scenario")
name=${name%.yaml}
folder=$root/results/${name%.yml}
mkdir -p -- "$root/results"

say "running $scenario"
code=0
"$root/build/buildout" run "$scenario" -o "$folder" --force "$@" || code=$?
if [ "$code" -eq 0 ] || [ "$code" -eq 1 ]; then
  say "the results are in $folder"
else
  say "buildout ended with exit code $code"
fi
exit "$code"
