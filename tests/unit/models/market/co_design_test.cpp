#include "models/market/co_design.hpp"

#include <catch2/catch.hpp>

#include "models/market/effective_compute.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

constexpr Watts base = 90 * kilowatt;

// Ten racks of 90 kW typical; from hour 24 on 96 % of that, and 110 % of the compute.
struct Designed : OneHall {
  Designed() : OneHall(4 * day) {
    b[rack].typical = b[rack].idle = base;
    b[rack].in_use.fill(base);
    b[rack].more_power.push_back({24, sim::never, 0.96});
    b[rack].more_compute.push_back({24, sim::never, 1.1});
    event("design", 24, sim::never, EffectKind::multiply, TargetKind::system, rack.index).factor = 0.96;
  }
};

}  // namespace

TEST_CASE("live units draw less from the date of a co-design on, and deliver more", "[co_design]") {
  // 900 kW on the first day, 864 kW from then on; the first two days take 24 x 900 + 24 x 864 = 42,336 kWh.
  Designed s;
  s.installed(10);
  const Replay run(s.b.build());

  CHECK(run.state_at(23).sites[s.site].it_drawn == 900 * kilowatt);
  CHECK(run.state_at(24).sites[s.site].it_drawn == 864 * kilowatt);
  std::int64_t energy = 0;
  for (Hour hour = 0; hour < 48; ++hour) energy += run.state_at(hour).sites[s.site].it_drawn;
  CHECK(energy == 42'336 * kilowatt);
  CHECK(effective_part(run.scenario(), s.rack, 23) == 1);
  CHECK(effective_part(run.scenario(), s.rack, 24) == Approx(1.1));
  CHECK(run.state_at(24).sites[s.site].it_live == 1000 * kilowatt);  // placement reserves what it did
}

TEST_CASE("units that go live after a co-design draw what it made of them", "[co_design]") {
  Designed s;
  s.order("late", 10, {.ordered = 30});
  const Replay run(s.b.build());
  CHECK(run.state_at(29).sites[s.site].it_drawn == 0);
  CHECK(run.state_at(30).sites[s.site].it_drawn == 864 * kilowatt);
}

TEST_CASE("power in use is multiplied for every class, idle power is as it was, but no more than typical",
          "[co_design]") {
  System system;
  system.typical = 100;
  system.idle = 70;
  system.in_use = {90, 100, 60, 100};
  system.more_power = {{0, 10, 0.9}, {5, sim::never, 0.5}};
  CHECK(draw_at(system, 0).typical == 90);
  CHECK(draw_at(system, 0).in_use == std::array<Watts, 4>{81, 90, 54, 90});
  CHECK(draw_at(system, 0).idle == 70);
  CHECK(draw_at(system, 5).typical == 45);
  CHECK(draw_at(system, 5).idle == 45);
  CHECK(draw_at(system, 10).typical == 50);
}

TEST_CASE("a step of bring-up takes another time for units that begin it from a date on", "[co_design]") {
  // Installation takes 10 h, and 80 % of that from hour 24 on: the rack that begins in hour 20 is live in hour 30, the
  // one that begins in hour 24 in hour 32. Plans count on 10 h.
  OneHall s(4 * day);
  s.b.step(s.site, "install", 10);
  s.b.last_step(s.site).more_time.push_back({24, sim::never, 0.8});
  s.event("robots", 24, sim::never, EffectKind::multiply, TargetKind::step, s.site.index).factor = 0.8;
  const auto before = s.order("before", 1, {.ordered = 20});
  const auto after = s.order("later", 1, {.ordered = 24});
  const Replay run(s.b.build());

  CHECK(run.units_of(before, Stage::live, 29) == 0);
  CHECK(run.units_of(before, Stage::live, 30) == 1);
  CHECK(run.units_of(after, Stage::live, 31) == 0);
  CHECK(run.units_of(after, Stage::live, 32) == 1);
}
