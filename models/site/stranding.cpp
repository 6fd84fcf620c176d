#include "models/site/stranding.hpp"

#include <algorithm>
#include <set>

#include "models/site/power.hpp"
#include "models/site/rows.hpp"

namespace models {

namespace {

Units fitting(std::int64_t left, std::int64_t each) {
  return each == 0 || left >= no_limit ? no_limit : std::max<std::int64_t>(left, 0) / each;
}

std::int64_t left_of(std::int64_t limit, std::int64_t used) {
  return limit >= no_limit ? no_limit : std::max<std::int64_t>(limit - used, 0);
}

Watts& by(Stranding& stranding, StrandedBy reason) { return stranding.by[static_cast<std::size_t>(reason)]; }
Watts usable(const Stranding& stranding) { return stranding.by[static_cast<std::size_t>(StrandedBy::no_units)]; }

// How a hall would be filled: with which system, or why with none.
struct Filling {
  SystemId system;
  StrandedBy refused_by = StrandedBy::no_units;
  HallRoom room;
  Stranding stranding;
};

StrandedBy refusal(const Hall& hall, const System& system) {
  if (system.nominal > hall.density_max) return StrandedBy::density;
  if (units_per_lineup(hall.lineup_limit, system) == 0) return StrandedBy::lineup;
  if (hall.supply && system.liquid > 0 && *hall.supply > system.warmest_supply) return StrandedBy::water;
  return StrandedBy::cdu;
}

// With units of the system that uses most of `power`.
Filling fill(const Scenario& scenario, const State& state, HallId id, const std::set<SystemId>& systems, Watts power) {
  Filling best;
  best.room.power = power;
  for (SystemId system : systems) {
    const Hall& hall = scenario.halls[id];
    if (!fits(hall, scenario.systems[system])) {
      if (!best.system.exists()) best.refused_by = refusal(hall, scenario.systems[system]);
      continue;
    }
    HallRoom room = room_left(scenario, state, id, system);
    room.power = std::min(room.power, power);
    const Stranding stranding = strand(room, scenario.systems[system], hall.flow_of(system));
    if (best.system.exists() && usable(stranding) <= usable(best.stranding)) continue;
    best = {system, StrandedBy::no_units, room, stranding};
  }
  return best;
}

std::set<SystemId> systems_ordered_to(const State& state, SiteId site) {
  std::set<SystemId> systems;
  for (const State::UnitRow& row : state.unit_rows) {
    if (row.site == site) systems.insert(row.system);
  }
  return systems;
}

}  // namespace

Stranding strand(const HallRoom& room, const System& system, Flow flow) {
  Stranding result;
  result.more = fitting(room.power, system.nominal);
  if (result.more >= no_limit) return {};  // power is not limited: none is stranded
  by(result, StrandedBy::fragment) = room.power - result.more * system.nominal;
  const auto limit_to = [&](StrandedBy reason, Units most) {
    const Units kept = std::min(result.more, most);
    by(result, reason) = (result.more - kept) * system.nominal;
    result.more = kept;
  };
  limit_to(StrandedBy::positions, room.positions);
  limit_to(StrandedBy::lineup, room.lineup);
  limit_to(StrandedBy::cdu, room.cdu);
  limit_to(StrandedBy::liquid, fitting(room.liquid, system.liquid));
  limit_to(StrandedBy::air, fitting(room.air, system.air()));
  limit_to(StrandedBy::flow, fitting(room.flow, flow));
  by(result, StrandedBy::no_units) = result.more * system.nominal;
  return result;
}

HallRoom room_left(const Scenario& scenario, const State& state, HallId id, SystemId system) {
  const Hall& hall = scenario.halls[id];
  const HallState& h = state.halls[id];
  HallRoom room;
  room.power = scenario.power_acts ? left_of(hall_limit(scenario, state, id), h.it.placed) : no_limit;
  room.positions = left_of(hall.positions, h.positions_used);
  room.lineup = room_in_rows(hall.lineups, h.in_rows, system);
  room.cdu = room_in_rows(hall.cdu_groups, h.in_rows, system);
  if (!scenario.cooling_acts) return room;
  room.liquid = left_of(h.liquid_limit, h.liquid.placed);
  room.air = left_of(h.air_limit, h.air.placed);
  room.flow = left_of(h.flow_limit, h.flow.placed);
  return room;
}

std::vector<StrandedPower> stranded_at(const Scenario& scenario, const State& state, SiteId id) {
  const Site& site = scenario.sites[id];
  if (!scenario.power_acts || !site.limited_by_power) return {};
  const std::set<SystemId> systems = systems_ordered_to(state, id);
  Watts left = left_of(state.sites[id].it_limit, state.sites[id].it.placed);
  std::vector<std::pair<HallId, Filling>> fillings;
  for (HallId hall : site.halls) {
    if (!state.halls[hall].is_ready) continue;
    const Watts of_hall = left_of(hall_limit(scenario, state, hall), state.halls[hall].it.placed);
    fillings.emplace_back(hall, fill(scenario, state, hall, systems, std::min(of_hall, left)));
    left -= usable(fillings.back().second.stranding);
  }
  std::vector<StrandedPower> result;
  const auto add = [&](HallId hall, SystemId system, StrandedBy reason, Watts watts) {
    if (watts > 0) result.push_back({hall, system, reason, watts});
  };
  for (auto& [hall, filling] : fillings) {
    const Watts used = usable(filling.stranding);
    const Watts of_hall = left_of(hall_limit(scenario, state, hall), state.halls[hall].it.placed);
    const Watts charged = std::min(of_hall - used, left);
    left -= charged;
    if (!filling.system.exists()) {
      add(hall, SystemId{}, filling.refused_by, charged);
      continue;
    }
    filling.room.power = used + charged;
    const System& system = scenario.systems[filling.system];
    const Stranding stranding = strand(filling.room, system, scenario.halls[hall].flow_of(filling.system));
    for (std::size_t i = 0; i < stranding.by.size(); ++i) {
      add(hall, filling.system, static_cast<StrandedBy>(i), stranding.by[i]);
    }
  }
  add(HallId{}, SystemId{}, StrandedBy::hall, left);
  return result;
}

Watts kept_back(const Scenario& scenario, const State& state, SiteId site) {
  Watts sum = 0;
  for (BlockId id : scenario.sites[site].blocks) {
    const PowerBlock& block = scenario.blocks[id];
    if (state.blocks[id].offered > 0) sum += block.rated - sim::part_of(block.rated, block.usable);
  }
  return sum;
}

}  // namespace models
