#!/bin/bash
# Days and hours between dates of V120 from service.csv (one GPU is needed in each hour), dates from tasks.csv.
set -eu
tail -n +2 "$1/service.csv" | awk -F, '{ days[$2]++; hours[$2] += $6 } END { for (c in days) print c ": " days[c] " days, " hours[c] " h" }' | sort
tail -n +2 "$1/tasks.csv" | while IFS=, read -r _ hall _ _ _ start finish _; do
  echo "${hall#site.}: ${start%%T*} to ${finish%%T*}"
done
