#include "sim/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/check.hpp"

namespace sim {

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();

// The sum of squares about the mean. What rounding left of the sum of the differences, squared, is taken off.
double squares_about(double mean, std::span<const double> values) {
  double squares = 0, rest = 0;
  for (double value : values) {
    squares += (value - mean) * (value - mean);
    rest += value - mean;
  }
  return squares - rest * rest / static_cast<double>(values.size());
}

double mean_of(std::span<const double> values) {
  const double n = static_cast<double>(values.size());
  double sum = 0, rest = 0;
  for (double value : values) sum += value;
  const double mean = sum / n;
  if (!std::isfinite(mean)) return mean;
  for (double value : values) rest += value - mean;
  return mean + rest / n;
}
}  // namespace

Estimate mean_estimate(std::span<const double> values) {
  EXPECTS(!values.empty());
  const double mean = mean_of(values);
  EXPECTS(!std::isnan(mean));
  if (values.size() == 1 || std::isinf(mean)) return {mean, infinity};
  return {mean, standard_deviation(values) / std::sqrt(static_cast<double>(values.size()))};
}

double standard_deviation(std::span<const double> values) {
  EXPECTS(values.size() >= 2);
  const double squares = squares_about(mean_of(values), values);
  return std::sqrt(std::max(0.0, squares) / static_cast<double>(values.size() - 1));
}

Interval wilson_interval(std::uint64_t hits, std::uint64_t count) {
  EXPECTS(count >= 1 && hits <= count);
  const double n = static_cast<double>(count), share = static_cast<double>(hits) / n, z2 = normal_95 * normal_95;
  const double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = share_estimate(hits, count).error * normal_95;
  return {hits == 0 ? 0 : middle - half, hits == count ? 1 : middle + half};
}

Estimate share_estimate(std::uint64_t hits, std::uint64_t count) {
  EXPECTS(count >= 1 && hits <= count);
  const double n = static_cast<double>(count), share = static_cast<double>(hits) / n, z2 = normal_95 * normal_95;
  return {share, std::sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)};
}

}  // namespace sim
