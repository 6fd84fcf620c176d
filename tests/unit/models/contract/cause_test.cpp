#include "models/contract/cause.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;

namespace {

// One site, one promise: as many racks of 72 as ordered, due from the start.
struct OnePromise : OneHall {
  TrancheId tranche{};

  using OneHall::OneHall;

  OrderId order(Units units, Hour requested = 0) {
    tranche = promise(72 * units);
    return OneHall::order("first", units, {.requested = requested});
  }
  OrderId installed(Units units) {
    tranche = promise(72 * units);
    return OneHall::installed(units);
  }
};

}  // namespace

TEST_CASE("three racks of a promise: every missing accelerator-hour has the cause of its rack", "[cause]") {
  // Three racks of 72, needed for one day. Rack 1 is live and failed from hour 6 to 12. Rack 2 is on its lane to hour
  // 8, waits at the dock for stage L4 to hour 16, then installs. Rack 3 is in production all day, ordered so late that
  // nominally it would have been live at hour 10.
  OneHall s(1 * day);
  s.b.step(s.site, "install", 24);
  const auto unready = s.b.hall(s.site, "b");
  s.b[unready].tasks = {{"L4", {}, false, 0, 16}};
  const auto first = s.b.installed("rack_1", s.acme, s.rack, s.hall, 1);
  const auto second = s.order("rack_2", 1, {.ordered = -100, .quoted_lead = 10});
  s.b[second].lane = s.b.lane("truck", 8);
  s.b.to(second, unready);
  const auto third = s.order("rack_3", 1, {.ordered = -14, .quoted_lead = 0});
  s.b[third].line = s.b.line("odm.rack", 1e-3);  // -14 + 0 + 24 h of bring-up: nominally live at hour 10
  const auto tranche = s.promise(216);
  s.trip(first, 6, 1, 6);

  const Replay run(s.b.build());

  CHECK(run.totals(tranche) == ByCause{{"needed", 5184},         // 216 x 24
                                       {"supplied", 1296},       // 72 x 18
                                       {"failure", 432},         // 72 x 6
                                       {"logistics", 576},       // 72 x 8
                                       {"site:L4", 576},         // 72 x 8
                                       {"commissioning", 576},   // 72 x 8
                                       {"ordered_late", 720},    // 72 x 10
                                       {"supply:rack", 1008}});  // 72 x 14; the causes sum to 3888 = 5184 - 1296
}

TEST_CASE("a unit of a system that no line makes is supplied by the system", "[cause]") {
  OnePromise p(1 * day);
  p.order(2, 5);

  const Replay run(p.b.build());

  // Its nominal live hour is its requested one, 5: ordered late for a promise due at 0. Not so for one due at 5.
  CHECK(run.missing(p.tranche, 4) == ByCause{{"ordered_late", 144}});
  p.b[p.tranche].due = 5;
  CHECK(Replay(p.b.build()).missing(p.tranche, 4) == ByCause{{"supply:rack", 144}});
}

TEST_CASE("a unit in commissioning is ordered late until its nominal live hour", "[cause]") {
  // Ordered at hour 0 with 10 h of bring-up, due at 0; a crew of one, so the second starts in hour 10.
  OnePromise p(1 * day);
  p.b.step(p.site, "install", 10, {{p.b.pool(p.site, "crew", 1), 1}});
  p.order(2);

  const Replay run(p.b.build());

  CHECK(run.missing(p.tranche, 9) == ByCause{{"ordered_late", 72}, {"crew", 72}});
  CHECK(run.missing(p.tranche, 10) == ByCause{{"commissioning", 72}});
}

TEST_CASE("a hall without stages holds its units as rfs", "[cause]") {
  OnePromise p(1 * day);
  p.b[p.hall].ready = 5;
  p.order(1);

  CHECK(Replay(p.b.build()).missing(p.tranche, 4) == ByCause{{"site:rfs", 72}});
}

TEST_CASE("a hall whose stages are finished and that slipped as a whole holds its units as rfs", "[cause]") {
  OnePromise p(1 * day);
  p.b[p.hall].tasks = {{"shell", {}, false, 0, 5}};
  p.b.event("hold", 1, EffectKind::slip, TargetKind::hall, p.hall.index).slip = 3;
  p.order(1);

  const Replay run(p.b.build());

  CHECK(run.missing(p.tranche, 4) == ByCause{{"site:shell", 72}});
  CHECK(run.missing(p.tranche, 7) == ByCause{{"site:rfs", 72}});
  CHECK(run.live(8) == 1);
}

TEST_CASE("installed units wait for power, then for cooling", "[cause]") {
  OnePromise p(1 * day);
  p.b[p.rack].liquid = 80 * kilowatt;
  p.b[p.hall].liquid_limit = 80 * kilowatt;
  p.b.block(p.site, "grid", 1000 * kilowatt, 5);
  p.order(2);

  const Replay run(p.b.build());

  CHECK(run.missing(p.tranche, 4) == ByCause{{"power", 144}});
  CHECK(run.missing(p.tranche, 5) == ByCause{{"cooling", 72}});
}

TEST_CASE("units that a lower limit stops are short of power or cooling, those that an outage stops of the event",
          "[cause]") {
  OnePromise p(1 * day);
  p.b[p.rack].liquid = 80 * kilowatt;
  p.b[p.hall].liquid_limit = 800 * kilowatt;
  const auto grid = p.b.block(p.site, "grid", 1000 * kilowatt);
  p.installed(10);
  p.event("a_brownout", 1, 2, EffectKind::multiply, TargetKind::block, grid.index).factor = 0.5;
  p.event("b_blackout", 3, 4, EffectKind::outage, TargetKind::block, grid.index);
  p.event("c_warm", 5, 6, EffectKind::multiply, TargetKind::liquid_cooling, p.hall.index).factor = 0.5;
  p.event("d_leak", 7, 8, EffectKind::outage, TargetKind::liquid_cooling, p.hall.index);
  p.event("e_fire", 9, 10, EffectKind::outage, TargetKind::hall, p.hall.index);

  const Replay run(p.b.build());

  CHECK(run.missing(p.tranche, 0).empty());
  CHECK(run.missing(p.tranche, 1) == ByCause{{"power", 360}});
  CHECK(run.missing(p.tranche, 3) == ByCause{{"outage:b_blackout", 720}});
  CHECK(run.missing(p.tranche, 5) == ByCause{{"cooling", 360}});
  CHECK(run.missing(p.tranche, 7) == ByCause{{"outage:d_leak", 720}});
  CHECK(run.missing(p.tranche, 9) == ByCause{{"outage:e_fire", 720}});
  CHECK(run.missing(p.tranche, 10).empty());
}

TEST_CASE("of outages at the same time the first by name is the cause, from the hour in which it begins", "[cause]") {
  OnePromise p(1 * day);
  const auto grid = p.b.block(p.site, "grid", 1000 * kilowatt);
  p.installed(1);
  p.event("a_storm", 4, 6, EffectKind::outage, TargetKind::block, grid.index);
  p.event("b_fault", 2, 8, EffectKind::outage, TargetKind::block, grid.index);

  const Replay run(p.b.build());

  CHECK(run.missing(p.tranche, 3) == ByCause{{"outage:b_fault", 72}});
  CHECK(run.missing(p.tranche, 4) == ByCause{{"outage:a_storm", 72}});
  CHECK(run.missing(p.tranche, 6) == ByCause{{"outage:b_fault", 72}});
  CHECK(run.missing(p.tranche, 8).empty());
}

TEST_CASE("every cause has a name of its own and a meaning, and stands at its place in the table", "[cause]") {
  std::set<std::string_view> names;
  std::size_t i = 0;
  for (const CauseInfo& row : causes()) {
    CHECK(static_cast<std::size_t>(row.kind) == i++);
    CHECK(names.insert(row.name).second);
    CHECK_FALSE(row.meaning.empty());
  }
}
