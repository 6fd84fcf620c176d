#include "models/supply/rework.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

TEST_CASE("what fails is reworked as often as it fails, or scrapped") {
  // 90 % pass, and half of what fails goes round again: of 100 started 90 + 4.5 + 0.225 + .. = 90 / 0.95 are good.
  CHECK(good_share(0.9, 0.5) == Approx(0.9 / 0.95));
  // 72 good ones: 72 x 0.95 / 0.9 = 76 are started, 76 x 0.05 / 0.95 = 4 times one goes round again, 4 are scrapped.
  CHECK(started_for(72, 0.9, 0.5) == 76);
  CHECK(reworked_of(76, 0.9, 0.5) == 4);
  // Nothing reworked: 80 are started and 8 scrapped; all reworked: 72 are started, 8 times one goes round.
  CHECK(started_for(72, 0.9, 0) == 80);
  CHECK(reworked_of(80, 0.9, 0) == 0);
  CHECK(started_for(72, 0.9, 1) == 72);
  CHECK(reworked_of(72, 0.9, 1) == 8);
  CHECK(good_share(1, 0.5) == 1);
}

TEST_CASE("each good one passes its line as often as without rework") {
  for (double yield : {0.5, 0.8, 0.94}) {
    for (double rework : {0.0, 0.3, 0.6, 1.0}) {
      const std::int64_t started = started_for(1'000'000, yield, rework);
      const auto passes = static_cast<double>(started + reworked_of(started, yield, rework));
      CHECK(passes == Approx(1e6 / yield).epsilon(1e-5));
    }
  }
}

TEST_CASE("what is started is good or scrapped, and losses count whole ones") {
  // 80 passes at 90 %, half reworked: 76 were new, 72 of them good.
  CHECK(outcome_of(80, 0.9, 0.5).started == 76);
  CHECK(outcome_of(80, 0.9, 0.5).good == 72);
  CHECK(losses_of(72, 0.9, 0.5).scrapped == 4);
  CHECK(losses_of(72, 0.9, 0.5).reworked == 4);
  CHECK(losses_of(17, 0.9, 0.5).scrapped == 0);  // 17 x 0.1 / 0.9 / 2 = 0.94
  for (std::int64_t passes = 0; passes < 200; ++passes) {
    const Outcome outcome = outcome_of(passes, 0.83, 0.4);
    CHECK(outcome.good <= outcome.started);
    CHECK(outcome.started <= passes);
  }
}

// Racks of 6 packages on a line of one rack a day. At 80 % yield of which 60 % are reworked, 1 / 0.8 = 1.25 days of the
// line go into a good rack, and 6 x (1 - 0.6 x 0.2) / 0.8 = 6.6 packages, 7 in whole ones, at one package an hour.
TEST_CASE("units that fail at the end of their line take its capacity and their parts") {
  OneHall w(40 * day);
  const auto line = w.b.line("odm.racks", 1.0 / 24), fab = w.b.line("fab.cowos", 1);
  w.b[line].pickup = 1;
  w.b[fab].pickup = 1;
  const auto package = w.b.part("package", fab);
  w.b[w.rack].bom = {{package, 6}};
  w.b[w.rack].yield = 0.8;
  w.b[w.rack].rework = 0.6;
  const auto order = w.order("racks", 10);
  w.b[order].line = line;
  const Replay run(w.b.build());
  CHECK(run.scenario().systems[w.rack].tiers[0].work == 1'250'000);
  CHECK(run.scenario().systems[w.rack].tiers[1].quantity == 7);
  const State& end = run.state_at(40 * day - 1);
  CHECK(end.parts[package].used == 70);
  CHECK(end.made[w.rack] == 10);
  // The first kit is there at 7 h; then a rack every 30 h.
  const Replay::Happenings made = run.happened(EventKind::units_made);
  REQUIRE(made.size() == 10);
  CHECK(made.front() == std::pair<Hour, std::int64_t>(37, 1));
  CHECK(made.back() == std::pair<Hour, std::int64_t>(307, 1));
  // 10 good ones: 10 x 0.2 / 0.8 = 2.5 fail, 1.5 of which go round again and 1 is scrapped.
  CHECK(losses_of(10, 0.8, 0.6).scrapped == 1);
  CHECK(losses_of(10, 0.8, 0.6).reworked == 1);
}
