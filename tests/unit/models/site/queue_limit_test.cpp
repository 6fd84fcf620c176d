#include "models/site/queue_limit.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::megawatt;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// Racks that were ordered long before.
struct Dock : OneHall {
  using OneHall::OneHall;

  OrderId order(Units units, Hour requested = 0) {
    return OneHall::order("first", units, {.ordered = -30 * day, .requested = requested});
  }
};

}  // namespace

TEST_CASE("a queue holds back what comes beyond its limit, and lets go as it empties", "[queue]") {
  CHECK(held_back(3, 2, 2) == 0);  // two wait, there is room for three
  CHECK(held_back(3, 4, 2) == 1);
  CHECK(held_back(3, 9, 2) == 2);  // no more than came
  CHECK(held_back(0, 1, 1) == 1);
  CHECK(held_back(no_limit, 1'000'000, 1'000'000) == 0);
  CHECK(still_held(3, 5, 2) == 2);
  CHECK(still_held(3, 4, 2) == 1);
  CHECK(still_held(3, 1, 2) == 0);
  CHECK(still_held(3, 9, 0) == 0);  // what was sent back for want of power waits, but keeps no crew
}

TEST_CASE("a flow line without room between its steps keeps each crew until the next step is free", "[queue]") {
  // V025: 20 units through 3, 5 and 2 days with a crew each: unit k is done on day 10 + 5 (k - 1), with or without
  // room, as the longest step sets the pace. Without it the movers keep unit 2 from day 6 to day 8, when unit 1 has
  // been wired, and place unit k + 1 from then on: unit k comes to them on day 3 + 5 (k - 2), k >= 2.
  Dock s(106 * day);
  const auto movers = s.b.pool(s.site, "movers", 1);
  s.b.step(s.site, "place", 3 * day, {{movers, 1}});
  s.b.step(s.site, "wire", 5 * day, {{s.b.pool(s.site, "electricians", 1), 1}});
  s.b.last_step(s.site).queue_limit = 0;
  s.b.step(s.site, "test", 2 * day, {{s.b.pool(s.site, "testers", 1), 1}});
  s.b.last_step(s.site).queue_limit = 0;
  s.order(20);

  const Replay run(s.b.build());

  for (Hour k = 1; k <= 20; ++k) {
    CHECK(run.live((10 + 5 * (k - 1)) * day) == k);
    CHECK(run.live((10 + 5 * (k - 1)) * day - 1) == k - 1);
  }
  const auto free = [&](Hour hour) { return run.state_at(hour).sites[s.site].pool_free[movers]; };
  CHECK(run.units(UnitState::at_dock, 6 * day) == 18);
  CHECK(free(6 * day) == 0);  // unit 2 has been placed, unit 1 is being wired
  CHECK(run.units(UnitState::at_dock, 8 * day - 1) == 18);
  CHECK(run.units(UnitState::at_dock, 8 * day) == 17);
  CHECK(run.units(UnitState::at_dock, 13 * day - 1) == 17);
  CHECK(run.units(UnitState::at_dock, 13 * day) == 16);
}

TEST_CASE("units that wait for power beyond the room for them keep the crew that installed them", "[queue]") {
  // Ten units, one crew, a day each; power for all on day 20, room for two to wait for it. On day 3 the third is
  // installed and the crew is stuck with it; the other seven follow, one a day, from day 20 on.
  Dock s(30 * day);
  s.b.step(s.site, "install", 1 * day, {{s.b.pool(s.site, "crew", 1), 1}});
  s.b.powered_step(s.site, "burn_in", 1 * day);
  s.b.last_step(s.site).queue_limit = 2;
  s.b.block(s.site, "grid", 10 * megawatt, 20 * day);
  s.order(10);
  const auto tranche = s.promise(10 * 72);

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::waiting_power, 19 * day) == 3);
  CHECK(run.missing(tranche, 19 * day) == ByCause{{"crew", 7 * 72}, {"power", 3 * 72}});
  CHECK(run.live(21 * day) == 3);
  for (Hour k = 1; k <= 7; ++k) CHECK(run.live((21 + k) * day) == 3 + k);
}

TEST_CASE("a unit that is held starts the next step with the crew that it keeps", "[queue]") {
  // One crew does both steps, and there is no room between them: unit after unit, 6 + 4 hours each.
  Dock s(2 * day);
  const auto crew = s.b.pool(s.site, "crew", 1);
  s.b.step(s.site, "place", 6, {{crew, 1}});
  s.b.step(s.site, "wire", 4, {{crew, 1}});
  s.b.last_step(s.site).queue_limit = 0;
  s.order(3);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::step_finished) == Happenings{{6, 1}, {10, 1}, {16, 1}, {20, 1}, {26, 1}, {30, 1}});
}

TEST_CASE("a step of no length is passed only as far as the next has room, or its crew can keep units", "[queue]") {
  // Two in the crew that unpacks, in no time; one tester, a day each, and room for one before it. Of five units one is
  // tested, one waits, two are kept by the unpackers, and one stays at the dock.
  Dock s(6 * day);
  const auto unpackers = s.b.pool(s.site, "unpackers", 2);
  s.b.step(s.site, "unpack", 0, {{unpackers, 1}});
  s.b.step(s.site, "test", 1 * day, {{s.b.pool(s.site, "testers", 1), 1}});
  s.b.last_step(s.site).queue_limit = 1;
  s.order(5);

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::at_dock, 0) == 1);
  CHECK(run.units(UnitState::installing, 0) == 4);
  CHECK(run.state_at(0).sites[s.site].pool_free[unpackers] == 0);
  CHECK(run.units(UnitState::at_dock, 1 * day) == 0);
  CHECK(run.state_at(2 * day).sites[s.site].pool_free[unpackers] == 1);
  CHECK(run.live(5 * day) == 5);
}

TEST_CASE("what comes to a full dock stands outside, for the reason for which the dock is full", "[queue]") {
  // Room for three, seven come, and the hall is ready on day 2; then one crew takes two days for each.
  Dock s(20 * day);
  s.b[s.hall].ready = 2 * day;
  s.b.step(s.site, "install", 2 * day, {{s.b.pool(s.site, "crew", 1), 1}});
  s.b.last_step(s.site).queue_limit = 3;
  s.order(7);
  const auto tranche = s.promise(7 * 72);

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::at_dock, 0) == 3);
  CHECK(run.units(UnitState::in_transit, 0) == 4);
  CHECK(run.missing(tranche, 0) == ByCause{{"site:rfs", 7 * 72}});
  CHECK(run.units(UnitState::at_dock, 2 * day) == 3);  // one in work, and one came in for it
  CHECK(run.units(UnitState::in_transit, 2 * day) == 3);
  CHECK(run.missing(tranche, 2 * day) == ByCause{{"commissioning", 72}, {"crew", 6 * 72}});
  CHECK(run.live(16 * day) == 7);  // as soon as without a limit
}

TEST_CASE("a dock that turns units away sends back what finds no room, and the promise of it is lost", "[queue]") {
  Dock s(10 * day);
  s.b[s.hall].ready = 2 * day;
  s.b.step(s.site, "install", 1 * day);
  s.b.last_step(s.site).queue_limit = 3;
  s.b.last_step(s.site).turns_away = true;
  s.order(7, 1 * day);
  const auto tranche = s.promise(7 * 72);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_returned) == Happenings{{1 * day, 4}});
  CHECK(run.units(UnitState::returned, 1 * day) == 4);
  CHECK(run.missing(tranche, 1 * day) == ByCause{{"site:rfs", 3 * 72}, {"turned_away", 4 * 72}});
  CHECK(run.live(3 * day) == 3);
  CHECK(run.missing(tranche, 3 * day) == ByCause{{"turned_away", 4 * 72}});
}

TEST_CASE("a first step without room takes what it can start at once", "[queue]") {
  // Two crews, three days each, a unit a day: units of day 0 and 1 start, day 2 is turned away, day 3 starts, day 4
  // starts, day 5 is turned away.
  Dock s(10 * day);
  s.b.step(s.site, "install", 3 * day, {{s.b.pool(s.site, "crew", 2), 1}});
  s.b.last_step(s.site).queue_limit = 0;
  s.b.last_step(s.site).turns_away = true;
  const OrderId order = s.b.order("first", s.acme, s.rack);
  s.b.to(order, s.hall);
  for (Hour d = 0; d < 6; ++d) s.b.lot(order, 1, {.requested = d * day});

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_returned) == Happenings{{2 * day, 1}, {5 * day, 1}});
  CHECK(run.happened(EventKind::step_finished) == Happenings{{3 * day, 1}, {4 * day, 1}, {6 * day, 1}, {7 * day, 1}});
}
