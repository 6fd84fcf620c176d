#include "models/site/learning.hpp"

#include <cmath>

#include "models/time_law.hpp"
#include "sim/check.hpp"

namespace models {

double learning_factor(double rate, std::int64_t n) {
  EXPECTS(rate > 0 && rate <= 1 && n >= 1);
  return std::exp2(std::log2(rate) * std::log2(static_cast<double>(n)));
}

sim::Hour learned_length(double hours, double rate, std::int64_t n) {
  return whole_hours(hours * learning_factor(rate, n) + 1e-9);
}

}  // namespace models
