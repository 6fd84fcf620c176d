#!/bin/bash
# Studies: same bytes whatever the number of workers, shards or interruptions; what is wrong is refused by name.
#
#   sweep_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

cp "$root/scenarios/tutorial.yaml" .
cat >uncertain.yaml <<'E2'
extends: tutorial.yaml
id: uncertain
report: { step: month }
sites:
  riverside:
    halls: { b: { ready: { value: 2026-06-15, triangular: [2026-05-01, 2026-06-15, 2026-09-01] } } }
uncertainty:
  drivers:
    acceptance: { law: { uniform: [0.8, 1.6] }, multiplies: [sites.*.bring_up.acceptance.duration] }
E2
cat >study.yaml <<'E2'
schema: 1
id: study
base: uncertain.yaml
seed: 7
variants:
  plan: {}
  crews: { set: { sites.riverside.resources.install_crew.count: 8 } }
axes:
  made: { path: suppliers.odm.lines.nvl72.capacity, factors: [100 %, 50 %] }
monte_carlo: { replicates: 20 }
E2
sed -i 's/  made: .*/  hall_a: { path: sites.riverside.halls.a.ready, values: [2026-03-01, 2026-04-01] }/' study.yaml

code 0 "one worker" sweep study.yaml -q -o one --jobs 1
silent_err "one worker"
[ -e one.work ] && fail "the working folder is still there"
[ "$(wc -l <one/points.csv)" = 5 ] || fail "points.csv has not 4 points"
[ "$(wc -l <one/replicates.csv)" = 81 ] || fail "replicates.csv has not 80 runs"
sed -n 2p one/points.csv | grep -q ',plan,2026-03-01,20,0,' || fail "the plan is not first: $(sed -n 2p one/points.csv)"
for jobs in 2 8; do
  code 0 "$jobs workers" sweep study.yaml -q -o "jobs$jobs" --jobs $jobs
  same one "jobs$jobs" "$jobs workers"
done

# From another folder, and by another path: the same study.
mkdir -p elsewhere
(cd elsewhere && "$program" sweep run ../study.yaml -q -o ../moved --shard 1/2 && "$program" sweep run "$PWD/../study.yaml" -q -o ../moved --shard 2/2) ||
  fail "shards from elsewhere"
code 0 "merge of shards from elsewhere" sweep merge study.yaml -q -o moved
same one moved "shards from elsewhere"

# A point is itself whatever stands beside it.
sed 's/values: .*/values: [2026-03-01] }/' study.yaml >fewer.yaml
code 0 "fewer points" sweep fewer.yaml -q -o fewer
for id in $(tail -n +2 fewer/points.csv | cut -d, -f1); do
  grep "^$id," one/dates.csv >../a
  grep "^$id," fewer/dates.csv >../b
  cmp -s ../a ../b || fail "point $id differs where others are left out"
done

for shards in 1 3 16; do
  for i in $(seq 1 $shards); do
    code 0 "shard $i/$shards" sweep run study.yaml -q -o "shards$shards" --shard "$i/$shards" --jobs 1
  done
  code 0 "merge of $shards" sweep merge study.yaml -q -o "shards$shards"
  same one "shards$shards" "$shards shards"
done
code 0 "shard 1/3 alone" sweep run study.yaml -q -o alone --shard 1/3
code 75 "a merge with gaps" sweep merge study.yaml -q -o alone
says "missing" "a merge with gaps"
[ -e alone ] && fail "a merge with gaps left a result"

# Killed at some moments and begun again: nothing is lost.
for delay in 0.05 0.1 0.2 0.3 0.4; do
  timeout -s KILL $delay "$program" sweep study.yaml -q -o killed --jobs 2 >../out 2>../err
  [ -e killed ] && break
done
[ -e killed ] || code 0 "resumed" sweep study.yaml -q -o killed --jobs 2
same one killed "killed and resumed"

# Another seed is another study.
code 0 "shard of seed 7" sweep run study.yaml -q -o reseeded --shard 1/2
sed -i 's/^seed: 7/seed: 8/' study.yaml
code 65 "another seed" sweep run study.yaml -q -o reseeded --shard 2/2
says "seed" "another seed"
sed -i 's/^seed: 8/seed: 7/' study.yaml

# A run that its draws make impossible is a row; the others go on.
sed 's/uniform: \[0.8, 1.6\]/uniform: [0.8, 1.6]/; s/^id: uncertain/id: impossible/' uncertain.yaml >impossible.yaml
cat >>impossible.yaml <<'E2'
    late_end: { delay: { uniform: [0 d, 400 d] }, delays: [contracts.bigco_2026.tranches.all.due] }
E2
sed 's/uncertain.yaml/impossible.yaml/; /^variants/,$d' study.yaml >failing.yaml
cat >>failing.yaml <<'E2'
monte_carlo: { replicates: 20 }
E2
sed -i 's/^id: impossible/id: impossible\ncontracts: { bigco_2026: { tranches: { all: { end: 2026-12-31 } } } }/' impossible.yaml
code 70 "a study in which runs fail" sweep failing.yaml -q -o failing
says "runs failed" "a study in which runs fail"
grep -q ',failed,' failing/replicates.csv || fail "no run failed"
grep -q ',done,' failing/replicates.csv || fail "no run was done"

wrong() {
  local what=$1 expected=$2
  code 65 "$what" sweep wrong.yaml -o wrong
  says "$expected" "$what"
  [ -e wrong ] || [ -e wrong.work ] && fail "$what: left something behind"
}
sed 's/halls.a.ready/halls.z.ready/' study.yaml >wrong.yaml && wrong "a path that does not exist" 'names nothing that exists; got "z"'
sed 's/values: .*/values: [] }/' study.yaml >wrong.yaml && wrong "an empty axis" "has no values"
sed 's/replicates: 20/replicates: 0/' study.yaml >wrong.yaml && wrong "no replicates" "at least 1"
sed 's/replicates: 20/replicates: 1e12/' study.yaml >wrong.yaml && wrong "10^12 replicates" "4e+12 runs, about 2.31e+06 days"
sed 's/values: .*/values: [2026-03-01, 2026-03-01] }/' study.yaml >wrong.yaml && wrong "a point twice" "make a point twice"
echo 'track: [world.live_gpu]' | cat study.yaml - >wrong.yaml && wrong "an unknown series" 'did you mean "world.live_gpus"?'
code 66 "no such study" sweep none.yaml -o wrong
code 64 "a shard beyond" sweep run study.yaml -o wrong --shard 4/3
finish
