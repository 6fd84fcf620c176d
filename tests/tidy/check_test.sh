#!/usr/bin/env bash
# Tests tests/tidy/check.sh: each rule accepts a small clean tree and refuses it once one bad file is added.
set -euo pipefail
export LC_ALL=C

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
failures=0

put() {  # put FILE TEXT, where \n is a line feed
  mkdir -p -- "$(dirname -- "$scratch/$1")"
  printf '%b' "$2" > "$scratch/$1"
}

result_of() {  # result_of RULE: its exit code
  local code=0
  bash "$here/check.sh" "$1" "$scratch" > /dev/null 2>&1 || code=$?
  echo "$code"
}

expect() {  # expect CODE RULE WHY
  local code
  code=$(result_of "$2")
  [ "$code" -ne 77 ] || return 0
  [ "$code" -eq "$1" ] && return 0
  echo "$2: exit code $code instead of $1: $3"
  failures=$((failures + 1))
}

# refuses RULE FILE TEXT: with this file the rule is broken, without it not.
refuses() {
  expect 0 "$1" "before $2 was added"
  put "$2" "$3"
  expect 1 "$1" "$2 holds $3"
  rm -- "$scratch/$2"
}

# accepts RULE FILE TEXT: this file stays.
accepts() {
  put "$2" "$3"
  expect 0 "$1" "$2 holds $3"
}

put .clang-format 'BasedOnStyle: Google\n'
accepts includes sim/simgrid_engine.cpp '#include <simgrid/s4u.hpp>\n'
accepts includes sim/yaml_parser.cpp '#include <yaml-cpp/yaml.h>\n'
accepts includes models/state.cpp '#include <vector>\n\n#include "sim/time.hpp"\n'
refuses includes sim/other.cpp '#include <simgrid/s4u.hpp>\n'
refuses includes tests/unit/a_test.cpp '#include <xbt/log.h>\n'
refuses includes models/a.cpp '#include <yaml-cpp/yaml.h>\n'
refuses includes sim/a.hpp '#  include "models/state.hpp"\n'
refuses includes models/a.hpp '#include "tools/buildout/run.hpp"\n'
refuses includes models/a.hpp '#include <fstream>\n'
refuses includes models/a.hpp '#include <filesystem>\n'
refuses includes tools/a.cpp '#include "tests/support/a.hpp"\n'

accepts clocks sim/progress.hpp 'using Clock = std::chrono::steady_clock;\n'
accepts clocks tools/a.cpp 'auto t = std::chrono::system_clock::now();\n'
refuses clocks models/a.cpp 'auto t = std::chrono::system_clock::now();\n'
refuses clocks sim/a.cpp 'std::random_device seed;\n'
refuses clocks sim/a.cpp 'int i = rand();\n'

accepts words sim/a.cpp '// brackets, tracks and operand(s)\n'
accepts words models/a.hpp 'struct Rack {};\n'
refuses words sim/b.cpp '// the Rack\n'
refuses words sim/b.cpp 'int rack_count;\n'
refuses words sim/b.cpp 'struct RackState {};\n'
refuses words sim/b.cpp 'int GPUs;\n'
refuses words tests/unit/sim/b_test.cpp '// a tranche\n'
refuses words tests/engine/b_test.cpp '// contracts\n'

accepts format sim/c.hpp 'int a();\n'
refuses format sim/d.hpp 'int   a( );\n'

# shellcheck disable=SC2016  # the text of the scripts is not to be expanded here
accepts shell tools/a.sh '#!/bin/bash\necho "$1"\n'
# shellcheck disable=SC2016
refuses shell tools/b.sh '#!/bin/bash\necho $1\n'

accepts sizes scenarios/a.csv 'a\n'
head -c 1048576 /dev/zero > "$scratch/exact.bin"
expect 0 sizes 'a file of exactly 1 MiB'
head -c 1048577 /dev/zero > "$scratch/larger.bin"
expect 1 sizes 'a file of one byte more than 1 MiB'
rm -- "$scratch/exact.bin" "$scratch/larger.bin"

accepts whitespace docs/a.md 'text\n'
accepts whitespace tests/errors/a/scenario.yaml 'a: 1 \n'
refuses whitespace docs/b.md 'text  \n'
refuses whitespace scenarios/b.yaml 'a: 1\t\n'
refuses whitespace scenarios/b.yaml 'a: 1\r\n'

accepts unfinished docs/c.md 'mktemp name-XX''XXXX\n'
refuses unfinished docs/d.md 'TO''DO: more\n'
refuses unfinished models/d.cpp '// FIX''ME\n'
refuses unfinished models/d.cpp '// a stub''\n'

put docs/methods/README.md '[a](a.md)\n'
accepts methods tests/unit/models/m_test.cpp 'TEST_CASE("a rule holds: always", "[m]") {}\nTEST_CASE(\n    "so long", "[m]") {}\n'
accepts methods docs/methods/a.md 'See models/site/a.hpp.\n- "a rule holds: always"\n- "so long"\n'
accepts methods models/site/a.hpp 'int a();\n'
refuses methods docs/methods/a.md 'See models/site/a.hpp.\n- "a rule holds"\n'
accepts methods docs/methods/a.md 'See models/site/a.hpp.\n- "a rule holds: always"\n'
refuses methods models/site/b.hpp 'int b();\n'
put docs/methods/README.md '[a](a.md), [b](b.md)\n'
refuses methods docs/methods/b.md 'It names no test.\n'
refuses methods docs/methods/c.md 'It is not listed.\n- "so long"\n'

expect 64 nonsense 'a rule that does not exist'

[ "$failures" -eq 0 ] || exit 1
echo 'every rule accepts and refuses as it should'
