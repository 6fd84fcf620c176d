#include "models/site/power.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

#include "models/rounding.hpp"
#include "models/site/energy_sources.hpp"
#include "models/site/heat_rejection.hpp"
#include "sim/check.hpp"

namespace models {

Watts ramped(const PowerBlock& block, Hour energization, Hour now) {
  Watts available = 0;
  if (energization == sim::never) return 0;
  for (const RampStep& step : block.ramp) {
    if (now >= energization + step.after) available = step.available;
  }
  return std::min(available, block.rated);
}

Watts usable_rating(const Scenario& scenario, const Site& site) {
  Watts sum = 0;
  for (BlockId id : site.blocks) {
    const PowerBlock& block = scenario.blocks[id];
    if (block.replaced_by.exists()) continue;
    Watts most = sim::part_of(block.rated, block.usable);
    for (NodeId node : block.through) most = std::min(most, scenario.nodes[node].limit);
    sum += most;
  }
  return sum;
}

Watts it_limit(Watts facility, double pue) {
  EXPECTS(pue >= 1.0);
  return whole_part(static_cast<double>(facility) / pue);
}

namespace {

constexpr std::uint8_t leaving = 255;  // detail of the event that ends a block; its ramp has fewer steps

bool has_left(const World& world, BlockId id) {
  const PowerBlock& block = world.scenario.blocks[id];
  if (world.now >= block.until) return true;
  if (!block.replaced_by.exists()) return false;
  const Hour energization = world.state.blocks[block.replaced_by].energization;
  const Hour ramped_after = world.scenario.blocks[block.replaced_by].ramp.back().after;
  return energization != sim::never && world.now >= energization + ramped_after;
}

void note_curtailed(World& world, BlockId id, Watts watts) {
  BlockState& block = world.state.blocks[id];
  if (watts == block.curtailed) return;
  const SiteId site_id = world.scenario.blocks[id].site;
  SiteState& site = world.state.sites[site_id];
  settle_energy(site, world.now);
  site.curtailed += watts - block.curtailed;
  site.curtailed_most = std::max(site.curtailed_most, site.curtailed);
  block.curtailed = watts;
  world.state.dirty_sites.add(site_id);
}

void schedule_ramp(World& world, BlockId id) {
  const PowerBlock& block = world.scenario.blocks[id];
  const Hour energization = world.state.blocks[id].energization;
  if (energization == sim::never) return;
  for (std::size_t i = 0; i < block.ramp.size(); ++i) {
    const Hour at = std::max<Hour>(energization + block.ramp[i].after, 0);
    if (at > world.now) {
      world.schedule(at, EventKind::block_energized, id.index, static_cast<std::uint8_t>(i),
                     world.state.blocks[id].plan);
    }
  }
}

void schedule_months(World& world, SiteId id) {
  using namespace std::chrono;
  const Scenario& scenario = world.scenario;
  if (scenario.sites[id].pue_of_month.empty()) return;
  const year_month_day first{floor<days>(scenario.start)};
  double before = scenario.pue_at(id, 0);
  for (year_month month = first.year() / first.month() + months{1};; month += months{1}) {
    const Hour at = sim::hours_between(scenario.start, sys_days{month / 1});
    if (at >= scenario.end) return;
    const double pue = scenario.pue_at(id, at);
    if (pue != before) world.schedule(at, EventKind::pue_changed, id.index);
    before = pue;
  }
}

}  // namespace

void schedule_power(World& world) {
  for (SiteId id : world.scenario.sites.ids()) schedule_months(world, id);
  for (SiteId id : world.scenario.sites.ids()) {
    if (world.scenario.sites[id].limited_by_power) world.state.sites[id].it_limit = 0;  // until a block is energized
  }
  for (BlockId id : world.scenario.blocks.ids()) {
    schedule_ramp(world, id);
    const Hour until = world.scenario.blocks[id].until;
    if (until >= 0) world.schedule(until, EventKind::block_energized, id.index, leaving);
  }
}

void refresh_block(World& world, BlockId id) {
  const PowerBlock& block = world.scenario.blocks[id];
  BlockState& state = world.state.blocks[id];
  const Watts most = has_left(world, id) ? 0 : ramped(block, state.energization, world.now);
  const auto given = static_cast<double>(sim::part_of(most, block.usable));
  const auto offered = state.curtailed_by.empty() ? whole_part(given * state.active.product(world.scenario.events)) : 0;
  note_curtailed(world, id, whole_part(given * state.active.product_uncurtailed(world.scenario.events)) - offered);
  if (offered == state.offered) return;
  state.offered = offered;
  if (block.kind == BlockKind::storage) {
    world.record(EventKind::block_energized, id.index, offered / 1000);
    world.state.dirty_sites.add(block.site);
  } else if (block.through.empty()) {
    set_available(world, id, offered);
  } else {
    world.state.dirty_clusters.add(world.scenario.nodes[block.through.front()].cluster);
  }
}

void change_block(World& world, BlockId id) {
  refresh_block(world, id);
  for (BlockId other : world.scenario.sites[world.scenario.blocks[id].site].blocks) {
    if (world.scenario.blocks[other].replaced_by == id) refresh_block(world, other);
  }
}

void set_available(World& world, BlockId id, Watts available) {
  const PowerBlock& block = world.scenario.blocks[id];
  BlockState& state = world.state.blocks[id];
  if (available == state.available) return;
  SiteState& site = world.state.sites[block.site];
  attribute_energy(world.scenario, world.state, block.site, world.now);
  site.available_by_kind[static_cast<std::size_t>(block.kind)] += available - state.available;
  site.facility_available += available - state.available;
  site.clean_watts += static_cast<double>(available - state.available) * block.clean_share;
  state.available = available;
  site.it_limit = it_limit(site.facility_available, world.scenario.sites[block.site].pue_of_limit());
  world.record(EventKind::block_energized, id.index, available / 1000);
  world.state.dirty_sites.add(block.site);
}

double facility_drawn(const SiteState& site) { return static_cast<double>(site.it_drawn) * site.pue; }

void follow_month(World& world, SiteId site) {
  const double pue = world.scenario.pue_at(site, world.now);
  attribute_energy(world.scenario, world.state, site, world.now);
  change_pue(world.state.sites[site], pue, world.now);
  world.record(EventKind::pue_changed, site.index, whole_part(pue * 1000 + 0.5));
}

void energize_after_stages(World& world, BlockId id) {
  BlockState& state = world.state.blocks[id];
  Hour last = std::numeric_limits<Hour>::min();
  for (const AfterStage& after : world.scenario.blocks[id].after) {
    const TaskState& task = world.state.halls[after.stage.hall].tasks[after.stage.task];
    if (task.progress != TaskState::Progress::finished) return;
    last = std::max(last, task.dates.finish + after.lag);
  }
  state.energization = std::max(last + state.slip, world.now);
  schedule_ramp(world, id);
  if (world.now >= 0) change_block(world, id);
}

void slip_block(World& world, BlockId id, Hour slip, Hour dated) {
  BlockState& state = world.state.blocks[id];
  if (state.energization == sim::never) {
    state.slip += slip;
    return;
  }
  if (state.energization < dated) return;
  state.energization += slip;
  ++state.plan;
  schedule_ramp(world, id);
  change_block(world, id);  // a negative slip may have brought it to now
}

Watts hall_limit(const Scenario& scenario, const State& state, HallId hall) {
  return state.halls[hall].active_outages.first().exists() ? 0 : scenario.halls[hall].critical_it;
}

EventId power_outage(const Scenario& scenario, const State& state, HallId id) {
  const EventId own = state.halls[id].active_outages.first();
  return own.exists() ? own : power_outage(scenario, state, scenario.halls[id].site);
}

EventId power_outage(const Scenario& scenario, const State& state, SiteId id) {
  EventId first;
  for (BlockId block : scenario.sites[id].blocks) {
    first = std::min(first, state.blocks[block].active.first_outage(scenario.events));
    for (NodeId node : scenario.blocks[block].through) {
      first = std::min(first, state.nodes[node].active.first_outage(scenario.events));
    }
  }
  return first;
}

EventId cooling_outage(const Scenario& scenario, const State& state, HallId hall) {
  return std::min(state.halls[hall].active_liquid.first_outage(scenario.events),
                  state.halls[hall].active_air.first_outage(scenario.events));
}

void act_on_block(World& world, EventId id, bool begins) {
  const BlockId block{world.scenario.events[id].entity};
  world.state.blocks[block].active.set(id, begins);
  refresh_block(world, block);
  world.state.dirty_sites.add(world.scenario.blocks[block].site);  // the event may be the cause, whatever the watts
}

void act_on_hall(World& world, EventId id, bool begins) {
  const HallId hall{world.scenario.events[id].entity};
  world.state.halls[hall].active_outages.set(id, begins);
  world.state.dirty_sites.add(world.scenario.halls[hall].site);
}

void act_on_cooling(World& world, EventId id, bool begins) {
  const DatedEvent& event = world.scenario.events[id];
  const HallId hall_id{event.entity};
  const Hall& hall = world.scenario.halls[hall_id];
  HallState& state = world.state.halls[hall_id];
  const bool is_liquid = event.target == TargetKind::liquid_cooling;
  ActiveEvents& active = is_liquid ? state.active_liquid : state.active_air;
  active.set(id, begins);
  if (is_liquid && hall.flow_limit != no_limit) {
    const double factor = active.product(world.scenario.events);
    state.flow_limit = whole_part(static_cast<double>(hall.flow_limit) * factor);
  }
  set_loop_limit(world, hall_id, is_liquid ? Loop::liquid : Loop::air);
  world.state.dirty_sites.add(hall.site);
}

}  // namespace models
