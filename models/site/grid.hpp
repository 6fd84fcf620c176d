#pragma once
// What power blocks pass together: feeders, substations, zones. All blocks of a node may draw at most its limit, and a
// block that passes several nodes is held to all of them at once. Shared is what each block could give, whether its
// site needs it or not; whole watts, rounded down, so that a limit is never passed.

#include <span>
#include <vector>

#include "models/world.hpp"

namespace models {

struct NodeClaim {
  std::vector<std::uint32_t> through;  // indices of the limits, none twice, at least one
  Watts offered = 0;                   // what the block could give without the nodes
  std::int64_t priority = 1;           // 1 goes first; NodeSharing::priority
};

// What each block gives under limits [W] that hold at once. Equal: max-min fair. Pro rata: in proportion to what is
// offered, and what one node keeps from a block goes to the others (max-min of the parts given). Priority: the best
// first, equals among themselves. Pure.
std::vector<Watts> share_nodes(std::span<const Watts> limits, NodeSharing sharing, std::span<const NodeClaim> claims);

// Facility watts that are drawn through a node: each site's, split over its blocks by what they give now.
double drawn_through(const Scenario& scenario, const State& state, NodeId node);

// Shares the nodes of a cluster anew; tells the sites whose blocks give another amount. In the allocation phase, before
// sites are settled.
void share_cluster(World& world, ClusterId cluster);

// An outage or a factor begins (or, with `begins` false, ends) to act on a node.
void act_on_node(World& world, EventId event, bool begins);

}  // namespace models
