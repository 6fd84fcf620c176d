#pragma once
// A length of time that the scenario says by a law. What is drawn once a run has been settled when the scenario was
// resolved; a law with `draw: each` is drawn anew for every unit, delivery or gap, from a stream of its own, by inverse
// transform, and rounded to the nearest whole hour, half up.

#include <cstdint>
#include <span>

#include "sim/drawn.hpp"
#include "sim/random_stream.hpp"
#include "sim/time.hpp"

namespace models {

using sim::Hour;

// Hours as the model keeps them: nearest whole, half up, never negative.
Hour whole_hours(double hours);

struct TimeLaw {
  TimeLaw() = default;
  TimeLaw(Hour fixed) : point(fixed) {}  // a plain length is a law, too

  Hour point = 0;            // what a plain run takes, and what plans count on
  bool varies = false;       // `draw: each`
  sim::Drawn drawn;          // where it varies [h]
  std::uint32_t stream = 0;  // index into Scenario::streams, where it varies

  bool is_none() const { return !varies && point == 0; }
};

// The next length, not rounded yet: the point, or a draw.
double next_hours(const TimeLaw& law, std::span<sim::RandomStream> streams);

// The same in whole hours.
Hour next_length(const TimeLaw& law, std::span<sim::RandomStream> streams);

}  // namespace models
