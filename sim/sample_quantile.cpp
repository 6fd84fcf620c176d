#include "sim/sample_quantile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/check.hpp"
#include "sim/special_functions.hpp"

namespace sim {

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double outside = 0.025;  // the share of samples in which the quantile lies beyond one end of the interval

// P(B >= k) of B binomial with n and p, for 1 <= k <= n and p in (0, 1).
double binomial_at_least(std::size_t k, std::size_t n, double p) {
  return beta_cdf(static_cast<double>(k), static_cast<double>(n - k + 1), p);
}
// P(B < k) = P(n - B >= n - k + 1), where n - B is binomial with 1 - p: small numbers keep their digits.
double binomial_below(std::size_t k, std::size_t n, double p) {
  return beta_cdf(static_cast<double>(n - k + 1), static_cast<double>(k), 1 - p);
}

// The first of the ranks 1 .. n for which `holds`, which holds for all that follow; n + 1: for none.
template <class Holds>
std::size_t first_rank(std::size_t n, Holds holds) {
  std::size_t low = 1, high = n + 1;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
}  // namespace

SampleQuantile::SampleQuantile(std::size_t count, double share) : count_(count), upper_(count + 1) {
  EXPECTS(count >= 1);
  EXPECTS(share >= 0 && share <= 1);
  // A rank that is whole but for the rounding of the share (100 x 0.07) is whole: the value after it has no part.
  const double rank = static_cast<double>(count - 1) * share, whole = std::floor(rank + 0.5);
  const bool is_whole = std::abs(rank - whole) <= 4 * std::numeric_limits<double>::epsilon() * std::max(1.0, rank);
  below_ = static_cast<std::size_t>(is_whole ? whole : std::floor(rank));
  part_ = is_whole ? 0 : rank - std::floor(rank);
  if (share == 0 || share == 1) return;
  lower_ = first_rank(count, [&](std::size_t k) { return binomial_below(k, count, share) > outside; }) - 1;
  upper_ = first_rank(count, [&](std::size_t k) { return binomial_at_least(k, count, share) <= outside; });
}

double SampleQuantile::value(std::span<const double> sorted) const {
  EXPECTS(sorted.size() == count_ && sorted.front() > -infinity && !std::isnan(sorted.back()));
  const double low = sorted[below_];
  if (part_ == 0) return low;
  const double high = sorted[below_ + 1];
  if (low == high) return low;  // two infinities, too
  return std::min(high, low + part_ * (high - low));
}

Interval SampleQuantile::interval(std::span<const double> sorted) const {
  EXPECTS(sorted.size() == count_);
  return {lower_ == 0 ? -infinity : sorted[lower_ - 1], upper_ > count_ ? infinity : sorted[upper_ - 1]};
}

double SampleQuantile::error(std::span<const double> sorted) const {
  EXPECTS(sorted.size() == count_);
  if (lower_ == 0 || upper_ > count_) return infinity;
  const auto [low, high] = interval(sorted);
  return low == high ? 0 : (high - low) / (2 * normal_95);
}

double quantile(std::span<const double> sorted, double share) {
  EXPECTS(!sorted.empty());
  return SampleQuantile(sorted.size(), share).value(sorted);
}

std::vector<Estimate> quantile_estimates(std::vector<double> values, std::span<const double> shares) {
  std::sort(values.begin(), values.end());
  std::vector<Estimate> estimates;
  for (double share : shares) estimates.push_back(SampleQuantile(values.size(), share).estimate(values));
  return estimates;
}

}  // namespace sim
