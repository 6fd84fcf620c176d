#include "models/supply/licences.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// Three controlled racks that are made at 24 h and due then, for ten days; each gives 72.
struct Gulf : OneHall {
  OrderId racks;
  TrancheId tranche;

  Gulf() : OneHall(10 * day) {
    b[rack].export_controlled = true;
    racks = order("racks", 3, {.ordered = 0, .requested = day});
    tranche = promise(3 * 72, day);
  }
  void suspend(Hour from, Hour until) {
    event("row", from, until, EffectKind::outage, TargetKind::licence, 0);
    b->licences[LicenceId{0}].suspended.push_back({from, until, EventId{0}});
  }
};

}  // namespace

TEST_CASE("a licence lets whole units leave up to its quantity, in units or in accelerators", "[licence]") {
  System system;
  system.accelerators = 72;
  Licence licence;
  licence.quantity = 200;
  CHECK(room_under(licence, 0, system) == 200);
  CHECK(room_under(licence, 199, system) == 1);
  CHECK(room_under(licence, 200, system) == 0);
  licence.counts_accelerators = true;
  CHECK(room_under(licence, 0, system) == 2);  // 144 of 200; 56 are no rack
  CHECK(room_under(licence, 144, system) == 0);
}

TEST_CASE("a licence is in force from its date on, but while it is suspended", "[licence]") {
  Licence licence;
  licence.granted = 100;
  licence.suspended = {{120, 130, EventId{0}}};
  CHECK_FALSE(is_in_force(licence, 99));
  CHECK(is_in_force(licence, 100));
  CHECK_FALSE(is_in_force(licence, 120));
  CHECK_FALSE(is_in_force(licence, 129));
  CHECK(is_in_force(licence, 130));
}

TEST_CASE("controlled units are made and held until their licence is granted, and beyond its quantity for good",
          "[licence][cause]") {
  // Made at 24 h; the licence of two racks comes at 100 h. (100 - 24) x 216 + (240 - 100) x 72 = 16,416 + 10,080.
  Gulf g;
  g.b.licence("gulf", 100).quantity = 2;
  const Replay run(g.b.build());

  CHECK(run.missing(g.tranche, 99) == ByCause{{"licence:gulf", 216}});
  CHECK(run.missing(g.tranche, 100) == ByCause{{"licence:gulf", 72}});
  CHECK(run.units(UnitState::in_production, 100) == 1);
  CHECK(run.happened(EventKind::licence_granted) == Happenings{{100, 2}});
  CHECK(run.happened(EventKind::units_shipped) == Happenings{{100, 2}});
  CHECK(run.totals(g.tranche) == ByCause{{"needed", 46656}, {"supplied", 20160}, {"licence:gulf", 26496}});
}

TEST_CASE("what is not controlled, or goes where no licence is needed, leaves without one", "[licence]") {
  Gulf g;
  Licence& licence = g.b.licence("gulf", 100);
  const int which = GENERATE(0, 1);
  if (which == 0) g.b[g.rack].export_controlled = false;
  if (which == 1) licence.to_site = {false};
  CHECK(Replay(g.b.build()).live(24) == 3);
}

TEST_CASE("a controlled unit bound for where licences are needed, but not of its system, is held", "[licence][cause]") {
  Gulf g;
  g.b.licence("gulf", 0).for_system = {false};
  CHECK(Replay(g.b.build()).missing(g.tranche, 200) == ByCause{{"licence:gulf", 216}});
}

TEST_CASE("a suspended licence lets nothing leave until it is in force again", "[licence][event]") {
  // In force from the start, and suspended from 10 h to 50 h: what is made at 24 h leaves at 50 h.
  Gulf g;
  g.b.licence("gulf", 0);
  g.suspend(10, 50);
  const Replay run(g.b.build());
  CHECK(run.missing(g.tranche, 49) == ByCause{{"licence:gulf", 216}});
  CHECK(run.live(50) == 3);
}

TEST_CASE("a second licence takes up what the first leaves over, the first by name first", "[licence]") {
  Gulf g;
  g.b.licence("gulf_1", 0).quantity = 1;
  g.b.licence("gulf_2", 60);
  const Replay run(g.b.build());
  CHECK(run.live(24) == 1);
  CHECK(run.missing(g.tranche, 59) == ByCause{{"licence:gulf_2", 144}});
  CHECK(run.live(60) == 3);
}

TEST_CASE("a licence that is granted while shipments are paused lets units leave when the pause ends",
          "[licence][pause]") {
  // Made on a line by 26 h; licensed at 40 h; shipments are paused from 30 h to 70 h.
  Gulf g;
  const LineId line = g.b.line("odm.racks", 3);
  g.b[line].pickup = 1;
  g.b[g.racks].line = line;
  g.b.licence("gulf", 40);
  DatedEvent& strike = g.event("strike", 30, 70, EffectKind::pause, TargetKind::line, line.index);
  strike.of = PauseOf::shipments;
  g.b[line].shipment_pauses = {{30, 70, EventId{0}}};
  const Replay run(g.b.build());
  CHECK(run.missing(g.tranche, 39) == ByCause{{"licence:gulf", 216}});
  CHECK(run.missing(g.tranche, 40) == ByCause{{"shipping:strike", 216}});
  CHECK(run.live(69) == 0);
  CHECK(run.live(70) == 3);
}

TEST_CASE("what is held for a licence can be cancelled", "[licence][event]") {
  Gulf g;
  g.b.licence("gulf", 100);
  DatedEvent& event = g.b.event("dropped", 60, EffectKind::cancel, TargetKind::order, g.racks.index);
  event.units = 2;
  const Replay run(g.b.build());
  CHECK(run.missing(g.tranche, 60) == ByCause{{"licence:gulf", 72}, {"cancelled:dropped", 144}});
  CHECK(run.live(100) == 1);
}
