#!/bin/bash
# Racks of each order of V041 that the line made in its first day, from events.csv.
set -eu
awk -F, '$3 == "units_made" && $1 == "2026-01-02T00:00Z" { printf "%s: %d racks\n", $4, $5 }' "$1/events.csv"
