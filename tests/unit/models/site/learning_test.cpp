#include "models/site/learning.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using Happenings = Replay::Happenings;

TEST_CASE("V070: each doubling multiplies the time of a unit by the rate (Wright)", "[learning]") {
  CHECK(learning_factor(0.8, 1) == 1);
  CHECK(learning_factor(0.8, 2) == Approx(0.8).epsilon(1e-12));
  CHECK(learning_factor(0.8, 4) == Approx(0.64).epsilon(1e-12));
  CHECK(learning_factor(0.8, 8) == Approx(0.512).epsilon(1e-12));
  CHECK(learning_factor(0.8, 100) == Approx(0.227061660868).epsilon(1e-9));  // published tables: 0.2271
  double sum = 0;
  for (std::int64_t n = 1; n <= 1000; ++n) {
    sum += learning_factor(0.8, n);
    if (n == 8) CHECK(sum == Approx(5.34591353327).epsilon(1e-9));
    if (n == 100) CHECK(sum == Approx(32.6508108332).epsilon(1e-9));  // published tables: 32.65
  }
  CHECK(sum == Approx(158.670922957).epsilon(1e-9));
  CHECK(learning_factor(1, 1000) == 1);
}

TEST_CASE("a learned time is the nearest whole hour, half up", "[learning]") {
  CHECK(learned_length(10, 0.95, 2) == 10);  // 9.5
  CHECK(learned_length(10, 0.9, 4) == 8);    // 8.1
  CHECK(learned_length(19, 0.95, 1) == 19);
  CHECK(learned_length(19, 0.95, 2) == 18);    // 18.05
  CHECK(learned_length(19, 0.95, 100) == 14);  // 19 x 0.711 = 13.51
  CHECK(learned_length(0, 0.95, 7) == 0);
}

TEST_CASE("a crew that learns takes less for each unit, and each site learns for itself", "[learning]") {
  // 100 h for the first at 80 %: 100, 80, 70.2, 64, ... h, one after the other: done at 100, 180, 250 and 314 h.
  ScenarioBuilder b(20 * day);
  const auto acme = b.party("acme");
  const auto rack = b.system("rack", 72);
  for (const char* name : {"hill", "lake"}) {
    const auto site = b.site(name);
    const auto hall = b.hall(site, "a");
    b.step(site, "install", 100, {{b.pool(site, "crew", 1), 1}});
    b.last_step(site).learning = 0.8;
    const auto order = b.order(name, acme, rack);
    b.to(order, hall);
    b.lot(order, name == std::string("hill") ? 4 : 1);
  }

  const Replay run(b.build());

  CHECK(run.happened(EventKind::step_finished, 0) == Happenings{{100, 1}, {180, 1}, {250, 1}, {314, 1}});
  CHECK(run.happened(EventKind::step_finished, 1) == Happenings{{100, 1}});
}

TEST_CASE("units that start in one hour learn from each other in the order of their ranks", "[learning]") {
  // Four crews start units 1 to 4 at once: 100, 80, 70 and 64 h. The crew that is done first goes on with unit 5:
  // 100 x 0.8^2.3219 = 59.56 h.
  ScenarioBuilder b(20 * day);
  const auto acme = b.party("acme");
  const auto site = b.site("hill");
  const auto hall = b.hall(site, "a");
  b.step(site, "install", 100, {{b.pool(site, "crew", 4), 1}});
  b.last_step(site).learning = 0.8;
  const auto order = b.order("first", acme, b.system("rack", 72));
  b.to(order, hall);
  b.lot(order, 5);

  CHECK(Replay(b.build()).happened(EventKind::step_finished) ==
        Happenings{{64, 1}, {70, 1}, {80, 1}, {100, 1}, {124, 1}});
}
