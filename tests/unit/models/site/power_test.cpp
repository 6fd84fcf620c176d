#include "models/site/power.hpp"

#include <catch2/catch.hpp>

#include "tests/support/replay.hpp"
#include "tests/support/scenario_builder.hpp"

using namespace models;
using tests::day;
using tests::kilowatt;
using tests::megawatt;
using tests::Replay;
using tests::ScenarioBuilder;

TEST_CASE("a power block gives what its load ramp has reached since energization", "[power]") {
  PowerBlock block;
  block.rated = 70 * megawatt;
  block.ramp = {{0, 30 * megawatt}, {90 * day, 70 * megawatt}};
  const Hour energization = 10 * day;

  CHECK(ramped(block, energization, energization - 1) == 0);
  CHECK(ramped(block, energization, energization) == 30 * megawatt);
  CHECK(ramped(block, energization, 100 * day - 1) == 30 * megawatt);
  CHECK(ramped(block, energization, 100 * day) == 70 * megawatt);

  block.rated = 50 * megawatt;  // never more than it is rated for
  CHECK(ramped(block, energization, 100 * day) == 50 * megawatt);
}

TEST_CASE("the IT limit is facility power over PUE, rounded down to the watt", "[power]") {
  // 30 MW / 1.10 = 27.272727.. MW: 202 racks of 135 kW, 27.27 MW.
  CHECK(it_limit(30 * megawatt, 1.10) == 27'272'727);
  CHECK(it_limit(30 * megawatt, 1.10) / (135 * kilowatt) == 202);
  // 27.5 MW / 1.10 = 25 MW exactly, though not in binary.
  CHECK(it_limit(27'500 * kilowatt, 1.10) == 25 * megawatt);
  CHECK(it_limit(0, 1.25) == 0);
  CHECK(it_limit(12'500 * kilowatt, 1.25) == 10 * megawatt);
}

TEST_CASE("redundancy leaves a part of what a block has to use", "[power]") {
  // Twelve machines of 1 MW: 2N 1/2, 3N/2 2/3, 4N/3 3/4, N+1 of six 5/6, N+1 of twelve 11/12.
  CHECK(sim::part_of(12 * megawatt, {1, 2}) == 6 * megawatt);
  CHECK(sim::part_of(12 * megawatt, {2, 3}) == 8 * megawatt);
  CHECK(sim::part_of(12 * megawatt, {3, 4}) == 9 * megawatt);
  CHECK(sim::part_of(12 * megawatt, {5, 6}) == 10 * megawatt);
  CHECK(sim::part_of(12 * megawatt, {11, 12}) == 11 * megawatt);
  CHECK(sim::part_of(10 * megawatt, {2, 3}) == 6'666'666);  // 6,666,666.67 W

  // 328 MW of fuel cells, 110 MW of them from day 1 and all from day 3, 11 of 12 to use: 100.833333 and 300.666666 MW.
  // Half of them, from day 5 on: 150.333333 MW (half of 300,666,666 W).
  ScenarioBuilder b(7 * day);
  const auto site = b.site("riverside");
  const auto cells = b.block(site, "cells", 328 * megawatt, 1 * day);
  b[cells].ramp = {{0, 110 * megawatt}, {2 * day, 328 * megawatt}};
  b[cells].usable = {11, 12};
  b.event("half", 5 * day, EffectKind::multiply, TargetKind::block, cells.index).factor = 0.5;

  const Replay run(b.build());

  CHECK(usable_rating(run.scenario(), run.scenario().sites[site]) == 300'666'666);
  const auto available = [&](Hour d) { return run.state_at(d * day).sites[site].facility_available; };
  CHECK(available(0) == 0);
  CHECK(available(1) == 100'833'333);
  CHECK(available(3) == 300'666'666);
  CHECK(available(5) == 150'333'333);
}

TEST_CASE("a site's power is the sum of its blocks, each from its energization and with its ramp", "[power]") {
  ScenarioBuilder b(10 * day);
  const auto site = b.site("riverside");
  b[site].pue = 1.25;
  const auto grid = b.block(site, "grid", 20 * megawatt, 2 * day);
  b[grid].ramp = {{0, 5 * megawatt}, {3 * day, 20 * megawatt}};
  b.block(site, "turbine", 10 * megawatt, 4 * day);

  const Replay run(b.build());

  const auto facility = [&](Hour d) { return run.state_at(d * day).sites[site].facility_available / megawatt; };
  CHECK(facility(1) == 0);
  CHECK(facility(2) == 5);
  CHECK(facility(4) == 15);
  CHECK(facility(5) == 30);
  CHECK(run.state_at(5 * day).sites[site].it_limit == 24 * megawatt);
  CHECK(run.state_at(1 * day).sites[site].it_limit == 0);
}

TEST_CASE("factors on a block multiply, and an outage is a factor of nothing", "[power]") {
  // 100 MW: x 0.29 from day 1, x 0.5 from day 2, out on day 3, all over on day 4.
  ScenarioBuilder b(6 * day);
  const auto site = b.site("riverside");
  const auto grid = b.block(site, "grid", 100 * megawatt);
  const auto act = [&](const char* id, Hour from, Hour until, EffectKind effect, double factor) {
    DatedEvent& event = b.event(id, from * day, effect, TargetKind::block, grid.index);
    event.until = until * day;
    event.factor = factor;
  };
  act("a", 1, 4, EffectKind::multiply, 0.29);
  act("b", 2, 4, EffectKind::multiply, 0.5);
  act("c", 3, 4, EffectKind::outage, 1);

  const Replay run(b.build());

  const auto available = [&](Hour d) { return run.state_at(d * day).blocks[grid].available; };
  CHECK(available(0) == 100 * megawatt);
  CHECK(available(1) == 29 * megawatt);
  CHECK(available(2) == 14'500 * kilowatt);
  CHECK(available(3) == 0);
  CHECK(available(4) == 100 * megawatt);
}

TEST_CASE("the IT limit is found with the PUE of the design day where that is written", "[power]") {
  // 13 MW: / 1.30 on the design day = 10 MW; / 1.04 over the year = 12.5 MW.
  ScenarioBuilder b(2 * day);
  const auto site = b.site("riverside");
  b[site].pue = 1.04;
  b.block(site, "grid", 13 * megawatt);
  SECTION("over the year") {
    const Replay run(b.build());
    CHECK(run.simulation().state().sites[site].it_limit == 12'500 * kilowatt);
  }
  SECTION("on the design day") {
    b[site].pue_peak = 1.3;
    const Replay run(b.build());
    CHECK(run.simulation().state().sites[site].it_limit == 10 * megawatt);
  }
}

TEST_CASE("energy for cooling and losses is split where a month ends", "[power]") {
  // 10 MW of IT; PUE 1.2 in January, 1.4 in February. The week of Monday 26 January 2026 has six days of January and
  // one of February: IT 10 x 168 = 1680 MWh, overhead 10 x 144 x 0.2 + 10 x 24 x 0.4 = 288 + 96 = 384 MWh.
  ScenarioBuilder b(60 * day);
  b->report_step = ReportStep::week;
  const auto site = b.site("riverside");
  b[site].pue_of_month.assign(12, 1.2);
  b[site].pue_of_month[1] = 1.4;
  b.installed("old", b.party("acme"), b.system("rack", 72), b.hall(site, "a"), 100);

  const Replay run(b.build());

  // Thursday 1 January to Sunday 4, then weeks: the fifth period.
  const SiteState& week = run.state_at(4).sites[site];
  CHECK(week.it_watt_hours == 1'680 * megawatt);
  CHECK(overhead_kwh(week) == Approx(384'000).epsilon(1e-12));
  CHECK(facility_drawn(week) == Approx(14e6).epsilon(1e-12));
  // The week after lies in February: 1680 x 0.4 = 672 MWh.
  CHECK(overhead_kwh(run.state_at(5).sites[site]) == Approx(672'000).epsilon(1e-12));
  // From 2 March on 1.2 again: the ninth period begins on Monday 23 February and ends on Sunday 1 March.
  CHECK(overhead_kwh(run.state_at(8).sites[site]) == Approx(10'000 * (144 * 0.4 + 24 * 0.2)).epsilon(1e-12));
}

TEST_CASE("a block that is not energized yet slips, one that is does not", "[power]") {
  ScenarioBuilder b(10 * day);
  const auto site = b.site("riverside");
  const auto early = b.block(site, "early", megawatt, 1 * day);
  const auto late = b.block(site, "late", megawatt, 4 * day);
  b.event("a", 2 * day, EffectKind::slip, TargetKind::block, early.index).slip = 3 * day;
  b.event("b", 2 * day, EffectKind::slip, TargetKind::block, late.index).slip = 3 * day;

  const Replay run(b.build());

  CHECK(run.state_at(3 * day).blocks[early].available == megawatt);
  CHECK(run.state_at(6 * day).blocks[late].available == 0);
  CHECK(run.state_at(7 * day).blocks[late].available == megawatt);
}

TEST_CASE("units in powered bring-up draw their rating, live ones what is typical", "[power]") {
  // Case V080 as power: 100 racks of 100 kW at PUE 1.25 are 10 MW of IT and 12.5 MW of facility power, of which 2.5
  // overhead.
  ScenarioBuilder b(2 * day);
  const auto acme = b.party("acme");
  const auto rack = b.system("rack", 72, 135 * kilowatt);
  b[rack].typical = b[rack].idle = 100 * kilowatt;
  b[rack].in_use.fill(100 * kilowatt);
  const auto site = b.site("riverside");
  b.powered_step(site, "acceptance", 5 * day);
  const auto hall = b.hall(site, "a");
  b.installed("old", acme, rack, hall, 100);

  SECTION("live") {
    const Replay run(b.build());
    CHECK(run.simulation().state().sites[site].it_drawn == 10 * megawatt);
  }
  SECTION("and ten in acceptance") {
    const auto more = b.order("young", acme, rack);
    b.to(more, hall);
    b.lot(more, 10);
    const Replay run(b.build());
    CHECK(run.simulation().state().sites[site].it_drawn == 10 * megawatt + 1'350 * kilowatt);
  }
}

TEST_CASE("energy is power drawn times whole hours, and cooling and losses take PUE - 1 of it", "[power]") {
  // V080: 10 MW of IT all year at PUE 1.25. 8760 h: 109.5 GWh, of which 21.9 overhead. 8784 h: 109.8 GWh.
  const Hour hours = GENERATE(8760, 8784);
  ScenarioBuilder b(hours);
  b->report_step = ReportStep::month;
  const auto site = b.site("riverside");
  b[site].pue = 1.25;
  b.installed("old", b.party("acme"), b.system("rack", 72), b.hall(site, "a"), 100);

  const Replay run(b.build());

  std::int64_t watt_hours = 0;
  for (std::size_t month = 0; month < run.periods(); ++month) {
    watt_hours += run.state_at(static_cast<Hour>(month)).sites[site].it_watt_hours;
  }
  const std::int64_t gigawatt_hour = 1000 * megawatt;
  CHECK(watt_hours == 10 * megawatt * hours);
  CHECK(static_cast<double>(watt_hours) * 1.25 == (hours == 8760 ? 109.5 : 109.8) * static_cast<double>(gigawatt_hour));
  CHECK(run.scenario().sites[site].pue - 1 == 0.25);
}
