#!/bin/bash
# Each set of clauses in scenarios/catalog/terms.yaml, named by a contract, does what it says.
#
#   terms_test.sh PROGRAM ROOT
# shellcheck source=tests/cli/checks.sh
. "$(dirname "$0")/checks.sh"

mkdir catalog
cp "$root/scenarios/catalog/terms.yaml" catalog/
cat >deals.yaml <<'EOF'
extends: catalog/terms.yaml
schema: 1
id: deals
horizon: { from: 2026-01-01, until: 2026-12-31 }
report: { step: month }
systems: { red: { scale_unit: rack, gpus: 72, power: { nominal: 100 kW } } }
parties: { acme: {}, beta: {}, late: {}, bound: {}, tenant: {}, green: {} }
sites:
  north:
    operator: acme
    pue: 1.3
    power: { blocks: { grid: { kind: grid, contracted: 1 MW, energization: 2025-01-01, clean_share: 50 % } } }
    halls: { hall: { installed: { red: 3 racks } } }
  south: { operator: beta, halls: { hall: { installed: { red: 1 rack } } } }
contracts:
  a_iren: { provider: beta, customer: late, priority: 2, price: 3 USD/GPU-h, term: 1 y, terms: iren_microsoft,
            tranches: { t: { quantity: 144 GPU, due: 2026-03-31 } } }
  b_late: { provider: beta, customer: late, priority: 3, price: 3 USD/GPU-h, term: 1 y, terms: late_first_tranche_ends_the_order,
            tranches: { t1: { quantity: 72 GPU, due: 2026-03-31 }, t2: { quantity: 72 GPU, due: 2026-12-31 } } }
  c_bound: { provider: acme, customer: bound, terms: exclusive_then_first_refusal,
             tranches: { t: { quantity: 72 GPU, due: 2025-12-31, end: 2026-06-30 } } }
  d_next: { provider: beta, customer: bound, signed: 2026-04-01, tranches: { t: { quantity: 72 GPU, due: 2026-07-31 } } }
  e_cloud: { provider: acme, customer: tenant, price: 2 USD/GPU-h, terms: cloud_with_service_level,
             tranches: { t: { quantity: 72 GPU, due: 2025-12-31 } } }
  f_green: { provider: acme, customer: green, terms: clean_by_contract, tranches: { t: { quantity: 72 GPU, due: 2025-12-31 } } }
demand: { little: { customer: tenant, need: 10 GPU } }
events: { down: { date: 2026-05-01, target: parties.acme, outage: 2 d } }
EOF
code 0 deals run deals.yaml -q -o deals

happened() { # CONTRACT EVENT
  grep -q "^[^,]*,$1,[^,]*,$2," deals/contract_events.csv || fail "$1: no $2 in contract_events.csv"
}
paid() { # CONTRACT ACCOUNT
  grep -q ",$2,$1," deals/cash.csv || fail "$1: no $2 in cash.csv"
}
for event in prepaid grace_ended delay_credited terminated prepayment_refunded; do happened a_iren "$event"; done
grep -q '^2026-09-28T00:00Z,a_iren,t,terminated' deals/contract_events.csv || fail "a_iren does not end 180 days after 1 April"
for event in prepaid grace_ended terminated prepayment_refunded; do happened b_late "$event"; done
[ "$(grep -c ',b_late,t.,terminated,' deals/contract_events.csv)" = 2 ] || fail "b_late: not both tranches end with the first"
grep -q '^2026-06-30T00:00Z,b_late,t1,terminated' deals/contract_events.csv || fail "b_late does not end 90 days after 1 April"
for event in offered switching_began switching_ended; do happened d_next "$event"; done
paid c_bound switching
happened e_cloud service_missed
paid e_cloud service_credit
paid e_cloud take_or_pay
paid f_green obligation_penalty
grep -q ',f_green,clean_energy,0.9,0.5,.*,missed,' deals/obligations.csv || fail "f_green: half of its energy is clean"
grep -q ',f_green,pue,1.25,1.3,.*,missed,' deals/obligations.csv || fail "f_green: its PUE is 1.3"
mapfile -t all_terms < <(sed -n 's/^  \([a-z_]*\):.*/\1/p' catalog/terms.yaml)
for terms in "${all_terms[@]}"; do
  grep -q "terms: $terms" deals.yaml || fail "no contract here names the terms $terms"
done
finish
