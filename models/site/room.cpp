#include "models/site/room.hpp"

#include <algorithm>

#include "models/site/power.hpp"
#include "models/site/rows.hpp"

namespace models {

RoutingCandidate routing_candidate(const World& world, SiteId id) {
  const Scenario& scenario = world.scenario;
  const Site& site = scenario.sites[id];
  const SiteState& state = world.state.sites[id];
  RoutingCandidate candidate{.site = id};
  Units room = 0, ready_room = 0;
  Watts design = 0;
  for (HallId hall : site.halls) {
    if (world.state.halls[hall].cancelled_by.exists()) continue;
    const Units positions = scenario.halls[hall].positions;
    room = std::min(no_limit, room + positions);
    if (world.state.halls[hall].is_ready) ready_room = std::min(no_limit, ready_room + positions);
    design = std::min(no_limit, design + scenario.halls[hall].critical_it);
  }
  candidate.is_ready = state.routed_units < ready_room;
  if (state.routed_units < room) {
    for (HallId hall : site.halls) {
      candidate.expected_ready = std::min(candidate.expected_ready, world.state.halls[hall].expected_ready);
    }
  }
  if (site.limited_by_power) {
    design = std::min(design, it_limit(usable_rating(scenario, site), site.pue_of_limit()));
  }
  candidate.headroom = design - state.routed;
  return candidate;
}

Units room_in(const Scenario& scenario, const State& state, HallId id, SystemId system) {
  const Hall& hall = scenario.halls[id];
  const HallState& h = state.halls[id];
  return std::min({hall.positions - h.positions_used, room_in_rows(hall.lineups, h.in_rows, system),
                   room_in_rows(hall.cdu_groups, h.in_rows, system)});
}

void note_routed(World& world, SiteId site, const System& system, Units units) {
  world.state.sites[site].routed += units * system.nominal;
  world.state.sites[site].routed_units += units;
}

void touch_waiting_providers(World& world, SiteId site) {
  const Book& book = world.state.site_books[site];
  for (Stage stage : {Stage::before_dock, Stage::at_dock, Stage::curtailed_power, Stage::curtailed_cooling}) {
    book.ascending(stage, [&](std::uint32_t rank) {
      world.state.dirty_providers.add(world.scenario.provider_of(book.group(rank)));
      return true;
    });
  }
}

namespace {

// What a unit lacks in a hall before it can be installed there; crew where it lacks nothing else.
DockGate::Kind gate_at(const Scenario& scenario, const State& state, HallId id, SystemId system) {
  const Hall& hall = scenario.halls[id];
  const HallState& h = state.halls[id];
  if (h.positions_used >= hall.positions) return DockGate::Kind::positions;
  if (room_in_rows(hall.lineups, h.in_rows, system) <= 0) return DockGate::Kind::lineup;
  if (room_in_rows(hall.cdu_groups, h.in_rows, system) <= 0) return DockGate::Kind::cdu;
  return h.is_ready ? DockGate::Kind::crew : DockGate::Kind::hall;
}

}  // namespace

DockGate dock_gate(const Scenario& scenario, const State& state, GroupId id) {
  const Group& group = scenario.groups[id];
  DockGate gate{DockGate::Kind::positions, HallId{}};
  Hour earliest = sim::never;
  const auto consider = [&](HallId hall) {
    const DockGate::Kind kind = gate_at(scenario, state, hall, state.groups[id].system);
    if (kind == DockGate::Kind::hall && gate.kind != DockGate::Kind::crew) {
      if (state.halls[hall].expected_ready >= earliest && gate.hall.exists()) return;  // of cancelled ones the first
      gate = {kind, hall};
      earliest = state.halls[hall].expected_ready;
    } else if (kind < gate.kind) {
      gate.kind = kind;
    }
  };
  if (group.hall.exists()) {
    consider(group.hall);
  } else {
    scenario.for_each_hall_of(group.lot, group.site, [&](HallId hall, GroupId) {
      consider(hall);
      return true;
    });
  }
  return gate;
}

}  // namespace models
