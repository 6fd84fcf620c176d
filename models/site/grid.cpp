#include "models/site/grid.hpp"

#include <algorithm>
#include <set>

#include "models/rounding.hpp"
#include "models/site/power.hpp"
#include "models/site/storage.hpp"
#include "sim/check.hpp"
#include "sim/fair_share.hpp"

namespace models {

namespace {

// Blocks of one priority, in the limits that are left.
void share_among(std::span<Watts> left, bool is_pro_rata, std::span<const NodeClaim> claims,
                 std::span<const std::size_t> who, std::vector<Watts>& given) {
  std::vector<sim::Claim> fair;
  for (const std::size_t i : who) {
    const auto offered = static_cast<double>(claims[i].offered);
    fair.push_back({claims[i].through, is_pro_rata ? offered : 1.0, offered});
  }
  const std::vector<double> capacities(left.begin(), left.end());
  const std::vector<double> rates = sim::fair_shares(capacities, fair);
  for (std::size_t k = 0; k < who.size(); ++k) {
    given[who[k]] = std::min(whole_part(rates[k]), claims[who[k]].offered);
    for (const std::uint32_t node : claims[who[k]].through) {
      left[node] -= given[who[k]];
      EXPECTS(left[node] >= 0);
    }
  }
}

}  // namespace

std::vector<Watts> share_nodes(std::span<const Watts> limits, NodeSharing sharing, std::span<const NodeClaim> claims) {
  std::vector<Watts> left(limits.begin(), limits.end());
  std::vector<Watts> given(claims.size(), 0);
  std::set<std::int64_t> ranks;
  for (const NodeClaim& claim : claims) ranks.insert(sharing == NodeSharing::priority ? claim.priority : 0);
  for (const std::int64_t rank : ranks) {
    std::vector<std::size_t> who;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      const bool is_of_rank = sharing != NodeSharing::priority || claims[i].priority == rank;
      if (is_of_rank && claims[i].offered > 0) who.push_back(i);
    }
    share_among(left, sharing == NodeSharing::pro_rata, claims, who, given);
  }
  return given;
}

double drawn_through(const Scenario& scenario, const State& state, NodeId node) {
  double drawn = 0;
  for (BlockId block : scenario.nodes[node].blocks) {
    const SiteId site = scenario.blocks[block].site;
    const Watts available = state.sites[site].facility_available;
    if (available == 0) continue;
    const Watts storage = storage_draw(scenario, state, site);
    drawn += (facility_drawn(state.sites[site]) + static_cast<double>(storage)) *
             static_cast<double>(state.blocks[block].available) / static_cast<double>(available);
  }
  return drawn;
}

void share_cluster(World& world, ClusterId id) {
  const Scenario& scenario = world.scenario;
  const NodeCluster& cluster = scenario.clusters[id];
  std::vector<Watts> limits;
  for (NodeId node : cluster.nodes) limits.push_back(world.state.nodes[node].limit);
  std::vector<NodeClaim> claims;
  for (BlockId block : cluster.blocks) {
    NodeClaim& claim = claims.emplace_back();
    claim.offered = world.state.blocks[block].offered;
    claim.priority = scenario.blocks[block].priority;
    for (NodeId node : scenario.blocks[block].through) {
      const auto at = std::lower_bound(cluster.nodes.begin(), cluster.nodes.end(), node);
      claim.through.push_back(static_cast<std::uint32_t>(at - cluster.nodes.begin()));
    }
  }
  const std::vector<Watts> given = share_nodes(limits, scenario.nodes[cluster.nodes.front()].sharing, claims);
  for (std::size_t i = 0; i < given.size(); ++i) set_available(world, cluster.blocks[i], given[i]);
  for (NodeId node : cluster.nodes) {
    NodeState& state = world.state.nodes[node];
    state.energized = 0;
    for (BlockId block : scenario.nodes[node].blocks) state.energized += world.state.blocks[block].available;
    state.peak = std::max(state.peak, state.energized);
  }
}

void act_on_node(World& world, EventId id, bool begins) {
  const NodeId node_id{world.scenario.events[id].entity};
  const GridNode& node = world.scenario.nodes[node_id];
  NodeState& state = world.state.nodes[node_id];
  state.active.set(id, begins);
  state.limit = whole_part(static_cast<double>(node.limit) * state.active.product(world.scenario.events));
  if (node.blocks.empty()) return;
  world.state.dirty_clusters.add(node.cluster);
  // The event may be the cause, whatever the watts.
  for (BlockId block : node.blocks) world.state.dirty_sites.add(world.scenario.blocks[block].site);
}

}  // namespace models
