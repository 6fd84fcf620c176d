#include "tests/statistics/sample.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>

namespace tests {

Sample::Sample(std::vector<double> values) : values_(std::move(values)) { std::sort(values_.begin(), values_.end()); }

Estimate Sample::mean() const { return estimate(values_); }

Estimate Sample::deviation() const {
  const double mean = estimate(values_).mean, n = static_cast<double>(values_.size());
  double second = 0, fourth = 0;
  for (double v : values_) {
    const double square = (v - mean) * (v - mean);
    second += square / n;
    fourth += square * square / n;
  }
  const double deviation = std::sqrt(second * n / (n - 1));
  return {deviation, std::sqrt((fourth - second * second) / n) / (2 * deviation), values_.size()};
}

Estimate Sample::share_up_to(double bound) const {
  const auto below = std::lower_bound(values_.begin(), values_.end(), bound) - values_.begin();
  const auto up_to = std::upper_bound(values_.begin(), values_.end(), bound) - values_.begin();
  const double n = static_cast<double>(values_.size()), share = static_cast<double>(below + up_to) / 2 / n;
  return {share, std::sqrt(share * (1 - share) / n), values_.size()};
}

Estimate Sample::quantile(double share) const {
  const double n = static_cast<double>(values_.size()), spread = std::sqrt(n * share * (1 - share));
  const auto at = [&](double rank) { return values_[static_cast<std::size_t>(std::clamp(rank, 0.0, n - 1))]; };
  return {at(n * share), (at(n * share + spread) - at(n * share - spread)) / 2, values_.size()};
}

void check_against(const char* what, const Estimate& e, double expected) {
  std::printf("%-36s %10.4f +- %.4f, theory %.4f (%zu cases)\n", what, e.mean, e.error, expected, e.replications);
  INFO(what << ": " << e.mean << " +- " << e.error << ", theory " << expected);
  CHECK(std::abs(e.mean - expected) <= 4.5 * e.error);
  CHECK(e.error <= 0.005 * expected);
}

}  // namespace tests
