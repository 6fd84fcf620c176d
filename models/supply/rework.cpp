#include "models/supply/rework.hpp"

#include <cmath>

#include "models/rounding.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

// A number that is meant to be whole may be off by as much as doubles are.
constexpr double counting_tolerance = 1e-6;  // of one

std::int64_t rounded_down(double amount) { return static_cast<std::int64_t>(std::floor(amount + counting_tolerance)); }

}  // namespace

double good_share(double yield, double rework) { return yield / (1 - rework * (1 - yield)); }

std::int64_t started_for(std::int64_t good, double yield, double rework) {
  EXPECTS(good >= 1 && yield > 0 && yield <= 1 && rework >= 0 && rework <= 1);
  return rounded_up(static_cast<double>(good) / good_share(yield, rework));
}

std::int64_t reworked_of(std::int64_t started, double yield, double rework) {
  const double again = rework * (1 - yield);
  return rounded_up(static_cast<double>(started) * again / (1 - again));
}

Outcome outcome_of(std::int64_t passes, double yield, double rework) {
  const auto all = static_cast<double>(passes);
  return {rounded_down(all * (1 - rework * (1 - yield))), rounded_down(all * yield)};
}

Losses losses_of(std::int64_t good, double yield, double rework) {
  const double failed = static_cast<double>(good) * (1 - yield) / yield;
  return {rounded_down(failed * (1 - rework)), rounded_down(failed * rework)};
}

}  // namespace models
