#include "models/site/room.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using ByCause = Replay::ByCause;

TEST_CASE("units at a dock wait for the hall that is expected first, if none is ready", "[dock]") {
  // Hall b is ready on day 2, hall a on day 3: held by b's readiness, then nothing holds them.
  ScenarioBuilder b(4 * day);
  const auto acme = b.party("acme");
  const auto site = b.site("riverside");
  const auto a = b.hall(site, "a");
  const auto second = b.hall(site, "b");
  b[a].ready = 3 * day;
  b[a].tasks = {{"shell", {}, false, 0, 3 * day}};
  b[second].ready = 2 * day;
  b[second].tasks = {{"fit_out", {}, false, 0, 2 * day}};
  const auto order = b.order("first", acme, b.system("rack", 72));
  b.to(order, site);
  b.lot(order, 1);
  const auto tranche = b.tranche(b.contract("deal", acme, b.party("bigco")), "t1", 72, 0);

  const Replay run(b.build());

  CHECK(run.missing(tranche, 0) == ByCause{{"site:fit_out", 72}});
  CHECK(run.live(2 * day) == 1);
}

TEST_CASE("a unit at the dock is held by positions once another provider has taken the last one", "[dock][cause]") {
  // One crew, 10 h each, three positions. zeta's unit is ranked last: it waits for the crew until acme's third has the
  // last position in hour 20, and for a position from then on.
  ScenarioBuilder b(2 * day);
  const auto acme = b.party("acme");
  const auto bigco = b.party("bigco");
  const auto zeta = b.party("zeta");
  const auto rack = b.system("rack", 72);
  const auto site = b.site("riverside");
  b.step(site, "install", 10, {{b.pool(site, "crew", 1), 1}});
  const auto hall = b.hall(site, "a");
  b[hall].positions = 3;
  for (const auto& [id, buyer, units] : {std::tuple{"first", acme, Units{3}}, {"second", zeta, Units{1}}}) {
    const auto order = b.order(id, buyer, rack);
    b.to(order, hall);
    b.lot(order, units);
  }
  const auto tranche = b.tranche(b.contract("deal", zeta, bigco), "t1", 72, 0);

  const Replay run(b.build());

  CHECK(run.missing(tranche, 19) == ByCause{{"crew", 72}});
  CHECK(run.missing(tranche, 20) == ByCause{{"positions", 72}});
}
