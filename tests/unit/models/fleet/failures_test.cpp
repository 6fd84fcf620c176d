#include "models/fleet/failures.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

TEST_CASE("a unit fails at the end of its life and is live again after its repair, with a new life", "[failures]") {
  // 100 h live, 10 h in repair: fails in the hours 100 and 210, is whole in 110 and 220. What is installed is new when
  // the horizon begins.
  OneHall s(10 * day);
  s.b.failures(s.rack, 100, 10);
  s.installed(3);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_failed) == Replay::Happenings{{100, 3}, {210, 3}});
  CHECK(run.happened(EventKind::units_repaired) == Replay::Happenings{{110, 3}, {220, 3}});
  CHECK(run.live(99) == 3);
  CHECK(run.units(UnitState::failed, 100) == 3);
  CHECK(run.units(UnitState::failed, 109) == 3);
  CHECK(run.live(110) == 3);
}

TEST_CASE("failed units wait for a repair crew, the best rank first", "[failures][crew]") {
  // Three racks fail in hour 100 and share one crew, 10 h each: whole in 110, 120 and 130; the first fails again in
  // 210. The rack of the later order is the last.
  OneHall s(10 * day);
  s.b.failures(s.rack, 100, 10);
  s.b.repair_needs(s.site, s.rack, {{s.b.pool(s.site, "repair_crew", 1), 1}});
  const auto early = s.b.installed("early", s.acme, s.rack, s.hall, 2);
  const auto late = s.b.installed("late", s.acme, s.rack, s.hall, 1);
  const auto tranche = s.promise(216);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_repaired) ==
        Replay::Happenings{{110, 1}, {120, 1}, {130, 1}, {220, 1}, {230, 1}});
  CHECK(run.units_of(early, Stage::failed, 100) == 1);
  CHECK(run.units_of(early, Stage::awaiting_repair, 109) == 1);
  CHECK(run.units_of(late, Stage::awaiting_repair, 119) == 1);
  CHECK(run.units_of(late, Stage::failed, 120) == 1);
  // Missing in [100, 240): 10 + 20 + 30 h, then 210-220, 220-230 and 230-240, of 72 each: all for failure.
  CHECK(run.totals(tranche) ==
        Replay::ByCause{{"needed", 216 * 240}, {"supplied", 216 * 240 - 72 * 90}, {"failure", 72 * 90}});
  CHECK(run.simulation().state().tranches[tranche].complete_at == 0);  // and stays so
}

TEST_CASE("a repair goes before a step of bring-up that needs the same crew", "[failures][crew]") {
  // The crew has installed the fourth rack of six when the installed one fails in hour 40; it repairs for 5 h and then
  // installs the fifth.
  OneHall s(5 * day);
  const auto crew = s.b.pool(s.site, "crew", 1);
  s.b.step(s.site, "install", 10, {{crew, 1}});
  s.b.failures(s.rack, 40, 5);
  s.b.repair_needs(s.site, s.rack, {{crew, 1}});
  s.installed(1);
  const auto order = s.b.order("young", s.acme, s.rack);
  s.b.to(order, s.hall);
  s.b.lot(order, 6);

  const Replay run(s.b.build());

  CHECK(run.live(39) == 4);
  CHECK(run.live(40) == 4);
  CHECK(run.units(UnitState::failed, 44) == 1);
  CHECK(run.live(45) == 5);
  CHECK(run.live(54) == 4);  // the first of the young ones, live since hour 10, has failed in hour 50
  CHECK(run.units_of(order, Stage::awaiting_repair, 54) == 1);
  CHECK(run.units_of(order, Stage::failed, 55) == 1);  // and has the crew before the sixth is installed
}

TEST_CASE("the clock of a life stands while its unit is switched off", "[failures][curtailment]") {
  // Two racks on 200 kW, of which 100 are left from hour 50 to 70: the second rests and fails in hour 120, not 100.
  OneHall s(6 * day);
  const auto grid = s.b.block(s.site, "grid", 200 * kilowatt);
  s.b.failures(s.rack, 100, 100);
  s.installed(2);
  s.event("cut", 50, 70, EffectKind::multiply, TargetKind::block, grid.index).factor = 0.5;

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::curtailed, 69) == 1);
  CHECK(run.happened(EventKind::units_failed) == Replay::Happenings{{100, 1}, {120, 1}});
}

TEST_CASE("what a failed unit drew brings one back that was switched off", "[failures][curtailment]") {
  // Power for one of two racks from hour 50 on. The one that runs fails in hour 100; the other takes its power.
  OneHall s(6 * day);
  const auto grid = s.b.block(s.site, "grid", 200 * kilowatt);
  s.b.failures(s.rack, 100, 200);
  s.installed(2);
  s.event("cut", 50, 1000, EffectKind::multiply, TargetKind::block, grid.index).factor = 0.5;

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::curtailed, 99) == 1);
  CHECK(run.live(100) == 1);
  CHECK(run.units(UnitState::curtailed, 100) == 0);
}

TEST_CASE("a unit repaired while power is short is curtailed, and its new life begins when it is live",
          "[failures][curtailment]") {
  // It fails in hour 100 and is whole in 110, but the hall has no power until 130: the next failure is in 230.
  OneHall s(11 * day);
  const auto grid = s.b.block(s.site, "grid", 100 * kilowatt);
  s.b.failures(s.rack, 100, 10);
  s.installed(1);
  s.event("cut", 105, 130, EffectKind::multiply, TargetKind::block, grid.index).factor = 0;

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::failed, 109) == 1);
  CHECK(run.units(UnitState::curtailed, 110) == 1);
  CHECK(run.live(130) == 1);
  CHECK(run.happened(EventKind::units_failed) == Replay::Happenings{{100, 1}, {230, 1}});
}

TEST_CASE("a failure by an event ends a life as new, and interrupts one as old", "[failures]") {
  // An event in hour 60, repaired in 70. As new, the next life of 100 h ends in 170; as old, 40 h are left: 110.
  for (const AfterRepair after : {AfterRepair::as_new, AfterRepair::as_old}) {
    OneHall s(8 * day);
    s.b.failures(s.rack, 100, 1000).after_repair = after;
    const auto old = s.installed(1);
    s.trip(old, 60, 1, 10);

    const Replay run(s.b.build());

    CHECK(run.live(70) == 1);
    CHECK(run.happened(EventKind::units_failed) ==
          Replay::Happenings{{60, 1}, {after == AfterRepair::as_new ? 170 : 110, 1}});
  }
}

TEST_CASE("a repair of no length needs its crew only to be free", "[failures][crew]") {
  OneHall s(5 * day);
  s.b.failures(s.rack, 100, 0);
  s.b.repair_needs(s.site, s.rack, {{s.b.pool(s.site, "repair_crew", 1), 1}});
  s.installed(3);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_failed) == Replay::Happenings{{100, 3}});
  CHECK(run.happened(EventKind::units_repaired) == Replay::Happenings{{100, 3}});
  CHECK(run.live(100) == 3);
}

TEST_CASE("early failures come first where the shape of a life is below one", "[failures][statistics]") {
  // 4,000 racks, Weibull of shape 0.7 and scale 1000 h, no repair in time: 1 - exp(-0.168^0.7) = 24.93 % fail in the
  // first week; of those live after four weeks (672 h) only 1 - exp(0.672^0.7 - 0.84^0.7) = 12.01 % in the fifth. The
  // standard errors are 27 and 15 racks.
  OneHall s(5 * week);
  s.b.failures(s.rack, 1, 1000).life.varies = true;
  s.b[s.rack].failures->life.drawn.law = sim::Law::weibull(0.7, 1000);
  s.installed(4000);
  s.b->report_step = ReportStep::hour;

  const Replay run(s.b.build());

  const auto live_after = [&](Hour hours) { return static_cast<double>(run.live(hours - 1)); };
  CHECK(4000 - live_after(1 * week) == Approx(997).margin(4.5 * 27));
  const double fifth = live_after(4 * week) - live_after(5 * week);
  CHECK(fifth / live_after(4 * week) == Approx(0.1201).margin(4.5 * 0.0075));
}
