#include "models/contract/chain.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using namespace tests;
using ByCause = Replay::ByCause;

namespace {

// acme owes bigco 144 accelerators from day 1 on, and has one rack then and two from day 3; bigco resells to lab.
struct Resold : OneHall {
  PartyId lab = b.party("lab");
  TrancheId bought = promise(144, 1 * day);
  ContractId resale = b.contract("resale", bigco, lab);

  Resold() : OneHall(5 * day) {
    order("first", 1);
    order("second", 1, {.requested = 3 * day});
  }
  TrancheId resell(const std::string& id, std::int64_t accelerators, Hour due) {
    const TrancheId tranche = b.tranche(resale, id, accelerators, due);
    b[tranche].upstream = bought;
    b[tranche].depth = 1;
    return tranche;
  }
};

}  // namespace

TEST_CASE("what a tranche passes on is taken from the front, supplied before missing", "[chains]") {
  const SiteId x{0}, y{1};
  const SystemId rack{0};
  const Booking late{CauseId{7}, x, SystemId{0}, 30}, failed{CauseId{9}, y, SystemId{0}, 20};
  Passing rest{{{x, rack, 50}, {y, rack, 40}}, {late, failed}};
  const Passing first = take_from(rest, 70);
  CHECK(first.supplied == std::vector<Supply>{{x, rack, 50}, {y, rack, 20}});
  CHECK(first.missing.empty());
  const Passing second = take_from(rest, 40);
  CHECK(second.supplied == std::vector<Supply>{{y, rack, 20}});
  CHECK(second.missing == std::vector<Booking>{{CauseId{7}, x, SystemId{0}, 20}});
  const Passing third = take_from(rest, 100);
  CHECK(third.missing == std::vector<Booking>{{CauseId{7}, x, SystemId{0}, 10}, failed});
}

TEST_CASE("a slip upstream is a slip downstream, for the cause of the unit", "[chains]") {
  // bigco lacks 72 for 48 h, lab 28 of its 100.
  Resold s;
  const auto resold = s.resell("t1", 100, 1 * day);

  const Replay run(s.b.build());

  const auto bought = run.totals(s.bought), sold = run.totals(resold);
  CHECK(bought.at("supplied") == 72 * 48 + 144 * 48);
  CHECK(sold.at("needed") == 100 * 96);
  CHECK(sold.at("supplied") == 72 * 48 + 100 * 48);
  CHECK(run.missing(resold, 30).size() == 1);
  CHECK(run.missing(resold, 30).begin()->first == run.missing(s.bought, 30).begin()->first);
  CHECK(run.missing(resold, 30).begin()->second == 28);
  CHECK(run.happened(EventKind::tranche_completed, resold.index) == Replay::Happenings{{3 * day, 100}});
}

TEST_CASE("an accelerator is in use once, at the end of its chain", "[chains][utilization]") {
  // lab uses 72, then 100; bigco has the other 44 from day 3 on. Both could use 200. Racks idle at 40 kW draw 100 kW in
  // use: 40 + 60 = 100 kW for one rack, 200 kW for two; the second rack is there from day 3 on.
  Resold s;
  s.resell("t1", 100, 1 * day);
  s.b.demand("of_bigco", s.bigco, {{0, 200}});
  s.b.demand("of_lab", s.lab, {{0, 200}});
  s.b[s.rack].idle = 40 * kilowatt;

  const Replay run(s.b.build());

  std::int64_t of_bigco = 0, of_lab = 0;
  for (std::size_t hour = 0; hour < run.periods(); ++hour) {
    for (const Utilization::Row& row : run.utilization(hour)) {
      (row.customer == s.lab ? of_lab : of_bigco) += row.used;
    }
  }
  CHECK(of_lab == 72 * 48 + 100 * 48);
  CHECK(of_bigco == 44 * 48);
  CHECK(run.state_at(10).sites[s.site].it_drawn == 40 * kilowatt);
  CHECK(run.state_at(30).sites[s.site].it_drawn == 100 * kilowatt);
  CHECK(run.state_at(4 * day).sites[s.site].it_drawn == 200 * kilowatt);
}

TEST_CASE("what is resold beyond what was bought was not ordered, the best rank first", "[chains]") {
  Resold s;
  const auto first = s.resell("t1", 100, 1 * day), second = s.resell("t2", 80, 1 * day);

  const Replay run(s.b.build());

  CHECK(run.missing(first, 4 * day).empty());
  CHECK(run.missing(second, 4 * day) == ByCause{{"not_ordered", 36}});
  CHECK(run.totals(second).at("supplied") == 44 * 48);
}

TEST_CASE("an upstream that is not due yet, or over, is the cause itself", "[chains]") {
  // Resold from the first hour on, a day before it is due; it ends on day 4.
  Resold s;
  const auto resold = s.resell("t1", 100, 0);
  s.b[s.bought].end = 4 * day;

  const Replay run(s.b.build());

  CHECK(run.missing(resold, 0).at("upstream:deal.t1") == 72);
  CHECK(run.missing(resold, 23).at("upstream:deal.t1") == 72);
  CHECK(run.missing(resold, 24).count("upstream:deal.t1") == 0);
  CHECK(run.missing(resold, 4 * day - 1).empty());
  CHECK(run.missing(resold, 4 * day) == ByCause{{"upstream:deal.t1", 100}});
  CHECK(run.totals(resold).at("upstream:deal.t1") == 72 * 24 + 100 * 24);
}

TEST_CASE("a third link takes from the second", "[chains]") {
  Resold s;
  const auto second = s.resell("t1", 100, 1 * day);
  const auto third = s.b.tranche(s.b.contract("startup", s.lab, s.b.party("zeta")), "t1", 90, 1 * day);
  s.b[third].upstream = second;
  s.b[third].depth = 2;

  const Replay run(s.b.build());

  CHECK(run.totals(third).at("supplied") == 72 * 48 + 90 * 48);
  CHECK(run.missing(third, 30).begin()->second == 18);
  CHECK(run.missing(third, 30).begin()->first == run.missing(s.bought, 30).begin()->first);
}
