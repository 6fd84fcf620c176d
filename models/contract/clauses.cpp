#include "models/contract/clauses.hpp"

#include <algorithm>
#include <cmath>

#include "models/rounding.hpp"

namespace models {

namespace {

Cents whole_cents(double cents) { return static_cast<Cents>(std::floor(cents + 0.5)); }

}  // namespace

Hour end_of_tranche(const Scenario& scenario, const Tranche& tranche, Hour due) {
  if (tranche.term.is_none()) return tranche.end;
  return sim::hours_between(scenario.start, sim::after(scenario.start + std::chrono::hours{due}, tranche.term));
}

Cents fee_of(MicroUsd price, std::int64_t accelerator_hours) {
  // price x hours may pass 2^63; the whole cents of a price are apart from the rest.
  const std::int64_t cents = price / micro_per_cent, rest = price % micro_per_cent;
  return cents * accelerator_hours + (rest * accelerator_hours + micro_per_cent / 2) / micro_per_cent;
}

Cents fee_of(const Contract& contract, std::int64_t hours) {
  if (!contract.is_capacity()) return fee_of(contract.price, hours);
  const double megawatt_years = static_cast<double>(hours) / 1000 / static_cast<double>(sim::hours_per_year);
  return whole_cents(megawatt_years * static_cast<double>(contract.per_megawatt_year));
}

Cents value_of(const Scenario& scenario, const Tranche& tranche) {
  const Hour hours = end_of_tranche(scenario, tranche, tranche.due) - tranche.due;
  return fee_of(scenario.contracts[tranche.contract], tranche.accelerators * hours);
}

Cents prepaid_for(const Scenario& scenario, const Tranche& tranche, const Prepayment& clause) {
  return whole_cents(static_cast<double>(value_of(scenario, tranche)) * clause.share);
}

Cents delay_credit_for(const Scenario& scenario, const Tranche& tranche, const DelayCredit& clause,
                       std::int64_t missing) {
  const auto value = static_cast<double>(value_of(scenario, tranche));
  const double part = static_cast<double>(missing) / static_cast<double>(tranche.accelerators) * clause.per_hour;
  return whole_cents(value * std::min(part, clause.cap));
}

double service_credit_share(std::span<const ServiceCredit> levels, std::int64_t needed, std::int64_t supplied) {
  constexpr std::int64_t million = 1'000'000;
  for (const ServiceCredit& level : levels) {
    if (supplied * million < level.availability_ppm * needed) return level.share;
  }
  return 0;
}

std::int64_t unused_but_owed(const TakeOrPay& clause, std::int64_t supplied, std::int64_t used) {
  return std::max<std::int64_t>(whole_part(static_cast<double>(supplied) * clause.share) - used, 0);
}

Hour hours_to_make_good(std::int64_t accelerators, std::int64_t missing) {
  return divide_rounding_up(missing, accelerators);
}

}  // namespace models
