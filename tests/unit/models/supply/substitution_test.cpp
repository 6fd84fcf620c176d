#include "models/supply/substitution.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// Twenty servers of 8 are ordered from a line that makes one a day; on day 3, an hour after the third was picked up,
// what is left becomes racks of 72.
struct Switched {
  static constexpr Hour at = 3 * day + 1;
  ScenarioBuilder b{10 * day};
  PartyId acme = b.party("acme");
  PartyId bigco = b.party("bigco");
  SystemId server = b.system("hgx", 8);
  SystemId rack = b.system("nvl72", 72);
  HallId hall = b.hall(b.site("riverside"), "a");
  OrderId order = b.order("first", acme, server);
  OrderId other{};
  TrancheId tranche{};

  explicit Switched(const tests::LotDates& dates = {}) {
    b[order].line = b.line("odm.racks", 1.0 / 24);
    b.to(order, hall);
    b.lot(order, 20, dates);
    other = b.substitute("swap", at, order, rack);
    tranche = b.tranche(b.contract("deal", acme, bigco), "all", 160, 0);
  }
};

}  // namespace

TEST_CASE("open units become as many whole units of another system as have no more accelerators", "[substitution]") {
  // Ten servers of 8 in each of two lots: 80 make one rack of 72, and 8 + 80 another; 16 are left.
  const Units two_lots[] = {10, 10};
  const Substitution s = substitution(two_lots, 8, 72);
  CHECK(s.placed == std::vector<Units>{1, 1});
  CHECK(s.remainder == 16);

  const Units racks[] = {1, 0, 3};
  CHECK(substitution(racks, 72, 8).placed == std::vector<Units>{9, 0, 27});
  CHECK(substitution(racks, 72, 8).remainder == 0);
  CHECK(substitution(racks, 72, 144).placed == std::vector<Units>{0, 0, 2});
  CHECK(substitution(racks, 72, 1000).remainder == 288);
  CHECK(substitution({}, 72, 8).placed.empty());
}

TEST_CASE("what is not at work when the event comes is ordered anew, and the rest of the accelerators is cancelled",
          "[substitution]") {
  const Switched s;

  const Replay run(s.b.build());

  // 17 servers have 136 accelerators: one rack of 72; 64 are left, which are eight servers.
  CHECK(run.units(UnitState::substituted, s.at) == 9);
  CHECK(run.units(UnitState::cancelled, s.at) == 8);
  CHECK(run.happened(EventKind::units_substituted, s.order.index) == Happenings{{s.at, 9}});
  CHECK(run.happened(EventKind::lot_ordered, s.other.index) == Happenings{{s.at, 1}});
  CHECK(run.missing(s.tranche, s.at) == ByCause{{"cancelled:swap", 64}, {"supply:racks", 72}});
  // The rack begins anew on the line: made from hour 73 to 97, picked up at 120.
  CHECK(run.live(5 * day - 1) == 3);
  CHECK(run.live(5 * day) == 4);
  CHECK(run.missing(s.tranche, 5 * day) == ByCause{{"cancelled:swap", 64}});
}

TEST_CASE("a substitute is late because of its event as long as an order of its date would be",
          "[substitution][cause]") {
  // Quoted ten days: ordered on day 0 it would be live on day 10, ordered on day 3 on day 13.
  const Switched s({.quoted_lead = 10 * day});

  const Replay run(s.b.build());

  CHECK(run.missing(s.tranche, s.at - 1) == ByCause{{"ordered_late", 136}});
  CHECK(run.missing(s.tranche, s.at) == ByCause{{"cancelled:swap", 64}, {"substituted:swap", 72}});
}

TEST_CASE("a substitute serves whom its system may serve", "[substitution][cause]") {
  Switched s;
  s.b[s.tranche].allows_system = {true, false};

  CHECK(Replay(s.b.build()).missing(s.tranche, s.at) == ByCause{{"cancelled:swap", 64}, {"ineligible:system", 72}});
}

TEST_CASE("what hits an order hits what stands in for it", "[substitution][cancel]") {
  Switched s;
  s.b.event("then", s.at + 1, EffectKind::cancel, TargetKind::order, s.order.index).units = no_limit;

  const Replay run(s.b.build());

  CHECK(run.units(UnitState::cancelled, s.at + 1) == 9);
  CHECK(run.missing(s.tranche, s.at + 1) == ByCause{{"cancelled:swap", 64}, {"cancelled:then", 72}});
}

TEST_CASE("what stands in for an order may be substituted in turn", "[substitution]") {
  // One rack of 72 becomes nine servers again.
  Switched s;
  const auto back = s.b.substitute("undo", s.at + 1, s.other, s.server);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_substituted, s.other.index) == Happenings{{s.at + 1, 1}});
  CHECK(run.happened(EventKind::lot_ordered, back.index) == Happenings{{s.at + 1, 9}});
  CHECK(run.units(UnitState::substituted, s.at + 1) == 10);
}

TEST_CASE("a substitution counts all that is open of an order together", "[substitution]") {
  // Of twenty servers in two lots, not released yet, two of the later one are cancelled: 160 = 2 x 72 + 16.
  ScenarioBuilder b(10 * day);
  const auto server = b.system("hgx", 8), rack = b.system("nvl72", 72);
  const auto order = b.order("first", b.party("acme"), server);
  b[order].line = b.line("odm.racks", 1.0);
  b.lot(order, 10, {.requested = 5 * day});
  b.lot(order, 10, {.requested = 7 * day});
  const auto other = b.substitute("swap", day, order, rack);

  const Replay run(b.build());

  CHECK(run.units_of(order, Stage::substituted, day) == 18);
  CHECK(run.units_of(order, Stage::cancelled, day) == 2);
  CHECK(run.units_of(other, Stage::ordered, day) == 2);
  // Released on their requested dates, each made in an hour, picked up at the end of the day.
  CHECK(run.happened(EventKind::lot_released, other.index) == Happenings{{5 * day, 1}, {7 * day, 1}});
}
