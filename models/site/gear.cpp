#include "models/site/gear.hpp"

#include <algorithm>
#include <tuple>

#include "models/supply/lane.hpp"
#include "models/supply/pauses.hpp"

namespace models {

using Progress = TaskState::Progress;

void rank_claims(Scenario& scenario) {
  for (HallId id : scenario.halls.ids()) {
    auto& tasks = scenario.halls[id].tasks;
    const auto dates = forward_pass(tasks, std::vector<TaskState>(tasks.size()), long_ago, scenario.calendars);
    for (std::uint32_t t = 0; t < tasks.size(); ++t) {
      tasks[t].nominal_start = dates[t].start;
      for (const NeedOfGear& need : tasks[t].gear) scenario.gear[need.gear].claims.push_back({id, t, need.units});
    }
  }
  const auto key = [&](const GearClaim& claim) {
    const Task& task = scenario.halls[claim.hall].tasks[claim.task];
    return std::tie(task.nominal_start, claim.hall, task.id);
  };
  for (Gear& gear : scenario.gear) {
    std::sort(gear.claims.begin(), gear.claims.end(),
              [&](const GearClaim& a, const GearClaim& b) { return key(a) < key(b); });
  }
}

namespace {

void schedule_arrivals(World& world, GearId id) {
  const GearState& gear = world.state.gear[id];
  Hour before = long_ago;
  for (auto arrival = gear.arrivals.begin() + gear.arrived; arrival != gear.arrivals.end(); ++arrival) {
    if (*arrival == sim::never) return;
    if (*arrival != before) world.schedule(*arrival, EventKind::gear_arrived, id.index, 0, gear.plan);
    before = *arrival;
  }
}

const TaskState& state_of(const State& state, const GearClaim& claim) {
  return state.halls[claim.hall].tasks[claim.task];
}

bool is_open(const State& state, const GearClaim& claim) {
  return state_of(state, claim).gear_at == sim::never && !state.halls[claim.hall].cancelled_by.exists();
}

// Whoever still waits for gear of this kind expects it at another hour now.
void tell_claimants(World& world, GearId id) {
  for (const GearClaim& claim : world.scenario.gear[id].claims) {
    if (is_open(world.state, claim)) world.state.dirty_halls.add(claim.hall);
  }
}

Units free_units(const State& state, GearId id) { return state.gear[id].arrived - state.gear[id].taken; }

bool is_all_there(const World& world, const Task& task) {
  return std::all_of(task.gear.begin(), task.gear.end(),
                     [&](const NeedOfGear& need) { return free_units(world.state, need.gear) >= need.units; });
}

void take_gear(World& world, const GearClaim& claim) {
  world.state.halls[claim.hall].tasks[claim.task].gear_at = world.now;
  for (const NeedOfGear& need : world.scenario.halls[claim.hall].tasks[claim.task].gear) {
    GearState& gear = world.state.gear[need.gear];
    gear.taken += need.units;
    gear.takings.push_back({{claim.hall, claim.task, need.units}, world.now});
    tell_claimants(world, need.gear);
  }
  world.state.dirty_halls.add(claim.hall);
}

// When a unit of gear that is shipped at `departure` comes to its site; never, where its lane does not open again.
Hour arrival_of(World& world, const Gear& gear, Hour departure) {
  if (!gear.lane.exists()) return departure;
  const Lane& lane = world.scenario.lanes[gear.lane];
  const Hour landed = arrival_hour(lane, departure, next_length(lane.transit, world.state.streams));
  return landed == sim::never ? landed : landed + held_by_customs(world, gear.lane);
}

}  // namespace

void schedule_gear(World& world) {
  for (GearId id : world.scenario.gear.ids()) {
    const Gear& gear = world.scenario.gear[id];
    GearState& state = world.state.gear[id];
    state.expected = gear.planned();
    if (gear.line.exists()) {
      state.arrivals.assign(static_cast<std::size_t>(gear.quantity), sim::never);
      world.schedule(std::max<Hour>(gear.ordered, 0), EventKind::gear_ordered, id.index);
      continue;
    }
    for (Units i = 0; i < gear.quantity; ++i) {
      const Hour ready = gear.ordered + next_length(gear.lead_time, world.state.streams);
      state.arrivals.push_back(arrival_of(world, gear, ready));
    }
    std::sort(state.arrivals.begin(), state.arrivals.end());
    schedule_arrivals(world, id);
  }
}

void start_gear(World& world, GearId id, Units units, Hour cycle_time) {
  const auto& pauses = world.scenario.lines[world.scenario.gear[id].line].shipment_pauses;
  GearState& gear = world.state.gear[id];
  const Hour shipped = end_of_pauses(pauses, std::max(world.now + cycle_time + gear.slip, world.now));
  const Hour arrival = arrival_of(world, world.scenario.gear[id], shipped);
  const auto not_made = gear.arrivals.begin() + gear.made;
  const bool is_known = std::find(gear.arrivals.begin() + gear.arrived, not_made, arrival) != not_made;
  std::fill(not_made, not_made + units, arrival);
  std::sort(gear.arrivals.begin() + gear.arrived, not_made + units);
  gear.made += units;
  if (arrival == world.now) {
    receive_gear(world, id);
  } else if (!is_known) {
    world.schedule(arrival, EventKind::gear_arrived, id.index, 0, gear.plan);
  }
}

void receive_gear(World& world, GearId id) {
  GearState& gear = world.state.gear[id];
  const Units before = gear.arrived;
  while (gear.arrived < static_cast<Units>(gear.arrivals.size()) &&
         gear.arrivals[static_cast<std::size_t>(gear.arrived)] <= world.now) {
    ++gear.arrived;
  }
  if (gear.arrived == before) return;  // it has slipped
  world.record(EventKind::gear_arrived, id.index, gear.arrived - before);
  world.state.dirty_gear.add(id);
  // Those for whom enough is there now expect it no longer; for the others nothing has changed.
  const Units free = free_units(world.state, id);
  Units needed = 0;
  for (const GearClaim& claim : world.scenario.gear[id].claims) {
    if (!is_open(world.state, claim)) continue;
    needed += claim.units;
    if (needed <= free && needed > free - (gear.arrived - before)) world.state.dirty_halls.add(claim.hall);
  }
}

void slip_gear(World& world, GearId id, Hour slip) {
  GearState& gear = world.state.gear[id];
  for (auto arrival = gear.arrivals.begin() + gear.arrived; arrival != gear.arrivals.end(); ++arrival) {
    if (*arrival != sim::never) *arrival = std::max(*arrival + slip, world.now);
  }
  gear.expected += slip;
  gear.slip += slip;
  ++gear.plan;
  receive_gear(world, id);  // a negative slip may have brought it to now
  schedule_arrivals(world, id);
  tell_claimants(world, id);
}

void give_up_claims(World& world, HallId hall) {
  for (const Task& task : world.scenario.halls[hall].tasks) {
    for (const NeedOfGear& need : task.gear) {
      tell_claimants(world, need.gear);
      world.state.dirty_gear.add(need.gear);
    }
  }
}

void hand_out_gear(World& world) {
  std::vector<GearId> changed;
  world.state.dirty_gear.take(changed);
  for (GearId id : changed) {
    for (const GearClaim& claim : world.scenario.gear[id].claims) {
      const TaskState& task = state_of(world.state, claim);
      const bool asks = task.ready_to_start != sim::never && is_open(world.state, claim);
      if (asks && is_all_there(world, world.scenario.halls[claim.hall].tasks[claim.task])) take_gear(world, claim);
    }
  }
}

std::vector<AwaitedGear> awaited_gear(const Scenario& scenario, const State& state, HallId hall, std::uint32_t task) {
  std::vector<AwaitedGear> awaited;
  for (const NeedOfGear& need : scenario.halls[hall].tasks[task].gear) {
    const Gear& gear = scenario.gear[need.gear];
    Units needed = 0;  // by those who go first, and by the task itself
    for (const GearClaim& claim : gear.claims) {
      if (is_open(state, claim)) needed += claim.units;
      if (claim.hall == hall && claim.task == task) break;
    }
    if (free_units(state, need.gear) >= needed) continue;
    const GearState& g = state.gear[need.gear];
    awaited.push_back({task, need.gear, g.expected, gear.planned(), g.arrivals.back()});
  }
  return awaited;
}

}  // namespace models
