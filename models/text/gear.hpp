#pragma once
// Long-lead gear of a site, kind by kind: what stages of its halls need and use up.

#include <cstdint>

#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct GearText {
  std::int64_t quantity = 0;
  sim::Timestamp ordered{};
  sim::Drawn lead_time;
};

const sim::StructType<GearText>& gear_type();

}  // namespace models
