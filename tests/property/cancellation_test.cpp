// A cancellation in the very hour in which an order reaches its line.

#include <catch2/catch.hpp>

#include "tests/support/run_record.hpp"

using namespace tests;

namespace {

std::string with_event(const std::string& date) {
  return R"(
schema: 1
id: cancelled_at_once
horizon: { from: 2026-01-05, until: 2026-01-20 }
systems: { rack: { gpus: 8, power: { nominal: 100 kW } } }
parties: { cloud: {} }
suppliers: { maker: { lines: { line: { capacity: 1 unit/d } } } }
sites: { site: { operator: cloud, halls: { hall: {} } } }
orders:
  before: { buyer: cloud, system: rack, quantity: 3 units, ordered: 2025-12-01, made_on: maker.line, to: site.hall }
  dated: { buyer: cloud, system: rack, quantity: 5 units, ordered: 2026-01-10, made_on: maker.line, to: site.hall }
  lineless: { buyer: cloud, system: rack, quantity: 7 units, ordered: 2026-01-10, to: site.hall }
events:
)" + date;
}

std::int64_t cancelled_in(const std::string& events) {
  const CsvRows rows = csv_rows(record_twin_run(with_event(events)).tables.at("units.csv"));
  std::int64_t units = 0;
  for (const auto& row : rows) {
    if (row[0] == "2026-01-20" && row[4] == "cancelled") units += std::stoll(row[5]);
  }
  return units;
}

}  // namespace

TEST_CASE("an order cancelled on its order date is cancelled whole") {
  CHECK(cancelled_in("  stop: { date: 2026-01-10, target: orders.dated, cancel: all }") == 5);
  CHECK(cancelled_in("  stop: { date: 2026-01-10, target: orders.lineless, cancel: 4 units }") == 4);
}

TEST_CASE("an order that stands in the queue when the horizon begins is cancelled whole by an event then, or earlier") {
  CHECK(cancelled_in("  stop: { date: 2026-01-05, target: orders.before, cancel: all }") == 3);
  CHECK(cancelled_in("  stop: { date: 2025-12-20, target: orders.before, cancel: all }") == 3);
}

TEST_CASE("what a line has made of an order cannot be cancelled an hour later") {
  // 10 January 00:00 to 12 January 12:00: two and a half units; the two whole ones were picked up at midnight and are
  // live.
  CHECK(cancelled_in("  stop: { date: 2026-01-12T12:00, target: orders.dated, cancel: all }") == 3);
}
