#!/bin/bash
# One shard of a study in each task of a job array: sbatch --array=1-16 shards.sh STUDY.yaml FOLDER
#
# Requeued, or submitted again, it runs what is not done yet; a shard that is finished ends at once.
#SBATCH --job-name=buildout-shards
#SBATCH --array=1-16
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --time=02:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=buildout-shards-%A-%a.log
set -eu

# exec: then Slurm's signals reach the program itself, which keeps what is done and exits with 75.
exec "${BUILDOUT:-buildout}" sweep run "${1:?a study}" -o "${2:?a folder}" --shard auto --jobs "${SLURM_CPUS_PER_TASK:-1}"
