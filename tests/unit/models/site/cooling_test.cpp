#include "models/site/cooling.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::megawatt;
using tests::Replay;
using tests::ScenarioBuilder;
using ByCause = Replay::ByCause;

TEST_CASE("the warmer the water, the more of it a rack takes", "[cooling]") {
  // 135 kW x 90 % = 121,500 W, given back at 55 C. 121,500 x 60,000 / 4123 = 1,768,130 mL K/min, over 30 K, 25, 20, 15,
  // 10. A maker's table for this rack says 59, 71, 89, 119 and 177 L/min: within 1 %.
  CHECK(unit_flow(121'500, 55, 25) == 58'938);
  CHECK(unit_flow(121'500, 55, 30) == 70'725);
  CHECK(unit_flow(121'500, 55, 35) == 88'407);
  CHECK(unit_flow(121'500, 55, 40) == 117'875);
  CHECK(unit_flow(121'500, 55, 45) == 176'813);
  CHECK(unit_flow(0, 55, 45) == 0);
}

TEST_CASE("pumps limit how many units are placed, and a weaker pump stops units", "[cooling]") {
  // 100 L/min each, 450 L/min in all: four of six. At 50 % from day 1 to day 2, 225 L/min: two.
  ScenarioBuilder b(3 * day);
  const auto acme = b.party("acme");
  const auto rack = b.system("rack", 72);
  b[rack].liquid = 80 * kilowatt;
  const auto site = b.site("riverside");
  const auto hall = b.hall(site, "a");
  b[hall].liquid_limit = megawatt;
  b[hall].supply = 40;
  b[hall].flow_limit = 450'000;
  b[hall].unit_flow = {100'000};
  const auto order = b.order("first", acme, rack);
  b.to(order, hall);
  b.lot(order, 6);
  DatedEvent& pump = b.event("pump", day, EffectKind::multiply, TargetKind::liquid_cooling, hall.index);
  pump.until = 2 * day;
  pump.factor = 0.5;
  const auto tranche = b.tranche(b.contract("deal", acme, b.party("bigco")), "t1", 432, 0);

  const Replay run(b.build());

  CHECK(run.live(0) == 4);
  CHECK(run.units(UnitState::waiting_cooling, 0) == 2);
  CHECK(run.state_at(0).halls[hall].flow.operating == 400'000);
  CHECK(run.missing(tranche, 0) == ByCause{{"cooling", 2 * 72}});
  CHECK(run.live(day) == 2);
  CHECK(run.units(UnitState::curtailed, day) == 2);
  CHECK(run.missing(tranche, day) == ByCause{{"cooling", 4 * 72}});
  CHECK(run.live(2 * day) == 4);
}

TEST_CASE("units pass over a hall whose water is too warm for them", "[cooling]") {
  ScenarioBuilder b(1 * day);
  const auto acme = b.party("acme");
  const auto rack = b.system("rack", 72);
  b[rack].liquid = 80 * kilowatt;
  b[rack].warmest_supply = 40;
  const auto site = b.site("riverside");
  const auto warm = b.hall(site, "a");
  const auto cool = b.hall(site, "b");
  b[warm].supply = 40.5;
  b[cool].supply = 40;
  const auto order = b.order("first", acme, rack);
  b.to(order, site);
  b.lot(order, 3);

  const Replay run(b.build());

  CHECK(run.state_at(0).halls[warm].positions_used == 0);
  CHECK(run.state_at(0).halls[cool].positions_used == 3);

  System air_cooled;  // takes no water at all
  air_cooled.nominal = 10 * kilowatt;
  air_cooled.warmest_supply = 20;
  Hall hall;
  hall.supply = 45;
  CHECK(fits(hall, air_cooled));
}
