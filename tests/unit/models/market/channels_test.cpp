#include "models/market/channels.hpp"

#include <catch2/catch.hpp>

#include "models/money/amounts.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;

namespace {

// Ten racks of 72 of which some are promised; a channel may have a tenth of the 720, that is one rack.
struct Spot : OneHall {
  ChannelId serverless;
  DemandId calls;
  explicit Spot(std::int64_t promised) : OneHall(4 * day) {
    b->report_step = ReportStep::day;
    installed(10);
    promise(promised);
    serverless = b->channels.push_back({"serverless", acme, PartyId{}, 0.1, 0.3});
    calls = b.demand("calls", bigco, {{0, 50}, {48, 100}});
    b->demands[calls].channel = serverless;
    b->demands[calls].workload = WorkloadClass::managed_api;
  }
};

Utilization::Row row_of(const Replay& run, std::size_t period, DemandId demand) {
  for (const Utilization::Row& row : run.utilization(period)) {
    if (row.demand == demand) return row;
  }
  return {};
}

}  // namespace

TEST_CASE("channels have their share of what is live, as far as it is free", "[channels]") {
  const auto has = [](std::int64_t live, std::int64_t free, std::vector<double> shares) {
    return accelerators_of_channels(live, free, shares);
  };
  using Parts = std::vector<std::int64_t>;
  CHECK(has(720, 720, {0.1}) == Parts{72});
  CHECK(has(720, 50, {0.1}) == Parts{50});
  CHECK(has(720, 0, {0.1}) == Parts{0});
  CHECK(has(725, 300, {0.1, 0.3}) == Parts{72, 217});  // 72.5 and 217.5, rounded down
  CHECK(has(720, 100, {0.1, 0.3}) == Parts{25, 75});
}

TEST_CASE("demand of a channel is served on what serves no tranche", "[channels]") {
  // 648 of 720 are promised: 72 are free, a tenth of all. 50 of them are used on the first two days, 72 on the last
  // two.
  Spot s(648);

  const Replay run(s.b.build());

  const Utilization::Row first = row_of(run, 0, s.calls), last = row_of(run, 3, s.calls);
  CHECK(first.available == 72 * 24);
  CHECK(first.used == 50 * 24);
  CHECK(last.demanded == 100 * 24);
  CHECK(last.used == 72 * 24);
  CHECK(last.provider == s.acme);
  CHECK(last.customer == s.bigco);
  // What bigco is supplied under its contract is apart from that.
  CHECK(row_of(run, 0, DemandId{}).available == 648 * 24);
}

TEST_CASE("what serves a tranche is no channel's, and what waits for one is", "[channels]") {
  // All ten racks are granted from the start; the promise is due on the second day.
  Spot s(720);
  s.b[TrancheId{0}].due = day;

  const Replay run(s.b.build());

  CHECK(row_of(run, 0, s.calls).used == 50 * 24);
  CHECK(row_of(run, 1, s.calls).used == 0);
  CHECK_FALSE(row_of(run, 1, s.calls).provider.exists());
}

TEST_CASE("channels sell at the rental price of the hour, and pass the operator's part on", "[channels]") {
  // 50 x 24 h at 2 USD and 50 x 24 h at 1.50 USD, then 72 x 48 h at 1.50: 2400 + 1800 + 5184 = 9384 USD; 30 % of it are
  // 2815.20 USD.
  Spot s(648);
  s.b->rental_prices = sim::Table<System, std::vector<LevelStep>>(1);
  s.b->rental_prices[s.rack] = {{0, 2'000'000}, {24, 1'500'000}};
  const PartyId nvidia = s.b.party("nvidia");
  s.b->channels[s.serverless].operated_by = nvidia;

  const Replay run(s.b.build());

  Cents sales = 0, fees = 0;
  for (const auto& [key, cents] : run.simulation().journal().entries()) {
    if (key.account == Account::channel_sales && key.payer == s.bigco && key.payee == s.acme) sales += cents;
    if (key.account == Account::channel_fee && key.payer == s.acme && key.payee == nvidia) fees += cents;
  }
  CHECK(sales == 938'400);
  CHECK(fees == 281'520);
  CHECK(cents_of(14'999) == 1);
  CHECK(cents_of(15'000) == 2);
  CHECK(operators_part(5, 0.3) == 2);
}

TEST_CASE("what is used through a channel draws power for it", "[channels][power_in_use]") {
  // Idle at 40 kW, 100 kW for managed APIs: 10 x 40 + 9 x 60 for the 648 + 50 / 72 x 60 = 981.667 kW.
  Spot s(648);
  s.b->report_step = ReportStep::hour;
  s.b[s.rack].idle = 40 * kilowatt;
  s.b[s.rack].in_use.fill(100 * kilowatt);
  s.b[s.rack].typical = 100 * kilowatt;

  const Replay run(s.b.build());

  CHECK(run.state_at(5).sites[s.site].it_drawn == 400'000 + 540'000 + 41'667);
}
