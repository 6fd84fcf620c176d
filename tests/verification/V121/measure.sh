#!/bin/bash
# The last day worked of V121, from tasks.csv: the day that ends when the stage is finished.
set -eu
tail -n +2 "$1/tasks.csv" | while IFS=, read -r _ hall _ _ _ _ finish _; do
  echo "${hall#site.} holidays: $(date -u -d "$finish 1 hour ago" +%F)"
done
