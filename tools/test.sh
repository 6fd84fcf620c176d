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
"$root/tools/install_packages.sh" "$root/tools/packages_slurm.txt" || say "without Slurm its test is skipped"
"$root/tools/build.sh" "$preset"

say "running the tests"
log=$(mktemp)
trap 'rm -f -- "$log"' EXIT
code=0
ctest --test-dir "$folder" --output-on-failure --no-tests=error --parallel 2 --timeout "$seconds_per_test" "$@" 2>&1 |
  tee -- "$log" || code=$?

# ctest counts skipped tests as passed: "97% tests passed, 2 tests failed out of 61", with a list of those that were skipped.
summary='^[0-9]*% tests passed, \([0-9]*\) tests failed out of \([0-9]*\)$'
failed=$(sed -n "s/$summary/\1/p" "$log" | tail -n 1)
total=$(sed -n "s/$summary/\2/p" "$log" | tail -n 1)
skipped=$(grep -c -E '^[[:space:]]+[0-9]+ - .* \(Skipped\)$' "$log" || true)
passed=$((${total:-0} - ${failed:-0} - skipped))
[ "$skipped" -eq 0 ] || say "$skipped skipped, listed above"
if [ $((passed + ${failed:-0})) -eq 0 ]; then
  say "no test ran"
  [ "$code" -ne 0 ] || code=1
fi
echo "$passed passed, ${failed:-0} failed"
exit "$code"
