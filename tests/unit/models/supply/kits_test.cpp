// Parts on their way into units: hand-worked dates and causes.

#include "models/supply/kits.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using namespace tests;

namespace {

// Two racks a day can be assembled, in no time; each takes a package (made to order in 48 h, four a day) and each
// package a stack of memory (made to stock, `memory_per_day`). Pickups every day at 00:00.
struct Chain {
  explicit Chain(double memory_per_day, Hour end = 30 * day) : b(end) {
    acme = b.party("acme");
    lab = b.party("lab");
    packages = b.line("fab.cowos", 4.0 / 24);
    memory = b.line("maker.tsv", memory_per_day / 24);
    racks = b.line("odm.racks", 2.0 / 24);
    b[packages].cycle_time = 48;
    hbm = b.part("hbm", memory);
    b[hbm].to_stock = true;
    package = b.part("package", packages);
    b[package].bom = {{hbm, 1}};
    rack = b.system("rack", 1);
    b[rack].bom = {{package, 1}};
  }
  OrderId order(const std::string& id, Units units, Hour ordered) {
    const OrderId order = b.order(id, acme, rack);
    b[order].line = racks;
    b.lot(order, units, {.ordered = ordered});
    return order;
  }
  ScenarioBuilder b;
  PartyId acme, lab;
  LineId packages, memory, racks;
  PartId hbm, package;
  SystemId rack;
};

}  // namespace

TEST_CASE("the scarcest tier sets the pace") {
  // One stack a day. Ordered at the start, 4 racks: stack k leaves its line at 24 k (no cycle time: made to stock), the
  // package that takes it at the next pickup of the packages, 24 k + 24, and is there 48 h later; the rack is assembled
  // by the pickup after that, 24 k + 96, and leaves for outside at once.
  Chain c(1);
  const OrderId order = c.order("o", 4, 0);
  const Replay run(c.b.build());
  for (Units k = 1; k <= 4; ++k) {
    const Hour made = 24 * k + 96;
    CHECK(run.units_of(order, Stage::outside, made - 1) == k - 1);
    CHECK(run.units_of(order, Stage::outside, made) == k);
  }
}

TEST_CASE("half the memory takes twice as long, and only for what needs it") {
  // Half a stack a day: stack k leaves at 48 k. A system without a bill of materials on the same assembly line goes on.
  Chain c(0.5);
  const OrderId needs = c.order("needs", 2, 0);
  const SystemId plain = c.b.system("spare", 1);
  const OrderId none = c.b.order("none", c.lab, plain);
  c.b[none].line = c.racks;
  c.b.lot(none, 2, {.ordered = 0});
  const Replay run(c.b.build());
  CHECK(run.units_of(none, Stage::outside, 24) == 2);
  CHECK(run.units_of(needs, Stage::outside, 48 + 96 - 1) == 0);
  CHECK(run.units_of(needs, Stage::outside, 48 + 96) == 1);
  CHECK(run.units_of(needs, Stage::outside, 96 + 96) == 2);
}

TEST_CASE("a line that makes to stock goes on when nobody asks") {
  // Ordered on day 3: two stacks stand in stock by the pickup at 72 h (one at 24, 48, 72, but for the one under way
  // when the order comes, in the same hour, after the pickup: three). Three packages leave at 96 (four a day), are
  // there at 144, and two racks are assembled by 168; the fourth stack leaves at 96, its package at 120, is there at
  // 168.
  Chain c(1);
  const OrderId order = c.order("o", 4, 72);
  const Replay run(c.b.build());
  CHECK(run.units_of(order, Stage::outside, 167) == 0);
  CHECK(run.units_of(order, Stage::outside, 168) == 2);
  CHECK(run.units_of(order, Stage::outside, 192) == 4);
}

TEST_CASE("opening stock is taken from the top tier down") {
  // Three packages in stock: three racks need no memory and no package, and are assembled by 24 (two) and 48; the
  // memory in stock serves the fourth: its package leaves at 24, is there at 72, the rack at 96.
  Chain c(1);
  c.b[c.package].opening = 3;
  c.b[c.hbm].opening = 1;
  const OrderId order = c.order("o", 4, 0);
  const Replay run(c.b.build());
  CHECK(run.units_of(order, Stage::outside, 24) == 2);
  CHECK(run.units_of(order, Stage::outside, 48) == 3);
  CHECK(run.units_of(order, Stage::outside, 95) == 3);
  CHECK(run.units_of(order, Stage::outside, 96) == 4);
}

TEST_CASE("a unit is booked on the deepest part that it waits for") {
  // Four racks ordered at the start for a need that was due then. At hour 30 one stack has left its line (24) and waits
  // for the package line; three stacks are missing. At 60 the first package is in its cycle time, the second stack (48)
  // waits for the package line: both are booked on `package`. At 100 the first package is there (96) and its rack waits
  // for the assembly line; package 2 to 4 are missing, the stacks of 2, 3 and 4 left at 48, 72, 96.
  Chain c(1);
  const auto site = c.b.site("s");
  const auto hall = c.b.hall(site, "a");
  const OrderId order = c.order("o", 4, 0);
  c.b.to(order, hall);
  const auto contract = c.b.contract("c", c.acme, c.lab);
  const auto tranche = c.b.tranche(contract, "t", 4, 1);
  c.b[order].made_for = tranche;
  auto scenario = c.b.build();
  for (Lot& lot : scenario.lots) lot.planned_live = 0;  // nobody ordered late
  const Replay run(scenario);
  using ByCause = Replay::ByCause;
  CHECK(run.missing(tranche, 10) == ByCause{{"supply:hbm", 4}});
  CHECK(run.missing(tranche, 30) == ByCause{{"supply:hbm", 3}, {"supply:package", 1}});
  CHECK(run.missing(tranche, 60) == ByCause{{"supply:hbm", 2}, {"supply:package", 2}});
  CHECK(run.missing(tranche, 100) == ByCause{{"supply:package", 3}, {"supply:racks", 1}});
}

TEST_CASE("what is cancelled gives its parts back to stock") {
  // Ten racks ordered at the start and six cancelled at 30: one stack went into a package under way, so the last six
  // have nothing yet. Four more cancelled at 100: the first package is there and waits for the assembly line, it goes
  // back into stock, and so do those under way when they are made.
  Chain c(1);
  const OrderId order = c.order("o", 10, 0);
  auto& first = c.b.event("e1", 30, EffectKind::cancel, TargetKind::order, order.index);
  first.units = 6;
  auto& second = c.b.event("e2", 100, EffectKind::cancel, TargetKind::order, order.index);
  second.units = 4;
  const OrderId later = c.order("p", 1, 20 * day);
  const Replay run(c.b.build());
  CHECK(run.units_of(order, Stage::cancelled, 30) == 6);
  CHECK(run.units_of(order, Stage::cancelled, 100) == 10);
  CHECK(run.state_at(99).parts[c.package].stock == 0);
  CHECK(run.state_at(100).parts[c.package].stock == 1);
  CHECK(run.state_at(10 * day).parts[c.package].stock >= 2);
  CHECK(run.units_of(later, Stage::outside, 20 * day + 24) == 1);  // out of that stock
}

TEST_CASE("makers share a line under their quotas") {
  // A line of four wafers a day, three quarters for maker one. Each maker's system takes one wafer a unit, and has 6 to
  // make: with quotas that are not reused 3 and 1 a day leave.
  ScenarioBuilder b(10 * day);
  const auto buyer = b.party("buyer"), one = b.party("one"), two = b.party("two");
  const auto line = b.line("fab.cowos", 4.0 / 24);
  b[line].contenders = Contenders::makers;
  b[line].policy = SharingPolicy::quota;
  b[line].quota_reuse = false;
  b[line].weight_of_party = {0, 0.75, 0.25};
  b[line].weight_of_others = 0;
  const auto part = b.part("package", line);
  std::vector<OrderId> orders;
  for (const auto& [id, maker] : {std::pair("s1", one), std::pair("s2", two)}) {
    const auto system = b.system(id, 1);
    b[system].maker = maker;
    b[system].bom = {{part, 1}};
    orders.push_back(b.order(id, buyer, system));
    b.lot(orders.back(), 6);
  }
  const Replay run(b.build());
  CHECK(run.units_of(orders[0], Stage::outside, 24) == 3);
  CHECK(run.units_of(orders[1], Stage::outside, 24) == 1);
  CHECK(run.units_of(orders[0], Stage::outside, 48) == 6);
  CHECK(run.units_of(orders[1], Stage::outside, 48) == 2);
  CHECK(run.units_of(orders[1], Stage::outside, 144) == 6);
}
