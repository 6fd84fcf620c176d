#include "models/supply/substitution.hpp"

#include <algorithm>

#include "models/contract/grants.hpp"
#include "models/site/room.hpp"
#include "models/supply/kits.hpp"
#include "sim/check.hpp"

namespace models {

Substitution substitution(std::span<const Units> open, std::int64_t accelerators, std::int64_t of_other) {
  EXPECTS(accelerators > 0 && of_other > 0);
  Substitution result;
  std::int64_t left = 0;  // accelerators that wait for a whole unit
  for (const Units units : open) {
    left += units * accelerators;
    result.placed.push_back(left / of_other);
    left %= of_other;
  }
  result.remainder = left;
  return result;
}

namespace {

void note_routed_to(World& world, GroupId group, Units units) {
  const SiteId site = world.scenario.groups[group].site;
  if (site.exists()) note_routed(world, site, world.scenario.system_of(group), units);
}

// All units of a lot that are not at work leave their line; returns how many.
Units withdraw(World& world, LotId lot) {
  const GroupId source = world.scenario.lots[lot].source;
  const Units units = world.state.groups[source].units[static_cast<std::size_t>(Stage::ordered)];
  if (units > 0) take_back(world, lot, units);
  return units;
}

// `units` of a lot are of another system now; so many of them are cancelled instead.
void leave(World& world, LotId lot, Units units, Units cancelled) {
  const GroupId source = world.scenario.lots[lot].source;
  const auto to = [&](Stage stage, Units n) {
    if (n > 0) move_units(world.scenario, world.state, source, Stage::ordered, stage, n);
  };
  to(Stage::cancelled, cancelled);
  to(Stage::substituted, units - cancelled);
  note_routed_to(world, source, -units);
}

void place(World& world, LotId lot, Units units) {
  const GroupId source = world.scenario.lots[lot].source;
  add_units(world.scenario, world.state, source, Stage::ordered, units);
  note_routed_to(world, source, units);
}

// `lots` are all those of one order that take over the units of others.
void substitute_order(World& world, std::span<const LotId> lots, EventId event) {
  const Scenario& scenario = world.scenario;
  const auto old_lot = [&](std::size_t i) { return scenario.lots[lots[i]].substitute_of; };
  const std::int64_t accelerators = scenario.system_of(old_lot(0)).accelerators;
  std::vector<Units> open;
  for (std::size_t i = 0; i < lots.size(); ++i) open.push_back(withdraw(world, old_lot(i)));
  const auto [placed, remainder] = substitution(open, accelerators, scenario.system_of(lots.front()).accelerators);

  // The remainder is cancelled of the lots that were asked for last; a unit of which only a part is left goes with the
  // others.
  Units substituted = 0, taken = 0;
  std::int64_t lost = remainder;
  Units whole = remainder / accelerators;
  for (std::size_t i = lots.size(); i-- > 0;) {
    if (open[i] == 0) continue;
    const std::int64_t here = std::min(lost, open[i] * accelerators);
    const Units hit = (here + accelerators - 1) / accelerators;
    remember_cancelled(world, scenario.lots[old_lot(i)].source, Stage::ordered, hit, here, {event, {}});
    const Units cancelled = std::min(whole, open[i]);
    leave(world, old_lot(i), open[i], cancelled);
    lost -= here;
    whole -= cancelled;
    substituted += open[i] - cancelled;
  }
  const OrderId from = scenario.lots[old_lot(0)].order, to = scenario.lots[lots.front()].order;
  for (std::size_t i = 0; i < lots.size(); ++i) {
    if (placed[i] == 0) continue;
    place(world, lots[i], placed[i]);
    taken += placed[i];
  }
  const GroupId group = scenario.lots[lots.front()].source;  // whose system it is
  if (substituted > 0) world.record(EventKind::units_substituted, from.index, substituted, 0, group);
  if (taken > 0) world.record(EventKind::lot_ordered, to.index, taken);
}

}  // namespace

void substitute_orders(World& world, EventId event) {
  const Scenario& scenario = world.scenario;
  std::vector<LotId> lots;  // of one order, which stand together
  const auto close_order = [&] {
    if (!lots.empty()) substitute_order(world, lots, event);
    lots.clear();
  };
  for (LotId id : scenario.lots.ids()) {
    const Lot& lot = scenario.lots[id];
    if (!lot.substitute_of.exists() || scenario.orders[lot.order].substituted_by != event) continue;
    if (!lots.empty() && scenario.lots[lots.front()].order != lot.order) close_order();
    lots.push_back(id);
  }
  close_order();
}

}  // namespace models
