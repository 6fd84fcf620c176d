#include "models/supply/lane_queue.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/supply/lane.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

constexpr double unit_tolerance = 1e-6;  // units; what the engine computes is exact to far less
constexpr double hour_tolerance = 2 * sim::completion_tolerance;
constexpr double far = 1e12;  // hours; beyond any horizon

// What has passed of the units that wait.
double passed(World& world, const LaneState& lane) {
  return lane.carried + (lane.is_running ? world.engine.done(lane.work) : 0.0);
}

void stop_work(World& world, LaneState& lane) {
  if (!lane.is_running) return;
  lane.carried = passed(world, lane);
  world.engine.cancel(lane.work);
  lane.is_running = false;
}

void schedule_look(World& world, LaneId id) {
  const Lane& lane = world.scenario.lanes[id];
  const double missing = 1.0 - passed(world, world.state.lanes[id]);
  Hour hour = world.now + 1;
  if (!lane.capacity.empty()) hour = first_hour_through(lane.capacity, world.now, missing);
  for (GatewayId gateway : lane.through) {
    hour = std::max(hour, first_hour_through(world.scenario.gateways[gateway].capacity, world.now, missing));
  }
  if (hour != sim::never) world.schedule(hour, EventKind::lane_passed, id.index);
}

// The lane's share of the gateways that it passes.
double weight(const World& world, LaneId id) {
  const Lane& lane = world.scenario.lanes[id];
  if (!lane.weighs_what_waits) return lane.weight;
  return std::min(static_cast<double>(world.state.lanes[id].waiting), sim::greatest_weight);
}

}  // namespace

Hour first_hour_through(std::span<const sim::CapacityStep> steps, Hour from, double amount) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Hour begin = std::max(from, steps[i].from);
    const Hour end = i + 1 < steps.size() ? steps[i + 1].from : sim::never;
    if (begin >= end || steps[i].per_hour <= 0) continue;
    const double needed = amount / steps[i].per_hour;  // [h]
    if (end == sim::never && needed > far) return sim::never;
    if (needed - hour_tolerance <= static_cast<double>(end - begin)) {
      return std::max(from + 1, begin + static_cast<Hour>(std::ceil(needed - hour_tolerance)));
    }
    amount -= static_cast<double>(end - begin) * steps[i].per_hour;
  }
  return sim::never;
}

void declare_lanes(World& world) {
  std::vector<sim::ResourceId> of_gateway;
  for (const Gateway& gateway : world.scenario.gateways) of_gateway.push_back(world.engine.add_lane(gateway.capacity));
  for (LaneId id : world.scenario.lanes.ids()) {
    const Lane& lane = world.scenario.lanes[id];
    auto& resources = world.state.lanes[id].resources;
    if (!lane.capacity.empty()) resources.push_back(world.engine.add_lane(lane.capacity));
    for (GatewayId gateway : lane.through) resources.push_back(of_gateway[gateway.index]);
  }
}

void join_lane(World& world, GroupId group, Units units) {
  const Scenario& scenario = world.scenario;
  const LaneId id = scenario.order_of(scenario.groups[group].lot).lane;
  LaneState& lane = world.state.lanes[id];
  const Shipment shipment{group, units, world.now};
  const auto key = [&](const Shipment& s) {
    const Lot& lot = scenario.lots[scenario.groups[s.group].lot];
    return std::tuple(s.shipped, lot.planned_live, lot.order, s.group);
  };
  const auto behind = std::upper_bound(lane.queue.begin(), lane.queue.end(), shipment,
                                       [&](const Shipment& a, const Shipment& b) { return key(a) < key(b); });
  lane.queue.insert(behind, shipment);
  const bool was_empty = lane.waiting == 0;
  lane.waiting += units;
  stop_work(world, lane);  // it goes on with what came
  if (was_empty) schedule_look(world, id);
  world.state.dirty_lanes.add(id);
}

void pass_lane(World& world, LaneId id) {
  LaneState& lane = world.state.lanes[id];
  Units whole = std::min(lane.waiting, static_cast<Units>(std::floor(passed(world, lane) + unit_tolerance)));
  lane.waiting -= whole;
  lane.carried -= static_cast<double>(whole);
  lane.passed += whole;
  if (lane.waiting == 0) {
    stop_work(world, lane);
    lane.carried = 0;
  } else {
    schedule_look(world, id);
  }
  if (whole == 0) return;
  world.record(EventKind::lane_passed, id.index, whole);
  if (world.scenario.lanes[id].weighs_what_waits) world.state.dirty_lanes.add(id);
  while (whole > 0) {
    Shipment& first = lane.queue.front();
    const GroupId group = first.group;
    const Units units = std::min(whole, first.units);
    first.units -= units;
    whole -= units;
    if (first.units == 0) lane.queue.pop_front();
    travel(world, group, units);
  }
}

void complete_lane(World& world, LaneId id) {
  LaneState& lane = world.state.lanes[id];
  lane.carried = static_cast<double>(lane.waiting);
  lane.is_running = false;
}

void carry_lane(World& world, LaneId id) {
  LaneState& lane = world.state.lanes[id];
  if (lane.is_running) {
    world.engine.reweight(lane.work, weight(world, id));
    return;
  }
  const double open = static_cast<double>(lane.waiting) - lane.carried;
  if (open <= unit_tolerance) return;
  lane.work = world.engine.start_work(lane.resources, open, weight(world, id), 0.0);
  lane.is_running = true;
  if (world.works.size() <= lane.work.index) world.works.resize(lane.work.index + 1);
  world.works[lane.work.index] = {.is_lane = true, .line = {}, .share = 0, .lane = id};
}

}  // namespace models
