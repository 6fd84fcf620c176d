#include "models/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace models {

std::vector<std::int64_t> split_by_largest_remainder(std::int64_t total, std::span<const std::int64_t> weights) {
  std::vector<std::int64_t> parts(weights.size(), 0);
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (sum == 0 || total == 0) return parts;

  __extension__ using Wide = __int128;  // total x weight passes 2^63 for accelerator-hours of a large world
  std::vector<std::pair<Wide, std::size_t>> remainders;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide product = static_cast<Wide>(total) * weights[i];
    parts[i] = static_cast<std::int64_t>(product / sum);
    remainders.emplace_back(product % sum, i);
    given += parts[i];
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t k = 0; given < total; ++k, ++given) ++parts[remainders[k].second];
  return parts;
}

std::int64_t whole_part(double value) {
  return static_cast<std::int64_t>(std::floor(value * (1 + 4 * std::numeric_limits<double>::epsilon())));
}

std::int64_t rounded_up(double value) {
  const double nearest = std::floor(value + 0.5);
  const double error = 1e-9 + nearest * 1e-14;
  return static_cast<std::int64_t>(std::abs(value - nearest) <= error ? nearest : std::ceil(value));
}

}  // namespace models
