#!/usr/bin/env bash
# Installs what is missing, builds, and runs all tests: tools/test.sh [ARGUMENTS OF CTEST]
#
#   tools/test.sh -R sim        only tests whose name contains "sim"
#   BUILDOUT_PRESET=debug tools/test.sh     with sanitizers
#
# The last line is `N passed, N failed`. The exit code is not 0 if a test failed or if none ran.
set -euo pipefail
export LC_ALL=C

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
preset=${BUILDOUT_PRESET:-release}
seconds_per_test=600

say() { printf '%s\n' "test: $*" >&2; }

case $preset in
  release) folder=$root/build ;;
  debug) folder=$root/build-debug ;;
  *)
    say "BUILDOUT_PRESET is release or debug, not $preset"
    exit 64
    ;;
esac

"$root/tools/install_packages.sh"
"$root/tools/build.sh" "$preset"

say "running the tests"
log=$(mktemp)
trap 'rm -f -- "$log"' EXIT
code=0
ctest --test-dir "$folder" --output-on-failure --no-tests=error --parallel 2 --timeout "$seconds_per_test" "$@" 2>&1 |
  tee -- "$log" || code=$?

# ctest says: "97% tests passed, 2 tests failed out of 61", and in 3.25 nothing like it if no test ran.
total=$(sed -n 's/^.*% tests passed, [0-9]* tests failed out of \([0-9]*\)$/\1/p' "$log" | tail -n 1)
failed=$(sed -n 's/^.*% tests passed, \([0-9]*\) tests failed out of [0-9]*$/\1/p' "$log" | tail -n 1)
if [ -z "$total" ] || [ "$total" -eq 0 ]; then
  say "no test ran"
  [ "$code" -ne 0 ] || code=1
fi
echo "$((${total:-0} - ${failed:-0})) passed, ${failed:-0} failed"
exit "$code"
