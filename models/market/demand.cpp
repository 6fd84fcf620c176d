#include "models/market/demand.hpp"

#include <algorithm>

#include "models/rounding.hpp"

namespace models {

Customers::Customers(const Scenario& scenario) : tranches(scenario.parties.size()), demands(scenario.parties.size()) {
  for (TrancheId id : scenario.tranches.ids()) {
    tranches[scenario.contracts[scenario.tranches[id].contract].customer].push_back(id);
  }
  for (DemandId id : scenario.demands.ids()) demands[scenario.demands[id].customer].push_back(id);
}

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

std::vector<DemandShare> share_among_demands(std::int64_t pool, std::span<const std::int64_t> asked) {
  // Where nobody asks for anything the pool is nobody's; it is divided evenly, and idle.
  const bool any_asked = std::any_of(asked.begin(), asked.end(), [](std::int64_t n) { return n > 0; });
  const std::vector<std::int64_t> evenly(any_asked ? 0 : asked.size(), 1);
  const auto parts = split_by_largest_remainder(pool, any_asked ? asked : evenly);
  std::vector<DemandShare> shares;
  for (std::size_t i = 0; i < asked.size(); ++i) shares.push_back({parts[i], std::min(parts[i], asked[i])});
  return shares;
}

}  // namespace models
