#!/bin/bash
# A study on a Slurm cluster: a real slurmctld with two nodes on this machine, all its files in the scratch folder. The merged results are those of
# one process, also after a shard was cut off and a node went down. Needs root, slurmctld, slurmd and munge; skipped (77) where they are missing.
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

skip() {
  echo "skipped: $1"
  exit 77
}
[ "$(id -u)" = 0 ] || skip "the daemons of Slurm are started as root"
for tool in slurmctld slurmd munged sbatch scontrol squeue; do
  command -v "$tool" >/dev/null || skip "$tool is not installed"
done
id munge >/dev/null 2>&1 || skip "there is no user munge"
"$program" sweep --help >/dev/null 2>&1 || skip "this program has no sweep"

cluster=$scratch/cluster
daemons=()
# shellcheck disable=SC2317
stop_cluster() {
  local daemon
  for daemon in "${daemons[@]}"; do kill "$daemon" 2>/dev/null; done
  for daemon in "${daemons[@]}"; do wait "$daemon" 2>/dev/null; done
  rm -rf "$scratch"
}
trap stop_cluster EXIT

port() {  # one that nobody listens on
  local number
  while number=$((20000 + RANDOM % 20000)); (exec 3<>"/dev/tcp/127.0.0.1/$number") 2>/dev/null; do :; done
  echo "$number"
}

start_cluster() {
  local host node
  host=$(hostname -s)
  chmod 755 "$scratch"
  mkdir -p "$cluster"/{munge,state,spool.n1,spool.n2,socket}
  chmod 755 "$cluster" "$cluster/socket"
  head -c 1024 /dev/urandom >"$cluster/munge/munge.key"
  chown -R munge "$cluster/munge" "$cluster/socket"
  chmod 700 "$cluster/munge"
  chmod 600 "$cluster/munge/munge.key"
  setpriv --reuid=munge --clear-groups munged --foreground --key-file="$cluster/munge/munge.key" --socket="$cluster/socket/munge" \
    --pid-file="$cluster/munge/munged.pid" --log-file="$cluster/munge/munged.log" --seed-file="$cluster/munge/munged.seed" >../munged 2>&1 &
  daemons+=($!)
  cat >"$cluster/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(port)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$cluster/socket/munge
CredType=cred/munge
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool.%n
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.%n.pid
SlurmctldLogFile=$cluster/slurmctld.log
SlurmdLogFile=$cluster/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,bf_interval=2
MpiDefault=none
ReturnToService=2
SlurmdTimeout=30
KillWait=5
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$(port) CPUs=2
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$(port) CPUs=2
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF=$cluster/slurm.conf
  for _ in $(seq 100); do
    [ -S "$cluster/socket/munge" ] && break
    sleep 0.1
  done
  slurmctld -D >../slurmctld 2>&1 &
  daemons+=($!)
  for node in n1 n2; do
    slurmd -D -N "$node" >"../slurmd.$node" 2>&1 &
    daemons+=($!)
  done
  for _ in $(seq 300); do
    [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ] && return
    sleep 0.1
  done
  skip "Slurm does not start here: $(tail -n 1 "$cluster/slurmctld.log" 2>/dev/null)"
}

ended() {  # JOB: waits until Slurm has nothing left to do for it
  for _ in $(seq 600); do
    [ -z "$(squeue -h -j "$1" -o %i 2>/dev/null)" ] && return
    sleep 0.1
  done
  fail "job $1 does not end: $(squeue -h -j "$1" -o '%i %T %r')"
}

start_cluster
cp "$root/scenarios/tutorial.yaml" base.yaml
cat >study.yaml <<STUDY
schema: 1
id: crews
base: base.yaml
seed: 7
axes:
  crew: { path: sites.riverside.resources.install_crew.count, values: [1, 2, 3, 4, 5, 6, 7, 8] }
design: grid
monte_carlo: { replicates: 4 }
STUDY
export BUILDOUT=$program

code 0 "in one process" sweep study.yaml -o alone

# Three shards in an array, and the merge that waits for them.
merge=$("$root/tools/slurm/submit.sh" study.yaml array 3 --cpus-per-task=1) || fail "submit.sh"
ended "$merge"
same alone array "an array of three"
[ -e array.work ] && fail "the working folder is still there"

# A shard that is missing is named, and the next submission runs no more than that.
code 0 "shard 2/3" sweep run study.yaml -o gap --shard 2/3
merge=$(sbatch --parsable "$root/tools/slurm/merge.sh" "$PWD/study.yaml" "$PWD/gap")
ended "$merge"
grep -q '1/3' "buildout-merge-$merge.log" || fail "the missing shard is not named: $(cat "buildout-merge-$merge.log")"
[ -e gap ] && fail "results with a gap have appeared"
merge=$("$root/tools/slurm/submit.sh" study.yaml gap 3 --cpus-per-task=1)
ended "$merge"
same alone gap "after a gap"

# srun in an allocation: two ranks.
srun -n 2 "$program" sweep run "$PWD/study.yaml" -o "$PWD/ranks" --shard auto 2>../err || fail "srun: $(cat ../err)"
code 0 "merge of ranks" sweep merge study.yaml -o ranks
same alone ranks "two ranks"

finish
