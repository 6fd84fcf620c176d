#include "models/site/grid.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::megawatt;
using tests::Replay;
using tests::ScenarioBuilder;

namespace {

// Blocks of 70, 70 and 30 MW behind one node.
std::vector<NodeClaim> three_blocks() {
  return {{{0}, 70 * megawatt, 2}, {{0}, 70 * megawatt, 2}, {{0}, 30 * megawatt, 1}};
}

}  // namespace

TEST_CASE("blocks behind a grid node share its limit by its rule, in whole watts and never beyond it", "[grid]") {
  const std::vector<Watts> limit{120 * megawatt};
  // Equal: 40 each, of which the third can give but 30; its 10 go to the others: 45, 45, 30.
  CHECK(share_nodes(limit, NodeSharing::equal, three_blocks()) ==
        std::vector<Watts>{45 * megawatt, 45 * megawatt, 30 * megawatt});
  // Pro rata: 120 x 70/170 = 49.411764.. and 120 x 30/170 = 21.176470.. MW; 2 W are lost to rounding down.
  CHECK(share_nodes(limit, NodeSharing::pro_rata, three_blocks()) ==
        std::vector<Watts>{49'411'764, 49'411'764, 21'176'470});
  // Priority: 30 for the first rank; the others share 90.
  CHECK(share_nodes(limit, NodeSharing::priority, three_blocks()) ==
        std::vector<Watts>{45 * megawatt, 45 * megawatt, 30 * megawatt});
  auto ranked = three_blocks();
  ranked[1].priority = 1;  // 70 and 30 first, 20 left
  CHECK(share_nodes(limit, NodeSharing::priority, ranked) ==
        std::vector<Watts>{20 * megawatt, 70 * megawatt, 30 * megawatt});
}

TEST_CASE("a grid node that is wide enough takes nothing from anybody", "[grid]") {
  for (NodeSharing sharing : {NodeSharing::equal, NodeSharing::pro_rata, NodeSharing::priority}) {
    CHECK(share_nodes(std::vector<Watts>{170 * megawatt}, sharing, three_blocks()) ==
          std::vector<Watts>{70 * megawatt, 70 * megawatt, 30 * megawatt});
    CHECK(share_nodes(std::vector<Watts>{0}, sharing, three_blocks()) == std::vector<Watts>{0, 0, 0});
  }
}

TEST_CASE("a block that passes several grid nodes is held to all of them, and the others get what it leaves",
          "[grid]") {
  // The first block passes a feeder of 20 MW and the zone of 120 MW: 20, so 50 and 50 (of 70 each) for the others.
  const std::vector<Watts> limits{20 * megawatt, 120 * megawatt};
  std::vector<NodeClaim> claims{{{0, 1}, 70 * megawatt}, {{1}, 70 * megawatt}, {{1}, 70 * megawatt}};
  CHECK(share_nodes(limits, NodeSharing::equal, claims) ==
        std::vector<Watts>{20 * megawatt, 50 * megawatt, 50 * megawatt});
  // Pro rata: 20/70 of the first, the rest of 100 MW as 5/7 of each of the others: the same here.
  CHECK(share_nodes(limits, NodeSharing::pro_rata, claims) ==
        std::vector<Watts>{20 * megawatt, 50 * megawatt, 50 * megawatt});
}

TEST_CASE("a grid node is shared anew when a block behind it is energized and when the node itself changes", "[grid]") {
  // 1.5 MW for east (1.5 MW from the start) and west (0.75 MW from day 2). From day 4 half of it; out on day 5.
  ScenarioBuilder b(8 * day);
  const auto east = b.site("east"), west = b.site("west");
  const auto first = b.block(east, "grid", 1'500'000), second = b.block(west, "grid", 750'000, 2 * day);
  GridNode node;
  node.id = "zone";
  node.limit = 1'500'000;
  node.blocks = {first, second};
  node.cluster = ClusterId{0};
  const NodeId zone = b->nodes.push_back(node);
  b->clusters.push_back({{zone}, {first, second}});
  b[first].through = b[second].through = {zone};
  b.event("half", 4 * day, EffectKind::multiply, TargetKind::node, zone.index).factor = 0.5;
  DatedEvent& out = b.event("out", 5 * day, EffectKind::outage, TargetKind::node, zone.index);
  out.until = 6 * day;

  const Replay run(b.build());

  const auto given = [&](Hour d) {
    const State& state = run.state_at(d * day);
    return std::vector<Watts>{state.sites[east].facility_available, state.sites[west].facility_available,
                              state.nodes[zone].energized};
  };
  CHECK(given(1) == std::vector<Watts>{1'500'000, 0, 1'500'000});
  CHECK(given(2) == std::vector<Watts>{750'000, 750'000, 1'500'000});
  CHECK(given(4) == std::vector<Watts>{375'000, 375'000, 750'000});
  CHECK(given(5) == std::vector<Watts>{0, 0, 0});
  CHECK(given(6) == std::vector<Watts>{375'000, 375'000, 750'000});
}
