#!/usr/bin/env bash
# Checks one rule of the source tree: tests/tidy/check.sh RULE [ROOT]
#
#   includes    SimGrid and yaml-cpp are each included by one file; layers include only what lies below them
#   clocks      nothing reads a clock of the real world or a source of real randomness, but the progress line and the time
#               limit of tasks
#   words       the engine and its tests know no word of the domain
#   format      C++ is laid out as clang-format 14 does it
#   shell       scripts pass shellcheck
#   sizes       no file is larger than 1 MiB
#   whitespace  no line ends with a blank
#   unfinished  no marks of unfinished work
#   methods     each methods page names tests that exist, and each header of a rule is named by some page
#
# Prints every place that breaks the rule. Exit code 0: it holds, 1: it is broken, 77: it cannot be checked here.
set -euo pipefail
export LC_ALL=C

rule=${1:?usage: check.sh RULE [ROOT]}
root=${2:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}
cd -- "$root"

# Files that belong to the tree: what git has or would take; where there is no git, everything that is not built.
list_files() {
  if [ -e .git ] && git -c safe.directory='*' ls-files -z --cached --others --exclude-standard 2> /dev/null; then
    return
  fi
  find . -type d \( -name .git -o -name 'build' -o -name 'build-*' -o -name results -o -name node_modules \) -prune -o \
    -type f -printf '%P\0'
}

mapfile -d '' -t all_files < <(list_files | sort -z -u)

# files PATTERN: the existing files whose path matches, into the array `files`.
files=()
select_files() {
  local file
  files=()
  for file in "${all_files[@]}"; do
    if [[ $file =~ $1 && -f $file ]]; then files+=("$file"); fi
  done
}

broken=0

# forbid WHAT PATTERN [GREP OPTIONS]: no line of the selected files may match.
forbid() {
  local what=$1 pattern=$2 found
  shift 2
  [ "${#files[@]}" -gt 0 ] || return 0
  found=$(grep -I -n -H -E "$@" -e "$pattern" -- "${files[@]}" || [ $? -eq 1 ])
  [ -n "$found" ] || return 0
  printf '%s:\n%s\n' "$what" "$found"
  broken=1
}

without() {  # without FILE...: takes files out of the selection
  local file kept=() out
  for file in "${files[@]}"; do
    for out in "$@"; do [ "$file" != "$out" ] || continue 2; done
    kept+=("$file")
  done
  files=("${kept[@]}")
}

source_code='^(sim|models|tools|tests)/.*\.(cpp|hpp)$'
include='^[[:space:]]*#[[:space:]]*include[[:space:]]*'

check_includes() {
  select_files "$source_code"
  without sim/simgrid_engine.cpp
  forbid 'SimGrid is included outside sim/simgrid_engine.cpp' "${include}[<\"](simgrid|xbt|smpi)"
  select_files "$source_code"
  without sim/yaml_parser.cpp
  forbid 'yaml-cpp is included outside sim/yaml_parser.cpp' "${include}[<\"]yaml-cpp/"
  select_files '^sim/'
  forbid 'sim/ includes a layer above it' "${include}\"(models|tools|tests)/"
  select_files '^models/'
  forbid 'models/ includes a layer above it' "${include}\"(tools|tests)/"
  forbid 'models/ reads or writes files' "${include}<(fstream|iostream|filesystem|unistd\.h|fcntl\.h)>"
  select_files '^tools/'
  forbid 'tools/ includes tests' "${include}\"tests/"
}

check_clocks() {
  select_files '^(sim|models)/.*\.(cpp|hpp)$'
  without sim/progress.hpp sim/progress.cpp sim/worker.hpp sim/worker.cpp
  forbid 'a clock of the real world decides something' '(system|steady|high_resolution|utc|file)_clock|gettimeofday|clock_gettime'
  forbid 'real randomness decides something' 'random_device|[^a-z_]s?rand *\('
}

check_words() {
  select_files '^(sim|tests/unit/sim|tests/engine)/'
  forbid 'a word of the domain in the engine' 'tranche|accelerator|contract|gpu|megawatt_it' -i
  # Inside other words, like bracket, it means something else.
  forbid 'a word of the domain in the engine' '(^|[^a-z])racks?([^a-z]|$)' -i
  forbid 'a word of the domain in the engine' 'Racks?[A-Z]|[a-z]Racks?([^a-z]|$)'
}

check_format() {
  local version
  if ! version=$(clang-format --version 2> /dev/null); then
    echo 'skipped: clang-format is not installed'
    exit 77
  fi
  if ! [[ $version =~ version\ 14\. ]]; then
    echo "skipped: other versions than 14 lay code out differently, and this is $version"
    exit 77
  fi
  select_files "$source_code"
  [ "${#files[@]}" -gt 0 ] || return 0
  printf '%s\0' "${files[@]}" | xargs -0 -n 50 clang-format --dry-run --Werror --ferror-limit=1 || broken=1
}

check_shell() {
  if ! command -v shellcheck > /dev/null; then
    echo 'skipped: shellcheck is not installed'
    exit 77
  fi
  select_files '(\.sh$|^\.ci/run$)'
  [ "${#files[@]}" -eq 0 ] || shellcheck -- "${files[@]}" || broken=1
}

check_sizes() {
  select_files '.'
  local found
  found=$(printf '%s\0' "${files[@]}" | xargs -0 -r stat --format='%n: %s bytes' -- | awk '$(NF - 1) > 1048576')
  [ -n "$found" ] || return 0
  printf 'larger than 1 MiB:\n%s\n' "$found"
  broken=1
}

check_whitespace() {
  # Inputs and outputs of test cases are as they are.
  select_files '^(.*/)?[^/]*\.(cpp|hpp|md|sh|txt|cmake|json|yaml|yml)$|^\.ci/run$'
  local file kept=()
  for file in "${files[@]}"; do
    [[ $file =~ ^tests/(golden|errors|hindcast|fuzz)/ ]] || kept+=("$file")
  done
  files=("${kept[@]}")
  forbid 'a line ends with a blank' '[[:blank:]]+$'
  forbid 'a line ends with a carriage return' $'\r$'
}

check_unfinished() {
  select_files '.'
  # Written in pieces so that this script does not find itself.
  forbid 'unfinished work' '(^|[^A-Za-z])(TO''DO|FIX''ME|XX''X)([^A-Za-z]|$)'
  select_files "$source_code"
  forbid 'unfinished work' '(^|[^a-z])(stub''s?|place''holders?)([^a-z]|$)' -i
}

# A page names its tests as the items of its list "## Tests": - "name of the test case".
check_methods() {
  local page name header cases pages=()
  select_files '^tests/.*_test\.cpp$'
  # A long name stands on the line after TEST_CASE(.
  cases=$(cat -- /dev/null "${files[@]}" | tr '\n' ' ' | grep -oE 'TEST_CASE\( *"[^"]*"' | sed -E 's/^TEST_CASE\( *//' || true)
  select_files '^docs/methods/[^/]+\.md$'
  without docs/methods/README.md
  pages=("${files[@]}")
  for page in "${pages[@]}"; do
    if ! grep -q '^- "' -- "$page"; then
      echo "$page names no test"
      broken=1
    fi
    while IFS= read -r name; do
      if ! grep -q -x -F -e "$name" <<< "$cases"; then
        echo "$page names a test that does not exist: $name"
        broken=1
      fi
    done < <(sed -n 's/^- \("[^"]*"\)$/\1/p' -- "$page")
    if ! grep -q -F -e "($(basename -- "$page"))" -- docs/methods/README.md; then
      echo "docs/methods/README.md does not list $page"
      broken=1
    fi
  done
  select_files '^models/(supply|site|fleet|contract|market)/[^/]+\.hpp$'
  for header in "${files[@]}"; do
    if ! grep -q -F -e "$header" -- /dev/null "${pages[@]}"; then
      echo "no methods page names $header"
      broken=1
    fi
  done
}

case $rule in
  includes) check_includes ;;
  clocks) check_clocks ;;
  words) check_words ;;
  format) check_format ;;
  shell) check_shell ;;
  sizes) check_sizes ;;
  whitespace) check_whitespace ;;
  unfinished) check_unfinished ;;
  methods) check_methods ;;
  *)
    echo "no rule $rule"
    exit 64
    ;;
esac
exit "$broken"
