#include "models/supply/pauses.hpp"

#include <algorithm>

namespace models {

namespace {

bool acts(const Pause& pause, Hour hour) { return pause.from <= hour && hour < pause.until; }

}  // namespace

EventId paused_by(std::span<const Pause> pauses, Hour hour) {
  EventId first;
  for (const Pause& pause : pauses) {
    if (acts(pause, hour) && (!first.exists() || pause.event < first)) first = pause.event;
  }
  return first;
}

Hour end_of_pauses(std::span<const Pause> pauses, Hour hour) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const Pause& pause : pauses) {
      if (!acts(pause, hour)) continue;
      hour = pause.until;
      moved = true;
    }
  }
  return hour;
}

bool hold_shipment(World& world, GroupId group, Units units) {
  const Order& order = world.scenario.order_of(world.scenario.groups[group].lot);
  if (!order.line.exists()) return false;
  const Hour due = end_of_pauses(world.scenario.lines[order.line].shipment_pauses, world.now);
  if (due == world.now) return false;
  move_units(world.scenario, world.state, group, Stage::in_production, Stage::awaiting_shipment, units);
  start_batch(world, group, Stage::awaiting_shipment, units, due, EventKind::units_shipped);
  return true;
}

bool hold_receipt(World& world, GroupId group, Stage from, Units units) {
  const Group& g = world.scenario.groups[group];
  const Hour due = end_of_pauses(world.scenario.sites[g.site].receipt_pauses, world.now);
  if (due == world.now) return false;
  move_units(world.scenario, world.state, group, from, Stage::at_gate, units);
  world.record_units(EventKind::units_at_gate, group, units);
  start_batch(world, group, Stage::at_gate, units, due, EventKind::units_arrived);
  return true;
}

void note_pause(World& world, EventId id) {
  const PauseOf of = world.scenario.events[id].of;
  if (of != PauseOf::shipments && of != PauseOf::receipts) return;
  for (PartyId party : world.scenario.parties.ids()) world.state.dirty_providers.add(party);
}

}  // namespace models
