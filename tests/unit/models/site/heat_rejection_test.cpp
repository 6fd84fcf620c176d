#include "models/site/heat_rejection.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::Replay;
using tests::ScenarioBuilder;
using ByCause = Replay::ByCause;

TEST_CASE("a dry cooler takes what the water is warmer than the air, a chiller loses a part per degree", "[cooling]") {
  const HeatRejection dry{RejectionKind::dry_cooler, 40, 50.0, 0};
  CHECK(derating(dry, 45) == 0.5);  // (50 - 45) / (50 - 40)
  CHECK(derating(dry, 40) == 1);
  CHECK(derating(dry, -10) == 1);  // never more than the limit
  CHECK(derating(dry, 50) == 0);
  CHECK(derating(dry, 53) == 0);
  const HeatRejection warmer{RejectionKind::dry_cooler, 40, 55.0, 0};
  CHECK(derating(warmer, 45) == Approx(2.0 / 3));  // 10 / 15
  const HeatRejection chiller{RejectionKind::chiller, 37, {}, 0.0125};
  CHECK(derating(chiller, 37) == 1);
  CHECK(derating(chiller, 43) == Approx(0.925));  // 1 - 6 x 1.25 %
  CHECK(derating(chiller, 200) == 0);
  CHECK(derating(HeatRejection{}, 80) == 1);
}

TEST_CASE("heat stops units for the hours in which it matters, and costs nothing where it never does", "[cooling]") {
  // Ten racks of 80 kW of liquid heat. 31 C, 6 K of daily swing, warmest at 20:00; 6 K more on day 1. Water of 55 C,
  // design 37 C: k hours from the peak 800 x (1 - cos(15 k) / 3) kW are left:
  //   k        0    1    2    3    4    5    6
  //   kW     533  542  569  611  667  731  800
  //   racks    6    6    7    7    8    9   10
  ScenarioBuilder b(3 * day);
  const auto acme = b.party("acme");
  const auto rack = b.system("rack", 72);
  b[rack].liquid = 80 * kilowatt;
  const auto site = b.site("riverside");
  Ambient ambient;
  ambient.mean_of_month.fill(31);
  ambient.daily = 6;
  ambient.peak_hour = 20;
  b[site].ambient = ambient;
  b[site].heat_waves = {{day, 2 * day, 6}};
  const auto hall = b.hall(site, "a");
  b[hall].liquid_limit = 800 * kilowatt;
  b[hall].liquid_rejection = {RejectionKind::dry_cooler, 37, 55.0, 0};
  b[hall].air_limit = 200 * kilowatt;
  b[hall].air_rejection = {RejectionKind::chiller, 43, {}, 0.0125};  // it never is that hot
  b.installed("first", acme, rack, hall, 10);
  const auto tranche = b.tranche(b.contract("deal", acme, b.party("bigco")), "t1", 720, 0);

  const Replay run(b.build());

  std::vector<Units> live;
  for (Hour hour = day; hour < 2 * day; ++hour) live.push_back(run.live(hour));
  CHECK(live ==
        std::vector<Units>{8, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 9, 8, 7, 7, 6, 6, 6, 7, 7});
  CHECK(run.live(2 * day) == 10);
  CHECK(run.live(day - 1) == 10);
  CHECK(run.missing(tranche, day + 20) == ByCause{{"cooling", 4 * 72}});
  CHECK(run.state_at(day + 20).halls[hall].liquid_limit == 533'333);
  CHECK(run.happened(EventKind::liquid_derated).size() == 13);  // at 0, 1, 2 and 15 to 23 of day 1, at 0 of day 2
  CHECK(run.happened(EventKind::air_derated).empty());
}
