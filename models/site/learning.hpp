#pragma once
// Learning by doing: the n-th unit that a site takes through a step needs less time than the first.
//
//   T_n = T_1 x n^b, b = log2(rate): each doubling of the number of units multiplies the time by `rate`
//
// Source: Wright 1936, Factors affecting the cost of airplanes.

#include <cstdint>

#include "sim/time.hpp"

namespace models {

// T_n / T_1 for 0 < rate <= 1, n >= 1.
double learning_factor(double rate, std::int64_t n);

// T_n in whole hours, nearest, half up, for a first unit of `hours`; what is within 1e-9 h of a half counts as a half,
// so that no result hangs on the last bit of a power.
sim::Hour learned_length(double hours, double rate, std::int64_t n);

}  // namespace models
