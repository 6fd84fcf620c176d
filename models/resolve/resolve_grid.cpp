#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

constexpr const char* sharing_name(NodeSharing sharing) {
  return sharing == NodeSharing::equal ? "equal" : sharing == NodeSharing::pro_rata ? "pro_rata" : "priority";
}

// Nodes that some block passes together are shared at once, so they share under one rule.
void check_rules(Binder& binder, const std::string& path, const PowerBlock& block) {
  const auto& nodes = binder.scenario.nodes;
  for (NodeId node : block.through) {
    const GridNode &first = nodes[block.through.front()], &other = nodes[node];
    if (other.sharing == first.sharing) continue;
    binder.errors.error(path + ".through",
                        fmt::format("passes nodes of different rules: grid.{} shares {}, grid.{} {}", first.id,
                                    sharing_name(first.sharing), other.id, sharing_name(other.sharing)),
                        "", "nodes with the same `allocation`");
    return;
  }
}

// Joins the nodes of each block: the smallest node of a cluster stands for it.
std::vector<std::uint32_t> cluster_of_node(const Scenario& scenario) {
  std::vector<std::uint32_t> root(scenario.nodes.size());
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&](std::uint32_t node) {
    while (root[node] != node) node = root[node];
    return node;
  };
  for (const PowerBlock& block : scenario.blocks) {
    for (NodeId node : block.through) {
      const std::uint32_t a = find(block.through.front().index), b = find(node.index);
      root[std::max(a, b)] = std::min(a, b);
    }
  }
  for (std::uint32_t node = 0; node < root.size(); ++node) root[node] = find(node);
  return root;
}

}  // namespace

void resolve_grid(Binder& binder) {
  for (const auto& [id, text] : binder.text.grid) {
    GridNode node;
    node.id = id;
    node.limit = text.limit;
    node.sharing = text.allocation;
    binder.scenario.nodes.push_back(std::move(node));
  }
}

void bind_nodes(Binder& binder, const std::string& path, const BlockText& text, PowerBlock& block) {
  for (const std::string& name : text.through) {
    const NodeId node = binder.node(name);
    if (!node.exists()) continue;
    if (std::find(block.through.begin(), block.through.end(), node) != block.through.end()) {
      binder.errors.error(path + ".through", "names a node twice", name);
      continue;
    }
    block.through.push_back(node);
  }
  std::sort(block.through.begin(), block.through.end());
  block.priority = text.priority.value_or(1);
  check_rules(binder, path, block);
  const bool has_rank =
      !block.through.empty() && binder.scenario.nodes[block.through.front()].sharing == NodeSharing::priority;
  if (text.priority && !has_rank) {
    binder.errors.error(path + ".priority", "means nothing here: no node that the block passes shares by priority", "",
                        "a node of `allocation: priority` in `through`");
  }
}

void join_nodes(Binder& binder) {
  Scenario& scenario = binder.scenario;
  const auto root = cluster_of_node(scenario);
  for (NodeId id : scenario.nodes.ids()) {
    if (root[id.index] == id.index) {
      scenario.nodes[id].cluster = scenario.clusters.push_back({});
    } else {
      scenario.nodes[id].cluster = scenario.nodes[NodeId{root[id.index]}].cluster;
    }
    scenario.clusters[scenario.nodes[id].cluster].nodes.push_back(id);
  }
  for (BlockId id : scenario.blocks.ids()) {
    const auto& through = scenario.blocks[id].through;
    for (NodeId node : through) scenario.nodes[node].blocks.push_back(id);
    if (!through.empty()) scenario.clusters[scenario.nodes[through.front()].cluster].blocks.push_back(id);
  }
}

}  // namespace models
