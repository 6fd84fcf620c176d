#include "models/supply/lane_queue.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using Happenings = Replay::Happenings;
using Steps = std::vector<sim::CapacityStep>;

namespace {

// Orders of one buyer that no line makes: they ship when they are requested, over a lane without transit.
struct Shipping {
  ScenarioBuilder b{4 * day};
  PartyId acme = b.party("acme");
  SystemId rack = b.system("rack", 72);
  LaneId lane = b.lane("truck", 0);
  HallId hall = b.hall(b.site("riverside"), "a");

  explicit Shipping(Steps capacity) { b[lane].capacity = std::move(capacity); }

  OrderId order(const std::string& id, std::vector<std::pair<Hour, Units>> lots) {
    const OrderId order = b.order(id, acme, rack);
    b[order].lane = lane;
    b.to(order, hall);
    for (const auto& [requested, units] : lots) b.lot(order, units, {.requested = requested});
    return order;
  }
};

}  // namespace

TEST_CASE("the first hour by which a capacity lets an amount pass", "[lane]") {
  const Steps steps{{0, 2.0}, {10, 0.0}, {20, 0.5}};
  CHECK(first_hour_through(steps, 0, 1) == 1);           // at half past
  CHECK(first_hour_through(steps, 0, 5) == 3);           // at 2.5 h
  CHECK(first_hour_through(steps, 0, 20) == 10);         // all that there is before the outage
  CHECK(first_hour_through(steps, 0, 20.5) == 21);       // half an amount more at half of one an hour
  CHECK(first_hour_through(steps, 12, 1) == 22);         // begun in the outage
  CHECK(first_hour_through(steps, 5, 4.0 + 1e-9) == 7);  // a rounding error is not an hour
  CHECK(first_hour_through(steps, -5, 1) == 1);          // nothing before the first step
  CHECK(first_hour_through(Steps{{0, 1.0}, {3, 0.0}}, 0, 4) == sim::never);
  CHECK(first_hour_through(Steps{{0, 1.0 / 3}, {3, 0.0}, {90, 1.0}}, 0, 1) == 3);  // three thirds, not an outage later
}

TEST_CASE("units pass a lane of limited capacity one after the other, and then they travel", "[lane]") {
  // 2 units an hour: two at 1 h, two at 2 h, two at 3 h; then 24 h of transit.
  Shipping l({{0, 2.0}});
  l.b[l.lane].transit = 24;
  l.order("first", {{24, 6}});  // requested at the dock at 24 h: shipped at 0 h

  const Replay run(l.b.build());

  CHECK(run.happened(EventKind::lane_passed) == Happenings{{1, 2}, {2, 2}, {3, 2}});
  CHECK(run.happened(EventKind::units_arrived) == Happenings{{25, 2}, {26, 2}, {27, 2}});
  CHECK(run.units(UnitState::in_transit, 0) == 6);
  CHECK(run.units(UnitState::in_transit, 25) == 4);
}

TEST_CASE("a unit leaves in the whole hour after the capacity has carried it", "[lane]") {
  // 3/4 of a unit an hour: at 1.33, 2.67, 4, 5.33, 6.67 and 8 h.
  Shipping l({{0, 0.75}});
  l.order("first", {{0, 6}});

  const Happenings passed = Replay(l.b.build()).happened(EventKind::lane_passed);
  CHECK(passed == Happenings{{2, 1}, {3, 1}, {4, 1}, {6, 1}, {7, 1}, {8, 1}});
}

TEST_CASE("who is shipped first passes first, however many come later", "[lane]") {
  // One unit an hour. Three of `late` are shipped at 0 h, four of `early` at 1 h, one more of `late` at 2 h.
  Shipping l({{0, 1.0}});
  const OrderId early = l.order("early", {{1, 4}});
  const OrderId late = l.order("late", {{0, 3}, {2, 1}});

  const Replay run(l.b.build());

  CHECK(run.happened(EventKind::units_arrived, late.index) == Happenings{{1, 1}, {2, 1}, {3, 1}, {8, 1}});
  CHECK(run.happened(EventKind::units_arrived, early.index) == Happenings{{4, 1}, {5, 1}, {6, 1}, {7, 1}});
}

TEST_CASE("of units shipped in one hour pass first those that were to be live first, then by name", "[lane]") {
  // All are shipped at 5 h. `c` was ordered to be live at 5 h, `a` and `b` with a lead time of 30 h.
  Shipping l({{0, 1.0}});
  const auto ship = [&](const std::string& id, Hour lead) {
    const OrderId order = l.b.order(id, l.acme, l.rack);
    l.b[order].lane = l.lane;
    l.b.to(order, l.hall);
    l.b.lot(order, 2, {.requested = 5, .quoted_lead = lead});
    return order.index;
  };
  const auto a = ship("a", 30), b = ship("b", 30), c = ship("c", 0);

  const Replay run(l.b.build());

  CHECK(run.happened(EventKind::units_arrived, c) == Happenings{{6, 1}, {7, 1}});
  CHECK(run.happened(EventKind::units_arrived, a) == Happenings{{8, 1}, {9, 1}});
  CHECK(run.happened(EventKind::units_arrived, b) == Happenings{{10, 1}, {11, 1}});
}

TEST_CASE("an idle lane saves nothing up, and a unit half way through is not lost when more come", "[lane]") {
  // A unit takes 4 h. One is shipped at 10 h and is through at 14 h; the next at 12 h, and is through at 18 h.
  Shipping l({{0, 0.25}});
  l.order("first", {{10, 1}, {12, 1}});

  CHECK(Replay(l.b.build()).happened(EventKind::lane_passed) == Happenings{{14, 1}, {18, 1}});
}

TEST_CASE("an outage of a limited lane keeps what has passed of a unit", "[lane]") {
  // A unit takes 4 h; it is half through when the lane stops from 2 h to 30 h.
  Shipping l({{0, 0.25}, {2, 0.0}, {30, 0.25}});
  l.order("first", {{0, 2}});

  CHECK(Replay(l.b.build()).happened(EventKind::lane_passed) == Happenings{{32, 1}, {36, 1}});
}

TEST_CASE("units wait for good before a lane that lets nothing pass any more", "[lane]") {
  Shipping l({{0, 1.0}, {2, 0.0}});
  l.order("first", {{0, 5}});

  const Replay run(l.b.build());

  CHECK(run.happened(EventKind::lane_passed) == Happenings{{1, 1}, {2, 1}});
  CHECK(run.units(UnitState::in_transit, 4 * day - 1) == 3);
}

namespace {

// Two lanes through one gateway of 3 units an hour; six units wait for `x`, three for `y`.
struct Crossing {
  Shipping s{{}};
  GatewayId gate = s.b.gateway("gate", 3.0);
  LaneId x = s.lane, y = s.b.lane("y", 0);
  OrderId over_x, over_y;

  Crossing() {
    s.b[x].through = s.b[y].through = {gate};
    over_x = s.order("over_x", {{0, 6}});
    over_y = s.order("over_y", {{0, 3}});
    s.b[over_y].lane = y;
  }
  std::pair<Happenings, Happenings> passed() const {
    const Replay run(s.b.build());
    return {run.happened(EventKind::lane_passed, x.index), run.happened(EventKind::lane_passed, y.index)};
  }
};

}  // namespace

TEST_CASE("lanes share a gateway equally, and what one does not need goes to the other", "[lane][gateway]") {
  // 1.5 an hour each: one by 1 h, three by 2 h; then y is done, and x passes 3 an hour.
  const auto [x, y] = Crossing().passed();
  CHECK(x == Happenings{{1, 1}, {2, 2}, {3, 3}});
  CHECK(y == Happenings{{1, 1}, {2, 2}});
}

TEST_CASE("lanes share a gateway by weight", "[lane][gateway]") {
  // x weighs 5 of 6: 2.5 and 0.5 an hour. x is done at 2.4 h; y has 1.2 then, and 0.6 h at 3 an hour make it 3.
  Crossing c;
  c.s.b[c.x].weight = 5;
  const auto [x, y] = c.passed();
  CHECK(x == Happenings{{1, 2}, {2, 3}, {3, 1}});
  CHECK(y == Happenings{{2, 1}, {3, 2}});
}

TEST_CASE("lanes share a gateway in proportion to what waits for them", "[lane][gateway]") {
  // 6 to 3: 2 and 1 an hour; 4 to 2, and 2 to 1, are the same.
  Crossing c;
  c.s.b[c.x].weighs_what_waits = c.s.b[c.y].weighs_what_waits = true;
  const auto [x, y] = c.passed();
  CHECK(x == Happenings{{1, 2}, {2, 2}, {3, 2}});
  CHECK(y == Happenings{{1, 1}, {2, 1}, {3, 1}});
}

TEST_CASE("a lane's own capacity and all gateways that it passes hold at once", "[lane][gateway]") {
  // x carries 2 an hour, y passes a second gateway of 0.5: x has its 2, y 0.5.
  Crossing c;
  c.s.b[c.x].capacity = {{0, 2.0}};
  c.s.b[c.y].through.push_back(c.s.b.gateway("port", 0.5));
  const auto [x, y] = c.passed();
  CHECK(x == Happenings{{1, 2}, {2, 2}, {3, 2}});
  CHECK(y == Happenings{{2, 1}, {4, 1}, {6, 1}});
}

TEST_CASE("an outage of a gateway stops what waits for it, not what has passed", "[lane][gateway]") {
  // Both lanes take 10 h from the gateway on. By 1 h one unit of each has passed; then nothing until 21 h.
  Crossing c;
  c.s.b[c.gate].capacity = {{0, 3.0}, {1, 0.0}, {21, 3.0}};
  c.s.b[c.x].transit = c.s.b[c.y].transit = 10;
  const Replay run(c.s.b.build());
  CHECK(run.happened(EventKind::units_arrived, c.over_x.index) == Happenings{{11, 1}, {32, 2}, {33, 3}});
  CHECK(run.happened(EventKind::units_arrived, c.over_y.index) == Happenings{{11, 1}, {32, 2}});
}
