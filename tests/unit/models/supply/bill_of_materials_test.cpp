#include "models/supply/bill_of_materials.hpp"

#include <catch2/catch.hpp>

#include "models/supply/rework.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using namespace tests;

TEST_CASE("as many parts are started as give the good ones") {
  CHECK(started_for(72, 1.0) == 72);
  CHECK(started_for(72, 0.94) == 77);  // 72 / 0.94 = 76.6
  CHECK(started_for(94, 0.94) == 100);
  CHECK(started_for(1, 0.001) == 1000);
}

TEST_CASE("a bill of materials is exploded tier by tier") {
  // A rack takes 72 packages; at 94 % yield 77 are started, each of 2304 Gb and out of a fourteenth of a wafer.
  ScenarioBuilder b(day);
  const auto cowos = b.line("fab.cowos", 1), tsv = b.line("memory.tsv", 1);
  b[cowos].cycle_time = 100;
  b[tsv].cycle_time = 300;
  const auto hbm = b.part("hbm", tsv), package = b.part("package", cowos);
  b[package].yield = 0.94;
  b[package].per_input = 14;
  b[package].bom = {{hbm, 2304}};
  const auto rack = b.system("rack", 72);
  b[rack].bom = {{package, 72}};
  const Scenario scenario = b.build();

  const auto& tiers = scenario.systems[rack].tiers;
  REQUIRE(tiers.size() == 3);
  CHECK(!tiers[0].part.exists());
  CHECK(tiers[0].inputs == std::vector<std::uint32_t>{1});
  CHECK(tiers[1].part == package);
  CHECK(tiers[1].quantity == 72);
  CHECK(tiers[1].started == 77);
  CHECK(tiers[1].work == 5'500'000);  // 77 / 14 = 5.5 wafers
  CHECK(tiers[1].depth == 1);
  CHECK(tiers[2].part == hbm);
  CHECK(tiers[2].quantity == 77 * 2304);  // 177,408 Gb
  CHECK(tiers[2].started == 177'408);
  CHECK(tiers[2].work == 177'408'000'000);
  CHECK(tiers[2].parent == 1);
  CHECK(tiers[2].depth == 2);

  CHECK(nominal_lead(scenario, scenario.systems[rack], 2) == 300);
  CHECK(nominal_lead(scenario, scenario.systems[rack], 0) == 400);  // the memory, then the packages
}

TEST_CASE("parts made to stock take no nominal time") {
  ScenarioBuilder b(day);
  const auto cowos = b.line("fab.cowos", 1), tsv = b.line("memory.tsv", 1);
  b[cowos].cycle_time = 100;
  b[tsv].cycle_time = 300;
  const auto hbm = b.part("hbm", tsv), package = b.part("package", cowos);
  b[package].bom = {{hbm, 1}};
  const auto rack = b.system("rack", 72);
  b[rack].bom = {{package, 1}};
  b[hbm].to_stock = true;
  const Scenario scenario = b.build();
  CHECK(nominal_lead(scenario, scenario.systems[rack], 0) == 100);
}
