#pragma once
// Weighted max-min fair shares with upper bounds, over several resources at once.
//
// A claim uses all of its resources at the same rate. Claims' rates grow together, each in proportion to its weight,
// until a claim reaches its bound or a resource is used up; those stop there and the rest goes on. The result is the
// one allocation in which nobody can get more without taking from someone who has less for its weight (Bertsekas and
// Gallager 1992, 6.5.2).

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace sim {

struct Claim {
  std::span<const std::uint32_t> on;                       // indices of resources, at least one, none twice
  double weight = 1;                                       // > 0
  double bound = std::numeric_limits<double>::infinity();  // >= 0, in the unit of the capacities
};

// The rate of each claim. Capacities are >= 0.
std::vector<double> fair_shares(std::span<const double> capacities, std::span<const Claim> claims);

}  // namespace sim
