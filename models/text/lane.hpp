#pragma once
// How units are shipped: freight lanes, and the gateways that lanes share.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario.hpp"
#include "models/text/things.hpp"
#include "sim/curve.hpp"
#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct GatewayAllocationText {
  bool equal = false, pro_rata = false;
  std::vector<std::pair<std::string, double>> weighted;
};
struct GatewayText {
  sim::Curve capacity;
  std::optional<GatewayAllocationText> allocation;
};
struct CustomsHoldText {
  double probability = 0;
  sim::Drawn lasts;
};
struct LaneText {
  sim::Drawn transit;
  std::optional<sim::Curve> capacity;
  std::vector<std::string> through;
  std::optional<CustomsHoldText> hold;
};

const sim::StructType<GatewayText>& gateway_type();
const sim::StructType<LaneText>& lane_type();

}  // namespace models
