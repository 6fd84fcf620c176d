#pragma once
// A part of a whole as a scenario says it: `a of b`, two whole numbers, 1 <= a <= b <= 1000.

#include "sim/describe.hpp"
#include "sim/part.hpp"

namespace sim {

Value<Part> part();

}  // namespace sim
