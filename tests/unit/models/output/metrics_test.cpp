#include "models/output/metrics.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;

namespace {

double world_value(const Simulation& simulation, std::string_view metric) {
  const auto all = metrics();
  const auto row = std::find_if(all.begin(), all.end(), [&](const Metric& m) { return m.name == metric; });
  REQUIRE(row != all.end());
  return row->value(sum_up(simulation).rows[static_cast<std::size_t>(Scope::world)][0]).value();
}

}  // namespace

TEST_CASE("H100-equivalents are dense FP8 rates over that of one H100", "[metric]") {
  // Ten racks of 72 accelerators with 5.0 PFLOP/s each: 720 x 5.0 / 1.979 = 1819.1. A system without a rate counts
  // nothing.
  ScenarioBuilder b(1 * day);
  const auto acme = b.party("acme");
  const auto gb300 = b.system("gb300", 72);
  const auto unrated = b.system("unrated", 8);
  b[gb300].fp8_pflops = 5.0;
  const auto hall = b.hall(b.site("riverside"), "a");
  b.installed("new", acme, gb300, hall, 10);
  b.installed("old", acme, unrated, hall, 4);

  const Replay run(b.build());

  CHECK(world_value(run.simulation(), "live_gpus") == 752);
  CHECK(world_value(run.simulation(), "live_h100e") == Approx(1819.1).margin(0.05));
}
