#!/usr/bin/env bash
# Runs a study on a Slurm cluster: tools/slurm/submit.sh STUDY.yaml FOLDER [SHARDS] [SBATCH OPTIONS...]
#
# Submits a job array of SHARDS shards (16) and a job that merges them when all have ended; prints the number of the latter.
# FOLDER must be on a file system that all nodes see. The program is `buildout` in the PATH of the nodes, or $BUILDOUT. Options go to
# both jobs: --partition=short --account=mine.
set -euo pipefail

study=${1:?usage: submit.sh STUDY.yaml FOLDER [SHARDS] [SBATCH OPTIONS...]}
folder=${2:?usage: submit.sh STUDY.yaml FOLDER [SHARDS] [SBATCH OPTIONS...]}
shift 2
shards=16
if [[ ${1-} =~ ^[0-9]+$ ]]; then
  shards=$1
  shift
fi
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
study=$(realpath -- "$study")
folder=$(realpath -m -- "$folder")

array=$(sbatch --parsable --array="1-$shards" "$@" "$here/shards.sh" "$study" "$folder")
sbatch --parsable --dependency="afterany:${array%%;*}" "$@" "$here/merge.sh" "$study" "$folder"
