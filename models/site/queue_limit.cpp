#include "models/site/queue_limit.hpp"

#include <algorithm>

#include "models/contract/grants.hpp"
#include "models/site/chain.hpp"
#include "models/site/room.hpp"

namespace models {

Units held_back(Units limit, Units waiting, Units came) { return std::min(came, std::max<Units>(waiting - limit, 0)); }

Units still_held(Units limit, Units waiting, Units held) { return std::min(held, std::max<Units>(waiting - limit, 0)); }

Stage stage_of_arrival(const Site& site) {
  const bool is_limited = step_count(site) > 0 && step_at(site, 0).queue_limit != no_limit;
  return is_limited ? Stage::before_dock : Stage::at_dock;
}

bool open_gate(World& world, SiteId id) {
  const Site& site = world.scenario.sites[id];
  if (stage_of_arrival(site) == Stage::at_dock) return false;
  const QueueState& dock = world.state.sites[id].queues.front();
  const Units limit = step_at(site, 0).queue_limit;
  bool moved = false;
  world.state.site_books[id].ascending(Stage::before_dock, [&](std::uint32_t rank) {
    const GroupId group = world.state.site_books[id].group(rank);
    const Units here = world.state.groups[group].units[static_cast<std::size_t>(Stage::before_dock)];
    const Units units = std::min(here, limit - dock.waiting);
    if (units > 0) move_units(world.scenario, world.state, group, Stage::before_dock, Stage::at_dock, units);
    moved |= units > 0;
    return dock.waiting < limit;
  });
  return moved;
}

void turn_away(World& world, SiteId id) {
  const Site& site = world.scenario.sites[id];
  if (stage_of_arrival(site) == Stage::at_dock || !step_at(site, 0).turns_away) return;
  world.state.site_books[id].ascending(Stage::before_dock, [&](std::uint32_t rank) {
    const GroupId group = world.state.site_books[id].group(rank);
    const Units units = world.state.groups[group].units[static_cast<std::size_t>(Stage::before_dock)];
    remember_turned_away(world, group, units);
    move_units(world.scenario, world.state, group, Stage::before_dock, Stage::returned, units);
    world.state.units_received[world.state.groups[group].table_row] -= units;
    note_routed(world, id, world.scenario.system_of(group), -units);
    world.record_units(EventKind::units_returned, group, units);
    return true;
  });
}

}  // namespace models
