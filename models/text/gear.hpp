#pragma once
// Long-lead gear of a site, kind by kind: what stages of its halls need and use up.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct GearText {
  std::int64_t quantity = 0;
  sim::Timestamp ordered{};
  std::optional<sim::Drawn> lead_time;
  std::optional<std::string> made_on;
  std::optional<std::int64_t> quoted_lead_time;
  std::optional<std::string> lane;
  std::int64_t priority = 1;
  std::vector<std::pair<std::string, sim::Amount>> bom;  // per unit
};

const sim::StructType<GearText>& gear_type();

}  // namespace models
