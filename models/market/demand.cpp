#include "models/market/demand.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "models/rounding.hpp"

namespace models {

std::int64_t level_at(std::span<const LevelStep> steps, Hour hour) {
  const auto after =
      std::upper_bound(steps.begin(), steps.end(), hour, [](Hour h, const LevelStep& s) { return h < s.from; });
  return after == steps.begin() ? 0 : (after - 1)->level;
}

Hour next_change(std::span<const LevelStep> steps, Hour hour) {
  const auto after =
      std::upper_bound(steps.begin(), steps.end(), hour, [](Hour h, const LevelStep& s) { return h < s.from; });
  return after == steps.end() ? sim::never : after->from;
}

std::int64_t sum_of_levels(std::span<const LevelStep> steps, Hour begin, Hour end) {
  std::int64_t sum = 0;
  for (Hour hour = begin; hour < end;) {
    const Hour until = std::min(end, next_change(steps, hour));
    sum += level_at(steps, hour) * (until - hour);
    hour = until;
  }
  return sum;
}

double daily_factor(int hour, int peak_hour, double trough) {
  // cos(15 degrees x n): from a table, so that no library rounds it another way.
  constexpr std::array<double, 7> cosines{
      1, 0.96592582628906829, 0.86602540378443865, 0.70710678118654752, 0.5, 0.25881904510252076, 0};
  const int away = std::abs(hour - peak_hour);
  const auto n = static_cast<std::size_t>(std::min(away, 24 - away));  // 0 to 12 hours from the peak
  const double cosine = n <= 6 ? cosines[n] : -cosines[12 - n];
  return 1 + (1 - trough) / (1 + trough) * cosine;
}

double price_factor(MicroUsd price, MicroUsd price_at_start, double elasticity) {
  return price == price_at_start
             ? 1
             : std::pow(static_cast<double>(price) / static_cast<double>(price_at_start), elasticity);
}

namespace {

std::int64_t sum_of(std::span<const std::int64_t> numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
}

// The parts that the fewest demands fit come first: others have less choice.
std::vector<std::size_t> scarcest_first(std::span<const PoolPart> parts) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto fitting = [&](std::size_t p) { return std::count(parts[p].fits.begin(), parts[p].fits.end(), true); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return fitting(a) < fitting(b); });
  return order;
}

}  // namespace

std::vector<std::vector<DemandShare>> share_among_demands(std::span<const PoolPart> parts,
                                                          std::span<const Asked> asked) {
  std::vector<std::vector<DemandShare>> shares(parts.size(), std::vector<DemandShare>(asked.size()));
  std::vector<std::int64_t> left, open, weights(asked.size());
  for (const PoolPart& part : parts) left.push_back(part.accelerators);
  for (const Asked& one : asked) open.push_back(one.accelerators);
  const std::vector<std::size_t> order = scarcest_first(parts);

  std::uint8_t last_rank = 0;
  for (const Asked& one : asked) last_rank = std::max(last_rank, one.rank);
  for (std::uint8_t rank = 0; rank <= last_rank; ++rank) {
    for (const std::size_t p : order) {
      for (std::size_t i = 0; i < asked.size(); ++i) {
        weights[i] = parts[p].fits[i] && asked[i].rank == rank ? open[i] : 0;
      }
      const std::int64_t wanted = sum_of(weights);
      if (wanted == 0 || left[p] == 0) continue;
      const auto used = wanted <= left[p] ? weights : split_by_largest_remainder(left[p], weights);
      for (std::size_t i = 0; i < asked.size(); ++i) {
        shares[p][i].used += used[i];
        open[i] -= used[i];
        left[p] -= used[i];
      }
    }
  }
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (left[p] == 0) continue;
    for (std::size_t i = 0; i < asked.size(); ++i) weights[i] = parts[p].fits[i] ? asked[i].accelerators : 0;
    if (sum_of(weights) == 0) std::copy(parts[p].fits.begin(), parts[p].fits.end(), weights.begin());
    const auto idle = split_by_largest_remainder(left[p], weights);
    for (std::size_t i = 0; i < asked.size(); ++i) shares[p][i].idle = idle[i];
  }
  return shares;
}

}  // namespace models
