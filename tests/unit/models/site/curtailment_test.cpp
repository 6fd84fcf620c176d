#include "models/site/curtailment.hpp"

#include <catch2/catch.hpp>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::OneHall;
using tests::Replay;
using tests::ScenarioBuilder;
using ByCause = Replay::ByCause;

namespace {

using Stretches = std::vector<std::pair<Hour, Hour>>;

Stretches pairs(const std::vector<Outage>& stretches) {
  Stretches result;
  for (const Outage& stretch : stretches) result.emplace_back(stretch.from, stretch.until);
  return result;
}

// 10 C all year but 20 C in July, 5 K of daily swing, warmest at 15:00.
Ambient warm_july() {
  Ambient ambient;
  ambient.mean_of_month.fill(10);
  ambient.mean_of_month[6] = 20;
  ambient.daily = 5;
  ambient.peak_hour = 15;
  return ambient;
}

// Ten racks of 100 kW, 80 kW when live, on 0.6 MW of firm and 0.6 MW of interruptible power.
struct TwoBlocks : OneHall {
  BlockId firm = b.block(site, "a_firm", 600 * kilowatt);
  BlockId interruptible = b.block(site, "b_cheap", 600 * kilowatt);
  TrancheId tranche = promise(720);

  explicit TwoBlocks(Hour end) : OneHall(end) {
    b[rack].typical = 80 * kilowatt;
    b[interruptible].service = PowerService::interruptible;
    installed(10);
  }

  // A rule takes the block's power in these hours.
  void take(BlockId block, const std::string& rule, Hour from, Hour until) {
    b[block].curtailed.push_back({b->curtailments.push_back({rule}), {{from, until}}});
  }
};

}  // namespace

TEST_CASE("the hottest hours of a year are the afternoons of its warmest month, the earliest of equals first",
          "[curtailment]") {
  // 31 afternoons at 15:00, then 13 of the hours beside them: 14:00 and 16:00 of 1 to 6 July, 14:00 of 7 July. 1 July
  // is day 181.
  ScenarioBuilder b(365 * day);
  const SiteId site = b.site("riverside");
  b[site].ambient = warm_july();
  b[site].heat_waves = {{0, 90 * day, 30}};  // what nobody expected takes no part
  Stretches expected;
  for (Hour d = 181; d < 187; ++d) expected.emplace_back(d * day + 14, d * day + 17);
  expected.emplace_back(187 * day + 14, 187 * day + 16);
  for (Hour d = 188; d < 212; ++d) expected.emplace_back(d * day + 15, d * day + 16);
  CHECK(pairs(hottest_hours(b.build(), site, 44)) == expected);
  CHECK(hottest_hours(b.build(), site, 0).empty());
  CHECK(pairs(hottest_hours(b.build(), site, 9000)) == Stretches{{0, 365 * day}});

  b->end = 183 * day;  // a run that sees less of the year sees the same hours of it
  expected.resize(2);
  CHECK(pairs(hottest_hours(b.build(), site, 44)) == expected);
}

TEST_CASE("no call is longer than it may be, and power is there between two", "[curtailment]") {
  // Of each July day 14:00 to 15:00: with 16:00 three hours would be one call. 31 hours at 15:00, 13 at 14:00.
  ScenarioBuilder b(365 * day);
  const SiteId site = b.site("riverside");
  b[site].ambient = warm_july();
  Stretches expected;
  for (Hour d = 181; d < 212; ++d) expected.emplace_back(d * day + (d < 194 ? 14 : 15), d * day + 16);
  CHECK(pairs(hottest_hours(b.build(), site, 44, 2)) == expected);

  // At most an hour each: 15:00, then 13:00 and 17:00 of 1 to 6 July, 13:00 of 7 July.
  const auto single = hottest_hours(b.build(), site, 44, 1);
  CHECK(single.size() == 44);
  CHECK(single.front().from == 181 * day + 13);
  CHECK(single[1].from == 181 * day + 15);
  CHECK(single[2].from == 181 * day + 17);

  // Two hours out of three at most, so fewer than were asked for; also across the turn of the year.
  b->end = 730 * day;
  b->start -= std::chrono::hours{184 * 24};  // so that years turn in the middle
  b[site].ambient->mean_of_month.fill(10);
  for (const Outage& call : hottest_hours(b.build(), site, 8784, 2)) REQUIRE(call.until - call.from <= 2);
}

TEST_CASE("a window's hours are taken evenly, year by year", "[curtailment]") {
  // 3:00 and 4:00 in January: 62 hours. 31 a year: every second, 4:00 of each day.
  ScenarioBuilder b(400 * day);
  CurtailmentWindow window;
  window.months[0] = true;
  window.hours[3] = window.hours[4] = true;
  Stretches half, whole;
  for (Hour d = 0; d < 400; ++d) {
    if (d >= 31 && (d < 365 || d >= 396)) continue;
    half.emplace_back(d * day + 4, d * day + 5);
    whole.emplace_back(d * day + 3, d * day + 5);
  }
  CHECK(pairs(window_hours(b.build(), window, 31)) == half);
  CHECK(pairs(window_hours(b.build(), window, 62)) == whole);
  CHECK(pairs(window_hours(b.build(), window, 8784)) == whole);
}

TEST_CASE("interruptible blocks give nothing in the hours that a rule takes, and units are missing for it",
          "[curtailment]") {
  TwoBlocks s(3 * day);
  s.take(s.interruptible, "zone", day, day + 6);
  const Replay run(s.b.build());

  CHECK(run.live(day - 1) == 10);
  CHECK(run.live(day) == 6);  // 0.6 MW
  CHECK(run.live(day + 5) == 6);
  CHECK(run.live(day + 6) == 10);
  CHECK(run.missing(s.tranche, day) == ByCause{{"curtailment:zone", 4 * 72}});
  CHECK(run.totals(s.tranche).at("curtailment:zone") == 6 * 4 * 72);
  const auto site = [&](Hour hour) { return run.state_at(hour).sites[s.site]; };
  CHECK(site(day).curtailed_watt_hours == 4 * 80 * kilowatt);  // of this hour
  CHECK(site(day).curtailed_most == 600 * kilowatt);
  CHECK(site(day).curtailed_hours == 1);
  CHECK(site(day + 6).curtailed_watt_hours == 0);
  CHECK(site(day + 6).curtailed_hours == 0);
  CHECK(run.happened(EventKind::block_curtailed) == Replay::Happenings{{day, 600}, {day + 6, 0}});
}

TEST_CASE("an outage is named before a curtailment, and a curtailment before the want of power", "[curtailment]") {
  TwoBlocks s(3 * day);
  s.take(s.interruptible, "zone", day, day + 6);
  s.event("trip", day + 2, day + 3, EffectKind::outage, TargetKind::block, s.firm.index);
  const Replay run(s.b.build());
  CHECK(run.missing(s.tranche, day + 1) == ByCause{{"curtailment:zone", 4 * 72}});
  CHECK(run.missing(s.tranche, day + 2) == ByCause{{"outage:trip", 10 * 72}});
  CHECK(run.missing(s.tranche, day + 3) == ByCause{{"curtailment:zone", 4 * 72}});
}

TEST_CASE("of several curtailments the first by name is the cause, and only what takes power", "[curtailment]") {
  TwoBlocks s(3 * day);
  s.take(s.interruptible, "zone", day, day + 6);
  s.take(s.interruptible, "area", day + 4, day + 8);
  s.event("call", day + 3, day + 10, EffectKind::curtail, TargetKind::site, s.site.index).factor = 0.5;
  const Replay run(s.b.build());
  CHECK(run.missing(s.tranche, day + 2) == ByCause{{"curtailment:zone", 4 * 72}});
  CHECK(run.missing(s.tranche, day + 3) == ByCause{{"curtailment:call", 4 * 72}});
  CHECK(run.missing(s.tranche, day + 4) == ByCause{{"curtailment:area", 4 * 72}});
  CHECK(run.missing(s.tranche, day + 8) == ByCause{{"curtailment:call", 72}});  // 0.3 MW of 0.6 are left

  s.b[s.interruptible].energization = 2 * day;  // nothing is taken from a block that gives nothing yet
  const Replay late(s.b.build());
  CHECK(late.state_at(day).sites[s.site].curtailed == 0);
  CHECK(late.totals(s.tranche).contains("curtailment:zone") == false);
}

TEST_CASE("a dated curtailment takes a part of interruptible blocks, of a node's, a site's or of one",
          "[curtailment]") {
  TwoBlocks s(4 * day);
  GridNode zone;
  zone.id = "zone";
  zone.limit = 5000 * kilowatt;
  zone.blocks = {s.firm, s.interruptible};
  zone.cluster = ClusterId{0};
  const NodeId node = s.b->nodes.push_back(zone);
  s.b->clusters.push_back({{node}, zone.blocks});
  s.b[s.firm].through = s.b[s.interruptible].through = {node};
  s.event("all", day, day + 3, EffectKind::curtail, TargetKind::node, node.index).factor = 0;  // 100 %
  s.event("half", 2 * day, 3 * day, EffectKind::curtail, TargetKind::block, s.interruptible.index).factor = 0.5;

  const Replay run(s.b.build());
  CHECK(run.live(day) == 6);
  CHECK(run.live(day + 3) == 10);
  CHECK(run.live(2 * day) == 9);  // 0.6 + 0.3 MW
  CHECK(run.missing(s.tranche, 2 * day) == ByCause{{"curtailment:half", 72}});
  CHECK(run.live(3 * day) == 10);

  s.b->curtailment_acts = false;
  const Replay without(s.b.build());
  CHECK(without.live(day) == 10);
  CHECK(without.live(2 * day) == 10);
}
