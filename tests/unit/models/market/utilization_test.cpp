#include "models/market/utilization.hpp"

#include <catch2/catch.hpp>

#include "models/market/demand.hpp"
#include "models/market/workload_order.hpp"
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
  const auto shares = [](std::int64_t pool, std::vector<std::int64_t> needs) {
    const std::vector<PoolPart> whole{{pool, std::vector<bool>(needs.size(), true)}};
    std::vector<Asked> asked;
    for (const std::int64_t need : needs) asked.push_back({need});
    std::vector<std::pair<std::int64_t, std::int64_t>> parts;
    const auto all = share_among_demands(whole, asked);
    for (const DemandShare& s : all.front()) parts.emplace_back(s.used + s.idle, s.used);
    return parts;
  };
  using Parts = std::vector<std::pair<std::int64_t, std::int64_t>>;
  CHECK(shares(100, {30, 90}) == Parts{{25, 25}, {75, 75}});
  CHECK(shares(100, {10, 40}) == Parts{{20, 10}, {80, 40}});
  CHECK(shares(100, {0, 40}) == Parts{{0, 0}, {100, 40}});
  CHECK(shares(101, {0, 0}) == Parts{{51, 0}, {50, 0}});
  CHECK(shares(0, {5}) == Parts{{0, 0}});
}

TEST_CASE("what fewer demands fit is used first, so that others find what they need", "[utilization]") {
  // 40 that only the first fits and 60 that both fit: the first takes the 40, and 20 of the 60, the second 40.
  const std::vector<PoolPart> parts{{60, {true, true}}, {40, {true, false}}};
  const auto shares = share_among_demands(parts, std::vector<Asked>{{60}, {40}});
  CHECK(shares[0][0].used == 20);
  CHECK(shares[0][1].used == 40);
  CHECK(shares[1][0].used == 40);
  CHECK(shares[1][1].used == 0);
  CHECK(shares[0][0].idle + shares[0][1].idle + shares[1][0].idle + shares[1][1].idle == 0);
}

TEST_CASE("a demand is not served by what does not fit it, though it is idle", "[utilization]") {
  // 60 at x and 40 at y; chat, 70, may only be served at x: 10 are unmet, and the 40 are nobody's.
  Market m({60, 40});
  const auto chat = m.b.demand("chat", m.bigco, {{0, 70}});
  m.b->demands[chat].fits_site = {true, false};

  const Replay run(m.b.build());

  CHECK(sums_of(run, 0, chat) == Sums{60 * 24, 70 * 24, 60 * 24});
  CHECK(sums_of(run, 0, DemandId{}) == Sums{40 * 24, 0, 0});
}

TEST_CASE("classes are served in their order, and in another at night", "[utilization]") {
  // 100 supplied; inference asks for 60, training for 80. From 6 to 22 h inference has 60 and training 40; in the 8
  // hours of the night training has 80 and inference 20.
  Market m({100});
  const auto chat = m.b.demand("chat", m.bigco, {{0, 60}});
  const auto gpt = m.b.demand("gpt", m.bigco, {{0, 80}});
  m.b->demands[chat].workload = WorkloadClass::inference;
  m.b->workloads.by_day = {1, 2, 0, 2};
  m.b->workloads.by_night = {0, 2, 1, 2};
  m.b->workloads.night_from = 22;
  m.b->workloads.night_until = 6;

  const Replay run(m.b.build());

  CHECK(sums_of(run, 0, chat) == Sums{16 * 60 + 8 * 20, 24 * 60, 16 * 60 + 8 * 20});
  CHECK(sums_of(run, 0, gpt) == Sums{16 * 40 + 8 * 80, 24 * 80, 16 * 40 + 8 * 80});
}

TEST_CASE("the night is told by the clock, over midnight too", "[utilization]") {
  Scenario scenario;
  scenario.start = sim::Timestamp{} + std::chrono::hours{5};
  scenario.workloads.by_night[0] = 1;
  scenario.workloads.night_from = 22;
  scenario.workloads.night_until = 6;

  CHECK(ranks_at(scenario, 0)[0] == 1);  // 05:00
  CHECK(ranks_at(scenario, 1)[0] == 0);
  CHECK(ranks_at(scenario, 16)[0] == 0);  // 21:00
  CHECK(ranks_at(scenario, 17)[0] == 1);
  CHECK(next_order_change(scenario, 0) == 1);
  CHECK(next_order_change(scenario, 1) == 17);
  CHECK(next_order_change(scenario, 17) == 25);
}

TEST_CASE("a daily course has its mean over the day, and its trough 12 h after its peak", "[utilization]") {
  // A trough of 45 %: 1 + 0.55 / 1.45 at the peak; of a mean of 290 these are 400 and 180.
  CHECK(290 * daily_factor(20, 20, 0.45) == Approx(400));
  CHECK(290 * daily_factor(8, 20, 0.45) == Approx(180));
  CHECK(daily_factor(2, 20, 0.45) == Approx(1));
  CHECK(daily_factor(18, 20, 0.45) == daily_factor(22, 20, 0.45));
  CHECK(daily_factor(0, 23, 0.5) == daily_factor(22, 23, 0.5));
  double sum = 0;
  for (int hour = 0; hour < 24; ++hour) sum += daily_factor(hour, 7, 0.2);
  CHECK(sum == Approx(24));
}

TEST_CASE("a price moves a need by its elasticity", "[utilization]") {
  // 2.90 to 2.175 USD is 75 %: 0.75 ^ -0.6 = 1.1884 [exp(0.6 x 0.287682)].
  CHECK(price_factor(2'175'000, 2'900'000, -0.6) == Approx(1.18841).epsilon(1e-5));
  CHECK(price_factor(725'000, 2'900'000, -0.5) == Approx(2));
  CHECK(price_factor(2'900'000, 2'900'000, -0.6) == 1);
  CHECK(price_factor(1, 2'900'000, 0) == 1);
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
