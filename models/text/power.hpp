#pragma once
// Where power comes from: the blocks of a site and the grid nodes that they pass.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario.hpp"
#include "models/text/curtailment.hpp"
#include "models/text/things.hpp"
#include "sim/describe.hpp"
#include "sim/part_value.hpp"

namespace models {

struct NodeText {
  std::int64_t limit = 0;
  NodeSharing allocation = NodeSharing::equal;
  std::optional<CurtailmentText> curtailment;
};
struct BlockText {
  BlockKind kind = BlockKind::grid;
  std::optional<std::int64_t> contracted;
  std::optional<std::int64_t> nameplate;
  std::optional<sim::Timestamp> energization;
  std::vector<sim::LaggedReference> after;
  std::optional<sim::Timestamp> until;
  std::optional<std::string> replaced_by;
  std::vector<std::pair<std::int64_t, std::int64_t>> load_ramp;
  std::optional<sim::Part> usable;
  PowerService service = PowerService::firm;
  std::optional<std::int64_t> energy;
  std::optional<double> round_trip;
  std::vector<std::string> through;
  std::optional<std::int64_t> priority;
  std::optional<double> clean_share;
};
struct PowerText {
  std::optional<std::int64_t> interconnection_request;
  std::optional<double> price;  // [USD/MWh]
  std::optional<std::string> utility;
  std::optional<CurtailmentText> curtailment;
  Things<BlockText> blocks;
};

const sim::StructType<NodeText>& node_type();
const sim::StructType<PowerText>& power_type();

}  // namespace models
