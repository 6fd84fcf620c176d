#include "models/supply/order_events.hpp"

#include <algorithm>

#include "models/contract/grants.hpp"
#include "models/site/dispatch.hpp"
#include "models/site/room.hpp"
#include "models/supply/kits.hpp"

namespace models {

namespace {

Units units_in(const World& world, GroupId group, Stage stage) {
  return world.state.groups[group].units[static_cast<std::size_t>(stage)];
}

// Of the order that an event hits, or of one that stands in for a part of it.
bool is_of_order(const Scenario& scenario, LotId lot, const DatedEvent& event) {
  const OrderId order = scenario.lots[lot].order;  // none: gear
  return order.exists() && scenario.written_order(order).index == event.entity;
}

void cancel_in(World& world, GroupId group, Stage stage, Units units, const CancelledBy& by) {
  if (units <= 0) return;
  remember_cancelled(world, group, stage, units, units * world.scenario.system_of(group).accelerators, by);
  move_units(world.scenario, world.state, group, stage, Stage::cancelled, units);
  const Group& g = world.scenario.groups[group];
  if (g.site.exists()) note_routed(world, g.site, world.scenario.system_of(group), -units);
}

Units cancel_lot(World& world, LotId id, Units units, const CancelledBy& by) {
  const GroupId source = world.scenario.lots[id].source;
  const Units on_line = take_back(world, id, units);
  Units queued = on_line;
  // Not released yet, also in the very hour of its release: dated events come first in an hour.
  const bool waits_for_money = world.state.waits_for_money(id);
  if (world.now <= std::max<Hour>(world.scenario.lots[id].release, 0) || waits_for_money) {
    queued = std::min(units, units_in(world, source, Stage::ordered));
  }
  if (waits_for_money) world.state.money_changed = true;  // less of it is asked for
  cancel_in(world, source, Stage::ordered, queued, by);
  Units cancelled = queued;
  for (const Stage stage : {Stage::in_production, Stage::awaiting_shipment}) {
    const Units here = std::min(units - cancelled, units_in(world, source, stage));
    if (here <= 0) continue;
    abandon_last(world, source, stage, here);
    cancel_in(world, source, stage, here, by);
    cancelled += here;
  }
  const Lot& lot = world.scenario.lots[id];
  for (std::uint32_t i = lot.group_count; i-- > 0;) {  // routed, and not shipped: the sites of the last names first
    const GroupId group{lot.first_group + i};
    const Units here = std::min(units - cancelled, units_in(world, group, Stage::awaiting_licence));
    cancel_in(world, group, Stage::awaiting_licence, here, by);
    cancelled += std::max<Units>(here, 0);
  }
  return cancelled;
}

}  // namespace

void fail_order_units(World& world, EventId id) {
  const DatedEvent& event = world.scenario.events[id];
  Units left = event.units;
  for (GroupId group : world.scenario.groups.ids()) {
    if (left == 0) return;
    if (!is_of_order(world.scenario, world.scenario.groups[group].lot, event)) continue;
    const Units units = std::min(left, units_in(world, group, Stage::live));
    if (units > 0) fail_units(world, group, units, event.repair);
    left -= units;
  }
}

void cancel_order_units(World& world, EventId id) {
  const DatedEvent& event = world.scenario.events[id];
  Units left = event.units;
  for (std::uint32_t i = static_cast<std::uint32_t>(world.scenario.lots.size()); i-- > 0 && left > 0;) {
    const LotId lot{i};
    if (is_of_order(world.scenario, lot, event)) left -= cancel_lot(world, lot, left, {id, {}});
  }
}

void cancel_orders_of(World& world, PartyId buyer, EventId event) {
  for (std::uint32_t i = static_cast<std::uint32_t>(world.scenario.lots.size()); i-- > 0;) {
    const Lot& lot = world.scenario.lots[LotId{i}];
    if (lot.gear.exists() || lot.opening) continue;
    if (world.scenario.orders[lot.order].buyer == buyer) cancel_lot(world, LotId{i}, no_limit, {event, {}});
  }
}

void cancel_if_insolvent(World& world, LotId lot) {
  const EventId event = world.state.parties[world.scenario.order_of(lot).buyer].insolvent_through;
  if (event.exists()) cancel_lot(world, lot, no_limit, {event, {}});
}

void give_up_lot(World& world, LotId id) {
  const OrderId order = world.scenario.lots[id].order;
  const Units cancelled = cancel_lot(world, id, no_limit, {{}, order});
  if (cancelled > 0) world.record(EventKind::lot_cancelled, order.index, cancelled);
}

}  // namespace models
