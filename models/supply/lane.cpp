#include "models/supply/lane.hpp"

#include <algorithm>

#include "models/fleet/dead_on_arrival.hpp"
#include "models/site/queue_limit.hpp"
#include "models/site/room.hpp"
#include "models/supply/lane_queue.hpp"
#include "models/supply/licences.hpp"
#include "models/supply/pauses.hpp"
#include "sim/check.hpp"

namespace models {

Hour arrival_hour(const Lane& lane, Hour departure, Hour transit) {
  Hour now = departure;
  Hour left = transit;
  for (const Outage& outage : lane.outages) {
    if (outage.until <= now) continue;
    if (outage.from > now && left <= outage.from - now) break;
    left -= std::max<Hour>(outage.from - now, 0);
    if (outage.until == sim::never) return sim::never;
    now = outage.until;
  }
  return now + left;
}

Hour held_by_customs(World& world, LaneId id) {
  const auto& hold = world.scenario.lanes[id].hold;
  if (!hold || world.state.streams[hold->stream].next() >= hold->probability) return 0;
  return next_length(hold->lasts, world.state.streams);
}

namespace {

void arrive(World& world, GroupId group, Stage from, Units units) {
  if (hold_receipt(world, group, from, units)) return;
  world.record_units(EventKind::units_arrived, group, units);
  world.state.units_received[world.state.groups[group].table_row] += units;
  const Units whole = units - set_dead_aside(world, group, from, units);
  const Stage to = stage_of_arrival(world.scenario.sites[world.scenario.groups[group].site]);
  if (whole > 0) move_units(world.scenario, world.state, group, from, to, whole);
  world.state.dirty_sites.add(world.scenario.groups[group].site);
}

// Units come off their lane: they are at the dock, unless customs holds them.
void land(World& world, GroupId group, Units units) {
  const LaneId lane = world.scenario.order_of(world.scenario.groups[group].lot).lane;
  const Hour held = lane.exists() ? held_by_customs(world, lane) : 0;
  if (held == 0) return arrive(world, group, Stage::in_transit, units);
  move_units(world.scenario, world.state, group, Stage::in_transit, Stage::in_customs, units);
  world.record_units(EventKind::units_at_customs, group, units);
  start_batch(world, group, Stage::in_customs, units, world.now + held, EventKind::units_arrived);
}

// Units leave for the site of their group, over the lane of their order.
void leave(World& world, GroupId group, Stage from, Units units) {
  const Scenario& scenario = world.scenario;
  const Order& order = scenario.order_of(scenario.groups[group].lot);
  move_units(scenario, world.state, group, from, Stage::in_transit, units);
  if (order.lane.exists() && scenario.lanes[order.lane].is_limited()) {
    join_lane(world, group, units);
  } else {
    travel(world, group, units);
  }
}

// Units that ship now leave, but for those that no licence lets go.
void depart(World& world, GroupId group, Stage from, Units units) {
  const Units free = leave_under_licence(world, group, from, units);
  if (free > 0) leave(world, group, from, free);
}

// A site is chosen for one unit after the other, since each takes room and headroom from the next; those that go to one
// site go together.
void route(World& world, GroupId source, Stage from, Units units) {
  const Scenario& scenario = world.scenario;
  const LotId lot = scenario.groups[source].lot;
  const Order& order = scenario.order_of(lot);
  std::vector<Units> routed(order.sites.size(), 0);
  std::vector<RoutingCandidate> candidates;
  for (Units n = 0; n < units; ++n) {
    candidates.clear();
    for (SiteId site : order.sites) candidates.push_back(routing_candidate(world, site));
    const SiteId site = choose_site(order.routing, candidates);
    note_routed(world, site, scenario.system_of(lot), 1);
    ++routed[static_cast<std::size_t>(std::find(order.sites.begin(), order.sites.end(), site) - order.sites.begin())];
  }
  for (std::size_t i = 0; i < routed.size(); ++i) {
    if (routed[i] == 0) continue;
    const GroupId to = scenario.group_at(lot, order.sites[i], HallId{});
    transfer_units(scenario, world.state, source, from, to, from, routed[i]);
    depart(world, to, from, routed[i]);
  }
}

void ship(World& world, GroupId source, Stage from, Units units) {
  const Scenario& scenario = world.scenario;
  const Order& order = scenario.order_of(scenario.groups[source].lot);
  if (order.routing == Routing::outside) {
    move_units(scenario, world.state, source, from, Stage::outside, units);
  } else if (order.routing == Routing::first_ready || order.routing == Routing::most_headroom) {
    route(world, source, from, units);
  } else {
    depart(world, source, from, units);
  }
}

void finish_production(World& world, GroupId source, Units units) {
  world.record_units(EventKind::units_made, source, units);
  world.state.made[world.scenario.order_of(world.scenario.groups[source].lot).system] += units;
  if (!hold_shipment(world, source, units)) ship(world, source, Stage::in_production, units);
}

}  // namespace

void start_production(World& world, LotId id, Units units, Hour cycle_time) {
  const Lot& lot = world.scenario.lots[id];
  const Order& order = world.scenario.orders[lot.order];
  const Hour transit = order.lane.exists() ? world.scenario.lanes[order.lane].transit.point : 0;
  const std::optional<Hour>& available = world.scenario.systems[order.system].available;
  const Hour due = std::max({world.now + cycle_time, lot.requested - transit, available.value_or(world.now)});
  move_units(world.scenario, world.state, lot.source, Stage::ordered, Stage::in_production, units);
  if (due <= world.now) {
    finish_production(world, lot.source, units);
  } else {
    start_batch(world, lot.source, Stage::in_production, units, due, EventKind::units_made);
  }
}

void ship_finished(World& world, GroupId group) {
  const Units units = take_due(world, group, Stage::in_production);
  if (units > 0) finish_production(world, group, units);
}

void ship_held(World& world, GroupId group) {
  const Units units = take_due(world, group, Stage::awaiting_shipment);
  if (units == 0) return;
  world.record_units(EventKind::units_shipped, group, units);
  ship(world, group, Stage::awaiting_shipment, units);
}

void ship_licensed(World& world, LicenceId licence) {
  for (const auto& [group, units] : take_licensed(world, licence)) {
    world.record_units(EventKind::units_shipped, group, units);
    leave(world, group, Stage::awaiting_licence, units);
  }
}

void travel(World& world, GroupId group, Units units) {
  const Order& order = world.scenario.order_of(world.scenario.groups[group].lot);
  Hour due = world.now;
  if (order.lane.exists()) {
    const Lane& lane = world.scenario.lanes[order.lane];
    due = arrival_hour(lane, world.now, next_length(lane.transit, world.state.streams));
  }
  if (due == sim::never) return;  // the lane never opens again
  if (due == world.now) {
    land(world, group, units);
  } else {
    start_batch(world, group, Stage::in_transit, units, due, EventKind::units_arrived);
  }
}

void receive(World& world, GroupId group, Stage from) {
  const Units units = take_due(world, group, from);
  if (units == 0) return;
  from == Stage::in_transit ? land(world, group, units) : arrive(world, group, from, units);
}

SiteId choose_site(Routing routing, std::span<const RoutingCandidate> candidates) {
  EXPECTS(!candidates.empty());
  const RoutingCandidate* best = &candidates.front();
  for (const RoutingCandidate& c : candidates.subspan(1)) {
    const bool is_better =
        routing == Routing::most_headroom
            ? c.headroom > best->headroom
            : (c.is_ready != best->is_ready ? c.is_ready : !c.is_ready && c.expected_ready < best->expected_ready);
    if (is_better) best = &c;
  }
  return best->site;
}

}  // namespace models
