#include "models/contract/ledger.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;

namespace {

const TrancheId tranche{0};
const CauseId power{3}, crew{7};
const SiteId site{0}, annex{1};
const SystemId rack{0};

Scenario promise_of_100() {
  ScenarioBuilder b(10 * day);
  const auto acme = b.party("acme");
  b.tranche(b.contract("deal", acme, b.party("bigco")), "t1", 100, 0);
  return b.build();
}

}  // namespace

TEST_CASE("the ledger adds up what holds between two changes, and closes", "[ledger]") {
  // 100 needed. 10 h with 50 supplied, 30 short of power and 20 of crews; then 5 h with 90 supplied at two sites.
  const Scenario scenario = promise_of_100();
  Ledger ledger(scenario);
  ledger.set_needed(tranche, true);
  ledger.set_missing(tranche, std::vector<Booking>{{crew, site, rack, 20}, {power, site, rack, 30}});
  ledger.set_supplied(tranche, std::vector<Supply>{{site, rack, 50}});

  ledger.settle(tranche, 10);
  ledger.set_missing(tranche, std::vector<Booking>{{power, annex, rack, 10}});
  ledger.set_supplied(tranche, std::vector<Supply>{{site, rack, 50}, {annex, rack, 40}});
  ledger.settle_all(15);

  const Ledger::Period& period = ledger.period(tranche);
  CHECK(period.needed == 1500);
  CHECK(period.supplied == 950);  // 10 x 50 + 5 x 90
  REQUIRE(period.shortfall.size() == 3);
  CHECK(period.shortfall[0].accelerator_hours == 300);  // power at the site: 10 x 30
  CHECK(period.shortfall[1].accelerator_hours == 50);   // power at the annex: 5 x 10
  CHECK(period.shortfall[2].accelerator_hours == 200);  // crews: 10 x 20; 300 + 50 + 200 = 1500 - 950
  CHECK(period.supplied_at == std::vector<std::pair<SiteId, std::int64_t>>{{site, 750}, {annex, 200}});
}

TEST_CASE("a new period starts from nothing, the totals go on", "[ledger]") {
  const Scenario scenario = promise_of_100();
  Ledger ledger(scenario);
  ledger.set_needed(tranche, true);
  ledger.set_missing(tranche, std::vector<Booking>{{power, site, rack, 100}});
  ledger.settle_all(24);
  ledger.begin_period();
  ledger.settle_all(30);

  CHECK(ledger.period(tranche).needed == 600);
  CHECK(ledger.period(tranche).shortfall.at(0).accelerator_hours == 600);
  CHECK(ledger.totals(tranche).needed == 3000);
  CHECK(ledger.totals(tranche).by_cause.at(power.index) == 3000);
}

TEST_CASE("hours in which a tranche is not needed count nothing", "[ledger]") {
  const Scenario scenario = promise_of_100();
  Ledger ledger(scenario);
  ledger.set_missing(tranche, std::vector<Booking>{{power, site, rack, 100}});
  ledger.settle(tranche, 5);
  ledger.set_needed(tranche, true);
  ledger.settle(tranche, 7);
  ledger.set_needed(tranche, false);
  ledger.settle(tranche, 100);

  CHECK(ledger.totals(tranche).needed == 200);
  CHECK(ledger.totals(tranche).by_cause.at(power.index) == 200);
}

TEST_CASE("a tranche is needed from its due hour to its end", "[ledger]") {
  ScenarioBuilder b(2 * day);
  const auto acme = b.party("acme");
  const auto id = b.tranche(b.contract("deal", acme, b.party("bigco")), "t1", 10, 5);
  b[id].end = 25;

  const Replay run(b.build());

  CHECK(run.totals(id) == Replay::ByCause{{"needed", 200}, {"supplied", 0}, {"not_ordered", 200}});
}
