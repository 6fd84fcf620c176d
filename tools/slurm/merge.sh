#!/bin/bash
# The results from all shards: sbatch --dependency=afterany:JOB merge.sh STUDY.yaml FOLDER
#
# afterany and not afterok: a shard in which a run failed says so by its exit code, and its failure is a row of the results.
# What is missing is named here, with exit code 75; a job whose dependency can never be met would wait for ever, or vanish with exit code 0.
#SBATCH --job-name=buildout-merge
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --time=00:30:00
#SBATCH --output=buildout-merge-%j.log
set -eu

exec "${BUILDOUT:-buildout}" sweep merge "${1:?a study}" -o "${2:?a folder}"
