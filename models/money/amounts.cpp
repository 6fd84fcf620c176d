#include "models/money/amounts.hpp"

#include <algorithm>
#include <cmath>

namespace models {

namespace {

Cents whole_cents(double cents) { return static_cast<Cents>(std::floor(cents + 0.5)); }

}  // namespace

Cents written_off(Cents cost, std::int64_t months, std::int64_t life) {
  if (cost < 0) return -written_off(-cost, months, life);
  const std::int64_t halves = 2 * life, passed = std::min(2 * months + 1, halves);
  // cost x passed may pass 2^63; whole multiples of `halves` are apart from the rest.
  return cost / halves * passed + (cost % halves * passed + life) / halves;
}

Cents power_cost(double kwh, MicroUsd per_megawatt_hour) {
  return whole_cents(kwh / 1000 * static_cast<double>(per_megawatt_hour) / static_cast<double>(micro_per_cent));
}

Cents cents_of(std::int64_t micro_usd) { return (micro_usd + micro_per_cent / 2) / micro_per_cent; }

Cents operators_part(Cents sales, double fee) { return whole_cents(static_cast<double>(sales) * fee); }

Cents rent(std::int64_t watt_hours, Cents per_megawatt_year) {
  const double megawatt_years = static_cast<double>(watt_hours) / 1e6 / static_cast<double>(sim::hours_per_year);
  return whole_cents(megawatt_years * static_cast<double>(per_megawatt_year));
}

Cents interest(const Loan& loan, std::span<const Draw> drawn, Hour until) {
  double cent_hours = 0;
  for (const Draw& draw : drawn) {
    const Hour hours = std::min(until, loan.repaid) - std::max<Hour>(draw.at, 0);
    if (hours > 0) cent_hours += static_cast<double>(draw.amount) * static_cast<double>(hours);
  }
  return whole_cents(cent_hours * loan.interest / static_cast<double>(sim::hours_per_year));
}

}  // namespace models
