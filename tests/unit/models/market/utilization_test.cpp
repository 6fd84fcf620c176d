#include "models/market/utilization.hpp"

#include <catch2/catch.hpp>

#include "models/market/demand.hpp"
#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;

namespace {

struct Sums {
  std::int64_t available = 0, demanded = 0, used = 0;
  friend bool operator==(const Sums&, const Sums&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Sums& s) {
    return out << s.available << " available, " << s.demanded << " demanded, " << s.used << " used";
  }
};

// bigco is supplied with racks of one accelerator at sites x, y and z.
struct Market {
  ScenarioBuilder b{2 * day};
  PartyId acme = b.party("acme");
  PartyId bigco = b.party("bigco");
  SystemId rack = b.system("rack", 1);

  explicit Market(const std::vector<Units>& at_sites) {
    b->report_step = ReportStep::day;
    const ContractId contract = b.contract("deal", acme, bigco);
    for (std::size_t i = 0; i < at_sites.size(); ++i) {
      const std::string name(1, static_cast<char>('x' + i));
      const HallId hall = b.hall(b.site(name), "a");
      b.installed("old_" + name, acme, rack, hall, at_sites[i]);
      b.tranche(contract, "t_" + name, at_sites[i], 0);
    }
  }
};

Sums sums_of(const Replay& run, std::size_t period, DemandId demand) {
  Sums sums;
  for (const Utilization::Row& row : run.utilization(period)) {
    if (row.demand != demand) continue;
    sums.available += row.available;
    sums.demanded += row.demanded;
    sums.used += row.used;
  }
  return sums;
}

}  // namespace

TEST_CASE("a step function holds each level until the next, and is 0 before the first", "[utilization]") {
  const std::vector<LevelStep> steps{{10, 5}, {20, 7}};

  CHECK(level_at(steps, 9) == 0);
  CHECK(level_at(steps, 10) == 5);
  CHECK(level_at(steps, 19) == 5);
  CHECK(level_at(steps, 500) == 7);
  CHECK(next_change(steps, 9) == 10);
  CHECK(next_change(steps, 10) == 20);
  CHECK(next_change(steps, 20) == sim::never);
}

TEST_CASE("a pool is divided by what is asked for, and evenly where nobody asks", "[utilization]") {
  const auto shares = [](std::int64_t pool, std::vector<std::int64_t> asked) {
    std::vector<std::pair<std::int64_t, std::int64_t>> parts;
    for (const DemandShare& s : share_among_demands(pool, asked)) parts.emplace_back(s.part, s.used);
    return parts;
  };
  using Parts = std::vector<std::pair<std::int64_t, std::int64_t>>;
  CHECK(shares(100, {30, 90}) == Parts{{25, 25}, {75, 75}});
  CHECK(shares(100, {10, 40}) == Parts{{20, 10}, {80, 40}});
  CHECK(shares(100, {0, 40}) == Parts{{0, 0}, {100, 40}});
  CHECK(shares(101, {0, 0}) == Parts{{51, 0}, {50, 0}});
  CHECK(shares(0, {5}) == Parts{{0, 0}});
}

TEST_CASE("sites are weighed by all that they supply, whatever the tranche", "[utilization]") {
  // Two tranches have one accelerator each at x, one tranche has one at y; 2 are asked for: 2/3 of 2 is 1 1/3 at x and
  // 2/3 at y, in whole ones 1 and 1.
  Market m({1, 1});
  m.b.installed("old_x_2", m.acme, m.rack, HallId{0}, 1);
  m.b[m.b.tranche(ContractId{0}, "t_x_2", 1, 0)].allows_hall = {true, false};
  const auto chat = m.b.demand("chat", m.bigco, {{0, 2}});

  const Replay run(m.b.build());

  CHECK(sums_of(run, 0, chat) == Sums{3 * 24, 2 * 24, 2 * 24});
  CHECK(run.utilization(0).size() == 2);
  for (const Utilization::Row& row : run.utilization(0)) CHECK(row.used == 24);
}

TEST_CASE("demands share what their customer is supplied in proportion to what they ask for", "[utilization]") {
  // 100 supplied; 30 and 90 asked for: parts of 25 and 75, all used; 5 and 15 are unmet. A day of 24 h.
  Market m({100});
  const auto chat = m.b.demand("chat", m.bigco, {{0, 30}});
  const auto code = m.b.demand("code", m.bigco, {{0, 90}});

  const Replay run(m.b.build());

  CHECK(sums_of(run, 0, chat) == Sums{25 * 24, 30 * 24, 25 * 24});
  CHECK(sums_of(run, 0, code) == Sums{75 * 24, 90 * 24, 75 * 24});
}

TEST_CASE("supply beyond the demand is idle, hour by hour", "[utilization]") {
  // 100 supplied; 40 asked for until noon, then 130. Available 2400, used 12 x 40 + 12 x 100.
  Market m({100});
  const auto chat = m.b.demand("chat", m.bigco, {{0, 40}, {12, 130}});

  const Replay run(m.b.build());

  CHECK(sums_of(run, 0, chat) == Sums{2400, 12 * 40 + 12 * 130, 12 * 40 + 12 * 100});
  CHECK(sums_of(run, 1, chat) == Sums{2400, 24 * 130, 2400});
}

TEST_CASE("supply that nobody asks for yet is idle, not forgotten", "[utilization]") {
  // 11 supplied, nothing asked for on day 1: divided 6 and 5, idle.
  Market m({11});
  const auto chat = m.b.demand("chat", m.bigco, {{24, 11}});
  const auto code = m.b.demand("code", m.bigco, {{24, 0}});

  const Replay run(m.b.build());

  CHECK(sums_of(run, 0, chat) == Sums{6 * 24, 0, 0});
  CHECK(sums_of(run, 0, code) == Sums{5 * 24, 0, 0});
  CHECK(sums_of(run, 1, chat) == Sums{11 * 24, 11 * 24, 11 * 24});
}

TEST_CASE("over several sites no more is idle than need be", "[utilization]") {
  // 14 supplied at sites of 6, 6 and 2. chat asks for 15, code for 6: parts of 10 and 4 (14 x 15/21 and 14 x 6/21).
  // All 14 are used.
  Market m({6, 6, 2});
  const auto chat = m.b.demand("chat", m.bigco, {{0, 15}});
  const auto code = m.b.demand("code", m.bigco, {{0, 6}});

  const Replay run(m.b.build());

  CHECK(sums_of(run, 0, chat) == Sums{10 * 24, 15 * 24, 10 * 24});
  CHECK(sums_of(run, 0, code) == Sums{4 * 24, 6 * 24, 4 * 24});
}

TEST_CASE("a pool of fewer than asked for is used in full, also where rounding moves between sites", "[utilization]") {
  // 10 of 14 are available to chat, which asks for 11: 10 over 6:6:2 is 4, 4, 2; 11 is 5, 5, 1. Used are 10, not 9.
  Market m({6, 6, 2});
  const auto chat = m.b.demand("chat", m.bigco, {{0, 11}});
  const auto code = m.b.demand("code", m.bigco, {{0, 4}});

  const Replay run(m.b.build());

  CHECK(sums_of(run, 0, chat).used == 10 * 24);
  CHECK(sums_of(run, 0, code) == Sums{4 * 24, 4 * 24, 4 * 24});
}

TEST_CASE("demand without any supply is unmet nowhere, supply without a demand is available to none", "[utilization]") {
  Market m({5});
  const auto other = m.b.party("smallco");
  const auto chat = m.b.demand("chat", other, {{0, 7}});

  const Replay run(m.b.build());

  CHECK(sums_of(run, 0, chat) == Sums{0, 7 * 24, 0});
  CHECK(sums_of(run, 0, DemandId{}) == Sums{5 * 24, 0, 0});
  for (const Utilization::Row& row : run.utilization(0)) CHECK(row.provider.exists() == (row.demand != chat));
}
