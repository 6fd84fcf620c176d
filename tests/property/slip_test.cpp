// Slips in the very hour in which the thing would have come, and slips dated before the horizon.

#include <catch2/catch.hpp>

#include "tests/support/run_record.hpp"

using namespace tests;

namespace {

// The hour in which the promise is complete: one rack, there at once, live as soon as hall and power are.
models::Hour complete(const std::string& hall, const std::string& energization, const std::string& event) {
  const std::string yaml = R"(
schema: 1
id: slip
horizon: { from: 2026-01-05, until: 2026-02-28 }
systems: { rack: { gpus: 8, power: { nominal: 100 kW } } }
parties: { cloud: {}, customer: {} }
sites:
  site:
    operator: cloud
    power: { blocks: { grid: { kind: grid, contracted: 1 MW, energization: )" +
                           energization + R"( } } }
    halls: { hall: )" + hall +
                           R"( }
orders: { order: { buyer: cloud, system: rack, quantity: 1 rack, ordered: 2025-10-01, to: site.hall } }
contracts: { promise: { provider: cloud, customer: customer, tranches: { all: { quantity: 8 GPU, due: 2026-01-05 } } } }
events: { slip: )" + event +
                           " }\n";
  return record_twin_run(yaml).completed.at(0);
}

constexpr models::Hour day = 24;

}  // namespace

TEST_CASE("a slip dated in the hour in which a hall, stage or block would have come still moves it") {
  // 15 January is day 10; with 4 days more, day 14.
  CHECK(complete("{ ready: 2026-01-15 }", "2026-01-05",
                 "{ date: 2026-01-15, target: sites.site.halls.hall, slip: 4 d }") == 14 * day);
  CHECK(complete("{}", "2026-01-15", "{ date: 2026-01-15, target: sites.site.power.blocks.grid, slip: 4 d }") ==
        14 * day);
  CHECK(complete("{ stages: { shell: { started: 2026-01-05, duration: 10 d } } }", "2026-01-05",
                 "{ date: 2026-01-15, target: sites.site.halls.hall.stages.shell, slip: 4 d }") == 14 * day);
}

TEST_CASE("a slip dated an hour after a hall, stage or block has come moves nothing") {
  CHECK(complete("{ ready: 2026-01-15 }", "2026-01-05",
                 "{ date: 2026-01-15T01:00, target: sites.site.halls.hall, slip: 4 d }") == 10 * day);
  CHECK(complete("{}", "2026-01-15", "{ date: 2026-01-15T01:00, target: sites.site.power.blocks.grid, slip: 4 d }") ==
        10 * day);
  CHECK(complete("{ stages: { shell: { started: 2026-01-05, duration: 10 d } } }", "2026-01-05",
                 "{ date: 2026-01-15T01:00, target: sites.site.halls.hall.stages.shell, slip: 4 d }") == 10 * day);
}

TEST_CASE("before the horizon, too, a slip moves what came after it, and nothing that came before it") {
  // The slip is of 20 December. What would have come on 10 December has come; what would on 30 December comes 16 days
  // later, on 15 January.
  const std::string hall = "{ date: 2025-12-20, target: sites.site.halls.hall, slip: 16 d }";
  CHECK(complete("{ ready: 2025-12-10 }", "2026-01-05", hall) == 0);
  CHECK(complete("{ ready: 2025-12-30 }", "2026-01-05", hall) == 10 * day);
  const std::string block = "{ date: 2025-12-20, target: sites.site.power.blocks.grid, slip: 16 d }";
  CHECK(complete("{}", "2025-12-10", block) == 0);
  CHECK(complete("{}", "2025-12-30", block) == 10 * day);
  const std::string stage = "{ date: 2025-12-20, target: sites.site.halls.hall.stages.shell, slip: 40 d }";
  CHECK(complete("{ stages: { shell: { started: 2025-12-01, duration: 9 d } } }", "2026-01-05", stage) == 0);
  // 1 December and 29 days are 30 December; 40 days more are 8 February, day 34.
  CHECK(complete("{ stages: { shell: { started: 2025-12-01, duration: 29 d } } }", "2026-01-05", stage) == 34 * day);
}
