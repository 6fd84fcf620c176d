#include "models/site/dispatch.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::megawatt;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

TEST_CASE("a unit starts when it has arrived and a crew is free", "[crew]") {
  // V012, Lindley 1952; Kiefer and Wolfowitz 1955: arrivals on days 0, 1, 1, 4, 4, 4, 10, two days of work each.
  const int crews = GENERATE(1, 2);
  OneHall s(20 * day);
  s.b.step(s.site, "install", 2 * day, {{s.b.pool(s.site, "crew", crews), 1}});
  const OrderId order = s.b.order("first", s.acme, s.rack);
  s.b.to(order, s.hall);
  for (const auto& [at, units] : {std::pair<Hour, Units>{0, 1}, {1, 2}, {4, 3}, {10, 1}}) {
    s.b.lot(order, units, {.requested = at * day});
  }

  const Replay run(s.b.build());

  Hour waited = 0;
  for (Hour h = 0; h < 20 * day; ++h) waited += run.units(UnitState::at_dock, h);
  if (crews == 1) {
    // Waits of 0, 1, 3, 2, 4, 6 and 2 days: 18.
    CHECK(run.happened(EventKind::step_finished) ==
          Happenings{
              {2 * day, 1}, {4 * day, 1}, {6 * day, 1}, {8 * day, 1}, {10 * day, 1}, {12 * day, 1}, {14 * day, 1}});
    CHECK(waited == 18 * day);
  } else {
    // Waits of 0, 0, 1, 0, 0, 2 and 0 days: 3.
    CHECK(run.happened(EventKind::step_finished) ==
          Happenings{{2 * day, 1}, {3 * day, 1}, {4 * day, 1}, {6 * day, 2}, {8 * day, 1}, {12 * day, 1}});
    CHECK(waited == 3 * day);
  }
}

TEST_CASE("a bulk delivery is installed in rounds of as many units as there are crews", "[crew]") {
  // V015, D/D/c: 100 units, 7 crews, 3 days each: ceil(100/7) = 15 rounds, the last of 2 units.
  OneHall s(50 * day);
  s.b.step(s.site, "install", 3 * day, {{s.b.pool(s.site, "crew", 7), 1}});
  s.order("first", 100);

  const Replay run(s.b.build());

  Hour sum = 0, last = 0, busy = 0;
  for (const auto& [hour, units] : run.happened(EventKind::step_finished)) {
    sum += hour * units;
    last = hour;
  }
  for (Hour h = 0; h < 50 * day; ++h) busy += 7 - run.state_at(h).sites[s.site].pool_free[0];
  CHECK(last == 45 * day);
  CHECK(sum == 2295 * day);  // mean 22.95 days: (7 x 3 x (1 + .. + 14) + 2 x 45) / 100
  CHECK(run.live(21 * day) == 49);
  CHECK(busy == 300 * day);
}

TEST_CASE("a flow line ends with its first unit's way and then one unit per longest step", "[crew]") {
  // V025: 20 units through steps of 3, 5 and 2 days, one crew each: unit k is done on day 10 + 5 (k - 1), all on day
  // 105.
  OneHall s(106 * day);
  s.b.step(s.site, "place", 3 * day, {{s.b.pool(s.site, "movers", 1), 1}});
  s.b.step(s.site, "wire", 5 * day, {{s.b.pool(s.site, "electricians", 1), 1}});
  s.b.step(s.site, "test", 2 * day, {{s.b.pool(s.site, "testers", 1), 1}});
  s.order("first", 20);

  const Replay run(s.b.build());

  for (Hour k = 1; k <= 20; ++k) {
    CHECK(run.live((10 + 5 * (k - 1)) * day) == k);
    CHECK(run.live((10 + 5 * (k - 1)) * day - 1) == k - 1);
  }
}

TEST_CASE("steps of no length are done in the hour in which they start", "[crew]") {
  OneHall s(1 * day);
  const auto crew = s.b.pool(s.site, "crew", 1);
  s.b.step(s.site, "place", 0, {{crew, 1}});
  s.b.step(s.site, "wire", 0);
  s.b.powered_step(s.site, "test", 0, {{crew, 1}});
  s.order("first", 5, {.requested = 3});

  const Replay run(s.b.build());

  CHECK(run.live(2) == 0);
  CHECK(run.live(3) == 5);
  CHECK(run.state_at(3).sites[s.site].pool_free[0] == 1);
}

TEST_CASE("a step may need several of a pool for one unit", "[crew]") {
  // Five in the crew, two for each unit: two at a time.
  OneHall s(2 * day);
  s.b.step(s.site, "install", 6, {{s.b.pool(s.site, "crew", 5), 2}});
  s.order("first", 5);

  CHECK(Replay(s.b.build()).happened(EventKind::step_finished) == Happenings{{6, 2}, {12, 2}, {18, 1}});
}

TEST_CASE("units beyond a hall's positions wait at the dock", "[positions]") {
  OneHall s(1 * day);
  s.b[s.hall].positions = 6;
  s.order("first", 10);
  const auto tranche = s.promise(720);

  const Replay run(s.b.build());

  CHECK(run.live(0) == 6);
  CHECK(run.missing(tranche, 0) == ByCause{{"positions", 4 * 72}});
}

TEST_CASE("a unit that may go to several halls takes the first ready one with room and density", "[positions]") {
  OneHall s(2 * day);
  const auto b_hall = s.b.hall(s.site, "b");
  const auto c_hall = s.b.hall(s.site, "c");
  s.b[s.hall].density_max = 99 * kilowatt;  // too weak a floor for racks of 100 kW
  s.b[b_hall].positions = 4;
  s.b[b_hall].ready = 5;
  s.b[c_hall].positions = 3;
  const auto order = s.b.order("first", s.acme, s.rack);
  s.b.to(order, s.site);
  s.b.lot(order, 10);

  const Replay run(s.b.build());

  const auto used = [&](HallId hall, Hour hour) { return run.state_at(hour).halls[hall].positions_used; };
  CHECK(used(s.hall, 5) == 0);
  CHECK(used(b_hall, 4) == 0);
  CHECK(used(c_hall, 4) == 3);
  CHECK(used(b_hall, 5) == 4);
  CHECK(run.units(UnitState::at_dock, 5) == 3);
}

TEST_CASE("power is asked for before cooling", "[power][cooling]") {
  // Power for 6 of 10 from hour 5, liquid for 4: from hour 5 four are live, two wait for cooling, four for power.
  OneHall s(1 * day);
  s.b[s.rack].liquid = 80 * kilowatt;
  s.b[s.hall].liquid_limit = 320 * kilowatt;
  s.b.block(s.site, "grid", 600 * kilowatt, 5);
  s.order("first", 10);

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::waiting_power, 4) == 10);
  CHECK(run.live(5) == 4);
  const Hour h = 5;
  CHECK(run.units(UnitState::waiting_power, h) + run.units(UnitState::waiting_cooling, h) == 6);
  CHECK(run.units(UnitState::waiting_cooling, h) > 0);  // there is power for one more
}

TEST_CASE("a hall's critical IT limits its units as the site's power does", "[power]") {
  OneHall s(1 * day);
  s.b[s.hall].critical_it = 350 * kilowatt;
  s.order("first", 10);

  CHECK(Replay(s.b.build()).live(0) == 3);
}

TEST_CASE("air and liquid limit apart", "[cooling]") {
  // 80 kW of liquid and 20 kW of air a rack: liquid for 5, air for 3.
  OneHall s(1 * day);
  s.b[s.rack].liquid = 80 * kilowatt;
  s.b[s.hall].liquid_limit = 400 * kilowatt;
  s.b[s.hall].air_limit = 79 * kilowatt;
  s.order("first", 10);

  CHECK(Replay(s.b.build()).live(0) == 3);
}

TEST_CASE("mechanisms that are switched off do not bind", "[power][cooling]") {
  OneHall s(1 * day);
  s.b->power_acts = s.b->cooling_acts = false;
  s.b[s.hall].critical_it = s.b[s.hall].air_limit = 0;
  s.b.block(s.site, "grid", 0);
  s.order("first", 10);

  CHECK(Replay(s.b.build()).live(0) == 10);
}

TEST_CASE("when power falls whole units stop, lowest rank first, and come back when it returns", "[curtailment]") {
  // 1 MW for ten racks; 75 % from hour 24 to 48 is 750 kW: 7 racks run. The later order stops first.
  OneHall s(3 * day);
  const auto grid = s.b.block(s.site, "grid", megawatt);
  const auto early = s.order("early", 6, {.requested = 1});
  const auto late = s.order("late", 4, {.requested = 2});
  s.event("cut", 24, 48, EffectKind::multiply, TargetKind::block, grid.index).factor = 0.75;

  const Replay run(s.b.build());

  CHECK(run.live(23) == 10);
  CHECK(run.units_of(early, Stage::live, 24) == 6);
  CHECK(run.units_of(late, Stage::live, 24) == 1);
  CHECK(run.units(UnitState::curtailed, 47) == 3);
  CHECK(run.live(48) == 10);
}

TEST_CASE("units in bring-up stop before live ones and start their powered steps anew", "[curtailment]") {
  // Four live and four in a step of 10 h that began in hour 20; 400 kW are left from hour 24 to 30. They begin again in
  // hour 30 and are live in hour 40.
  OneHall s(3 * day);
  const auto grid = s.b.block(s.site, "grid", 800 * kilowatt);
  s.b.powered_step(s.site, "test", 10, {{s.b.pool(s.site, "testers", 4), 1}});
  s.installed(4);
  s.order("young", 4, {.requested = 20});
  s.event("cut", 24, 30, EffectKind::multiply, TargetKind::block, grid.index).factor = 0.5;

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::commissioning, 23) == 4);
  CHECK(run.live(24) == 4);
  CHECK(run.units(UnitState::waiting_power, 24) == 4);
  CHECK(run.state_at(24).sites[s.site].pool_free[0] == 4);
  CHECK(run.live(39) == 4);
  CHECK(run.live(40) == 8);
}

TEST_CASE("a cooling loop that fails stops units, and its return starts them", "[curtailment][cooling]") {
  OneHall s(2 * day);
  s.b[s.rack].liquid = 80 * kilowatt;
  s.b[s.hall].liquid_limit = 800 * kilowatt;
  s.installed(10);
  s.event("leak", 5, 9, EffectKind::multiply, TargetKind::liquid_cooling, s.hall.index).factor = 0.45;

  const Replay run(s.b.build());

  // 360 kW of 80 kW each: four run.
  CHECK(run.live(5) == 4);
  CHECK(run.units(UnitState::curtailed, 8) == 6);
  CHECK(run.live(9) == 10);
}

TEST_CASE("a failed unit keeps its place: nobody else gets its power", "[failure]") {
  // Power for ten. One of ten fails for 6 h while an eleventh waits for power.
  OneHall s(2 * day);
  s.b.block(s.site, "grid", megawatt);
  const auto old = s.installed(10);
  s.order("young", 1, {.requested = 2});
  s.trip(old, 5, 1, 6);

  const Replay run(s.b.build());

  CHECK(run.live(5) == 9);
  CHECK(run.units(UnitState::waiting_power, 10) == 1);
  CHECK(run.units_of(old, Stage::live, 11) == 10);
}

TEST_CASE("a unit repaired while power is short waits as curtailed", "[failure][curtailment]") {
  OneHall s(2 * day);
  const auto grid = s.b.block(s.site, "grid", megawatt);
  const auto old = s.installed(10);
  s.trip(old, 5, 4, 6);
  s.event("cut", 6, 20, EffectKind::multiply, TargetKind::block, grid.index).factor = 0.8;

  const Replay run(s.b.build());

  CHECK(run.live(6) == 6);   // of the ten six are whole, and 800 kW would do for eight
  CHECK(run.live(11) == 8);  // of the four that come back two find power
  CHECK(run.units(UnitState::curtailed, 11) == 2);
  CHECK(run.live(20) == 10);
}
