#pragma once
// What clauses come to: pure rules over hours, accelerator-hours and cents. Methods: clauses.
//
// The value of a tranche is its price times its accelerators times the hours of its term. Sums of money grow with whole
// accelerator-hours and are rounded to the nearest cent, half up, as a whole: what is paid in a month is the difference
// of two such sums, so that months add up to the sum of the term.

#include <span>

#include "models/scenario.hpp"

namespace models {

// The end of a tranche that is due at `due`: its term later, or the date that is written.
Hour end_of_tranche(const Scenario& scenario, const Tranche& tranche, Hour due);

// `price` [1e-6 USD per accelerator-hour, >= 0] of so many accelerator-hours (>= 0) [cents].
Cents fee_of(MicroUsd price, std::int64_t accelerator_hours);

// The same of what a contract is about: accelerator-hours, or kWh of critical IT at its price of a MW-year of 8,760 h.
Cents fee_of(const Contract& contract, std::int64_t hours);

// Price x accelerators (or kW) x hours of the term [cents]. The tranche has an end.
Cents value_of(const Scenario& scenario, const Tranche& tranche);

// What is paid before a tranche serves [cents].
Cents prepaid_for(const Scenario& scenario, const Tranche& tranche, const Prepayment& clause);

// What has been credited for `missing` accelerator-hours since the grace period ended [cents]: each accelerator that is
// missing for an hour costs `per_hour` of the value of one accelerator; at most the cap.
Cents delay_credit_for(const Scenario& scenario, const Tranche& tranche, const DelayCredit& clause,
                       std::int64_t missing);

// The share of the month's fee that is paid back for `supplied` of `needed` accelerator-hours; 0 where the lowest level
// agreed was kept, or nothing was needed.
double service_credit_share(std::span<const ServiceCredit> levels, std::int64_t needed, std::int64_t supplied);

// Accelerator-hours that are to be paid for though they were not used, of `supplied` with `used` (<= supplied).
std::int64_t unused_but_owed(const TakeOrPay& clause, std::int64_t supplied, std::int64_t used);

// Hours by which the end of a tranche moves to make `missing` accelerator-hours good, rounded up.
Hour hours_to_make_good(std::int64_t accelerators, std::int64_t missing);

}  // namespace models
