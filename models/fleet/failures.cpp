#include "models/fleet/failures.hpp"

#include <algorithm>

#include "models/contract/grants.hpp"
#include "models/fleet/maintenance.hpp"
#include "models/fleet/spares.hpp"
#include "models/site/pools.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

const std::vector<NeedOfPool>& repair_needs(const World& world, GroupId group) {
  const Site& site = world.scenario.sites[world.scenario.groups[group].site];
  return site.repair_needs[world.state.groups[group].system.index];
}

void use_for_repair(World& world, GroupId group, Units units) {
  const SiteId site = world.scenario.groups[group].site;
  use_pools(world.scenario.sites[site], world.state.sites[site], repair_needs(world, group), units);
  world.state.crews_changed = true;
}

FleetRow& row_of(World& world, GroupId group) { return world.state.fleet.row(world.state.groups[group].table_row); }

const std::vector<UseOfPart>& repair_parts(const World& world, GroupId group) {
  const Site& site = world.scenario.sites[world.scenario.groups[group].site];
  return site.repair_parts[world.state.groups[group].system.index];
}

// A unit whose life ended asks for the parts that its repair uses, if any; where it waits then.
Stage ask_for_parts(World& world, GroupId group, std::uint32_t unit) {
  std::uint32_t parts = 0, bit = 1;
  for (const UseOfPart& use : repair_parts(world, group)) {
    if (world.state.fleet.uses_part(world.scenario, group, unit, use)) {
      ask_for_spare(world, use.stock);
      parts |= bit;
    }
    bit <<= 1;
  }
  world.state.fleet.of(group).units[unit].parts = parts;
  return parts == 0 ? Stage::awaiting_repair : Stage::awaiting_spare;
}

// All parts of a repair at once, or none.
void take_parts(World& world, GroupId group, std::uint32_t unit) {
  const std::uint32_t parts = world.state.fleet.of(group).units[unit].parts;
  const auto visit = [&](auto of_stock) {
    std::uint32_t bit = 1;
    for (const UseOfPart& use : repair_parts(world, group)) {
      if ((parts & bit) != 0 && !of_stock(use.stock)) return false;
      bit <<= 1;
    }
    return true;
  };
  if (!visit([&](StockId stock) { return world.state.stocks[stock].on_hand > 0; })) return;
  visit([&](StockId stock) {
    use_spare(world, stock);
    return true;
  });
  move_unit(world.scenario, world.state, group, unit, Stage::awaiting_repair);
}

// Each that fits takes its parts, by rank.
void hand_out_spares(World& world, SiteId site) {
  const auto& stocks = world.scenario.sites[site].stocks;
  if (std::all_of(stocks.begin(), stocks.end(), [&](StockId id) { return world.state.stocks[id].on_hand == 0; }))
    return;
  const Book& book = world.state.site_books[site];
  book.ascending(Stage::awaiting_spare, [&](std::uint32_t rank) {
    const GroupId group = book.group(rank);
    const FleetGroup& units = world.state.fleet.of(group);
    std::uint32_t unit = units.best_in(Stage::awaiting_spare);
    while (unit != FleetGroup::none) {
      take_parts(world, group, unit);
      unit = units.next_in(Stage::awaiting_spare, unit);
    }
    return true;
  });
  serve_consumption(world, site);
}

// The unit is whole; it is live when its site is settled, as far as the limits allow.
void end_repair(World& world, GroupId group, std::uint32_t unit) {
  const Group& g = world.scenario.groups[group];
  move_unit(world.scenario, world.state, group, unit, Stage::curtailed_power);
  ++row_of(world, group).repairs;
  ++world.state.halls[g.hall].repaired_now;
  world.state.dirty_sites.add(g.site);
}

void start_repair(World& world, GroupId group, std::uint32_t unit) {
  const Hour hours = world.state.fleet.repair_hours(world.scenario, group, unit);
  if (hours == 0) {
    end_repair(world, group, unit);
    return;
  }
  use_for_repair(world, group, 1);
  move_unit(world.scenario, world.state, group, unit, Stage::failed);
  world.state.fleet.of(group).units[unit].holds_needs = true;
  world.state.fleet.end_work_in(world.scenario, group, unit, hours, world.now);
}

void log_now(World& world, EventKind kind, HallId hall, Units HallState::*now) {
  Units& units = world.state.halls[hall].*now;
  if (units > 0) world.record(kind, hall.index, units);
  units = 0;
}

}  // namespace

void end_lives_and_repairs(World& world) {
  Fleet& fleet = world.state.fleet;
  if (fleet.next_hour() != world.now) return;
  for (const FleetEvent& end : fleet.take(world.now)) {
    FleetUnit& unit = fleet.of(end.group).units[end.unit];
    if (end.plan != (end.is_visit ? unit.visit_plan : unit.plan)) continue;
    if (end.is_visit) {
      note_due(world, end.group, end.unit);
      continue;
    }
    if (unit.stage == Stage::in_maintenance) {
      end_maintenance(world, end.group, end.unit);
      continue;
    }
    if (unit.stage == Stage::failed) {
      if (unit.holds_needs) use_for_repair(world, end.group, -1);
      unit.holds_needs = false;
      end_repair(world, end.group, end.unit);
      continue;
    }
    release_grants(world, end.group, 1);
    move_unit(world.scenario, world.state, end.group, end.unit, ask_for_parts(world, end.group, end.unit));
    fleet.note_failure(world.scenario, end.group, end.unit);
    ++row_of(world, end.group).failures;
    const Group& g = world.scenario.groups[end.group];
    ++world.state.halls[g.hall].failed_now;
    world.state.dirty_sites.add(g.site);
  }
  for (HallId hall : world.scenario.halls.ids()) log_now(world, EventKind::units_failed, hall, &HallState::failed_now);
  for (HallId hall : world.scenario.halls.ids())
    log_now(world, EventKind::units_repaired, hall, &HallState::repaired_now);
  for (HallId hall : world.scenario.halls.ids()) {
    log_now(world, EventKind::maintenance_ended, hall, &HallState::maintenance_ended_now);
  }
}

void start_repairs(World& world, SiteId site) {
  hand_out_spares(world, site);
  if (world.state.fleet.is_empty()) return;
  const Book& book = world.state.site_books[site];
  book.ascending(Stage::awaiting_repair, [&](std::uint32_t rank) {
    const GroupId group = book.group(rank);
    const FleetGroup& units = world.state.fleet.of(group);
    while (fitting_pools(world.state.sites[site], repair_needs(world, group)) > 0) {
      const std::uint32_t unit = units.best_in(Stage::awaiting_repair);
      if (unit == FleetGroup::none) break;
      start_repair(world, group, unit);
    }
    return true;
  });
  for (HallId hall : world.scenario.sites[site].halls) {
    log_now(world, EventKind::units_repaired, hall, &HallState::repaired_now);
  }
}

void fail_by_event(World& world, GroupId group, Units units, Hour repair) {
  Fleet& fleet = world.state.fleet;
  const auto& law = world.scenario.system_of(group).failures;
  const bool is_new = !law || law->after_repair == AfterRepair::as_new;
  row_of(world, group).failures += units;
  for (Units i = 0; i < units; ++i) {
    const std::uint32_t unit = fleet.of(group).best_in(Stage::live);
    move_unit(world.scenario, world.state, group, unit, Stage::failed);
    if (is_new) fleet.of(group).units[unit].left = 0;
    fleet.note_failure(world.scenario, group, unit);
    fleet.end_work_in(world.scenario, group, unit, repair, world.now);
  }
}

}  // namespace models
