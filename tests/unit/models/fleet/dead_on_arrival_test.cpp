#include "models/fleet/dead_on_arrival.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

// Racks that arrive in hour 0 in a hall that is ready.
struct Delivery : OneHall {
  OrderId racks;
  TrancheId tranche;

  explicit Delivery(Units units) : OneHall(10 * day), racks(order("racks", units)), tranche(promise(72 * units)) {}

  void dead_on_arrival(double share, Hour rework) {
    b[rack].dead_on_arrival = DeadOnArrival{share, rework};
    b[site].arrival_streams = {{sim::stream_number("racks at riverside"), sim::stream_number("rework at riverside")}};
  }
};

}  // namespace

TEST_CASE("a unit that is dead on arrival stands at the dock when its rework is over, and has its own cause",
          "[dead_on_arrival]") {
  // Four racks, all dead, 72 h of rework, then a step of 24 h: live in hour 96.
  Delivery s(4);
  s.dead_on_arrival(1, 72);
  s.b.step(s.site, "install", 24);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_arrived) == Replay::Happenings{{0, 4}});
  CHECK(run.happened(EventKind::units_dead) == Replay::Happenings{{0, 4}});
  CHECK(run.happened(EventKind::units_reworked) == Replay::Happenings{{72, 4}});
  CHECK(run.units(UnitState::at_dock, 71) == 4);
  CHECK(run.units(UnitState::installing, 72) == 4);
  CHECK(run.live(95) == 0);
  CHECK(run.live(96) == 4);
  CHECK(run.totals(s.tranche) == Replay::ByCause{{"needed", 288 * 240},
                                                 {"supplied", 288 * 144},
                                                 {"dead_on_arrival", 288 * 72},
                                                 {"commissioning", 288 * 24}});
}

TEST_CASE("rework of no length keeps a unit no hour, and no share keeps none", "[dead_on_arrival]") {
  for (const auto& [share, rework] : {std::pair(1.0, Hour{0}), std::pair(0.0, Hour{72})}) {
    Delivery s(4);
    s.dead_on_arrival(share, rework);
    const Replay run(s.b.build());
    CHECK(run.live(0) == 4);
  }
}

TEST_CASE("units in rework do not keep a position from those behind them", "[dead_on_arrival][positions]") {
  // Two dead racks come first, two whole ones of the next order 10 h later: these have the two positions.
  Delivery s(2);
  s.dead_on_arrival(1, 72);
  s.b[s.hall].positions = 2;
  const auto server = s.b.system("server", 8);
  const auto order = s.b.order("servers", s.acme, server);
  s.b.to(order, s.hall);
  s.b.lot(order, 2, {.ordered = 10});
  s.b[s.site].arrival_streams.push_back({});

  const Replay run(s.b.build());

  CHECK(run.units_of(order, Stage::live, 10) == 2);
  // 144 less the 16 of the servers are missing: first the racks are in rework, then they have no position.
  CHECK(run.missing(s.tranche, 71) == Replay::ByCause{{"dead_on_arrival", 128}});
  CHECK(run.missing(s.tranche, 72) == Replay::ByCause{{"positions", 128}});
}

TEST_CASE("the share that is dead on arrival is drawn for each unit", "[dead_on_arrival][statistics]") {
  // 3.5 % of 10,000: 350 +- 18.4. With a rework uniform from 0 to 96 h half of them are mended after 48 h.
  Delivery s(10'000);
  s.dead_on_arrival(0.035, 0);
  DeadOnArrival& dead = *s.b[s.rack].dead_on_arrival;
  dead.rework.varies = true;
  dead.rework.drawn.law = sim::Law::uniform(0, 96);

  const Replay run(s.b.build());

  const auto found = static_cast<double>(run.happened(EventKind::units_dead).front().second);
  CHECK(found == Approx(350).margin(4.5 * 18.4));
  const auto left = static_cast<double>(run.units_of(s.racks, Stage::in_rework, 47));
  CHECK(left / found == Approx(0.5).margin(4.5 * 0.027));
}
