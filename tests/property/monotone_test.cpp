// With one order on its way through one line, one hall and one chain of steps, nobody overtakes anybody: more of
// anything never makes the promise complete later. (With several orders, or crews that several steps share, that is no
// theorem.)

#include <fmt/core.h>

#include <catch2/catch.hpp>

#include "tests/support/random_numbers.hpp"
#include "tests/support/run_record.hpp"

using namespace tests;

namespace {

constexpr std::uint64_t scenarios = 150;

struct OneOrder {
  std::int64_t units, per_week, cycle, transit, crew, acceptance, megawatts, energized_on, ready_on, room;
};

// Days count from 5 January.
std::string day(std::int64_t n) {
  return n < 27 ? fmt::format("2026-01-{:02}", n + 5) : fmt::format("2026-02-{:02}", n - 26);
}

std::string yaml_of(const OneOrder& o) {
  return fmt::format(R"(schema: 1
id: one_order
horizon: {{ from: 2026-01-05, until: 2026-12-31 }}
systems: {{ rack: {{ gpus: 8, power: {{ nominal: 100 kW }} }} }}
parties: {{ cloud: {{}}, customer: {{}} }}
suppliers: {{ maker: {{ lines: {{ line: {{ capacity: {} units/wk, cycle_time: {} h }} }} }} }}
lanes: {{ truck: {{ transit: {} h }} }}
sites:
  site:
    operator: cloud
    power: {{ blocks: {{ grid: {{ kind: grid, contracted: {} MW, energization: {} }} }} }}
    resources: {{ crew: {{ count: {} }} }}
    bring_up:
      install: {{ duration: 20 h, needs: {{ crew: 1 }} }}
      acceptance: {{ after: [install], duration: {} h, queue: {{ limit: {} units }} }}
    halls: {{ hall: {{ ready: {} }} }}
orders: {{ order: {{ buyer: cloud, system: rack, quantity: {} units, ordered: 2026-01-05, made_on: maker.line, lane: truck, to: site.hall }} }}
contracts:
  contract: {{ provider: cloud, customer: customer, requires: {{ systems: [rack] }}, tranches: {{ all: {{ quantity: {} units, due: 2026-02-01 }} }} }}
)",
                     o.per_week, o.cycle, o.transit, o.megawatts, day(o.energized_on), o.crew, o.acceptance, o.room,
                     day(o.ready_on), o.units, o.units);
}

models::Hour completed(const OneOrder& order) { return record_twin_run(yaml_of(order)).completed.at(0); }

}  // namespace

TEST_CASE("more line capacity, power, crews, room or an earlier hall never completes a single order later") {
  RandomNumbers random(7);
  int sooner = 0;
  for (std::uint64_t i = 0; i < scenarios; ++i) {
    const OneOrder order{.units = random.between(1, 30),
                         .per_week = random.between(1, 30),
                         .cycle = random.between(0, 200),
                         .transit = random.between(0, 100),
                         .crew = random.between(1, 5),
                         .acceptance = random.between(0, 300),
                         .megawatts = random.between(1, 4),
                         .energized_on = random.between(0, 50),
                         .ready_on = random.between(0, 50),
                         .room = random.between(0, 12)};
    INFO(yaml_of(order));
    const models::Hour before = completed(order);
    OneOrder better = order;
    switch (random.between(0, 6)) {
      case 0:
        better.per_week += random.between(1, 10);
        break;
      case 1:
        better.crew += random.between(1, 3);
        break;
      case 2:
        better.megawatts += 1;
        break;
      case 3:
        better.energized_on = random.between(0, order.energized_on);
        break;
      case 4:
        better.ready_on = random.between(0, order.ready_on);
        break;
      case 5:
        better.room += random.between(1, 6);
        break;
      default:
        better.transit = random.between(0, order.transit);
        break;
    }
    INFO("better:\n" << yaml_of(better));
    const models::Hour after = completed(better);
    REQUIRE(after <= before);
    sooner += after < before ? 1 : 0;
  }
  CHECK(sooner > static_cast<int>(scenarios) / 10);  // and often it helps
}
