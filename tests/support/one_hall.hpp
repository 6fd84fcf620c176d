#pragma once
// What most unit tests of the simulation begin with, to derive from or to use as it is.

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

namespace tests {

// acme has racks of 72 accelerators and 100 kW in the hall riverside.a, which is ready from the start, and promises
// them to bigco.
struct OneHall {
  ScenarioBuilder b;
  models::PartyId acme = b.party("acme");
  models::PartyId bigco = b.party("bigco");
  models::SystemId rack = b.system("rack", 72);
  models::SiteId site = b.site("riverside");
  models::HallId hall = b.hall(site, "a");

  explicit OneHall(models::Hour end) : b(end) {}

  // Racks that come without a line and a lane.
  models::OrderId order(const std::string& id, models::Units units, const LotDates& dates = {}) {
    const auto order_id = b.order(id, acme, rack);
    b.to(order_id, hall);
    b.lot(order_id, units, dates);
    return order_id;
  }
  models::OrderId installed(models::Units units) { return b.installed("old", acme, rack, hall, units); }

  // The tranche of a contract of its own.
  models::TrancheId promise(std::int64_t accelerators, models::Hour due = 0, const std::string& contract = "deal") {
    return b.tranche(b.contract(contract, acme, bigco), "t1", accelerators, due);
  }

  models::DatedEvent& event(const std::string& id, models::Hour from, models::Hour until, models::EffectKind effect,
                            models::TargetKind target, std::uint32_t entity) {
    models::DatedEvent& event = b.event(id, from, effect, target, entity);
    event.until = until;
    return event;
  }
  // Live units of the order fail.
  void trip(models::OrderId order, models::Hour at, models::Units units, models::Hour repair) {
    models::DatedEvent& event = b.event("trip" + std::to_string(b->events.size()), at, models::EffectKind::failure,
                                        models::TargetKind::order, order.index);
    event.units = units;
    event.repair = repair;
  }
};

}  // namespace tests
