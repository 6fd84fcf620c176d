#pragma once
// A new generation: for some time after a system can be had, a step of bring-up takes another, longer time.
//
//   new: hour < available + lasts          hours from the scenario's start, `lasts` >= 0
//
// Source: product rule; NVL72 racks took two to three times as long in the first two quarters of a generation.

#include <optional>

#include "sim/time.hpp"

namespace models {

// Whether a unit of a system that can be had from `available` on is new in an hour. A system without that date never
// is.
inline bool is_new_generation(std::optional<sim::Hour> available, sim::Hour lasts, sim::Hour hour) {
  return available && hour < *available + lasts;
}

}  // namespace models
