// A pause of orders moves order dates, and nothing else: what is due in it is placed at its end.

#include <fmt/core.h>

#include <catch2/catch.hpp>

#include "tests/support/run_record.hpp"

using namespace tests;
using models::EventKind;

namespace {

// One rack due to be ordered on 10 January (day 5); a pause from day 3 on, so many days long. The line takes a day.
RunRecord run_with(const std::string& target, const std::string& more, const std::string& order = "") {
  return record_twin_run(fmt::format(
      R"(schema: 1
id: order_pause
horizon: {{ from: 2026-01-05, until: 2026-02-28 }}
systems: {{ rack: {{ gpus: 8, power: {{ nominal: 100 kW }}, quoted_lead_time: 4 d }} }}
parties: {{ cloud: {{}}, other: {{}}, customer: {{}} }}
suppliers: {{ maker: {{ lines: {{ line: {{ capacity: 1 unit/d }}, other: {{ capacity: 1 unit/d }} }} }} }}
sites: {{ site: {{ operator: cloud, halls: {{ hall: {{}} }} }} }}
orders:
  one: {{ buyer: cloud, system: rack, {}, made_on: maker.line, to: site }}
contracts: {{ promise: {{ provider: cloud, customer: customer, tranches: {{ all: {{ quantity: 8 GPU, due: 2026-01-11 }} }} }} }}
events: {{ freeze: {{ date: 2026-01-08, target: {}, {} }} }}
)",
      order.empty() ? "quantity: 1 unit, ordered: 2026-01-10" : order, target, more));
}

std::vector<double> order_days(const RunRecord& run) {
  std::vector<double> days;
  for (const models::LoggedEvent& event : run.log) {
    if (event.kind == EventKind::lot_ordered) days.push_back(static_cast<double>(event.hour) / 24);
  }
  return days;
}
using Days = std::vector<double>;

}  // namespace

TEST_CASE("an order due in a pause is placed at its end: of the order, of its buyer, or of its line") {
  CHECK(order_days(run_with("orders.one", "pause: 7 d")) == Days{10});
  CHECK(order_days(run_with("parties.cloud", "pause: 7 d")) == Days{10});
  CHECK(order_days(run_with("suppliers.maker.lines.line", "pause: 7 d, of: orders")) == Days{10});
  CHECK(order_days(run_with("parties.other", "pause: 7 d")) == Days{5});
  CHECK(order_days(run_with("suppliers.maker.lines.other", "pause: 7 d, of: orders")) == Days{5});
}

TEST_CASE("an order due in the first hour of a pause waits, one due in the hour of its end does not") {
  CHECK(order_days(run_with("orders.one", "pause: 60 h")) == Days{5.5});
  CHECK(order_days(run_with("orders.one", "pause: 2 d")) == Days{5});
  CHECK(order_days(run_with("orders.one", "pause: 3 d", "quantity: 1 unit, ordered: 2026-01-08")) == Days{6});
}

TEST_CASE("the turns of a standing order that fall into a pause are placed together at its end") {
  // Every 2 days from day 0: 0, 2, 4, 6, 8 ...; the pause is from day 3 to day 7.
  const RunRecord run = run_with("orders.one", "pause: 4 d", "quantity: 1 unit, every: 2 d, until: 2026-01-14");
  CHECK(order_days(run) == Days{0, 2, 7, 7, 8});
}

TEST_CASE("an order that a pause delays is late for its order date until its new nominal live hour") {
  // Quoted 4 days: placed on day 10 instead of 5, it would be live on day 14 instead of 9; the line makes it by day 11.
  // Due at the end of 11 January, day 7: until day 10 nothing is ordered, until day 11 it is ordered late.
  const RunRecord run = run_with("orders.one", "pause: 7 d");
  CHECK(run.completed.at(0) == 11 * 24);
  CHECK(run.sums.find(fmt::format("not_ordered {}, ordered_late {}", 3 * 24 * 8, 1 * 24 * 8)) != std::string::npos);
}
