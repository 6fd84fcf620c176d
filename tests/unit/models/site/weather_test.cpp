#include "models/site/weather.hpp"

#include <catch2/catch.hpp>

#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::ScenarioBuilder;

namespace {

// 20 C in January, 26 in February, 14 in all others; 6 K of daily swing, warmest at 20:00.
Ambient two_months() {
  Ambient ambient;
  ambient.mean_of_month.fill(14);
  ambient.mean_of_month[0] = 20;
  ambient.mean_of_month[1] = 26;
  ambient.daily = 6;
  ambient.peak_hour = 20;
  return ambient;
}

}  // namespace

TEST_CASE("the outside air follows a mean by month and a sine over the day", "[weather]") {
  const Ambient ambient = two_months();
  CHECK(ambient_at(ambient, 0, 20) == 26);  // 20 + 6 cos 0
  CHECK(ambient_at(ambient, 0, 0) == 23);   // four hours later: 20 + 6 cos 60
  CHECK(ambient_at(ambient, 0, 2) == 20);
  CHECK(ambient_at(ambient, 0, 8) == 14);
  CHECK(ambient_at(ambient, 0, 14) == 20);
  CHECK(ambient_at(ambient, 0, 16) == 23);
  CHECK(ambient_at(ambient, 0, 17) == Approx(20 + 6 * 0.70710678));
  CHECK(ambient_at(ambient, 1, 20) == 32);
  CHECK(ambient_at(ambient, 6, 20) == 20);
}

TEST_CASE("a heat wave is added from its first hour to its last", "[weather]") {
  // The scenario starts on 1 January. 5 K more from day 2 to day 4, 3 K more from day 3 on.
  ScenarioBuilder b(60 * day);
  const SiteId site = b.site("riverside");
  b[site].ambient = two_months();
  b[site].heat_waves = {{2 * day, 4 * day, 5}, {3 * day, sim::never, 3}};
  const Scenario scenario = b.build();

  CHECK(ambient_at(scenario, site, day + 20) == 26);
  CHECK(ambient_at(scenario, site, 2 * day) == 23 + 5);
  CHECK(ambient_at(scenario, site, 3 * day + 20) == 26 + 5 + 3);
  CHECK(ambient_at(scenario, site, 4 * day) == 23 + 3);
  CHECK(ambient_at(scenario, site, 31 * day + 20) == 32 + 3);
  CHECK(expected_ambient(scenario, site, 3 * day + 20) == 26);
  CHECK(hottest(scenario, site, 2 * day, 3 * day) == 31);
  CHECK(hottest(scenario, site, 2 * day, 2 * day + 1) == 28);
  CHECK(hottest(scenario.sites[site]) == 32 + 5 + 3);  // a bound: the two never meet February
}
