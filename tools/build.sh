#!/usr/bin/env bash
# Configures and builds: tools/build.sh [PRESET]
#   release (default)   into build/
#   debug               with sanitizers, into build-debug/
set -euo pipefail
export LC_ALL=C

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
preset=${1:-release}

say() { printf '%s\n' "build: $*" >&2; }

if [ "$#" -gt 1 ]; then
  say "usage: tools/build.sh [release|debug]"
  exit 64
fi

cd -- "$root"
say "configuring preset $preset"
cmake --preset "$preset" >&2
say "building"
cmake --build --preset "$preset" >&2
