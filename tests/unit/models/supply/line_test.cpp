#include "models/supply/line.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using Happenings = Replay::Happenings;
using Losses = std::map<std::pair<std::uint32_t, std::uint32_t>, Units>;

namespace {

// One line and one order per buyer a, b, c .. that leaves the model when made.
struct Contest {
  ScenarioBuilder b;
  LineId line;
  SystemId rack;
  std::vector<OrderId> orders;

  Contest(Hour end, double units_per_day) : b(end) {
    line = b.line("odm.racks", units_per_day / 24);
    rack = b.system("rack", 72);
  }
  OrderId add(Units units, Hour ordered = 0) {
    const std::string name(1, static_cast<char>('a' + orders.size()));
    return add_for(b.party(name), name, units, ordered);
  }
  OrderId add_for(PartyId buyer, const std::string& name, Units units, Hour ordered = 0) {
    orders.push_back(b.order(name, buyer, rack));
    b[orders.back()].line = line;
    b.lot(orders.back(), units, {.ordered = ordered});
    return orders.back();
  }
};

// Units of an order that left the line, up to an hour.
Units made(const Replay& run, OrderId order, Hour until) {
  Units sum = 0;
  for (const auto& [hour, count] : run.happened(EventKind::units_made, order.index)) sum += hour <= until ? count : 0;
  return sum;
}

std::vector<Units> all_made(const Replay& run, const std::vector<OrderId>& orders, Hour until) {
  std::vector<Units> units;
  for (OrderId order : orders) units.push_back(made(run, order, until));
  return units;
}

DatedEvent& cancel(ScenarioBuilder& b, const std::string& id, Hour at, OrderId order, Units units) {
  DatedEvent& event = b.event(id, at, EffectKind::cancel, TargetKind::order, order.index);
  event.units = units;
  return event;
}

}  // namespace

TEST_CASE("capacity over some hours is the sum over its steps", "[line]") {
  const std::vector<sim::CapacityStep> steps{{0, 1.0}, {10, 3.0}, {20, 0.0}};

  // 5 h x 1 + 10 h x 3 + 5 h x 0.
  CHECK(capacity_between(steps, 5, 25) == 35.0);
  CHECK(capacity_between(steps, -5, 2) == 2.0);  // nothing before the first step
  CHECK(capacity_between(steps, 7, 7) == 0.0);
}

TEST_CASE("equal sharing is max-min fair: who needs less gets what it needs", "[line]") {
  // V040, Keshav 1997: 10 over demands 2, 2.6, 4 and 5 gives 2, 2.6, 2.7 and 2.7. Here in tenths: 100 units a day.
  Contest c(3 * day, 100);
  for (Units units : {20, 26, 40, 50}) c.add(units);

  const Replay run(c.b.build());

  CHECK(all_made(run, c.orders, day) == std::vector<Units>{20, 26, 27, 27});
  CHECK(all_made(run, c.orders, 2 * day) == std::vector<Units>{20, 26, 40, 50});
}

TEST_CASE(
    "an allocation loss is what the line could have made for a buyer less what it got, owed by those who got more",
    "[line]") {
  Contest c(3 * day, 100);
  for (Units units : {20, 26, 40, 50}) c.add(units);

  const Replay run(c.b.build());

  // Day 1. a and b got all they asked for. c lost min(40, 100) - 27 = 13, split 20:26:27 over a, b and d:
  // 260/73 = 3 rest 41, 338/73 = 4 rest 46, 351/73 = 4 rest 59; the two left over go to d and b: 3, 5, 5.
  // d lost min(50, 100) - 27 = 23 over a, b and c: 460/73 = 6 rest 22, 598/73 = 8 rest 14, 621/73 = 8 rest 37: 6, 8, 9.
  // Day 2. c and d get the 13 and 23 they still ask for: no loss.
  CHECK(run.losses() == Losses{{{0, 2}, 3}, {{1, 2}, 5}, {{3, 2}, 5}, {{0, 3}, 6}, {{1, 3}, 8}, {{2, 3}, 9}});
}

TEST_CASE("weighted sharing is max-min fair by weight", "[line]") {
  // V041, Keshav 1997: 16 over demands 4, 2, 10, 4 with weights 2.5, 4, 0.5, 1 gives 4, 2, 6, 4.
  Contest c(2 * day, 16);
  for (Units units : {4, 2, 10, 4}) c.add(units);
  c.b[c.line].policy = SharingPolicy::weighted;
  c.b[c.line].weight_of_party = {2.5, 4, 0.5, 1};

  CHECK(all_made(Replay(c.b.build()), c.orders, day) == std::vector<Units>{4, 2, 6, 4});
}

TEST_CASE("who is done leaves its share to the others", "[line]") {
  // V044: jobs of 1, 2 and 3 units on one unit a day end on days 3, 5 and 6: 3 jobs at 1/3, then 2 at 1/2, then 1.
  Contest c(8 * day, 1);
  for (Units units : {1, 2, 3}) c.add(units);

  const Replay run(c.b.build());

  CHECK(run.happened(EventKind::units_made, 0) == Happenings{{3 * day, 1}});
  CHECK(run.happened(EventKind::units_made, 1) == Happenings{{3 * day, 1}, {5 * day, 1}});
  CHECK(run.happened(EventKind::units_made, 2) == Happenings{{3 * day, 1}, {5 * day, 1}, {6 * day, 1}});
}

TEST_CASE("pro rata follows the backlogs", "[line]") {
  // 8 a day over backlogs of 24 and 8: 6 and 2 on every one of four days.
  Contest c(5 * day, 8);
  c.add(24);
  c.add(8);
  c.b[c.line].policy = SharingPolicy::pro_rata;

  const Replay run(c.b.build());

  for (Hour d = 1; d <= 4; ++d) CHECK(all_made(run, c.orders, d * day) == std::vector<Units>{6 * d, 2 * d});
}

TEST_CASE("the best priority is served first, and the oldest order where they come first", "[line]") {
  Contest c(5 * day, 10);
  c.add(10);
  c.add(20);
  SECTION("priority") {
    c.b[c.orders[0]].priority = 2;
    c.b[c.line].policy = SharingPolicy::priority;
  }
  SECTION("first come") {
    c.b[c.line].policy = SharingPolicy::first_come;
    // b ordered before the horizon.
    c.orders.push_back(c.b.order("c", PartyId{1}, c.rack));
    c.b[c.orders.back()].line = c.line;
    c.b.lot(c.orders.back(), 20, {.ordered = -48});
    c.b[c.line].contenders = models::Contenders::orders;
    std::swap(c.orders[1], c.orders[2]);
  }

  const Replay run(c.b.build());

  CHECK(made(run, c.orders[0], 2 * day) == 0);
  CHECK(made(run, c.orders[1], 2 * day) == 20);
  CHECK(made(run, c.orders[0], 3 * day) == 10);
}

TEST_CASE("a quota that is not used goes to the others, unless it may not be reused", "[line]") {
  // 10 a day, 60 % for a and 40 % for others, of whom b asks for 2 in all. a gets 8 on day 1, or 6.
  Contest c(3 * day, 10);
  c.add(100);
  c.add(2);
  c.b[c.line].policy = SharingPolicy::quota;
  c.b[c.line].weight_of_party = {0.6};
  c.b[c.line].weight_of_others = 0.4;
  const bool reuse = GENERATE(true, false);
  c.b[c.line].quota_reuse = reuse;

  const Replay run(c.b.build());

  CHECK(all_made(run, c.orders, day) == std::vector<Units>{reuse ? 8 : 6, 2});
  CHECK(made(run, c.orders[0], 2 * day) == (reuse ? 18 : 12));
}

TEST_CASE("contenders without a quota of their own share the quota of others", "[line]") {
  // 60 % for a; b and c share 40 %: 6, 2 and 2 of 10.
  Contest c(2 * day, 10);
  for (int i = 0; i < 3; ++i) c.add(100);
  c.b[c.line].policy = SharingPolicy::quota;
  c.b[c.line].weight_of_party = {0.6};
  c.b[c.line].weight_of_others = 0.4;

  CHECK(all_made(Replay(c.b.build()), c.orders, day) == std::vector<Units>{6, 2, 2});
}

TEST_CASE("a buyer has one quota, however many orders contend", "[line]") {
  // Shared by orders: a has two. 60 % for a, 40 % for others: 3 + 3 and 4 of 10.
  Contest c(2 * day, 10);
  c.add(100);
  c.add(100);
  c.add_for(PartyId{0}, "c", 100);
  c.b[c.line].contenders = models::Contenders::orders;
  c.b[c.line].policy = SharingPolicy::quota;
  c.b[c.line].weight_of_party = {0.6};
  c.b[c.line].weight_of_others = 0.4;

  CHECK(all_made(Replay(c.b.build()), c.orders, day) == std::vector<Units>{3, 4, 3});
}

TEST_CASE("a pickup takes the whole units finished since the last one", "[line]") {
  // 1.5 a day: 1.5, 3, 4.5, 6, 7.5, 9 and 10 units are made by the end of each day.
  Contest c(9 * day, 1.5);
  c.add(10);

  const Replay run(c.b.build());

  CHECK(run.happened(EventKind::line_picked_up) ==
        Happenings{{1 * day, 1}, {2 * day, 2}, {3 * day, 1}, {4 * day, 2}, {5 * day, 1}, {6 * day, 2}, {7 * day, 1}});
}

TEST_CASE("an outage of a line is a hole in its capacity", "[line]") {
  // 2 a day, nothing on day 2: 2 by day 1, 2 by day 2, 4 by day 3.
  Contest c(5 * day, 2);
  c.add(4);
  c.b[c.line].capacity = {{0, 2.0 / 24}, {1 * day, 0}, {2 * day, 2.0 / 24}};

  CHECK(Replay(c.b.build()).happened(EventKind::line_picked_up) == Happenings{{1 * day, 2}, {3 * day, 2}});
}

TEST_CASE("units made early are held so that nothing arrives before it is requested", "[line]") {
  ScenarioBuilder b(15 * day);
  const auto hall = b.hall(b.site("riverside"), "a");
  const auto line = b.line("odm.racks", 1.0);
  b[line].cycle_time = 2 * day;
  const auto order = b.order("first", b.party("acme"), b.system("rack", 72));
  b[order].line = line;
  b[order].lane = b.lane("truck", 1 * day);
  b.to(order, hall);

  SECTION("with the nominal lead of 3 days the line's own day comes on top") {
    // Released on day 10 - 3 = 7, picked up on day 8, made on day 10, docked on day 11.
    b.lot(order, 24, {.requested = 10 * day});
    const Replay run(b.build());
    CHECK(run.happened(EventKind::lot_released) == Happenings{{7 * day, 24}});
    CHECK(run.happened(EventKind::line_picked_up) == Happenings{{8 * day, 24}});
    CHECK(run.happened(EventKind::units_made) == Happenings{{10 * day, 24}});
    CHECK(run.happened(EventKind::units_arrived) == Happenings{{11 * day, 24}});
  }
  SECTION("with a quoted lead of 7 days they are held in production until day 9") {
    // Released on day 3, picked up on day 4, out of the cycle on day 6, shipped on day 9 to dock on day 10.
    b.lot(order, 24, {.requested = 10 * day, .quoted_lead = 7 * day});
    const Replay run(b.build());
    CHECK(run.happened(EventKind::lot_released) == Happenings{{3 * day, 24}});
    CHECK(run.happened(EventKind::units_made) == Happenings{{9 * day, 24}});
    CHECK(run.happened(EventKind::units_arrived) == Happenings{{10 * day, 24}});
    CHECK(run.units(UnitState::in_production, 8 * day) == 24);
  }
}

TEST_CASE("of a buyer's lots the one released first is served first", "[line]") {
  // 10 a day: the six of the later order date wait for the ten that were ordered before them.
  Contest c(4 * day, 10);
  const auto second = c.add(6, 2);
  const auto first = c.add_for(PartyId{0}, "b", 10, 1);

  const Replay run(c.b.build());

  CHECK(made(run, first, 1 * day) == 9);  // from hour 1: 23 h x 10/24 = 9.6
  CHECK(made(run, second, 1 * day) == 0);
  CHECK(made(run, first, 2 * day) == 10);
  CHECK(made(run, second, 2 * day) == 6);
}

TEST_CASE("units can be cancelled until they are picked up, and leave what is made of them to the next in the queue",
          "[line][cancel]") {
  // 10 a day: at noon 5 are made, none is picked up. Of ten and four the ten are cancelled; the four are then all made.
  Contest c(3 * day, 10);
  const auto first = c.add(10);
  const auto second = c.add_for(PartyId{0}, "b", 4);
  cancel(c.b, "cut", 12, first, no_limit);

  const Replay run(c.b.build());

  CHECK(run.units(UnitState::cancelled, 12) == 10);
  CHECK(made(run, first, 3 * day - 1) == 0);
  CHECK(made(run, second, 1 * day) == 4);
}

TEST_CASE("an order cancelled in the hour in which its work is released is cancelled", "[line][cancel]") {
  Contest c(3 * day, 10);
  const auto order = c.add(10);
  cancel(c.b, "cut", 0, order, 4);

  const Replay run(c.b.build());

  CHECK(run.units(UnitState::cancelled, 0) == 4);
  CHECK(made(run, order, 3 * day - 1) == 6);
}

TEST_CASE("a buyer who cancels and orders again contends once", "[line][cancel]") {
  // 10 a day. a cancels all in hour 1 and orders ten more in hour 2; b asks for ten from the start.
  // By the first pickup b got 1 h x 10/48 + 1 h x 10/24 + 22 h x 10/48 = 5.2 and a 22 h x 10/48 = 4.6.
  Contest c(4 * day, 10);
  const auto a = c.add(10);
  const auto b = c.add(10);
  const auto again = c.add_for(PartyId{0}, "c", 10, 2);
  cancel(c.b, "cut", 1, a, no_limit);

  const Replay run(c.b.build());

  CHECK(made(run, a, day) == 0);
  CHECK(made(run, b, day) == 5);
  CHECK(made(run, again, day) == 4);
  CHECK(made(run, b, 2 * day) + made(run, again, 2 * day) == 19);  // 19.8 are made by then: nothing is lost

  // At the first pickup a lost min(10, 10) - 4 = 6 to b, and b lost 5 to a, each once.
  c.b->end = 2 * day - 1;
  CHECK(Replay(c.b.build()).losses() == Losses{{{1, 0}, 6}, {{0, 1}, 5}});
}

TEST_CASE("what a buyer cancelled it has not lost to others", "[line][cancel]") {
  // 10 a day, a and b ask for ten each. At noon a takes 8 back: 2 are made. By midnight b has 2.5 + 5 = 7.5.
  // a lost min(2, 10) - 2 = 0; b lost min(10, 10) - 7 = 3, to a.
  Contest c(2 * day - 1, 10);
  const auto a = c.add(10);
  c.add(10);
  cancel(c.b, "cut", 12, a, 8);

  const Replay run(c.b.build());

  CHECK(run.losses() == Losses{{{0, 1}, 3}});
}

TEST_CASE("a buyer loses nothing for the time before its work was released", "[line]") {
  // 10 a day, a asks for 100 from day 0, b for ten from day 1. Days 2 and 3 give 5 to each.
  // Day 1: none. Day 2: a lost min(90, 10) - 5 = 5 to b, b min(10, 10) - 5 = 5 to a. Day 3: a lost 5 to b, b nothing.
  Contest c(4 * day - 1, 10);
  c.add(100);
  c.add(10, day);

  const Replay run(c.b.build());

  CHECK(run.losses() == Losses{{{1, 0}, 10}, {{0, 1}, 5}});
}
