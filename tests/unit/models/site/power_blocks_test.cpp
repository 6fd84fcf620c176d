#include <catch2/catch.hpp>

#include "models/site/energy_sources.hpp"
#include "models/site/power.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;

namespace {

// Ten racks of 100 kW on 0.8 MW of engines until 1 MW of grid has come, 0.4 MW on day 2 and the rest a day later.
struct Bridged : OneHall {
  BlockId engines = b.block(site, "a_engines", 800 * kilowatt);
  BlockId grid = b.block(site, "b_grid", 1'000 * kilowatt, 2 * day);
  TrancheId tranche = promise(720);

  Bridged() : OneHall(8 * day) {
    b[engines].kind = BlockKind::bridging;
    b[grid].ramp = {{0, 400 * kilowatt}, {day, 1'000 * kilowatt}};
    order("first", 10);
  }
};

}  // namespace

TEST_CASE("a bridging block leaves when the block that replaces it has reached the end of its ramp", "[power]") {
  Bridged s;
  s.b[s.engines].replaced_by = s.grid;
  const auto available = [&](const Replay& run, Hour hour) { return run.state_at(hour).blocks[s.engines].available; };
  const Replay run(s.b.build());
  CHECK(run.live(0) == 8);
  CHECK(run.live(2 * day) == 10);  // 1.2 MW
  CHECK(available(run, 3 * day - 1) == 800 * kilowatt);
  CHECK(available(run, 3 * day) == 0);
  CHECK(run.live(3 * day) == 10);
  CHECK(usable_rating(run.scenario(), run.scenario().sites[s.site]) == 1'000 * kilowatt);

  // The grid comes four days later, and the engines stay.
  s.b.event("slip", day, EffectKind::slip, TargetKind::block, s.grid.index).slip = 4 * day;
  const Replay late(s.b.build());
  CHECK(late.live(5 * day) == 8);
  CHECK(available(late, 7 * day - 1) == 800 * kilowatt);
  CHECK(available(late, 7 * day) == 0);

  // It waits for stages that are never finished.
  s.b->events = {};
  s.b[s.grid].energization = sim::never;
  const Replay never(s.b.build());
  CHECK(available(never, 8 * day - 1) == 800 * kilowatt);
}

TEST_CASE("a block with an end gives nothing from then on", "[power]") {
  Bridged s;
  s.b[s.engines].until = 1 * day;
  s.b[s.grid].energization = 4 * day;
  const Replay run(s.b.build());
  CHECK(run.live(day - 1) == 8);
  CHECK(run.live(day) == 0);
  CHECK(run.missing(s.tranche, day) == ByCause{{"power", 720}});
  CHECK(run.live(4 * day) == 4);
}

TEST_CASE("what is drawn comes from each kind of block in proportion to what it gives", "[energy]") {
  const auto parts = by_source({600, 300, 0}, 90);
  CHECK(parts == std::array<double, 3>{60, 30, 0});
  CHECK(by_source({0, 0, 0}, 90) == std::array<double, 3>{0, 0, 0});

  // In the first hour eight racks draw 0.8 MW from engines; on day 2 ten draw 1 MW, 0.8/1.2 of it from engines.
  Bridged s;
  const Replay run(s.b.build());
  CHECK(run.state_at(0).sites[s.site].source_kwh == std::array<double, 3>{0, 0, 800});
  const auto& later = run.state_at(2 * day).sites[s.site].source_kwh;
  CHECK(later[0] == Approx(1000.0 / 3));
  CHECK(later[2] == Approx(2000.0 / 3));
}
