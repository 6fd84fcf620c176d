#pragma once
// One system in place of another: what of an order is not at work when an event says so becomes units of a system that
// the order accepts, with as many accelerators as whole units of it have. Methods: substitution.

#include <cstdint>
#include <span>
#include <vector>

#include "models/world.hpp"

namespace models {

// What open units, by lot, become.
struct Substitution {
  std::vector<Units> placed;   // units of the other system, by lot
  std::int64_t remainder = 0;  // accelerators that make no whole unit of it: cancelled
};

// `open` units of `accelerators` each become units of `of_other` each: in all as many whole ones as have no more
// accelerators, each lot those that its own accelerators complete. All >= 0, accelerators > 0. Pure.
Substitution substitution(std::span<const Units> open, std::int64_t accelerators, std::int64_t of_other);

// The event makes what waits for its release or in a line's queue an order of the other system, in this hour.
void substitute_orders(World& world, EventId event);

}  // namespace models
