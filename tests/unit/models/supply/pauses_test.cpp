#include "models/supply/pauses.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

constexpr EventId first{0}, second{1};

// One rack of 72 that is made at 48 h (a day in the queue, a day in the cycle), takes a day on the lane and is live at
// 72 h; promised, and due at 72 h, so that it is never ordered late.
struct OneRack {
  ScenarioBuilder b{10 * day};
  SiteId site = b.site("riverside");
  HallId hall = b.hall(site, "a");
  PartyId acme = b.party("acme");
  LineId line = b.line("odm.racks", 1.0 / 24);
  LaneId lane = b.lane("truck", day);
  OrderId order = b.order("first", acme, b.system("rack", 72));
  TrancheId tranche;

  OneRack() {
    b[line].cycle_time = day;
    b[order].line = line;
    b[order].lane = lane;
    b.to(order, hall);
    b.lot(order, 1);
    tranche = b.tranche(b.contract("deal", acme, b.party("bigco")), "t1", 72, 3 * day);
  }
  void pause(const std::string& id, Hour from, Hour until, PauseOf of) {
    const bool of_line = of == PauseOf::shipments;
    DatedEvent& event = b.event(id, from, EffectKind::pause, of_line ? TargetKind::line : TargetKind::site, 0);
    event.until = until;
    event.of = of;
    const EventId event_id{static_cast<std::uint32_t>(b->events.size() - 1)};
    (of_line ? b[line].shipment_pauses : b[site].receipt_pauses).push_back({from, until, event_id});
  }
};

}  // namespace

TEST_CASE("several pauses act until the last of them is over, and the first by name answers for it", "[pause]") {
  const std::vector<Pause> pauses{{10, 20, second}, {15, 30, first}, {40, 50, first}};
  CHECK_FALSE(paused_by(pauses, 9).exists());
  CHECK(paused_by(pauses, 10) == second);
  CHECK(paused_by(pauses, 15) == first);
  CHECK(paused_by(pauses, 20) == first);
  CHECK_FALSE(paused_by(pauses, 30).exists());
  CHECK(end_of_pauses(pauses, 9) == 9);
  CHECK(end_of_pauses(pauses, 10) == 30);  // by 20 the other one has begun
  CHECK(end_of_pauses(pauses, 30) == 30);
  CHECK(end_of_pauses(pauses, 49) == 50);
}

TEST_CASE("a pause of shipments keeps what is made with its maker, and answers for it", "[pause][cause]") {
  // Made at 48 h, in a pause from 30 h to 80 h: it leaves at 80 h and is live a day later.
  OneRack r;
  r.pause("dock_strike", 30, 80, PauseOf::shipments);
  const Replay run(r.b.build());

  CHECK(run.happened(EventKind::units_made) == Happenings{{48, 1}});
  CHECK(run.happened(EventKind::units_shipped) == Happenings{{80, 1}});
  CHECK(run.happened(EventKind::units_arrived) == Happenings{{104, 1}});
  CHECK(run.units(UnitState::in_production, 79) == 1);
  CHECK(run.missing(r.tranche, 79) == ByCause{{"shipping:dock_strike", 72}});
  CHECK(run.missing(r.tranche, 80) == ByCause{{"logistics", 72}});
}

TEST_CASE("a pause of shipments holds what is made from its first hour on, and nothing in its last", "[pause]") {
  OneRack begins, ends;
  begins.pause("strike", 48, 60, PauseOf::shipments);
  ends.pause("strike", 20, 48, PauseOf::shipments);

  CHECK(Replay(begins.b.build()).happened(EventKind::units_shipped) == Happenings{{60, 1}});
  CHECK(Replay(ends.b.build()).happened(EventKind::units_shipped).empty());
}

TEST_CASE("a pause of receipts keeps what arrives at the gate, and answers for it", "[pause][cause]") {
  // It arrives at 72 h, in a pause from 60 h to 100 h.
  OneRack r;
  r.pause("lockdown", 60, 100, PauseOf::receipts);
  const Replay run(r.b.build());

  CHECK(run.happened(EventKind::units_at_gate) == Happenings{{72, 1}});
  CHECK(run.happened(EventKind::units_arrived) == Happenings{{100, 1}});
  CHECK(run.units(UnitState::in_transit, 99) == 1);
  CHECK(run.missing(r.tranche, 99) == ByCause{{"receiving:lockdown", 72}});
  CHECK(run.live(100) == 1);
}

TEST_CASE("when one of two pauses ends, the other answers for what is held", "[pause][cause]") {
  OneRack r;
  r.pause("audit", 60, 80, PauseOf::receipts);
  r.pause("lockdown", 70, 100, PauseOf::receipts);
  const Replay run(r.b.build());

  CHECK(run.missing(r.tranche, 79) == ByCause{{"receiving:audit", 72}});
  CHECK(run.missing(r.tranche, 80) == ByCause{{"receiving:lockdown", 72}});
  CHECK(run.live(100) == 1);
}

TEST_CASE("what is held is late for its order date as long as anything on its way is", "[pause][cause]") {
  // Quoted 120 h from order to dock: live at 120 h at best, and due at 72 h.
  OneRack r;
  r.pause("dock_strike", 30, 200, PauseOf::shipments);
  auto scenario = r.b.build();
  for (Lot& lot : scenario.lots) lot.planned_live = 120;
  const Replay run(scenario);

  CHECK(run.missing(r.tranche, 119) == ByCause{{"ordered_late", 72}});
  CHECK(run.missing(r.tranche, 120) == ByCause{{"shipping:dock_strike", 72}});
}

TEST_CASE("what is made and held can be cancelled", "[pause][cancel]") {
  OneRack r;
  r.pause("dock_strike", 30, 80, PauseOf::shipments);
  r.b.event("stop", 60, EffectKind::cancel, TargetKind::order, r.order.index).units = no_limit;
  const Replay run(r.b.build());

  CHECK(run.units(UnitState::cancelled, 60) == 1);
  CHECK(run.happened(EventKind::units_shipped).empty());
  CHECK(run.missing(r.tranche, 72) == ByCause{{"cancelled:stop", 72}});
}

TEST_CASE("a pause of transit stops what is on its way, and loading goes on", "[pause][lane]") {
  // Two racks over a lane of one in 12 h; transit 24 h, which stands still from 60 h to 90 h. Shipped at 0 h: the racks
  // pass at 12 and 24 h and arrive at 36 and 48 h, before it. Shipped at 48 h they pass at 60 and 72 h, both in the
  // pause, and arrive 24 h after it.
  const auto arrivals = [](Hour shipped) {
    ScenarioBuilder b(10 * day);
    const auto order = b.order("first", b.party("acme"), b.system("rack", 72));
    b[order].lane = b.lane("truck", 24);
    b[b[order].lane].capacity = {{0, 1.0 / 12}};
    b[b[order].lane].outages = {{60, 90}};
    b.to(order, b.hall(b.site("riverside"), "a"));
    b.lot(order, 2, {.requested = shipped + 24});
    return Replay(b.build()).happened(EventKind::units_arrived);
  };
  CHECK(arrivals(0) == Happenings{{36, 1}, {48, 1}});
  CHECK(arrivals(48) == Happenings{{114, 2}});
}
