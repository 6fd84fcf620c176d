#pragma once
// What customers are supplied under their contracts, what they ask for, and how their demands share the one for the
// other. Methods: utilization.

#include <cstdint>
#include <span>
#include <vector>

#include "models/scenario.hpp"

namespace models {

// By customer: the tranches promised to it, and its demand curves.
struct Customers {
  explicit Customers(const Scenario& scenario);
  sim::Table<Party, std::vector<TrancheId>> tranches;
  sim::Table<Party, std::vector<DemandId>> demands;
};

// The level of a step function at `hour`; before its first step 0.
std::int64_t level_at(std::span<const LevelStep> steps, Hour hour);
// The first hour after `hour` at which it changes; `never` if it does not.
Hour next_change(std::span<const LevelStep> steps, Hour hour);

struct DemandShare {
  std::int64_t part = 0;  // of the pool
  std::int64_t used = 0;  // of its part: no more than is asked for
};

// A pool of accelerators is divided in proportion to what each demand asks for (>= 0), in whole ones by largest
// remainder; evenly where nobody asks for anything. At least one demand. Pure.
std::vector<DemandShare> share_among_demands(std::int64_t pool, std::span<const std::int64_t> asked);

}  // namespace models
