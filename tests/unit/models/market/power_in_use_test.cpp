#include "models/market/power_in_use.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

// Ten racks of 72 and 100 kW that draw 30 kW when idle, 80 for training, 60 for inference and 90 typically.
struct TenRacks : OneHall {
  OrderId old;
  TrancheId tranche;

  explicit TenRacks(std::int64_t promised) : OneHall(4 * day) {
    System& system = b[rack];
    system.idle = 30 * kilowatt;
    system.typical = 90 * kilowatt;
    system.in_use = {80 * kilowatt, 90 * kilowatt, 60 * kilowatt, 90 * kilowatt};
    old = installed(10);
    tranche = promise(promised);
  }
};

Watts drawn(const Replay& run, SiteId site, Hour hour) { return run.state_at(hour).sites[site].it_drawn; }

}  // namespace

TEST_CASE("an accelerator in use draws its part of what its unit draws beside idle", "[power_in_use]") {
  // A server of 8 that draws 3.0 kW when idle.
  CHECK(beside_idle(10'200 - 3'000, 8, 1) == 900);
  CHECK(beside_idle(10'200 - 3'000, 8, 8) == 7'200);
  CHECK(beside_idle(10'203 - 3'000, 8, 4) == 3'602);  // 3601.5, half up
  CHECK(beside_idle(2'200 - 3'000, 8, 4) == -400);
  CHECK(beside_idle(0, 8, 5) == 0);
}

TEST_CASE("power drawn follows the demand, hour by hour", "[power_in_use]") {
  // 360 of 720 are in use for training until hour 24, all of them until 48, none from 48 on: 10 x 30 + 5 x 50 = 550 kW,
  // 800 kW, 300 kW. Energy of the first two days: 24 x 550 + 24 x 800 = 32.4 MWh.
  TenRacks s(720);
  s.b.demand("training", s.bigco, {{0, 360}, {24, 1000}, {48, 0}});

  const Replay run(s.b.build());

  CHECK(drawn(run, s.site, 0) == 550 * kilowatt);
  CHECK(drawn(run, s.site, 23) == 550 * kilowatt);
  CHECK(drawn(run, s.site, 24) == 800 * kilowatt);
  CHECK(drawn(run, s.site, 48) == 300 * kilowatt);
  std::int64_t watt_hours = 0;
  for (Hour hour = 0; hour < 48; ++hour) watt_hours += run.state_at(hour).sites[s.site].it_watt_hours;
  CHECK(watt_hours == 32'400'000);
}

TEST_CASE("each class of workload draws what it draws", "[power_in_use]") {
  // 216 for training and 144 for inference of 720: 300 + 3 x 50 + 2 x 30 = 510 kW.
  TenRacks s(720);
  s.b.demand("chat", s.bigco, {{0, 144}});
  s.b->demands[DemandId{0}].workload = WorkloadClass::inference;
  s.b.demand("training", s.bigco, {{0, 216}});

  const Replay run(s.b.build());

  CHECK(drawn(run, s.site, 5) == 510 * kilowatt);
}

TEST_CASE("what is granted to a customer without a demand draws what is typical, what is granted to nobody is idle",
          "[power_in_use]") {
  // Six of ten racks are granted: 4 x 30 + 6 x 90 = 660 kW.
  TenRacks s(432);

  const Replay run(s.b.build());

  CHECK(drawn(run, s.site, 5) == 660 * kilowatt);
}

TEST_CASE("units that fail or are given back draw no more for use", "[power_in_use]") {
  // Ten racks in use for training; four fail from hour 10 to 20: 6 x 80 = 480 kW. The promise ends in hour 40: 300 kW.
  TenRacks s(720);
  s.b.demand("training", s.bigco, {{0, 720}});
  s.trip(s.old, 10, 4, 10);
  s.b[s.tranche].end = 40;

  const Replay run(s.b.build());

  CHECK(drawn(run, s.site, 9) == 800 * kilowatt);
  CHECK(drawn(run, s.site, 10) == 480 * kilowatt);
  CHECK(drawn(run, s.site, 20) == 800 * kilowatt);
  CHECK(drawn(run, s.site, 40) == 300 * kilowatt);
}
