#!/bin/bash
# Books close, as a reader of the files would check it: every row of service.csv against shortfall.csv, every date of units.csv against what
# was ordered; and in every scenario of the library what is missing by tranche, cash by both sides, income against cash, and fees
# against what was supplied.
#
#   books_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

for name in tutorial reference reference_failures reference_flexible; do
  code 0 "$name" run "$root/scenarios/$name.yaml" -q -o "$name" --check-every-hour

  # needed = supplied + shortfall = supplied + the sum of the causes, per date, contract and tranche.
  awk -F, '
    FNR == 1 { next }
    FILENAME ~ /shortfall/ { causes[$1 "," $2 "," $3] += $NF; ++rows; if ($NF <= 0) { print "a cause of " $NF ": " $0; bad = 1 }; next }
    {
      key = $1 "," $2 "," $3
      ++tranches
      if ($6 != $7 + $8) { print "needed is not supplied + shortfall: " $0; bad = 1 }
      if ($8 != causes[key] + 0) { print "causes sum to " causes[key] + 0 ": " $0; bad = 1 }
      if ($7 < 0 || $8 < 0) { print "negative: " $0; bad = 1 }
      delete causes[key]
    }
    END {
      for (key in causes) { print "causes of no tranche: " key; bad = 1 }
      if (rows < 4 || tranches < 100) { print "too little to check: " rows " and " tranches " rows"; bad = 1 }
      exit bad
    }' "$name/shortfall.csv" "$name/service.csv" >../found || fail "$name: $(head -n 5 ../found)"

  # Sum over all states = opening stock + ordered so far.
  opening=$(awk '
    /^ *installed:/ { match($0, /^ */); at = RLENGTH; inside = 1; if ($2 == "{" || $2 ~ /^{/) print "flow" > "/dev/stderr"; next }
    { match($0, /^ */); if (inside && RLENGTH <= at) inside = 0 }
    inside { sum += $2 }
    END { print sum + 0 }' "$name/scenario.resolved.yaml")
  awk -F, -v opening="$opening" '
    FNR == 1 { next }
    FILENAME ~ /events/ { if ($3 == "lot_ordered") ordered[substr($1, 1, 10)] += $5; next }
    { if ($1 != last) dates[++n] = last = $1; units[$1] += $NF }
    END {
      sum = opening
      for (d in ordered) all += ordered[d]
      for (i = 1; i <= n; ++i) {
        sum += ordered[dates[i]]
        if (units[dates[i]] != sum) { print dates[i] ": " units[dates[i]] " units, " sum " ordered with the opening stock"; exit 1 }
      }
      if (sum != opening + all || all == 0) { print "ordered " all ", of which seen " sum - opening; exit 1 }
    }' "$name/events.csv" "$name/units.csv" >../found || fail "$name: $(head -n 5 ../found)"

  # contracts.csv has the sums of service.csv.
  awk -F, '
    FNR == 1 { next }
    FILENAME ~ /service/ { needed[$2 "," $3] += $6; short[$2 "," $3] += $8; next }
    {
      if ($12 != needed[$1 "," $2] + 0 || $13 != short[$1 "," $2] + 0) { print "service.csv sums to something else: " $0; bad = 1 }
    }
    END { exit bad }' "$name/service.csv" "$name/contracts.csv" >../found || fail "$name: $(head -n 5 ../found)"

  # Every payment of cash.csv stands there twice, once for either side.
  awk -F, '
    FNR == 1 { next }
    { sum[$1] += $6; both[$1 "," ($2 < $3 ? $2 "," $3 : $3 "," $2) "," $4 "," $5] += $6 }
    END {
      for (quarter in sum) if (sum[quarter] != 0) { print quarter " sums to " sum[quarter]; bad = 1 }
      for (key in both) if (both[key] != 0) { print key ": one side of " both[key]; bad = 1 }
      exit bad
    }' "$name/cash.csv" >../found || fail "$name: $(head -n 5 ../found)"

  # Every file named in the manifest is there, with as many rows as it says.
  sed -n 's/.*"name": "\(.*\.csv\)".*/\1/p' "$name/manifest.json" >../names
  [ "$(find "$name" -name "*.csv" | wc -l)" = "$(wc -l <../names)" ] || fail "$name: the manifest does not list every table"
  while read -r file; do
    rows=$(sed -n "/\"name\": \"$file\"/,/}/s/.*\"rows\": \([0-9]*\).*/\1/p" "$name/manifest.json")
    [ "$(wc -l <"$name/$file")" = $((rows + 1)) ] || fail "$name/$file: not the $rows rows of the manifest"
  done <../names
done

mkdir library
for scenario in "$root"/scenarios/*.yaml; do
  name=$(basename "$scenario" .yaml)
  grep -q '^base:' "$scenario" && continue # a study
  code 0 "$name" run "$scenario" -q -o "library/$name" --set report.step=month

  # Causes sum to what is missing, of accelerators and of power; contracts.csv has the sums.
  awk -F, '
    FNR == 1 { next }
    FILENAME ~ /shortfall/ { causes[$1 "," $2 "," $3] += $NF; next }
    FILENAME ~ /service/ {
      key = $1 "," $2 "," $3
      if ($6 != $7 + $8 || $8 != causes[key] + 0) { print "does not close: " $0; bad = 1 }
      delete causes[key]
      needed[$2 "," $3] += $6
      short[$2 "," $3] += $8
      next
    }
    {
      key = $1 "," $2
      if ($12 + $15 != needed[key] + 0 || $13 + $16 != short[key] + 0) { print "sums to something else: " $0; bad = 1 }
    }
    END {
      for (key in causes) { print "causes of no tranche: " key; bad = 1 }
      exit bad
    }' "library/$name/shortfall.csv" "library/$name/service.csv" "library/$name/contracts.csv" >../found ||
    fail "$name: $(head -n 5 ../found)"

  # Cash stands there for both sides; income is cash, but for what is no income, and for depreciation, which is no cash.
  awk -F, '
    FNR == 1 { next }
    FILENAME ~ /income/ { if ($3 != "depreciation") income[$1 "," $2 "," $3] += $4; next }
    { quarter[$1] += $6; if ($2 != "outside") cash[$1 "," $2 "," $4] += $6 }
    END {
      for (q in quarter) if (quarter[q] != 0) { print q ": sums to " quarter[q] " cents"; bad = 1 }
      for (key in income) if (income[key] != cash[key]) { print key ": income of " income[key] ", cash of " cash[key] " cents"; bad = 1 }
      exit bad
    }' "library/$name/income.csv" "library/$name/cash.csv" >../found || fail "$name: $(head -n 5 ../found)"

  # Fees of a contract with a price for an accelerator-hour: what was supplied times that, to a cent for each month and tranche.
  awk -F, '
    FILENAME ~ /yaml/ {
      match($0, /^ */)
      if (RLENGTH == 0) section = $1
      if (section == "contracts:" && RLENGTH == 2) { contract = $1; gsub(/[ :]/, "", contract); inside = 0 }
      if (section == "contracts:" && RLENGTH == 4) inside = $0 ~ /^    price:/
      if (inside && match($0, /[0-9.]+ USD\/GPU-h/)) {
        if (!(contract in price)) price[contract] = substr($0, RSTART, RLENGTH) + 0
      }
      next
    }
    FNR == 1 { next }
    FILENAME ~ /service/ { supplied[$2] += $7; ++rows[$2]; next }
    $4 == "fee" && $6 > 0 { fees[$5] += $6 }
    END {
      for (contract in price) {
        apart = fees[contract] - supplied[contract] * price[contract] * 100
        if (apart > rows[contract] || -apart > rows[contract]) {
          print contract ": fees of " fees[contract] " cents, " supplied[contract] " GPU-hours at " price[contract] " USD"
          bad = 1
        }
        ++seen
      }
      exit bad
    }' "library/$name/scenario.resolved.yaml" "library/$name/service.csv" "library/$name/cash.csv" >../found ||
    fail "$name: $(head -n 5 ../found)"
done
finish
