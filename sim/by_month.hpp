#pragma once
// A number that may differ by calendar month: one number, or { monthly: [January, ..., December] }.

#include <array>

#include "sim/describe.hpp"

namespace sim {

struct ByMonth {
  std::array<double, 12> of_month{};
  bool varies = false;  // written month by month
  double mean() const;  // of the twelve, months counting alike
  double largest() const;
};

Value<ByMonth> by_month(const Value<double>& number);

}  // namespace sim
