// What becomes of orders when one system is substituted for another, and when they are late.

#include <catch2/catch.hpp>

#include "tests/support/run_record.hpp"

using namespace tests;

namespace {

std::string scenario_with(const std::string& order, const std::string& events) {
  return R"(
schema: 1
id: substitution
horizon: { from: 2026-01-05, until: 2026-02-04 }
systems:
  server: { gpus: 8, power: { nominal: 10 kW }, made_on: maker.line }
  rack: { gpus: 72, power: { nominal: 100 kW }, made_on: maker.line }
  tray: { gpus: 4, power: { nominal: 5 kW }, made_on: maker.line }
parties: { cloud: {} }
suppliers: { maker: { lines: { line: { capacity: 1 unit/d } } } }
sites: { site: { operator: cloud, halls: { hall: {} } } }
orders:
  one: { buyer: cloud, to: site.hall, )" +
         order + " }\nevents: {" + events + "}\n";
}

// Units by state and system at the end: "rack live".
std::map<std::string, std::int64_t> at_end(const std::string& order, const std::string& events) {
  std::map<std::string, std::int64_t> units;
  for (const auto& row : csv_rows(record_twin_run(scenario_with(order, events)).tables.at("units.csv"))) {
    if (row[0] == "2026-02-04") units[row[3] + " " + row[4]] += std::stoll(row[5]);
  }
  return units;
}

using Units = std::map<std::string, std::int64_t>;
const std::string to_rack = "swap: { date: 2026-01-08, target: orders.one, substitute: rack }";

}  // namespace

TEST_CASE("turns of a standing order after a substitution are of the other system, and their rest waits for the next") {
  // A turn of 5 servers (40 accelerators) every day from day 0 to day 9, one unit made a day. On day 3 the 3 servers of
  // the line's first days are there (days 1, 2 and 3: the last is picked up on day 3, after the event): 13 are open,
  // 104 accelerators: one rack, 32 cancelled. The seven turns left have 280 accelerators: three racks.
  const Units units =
      at_end("system: server, accepts: [rack], quantity: 5 units, every: 1 d, until: 2026-01-14", to_rack);
  CHECK(units == Units{{"rack live", 4}, {"server cancelled", 4}, {"server live", 2}, {"server substituted", 9}});
}

TEST_CASE("an order that is placed after the substitution is of the other system from the start") {
  const Units units = at_end("system: server, accepts: [rack], quantity: 20 units, ordered: 2026-01-08", to_rack);
  CHECK(units == Units{{"rack live", 2}});
}

TEST_CASE("a substitution for a system hits the orders that are of it by then and accept the other") {
  const std::string order =
      "system: rack, accepts: [server, tray], quantity: 2 units, ordered: 2026-01-06, requested: 2026-01-30";
  const std::string then = "then: { date: 2026-01-09, target: systems.server, substitute: tray }";
  CHECK(at_end(order, then) == Units{{"rack live", 2}});
  const std::string first = "first: { date: 2026-01-08, target: systems.rack, substitute: server }, ";
  // 2 racks, 18 servers, 36 trays, of which the line makes one a day.
  const Units units = at_end(order, first + then);
  CHECK(units.at("rack substituted") == 2);
  CHECK(units.at("server substituted") == 18);
  CHECK(units.at("tray ordered") + units.at("tray live") == 36);
}

TEST_CASE("a substitution that does not happen changes nothing") {
  const std::string order = "system: server, accepts: [rack], quantity: 20 units, ordered: 2026-01-05";
  const std::string unlikely = "swap: { date: 2026-01-08, target: orders.one, substitute: rack, probability: 49 % }";
  CHECK(at_end(order, unlikely) == Units{{"server live", 20}});
}

TEST_CASE("an order cannot wait for longer because it slips: its requested date is the one that is written") {
  // Requested on day 10, given up on day 14; slipped to day 20 it is not even released by then.
  const std::string order =
      "system: rack, quantity: 3 units, ordered: 2026-01-05, requested: 2026-01-15, cancel_if_late: 4 d";
  CHECK(at_end(order, "") == Units{{"rack live", 3}});
  CHECK(at_end(order, "slow: { date: 2026-01-06, target: orders.one, slip: 10 d }") == Units{{"rack cancelled", 3}});
}

TEST_CASE("a substitute has no more patience than the order that it stands in for") {
  const std::string order =
      "system: server, accepts: [rack], quantity: 18 units, ordered: 2026-01-05, cancel_if_late: 4 d";
  // Given up on day 4: of 16 servers open on day 3 there is one rack (and 7 cancelled); it is made on day 4, in the
  // hour of whose begin it is cancelled.
  CHECK(at_end(order, to_rack) ==
        Units{{"rack cancelled", 1}, {"server cancelled", 7}, {"server live", 2}, {"server substituted", 9}});
}
