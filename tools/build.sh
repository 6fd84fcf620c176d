#!/usr/bin/env bash
# Configures and builds: tools/build.sh [PRESET [TARGET]]
#   release (default)   into build/
#   debug               with sanitizers, into build-debug/
# Everything is built unless a target is named: `buildout` is the program alone.
set -euo pipefail
export LC_ALL=C

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
preset=${1:-release}
target=${2:-all}

say() { printf '%s\n' "build: $*" >&2; }

if [ "$#" -gt 2 ]; then
  say "usage: tools/build.sh [release|debug [TARGET]]"
  exit 64
fi

cd -- "$root"
say "configuring preset $preset"
cmake --preset "$preset" >&2
say "building $target"
cmake --build --preset "$preset" --target "$target" >&2
