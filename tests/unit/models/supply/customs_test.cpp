// Customs at the end of a lane: models/supply/lane.hpp.

#include <catch2/catch.hpp>

#include "models/supply/lane.hpp"
#include "sim/random_stream.hpp"
#include "tests/support/one_hall.hpp"

using namespace models;
using tests::day;
using tests::OneHall;
using tests::Replay;
using ByCause = Replay::ByCause;
using Happenings = Replay::Happenings;

namespace {

// Racks that stand at their maker when the horizon begins, and take a day on the lane.
struct OneLane : OneHall {
  LaneId truck = b.lane("truck", day);

  explicit OneLane(double probability, TimeLaw lasts, Hour end = 10 * day) : OneHall(end) {
    b->streams = {sim::stream_number("lanes.truck.hold.probability"), sim::stream_number("lanes.truck.hold.lasts")};
    b[truck].hold = CustomsHold{probability, 0, std::move(lasts)};
  }
  OrderId shipped(Units units, Hour ordered = -10 * day) {
    const OrderId id = order("first", units, {.ordered = ordered});
    b[id].lane = truck;
    return id;
  }
};

}  // namespace

TEST_CASE("customs holds what comes off a lane, and answers for it", "[customs]") {
  // 24 h on the lane, 48 h in customs.
  OneLane s(1, 48);
  s.shipped(1);
  const auto tranche = s.promise(72);

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_at_customs) == Happenings{{24, 1}});
  CHECK(run.happened(EventKind::units_arrived) == Happenings{{72, 1}});
  CHECK(run.units(UnitState::in_transit, 71) == 1);
  CHECK(run.totals(tranche) ==
        ByCause{{"needed", 72 * 240}, {"supplied", 72 * 168}, {"logistics", 72 * 24}, {"customs:truck", 72 * 48}});
}

TEST_CASE("a lane that closes does not stop customs, and a gate that is closed stays so", "[customs]") {
  OneLane s(1, 48);
  s.shipped(1);
  s.b[s.truck].outages = {{30, 60}};
  s.event("lockdown", 60, 100, EffectKind::pause, TargetKind::site, s.site.index).of = PauseOf::receipts;
  s.b[s.site].receipt_pauses = {{60, 100, EventId{0}}};

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_at_gate) == Happenings{{72, 1}});
  CHECK(run.happened(EventKind::units_arrived) == Happenings{{100, 1}});
}

TEST_CASE("units pass the limited part of their lane, then travel, then stand in customs", "[customs][lane]") {
  // Three units at one an hour pass at 1, 2 and 3, are off the lane a day later and out of customs two days after that.
  OneLane s(1, 48);
  s.shipped(3);
  s.b[s.truck].capacity = {{0, 1.0}};

  const Replay run(s.b.build());

  CHECK(run.happened(EventKind::units_at_customs) == Happenings{{25, 1}, {26, 1}, {27, 1}});
  CHECK(run.happened(EventKind::units_arrived) == Happenings{{73, 1}, {74, 1}, {75, 1}});
}

TEST_CASE("each shipment is held or not by a draw of its own, in a plain run, too", "[customs]") {
  // 2000 shipments of one rack, of which customs holds 3 % for ten days: 60 on average, standard deviation 7.6.
  OneLane s(0.03, 240, 12 * day);
  s.b->report_step = ReportStep::day;
  const auto order = s.shipped(1);
  for (int i = 1; i < 2000; ++i) s.b.lot(order, 1, {.ordered = -10 * day});

  const Replay run(s.b.build());

  Units held = 0, in_time = 0;
  for (const auto& [hour, units] : run.happened(EventKind::units_at_customs)) held += units;
  for (const auto& [hour, units] : run.happened(EventKind::units_arrived)) {
    CHECK((hour == 24 || hour == 264));
    if (hour == 24) in_time += units;
  }
  CHECK(in_time == 2000 - held);
  CHECK(held == Approx(60).margin(4 * 7.6));
}

TEST_CASE("what customs adds to transit is its probability times its mean time", "[customs]") {
  // Half of 2000 shipments for a time that is exponential of mean 100 h: 50 h on average, with a standard error of
  // sqrt(0.5 x 2 x 100^2 - 50^2) / sqrt(2000) = 1.9 h.
  TimeLaw lasts;
  lasts.varies = true;
  lasts.drawn.law = sim::Law::exponential(100);
  lasts.stream = 1;
  OneLane s(0.5, lasts, 100 * day);
  s.b->report_step = ReportStep::week;
  const auto order = s.shipped(1);
  for (int i = 1; i < 2000; ++i) s.b.lot(order, 1, {.ordered = -10 * day});

  const Replay run(s.b.build());

  double sum = 0;
  Units arrived = 0;
  for (const auto& [hour, units] : run.happened(EventKind::units_arrived)) {
    sum += static_cast<double>((hour - 24) * units);
    arrived += units;
  }
  CHECK(arrived == 2000);
  CHECK(sum / 2000 == Approx(50).margin(4 * 1.9));
}
