#include "models/fleet/maintenance.hpp"

#include <catch2/catch.hpp>

#include "models/fleet/visit.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;
using Happenings = Replay::Happenings;

TEST_CASE("first visits are spread over the interval, in a hall and over the halls of a site", "[maintenance]") {
  // Parts of 96 h: 1/2, 1/4, 3/4, 1/8, 5/8; in the second hall 1/3 more, in the third 2/3, in the fourth 1/9.
  CHECK(first_visit(96, 0, 0) == 48);
  CHECK(first_visit(96, 1, 0) == 24);
  CHECK(first_visit(96, 2, 0) == 72);
  CHECK(first_visit(96, 3, 0) == 12);
  CHECK(first_visit(96, 4, 0) == 60);
  CHECK(first_visit(96, 0, 1) == 80);
  CHECK(first_visit(96, 1, 2) == 88);
  CHECK(first_visit(96, 2, 2) == 40);      // 3/4 + 2/3 - 1
  CHECK(first_visit(90, 0, 3) == 55);      // 1/2 + 1/9
  CHECK(first_visit(1, 3, 0) == 1);        // an hour at least
  CHECK(first_visit(2160, 1023, 0) == 1);  // 1/2048 of it
  // Of a thousand units a tenth is due in each tenth of the interval, but for two.
  std::array<int, 10> of_tenth{};
  for (std::uint32_t unit = 0; unit < 1000; ++unit)
    ++of_tenth[static_cast<std::size_t>(first_visit(10'000, unit, 1) / 1000)];
  for (int units : of_tenth) CHECK(std::abs(units - 100) <= 2);
}

TEST_CASE("units are out for maintenance one after the other, by the calendar", "[maintenance]") {
  // Three racks, every 96 h for 6 h: the first in the hours 48 and 144, the second in 24, 120 and 216, the third in 72
  // and 168. Seven times six hours of a rack are missing.
  OneHall s(10 * day);
  s.b.maintenance(s.rack, 96, 6);
  s.installed(3);
  const auto tranche = s.promise(216);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::maintenance_began) ==
        Happenings{{24, 1}, {48, 1}, {72, 1}, {120, 1}, {144, 1}, {168, 1}, {216, 1}});
  CHECK(run.happened(EventKind::maintenance_ended) ==
        Happenings{{30, 1}, {54, 1}, {78, 1}, {126, 1}, {150, 1}, {174, 1}, {222, 1}});
  CHECK(run.units(UnitState::maintenance, 29) == 1);
  CHECK(run.state_at(29).sites[s.site].it_drawn == 200 * kilowatt);
  CHECK(run.state_at(29).sites[s.site].it.placed == 300 * kilowatt);
  CHECK(run.live(30) == 3);
  CHECK(run.totals(tranche) ==
        Replay::ByCause{{"needed", 216 * 240}, {"supplied", 216 * 240 - 72 * 42}, {"maintenance", 72 * 42}});
}

TEST_CASE("a unit that is due goes on until there is a crew for it, who was due first first", "[maintenance][crew]") {
  // One crew, 30 h each. Due in 24, 48, 72; 120, 144, 168; 216: the second waits from 48 to 54, the third from 72
  // to 84.
  OneHall s(10 * day);
  s.b.maintenance(s.rack, 96, 30);
  s.b.maintenance_needs(s.site, s.rack, {{s.b.pool(s.site, "crew", 1), 1}});
  s.installed(3);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::maintenance_began) ==
        Happenings{{24, 1}, {54, 1}, {84, 1}, {120, 1}, {150, 1}, {180, 1}, {216, 1}});
  CHECK(run.live(50) == 2);
  CHECK(run.state_at(50).sites[s.site].due_maintenance.size() == 1);
}

TEST_CASE("a repair goes before maintenance that needs the same crew", "[maintenance][crew]") {
  // A rack fails in hour 100, when a server is due: the crew is with the rack until 110, then with the server.
  OneHall s(5 * day);
  const auto server = s.b.system("server", 8);
  const auto crew = s.b.pool(s.site, "crew", 1);
  s.b.failures(s.rack, 100, 10);
  s.b.repair_needs(s.site, s.rack, {{crew, 1}});
  s.b.maintenance(server, 200, 5);
  s.b.maintenance_needs(s.site, server, {{crew, 1}});
  s.installed(1);
  s.b.installed("servers", s.acme, server, s.hall, 1);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_failed) == Happenings{{100, 1}});
  CHECK(run.happened(EventKind::maintenance_began) == Happenings{{110, 1}});
}

TEST_CASE("a unit that has failed on its date is passed over, and one that fails while it is due", "[maintenance]") {
  // One rack, every 96 h. It fails in hour 40 for 20 h: 48 passes, 144 does not.
  {
    OneHall s(10 * day);
    s.b.maintenance(s.rack, 96, 6);
    s.trip(s.installed(1), 40, 1, 20);
    CHECK(Replay(s.b.build()).happened(EventKind::maintenance_began) == Happenings{{144, 1}});
  }
  // Two racks, one crew, 40 h each: the second has it from 24 to 64, the first is due in 48 and fails in 50. What was
  // due is done with the repair.
  OneHall s(5 * day);
  s.b.maintenance(s.rack, 96, 40);
  s.b.maintenance_needs(s.site, s.rack, {{s.b.pool(s.site, "crew", 1), 1}});
  s.trip(s.installed(2), 50, 1, 5);
  CHECK(Replay(s.b.build()).happened(EventKind::maintenance_began) == Happenings{{24, 1}});
}

TEST_CASE("the clock of hours live stands while a unit is out, and begins anew with it", "[maintenance][failures]") {
  // A rack lives 100 h; 10 h of repair; maintenance every 80 h live for 5 h, first after 40 h.
  //   as new: live 0-40, 45-125, 130-210, 215-: it never fails
  //   as old: live 0-40 and 45-105, when it fails; as new from 115 on: 80 h to 195, and 20 h more from 200 to 220
  OneHall s(10 * day);
  s.b.failures(s.rack, 100, 10);
  MaintenancePlan& plan = s.b.maintenance(s.rack, 80, 5);
  plan.clock = MaintenanceClock::hours_live;
  plan.after = AfterRepair::as_new;
  s.installed(1);
  const Replay renewed(s.b.build());
  CHECK(renewed.happened(EventKind::maintenance_began) == Happenings{{40, 1}, {125, 1}, {210, 1}});
  CHECK(renewed.happened(EventKind::units_failed).empty());

  plan.after = AfterRepair::as_old;
  const Replay run(s.b.build());
  CHECK(run.happened(EventKind::maintenance_began) == Happenings{{40, 1}, {195, 1}});
  CHECK(run.happened(EventKind::units_failed) == Happenings{{105, 1}, {220, 1}});
}

TEST_CASE("a unit that is switched off is maintained meanwhile", "[maintenance][curtailment]") {
  // Power for one of two racks from hour 20 to 40: the second is off, and due in 24 for 6 h.
  OneHall s(2 * day);
  const auto grid = s.b.block(s.site, "grid", 200 * kilowatt);
  s.b.maintenance(s.rack, 96, 6);
  s.installed(2);
  s.event("cut", 20, 40, EffectKind::multiply, TargetKind::block, grid.index).factor = 0.5;

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::curtailed, 23) == 1);
  CHECK(run.units(UnitState::maintenance, 24) == 1);
  CHECK(run.units(UnitState::curtailed, 24) == 0);
  CHECK(run.live(24) == 1);
  CHECK(run.units(UnitState::curtailed, 30) == 1);
  CHECK(run.live(40) == 2);
}

TEST_CASE("availability under age replacement is that of its renewal cycle (Barlow and Hunter)",
          "[maintenance][statistics]") {
  // Lives uniform from 0 to 200 h, as new after 5 h of maintenance at 100 h live or 20 h of repair before. In whole
  // hours a life is over by k with probability (k + 1/2) / 200: live 75.0025 h a cycle; 0.5025 x 20 + 0.4975 x 5 =
  // 12.5375 h out of it: 75.0025 / 87.54 = 0.85678. 300 racks over 40 weeks are 23,000 cycles: +- 0.00075.
  OneHall s(60 * week);
  s.b.failures(s.rack, 1, 20).life.varies = true;
  s.b[s.rack].failures->life.drawn.law = sim::Law::uniform(0, 200);
  MaintenancePlan& plan = s.b.maintenance(s.rack, 100, 5);
  plan.clock = MaintenanceClock::hours_live;
  plan.after = AfterRepair::as_new;
  s.installed(300);
  s.b->report_step = ReportStep::week;
  struct Look final : ReportObserver {
    double live = 0, out = 0;
    void report(const Simulation& simulation, const ReportPeriod& period) override {
      if (period.begin < 20 * week) return;
      for (const FleetRow& row : simulation.state().fleet.rows()) {
        live += static_cast<double>(row.live_hours);
        out += static_cast<double>(row.waiting_hours + row.repair_hours + row.maintenance_hours);
      }
    }
  } look;
  const Scenario scenario = s.b.build();
  TwinEngine engine;
  Simulation simulation(scenario, engine, SimulationOptions{nullptr, &look, false});
  simulation.run();

  CHECK(look.live / (look.live + look.out) == Approx(0.85678).margin(4.5 * 0.00075));
}
