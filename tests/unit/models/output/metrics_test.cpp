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
  return row->value(sum_up(simulation, 0).rows[static_cast<std::size_t>(Scope::world)][0]).value();
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

TEST_CASE("what providers of a kind promise and supply is summed by kind, and what nothing is said of is not",
          "[archetypes]") {
  // A cloud with 72 live of 144 promised, a neocloud with 72 of 72, and a provider of whom nothing is said.
  ScenarioBuilder b(1 * day);
  const auto cloud = b.party("cloud"), neo = b.party("neo"), other = b.party("other"), user = b.party("user");
  b[cloud].archetype = Archetype::hyperscaler;
  b[neo].archetype = Archetype::neocloud;
  const auto rack = b.system("rack", 72);
  const auto hall = b.hall(b.site("riverside"), "a");
  b.installed("a", cloud, rack, hall, 1);
  b.installed("b", neo, rack, hall, 1);
  b.installed("c", other, rack, hall, 1);
  b.tranche(b.contract("one", cloud, user), "t1", 144, 0);
  b.tranche(b.contract("two", neo, user), "t1", 72, 0);

  const Replay run(b.build());
  const PeriodSums sums = sum_up(run.simulation(), 0);
  const auto row = [&](Archetype kind) {
    return sums.rows[static_cast<std::size_t>(Scope::archetype)][static_cast<std::size_t>(kind)];
  };

  CHECK(row(Archetype::hyperscaler).live_accelerators == 72);
  CHECK(row(Archetype::hyperscaler).promised - row(Archetype::hyperscaler).supplied == 72);
  CHECK(row(Archetype::neocloud).promised == 72);
  CHECK(row(Archetype::neocloud).supplied == 72);
  CHECK(row(Archetype::landlord).live_accelerators == 0);
  CHECK(sums.rows[static_cast<std::size_t>(Scope::archetype)].size() == archetype_count);
  CHECK(sums.rows[static_cast<std::size_t>(Scope::silicon)].empty());
}

TEST_CASE("families of silicon share what is live by H100-equivalents", "[silicon]") {
  // Ten racks of 72 with 5.0 and ten of 64 with 4.614 PFLOP/s: 1819.1 and 1492.1 of 3311.2, so 54.9 and 45.1 %.
  ScenarioBuilder b(1 * day);
  const auto acme = b.party("acme");
  const auto blackwell = b->silicon.push_back({"blackwell"}), tpu = b->silicon.push_back({"tpu"});
  const auto gb300 = b.system("gb300", 72), ironwood = b.system("ironwood", 64);
  b[gb300].fp8_pflops = 5.0;
  b[gb300].silicon = blackwell;
  b[ironwood].fp8_pflops = 4.614;
  b[ironwood].silicon = tpu;
  const auto hall = b.hall(b.site("riverside"), "a");
  b.installed("a", acme, gb300, hall, 10);
  b.installed("b", acme, ironwood, hall, 10);

  const Replay run(b.build());
  const PeriodSums sums = sum_up(run.simulation(), 0);
  const auto& families = sums.rows[static_cast<std::size_t>(Scope::silicon)];

  REQUIRE(families.size() == 2);
  CHECK(families[tpu.index].live_accelerators == 640);
  const auto all = metrics();
  const auto share = std::find_if(all.begin(), all.end(), [](const Metric& m) { return m.name == "live_share"; });
  CHECK(share->value(families[blackwell.index]).value() == Approx(0.5494).epsilon(1e-3));
  CHECK(share->value(families[tpu.index]).value() == Approx(0.4506).epsilon(1e-3));
}
