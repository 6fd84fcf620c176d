// Standing orders whose gaps are drawn: what is drawn counts as it is, not as whole hours.

#include <catch2/catch.hpp>

#include "tests/support/run_record.hpp"

TEST_CASE("a standing order with gaps of less than an hour keeps their mean") {
  // 480 h with gaps of 1 h on average: 480 turns, give or take sqrt(480) = 22. Were each at least an hour, they would
  // be 1 + 1 / e = 1.37 h on average and 351 turns.
  const auto scenario = tests::loaded(R"(
schema: 1
id: short_gaps
horizon: { from: 2026-01-05, until: 2026-01-24 }
systems: { rack: { gpus: 8, power: { nominal: 100 kW } } }
parties: { cloud: {} }
sites: { site: { operator: cloud, halls: { hall: {} } } }
orders: { o: { buyer: cloud, system: rack, quantity: 1 unit, to: site.hall, every: { exponential: { mean: 1 h }, draw: each } } }
)");
  const auto turns = static_cast<int>(scenario.scenario.lots.size());
  CHECK(turns > 480 - 4 * 22);
  CHECK(turns < 480 + 4 * 22);
}
