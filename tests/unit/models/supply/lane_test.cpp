#include "models/supply/lane.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::Replay;
using tests::ScenarioBuilder;
using Happenings = Replay::Happenings;

namespace {

Lane lane_out(std::vector<Outage> outages) {
  Lane l;
  l.outages = std::move(outages);
  return l;
}

}  // namespace

TEST_CASE("transit counts the hours in which the lane is open", "[lane]") {
  // 72 h of transit, the lane is out from 24 to 48: 24 h on the way, 24 h of waiting, 48 h on the way.
  CHECK(arrival_hour(lane_out({{24, 48}}), 0, 72) == 96);
  CHECK(arrival_hour(lane_out({{24, 48}}), 30, 72) == 48 + 72);       // it departs when the lane opens
  CHECK(arrival_hour(lane_out({{24, 48}}), 48, 72) == 48 + 72);       // the outage is over
  CHECK(arrival_hour(lane_out({{24, 48}}), 0, 24) == 24);             // it arrives as the outage begins
  CHECK(arrival_hour(lane_out({{24, 48}}), 0, 25) == 49);             // one hour short
  CHECK(arrival_hour(lane_out({{24, 48}, {60, 70}}), 0, 72) == 106);  // 24 + 12 by hour 60, 36 more from 70 on
  CHECK(arrival_hour(lane_out({{24, 48}}), 30, 0) == 48);
  CHECK(arrival_hour(lane_out({{24, sim::never}}), 0, 72) == sim::never);
  CHECK(arrival_hour(lane_out({}), -100, 72) == -28);
}

TEST_CASE("units on a lane that never opens again stay on it", "[lane]") {
  ScenarioBuilder b(3 * day);
  const auto order = b.order("first", b.party("acme"), b.system("rack", 72));
  b[order].lane = b.lane("truck", 24);
  b[b[order].lane].outages = {{10, sim::never}};
  b.to(order, b.hall(b.site("riverside"), "a"));
  b.lot(order, 10);

  CHECK(Replay(b.build()).units(UnitState::in_transit, 3 * day - 1) == 10);
}

TEST_CASE("first_ready takes the first ready site in the order written, else the one expected first", "[routing]") {
  const SiteId x{0}, y{1}, z{2};
  using Candidates = std::vector<RoutingCandidate>;
  const auto choose = [](const Candidates& c) { return choose_site(Routing::first_ready, c); };

  CHECK(choose({{x, false, 10, 0}, {y, true, 99, 0}, {z, true, 5, 0}}) == y);
  CHECK(choose({{x, false, 10, 0}, {y, false, 9, 0}, {z, false, 9, 0}}) == y);
  CHECK(choose({{x, false, sim::never, 0}, {y, false, sim::never, 0}}) == x);
}

TEST_CASE("most_headroom takes the site with most unreserved power, the first written on a tie", "[routing]") {
  const SiteId x{0}, y{1}, z{2};

  CHECK(choose_site(Routing::most_headroom,
                    std::vector<RoutingCandidate>{{x, true, 0, 10}, {y, false, 50, 30}, {z, true, 0, 30}}) == y);
}

TEST_CASE("routed units count against a site's headroom before they arrive", "[routing]") {
  // Two sites of 1 MW and 1.2 MW, racks of 100 kW in lots of 3, one a day. Each rack looks at what the one before left,
  // east and west, in racks; a tie goes to east, which is written first:
  //   day 0   10 12 west, 10 11 west, 10 10 east     day 1   9 10 west, 9 9 east, 8 9 west
  //   day 2   8 8 east, 7 8 west, 7 7 east           day 3   6 7 west, 6 6 east, 5 6 west
  ScenarioBuilder b(6 * day);
  const auto east = b.site("east");
  const auto west = b.site("west");
  b[b.hall(east, "a")].critical_it = 1000 * tests::kilowatt;
  b[b.hall(west, "a")].critical_it = 1200 * tests::kilowatt;
  const auto order = b.order("first", b.party("acme"), b.system("rack", 72));
  b.to(order, Routing::most_headroom, {east, west});
  for (Hour d = 0; d < 4; ++d) b.lot(order, 3, {.requested = d * day});

  const Replay run(b.build());

  const auto routed = [&](Hour hour) {
    return std::pair(run.state_at(hour).sites[east].routed_units, run.state_at(hour).sites[west].routed_units);
  };
  CHECK(routed(0) == std::pair<Units, Units>{1, 2});
  CHECK(routed(1 * day) == std::pair<Units, Units>{2, 4});
  CHECK(routed(2 * day) == std::pair<Units, Units>{4, 5});
  CHECK(routed(3 * day) == std::pair<Units, Units>{5, 7});
}
