#!/bin/bash
# Exit codes, where words go, and what is left behind.
#
#   exit_codes_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"
tutorial=$root/scenarios/tutorial.yaml

# 64: the command line. Nothing on standard output, nothing written.
wrong() {
  code 64 "$*" "$@"
  silent_out "$*"
  [ -s ../err ] || fail "$*: no word of why"
  nothing_here "$*"
}
wrong
wrong rnu "$tutorial" -o x
says 'did you mean "run"' "a misspelt command"
wrong run
wrong run "$tutorial"
wrong run "$tutorial" -o
wrong run "$tutorial" -o x --fast
wrong run "$tutorial" -o x --set
wrong run "$tutorial" -o x --cfg=plugin:host_energy
wrong run "$tutorial" "$tutorial" -o x
wrong validate
wrong schema --reference everything
wrong explain no_such_thing

# 66: no such input.
for file in missing.yaml "$root/scenarios" /dev/zero; do
  for command in "validate $file" "run $file -o x"; do
    # shellcheck disable=SC2086
    code 66 "$command" $command
    silent_out "$command"
    says "$file" "$command"
    nothing_here "$command"
  done
done

# A pipe that nobody writes to is not waited for.
mkfifo ../pipe
code 66 "a pipe as scenario" run ../pipe -o x
says "special file" "a pipe as scenario"
nothing_here "a pipe as scenario"

# 65: a wrong scenario.
printf 'schema: 1\n' >../wrong.yaml
code 65 "wrong scenario" run ../wrong.yaml -o x
silent_out "wrong scenario"
nothing_here "wrong scenario"

# 73: the result folder cannot be made. Said before anything is simulated.
mkdir there && echo precious >there/notes.txt
code 73 "folder exists" run "$tutorial" -o there
says --force "folder exists"
silent_out "folder exists"
[ "$(ls -A there)" = notes.txt ] || fail "folder exists: was touched"
touch file
code 73 "a file is there" run "$tutorial" -o file
code 73 "a part of the path is a file" run "$tutorial" -o file/results
code 73 "no such folder" run "$tutorial" -o no/such/folder
[ "$(ls -A)" = "file
there" ] || fail "73: left behind: $(ls -A)"
rm -r file there

# The output is not the input.
cp "$tutorial" scenario.yaml
code 64 "output is input" run scenario.yaml -o scenario.yaml --force
cmp -s "$tutorial" scenario.yaml || fail "the scenario was destroyed"
code 64 "output holds input" run "$PWD/scenario.yaml" -o "$PWD" --force
cmp -s "$tutorial" scenario.yaml || fail "the scenario's folder was replaced"
rm scenario.yaml

# 74: standard output cannot be written; what was asked for as files is there and whole.
for command in "validate $tutorial" schema init --help --version explain "explain crew" "explain make_good" "run $tutorial -o full"; do
  # shellcheck disable=SC2086
  "$program" $command >/dev/full 2>../err
  got=$?
  [ "$got" = 74 ] || fail "$command >/dev/full: exit code $got instead of 74"
  says "No space left" "$command >/dev/full"
done
[ -f full/manifest.json ] || fail "run >/dev/full: the result folder is missing"
rm -rf full

# The same where it is closed; the tables never take its place.
"$program" run "$tutorial" -o closed >&- 2>../err
got=$?
[ "$got" = 74 ] || fail "standard output closed: exit code $got instead of 74"
code 0 "for comparison" run "$tutorial" -q -o open
diff -r -q closed open >/dev/null || fail "standard output closed: other bytes in the results"
rm -rf closed open

# A reader that leaves early ends the program without a word.
"$program" schema 2>../err | head -n 1 >/dev/null
got=${PIPESTATUS[0]}
[ "$got" = 141 ] || [ "$got" = 0 ] || fail "schema | head: exit code $got"
silent_err "schema | head"

# 0: help and version on standard output, by no scenario.
for command in --help --version "run --help" schema init explain; do
  # shellcheck disable=SC2086
  code 0 "$command" $command
  silent_err "$command"
  [ -s ../out ] || fail "$command: says nothing"
  nothing_here "$command"
done

# What init prints is right.
"$program" init >../start.yaml
code 0 "the starter scenario" validate ../start.yaml
silent_err "the starter scenario"
finish
