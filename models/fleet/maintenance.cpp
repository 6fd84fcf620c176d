#include "models/fleet/maintenance.hpp"

#include <algorithm>

#include "models/contract/grants.hpp"
#include "models/site/pools.hpp"

namespace models {

namespace {

const std::vector<NeedOfPool>& needs(const World& world, GroupId group) {
  const Site& site = world.scenario.sites[world.scenario.groups[group].site];
  return site.maintenance_needs[world.state.groups[group].system.index];
}

void use_for_maintenance(World& world, GroupId group, Units units) {
  if (needs(world, group).empty()) return;
  const SiteId site = world.scenario.groups[group].site;
  use_pools(world.scenario.sites[site], world.state.sites[site], needs(world, group), units);
  world.state.crews_changed = true;
}

bool can_go(Stage stage) {
  return stage == Stage::live || stage == Stage::curtailed_power || stage == Stage::curtailed_cooling;
}

void begin(World& world, GroupId group, std::uint32_t index) {
  const Scenario& scenario = world.scenario;
  Fleet& fleet = world.state.fleet;
  FleetUnit& unit = fleet.of(group).units[index];
  if (unit.stage == Stage::live) release_grants(world, group, 1);
  use_for_maintenance(world, group, 1);
  move_unit(scenario, world.state, group, index, Stage::in_maintenance);
  const MaintenancePlan& plan = *scenario.system_of(group).maintenance;
  if (plan.after == AfterRepair::as_new) unit.left = unit.age = 0;
  Fleet::forget_visit(plan, unit);
  ++unit.visits;
  fleet.end_work_in(scenario, group, index, fleet.maintenance_hours(scenario, group, index), world.now);
  ++world.state.halls[scenario.groups[group].hall].maintenance_began_now;
}

}  // namespace

void note_due(World& world, GroupId group, std::uint32_t index) {
  Fleet& fleet = world.state.fleet;
  FleetUnit& unit = fleet.of(group).units[index];
  const SiteId site = world.scenario.groups[group].site;
  if (!unit.is_due && can_go(unit.stage)) {
    unit.is_due = true;
    auto& due = world.state.sites[site].due_maintenance;
    const DueMaintenance added{world.now, world.state.groups[group].site_rank, index, group};
    due.insert(std::upper_bound(due.begin(), due.end(), added), added);
    world.state.dirty_sites.add(site);
  }
  fleet.plan_next_visit(world.scenario, group, index);
}

void end_maintenance(World& world, GroupId group, std::uint32_t unit) {
  const Group& g = world.scenario.groups[group];
  use_for_maintenance(world, group, -1);
  move_unit(world.scenario, world.state, group, unit, Stage::curtailed_power);
  ++world.state.fleet.row(world.state.groups[group].table_row).maintenances;
  ++world.state.halls[g.hall].maintenance_ended_now;
  world.state.dirty_sites.add(g.site);
}

void start_maintenance(World& world, SiteId site) {
  SiteState& state = world.state.sites[site];
  if (state.due_maintenance.empty()) return;
  std::erase_if(state.due_maintenance, [&](const DueMaintenance& due) {
    const FleetUnit& unit = world.state.fleet.of(due.group).units[due.unit];
    if (!unit.is_due) return true;  // it has failed since
    if (fitting_pools(state, needs(world, due.group)) == 0) return false;
    begin(world, due.group, due.unit);
    return true;
  });
  for (HallId hall : world.scenario.sites[site].halls) {
    Units& units = world.state.halls[hall].maintenance_began_now;
    if (units > 0) world.record(EventKind::maintenance_began, hall.index, units);
    units = 0;
  }
}

}  // namespace models
