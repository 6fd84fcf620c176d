#include "models/supply/licences.hpp"

#include <algorithm>
#include <tuple>

#include "models/supply/pauses.hpp"

namespace models {

namespace {

constexpr auto held = static_cast<std::size_t>(Stage::awaiting_licence);

bool is_for(const Licence& licence, SystemId system, SiteId site) {
  return licence.to_site[site.index] && licence.for_system[system.index];
}

// What a unit counts under a licence.
std::int64_t each(const Licence& licence, const System& system) {
  return licence.counts_accelerators ? system.accelerators : 1;
}

void use(World& world, LicenceId id, const System& system, Units units) {
  const Licence& licence = world.scenario.licences[id];
  std::int64_t& used = world.state.licences[id].used;
  used += units * each(licence, system);
  if (room_under(licence, used, system) > 0) return;
  // What it holds is held by another from now on, whoever's it is.
  for (PartyId party : world.scenario.parties.ids()) world.state.dirty_providers.add(party);
}

}  // namespace

bool is_in_force(const Licence& licence, Hour hour) {
  return licence.granted <= hour && !paused_by(licence.suspended, hour).exists();
}

Units room_under(const Licence& licence, std::int64_t used, const System& system) {
  return (licence.quantity - used) / each(licence, system);
}

LicenceId licence_that_holds(const Scenario& scenario, const State& state, GroupId group, Hour now) {
  const SiteId site = scenario.groups[group].site;
  const SystemId id = scenario.order_of(scenario.groups[group].lot).system;
  const System& system = scenario.systems[id];
  if (!system.export_controlled || !site.exists()) return {};
  LicenceId first, first_to_site, first_with_room;
  for (LicenceId l : scenario.licences.ids()) {
    const Licence& licence = scenario.licences[l];
    if (!licence.to_site[site.index]) continue;
    if (!first_to_site.exists()) first_to_site = l;
    if (!is_for(licence, id, site)) continue;
    if (!first.exists()) first = l;
    if (room_under(licence, state.licences[l].used, system) <= 0) continue;
    if (is_in_force(licence, now)) return {};
    if (!first_with_room.exists()) first_with_room = l;
  }
  return first_with_room.exists() ? first_with_room : first.exists() ? first : first_to_site;
}

Units leave_under_licence(World& world, GroupId group, Stage from, Units units) {
  const Scenario& scenario = world.scenario;
  const SiteId site = scenario.groups[group].site;
  const SystemId id = scenario.order_of(scenario.groups[group].lot).system;
  const System& system = scenario.systems[id];
  if (!system.export_controlled) return units;
  bool is_needed = false;
  Units left = units;
  for (LicenceId l : scenario.licences.ids()) {
    const Licence& licence = scenario.licences[l];
    is_needed = is_needed || licence.to_site[site.index];
    if (!is_for(licence, id, site) || !is_in_force(licence, world.now)) continue;
    const Units n = std::min(left, room_under(licence, world.state.licences[l].used, system));
    if (n <= 0) continue;
    use(world, l, system, n);
    left -= n;
  }
  if (!is_needed) return units;
  if (left > 0) move_units(scenario, world.state, group, from, Stage::awaiting_licence, left);
  return units - left;
}

namespace {

void look_at(World& world, LicenceId id, Hour hour) {
  std::vector<Hour>& looks = world.state.licences[id].looks;
  const auto at = std::lower_bound(looks.begin(), looks.end(), hour);
  if (at != looks.end() && *at == hour) return;
  looks.insert(at, hour);
  world.schedule(hour, EventKind::licence_granted, id.index);
}

}  // namespace

void schedule_licences(World& world) {
  for (LicenceId id : world.scenario.licences.ids()) {
    const Licence& licence = world.scenario.licences[id];
    if (licence.granted >= 0) look_at(world, id, licence.granted);
    for (const Pause& pause : licence.suspended) {
      if (pause.until > 0) look_at(world, id, pause.until);
    }
  }
}

void note_suspension(World& world) {
  for (PartyId party : world.scenario.parties.ids()) world.state.dirty_providers.add(party);
}

std::vector<std::pair<GroupId, Units>> take_licensed(World& world, LicenceId id) {
  const Scenario& scenario = world.scenario;
  const Licence& licence = scenario.licences[id];
  std::vector<std::pair<GroupId, Units>> taken;
  note_suspension(world);  // or the end of one
  if (!is_in_force(licence, world.now)) return taken;
  for (GroupId group : scenario.groups.ids()) {
    const Units here = world.state.groups[group].units[held];
    if (here > 0 && is_for(licence, world.state.groups[group].system, scenario.groups[group].site)) {
      taken.emplace_back(group, here);
    }
  }
  const auto key = [&](const std::pair<GroupId, Units>& of) {
    const Lot& lot = scenario.lots[scenario.groups[of.first].lot];
    return std::tuple(lot.planned_live, lot.order, of.first);
  };
  std::sort(taken.begin(), taken.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  Units total = 0;
  for (auto& [group, units] : taken) {
    const LineId line = scenario.order_of(scenario.groups[group].lot).line;
    const Hour paused = line.exists() ? end_of_pauses(scenario.lines[line].shipment_pauses, world.now) : world.now;
    if (paused > world.now) look_at(world, id, paused);
    const System& system = scenario.system_of(group);
    units = paused > world.now ? 0 : std::min(units, room_under(licence, world.state.licences[id].used, system));
    if (units > 0) use(world, id, system, units);
    total += units;
  }
  if (total > 0 || world.now == licence.granted) world.record(EventKind::licence_granted, id.index, total);
  std::erase_if(taken, [](const auto& of) { return of.second == 0; });
  return taken;
}

}  // namespace models
