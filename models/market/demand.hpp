#pragma once
// What customers ask for, hour by hour, and how demands share a pool of accelerators. Methods: utilization,
// daily_course, workload_order, rental_prices.

#include <cstdint>
#include <span>
#include <vector>

#include "models/scenario.hpp"

namespace models {

// The level of a step function at `hour`; before its first step 0.
std::int64_t level_at(std::span<const LevelStep> steps, Hour hour);
// The first hour after `hour` at which it changes; `never` if it does not.
Hour next_change(std::span<const LevelStep> steps, Hour hour);
// Level x hours over [begin, end).
std::int64_t sum_of_levels(std::span<const LevelStep> steps, Hour begin, Hour end);

// The part of its daily mean that a demand has in an hour of the day, both in [0, 24), UTC: a sine that is largest in
// `peak_hour` and 12 h later `trough` (in [0, 1]) of that. The mean over the day is 1. Pure.
double daily_factor(int hour, int peak_hour, double trough);

// What a price makes of a need: (price / price_at_start) ^ elasticity, of constant elasticity (<= 0); prices > 0. Pure.
double price_factor(MicroUsd price, MicroUsd price_at_start, double elasticity);

// Accelerators that the same demands can use.
struct PoolPart {
  std::int64_t accelerators = 0;
  std::vector<bool> fits;  // by demand
};
struct Asked {
  std::int64_t accelerators = 0;
  std::uint8_t rank = 0;  // of its class: 0 is served first
};
// What a demand has of a part of a pool.
struct DemandShare {
  std::int64_t used = 0;
  std::int64_t idle = 0;
};

// Class by class, in order of rank, demands take of the parts that fit them what they ask for, the part that the fewest
// demands fit first; where a part is too small for all of one class, in proportion to what each still asks for. What is
// left is idle, and divided in proportion to what the demands that fit asked for, evenly where they asked for nothing;
// what fits none is nobody's. In whole accelerators by largest remainder. By part, then demand. Pure.
std::vector<std::vector<DemandShare>> share_among_demands(std::span<const PoolPart> parts,
                                                          std::span<const Asked> asked);

}  // namespace models
