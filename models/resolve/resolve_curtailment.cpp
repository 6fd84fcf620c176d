// Which hours the rules of curtailment take from each power block.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "models/resolve/binder.hpp"
#include "models/site/curtailment.hpp"

namespace models {

namespace {

std::string block_path(const PowerBlock& block) {
  const std::size_t dot = block.id.find('.');
  return fmt::format("sites.{}.power.blocks.{}", block.id.substr(0, dot), block.id.substr(dot + 1));
}

std::int64_t hours_per_year(const CurtailmentText& text) {
  return text.hours ? static_cast<std::int64_t>(std::floor(*text.hours + 0.5)) : sim::hours_per_year + 24;
}

// The hours that a rule takes from blocks of a site; nothing where it cannot tell, which is reported.
std::vector<Outage> hours_at(Binder& binder, const std::string& path, const CurtailmentText& text, SiteId site,
                             const PowerBlock& block) {
  const Scenario& scenario = binder.scenario;
  if (text.when.window) {
    CurtailmentWindow window;
    for (std::int64_t month : text.when.window->months) window.months[static_cast<std::size_t>(month - 1)] = true;
    for (std::int64_t hour : text.when.window->hours) window.hours[static_cast<std::size_t>(hour)] = true;
    return window_hours(scenario, window, hours_per_year(text));
  }
  if (!text.hours) return {};
  if (!scenario.sites[site].ambient) {
    binder.errors.error(path + ".when",
                        fmt::format("asks for the hottest hours of sites.{}, which has neither `climate` nor `ambient` "
                                    "and whose block {} it takes",
                                    scenario.sites[site].id, block_path(block)),
                        "", "a climate there, or `{ months: [..], hours: [..] }`");
    return {};
  }
  return hottest_hours(scenario, site, hours_per_year(text), text.call_max.value_or(sim::never));
}

// One rule: of a grid node for the blocks that pass it, or of a site for its own.
void bind_rule(Binder& binder, const std::string& path, const std::string& name, const CurtailmentText& text,
               const std::vector<BlockId>& blocks) {
  if (text.when.hottest && !text.hours) {
    binder.errors.error(path + ".when", "needs to know how many hours a year", "", "`hours` beside it");
  }
  if (text.when.window && text.call_max) {
    binder.errors.error(path + ".call_max", fmt::format("is for the hottest hours, and {}.when is a window", path), "",
                        "fewer hours of the day in the window");
  }
  const CurtailmentId rule = binder.scenario.curtailments.push_back({name});
  bool any = false;
  SiteId last;
  std::vector<Outage> stretches;
  for (BlockId id : blocks) {
    PowerBlock& block = binder.scenario.blocks[id];
    if (text.service == PowerService::interruptible && block.service == PowerService::firm) continue;
    any = true;
    if (block.site != last) stretches = hours_at(binder, path, text, block.site, block);
    last = block.site;
    block.curtailed.push_back({rule, stretches});
    if (block.curtailed.size() > most_curtailments) {
      binder.errors.error(path, fmt::format("is one rule too many for {}", block_path(block)),
                          std::to_string(block.curtailed.size()), fmt::format("at most {}", most_curtailments));
    }
  }
  if (!any) {
    binder.errors.warning(
        path,
        "takes power from interruptible blocks, and none is concerned (`service` of the blocks): it has no effect");
  }
}

}  // namespace

void bind_curtailment(Binder& binder) {
  Scenario& scenario = binder.scenario;
  for (NodeId id : scenario.nodes.ids()) {
    const auto& [name, text] = binder.text.grid[id.index];
    if (!text.curtailment) continue;
    bind_rule(binder, "grid." + name + ".curtailment", name, *text.curtailment, scenario.nodes[id].blocks);
  }
  for (SiteId id : scenario.sites.ids()) {
    const auto& [name, text] = binder.text.sites[id.index];
    if (!text.power || !text.power->curtailment) continue;
    bind_rule(binder, "sites." + name + ".power.curtailment", name, *text.power->curtailment,
              scenario.sites[id].blocks);
  }
}

void check_curtailment(Binder& binder, const std::string& path, const DatedEvent& event) {
  const Scenario& scenario = binder.scenario;
  const auto is_interruptible = [&](BlockId id) { return scenario.blocks[id].service == PowerService::interruptible; };
  const auto warn_unless_any = [&](const std::vector<BlockId>& blocks, const std::string& where) {
    if (std::any_of(blocks.begin(), blocks.end(), is_interruptible)) return;
    binder.errors.warning(path + ".curtail", fmt::format("no interruptible block {}: it has no effect", where));
  };
  if (event.target == TargetKind::node) {
    const GridNode& node = scenario.nodes[NodeId{event.entity}];
    warn_unless_any(node.blocks, "passes grid." + node.id);
  } else if (event.target == TargetKind::site) {
    const Site& site = scenario.sites[SiteId{event.entity}];
    warn_unless_any(site.blocks, fmt::format("is in sites.{}.power.blocks", site.id));
  } else if (!is_interruptible(BlockId{event.entity})) {
    binder.errors.error(path + ".curtail",
                        fmt::format("is for interruptible power, and {}.service is firm",
                                    block_path(scenario.blocks[BlockId{event.entity}])),
                        "", "`service: interruptible` there, or `multiply`");
  }
}

}  // namespace models
