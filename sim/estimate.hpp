#pragma once
// What a sample of independent cases says of a mean or a share, with its standard error. Pure.
// Methods: study_quantiles.
//
// A case may be +infinity: what never came. Errors are infinite where the sample says nothing of them.

#include <cstdint>
#include <span>

namespace sim {

struct Estimate {
  double value = 0;
  double error = 0;  // its standard error, at least 0
};

struct Interval {
  double low = 0;
  double high = 0;
};

// 95 % of the cases of a standard normal law lie within so much of 0.
inline constexpr double normal_95 = 1.959963984540054;

// The mean in two passes, and sd / sqrt(n), where sd is the root of the sum of squares over n - 1. At least one value;
// of one the error is infinite, and one infinite value makes both infinite.
Estimate mean_estimate(std::span<const double> values);

// The standard deviation, over n - 1; at least two values, all finite.
double standard_deviation(std::span<const double> values);

// Wilson's interval of a share of which `hits` of `count` cases were seen: 95 % of such intervals contain it. Unlike
// the plain one it has a width where all or none were hits. count >= 1.
Interval wilson_interval(std::uint64_t hits, std::uint64_t count);

// hits / count, and half the width of Wilson's interval over 1.96: never 0, so that no share counts as known after a
// few cases without one hit.
Estimate share_estimate(std::uint64_t hits, std::uint64_t count);

}  // namespace sim
