#pragma once
// Power blocks, the nodes of the grid that they pass, and what takes their power away.

#include <cstdint>
#include <string>
#include <vector>

#include "models/scenario/ids.hpp"
#include "models/scenario/outage.hpp"
#include "sim/part.hpp"

namespace models {

enum class BlockKind { grid, onsite, bridging, storage };

// Parts of what is put into a store that come out again are counted in these.
inline constexpr std::int64_t whole_round_trip = 10'000;

// Whether curtailment takes a block's power away.
enum class PowerService { firm, interruptible };

struct RampStep {
  Hour after = 0;  // since energization
  Watts available = 0;
};

enum class NodeSharing { equal, pro_rata, priority };

// A rule that takes interruptible power away in certain hours of each year; it stands at a grid node or a site, and
// bears its name.
struct Curtailment {
  std::string id;
};

// The hours of a rule at one block.
struct CurtailedHours {
  CurtailmentId rule;
  std::vector<Outage> stretches;  // ascending, not touching
};

// What power blocks pass together, and what they may draw through it at most: a feeder, a substation, a zone.
struct GridNode {
  std::string id;
  Watts limit = 0;
  NodeSharing sharing = NodeSharing::equal;
  std::vector<BlockId> blocks;  // that pass it
  ClusterId cluster;
};

// Nodes tied together by blocks that pass several of them, with all blocks that pass any: they are shared at once.
struct NodeCluster {
  std::vector<NodeId> nodes;    // at least one, ascending; all of one rule
  std::vector<BlockId> blocks;  // ascending
};

// A stage of a hall.
struct StageRef {
  HallId hall;
  std::uint32_t task = 0;
  friend auto operator<=>(const StageRef&, const StageRef&) = default;
};

struct AfterStage {
  StageRef stage;
  Hour lag = 0;
};

struct PowerBlock {
  std::string id;  // site.block
  SiteId site;
  BlockKind kind = BlockKind::grid;
  Watts rated = 0;                // contracted or nameplate, facility power: what is reported
  sim::Part usable;               // of what it has: the rest stands by for a failure
  Hour energization = 0;          // never: it follows stages
  std::vector<AfterStage> after;  // all of them finished, and the lags over
  std::vector<RampStep> ramp;     // at least one step; ascending; capped at `rated`
  std::vector<NodeId> through;    // ascending; what it gives passes them all
  std::int64_t priority = 1;      // 1 goes first; where the nodes share by priority
  PowerService service = PowerService::firm;
  double clean_share = 0;                      // of its energy
  Hour until = sim::never;                     // leaves then
  BlockId replaced_by;                         // leaves when this one's ramp has reached its end
  std::vector<CurtailedHours> curtailed;       // by rules: of the nodes that it passes by name, then of its site
  std::int64_t energy = 0;                     // storage: what it holds [Wh], full when it is energized
  std::int64_t round_trip = whole_round_trip;  // storage: what comes out of what was put in, of whole_round_trip
};

}  // namespace models
