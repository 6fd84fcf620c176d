#!/bin/bash
# Dates, slack and the critical path of V020 from tasks.csv, in weeks from the first hour of the horizon.
set -eu
hours() { echo $(($(date -u -d "$1" +%s) / 3600)); }
begin=$(hours 2026-01-05T00:00Z)
tail -n +2 "$1/tasks.csv" | sort -t, -k3,3 | while IFS=, read -r _ _ task _ _ start finish slack critical _; do
  echo "${task^^} $((($(hours "$start") - begin) / 168)) $((($(hours "$finish") - begin) / 168)) $((slack / 168)) $critical"
done | awk '
  $3 > last { last = $3 }
  { starts = starts " " $1 " " $2 }
  $4 > 0 { slacks = slacks " " $1 " " $4 }
  $5 == "true" { path = path (path == "" ? "" : "-") $1 }
  END {
    print "duration: " last " weeks"
    print "critical path: " path
    print "earliest starts:" starts
    print "slack in weeks, the rest 0:" slacks
  }'
