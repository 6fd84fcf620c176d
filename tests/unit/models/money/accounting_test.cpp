#include "models/money/accounting.hpp"

#include <catch2/catch.hpp>

#include "models/money/amounts.hpp"
#include "models/money/cash_graph.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

// The horizon is January to April 2026: 31, 28, 31 and 30 days.
struct Costs : OneHall {
  Costs() : OneHall(120 * day) {
    b->report_step = ReportStep::day;
    b[site].operated_by = acme;
  }
};

// Who paid whom how much, month by month.
struct Payment {
  std::uint32_t month = 0;
  PartyId payer, payee;
  Cents cents = 0;
  friend bool operator==(const Payment&, const Payment&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Payment& p) {
    return out << "month " << p.month << ": " << p.payer.index << " -> " << p.payee.index << " " << p.cents;
  }
};
std::vector<Payment> payments(const Replay& run, Account account) {
  std::vector<Payment> found;
  for (const auto& [key, cents] : run.simulation().journal().entries()) {
    if (key.account == account) found.push_back({key.month, key.payer, key.payee, cents});
  }
  return found;
}

std::vector<Cents> depreciation(const Replay& run) {
  std::vector<Cents> found;
  for (const auto& [charge, cents] : run.simulation().accounting().depreciation()) found.push_back(cents);
  return found;
}

constexpr PartyId outside{};

}  // namespace

TEST_CASE("systems are paid for in the month in which they come to the dock", "[money]") {
  // Two racks of 4 USD_M on 11 January, one on 2 March; three that stand there from the start were paid before.
  Costs c;
  c.b[c.rack].price = 400'000'000;
  c.installed(3);
  c.order("x1", 2, {.requested = 10 * day});
  c.order("x2", 1, {.requested = 60 * day});

  CHECK(payments(Replay(c.b.build()), Account::capex) ==
        std::vector<Payment>{{0, c.acme, outside, 800'000'000}, {2, c.acme, outside, 400'000'000}});
  c.b[c.rack].maker = c.bigco;
  CHECK(payments(Replay(c.b.build()), Account::capex).front() == Payment{0, c.acme, c.bigco, 800'000'000});
}

TEST_CASE("what is sent back from a full dock is not paid for", "[money]") {
  Costs c;
  c.b[c.rack].price = 400'000'000;
  c.b.step(c.site, "install", 30 * day, {{c.b.pool(c.site, "crew", 1), 1}});
  c.b.last_step(c.site).queue_limit = 1;
  c.b.last_step(c.site).turns_away = true;
  c.order("x1", 4, {.requested = 10 * day});
  const Replay run(c.b.build());

  const Units kept = 4 - run.units(UnitState::returned, 20);
  CHECK(kept < 4);
  CHECK(payments(run, Account::capex) == std::vector<Payment>{{0, c.acme, outside, kept * 400'000'000}});
}

TEST_CASE("a price is written off in a straight line from the middle of the month in which it was paid", "[money]") {
  // 4 USD_M over 60 months: half of 66,666.67 in the first, then 100,000.00 by the end of the second.
  CHECK(written_off(400'000'000, 0, 60) == 3'333'333);
  CHECK(written_off(400'000'000, 1, 60) == 10'000'000);
  CHECK(written_off(400'000'000, 59, 60) == 396'666'667);
  CHECK(written_off(400'000'000, 60, 60) == 400'000'000);

  // Over two months: a quarter, a half, a quarter.
  Costs c;
  c.b[c.rack].price = 400'000'000;
  c.b[c.rack].life_months = 2;
  c.order("x1", 1, {.requested = 10 * day});
  CHECK(depreciation(Replay(c.b.build())) == std::vector<Cents>{100'000'000, 200'000'000, 100'000'000});
}

TEST_CASE("power is paid by the kWh that a site draws", "[money]") {
  // Two racks of 100 kW, PUE 1.10: January has 744 h x 220 kW = 163,680 kWh, at 65 USD/MWh 10,639.20 USD; February
  // 672 h, 9,609.60; March as January, April 720 h, 10,296.00.
  Costs c;
  c.installed(2);
  c.b[c.site].pue = 1.1;
  c.b[c.site].power_price = 65'000'000;
  CHECK(power_cost(163'680, 65'000'000) == 1'063'920);
  const std::vector<Payment> paid = payments(Replay(c.b.build()), Account::power);
  CHECK(paid == std::vector<Payment>{{0, c.acme, outside, 1'063'920},
                                     {1, c.acme, outside, 960'960},
                                     {2, c.acme, outside, 1'063'920},
                                     {3, c.acme, outside, 1'029'600}});
}

TEST_CASE("rent is of the critical IT load of halls from the hour in which they are ready", "[money]") {
  // 50 MW at 1.7 USD_M/MW-yr: 85 USD_M a year. Ready on 16 January: 384 h of 8,760 are 3,726,027.40 USD; February, 672
  // h, 6,520,547.95 (from the sum, 10,246,575.34: one cent less).
  Costs c;
  c.b[c.hall].critical_it = 50 * megawatt;
  c.b[c.hall].ready = 15 * day;
  c.b[c.site].lease = Lease{c.bigco, 170'000'000, 0};
  CHECK(rent(50'000'000LL * 384, 170'000'000) == 372'602'740);
  const std::vector<Payment> paid = payments(Replay(c.b.build()), Account::lease);
  REQUIRE(paid.size() == 4);
  CHECK(paid[0] == Payment{0, c.acme, c.bigco, 372'602'740});
  CHECK(paid[1] == Payment{1, c.acme, c.bigco, 1'024'657'534 - 372'602'740});

  c.b[c.site].lease->from = 59 * day;  // 1 March
  CHECK(payments(Replay(c.b.build()), Account::lease).front().month == 2);
}

TEST_CASE("a loan is drawn and repaid on its dates and bears simple interest", "[money]") {
  // 1 USD_B from 1 January on, 1 more from 1 February: 8 %/yr of 744 h and 1, of 672 h and 2; repaid as February ends.
  Costs c;
  c.b.loan({"notes", {}, c.acme, {{0, 100'000'000'000}, {31 * day, 100'000'000'000}}, 59 * day, 0.08});
  CHECK(interest(c.b->loans[0], c.b->loans[0].draws, 744) == 679'452'055);
  const Replay run(c.b.build());
  CHECK(payments(run, Account::debt_draw) ==
        std::vector<Payment>{{0, outside, c.acme, 100'000'000'000}, {1, outside, c.acme, 100'000'000'000}});
  CHECK(payments(run, Account::debt_repayment) == std::vector<Payment>{{1, c.acme, outside, 200'000'000'000}});
  // 744 + 2 x 672 hours of 1 USD_B: 1,906,849,315 cents in all.
  CHECK(payments(run, Account::interest) ==
        std::vector<Payment>{{0, c.acme, outside, 679'452'055}, {1, c.acme, outside, 1'906'849'315 - 679'452'055}});
}

TEST_CASE("an investor's money comes back as sales until it is spent", "[money]") {
  // bigco pays acme 1 USD for each of 72 accelerator-hours an hour: 72 x 2880 h = 207,360 USD, of which 53,568 in
  // January. acme puts 100,000 USD into bigco on 15 February, of which 90 % are spent with acme: none of January, and
  // 48,384 of February, then 41,616 of March.
  Costs c;
  c.installed(1);
  c.promise(72);
  c.b[ContractId{0}].price = 1'000'000;
  c.b->investments.push_back({"stake", c.acme, c.bigco, 10'000'000, 45 * day, 9'000'000});
  Replay run(c.b.build());
  auto edges = circular_funding(run.scenario(), run.simulation().journal());
  const CashEdge& sales = edges.at({c.bigco, c.acme});
  CHECK(sales.paid == 20'736'000);
  CHECK(sales.sales == 20'736'000);
  CHECK(sales.invested == 10'000'000);
  CHECK(sales.funded == 9'000'000);
  CHECK(edges.at({c.acme, c.bigco}).paid == 10'000'000);
  CHECK(edges.at({c.acme, c.bigco}).sales == 0);

  c.b->investments[0].at = 100 * day;  // 11 April: only April's 51,840 USD come of it
  const Replay later(c.b.build());
  edges = circular_funding(later.scenario(), later.simulation().journal());
  CHECK(edges.at({c.bigco, c.acme}).funded == 5'184'000);
}
